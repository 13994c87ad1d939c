"""Comparing two shares: the difference and the ratio, each with its rival intervals by name."""

from __future__ import annotations

from collections.abc import Callable
from math import copysign, exp, inf, log, nan, sqrt
from typing import Literal

from cxcourse.core.metrics.intervals import z_value
from cxcourse.core.metrics.quantities import choice
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.shares import Share, read_share

DifferenceMethod = Literal["newcombe", "adjusted-wald", "agresti-caffo", "miettinen-nurminen", "mee", "wald"]
RatioMethod = Literal["koopman", "katz"]

_DIFFERENCE_SOURCE = {
    "newcombe": "Newcombe (1998), Interval estimation for the difference between independent proportions, method 10",
    "adjusted-wald": "Agresti & Caffo (2000), with z²/4 in place of 1, after Lewis & Sauro",
    "agresti-caffo": "Agresti & Caffo (2000), Simple and effective confidence intervals for proportions",
    "miettinen-nurminen": "Miettinen & Nurminen (1985), Comparative analysis of two rates",
    "mee": "Mee (1984), Confidence bounds for the difference between two probabilities",
    "wald": "Wald; kept as a warning: too narrow for small samples and zero cells",
}


def difference(
    first: Share,
    second: Share,
    *,
    method: DifferenceMethod = "newcombe",
    confidence: float = 0.95,
    missing: str = "count",
) -> Result:
    """Return how far two independent shares are apart: first minus second.

    Parameters
    ----------
    first, second : tuple of int or array of yes/no
        ``(successes, n)``, or the answers themselves, shape ``(n,)``: true/false, 1/0, missing as None or nan.
    method : str
        ``"newcombe"`` (default): from the two Wilson intervals. ``"adjusted-wald"``: z²/4 successes and z²/2 trials
        added to each arm. ``"agresti-caffo"``: 1 success and 2 trials added. ``"miettinen-nurminen"``: score interval
        with the variance times N/(N-1). ``"mee"``: the same without that factor; some papers and packages print it
        under the other name. ``"wald"``: textbook, too narrow.
    confidence : float
        Between 0 and 1. Default 0.95.
    missing : {"count", "error"}
        Leave missing answers out and count them (default), or refuse them.

    Returns
    -------
    Result
        Proportion, -1 to 1 (0.05 is five percentage points); undefined when an arm is empty.

    Raises
    ------
    DataError
        When counts are negative or not whole, successes exceed n, or an answer is neither yes nor no.

    Notes
    -----
    The score limits here solve the likelihood itself: one much used library has a slip in its cubic for the
    constrained estimate and is off in the third decimal for groups of about 30.
    Newcombe: d - √((p₁-l₁)² + (u₂-p₂)²) to d + √((u₁-p₁)² + (p₂-l₂)²). Two overlapping intervals of single shares do
    not mean "no difference": look at this one. For the same people twice, use
    :func:`~cxcourse.core.metrics.paired.mcnemar`.

    References
    ----------
    Newcombe (1998); Agresti & Caffo (2000); Miettinen & Nurminen (1985); Fagerland, Lydersen & Laake (2015),
    Recommended confidence intervals for two independent binomial proportions.

    Examples
    --------
    >>> difference((7, 34), (1, 34))
    Difference of shares 0.1765 proportion (95 % interval 0.01892 to 0.3404, n = 68)
    """
    how = choice(method, "method", _DIFFERENCE_SOURCE)
    (x1, n1, gone1), (x2, n2, gone2) = read_share(first, "first", missing), read_share(second, "second", missing)
    about = {
        "name": "Difference of shares",
        "unit": "proportion",
        "range": (-1, 1),
        "n": n1 + n2,
        "missing": gone1 + gone2,
        "confidence": confidence,
        "source": _DIFFERENCE_SOURCE[how],
    }
    if not n1 or not n2:
        return Result.undefined(why="one of the two groups is empty", **about)
    z = z_value(confidence)
    value = x1 / n1 - x2 / n2
    low, high = _DIFFERENCES[how](x1, n1, x2, n2, z)
    steps = (
        f"{x1}/{n1} - {x2}/{n2} = {number(x1 / n1)} - {number(x2 / n2)} = {number(value)}",
        f"{how}: {number(low)} to {number(high)}",
    )
    return Result(
        value=value,
        low=max(-1.0, low),
        high=min(1.0, high),
        method=f"first - second; {how} interval",
        steps=steps,
        details={"first": x1 / n1, "second": x2 / n2},
        **about,
    )


