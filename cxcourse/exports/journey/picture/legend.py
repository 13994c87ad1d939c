"""The legend: only what the map uses."""

from __future__ import annotations

from cxcourse.core.journey.model import LENSES, Journey
from cxcourse.exports.journey.picture import marks
from cxcourse.exports.journey.picture.boxes import CHIP
from cxcourse.exports.journey.picture.inks import Inks
from cxcourse.exports.journey.picture.layout import MARGIN
from cxcourse.exports.journey.picture.measure import width
from cxcourse.exports.journey.picture.pen import Pen

LEGEND = 40.0  # its height
_SIZE, _APART = 11.5, 22.0


def draw_legend(pen: Pen, journey: Journey, y: float, inks: Inks) -> None:
    """Draw the legend below the map."""
    x, base = MARGIN, y + CHIP / 2 + 4

    def say(words: str, at: float) -> float:
        pen.words(words, at, base, _SIZE, inks.ink_2)
        return at + width(words, _SIZE) + _APART

    used = {lens for step in journey.steps for lens in step.lens}
    for lens in (lens for lens in LENSES if lens in used):
        x = say(marks.LENS_WORDS[lens], marks.chip(pen, lens, x, y, inks) + 6)
    if any(step.moment_of_truth for step in journey.steps):
        marks.star(pen, x + 8, y + CHIP / 2, 7.5, inks.care)
        x = say("moment of truth", x + 21)
    known = {step.evidence or "none" for step in journey.steps}
    for evidence in (name for name in marks.EVIDENCE if name in known):
        dash = marks.EDGE_DASH.get(evidence)
        pen.rect(x, y - 4, 30, CHIP + 8, inks.raised, rx=4, stroke=inks.line_strong, stroke_dasharray=dash)
        marks.bar(pen, x, y - 4, CHIP + 8, None if evidence == "none" else evidence, inks.line_strong)
        x = say(marks.EVIDENCE[evidence], x + 38)
    if any(step.emotion_to_be is not None for step in journey.steps):
        for ink, dash, words in ((inks.accent, None, "as it is"), (inks.good, "7 5", "as it should be")):
            pen.line(
                x, y + CHIP / 2, x + 30, y + CHIP / 2, ink, stroke_width=3 if not dash else 2.2, stroke_dasharray=dash
            )
            x = say(words, x + 38)
