"""A cohort: runs of others, to compare one's own with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isnan
from typing import Any

from cxcourse.core.roleplay import OUTCOMES, Play
from cxcourse.core.written import brief, read_number
from cxcourse.errors import AnswerError, DataError


def cohort_rows(table: Any, scene: str) -> list[dict[str, Any]]:
    """Read runs of others: a table or a list of rows with ``end`` (resolved, partial, lost) and, if known, ``trust``.

    Rows of another scene, or without one of the three ends, are left out.

    Parameters
    ----------
    table : table, list of rows, or None
        What was given; None is nobody.
    scene : str
        Id of the scene that is played.

    Raises
    ------
    DataError
        It is no table (one column of a table is none), has no such rows, or a trust in it is no number from 0 to 100.

    Examples
    --------
    >>> cohort_rows([{"end": "lost", "trust": "10"}, {"end": "won"}, {"end": "resolved"}], "m01-taster")
    [{'end': 'lost', 'trust': 10.0}, {'end': 'resolved', 'trust': None}]
    """
    if table is None:
        return []
    rows = table.to_dict("records") if hasattr(table, "columns") else table  # a column alone has a to_dict as well
    if not isinstance(rows, Iterable) or isinstance(rows, str | bytes | Mapping) or hasattr(rows, "to_dict"):
        raise DataError(
            "cohort wants a table or a list of rows with the column 'end' (and 'trust', 'scene'); found "
            f"{type(table).__name__}. Give the whole table: one column tells too little."
        )
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if isinstance(row, Mapping)]
    ours = [(number, row) for number, row in numbered if str(row.get("scene", scene)) == scene]
    if numbered and not ours:
        found = ", ".join(dict.fromkeys(brief(row.get("scene")) for _, row in numbered[:5]))
        raise DataError(f"cohort holds no run of {scene}: 'scene' is {found}. Give runs of {scene}, or no such column.")
    mine = [(number, row) for number, row in ours if isinstance(row.get("end"), str) and row["end"] in OUTCOMES]
    if not mine:
        columns = ", ".join(map(str, numbered[0][1])) if numbered else "no rows"
        raise DataError(f"cohort holds no run of {scene}: 'end' must be resolved, partial or lost. It has {columns}.")
    return [{"end": row["end"], "trust": _trust(row.get("trust"), number)} for number, row in mine]


def _trust(raw: Any, number: int) -> float | None:
    """Return the trust of a row, None where it is not known; a table read from text holds it as text."""
    from pandas import NA, NaT

    if raw is None or raw is NA or raw is NaT or (isinstance(raw, float) and isnan(raw)):
        return None
    try:
        value = read_number(raw)
    except AnswerError:
        value = -1
    if value is not None and not 0 <= value <= 100:
        raise DataError(
            f"cohort, row {number}: found trust {brief(raw)}; expected a number from 0 to 100, or nothing where it is "
            "not known. Mend the row, or leave it out."
        )
    return value


def drawn_cohort(play: Play, rows: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return how others fared beside this run, or None when nobody else is known.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import start, step
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> drawn_cohort(play, [{"end": "lost", "trust": 10}])["told"]
    '1 run of others: resolved 0 %, partly solved 0 %, lost 100 %. Your trust of 52 is higher than in 100 % of them.'
    """
    if not rows:
        return None
    ends = {name: sum(row["end"] == name for row in rows) for name in OUTCOMES}
    shares = ", ".join(f"{OUTCOMES[name].lower()} {100 * count / len(rows):.0f} %" for name, count in ends.items())
    told = f"{len(rows)} run{'s' * (len(rows) != 1)} of others: {shares}."
    trusts = [row["trust"] for row in rows if row["trust"] is not None]
    mine = play.state.get("trust")
    if trusts and mine is not None:
        below = 100 * sum(trust < mine for trust in trusts) / len(trusts)
        them = "them" if len(trusts) == len(rows) else f"the {len(trusts)} whose trust is known"
        told += f" Your trust of {mine} is higher than in {below:.0f} % of {them}."
    return {"n": len(rows), "ends": ends, "told": told}
