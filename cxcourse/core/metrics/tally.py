"""Counting answers on a scale of whole points: one pass over the data, checked and counted a block at a time.

Every block of answers is written as bytes into one small buffer that stays in the processor's cache: the answer
itself, one code for a fault and one for an empty place. Counting the bytes then checks range and kind of every
answer and counts the missing ones at once. Ten million answers need no more memory than ten thousand.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from math import nan, sqrt
from typing import Any

import numpy as np

from cxcourse.core.metrics.result import Result
from cxcourse.core.metrics.segments import Segments, segments
from cxcourse.core.metrics.values import (
    Column,
    check_policies,
    column,
    invalid_error,
    missing_error,
    needed_text,
    position,
)
from cxcourse.errors import DataError

BLOCK = 1 << 15
"""Answers a block: the buffers of a block fit into the cache of any processor of the last fifteen years."""


@dataclass(frozen=True)
class Tally:
    """How many people gave each answer of a scale.

    Attributes
    ----------
    low : int
        Lowest point of the scale.
    counts : array of int, shape (points,)
        Answers a point, lowest first.
    missing, invalid : int
        Answers left out, by reason.
    """

    low: int
    counts: np.ndarray
    missing: int = 0
    invalid: int = 0

    @property
    def high(self) -> int:
        """Highest point of the scale."""
        return self.low + len(self.counts) - 1

    @property
    def n(self) -> int:
        """How many answers count."""
        return int(self.counts.sum())

    def within(self, low: int, high: int) -> int:
        """Return how many answers lie from ``low`` to ``high``."""
        return int(self.counts[max(0, low - self.low) : max(0, high - self.low + 1)].sum())

    @property
    def mean(self) -> float:
        """Mean answer; ``nan`` without answers."""
        points = np.arange(self.low, self.high + 1)
        return float(points @ self.counts / self.n) if self.n else nan

    @property
    def sd(self) -> float:
        """Standard deviation of the sample (n − 1); ``nan`` below two answers."""
        if self.n < 2:
            return nan
        away = (np.arange(self.low, self.high + 1) - self.mean) ** 2
        return sqrt(float(away @ self.counts) / (self.n - 1))


def tally(
    answers: Iterable,
    scale: tuple[int, int],
    what: str = "answers",
    *,
    missing: str = "count",
    invalid: str = "error",
    truth: bool = False,
) -> Tally:
    """Count the answers of one question.

    Parameters
    ----------
    answers : list, array or pandas Series, shape (n,)
        Whole numbers on the scale. Arrays of any whole or floating type are read in place.
    scale : tuple of int
        Lowest and highest answer, between 0 and 250.
    what : str
        What they are, for the messages.
    missing, invalid : {"count", "error"}
        The policies of :mod:`cxcourse.core.metrics.values`.

    Examples
    --------
    >>> tally([5, 4, None, 5], (1, 5))
    Tally(low=1, counts=array([0, 0, 0, 1, 2]), missing=1, invalid=0)
    """
    check_policies(missing, invalid)
    taken, width = column(answers, what, truth=truth), _width(scale)
    counts = np.zeros(width, dtype=np.int64)
    for _, codes in _blocks(taken, scale[1]):
        counts += _count(codes, width)
    _refuse(counts, taken, scale, what, missing, invalid)
    return _settled(counts, scale)


def tally_by(
    answers: Iterable,
    by: Iterable,
    scale: tuple[int, int],
    what: str = "answers",
    *,
    missing: str = "count",
    invalid: str = "error",
    truth: bool = False,
) -> dict[Hashable, Tally]:
    """Count the answers of one question for each segment, in the same single pass.

    Parameters
    ----------
    by : list, array or pandas Series, shape (n,)
        The segment of each answer. Rows without a segment are kept under the key ``None``.

    Returns
    -------
    dict
        Segment to :class:`Tally`, in the order of the categories, else sorted.

    Examples
    --------
    >>> tally_by([5, 4, 5], ["shop", "web", "shop"], (4, 5))["shop"].counts
    array([0, 2])
    """
    check_policies(missing, invalid)
    taken, width = column(answers, what, truth=truth), _width(scale)
    groups = segments(by, len(taken), what, answers)
    cells = (len(groups.labels) + 1) * width
    counts = np.zeros(cells, dtype=np.int64)
    place = np.empty(BLOCK, dtype=np.uint8 if cells <= 256 else np.intp)
    for start, codes in _blocks(taken, scale[1]):
        cell = place[: len(codes)]
        np.copyto(cell, groups.block(start, len(codes)), casting="unsafe")
        cell *= width
        cell += codes
        counts += _count(cell, cells) if cells <= 256 else np.bincount(cell, minlength=cells)
    table = counts.reshape(-1, width)
    _refuse(table.sum(axis=0), taken, scale, what, missing, invalid)
    return _by_label(table, groups, scale)


def per_segment(
    build: Callable[[Tally], Result],
    answers: Iterable,
    by: Iterable | None,
    scale: tuple[int, int],
    what: str,
    **policies: str,
) -> Result | dict[Hashable, Result]:
    """Count the answers, whole or by segment, and build one figure from each tally."""
    if by is None:
        return build(tally(answers, scale, what, **policies))
    return {label: build(found) for label, found in tally_by(answers, by, scale, what, **policies).items()}


def _by_label(table: np.ndarray, groups: Segments, scale: tuple[int, int]) -> dict[Hashable, Tally]:
    seen = table.any(axis=1)
    if groups.declared:
        seen[:-1] = True  # a declared segment without answers is shown, as undefined
    labels = [*groups.labels, None]
    return {labels[i]: _settled(table[i], scale) for i in [*groups.order, len(groups.labels)] if seen[i]}


def _width(scale: tuple[int, int]) -> int:
    low, high = scale
    if not (isinstance(low, int) and isinstance(high, int) and 0 <= low < high <= 250):
        raise DataError(f"scale: two whole numbers from 0 to 250 are needed, lowest first; found {scale!r}.")
    return high + 3  # the points from 0, one code for a fault, one for an empty place


def _settled(counts: np.ndarray, scale: tuple[int, int]) -> Tally:
    low, high = scale
    faults = int(counts[:low].sum() + counts[high + 1])
    return Tally(low, counts[low : high + 1], int(counts[high + 2]), faults)


def _count(codes: np.ndarray, width: int) -> np.ndarray:
    """Count bytes below ``width``, two at a time: neighbours make one number, so half as many steps are needed."""
    even = len(codes) // 2 * 2
    pairs = np.bincount(codes[:even].view(np.uint16), minlength=256 * width).reshape(width, 256)[:, :width]
    counts = pairs.sum(axis=0) + pairs.sum(axis=1)
    if even < len(codes):
        counts[codes[-1]] += 1
    return counts


def _blocks(taken: Column, high: int) -> Iterator[tuple[int, np.ndarray]]:
    """Yield each block's start and its answers as bytes; the buffer is used again for the next block."""
    codes, room = np.empty(BLOCK, dtype=np.uint8), np.empty((2, BLOCK))
    for start in range(0, len(taken), BLOCK):
        part = taken.parts[start : start + BLOCK]
        out = codes[: len(part)]
        if part.dtype.kind == "f":
            _write_floats(part, out, room[:, : len(part)], high)
        else:
            _write_whole(part, out, high)
        yield start, out


