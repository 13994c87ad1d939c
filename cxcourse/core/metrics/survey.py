"""Single survey questions: satisfaction (CSAT) and the ease of a task (SEQ)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

import numpy as np

from cxcourse.core.metrics.intervals import PROPORTION_METHODS
from cxcourse.core.metrics.quantities import choice, part_of
from cxcourse.core.metrics.result import Result
from cxcourse.core.metrics.scores import boxed, mean_score, share_score
from cxcourse.core.metrics.tally import Tally, per_segment

CSAT_SOURCE = "share in the top boxes; box and scale are named with the figure"
SEQ_SOURCE = "Sauro and Dumas (2009), Comparison of three one-question, post-task usability questionnaires"


def csat(
    answers: Iterable,
    *,
    scale: tuple[int, int] = (1, 5),
    box: int = 2,
    by: Iterable | None = None,
    confidence: float = 0.95,
    interval: str = "wilson",
    missing: str = "count",
    invalid: str = "error",
) -> Result | dict[Hashable, Result]:
    """Customer satisfaction: the share of answers in the top boxes of the scale, in % from 0 to 100.

    CSAT = 100 · (answers in the top ``box`` points) / n.

    Parameters
    ----------
    answers : list, array or pandas Series, shape (n,)
        Whole numbers on ``scale``, the highest being the most satisfied.
    scale : tuple of int
        Lowest and highest answer; by default 1 to 5.
    box : int
        How many points from the top count as satisfied; by default 2 (4 and 5 of 5).
    by : list, array or pandas Series, shape (n,), optional
        The segment of each answer; gives one figure a segment in one pass.
    confidence : float
        Level of the interval, between 0 and 1.
    interval : {"wilson", "adjusted-wald", "exact", "wald"}
        See :func:`cxcourse.core.metrics.intervals.proportion_interval`.
    missing : {"count", "error"}
        Empty answers are left out and counted, or refused.
    invalid : {"error", "count"}
        Answers off the scale, text and the like are refused, or left out and counted in ``details["invalid"]``.

    Returns
    -------
    Result or dict of segment to Result
        In %; undefined without answers.

    Raises
    ------
    DataError
        When a policy refuses an answer, or the box does not fit the scale.

    Notes
    -----
    Rivals: top-2-box (the default), top-1-box, the mean, the mean turned into percent. They are not comparable: a
    mean of 4.2 of 5 is not "84 %" of anybody. Say the box and the scale with the figure. Traps: a 5-point and a
    7-point question differ even for the same people; those who answer are often the delighted and the angry.

    References
    ----------
    J. Sauro and J. R. Lewis (2016), *Quantifying the User Experience*, ch. 3 (intervals of a share).

    Examples
    --------
    >>> csat([5, 4, 4, 3, 1, None])
    CSAT 60 % (95 % interval 23.07 to 88.24, n = 5, 1 missing)
    >>> csat([5, 4, 4, 3, 1], box=1).value
    20.0
    """
    choice(interval, "interval", PROPORTION_METHODS)
    low, high = boxed(scale, box, "high")

    def build(found: Tally) -> Result:
        about = f"answers {low} to {high} on a scale of {scale[0]} to {scale[1]}"
        hits = found.within(low, high)
        return share_score("CSAT", hits, found, about, CSAT_SOURCE, confidence, interval, better="high")

    return per_segment(build, answers, by, scale, "CSAT answers", missing=missing, invalid=invalid)


def csat_from_counts(satisfied: int, n: int, *, confidence: float = 0.95, interval: str = "wilson") -> Result:
    """Customer satisfaction from counts: 100 · satisfied / n, in %.

    Parameters
    ----------
    satisfied, n : int
        People in the top boxes, and all who answered; ``n`` = 0 is undefined.
    confidence, interval
        As in :func:`csat`.

    Raises
    ------
    DataError
        When a count is negative, not whole, or the part exceeds the whole.

    References
    ----------
    J. Sauro and J. R. Lewis (2016), *Quantifying the User Experience*, ch. 3; see :func:`csat`.

    Examples
    --------
    >>> csat_from_counts(60, 100)
    CSAT 60 % (95 % interval 50.2 to 69.06, n = 100)
    """
    choice(interval, "interval", PROPORTION_METHODS)
    hits, base = part_of(satisfied, n, "satisfied", "n")
    found = Tally(0, np.array([base - hits, hits]))
    return share_score("CSAT", hits, found, "satisfied", CSAT_SOURCE, confidence, interval, better="high")


def seq(
    answers: Iterable,
    *,
    by: Iterable | None = None,
    confidence: float = 0.95,
    missing: str = "count",
    invalid: str = "error",
) -> Result | dict[Hashable, Result]:
    """Single Ease Question: mean of "How easy was this task?" right after it, 1 (very hard) to 7 (very easy).

    Parameters
    ----------
    answers : list, array or pandas Series, shape (n,)
        Whole numbers from 1 to 7.
    by, confidence, missing, invalid
        As in :func:`ces`.

    Returns
    -------
    Result or dict of segment to Result
        Mean in points with a t interval, clipped to the scale.

    Notes
    -----
    The mean over many tasks of many products is near 5.5, so 4 (the middle) is a poor task, not an average one. Ask
    it at once, task by task, and keep it beside success: some people who failed still call the task very easy.

    References
    ----------
    J. Sauro and J. S. Dumas (2009), Comparison of three one-question, post-task usability questionnaires.

    Examples
    --------
    >>> seq([6, 7, 5, 6])
    SEQ 6 points (95 % interval 4.701 to 7, n = 4)
    """

    def build(found: Tally) -> Result:
        return mean_score("SEQ", found, SEQ_SOURCE, confidence, better="high")

    return per_segment(build, answers, by, (1, 7), "SEQ answers", missing=missing, invalid=invalid)
