"""The row of the emotion curve: as it is, as it should be, its faces, its lowest point and its peak."""

from __future__ import annotations

from cxcourse.core.journey.model import Journey, Step
from cxcourse.core.journey.reading import curve as feelings
from cxcourse.core.journey.reading import lowest, peak
from cxcourse.exports.journey.picture.curve import Point, smooth
from cxcourse.exports.journey.picture.inks import Inks
from cxcourse.exports.journey.picture.layout import LABELS, MARGIN, Band, Layout
from cxcourse.exports.journey.picture.marks import face, star
from cxcourse.exports.journey.picture.pen import Pen

_EDGE = 32.0  # between +2 and the upper edge, -2 and the lower
_WORD = 12.0  # font size


class EmotionRow:
    """Draws the curve of one band; it knows all steps, so that the curve runs on from band to band."""

    def __init__(self, pen: Pen, journey: Journey, layout: Layout, inks: Inks) -> None:
        self.pen, self.journey, self.layout, self.inks = pen, journey, layout, inks
        self.places = {c.step.id: n for n, c in enumerate(layout.columns) if c.step}
        low, high = lowest(journey), peak(journey)
        self.named: dict[str, str] = {}  # an extreme is named where there is one of it, and it deserves the name
        if len(low) == 1 and (low[0].emotion or 0) < 0:
            self.named[low[0].id] = "lowest"
        if len(high) == 1 and (high[0].emotion or 0) > 0:
            self.named[high[0].id] = "peak"

    def draw(self, band: Band, number: int, top: float, high: float) -> None:
        """Draw the row of a band, ``number``-th of the picture."""
        left, right = MARGIN + LABELS, MARGIN + LABELS + len(band.columns) * self.layout.column
        middle, unit = top + high / 2, (high / 2 - _EDGE) / 2
        self._scale(left, right, middle, unit)
        self.pen.put(
            "clipPath",
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{high:.1f}"/>',
            id=f"{self.pen.mark}-band-{number}",
        )
        self.pen.open("g", clip_path=f"url(#{self.pen.mark}-band-{number})")
        points = self._points("as-is", band, left, middle, unit)
        if points:
            self._area(points, number, top, high, middle)
        if any(step.emotion_to_be is not None for step in self.journey.steps):
            path = smooth(self._points("to-be", band, left, middle, unit))
            self.pen.put("path", d=path, fill="none", stroke=self.inks.good, stroke_width=2.2, stroke_dasharray="7 5")
        self.pen.put("path", d=smooth(points), fill="none", stroke=self.inks.accent, stroke_width=3.5)
        self.pen.close("g")
        self._faces(band, left, middle, unit)

    def _scale(self, left: float, right: float, middle: float, unit: float) -> None:
        for value in (2, 1, 0, -1, -2):
            y = middle - value * unit
            dash = "5 4" if value == 0 else "1 5"
            self.pen.line(
                left, y, right, y, self.inks.line_strong if value == 0 else self.inks.line, stroke_dasharray=dash
            )
            if value in (2, 0, -2):
                self.pen.words(_signed(value), left - 10, y + 4, _WORD, self.inks.ink_2, text_anchor="end")

    def _points(self, which: str, band: Band, left: float, middle: float, unit: float) -> list[Point]:
        """Return every known point of the journey, placed as this band sees it; half a step is drawn out at each end.

        Not further: where the map says no feeling, the curve says none either.
        """
        wide = self.layout.column
        values = feelings(self.journey, which)  # type: ignore[arg-type]
        points = [
            (left + (self.places[step.id] - band.first + 0.5) * wide, middle - value * unit)
            for step, value in zip(self.journey.steps, values, strict=True)
            if value is not None
        ]
        if not points:
            return []
        (first, start), (last, end) = points[0], points[-1]
        return [(first - wide / 2, start), *points, (last + wide / 2, end)]

    def _area(self, points: list[Point], number: int, top: float, high: float, middle: float) -> None:
        stops = (
            (0, self.inks.good, 0.5),
            (0.5, self.inks.good, 0.04),
            (0.5, self.inks.bad, 0.04),
            (1, self.inks.bad, 0.5),
        )
        inside = "".join(f'<stop offset="{at}" stop-color="{ink}" stop-opacity="{much}"/>' for at, ink, much in stops)
        self.pen.put(
            "linearGradient", inside, id=f"{self.pen.mark}-mood-{number}", gradientUnits="userSpaceOnUse", x1=0, x2=0, y1=top,
            y2=top + high,
        )  # fmt: skip
        closed = f"{smooth(points)}L{points[-1][0]:.1f},{middle:.1f}L{points[0][0]:.1f},{middle:.1f}Z"
        self.pen.put("path", d=closed, fill=f"url(#{self.pen.mark}-mood-{number})")

    def _faces(self, band: Band, left: float, middle: float, unit: float) -> None:
        for place, column in enumerate(band.columns):
            step = column.step
            if not step:
                continue
            x = left + (place + 0.5) * self.layout.column
            if step.emotion_to_be not in (None, step.emotion):
                y = middle - step.emotion_to_be * unit
                self.pen.put(
                    "path", d=f"M{x:.1f} {y - 6:.1f}l6 6-6 6-6-6z", fill=self.inks.surface, stroke=self.inks.good,
                    stroke_width=2,
                )  # fmt: skip
                self._say(_signed(step.emotion_to_be), x + 11, y - 7, self.inks.good, "start")
            if step.emotion is not None:
                self._face(step, step.emotion, x, middle - step.emotion * unit)

    def _face(self, step: Step, emotion: int, x: float, y: float) -> None:
        inks = self.inks
        ink = inks.good if emotion > 0 else inks.bad if emotion < 0 else inks.accent
        face(self.pen, x, y, emotion, ink, inks.surface)
        better = step.emotion_to_be is not None and step.emotion_to_be > emotion
        below = emotion < 0 or better
        word = " ".join(filter(None, (_signed(emotion), self.named.get(step.id, ""))))
        self._say(word, x, y + (26 if below else -18), inks.ink, "middle")
        if step.moment_of_truth:
            star(self.pen, x + 17, y - 10, 8, inks.care)

    def _say(self, word: str, x: float, y: float, ink: str, anchor: str) -> None:
        """Write a word with a halo, since curves run behind it."""
        halo = {"stroke": self.inks.surface, "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"}
        self.pen.words(word, x, y, _WORD, ink, text_anchor=anchor, font_weight=700, **halo)


def _signed(value: int) -> str:
    return f"+{value}" if value > 0 else f"−{-value}" if value else "0"
