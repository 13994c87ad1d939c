"""Shares of yes: read from counts or from answers, turned into a figure with its interval."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from cxcourse.core.metrics.aligned import yes_no
from cxcourse.core.metrics.intervals import proportion_interval
from cxcourse.core.metrics.quantities import part_of
from cxcourse.core.metrics.result import Result, number

# (successes, n) as a tuple, or the answers themselves: true/false, 1/0, empty
Share = tuple[int, int] | Iterable


class Count(NamedTuple):
    """``hits`` of ``n`` said yes; ``missing`` said nothing."""

    hits: int
    n: int
    missing: int = 0


def read_share(share: Share, what: str, missing: str = "count") -> Count:
    """Return a share as counts; a tuple of two is ``(successes, n)``, everything else is a column of yes and no.

    Parameters
    ----------
    share : tuple of int or array of yes/no, shape (n,)
        True/false or 1/0; empty places are None, nan or pandas.NA.
    what : str
        Its name, for the message of an error.
    missing : {"count", "error"}
        Leave empty places out and count them, or refuse them.

    Raises
    ------
    DataError
        When counts are impossible, or an answer is neither yes nor no.

    Examples
    --------
    >>> read_share((90, 100), "resolved")
    Count(hits=90, n=100, missing=0)
    >>> read_share([True, False, None, 1], "resolved")
    Count(hits=2, n=3, missing=1)
    """
    if isinstance(share, tuple) and len(share) == 2:
        return Count(*part_of(*share, what, f"all of {what}"))
    floats, gone = yes_no(share, what, missing=missing)
    return Count(int(np.count_nonzero(floats == 1)), int(len(floats) - gone.sum()), int(gone.sum()))


def rate(
    share: Share | Count,
    *,
    name: str,
    part: str,
    whole: str,
    source: str,
    confidence: float = 0.95,
    interval: str = "wilson",
    missing: str = "count",
) -> Result:
    """Return a share in percent with its interval; no cases at all leave it undefined.

    Parameters
    ----------
    share : tuple of int, array of yes/no or Count
        As in :func:`read_share`.
    name, part, whole, source : str
        What is measured, what counts, out of what, and who defined it.
    confidence : float
        Between 0 and 1.
    interval : {"wilson", "adjusted-wald", "exact", "wald"}
        As in :func:`~cxcourse.core.metrics.intervals.proportion_interval`.
    missing : {"count", "error"}
        As in :func:`read_share`.

    Examples
    --------
    >>> rate((45, 98), name="Churn", part="lost", whole="at start", source="")
    Churn 45.92 % (95 % interval 36.39 to 55.75, n = 98)
    """
    hits, n, gone = share if isinstance(share, Count) else read_share(share, part, missing)
    about = {"name": name, "unit": "%", "range": (0, 100), "n": n, "missing": gone, "confidence": confidence,
             "source": source}  # fmt: skip
    low, high = proportion_interval(hits, n, method=interval, confidence=confidence)
    if not n:
        return Result.undefined(why=f"there is nothing to count ({whole}: 0)", **about)
    steps = (f"{part}: {hits} of {n} {whole}", f"{hits} / {n} = {number(100 * hits / n)} %")
    return Result(value=100 * hits / n, low=100 * low, high=100 * high, method=f"{part} / {whole}; {interval} interval",
                  steps=steps, details={"count": float(hits)}, **about)  # fmt: skip


def counts(part: object, total: object) -> Share:
    """Return ``(part, total)`` when a total is given, else ``part`` as a column of answers."""
    return part if total is None else (part, total)
