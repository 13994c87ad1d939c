"""The paths that journeys took, each a row of chevrons, with the share that took it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxcourse.charts.frame import framed, source_line
from cxcourse.charts.look import INK_2, LINE, PALETTE, WIDTH
from cxcourse.charts.shapes import Drawing, chevron, turning
from cxcourse.charts.words import count, fit, label, percent, plain, width_of
from cxcourse.core.journeylog import ObservedLog
from cxcourse.core.journeylog.needs import need_log
from cxcourse.core.metrics.quantities import whole

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_LEFT, _HIGH, _GAP, _POINT, _SIZE = 138, 30, 3, 9, 11.5
_LINE, _BETWEEN, _MARK = _HIGH + 6, 18, 14
_STEP, _BACK = PALETTE[0], PALETTE[2]
DRAWS = "This chart draws"  # an observed log, or nothing: how all charts of logs refuse something else


def variants(log: ObservedLog, *, top: int = 8, title: str | None = None) -> alt.LayerChart:
    """Draw the most common paths of an observed log, step by step.

    Parameters
    ----------
    log : ObservedLog
        What ``journeylog.observe`` returns.
    top : int
        How many paths.
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        One row a path: its share of all journeys, then its steps. A step that the path comes back to is set off.

    Raises
    ------
    DataError
        When ``log`` is no observed log, or ``top`` no whole number from 1.

    Examples
    --------
    >>> from cxcourse import charts, load_dataset
    >>> from cxcourse.core import journeylog
    >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario")
    >>> charts.variants(log.by()["phone"]).title.text
    '48 % take the most common of 4 paths'
    """
    table = need_log(log, DRAWS).variants(whole(top, "top", low=1))
    paths = [[str(log.steps[code]) for code in path] for path in log.traced.steps[: len(table)]]
    rest = len(log.traced.counts) - len(table)
    left = len(log) - int(table["cases"].sum())
    notes = [count(len(log), "journey")]
    notes += [f"{count(rest, 'rarer path')} not drawn, {percent(left / len(log))} of journeys"] * bool(rest)
    return framed(
        _drawing(table, paths),
        _table(table),
        title=title or _title(table, len(log.traced.counts)),
        how="One row a path, with the share of journeys that took it. Turning arrow: the path comes back here.",
        description=_words(table, paths),
        caption=source_line(_Source(log), *notes),
    )


class _Source:
    """What a source line reads of a table: its title, origin and licence."""

    def __init__(self, log: ObservedLog) -> None:
        self.attrs = log.attrs


def source_of(log: ObservedLog, *more: str) -> str:
    """Return the line that names where a log comes from."""
    return source_line(_Source(log), *more)


def _drawing(table: pd.DataFrame, paths: Sequence[Sequence[str]]) -> Drawing:
    placed = [_lines(path) for path in paths]
    high = sum(_LINE * (row[-1][1] + 1) + _BETWEEN for row in placed)
    sheet = Drawing(high)
    y = 0.0
    most = float(table["share"].iloc[0])
    for row, (_, about) in zip(placed, table.iterrows(), strict=True):
        _share(sheet, about, y + _HIGH / 2 + 2, most)
        for place, (x, line, wide, name, again) in enumerate(row):
            middle = y + _LINE * line + _HIGH / 2 + 2
            shape = chevron(wide, _HIGH, _POINT, first=place == 0)
            ink = _BACK if again else _STEP
            sheet.path([(x, middle, shape, 1.2)], fill=ink, stroke=ink, fillOpacity=0.15, strokeOpacity=0.55)
            centre = x + wide / 2 + (_POINT / 2 if place else 0) - 2
            if again:
                arc, head = turning()
                sheet.path([(x + _POINT + 13, middle + 1, arc, 1.6)], fill="transparent", stroke=_BACK)
                sheet.path([(x + _POINT + 13, middle + 1, head, 0)], fill=_BACK)
                centre += _MARK / 2
            sheet.text([(centre, middle, name)], size=_SIZE, align="center")
        y += _LINE * (row[-1][1] + 1) + _BETWEEN
        if about["variant"] < len(table):
            sheet.rule([(0, WIDTH, y - _BETWEEN / 2 + 1, y - _BETWEEN / 2 + 1)])
    return sheet


def _lines(path: Sequence[str]) -> list[tuple[float, int, float, str, bool]]:
    """Return for each step its left edge, its line, its width, its words and whether the path was there before."""
    made, x, line, seen = [], float(_LEFT), 0, Counter()
    for place, step in enumerate(path):
        seen[step] += 1
        words = fit(label(step), 190, _SIZE)
        wide = width_of(words, _SIZE) * 0.93 + 22 + (_POINT if place else 0) + (_MARK if seen[step] > 1 else 0)
        if x + wide > WIDTH and place:
            x, line = float(_LEFT), line + 1
        made.append((x, line, wide, words, seen[step] > 1))
        x += wide - _POINT + _GAP
    return made


def _share(sheet: Drawing, about: pd.Series, y: float, most: float) -> None:
    sheet.text([(0, y - 6, percent(about["share"]))], size=15, fontWeight=700)
    sheet.text([(_LEFT - 22, y - 5, f"{about['cases']:,}")], INK_2, 11.5, align="right")
    room = _LEFT - 22
    sheet.rect([(0, room, y + 8, y + 13)], LINE, opacity=0.6, cornerRadius=2.5)
    sheet.rect([(0, max(5, room * about["share"] / max(most, 1e-9)), y + 8, y + 13)], _STEP, cornerRadius=2.5)


def _title(table: pd.DataFrame, many: int) -> str:
    if many == 1:
        return "All journeys take one path"
    return f"{percent(table['share'].iloc[0])} take the most common of {many:,} paths"


def _table(table: pd.DataFrame) -> pd.DataFrame:
    shown = table[["variant", "path", "cases"]].copy()
    for name in ("share", "low", "high"):
        shown[f"{name} %"] = (100 * table[name]).round(1)
    return shown


def _words(table: pd.DataFrame, paths: Sequence[Sequence[str]]) -> str:
    told = []
    for (_, about), path in zip(table.iterrows(), paths, strict=True):
        sure = f"95 % interval {plain(100 * about['low'])} to {plain(100 * about['high'])} %"
        steps = ", then ".join(map(label, path))
        told.append(f"{percent(about['share'])} ({about['cases']:,} journeys, {sure}): {steps}")
    return f"The most common paths. {'. '.join(told)}."
