"""Where the boxes of a graph stand: in layers from top to bottom, with few crossings and straight main roads.

The way of Sugiyama in its simplest form: each box one layer below the lowest that leads to it; long edges pass each
layer between through a waypoint; boxes are moved, sweep by sweep, under the middle of their neighbours.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cxcourse.charts.sheet import spread

Node = tuple[str, int]  # a box (name, 0), or the waypoint of an edge in a layer (name of the edge, layer)


class Placed(NamedTuple):
    """Centre of each box across, its layer, and for each edge that runs down the places it passes, layer by layer."""

    x: dict[str, float]
    layer: dict[str, int]
    roads: dict[tuple[str, str], list[tuple[float, int]]]


def layered(
    order: Sequence[str], down: Mapping[tuple[str, str], float], wide: Mapping[str, float], room: float
) -> Placed:
    """Place the boxes of a graph.

    Parameters
    ----------
    order : list of str
        The boxes; an edge leads from an earlier to a later one.
    down : mapping of (str, str) to float
        The edges with their weight; heavy ones are kept straight.
    wide : mapping of str to float
        Width of each box, with the space around it.
    room : float
        Pixels across.

    Examples
    --------
    >>> edges = {("a", "b"): 9, ("a", "c"): 1, ("b", "d"): 9, ("c", "d"): 1, ("a", "d"): 2}
    >>> placed = layered("abcd", edges, dict.fromkeys("abcd", 80), 400)
    >>> placed.layer
    {'a': 0, 'b': 1, 'c': 1, 'd': 2}
    >>> len(placed.roads["a", "d"])
    3
    """
    layer: dict[str, int] = {}
    for name in order:
        layer[name] = 1 + max((layer[a] for a, b in down if b == name), default=-1)
    rows: list[list[Node]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for name in order:
        rows[layer[name]].append((name, 0))
    near: dict[Node, list[tuple[Node, float]]] = {(name, 0): [] for name in order}
    chains = {edge: _chain(edge, layer, rows) for edge in down}
    size = {(name, 0): wide[name] for name in order}
    for edge, chain in chains.items():
        for a, b in itertools.pairwise(chain):
            near.setdefault(a, []).append((b, down[edge]))
            near.setdefault(b, []).append((a, down[edge]))
    x = _swept(rows, near, size, room)
    lines = {edge: _line(chain, x, layer[edge[0]]) for edge, chain in chains.items()}
    return Placed({name: x[name, 0] for name in order}, layer, lines)


def _chain(edge: tuple[str, str], layer: Mapping[str, int], rows: list[list[Node]]) -> list[Node]:
    before, after = edge
    points: list[Node] = [(f"{before} → {after}", at) for at in range(layer[before] + 1, layer[after])]
    for point in points:
        rows[point[1]].append(point)
    return [(before, 0), *points, (after, 0)]


def _line(chain: list[Node], x: Mapping[Node, float], first: int) -> list[tuple[float, int]]:
    return [(x[node], first + place) for place, node in enumerate(chain)]


def _swept(rows: list[list[Node]], near: Mapping, size: Mapping[Node, float], room: float) -> dict[Node, float]:
    """Return the place of every node across: sweeps down and up, each row moved under the middle of its neighbours."""
    x = {node: room / 2 + 40 * (place - (len(row) - 1) / 2) for row in rows for place, node in enumerate(row)}
    where = {node: at for at, row in enumerate(rows) for node in row}
    for sweep in range(28):
        way = 1 if sweep % 2 == 0 else -1
        for at in range(len(rows))[::way]:
            wish = {node: _wish(node, x, near, where, way if sweep < 10 else 0) for node in rows[at]}
            rows[at].sort(key=lambda node, wish=wish: wish[node])
            x |= _apart(rows[at], wish, near, size, room)
    return x


def _wish(node: Node, x: Mapping, near: Mapping, where: Mapping, way: int) -> float:
    """Return the weighted middle of the neighbours a node looks at: above, below, or both."""
    seen = [(x[other], weight) for other, weight in near[node] if not way or where[other] == where[node] - way]
    total = sum(weight for _, weight in seen)
    return sum(place * weight for place, weight in seen) / total if total else x[node]


def _apart(row: list[Node], wish: Mapping, near: Mapping, size: Mapping, room: float) -> dict[Node, float]:
    """Return places near the wishes without overlap: each node needs its width, a waypoint a narrow lane."""
    wide = [size.get(node, 34.0) for node in row]
    # Equal gaps are what `spread` knows: take off what lies to the left of each node, spread, and put it back.
    before = [sum(wide[:place]) + wide[place] / 2 for place in range(len(row))]
    shifted = [wish[node] - off for node, off in zip(row, before, strict=True)]
    middle = _level(shifted, [1e-9 + sum(weight for _, weight in near[node]) for node in row])
    made = [place + off for place, off in zip(spread(middle, 0, 0, room - sum(wide)), before, strict=True)]
    return dict(zip(row, made, strict=True))


def _level(values: list[float], weights: list[float]) -> list[float]:
    """Return the closest rising values: neighbours that stand the wrong way round share their weighted mean.

    Examples
    --------
    >>> _level([10, 40, 20, 50], [1, 1, 3, 1])
    [10, 25.0, 25.0, 50]
    """
    blocks: list[tuple[float, float, int]] = []  # value, weight, how many
    for value, weight in zip(values, weights, strict=True):
        block = (value, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            first, heavy, few = blocks.pop()
            total = heavy + block[1]
            block = ((first * heavy + block[0] * block[1]) / total, total, few + block[2])
        blocks.append(block)
    return [value for value, _, many in blocks for _ in range(many)]
