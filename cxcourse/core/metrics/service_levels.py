"""Service level: one day of calls, several formulas, several truths. The formula is always named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, NamedTuple

from cxcourse.core.metrics.aligned import amounts, same_length, yes_no
from cxcourse.core.metrics.intervals import proportion_interval
from cxcourse.core.metrics.quantities import choice, quantity, whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.errors import DataError


class _Formula(NamedTuple):
    """Which calls count as served, and which leave the base."""

    text: str
    credit: tuple[str, ...]
    base: tuple[str, ...]
    less: tuple[str, ...] = ()


IN, LATE, AB_IN, AB_LATE, SHORT = (
    "answered in T",
    "answered after T",
    "abandoned in T",
    "abandoned after T",
    "short abandoned",
)
_ALL = (IN, LATE, AB_IN, AB_LATE)

FORMULAS: dict[str, _Formula] = {
    "abandons-in-time-good": _Formula("(answered in T + abandoned in T) / offered", (IN, AB_IN), _ALL),
    "answered-only": _Formula("answered in T / answered", (IN,), (IN, LATE)),
    "abandons-bad": _Formula("answered in T / offered", (IN,), _ALL),
    "abandons-in-time-ignored": _Formula("answered in T / (offered - abandoned in T)", (IN,), (IN, LATE, AB_LATE)),
    "short-abandons-good": _Formula("(answered in T + short abandoned) / offered", (IN, SHORT), _ALL),
    "short-abandons-ignored": _Formula("answered in T / (offered - short abandoned)", (IN,), _ALL, (SHORT,)),
}  # fmt: skip

# The same arithmetic under the names that a telephone system prints
SAME_AS = {
    "cisco-positive": "abandons-in-time-good",
    "cisco-negative": "abandons-bad",
    "cisco-ignored": "abandons-in-time-ignored",
}

Formula = Literal[
    "abandons-in-time-good", "answered-only", "abandons-bad", "abandons-in-time-ignored", "short-abandons-good",
    "short-abandons-ignored", "cisco-positive", "cisco-negative", "cisco-ignored",
]  # fmt: skip


def service_level(
    *,
    answered_in: int,
    answered_after: int,
    abandoned_in: int = 0,
    abandoned_after: int = 0,
    short_abandoned: int | None = None,
    formula: Formula = "abandons-bad",
    confidence: float = 0.95,
) -> Result:
    """Return the share of calls answered within the threshold T, by a named formula.

    Parameters
    ----------
    answered_in, answered_after : int
        Calls answered within T, and later; 0 or more.
    abandoned_in, abandoned_after : int
        Calls given up within T, and later; 0 or more.
    short_abandoned : int, optional
        Calls given up within a second, shorter limit (misdials); part of ``abandoned_in`` (or, where the limit
        is above T, of all abandoned). Needed by the two ``short-…`` formulas only.
    formula : str
        ``"abandons-bad"`` (default): answered in T / offered; every caller who gives up counts against you.
        ``"abandons-in-time-good"``: (answered in T + abandoned in T) / offered.
        ``"answered-only"``: answered in T / answered; hides everyone who hung up.
        ``"abandons-in-time-ignored"``: answered in T / (offered - abandoned in T).
        ``"short-abandons-good"``: (answered in T + short abandoned) / offered.
        ``"short-abandons-ignored"``: answered in T / (offered - short abandoned).
        ``"cisco-negative"``, ``"cisco-positive"``, ``"cisco-ignored"``: the first, second and fourth of these under
        the names of that system, whose "offered" are the calls with a service-level event.
    confidence : float
        Level of the Wilson interval, between 0 and 1. Default 0.95.

    Returns
    -------
    Result
        Percent, 0 to 100, with a Wilson interval; undefined when the base is empty. ``details`` holds the value by
        each formula that can be computed, so that the choice is visible.

    Raises
    ------
    DataError
        When a count is negative or not whole, the formula is unknown, or short abandons are missing or too many.

    Notes
    -----
    One published day (860 in 20 s of 1,000 answered, 20 given up within and 40 after) is 81 %, 83 % or 86 %. Compare
    only figures of one formula and one T. The interval treats calls as independent; calls of one busy half hour are
    not, so it is too narrow.

    References
    ----------
    International Customer Management Institute (2002). Service level calculations.
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.

    Examples
    --------
    >>> day = {"answered_in": 860, "answered_after": 140, "abandoned_in": 20, "abandoned_after": 40}
    >>> round(service_level(**day).value, 1), round(service_level(**day, formula="answered-only").value, 1)
    (81.1, 86.0)
    """
    name = choice(formula, "formula", (*FORMULAS, *SAME_AS))
    calls = _calls(answered_in, answered_after, abandoned_in, abandoned_after, short_abandoned)
    rule = FORMULAS[SAME_AS.get(name, name)]
    if SHORT not in calls and SHORT in rule.credit + rule.less:
        raise DataError(
            f"short_abandoned: formula {name} needs it, found nothing. Count calls given up within a few seconds."
        )
    hits, base = _fraction(rule, calls)
    about = {"name": "Service level", "unit": "%", "range": (0, 100), "confidence": confidence,
             "source": "International Customer Management Institute (2002), Service level calculations",
             "details": _every(calls)}  # fmt: skip
    if base == 0:
        return Result.undefined(why=f"formula {name} leaves no calls to count", **about)
    low, high = proportion_interval(hits, base, confidence=confidence)
    steps = (f"{rule.text}", f"{hits} / {base} = {number(100 * hits / base)} %")
    return Result(value=100 * hits / base, low=100 * low, high=100 * high, n=base, steps=steps,
                  method=f"formula {name}: {rule.text}; Wilson interval", **about)  # fmt: skip


def service_level_of_calls(
    wait_s: Iterable,
    answered: Iterable,
    *,
    threshold_s: float = 20.0,
    short_s: float | None = None,
    formula: Formula = "abandons-bad",
    confidence: float = 0.95,
    missing: str = "count",
) -> Result:
    """Return the service level from a log of calls, by a named formula.

    Parameters
    ----------
    wait_s : array of float, shape (n,)
        Seconds each offered call waited, until it was answered or given up; 0 or more.
    answered : array of yes/no, shape (n,)
        True where the call was answered, false where it was given up.
    threshold_s : float
        T in seconds, 0 or more; a wait of exactly T is within T. Default 20.
    short_s : float, optional
        Calls given up within this many seconds are short. Needed by the two ``short-…`` formulas only.
    formula, confidence
        As in :func:`service_level`.
    missing : {"count", "error"}
        Leave calls without a wait or an outcome out and count them (default), or refuse them.

    Returns
    -------
    Result
        As in :func:`service_level`.

    Raises
    ------
    DataError
        When columns differ in length, a wait is negative, infinite or no number, or a count does not fit the formula.

    Notes
    -----
    A wait of T + 0.1 s is late. Systems that round waits to whole seconds before comparing give other figures.

    References
    ----------
    International Customer Management Institute (2002). Service level calculations.

    Examples
    --------
    >>> service_level_of_calls([5, 12, 40, 8, 60], [True, True, True, False, False]).value
    40.0
    """
    waits, w_gone = amounts(wait_s, "wait_s", missing=missing)
    reached, r_gone = yes_no(answered, "answered", missing=missing)
    same_length(wait_s=waits, answered=reached)
    limit, kept = quantity(threshold_s, "threshold_s"), ~(w_gone | r_gone)
    inside, taken, lost = waits <= limit, kept & (reached == 1), kept & (reached == 0)
    short = None if short_s is None else int((lost & (waits <= quantity(short_s, "short_s"))).sum())
    found = service_level(
        answered_in=int((taken & inside).sum()),
        answered_after=int((taken & ~inside).sum()),
        abandoned_in=int((lost & inside).sum()),
        abandoned_after=int((lost & ~inside).sum()),
        short_abandoned=short,
        formula=formula,
        confidence=confidence,
    )
    return replace(found, missing=int((~kept).sum()), method=f"{found.method}; T = {number(limit)} s")


def _calls(in_t: object, after_t: object, ab_in: object, ab_after: object, short: object) -> dict[str, int]:
    calls = {
        IN: whole(in_t, "answered_in"),
        LATE: whole(after_t, "answered_after"),
        AB_IN: whole(ab_in, "abandoned_in"),
        AB_LATE: whole(ab_after, "abandoned_after"),
    }
    if short is not None:
        calls[SHORT] = whole(short, "short_abandoned")
        abandoned = calls[AB_IN] + calls[AB_LATE]
        if calls[SHORT] > abandoned:
            raise DataError(
                f"short_abandoned: found {calls[SHORT]}, more than all abandoned ({abandoned}). Check the limits."
            )
    return calls


def _fraction(rule: _Formula, calls: dict[str, int]) -> tuple[int, int]:
    return sum(calls[k] for k in rule.credit), sum(calls[k] for k in rule.base) - sum(calls[k] for k in rule.less)


def _every(calls: dict[str, int]) -> dict[str, float]:
    """Return the service level by every formula these counts allow."""
    known = {k: r for k, r in FORMULAS.items() if SHORT in calls or SHORT not in r.credit + r.less}
    parts = {k: _fraction(r, calls) for k, r in known.items()}
    return {k: 100 * hits / base for k, (hits, base) in parts.items() if base}
