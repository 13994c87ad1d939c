"""Where everything stands: columns in bands, rows with heights, the shape of a slide.

The width of the columns, and whether the map is broken into bands below one another, are chosen so that the text is
as large as it can be once the picture fills a slide of 16 to 9.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from cxcourse.core.journey.finding import CARD_LANES
from cxcourse.core.journey.model import Journey, Stage, Step
from cxcourse.errors import DataError
from cxcourse.exports.journey.names import LANE_NAMES
from cxcourse.exports.journey.order import with_openings
from cxcourse.exports.journey.picture.boxes import GAP, Box, boxes_of
from cxcourse.exports.journey.picture.measure import LEADING, wrap

MARGIN, LABELS, PAD = 36.0, 104.0, 8.0
STAGE = 15.0  # font size
RULE = 20.0  # height of a named line of the blueprint
CURVE, TALLEST_CURVE = 156.0, 280.0
SLIDE = 16 / 9
LEAST_WIDE = 1180.0
WIDTHS = (128.0, 140.0, 152.0, 166.0, 182.0, 200.0, 222.0, 250.0)
LEAST_ROW = 34.0
NO_STEP = 64.0  # height of the place of a step that is to come
BETWEEN = 22.0  # bands

LANES = ("emotion", *CARD_LANES)
LABEL = {
    "steps": "Steps", "emotion": "Emotion", "thoughts": "Thoughts", "pains": "Pains",
    "opportunities": "Opportunities", **LANE_NAMES,
}  # fmt: skip
DASHES = {"frontstage": None, "backstage": "6 4", "support": "1.5 4"}  # as on the screen
RULES = {
    "frontstage": "line of interaction", "backstage": "line of visibility", "support": "line of internal interaction",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One step, or the room of a stage that has none."""

    stage: Stage
    step: Step | None
    number: int
    opens: bool  # its stage begins here
    again: bool  # its stage was left and has come back


@dataclass(frozen=True)
class Row:
    """One lane of one band."""

    lane: str
    high: float
    cells: tuple[tuple[Box, ...], ...] = ()


@dataclass(frozen=True)
class Band:
    """A stretch of the journey that stands in one line."""

    first: int  # place of its first column among all
    columns: tuple[Column, ...]
    heading: float
    rows: tuple[Row, ...]

    @property
    def high(self) -> float:
        """The height with the stages on top."""
        return self.heading + sum(row.high + (RULE if row.lane in RULES else 0) for row in self.rows)

    @cached_property
    def runs(self) -> tuple[tuple[int, int], ...]:
        """First and last column of each stretch that stays in one stage."""
        starts = [
            n for n, c in enumerate(self.columns)
            if n == 0 or c.stage.id != self.columns[n - 1].stage.id
        ]  # fmt: skip
        ends = [*(start - 1 for start in starts[1:]), len(self.columns) - 1]
        return tuple(zip(starts, ends, strict=False))


@dataclass(frozen=True)
class Layout:
    """The whole picture, below its header."""

    wide: float
    column: float
    bands: tuple[Band, ...]
    columns: tuple[Column, ...]

    @property
    def high(self) -> float:
        """The height of all bands."""
        return sum(band.high for band in self.bands) + BETWEEN * (len(self.bands) - 1)


def lanes_of(journey: Journey, wanted: Iterable[str] | None) -> tuple[str, ...]:
    """Return the lanes to draw below the steps: those that were asked for, or those that hold something."""
    if wanted is not None:
        asked = list(wanted)
        if unknown := [name for name in asked if name not in (*LANES, "steps")]:
            raise DataError(f"lanes: expected some of {', '.join(LANES)}, found {', '.join(map(repr, unknown))}")
        return tuple(lane for lane in LANES if lane in asked)
    return tuple(lane for lane in LANES if _used(journey, lane))


def _used(journey: Journey, lane: str) -> bool:
    if lane == "emotion":
        return any(s.emotion is not None or s.emotion_to_be is not None for s in journey.steps)
    return any(s.lane == lane or any(c.text.strip() for c in getattr(s, lane)) for s in journey.steps)


