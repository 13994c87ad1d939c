"""Projecting a cohort: the shifted beta-geometric model, in which customers differ in how easily they leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf, nan

import numpy as np

from cxcourse.core.metrics.aligned import amounts, same_length
from cxcourse.core.metrics.quantities import quantity, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.errors import DataError

_SBG = "Fader & Hardie (2007), How to project customer retention"
_DERL = "Fader & Hardie (2010), Customer-base valuation in a contractual setting"
_LIMITS = (-12.0, 12.0)


@dataclass(frozen=True, kw_only=True)
class Sbg:
    """A fitted shifted beta-geometric model.

    Each customer leaves after any period with a chance of their own that never changes; over the customers these
    chances follow a beta distribution with ``alpha`` and ``beta``.

    Attributes
    ----------
    alpha, beta : float
        Parameters, above 0. The average chance to leave in the first period is alpha / (alpha + beta).
    log_likelihood : float
        Of the data at these parameters.
    n : int
        Customers behind the fit; 0 when only shares were given, and then nothing has an interval.
    periods : int
        Periods that were seen.
    bounded : bool
        Whether the fit ran to the edge of what was searched: the data do not show how customers differ.

    Examples
    --------
    >>> model = Sbg(alpha=1.0, beta=3.0)
    >>> model.survival([0, 1, 2]).round(3).tolist()
    [1.0, 0.75, 0.6]
    """

    alpha: float
    beta: float
    log_likelihood: float = nan
    n: int = 0
    periods: int = 0
    bounded: bool = False
    lost: tuple[float, ...] = ()
    alive: tuple[float, ...] = ()

    def survival(self, periods: Iterable[int]) -> np.ndarray:
        """Return the shares still there after these numbers of periods: S(t) = B(α, β + t) / B(α, β)."""
        t = np.asarray([whole(x, "periods") for x in periods], dtype=float)
        return np.exp(_log_survival(self.alpha, self.beta, t))

    def retention(self, periods: Iterable[int]) -> np.ndarray:
        """Return the retention rates of these periods (1, 2, …): (β + t - 1) / (α + β + t - 1)."""
        t = np.asarray([whole(x, "periods", low=1) for x in periods], dtype=float)
        return (self.beta + t - 1) / (self.alpha + self.beta + t - 1)

    def at(self, period: int, *, confidence: float = 0.95) -> Result:
        """Return the share still there after ``period`` periods, in percent, with its interval."""
        t = whole(period, "period")
        value = float(self.survival([t])[0])
        low, high = self._interval(lambda a, b: np.exp(_log_survival(a, b, float(t))), confidence)
        steps = (f"S({t}) = B(α, β + {t}) / B(α, β) with α = {number(self.alpha)}, β = {number(self.beta)}",)
        seen = "within" if t <= self.periods else "beyond"
        return Result(name=f"Projected still there after {t}", value=100 * value, low=100 * low, high=100 * high,
                      confidence=confidence, n=self.n, unit="%", range=(0, 100), steps=steps, source=_SBG,
                      method=f"shifted beta-geometric, {seen} the {self.periods} periods seen")  # fmt: skip

    def remaining(self, renewals: int, discount_rate: float, *, confidence: float = 0.95) -> Result:
        """Return the discounted expected residual lifetime, in periods, just before the next renewal.

        Parameters
        ----------
        renewals : int
            How often the customer has renewed so far, 0 or more.
        discount_rate : float
            Interest a period, 0 or more. Without discount the sum is infinite when alpha ≤ 1.

        Notes
        -----
        (β + s)/(α + β + s)·₂F₁(1, β + s + 1; α + β + s + 1; 1/(1 + d)) with s = ``renewals``. The next renewal, if
        it happens, counts fully and undiscounted. Rival conventions count s from 1, or add the running period: they
        differ by about half a period and by one.
        """
        s, d = whole(renewals, "renewals"), quantity(discount_rate, "discount_rate")
        value = float(_residual(self.alpha, self.beta, s, d))
        low, high = self._interval(lambda a, b: _residual(a, b, s, d), confidence)
        step = (
            f"α = {number(self.alpha)}, β = {number(self.beta)}, {s} renewals, d = {number(d)}: {number(value)} periods"
        )
        return Result(name="Residual lifetime", value=value, low=low, high=high, confidence=confidence, n=self.n,
                      unit="periods", range=(0, inf), steps=(step,), source=_DERL,
                      method="shifted beta-geometric, discounted, just before the next renewal")  # fmt: skip

    def _interval(self, figure, confidence: float) -> tuple[float, float]:
        """Return the ends of a figure over parameters drawn from what the data leave open."""
        if self._draws is None:
            return nan, nan
        tail = (1 - confidence) / 2
        values = np.asarray([figure(a, b) for a, b in self._draws])
        return tuple(float(x) for x in np.quantile(values, [tail, 1 - tail]))

    @cached_property
    def _draws(self) -> np.ndarray | None:
        if not self.n or self.bounded:
            return None
        lost, alive = np.asarray(self.lost), np.asarray(self.alive)
        at = np.log([self.alpha, self.beta])
        spread = np.linalg.inv(_hessian(lambda x: _minus_log_likelihood(x, lost, alive), at))
        if not np.all(np.isfinite(spread)) or np.linalg.eigvalsh(spread).min() <= 0:
            return None
        return np.exp(np.random.default_rng(7).multivariate_normal(at, spread, size=2000))


def fit_sbg(lost: Sequence[float], alive: Sequence[float]) -> Sbg:
    """Fit the shifted beta-geometric model to counts by maximum likelihood.

    Parameters
    ----------
    lost : sequence of float, shape (k,)
        Customers who left in period 1, 2, … k; 0 or more.
    alive : sequence of float, shape (k,)
        Customers last seen still there at the end of period 1, 2, … k (censored then); 0 or more. For one cohort
        followed to the end: zeros, and the survivors in the last place.

    Returns
    -------
    Sbg
        The model. ``model.at(t)`` projects, ``model.remaining(s, d)`` values.

    Raises
    ------
    DataError
        When the columns differ in length or are empty, a number is negative or missing, or nobody left.

    Notes
    -----
    Log-likelihood Σ lost_t·log P(T = t) + Σ alive_t·log S(t), with P(T = t) = B(α + 1, β + t - 1) / B(α, β).
    It describes contracts with a known end; where silence is the only sign of leaving use
    :mod:`~cxcourse.core.metrics.buyers`. Rising retention comes out of it although nobody changes: sorting.

    References
    ----------
    Fader, P. S. & Hardie, B. G. S. (2007). How to project customer retention.

    Examples
    --------
    >>> model = fit_sbg([131, 126, 90, 60, 42, 34, 26], [0, 0, 0, 0, 0, 0, 491])
    >>> round(model.alpha, 3), round(model.beta, 2), round(model.at(12).value, 1)
    (0.668, 3.81, 37.8)
    """
    gone, _ = amounts(lost, "lost", missing="error")
    kept, _ = amounts(alive, "alive", missing="error")
    same_length(lost=gone, alive=kept)
    if gone.sum() == 0:
        raise DataError(
            f"lost: nobody left in {len(gone)} periods, so no leaving can be projected. Wait, or add cohorts."
        )
    whole_counts = bool(np.all(np.append(gone, kept) % 1 == 0))
    return _fit(gone, kept, int(gone.sum() + kept.sum()) if whole_counts else 0)


def fit_sbg_curve(survival: Sequence[float], *, n: int = 0) -> Sbg:
    """Fit the shifted beta-geometric model to the survival curve of one cohort.

    Parameters
    ----------
    survival : sequence of float, shape (k,)
        Shares still there after 1, 2, … k periods, falling, each from 0 to 1 (without the 1 at the start).
    n : int
        Customers in the cohort. Without it the fit is the same, but nothing has an interval.

    Returns
    -------
    Sbg
        The model.

    Raises
    ------
    DataError
        When a share is outside 0 to 1, the curve grows, or it is empty.

    Notes
    -----
    The likelihood of the shares is that of counts, up to a factor; it is not a least-squares fit of the curve, which
    is a rival that gives other numbers.

    References
    ----------
    Fader, P. S. & Hardie, B. G. S. (2007). How to project customer retention.

    Examples
    --------
    >>> model = fit_sbg_curve([0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491])
    >>> model.survival([8, 9]).round(3).tolist()
    [0.46, 0.436]
    """
    shares, _ = amounts(survival, "survival", missing="error")
    if not len(shares) or shares.max() > 1 or (np.diff(shares) > 0).any():
        raise DataError(
            f"survival: expected falling shares from 1 to 0, found {list(survival)}. Leave the first 1 out."
        )
    size = whole(n, "n")
    lost, scale = -np.diff(np.append(1.0, shares)), size or 1
    alive = np.append(np.zeros(len(shares) - 1), shares[-1])
    if lost.sum() == 0:
        raise DataError("survival: nobody left, so no leaving can be projected. Wait, or add cohorts.")
    return _fit(lost * scale, alive * scale, size)


def _fit(lost: np.ndarray, alive: np.ndarray, n: int) -> Sbg:
    from scipy.optimize import minimize

    scale = lost.sum() + alive.sum()
    found = minimize(_minus_log_likelihood, np.zeros(2), args=(lost / scale, alive / scale), method="Nelder-Mead",
                     bounds=[_LIMITS, _LIMITS], options={"xatol": 1e-9, "fatol": 1e-14, "maxiter": 4000})  # fmt: skip
    alpha, beta = np.exp(found.x)
    # with a sum in the thousands all customers are alike, and the likelihood is a ridge without a top
    edge = bool(alpha + beta > 5000 or found.x.min() < _LIMITS[0] + 0.1)
    return Sbg(alpha=float(alpha), beta=float(beta), log_likelihood=float(-found.fun * scale), n=n, periods=len(lost),
               bounded=edge, lost=tuple(lost.tolist()), alive=tuple(alive.tolist()))  # fmt: skip


def _minus_log_likelihood(logs: np.ndarray, lost: np.ndarray, alive: np.ndarray) -> float:
    from scipy.special import betaln

    alpha, beta = np.exp(logs)
    t = np.arange(1, len(lost) + 1)
    leaving = betaln(alpha + 1, beta + t - 1) - betaln(alpha, beta)
    return -float(lost @ leaving + alive @ _log_survival(alpha, beta, t))


def _log_survival(alpha, beta, t):
    from scipy.special import betaln

    return betaln(alpha, beta + t) - betaln(alpha, beta)


def _residual(alpha, beta, s: int, d: float):
    from scipy.special import hyp2f1

    if d == 0 and alpha <= 1:
        return inf
    return (beta + s) / (alpha + beta + s) * hyp2f1(1, beta + s + 1, alpha + beta + s + 1, 1 / (1 + d))


def _hessian(function, at: np.ndarray, step: float = 1e-4) -> np.ndarray:
    """Return the second derivatives of ``function`` by central differences."""
    size, eye = len(at), np.eye(len(at)) * step
    return np.array([[(function(at + eye[i] + eye[j]) - function(at + eye[i] - eye[j]) - function(at - eye[i] + eye[j])
                       + function(at - eye[i] - eye[j])) / (4 * step * step) for j in range(size)]
                     for i in range(size)])  # fmt: skip
