"""A drawing on squared paper: marks at places in pixels, from the top left corner, as one Altair chart.

The charts that put bars, numbers and intervals side by side in one row need every mark in its column; here they say
where, and Altair draws. Rows are tuples, so that a chart reads as a list of what stands on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor, log10
from typing import Any, NamedTuple

import altair as alt
from altair.utils.schemapi import debug_mode

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


def spread(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return sorted places moved apart to at least ``gap``, staying between the ends where there is room.

    Examples
    --------
    >>> spread([10, 12, 80], 20, 0, 100)
    [10, 30, 80]
    >>> spread([95, 96], 20, 0, 100)
    [80, 100]
    """
    made: list[float] = []
    for place in places:
        made.append(max(place, made[-1] + gap) if made else max(place, low))
    edge = high
    for i in range(len(made) - 1, -1, -1):
        made[i] = min(made[i], edge)
        edge = made[i] - gap
    return made


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
        # One layer a kind of mark and look, in the order in which they first came: a chart with a layer a mark would
        # take Altair seconds.
        self._layers: dict[Any, tuple[str, dict[str, Any], list[dict[str, Any]]]] = {}

    def rect(self, rows: Iterable[Sequence], color: str, *, opacity: float = 1, **look: Any) -> None:
        """Add rectangles ``(left, right, top, bottom)``."""
        rows = [(*row, opacity) for row in rows]
        self._add("rect", ("x", "x2", "y", "y2", "opacity"), rows, color=color, **look)

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
        self._add("area", ("x", "y", "y2"), rows, color=color, line=False, **look)

    def _add(self, mark: str, names: tuple[str, ...], rows: Iterable[Sequence], **look: Any) -> None:
        values = [dict(zip(names, map(_plain, row), strict=True)) for row in rows]
        # Lines stay apart, or the end of one would run on to the start of the next.
        kind = (mark, repr(sorted(look.items())), len(self._layers) if mark in ("line", "area") else 0)
        if values:
            self._layers.setdefault(kind, (mark, look, []))[2].extend(values)

    def _layer(self, mark: str, look: dict[str, Any], values: list[dict[str, Any]]) -> alt.Chart:
        drawn = getattr(alt.Chart(alt.Data(values=values)), f"mark_{mark}")(**look)
        return drawn.encode(**{name: self._channel(name) for name in values[0]})

    def _channel(self, name: str) -> Any:
        size = {"x": self.width, "y": self.height}.get(name)
        if size is not None:
            domain = [0, size] if name == "x" else [size, 0]
            scale = alt.Scale(domain=domain, nice=False, zero=False)
            made = (alt.X if name == "x" else alt.Y)(field=name, type="quantitative", scale=scale, axis=None)
            return made.stack(None) if name == "y" else made
        if name == "text":
            return alt.Text(field=name, type="nominal")
        if name == "opacity":
            return alt.Opacity(field=name, type="quantitative", scale=None, legend=None)
        return (alt.X2 if name == "x2" else alt.Y2)(field=name)

    def chart(self, table: Any = alt.Undefined) -> alt.LayerChart:
        """Return the drawing; ``table`` holds the rows that are listed under it."""
        # Altair checks every part of a chart against its whole grammar when it is made, and the chart once more when
        # it is shown. The last check is enough.
        with debug_mode(False):
            layers = [self._layer(*parts) for parts in self._layers.values()]
            return alt.layer(*layers, data=table).properties(width=self.width, height=self.height)


def _plain(value: Any) -> Any:
    """Return a value as JSON takes it, places to a hundredth of a pixel."""
    return value if isinstance(value, str | list) else round(float(value), 2)
