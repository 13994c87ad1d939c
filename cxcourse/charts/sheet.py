"""A drawing on squared paper: marks at places in pixels, from the top left corner, as one Altair chart.

The charts that put bars, numbers and intervals side by side in one row need every mark in its column; here they say
where, and Altair draws. Rows are tuples, so that a chart reads as a list of what stands on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10
from typing import Any, NamedTuple

import altair as alt

from cxcourse.charts.look import INK, LINE, SURFACE, WIDTH


class Span(NamedTuple):
    """Values from ``low`` to ``high``, drawn from pixel ``start`` to pixel ``end``.

    Examples
    --------
    >>> Span(0, 100, 50, 250)(25)
    100.0
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def ticks(low: float, high: float, about: int = 5) -> list[float]:
    """Return round values that cover ``low`` to ``high``, in about so many steps.

    Examples
    --------
    >>> ticks(-78, 22), ticks(0.2, 0.9, 4)
    ([-80.0, -60.0, -40.0, -20.0, 0.0, 20.0, 40.0], [0.2, 0.4, 0.6, 0.8, 1.0])
    """
    if high <= low:
        low, high = low - max(1.0, abs(low)) / 2, high + max(1.0, abs(high)) / 2
    rough = (high - low) / about
    power = 10.0 ** floor(log10(rough))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times >= rough * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(step * i, 12) + 0.0 for i in range(first, last + 1)]


class Sheet:
    """A drawing that grows layer by layer; later layers lie on top.

    Parameters
    ----------
    height : float
        In pixels.
    width : float
        In pixels; the usual width of a chart.

    Examples
    --------
    >>> sheet = Sheet(40)
    >>> sheet.rect([(0, 120, 8, 32)], "#3a78e0")
    >>> sheet.text([(126, 20, "12 %")])
    >>> type(sheet.chart()).__name__
    'LayerChart'
    """

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.height, self.width = height, width
        self._layers: list[alt.Chart] = []

    def rect(self, rows: Iterable[Sequence], color: str, **look: Any) -> None:
        """Add rectangles ``(left, right, top, bottom)``."""
        self._add("rect", ("x", "x2", "y", "y2"), rows, color=color, **{"opacity": 1, **look})

    def rule(self, rows: Iterable[Sequence], color: str = LINE, width: float = 1, **look: Any) -> None:
        """Add straight lines ``(left, right, top, bottom)``."""
        self._add("rule", ("x", "x2", "y", "y2"), rows, color=color, strokeWidth=width, **look)

    def text(self, rows: Iterable[Sequence], color: str = INK, size: float = 12, **look: Any) -> None:
        """Add words ``(x, y, text)``; a list of texts is one line each."""
        look = {"align": "left", "baseline": "middle", "fontSize": size, "lineHeight": size + 3, **look}
        self._add("text", ("x", "y", "text"), rows, color=color, **look)

    def point(self, rows: Iterable[Sequence], look: dict[str, Any], *, hollow: bool = False) -> None:
        """Add marks ``(x, y)`` in the look that :func:`~cxcourse.charts.look.mark_look` returns."""
        look = dict(look)
        colour = look.pop("color")
        fill = SURFACE if hollow else colour
        self._add("point", ("x", "y"), rows, fill=fill, stroke=colour, strokeWidth=2 if hollow else 0, **look)

    def line(self, rows: Iterable[Sequence], color: str, *, width: float = 2, **look: Any) -> None:
        """Add one line through points ``(x, y)``."""
        self._add("line", ("x", "y"), rows, color=color, strokeWidth=width, **look)

    def area(self, rows: Iterable[Sequence], color: str, **look: Any) -> None:
        """Add one band through ``(x, low, high)``."""
        self._add("area", ("x", "y", "y2"), rows, color=color, **{"line": False, **look})

    def _add(self, mark: str, names: tuple[str, ...], rows: Iterable[Sequence], **look: Any) -> None:
        values = [dict(zip(names, map(_plain, row), strict=True)) for row in rows]
        if not values:
            return
        drawn = getattr(alt.Chart(alt.Data(values=values)), f"mark_{mark}")(**look)
        self._layers.append(drawn.encode(**{name: self._channels(mark)[name] for name in names}))

    def _channels(self, mark: str) -> dict[str, Any]:
        across = alt.Scale(domain=[0, self.width], nice=False, zero=False)
        down = alt.Scale(domain=[self.height, 0], nice=False, zero=False)
        # Lines are drawn in the order of their rows, also where two points share an x.
        return {
            "x": alt.X("x:Q", scale=across, axis=None),
            "y": alt.Y("y:Q", scale=down, axis=None, stack=None) if mark == "area" else
                 alt.Y("y:Q", scale=down, axis=None),
            "x2": "x2:Q",
            "y2": "y2:Q",
            "text": "text:N",
        }  # fmt: skip

    def chart(self, table: Any = alt.Undefined) -> alt.LayerChart:
        """Return the drawing; ``table`` holds the rows that are listed under it."""
        return alt.layer(*self._layers, data=table).properties(width=self.width, height=self.height)


def _plain(value: Any) -> Any:
    """Return a value as JSON takes it, places to a hundredth of a pixel."""
    return value if isinstance(value, str | list) else round(float(value), 2)
