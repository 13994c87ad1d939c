"""A path of steps and how many people go on at each: where the leak is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from cxcourse.charts.frame import framed, need_columns, rounded, source_line
from cxcourse.charts.look import INK_2, LINE, PALETTE, WIDTH
from cxcourse.charts.sheet import Sheet, Span
from cxcourse.charts.words import label, percent, plain, width_of, wrap
from cxcourse.core.metrics.aligned import yes_no
from cxcourse.core.metrics.quantities import whole
from cxcourse.core.metrics.result import Result
from cxcourse.core.metrics.shares import rate
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_STEP, _BAR = 58, 26  # from one step to the next, and the height of its bar
_KEPT, _LOST = PALETTE[0], PALETTE[2]


class _Move(NamedTuple):
    """From one step to the next: who went on."""

    before: str
    after: str
    share: Result


def funnel(
    data: pd.DataFrame | Mapping[str, int],
    steps: Sequence[str] | Mapping[str, str] | None = None,
    *,
    start: str | None = "all",
    people: str = "people",
    title: str | None = None,
) -> alt.LayerChart:
    """Draw how many people reach each step of a path, and which share goes on from one step to the next.

    Parameters
    ----------
    data : pandas.DataFrame, or mapping of step to count
        One row a person or session with a yes/no column a step; or how many reached each step, in order.
    steps : list of str, or mapping of str to str
        With a DataFrame: the columns of the steps in order, or columns with the wording to show. A row counts at a
        step when it reached that step and all before.
    start : str or None
        With a DataFrame: what to call the step before the first, which all rows have reached; None leaves it out.
    people : str
        What is counted, for the words: "sessions", "callers".
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        One bar a step; between the bars the share that went on, with its 95 % Wilson interval. The weakest move is
        set off.

    Raises
    ------
    DataError
        Fewer than two steps, nobody at the start, a step that holds more people than the one before, or answers that
        are neither yes nor no.

    Examples
    --------
    >>> from cxcourse import charts
    >>> visits = {"Visit": 12000, "View": 7400, "Compare": 4100, "Cart": 1350, "Buy": 690}
    >>> charts.funnel(visits, people="sessions").title.text
    'Weakest step: Compare to Cart, 33 % go on'
    """
    reached, skipped = _reached(data, steps, start)
    names, counts = list(reached), list(reached.values())
    moves = [
        _Move(names[i], names[i + 1], rate((counts[i + 1], counts[i]), name="", part="", whole="", source=""))
        for i in range(len(names) - 1)
    ]
    weakest = min((move for move in moves if move.share.defined), key=lambda move: move.share.value)
    through = f"{percent(counts[-1] / counts[0])} of {counts[0]:,} {people} reach the last step"
    notes = [through] + [f"{skipped:,} later steps without the one before not counted"] * bool(skipped)
    return framed(
        _drawing(names, counts, moves, weakest),
        _table(names, counts, moves),
        title=title or _title(weakest),
        how=f"Bars: {people} that reached a step; pale: those lost since the step before. "
        "Between the bars: the share that went on, with its 95 % interval.",
        description=_words(names, counts, moves, weakest, people),
        caption=source_line(data, *notes) if hasattr(data, "attrs") else " · ".join(notes),
    )


def _reached(data: Any, steps: Any, start: str | None) -> tuple[dict[str, int], int]:
    """Return how many reached each step, and how many answers skipped a step."""
    skipped = 0
    if hasattr(data, "columns"):
        reached, skipped = _reached_in(data, steps, start)
    elif isinstance(data, Mapping) or hasattr(data, "items"):
        reached = {label(name): whole(number, f"step {name!r}") for name, number in data.items()}
    else:
        raise DataError(f"A funnel needs a table or counts a step, found {type(data).__name__}. Pass {{step: count}}.")
    pairs = list(reached.items())
    if len(pairs) < 2:
        raise DataError(f"A funnel needs at least two steps, found {len(pairs)}. Name the steps in order.")
    if pairs[0][1] == 0:
        raise DataError(f"Nobody is at the first step {pairs[0][0]!r}. Check the filter before the chart.")
    for (before, more), (after, fewer) in pairwise(pairs):
        if fewer > more:
            raise DataError(
                f"Step {after!r} has {fewer:,}, more than {before!r} before it ({more:,}). "
                "Put the steps in order, and count everyone who passed."
            )
    return reached, skipped


def _reached_in(df: pd.DataFrame, steps: Any, start: str | None) -> tuple[dict[str, int], int]:
    import numpy as np

    if not steps or isinstance(steps, str):
        raise DataError(f"A funnel of a table needs its steps in order, found {steps!r}. Pass the yes/no columns.")
    worded = dict(steps) if isinstance(steps, Mapping) else {name: label(name) for name in steps}
    need_columns(df, list(worded))
    there, skipped = np.ones(len(df), dtype=bool), 0
    reached = {start: len(df)} if start else {}
    for name, words in worded.items():
        answers, _ = yes_no(df[name], str(name))
        skipped += int(((answers == 1) & ~there).sum())
        there &= answers == 1
        reached[words] = int(there.sum())
    return reached, skipped


def _drawing(names: list[str], counts: list[int], moves: list[_Move], weakest: _Move) -> Sheet:
    left = min(180, max(width_of(name, 13, bold=True) for name in names)) + 18
    right = WIDTH - 18 - max(width_of(f"{counts[0]:,}", 15, bold=True), 44) - 40
    span = Span(0, counts[0], left, right)
    sheet = Sheet(_STEP * (len(names) - 1) + _BAR + 4)
    for place, (name, number) in enumerate(zip(names, counts, strict=True)):
        y = 2 + _STEP * place + _BAR / 2
        lines = wrap(name, left - 18, 13, bold=True)
        sheet.text([(0, y - 8 * (len(lines) - 1), lines)], size=13, fontWeight=600)
        before = counts[max(0, place - 1)]
        weak = place > 0 and moves[place - 1] is weakest and weakest.share.value < 100
        if before > number:
            # The part that was lost: a frame besides the paler colour, so that it is seen without colour too.
            ends = (span(number), span(before), y - _BAR / 2 + 0.5, y + _BAR / 2 - 0.5)
            sheet.rect([ends], _LOST if weak else LINE, opacity=0.3 if weak else 0.55)
            sheet.rect([ends], "transparent", stroke=_LOST if weak else INK_2, strokeWidth=1, strokeDash=[3, 3],
                       strokeOpacity=1 if weak else 0.5)  # fmt: skip
        sheet.rect([(span(0), max(span(number), span(0) + 1), y - _BAR / 2, y + _BAR / 2)] * (number > 0), _KEPT)
        sheet.text([(span(before) + 10, y, f"{number:,}")], size=15, fontWeight=700)
        if place:
            _between(sheet, moves[place - 1], y - _STEP / 2, span, weak)
    return sheet


def _between(sheet: Sheet, move: _Move, y: float, span: Span, weak: bool) -> None:
    x = span(0) + 14
    sheet.rule([(x, x, y - 9, y + 6)], _LOST if weak else INK_2, 2 if weak else 1.5)
    sheet.point([(x, y + 6)], {"color": _LOST if weak else INK_2, "shape": "triangle-down", "size": 46, "opacity": 1})
    if not move.share.defined:
        sheet.text([(x + 14, y, "nobody left to go on")], INK_2)
        return
    words = f"{percent(move.share.value / 100)} go on"
    sheet.text([(x + 14, y, words)], size=13, fontWeight=700 if weak else 400)
    sure = f"{plain(move.share.low)} to {plain(move.share.high)} %" + (" · the weakest step" if weak else "")
    sheet.text([(x + 24 + width_of(words, 13, bold=weak), y, sure)], INK_2)


def _title(weakest: _Move) -> str:
    if weakest.share.value == 100:
        return "Nobody is lost on the way"
    return f"Weakest step: {weakest.before} to {weakest.after}, {percent(weakest.share.value / 100)} go on"


def _words(names: list[str], counts: list[int], moves: list[_Move], weakest: _Move, people: str) -> str:
    told = [f"{names[0]} {counts[0]:,}"]
    for move, number in zip(moves, counts[1:], strict=True):
        sure = f" (95 % interval {plain(move.share.low)} to {plain(move.share.high)} %)" if move.share.defined else ""
        told.append(f"{move.after} {number:,}, {percent(move.share.value / 100)} of those before{sure}")
    return f"How many {people} reach each step. {'; '.join(told)}. Weakest: {weakest.before} to {weakest.after}."


def _table(names: list[str], counts: list[int], moves: list[_Move]) -> pd.DataFrame:
    import pandas as pd

    rows = [{"step": names[0], "reached": counts[0], "went on %": "", "low": "", "high": "", "of all %": 100.0}]
    for move, number in zip(moves, counts[1:], strict=True):
        shares = {"went on %": move.share.value, "low": move.share.low, "high": move.share.high}
        told = {name: rounded(value) for name, value in shares.items()}
        rows.append({"step": move.after, "reached": number, **told, "of all %": rounded(100 * number / counts[0])})
    return pd.DataFrame(rows)
