"""One look for every chart: a palette that survives light, dark and colour-blindness, and inks that turn.

Marks keep their colour on every page, so the three hues lie in the narrow band of lightness that stands out
from white and from black, and apart along the blue-yellow axis that nearly everyone sees. Shape and place
always repeat what colour says. Words and lines are written in fixed inks, which the renderer turns into CSS
variables.
"""

from __future__ import annotations

import altair as alt

PALETTE = ("#3a78e0", "#b97a00", "#d0356f")
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "triangle-down")
# A diamond of the same nominal size looks smaller than a circle, a square larger; these even them out.
_BULK = {"square": 0.84, "diamond": 1.25, "cross": 1.1}

WIDTH = 680
INK, INK_2, LINE, SURFACE = "#18212d", "#4b586a", "#d8dee7", "#fefefe"


def mark_look(place: int, across: float) -> dict[str, object]:
    """Return colour, shape and size of the ``place``-th kind of mark, ``across`` pixels wide.

    Past the third kind colours come round again; the shape still tells them apart.
    """
    shape = SHAPES[place % len(SHAPES)]
    return {
        "color": PALETTE[place % len(PALETTE)],
        "shape": shape,
        "size": across**2 * _BULK.get(shape, 1.0),
        "opacity": 1,
    }


def theme() -> alt.theme.ThemeConfig:
    """Return the Altair theme of the course."""
    label = {"labelColor": INK_2, "titleColor": INK_2, "labelFontSize": 12, "titleFontSize": 12}
    title = {
        "anchor": "start",
        "frame": "bounds",
        "offset": 26,
        "color": INK,
        "fontSize": 20,
        "fontWeight": 700,
    }
    subtitle = {"subtitleColor": INK_2, "subtitleFontSize": 13, "subtitlePadding": 8}
    axis = {"titleFontWeight": 400, "titlePadding": 12, "labelPadding": 6, "ticks": False}
    lines = {"domainColor": LINE, "gridColor": LINE, "tickColor": LINE}
    marks = ("arc", "area", "bar", "line", "point", "rect")
    return {
        "config": {
            "background": "transparent",
            "padding": {"left": 1, "top": 4, "right": 4, "bottom": 4},
            "font": "system-ui, sans-serif",
            "view": {"stroke": None, "continuousWidth": 560, "continuousHeight": 300},
            "title": {**title, **subtitle},
            "axis": {**label, **axis, **lines},
            "axisX": {"labelAngle": 0, "grid": False, "titleAnchor": "start"},
            "axisY": {"domain": False},
            "legend": {**label, "orient": "top"},
            "header": label,
            "text": {"color": INK, "fontSize": 12},
            "rule": {"color": INK},
            "range": {"category": list(PALETTE)},
            **{mark: {"color": PALETTE[0]} for mark in marks},
        }
    }
