"""Experiments: is the difference between groups more than chance, was the split as planned, how big is the change."""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, erfc, isnan, sqrt
from typing import Literal

from cxcourse.core.metrics.quantities import choice, proportion, quantity, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.shares import Share, read_share
from cxcourse.errors import DataError

TestMethod = Literal["n-1", "pooled", "unpooled", "fisher"]
Alternative = Literal["two-sided", "larger", "smaller"]

METHODS = ("n-1", "pooled", "unpooled", "fisher")
ALTERNATIVES = ("two-sided", "larger", "smaller")


def two_proportion_test(
    first: Share,
    second: Share,
    *,
    method: TestMethod = "n-1",
    alternative: Alternative = "two-sided",
    missing: str = "count",
) -> Result:
    """Return how surprising two independent shares would be if the groups were alike (a p-value).

    Parameters
    ----------
    first, second : tuple of int or array of yes/no
        ``(successes, n)``, or the answers themselves, shape ``(n,)``: true/false, 1/0, missing as None or nan.
    method : {"n-1", "pooled", "unpooled", "fisher"}
        ``"n-1"`` (default): pooled z × √((N-1)/N), good while every expected count is at least 1; below that it
        hands over to Fisher and says so. ``"pooled"`` and ``"unpooled"``: the textbook z tests. ``"fisher"``: exact.
    alternative : {"two-sided", "larger", "smaller"}
        ``"two-sided"`` (default); ``"larger"``: the first share is larger. Decide before you see the data.
    missing : {"count", "error"}
        Leave missing answers out and count them (default), or refuse them.

    Returns
    -------
    Result
        p-value, 0 to 1. ``details``: ``difference``, ``z`` (not for Fisher), ``first``, ``second``.

    Raises
    ------
    DataError
        When counts are negative or not whole, successes exceed n, or an answer is neither yes nor no.

    Notes
    -----
    z = d / √(P(1-P)(1/n₁ + 1/n₂)) × √((N-1)/N), P the share of both groups together. Traps: looking every day and
    stopping at the first p < .05 (false alarms multiply); a one-sided p sold as two-sided (half as large). A p-value
    is not the size of the effect: see :func:`~cxcourse.core.metrics.ratios.difference`.

    References
    ----------
    Campbell, I. (2007). Chi-squared and Fisher-Irwin tests of two-by-two tables with small sample recommendations.

    Examples
    --------
    >>> round(two_proportion_test((5, 83), (12, 99), method="pooled").value, 3)
    0.159
    """
    how, side = choice(method, "method", METHODS), choice(alternative, "alternative", ALTERNATIVES)
    (x1, n1, gone1), (x2, n2, gone2) = read_share(first, "first", missing), read_share(second, "second", missing)
    about = {"name": "Two-proportion test", "unit": "p", "range": (0, 1), "n": n1 + n2, "missing": gone1 + gone2,
             "source": "Campbell (2007), Chi-squared and Fisher-Irwin tests of two-by-two tables"}  # fmt: skip
    if not n1 or not n2:
        return Result.undefined(why="one of the two groups is empty", **about)
    if how == "n-1" and min(x1 + x2, n1 + n2 - x1 - x2) * min(n1, n2) / (n1 + n2) < 1:
        how = "fisher (an expected count is below 1)"
    d = x1 / n1 - x2 / n2
    details = {"difference": d, "first": x1 / n1, "second": x2 / n2}
    if how.startswith("fisher"):
        value, note = _fisher(x1, n1, x2, n2, side), "all tables with these margins, by their probability"
    else:
        details["z"] = z = _z(x1, n1, x2, n2, how)
        if isnan(z):
            return Result.undefined(why="both groups are without spread, unpooled z is not defined", **about)
        value, note = tail_chance(z, side), f"z = {number(z)}"
    steps = (f"{x1}/{n1} - {x2}/{n2} = {number(d)}", note, f"p = {number(value)} ({side})")
    return Result(value=value, method=f"{how}, {side}", steps=steps, details=details, **about)


