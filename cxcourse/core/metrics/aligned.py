"""Columns that belong together row by row: read as floats in place, with a mask of the empty rows."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Any

import numpy as np

from cxcourse.core.metrics.quantities import choice
from cxcourse.core.metrics.values import POLICIES, column, missing_error, position, usable
from cxcourse.errors import DataError


def amounts(
    data: Iterable, what: str, *, low: float = 0.0, above: float = -inf, whole: bool = False, missing: str = "count"
) -> tuple[np.ndarray, np.ndarray]:
    """Return a column of amounts and the mask of its empty rows, both of shape (n,); nothing is taken out.

    Raises
    ------
    DataError
        When a value is no number, infinite or too small, or empty under ``missing="error"``.

    Examples
    --------
    >>> amounts([12, None, 30], "talk_s")
    (array([12., nan, 30.]), array([False,  True, False]))
    """
    taken = column(data, what)
    floats = np.asarray(taken.parts[0 : len(taken)], dtype=float)
    gone, bad = usable(floats, low, inf, above, whole)
    least = f"greater than {above:g}" if above > low else f"{low:g} or more"
    _refuse(what, taken.raw, gone, bad, f"a {'whole ' * whole}number, {least}", missing)
    return floats, gone


def yes_no(data: Iterable, what: str, *, missing: str = "count") -> tuple[np.ndarray, np.ndarray]:
    """Return a column of yes and no as 1 and 0, and the mask of its empty rows, both of shape (n,).

    Raises
    ------
    DataError
        When a value is neither true/false nor 1/0, or empty under ``missing="error"``.

    Examples
    --------
    >>> yes_no([True, 0, None], "resolved")
    (array([ 1.,  0., nan]), array([False, False,  True]))
    """
    taken = column(data, what, truth=True)
    floats = np.asarray(taken.parts[0 : len(taken)], dtype=float)
    gone, bad = usable(floats, 0, 1, whole=True)
    _refuse(what, taken.raw, gone, bad, "yes or no, as true/false or 1/0", missing)
    return floats, gone


def same_length(**columns: np.ndarray) -> None:
    """Raise unless all columns have as many rows.

    Examples
    --------
    >>> same_length(tenure=np.zeros(3), left=np.zeros(2))
    Traceback (most recent call last):
    cxcourse.errors.DataError: tenure and left: found 3 and 2 rows. Give the same rows, in the same order.
    """
    lengths = [len(c) for c in columns.values()]
    if len(set(lengths)) > 1:
        names, found = " and ".join(columns), " and ".join(map(str, lengths))
        raise DataError(f"{names}: found {found} rows. Give the same rows, in the same order.")


def _refuse(what: str, raw: Any, gone: np.ndarray, bad: np.ndarray, needed: str, missing: str) -> None:
    choice(missing, "missing", POLICIES)
    if bad.any():
        place = int(bad.argmax())
        found = raw[place].item() if isinstance(raw[place], np.generic) else raw[place]
        raise DataError(
            f"{what}: {int(bad.sum()):,} of {len(bad):,} cannot be used. The first is {found!r} at {position(place)}; "
            f"needed: {needed}. Correct it, or take the row out."
        )
    if missing == "error" and gone.any():
        raise missing_error(what, int(gone.sum()), len(gone), position(int(gone.argmax())))
