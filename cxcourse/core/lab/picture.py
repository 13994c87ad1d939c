"""Where things stand in the picture of a figure: an axis, and rows on it, as shares of its length."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, isfinite, log10
from typing import Any

from cxcourse.core.lab.catalogue import Metric
from cxcourse.core.lab.words import factor, figure, plain, unit
from cxcourse.core.metrics.result import Result


def axis(of: Metric, results: Iterable[Result]) -> tuple[float, float]:
    """Return both ends of the axis: the whole range of the metric, or a round number where it has no end.

    Examples
    --------
    >>> from cxcourse.core.lab import METRICS, count_case
    >>> axis(METRICS["nps"], [count_case(METRICS["nps"], {}).result]), round_up(134)
    ((-100.0, 100.0), 150.0)
    """
    shown = [r for r in results if r.defined]
    low, high = shown[0].range if shown else (0.0, 1.0)
    if isfinite(low) and isfinite(high):
        return float(low), float(high)
    ends = [x for r in shown for x in (r.value, r.high) if isfinite(x)]
    return 0.0, round_up(1.1 * max(ends, default=1.0))


def around_zero(d: Result) -> tuple[float, float]:
    """Return both ends of the axis of a difference: the same distance to both sides of 0."""
    reach = max((abs(x) for x in (d.value, d.low, d.high) if isfinite(x)), default=1.0)
    end = min(round_up(1.1 * reach), d.range[1])
    return -end, end


def round_up(x: float) -> float:
    """Return the next round number: 1, 1.5, 2, 3, 4, 5, 6, 8 or 10 times a power of ten."""
    if x <= 0:
        return 1.0
    power = 10.0 ** floor(log10(x))
    return next(m * power for m in (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 15) if m * power >= x * (1 - 1e-12))


def ticks(of: Metric, ends: tuple[float, float], r: Result, *, difference: bool = False) -> list[dict[str, Any]]:
    """Return labelled places on an axis."""
    low, high = ends
    points = range(ceil(low), floor(high) + 1) if not difference and r.range == (1.0, 7.0) else None
    places = list(points) if points else [low + (high - low) * i / 4 for i in range(5)]
    labels = [_tick(of, factor(r) * x, sign=difference or None) for x in places]
    return [{"at": place(x, ends), "text": text} for x, text in zip(places, labels, strict=True)]


def _tick(of: Metric, x: float, *, sign: bool | None) -> str:
    text = f"{x:+,.6g}" if (of.kind == "score" if sign is None else sign) else f"{x:,.6g}"
    return (text if x else "0").replace("-", "\u2212") + (
        unit(of, difference=bool(sign)) if of.kind == "seconds" else ""
    )


def place(x: float, ends: tuple[float, float]) -> float:
    """Return where a number stands on an axis, from 0 to 1; what lies outside stands at the end."""
    low, high = ends
    if x != x:
        return 0.0
    return round(min(1.0, max(0.0, (x - low) / (high - low))), 5)


def row(
    of: Metric, r: Result, ends: tuple[float, float], label: str = "", *, difference: bool = False
) -> dict[str, Any]:
    """Return one figure with its interval as places on an axis; places are None where there is nothing to draw."""
    text = figure(of, r) if not difference else plain(of, factor(r) * r.value, factor(r) * 4, sign=True)
    return {
        "label": label,
        "text": text if r.defined else "\u2013",
        "at": place(r.value, ends) if r.defined else None,
        "span": [place(r.low, ends), place(r.high, ends)] if r.has_interval else None,
    }
