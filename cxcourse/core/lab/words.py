"""A figure of the lab in words: how it is written and what it says."""

from __future__ import annotations

from math import isfinite

from cxcourse.core.lab.catalogue import Metric
from cxcourse.core.lab.figures import Case
from cxcourse.core.metrics.result import Result

# ---------------------------------------------------------------- numbers


def factor(r: Result) -> int:
    """Return what a figure is multiplied with on the screen: proportions are shown in percent."""
    return 100 if r.unit == "proportion" else 1


def plain(of: Metric, x: float, wide: float = 0.0, *, sign: bool | None = None) -> str:
    """Write a number as exact as its interval allows, with a true minus sign.

    Examples
    --------
    >>> from cxcourse.core.lab import metric
    >>> plain(metric("nps"), -5.8, 31), plain(metric("csat"), 66.25, 2), plain(metric("seq"), 5.6)
    ('\u22126', '66.2', '5.60')
    """
    if x != x:
        return "\u2013"
    if not isfinite(x):
        return "without limit"
    if of.kind == "mean":
        digits = 1 if of.id == "sus" else 2
    elif of.kind in ("seconds", "money"):
        digits = 0 if abs(x) >= 100 else 1
    else:
        digits = 0 if wide >= 4 or (not wide and float(x).is_integer()) else 1
    text = f"{x:+,.{digits}f}" if (of.kind == "score" if sign is None else sign) else f"{x:,.{digits}f}"
    if not any(c in "123456789" for c in text):
        text = text.lstrip("+-")
    return text.replace("-", "\u2212")


def unit(of: Metric, *, difference: bool = False) -> str:
    """Return what stands behind a number, with its space."""
    if of.kind == "share":
        return " points" if difference else " %"
    if of.kind == "seconds":
        return " s"
    return " points" if difference and of.kind in ("score", "mean") else ""


def figure(of: Metric, r: Result, x: float | None = None) -> str:
    """Write a figure, or another number of the same kind, with its unit.

    Examples
    --------
    >>> from cxcourse.core.lab import count_case, metric
    >>> figure(metric("nps"), count_case(metric("nps"), {}).result)
    '+10'
    """
    value = factor(r) * (r.value if x is None else x)
    return plain(of, value, width(r)) + (unit(of) if isfinite(value) else "")


def interval(of: Metric, r: Result, *, difference: bool = False) -> str:
    """Write an interval: ``95 % interval \u22126 to +25``; empty where there is none."""
    if not r.has_interval:
        return ""
    low, high = (plain(of, factor(r) * x, width(r), sign=difference or None) for x in (r.low, r.high))
    return f"{100 * r.confidence:g} % interval {low} to {high}{unit(of, difference=difference)}"


def width(r: Result) -> float:
    """Return how wide an interval is, as it is shown; 0 without one."""
    return factor(r) * (r.high - r.low) if r.has_interval else 0.0


def sample(of: Metric, r: Result) -> str:
    """Write how many there were and how many are missing."""
    return ", ".join([f"n = {r.n:,}"] * of.sample + [f"{r.missing:,} missing"] * bool(r.missing))


def parts(case: Case) -> list[tuple[str, float, str]]:
    """Return what the sample is made of: label, count, tone; empty where it has no parts."""
    of, counts, r = case.metric, case.counts, case.result
    if of.id == "retention" and r.defined:
        stayed = round(r.value * r.n / 100)
        return [("Still there", stayed, "good"), ("Left", r.n - stayed, "bad")]
    return [(f.label, counts[f.name], f.tone) for f in of.fields if f.tone] if counts else []


# ---------------------------------------------------------------- reading


def reading(case: Case) -> str:
    """Say in plain language what a figure means and how sure it is.

    Examples
    --------
    >>> from cxcourse.core.lab import count_case, metric
    >>> print(reading(count_case(metric("csat"), {"satisfied": 60, "others": 40})))
    60 % of those who answered are satisfied (4 or 5 of 5). For all customers like these the figure may well lie \
anywhere from 50 % to 69 %: of 100 intervals made in this way, about 95 hold the truth.
    """
    of, r = case.metric, case.result
    if not r.defined:
        return f"{of.name} is undefined, which is not 0: {r.details.get('why', r.method)}."
    return " ".join(filter(None, (_says(case), _adds(case), _sure(of, r))))


def _says(case: Case) -> str:
    of, r = case.metric, case.result
    if of.id != "nps":
        return of.says.format(v=figure(of, r))
    if not round(r.value, 6):
        return "Promoters and detractors balance each other."
    more, fewer = ("promoters", "detractors") if r.value > 0 else ("detractors", "promoters")
    by = plain(of, abs(r.value), width(r), sign=False)
    return f"In every 100 who answered there are {by} more {more} than {fewer}."


def _adds(case: Case) -> str:
    of, r = case.metric, case.result
    if of.id == "sus":
        return (
            f"On the curved scale of many products that is grade {str(r.details['grade']).replace('-', chr(0x2212))}."
        )
    if of.id == "aht" and r.details.get("median", r.value) < 0.9 * r.value:
        return f"Half of them take {figure(of, r, r.details['median'])} or less: a few long ones pull the mean up."
    return ""


def _sure(of: Metric, r: Result) -> str:
    if not r.has_interval:
        return ""
    low, high = (figure(of, r, x) for x in (r.low, r.high))
    zero = ", so it is not settled which of the two are more" if of.kind == "score" and r.low < 0 < r.high else ""
    people = {"calls": "calls", "contacts": "contacts", "visits": "visits", "attempts": "attempts"}.get(
        of.thing, "attempts" if of.kind == "seconds" else "customers"
    )
    level = f"{100 * r.confidence:g}"
    return (
        f"For all {people} like these the figure may well lie anywhere from {low} to {high}{zero}: "
        f"of 100 intervals made in this way, about {level} hold the truth."
    )


# ---------------------------------------------------------------- two figures


def compare_reading(first: Case, second: Case, difference: Result, names: tuple[str, str]) -> str:
    """Say what the difference of two figures means.

    Examples
    --------
    >>> from cxcourse.core.lab import compare, count_case, metric
    >>> a, b = (count_case(metric("csat"), {"satisfied": x, "others": 100 - x}) for x in (60, 75))
    >>> print(compare_reading(a, b, compare(a, b), ("May", "June")))
    June is 15 points higher than May (75 % and 60 %), which is better. The interval of the difference, +2 to +27 \
points, leaves 0 out: chance alone would rarely make that.
    """
    of, a, b = first.metric, first.result, second.result
    if not difference.defined:
        return f"There is nothing to compare: {difference.details['why']}."
    d, (one, two) = difference.value, names
    both = f"({figure(of, b)} and {figure(of, a)})"
    if not round(d, 9):
        return f"{two} and {one} are alike {both}." + _settled(of, difference)
    size = plain(of, factor(difference) * abs(d), width(difference), sign=False) + unit(of, difference=True)
    good = (d > 0) == (of.better == "high")
    value = "" if of.kind == "money" else f", which is {'better' if good else 'worse'}"
    return f"{two} is {size} {'higher' if d > 0 else 'lower'} than {one} {both}{value}." + _settled(of, difference)


def _settled(of: Metric, d: Result) -> str:
    if not d.has_interval:
        return " There is no interval here, so nobody can say whether that is more than chance."
    ends = interval(of, d, difference=True).split("interval ")[1]
    if d.low <= 0 <= d.high:
        return f" The interval of the difference, {ends}, holds 0: chance alone could have made it."
    return f" The interval of the difference, {ends}, leaves 0 out: chance alone would rarely make that."
