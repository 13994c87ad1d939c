"""Usability questionnaires: SUS with its sub-scales, and UMUX-Lite."""

from __future__ import annotations

from typing import Any

import numpy as np

from cxcourse.core.metrics.intervals import mean_interval
from cxcourse.core.metrics.quantities import choice
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.rows import complete_rows
from cxcourse.core.metrics.sus_norms import acceptability, sus_grade, sus_percentile
from cxcourse.core.metrics.values import Numbers

PARTS = {"all": tuple(range(10)), "usability": (0, 1, 2, 4, 5, 6, 7, 8), "learnability": (3, 9)}
MISSING = ("count", "error", "centre")


def sus(
    answers: Any, *, part: str = "all", confidence: float = 0.95, missing: str = "count", invalid: str = "error"
) -> Result:
    """System Usability Scale: ten items become a score from 0 to 100, here the mean over people.

    Score of a person = 2.5 · [Σ (odd item − 1) + Σ (5 − even item)].

    Parameters
    ----------
    answers : array, DataFrame or list of rows, shape (people, 10), or one row, shape (10,)
        Items 1 to 10 in their order, each from 1 (strongly disagree) to 5 (strongly agree).
    part : {"all", "usability", "learnability"}
        The whole scale, items 4 and 10 (learnability), or the other eight (usability); each is stretched to 0 to 100.
    confidence : float
        Level of the interval, between 0 and 1.
    missing : {"count", "error", "centre"}
        A person with an empty item is left out and counted, or refused, or the item counts as the centre, 3.
    invalid : {"error", "count"}
        An item off the scale is refused, or costs the person the score and is counted in ``details["invalid"]``.

    Returns
    -------
    Result
        Mean score in points with a t interval; ``n`` is people. ``details`` holds ``sd`` and, for the whole scale,
        ``grade``, ``percentile``, ``acceptability``, ``usability`` and ``learnability``.

    Raises
    ------
    DataError
        When a row has not ten items, or a policy refuses one.

    Notes
    -----
    The even items are negative, so they are turned round: forgetting it is the classic slip, and so is treating the
    score as a percentage (68 is about average, not "68 %"). SUS says *how* usable, never *why*. The two sub-scales
    rest on a factor structure that later studies dispute: use them with care. With one person there is no interval.
    Rivals for an empty item: no score (the default) or the centre mark, which pulls the score to 50.

    References
    ----------
    J. Brooke (1996), SUS: a quick and dirty usability scale. J. R. Lewis and J. Sauro (2009), The factor structure
    of the System Usability Scale. J. Sauro (2011), *A Practical Guide to the System Usability Scale*.

    Examples
    --------
    >>> score = sus([4, 1, 5, 2, 5, 1, 4, 2, 3, 1])
    >>> score
    SUS 85 points (n = 1)
    >>> score.details["grade"], score.details["learnability"]
    ('A+', 87.5)
    """
    choice(part, "part", PARTS)
    people = _people(answers, missing, invalid)
    scores = _score(people.kept, PARTS[part])
    if part != "all":
        return _mean_score(f"SUS {part}", scores, people, confidence, "Lewis & Sauro (2009)", {})
    return _mean_score("SUS", scores, people, confidence, "Brooke (1996)", _norms(people.kept) if len(scores) else {})


def sus_scores(answers: Any, *, part: str = "all", missing: str = "count", invalid: str = "error") -> np.ndarray:
    """Return the SUS score of every person with a complete row, shape (people,), in points from 0 to 100.

    Parameters
    ----------
    answers : array, DataFrame or list of rows, shape (people, 10)
        As in :func:`sus`.
    part : {"all", "usability", "learnability"}
        As in :func:`sus`.
    missing, invalid
        As in :func:`sus`: a person without a score is left out, so the scores may be fewer than the rows.

    References
    ----------
    J. Brooke (1996), SUS: a quick and dirty usability scale.

    Examples
    --------
    >>> sus_scores([[3] * 10, [5, 1] * 5, [1, 5] * 5])
    array([ 50., 100.,   0.])
    """
    return _score(_people(answers, missing, invalid).kept, PARTS[choice(part, "part", PARTS)])


