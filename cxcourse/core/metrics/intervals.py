"""Intervals: how far the truth may lie from the figure a sample shows.

Every function returns ``(low, high)`` in the unit of its input, or ``(nan, nan)`` where the sample is too small for
an interval at all. An interval of 95 % means: of all intervals made in this way, 95 in 100 hold the true value.

References
----------
A. Agresti and B. A. Coull (1998), Approximate is better than "exact" for interval estimation of binomial
proportions. J. Sauro and J. R. Lewis (2016), *Quantifying the User Experience*, 2nd edition.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, isnan, nan, sqrt
from statistics import NormalDist

import numpy as np

from cxcourse.core.metrics.quantities import choice
from cxcourse.errors import DataError

NONE = (nan, nan)
PROPORTION_METHODS = ("wilson", "adjusted-wald", "exact", "wald")
SIDES = ("two-sided", "one-sided")


def z_value(confidence: float = 0.95, sides: str = "two-sided") -> float:
    """Return how many standard errors an interval of this confidence reaches.

    Parameters
    ----------
    confidence : float
        Between 0 and 1.
    sides : {"two-sided", "one-sided"}
        Whether the doubt is shared by both ends or lies at one end only.

    Examples
    --------
    >>> round(z_value(), 3), round(z_value(0.95, "one-sided"), 3)
    (1.96, 1.645)
    """
    if not 0 < confidence < 1:
        raise DataError(f"confidence must lie between 0 and 1, found {confidence!r}. Write 0.95 for 95 %.")
    tails = {"two-sided": 2, "one-sided": 1}[choice(sides, "sides", SIDES)]
    return NormalDist().inv_cdf(1 - (1 - confidence) / tails)


def proportion_interval(
    x: float, n: float, *, method: str = "wilson", confidence: float = 0.95, extreme: str = "two-sided"
) -> tuple[float, float]:
    """Interval of a share: ``x`` of ``n`` did it, what does that say about everybody?

    Parameters
    ----------
    x : int
        How many did it, 0 to ``n``.
    n : int
        How many there were; with 0 there is no interval.
    method : {"wilson", "adjusted-wald", "exact", "wald"}
        ``"wilson"`` (score interval) never leaves 0 to 1 and holds its promise well. ``"adjusted-wald"``
        (Agresti–Coull) adds z²/2 successes and z²/2 failures and is the habit of usability work.
        ``"exact"`` (Clopper–Pearson) promises at least the confidence and is the widest. ``"wald"`` is the school
        formula: its width is 0 at 0/n and n/n, so it is here to be compared with.
    confidence : float
        Between 0 and 1.
    extreme : {"two-sided", "one-sided"}
        What adjusted-Wald does at 0/n and n/n, where the doubt lies on one side only: keep the usual z, or take
        the smaller one-sided z as Sauro and Lewis do. The default is the careful one.

    Returns
    -------
    tuple of float
        Low and high end, clipped to 0 and 1.

    Raises
    ------
    DataError
        When ``x`` does not lie in 0 to ``n``, or a name is not known.

    Notes
    -----
    Wilson's ends are the shares p for which the observed share is exactly z standard errors of p away:
    (x + z²/2 ± z √(x(n−x)/n + z²/4)) / (n + z²). Adjusted-Wald has the same middle and is never shorter.

    References
    ----------
    E. B. Wilson (1927); C. J. Clopper and E. S. Pearson (1934); A. Agresti and B. A. Coull (1998).

    Examples
    --------
    Four of five people finish: the truth may lie anywhere from 36 % to 98 %.

    >>> low, high = proportion_interval(4, 5, method="adjusted-wald")
    >>> round(low, 4), round(high, 4)
    (0.3596, 0.9797)
    >>> proportion_interval(5, 5, method="wald")
    (1.0, 1.0)
    """
    choice(method, "interval method", PROPORTION_METHODS)
    choice(extreme, "extreme", SIDES)
    if not 0 <= x <= n:
        raise DataError(f"a share needs 0 ≤ x ≤ n, found x = {x} and n = {n}. Check which count is which.")
    sides = extreme if method == "adjusted-wald" and x in (0, n) else "two-sided"
    z = z_value(confidence, sides)
    if n == 0:
        return NONE
    if method == "exact":
        return _exact(x, n, confidence)
    middle, reach = _middle_and_reach(x, n, z, method)
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    # Wilson's ends at 0/n and n/n are 0 and 1 exactly; floating point misses them by a hair
    return (0.0 if method == "wilson" and x == 0 else low, 1.0 if method == "wilson" and x == n else high)


def _middle_and_reach(x: float, n: float, z: float, method: str) -> tuple[float, float]:
    if method == "wald":
        return x / n, z * sqrt(x * (n - x) / n**3)
    middle = (x + z * z / 2) / (n + z * z)
    if method == "wilson":
        return middle, z * sqrt(x * (n - x) / n + z * z / 4) / (n + z * z)
    return middle, z * sqrt(middle * (1 - middle) / (n + z * z))


def _exact(x: float, n: float, confidence: float) -> tuple[float, float]:
    from scipy.special import betaincinv

    tail = (1 - confidence) / 2
    low = 0.0 if x == 0 else float(betaincinv(x, n - x + 1, tail))
    high = 1.0 if x == n else float(betaincinv(x + 1, n - x, 1 - tail))
    return low, high


def t_value(degrees: float, confidence: float = 0.95) -> float:
    """Return the two-sided t value: like z, but honest about a small sample.

    Examples
    --------
    >>> round(t_value(4), 3), round(t_value(1000), 3)
    (2.776, 1.962)
    """
    from scipy.special import stdtrit

    z_value(confidence)  # the same check of the range
    return float(stdtrit(degrees, 1 - (1 - confidence) / 2))


def mean_interval(mean: float, sd: float, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of a mean by Student's t: mean ± t · sd / √n with n − 1 degrees of freedom.

    Fewer than two values have no spread, so no interval.

    Examples
    --------
    A published line gives 70.3 to 76.7 for this case: those are the ends with z = 1.96, not with t.

    >>> low, high = mean_interval(73.5, 10.2, 40)
    >>> round(low, 2), round(high, 2)
    (70.24, 76.76)
    """
    if n < 2 or isnan(sd):
        return NONE
    reach = t_value(n - 1, confidence) * sd / sqrt(n)
    return mean - reach, mean + reach


