"""Questionnaires of several items: one row a person, scored only when the row is complete."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from cxcourse.core.metrics.values import Numbers, column, needed_text, refuse, usable
from cxcourse.errors import DataError


def complete_rows(
    data: Any,
    what: str,
    items: int,
    scale: tuple[int, int],
    *,
    missing: str = "count",
    invalid: str = "error",
    fill: float | None = None,
) -> Numbers:
    """Return the complete rows of a questionnaire as a table of floats, shape (people, items).

    A person with an empty or (by policy) an invalid item has no score; ``missing`` and ``invalid`` count people.

    Parameters
    ----------
    data : array, DataFrame or list of rows, shape (people, items), or one row, shape (items,)
        Answers in the order of the items.
    what : str
        What they are, for the messages.
    items : int
        How many items a person answers.
    scale : tuple of int
        Lowest and highest answer, whole numbers between.
    missing, invalid : {"count", "error"}
        The policies of :mod:`cxcourse.core.metrics.values`.
    fill : float, optional
        What an empty item counts as, instead of costing the person the score.

    Examples
    --------
    >>> complete_rows([[4, 5], [None, 3]], "two items", 2, (1, 7))
    Numbers(kept=array([[4., 5.]]), missing=1, invalid=0)
    """
    taken = column(_in_one_line(data, what, items), what)
    floats = np.asarray(taken.parts[0 : len(taken)], float)
    if fill is not None:
        floats = np.where(np.isnan(floats), fill, floats)
    gone, bad = usable(floats, *scale, whole=True)

    def where(place: int) -> str:
        return f"row {place // items} (counted from 0), item {place % items + 1}"

    refuse(what, taken.raw, gone, bad, needed_text(*scale, whole=True), missing=missing, invalid=invalid, where=where)
    bad_rows = bad.reshape(-1, items).any(axis=1)
    gone_rows = gone.reshape(-1, items).any(axis=1) & ~bad_rows
    kept = floats.reshape(-1, items)[~(bad_rows | gone_rows)]
    return Numbers(kept, int(gone_rows.sum()), int(bad_rows.sum()))


def _in_one_line(data: Any, what: str, items: int) -> Any:
    """Return the answers row after row as one column, once each row is known to have all items."""
    if hasattr(data, "columns"):
        data = data.to_numpy()
    if not isinstance(data, np.ndarray):
        return _joined(list(data), what, items)
    table = data.reshape(1, -1) if data.ndim == 1 and data.size else data
    if table.ndim == 2 and table.shape[1] != items:
        raise _wrong_width(what, items, table.shape[1], 0)
    return table.reshape(-1)


def _joined(rows: list, what: str, items: int) -> list:
    nested = any(isinstance(row, Iterable) and not isinstance(row, str) for row in rows)
    table = [list(row) for row in rows] if nested else [rows] * bool(rows)
    for place, row in enumerate(table):
        if len(row) != items:
            raise _wrong_width(what, items, len(row), place)
    return [answer for row in table for answer in row]


def _wrong_width(what: str, items: int, found: int, place: int) -> DataError:
    return DataError(
        f"{what}: each person answers {items} items, found {found} in row {place} (counted from 0). "
        "Give every item, in the order of the questionnaire, with None where an answer is missing."
    )
