"""How long it takes from each step to the next: the middle half and the median, on a scale that holds all."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

from cxcourse.charts.frame import framed
from cxcourse.charts.look import INK_2, PALETTE, WIDTH, mark_look
from cxcourse.charts.shapes import duration
from cxcourse.charts.sheet import Sheet, Span
from cxcourse.charts.variants import DRAWS, source_of
from cxcourse.charts.words import label, width_of, wrap
from cxcourse.core.journeylog import ObservedLog
from cxcourse.core.journeylog.needs import need_log
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_ROW = 36
_MARKS = (1, 10, 60, 600, 3600, 6 * 3600, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400)


def dwell(log: ObservedLog, *, title: str | None = None) -> alt.LayerChart:
    """Draw how long it takes from each step of an observed log to whatever comes next.

    Parameters
    ----------
    log : ObservedLog
        What ``journeylog.observe`` returns.
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        One line a step, in the usual order. The scale of time grows tenfold in equal distances, since waits run from
        seconds to days.

    Raises
    ------
    DataError
        When no event is followed by another.

    Examples
    --------
    >>> from cxcourse import charts, load_dataset
    >>> from cxcourse.core import journeylog
    >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario")
    >>> charts.dwell(log.by()["phone"]).title.text
    'Longest wait: fault, 8.7 h in the median'
    """
    table = need_log(log, DRAWS).dwell()
    some = table[table["n"] > 0]
    if some.empty:
        raise DataError(
            "No event is followed by another with a time, so there is no wait to draw. Check the case column."
        )
    return framed(
        _drawing(table, some),
        _table(table),
        title=title or _title(some),
        how="Dot: the median time until the next event; bar: the middle half of the times.",
        description=_words(table),
        caption=source_of(log, "the last step of a journey has no next, so no waiting time"),
    )


def _title(some: pd.DataFrame) -> str:
    """Return the longest wait among those whose median has an interval, as a few cases may say anything."""
    known = some[some["low_s"].notna()]
    longest = (some if known.empty else known).sort_values("median_s", ascending=False, kind="stable").iloc[0]
    told = f"{label(longest['step'])}, {duration(longest['median_s'])} in the median"
    if known.empty:
        return f"Longest wait: {told} (n = {longest['n']:,})"
    # The drawing shows a longer one of a few cases all the same, so the title says which it means.
    which = " with a known interval" if (some["median_s"] > longest["median_s"]).any() else ""
    return f"Longest wait{which}: {told}"


def _drawing(table: pd.DataFrame, some: pd.DataFrame) -> Sheet:
    left = min(200, max(width_of(label(name), 13, bold=True) for name in table["step"])) + 18
    marks = _marks(some)
    span = Span(log10(marks[0]), log10(marks[-1]), left + 74, WIDTH - 78)
    sheet = Sheet(_ROW * len(table) + 32)
    foot = sheet.height - 26
    sheet.rule([(span(log10(m)), span(log10(m)), 4, foot) for m in marks])
    sheet.text([(span(log10(m)), foot + 14, duration(m)) for m in marks], INK_2, align="center")
    for place, (_, about) in enumerate(table.iterrows()):
        y = 4 + _ROW * (place + 0.5)
        lines = wrap(label(about["step"]), left - 18, 13, bold=True)
        sheet.text([(0, y - 7.5 * (len(lines) - 1), lines)], size=13, fontWeight=600)
        if not about["n"]:
            sheet.text([(span.start + 8, y, _none(about))], INK_2, fontStyle="italic")
            continue
        sheet.text([(span.start - 22, y, f"n = {about['n']:,}")], INK_2, 11, align="right")
        sheet.rule([(span.start, span.end, y, y)], strokeDash=[1, 4])
        low, mid, high = (span(log10(max(about[q], marks[0]))) for q in ("q1_s", "median_s", "q3_s"))
        sheet.rect([(low - 2, high + 2, y - 6.5, y + 6.5)], PALETTE[0], opacity=0.34, cornerRadius=5)
        sheet.point([(mid, y)], mark_look(0, 11))
        sheet.text([(WIDTH, y, duration(about["median_s"]))], size=13, fontWeight=700, align="right")
    return sheet


def _marks(some: pd.DataFrame) -> list[float]:
    """Return the marks of the scale: from the last below the shortest quartile to the first above the longest."""
    low, high = max(float(some["q1_s"].min()), 1.0), max(float(some["q3_s"].max()), 1.0)
    under = [mark for mark in _MARKS if mark <= low]
    over = [mark for mark in _MARKS if mark >= high and mark > under[-1]] or [10 ** (int(log10(high)) + 1)]
    return [mark for mark in _MARKS if under[-1] <= mark < over[0]] + [over[0]]


def _table(table: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    times = {"quartile": "q1_s", "median": "median_s", "third quartile": "q3_s"}
    undated = {"time not known": table["undated"]} if table["undated"].any() else {}
    return pd.DataFrame(
        {"step": table["step"].map(label), "n": table["n"]}
        | {name: table[column].map(duration) for name, column in times.items()}
        | {"interval of the median": [_ends(row) for _, row in table.iterrows()], "nothing after": table["without"]}
        | undated
    )


def _none(about: pd.Series) -> str:
    """Return why a step has no wait."""
    return "something follows, but without a time" if about["undated"] else "a last step: nothing follows"


def _ends(about: pd.Series) -> str:
    return "" if about["low_s"] != about["low_s"] else f"{duration(about['low_s'])} to {duration(about['high_s'])}"


def _words(table: pd.DataFrame) -> str:
    told = []
    for _, about in table.iterrows():
        if not about["n"]:
            told.append(f"{label(about['step'])}: {_none(about)}")
            continue
        half = f"middle half {duration(about['q1_s'])} to {duration(about['q3_s'])}"
        told.append(f"{label(about['step'])}: median {duration(about['median_s'])}, {half}, n = {about['n']:,}")
    return f"Time from each step to the next event. {'. '.join(told)}."
