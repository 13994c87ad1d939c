"""Agreement of people who sort the same things: do two readers of the comments see the same?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from math import sqrt
from typing import Any

import numpy as np

from cxcourse.core.metrics.intervals import bootstrap_interval, z_value
from cxcourse.core.metrics.quantities import choice
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.values import POLICIES, as_number, missing_error, position
from cxcourse.errors import DataError

WEIGHTS = ("none", "linear", "quadratic")
LEVELS = ("nominal", "ordinal", "interval", "ratio")
KAPPA_SOURCE = "Cohen (1960), A coefficient of agreement for nominal scales"
ALPHA_SOURCE = "Krippendorff (2004), Content Analysis"


def cohen_kappa(
    first: Iterable, second: Iterable, *, weights: str = "none", confidence: float = 0.95, missing: str = "count"
) -> Result:
    """Cohen's kappa: how far two people agree beyond what chance would give, up to 1.

    κ = (observed agreement − agreement by chance) / (1 − agreement by chance).

    Parameters
    ----------
    first, second : list, array or pandas Series, shape (n,)
        The code (text or number) that each of the two people gave to the same n things, in the same order.
    weights : {"none", "linear", "quadratic"}
        For ordered codes (numbers): whether near misses count partly, by distance in places or its square.
    confidence : float
        Level of the interval, between 0 and 1.
    missing : {"count", "error"}
        Things that one person left empty are left out and counted, or refused.

    Returns
    -------
    Result
        Between -1 and 1; 0 is chance. Undefined when both used a single code throughout.

    Raises
    ------
    DataError
        When lengths differ or a policy refuses an empty code.

    Notes
    -----
    Rivals: plain agreement (too kind: two people who say "other" 95 % of the time agree by accident) and
    Krippendorff's alpha (more than two people, gaps, ordered codes). Trap: with one very common code kappa is low
    although people nearly always agree; show both figures. The interval is the large-sample one, from about 30 things.

    References
    ----------
    J. Cohen (1960), A coefficient of agreement for nominal scales. J. L. Fleiss, J. Cohen and B. S. Everitt (1969),
    Large sample standard errors of kappa and weighted kappa.

    Examples
    --------
    >>> kappa = cohen_kappa(["price", "wait", "wait", "staff"], ["price", "wait", "staff", "staff"])
    >>> round(kappa.value, 3), kappa.details["agreement"]
    (0.636, 0.75)
    """
    choice(weights, "weights", WEIGHTS)
    z = z_value(confidence)
    rows, labels, left_out = _coded([list(first), list(second)], missing, ordered=weights != "none")
    known: dict = {"name": "Cohen's kappa", "unit": "kappa", "range": (-1, 1), "source": KAPPA_SOURCE}
    known |= {"confidence": confidence, "missing": left_out}
    both = rows[:, (rows >= 0).all(axis=0)]
    n = both.shape[1]
    if n == 0:
        return Result.undefined(why="nothing was coded by both", **known)
    table = np.zeros((len(labels), len(labels)))
    np.add.at(table, (both[0], both[1]), 1)
    observed, chance = float(np.trace(table)) / n, float(table.sum(0) @ table.sum(1)) / n**2
    if chance == 1:
        return Result.undefined(why="both used one single code, so chance alone explains all", n=n, **known)
    kappa, error = _kappa(table, weights)
    low, high = max(-1.0, kappa - z * error), min(1.0, kappa + z * error)
    steps = (
        f"agreement seen: {number(observed)}, by chance: {number(chance)}",
        f"kappa ({weights} weights) = {number(kappa)}, standard error {number(error)}",
    )
    details = {"agreement": observed, "chance": chance, "standard_error": error, "codes": len(labels)}
    method = f"{weights} weights; interval: large-sample"
    return Result(value=kappa, low=low, high=high, n=n, method=method, steps=steps, details=details, **known)


def krippendorff_alpha(
    coders: Any,
    *,
    level: str = "nominal",
    confidence: float = 0.95,
    resamples: int = 1000,
    seed: int = 7,
) -> Result:
    """Krippendorff's alpha: agreement of any number of people, with gaps, on any kind of code.

    α = 1 − disagreement seen / disagreement by chance.

    Parameters
    ----------
    coders : list of rows or array, shape (coders, units)
        One row a person, one place a thing; None or nan where a person did not code it.
    level : {"nominal", "ordinal", "interval", "ratio"}
        How far apart two codes are: any two codes alike; by rank; by difference; by relative difference. All but
        nominal need numbers.
    confidence : float
        Level of the interval, between 0 and 1.
    resamples, seed : int
        Draws of the bootstrap over things, and where its dice start; 0 draws give no interval.

    Returns
    -------
    Result
        1 is full agreement, 0 chance, below 0 worse than chance. ``n`` counts things with two codes or more,
        ``missing`` empty places. Undefined when only one code was ever used.

    Raises
    ------
    DataError
        When rows have different lengths, or a level that needs numbers meets text.

    Notes
    -----
    Krippendorff asks for 0.8, and 0.667 for tentative conclusions: habits, not laws. The same codes give another
    alpha at another level, so name the level. A thing coded by one person alone says nothing about agreement.

    References
    ----------
    K. Krippendorff (2004), *Content Analysis: An Introduction to Its Methodology*, 2nd edition, ch. 11. A. F. Hayes
    and K. Krippendorff (2007), Answering the call for a standard reliability measure for coding data.

    Examples
    --------
    >>> found = krippendorff_alpha([["price", "wait", "wait", None], ["price", "wait", "staff", "staff"]])
    >>> round(found.value, 3), found.n, found.missing
    (0.545, 3, 1)
    """
    choice(level, "level", LEVELS)
    z_value(confidence)
    rows, labels, left_out = _coded([list(row) for row in coders], "count", ordered=level != "nominal")
    counts = (rows[:, :, None] == np.arange(len(labels))).sum(axis=0)
    counts = counts[counts.sum(axis=1) >= 2].astype(float)
    known: dict = {"name": "Krippendorff's alpha", "unit": "alpha", "range": (-1, 1), "source": ALPHA_SOURCE}
    known |= {"confidence": confidence, "missing": left_out, "n": len(counts)}
    if not len(counts):
        return Result.undefined(why="nothing was coded by two people", **known)
    numeric = np.array(labels, dtype=float) if level in ("interval", "ratio") else None
    alpha = partial(_alpha, counts, level, numeric)
    value = alpha(np.arange(len(counts)))
    if np.isnan(value):
        return Result.undefined(why="only one code was used, so there is nothing to disagree about", **known)
    low, high = bootstrap_interval(alpha, len(counts), confidence=confidence, resamples=resamples, seed=seed)
    steps = (
        f"{len(counts)} things with {int(counts.sum())} codes that can be compared",
        f"alpha ({level}) = 1 - seen / by chance = {number(value)}",
    )
    method = f"{level} level; interval: bootstrap over things, seed {seed}"
    details = {"codes": len(labels), "coders": len(rows)}
    return Result(value=value, low=low, high=high, method=method, steps=steps, details=details, **known)


def _kappa(table: np.ndarray, weights: str) -> tuple[float, float]:
    from statsmodels.stats.inter_rater import cohens_kappa

    with np.errstate(divide="ignore", invalid="ignore"):  # its variance of full agreement may be a hair below 0
        found = cohens_kappa(table, wt=None if weights == "none" else weights)
    return float(found.kappa), sqrt(max(0.0, float(found.var_kappa)))


def _alpha(counts: np.ndarray, level: str, numeric: np.ndarray | None, rows: np.ndarray) -> float:
    taken = counts[rows]
    totals = taken.sum(axis=0)
    apart = _distances(totals, level, numeric)
    seen = (np.einsum("uc,ck,uk->u", taken, apart, taken) / (taken.sum(axis=1) - 1)).sum()
    chance = totals @ apart @ totals / (totals.sum() - 1)
    return float("nan") if chance == 0 else float(1 - seen / chance)


def _distances(totals: np.ndarray, level: str, numeric: np.ndarray | None) -> np.ndarray:
    """Return the squared distance of each pair of codes, shape (codes, codes)."""
    if level == "nominal":
        return 1.0 - np.eye(len(totals))
    if level == "ordinal":
        middle = np.cumsum(totals) - totals / 2  # half of each end, all between: the distance of the middles
        return (middle[:, None] - middle[None, :]) ** 2
    gap, size = numeric[:, None] - numeric[None, :], numeric[:, None] + numeric[None, :]
    if level == "interval":
        return gap**2
    return np.divide(gap, size, out=np.zeros_like(gap), where=size != 0) ** 2


def _coded(rows: Sequence[list], missing: str, *, ordered: bool) -> tuple[np.ndarray, list, int]:
    """Return codes as whole numbers (-1 for empty), shape (people, things), their names in order, empty places."""
    choice(missing, "missing", POLICIES)
    lengths = [len(row) for row in rows]
    if len(rows) < 2 or len(set(lengths)) > 1:
        raise DataError(
            f"codes: two people or more with equally many codes are needed, found {lengths}. Give one each."
        )
    flat = [_code(x) for row in rows for x in row]
    gone = np.array([x is None for x in flat], dtype=bool)
    if missing == "error" and gone.any():
        raise missing_error("codes", int(gone.sum()), len(flat), position(int(gone.argmax())))
    used = {x for x in flat if x is not None}
    if ordered and not all(isinstance(x, float) for x in used):
        odd = next(x for x in flat if isinstance(x, str))
        raise DataError(f"codes: ordered codes must be numbers, found {odd!r}. Number them in their order first.")
    labels = sorted(used, key=lambda x: (isinstance(x, str), x))
    place = {label: i for i, label in enumerate(labels)} | {None: -1}
    empty = int(gone.reshape(len(rows), lengths[0]).any(axis=0).sum()) if len(rows) == 2 else int(gone.sum())
    return np.array([place[x] for x in flat], dtype=int).reshape(len(rows), lengths[0]), labels, empty


def _code(x: object) -> float | str | None:
    if isinstance(x, str) and x.strip():
        return x
    value = as_number(x, truth=True)
    if np.isinf(value):
        raise DataError(f"codes: a text or a finite number is needed, found {x!r}. Correct it.")
    return None if np.isnan(value) else value