def lay_out(journey: Journey, lanes: tuple[str, ...], above: float) -> Layout:
    """Return the layout of a map whose header and legend take the height ``above``."""
    columns = _columns(journey)
    measured: dict[float, dict[str, list[tuple[Box, ...]]]] = {}
    tries = []
    for count in range(1, min(4, max(1, len(columns) // 5)) + 1):
        spans = _spans(columns, ceil(len(columns) / count)) or [(0, 0)]
        most = max(1, *(end - start for start, end in spans))
        least = (LEAST_WIDE - 2 * MARGIN - LABELS) / most
        for wide in sorted({max(wide, least) for wide in WIDTHS}):
            if wide not in measured:
                measured[wide] = _measured(journey, columns, lanes, wide)
            found = _layout(columns, spans, measured[wide], lanes, wide)
            # Breaking a journey costs the eye something, so it must gain a good deal of size.
            cost = max(found.wide, (found.high + above) * SLIDE) * (1 + 0.25 * (count - 1))
            tries.append((cost, found))
    best = min(tries, key=lambda cost_and_layout: cost_and_layout[0])[1]
    return _filled(best, above)


def _measured(
    journey: Journey, columns: tuple[Column, ...], lanes: tuple[str, ...], wide: float
) -> dict[str, list[tuple[Box, ...]]]:
    """Return the boxes of every lane, column by column."""
    return {
        lane: [boxes_of(journey, c.step, c.number, lane, wide) if c.step else () for c in columns]
        for lane in ("steps", *lanes)
        if lane != "emotion"
    }


def _columns(journey: Journey) -> tuple[Column, ...]:
    columns: list[Column] = []
    seen: set[str] = set()
    number = 0
    for stage, step, opens in with_openings(journey):
        number += step is not None
        again = (opens and stage.id in seen) or (not opens and columns[-1].again)
        columns.append(Column(stage, step, number, opens, again))
        seen.add(stage.id)
    return tuple(columns)


def _layout(
    columns: tuple[Column, ...],
    spans: list[tuple[int, int]],
    cells: dict[str, list[tuple[Box, ...]]],
    lanes: tuple[str, ...],
    wide: float,
) -> Layout:
    bands = []
    for start, end in spans:
        inside = columns[start:end]
        rows = tuple(_row(lane, inside, tuple(cells.get(lane, ())[start:end])) for lane in ("steps", *lanes))
        bands.append(Band(start, inside, _heading(inside, wide), rows))
    most = max(1, *(end - start for start, end in spans))
    return Layout(2 * MARGIN + LABELS + most * wide, wide, tuple(bands), columns)


def _row(lane: str, columns: tuple[Column, ...], cells: tuple[tuple[Box, ...], ...]) -> Row:
    if lane == "emotion":
        return Row(lane, CURVE)
    least = (
        180.0
        if not columns
        else NO_STEP + 2 * PAD
        if lane == "steps" and not all(c.step for c in columns)
        else LEAST_ROW
    )
    return Row(lane, max(_high(cells), least), cells)


def _high(cells: tuple[tuple[Box, ...], ...]) -> float:
    tallest = max((sum(box.high for box in cell) + GAP * (len(cell) - 1) for cell in cells if cell), default=0.0)
    return tallest + 2 * PAD


def _spans(columns: tuple[Column, ...], room: int) -> list[tuple[int, int]]:
    """Return bands of at most ``room`` columns or a little more, broken between stages where that is possible."""
    spans, start = [], 0
    while start < len(columns):
        end = min(start + room, len(columns))
        breaks = [n for n in range(start + 1, min(end + room // 4, len(columns)) + 1) if _is_break(columns, n)]
        near = [n for n in breaks if n - start >= room * 0.6]
        if near:
            end = min(near, key=lambda n: abs(n - start - room))
        spans.append((start, end))
        start = end
    return spans


def _is_break(columns: tuple[Column, ...], place: int) -> bool:
    return place == len(columns) or columns[place].stage.id != columns[place - 1].stage.id


def stage_name(band: Band, run: tuple[int, int]) -> str:
    """Return what to write over a stretch of one stage."""
    column = band.columns[run[0]]
    told = "" if column.opens and not column.again else " (again)" if column.opens else " (continued)"
    return column.stage.name + told


def stage_lines(name: str, room: float) -> tuple[str, ...]:
    """Return the lines of a stage's name."""
    return wrap(name, room, STAGE, bold=True, most=3)


def _heading(columns: tuple[Column, ...], wide: float) -> float:
    band = Band(0, columns, 0, ())
    tall = [len(stage_lines(stage_name(band, run), (run[1] - run[0] + 1) * wide - 38)) for run in band.runs]
    return 20 + max([1, *tall]) * STAGE * LEADING


def _filled(layout: Layout, above: float) -> Layout:
    """Return the layout with its curves grown into the room that a slide leaves."""
    spare = layout.wide / SLIDE - layout.high - above
    curves = sum(row.lane == "emotion" for band in layout.bands for row in band.rows)
    if spare <= 0 or not curves:
        return layout
    high = min(CURVE + spare / curves, TALLEST_CURVE)
    bands = tuple(
        replace(band, rows=tuple(replace(row, high=high) if row.lane == "emotion" else row for row in band.rows))
        for band in layout.bands
    )  # fmt: skip
    return replace(layout, bands=bands)