def ratio(
    first: Share, second: Share, *, method: RatioMethod = "koopman", confidence: float = 0.95, missing: str = "count"
) -> Result:
    """Return how many times as large the first share is as the second.

    Parameters
    ----------
    first, second : tuple of int or array of yes/no
        ``(successes, n)``, or the answers themselves, shape ``(n,)``.
    method : str
        ``"koopman"`` (default): score interval, sound for small counts and zeros. ``"katz"``: normal on the log
        scale; it needs at least one success in each arm, else it has no interval.
    confidence : float
        Between 0 and 1. Default 0.95.
    missing : {"count", "error"}
        Leave missing answers out and count them (default), or refuse them.

    Returns
    -------
    Result
        Ratio, 0 or more, no unit; infinite when only the second has no success, undefined when neither has one
        or an arm is empty. ``details["relative_change_percent"]`` is 100 × (ratio - 1).

    Raises
    ------
    DataError
        When counts are negative or not whole, successes exceed n, or an answer is neither yes nor no.

    Notes
    -----
    A ratio without its two shares sells small things as big: 0.2 % against 0.1 % "doubles". Say both.

    References
    ----------
    Koopman, P. A. R. (1984). Confidence intervals for the ratio of two binomial proportions.
    Katz, D., Baptista, J., Azen, S. P. & Pike, M. C. (1978). Obtaining confidence intervals for the risk ratio.

    Examples
    --------
    >>> ratio((7, 34), (1, 34))
    Ratio of shares 7 (95 % interval 1.221 to 42.58, n = 68)
    """
    how = choice(method, "method", ("koopman", "katz"))
    (x1, n1, gone1), (x2, n2, gone2) = read_share(first, "first", missing), read_share(second, "second", missing)
    about = {
        "name": "Ratio of shares",
        "range": (0, inf),
        "n": n1 + n2,
        "missing": gone1 + gone2,
        "confidence": confidence,
        "source": {"koopman": "Koopman (1984)", "katz": "Katz et al. (1978)"}[how],
    }
    if not n1 or not n2:
        return Result.undefined(why="one of the two groups is empty", **about)
    if not x1 and not x2:
        return Result.undefined(why="neither group has a success: 0 / 0", **about)
    z = z_value(confidence)
    low, high = (_koopman if how == "koopman" else _katz)(x1, n1, x2, n2, z)
    value = (x1 / n1) / (x2 / n2) if x2 else inf
    steps = (
        f"({x1}/{n1}) / ({x2}/{n2}) = {number(x1 / n1)} / {number(x2 / n2)} = {number(value)}",
        f"{how}: {number(low)} to {number(high)}",
    )
    details = {"first": x1 / n1, "second": x2 / n2, "relative_change_percent": 100 * (value - 1)}
    return Result(
        value=value, low=low, high=high, method=f"first / second; {how} interval", steps=steps, details=details, **about
    )


def _wald(x1: float, n1: float, x2: float, n2: float, z: float) -> tuple[float, float]:
    p1, p2 = x1 / n1, x2 / n2
    half = z * sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return p1 - p2 - half, p1 - p2 + half


def _adjusted_wald(x1: int, n1: int, x2: int, n2: int, z: float) -> tuple[float, float]:
    more, trials = z * z / 4, z * z / 2
    return _wald(x1 + more, n1 + trials, x2 + more, n2 + trials, z)


def _agresti_caffo(x1: int, n1: int, x2: int, n2: int, z: float) -> tuple[float, float]:
    return _wald(x1 + 1, n1 + 2, x2 + 1, n2 + 2, z)


def _newcombe(x1: int, n1: int, x2: int, n2: int, z: float) -> tuple[float, float]:
    p1, p2 = x1 / n1, x2 / n2
    (l1, u1), (l2, u2) = _wilson(x1, n1, z), _wilson(x2, n2, z)
    d = p1 - p2
    return d - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), d + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)


