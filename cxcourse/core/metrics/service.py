"""Service figures a contact centre reports: resolution, times, abandonment, occupancy, adherence."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Literal

from cxcourse.core.metrics.quantities import choice, part_of, quantity
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.shares import Count, counts, rate, read_share

ShortCalls = Literal["counted", "forgiven", "removed"]

_CENTRE = "Cleveland (2012), Call center management on fast forward"


def fcr(
    resolved: Iterable | int, contacts: int | None = None, *, confidence: float = 0.95, missing: str = "count"
) -> Result:
    """Return first-contact resolution: the share of contacts settled at the first attempt.

    Parameters
    ----------
    resolved : array of yes/no, shape (n,), or int
        One answer a contact; or, with ``contacts``, how many were resolved.
    contacts : int, optional
        How many contacts there were, 0 or more.
    confidence : float
        Level of the Wilson interval, between 0 and 1. Default 0.95.
    missing : {"count", "error"}
        Leave contacts without an answer out and count them (default), or refuse them.

    Returns
    -------
    Result
        Percent, 0 to 100, with a Wilson interval; undefined without contacts.

    Raises
    ------
    DataError
        When counts are impossible, or an answer is neither yes nor no.

    Notes
    -----
    resolved / contacts. Who says "resolved" is the rival: the agent's log, no further call within 7 days, or the
    customer asked; the three differ widely, so name yours. Customers who gave up never call again and look resolved.

    References
    ----------
    Cleveland, B. (2012). Call center management on fast forward.

    Examples
    --------
    >>> fcr(90, 100)
    FCR 90 % (95 % interval 82.56 to 94.48, n = 100)
    """
    return rate(counts(resolved, contacts), name="FCR", part="resolved at first contact", whole="contacts",
                source=_CENTRE, confidence=confidence, missing=missing)  # fmt: skip


def abandonment(
    abandoned: Iterable | int,
    offered: int | None = None,
    *,
    short_abandoned: int = 0,
    short: ShortCalls = "counted",
    confidence: float = 0.95,
    missing: str = "count",
) -> Result:
    """Return the abandonment rate: the share of callers who hung up before anyone answered.

    Parameters
    ----------
    abandoned : array of yes/no, shape (n,), or int
        One answer an offered call; or, with ``offered``, how many were abandoned.
    offered : int, optional
        Calls offered: answered and abandoned, 0 or more.
    short_abandoned : int
        Abandoned calls shorter than your limit (misdials), part of the abandoned.
    short : {"counted", "forgiven", "removed"}
        ``"counted"`` (default): like any other. ``"forgiven"``: (abandoned - short) / offered. ``"removed"``:
        (abandoned - short) / (offered - short).
    confidence : float
        Level of the Wilson interval, between 0 and 1. Default 0.95.
    missing : {"count", "error"}
        Leave calls without an answer out and count them (default), or refuse them.

    Returns
    -------
    Result
        Percent, 0 to 100; undefined without calls.

    Raises
    ------
    DataError
        When counts are impossible, or an answer is neither yes nor no.

    Notes
    -----
    Say the limit for short calls whenever you say the rate; a limit of 20 s can halve it.

    References
    ----------
    Cleveland, B. (2012). Call center management on fast forward.

    Examples
    --------
    >>> abandonment(10, 100).value, round(abandonment(10, 100, short_abandoned=4, short="removed").value, 2)
    (10.0, 6.25)
    """
    how = choice(short, "short", ("counted", "forgiven", "removed"))
    lost, calls, gone = read_share(counts(abandoned, offered), "abandoned", missing)
    brief, _ = part_of(short_abandoned, lost, "short_abandoned", "abandoned")
    lost, calls = lost - brief * (how != "counted"), calls - brief * (how == "removed")
    part = f"abandoned (short calls {how})"
    return rate(Count(lost, calls, gone), name="Abandonment rate", part=part, whole="offered", source=_CENTRE,
                confidence=confidence)  # fmt: skip


def occupancy(busy: float, staffed: float) -> Result:
    """Return occupancy: the share of staffed time that agents are busy with contacts.

    Parameters
    ----------
    busy, staffed : float
        Time busy (0 or more) and time on the phones, in one unit; or the offered load in erlangs and the agents.

    Returns
    -------
    Result
        Percent, 0 or more; undefined when nobody was staffed. 100 or more means the queue cannot keep up.

    Raises
    ------
    DataError
        When a number is negative or not finite.

    Notes
    -----
    busy / staffed. It follows from load and staffing, agents cannot choose it; above 85 to 90 % for hours people burn
    out. Utilisation, with breaks and meetings in the base, is another figure.

    References
    ----------
    Cleveland, B. (2012). Call center management on fast forward.

    Examples
    --------
    >>> round(occupancy(20, 23).value, 1)
    87.0
    """
    return _over("Occupancy", quantity(busy, "busy"), quantity(staffed, "staffed"), "busy", "staffed", high=inf)


def adherence(on_schedule: float, scheduled: float) -> Result:
    """Return schedule adherence: the share of scheduled time that agents were where the plan had them.

    Parameters
    ----------
    on_schedule, scheduled : float
        Times in one unit, 0 or more; the first is a part of the second.

    Returns
    -------
    Result
        Percent, 0 to 100; undefined when nothing was scheduled.

    Raises
    ------
    DataError
        When a number is negative or not finite, or the part exceeds the whole.

    Notes
    -----
    time on schedule / scheduled time. Conformance (worked / scheduled) is the rival: eight hours at the wrong time
    conform and do not adhere.

    References
    ----------
    Cleveland, B. (2012). Call center management on fast forward.

    Examples
    --------
    >>> adherence(7, 8).value
    87.5
    """
    whole_time = quantity(scheduled, "scheduled")
    return _over("Adherence", quantity(on_schedule, "on_schedule", high=whole_time), whole_time, "on schedule",
                 "scheduled", high=100)  # fmt: skip


def _over(name: str, part: float, whole: float, part_name: str, whole_name: str, *, high: float) -> Result:
    """Return one amount in percent of another; amounts of time have no sample, so no interval."""
    about = {"name": name, "unit": "%", "range": (0, high), "source": _CENTRE}
    if whole == 0:
        return Result.undefined(why=f"there is no {whole_name} time", **about)
    value = 100 * part / whole
    step = f"100 × {number(part)} / {number(whole)} = {number(value)} %"
    return Result(value=value, method=f"{part_name} / {whole_name}", steps=(step,), **about)