def _write_whole(part: np.ndarray, out: np.ndarray, high: int) -> None:
    # Seen as unsigned, a negative number is huge, so one comparison guards both ends
    bits = part.view(part.dtype.str.replace("i", "u"))
    np.copyto(out, bits if bits.max() <= high else np.minimum(bits, high + 1), casting="unsafe")


def _write_floats(part: np.ndarray, out: np.ndarray, room: np.ndarray, high: int) -> None:
    gone, (wanted, back) = high + 2, room
    np.fmin(part, gone, out=wanted)  # fmin passes over nan: an empty place becomes `gone`, as does all above it
    with np.errstate(invalid="ignore"):
        np.copyto(out, wanted, casting="unsafe")
    np.copyto(back, out)  # there and back: a fraction or a negative number comes back as another one
    if not (back == wanted).all() or (out.max() == gone and np.fmax.reduce(part) > high):
        whole = (part >= 0) & (part <= high) & (part == np.floor(part))
        out[...] = np.where(np.isnan(part), gone, np.where(whole, wanted, high + 1))


def _refuse(counts: np.ndarray, taken: Column, scale: tuple[int, int], what: str, missing: str, invalid: str) -> None:
    total, found = int(counts.sum()), _settled(counts, scale)
    low, high = scale
    if invalid == "error" and found.invalid:
        place = _first(taken, high, lambda codes: (codes < low) | (codes == high + 1))
        needed = needed_text(low, high, whole=True)
        raise invalid_error(what, found.invalid, total, position(place), taken.raw[place], needed)
    if missing == "error" and found.missing:
        place = _first(taken, high, lambda codes: codes == high + 2)
        raise missing_error(what, found.missing, total, position(place))


def _first(taken: Column, high: int, wanted: Callable[[np.ndarray], Any]) -> int:
    return next(start + int(hit.argmax()) for start, codes in _blocks(taken, high) if (hit := wanted(codes)).any())