def several_proportions_test(groups: Sequence[Share], *, missing: str = "count") -> Result:
    """Return how surprising the shares of several groups would be if all were alike (chi-square).

    Parameters
    ----------
    groups : sequence of (tuple of int or array of yes/no)
        Two groups or more, each ``(successes, n)`` or its answers.
    missing : {"count", "error"}
        Leave missing answers out and count them (default), or refuse them.

    Returns
    -------
    Result
        p-value, 0 to 1. ``details``: ``chi2``, ``degrees``, ``least_expected``.

    Raises
    ------
    DataError
        When there are fewer than two groups, or a count or an answer is impossible.

    Notes
    -----
    χ² = Σ (observed - expected)² / expected, without continuity correction, k - 1 degrees of freedom. It says that
    something differs, not which group; testing every pair afterwards needs a correction.

    References
    ----------
    Pearson, K. (1900). On the criterion that a given system of deviations is such that it can be supposed random.

    Examples
    --------
    >>> round(several_proportions_test([(73, 86), (90, 93), (114, 136), (75, 82)]).value, 4)
    0.0111
    """
    read = [read_share(g, f"group {i}", missing) for i, g in enumerate(groups, 1)]
    if len(read) < 2:
        raise DataError(f"groups: a comparison needs two or more, found {len(read)}. Give one entry a group.")
    x, n = sum(r[0] for r in read), sum(r[1] for r in read)
    about = {"name": "Test of several shares", "unit": "p", "range": (0, 1), "n": n, "missing": sum(r[2] for r in read),
             "source": "Pearson (1900)"}  # fmt: skip
    if any(r[1] == 0 for r in read):
        return Result.undefined(why="a group is empty", **about)
    if x in (0, n):
        return Result.undefined(why="all groups gave one and the same answer", **about)
    from scipy.special import chdtrc

    pairs = [(hits, size * x / n) for hits, size, _ in read] + [(m - k, m * (n - x) / n) for k, m, _ in read]
    chi2 = sum((seen - due) ** 2 / due for seen, due in pairs)
    value = float(chdtrc(len(read) - 1, chi2))
    steps = (f"all groups together: {x}/{n}", f"chi-square = {number(chi2)} with {len(read) - 1} degrees of freedom")
    details = {"chi2": chi2, "degrees": float(len(read) - 1), "least_expected": min(due for _, due in pairs)}
    return Result(value=value, method="chi-square, no continuity correction", steps=steps, details=details, **about)


def cohen_h(p1: float, p2: float) -> Result:
    """Return the size of a difference between two shares on a scale where equal steps are equally easy to detect.

    Parameters
    ----------
    p1, p2 : float
        Shares, 0 to 1.

    Returns
    -------
    Result
        h = 2·arcsin√p₁ - 2·arcsin√p₂, no unit, -π to π.

    Raises
    ------
    DataError
        When a share lies outside 0 to 1.

    Notes
    -----
    Cohen's 0.2, 0.5 and 0.8 for small, medium, large are a last resort where nothing is known of the field.

    References
    ----------
    Cohen, J. (1988). Statistical power analysis for the behavioral sciences, 2nd edition, chapter 6.

    Examples
    --------
    >>> round(cohen_h(0.5, 0.4).value, 4)
    0.2014
    """
    a, b = proportion(p1, "p1"), proportion(p2, "p2")
    value = 2 * asin(sqrt(a)) - 2 * asin(sqrt(b))
    step = f"2·arcsin√{number(a)} - 2·arcsin√{number(b)} = {number(value)}"
    return Result(name="Cohen's h", value=value, range=(-3.1416, 3.1416), method="arcsine difference", steps=(step,),
                  source="Cohen (1988), Statistical power analysis for the behavioral sciences")  # fmt: skip


