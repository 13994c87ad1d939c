"""From a tally to a figure: the share of some answers, or their mean."""

from __future__ import annotations

import numpy as np

from cxcourse.core.metrics.intervals import mean_interval, proportion_interval
from cxcourse.core.metrics.quantities import whole
from cxcourse.core.metrics.result import Result, number
from cxcourse.core.metrics.tally import Tally
from cxcourse.errors import DataError


def boxed(scale: tuple[int, int], box: int, end: str) -> tuple[int, int]:
    """Return the points that count: ``box`` of them at the high or at the low end."""
    low, high = scale
    if not 1 <= whole(box, "box") <= high - low:
        raise DataError(f"box: {box} of the {high - low + 1} points {low} to {high} leaves no other side. Take fewer.")
    return (high - box + 1, high) if end == "high" else (low, low + box - 1)


def share_score(
    name: str, hits: int, found: Tally, about: str, source: str, confidence: float, interval: str, better: str
) -> Result:
    """Return the share of ``hits`` among all answers, in %; ``about`` says which answers they are."""
    n = found.n
    known: dict = {"name": name, "range": (0.0, 100.0), "unit": "%", "source": source, "confidence": confidence}
    known |= {"missing": found.missing, "details": {"hits": hits, "better": better, "invalid": found.invalid}}
    if n == 0:
        return Result.undefined(why="there are no answers", **known)
    low, high = (100 * end for end in proportion_interval(hits, n, method=interval, confidence=confidence))
    value = 100 * hits / n
    steps = (
        f"{about}: {hits} of {n}",
        f"{name} = 100 × {hits} / {n} = {number(value)} %",
        f"{interval} interval of {hits} of {n} at {number(100 * confidence)} %: {number(low)} to {number(high)} %",
    )
    method = f"share of {about}; interval: {interval}"
    return Result(value=value, low=low, high=high, n=n, method=method, steps=steps, **known)


def mean_score(name: str, found: Tally, source: str, confidence: float, better: str) -> Result:
    """Return the mean answer in points of the scale, with a t interval that stays on the scale."""
    n, scale = found.n, (found.low, found.high)
    known: dict = {"name": name, "range": tuple(map(float, scale)), "unit": "points", "source": source}
    known |= {"missing": found.missing, "confidence": confidence}
    details = {"better": better, "sd": found.sd, "invalid": found.invalid}
    if n == 0:
        return Result.undefined(why="there are no answers", details=details, **known)
    low, high = mean_interval(found.mean, found.sd, n, confidence)
    low, high = max(low, scale[0]), min(high, scale[1])  # nan stays nan: it is the first argument
    total = int(np.arange(scale[0], scale[1] + 1) @ found.counts)
    steps = (
        f"sum of answers / n = {total} / {n} = {number(found.mean)}",
        f"standard deviation {number(found.sd)}; t interval, kept on the scale: {number(low)} to {number(high)}",
    )
    method = f"mean on a scale of {scale[0]} to {scale[1]}, {better} is good; interval: t"
    return Result(value=found.mean, low=low, high=high, n=n, method=method, steps=steps, details=details, **known)
