"""Time on task: a typical time from a skewed sample."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, inf, sqrt

import numpy as np

from cxcourse.core.metrics.intervals import NONE, log_mean_interval, mean_interval, median_interval, t_value, z_value
from cxcourse.core.metrics.quantities import choice, quantity, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.values import column, numbers
from cxcourse.errors import DataError

CENTRES = ("auto", "geometric", "median", "mean")
SOURCE = "Sauro and Lewis (2010), Average task times in usability tests: what to report?"


def time_on_task(
    times: Iterable,
    *,
    completed: Iterable | None = None,
    centre: str = "auto",
    confidence: float = 0.95,
    missing: str = "count",
    invalid: str = "error",
) -> Result:
    """Typical time on a task, in seconds: geometric mean of a small sample, median of a large one.

    Geometric mean = exp(mean of ln t). Its interval is a t interval of ln t, turned back.

    Parameters
    ----------
    times : list, array or pandas Series, shape (n,)
        Seconds, greater than 0.
    completed : list, array or pandas Series of true/false, shape (n,), optional
        Whether each attempt succeeded. Then only times of successes count, and ``details["failed"]`` counts the rest;
        without it every time counts. Either way ``method`` says so.
    centre : {"auto", "geometric", "median", "mean"}
        ``"auto"``: geometric mean below 25 times, median from 25. The arithmetic mean is there to be compared with.
    confidence : float
        Level of the interval, between 0 and 1.
    missing : {"count", "error"}
        Empty times are left out and counted, or refused.
    invalid : {"error", "count"}
        0, negative, infinite times and text are refused, or left out and counted in ``details["invalid"]``.

    Returns
    -------
    Result
        Seconds. ``details``: ``geometric``, ``median``, ``mean`` of the same times.

    Raises
    ------
    DataError
        When a policy refuses a value, or ``completed`` has another length.

    Notes
    -----
    A few slow people pull the arithmetic mean up: 55, 65, 75, 62, 45 and 135 s have a mean of 73 s, though five of
    six were at 75 or less. Below 25 people the geometric mean is nearer to the population's median than the sample
    median itself (about 13 % less error); from 25 the median is steady, and its interval comes from the order of the
    times. Times of people who gave up measure patience, not ease: say whether they are in.

    References
    ----------
    J. Sauro and J. R. Lewis (2010), Average task times in usability tests: what to report?, *CHI 2010*.

    Examples
    --------
    >>> time_on_task([55, 65, 75, 62, 45, 135])
    Time on task 68.24 s (95 % interval 46.01 to 101.2, n = 6)
    """
    choice(centre, "centre", CENTRES)
    read = numbers(times if completed is None else _of_successes(times, completed), "times in seconds",
                   above=0, missing=missing, invalid=invalid)  # fmt: skip
    kept, n = read.kept, len(read.kept)
    known: dict = {"name": "Time on task", "unit": "s", "range": (0, inf), "source": SOURCE, "n": n}
    known |= {"missing": read.missing, "confidence": confidence}
    details: dict = {"invalid": read.invalid}
    if completed is not None:
        details["failed"] = len(list(times)) - n - read.missing - read.invalid
    if n == 0:
        return Result.undefined(why="there are no times", details=details, **known)
    used = ("geometric" if n < 25 else "median") if centre == "auto" else centre
    centres = {"geometric": geometric_mean(kept), "median": float(np.median(kept)), "mean": float(kept.mean())}
    low, high = _interval(kept, used, confidence)
    attempts = "all attempts" if completed is None else "successful attempts"
    return Result(
        value=centres[used], low=low, high=high, method=f"{used} of {attempts}; interval: {_INTERVALS[used]}",
        steps=_steps(kept, centres, used, low, high), details=details | centres, **known,
    )  # fmt: skip


def geometric_mean(values: Iterable) -> float:
    """Return the n-th root of the product of n values above 0: exp(mean of ln x).

    Parameters
    ----------
    values : list, array or pandas Series, shape (n,)
        Above 0; an empty one is refused. Without values the mean is ``nan``.

    Raises
    ------
    DataError
        When a value is missing, not above 0 or no number.

    References
    ----------
    J. Sauro and J. R. Lewis (2010), Average task times in usability tests: what to report?

    Examples
    --------
    >>> round(geometric_mean([10, 20, 40]), 9)
    20.0
    """
    kept = numbers(values, "values", above=0, missing="error").kept
    return exp(float(np.log(kept).mean())) if len(kept) else float("nan")


def relative_margin(cv: float, n: int, *, confidence: float = 0.95, use: str = "z") -> float:
    """Return the margin of error of a mean as a fraction of the mean: z · cv / √n.

    Parameters
    ----------
    cv : float
        Coefficient of variation, standard deviation / mean; task times are often near 0.5.
    n : int
        People, at least 2.
    confidence : float
        Between 0 and 1.
    use : {"z", "t"}
        z for planning with a known spread; t when the spread comes from the same few people.

    Raises
    ------
    DataError
        When ``n`` is below 2 or ``cv`` negative.

    References
    ----------
    J. Nielsen (2006), Quantitative studies: how many users to test?

    Examples
    --------
    >>> round(relative_margin(0.52, 20, confidence=0.9), 3)
    0.191
    >>> round(relative_margin(0.52, 20, confidence=0.9, use="t"), 3)
    0.201
    """
    people = whole(n, "n", low=2)
    reach = z_value(confidence) if choice(use, "use", ("z", "t")) == "z" else t_value(people - 1, confidence)
    return reach * quantity(cv, "cv") / sqrt(people)


_INTERVALS = {"geometric": "t of ln t, turned back", "median": "order of the times (binomial)", "mean": "t"}


def _interval(kept: np.ndarray, used: str, confidence: float) -> tuple[float, float]:
    if used == "geometric":
        return log_mean_interval(kept, confidence)
    if used == "median":
        return median_interval(kept, confidence)
    low, high = (
        mean_interval(float(kept.mean()), float(kept.std(ddof=1)), len(kept), confidence) if len(kept) > 1 else NONE
    )
    return max(low, 0.0), high  # nan first, so it stays nan


def _steps(kept: np.ndarray, centres: dict, used: str, low: float, high: float) -> tuple[str, ...]:
    shown = ", ".join(number(t) for t in kept[:8]) + (", ..." if len(kept) > 8 else "")
    how = {
        "geometric": f"exp(mean of ln t) = exp({number(float(np.log(kept).mean()))})",
        "median": f"middle one of {len(kept)} ordered times",
        "mean": f"{number(float(kept.sum()))} / {len(kept)}",
    }[used]
    return (
        f"times in s: {shown}",
        f"{how} = {number(centres[used])} s",
        f"interval by {_INTERVALS[used]}: {number(low)} to {number(high)} s",
    )


def _of_successes(times: Iterable, completed: Iterable) -> list:
    worked = _marks(completed)
    listed = list(times)
    if len(listed) != len(worked):
        raise DataError(f"completed: {len(worked)} marks for {len(listed)} times. Give one true/false for each time.")
    return [time for time, success in zip(listed, worked, strict=True) if success]


def _marks(completed: Iterable) -> np.ndarray:
    """Return true/false marks as an array of bool; an empty or another value is refused."""
    marks = column(completed, "completed", truth=True)
    floats = np.asarray(marks.parts[0 : len(marks)], float)
    wrong = ~np.isin(floats, (0.0, 1.0))
    if wrong.any():
        place = int(wrong.argmax())
        raise DataError(f"completed: true or false is needed, found {marks.raw[place]!r} at position {place}. Fill it.")
    return floats == 1
