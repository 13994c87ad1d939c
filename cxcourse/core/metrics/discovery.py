"""Planning and judging a usability test: problems found, people needed, a goal met."""

from __future__ import annotations

from math import ceil, floor, inf, log, sqrt
from typing import Any

import numpy as np

from cxcourse.core.metrics.experiment import ALTERNATIVES, tail_chance
from cxcourse.core.metrics.intervals import z_value
from cxcourse.core.metrics.quantities import choice, proportion, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.shares import Share, read_share
from cxcourse.errors import DataError

DISCOVERY_SOURCE = "Nielsen and Landauer (1993), A mathematical model of the finding of usability problems"
BENCHMARK_SOURCE = "Sauro and Lewis (2016), Quantifying the User Experience, ch. 4"
BENCHMARK_METHODS = ("auto", "mid-p", "exact", "z")


def problem_discovery(p: float, n: int) -> Result:
    """Chance that at least one of n people meets a problem: 1 − (1 − p)ⁿ.

    Parameters
    ----------
    p : float
        Share of all people who would meet the problem in this task, 0 to 1.
    n : int
        People in the test, 0 or more.

    Returns
    -------
    Result
        Proportion, 0 to 1.

    Notes
    -----
    "Five users find 85 % of the problems" holds for problems that 31 in 100 people meet, not for all problems: of
    those that 1 in 10 meets, five people show four in ten. Nothing says that p is the same for each problem.

    References
    ----------
    J. Nielsen and T. K. Landauer (1993). J. R. Lewis (2001), Evaluation of procedures for adjusting
    problem-discovery rates estimated from small samples.

    Examples
    --------
    >>> round(problem_discovery(0.31, 5).value, 3), round(problem_discovery(0.1, 5).value, 2)
    (0.844, 0.41)
    """
    share, people = proportion(p, "p"), whole(n, "n")
    value = 1 - (1 - share) ** people
    steps = (f"1 - (1 - {number(share)})^{people} = {number(value)}",)
    return Result(name="Problems found", value=value, n=people, unit="proportion", range=(0, 1), steps=steps,
                  method="every person meets the problem with the same chance", source=DISCOVERY_SOURCE)  # fmt: skip


def discovery_sample_size(p: float, goal: float) -> Result:
    """How many people show a problem at least once with the chance ``goal``: ⌈ln(1 − goal) / ln(1 − p)⌉.

    Parameters
    ----------
    p : float
        Share of people who would meet it, above 0 and at most 1.
    goal : float
        Chance wanted, 0 to below 1.

    Raises
    ------
    DataError
        When a share lies outside its range.

    References
    ----------
    J. Nielsen and T. K. Landauer (1993), A mathematical model of the finding of usability problems.

    Examples
    --------
    >>> discovery_sample_size(0.15, 0.85).value
    12.0
    """
    share, wanted = proportion(p, "p", open_low=True), proportion(goal, "goal", open_high=True)
    exact = 0.0 if wanted == 0 else 1.0 if share == 1 else log(1 - wanted) / log(1 - share)
    steps = (f"ln(1 - {number(wanted)}) / ln(1 - {number(share)}) = {number(exact)}, rounded up",)
    return _people(ceil(exact - 1e-9), exact, steps, "1 - (1 - p)^n ≥ goal", DISCOVERY_SOURCE)


def discovery_rate(found: Any) -> Result:
    """Estimate p, the chance that one person meets a problem, from who met what; corrected for a small test.

    p = ½ (p̂ − 1/n)(1 − 1/n) + ½ p̂ / (1 + once / problems), with p̂ the observed share.

    Parameters
    ----------
    found : array or DataFrame of 0/1, shape (people, problems)
        1 where a person met a problem; at least two people, and every problem met at least once.

    Notes
    -----
    The observed share is too high in a small test, because problems that nobody met are missing from the table. The
    correction halves between a shrinking for small n and a Good–Turing estimate of the unseen problems.

    References
    ----------
    J. R. Lewis (2001), Evaluation of procedures for adjusting problem-discovery rates estimated from small samples.

    Examples
    --------
    >>> round(discovery_rate([[1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 1]]).value, 3)
    0.198
    """
    table = np.asarray(found, dtype=float)
    if table.ndim != 2 or not np.isin(table, (0.0, 1.0)).all() or (table.sum(axis=0) == 0).any():
        raise DataError("found: a table of 0 and 1 is needed, people by problems, without empty problems. Correct it.")
    people, problems = table.shape
    known: dict = {"name": "Discovery rate", "unit": "proportion", "range": (0, 1), "n": people}
    known |= {"source": "Lewis (2001)"}
    if people < 2 or not problems:
        return Result.undefined(why="two people and one problem are needed at least", **known)
    seen, once = float(table.mean()), int((table.sum(axis=0) == 1).sum())
    shrunk = (seen - 1 / people) * (1 - 1 / people)
    turing = seen / (1 + once / problems)
    value = (shrunk + turing) / 2
    steps = (f"observed share {number(seen)}; {once} of {problems} problems were met once",
             f"½ × {number(shrunk)} + ½ × {number(turing)} = {number(value)}")  # fmt: skip
    return Result(value=value, method="half small-sample, half Good-Turing correction", steps=steps,
                  details={"observed": seen, "once": once, "problems": problems}, **known)  # fmt: skip


