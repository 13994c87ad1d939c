"""What follows what in an observed log, drawn as a graph from top to bottom, with its loops."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from cxcourse.charts.frame import framed
from cxcourse.charts.layers import Placed, layered
from cxcourse.charts.look import INK, INK_2, PALETTE, SURFACE, WIDTH
from cxcourse.charts.shapes import Drawing, box, duration
from cxcourse.charts.variants import DRAWS, source_of
from cxcourse.charts.words import count, fit, label, percent, width_of
from cxcourse.core.journeylog import ObservedLog
from cxcourse.core.journeylog.moves import usual_order
from cxcourse.core.journeylog.needs import need_log
from cxcourse.core.metrics.quantities import proportion
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_LAYER, _HIGH, _TOP, _SIDE = 88, 44, 2, 44
_AHEAD, _BACK = PALETTE[0], PALETTE[2]


class _Edge(NamedTuple):
    before: str
    after: str
    count: int
    share: float
    median_s: float


def flow(log: ObservedLog, *, least: float = 0.02, title: str | None = None) -> alt.LayerChart:
    """Draw which step comes right after which, how often, and where journeys turn back.

    Parameters
    ----------
    log : ObservedLog
        What ``journeylog.observe`` returns.
    least : float
        Steps that a smaller share of journeys reaches, and moves rarer than this share of the journeys, are left out;
        the caption counts them. 0 draws all.
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        A box a step, a line a move, as wide as it is frequent; moves back to an earlier step or to the same are
        dashed.

    Raises
    ------
    DataError
        When nothing is left to draw.

    Examples
    --------
    >>> from cxcourse import charts, load_dataset
    >>> from cxcourse.core import journeylog
    >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario")
    >>> charts.flow(log.by()["billing"]).title.text
    '30 % of those who reach ivr menu come back to it'
    """
    least = proportion(least, "least")
    table = need_log(log, DRAWS).flow()
    reach = dict(zip(log.steps, log.visits.cases.tolist(), strict=True))
    names = [log.steps[code] for code in usual_order(log) if reach[log.steps[code]] >= least * len(log)]
    edges = [_Edge(*row) for row in table.itertuples(index=False)]
    drawn = [e for e in edges if e.count >= least * len(log) and {e.before, e.after} <= set(names)]
    if not names:
        raise DataError(f"No step is reached by {percent(least)} of the journeys. Choose a smaller least.")
    rank = {name: place for place, name in enumerate(names)}
    down = {(e.before, e.after): float(e.count) for e in drawn if rank[e.before] < rank[e.after]}
    wide = {name: _width(name, reach[name], len(log)) for name in names}
    placed = layered(names, down, {name: width + 26 for name, width in wide.items()}, WIDTH - 2 * _SIDE)
    placed = _centred(placed, wide)
    ends = dict(log.last_steps()[["step", "cases"]].itertuples(index=False))
    return framed(
        _drawing(log, placed, drawn, wide, reach, ends),
        _table(table),
        title=title or _title(log, drawn),
        how="Lines: moves to the next step, wider where more frequent; dashed: back to an earlier step. "
        "Bar in a box: how many of them end there.",
        description=_words(log, edges, ends),
        caption=source_of(log, *_left_out(log, names, edges, drawn)),
    )


def _centred(placed: Placed, wide: Mapping[str, float]) -> Placed:
    """Return the graph moved to the middle of the sheet."""
    edges = [x + way * wide[name] / 2 for name, x in placed.x.items() for way in (-1, 1)]
    edges += [x for road in placed.roads.values() for x, _ in road]
    move = WIDTH / 2 - (min(edges) + max(edges)) / 2
    roads = {edge: [(x + move, layer) for x, layer in road] for edge, road in placed.roads.items()}
    return placed._replace(x={name: x + move for name, x in placed.x.items()}, roads=roads)


def _left_out(log: ObservedLog, names: list, edges: list[_Edge], drawn: list[_Edge]) -> list[str]:
    steps, moves = len(log.steps) - len(names), sum(e.count for e in edges) - sum(e.count for e in drawn)
    parts = [count(steps, "rare step")] * bool(steps)
    parts += [f"{count(len(edges) - len(drawn), 'rare kind')} of moves ({moves:,} moves)"] * (len(edges) > len(drawn))
    return [count(len(log), "journey"), *([f"not drawn: {' and '.join(parts)}"] if parts else [])]


def _width(name: str, cases: int, of: int) -> float:
    words = max(width_of(fit(label(name), 150, 13, bold=True), 13, bold=True), width_of(_second(cases, of), 11.5))
    return max(92.0, words * 0.95 + 26)


def _second(cases: int, of: int) -> str:
    return f"{cases:,} · {percent(cases / of)}"


def _drawing(
    log: ObservedLog, placed: Placed, drawn: list[_Edge], wide: Mapping, reach: Mapping, ends: Mapping
) -> Drawing:
    sheet = Drawing(_TOP + _LAYER * max(placed.layer.values()) + _HIGH + 14)
    most = max((edge.count for edge in drawn), default=1)
    taken: list[tuple[float, float, float, float]] = []  # where words stand already, and boxes
    y = {name: _TOP + _LAYER * layer + _HIGH / 2 for name, layer in placed.layer.items()}
    for name in y:
        taken.append((placed.x[name] - wide[name] / 2, placed.x[name] + wide[name] / 2, y[name] - 24, y[name] + 24))
    labels = []
    for edge in sorted(drawn, key=lambda e: e.count):
        thick = 1.4 + 9 * edge.count / most
        pair = (edge.before, edge.after)
        if pair in placed.roads:
            points = _road(placed.roads[pair])
            _line(sheet, points, thick, _AHEAD, back=False)
        else:
            points = _return(placed, wide, y, *pair)
            _line(sheet, points, thick, _BACK, back=True)
        labels.append((edge, points))
    for name in y:
        _box(sheet, name, placed.x[name], y[name], wide[name], reach[name], ends.get(name, 0), len(log))
    for edge, points in sorted(labels, key=lambda pair: -pair[0].count):
        _label(sheet, edge, points, taken)
    return sheet


Points = list[tuple[float, float]]  # of a curve: a start, then two handles and an end for each bend


def _road(passes: list[tuple[float, int]]) -> Points:
    """Return the curve of an edge that runs down, through its waypoints."""
    tops = [_TOP + _LAYER * layer for _, layer in passes]
    xs = [x for x, _ in passes]
    points: Points = [(xs[0], tops[0] + _HIGH)]
    for place in range(1, len(passes)):
        (x, y), last = points[-1], place == len(passes) - 1
        below = tops[place] - (6 if last else 0)
        bend = (below - y) / 2
        points += [(x, y + bend), (xs[place], below - bend), (xs[place], below)]
        if not last:
            # Straight past the boxes of the layer, then on.
            points += [(xs[place], below + 10), (xs[place], below + _HIGH - 10), (xs[place], below + _HIGH)]
    return points


def _return(placed: Placed, wide: Mapping, y: Mapping, before: str, after: str) -> Points:
    """Return the curve of an edge that runs back up, or to its own box: out at the freer side, around, and in."""
    layers = range(placed.layer[after], placed.layer[before] + 1)
    around = [name for name, layer in placed.layer.items() if layer in layers]
    level = [placed.x[name] for name in around if placed.layer[name] in (layers[0], layers[-1])]
    xs = (placed.x[before], placed.x[after])
    left, right = sum(x < min(xs) for x in level), sum(x > max(xs) for x in level)
    if left and right and len(layers) == 2:  # boxes on both sides: straight up, beside the move down
        low, high = (xs[0] - 22, y[before] - _HIGH / 2), (xs[1] - 22, y[after] + _HIGH / 2 + 6)
        bend = (low[1] - high[1]) / 2
        return [low, (low[0], low[1] - bend), (high[0], high[1] + bend), high]
    way = -1 if left < right else 1
    start, end = (placed.x[name] + way * wide[name] / 2 for name in (before, after))
    end += 6 * way
    if before == after:
        far = start + 38 * way
        return [(start, y[before] + 9), (far, y[before] + 22), (far, y[before] - 22), (end, y[before] - 9)]
    sides = [way * placed.x[name] + wide[name] / 2 for name in around]
    far = way * (max(sides) + 18 + 4 * len(layers))
    far = min(max(far, 4.0), WIDTH - 4.0)
    low, high = y[before] - 26, y[after] + 30
    out = [(start, y[before]), (far, y[before]), (far, y[before]), (far, low)]
    return [*out, (far, low), (far, high), (far, high), (far, y[after] + 4), (far, y[after] + 4), (end, y[after] + 4)]


def _line(sheet: Drawing, points: Points, thick: float, ink: str, *, back: bool) -> None:
    (x, y), *rest = points
    bends = " ".join(
        f"C{a[0]:.1f},{a[1]:.1f} {b[0]:.1f},{b[1]:.1f} {c[0]:.1f},{c[1]:.1f}"
        for a, b, c in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    )
    dash = {"strokeDash": [7, 4]} if back else {}
    sheet.path([(0, 0, f"M{x:.1f},{y:.1f} {bends}", thick)], fill="transparent", stroke=ink,
               strokeOpacity=0.85 if back else 0.5, **dash)  # fmt: skip
    half = 4 + thick / 2
    x, y = points[-1]
    if points[-2][0] == x:  # comes in from above or from below
        way = -1 if back else 1
        head = f"M{-half:.1f},{-3 * way} L{half:.1f},{-3 * way} L0,{6 * way} Z"
    else:
        way = 1 if points[-2][0] > x else -1  # from the right or from the left
        head = f"M{3 * way},{-half:.1f} L{3 * way},{half:.1f} L{-6 * way},0 Z"
    sheet.path([(x, y, head, 0)], fill=ink, fillOpacity=1)


def _box(sheet: Drawing, name: str, x: float, y: float, wide: float, cases: int, end: int, of: int) -> None:
    sheet.path([(x, y, box(wide, _HIGH), 1.5)], fill=SURFACE, stroke=INK_2)
    words = fit(label(name), 150, 13, bold=True)
    sheet.text([(x, y - 8, words)], size=13, fontWeight=700, align="center")
    sheet.text([(x, y + 8, _second(cases, of))], INK_2, 11.5, align="center")
    if end:
        room = wide - 16
        share = max(0.04, end / cases)
        sheet.rect([(x - room / 2, x - room / 2 + room * share, y + _HIGH / 2 - 5, y + _HIGH / 2 - 2)], INK)


def _label(sheet: Drawing, edge: _Edge, points: Points, taken: list) -> None:
    """Write how often a move is made where its line is free of boxes and other words."""
    text = f"{edge.count:,}"
    half = width_of(text, 11.5) / 2 + 2
    spots = [_at(points, share) for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)]
    areas = [(x - half, x + half, y - 8, y + 8) for x, y in spots]
    free = [place for place, area in enumerate(areas) if not any(_meet(area, other) for other in taken)]
    place = free[0] if free else 0
    taken.append(areas[place])
    x, y = spots[place]
    look = {"align": "center", "fontWeight": 600}
    sheet.text([(x, y, text)], SURFACE, 11.5, stroke=SURFACE, strokeWidth=4, strokeJoin="round", **look)
    sheet.text([(x, y, text)], INK, 11.5, **look)


def _at(points: Points, share: float) -> tuple[float, float]:
    """Return a point of a curve, by the share of its bends."""
    bends = (len(points) - 1) // 3
    at = min(int(share * bends), bends - 1)
    t = share * bends - at
    p = points[3 * at : 3 * at + 4]
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    return sum(w * x for w, (x, _) in zip(weights, p, strict=True)), sum(
        w * y for w, (_, y) in zip(weights, p, strict=True)
    )


def _meet(one: tuple, other: tuple) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


def _title(log: ObservedLog, drawn: list[_Edge]) -> str:
    loops = log.loops()
    # A loop that few of all journeys make is not the finding; its share is of those who reach the step, as in a map.
    if not loops.empty and loops["cases_back"].iloc[0] >= 0.05 * len(log):
        first = loops.iloc[0]
        return f"{percent(first['share'])} of those who reach {label(first['step'])} come back to it"
    if not drawn:
        return "No journey goes from one step to another"
    top = drawn[0]
    return f"Most moves go from {label(top.before)} to {label(top.after)}: {top.count:,}"


def _table(table: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "from": table["step"].map(label),
            "to": table["next_step"].map(label),
            "moves": table["count"],
            "of those leaving %": (100 * table["share"]).round(1),
            "median time": table["median_s"].map(duration),
        }
    )


def _words(log: ObservedLog, edges: list[_Edge], ends: Mapping) -> str:
    told = [
        f"{label(e.before)} to {label(e.after)} {e.count:,} times ({percent(e.share)} of those leaving)"
        for e in edges[:25]
    ]
    more = f", and {count(len(edges) - 25, 'rarer kind')} of moves" if len(edges) > 25 else ""
    stops = ", ".join(f"{label(name)} {cases:,}" for name, cases in ends.items())
    return (
        f"Which step follows which, in {count(len(log), 'journey')}. {'; '.join(told)}{more}. Journeys end at: {stops}."
    )
