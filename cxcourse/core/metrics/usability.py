"""Usability tests: did people finish, how often did they slip, how lost were they?"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import partial
from math import sqrt
from typing import Any

import numpy as np

from cxcourse.core.metrics.intervals import (
    PROPORTION_METHODS,
    SIDES,
    bootstrap_interval,
    proportion_interval,
    rate_interval,
    z_value,
)
from cxcourse.core.metrics.quantities import choice, part_of, quantity, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.shares import Share
from cxcourse.core.metrics.tally import Tally, per_segment
from cxcourse.core.metrics.values import numbers
from cxcourse.errors import DataError

POINTS = ("observed", "laplace", "wilson", "best")
LEWIS_SAURO = "Lewis and Sauro (2006), When 100% really isn't 100%"


def completion_rate(
    successes: Share,
    *,
    by: Iterable | None = None,
    confidence: float = 0.95,
    interval: str = "adjusted-wald",
    extreme: str = "two-sided",
    point: str = "observed",
    missing: str = "count",
    invalid: str = "error",
) -> Result | dict[Hashable, Result]:
    """Share of people (or attempts) that completed a task, 0 to 1, with the interval that small tests need.

    Completion = successes / attempts.

    Parameters
    ----------
    successes : tuple of int, or list, array or pandas Series, shape (n,)
        ``(successes, attempts)``, or one true/false (1/0) an attempt.
    by : list, array or pandas Series, shape (n,), optional
        The segment (task, design) of each attempt; gives one figure a segment. Not with a tuple of counts.
    confidence : float
        Level of the interval, between 0 and 1.
    interval : {"adjusted-wald", "exact", "wilson", "wald"}
        Adjusted-Wald is the habit of the field; exact when at least the promised confidence is a must.
    extreme : {"two-sided", "one-sided"}
        What adjusted-Wald does at 0/n and n/n. Sauro and Lewis take the one-sided z there, which for ten of ten says
        75 % and more; the default keeps the two-sided z and says 68 % and more.
    point : {"observed", "laplace", "wilson", "best"}
        The figure itself: x/n; (x+1)/(n+2); the middle of the Wilson interval; or :func:`best_estimate`.
    missing, invalid : {"count", "error"}
        Empty attempts, and values that are neither yes nor no: left out and counted, or refused.

    Returns
    -------
    Result or dict of segment to Result
        Proportion; undefined without attempts. ``details`` holds every point estimate.

    Raises
    ------
    DataError
        When counts are impossible or a policy refuses a value.

    Notes
    -----
    "All five users managed it" is not 100 %: the truth may well be 60 %. The school formula (Wald) gives 100 % ± 0
    there, so it is offered only to be seen. Say what counts as success before the test, and keep attempts with help
    apart.

    References
    ----------
    J. R. Lewis and J. Sauro (2006), When 100% really isn't 100%, *Journal of Usability Studies*. J. Sauro and J. R.
    Lewis (2005), Estimating completion rates from small samples.

    Examples
    --------
    >>> completion_rate((4, 5))
    Completion rate 0.8 proportion (95 % interval 0.3596 to 0.9797, n = 5)
    >>> completion_rate([1, 1, 0, 1], by=["T1", "T1", "T2", "T2"])["T2"].value
    0.5
    """
    choice(interval, "interval", PROPORTION_METHODS)
    choice(extreme, "extreme", SIDES)
    choice(point, "point", POINTS)
    build = partial(_completed, confidence=confidence, interval=interval, extreme=extreme, point=point)
    if isinstance(successes, tuple) and len(successes) == 2:
        if by is not None:
            raise DataError("by: counts have no rows to split. Give one true/false an attempt, or one call a segment.")
        hits, n = part_of(*successes, "successes", "attempts")
        return build(Tally(0, np.array([n - hits, hits])))
    return per_segment(build, successes, by, (0, 1), "successes", missing=missing, invalid=invalid, truth=True)


def best_estimate(successes: int, attempts: int, *, confidence: float = 0.95) -> float:
    """Return the best single guess of a completion rate from a small test, by the rule of Lewis and Sauro.

    Observed share 0 or above 0.9: Laplace, (x+1)/(n+2). Below 0.5: the middle of the Wilson interval,
    (x + z²/2)/(n + z²). From 0.5 to 0.9: the observed share.

    Parameters
    ----------
    successes, attempts : int
        Counts, ``attempts`` at least 1.
    confidence : float
        For the z of the Wilson middle.

    Raises
    ------
    DataError
        When there are no attempts, or more successes than attempts.

    References
    ----------
    J. R. Lewis and J. Sauro (2006), When 100% really isn't 100%, *Journal of Usability Studies*.

    Examples
    --------
    >>> round(best_estimate(5, 5), 3), best_estimate(4, 5), round(best_estimate(1, 5), 3)
    (0.857, 0.8, 0.33)
    """
    x, n = part_of(successes, attempts, "successes", "attempts")
    if n == 0:
        raise DataError("attempts: an estimate needs at least one attempt, found 0.")
    return _estimates(x, n, confidence)["best"]


def error_rate(
    errors: int,
    opportunities: int,
    *,
    kind: str = "binary",
    confidence: float = 0.95,
    interval: str = "wilson",
) -> Result:
    """Errors per opportunity: how often people slip where they could.

    Error rate = errors / opportunities.

    Parameters
    ----------
    errors, opportunities : int
        Totals over people; say beforehand what is an opportunity (say, five fields × twenty people).
    kind : {"binary", "counts"}
        ``"binary"``: an opportunity is spoiled or not, so errors ≤ opportunities and the interval is that of a share.
        ``"counts"``: several errors can happen in one opportunity (or task); the rate may exceed 1 and the interval
        is exact Poisson.
    confidence, interval
        As in :func:`completion_rate`; ``interval`` is for ``"binary"`` only.

    Returns
    -------
    Result
        Proportion, or errors per opportunity; undefined without opportunities.

    Raises
    ------
    DataError
        When counts are negative or not whole, or binary errors exceed the opportunities.

    Notes
    -----
    Trap: treating counts as binary makes intervals that are far too short when a few people make most errors; the
    Poisson interval, too, assumes errors that do not cluster.

    References
    ----------
    J. Sauro and J. R. Lewis (2016), *Quantifying the User Experience*, ch. 2.

    Examples
    --------
    >>> error_rate(12, 100)
    Error rate 0.12 proportion (95 % interval 0.06999 to 0.1981, n = 100)
    >>> error_rate(12, 8, kind="counts").value
    1.5
    """
    binary = choice(kind, "kind", ("binary", "counts")) == "binary"
    x, n = whole(errors, "errors"), whole(opportunities, "opportunities")
    if binary:
        part_of(x, n, "errors", "opportunities")
    known: dict = {"name": "Error rate", "n": n, "confidence": confidence, "source": "Sauro & Lewis (2016), ch. 2"}
    known |= {"unit": "proportion", "range": (0, 1)} if binary else {"unit": "errors", "range": (0, np.inf)}
    if n == 0:
        return Result.undefined(why="there was no opportunity", **known)
    share = proportion_interval(x, n, method=interval, confidence=confidence) if binary else None
    low, high = share or rate_interval(x, n, confidence)
    method = f"errors / opportunities; interval: {interval if binary else 'exact Poisson'}"
    steps = (f"{x} errors / {n} opportunities = {number(x / n)}",)
    return Result(value=x / n, low=low, high=high, method=method, steps=steps, **known)


def lostness(unique: Any, total: Any, minimum: Any, *, confidence: float = 0.95, seed: int = 7) -> Result:
    """Lostness: how far people strayed on their way, from 0 (straight) to √2.

    L = √[(N/S − 1)² + (R/N − 1)²] with N different pages seen, S pages seen in all, R pages needed at least.

    Parameters
    ----------
    unique, total, minimum : int or sequence of int, shape (n,)
        N, S and R, one each a person; ``minimum`` may be one number for all.
    confidence : float
        Level of the bootstrap interval of the mean (two people or more), between 0 and 1.
    seed : int
        Where the dice of the bootstrap start.

    Returns
    -------
    Result
        Mean over people. ``details["not_reached"]`` counts people with fewer different pages than needed (N < R):
        they cannot have arrived, and their lostness means little.

    Raises
    ------
    DataError
        When a count is below 1 or not whole, N exceeds S, or lengths differ.

    Notes
    -----
    Under 0.4 people do not look lost, above 0.5 they do. Pages that give the range as 0 to 1 are wrong: N/S and R/N
    can both be near 0, so the bound is √2.

    References
    ----------
    P. A. Smith (1996), Towards a practical measure of hypertext usability.

    Examples
    --------
    >>> round(lostness(6, 9, 3).value, 2)
    0.6
    """
    n_pages, s_pages, r_pages = _pages(unique, total, minimum)
    each = np.sqrt((n_pages / s_pages - 1) ** 2 + (r_pages / n_pages - 1) ** 2)
    known: dict = {"name": "Lostness", "range": (0, sqrt(2)), "n": len(each), "confidence": confidence}
    known |= {"source": "Smith (1996), Towards a practical measure of hypertext usability"}
    if len(each) == 0:
        return Result.undefined(why="there are no people", **known)
    low, high = bootstrap_interval(lambda rows: each[rows].mean(), len(each), confidence=confidence, seed=seed)
    first = f"√[({n_pages[0]:g}/{s_pages[0]:g} - 1)² + ({r_pages[0]:g}/{n_pages[0]:g} - 1)²] = {number(each[0])}"
    steps = (first,) if len(each) == 1 else (f"first person: {first}", f"mean of {len(each)} = {number(each.mean())}")
    details = {"not_reached": int(np.count_nonzero(n_pages < r_pages))}
    method = f"mean over people; interval: bootstrap, seed {seed}"
    return Result(value=each.mean(), low=low, high=high, method=method, steps=steps, details=details, **known)


def _pages(unique: Any, total: Any, minimum: Any) -> tuple[np.ndarray, ...]:
    named = {"unique pages": unique, "total pages": total, "minimum pages": minimum}
    counts = [
        np.array([quantity(given, name, low=1)]) if np.ndim(given) == 0
        else numbers(given, name, low=1, whole=True, missing="error").kept
        for name, given in named.items()
    ]  # fmt: skip
    rows = max((len(c) for c in counts), default=0) if all(len(c) for c in counts) else 0
    if any(len(c) not in (1, rows) for c in counts) and rows:
        raise DataError(
            f"lostness: {', '.join(f'{len(c)} {n}' for c, n in zip(counts, named, strict=True))}. One each."
        )
    n_pages, s_pages, r_pages = (np.broadcast_to(c, (rows,)) if rows else c[:0] for c in counts)
    if (n_pages > s_pages).any():
        place = int((n_pages > s_pages).argmax())
        raise DataError(
            f"lostness: {n_pages[place]:g} different pages of {s_pages[place]:g} in all at position {place}."
        )
    return n_pages, s_pages, r_pages


def _estimates(x: int, n: int, confidence: float) -> dict[str, float]:
    z = z_value(confidence)
    found = {"observed": x / n, "laplace": (x + 1) / (n + 2), "wilson": (x + z * z / 2) / (n + z * z)}
    rule = "laplace" if x == 0 or x / n > 0.9 else "wilson" if x / n < 0.5 else "observed"
    return found | {"best": found[rule]}


def _completed(found: Tally, *, confidence: float, interval: str, extreme: str, point: str) -> Result:
    n, x = found.n, found.within(1, 1)
    known: dict = {"name": "Completion rate", "unit": "proportion", "range": (0, 1), "source": LEWIS_SAURO, "n": n}
    known |= {"missing": found.missing, "confidence": confidence}
    if n == 0:
        return Result.undefined(why="there are no attempts", details={"invalid": found.invalid}, **known)
    low, high = proportion_interval(x, n, method=interval, confidence=confidence, extreme=extreme)
    points = _estimates(x, n, confidence)
    steps = (
        f"{x} of {n} attempts = {number(x / n)}",
        f"{point} estimate: {number(points[point])}",
        f"{interval} interval at {number(100 * confidence)} %: {number(low)} to {number(high)}",
    )
    method = f"{point} share; interval: {interval}" + f", {extreme} at 0/n and n/n" * (interval == "adjusted-wald")
    details = points | {"successes": x, "invalid": found.invalid}
    return Result(value=points[point], low=low, high=high, method=method, steps=steps, details=details, **known)
