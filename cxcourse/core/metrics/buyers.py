"""Customers without a contract: who is still alive and how much they will buy (BG/NBD)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import nan

import numpy as np

from cxcourse.core.metrics.aligned import amounts, same_length
from cxcourse.core.metrics.quantities import quantity, whole
from cxcourse.errors import DataError


@dataclass(frozen=True, kw_only=True)
class BgNbd:
    """A fitted beta-geometric / negative binomial model of repeat buying.

    While alive a customer buys at a rate of their own (gamma: ``r``, ``alpha``); after each repeat purchase they may
    leave for good with a chance of their own (beta: ``a``, ``b``). Nobody sees them leave.

    Attributes
    ----------
    r, alpha, a, b : float
        Parameters, above 0; ``alpha`` is in the unit of time of the data.
    log_likelihood : float
        Of the data at these parameters.
    n : int
        Customers behind the fit.

    Notes
    -----
    Trap: a customer without a repeat purchase counts as alive for sure, because leaving can only follow a repeat
    purchase. Trap: weeks in the fit and months in the question.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). "Counting your customers" the easy way.

    Examples
    --------
    >>> model = BgNbd(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> round(float(model.expected(39)), 3), float(model.alive(0, 0, 38.86))
    (1.197, 1.0)
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float = nan
    n: int = 0

    def expected(self, t) -> np.ndarray:
        """Return the expected repeat purchases of a new customer within time ``t``; scalar or array."""
        from scipy.special import hyp2f1

        t, (r, alpha, a, b) = np.asarray(t, dtype=float), (self.r, self.alpha, self.a, self.b)
        inside = hyp2f1(r, b, a + b - 1, t / (alpha + t))
        return (a + b - 1) / (a - 1) * (1 - (alpha / (alpha + t)) ** r * inside)

    def alive(self, frequency, recency, age) -> np.ndarray:
        """Return the chance that customers with this history are still alive; scalars or arrays."""
        x, tx, age = (np.asarray(v, dtype=float) for v in (frequency, recency, age))
        odds = self.a / (self.b + np.maximum(x, 1) - 1) * ((self.alpha + age) / (self.alpha + tx)) ** (self.r + x)
        return np.where(x == 0, 1.0, 1 / (1 + odds))

    def expected_from(self, frequency, recency, age, t) -> np.ndarray:
        """Return the expected purchases in the next time ``t`` of customers with this history; scalars or arrays."""
        from scipy.special import hyp2f1

        x, age, t = (np.asarray(v, dtype=float) for v in (frequency, age, t))
        r, alpha, a, b = self.r, self.alpha, self.a, self.b
        inside = hyp2f1(r + x, b + x, a + b + x - 1, t / (alpha + age + t))
        growth = (a + b + x - 1) / (a - 1) * (1 - ((alpha + age) / (alpha + age + t)) ** (r + x) * inside)
        return growth * self.alive(x, recency, age)

    def chance_of(self, count: int, t: float) -> float:
        """Return the chance of exactly ``count`` repeat purchases of a new customer within time ``t``."""
        from scipy.special import betaln, gammaln

        n, t = whole(count, "count"), quantity(t, "t", above=0)
        r, alpha, a, b = self.r, self.alpha, self.a, self.b

        def stays(j: int) -> float:
            return np.exp(gammaln(r + j) - gammaln(r) - gammaln(j + 1) + r * np.log(alpha / (alpha + t))
                          + j * np.log(t / (alpha + t)))  # fmt: skip

        first = np.exp(betaln(a, b + n) - betaln(a, b)) * stays(n)
        if n == 0:
            return float(first)
        left = np.exp(betaln(a + 1, b + n - 1) - betaln(a, b)) * (1 - sum(stays(j) for j in range(n)))
        return float(first + left)


def fit_bgnbd(frequency: Iterable, recency: Iterable, age: Iterable) -> BgNbd:
    """Fit the BG/NBD model by maximum likelihood.

    Parameters
    ----------
    frequency : array of int, shape (n,)
        Repeat purchases of each customer (the first purchase is not counted), 0 or more.
    recency : array of float, shape (n,)
        Time from the first to the last purchase, 0 where there is no repeat.
    age : array of float, shape (n,)
        Time from the first purchase to the end of the data, above 0, not less than the recency.

    Returns
    -------
    BgNbd
        The model, in the unit of time of the data.

    Raises
    ------
    DataError
        When columns differ in length, are empty, hold gaps, or a recency exceeds the age.

    Notes
    -----
    Likelihood of a customer: Γ(r + x)·α^r / Γ(r) × [B(a, b + x)/B(a, b)·(α + T)^-(r+x)
    + (x > 0)·B(a + 1, b + x - 1)/B(a, b)·(α + t_x)^-(r+x)].

    References
    ----------
    Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). "Counting your customers" the easy way.

    Examples
    --------
    >>> model = fit_bgnbd([0, 1, 2, 4, 0, 1, 0, 3], [0, 5, 20, 35, 0, 30, 0, 12], [39, 38, 37, 39, 36, 38, 39, 37])
    >>> model.n
    8
    """
    x, tx, end = _history(frequency, recency, age)
    scale = 10 / end.max()  # time near 10 keeps alpha near the other parameters
    best = best_fit(
        lambda v: _bgnbd_loss(np.exp(v), x, tx * scale, end * scale), [np.zeros(4), np.array([-1.0, 1, 0, 1])]
    )
    r, alpha, a, b = np.exp(best)
    fitted = np.array([r, alpha / scale, a, b])
    total = -len(x) * _bgnbd_loss(fitted, x, tx, end)
    return BgNbd(**dict(zip(("r", "alpha", "a", "b"), fitted.tolist(), strict=True)), log_likelihood=total, n=len(x))


def buyer_value(
    model: BgNbd,
    spend: Iterable,
    frequency: Iterable,
    recency: Iterable,
    age: Iterable,
    *,
    months: int = 12,
    monthly_discount: float = 0.01,
    units_per_month: float,
) -> np.ndarray:
    """Return the discounted value of the purchases each customer is expected to make.

    Parameters
    ----------
    model : BgNbd
        The model of buying.
    spend : array of float, shape (n,)
        Expected value of a purchase (margin if you have it), from
        :meth:`~cxcourse.core.metrics.spending.GammaGamma.spend`.
    frequency, recency, age : arrays, shape (n,)
        The history, as in :func:`fit_bgnbd`.
    months : int
        Horizon, 1 or more. Default 12.
    monthly_discount : float
        Interest a month, 0 or more. Default 0.01.
    units_per_month : float
        How many units of time of the data make a month: 1 for months, 4.345 for weeks, 30.4 for days. It has no
        default: a wrong one turns a year into seven.

    Returns
    -------
    array of float, shape (n,)
        Money of today. Each month's purchases are discounted as if they came at its end.

    Raises
    ------
    DataError
        As in :func:`fit_bgnbd`, or when a setting is out of range.

    Notes
    -----
    Σ over months i of (E[i] - E[i-1])·spend / (1 + d)^i, with E the expected purchases up to the end of month i.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). RFM and CLV: Using iso-value curves for customer base analysis.

    Examples
    --------
    >>> model = BgNbd(r=0.243, alpha=4.414, a=0.793, b=2.426)
    >>> buyer_value(model, [24.65], [2], [30.43], [38.86], units_per_month=4.345).round(1).tolist()
    [36.3]
    """
    x, tx, end = _history(frequency, recency, age)
    money, _ = amounts(spend, "spend", missing="error")
    same_length(spend=money, frequency=x)
    unit, d = quantity(units_per_month, "units_per_month", above=0), quantity(monthly_discount, "monthly_discount")
    value, before = np.zeros(len(x)), np.zeros(len(x))
    for month in range(1, whole(months, "months", low=1) + 1):
        so_far = model.expected_from(x, tx, end, month * unit)
        value += (so_far - before) * money / (1 + d) ** month
        before = so_far
    return value


def _history(frequency: Iterable, recency: Iterable, age: Iterable) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x, _ = amounts(frequency, "frequency", whole=True, missing="error")
    tx, _ = amounts(recency, "recency", missing="error")
    end, _ = amounts(age, "age", above=0, missing="error")
    same_length(frequency=x, recency=tx, age=end)
    if not len(x):
        raise DataError("frequency: found no customers. Give one row a customer.")
    late = (tx > end) | ((x == 0) & (tx > 0))
    if late.any():
        i = int(late.argmax())
        found = f"found {tx[i]:g} with frequency {x[i]:g} and age {end[i]:g}"
        rule = "It is the time from first to last purchase: at most the age, and 0 without a repeat."
        raise DataError(f"recency: row {i}: {found}. {rule}")
    return x, tx, end


def _bgnbd_loss(parameters: np.ndarray, x: np.ndarray, tx: np.ndarray, end: np.ndarray) -> float:
    from scipy.special import betaln, gammaln

    r, alpha, a, b = parameters
    shared = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    alive = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + end)
    left = betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b) - (r + x) * np.log(alpha + tx)
    return -float(np.mean(shared + np.where(x > 0, np.logaddexp(alive, left), alive)))


def best_fit(loss: Callable[[np.ndarray], float], starts: list[np.ndarray]) -> np.ndarray:
    """Return the best point of several downhill searches; logs of parameters stay within e^-12 to e^12."""
    from scipy.optimize import minimize

    settings = {"xatol": 1e-8, "fatol": 1e-12, "maxiter": 6000, "maxfev": 6000}
    found = [minimize(loss, x, method="Nelder-Mead", bounds=[(-12, 12)] * len(x), options=settings) for x in starts]
    return min(found, key=lambda f: f.fun).x
