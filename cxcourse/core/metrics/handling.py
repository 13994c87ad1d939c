"""Times a contact takes: handle time, after-call work, speed of answer."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, nan
from typing import Literal

import numpy as np

from cxcourse.core.metrics.aligned import amounts, same_length
from cxcourse.core.metrics.intervals import bootstrap_interval, mean_interval
from cxcourse.core.metrics.quantities import choice, quantity, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.errors import DataError

Times = Iterable | float
MeanInterval = Literal["t", "bootstrap"]

_CENTRE = "Cleveland (2012), Call center management on fast forward"


def aht(
    talk_s: Times,
    hold_s: Times = 0.0,
    after_call_s: Times = 0.0,
    *,
    contacts: int | None = None,
    interval: MeanInterval = "t",
    confidence: float = 0.95,
    missing: str = "count",
) -> Result:
    """Return the average handle time: talk, hold and after-call work a handled contact.

    Parameters
    ----------
    talk_s, hold_s, after_call_s : array of float, shape (n,), or float
        Seconds, 0 or more: one value a handled contact; or, with ``contacts``, the three totals.
    contacts : int, optional
        Contacts **handled** (not offered), when totals are given.
    interval : {"t", "bootstrap"}
        ``"t"`` (default): Student's t on the mean. ``"bootstrap"``: 2,000 resamples, for few and very skewed times.
        Totals allow none.
    confidence : float
        Between 0 and 1. Default 0.95.
    missing : {"count", "error"}
        Leave contacts with any part missing out and count them (default), or refuse them.

    Returns
    -------
    Result
        Seconds, 0 or more; undefined without contacts. ``details`` from an array: ``median`` and ``p90``.

    Raises
    ------
    DataError
        When a time is negative, infinite or no number, columns differ in length, or totals lack ``contacts``.

    Notes
    -----
    (talk + hold + after-call work) / contacts. The mean carries the workload, so planning needs it; but handle times
    are skewed, so give the median too. Trap: as a target for people it teaches them to hang up and to transfer.

    References
    ----------
    Cleveland, B. (2012). Call center management on fast forward.

    Examples
    --------
    >>> aht(5000, 500, 1000, contacts=800).value
    8.125
    >>> aht([240, 300, 180], after_call_s=[60, 30, 60]).value
    290.0
    """
    parts = {"talk_s": talk_s, "hold_s": hold_s, "after_call_s": after_call_s}
    return _average("AHT", parts, contacts, interval, confidence, missing)


def acw(
    after_call_s: Times,
    *,
    contacts: int | None = None,
    interval: MeanInterval = "t",
    confidence: float = 0.95,
    missing: str = "count",
) -> Result:
    """Return the average after-call work a handled contact.

    Parameters
    ----------
    after_call_s : array of float, shape (n,), or float
        Seconds, 0 or more: one value a contact; or, with ``contacts``, the total.
    contacts, interval, confidence, missing
        As in :func:`aht`.

    Returns
    -------
    Result
        Seconds, 0 or more; undefined without contacts.

    Raises
    ------
    DataError
        As in :func:`aht`.

    Notes
    -----
    Total after-call work / contacts. Zero is a value (no work after the call), missing is not.

    References
    ----------
    Cleveland, B. (2012). Call center management on fast forward.

    Examples
    --------
    >>> acw(12_000, contacts=100).value
    120.0
    """
    return _average("ACW", {"after_call_s": after_call_s}, contacts, interval, confidence, missing)


def asa(
    wait_s: Times,
    *,
    answered: int | None = None,
    interval: MeanInterval = "t",
    confidence: float = 0.95,
    missing: str = "count",
) -> Result:
    """Return the average speed of answer: the mean wait of the calls that were answered.

    Parameters
    ----------
    wait_s : array of float, shape (n,), or float
        Seconds, 0 or more: one value an **answered** call; or, with ``answered``, the total wait.
    answered : int, optional
        Answered calls, when the total is given.
    interval, confidence, missing
        As in :func:`aht`.

    Returns
    -------
    Result
        Seconds, 0 or more; undefined without answered calls.

    Raises
    ------
    DataError
        As in :func:`aht`.

    Notes
    -----
    Total wait / answered. It leaves out everybody who hung up, often those who waited longest, so it flatters; and a
    mean of 20 s can be most at 0 s and some at minutes. Put the abandonment rate and the 90th percentile beside it.

    References
    ----------
    Cleveland, B. (2012). Call center management on fast forward.

    Examples
    --------
    >>> asa(500, answered=100).value
    5.0
    """
    return _average("ASA", {"wait_s": wait_s}, answered, interval, confidence, missing)


def _average(
    name: str, parts: dict[str, Times], contacts: int | None, interval: str, confidence: float, missing: str
) -> Result:
    """Return the mean of the summed parts, from one value a contact or from totals."""
    choice(interval, "interval", ("t", "bootstrap"))
    about = {"name": name, "unit": "s", "range": (0, inf), "source": _CENTRE, "confidence": confidence}
    if contacts is not None:
        return _from_totals(parts, whole(contacts, "contacts"), about)
    parts = {what: data for what, data in parts.items() if not _left_out(data)} or parts
    times, gone = _sums(parts, missing)
    about |= {"n": len(times), "missing": gone}
    if not len(times):
        return Result.undefined(why="there are no contacts", **about)
    value = float(times.mean())
    low, high = _interval(times, interval, confidence)
    steps = (f"sum of {' + '.join(parts)}: {number(times.sum())} s", f"/ {len(times)} contacts = {number(value)} s")
    details = {"median": float(np.median(times)), "p90": float(np.quantile(times, 0.9))}
    return Result(value=value, low=max(0.0, low) if low == low else nan, high=high, steps=steps, details=details,
                  method=f"arithmetic mean; {interval} interval", **about)  # fmt: skip


def _left_out(data: Times) -> bool:
    return isinstance(data, float | int) and not isinstance(data, bool) and data == 0


def _from_totals(parts: dict[str, Times], contacts: int, about: dict) -> Result:
    total = sum(quantity(x, what) for what, x in parts.items())
    if contacts == 0:
        return Result.undefined(why="there are no contacts", **about)
    steps = (
        f"({' + '.join(number(float(x)) for x in parts.values())}) s",
        f"/ {contacts} = {number(total / contacts)} s",
    )
    return Result(value=total / contacts, n=contacts, method="total / contacts; totals allow no interval", steps=steps,
                  **about)  # fmt: skip


def _sums(parts: dict[str, Times], missing: str) -> tuple[np.ndarray, int]:
    """Return the sum of the parts of each complete contact, and how many contacts were not complete."""
    total, gone = None, None
    for what, data in parts.items():
        if isinstance(data, float | int):
            raise DataError(f"{what}: found the single number {data!r}. Give one value a contact, or contacts=…")
        floats, empty = amounts(data, what, missing=missing)
        if total is not None:
            same_length(**{"other parts": total, what: floats})
        total = floats if total is None else total + floats
        gone = empty if gone is None else gone | empty
    return total[~gone], int(gone.sum())


def _interval(times: np.ndarray, how: str, confidence: float) -> tuple[float, float]:
    if len(times) < 2:
        return nan, nan
    if how == "t":
        return mean_interval(float(times.mean()), float(times.std(ddof=1)), len(times), confidence)
    low, high = bootstrap_interval(lambda rows: times[rows].mean(), len(times), confidence=confidence)
    return float(low), float(high)
