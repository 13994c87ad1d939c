"""How long customers stay: curves that respect those who are still there (Kaplan-Meier), cohorts, log-rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import isnan
from typing import Literal

import numpy as np

from cxcourse.core.metrics.aligned import amounts, same_length, yes_no
from cxcourse.core.metrics.curve import Curve, stepped
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.shares import rate
from cxcourse.errors import DataError

CurveInterval = Literal["log-log", "log", "plain"]

_KM = "Kaplan & Meier (1958), Nonparametric estimation from incomplete observations"
_COHORT = "Fader & Hardie (2007), How to project customer retention"


def kaplan_meier(
    duration: Iterable,
    left: Iterable,
    *,
    interval: CurveInterval = "log-log",
    confidence: float = 0.95,
    missing: str = "count",
) -> Curve:
    """Return the share of customers still there after each time, counting those who have not left yet fairly.

    Parameters
    ----------
    duration : array of float, shape (n,)
        How long each customer has been seen, in any one unit of time, 0 or more.
    left : array of yes/no, shape (n,)
        True where the customer left at that time, false where they were still there (censored).
    interval : {"log-log", "log", "plain"}
        Scale of the Greenwood interval. ``"log-log"`` (default) stays inside 0 to 1; ``"log"`` is the default of R;
        ``"plain"`` can leave the range and is clipped.
    confidence : float
        Between 0 and 1. Default 0.95.
    missing : {"count", "error"}
        Leave incomplete rows out and count them (default), or refuse them.

    Returns
    -------
    Curve
        Steps at time 0 and at each time seen; ``curve.at(t)`` and ``curve.median()`` give a Result, ``curve.table()``
        a DataFrame.

    Raises
    ------
    DataError
        When columns differ in length, a time is negative, infinite or no number, or ``left`` is neither yes nor no.

    Notes
    -----
    S(t) = Π (1 - d_i / n_i) over times up to t; Greenwood's variance S²·Σ d_i / (n_i(n_i - d_i)). It supposes that
    people who are still there leave later like those who were watched longer. Traps: leaving the stayers out, or
    counting them as never leaving; reading the tail, where few are at risk.

    References
    ----------
    Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations.
    Greenwood, M. (1926). The natural duration of cancer.

    Examples
    --------
    >>> curve = kaplan_meier([1, 2, 2, 3, 4], [True, True, False, True, False])
    >>> curve.share.round(3).tolist()
    [1.0, 0.8, 0.6, 0.3, 0.3]
    >>> curve.at(2)
    Still there after 2 60 % (95 % interval 12.57 to 88.18, n = 5)
    """
    times, t_gone = amounts(duration, "duration", missing=missing)
    events, e_gone = yes_no(left, "left", missing=missing)
    same_length(duration=times, left=events)
    kept = ~(t_gone | e_gone)
    moments, at_risk, lost = _risk(times[kept], events[kept])
    return stepped(moments, at_risk, lost, n=int(kept.sum()), missing=int((~kept).sum()), interval=interval,
                   confidence=confidence, method="Kaplan-Meier", source=_KM)  # fmt: skip


def cohort_curve(table: Sequence, *, interval: CurveInterval = "log-log", confidence: float = 0.95) -> Curve:
    """Return the survival curve of one cohort, or of several taken together.

    Parameters
    ----------
    table : sequence of int, shape (k,), or of such rows, shape (cohorts, k)
        Customers left after 0, 1, 2 … periods. In a table, ages a young cohort has not reached are missing (None, nan).
    interval, confidence
        As in :func:`kaplan_meier`.

    Returns
    -------
    Curve
        Share of the first number that is left after each period.

    Raises
    ------
    DataError
        When a count is negative, not whole or larger than the one before, or a gap lies inside a row.

    Notes
    -----
    One cohort: S(t) = n_t / n_0. Several: at each age only cohorts that reached it count, then the period rates are
    multiplied. Trap: averaging the rates of all cohorts at one date mixes young ones (who lose many) with old ones.

    References
    ----------
    Fader, P. S. & Hardie, B. G. S. (2007). How to project customer retention.

    Examples
    --------
    >>> cohort_curve([1000, 631, 468, 382, 326]).share.tolist()
    [1.0, 0.631, 0.468, 0.382, 0.326]
    """
    rows = _cohorts(table)
    reached = ~np.isnan(rows[:, 1:])
    at_risk = np.where(reached, rows[:, :-1], 0).sum(axis=0)
    lost = at_risk - np.where(reached, rows[:, 1:], 0).sum(axis=0)
    return stepped(np.arange(rows.shape[1], dtype=float), np.append(rows[:, 0].sum(), at_risk), np.append(0, lost),
                   n=int(rows[:, 0].sum()), interval=interval, confidence=confidence, method="cohort",
                   source=_COHORT)  # fmt: skip


def period_retention(cohort: Sequence, *, confidence: float = 0.95) -> tuple[Result, ...]:
    """Return, for each period, the share of those still there who stayed one period more.

    Parameters
    ----------
    cohort : sequence of int, shape (k,)
        Customers left after 0, 1, 2 … periods.
    confidence : float
        Level of the Wilson intervals, between 0 and 1.

    Returns
    -------
    tuple of Result
        k - 1 figures in percent; undefined from where nobody was left.

    Raises
    ------
    DataError
        As in :func:`cohort_curve`.

    Notes
    -----
    r(t) = n_t / n_(t-1). It mostly rises with age although nobody becomes more loyal: those who leave easily are gone.

    References
    ----------
    Fader, P. S. & Hardie, B. G. S. (2007). How to project customer retention.

    Examples
    --------
    >>> [round(r.value, 1) for r in period_retention([1000, 631, 468, 382, 326])]
    [63.1, 74.2, 81.6, 85.3]
    """
    rows = _cohorts(cohort)
    if len(rows) != 1:
        raise DataError(f"cohort: one row of counts is needed, found {len(rows)}. Give the cohorts one at a time.")
    row = [int(x) for x in rows[0] if not isnan(x)]
    return tuple(
        rate((after, before), name=f"Retention in period {t}", part="still there", whole=f"after {t - 1} periods",
             source=_COHORT, confidence=confidence)
        for t, (before, after) in enumerate(pairwise(row), 1)
    )  # fmt: skip


def log_rank(duration: Iterable, left: Iterable, group: Iterable, *, missing: str = "count") -> Result:
    """Return how surprising the survival curves of two or more groups would be if all left alike (a p-value).

    Parameters
    ----------
    duration : array of float, shape (n,)
        How long each customer has been seen, 0 or more.
    left : array of yes/no, shape (n,)
        True where the customer left at that time.
    group : array, shape (n,)
        The group of each customer: numbers or texts.
    missing : {"count", "error"}
        Leave incomplete rows out and count them (default), or refuse them.

    Returns
    -------
    Result
        p-value, 0 to 1; undefined with fewer than two groups or nobody leaving. ``details``: ``chi2``, ``degrees``.

    Raises
    ------
    DataError
        As in :func:`kaplan_meier`.

    Notes
    -----
    At each time the leavers of a group are compared with what its share of those at risk would give. It is blind to
    curves that cross: early losses and late losses cancel.

    References
    ----------
    Mantel, N. (1966). Evaluation of survival data and two new rank order statistics arising in its consideration.

    Examples
    --------
    >>> p = log_rank([10, 20, 30, 10, 20, 50], [1, 0, 1, 1, 0, 1], list("aaabbb"))
    >>> round(p.details["chi2"], 4), round(p.value, 4)
    (0.3846, 0.5351)
    """
    import pandas as pd

    times, t_gone = amounts(duration, "duration", missing=missing)
    events, e_gone = yes_no(left, "left", missing=missing)
    codes = pd.factorize(pd.Series(list(group), dtype=object), sort=False)[0]
    same_length(duration=times, left=events, group=codes)
    if missing == "error" and (codes < 0).any():
        raise DataError(f"group: row {int((codes < 0).argmax())} has none. Fill it, or pass missing='count'.")
    kept = ~(t_gone | e_gone | (codes < 0))
    times, events, codes = times[kept], events[kept], codes[kept]
    about = {"name": "Log-rank test", "unit": "p", "range": (0, 1), "n": int(kept.sum()), "source": "Mantel (1966)",
             "missing": int((~kept).sum())}  # fmt: skip
    groups = np.unique(codes)
    if len(groups) < 2 or not events.any():
        return Result.undefined(why="there is one group only" if events.any() else "nobody left", **about)
    chi2, degrees = _log_rank(times, events, np.searchsorted(groups, codes), len(groups))
    if degrees == 0:
        return Result.undefined(why="no two groups were at risk together when someone left", **about)
    from scipy.special import chdtrc

    value = float(chdtrc(degrees, chi2))
    steps = (f"chi-square = {number(chi2)} with {degrees} degrees of freedom", f"p = {number(value)}")
    return Result(
        value=value, steps=steps, method="log-rank", details={"chi2": chi2, "degrees": float(degrees)}, **about
    )


def _log_rank(times: np.ndarray, events: np.ndarray, codes: np.ndarray, groups: int) -> tuple[float, int]:
    moments, place = np.unique(times, return_inverse=True)
    shape = (len(moments), groups)
    gone = np.zeros(shape)
    np.add.at(gone, (place, codes), 1)
    lost = np.zeros(shape)
    np.add.at(lost, (place, codes), events)
    risk = gone[::-1].cumsum(axis=0)[::-1]
    all_risk, all_lost = risk.sum(axis=1), lost.sum(axis=1)
    share = risk / all_risk[:, None]
    gap = (lost - all_lost[:, None] * share).sum(axis=0)
    weight = all_lost * (all_risk - all_lost) / np.maximum(all_risk - 1, 1)
    spread = np.diag((weight[:, None] * share).sum(axis=0)) - (weight[:, None, None] * share[:, :, None]
                                                               * share[:, None, :]).sum(axis=0)  # fmt: skip
    degrees = int(np.linalg.matrix_rank(spread))
    return float(gap @ np.linalg.pinv(spread) @ gap), degrees


def _risk(times: np.ndarray, events: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the times (from 0), how many were at risk at each, and how many left."""
    moments, place = np.unique(np.append(0.0, times), return_inverse=True)
    gone = np.bincount(place, minlength=len(moments))
    gone[0] -= 1  # the 0 that was put in front is nobody
    lost = np.bincount(place[1:], weights=events, minlength=len(moments))
    return moments, gone[::-1].cumsum()[::-1].astype(float), lost


def _cohorts(table: Sequence) -> np.ndarray:
    table = table.to_numpy() if hasattr(table, "columns") else table
    rows = table if any(isinstance(row, Iterable) and not isinstance(row, str) for row in table) else [table]
    if len(rows) == 0 or len(rows[0]) == 0:
        raise DataError("cohort: found no counts. Give the customers left after 0, 1, 2 … periods.")
    width = max(len(row) for row in rows)
    full = np.full((len(rows), width), np.nan)
    for i, row in enumerate(rows):
        counts, gone = amounts(row, f"cohort {i}", whole=True)
        full[i, : len(counts)] = counts
        seen = counts[: len(counts) - int(gone.sum())]
        if gone[: len(seen)].any() or not len(seen):
            raise DataError(
                f"cohort {i}: a count is missing before the last one. Only ages not yet reached may be empty."
            )
        if (np.diff(seen) > 0).any():
            period = int((np.diff(seen) > 0).argmax()) + 1
            raise DataError(f"cohort {i}: counts grow at period {period}. A cohort takes nobody in: leave others out.")
    return full
