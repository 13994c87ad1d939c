"""Figures with their intervals, one line each: the plain comparison of groups, metrics or versions."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from math import inf, isfinite
from typing import TYPE_CHECKING

from cxcourse.charts.frame import framed, need_results, numbers_table
from cxcourse.charts.look import INK, INK_2, PALETTE, WIDTH, mark_look
from cxcourse.charts.sheet import Sheet, Span, ticks
from cxcourse.charts.words import count, listed, plain, width_of, wrap
from cxcourse.core.metrics.quantities import quantity
from cxcourse.core.metrics.result import Result
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt

_ROW = 38


def intervals(
    results: Mapping[Hashable, Result] | Iterable[Result] | Result,
    *,
    reference: float | None = None,
    reference_name: str = "reference",
    sort: bool = True,
    title: str | None = None,
) -> alt.LayerChart:
    """Draw several figures with their intervals, and which of them clearly differ from a reference.

    Parameters
    ----------
    results : mapping of group to Result, several Results, or one
        Figures of one unit.
    reference : float, optional
        A target or benchmark in the same unit, drawn as a line. A mark is full where its interval lies wholly on one
        side of the line, hollow where the line runs through it.
    reference_name : str
        What the line is called.
    sort : bool
        Highest first (default), or in the order given.
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        One line a figure; ``description`` says it in words.

    Raises
    ------
    DataError
        There is no defined figure, or the units differ.

    Examples
    --------
    >>> from cxcourse import charts
    >>> from cxcourse.core.metrics.service import fcr
    >>> rates = {"billing": fcr(150, 240), "support": fcr(430, 500), "sales": fcr(70, 90)}
    >>> charts.intervals(rates, reference=75, reference_name="goal").title.text
    'Support is above the goal of 75 %, billing below'
    """
    named = need_results(results)
    drawn = {name: one for name, one in named.items() if one.defined}
    if not drawn:
        why = next(iter(named.values())).details.get("why", "nothing was measured")
        raise DataError(
            f"No figure is defined ({why}), so there is nothing to draw. Check the filter before the chart."
        )
    units = sorted({one.unit for one in named.values()})
    if len(units) > 1:
        raise DataError(f"One scale cannot hold the units {listed(map(repr, units))}. Draw one chart a unit.")
    if sort:
        drawn = dict(sorted(drawn.items(), key=lambda pair: -pair[1].value))
    lost = {name: one for name, one in named.items() if name not in drawn}
    line = None if reference is None else (quantity(reference, "reference", low=-inf), reference_name)
    digits = digits_of(drawn)
    return framed(
        _rows(drawn, lost, units[0], line),
        numbers_table({**drawn, **lost}),
        title=title or _title(drawn, line, units[0], digits),
        how=_how(drawn, line),
        description=_words(drawn, lost, line, units[0], digits),
        caption=_caption(named),
    )


def _how(drawn: Mapping[str, Result], line: tuple[float, str] | None) -> str:
    how = f"Dot: the figure; bar: its {level(drawn)} interval."
    return how if line is None else f"{how} Full dots are clearly off the line, hollow ones are not."


def _rows(drawn: dict[str, Result], lost: dict[str, Result], unit: str, line: tuple[float, str] | None) -> Sheet:
    names = min(230, max(width_of(name, 13, bold=True) for name in [*drawn, *lost])) + 18
    marks = _marks(drawn.values(), line)
    span = Span(marks[0], marks[-1], names + 64, WIDTH - 62)
    top = 26 if line else 6
    sheet = Sheet(top + _ROW * (len(drawn) + len(lost)) + 26)
    foot = sheet.height - 26
    sheet.rule([(span(mark), span(mark), top, foot) for mark in marks])
    digits = 0 if marks[1] - marks[0] >= 1 else 2
    sheet.text(
        [(span(mark), foot + 14, plain(mark, digits, sign=unit == "points")) for mark in marks], INK_2, align="center"
    )
    sheet.text([(WIDTH, foot + 14, fit_unit(unit))], INK_2, align="right")
    if line:
        at = span(line[0])
        sheet.rule([(at, at, top - 4, foot)], INK, 1.5, strokeDash=[5, 3])
        sheet.text([(at, 10, f"{line[1]} {with_unit(line[0], unit)}")], align="center", fontWeight=600)
    for place, (name, one) in enumerate({**drawn, **lost}.items()):
        _row(sheet, name, one, top + _ROW * (place + 0.5), span, line)
        if one.defined:
            # The axis names a long unit; percent and seconds are short enough to repeat.
            figure = with_unit(one.value, unit if unit in ("%", "s") else "", digits_of(drawn))
            figure = "+" * (unit == "points" and figure[0].isdigit() and figure != "0") + figure
            sheet.text([(WIDTH, top + _ROW * (place + 0.5), figure)], size=13, fontWeight=700, align="right")
    return sheet


def _marks(figures: Iterable[Result], line: tuple[float, str] | None) -> list[float]:
    """Return the ticks: they cover all intervals, and no value that the figure cannot take."""
    shown = [*figures]
    ends = [end for one in shown for end in (one.value, *ends_of(one))] + ([line[0]] if line else [])
    least, most = min(one.range[0] for one in shown), max(one.range[1] for one in shown)
    made = [mark for mark in ticks(min(ends), max(ends)) if least <= mark <= most]
    # A range that no round value closes (1 to 7) is closed by its own end.
    made = [least] * (least > -inf and least <= min(ends) < (made or [inf])[0]) + made
    made += [most] * (most < inf and most >= max(ends) > (made or [-inf])[-1])
    return made if len(made) > 1 else ticks(min(ends), max(ends))


def _row(sheet: Sheet, name: str, one: Result, y: float, span: Span, line: tuple[float, str] | None) -> None:
    lines = wrap(name, span.start - 80, 13, bold=True)
    sheet.text([(0, y - 7.5 * (len(lines) - 1), lines)], size=13, fontWeight=600)
    sheet.text([(span.start - 22, y, f"n = {one.n:,}")], INK_2, 11, align="right")
    if not one.defined:
        sheet.text([(span.start + 8, y, f"undefined: {one.details.get('why', one.method)}")], INK_2, fontStyle="italic")
        return
    sheet.rule([(span.start, span.end, y, y)], strokeDash=[1, 4])
    clear = line is None or side(one, line[0]) != 0
    interval_mark(sheet, one, span, y, PALETTE[0], hollow=not clear)


def _title(drawn: dict[str, Result], line: tuple[float, str] | None, unit: str, digits: int) -> str:
    if line:
        return _against(drawn, line, unit)
    ranked = sorted(drawn.items(), key=lambda pair: -pair[1].value)
    ends = [ranked[0], ranked[-1]] if len(ranked) > 1 else ranked
    kinds = {one.name for one in drawn.values()}
    told = [(name, with_unit(one.value, unit, digits)) for name, one in ends]
    if len(kinds) == 1 and not kinds & set(drawn):  # one metric by group: say which metric
        title = f"{kinds.pop()} is {' and '.join(f'{figure} for {name}' for name, figure in told)}"
    else:
        title = ", ".join(f"{name}: {figure}" for name, figure in told)
    hidden = len(ends) > 1 and overlap(ends[0][1], ends[1][1])
    return title[0].upper() + title[1:] + (", but the intervals overlap" if hidden else "")


def _against(drawn: dict[str, Result], line: tuple[float, str], unit: str) -> str:
    above, below = ([name for name, one in drawn.items() if side(one, line[0]) == way] for way in (1, -1))
    goal = f"the {line[1]} of {with_unit(line[0], unit)}"
    parts = [f"{_some(above, len(drawn))} above {goal}"] * bool(above)
    parts += [f"{_some(below, len(drawn), bool(above))} below{'' if above else ' ' + goal}"] * bool(below)
    title = ", ".join(parts) or f"Nothing is clearly off {goal}"
    return title[0].upper() + title[1:]


def _some(names: list[str], total: int, follows: bool = False) -> str:
    """Return who is meant, with the verb where none stands before: names while they are few, else how many."""
    told = listed(names) if len(names) < 3 else f"{len(names)} of {total}"
    return told if follows else f"{told} {'is' if len(names) == 1 else 'are'}"


def _words(
    drawn: dict[str, Result], lost: dict[str, Result], line: tuple[float, str] | None, unit: str, digits: int
) -> str:
    parts = []
    for name, one in drawn.items():
        sure = f" ({plain(one.low, digits)} to {plain(one.high, digits)})" if one.has_interval else ""
        parts.append(f"{name} {with_unit(one.value, unit, digits)}{sure}, n = {one.n:,}")
    parts += [f"{name} undefined, {one.details.get('why', one.method)}" for name, one in lost.items()]
    start = f"Figures with their intervals, against {line[1]} {with_unit(line[0], unit)}. " if line else ""
    return f"{start or 'Figures with their intervals. '}{'. '.join(parts)}."


def _caption(named: dict[str, Result]) -> str:
    kinds = list(dict.fromkeys(one.name for one in named.values()))
    kind = [listed(kinds)] if len(kinds) <= 3 and set(kinds) != set(named) else []
    methods = list(dict.fromkeys(one.method for one in named.values() if one.defined))
    missing = sum(one.missing for one in named.values())
    return " · ".join(
        [*kind, *(methods if len(methods) == 1 else []), *[f"{count(missing, 'answer')} missing"] * bool(missing)]
    )


def interval_mark(
    sheet: Sheet, one: Result, span: Span, y: float, color: str, *, across: float = 11, hollow: bool = False
) -> None:
    """Draw a figure as a dot on the bar of its interval; an end without limit goes to the edge of the axis."""
    if one.has_interval:
        low, high = span(max(one.low, span.low)), span(min(one.high, span.high))
        sheet.rect([(low, high, y - 4.5, y + 4.5)], color, opacity=0.36, cornerRadius=4)
    sheet.point([(span(one.value), y)], {**mark_look(0, across), "color": color}, hollow=hollow)


def ends_of(one: Result) -> tuple[float, ...]:
    """Return the ends of an interval that an axis must reach."""
    return tuple(end for end in (one.low, one.high) if isfinite(end))


def level(figures: Mapping[str, Result]) -> str:
    """Return the confidence of the intervals, where all share it."""
    levels = {one.confidence for one in figures.values()}
    return f"{plain(100 * levels.pop(), 2)} %" if len(levels) == 1 else "confidence"


def overlap(one: Result, other: Result) -> bool:
    """Return whether the intervals of two figures share a value; without intervals nothing is known."""
    if not (one.has_interval and other.has_interval):
        return False
    return max(one.low, other.low) <= min(one.high, other.high)


def side(one: Result, value: float) -> int:
    """Return 1 where the whole interval lies above a value, -1 where below, 0 where it holds it or is unknown."""
    if not one.has_interval:
        return 0
    return int(one.low > value) - int(one.high < value)


def with_unit(value: float, unit: str, digits: int = 1) -> str:
    """Return a figure with its unit; points get a sign, since they have two directions.

    Examples
    --------
    >>> with_unit(12.2, "points", 0), with_unit(72.24, "%"), with_unit(0.123, "proportion", 2)
    ('+12 points', '72.2 %', '0.12')
    """
    number = plain(value, digits, sign=unit == "points")
    return number if unit in ("proportion", "p", "mean") else f"{number} {unit}".strip()


def digits_of(figures: Mapping[str, Result]) -> int:
    """Return how many decimals figures deserve: the typical width of their intervals allows no more.

    Examples
    --------
    >>> from cxcourse.core.metrics import nps_from_counts
    >>> digits_of({"shop": nps_from_counts(60, 20, 20)}), digits_of({"all": nps_from_counts(60000, 20000, 20000)})
    (0, 1)
    """
    spreads = sorted(one.high - one.low if one.has_interval else abs(one.value) for one in figures.values())
    spread = spreads[len(spreads) // 2]
    return 0 if spread >= 4 else 1 if spread >= 0.4 else 2 if spread >= 0.04 else 3


def fit_unit(unit: str) -> str:
    """Return the unit as it stands under the axis."""
    return {"%": "percent", "s": "seconds"}.get(unit, unit)
