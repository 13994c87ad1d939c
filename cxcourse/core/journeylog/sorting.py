"""Putting rows in order, fast and stable: whole numbers are packed beside their row number and sorted as one."""

from __future__ import annotations

import numpy as np

_ROOM = 63  # bits of a whole number that stays positive


def stable_order(keys: np.ndarray, groups: np.ndarray | None = None) -> np.ndarray:
    """Return the rows group by group, in each in the order of their keys; rows of equal keys keep their order.

    Sorting numbers is about five times as fast as sorting row numbers by them, so group, key and row number are packed
    into one number of 64 bits, in this order. Where they need more, the low bits of the keys are left out at first;
    the few neighbours that differ in those alone are put in order by them afterwards, in the same way.

    Parameters
    ----------
    keys : array of int, shape (n,)
        Any whole numbers of 64 bits.
    groups : array of int, shape (n,), optional
        Numbers from 0 and below 2**31. Without them all rows are one group.

    Returns
    -------
    array of int, shape (n,)
        Row numbers, counted from 0.

    Examples
    --------
    >>> stable_order(np.array([30, 10, 30, 10])).tolist()
    [1, 3, 0, 2]
    >>> stable_order(np.array([30, 10, 30, 10]), groups=np.array([1, 1, 0, 0])).tolist()
    [3, 2, 1, 0]
    """
    rows = len(keys)
    if not rows:
        return np.zeros(0, dtype=np.int64)
    # Without a sign the distance from the least key is right even where it would not fit 63 bits.
    above = keys.astype(np.uint64)
    above -= np.uint64(int(keys.min()) % 2**64)
    row_bits, key_bits = (rows - 1).bit_length(), int(above.max()).bit_length()
    room = 64 - row_bits - (0 if groups is None else int(groups.max()).bit_length())
    left_out = max(0, key_bits - room)
    packed = above >> left_out
    if groups is not None:
        packed |= groups.astype(np.uint64) << (key_bits - left_out)
    packed <<= row_bits
    packed |= np.arange(rows, dtype=np.uint64)
    packed.sort()
    order = (packed & ((1 << row_bits) - 1)).view(np.int64)
    if left_out:
        _refine(order, packed >> row_bits, above, left_out)
    return order


def _refine(order: np.ndarray, coarse: np.ndarray, keys: np.ndarray, left_out: int) -> None:
    """Put rows that stand beside each other with equal coarse keys in the order of the bits that were left out."""
    equal = np.r_[False, coarse[1:] == coarse[:-1]]
    spots = np.flatnonzero(equal | np.r_[equal[1:], False])
    if len(spots):
        group = np.cumsum(~equal[spots]) - 1
        rest = keys[order[spots]] & ((1 << left_out) - 1)
        order[spots] = order[spots[stable_order(rest, group)]]


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
    if bits + int(groups.max()).bit_length() > _ROOM:
        return values[stable_order(values, groups)]
    packed = (groups.astype(np.int64) << bits) | values
    packed.sort()
    packed &= (1 << bits) - 1
    return packed
