"""Segments: which group each answer belongs to, as small whole numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from cxcourse.errors import DataError

PLAIN = 1000
"""Whole numbers from 0 up to here are taken as they are; others are numbered first."""


@dataclass(frozen=True)
class Segments:
    """Names of the segments and, for each row, the number of its own; ``declared`` ones show even when empty."""

    labels: tuple[Hashable, ...]
    codes: np.ndarray
    declared: bool = False

    @property
    def order(self) -> list[int]:
        """Numbers of the segments as they are shown: categories as declared, others sorted."""
        numbers = list(range(len(self.labels)))
        try:
            return numbers if self.declared else sorted(numbers, key=lambda i: self.labels[i])
        except TypeError:  # names of different kinds have no order: keep the one in which they appear
            return numbers

    def block(self, start: int, length: int) -> np.ndarray:
        """Return the numbers of some rows; a row without a segment gets the number after the last."""
        part = self.codes[start : start + length]
        if part.dtype.kind == "i" and part.min() < 0:
            return np.where(part < 0, len(self.labels), part)
        return part


def segments(by: Iterable, rows: int, what: str = "answers", answers: Any = None) -> Segments:
    """Return the segments of a column.

    Parameters
    ----------
    by : list, array or pandas Series, shape (rows,)
        Names or numbers of segments; ``None`` and ``nan`` mean no segment. Text has to be numbered first, which takes
        far longer than the counting: make a long column of text a pandas category once.
    rows : int
        How many answers there are.
    answers : optional
        The answers themselves: when both are pandas columns, their rows must carry the same labels.

    Raises
    ------
    DataError
        When lengths or row labels differ.

    Examples
    --------
    >>> segments(["web", "shop", None, "web"], 4)
    Segments(labels=('web', 'shop'), codes=array([ 0,  1, -1,  0]), declared=False)
    """
    by = by if hasattr(by, "dtype") else list(by)
    if len(by) != rows:
        raise DataError(f"{what}: {rows:,} answers but {len(by):,} segments. Give one segment for each answer.")
    _same_rows(by, answers, what)
    categorical = getattr(by, "array", by)
    if hasattr(categorical, "codes"):
        return Segments(tuple(categorical.categories), categorical.codes, declared=True)
    array = by.to_numpy() if hasattr(by, "to_numpy") else by
    if isinstance(array, np.ndarray) and array.dtype.kind in "iu" and rows:
        largest = int(array.view(array.dtype.str.replace("i", "u")).max())  # a negative number is huge when unsigned
        if largest < PLAIN:
            return Segments(tuple(range(largest + 1)), array)
    return _numbered(by)


def _numbered(by: Any) -> Segments:
    import pandas as pd

    # as plain objects, pandas numbers text twice as fast as in its own text type
    column = by if isinstance(by, np.ndarray) else np.asarray(by, dtype=object)
    codes, labels = pd.factorize(column)
    return Segments(tuple(labels), codes)


def _same_rows(by: Any, answers: Any, what: str) -> None:
    # pandas would line rows up by label, numpy by position; where the two differ, ask instead of guessing
    if hasattr(by, "iloc") and hasattr(answers, "iloc") and not by.index.equals(answers.index):
        raise DataError(
            f"{what}: answers and segments carry different row labels, so their rows may not belong together. "
            "Take both from one table, or call reset_index(drop=True) on both."
        )
