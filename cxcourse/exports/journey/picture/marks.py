"""The small marks of the picture: chips of the lenses, the star, faces, and how evidence is shown."""

from __future__ import annotations

from math import cos, pi, sin

from cxcourse.exports.journey.picture.boxes import CHIP, SMALL
from cxcourse.exports.journey.picture.inks import Inks
from cxcourse.exports.journey.picture.measure import width
from cxcourse.exports.journey.picture.pen import Pen

# How sure a step is, as the pattern of its bar and of its outline: told without colour, and in print.
BAR_DASH = {"researched": None, "stated": "7 3", "inferred": "2 3"}
EDGE_DASH = {"researched": None, "stated": None, "inferred": "4 3"}
EVIDENCE = {"researched": "researched", "stated": "stated", "inferred": "inferred", "none": "no evidence given"}
LENS_WORDS = {"UX": "user experience", "CS": "customer service", "CX": "customer experience"}
_ROUND = {"UX": CHIP / 2, "CS": 3.0, "CX": 6.0}


def star(pen: Pen, x: float, y: float, radius: float, fill: str) -> None:
    """Draw the star of a moment of truth around a point."""
    corners = [
        (radius if n % 2 == 0 else radius * 0.42, -pi / 2 + n * pi / 5)
        for n in range(10)
    ]  # fmt: skip
    points = " ".join(f"{x + r * cos(a):.1f},{y + r * sin(a):.1f}" for r, a in corners)
    pen.put("polygon", points=points, fill=fill)


def chip(pen: Pen, lens: str, x: float, y: float, inks: Inks) -> float:
    """Draw the chip of a lens and return the x after it."""
    ink, ground = inks.lens(lens)
    wide = 20 + width(lens, SMALL, bold=True) + 7
    pen.rect(x, y, wide, CHIP, ground, rx=_ROUND[lens])
    middle, left = y + CHIP / 2, x + 11
    if lens == "UX":
        pen.put("circle", cx=left, cy=middle, r=3.4, fill=ink)
    elif lens == "CS":
        pen.rect(left - 3.1, middle - 3.1, 6.2, 6.2, ink)
    else:
        pen.put("path", d=f"M{left:.1f} {middle - 4.2:.1f}l4.2 4.2-4.2 4.2-4.2-4.2z", fill=ink)
    pen.words(lens, x + 19, middle + SMALL * 0.36, SMALL, ink, font_weight=700)
    return x + wide


def bar(pen: Pen, x: float, y: float, high: float, evidence: str | None, ink: str) -> None:
    """Draw the bar at the left of a step, in the pattern of its evidence; none without evidence."""
    if evidence:
        pen.line(x + 3.5, y + 4, x + 3.5, y + high - 4, ink, stroke_width=4, stroke_dasharray=BAR_DASH[evidence])


def face(pen: Pen, x: float, y: float, emotion: int, ink: str, ground: str) -> None:
    """Draw a face that shows an emotion without colour."""
    pen.put("circle", cx=x, cy=y, r=12, fill=ground, stroke=ink, stroke_width=2)
    for eye in (x - 4.1, x + 4.1):
        pen.put("circle", cx=eye, cy=y - 2.8, r=1.6, fill=ink)
    bend = emotion * 3.2
    pen.put(
        "path", d=f"M{x - 5.4:.1f} {y + 4.4 - bend / 4:.1f}q5.4 {bend:.1f} 10.8 0", fill="none", stroke=ink, stroke_width=1.9,
        stroke_linecap="round",
    )  # fmt: skip
