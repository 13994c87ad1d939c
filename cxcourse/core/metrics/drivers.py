"""Drivers: what goes together with satisfaction, and how sure is the ranking?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import atanh, factorial, nan, sqrt, tanh
from typing import Any

import numpy as np

from cxcourse.core.metrics.intervals import NONE, bootstrap_interval, z_value
from cxcourse.core.metrics.quantities import choice
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.values import column, refuse, usable
from cxcourse.errors import DataError

CORRELATIONS = ("pearson", "spearman")
IMPORTANCE = ("relative-weights", "shapley")
IMPORTANCE_SOURCE = {
    "relative-weights": "Johnson (2000), A heuristic method for estimating the relative weight of predictors",
    "shapley": "Lindeman, Merenda and Gold (1980); Grömping (2007)",
}


def correlation(
    x: Iterable,
    y: Iterable,
    *,
    method: str = "pearson",
    confidence: float = 0.95,
    missing: str = "count",
    invalid: str = "error",
) -> Result:
    """Correlation of two columns, from -1 to 1, with its interval.

    Parameters
    ----------
    x, y : list, array or pandas Series, shape (n,)
        Two figures of the same people, in the same order.
    method : {"pearson", "spearman"}
        Of the values (a straight line), or of their ranks (any rise; the habit for ordered answers).
    confidence : float
        Level of the interval, between 0 and 1.
    missing, invalid : {"count", "error"}
        People with an empty or an unusable value in either column are left out and counted, or refused.

    Returns
    -------
    Result
        Undefined below three people, or when one column never changes.

    Raises
    ------
    DataError
        When lengths differ or a policy refuses a value.

    Notes
    -----
    The interval is Fisher's: tanh(atanh r ± z / √(n − 3)); for ranks √((1 + r²/2) / (n − 3)) (Bonett and Wright).
    Traps: together is not because; two groups mixed can turn a correlation round (Simpson); averages of groups
    correlate far more strongly than people do.

    References
    ----------
    R. A. Fisher (1915). D. G. Bonett and T. A. Wright (2000), Sample size requirements for estimating Pearson,
    Kendall and Spearman correlations.

    Examples
    --------
    >>> correlation([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 6])
    Correlation 0.8798 r (95 % interval 0.2387 to 0.9868, n = 6)
    """
    choice(method, "method", CORRELATIONS)
    z = z_value(confidence)
    table, gone, bad = _complete({"x": x, "y": y}, missing, invalid)
    n = len(table)
    known: dict = {"name": "Correlation", "unit": "r", "range": (-1, 1), "n": n, "missing": gone}
    known |= {"confidence": confidence, "source": "Fisher (1915)", "details": {"invalid": bad}}
    if n < 3 or (np.ptp(table, axis=0) == 0).any():
        why = "three people are needed at least" if n < 3 else "one of the columns never changes"
        return Result.undefined(why=why, **known)
    if method == "spearman":
        table = np.apply_along_axis(_ranks, 0, table)
    r = float(np.clip(np.corrcoef(table.T)[0, 1], -1, 1))
    low, high = _fisher(r, n, z, method)
    steps = (f"r ({method}) of {n} people = {number(r)}", f"interval: {number(low)} to {number(high)}")
    return Result(value=r, low=low, high=high, method=f"{method}; interval: Fisher z", steps=steps, **known)


def driver_importance(
    drivers: Mapping[str, Iterable] | Any,
    outcome: Iterable,
    *,
    method: str = "relative-weights",
    confidence: float = 0.95,
    resamples: int = 500,
    seed: int = 7,
    missing: str = "count",
    invalid: str = "error",
) -> dict[str, Result]:
    """Share of the explained variation that each driver carries, in %, with its interval.

    The shares of all drivers add to 100 % of R², the part of the outcome that the drivers explain together.

    Parameters
    ----------
    drivers : DataFrame, or mapping of name to values of shape (n,)
        Two to ten drivers, such as ratings of price, staff, waiting.
    outcome : list, array or pandas Series, shape (n,)
        What they are to explain, such as overall satisfaction.
    method : {"relative-weights", "shapley"}
        Johnson's relative weights (fast), or the mean gain in R² over all orders of the drivers (Shapley, LMG).
    confidence : float
        Level of the bootstrap interval, between 0 and 1.
    resamples, seed : int
        Draws over people, and where the dice start.
    missing, invalid : {"count", "error"}
        People with an empty or an unusable value anywhere are left out and counted, or refused.

    Returns
    -------
    dict of str to Result
        Strongest first. ``details``: ``r2`` of the whole model, ``r`` with the outcome, ``beta`` (standardised
        coefficient). Undefined with fewer people than drivers + 2, a constant column or drivers that repeat another.

    Raises
    ------
    DataError
        When there are not two to ten drivers, lengths differ, or a policy refuses a value.

    Notes
    -----
    Rivals: plain correlations count what drivers share twice; standardised coefficients share it out at random when
    drivers move together. Wide, overlapping intervals mean there is no ranking yet. "Importance" is fit, not effect:
    it does not say that improving the driver moves the outcome, and a driver that is good everywhere shows no
    importance because it does not vary.

    References
    ----------
    J. W. Johnson (2000), A heuristic method for estimating the relative weight of predictor variables in multiple
    regression. U. Grömping (2007), Estimators of relative importance in linear regression based on variance
    decomposition.

    Examples
    --------
    >>> import numpy as np
    >>> dice = np.random.default_rng(1)
    >>> wait, price = dice.normal(size=(2, 400))
    >>> joy = 2 * wait + price + dice.normal(size=400)
    >>> [(name, round(found.value)) for name, found in driver_importance({"price": price, "wait": wait}, joy).items()]
    [('wait', 75), ('price', 25)]
    """
    choice(method, "method", IMPORTANCE)
    named = {str(name): drivers[name] for name in drivers}
    if not 2 <= len(named) <= 10:
        raise DataError(f"drivers: two to ten are needed, found {len(named)}. Choose the ones you could act on.")
    table, gone, bad = _complete(named | {"the outcome": outcome}, missing, invalid)
    known: dict = {"unit": "% of R²", "range": (0, 100), "n": len(table), "missing": gone, "confidence": confidence}
    known |= {"source": IMPORTANCE_SOURCE[method], "details": {"invalid": bad}}
    matrix = _correlations(table)
    if len(table) < len(named) + 2 or not _solvable(matrix):
        why = "too few people, a column that never changes, or a driver that repeats others"
        return {name: Result.undefined(name=name, why=why, **known) for name in named}
    weigh = _relative_weights if method == "relative-weights" else _shapley
    ends = bootstrap_interval(
        lambda rows: _percent(weigh, _correlations(table[rows])),
        len(table), confidence=confidence, resamples=resamples, seed=seed,
    )  # fmt: skip
    known["method"] = f"{method}; interval: bootstrap over people, seed {seed}"
    return _ranked(list(named), matrix, weigh(matrix), ends, known)


def _ranked(
    names: list[str], matrix: np.ndarray, weights: np.ndarray, ends: tuple[np.ndarray, np.ndarray], known: dict
) -> dict[str, Result]:
    r2, beta = float(weights.sum()), np.linalg.solve(matrix[:-1, :-1], matrix[:-1, -1])
    shares = 100 * weights / r2 if r2 > 0 else np.full(len(names), nan)
    details = known.pop("details")
    found = {}
    for i in np.argsort(-shares):
        steps = (f"R² of all drivers = {number(r2)}", f"{number(weights[i])} / {number(r2)} = {number(shares[i])} %")
        more = details | {"r2": r2, "r": float(matrix[i, -1]), "beta": float(beta[i])}
        found[names[i]] = Result(
            name=names[i], value=shares[i], low=ends[0][i], high=ends[1][i], steps=steps, details=more, **known
        )
    return found


def _complete(columns: dict[str, Iterable], missing: str, invalid: str) -> tuple[np.ndarray, int, int]:
    """Return the rows in which every column has a usable number, shape (n, columns), and how many were left out."""
    taken = {name: column(values, name) for name, values in columns.items()}
    lengths = {name: len(values) for name, values in taken.items()}
    if len(set(lengths.values())) > 1:
        raise DataError(f"columns of different length: {lengths}. Give one value a person in each.")
    gone, bad = [], []
    for name, values in taken.items():
        empty, wrong = usable(np.asarray(values.parts[0 : len(values)], float), -np.inf, np.inf)
        refuse(name, values.raw, empty, wrong, "a finite number", missing=missing, invalid=invalid)
        gone.append(empty)
        bad.append(wrong)
    wrong, empty = np.any(bad, axis=0), np.any(gone, axis=0)
    table = np.column_stack([np.asarray(values.parts[0 : len(values)], float) for values in taken.values()])
    return table[~(wrong | empty)], int((empty & ~wrong).sum()), int(wrong.sum())


def _ranks(values: np.ndarray) -> np.ndarray:
    from scipy.stats import rankdata

    return rankdata(values)


def _fisher(r: float, n: int, z: float, method: str) -> tuple[float, float]:
    if n < 4:
        return NONE
    if abs(r) == 1:
        return r, r
    error = sqrt((1 + r * r / 2 if method == "spearman" else 1) / (n - 3))
    return tanh(atanh(r) - z * error), tanh(atanh(r) + z * error)


def _correlations(table: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):  # a constant column gives nan, which is checked for
        return np.corrcoef(table.T) if len(table) > 1 else np.full((table.shape[1],) * 2, nan)


def _solvable(matrix: np.ndarray) -> bool:
    inner = matrix[:-1, :-1]
    return bool(np.isfinite(matrix).all() and np.linalg.eigvalsh(inner)[0] > 1e-9)


def _percent(weigh: Any, matrix: np.ndarray) -> np.ndarray:
    if not _solvable(matrix):
        return np.full(len(matrix) - 1, nan)
    weights = weigh(matrix)
    return 100 * weights / weights.sum() if weights.sum() > 0 else np.full(len(weights), nan)


def _relative_weights(matrix: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eigh(matrix[:-1, :-1])
    root = vectors @ np.diag(np.sqrt(values)) @ vectors.T  # drivers in terms of their nearest unrelated stand-ins
    return root**2 @ np.linalg.solve(root, matrix[:-1, -1]) ** 2


def _shapley(matrix: np.ndarray) -> np.ndarray:
    count = len(matrix) - 1
    r2 = {}
    for size in range(count + 1):
        for chosen in combinations(range(count), size):
            r = matrix[list(chosen), -1]
            r2[chosen] = float(r @ np.linalg.solve(matrix[np.ix_(chosen, chosen)], r)) if chosen else 0.0
    gains = np.zeros(count)
    for chosen, fit in r2.items():
        weight = (
            factorial(len(chosen)) * factorial(count - len(chosen) - 1) / factorial(count) if len(chosen) < count else 0
        )
        for driver in set(range(count)) - set(chosen):
            gains[driver] += weight * (r2[tuple(sorted((*chosen, driver)))] - fit)
    return gains
