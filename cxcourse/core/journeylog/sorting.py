"""Putting rows in order, fast and stable: whole numbers are packed beside their row number and sorted as one."""

from __future__ import annotations

import numpy as np

_ROOM = 63  # bits of a whole number that stays positive


def stable_order(keys: np.ndarray) -> np.ndarray:
    """Return the rows in the order of their keys; rows of equal keys keep their order.

    Sorting numbers is about five times as fast as sorting row numbers by them, so each key carries its row number
    in its low bits. Keys that leave too little room are sorted in passes, low bits first.

    Parameters
    ----------
    keys : array of int, shape (n,)
        Any whole numbers.

    Returns
    -------
    array of int, shape (n,)
        Row numbers, counted from 0.

    Examples
    --------
    >>> stable_order(np.array([30, 10, 30, 10])).tolist()
    [1, 3, 0, 2]
    """
    rows = len(keys)
    if not rows:
        return np.zeros(0, dtype=np.int64)
    least = int(keys.min())
    span = int(keys.max()) - least
    if span >= 2**_ROOM:  # the ends of 64 bits at once: no room to subtract in
        return np.argsort(keys, kind="stable")
    left = keys.astype(np.int64) - least
    bits = max(1, (rows - 1).bit_length())
    step = _ROOM - bits
    order = _pass(left & ((1 << step) - 1), bits)
    while span := span >> step:
        left = left >> step
        order = order[_pass(left[order] & ((1 << step) - 1), bits)]
    return order


def _pass(keys: np.ndarray, bits: int) -> np.ndarray:
    packed = (keys << bits) | np.arange(len(keys))
    packed.sort()
    packed &= (1 << bits) - 1
    return packed


def quartiles(groups: np.ndarray, values: np.ndarray, many: int) -> tuple[np.ndarray, np.ndarray]:
    """Return how many values each group has, and its quartiles.

    Parameters
    ----------
    groups : array of int, shape (n,)
        Group of each value, 0 to ``many`` - 1.
    values : array of int, shape (n,)
        0 or more.
    many : int
        How many groups there are.

    Returns
    -------
    counts : array of int, shape (many,)
    quartiles : array of float, shape (many, 3)
        Lower quartile, median, upper quartile (between two values in proportion, as pandas does); ``nan`` where a
        group has no value.

    Examples
    --------
    >>> counts, found = quartiles(np.array([0, 0, 2]), np.array([10, 20, 7]), 3)
    >>> counts.tolist(), found.tolist()
    ([2, 0, 1], [[12.5, 15.0, 17.5], [nan, nan, nan], [7.0, 7.0, 7.0]])
    """
    counts = np.bincount(groups, minlength=many)
    ordered = _sorted_within(groups, values)
    starts = np.cumsum(counts) - counts
    made = np.full((many, 3), np.nan)
    some = counts > 0
    for place, share in enumerate((0.25, 0.5, 0.75)):
        at = starts[some] + share * (counts[some] - 1)
        under = at.astype(np.int64)
        over = np.minimum(under + 1, starts[some] + counts[some] - 1)
        made[some, place] = ordered[under] + (at - under) * (ordered[over] - ordered[under])
    return counts, made


def _sorted_within(groups: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the values, group by group, smallest first."""
    if not len(values):
        return values
    bits = max(1, int(values.max()).bit_length())
    if bits + int(groups.max()).bit_length() <= _ROOM:
        packed = (groups.astype(np.int64) << bits) | values
        packed.sort()
        packed &= (1 << bits) - 1
        return packed
    by_value = stable_order(values)
    return values[by_value][stable_order(groups[by_value])]