def log_mean_interval(values: np.ndarray, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of the geometric mean: a t interval of the logarithms, turned back.

    Parameters
    ----------
    values : array of float, shape (n,)
        Above 0, such as times in seconds.

    Examples
    --------
    >>> low, high = log_mean_interval(np.array([55, 65, 75, 62, 45, 135.0]))
    >>> round(low), round(high)
    (46, 101)
    """
    logs = np.log(values)
    if logs.size < 2:
        return NONE
    low, high = mean_interval(float(logs.mean()), float(logs.std(ddof=1)), logs.size, confidence)
    return exp(low), exp(high)


def median_interval(values: np.ndarray, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of the median from the order of the values alone, whatever their distribution.

    The ends are two of the values: the k-th smallest and the k-th largest, with the largest k that keeps each tail
    of the binomial distribution with p = 0.5 at or below (1 − confidence) / 2. Too few values give no interval
    (under 6 at 95 %).

    Examples
    --------
    >>> median_interval(np.arange(1.0, 26.0))
    (8.0, 18.0)
    >>> median_interval(np.array([3.0, 4.0, 5.0]))
    (nan, nan)
    """
    from scipy.special import bdtr

    z_value(confidence)
    n = len(values)
    below = bdtr(np.arange(n // 2 + 1), n, 0.5)  # P(at most k values lie under the median)
    k = int(np.count_nonzero(below <= (1 - confidence) / 2))
    if k == 0:
        return NONE
    ordered = np.sort(values)
    return float(ordered[k - 1]), float(ordered[n - k])


def rate_interval(events: float, exposure: float, confidence: float = 0.95) -> tuple[float, float]:
    """Interval of a rate of countable events (several may happen to one person), exact Poisson.

    Examples
    --------
    >>> low, high = rate_interval(12, 40)
    >>> round(low, 3), round(high, 3)
    (0.155, 0.524)
    """
    from scipy.special import gammaincinv

    z_value(confidence)
    if exposure <= 0:
        return NONE
    tail = (1 - confidence) / 2
    low = 0.0 if events == 0 else float(gammaincinv(events, tail)) / exposure
    return low, float(gammaincinv(events + 1, 1 - tail)) / exposure


def bootstrap_interval(
    statistic: Callable[[np.ndarray], np.ndarray | float],
    n: int,
    *,
    confidence: float = 0.95,
    resamples: int = 2000,
    seed: int = 7,
) -> tuple[np.ndarray, np.ndarray]:
    """Interval by drawing the sample again and again from itself (percentile bootstrap).

    Parameters
    ----------
    statistic : callable
        Takes row numbers, shape (n,), and returns the figure of these rows, or an array of figures.
    n : int
        How many rows there are; fewer than 2 give no interval.
    resamples, seed : int
        How many draws (0 gives no interval), and where the dice start: the same seed gives the same interval.

    Returns
    -------
    low, high : float or arrays
        In the shape of what ``statistic`` returns. Draws without a figure (``nan``) are left out.

    Examples
    --------
    >>> waits = np.array([5.0, 9.0, 2.0, 30.0, 8.0, 12.0])
    >>> low, high = bootstrap_interval(lambda rows: np.median(waits[rows]), n=6)
    >>> float(low), float(high)
    (3.5, 21.0)
    """
    z_value(confidence)
    if n < 2:
        return np.float64(nan), np.float64(nan)
    if resamples < 1:
        none = np.full_like(np.asarray(statistic(np.arange(n)), dtype=float), nan)
        return none, none
    dice = np.random.default_rng(seed)
    drawn = np.array([statistic(dice.integers(0, n, n)) for _ in range(resamples)], dtype=float)
    if np.isnan(drawn).all():
        return drawn[0], drawn[0]
    tail = (1 - confidence) / 2
    low, high = np.nanquantile(drawn, [tail, 1 - tail], axis=0)
    return low, high
