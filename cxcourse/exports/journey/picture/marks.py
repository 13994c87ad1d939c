"""The small marks of the picture: chips of the lenses, the star, faces, and how evidence is shown."""

from __future__ import annotations

from math import cos, pi, sin

from cxcourse.exports.journey.picture.boxes import CHIP, CHIP_WIDE, SMALL
from cxcourse.exports.journey.picture.inks import Inks
from cxcourse.exports.journey.picture.pen import Pen

# How sure a step is shows in its bar (double, single, dotted, none) and its outline: without colour, and in print.
EDGE_DASH = {"inferred": "4 3"}
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
    pen.rect(x, y, CHIP_WIDE, CHIP, ground, rx=_ROUND[lens])
    middle, left = y + CHIP / 2, x + 11
    if lens == "UX":
        pen.put("circle", cx=left, cy=middle, r=3.4, fill=ink)
    elif lens == "CS":
        pen.rect(left - 3.1, middle - 3.1, 6.2, 6.2, ink)
    else:
        pen.put("path", d=f"M{left:.1f} {middle - 4.2:.1f}l4.2 4.2-4.2 4.2-4.2-4.2z", fill=ink)
    pen.words(lens, x + 19, middle + SMALL * 0.36, SMALL, ink, font_weight=700)
    return x + CHIP_WIDE


def bar(pen: Pen, x: float, y: float, high: float, evidence: str | None, ink: str) -> None:
    """Draw the bar at the left of a step, in the pattern of its evidence; none without evidence."""
    if not evidence:
        return
    ends = (y + 4, y + high - 4)
    dash = "2 3" if evidence == "inferred" else None
    pen.line(x + 4, ends[0], x + 4, ends[1], ink, stroke_width=4, stroke_dasharray=dash)
    if evidence == "researched":
        pen.line(x + 8, ends[0], x + 8, ends[1], ink, stroke_width=1.5)


def badge(pen: Pen, x: float, y: float, inks: Inks) -> None:
    """Draw the star of a moment of truth on a disc, for the corner of a step."""
    pen.put("circle", cx=x, cy=y, r=10, fill=inks.care, stroke=inks.surface, stroke_width=2)
    star(pen, x, y, 6.8, inks.surface)


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
