"""Where the names of points go, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from math import copysign, cos, hypot, pi, sin
from typing import NamedTuple

import numpy as np

_ANGLES = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8)  # sixteenths of a turn, to the right first
_REACHES = (11, 20, 32, 46, 62, 80, 100)
_POINT = 8  # half the room that a mark needs for itself


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float


def place_names(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    room: Box,
    taken: Sequence[Box] = (),
    better_not: Sequence[Box] = (),
    reach: Sequence[float] = (),
) -> list[Box]:
    """Return a box for the name of each point: near it, inside the room, clear of marks, of names and of what is taken.

    Parameters
    ----------
    points : sequence of (x, y)
        Middles of the marks.
    sizes : sequence of (width, height)
        Of the names.
    room : Box
        Names stay inside.
    taken : sequence of Box
        What is written there already.
    better_not : sequence of Box
        What a name may cover where nothing else is free, such as a line.
    reach : sequence of float, optional
        How far a mark reaches to both sides beyond the usual, where several stand in a row.

    Examples
    --------
    >>> boxes = place_names([(50, 50), (60, 50)], [(40, 14), (40, 14)], Box(0, 0, 200, 100))
    >>> min(boxes[0].right, boxes[1].right) <= max(boxes[0].left, boxes[1].left) or boxes[0].top != boxes[1].top
    True
    """
    wide = list(reach) or [0.0] * len(points)
    marks = np.array(
        [(x - _POINT - w, y - _POINT, x + _POINT + w, y + _POINT) for (x, y), w in zip(points, wide, strict=True)]
    )
    around = [sum(hypot(x - a, y - b) < 90 for a, b in points) for x, y in points]
    order = sorted(range(len(points)), key=lambda i: (-around[i], i))  # the crowded choose first
    choices = [_choices(*each, room) for each in zip(points, sizes, wide, strict=True)]
    lone = [
        own + 4 * _covered(boxes, marks)
        + 6 * _covered(boxes, taken) + 0.4 * _covered(boxes, better_not) + 25 * _astray(boxes, marks, i)
        for i, (own, boxes) in enumerate(choices)
    ]  # fmt: skip
    made: dict[int, np.ndarray] = {}
    # Further rounds let each name move once its neighbours have settled.
    for _ in range(4):
        for i in order:
            others = [box for other, box in made.items() if other != i]
            boxes = choices[i][1]
            cost = lone[i] + 8 * _covered(boxes, others) + 60 * _crossed(points[i], boxes, others)
            made[i] = boxes[int(cost.argmin())]
    return [Box(*map(float, made[i])) for i in range(len(points))]


def _choices(
    point: tuple[float, float], size: tuple[float, float], wide: float, room: Box
) -> tuple[np.ndarray, np.ndarray]:
    """Return what places around a point cost by themselves, and their boxes: near is good, beside beats above.

    A place that sticks out of the room is moved back into it.
    """
    costs, boxes = [], []
    for reach in _REACHES:
        for rank, angle in enumerate(_ANGLES):
            across, down = cos(angle * pi / 8), sin(angle * pi / 8)
            x = point[0] + across * reach + (copysign(size[0] / 2 + wide, across) if abs(across) > 0.3 else 0)
            y = point[1] + down * (reach + size[1] / 2)
            x = min(max(x, room.left + size[0] / 2), room.right - size[0] / 2)
            y = min(max(y, room.top + size[1] / 2), room.bottom - size[1] / 2)
            boxes.append((x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2))
            costs.append(reach * 1.2 + rank * 0.8)
    return np.array(costs), np.array(boxes)


def _covered(boxes: np.ndarray, others: Sequence | np.ndarray) -> np.ndarray:
    """Return the area that each box shares with the others."""
    if not len(others):
        return np.zeros(len(boxes))
    there = np.array(others, dtype=float)
    across = np.minimum(boxes[:, None, 2], there[:, 2]) - np.maximum(boxes[:, None, 0], there[:, 0])
    down = np.minimum(boxes[:, None, 3], there[:, 3]) - np.maximum(boxes[:, None, 1], there[:, 1])
    return (across.clip(0) * down.clip(0)).sum(axis=1)


def _astray(boxes: np.ndarray, marks: np.ndarray, own: int) -> np.ndarray:
    """Return whether another mark is closer to each box than its own, so that the name would seem to be the other's."""
    across = np.maximum(boxes[:, None, 0] - marks[:, 2], marks[:, 0] - boxes[:, None, 2]).clip(0)
    down = np.maximum(boxes[:, None, 1] - marks[:, 3], marks[:, 1] - boxes[:, None, 3]).clip(0)
    away = np.hypot(across, down)
    return (np.delete(away, own, axis=1) < away[:, [own]] + 1).any(axis=1)


def _crossed(point: tuple[float, float], boxes: np.ndarray, others: Sequence[np.ndarray]) -> np.ndarray:
    """Return how many other names the line from a mark to its name would run through."""
    if not len(others):
        return np.zeros(len(boxes))
    there, start = np.array(others), np.array(point, dtype=float)
    ends = np.clip(start, boxes[:, :2], boxes[:, 2:])
    on_line = start + np.linspace(0, 1, 8)[None, :, None] * (ends - start)[:, None, :]
    inside = (on_line[:, :, None] > there[:, :2]) & (on_line[:, :, None] < there[:, 2:])
    return inside.all(axis=3).any(axis=1).sum(axis=1)


def nearest(box: Box, point: tuple[float, float]) -> tuple[float, float]:
    """Return the place on the edge of a box that is closest to a point: where its line ends.

    Examples
    --------
    >>> nearest(Box(20, 0, 60, 10), (0, 5))
    (20, 5)
    """
    x, y = point
    return min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)