def sample_ratio_mismatch(observed: Sequence[int], planned: Sequence[float], *, alarm: float = 0.001) -> Result:
    """Return how surprising the sizes of the groups are under the planned split.

    Parameters
    ----------
    observed : sequence of int
        People counted in each group, shape ``(k,)``, 2 groups or more.
    planned : sequence of float
        Planned proportions in any unit, shape ``(k,)``, each above 0: ``[1, 1]`` or ``[90, 10]``.
    alarm : float
        Below this p-value the split counts as broken. Default 0.001, strict because the check is run often.

    Returns
    -------
    Result
        p-value, 0 to 1; undefined when nobody was counted. ``details``: ``chi2``, ``alarm`` ("yes" or "no").

    Raises
    ------
    DataError
        When the lists differ in length, are shorter than 2, or a number is impossible.

    Notes
    -----
    Chi-square of fit. An alarm means: do not read the result of the experiment at all, look for the leak first
    (redirects, bots, a crash in one arm). Count what was randomised: people, not visits.

    References
    ----------
    Fabijan, A. et al. (2019). Diagnosing sample ratio mismatch in online controlled experiments.

    Examples
    --------
    >>> check = sample_ratio_mismatch([50600, 49400], [1, 1])
    >>> round(check.value, 5), check.details["alarm"]
    (0.00015, 'yes')
    """
    from scipy.special import chdtrc

    seen = [whole(x, "observed") for x in observed]
    plan = [quantity(x, "planned", above=0) for x in planned]
    if len(seen) != len(plan) or len(seen) < 2:
        raise DataError(
            f"observed and planned: found {len(seen)} and {len(plan)} groups. Give two or more, in one order."
        )
    limit, n = proportion(alarm, "alarm"), sum(seen)
    about = {"name": "Sample ratio mismatch", "unit": "p", "range": (0, 1), "n": n,
             "source": "Fabijan et al. (2019), Diagnosing sample ratio mismatch"}  # fmt: skip
    if n == 0:
        return Result.undefined(why="nobody was counted", **about)
    due = [n * share / sum(plan) for share in plan]
    chi2 = sum((x - e) ** 2 / e for x, e in zip(seen, due, strict=True))
    value = float(chdtrc(len(seen) - 1, chi2))
    steps = (f"expected {', '.join(map(number, due))}; found {', '.join(map(str, seen))}",
             f"chi-square = {number(chi2)} with {len(seen) - 1} degrees of freedom, p = {number(value)}")  # fmt: skip
    details = {"chi2": chi2, "alarm": "yes" if value < limit else "no", "alarm_below": limit}
    return Result(value=value, method="chi-square of fit to the plan", steps=steps, details=details, **about)


def tail_chance(z: float, alternative: str = "two-sided") -> float:
    """Return the chance of a standard normal value at least as extreme as ``z``.

    Examples
    --------
    >>> round(tail_chance(1.96), 3), round(tail_chance(-1.645, "smaller"), 3)
    (0.05, 0.05)
    """
    if alternative == "two-sided":
        return erfc(abs(z) / sqrt(2))
    return erfc((z if alternative == "larger" else -z) / sqrt(2)) / 2


def _z(x1: int, n1: int, x2: int, n2: int, how: str) -> float:
    p1, p2, n = x1 / n1, x2 / n2, n1 + n2
    p = (x1 + x2) / n
    spread = p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2 if how == "unpooled" else p * (1 - p) * (1 / n1 + 1 / n2)
    if spread == 0:
        return 0.0 if p1 == p2 else float("nan")
    return (p1 - p2) / sqrt(spread) * (sqrt((n - 1) / n) if how == "n-1" else 1)


def _fisher(x1: int, n1: int, x2: int, n2: int, side: str) -> float:
    from scipy.stats import fisher_exact

    names = {"two-sided": "two-sided", "larger": "greater", "smaller": "less"}
    return float(fisher_exact([[x1, n1 - x1], [x2, n2 - x2]], alternative=names[side]).pvalue)
