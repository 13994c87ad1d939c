"""Shares and means with their intervals, many at once; equal counts are worked out once."""

from __future__ import annotations

import numpy as np

from cxcourse.core.metrics.intervals import mean_interval, proportion_interval


def shares(hits: np.ndarray, of: np.ndarray | int) -> dict[str, np.ndarray]:
    """Return shares with their Wilson intervals as columns ``share``, ``low``, ``high``.

    Examples
    --------
    >>> {name: column.round(3).tolist() for name, column in shares(np.array([4, 0]), 5).items()}
    {'share': [0.8, 0.0], 'low': [0.376, 0.0], 'high': [0.964, 0.434]}
    """
    hits = np.asarray(hits)
    of = np.broadcast_to(of, hits.shape)
    pairs, place = np.unique(np.stack([hits, of], axis=1), axis=0, return_inverse=True)
    ends = np.array([proportion_interval(x, n) for x, n in pairs.tolist()], dtype=float).reshape(-1, 2)
    share = np.divide(hits, of, out=np.full(hits.shape, np.nan), where=of > 0)
    place = place.reshape(-1)
    return {"share": share, "low": ends[place, 0], "high": ends[place, 1]}


def means(groups: np.ndarray, values: np.ndarray, many: int, scale: tuple[float, float]) -> dict[str, np.ndarray]:
    """Return group means with t intervals, cut at the ends of the scale, as ``n``, ``mean``, ``low``, ``high``.

    Parameters
    ----------
    groups, values : arrays, shape (n,)
        Group of each value (0 to ``many`` - 1), and the values; ``nan`` is no value.

    Examples
    --------
    >>> found = means(np.array([0, 0, 1]), np.array([1.0, 2.0, np.nan]), 2, (-2, 2))
    >>> found["n"].tolist(), found["mean"].tolist(), found["high"].tolist()
    ([2, 0], [1.5, nan], [2.0, nan])
    """
    there = ~np.isnan(values)
    groups, values = groups[there], values[there]
    n = np.bincount(groups, minlength=many)
    mean = np.divide(np.bincount(groups, values, many), n, out=np.full(many, np.nan), where=n > 0)
    rest = np.bincount(groups, (values - mean[groups]) ** 2, many)
    sd = np.sqrt(np.divide(rest, n - 1, out=np.full(many, np.nan), where=n > 1))
    ends = [mean_interval(m, s, k) for m, s, k in zip(mean.tolist(), sd.tolist(), n.tolist(), strict=True)]
    low, high = np.clip(np.array(ends, dtype=float).reshape(-1, 2), *scale).T
    return {"n": n, "mean": mean, "low": low, "high": high}
