"""The same people twice: did the share change, and by how much (each person is compared with themselves)."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import Literal, NamedTuple

import numpy as np

from cxcourse.core.metrics.aligned import same_length, yes_no
from cxcourse.core.metrics.intervals import z_value
from cxcourse.core.metrics.quantities import choice, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.errors import DataError


class Pairs(NamedTuple):
    """How many people did it both times, only the first, only the second time, or never.

    Examples
    --------
    >>> sum(Pairs(both=8, first_only=1, second_only=5, neither=2))
    16
    """

    both: int
    first_only: int
    second_only: int
    neither: int


def pairs(first: Iterable, second: Iterable, *, missing: str = "count") -> tuple[Pairs, int]:
    """Count how pairs of answers fall, and how many pairs miss one or both answers.

    Parameters
    ----------
    first, second : array of yes/no, shape (n,)
        The answers of the same people, in the same order: true/false, 1/0, empty.
    missing : {"count", "error"}
        Leave incomplete pairs out and count them (default), or refuse them.

    Returns
    -------
    tuple of Pairs and int
        The four counts, and the incomplete pairs.

    Raises
    ------
    DataError
        When the columns differ in length, or an answer is neither yes nor no.

    Examples
    --------
    >>> pairs([1, 1, 0, None], [1, 0, 1, 1])
    (Pairs(both=1, first_only=1, second_only=1, neither=0), 1)
    """
    a, a_gone = yes_no(first, "first", missing=missing)
    b, b_gone = yes_no(second, "second", missing=missing)
    same_length(first=a, second=b)
    kept = ~(a_gone | b_gone)
    cells = np.bincount((2 * a[kept] + b[kept]).astype(int), minlength=4)
    return Pairs(int(cells[3]), int(cells[2]), int(cells[1]), int(cells[0])), int((~kept).sum())


def mcnemar(
    table: Pairs, *, method: Literal["mid-p", "exact", "asymptotic"] = "mid-p", missing_pairs: int = 0
) -> Result:
    """Return how surprising the changed answers would be if change went both ways alike (a p-value).

    Parameters
    ----------
    table : Pairs
        The four counts, 0 or more (from :func:`pairs`, or written down).
    method : {"mid-p", "exact", "asymptotic"}
        ``"mid-p"`` (default): exact, counting half of the observed outcome; ``"exact"`` is needlessly cautious,
        ``"asymptotic"`` (b - c)²/(b + c) is fine for many changed answers.
    missing_pairs : int
        Incomplete pairs that were left out; carried into the result.

    Returns
    -------
    Result
        Two-sided p-value, 0 to 1; 1 when nobody changed; undefined without pairs.

    Raises
    ------
    DataError
        When a count is negative or not whole.

    Notes
    -----
    Only those who changed count: b = first only, c = second only, each way with chance ½. Trap: two columns of the
    same people put into a test for independent groups.

    References
    ----------
    McNemar, Q. (1947). Note on the sampling error of the difference between correlated proportions.
    Fagerland, M. W., Lydersen, S. & Laake, P. (2013). The McNemar test for binary matched-pairs data.

    Examples
    --------
    >>> round(mcnemar(Pairs(both=59, first_only=6, second_only=16, neither=80)).value, 4)
    0.0347
    """
    how, cells = choice(method, "method", ("mid-p", "exact", "asymptotic")), _cells(table)
    b, c, n = cells.first_only, cells.second_only, sum(cells)
    about = {"name": "McNemar test", "unit": "p", "range": (0, 1), "n": n, "missing": whole(missing_pairs, "missing"),
             "source": "McNemar (1947); mid-p: Fagerland, Lydersen & Laake (2013)"}  # fmt: skip
    if n == 0:
        return Result.undefined(why="there is no complete pair", **about)
    value = _chance(b, c, how)
    steps = (f"changed: {b} from yes to no, {c} from no to yes, of {n} pairs", f"p = {number(value)}")
    return Result(value=value, method=f"{how}, two-sided", steps=steps, details={"changed": float(b + c)}, **about)


def paired_difference(table: Pairs, *, confidence: float = 0.95, missing_pairs: int = 0) -> Result:
    """Return how far the second share lies above the first, among the same people.

    Parameters
    ----------
    table : Pairs
        The four counts, 0 or more.
    confidence : float
        Between 0 and 1. Default 0.95.
    missing_pairs : int
        Incomplete pairs that were left out; carried into the result.

    Returns
    -------
    Result
        Proportion, -1 to 1, second minus first, with an adjusted-Wald interval; undefined without pairs.

    Raises
    ------
    DataError
        When a count is negative or not whole.

    Notes
    -----
    d = (c - b)/n. The interval adds z²/8 to each of the four counts, then
    d' ± z·√((b' + c')/n' - (c' - b')²/n'²)/√n'. Its middle is d', so d sits a little off the middle.

    References
    ----------
    Agresti, A. & Min, Y. (2005). Simple improved confidence intervals for comparing matched proportions.

    Examples
    --------
    >>> paired_difference(Pairs(both=8, first_only=1, second_only=5, neither=2)).value
    0.25
    """
    cells, z = _cells(table), z_value(confidence)
    n = sum(cells)
    about = {"name": "Paired difference", "unit": "proportion", "range": (-1, 1), "n": n, "confidence": confidence,
             "missing": whole(missing_pairs, "missing"), "source": "Agresti & Min (2005)"}  # fmt: skip
    if n == 0:
        return Result.undefined(why="there is no complete pair", **about)
    more = z * z / 8
    b, c, total = cells.first_only + more, cells.second_only + more, n + 4 * more
    middle, half = (c - b) / total, z * sqrt((b + c) / total - ((c - b) / total) ** 2) / sqrt(total)
    value = (cells.second_only - cells.first_only) / n
    steps = (f"({cells.second_only} - {cells.first_only}) / {n} = {number(value)}",
             f"with {number(more)} added to each count: {number(middle)} ± {number(half)}")  # fmt: skip
    shares = {"first": (cells.both + cells.first_only) / n, "second": (cells.both + cells.second_only) / n}
    return Result(value=value, low=max(-1.0, middle - half), high=min(1.0, middle + half), steps=steps, details=shares,
                  method="second - first; adjusted-Wald interval for pairs", **about)  # fmt: skip


def _cells(table: Pairs) -> Pairs:
    if len(tuple(table)) != 4:
        raise DataError(f"table: expected four counts, found {len(tuple(table))}. Use Pairs(both=…, first_only=…, …).")
    return Pairs(*(whole(x, name) for x, name in zip(table, Pairs._fields, strict=True)))


def _chance(b: int, c: int, how: str) -> float:
    if b + c == 0:
        return 1.0
    if how == "asymptotic":
        from cxcourse.core.metrics.experiment import tail_chance

        return tail_chance((b - c) / sqrt(b + c))
    from scipy.stats import binom

    at_most = float(binom.cdf(min(b, c), b + c, 0.5))
    exact = min(1.0, 2 * at_most)
    return exact if how == "exact" else min(1.0, 2 * at_most - float(binom.pmf(min(b, c), b + c, 0.5)))
