"""What a purchase is worth: the gamma-gamma model of average spend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import nan

import numpy as np

from cxcourse.core.metrics.aligned import amounts, same_length
from cxcourse.core.metrics.buyers import best_fit
from cxcourse.errors import DataError


@dataclass(frozen=True, kw_only=True)
class GammaGamma:
    """A fitted gamma-gamma model of the average value of a purchase.

    Attributes
    ----------
    p, q, v : float
        Parameters, above 0; ``v`` is in money.
    log_likelihood : float
        Of the data at these parameters.
    n : int
        Customers behind the fit.

    Notes
    -----
    It needs buying often and paying much to be unrelated: look at their correlation first.

    References
    ----------
    Fader, P. S. & Hardie, B. G. S. (2013). The gamma-gamma model of monetary value.

    Examples
    --------
    >>> round(float(GammaGamma(p=6.25, q=3.74, v=15.44).spend(2, 22.35)), 2)
    24.66
    """

    p: float
    q: float
    v: float
    log_likelihood: float = nan
    n: int = 0

    def spend(self, frequency, average) -> np.ndarray:
        """Return the expected average purchase, given how many repeat purchases averaged what; scalars or arrays.

        A customer without a repeat purchase gets the average of all. The fewer purchases, the more the figure is
        drawn towards that average.
        """
        x, m = np.asarray(frequency, dtype=float), np.asarray(average, dtype=float)
        own = self.p * x / (self.p * x + self.q - 1)
        return (1 - own) * self.v * self.p / (self.q - 1) + own * m


def fit_gamma_gamma(frequency: Iterable, average: Iterable) -> GammaGamma:
    """Fit the gamma-gamma model by maximum likelihood, to customers with at least one repeat purchase.

    Parameters
    ----------
    frequency : array of int, shape (n,)
        Repeat purchases of each customer, 1 or more.
    average : array of float, shape (n,)
        Average value of those purchases, above 0, any currency.

    Returns
    -------
    GammaGamma
        The model.

    Raises
    ------
    DataError
        When columns differ in length, are empty, hold gaps, or a number is out of range.

    Notes
    -----
    Likelihood of a customer: Γ(px + q)/(Γ(px)·Γ(q)) · v^q·m^(px-1)·x^(px) / (v + x·m)^(px+q).

    References
    ----------
    Fader, P. S. & Hardie, B. G. S. (2013). The gamma-gamma model of monetary value.

    Examples
    --------
    >>> fit_gamma_gamma([1, 2, 3, 5, 2, 1], [20.0, 35, 18, 25, 60, 12]).n
    6
    """
    x, _ = amounts(frequency, "frequency", low=1, whole=True, missing="error")
    m, _ = amounts(average, "average", above=0, missing="error")
    same_length(frequency=x, average=m)
    if not len(x):
        raise DataError("frequency: found no customers. Give those with at least one repeat purchase.")
    scale = float(m.mean())
    best = best_fit(lambda v: _gamma_gamma_loss(np.exp(v), x, m / scale), [np.zeros(3), np.array([1.0, 1, 0])])
    p, q, v = np.exp(best) * np.array([1, 1, scale])
    total = -len(x) * _gamma_gamma_loss(np.array([p, q, v]), x, m)
    return GammaGamma(p=float(p), q=float(q), v=float(v), log_likelihood=float(total), n=len(x))


def _gamma_gamma_loss(parameters: np.ndarray, x: np.ndarray, m: np.ndarray) -> float:
    from scipy.special import gammaln

    p, q, v = parameters
    return -float(np.mean(gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(v) + (p * x - 1) * np.log(m)
                          + p * x * np.log(x) - (p * x + q) * np.log(v + x * m)))  # fmt: skip
