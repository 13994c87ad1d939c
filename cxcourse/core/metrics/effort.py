"""Customer Effort Score: how easy was it to get something done?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from functools import partial

import numpy as np

from cxcourse.core.metrics.intervals import PROPORTION_METHODS
from cxcourse.core.metrics.quantities import choice, whole
from cxcourse.core.metrics.result import Result
from cxcourse.core.metrics.scores import boxed, mean_score, share_score
from cxcourse.core.metrics.tally import Tally, per_segment
from cxcourse.errors import DataError

VERSIONS = {
    "1.0": ((1, 5), 2, "low", "Dixon, Freeman and Toman (2010), Stop trying to delight your customers"),
    "2.0": ((1, 7), 3, "high", "CEB (2013), Customer Effort Score 2.0"),
}


def ces(
    answers: Iterable,
    *,
    version: str = "2.0",
    measure: str = "mean",
    scale: tuple[int, int] | None = None,
    box: int | None = None,
    by: Iterable | None = None,
    confidence: float = 0.95,
    interval: str = "wilson",
    missing: str = "count",
    invalid: str = "error",
) -> Result | dict[Hashable, Result]:
    """Customer Effort Score: how easy (version 2.0) or how laborious (version 1.0) people found it.

    ``measure="mean"``: CES = mean answer. ``measure="share"``: CES = 100 · (answers on the easy side) / n.

    Parameters
    ----------
    answers : list, array or pandas Series, shape (n,)
        Whole numbers on the scale of the version.
    version : {"2.0", "1.0"}
        ``"2.0"``: "The company made it easy for me", 1 to 7, **high is good**. ``"1.0"``: "How much effort did you
        have to put forth?", 1 to 5, **low is good**. ``details["better"]`` repeats the direction.
    measure : {"mean", "share"}
        The mean answer in points, or the share on the easy side in %.
    scale : tuple of int, optional
        Another scale of the same direction.
    box : int, optional
        How many points of the easy end count for the share; by default 3 (5 to 7) in 2.0 and 2 (1 and 2) in 1.0.
    by : list, array or pandas Series, shape (n,), optional
        The segment of each answer; gives one figure a segment in one pass.
    confidence : float
        Level of the interval, between 0 and 1: Student's t for the mean.
    interval : {"wilson", "adjusted-wald", "exact", "wald"}
        For the share only.
    missing : {"count", "error"}
        Empty answers are left out and counted, or refused.
    invalid : {"error", "count"}
        Answers off the scale, text and the like are refused, or left out and counted in ``details["invalid"]``.

    Returns
    -------
    Result or dict of segment to Result
        In points of the scale, or in %. In both versions a high *share* is good.

    Raises
    ------
    DataError
        When a policy refuses an answer, or the box does not fit the scale.

    Notes
    -----
    The classic slip is the direction: a mean of 2 is good news in version 1.0 and bad news in 2.0. The second is the
    formula: vendors publish the mean, the share of 5 to 7, or the share of easy minus the share of hard, all as
    "CES". Never compare two figures before both names are known. A mean of ordered answers is debated; look at the
    distribution too.

    References
    ----------
    M. Dixon, K. Freeman and N. Toman (2010), Stop trying to delight your customers, *Harvard Business Review*.
    Corporate Executive Board (2013), version 2.0.

    Examples
    --------
    >>> ces([7, 6, 6, 5, 2])
    CES 2.0 5.2 points (95 % interval 2.812 to 7, n = 5)
    >>> ces([7, 6, 6, 5, 2], measure="share").value
    80.0
    >>> ces([1, 2, 2, 4, 5], version="1.0").details["better"]
    'low'
    """
    choice(version, "version", VERSIONS)
    choice(measure, "measure", ("mean", "share"))
    choice(interval, "interval", PROPORTION_METHODS)
    usual_scale, usual_box, better, _ = VERSIONS[version]
    scale = usual_scale if scale is None else scale
    ends = boxed(scale, usual_box if box is None else box, better)
    build = partial(_effort, version=version, measure=measure, ends=ends, confidence=confidence, interval=interval)
    return per_segment(build, answers, by, scale, "CES answers", missing=missing, invalid=invalid)


def ces_from_counts(
    counts: Mapping[int, int],
    *,
    version: str = "2.0",
    measure: str = "mean",
    confidence: float = 0.95,
    interval: str = "wilson",
) -> Result:
    """Customer Effort Score from how many people gave each answer.

    Parameters
    ----------
    counts : mapping of int to int
        Answer to number of people, such as ``{7: 40, 6: 30, 2: 5}``; answers left out count 0.
    version, measure, confidence, interval
        As in :func:`ces`.

    Raises
    ------
    DataError
        When an answer is off the scale or a count is negative.

    References
    ----------
    M. Dixon, K. Freeman and N. Toman (2010); Corporate Executive Board (2013); see :func:`ces`.

    Examples
    --------
    >>> ces_from_counts({7: 40, 6: 30, 5: 10, 2: 20}).value
    5.5
    """
    choice(version, "version", VERSIONS)
    choice(measure, "measure", ("mean", "share"))
    choice(interval, "interval", PROPORTION_METHODS)
    (low, high), box, better, _ = VERSIONS[version]
    off = [point for point in counts if point not in range(low, high + 1)]
    if off:
        raise DataError(f"counts: answer {off[0]!r} is off the scale {low} to {high} of CES {version}. Correct it.")
    people = np.array([whole(counts.get(point, 0), f"people who gave {point}") for point in range(low, high + 1)])
    ends = boxed((low, high), box, better)
    found = Tally(low, people)
    return _effort(found, version=version, measure=measure, ends=ends, confidence=confidence, interval=interval)


def _effort(
    found: Tally, *, version: str, measure: str, ends: tuple[int, int], confidence: float, interval: str
) -> Result:
    _, _, better, source = VERSIONS[version]
    if measure == "mean":
        return mean_score(f"CES {version}", found, source, confidence, better)
    about = f"answers {ends[0]} to {ends[1]} (easy) on a scale of {found.low} to {found.high}"
    hits = found.within(*ends)
    return share_score(f"CES {version}", hits, found, about, source, confidence, interval, better="high")