def _wilson(x: int, n: int, z: float) -> tuple[float, float]:
    half = z * sqrt(x * (n - x) / n + z * z / 4)
    return (x + z * z / 2 - half) / (n + z * z), (x + z * z / 2 + half) / (n + z * z)


def _miettinen_nurminen(x1: int, n1: int, x2: int, n2: int, z: float) -> tuple[float, float]:
    return _score_interval(x1, n1, x2, n2, z, (n1 + n2) / (n1 + n2 - 1))


def _mee(x1: int, n1: int, x2: int, n2: int, z: float) -> tuple[float, float]:
    return _score_interval(x1, n1, x2, n2, z, 1.0)


def _score_interval(x1: int, n1: int, x2: int, n2: int, z: float, factor: float) -> tuple[float, float]:
    """Return the differences whose score test, at the constrained estimate, is just not rejected."""
    d = x1 / n1 - x2 / n2

    def score(delta: float) -> float:
        p2 = _constrained(x1, n1, x2, n2, delta)
        p1 = min(max(p2 + delta, 0.0), 1.0)
        spread = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) * factor
        return _over(d - delta, sqrt(spread))

    return _crossing(score, z, -1.0, d), _crossing(score, -z, 1.0, d)


def _constrained(x1: int, n1: int, x2: int, n2: int, delta: float) -> float:
    """Return the most likely second share when the difference is ``delta``.

    The published closed form takes an arc cosine that rounding ruins at the edges; the likelihood is concave, so
    halving finds the place where its slope is 0.
    """
    low, high = max(0.0, -delta), min(1.0, 1.0 - delta)
    for _ in range(60):
        p2 = (low + high) / 2
        p1 = p2 + delta
        slope = _part(x1, p1) - _part(n1 - x1, 1 - p1) + _part(x2, p2) - _part(n2 - x2, 1 - p2)
        low, high = (p2, high) if slope > 0 else (low, p2)
    return (low + high) / 2


def _part(count: int, share: float) -> float:
    if not count:
        return 0.0
    return count / share if share > 0 else inf


def _koopman(x1: int, n1: int, x2: int, n2: int, z: float) -> tuple[float, float]:
    """Return the ratios whose score test is just not rejected, searched on the log scale."""
    p1, p2 = x1 / n1, x2 / n2

    def score(log_ratio: float) -> float:
        r = exp(log_ratio)
        b = r * (n1 + x2) + x1 + n2
        second = (b - sqrt(max(b * b - 4 * r * (n1 + n2) * (x1 + x2), 0.0))) / (2 * r * (n1 + n2))
        one = min(r * second, 1.0)
        return _over(p1 - r * p2, sqrt(one * (1 - one) / n1 + r * r * second * (1 - second) / n2))

    far = 50.0  # e^50: no pair of counts that fits a machine has a limit beyond
    low = exp(_crossing(score, z, -far, log(p1 / p2) if x2 else far)) if x1 else 0.0
    high = exp(_crossing(score, -z, far, log(p1 / p2) if x1 else -far)) if x2 else inf
    return low, high


def _katz(x1: int, n1: int, x2: int, n2: int, z: float) -> tuple[float, float]:
    if not x1 or not x2:
        return nan, nan
    half = z * sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2)
    middle = log((x1 / n1) / (x2 / n2))
    return exp(middle - half), exp(middle + half)


def _over(top: float, bottom: float) -> float:
    if bottom > 0:
        return top / bottom
    return 0.0 if abs(top) < 1e-15 else copysign(inf, top)


def _crossing(score: Callable[[float], float], level: float, end: float, middle: float) -> float:
    """Return where the falling ``score`` meets ``level`` between ``end`` and ``middle``; ``end`` when it never does."""
    inside, outside = middle, end
    if abs(score(end)) < abs(level):
        return end
    for _ in range(200):
        half = (inside + outside) / 2
        if half in (inside, outside):
            break
        inside, outside = (half, outside) if abs(score(half)) <= abs(level) else (inside, half)
    return (inside + outside) / 2


_DIFFERENCES = {
    "newcombe": _newcombe,
    "adjusted-wald": _adjusted_wald,
    "agresti-caffo": _agresti_caffo,
    "miettinen-nurminen": _miettinen_nurminen,
    "mee": _mee,
    "wald": _wald,
}
