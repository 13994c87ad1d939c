"""A figure over time against its ordinary variation: news or noise?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cxcourse.charts.dots import with_unit
from cxcourse.charts.frame import framed, rounded
from cxcourse.charts.limits import RULES, Limits, individual_limits, set_off, share_limits
from cxcourse.charts.look import INK, INK_2, LINE, PALETTE, SURFACE, WIDTH
from cxcourse.charts.sheet import Sheet, Span, spread, ticks
from cxcourse.charts.words import count, label, listed, plain, width_of, wrap
from cxcourse.core.metrics.aligned import same_length
from cxcourse.core.metrics.values import numbers
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_HEIGHT, _RIGHT = 220, 118  # of the plot, and the room right of it
_FEW = 6


class _Series(NamedTuple):
    """What is drawn: values with their names, limits and the rules each point completes."""

    names: list[str]
    values: np.ndarray
    of: np.ndarray | None
    limits: Limits
    rules: list[tuple[int, ...]]
    unit: str
    baseline: int

    @property
    def flagged(self) -> list[int]:
        return [i for i, rules in enumerate(self.rules) if rules]

    @property
    def scale(self) -> int:
        return 1 if self.of is None else 100

    def tick(self, mark: float) -> str:
        """Return a mark of the axis; shares carry their sign, so that they are not read as counts."""
        return plain(self.scale * mark, 2) + (" %" if self.of is not None else "")

    def word(self, value: float) -> str:
        """Return a value with its unit, to the decimals that the limits can tell apart."""
        spread = self.scale * float(np.nanmax(self.limits.high - self.limits.low))
        return with_unit(self.scale * value, self.unit, 0 if spread >= 20 else 1 if spread >= 2 else 2)


def control_chart(
    values: Iterable[float],
    *,
    of: Iterable[float] | None = None,
    labels: Sequence[Any] | None = None,
    baseline: int | None = None,
    least: float | None = None,
    unit: str = "",
    period: str = "period",
    title: str | None = None,
) -> alt.LayerChart:
    """Draw a figure over time with the limits of its ordinary variation, and set off what chance rarely makes.

    Parameters
    ----------
    values : sequence of float or Series
        One figure a period (an individuals chart), or with ``of`` how many cases had the property (a p-chart).
    of : sequence of int, optional
        How many cases there were in each period, above 0. The figure is then the share in percent.
    labels : sequence, optional
        Names of the periods; by default the index of a Series, else 1, 2, 3 …
    baseline : int, optional
        Compute the limits from so many first periods, to judge what came after a change. Default: all.
    least : float, optional
        The least the figure can be, such as 0 for a time; no limit is drawn below.
    unit, period : str
        Unit of an individuals chart, and what one period is called: "week".
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        A line with limits; points that complete a rule are full diamonds with the number of the rule.

    Raises
    ------
    DataError
        Fewer than six periods, an empty or infinite value, more cases with the property than cases.

    Notes
    -----
    Individuals: mean ± 2.66 · mean moving range. Shares: p ± 3 · √(p(1 − p) / n) a period. The four rules are
    Western Electric's and Nelson's usual ones; each rings falsely now and then, some 1 in 100 periods together.
    With thousands of cases a period the limits of shares become too narrow, since weeks differ by more than
    chance: draw the shares themselves as an individuals chart instead.

    Examples
    --------
    >>> from cxcourse import charts
    >>> chart = charts.control_chart([41, 44, 39, 42, 43, 40, 42, 66, 41, 43], unit="s", period="week")
    >>> chart.title.text
    '1 of 10 weeks is out of the ordinary: week 8'
    """
    series = _read(values, of, labels, baseline, least, unit)
    return framed(
        _drawing(series, period),
        _table(series, period),
        title=title or _title(series, period),
        how="Dashed: the limits within which the figure varies by itself. Diamonds complete a rule named below."
        + _from(series, period),
        description=_words(series, period),
        caption=f"{'p-chart' if of is not None else 'Individuals chart'} · limits three sigma from the mean",
    )


def _read(values: Any, of: Any, labels: Any, baseline: int | None, least: float | None, unit: str) -> _Series:
    if labels is None and hasattr(values, "index") and hasattr(values, "iloc"):
        labels = list(values.index)
        labels = [place + 1 for place in labels] if labels == list(range(len(labels))) else labels
    figures = _all_numbers(values, "values")
    names = [label(name) for name in labels] if labels is not None else [str(i + 1) for i in range(len(figures))]
    if len(names) != len(figures):
        raise DataError(f"labels: {len(names)} names for {len(figures)} values. Give one for each.")
    if len(figures) < _FEW:
        raise DataError(
            f"A control chart needs at least {_FEW} periods, found {len(figures)}: too few to know what is ordinary."
        )
    base = len(figures) if baseline is None else int(baseline)
    if not _FEW <= base <= len(figures):
        raise DataError(f"baseline: {_FEW} to {len(figures)} periods can set the limits, found {baseline}.")
    if of is None:
        limits = individual_limits(figures, base, -np.inf if least is None else least)
        return _Series(names, figures, None, limits, set_off(figures, limits), unit, base)
    cases = _all_numbers(of, "of")
    same_length(values=figures, of=cases)
    wrong = np.flatnonzero((figures < 0) | (cases <= 0) | (figures > cases))
    if len(wrong):
        i = int(wrong[0])
        raise DataError(
            f"{names[i]}: {figures[i]:g} of {cases[i]:g} is no share. Counts need 0 ≤ values ≤ of and of > 0."
        )
    limits = share_limits(figures, cases, base)
    return _Series(names, figures / cases, cases, limits, set_off(figures / cases, limits), "%", base)


def _all_numbers(values: Any, what: str) -> np.ndarray:
    return numbers(values, what, missing="error").kept.astype(float)


def _from(series: _Series, period: str) -> str:
    if series.baseline == len(series.values):
        return ""
    return f" The limits come from the first {count(series.baseline, period)}."


def _drawing(series: _Series, period: str) -> Sheet:
    marks = _marks(series)
    left = 14 + max(width_of(series.tick(mark)) for mark in marks)
    fired = sorted({rule for rules in series.rules for rule in rules})
    sheet = Sheet(14 + _HEIGHT + 46 + 22 * max(1, len(fired)))
    across = Span(0, len(series.values) - 1, left + 8, WIDTH - _RIGHT - 8)
    down = Span(marks[0], marks[-1], 14 + _HEIGHT, 14)
    sheet.rule([(left, WIDTH - _RIGHT, down(mark), down(mark)) for mark in marks])
    sheet.text([(left - 8, down(mark), series.tick(mark)) for mark in marks], INK_2, align="right")
    _range(sheet, series, across, down, left)
    _points(sheet, series, across, down)
    _periods(sheet, series, across, 14 + _HEIGHT + 16)
    _fired(sheet, series, fired, 14 + _HEIGHT + 52)
    return sheet


def _marks(series: _Series) -> list[float]:
    ends = np.concatenate([series.values, series.limits.low, series.limits.high])
    low, high = float(ends.min()), float(ends.max())
    return [mark for mark in ticks(low, high, 4) if series.of is None or 0 <= mark <= 1]


def _range(sheet: Sheet, series: _Series, across: Span, down: Span, left: float) -> None:
    """Draw the ordinary range: a band between dashed limits, the mean, and what each is called on the right."""
    limits, right = series.limits, WIDTH - _RIGHT
    half = (across(1) - across(0)) / 2
    # Limits that change from period to period step half way between the points.
    edges = [(across(i) + side * half, i) for i in range(len(series.values)) for side in (-1, 1)]
    edges = [(min(max(x, left), right), i) for x, i in edges]
    sheet.area([(x, down(limits.low[i]), down(limits.high[i])) for x, i in edges], LINE, opacity=0.4)
    for ends in (limits.low, limits.high):
        sheet.line([(x, down(ends[i])) for x, i in edges], INK_2, width=1.5, strokeDash=[6, 4])
    sheet.rule([(left, right, down(limits.mean), down(limits.mean))], INK_2, 1.5)
    named = ((limits.high[-1], "upper limit"), (limits.mean, "mean"), (limits.low[-1], "lower limit"))
    heights = spread([down(value) for value, _ in named], 30, 0, sheet.height)
    for (value, name), y in zip(named, heights, strict=True):
        sheet.text([(right + 8, y - 7, name)], INK_2, 11)
        sheet.text([(right + 8, y + 7, series.word(float(value)))], fontWeight=600)
    if series.baseline < len(series.values):
        x = across(series.baseline - 0.5)
        sheet.rule([(x, x, 14, 14 + _HEIGHT)], INK, 1.5)
        sheet.text([(x - 6, 6, "sets the limits")], INK_2, 11, align="right")
        sheet.text([(x + 6, 6, "is judged")], INK_2, 11)


def _points(sheet: Sheet, series: _Series, across: Span, down: Span) -> None:
    places = [(across(i), down(value)) for i, value in enumerate(series.values)]
    size = 34 if len(places) <= 60 else 14
    sheet.line(places, PALETTE[0], width=1.5)
    calm = [place for place, rules in zip(places, series.rules, strict=True) if not rules]
    sheet.point(calm, {"color": PALETTE[0], "shape": "circle", "size": size, "opacity": 1})
    loud = [places[i] for i in series.flagged]
    sheet.point(loud, {"color": PALETTE[2], "shape": "diamond", "size": 130, "opacity": 1})
    for i in series.flagged:
        x, y = places[i]
        above = series.values[i] >= series.limits.mean
        words = ",".join(map(str, series.rules[i]))
        # The same words in the page's colour behind, so that lines do not cross the number.
        look = {"align": "center", "fontWeight": 700}
        at = (x, y - 15 if above else y + 15, words)
        sheet.text([at], SURFACE, stroke=SURFACE, strokeWidth=4, **look)
        sheet.text([at], **look)


def _periods(sheet: Sheet, series: _Series, across: Span, y: float) -> None:
    """Name as many periods as there is room for."""
    widest = max(width_of(name) for name in series.names) + 12
    each = max(1, int(np.ceil(widest / max(across(1) - across(0), 0.01))))
    rows = [(across(i), y, name) for i, name in enumerate(series.names) if i % each == 0]
    sheet.text(rows, INK_2, align="center")


def _fired(sheet: Sheet, series: _Series, fired: list[int], y: float) -> None:
    if not fired:
        sheet.text(
            [(0, y, "No rule is completed: nothing beyond a limit, no long run or trend, no two near a limit.")], INK_2
        )
    for place, rule in enumerate(fired):
        line = y + 22 * place
        sheet.point([(6, line)], {"color": PALETTE[2], "shape": "diamond", "size": 130, "opacity": 1})
        sheet.text([(20, line, str(rule))], fontWeight=700)
        words = RULES[rule][0].upper() + RULES[rule][1:]
        sheet.text([(34, line, words)], fontWeight=600)
        where = ", ".join(series.names[i] for i in series.flagged if rule in series.rules[i])
        x = 46 + width_of(words, 12, bold=True)
        sheet.text([(x, line, wrap(where, WIDTH - x, 12, lines=1))], INK_2)


def _title(series: _Series, period: str) -> str:
    flagged, total = series.flagged, len(series.values)
    if not flagged:
        return f"Nothing in {count(total, period)} is out of the ordinary"
    numbered = f"{period}{'s' * (len(flagged) > 1)} " if all(name.isdigit() for name in series.names) else ""
    where = f": {numbered}{listed(series.names[i] for i in flagged)}" if len(flagged) <= 3 else ""
    return f"{len(flagged)} of {count(total, period)} {'is' if len(flagged) == 1 else 'are'} out of the ordinary{where}"


def _words(series: _Series, period: str) -> str:
    limits = series.limits
    ends = f"{series.word(float(limits.low[-1]))} to {series.word(float(limits.high[-1]))}"
    told = [
        f"{series.names[i]} at {series.word(series.values[i])}, {listed(RULES[rule] for rule in series.rules[i])}"
        for i in series.flagged
    ]
    return (
        f"{count(len(series.values), period)}, mean {series.word(limits.mean)}, ordinary range at the end {ends}. "
        f"Out of the ordinary: {'; '.join(told) or 'nothing'}."
    )


def _table(series: _Series, period: str) -> pd.DataFrame:
    import pandas as pd

    limits, times = series.limits, series.scale
    columns: dict[str, Any] = {period: series.names}
    if series.of is not None:
        columns["n"] = [int(number) for number in series.of]
    columns["value"] = [rounded(times * value, 2) for value in series.values]
    columns["lower limit"] = [rounded(times * float(value), 2) for value in limits.low]
    columns["upper limit"] = [rounded(times * float(value), 2) for value in limits.high]
    columns["rules"] = [", ".join(map(str, rules)) for rules in series.rules]
    return pd.DataFrame(columns)
