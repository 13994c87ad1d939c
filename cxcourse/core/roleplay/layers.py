"""Where the nodes of a scene stand in its drawing: rows from the first line down to the ends, with few crossings.

The way of Sugiyama: a node stands in the row after the last that leads to it, a long way gets a place in each row that
it crosses, places are ordered by the mean place of their neighbours, then shifted towards them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

Edge = tuple[str, str, str]  # from, way, to
SWEEPS = 12


class Rows:
    """Rows of places; a place is a node's id, or an edge that passes by."""

    def __init__(self, first: str, nodes: Iterable[str], edges: Iterable[Edge]) -> None:
        edges = list(dict.fromkeys(edges))
        self.forward = forward(first, edges)
        self.back = set(edges) - set(self.forward)  # ways that lead up again, drawn beside the rest
        self.depth = depths(nodes, self.forward)
        self.rows: list[list[str | Edge]] = [[] for _ in range(1 + max(self.depth.values()))]
        for node, depth in self.depth.items():
            self.rows[depth].append(node)
        self.links: list[tuple[str | Edge, str | Edge]] = []
        self.shift: dict[tuple[str | Edge, str | Edge], float] = {}  # a way leaves left or right of the middle
        self.chains = {edge: self._chain(edge) for edge in self.forward}
        self._order()

    def _chain(self, edge: Edge) -> list[int]:
        """Put an edge into each row between its ends, and return these rows."""
        between = list(range(self.depth[edge[0]] + 1, self.depth[edge[2]]))
        for depth in between:
            self.rows[depth].append(edge)
        self.links += [(edge[0], edge), (edge, edge[2])] if between else [(edge[0], edge[2])]
        ways = [other for other in self.forward if other[0] == edge[0]]
        self.shift[self.links[-2 if between else -1]] = (ways.index(edge) + 0.5) / len(ways) - 0.5
        return between

    def _order(self) -> None:
        for sweep in range(SWEEPS):
            place = {(depth, it): at for depth, row in enumerate(self.rows) for at, it in enumerate(row)}
            order = range(1, len(self.rows)) if sweep % 2 == 0 else range(len(self.rows) - 2, -1, -1)
            for depth in order:
                beside = depth + (-1 if sweep % 2 == 0 else 1)
                row = self.rows[depth]
                row.sort(key=lambda it, d=depth, b=beside: self._mean(it, d, b, place))
                place |= {(depth, it): at for at, it in enumerate(row)}

    def _mean(self, it: str | Edge, depth: int, beside: int, place: Mapping[tuple[int, str | Edge], int]) -> float:
        near = [place[beside, o] + self.shift.get((o, it), 0) for o in self.beside(it) if (beside, o) in place]
        return sum(near) / len(near) if near else place[depth, it]

    def beside(self, it: str | Edge) -> list[str | Edge]:
        """Return what a place is joined to; a passing edge also to itself, one row on."""
        near = [b if a == it else a for a, b in self.links if it in (a, b)]
        return [*near, it] if isinstance(it, tuple) else near

    def middles(self, width: Mapping[str, float], gap: float, passing: float) -> dict[tuple[int, str | Edge], float]:
        """Return the x of the middle of each place; ``width`` knows the nodes, ``passing`` is that of an edge."""
        wide = [[width[it] if isinstance(it, str) else passing for it in row] for row in self.rows]
        x = {}
        for depth, row in enumerate(self.rows):
            left = -(sum(wide[depth]) + gap * (len(row) - 1)) / 2
            for it, w in zip(row, wide[depth], strict=True):
                x[depth, it] = left + w / 2
                left += w + gap
        for _ in range(SWEEPS):
            for depth, row in enumerate(self.rows):
                wish = [self._wish(depth, it, x) for it in row]
                for it, at in zip(row, _apart(wish, wide[depth], gap), strict=True):
                    x[depth, it] = at
        return x

    def _wish(self, depth: int, it: str | Edge, x: Mapping[tuple[int, str | Edge], float]) -> float:
        near = [x[d, other] for other in self.beside(it) for d in (depth - 1, depth + 1) if (d, other) in x]
        return sum(near) / len(near) if near else x[depth, it]


def forward(first: str, edges: Iterable[Edge]) -> list[Edge]:
    """Return the edges that close no circle, seen from the first node.

    Examples
    --------
    >>> forward("a", [("a", "1", "b"), ("b", "1", "c"), ("b", "2", "a")])
    [('a', '1', 'b'), ('b', '1', 'c')]
    """
    ahead: dict[str, list[Edge]] = {}
    edges = list(edges)
    for edge in edges:
        ahead.setdefault(edge[0], []).append(edge)
    back: set[Edge] = set()
    done: set[str] = set()

    def visit(node: str, above: tuple[str, ...]) -> None:
        for edge in ahead.get(node, ()):
            if edge[2] in (*above, node):
                back.add(edge)
            elif edge[2] not in done:
                visit(edge[2], (*above, node))
        done.add(node)

    visit(first, ())
    return [edge for edge in edges if edge not in back]


def depths(nodes: Iterable[str], forward: Iterable[Edge]) -> dict[str, int]:
    """Return how many steps at most lead to each node, by ways that close no circle.

    Examples
    --------
    >>> depths("abc", [("a", "1", "b"), ("b", "1", "c"), ("a", "2", "c")])
    {'a': 0, 'b': 1, 'c': 2}
    """
    depth, ways = dict.fromkeys(nodes, 0), list(forward)
    for _ in list(depth):
        for start, _, to in ways:
            depth[to] = max(depth[to], depth[start] + 1)
    return depth


def _apart(wish: list[float], wide: list[float], gap: float) -> list[float]:
    """Keep the order and the distance, as near to the wishes as a push from either side allows."""
    need = [(a + b) / 2 + gap for a, b in pairwise(wide)]
    right, left = list(wish), list(wish)
    for i, apart in enumerate(need):
        right[i + 1] = max(right[i + 1], right[i] + apart)
    for i in range(len(need) - 1, -1, -1):
        left[i] = min(left[i], left[i + 1] - need[i])
    return [(a + b) / 2 for a, b in zip(left, right, strict=True)]
