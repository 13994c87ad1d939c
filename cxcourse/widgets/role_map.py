"""A scene as a drawing: where each node stands, which way was taken, and which road would have been the best."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import Any

from cxcourse.core.roleplay import End, Gate, Play, Scene, Turn, log_of, offered, score, start, step
from cxcourse.core.roleplay.graph import ways
from cxcourse.core.roleplay.layers import depths, forward
from cxcourse.widgets.role_run import stages

_MOST = 600  # plays looked at in search of the best road


def best_road(scene: Scene, seed: int) -> Play:
    """Return a run in which every reply is the best one offered, if possible one that ends well.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> best_road(load_scene("m01-taster"), 0).outcome
    'resolved'
    """
    waiting, found, looked = [start(scene, seed)], None, 0
    while waiting and looked < _MOST:
        play, looked = waiting.pop(), looked + 1
        if play.ended:
            if play.outcome == "resolved":
                return play
            found = found or play
            continue
        top = max((c.score for c in offered(play)), default=None)
        waiting += [step(play, c.id) for c in offered(play) if c.score == top]
    return found or start(scene, seed)


def drawn_map(play: Play) -> dict[str, Any]:
    """Return the graph of a scene with a run through it, as JSON: nodes in columns and rows, and edges.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> drawn_map(start(load_scene("m01-taster")))["told"]
    'Your way has 0 turns. The best road has 2 turns.'
    """
    scene, road = play.scene, best_road(play.scene, play.seed)
    there = {node.id: tuple(dict.fromkeys(to for _, to in ways(node))) for node in scene.nodes}
    taken, best = _passed(play), _passed(road)
    columns = depths(there, forward(scene.start, [(a, "", b) for a, after in there.items() for b in after]))
    rows = _rows(columns, [n for pair in best for n in pair])
    top = min(rows.values(), default=0)
    visits = defaultdict(list)
    for number, (node, _) in enumerate(play.steps, start=1):
        visits[node].append(number)
    walked = {n for pair in taken for n in pair}
    nodes = [
        {
            "id": n.id, "x": columns[n.id], "y": rows[n.id] - top, "kind": _kind(n), "best": any(n.id in e for e in best),
            "outcome": n.end if isinstance(n, End) else "", "told": _told(n, visits[n.id]),
            "visited": ", ".join(map(str, visits[n.id])) if visits.get(n.id) else ("" if n.id in walked else None),
            "turn": visits[n.id][0] if visits[n.id] else None,
        }
        for n in scene.nodes
    ]  # fmt: skip
    edges = [
        {"from": a, "to": b, "taken": (a, b) in taken, "best": (a, b) in best}
        for a, after in there.items() for b in after
    ]  # fmt: skip
    height = max(rows.values(), default=0) - top
    return {
        "nodes": nodes, "edges": edges, "columns": max(columns.values(), default=0), "rows": height,
        "told": _in_words(play, road),
    }  # fmt: skip


def _in_words(play: Play, road: Play) -> str:
    """Say how long the way was, how it ended, and at which turn a better reply was on offer for the first time."""
    reviews = enumerate(score(play.scene, log_of(play)).turns, start=1)
    left = next((number for number, turn in reviews if turn.score < turn.best_score), None)
    told = [f"Your way has {_turns(play)}" + (f", and ended {play.outcome}." if play.ended else ".")]
    if left:
        told += [f"It leaves the best road at turn {left}, where a better reply was on offer."]
    elif play.ratio == 1:
        return f"{told[0]} It follows the best road."  # a scene may have several; this is one of them
    return " ".join([*told, f"The best road has {_turns(road)}."])


def _turns(play: Play) -> str:
    return f"{len(play.steps)} turn{'s' * (len(play.steps) != 1)}"


def _told(node: Turn | Gate | End, visits: list[int]) -> str:
    if isinstance(node, Gate):
        return "An unseen fork"
    when = f"Turn {', '.join(map(str, visits))}: " if visits else ""
    return f"{when}“{node.customer[0]}”"


def _kind(node: Turn | Gate | End) -> str:
    return "turn" if isinstance(node, Turn) else "gate" if isinstance(node, Gate) else "end"


def _passed(play: Play) -> set[tuple[str, str]]:
    """Return the edges of a run, those through unseen forks included."""
    # the run itself knows which forks it came through: two ways may lead from one turn to the same end
    seen = stages(play)
    edges = set(pairwise([*(gate for gate, _ in seen[0].gates), seen[0].node.id]))
    for before, after in pairwise(seen):
        edges |= set(pairwise([before.node.id, *(gate for gate, _ in after.gates), after.node.id]))
    return edges


def _rows(columns: dict[str, int], best: list[str]) -> dict[str, int]:
    """Put the best road in the middle row and the rest below and above, column by column."""
    rows: dict[str, int] = {}
    beside: Counter[int] = Counter()
    for node, column in columns.items():
        if node in best:
            rows[node] = 0
        else:  # -1, 1, -2, 2, …
            rows[node] = (beside[column] // 2 + 1) * (1 if beside[column] % 2 else -1)
            beside[column] += 1
    for column in set(columns.values()):  # where the best road is not, the middle is free
        here = [n for n in columns if columns[n] == column]
        if len(here) == 1:
            rows[here[0]] = rows[here[0]] if here[0] in best else 1
    return {node: -row if row else 0 for node, row in rows.items()}
