"""Two figures side by side: how far apart they are, and whether a different mix alone made it so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite, sqrt
from typing import Any

from cxcourse.core.lab.figures import Case
from cxcourse.core.metrics import ratios
from cxcourse.core.metrics.result import Result, number


def compare(first: Case, second: Case) -> Result:
    """Return how far the second figure lies from the first, named after their metric; see :func:`difference`.

    Examples
    --------
    >>> from cxcourse.core.lab import count_case, metric
    >>> a = count_case(metric("csat"), {"satisfied": 60, "others": 40})
    >>> b = count_case(metric("csat"), {"satisfied": 75, "others": 25})
    >>> compare(a, b)
    Difference in CSAT 15 points (95 % interval 2.013 to 27.31, n = 200)
    """
    return replace(difference(first.result, second.result), name=f"Difference in {first.metric.name}")


def difference(a: Result, b: Result) -> Result:
    """Return how far one figure lies from another of the same metric: second minus first, with its interval.

    Shares take Newcombe's interval of :func:`cxcourse.core.metrics.ratios.difference`. Other figures are joined in
    the same way, by squaring and adding the distances to the ends of their own intervals (Zou and Donner 2008).

    Examples
    --------
    >>> from cxcourse.core.metrics import nps_from_counts
    >>> difference(nps_from_counts(38, 34, 28), nps_from_counts(52, 30, 18))
    Difference in NPS 24 points (95 % interval 2.081 to 44.98, n = 200)
    """
    known: dict = {"name": f"Difference in {a.name}", "n": a.n + b.n, "missing": a.missing + b.missing,
                   "unit": {"%": "points"}.get(a.unit, a.unit)}  # fmt: skip
    width = a.range[1] - a.range[0]
    known |= {"range": (-width, width), "confidence": a.confidence}
    if not (a.defined and b.defined):
        return Result.undefined(why="one of the two figures is undefined", **known)
    share = a.unit in ("%", "proportion")
    low, high = _of_shares(a, b) if share else _apart(a, b)
    d = b.value - a.value
    taken = f"({number(a.value)})" if a.value < 0 else number(a.value)
    steps = (f"{number(b.value)} - {taken} = {number(d)}",)
    if isfinite(low) and isfinite(high):
        how = "Newcombe's interval of two shares" if share else "distances to both ends, squared and added"
        steps += (f"{how}: {number(low)} to {number(high)}",)
    source = "Newcombe (1998), Interval estimation for the difference between independent proportions"
    return Result(value=d, low=low, high=high, steps=steps, method="second - first; interval from both intervals",
                  source=source if share else "Zou & Donner (2008), Construction of confidence limits", **known)  # fmt: skip


def _of_shares(a: Result, b: Result) -> tuple[float, float]:
    def counts(r: Result) -> tuple[int, int]:
        return round(r.value / r.range[1] * r.n), r.n

    found = ratios.difference(counts(b), counts(a), confidence=a.confidence)
    return a.range[1] * found.low, a.range[1] * found.high


def _apart(a: Result, b: Result) -> tuple[float, float]:
    d = b.value - a.value
    low = d - sqrt(max(0.0, b.value - b.low) ** 2 + max(0.0, a.high - a.value) ** 2)
    return low, d + sqrt(max(0.0, b.high - b.value) ** 2 + max(0.0, a.value - a.low) ** 2)


def standardised(pairs: Mapping[Any, tuple[Result, Result]]) -> float | None:
    """Return the difference (second minus first) if both had the same mix of strata, or None without any.

    Each stratum's own difference is weighted by its share of everybody. When the sign differs from that of the plain
    difference, the mix made the news, not the groups.

    Examples
    --------
    >>> from cxcourse.core.lab import count_case, metric
    >>> m = metric("csat")
    >>> def case(yes, no): return count_case(m, {"satisfied": yes, "others": no}).result
    >>> standardised({"new": (case(9, 1), case(95, 5)), "old": (case(30, 70), case(4, 6))})
    7.5
    """
    both = [(a, b) for a, b in pairs.values() if a.defined and b.defined]
    total = sum(a.n + b.n for a, b in both)
    if not total:
        return None
    return sum((b.value - a.value) * (a.n + b.n) for a, b in both) / total
