"""A cohort: runs of others, to compare one's own with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cxcourse.core.roleplay import OUTCOMES, Play
from cxcourse.errors import DataError


def cohort_rows(table: Any, scene: str) -> list[dict[str, Any]]:
    """Read runs of others: a table or a list of rows with ``end`` (resolved, partial, lost) and, if known, ``trust``.

    Raises
    ------
    DataError
        It has no such rows.

    Examples
    --------
    >>> cohort_rows([{"end": "lost", "trust": 10}, {"end": "won"}], "m01-taster")
    [{'end': 'lost', 'trust': 10}]
    """
    if table is None:
        return []
    rows = table.to_dict("records") if hasattr(table, "to_dict") else table
    if not isinstance(rows, Iterable) or isinstance(rows, str | bytes):
        raise DataError("cohort wants a table or a list of rows with the column 'end' (and 'trust', 'scene').")
    rows = [dict(row) for row in rows if isinstance(row, Mapping)]
    ours = [row for row in rows if str(row.get("scene", scene)) == scene]
    mine = [row for row in ours if isinstance(row.get("end"), str) and row["end"] in OUTCOMES]
    if not mine:
        columns = ", ".join(map(str, rows[0])) if rows else "no rows"
        raise DataError(f"cohort holds no run of {scene}: 'end' must be resolved, partial or lost. It has {columns}.")
    return mine


def drawn_cohort(play: Play, rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return how others fared beside this run, or None when nobody else is known.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import start, step
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> drawn_cohort(play, [{"end": "lost", "trust": 10}])["told"]
    '1 runs of others: resolved 0 %, partly solved 0 %, lost 100 %. Your trust of 52 is higher than in 100 % of them.'
    """
    if not rows:
        return None
    ends = {name: sum(row["end"] == name for row in rows) for name in OUTCOMES}
    shares = ", ".join(f"{OUTCOMES[name].lower()} {100 * count / len(rows):.0f} %" for name, count in ends.items())
    told = f"{len(rows)} runs of others: {shares}."
    trusts = [
        row["trust"] for row in rows if isinstance(row.get("trust"), int | float) and row["trust"] == row["trust"]
    ]
    mine = play.state.get("trust")
    if trusts and mine is not None:
        below = sum(t < mine for t in trusts) / len(trusts)
        told += f" Your trust of {mine} is higher than in {100 * below:.0f} % of them."
    return {"n": len(rows), "ends": ends, "told": told}
