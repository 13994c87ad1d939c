"""The emotion curve: smooth, through every point, and never beyond one."""

from __future__ import annotations

from itertools import pairwise

Point = tuple[float, float]


def smooth(points: list[Point]) -> str:
    """Return the path of a monotone cubic through points of rising x, in SVG.

    Between two points the curve stays between their heights: a map must not show a low that nobody felt. Tangents
    after Fritsch and Butland, as in d3's ``curveMonotoneX``.

    Examples
    --------
    >>> smooth([(0, 0), (3, 6)])
    'M0,0C1,2 2,4 3,6'
    """
    if not points:
        return ""
    slopes = _slopes(points)
    path = [f"M{_n(points[0][0])},{_n(points[0][1])}"]
    for ((x, y), (to_x, to_y)), (slope, to_slope) in zip(pairwise(points), pairwise(slopes), strict=True):
        third = (to_x - x) / 3
        handles = (x + third, y + slope * third, to_x - third, to_y - to_slope * third, to_x, to_y)
        path.append("C{},{} {},{} {},{}".format(*map(_n, handles)))
    return "".join(path)


def _slopes(points: list[Point]) -> list[float]:
    steep = [(to_y - y) / (to_x - x) for (x, y), (to_x, to_y) in pairwise(points)]
    if not steep:
        return [0.0]
    wide = [to_x - x for (x, _), (to_x, _) in pairwise(points)]
    inner = []
    for (left, right), (near, far) in zip(pairwise(steep), pairwise(wide), strict=True):
        if left * right <= 0:
            inner.append(0.0)
        else:
            mean = (left * far + right * near) / (near + far)
            inner.append((1 if left > 0 else -1) * 2 * min(abs(left), abs(right), abs(mean) / 2))
    first = (3 * steep[0] - inner[0]) / 2 if inner else steep[0]
    last = (3 * steep[-1] - inner[-1]) / 2 if inner else steep[-1]
    return [_held(first, steep[0]), *inner, _held(last, steep[-1])]


def _held(slope: float, steep: float) -> float:
    """Return the slope at an end, not so steep that the curve would swing past its point."""
    return 0.0 if slope * steep <= 0 else min(abs(slope), 3 * abs(steep)) * (1 if steep > 0 else -1)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
