"""The picture itself: header, bands of stages and lanes, legend."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from cxcourse.core.journey.model import Journey
from cxcourse.exports.journey.picture import marks
from cxcourse.exports.journey.picture.boxes import (
    ABOVE,
    CARD,
    CHIP,
    GAP,
    GUTTER,
    INSET,
    SMALL,
    Box,
)  # fmt: skip
from cxcourse.exports.journey.picture.emotion import EmotionRow
from cxcourse.exports.journey.picture.header import draw_header, header_height
from cxcourse.exports.journey.picture.inks import Inks
from cxcourse.exports.journey.picture.layout import (
    BETWEEN,
    DASHES,
    LABEL,
    LABELS,
    MARGIN,
    NO_STEP,
    PAD,
    RULE,
    RULES,
    STAGE,
    Band,
    Layout,
    Row,
    lanes_of,
    lay_out,
    stage_lines,
    stage_name,
)  # fmt: skip
from cxcourse.exports.journey.picture.legend import LEGEND, draw_legend
from cxcourse.exports.journey.picture.measure import LEADING, wrap
from cxcourse.exports.journey.picture.pen import Pen, page
from cxcourse.exports.journey.telling import told


def draw(journey: Journey, inks: Inks, lanes: Iterable[str] | None) -> str:
    """Return the SVG document of a journey."""
    shown = lanes_of(journey, lanes)
    layout = lay_out(journey, shown, header_height(journey, 1400) + LEGEND + MARGIN)
    top = header_height(journey, layout.wide)
    pen = Pen("cx" + hashlib.sha256(repr((journey, inks, shown)).encode("utf-8", "replace")).hexdigest()[:8])
    high = top + layout.high + (LEGEND + MARGIN / 2 if journey.steps else MARGIN)
    pen.rect(0, 0, layout.wide, high, inks.surface)
    draw_header(pen, journey, layout.wide, inks)
    mood = EmotionRow(pen, journey, layout, inks)
    y = top
    for number, band in enumerate(layout.bands):
        _Bands(pen, layout, inks, mood).draw(band, number, y)
        y += band.high + BETWEEN
    draw_legend(pen, journey, y - BETWEEN + 12, inks)
    return page(pen, layout.wide, high, journey.title or "A journey map", told(journey))


class _Bands:
    """Draws one band after another."""

    def __init__(self, pen: Pen, layout: Layout, inks: Inks, mood: EmotionRow) -> None:
        self.pen, self.layout, self.inks, self.mood = pen, layout, inks, mood
        self.left = MARGIN + LABELS

    def draw(self, band: Band, number: int, top: float) -> None:
        """Draw a band with its frame."""
        wide = LABELS + max(len(band.columns), 1) * self.layout.column
        if not band.columns:
            wide = self.layout.wide - 2 * MARGIN
        frame = {"x": MARGIN, "y": top, "width": wide, "height": band.high, "rx": 12}
        self.pen.put("clipPath", _rect(frame), id=f"{self.pen.mark}-frame-{number}")
        self.pen.open("g", clip_path=f"url(#{self.pen.mark}-frame-{number})")
        self.pen.rect(MARGIN, top, LABELS, band.high, self.inks.sunken)
        self._stages(band, top)
        self._truths(band, top)
        y = top + band.heading
        for row in band.rows if band.columns else ():
            y = self._row(band, number, row, y, MARGIN + wide)
        if not band.columns:
            self._nothing_yet(top, band.high)
        self.pen.close("g")
        self.pen.put("rect", **frame, fill="none", stroke=self.inks.line, stroke_width=1.5)

    def _stages(self, band: Band, top: float) -> None:
        high, wide = band.heading, self.layout.column
        for first, last in band.runs:
            x, end = self.left + first * wide, self.left + (last + 1) * wide
            tip, back = end + 9, x + (10 if first else 0)
            points = [
                (x + 3, top),
                (end - 3, top),
                (tip - 3, top + high / 2),
                (end - 3, top + high),
                (x + 3, top + high),
            ]
            if first:
                points.append((back + 3, top + high / 2))
            if last == len(band.columns) - 1:
                points[1:4] = [(end, top), (end, top + high)]
            if not first:
                points[0], points[-1] = (x, top), (x, top + high)
            self.pen.put("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in points), fill=self.inks.accent_soft)
            lines = stage_lines(stage_name(band, (first, last)), end - x - 38)
            y = top + (high - len(lines) * STAGE * LEADING) / 2
            self.pen.block(lines, x + (22 if first else 14), y, STAGE, self.inks.accent, end - x - 38, font_weight=700)
            if first:
                self.pen.line(x, top + high, x, top + band.high, self.inks.line)

    def _truths(self, band: Band, top: float) -> None:
        """Shade the column of every moment of truth, down to the end of the curve."""
        high = 0.0
        for row in band.rows:
            if row.lane not in ("steps", "emotion"):
                break
            high += row.high
        for place, column in enumerate(band.columns):
            if column.step and column.step.moment_of_truth:
                x = self.left + place * self.layout.column
                self.pen.rect(x, top + band.heading, self.layout.column, high, self.inks.care, opacity=0.09)

    def _row(self, band: Band, number: int, row: Row, y: float, right: float) -> float:
        if row.lane in RULES:
            self._rule(RULES[row.lane], y, right, DASHES[row.lane])
            y += RULE
        else:
            self.pen.line(MARGIN, y, right, y, self.inks.line)
        name = wrap(LABEL[row.lane], LABELS - 20, CARD, bold=True)
        self.pen.block(name, MARGIN + 12, y + 11, CARD, self.inks.ink_2, LABELS - 20, font_weight=700)
        if row.lane == "emotion":
            self.mood.draw(band, number, y, row.high)
        for place, cell in enumerate(row.cells):
            top = y + PAD
            if row.lane == "steps" and not band.columns[place].step:
                self._no_step(self.left + place * self.layout.column + GUTTER, top)
            for box in cell:
                self._box(box, self.left + place * self.layout.column + GUTTER, top)
                top += box.high + GAP
        return y + row.high

    def _rule(self, name: str, y: float, right: float, dash: str | None) -> None:
        self.pen.rect(MARGIN, y, right - MARGIN, RULE, self.inks.sunken)
        label = 14 + 0.55 * SMALL * len(name)
        self.pen.words(name, MARGIN + 12, y + RULE / 2 + 4, SMALL, self.inks.ink_2, font_style="italic")
        self.pen.line(
            MARGIN + label + 8, y + RULE / 2, right, y + RULE / 2, self.inks.line_strong, stroke_width=1.5, stroke_dasharray=dash
        )  # fmt: skip

    def _box(self, box: Box, x: float, y: float) -> None:
        wide, inks = self.layout.column - 2 * GUTTER, self.inks
        looks = {
            "pains": (inks.bad_soft, inks.bad), "opportunities": (inks.good_soft, inks.good),
            "thoughts": (inks.sunken, None), "work": (inks.sunken, inks.line_strong), "step": (inks.raised, None),
        }  # fmt: skip
        ground, bar = looks[box.kind]
        edge = {
            "stroke": inks.line_strong if box.kind == "step" else None,
            "stroke_width": 1 if box.kind == "step" else None,
        }
        if box.step:
            edge["stroke_dasharray"] = marks.EDGE_DASH.get(box.step.evidence or "")  # type: ignore[assignment]
        self.pen.rect(x, y, wide, box.high, ground, rx=10 if box.kind == "thoughts" else 6, **edge)
        if bar:
            self.pen.put("path", d=_bar(x, y, box.high), fill=bar)
        if box.step:
            lens = inks.lens(box.step.lens[0])[0] if box.step.lens else inks.line_strong
            marks.bar(self.pen, x, y, box.high, box.step.evidence, lens)
            if box.step.moment_of_truth:
                marks.badge(self.pen, x + wide - 7, y + 5, inks)
        self._text(box, x + INSET + 1, y + ABOVE, wide - INSET - 8)

    def _text(self, box: Box, x: float, y: float, room: float) -> None:
        inks = self.inks
        style: dict[str, object] = {"font_weight": 700} if box.kind == "step" else {}
        if box.kind == "thoughts":
            style = {"font_style": "italic"}
        y = self.pen.block(box.lines, x, y, box.size, inks.ink, room, **style)
        if box.remark:
            y = self.pen.block(box.remark, x, y + 3, SMALL, inks.ink_2, room)
        if not box.step:
            return
        for row in box.chip_rows:
            y += 5
            left = x
            for lens in row:
                left = marks.chip(self.pen, lens, left, y, inks) + 4
            y += CHIP

    def _no_step(self, x: float, y: float) -> None:
        wide, inks = self.layout.column - 2 * GUTTER, self.inks
        self.pen.rect(x, y, wide, NO_STEP, "none", rx=6, stroke=inks.line_strong, stroke_dasharray="2 4")
        self.pen.words("no step yet", x + wide / 2, y + NO_STEP / 2 + 4, CARD, inks.ink_2, text_anchor="middle")

    def _nothing_yet(self, top: float, high: float) -> None:
        middle = self.left + (self.layout.wide - MARGIN - self.left) / 2
        self.pen.words("No stages yet", middle, top + high / 2 + 5, STAGE, self.inks.ink_2, text_anchor="middle")


def _bar(x: float, y: float, high: float) -> str:
    """Return the outline of a coloured bar that follows the round corners of a box."""
    return f"M{x + 6:.1f} {y:.1f}a6 6 0 0 0-6 6v{high - 12:.1f}a6 6 0 0 0 6 6a2 6 0 0 1-2-6v-{high - 12:.1f}a2 6 0 0 1 2-6z"


def _rect(frame: dict[str, float]) -> str:
    return "<rect " + " ".join(f'{name}="{value:.1f}"' for name, value in frame.items()) + "/>"