def umux_lite(answers: Any, *, confidence: float = 0.95, missing: str = "count", invalid: str = "error") -> Result:
    """UMUX-Lite: two items stand in for SUS; a score from 0 to 100, here the mean over people.

    Score of a person = 100 · (item 1 + item 2 − 2) / 12.

    Parameters
    ----------
    answers : array, DataFrame or list of rows, shape (people, 2), or one row, shape (2,)
        "Its capabilities meet my requirements" and "It is easy to use", each from 1 to 7 (strongly agree).
    confidence, missing, invalid
        As in :func:`sus` (there is no centre policy).

    Returns
    -------
    Result
        Mean score in points with a t interval. ``details["sus_equivalent"]`` is 0.65 · score + 22.9, the SUS score
        to expect; it can only lie between 22.9 and 87.9.

    Notes
    -----
    Both items are positive; turning the second one round, as some code does, is wrong. The SUS-equivalent fits
    averages of groups (they differ by about a point), not single people.

    References
    ----------
    J. R. Lewis, B. S. Utesch and D. E. Maher (2013), UMUX-LITE: when there's no time for the SUS.

    Examples
    --------
    >>> score = umux_lite([7, 4])
    >>> score.value, score.details["sus_equivalent"]
    (75.0, 71.65)
    """
    people = complete_rows(answers, "UMUX-Lite answers", 2, (1, 7), missing=missing, invalid=invalid)
    scores = 100 * (people.kept.sum(axis=1) - 2) / 12
    extra = {"sus_equivalent": round(0.65 * float(scores.mean()) + 22.9, 10)} if len(scores) else {}
    return _mean_score("UMUX-Lite", scores, people, confidence, "Lewis, Utesch & Maher (2013)", extra)


def _people(answers: Any, missing: str, invalid: str) -> Numbers:
    choice(missing, "missing", MISSING)
    fill, policy = (3.0, "count") if missing == "centre" else (None, missing)
    return complete_rows(answers, "SUS answers", 10, (1, 5), missing=policy, invalid=invalid, fill=fill)


def _score(rows: np.ndarray, items: tuple[int, ...]) -> np.ndarray:
    good = np.where(np.arange(10) % 2 == 0, rows - 1, 5 - rows)  # items 1, 3, 5, 7, 9 stand at even places
    return good[:, items].sum(axis=1) * (25 / len(items))


def _norms(rows: np.ndarray) -> dict[str, float | str]:
    parts = {name: float(_score(rows, PARTS[name]).mean()) for name in PARTS}
    score = parts.pop("all")
    found = {"grade": sus_grade(score), "percentile": 100 * sus_percentile(score)}
    return found | {"acceptability": acceptability(score)} | parts


def _mean_score(name: str, scores: np.ndarray, people: Numbers, confidence: float, source: str, extra: dict) -> Result:
    n = len(scores)
    known: dict = {"name": name, "range": (0.0, 100.0), "unit": "points", "source": source, "n": n}
    known |= {"confidence": confidence, "missing": people.missing}
    if n == 0:
        return Result.undefined(why="nobody answered every item", details={"invalid": people.invalid}, **known)
    mean, sd = float(scores.mean()), float(scores.std(ddof=1)) if n > 1 else float("nan")
    low, high = mean_interval(mean, sd, n, confidence)
    low, high = max(low, 0.0), min(high, 100.0)
    shown = ", ".join(number(x) for x in scores[:5]) + (", ..." if n > 5 else "")
    steps = (
        f"scores of {n} people: {shown}",
        f"mean = {number(mean)} points, standard deviation {number(sd)}",
        f"t interval with {n - 1} degrees of freedom: {number(low)} to {number(high)}",
    )
    details = {"sd": sd, "invalid": people.invalid} | extra
    method = "mean of the scores of people; interval: t, kept on the scale"
    return Result(value=mean, low=low, high=high, method=method, steps=steps, details=details, **known)
