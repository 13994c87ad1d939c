"""How long people stay: survival curves, with how sure they are and how many are still watched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from cxcourse.charts.frame import framed, rounded
from cxcourse.charts.look import INK_2, LINE, PALETTE, WIDTH, mark_look
from cxcourse.charts.sheet import Sheet, Span, spread, ticks
from cxcourse.charts.words import count, label, listed, percent, plain, width_of, wrap
from cxcourse.core.metrics.curve import Curve
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_DASHES = ([], [7, 4], [2, 3], [10, 3, 2, 3], [1, 5], [14, 5])
_HEIGHT, _LINE = 250, 20  # of the plot, and of a line of counts under it
_TAIL = 0.03  # how far, in parts of the axis, the last level is drawn on
_ENOUGH = 10  # at risk: below, a curve's tail rests on a handful of people


def survival_curve(
    curves: Curve | Mapping[str, Curve], *, unit: str = "months", title: str | None = None
) -> alt.LayerChart:
    """Draw the share still there over time, with its interval and how many are still watched.

    Parameters
    ----------
    curves : Curve, or mapping of group to Curve
        What ``kaplan_meier`` or ``cohort_curve`` returns; up to six groups.
    unit : str
        The unit of time, in the plural.
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        One stepped line a group in its own colour and dash; below, the customers at risk at each mark of the axis.

    Raises
    ------
    DataError
        There is no curve, more than six, something else, or a curve without customers.

    Examples
    --------
    >>> from cxcourse import charts
    >>> from cxcourse.core.metrics.survival import cohort_curve
    >>> groups = {"organic": cohort_curve([400, 390, 372, 360]), "discount": cohort_curve([400, 350, 260, 230])}
    >>> charts.survival_curve(groups).title.text
    '90 % of organic and 57 % of discount stay 3 months'
    """
    named = _checked(curves)
    longest = max(float(curve.time[-1]) for curve in named.values())
    marks = [mark for mark in ticks(0, longest or 1.0, 6) if mark <= longest * 1.001] or [0.0]
    floor = _floor(named)
    at = _telling_time(named, marks)
    how = "A line falls when someone leaves; its band is the interval. Below: how many are still watched."
    return framed(
        _drawing(named, marks, longest or 1.0, floor, unit),
        _table(named, marks, unit),
        title=title or _title(named, at, unit),
        how=how + (f" The axis begins at {percent(floor)}." if floor else ""),
        description=_words(named, at, unit),
        caption=_caption(named),
    )


def _checked(curves: Curve | Mapping[str, Curve]) -> dict[str, Curve]:
    named = {"all": curves} if isinstance(curves, Curve) else curves
    if not isinstance(named, Mapping):
        raise DataError(f"Found {type(curves).__name__} instead of curves. Pass what kaplan_meier returns, by group.")
    if not 1 <= len(named) <= len(_DASHES):
        raise DataError(f"One to six curves can be told apart, found {len(named)}. Draw fewer groups at a time.")
    for name, curve in named.items():
        if not isinstance(curve, Curve):
            raise DataError(f"{label(name)!r} is {type(curve).__name__}, not a curve. Pass what kaplan_meier returns.")
        if not curve.n:
            raise DataError(f"{label(name)!r} has no customers, so it has no curve. Check the filter before the chart.")
    return {label(name): curve for name, curve in named.items()}


def _floor(named: dict[str, Curve]) -> float:
    """Return where the axis begins: at 0, unless everything happens in the upper part."""
    low = min(float(np.nanmin(np.append(curve.low, curve.share))) for curve in named.values())
    return 0.0 if low < 0.6 else min(0.9, low * 10 // 1 / 10)


def _telling_time(named: dict[str, Curve], marks: list[float]) -> float:
    """Return the last mark of the axis at which every group still has people enough to speak of."""
    good = [mark for mark in marks if all(_at_risk(curve, mark) >= min(_ENOUGH, curve.n) for curve in named.values())]
    return max(good)


def _at_risk(curve: Curve, time: float) -> int:
    place = int(np.searchsorted(curve.time, time, side="left"))
    return int(curve.at_risk[place]) if place < len(curve.time) else 0


def _drawing(named: dict[str, Curve], marks: list[float], longest: float, floor: float, unit: str) -> Sheet:
    names = min(150, max(width_of(name, 12, bold=True) for name in named)) + 22
    first = max(width_of(f"{_at_risk(curve, 0):,}") for curve in named.values()) / 2
    left = max(46.0, names + first) if len(named) > 1 else 46.0
    ends = 66 + (min(150, max(width_of(name, 13, bold=True) for name in named)) if len(named) > 1 else 0)
    # What is left after the last step is drawn a little further, or a fall at the very end would show no level.
    across, down = Span(0, longest * (1 + _TAIL), left + 4, WIDTH - ends), Span(floor, 1, 8 + _HEIGHT, 8)
    sheet = Sheet(8 + _HEIGHT + 62 + _LINE * len(named))
    levels = [level for level in ticks(floor, 1, 5) if floor <= level <= 1]
    sheet.rule([(across.start, across.end, down(level), down(level)) for level in levels])
    sheet.text([(across.start - 10, down(level), percent(level)) for level in levels], INK_2, align="right")
    foot = 8 + _HEIGHT
    sheet.text([(across(mark), foot + 15, plain(mark)) for mark in marks], INK_2, align="center")
    sheet.text([(across.end + 14, foot + 15, unit)], INK_2)
    for place, curve in enumerate(named.values()):
        _band(sheet, curve, place, across, down)
    for place, curve in enumerate(named.values()):
        _line(sheet, curve, place, across, down)
    if len(named) == 1:
        _half(sheet, next(iter(named.values())), across, down)
    _end_names(sheet, named, across, down)
    _counts(sheet, named, marks, across, foot + 42)
    return sheet


def _steps_of(curve: Curve, across: Span) -> tuple[np.ndarray, np.ndarray]:
    """Return which steps to draw and where: all, or the last one on each half pixel when they are many."""
    kept = np.arange(len(curve.time))
    if len(curve.time) > 400:
        pixel = np.round(2 * curve.time / across.high * (across.end - across.start))
        kept = np.flatnonzero(np.append(np.diff(pixel) != 0, True))
    places = across.start + curve.time[kept] / across.high * (across.end - across.start)
    tail = min(across.end, places[-1] + (across.end - across.start) * _TAIL / (1 + _TAIL))
    return np.append(kept, kept[-1]), np.append(places, tail)


def _band(sheet: Sheet, curve: Curve, place: int, across: Span, down: Span) -> None:
    rows = [
        (x, down(max(down.low, curve.low[i])), down(curve.high[i]))
        for i, x in zip(*_steps_of(curve, across), strict=True)
        if not np.isnan(curve.low[i])
    ]
    sheet.area(rows, PALETTE[place % len(PALETTE)], opacity=0.2, interpolate="step-after")


def _line(sheet: Sheet, curve: Curve, place: int, across: Span, down: Span) -> None:
    rows = [(x, down(curve.share[i])) for i, x in zip(*_steps_of(curve, across), strict=True)]
    dash = {"strokeDash": _DASHES[place]} if _DASHES[place] else {}
    sheet.line(rows, PALETTE[place % len(PALETTE)], width=2.5, interpolate="step-after", **dash)


def _half(sheet: Sheet, curve: Curve, across: Span, down: Span) -> None:
    """Lead the eye from one half to the curve and down to the time."""
    half = curve.median()
    if half.defined and down.low < 0.5:
        x, y = across(half.value), down(0.5)
        sheet.rule([(across.start, x, y, y), (x, x, y, down.start)], INK_2, 1, strokeDash=[4, 3])
        sheet.text([(x + 7, down.start - 12, f"half gone: {plain(half.value)}")], fontWeight=600)


def _end_names(sheet: Sheet, named: dict[str, Curve], across: Span, down: Span) -> None:
    """Write each name where its line ends, moved apart where two would touch."""
    ends = sorted((down(float(curve.share[-1])), place, name) for place, (name, curve) in enumerate(named.items()))
    heights = spread([y for y, _, _ in ends], 34 if len(named) > 1 else 20, 8.0, _HEIGHT - 6.0)
    for (y, place, name), height in zip(ends, heights, strict=True):
        curve = named[name]
        x = float(_steps_of(curve, across)[1][-1])
        sheet.point([(x, y)], mark_look(place, 9))
        out = across.end + 14
        if x < across.end - 1 or abs(height - y) > 6:
            sheet.rule([(x + 6, out - 3, y, height)], LINE)
        sheet.text([(out, height - 8 * (len(named) > 1), percent(float(curve.share[-1])))], size=15, fontWeight=700)
        if len(named) > 1:
            sheet.text([(out, height + 8, wrap(name, 150, 12, lines=1))], fontWeight=600)


def _counts(sheet: Sheet, named: dict[str, Curve], marks: list[float], across: Span, y: float) -> None:
    sheet.text([(0, y, "Still watched")], INK_2)
    for place, (name, curve) in enumerate(named.items()):
        line = y + _LINE * (place + 1)
        if len(named) > 1:
            sheet.point([(6, line)], mark_look(place, 9))
            sheet.text([(18, line, wrap(name, 150, 12, lines=1))], fontWeight=600)
        numbers = [(across(mark), line, f"{_at_risk(curve, mark):,}") for mark in marks]
        sheet.text(numbers, INK_2, align="center")


def _title(named: dict[str, Curve], at: float, unit: str) -> str:
    if len(named) == 1:
        (curve,) = named.values()
        half = curve.median()
        if half.defined:
            return f"Half are gone after {_time(half.value, unit)}"
        return f"{percent(curve.at(at).value / 100)} stay {_time(at, unit)}"
    told = [f"{percent(curve.at(at).value / 100)} of {name}" for name, curve in named.items()]
    if len(told) > 3:
        ranked = sorted(named, key=lambda name: -named[name].at(at).value)
        told = [f"{percent(named[name].at(at).value / 100)} of {name}" for name in (ranked[0], ranked[-1])]
    return f"{listed(told)} stay {_time(at, unit)}"


def _time(time: float, unit: str) -> str:
    return f"{plain(time)} {unit[:-1] if time == 1 and unit.endswith('s') else unit}"


def _words(named: dict[str, Curve], at: float, unit: str) -> str:
    told = []
    for name, curve in named.items():
        then, half = curve.at(at), curve.median()
        sure = f" (interval {percent(then.low / 100)} to {percent(then.high / 100)})" if then.has_interval else ""
        gone = f"half gone after {_time(half.value, unit)}" if half.defined else "never down to half"
        told.append(f"{name}: {percent(then.value / 100)}{sure} after {_time(at, unit)}, {gone}, n = {curve.n:,}.")
    return f"Share still there over time. {' '.join(told)}"


def _caption(named: dict[str, Curve]) -> str:
    methods = list(dict.fromkeys(curve.method for curve in named.values()))
    missing = sum(curve.missing for curve in named.values())
    notes = [f"{missing:,} incomplete left out"] * bool(missing)
    return " · ".join([count(sum(curve.n for curve in named.values()), "customer"), *notes, *methods])


def _table(named: dict[str, Curve], marks: list[float], unit: str) -> pd.DataFrame:
    import pandas as pd

    rows = []
    for name, curve in named.items():
        for mark in marks:
            then = curve.at(mark)
            told = {"still there %": rounded(then.value), "low": rounded(then.low), "high": rounded(then.high)}
            rows.append({"group": name, unit: mark, "still watched": _at_risk(curve, mark), **told})
    return pd.DataFrame(rows)