def share_sample_size(
    margin: float, *, confidence: float = 0.95, expected: float = 0.5, method: str = "adjusted-wald"
) -> Result:
    """How many people give a share an interval of ± ``margin``.

    Wald: n = z² p(1 − p) / margin². Adjusted-Wald: the same minus z², because z² answers are added anyway.

    Parameters
    ----------
    margin : float
        Half the width of the interval as a proportion, above 0 and below 1.
    confidence : float
        Between 0 and 1.
    expected : float
        The share you expect, 0 to 1; 0.5 is the careful choice.
    method : {"adjusted-wald", "wald"}
        Which interval is planned.

    Raises
    ------
    DataError
        When a setting lies outside its range.

    References
    ----------
    J. Sauro and J. R. Lewis (2016), *Quantifying the User Experience*, ch. 6.

    Examples
    --------
    >>> share_sample_size(0.15).value, share_sample_size(0.15, method="wald").value
    (39.0, 43.0)
    """
    half, p = proportion(margin, "margin", open_low=True, open_high=True), proportion(expected, "expected")
    z = z_value(confidence)
    less = z * z if choice(method, "method", ("adjusted-wald", "wald")) == "adjusted-wald" else 0.0
    exact = z * z * p * (1 - p) / half**2 - less
    steps = (f"{number(z)}² × {number(p)} × {number(1 - p)} / {number(half)}² - {number(less)} = {number(exact)}",)
    return _people(max(1, ceil(exact - 1e-9)), exact, steps, method, BENCHMARK_SOURCE, confidence)


def benchmark_test(
    successes: Share,
    benchmark: float,
    *,
    alternative: str = "larger",
    method: str = "auto",
    variance: str = "benchmark",
    missing: str = "count",
) -> Result:
    """How surprising would these successes be if the true rate were only the benchmark (a p-value)?

    Parameters
    ----------
    successes : tuple of int, or true/false values, shape (n,)
        ``(successes, attempts)``, or one mark an attempt.
    benchmark : float
        The goal, above 0 and below 1: "at least 70 % finish".
    alternative : {"larger", "smaller", "two-sided"}
        What is to be shown. One-sided by default: a goal is to be beaten.
    method : {"auto", "mid-p", "exact", "z"}
        ``"auto"``: mid-p binomial below 15 successes or 15 failures, else z. ``"exact"``: whole binomial tail.
    variance : {"benchmark", "sample"}
        For z: the spread that the benchmark would have (the default), or that of the sample.
    missing : {"count", "error"}
        Empty marks are left out and counted, or refused.

    Returns
    -------
    Result
        p-value, 0 to 1; undefined without attempts. ``details["observed"]`` is the share seen.

    Raises
    ------
    DataError
        When counts are impossible or the benchmark lies outside 0 to 1.

    Notes
    -----
    Mid-p counts the observed outcome half: mid-p = P(X > x) + ½ P(X = x). It is less timid than the exact test,
    which few users can hardly ever pass. 1 − p is not the chance that the goal is met, though it is often sold as that;
    and a p-value is no size: look at the interval of the rate too.

    References
    ----------
    J. Sauro and J. R. Lewis (2016), *Quantifying the User Experience*, ch. 4.

    Examples
    --------
    >>> round(benchmark_test((8, 9), 0.7).value, 3)
    0.118
    """
    choice(alternative, "alternative", ALTERNATIVES)
    goal = proportion(benchmark, "benchmark", open_low=True, open_high=True)
    x, n, gone = read_share(successes, "successes", missing)
    known: dict = {"name": "Benchmark test", "unit": "p", "range": (0, 1), "n": n, "missing": gone}
    known |= {"source": BENCHMARK_SOURCE}
    if n == 0:
        return Result.undefined(why="there are no attempts", **known)
    used = choice(method, "method", BENCHMARK_METHODS)
    used = ("mid-p" if min(x, n - x) < 15 else "z") if used == "auto" else used
    if used == "z":
        value, note = _z_chance(x, n, goal, alternative, choice(variance, "variance", ("benchmark", "sample")))
    else:
        value, note = _binomial_chance(x, n, goal, alternative, used == "mid-p"), "binomial distribution"
    if value is None:
        return Result.undefined(why="all attempts are alike, so the sample shows no spread", **known)
    steps = (f"{x} of {n} = {number(x / n)} against {number(goal)}", note, f"p = {number(value)} ({alternative})")
    details = {"observed": x / n}
    return Result(value=value, method=f"{used}, {alternative}", steps=steps, details=details, **known)


def _z_chance(x: int, n: int, goal: float, alternative: str, variance: str) -> tuple[float | None, str]:
    share = goal if variance == "benchmark" else x / n
    spread = share * (1 - share) / n
    if spread == 0:
        return None, ""
    z = (x / n - goal) / sqrt(spread)
    return tail_chance(z, alternative), f"z = {number(z)}"


def _binomial_chance(x: int, n: int, goal: float, alternative: str, half: bool) -> float:
    from scipy.stats import binom, binomtest

    if not half:
        sides = {"larger": "greater", "smaller": "less", "two-sided": "two-sided"}
        return float(binomtest(x, n, goal, alternative=sides[alternative]).pvalue)
    level = binom.pmf(x, n, goal) / 2
    tails = {"larger": float(binom.sf(x, n, goal) + level), "smaller": float(binom.cdf(x - 1, n, goal) + level)}
    return tails[alternative] if alternative in tails else min(1.0, 2 * min(tails.values()))


def _people(
    value: int, exact: float, steps: tuple[str, ...], method: str, source: str, confidence: float = 0.95
) -> Result:
    details = {"exact": exact, "rounded_down": floor(exact)}
    return Result(name="People needed", value=value, unit="people", range=(0, inf), method=method, steps=steps,
                  source=source, details=details, confidence=confidence)  # fmt: skip
