"""Recurring revenue: how much of it stays with the customers of the start (NRR, GRR)."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

import numpy as np

from cxcourse.core.metrics.aligned import amounts, same_length
from cxcourse.core.metrics.intervals import bootstrap_interval
from cxcourse.core.metrics.quantities import choice, quantity
from cxcourse.core.metrics.result import Result, number
from cxcourse.errors import DataError

_SUBSCRIPTION = "Farris et al. (2020), Marketing metrics, 4th edition"


def nrr(start: float, *, expansion: float = 0.0, contraction: float = 0.0, churned: float = 0.0) -> Result:
    """Return net revenue retention: recurring revenue kept from the customers of the start, with their growth.

    Parameters
    ----------
    start : float
        Recurring revenue of the period's first day, 0 or more, any currency.
    expansion, contraction, churned : float
        Added by, reduced by and lost with those same customers, each 0 or more as an amount.

    Returns
    -------
    Result
        Percent, 0 or more and often above 100; undefined without revenue at the start.

    Raises
    ------
    DataError
        When an amount is negative or not finite, or more is lost than was there.

    Notes
    -----
    (start + expansion - contraction - churned) / start. New customers stay out. Trap: a few growing accounts can hide
    that many leave; put GRR and the churn of customers beside it. For an interval resample accounts, not sums.

    References
    ----------
    Farris, P. W. et al. (2020). Marketing metrics, 4th edition.

    Examples
    --------
    >>> round(nrr(27_000, expansion=8_000, churned=5_000).value, 1)
    111.1
    """
    return _revenue("NRR", start, expansion, contraction, churned)


def grr(start: float, *, contraction: float = 0.0, churned: float = 0.0) -> Result:
    """Return gross revenue retention: recurring revenue kept from the customers of the start, growth left out.

    Parameters
    ----------
    start : float
        Recurring revenue of the period's first day, 0 or more, any currency.
    contraction, churned : float
        Reduced by and lost with those customers, each 0 or more as an amount.

    Returns
    -------
    Result
        Percent, 0 to 100; undefined without revenue at the start.

    Raises
    ------
    DataError
        When an amount is negative or not finite, or more is lost than was there.

    Notes
    -----
    (start - contraction - churned) / start, never above 100 and never above NRR.

    References
    ----------
    Farris, P. W. et al. (2020). Marketing metrics, 4th edition.

    Examples
    --------
    >>> grr(100, contraction=5, churned=10).value
    85.0
    """
    return _revenue("GRR", start, None, contraction, churned)


def revenue_retention(
    start: Iterable,
    end: Iterable,
    *,
    kind: str = "net",
    confidence: float = 0.95,
    resamples: int = 2000,
    seed: int = 7,
    missing: str = "count",
) -> Result:
    """Return net or gross revenue retention from the accounts themselves, with an interval.

    Parameters
    ----------
    start, end : array of float, shape (n,)
        Recurring revenue of each account on the first and on the last day, 0 or more; an account that left has 0.
    kind : {"net", "gross"}
        ``"net"`` (default): growth of accounts counts (NRR). ``"gross"``: each counts at most its start (GRR).
    confidence : float
        Between 0 and 1. Default 0.95.
    resamples, seed : int
        Of the bootstrap over accounts; the same seed gives the same interval.
    missing : {"count", "error"}
        Leave accounts without a start or an end out and count them (default), or refuse them. An empty end is not 0:
        write 0 for accounts that left.

    Returns
    -------
    Result
        Percent, 0 or more; undefined without revenue at the start. ``n`` counts accounts of the start.
        ``details["new_left_out"]``: accounts that had nothing at the start.

    Raises
    ------
    DataError
        When columns differ in length, or an amount is negative, infinite or no number.

    Notes
    -----
    Σ end / Σ start over accounts with a start above 0. One account that pays half of everything makes the interval
    wide, as it should.

    References
    ----------
    Farris, P. W. et al. (2020). Marketing metrics, 4th edition.
    Efron, B. & Tibshirani, R. (1993). An introduction to the bootstrap.

    Examples
    --------
    >>> accounts = {"start": [100, 50, 50, 0], "end": [150, 0, 50, 80]}
    >>> revenue_retention(**accounts).value, revenue_retention(**accounts, kind="gross").value
    (100.0, 75.0)
    """
    how = choice(kind, "kind", ("net", "gross"))
    before, b_gone = amounts(start, "start", missing=missing)
    after, a_gone = amounts(end, "end", missing=missing)
    same_length(start=before, end=after)
    kept = ~(b_gone | a_gone)
    old = kept & (before > 0)
    first, last = before[old], after[old] if how == "net" else np.minimum(before, after)[old]
    about = {"name": "NRR" if how == "net" else "GRR", "unit": "%", "range": (0, inf if how == "net" else 100),
             "source": _SUBSCRIPTION, "n": int(old.sum()), "missing": int((~kept).sum()), "confidence": confidence,
             "details": {"new_left_out": float((kept & ~old).sum())}}  # fmt: skip
    if not len(first):
        return Result.undefined(why="there is no revenue at the start", **about)
    low, high = bootstrap_interval(lambda rows: last[rows].sum() / first[rows].sum(), len(first), confidence=confidence,
                                   resamples=resamples, seed=seed)  # fmt: skip
    value = 100 * float(last.sum() / first.sum())
    step = f"100 × {number(last.sum())} / {number(first.sum())} = {number(value)} %, {len(first)} accounts"
    return Result(value=value, low=100 * float(low), high=100 * float(high), steps=(step,),
                  method="end / start of the accounts of the start; bootstrap over accounts", **about)  # fmt: skip


def _revenue(name: str, start: float, expansion: float | None, contraction: float, churned: float) -> Result:
    base, more = quantity(start, "start"), quantity(expansion or 0.0, "expansion")
    less, gone = quantity(contraction, "contraction"), quantity(churned, "churned")
    if less + gone > base:
        raise DataError(f"{name}: {number(less + gone)} lost of {number(base)} at the start. Losses cannot exceed it.")
    about = {"name": name, "unit": "%", "range": (0, inf if expansion is not None else 100), "source": _SUBSCRIPTION}
    if base == 0:
        return Result.undefined(why="there is no revenue at the start", **about)
    kept = base + more - less - gone
    plus = f" + {number(more)}" if expansion is not None else ""
    steps = (f"{number(base)}{plus} - {number(less)} - {number(gone)} = {number(kept)}",
             f"100 × {number(kept)} / {number(base)} = {number(100 * kept / base)} %")  # fmt: skip
    method = (
        "(start + expansion - contraction - churned) / start" if plus else "(start - contraction - churned) / start"
    )
    return Result(value=100 * kept / base, method=f"{method}; sums allow no interval", steps=steps, **about)
