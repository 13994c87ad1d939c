"""Loyalty: who stays, who leaves, what recurring money does, what a customer is worth."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Literal

from cxcourse.core.metrics.quantities import choice, proportion, quantity, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.shares import counts, rate
from cxcourse.errors import DataError

FirstMargin = Literal["now", "after-one-period"]

_F_AND_H = "Fader & Hardie (2014), What's wrong with this CLV formula?"
_SUBSCRIPTION = "Farris et al. (2020), Marketing metrics, 4th edition"


def churn(
    lost: Iterable | int, start: int | None = None, *, confidence: float = 0.95, missing: str = "count"
) -> Result:
    """Return the churn rate: the share of the customers of the start who left in the period.

    Parameters
    ----------
    lost : array of yes/no, shape (n,), or int
        One answer a customer of the start (true = left); or, with ``start``, how many left.
    start : int, optional
        Customers at the start of the period, 0 or more.
    confidence : float
        Level of the Wilson interval, between 0 and 1. Default 0.95.
    missing : {"count", "error"}
        Leave customers without an answer out and count them (default), or refuse them.

    Returns
    -------
    Result
        Percent a period, 0 to 100; undefined without customers at the start.

    Raises
    ------
    DataError
        When more left than were there, or an answer is neither yes nor no.

    Notes
    -----
    lost / start. Only customers of the start count above and below the line. Trap: (start - end) / start mixes new
    customers in and can hide any loss. 2 % a month is 21.5 % a year, not 24 %: (1 - 0.02)¹².

    References
    ----------
    Farris, P. W. et al. (2020). Marketing metrics, 4th edition.

    Examples
    --------
    >>> churn(45, 98)
    Churn 45.92 % (95 % interval 36.39 to 55.75, n = 98)
    """
    return rate(counts(lost, start), name="Churn", part="left", whole="customers at the start", source=_SUBSCRIPTION,
                confidence=confidence, missing=missing)  # fmt: skip


def retention(start: int, end: int, new: int = 0, *, confidence: float = 0.95) -> Result:
    """Return the retention rate: the share of the customers of the start who are still there at the end.

    Parameters
    ----------
    start, end : int
        Customers at the start and at the end of the period, 0 or more.
    new : int
        Customers among ``end`` who joined during the period. Default 0.
    confidence : float
        Level of the Wilson interval, between 0 and 1. Default 0.95.

    Returns
    -------
    Result
        Percent a period, 0 to 100; undefined without customers at the start.

    Raises
    ------
    DataError
        When ``new`` exceeds ``end``, or more than ``start`` stayed: then new customers were not taken out.

    Notes
    -----
    (end - new) / start = 100 % - churn. Trap: end / start with new customers inside can exceed 100 %. A rate that
    rises with age is mostly sorting: those who leave easily have left.

    References
    ----------
    Farris, P. W. et al. (2020). Marketing metrics, 4th edition.

    Examples
    --------
    >>> retention(200, 210, new=30).value
    90.0
    """
    base, last, joined = whole(start, "start"), whole(end, "end"), whole(new, "new")
    if joined > last:
        raise DataError(f"new: found {joined}, more than the {last} customers at the end. Count new ones still there.")
    if last - joined > base:
        raise DataError(
            f"end: {last} less {joined} new leaves {last - joined}, more than the {base} of the start. "
            "Give every customer who joined in the period in new=…"
        )
    return rate((last - joined, base), name="Retention", part="still there", whole="customers at the start",
                source=_SUBSCRIPTION, confidence=confidence)  # fmt: skip


def clv(
    margin: float,
    retention_rate: float,
    discount_rate: float,
    *,
    first_margin: FirstMargin = "now",
    periods: int | None = None,
) -> Result:
    """Return the customer lifetime value under constant retention: the margins to come, in money of today.

    Parameters
    ----------
    margin : float
        Margin (not revenue) a customer and period, finite, any currency.
    retention_rate : float
        Share that stays from one period to the next, 0 to 1.
    discount_rate : float
        Interest a period, 0 or more.
    first_margin : {"now", "after-one-period"}
        ``"now"`` (default): the first margin comes at once and is certain: m(1 + d)/(1 + d - r).
        ``"after-one-period"``: it comes after one period, from those who stayed: m·r/(1 + d - r). The two differ
        by exactly one margin.
    periods : int, optional
        Count only this many margins (a truncated value); without it the sum runs for ever.

    Returns
    -------
    Result
        Money of today a customer; infinite when nobody leaves and nothing is discounted. ``details["multiple"]``: in
        margins.

    Raises
    ------
    DataError
        When a rate is outside its range: 80 for 80 % is refused.

    Notes
    -----
    Sum of m·rᵗ/(1 + d)ᵗ from t = 0 or t = 1. All periods must be alike: a yearly discount with monthly retention is
    the classic slip. Constant retention is doubtful: real cohorts lose fast first, then slowly, so this form
    undervalues old customers (see :func:`~cxcourse.core.metrics.projection.fit_sbg`). The cost of winning the customer
    is not taken off.

    References
    ----------
    Fader, P. S. & Hardie, B. G. S. (2014). What's wrong with this CLV formula?

    Examples
    --------
    >>> round(clv(1, 0.8, 0.1).value, 4), round(clv(1, 0.8, 0.1, first_margin="after-one-period").value, 4)
    (3.6667, 2.6667)
    >>> clv(100, 0.8, 0, periods=3).value
    244.0
    """
    m, r = quantity(margin, "margin", low=-inf), proportion(retention_rate, "retention_rate")
    d, when = (
        quantity(discount_rate, "discount_rate"),
        choice(first_margin, "first_margin", ("now", "after-one-period")),
    )
    terms = None if periods is None else whole(periods, "periods")
    multiple = _multiple(r / (1 + d), terms) * (1 if when == "now" else r / (1 + d))
    formula = "m(1 + d)/(1 + d - r)" if when == "now" else "m·r/(1 + d - r)"
    about = {
        "name": "CLV",
        "unit": "money",
        "range": (-inf, inf),
        "source": _F_AND_H,
        "details": {"multiple": multiple},
    }
    if terms is not None:
        formula = f"sum of {terms} margins m·(r/(1 + d))^t from t = {0 if when == 'now' else 1}"
    steps = (f"{formula} with m = {number(m)}, r = {number(r)}, d = {number(d)}", f"{number(m)} × {number(multiple)}")
    value = m * multiple if m else 0.0
    return Result(value=value, steps=steps, method=f"constant retention, first margin {when}: {formula}", **about)


def _multiple(factor: float, terms: int | None) -> float:
    """Return 1 + factor + factor² + …, over ``terms`` terms or for ever."""
    if factor == 1:
        return inf if terms is None else float(terms)
    return 1 / (1 - factor) if terms is None else (1 - factor**terms) / (1 - factor)
