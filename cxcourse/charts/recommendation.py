"""Who stands behind a Net Promoter Score: three groups, one score, its interval."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

from cxcourse.charts.dots import ends_of, interval_mark, level, overlap
from cxcourse.charts.frame import framed, need_results, numbers_table, rounded
from cxcourse.charts.look import INK, INK_2, LINE, PALETTE, WIDTH
from cxcourse.charts.sheet import Sheet, Span, ticks
from cxcourse.charts.words import count, fit, listed, percent, plain, width_of
from cxcourse.core.metrics.result import Result
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_BAD, _GOOD = PALETTE[2], PALETTE[0]
_ROW, _BAR = 42, 20  # height of a row and of the bar in it
_PANEL = 176  # width of the intervals beside the bars


def nps_breakdown(results: Mapping[Hashable, Result] | Result, *, title: str | None = None) -> alt.LayerChart:
    """Draw who stands behind a Net Promoter Score: the three groups, the score and its interval.

    Parameters
    ----------
    results : mapping of group to Result, or Result
        What ``nps(answers, by=groups)`` or ``nps(answers)`` returns.
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        One row a group, highest score first. ``description`` says it in words.

    Raises
    ------
    DataError
        There is no score, or a figure is not made by ``nps``.

    Examples
    --------
    >>> from cxcourse import charts
    >>> from cxcourse.core.metrics import nps_from_counts
    >>> scores = {"shop": nps_from_counts(180, 90, 60), "billing menu": nps_from_counts(20, 40, 190)}
    >>> charts.nps_breakdown(scores).title.text
    'NPS is +36 at shop and −68 at billing menu'
    """
    named = {name: one for name, one in need_results(results, "nps").items() if one.n or not one.defined}
    strange = [name for name, one in named.items() if one.name != "NPS"]
    if strange:
        raise DataError(f"{strange[0]!r} is {named[strange[0]].name}, not an NPS. Pass what nps returns.")
    drawn = {name: one for name, one in named.items() if one.defined and "promoters_pct" in one.details}
    if not drawn:
        raise DataError("No group has an answer, so there is no NPS to draw. Check the filter before the chart.")
    drawn = dict(sorted(drawn.items(), key=lambda pair: -pair[1].value))
    if list(drawn) == ["NPS"]:
        drawn = {"All answers": drawn["NPS"]}
    silent = [name for name in named if name not in drawn and name != "NPS"]
    return framed(
        _nps_rows(drawn),
        _nps_table(drawn),
        title=title or _nps_title(drawn),
        how="Bars: share of detractors (0 to 6), passives (7, 8) and promoters (9, 10). "
        f"Dot: promoters minus detractors, with its {level(drawn)} interval.",
        description=_nps_words(drawn, silent),
        caption=_nps_caption(drawn, silent),
    )


def _nps_rows(scores: dict[str, Result]) -> Sheet:
    """Return the drawing: name, three shares and the score with its interval, one row a group."""
    names = min(170, max(72, *(width_of(name, 13) for name in scores))) + 18
    bar = Span(0, 100, names + 46, WIDTH - _PANEL - 124)
    ends = [0.0, *(end for one in scores.values() for end in (one.value, *ends_of(one)))]
    marks = [max(-100.0, min(100.0, mark)) for mark in ticks(min(ends), max(ends), 4)]
    panel = Span(marks[0], marks[-1], WIDTH - _PANEL - 52, WIDTH - 52)
    top = 34
    sheet = Sheet(top + _ROW * len(scores) + 26)
    foot = sheet.height - 26
    _nps_heads(sheet, bar, panel)
    sheet.rule([(panel(mark), panel(mark), top, foot) for mark in marks])
    sheet.rule([(panel(0), panel(0), top, foot)], INK_2, 1.5)
    sheet.text([(panel(mark), foot + 14, plain(mark, sign=True)) for mark in marks], INK_2, align="center")
    for place, (name, one) in enumerate(scores.items()):
        _nps_row(sheet, name, one, top + _ROW * (place + 0.5), bar, panel)
    return sheet


def _nps_heads(sheet: Sheet, bar: Span, panel: Span) -> None:
    left, right = bar.start - 42, bar.end + 42
    for x, color in ((left, _BAD), (right - 11, _GOOD)):
        sheet.rect([(x, x + 11, 5, 16)], color)
    sheet.text([(left + 17, 11, "Detractors")], fontWeight=600)
    sheet.text([((bar.start + bar.end) / 2, 11, "Passives")], INK_2, align="center")
    sheet.text([(right - 17, 11, "Promoters")], fontWeight=600, align="right")
    sheet.text([(panel.start, 11, "NPS and interval")], fontWeight=600)


def _nps_row(sheet: Sheet, name: str, one: Result, y: float, bar: Span, panel: Span) -> None:
    """Draw one group: detractors end where passives start, promoters reach back from the right."""
    low, high = y - _BAR / 2, y + _BAR / 2
    lost, idle, won = (float(one.details[f"{part}_pct"]) for part in ("detractors", "passives", "promoters"))
    sheet.text([(0, y - 7, fit(name, bar.start - 54, 13))], size=13, fontWeight=600)
    sheet.text([(0, y + 9, f"n = {one.n:,}")], INK_2, 11)
    sheet.rect([(bar(lost), bar(100 - won), low, high)], LINE)
    sheet.rect([(bar(0), bar(lost) - 1.5, low, high)] * (lost > 0), _BAD)
    sheet.rect([(bar(100 - won) + 1.5, bar(100), low, high)] * (won > 0), _GOOD)
    sheet.text([(bar.start - 8, y, percent(lost / 100))], align="right")
    sheet.text([(bar.end + 8, y, percent(won / 100))])
    if bar(idle) - bar(0) > 40:
        sheet.text([((bar(lost) + bar(100 - won)) / 2, y, percent(idle / 100))], INK_2, align="center")
    interval_mark(sheet, one, panel, y, INK, across=8)
    sheet.text([(WIDTH, y, plain(one.value, 0, sign=True))], size=15, fontWeight=700, align="right")


def _nps_title(scores: dict[str, Result]) -> str:
    (best, high), *rest = scores.items()
    if not rest:
        of = "" if best == "All answers" else f" at {best}"
        won, lost = (percent(float(high.details[f"{part}_pct"]) / 100) for part in ("promoters", "detractors"))
        return f"NPS is {plain(high.value, 0, sign=True)}{of}: {won} promoters less {lost} detractors"
    worst, low = rest[-1]
    title = f"NPS is {plain(high.value, 0, sign=True)} at {best} and {plain(low.value, 0, sign=True)} at {worst}"
    return title + (", but their intervals overlap" if overlap(high, low) else "")


def _nps_words(scores: dict[str, Result], silent: list[str]) -> str:
    told = [f"{name} {_nps_told(one)}" for name, one in scores.items()]
    more = f" Without answers: {listed(silent)}." if silent else ""
    return f"Net Promoter Score, highest first. {'. '.join(told)}.{more}"


def _nps_told(one: Result) -> str:
    sure = f" ({plain(one.low, 0)} to {plain(one.high, 0)})" if one.has_interval else ""
    groups = (f"{percent(float(one.details[f'{g}_pct']) / 100)} {g}" for g in ("detractors", "passives", "promoters"))
    return f"{plain(one.value, 0, sign=True)}{sure}: {', '.join(groups)}, n = {one.n:,}"


def _nps_table(scores: dict[str, Result]) -> pd.DataFrame:
    table = numbers_table(scores).rename(columns={"value": "NPS"}).drop(columns="unit")
    for place, part in enumerate(("detractors", "passives", "promoters"), 1):
        shares = [rounded(float(one.details[f"{part}_pct"])) for one in scores.values()]
        table.insert(place, f"{part} %", shares)
    return table


def _nps_caption(scores: dict[str, Result], silent: list[str]) -> str:
    missing = sum(one.missing for one in scores.values())
    parts = [f"{count(sum(one.n for one in scores.values()), 'answer')}"]
    parts += [f"{missing:,} without a score left out"] * bool(missing)
    parts += [f"no answers from {listed(silent)}"] * bool(silent)
    return " · ".join([*parts, next(iter(scores.values())).method.split("; ")[-1]])
