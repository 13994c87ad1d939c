"""Emotion along the journey, for journeys that took different ways: two lines down the steps, with their doubt."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from cxcourse.charts.frame import framed
from cxcourse.charts.look import INK_2, PALETTE, WIDTH, mark_look
from cxcourse.charts.sheet import Sheet, Span, ticks
from cxcourse.charts.variants import DRAWS, source_of
from cxcourse.charts.words import label, listed, plain, width_of, wrap
from cxcourse.core.journeylog import ObservedLog
from cxcourse.core.journeylog.feelings import ways_of
from cxcourse.core.journeylog.needs import need_log
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_ROW, _TOP, _APART = 42, 58, 7
_HUES = (PALETTE[2], PALETTE[0], PALETTE[1])
_LOOKS = (2, 0, 1)  # diamond, circle, square
_HOW = "Mark: the mean emotion of those who were asked; bar: its 95 % interval. Lines: what follows what."
# Two intervals that meet are no test of the difference, which may still be more than chance allows.
_MEET, _NO_TEST = "At no step do two intervals lie apart", "Intervals that meet do not show that ways are alike."


def emotion_paths(
    log: ObservedLog, *, through: str | None = None, top: int | None = None, title: str | None = None
) -> alt.LayerChart:
    """Draw the mean emotion at each step, apart for journeys that took different ways.

    Parameters
    ----------
    log : ObservedLog
        What ``journeylog.observe`` returns, with emotions.
    through : str, optional
        Compare journeys that come through this step with those that do not. Without it, journeys with a loop
        are compared with those without.
    top : int, optional
        Compare the most common paths instead: 2 or 3.
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        Steps from top to bottom, one line a way, every mean with its 95 % interval.

    Raises
    ------
    DataError
        When the log has no emotion, or more than three ways are asked for.

    Examples
    --------
    >>> from cxcourse import charts, load_dataset
    >>> from cxcourse.core import journeylog
    >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario")
    >>> charts.emotion_paths(log.by()["billing"]).title.text
    'Agent explain: −1.2 with a loop, +0.4 without a loop'
    """
    table = need_log(log, DRAWS).emotion_by_path(through=through, top=top)
    ways = list(dict.fromkeys(table["path"]))
    if len(ways) > len(_HUES):
        raise DataError(f"Three ways can be told apart in one drawing, found {len(ways)}. Ask for top=3.")
    rated = table[table["n"] > 0]
    if rated.empty:
        raise DataError("Nobody stated an emotion in this log, so there is nothing to draw.")
    steps = [step for step in log.emotion_by_step()["step"] if step in set(table["step"])]
    finding = _title(rated, ways)
    return framed(
        _drawing(table, _joined(log, through, top), steps, log.scale),
        _table(table),
        title=title or finding,
        how=f"{_HOW} {_NO_TEST}" if finding == _MEET else _HOW,
        description=_words(table),
        caption=source_of(log, f"{int(table['n'].sum()):,} of {int(table['events'].sum()):,} events with an emotion"),
    )


def _joined(log: ObservedLog, through: str | None, top: int | None) -> dict[str, set[tuple[str, str]]]:
    """Return for each way the moves that at least a fifth of those make who leave a step; these join marks."""
    made = {}
    for way, there in ways_of(log, through, top).items():
        if there.any():
            flow = log.only(there).flow().query("share >= 0.2")
            made[way] = set(zip(flow["step"], flow["next_step"], strict=True))
    return made


def _drawing(table: pd.DataFrame, moves: dict[str, set], steps: list[str], scale: tuple[float, float]) -> Sheet:
    ways = list(moves)
    left = min(190, max(width_of(label(step), 13, bold=True) for step in steps)) + 24
    counts = 46 * len(ways)
    span = Span(*scale, left + 6, WIDTH - counts - 18)
    sheet = Sheet(_TOP + _ROW * len(steps) + 6)
    foot = sheet.height - 6
    marks = [mark for mark in ticks(*scale, 4) if scale[0] <= mark <= scale[1]]
    sheet.rule([(span(mark), span(mark), _TOP - 4, foot) for mark in marks])
    if scale[0] < 0 < scale[1]:
        sheet.rule([(span(0), span(0), _TOP - 4, foot)], INK_2, 1.2)
    sheet.text([(span(mark), _TOP - 14, plain(mark, sign=True)) for mark in marks], INK_2, align="center")
    sheet.rule(
        [(0, WIDTH, _TOP + _ROW * place, _TOP + _ROW * place) for place in range(1, len(steps))], strokeDash=[1, 4]
    )
    _names(sheet, steps, left)
    x = 0.0
    for place, way in enumerate(ways):
        look = {**mark_look(_LOOKS[place], 12), "color": _HUES[place]}
        sheet.point([(x + 6, 12)], look)
        sheet.text([(x + 18, 12, label(way))], size=13, fontWeight=600)
        x += 18 + width_of(label(way), 13, bold=True) + 26
        column = WIDTH - 46 * (len(ways) - 1 - place)
        sheet.point([(column - 30, _TOP - 14)], {**look, "size": look["size"] * 0.5})
        sheet.text([(column, _TOP - 14, "n")], INK_2, 11.5, align="right")
        shift = _APART * (place - (len(ways) - 1) / 2) * 2
        part = table[table["path"] == way].set_index("step")
        _way(sheet, part, moves[way], steps, span, shift, look, column)
    return sheet


def _names(sheet: Sheet, steps: list[str], left: float) -> None:
    for place, step in enumerate(steps):
        lines = wrap(label(step), left - 24, 13, bold=True)
        y = _TOP + _ROW * (place + 0.5) - 7.5 * (len(lines) - 1)
        sheet.text([(0, y, lines)], size=13, fontWeight=600)


def _way(sheet: Sheet, part: pd.DataFrame, moves: set, steps: list[str], span: Span, shift: float, look: dict,
         column: float) -> None:  # fmt: skip
    at = {step: _TOP + _ROW * (place + 0.5) + shift for place, step in enumerate(steps)}
    there = [step for step in steps if step in part.index and part.loc[step, "n"] > 0]
    places = [(span(part.loc[step, "mean"]), at[step]) for step in there]
    spot = dict(zip(there, places, strict=True))
    joined = [(spot[a], spot[b]) for a, b in combinations(there, 2) if (a, b) in moves]
    sheet.rule([(x, x2, y, y2) for (x, y), (x2, y2) in joined], look["color"], 1.8, opacity=0.65)
    for step, (_, y) in zip(there, places, strict=True):
        low, high = part.loc[step, "low"], part.loc[step, "high"]
        if low == low:
            sheet.rect([(span(low), span(high), y - 4, y + 4)], look["color"], opacity=0.3, cornerRadius=4)
    sheet.point(places, look)
    rows = [(column, at[step] - shift, f"{part.loc[step, 'n']:,}") for step in steps if step in part.index]
    sheet.text(rows, INK_2, 11.5, align="right")


def _title(rated: pd.DataFrame, ways: list[str]) -> str:
    """Return the widest gap between the means of any two ways, at any step at which their intervals lie apart."""
    if len(ways) < 2:
        return f"Emotion of journeys {ways[0]}"
    gaps = [found for pair in combinations(ways, 2) if (found := _gap(rated, *pair))]
    return max(gaps, key=lambda found: found[0])[1] if gaps else _MEET


def _gap(rated: pd.DataFrame, one: str, other: str) -> tuple[float, str] | None:
    """Return the widest gap between two ways and its words; None where their intervals lie apart at no step."""
    first, second = (rated[rated["path"] == way].set_index("step") for way in (one, other))
    both = first.add_suffix("_a").join(second.add_suffix("_b"), how="inner")
    clear = both[(both["low_a"] > both["high_b"]) | (both["low_b"] > both["high_a"])]
    if clear.empty:
        return None
    gaps = (clear["mean_a"] - clear["mean_b"]).abs()
    step = gaps.idxmax()
    told = [
        f"{plain(clear.loc[step, f'mean_{side}'], sign=True)} {label(way)}"
        for side, way in zip("ab", (one, other), strict=True)
    ]
    name = label(step)
    return float(gaps[step]), f"{name[0].upper()}{name[1:]}: {told[0]}, {told[1]}"


def _table(table: pd.DataFrame) -> pd.DataFrame:
    shown = table.assign(path=table["path"].map(label), step=table["step"].map(label))
    for name in ("mean", "low", "high"):
        shown[name] = [plain(value, 2, sign=True) for value in shown[name]]
    shown["rated %"] = (100 * shown.pop("rated")).round(1)
    return shown[["path", "step", "events", "n", "rated %", "mean", "low", "high"]]


def _words(table: pd.DataFrame) -> str:
    told = []
    for way, part in table.groupby("path", sort=False):
        steps = []
        for _, about in part[part["n"] > 0].iterrows():
            sure = ""
            if about["low"] == about["low"]:
                sure = f" ({plain(about['low'], 2, sign=True)} to {plain(about['high'], 2, sign=True)})"
            steps.append(f"{label(about['step'])} {plain(about['mean'], 2, sign=True)}{sure}, n = {about['n']:,}")
        told.append(f"Journeys {label(way)}: {listed(steps) if steps else 'nobody was asked'}")
    return f"Mean emotion by step with 95 % intervals. {'. '.join(told)}."
