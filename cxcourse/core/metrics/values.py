"""Reading answers: lists, arrays and pandas columns become numbers; nothing is dropped without being counted.

Two policies say what happens to what cannot be used. They have the same names everywhere:

``missing``
    An empty place: ``None``, ``nan``, ``pd.NA``, an empty text. ``"count"`` leaves it out and counts it in
    ``Result.missing``; ``"error"`` stops at the first one.
``invalid``
    Off the scale, a fraction on a scale of whole points, text, infinite, true or false. ``"error"`` stops at the
    first one and names place and value; ``"count"`` leaves it out and counts it in ``details["invalid"]``.

The defaults differ on purpose: people skip questions, so missing answers are normal; an 11 on a scale of 0 to 10 is
a fault of the data, and averaging it away hides the fault.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf, nan
from numbers import Real
from typing import Any

import numpy as np

from cxcourse.core.metrics.quantities import choice
from cxcourse.errors import DataError

POLICIES = ("count", "error")


@dataclass(frozen=True)
class Column:
    """One column of answers: ``parts[a:b]`` are numbers (``nan`` empty, ``inf`` unreadable), ``raw[i]`` is as given."""

    parts: Any
    raw: Any

    def __len__(self) -> int:
        return len(self.parts)


@dataclass(frozen=True)
class _Masked:
    """A pandas column with its own kind of missing values; read a slice at a time, so never copied whole."""

    series: Any

    def __len__(self) -> int:
        return len(self.series)

    def __getitem__(self, place: slice) -> np.ndarray:
        return self.series.iloc[place].to_numpy(dtype="float64", na_value=nan)


@dataclass(frozen=True)
class _Categories:
    """A pandas categorical: the numbers of its categories, looked up a slice at a time."""

    table: np.ndarray
    codes: np.ndarray

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, place: slice) -> np.ndarray:
        return self.table[self.codes[place]]  # code -1 (empty) takes the last entry, which is nan


def column(data: Iterable, what: str, *, truth: bool = False) -> Column:
    """Return a list, an array or a pandas column as numbers, without a copy where it already is numbers.

    Parameters
    ----------
    data : sequence, numpy array or pandas Series, shape (n,)
        The answers of one question.
    what : str
        What they are, for the messages: ``"NPS answers"``.
    truth : bool
        Whether true and false are answers (1 and 0); else they are faults.

    Raises
    ------
    DataError
        When it is not one column.

    Examples
    --------
    >>> column([9, None, 10], "answers").parts
    array([ 9., nan, 10.])
    """
    if hasattr(data, "columns"):  # a DataFrame would be read as the names of its columns
        data = data.to_numpy()
    if _is_series(data):
        return _from_series(data, what, truth)
    if isinstance(data, np.ma.MaskedArray):
        data = data.astype(float).filled(nan)
    array = data if isinstance(data, np.ndarray) else _array(data, what)
    if array.ndim != 1:
        shape = "a single value" if array.ndim == 0 else f"a table of shape {array.shape}"
        raise DataError(f"{what}: one column is needed, found {shape}. Give a list or one column of the table.")
    if array.dtype.kind in "iuf" or array.size == 0:
        return Column(array if array.dtype.kind in "iuf" else array.astype(float), array)
    if array.dtype.kind == "b":
        return Column(array.view(np.uint8) if truth else np.full(array.shape, inf), array)
    return Column(np.fromiter((as_number(x, truth) for x in array), float, len(array)), array)


def _array(data: Iterable, what: str) -> np.ndarray:
    if isinstance(data, str | bytes | dict | set | frozenset) or not isinstance(data, Iterable):
        kind = type(data).__name__
        raise DataError(f"{what}: a list of answers is needed, found {data!r} ({kind}). Put the answers into a list.")
    items = list(data)
    try:
        array = np.asarray(items)
    except ValueError:  # a list among the answers: one fault, not a table
        array = np.empty(len(items), dtype=object)
    if array.dtype.kind in "iuf" and any(isinstance(x, bool | np.bool_) for x in items):
        array = array.astype(object)  # numpy would read true among numbers as 1
    if array.dtype.kind in "iufb" or array.ndim != 1:
        return array
    array = np.empty(len(items), dtype=object)  # numpy would turn [9, "ten"] into two texts
    array[:] = items
    return array


def _is_series(data: object) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(data, pandas.Series | pandas.Index | pandas.api.extensions.ExtensionArray)


def _from_series(data: Any, what: str, truth: bool) -> Column:
    import pandas as pd

    series = pd.Series(data, copy=False)
    types = pd.api.types
    if isinstance(series.dtype, pd.CategoricalDtype):
        kinds = column(series.cat.categories.to_numpy(dtype=object), what, truth=truth).parts
        return Column(_Categories(np.append(np.asarray(kinds, float), nan), series.array.codes), series.array)
    if isinstance(series.dtype, np.dtype) or not (
        types.is_numeric_dtype(series.dtype) or types.is_bool_dtype(series.dtype)
    ):
        plain = isinstance(series.dtype, np.dtype)
        return column(series.to_numpy() if plain else series.to_numpy(dtype=object), what, truth=truth)
    if types.is_bool_dtype(series.dtype) and not truth:
        return column(series.to_numpy(dtype=object), what)
    return Column(_Masked(series), series.array)


def as_number(x: object, truth: bool = False) -> float:
    """Return one value as a number: ``nan`` when it is empty, ``inf`` when it is no number."""
    if x is None or (isinstance(x, str) and not x.strip()):
        return nan
    if isinstance(x, bool | np.bool_):
        return float(x) if truth else inf
    if isinstance(x, Real | Decimal):
        return float(x)
    pandas = sys.modules.get("pandas")
    empty = pandas is not None and (x is pandas.NA or x is pandas.NaT)
    return nan if empty else inf


@dataclass(frozen=True)
class Numbers:
    """Values that may be used, and how many were left out."""

    kept: np.ndarray
    missing: int = 0
    invalid: int = 0


def numbers(
    data: Iterable,
    what: str,
    *,
    low: float = -inf,
    high: float = inf,
    above: float = -inf,
    whole: bool = False,
    missing: str = "count",
    invalid: str = "error",
) -> Numbers:
    """Return the usable values of a column as floats; the rest is counted or refused by policy.

    Parameters
    ----------
    data : sequence, numpy array or pandas Series, shape (n,)
        Values such as times in seconds.
    what : str
        What they are, for the messages.
    low, high, above : float
        Values must be at least ``low``, at most ``high`` and greater than ``above``.
    whole : bool
        Whether only whole numbers may occur.
    missing, invalid : {"count", "error"}
        The policies of this module.

    Examples
    --------
    >>> numbers([12.5, None, 30], "times in seconds", above=0)
    Numbers(kept=array([12.5, 30. ]), missing=1, invalid=0)
    >>> numbers([12.5, -1], "times in seconds", above=0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    cxcourse.errors.DataError: times in seconds: 1 of 2 cannot be used. The first is -1.0 at position 1 ...
    """
    taken = column(data, what)
    floats = np.asarray(taken.parts[0 : len(taken)], dtype=float)
    gone, bad = usable(floats, low, high, above, whole)
    needed = needed_text(low, high, above, whole)
    refuse(what, taken.raw, gone, bad, needed, missing=missing, invalid=invalid)
    return Numbers(floats[~(gone | bad)], int(gone.sum()), int(bad.sum()))


def usable(
    floats: np.ndarray, low: float, high: float, above: float = -inf, whole: bool = False
) -> tuple[np.ndarray, np.ndarray]:
    """Return two masks: where a value is missing, and where it is invalid."""
    gone = np.isnan(floats)
    with np.errstate(invalid="ignore"):
        good = (floats >= low) & (floats <= high) & (floats > above) & np.isfinite(floats)
        if whole:
            good &= floats == np.floor(floats)
    return gone, ~(good | gone)


def needed_text(low: float, high: float, above: float = -inf, whole: bool = False) -> str:
    """Return in words what a value must be, for a message."""
    kind = "a whole number" if whole else "a number"
    ends = [f"greater than {above:g}"] * (above > -inf) + [f"from {low:g}"] * (low > -inf)
    ends += [f"to {high:g}"] * (high < inf)
    return " ".join([kind, *ends]) if ends else f"{kind} that is finite"


def position(place: int) -> str:
    """Return where a value stands, for a message."""
    return f"position {place} (counted from 0)"


def refuse(
    what: str,
    raw: Sequence,
    gone: np.ndarray,
    bad: np.ndarray,
    needed: str,
    *,
    missing: str,
    invalid: str,
    where: Callable[[int], str] = position,
) -> None:
    """Raise for the first missing or invalid value when its policy is ``"error"``; masks have shape (n,)."""
    check_policies(missing, invalid)
    if invalid == "error" and bad.any():
        place = int(bad.argmax())
        raise invalid_error(what, int(bad.sum()), len(bad), where(place), raw[place], needed)
    if missing == "error" and gone.any():
        raise missing_error(what, int(gone.sum()), len(gone), where(int(gone.argmax())))


def check_policies(missing: str, invalid: str) -> None:
    """Raise unless both policies are known by name."""
    choice(missing, "missing", POLICIES)
    choice(invalid, "invalid", POLICIES)


def invalid_error(what: str, count: int, total: int, where: str, found: object, needed: str) -> DataError:
    """Return the error for values that cannot be used, the first of which is named."""
    shown = found.item() if isinstance(found, np.generic) else found
    return DataError(
        f"{what}: {count:,} of {total:,} cannot be used. The first is {shown!r} at {where}; needed: {needed}. "
        'Correct it, or pass invalid="count" to leave such values out and have them counted.'
    )


def missing_error(what: str, count: int, total: int, where: str) -> DataError:
    """Return the error for missing values under ``missing="error"``."""
    return DataError(
        f'{what}: {count:,} of {total:,} are missing, the first at {where}, and missing="error" was asked for. '
        'Fill them, or pass missing="count" to leave them out and have them counted.'
    )
