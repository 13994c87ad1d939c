"""How much a figure varies on ordinary days: Shewhart's limits, and the patterns that chance rarely makes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

RULES = {
    1: "beyond a limit",
    2: "eight in a row on one side of the mean",
    3: "six in a row rising or falling",
    4: "two of three near the same limit",
}
"""The rules that set a point off, by number; after Western Electric (1956) and Nelson (1984)."""


@dataclass(frozen=True, eq=False)
class Limits:
    """The ordinary range of a figure at each point.

    Attributes
    ----------
    mean : float
        The centre line.
    sigma : array of float, shape (n,)
        Ordinary spread at each point; the limits lie three of them from the mean.
    low, high : array of float, shape (n,)
        The limits, within what the figure can take.
    """

    mean: float
    sigma: np.ndarray
    low: np.ndarray
    high: np.ndarray


def individual_limits(values: np.ndarray, baseline: int, least: float = -np.inf) -> Limits:
    """Return the limits of single values from their moving range: mean ± 2.66 · mean moving range.

    The spread comes from neighbours, so that a trend or a jump does not widen the limits that should find it.

    Examples
    --------
    >>> limits = individual_limits(np.array([10.0, 12, 11, 13, 10, 12]), 6)
    >>> round(limits.mean, 2), float(limits.high[0].round(2))
    (11.33, 16.65)
    """
    base = values[:baseline]
    sigma = np.full(len(values), np.abs(np.diff(base)).mean() / 1.128)
    mean = float(base.mean())
    return Limits(mean, sigma, np.maximum(mean - 3 * sigma, least), mean + 3 * sigma)


def share_limits(hits: np.ndarray, of: np.ndarray, baseline: int) -> Limits:
    """Return the limits of a share at each point: p ± 3 · √(p(1 − p) / n), wider where n is small.

    Examples
    --------
    >>> limits = share_limits(np.array([10.0, 30]), np.array([100.0, 300]), 2)
    >>> limits.mean, limits.high.round(3).tolist()
    (0.1, [0.19, 0.152])
    """
    mean = float(hits[:baseline].sum() / of[:baseline].sum())
    sigma = np.sqrt(mean * (1 - mean) / of)
    return Limits(mean, sigma, np.maximum(mean - 3 * sigma, 0), np.minimum(mean + 3 * sigma, 1))


def set_off(values: np.ndarray, limits: Limits) -> list[tuple[int, ...]]:
    """Return for each point the rules that it completes.

    Examples
    --------
    >>> values = np.array([1.0, 2, 1, 2, 1, 2, 1, 2, 1, 9])
    >>> set_off(values, individual_limits(values, 9))[-1]
    (1,)
    """
    away = values - limits.mean
    side = np.sign(away)
    steps = np.sign(np.diff(values, prepend=values[0]))
    near = np.where(np.abs(away) > 2 * limits.sigma, side, 0)
    # A hair of floating point must not set off a value that lies on its limit.
    hair = 1e-9 * max(1.0, float(np.abs(values).max()))
    beyond = (values > limits.high + hair) | (values < limits.low - hair)
    return [
        tuple(
            rule
            for rule, fires in (
                (1, beyond[i]),
                (2, side[i] != 0 and i >= 7 and (side[i - 7 : i + 1] == side[i]).all()),
                (3, steps[i] != 0 and i >= 5 and (steps[i - 4 : i + 1] == steps[i]).all()),
                (4, near[i] != 0 and i >= 1 and (near[max(0, i - 2) : i + 1] == near[i]).sum() >= 2),
            )
            if fires
        )
        for i in range(len(values))
    ]
