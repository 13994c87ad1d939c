"""Agreement and satisfaction: answers on both sides of neutral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cxcourse.charts.frame import framed, need_columns, rounded, source_line
from cxcourse.charts.look import INK, INK_2, LINE, PALETTE, WIDTH
from cxcourse.charts.sheet import Sheet, Span
from cxcourse.charts.words import count, label, listed, percent, width_of, wrap
from cxcourse.core.metrics.tally import Tally, tally, tally_by
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_BAD, _GOOD = PALETTE[2], PALETTE[0]


def likert(
    df: pd.DataFrame,
    columns: str | Sequence[str] | Mapping[str, str],
    *,
    by: str | None = None,
    scale: tuple[int, int] = (1, 5),
    ends: tuple[str, str] = ("disagree", "agree"),
    title: str | None = None,
) -> alt.LayerChart:
    """Draw answers on an agreement scale on both sides of neutral.

    Parameters
    ----------
    df : pandas.DataFrame
        One row a person.
    columns : str, list of str, or mapping of str to str
        The questions: column names, or column names with the wording to show.
    by : str, optional
        With a single question: the column that holds the group of each person; one row a group.
    scale : tuple of int
        Lowest and highest answer; the lowest stands for the left side.
    ends : tuple of str
        What the low and the high side of the scale mean, as they complete "62 % …".
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        One row a question or group, most agreement first; the neutral answer lies across the middle line.

    Raises
    ------
    DataError
        A column is missing, an answer lies off the scale, or nobody answered.

    Examples
    --------
    >>> import pandas as pd
    >>> from cxcourse import charts
    >>> answers = pd.DataFrame({"easy": [5, 4, 4, 2, 3], "quick": [1, 2, 2, 5, 3]})
    >>> charts.likert(answers, {"easy": "It was easy", "quick": "It was quick"}).title.text
    '60 % agree with “It was easy”, 20 % with “It was quick”'
    """
    asked = {columns: label(columns)} if isinstance(columns, str) else columns
    asked = dict(asked) if isinstance(asked, Mapping) else {name: label(name) for name in asked}
    need_columns(df, [*asked, *([by] if by else [])])
    tallies = _tallies(df, asked, by, scale)
    answered = {name: found for name, found in tallies.items() if found.n}
    if not answered:
        raise DataError("Nobody answered, so there is nothing to draw. Check the filter before the chart.")
    rows = dict(sorted(answered.items(), key=lambda pair: -_sides(pair[1])[2]))
    silent = [name for name in tallies if name not in answered]
    missing = sum(found.missing for found in tallies.values())
    notes = [count(sum(found.n for found in rows.values()), "answer")]
    notes += [f"{missing:,} empty left out"] * bool(missing) + [f"no answers: {listed(silent)}"] * bool(silent)
    middle = "; the neutral answer lies across the line" if (scale[1] - scale[0]) % 2 == 0 else ""
    return framed(
        _likert_rows(rows, ends),
        _likert_table(rows, ends),
        title=title or _likert_title(rows, ends, asked, by),
        how=f"Left of the line: {ends[0]}; right: {ends[1]}. The stronger the answer, the deeper the colour{middle}.",
        description=_likert_words(rows, ends, "" if by is None else f" “{next(iter(asked.values()))}”"),
        caption=source_line(df, *notes),
    )


def _tallies(df: pd.DataFrame, asked: dict[str, str], by: str | None, scale: tuple[int, int]) -> dict[str, Tally]:
    if not asked:
        raise DataError("No question was named. Pass the column of a question, or several.")
    if by is None:
        return {words: tally(df[name], scale, str(name)) for name, words in asked.items()}
    if len(asked) > 1:
        raise DataError(f"by={by!r} splits one question into groups; {len(asked)} questions were named. Pass one.")
    name = next(iter(asked))
    return {label(group): found for group, found in tally_by(df[name], df[by], scale, name).items()}


def _sides(found: Tally) -> tuple[float, float, float]:
    """Return the shares below, on and above the middle of the scale."""
    half = len(found.counts) // 2
    low, high = found.counts[:half].sum() / found.n, found.counts[-half:].sum() / found.n
    return float(low), float(1 - low - high) if len(found.counts) % 2 else 0.0, float(high)


def _likert_rows(rows: dict[str, Tally], ends: tuple[str, str]) -> Sheet:
    shares = [_sides(found) for found in rows.values()]
    left = max(low + mid / 2 for low, mid, _ in shares)
    right = max(high + mid / 2 for _, mid, high in shares)
    names = min(210, max(60, *(width_of(name, 13, bold=True) for name in rows))) + 16
    reach = max(left + right, 0.2)
    span = Span(-left, -left + reach, names + 52, WIDTH - 52)
    top, step = 40, 40
    sheet = Sheet(top + step * len(rows) + 4)
    _likert_heads(sheet, span, len(next(iter(rows.values())).counts), ends)
    for place, (name, found) in enumerate(rows.items()):
        y = top + step * (place + 0.5)
        lines = wrap(name, names - 16, 13)
        sheet.text([(0, y - 6 - 7.5 * (len(lines) - 1), lines)], size=13, fontWeight=600)
        sheet.text([(0, y + 9 + 7.5 * (len(lines) - 1), f"n = {found.n:,}")], INK_2, 11)
        _likert_bar(sheet, found, span, y)
        low, _, high = _sides(found)
        sheet.text([(names + 44, y, percent(low))], align="right", fontWeight=600)
        sheet.text([(WIDTH, y, percent(high))], align="right", fontWeight=600)
    sheet.rule([(span(0), span(0), top, sheet.height)], INK, 1.5)
    return sheet


def _shade(place: int, half: int) -> float:
    """Return how deep the ``place``-th answer from the middle is, 1 to ``half``."""
    return 1.0 if half == 1 else 0.42 + 0.58 * (place - 1) / (half - 1)


def _likert_bar(sheet: Sheet, found: Tally, span: Span, y: float) -> None:
    low, mid, _ = _sides(found)
    half, at = len(found.counts) // 2, -low - mid / 2
    for place, number in enumerate(found.counts):
        end = at + number / found.n
        away = half - place if place < half else place - len(found.counts) + half + 1
        neutral = len(found.counts) % 2 == 1 and place == half
        color, depth = (LINE, 1.0) if neutral else (_BAD if place < half else _GOOD, _shade(away, half))
        if number:
            sheet.rect([(span(at) + 0.75, max(span(at) + 1.5, span(end) - 0.75), y - 10, y + 10)], color, opacity=depth)
        at = end


def _likert_heads(sheet: Sheet, span: Span, points: int, ends: tuple[str, str]) -> None:
    """Draw the key beside the middle line: the shades outwards, then what the side means."""
    half, x = points // 2, span(0)
    gap = 8 if points % 2 == 0 else 13
    if points % 2:
        sheet.rect([(x - 8, x + 8, 10, 22)], LINE)
    for away in range(1, half + 1):
        for side, color in ((-1, _BAD), (1, _GOOD)):
            near = x + side * (gap + 18 * (away - 1))
            sheet.rect([(min(near, near + 16 * side), max(near, near + 16 * side), 10, 22)], color,
                       opacity=_shade(away, half))  # fmt: skip
    out = gap + 18 * half + 5
    sheet.text([(x - out, 16, ends[0])], align="right", fontWeight=600)
    sheet.text([(x + out, 16, ends[1])], fontWeight=600)


def _likert_title(rows: dict[str, Tally], ends: tuple[str, str], asked: dict[str, str], by: str | None) -> str:
    (best, high), *rest = rows.items()
    top = f"{percent(_sides(high)[2])} {ends[1]}"
    if by:
        question = next(iter(asked.values()))
        return f"{question}: {top} at {best}" + (
            f", {percent(_sides(rest[-1][1])[2])} at {rest[-1][0]}" if rest else ""
        )
    if not rest:
        return f"{top} with “{best}”, {percent(_sides(high)[0])} {ends[0]}"
    return f"{top} with “{best}”, {percent(_sides(rest[-1][1])[2])} with “{rest[-1][0]}”"


def _likert_words(rows: dict[str, Tally], ends: tuple[str, str], question: str) -> str:
    told = []
    for name, found in rows.items():
        low, mid, high = _sides(found)
        neutral = f", {percent(mid)} neutral" if len(found.counts) % 2 else ""
        told.append(f"{name}: {percent(low)} {ends[0]}{neutral}, {percent(high)} {ends[1]}, n = {found.n:,}.")
    return f"Answers{question} on a scale of {len(found.counts)} points. {' '.join(told)}"


def _likert_table(rows: dict[str, Tally], ends: tuple[str, str]) -> pd.DataFrame:
    import pandas as pd

    points = range(next(iter(rows.values())).low, next(iter(rows.values())).high + 1)
    table = pd.DataFrame([found.counts for found in rows.values()], columns=[str(point) for point in points])
    table.insert(0, "group", list(rows))
    table[f"{ends[1]} %"] = [rounded(100 * _sides(found)[2]) for found in rows.values()]
    table["n"] = [found.n for found in rows.values()]
    return table
