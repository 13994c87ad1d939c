"""A sheet that also holds free shapes: chevrons, curves and arrowheads as SVG paths, in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt

from cxcourse.charts.sheet import Sheet

# A point of Vega is drawn with the square root of its size over two as its scale: 4 keeps a path in pixels.
_IN_PIXELS = 4


class Drawing(Sheet):
    """A :class:`~cxcourse.charts.sheet.Sheet` with paths.

    Examples
    --------
    >>> drawing = Drawing(40)
    >>> drawing.path([(0, 20, "M0,0 L60,0", 3)], stroke="#3a78e0", fill="transparent")
    >>> drawing.chart().to_dict()["layer"][0]["mark"]["type"]
    'point'
    """

    def path(self, rows: Iterable[Sequence], *, fill: str, stroke: str = "transparent", **look: Any) -> None:
        """Add paths ``(x, y, path, width)``; a path counts from its own (x, y), and width is that of its stroke."""
        names = ("x", "y", "shape", "strokeWidth")
        self._add("point", names, rows, fill=fill, stroke=stroke, size=_IN_PIXELS, **{"opacity": 1, **look})

    def _channel(self, name: str) -> Any:
        if name == "shape":
            return alt.Shape(field=name, type="nominal", scale=None, legend=None)
        if name == "strokeWidth":
            return alt.StrokeWidth(field=name, type="quantitative", scale=None, legend=None)
        return super()._channel(name)


def chevron(width: float, height: float, point: float = 8, *, first: bool = False) -> str:
    """Return a step of a path, from its left edge, around the middle of its height; the first has a straight back.

    Examples
    --------
    >>> chevron(60, 20, 5, first=True)
    'M0,-10 L55,-10 L60,0 L55,10 L0,10 Z'
    """
    half, neck = height / 2, width - point
    notch = "" if first else f" L{point:g},0"
    return f"M0,{-half:g} L{neck:g},{-half:g} L{width:g},0 L{neck:g},{half:g} L0,{half:g}{notch} Z"


def turning(across: float = 9) -> tuple[str, str]:
    """Return an arrow that turns back on itself, around its middle: three quarters of a circle, and a head to fill.

    Examples
    --------
    >>> turning(8)
    ('M4,0 A4,4 0 1 1 0,-4', 'M-0.5,-7 L4,-4 L-0.5,-1 Z')
    """
    r = across / 2
    return f"M{r:g},0 A{r:g},{r:g} 0 1 1 0,{-r:g}", f"M-0.5,{-r - 3:g} L4,{-r:g} L-0.5,{3 - r:g} Z"


def box(width: float, height: float, corner: float = 8) -> str:
    """Return a rounded box around the middle.

    Examples
    --------
    >>> box(20, 10, 2).startswith("M-8,-5 H8 Q10,-5 10,-3")
    True
    """
    x, y, c = width / 2, height / 2, corner
    return (
        f"M{c - x:g},{-y:g} H{x - c:g} Q{x:g},{-y:g} {x:g},{c - y:g} V{y - c:g} Q{x:g},{y:g} {x - c:g},{y:g} "
        f"H{c - x:g} Q{-x:g},{y:g} {-x:g},{y - c:g} V{c - y:g} Q{-x:g},{-y:g} {c - x:g},{-y:g} Z"
    )


def duration(seconds: float) -> str:
    """Return a time as people say it, in at most two digits where that is fair.

    Examples
    --------
    >>> duration(45), duration(240), duration(5400), duration(31140), duration(200000), duration(float("nan"))
    ('45 s', '4 min', '1.5 h', '8.7 h', '2.3 days', '–')
    """
    if seconds != seconds:
        return "–"
    for size, unit in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= size * 1.5 or (seconds >= size and unit != "days"):
            number = seconds / size
            return f"{number:,.0f} {unit}" if number >= 9.95 else f"{number:.1f}".removesuffix(".0") + f" {unit}"
    return f"{seconds:.0f} s" if seconds >= 1 or seconds == 0 else f"{seconds:.2g} s"
