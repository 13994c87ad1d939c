"""Net Promoter Score: would people recommend us?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from math import ceil, inf, nan, sqrt
from typing import NamedTuple

from cxcourse.core.metrics.intervals import z_value
from cxcourse.core.metrics.quantities import choice, proportion, quantity, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.tally import Tally, per_segment

SCALE = (0, 10)
NPS_INTERVALS = ("adjusted-wald", "wald")
NPS_RANGE = (-100.0, 100.0)
SOURCE = "Reichheld (2003), The one number you need to grow"


def nps(
    answers: Iterable,
    *,
    by: Iterable | None = None,
    confidence: float = 0.95,
    interval: str = "adjusted-wald",
    missing: str = "count",
    invalid: str = "error",
) -> Result | dict[Hashable, Result]:
    """Net Promoter Score: % of promoters (9, 10) minus % of detractors (0 to 6), in points from -100 to 100.

    NPS = 100 · (promoters − detractors) / n, where n also holds the passives (7, 8).

    Parameters
    ----------
    answers : list, array or pandas Series, shape (n,)
        Whole numbers from 0 to 10: "How likely are you to recommend us?"
    by : list, array or pandas Series, shape (n,), optional
        The segment of each answer. The result is then one figure a segment, made in the same single pass.
    confidence : float
        Level of the interval, between 0 and 1.
    interval : {"adjusted-wald", "wald"}
        How the interval is made; see Notes.
    missing : {"count", "error"}
        Empty answers are left out and counted in ``Result.missing``, or refused.
    invalid : {"error", "count"}
        Answers off the scale, text, fractions and infinite numbers are refused with place and value, or left out and
        counted in ``details["invalid"]``.

    Returns
    -------
    Result or dict of segment to Result
        In points. Without a single answer the score is undefined, not 0.

    Raises
    ------
    DataError
        When a policy refuses an answer, or ``by`` has another length than ``answers``.

    Notes
    -----
    The score is the mean of +100 (promoter), 0 (passive) and −100 (detractor), so its variance is P + D − (P − D)²
    with shares P and D. The Wald interval puts this variance at n; with few answers it leaves the scale and is
    clipped. Adjusted Wald adds three answers (¾ promoter, ¾ detractor, 1½ passive) first and centres on
    (P′ − D′), which keeps its promise far better. Because it is pulled towards 0, one or two answers alone may lie
    outside their own interval.

    Traps. The passives stay in the base: 60 promoters, 20 detractors and 20 passives make 40, not 50. A score is not
    a percentage. A 2 that becomes a 5 is still a detractor, so real change can be invisible. 100 answers carry an
    interval of about ±16 points: most month-to-month "news" is noise. Countries use the scale differently.

    References
    ----------
    F. F. Reichheld (2003), The one number you need to grow, *Harvard Business Review*. B. Rocks (2016), Interval
    estimation for the Net Promoter Score, *The American Statistician*. T. Keiningham et al. (2007), A longitudinal
    examination of net promoter and firm revenue growth, *Journal of Marketing*: a critique.

    See Also
    --------
    nps_from_counts : the same from the three counts.

    Examples
    --------
    >>> score = nps([10, 9, 9, 8, 7, 6, 3, 10, None])
    >>> score
    NPS 25 points (95 % interval -29.42 to 65.78, n = 8, 1 missing)
    >>> print(*score.steps[:4], sep="\\n")
    promoters (9, 10): 4 of 8 = 50 %
    passives (7, 8): 2 of 8 = 25 %, in the base only
    detractors (0 to 6): 2 of 8 = 25 %
    NPS = 50 - 25 = 25 points
    >>> nps([10, 2, 9], by=["web", "shop", "web"])["shop"].value
    -100.0
    >>> nps([10, 11])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    cxcourse.errors.DataError: NPS answers: 1 of 2 cannot be used. The first is 11 at position 1 ...
    """
    choice(interval, "interval", NPS_INTERVALS)

    def build(found: Tally) -> Result:
        groups = found.within(9, 10), found.within(7, 8), found.within(0, 6)
        return _scored(groups, found.missing, found.invalid, confidence, interval, {"mean": found.mean})

    return per_segment(build, answers, by, SCALE, "NPS answers", missing=missing, invalid=invalid)


def nps_from_counts(
    promoters: int,
    passives: int,
    detractors: int,
    *,
    confidence: float = 0.95,
    interval: str = "adjusted-wald",
) -> Result:
    """Net Promoter Score from how many promoters, passives and detractors there are.

    Parameters
    ----------
    promoters, passives, detractors : int
        People who gave 9 or 10, 7 or 8, 0 to 6; each 0 or more.
    confidence : float
        Level of the interval, between 0 and 1.
    interval : {"adjusted-wald", "wald"}
        As in :func:`nps`.

    Returns
    -------
    Result
        In points, -100 to 100; undefined when all three counts are 0.

    Raises
    ------
    DataError
        When a count is negative, no whole number or no number.

    Notes
    -----
    Definition, rivals and traps are told in :func:`nps`. The counts are people, not percentages: 60, 20, 20 read as
    100 people. Percentages of 800 answers would give an interval almost three times too wide.

    References
    ----------
    F. F. Reichheld (2003); B. Rocks (2016); see :func:`nps`.

    Examples
    --------
    >>> nps_from_counts(60, 20, 20)
    NPS 40 points (95 % interval 23.38 to 54.29, n = 100)
    >>> nps_from_counts(0, 0, 0)
    NPS is undefined: there are no answers (n = 0)
    """
    choice(interval, "interval", NPS_INTERVALS)
    named = {"promoters": promoters, "passives": passives, "detractors": detractors}
    groups = tuple(whole(count, name) for name, count in named.items())
    return _scored(groups, 0, 0, confidence, interval, {})


class Moments(NamedTuple):
    """Score and variance of one answer, on the scale -1 to 1."""

    score: float
    variance: float


def nps_moments(promoters: float, detractors: float) -> Moments:
    """Score P − D and variance P + D − (P − D)² of a single answer, from the two shares.

    The variance of a score from n answers is this divided by n; its root times 100 is the standard error in points.

    Parameters
    ----------
    promoters, detractors : float
        Shares from 0 to 1 that together do not exceed 1.

    Raises
    ------
    DataError
        When a share, or both together, lie outside 0 to 1.

    References
    ----------
    B. Rocks (2016), Interval estimation for the Net Promoter Score, *The American Statistician*.

    Examples
    --------
    One promoter, one passive and one detractor in three is the usual worst case of a balanced sample:

    >>> score, variance = nps_moments(1 / 3, 1 / 3)
    >>> round(score, 2), round(100 * variance**0.5, 2)
    (0.0, 81.65)
    """
    p, d = proportion(promoters, "promoters"), proportion(detractors, "detractors")
    if p + d > 1 + 1e-9:
        proportion(p + d, "promoters and detractors together")
    return Moments(p - d, p + d - (p - d) ** 2)


def nps_sample_size(
    margin: float, *, confidence: float = 0.95, power: float = 0.8, variance: float = 0.67, sides: str = "one-sided"
) -> Result:
    """How many answers show that an NPS beats a benchmark by ``margin`` points.

    n = variance · (z_confidence + z_power)² / margin² − 3, rounded up; the 3 are the answers that adjusted Wald adds.

    Parameters
    ----------
    margin : float
        Distance to the benchmark in points, above 0 and up to 200.
    confidence, power : float
        Between 0 and 1: how rarely chance may look like success, how surely a real success is seen.
    variance : float
        Of one answer on the scale -1 to 1, above 0 and up to 1: see :func:`nps_moments`. 0.67 is a third each.
    sides : {"one-sided", "two-sided"}
        Whether only "better than" is asked, or "different from".

    Returns
    -------
    Result
        Answers, at least 1; ``details["exact"]`` is the figure before rounding.

    Raises
    ------
    DataError
        When a setting lies outside its range.

    References
    ----------
    J. Sauro, Sample sizes for comparing a Net Promoter Score with a benchmark, measuringu.com; the variance of 0.67 is
    the one that reproduces its table.

    Examples
    --------
    >>> nps_sample_size(10).value, nps_sample_size(5).value
    (412.0, 1654.0)
    """
    distance = quantity(margin, "margin", above=0, high=200) / 100
    spread = quantity(variance, "variance", above=0, high=1)
    reach = z_value(confidence, sides) + z_value(power, "one-sided")
    exact = spread * reach**2 / distance**2 - 3
    return Result(
        name="Answers needed",
        value=max(1, ceil(exact)),
        confidence=confidence,
        unit="answers",
        range=(1, inf),
        method=f"adjusted Wald, {sides}, power {number(100 * power)} %",
        steps=(f"n = {number(spread)} × {number(reach)}² / {number(distance)}² - 3 = {number(exact)}, rounded up",),
        source="Sauro, NPS benchmark test sample size, measuringu.com",
        details={"exact": exact},
    )


def _scored(
    groups: tuple[int, ...], missing: int, invalid: int, confidence: float, interval: str, details: dict
) -> Result:
    promoters, _, detractors = groups
    n = sum(groups)
    known: dict = {"name": "NPS", "range": NPS_RANGE, "unit": "points", "source": SOURCE, "confidence": confidence}
    known |= {"missing": missing}
    if n == 0:
        return Result.undefined(why="there are no answers", details={"invalid": invalid}, **known)
    low, high, error, steps = _interval(promoters, detractors, n, confidence, interval)
    shares = [100 * count / n for count in groups]
    details = details | dict(zip(("promoters", "passives", "detractors"), groups, strict=True))
    details |= {"promoters_pct": shares[0], "passives_pct": shares[1], "detractors_pct": shares[2]}
    details |= {"standard_error": error, "invalid": invalid}
    value = 100 * (promoters - detractors) / n
    method = f"% of 9 and 10 minus % of 0 to 6; interval: {interval}"
    working = _working(groups, shares, value)
    return Result(value=value, low=low, high=high, n=n, method=method, steps=working + steps, details=details, **known)


def _working(groups: tuple[int, ...], shares: list[float], value: float) -> tuple[str, ...]:
    n = sum(groups)
    counted = [f"{count} of {n} = {number(share)} %" for count, share in zip(groups, shares, strict=True)]
    return (
        f"promoters (9, 10): {counted[0]}",
        f"passives (7, 8): {counted[1]}, in the base only",
        f"detractors (0 to 6): {counted[2]}",
        f"NPS = {number(shares[0])} - {number(shares[2])} = {number(value)} points",
    )


def _interval(
    promoters: int, detractors: int, n: int, confidence: float, interval: str
) -> tuple[float, float, float, tuple[str, ...]]:
    z = z_value(confidence)
    extra = 3 if interval == "adjusted-wald" else 0
    base = n + extra
    score, variance = nps_moments((promoters + extra / 4) / base, (detractors + extra / 4) / base)
    error = 100 * sqrt(max(0.0, variance) / base)
    low, high = max(-100.0, 100 * score - z * error), min(100.0, 100 * score + z * error)
    if n == 1 and not extra:
        low = high = nan  # one answer has no spread to judge by
    added = f"add 3 answers (3/4 promoter, 3/4 detractor): score {number(100 * score)}, n {base}; " if extra else ""
    steps = (
        f"{added}variance = P + D - (P - D)² = {number(variance)}",
        f"standard error = 100 × √({number(variance)} / {base}) = {number(error)} points",
        f"interval = {number(100 * score)} ± {number(z)} × {number(error)} = {number(low)} to {number(high)}",
    )
    return low, high, error, steps
