"""A scene drawn for its author: every line and every choice on one page, the ways between them coloured by score."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from textwrap import shorten, wrap

from cxcourse.core.roleplay.graph import ways
from cxcourse.core.roleplay.layers import Edge, Rows
from cxcourse.core.roleplay.model import Condition, End, Gate, Scene, Turn
from cxcourse.core.roleplay.mood import MOODS

WIDTH = {Turn: 372.0, Gate: 210.0, End: 300.0}
GAP, PASSING, ROW_GAP, MARGIN, HEAD = 36.0, 26.0, 64.0, 32.0, 122.0
LINE, CHARACTERS = 17, 47
_STYLE = """
svg{--ink:#18212d;--soft:#4b586a;--line:#d8dee7;--card:#fff;--page:#f4f6f9;--s3:#17693f;--s2:#2453c4;--s1:#855400;
--s0:#a8261b;--t3:#e5f4ec;--t2:#e8eefc;--t1:#fdf2dc;--t0:#fcebe9;--way:#7a879b;
font:13px system-ui,-apple-system,"Segoe UI",sans-serif}
@media (prefers-color-scheme:dark){svg{--ink:#e8edf4;--soft:#a9b5c5;--line:#303a48;--card:#1e252f;--page:#0f1319;
--s3:#6fd3a0;--s2:#8fb0ff;--s1:#f0bd62;--s0:#ff9c91;--t3:#12301f;--t2:#1d2b4d;--t1:#33260b;--t0:#3a1713;--way:#71809a}}
text{fill:var(--ink)}.soft{fill:var(--soft)}.small{font-size:11.5px}.name{font-weight:650}.title{font-size:21px;font-weight:650}
.card{fill:var(--card);stroke:var(--line)}.page{fill:var(--page)}.way{fill:none;stroke-width:2}.face{fill:none;stroke:var(--ink)}
.s3{stroke:var(--s3)}.s2{stroke:var(--s2)}.s1{stroke:var(--s1)}.s0{stroke:var(--s0)}.plain{stroke:var(--way)}
.s3.way{stroke-width:3}.s0.way{stroke-dasharray:6 4}.back{stroke-dasharray:2 4}
.c3{fill:var(--t3)}.c2{fill:var(--t2)}.c1{fill:var(--t1)}.c0{fill:var(--t0)}
.i3{fill:var(--s3)}.i2{fill:var(--s2)}.i1{fill:var(--s1)}.i0{fill:var(--s0)}
"""
_TONE = {"resolved": 3, "partial": 1, "lost": 0}


def drawing(scene: Scene) -> str:
    """Draw a scene.

    Parameters
    ----------
    scene : Scene
        A scene without faults of structure.

    Returns
    -------
    str
        An SVG document, light or dark as the reader's screen is; nothing in it is loaded from elsewhere.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> picture = drawing(load_scene("m01-taster"))
    >>> picture.startswith("<svg"), picture.count('class="turn"')
    (True, 3)
    """
    return _Drawing(scene).svg()


def is_drawing(content: bytes) -> bool:
    """Whether a file holds what :func:`drawing` makes, and so can be drawn again.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> is_drawing(drawing(load_scene("m01-taster")).encode()), is_drawing(b"<svg>my own</svg>")
    (True, False)
    """
    return content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox=') and b"<style>\nsvg{--ink:" in content


def flowchart(scene: Scene) -> str:
    """Return a scene as text for Mermaid, to be pasted where that is drawn.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> print(flowchart(load_scene("m01-taster")).splitlines()[1])
      n1["n1: I changed my address in March. You even …"]
    """
    shapes = {Turn: '["{}"]', Gate: '{{{{"{}"}}}}', End: '(["{}"])'}
    lines, ways_out = ["flowchart TD"], []
    for node in scene.nodes:
        text = (
            asked(node.gate)
            if isinstance(node, Gate)
            else f"{node.id}: {shorten(node.customer[0], 42, placeholder=' …')}"
        )
        lines.append(f"  {_plain_id(node.id)}{shapes[type(node)].format(_quoted(text))}")
        scores = {c.id: f" ({c.score})" for c in node.choices} if isinstance(node, Turn) else {}
        ways_out += [
            f'  {_plain_id(node.id)} -->|"{_quoted(way + scores.get(way, ""))}"| {_plain_id(to)}'
            for way, to in ways(node)
        ]
    return "\n".join([*lines, *ways_out, ""])


def _plain_id(name: str) -> str:
    return name.replace("-", "_").replace("end", "End")  # Mermaid stumbles over a node called end


def _quoted(text: str) -> str:
    return text.replace('"', "#quot;")


def asked(condition: Condition) -> str:
    """Return a condition in short: ``trust ≥ 60``, ``empathy used``, ``after n3``.

    Examples
    --------
    >>> asked(Condition(state="trust", ge=60)), asked(Condition(used="empathy", visited="n3"))
    ('trust ≥ 60', 'empathy used and after n3')
    """
    parts = [f"{condition.state} ≥ {condition.ge:g}"] if condition.ge is not None else []
    parts += [f"{condition.state} < {condition.lt:g}"] if condition.lt is not None else []
    parts += [f"{condition.used.replace('_', ' ')} used"] if condition.used else []
    return " and ".join(parts + ([f"after {condition.visited}"] if condition.visited else []))


class _Drawing:
    def __init__(self, scene: Scene) -> None:
        self.scene, self.nodes = scene, scene.by_id
        edges: list[Edge] = [(n.id, way, to) for n in scene.nodes for way, to in ways(n)]
        self.rows = Rows(scene.start, self.nodes, edges)
        self.wide = {node.id: WIDTH[type(node)] for node in scene.nodes}
        self.high = {node.id: _height(node) for node in scene.nodes}
        self.x = self.rows.middles(self.wide, GAP, PASSING)
        self.tops: list[float] = []
        y = HEAD + MARGIN
        for row in self.rows.rows:
            self.tops.append(y)
            y += max(self.high[it] for it in row if isinstance(it, str)) + ROW_GAP
        left = min(x - self._half(it) for (_, it), x in self.x.items())
        right = max(x + self._half(it) for (_, it), x in self.x.items())
        self.x = {place: x - left + MARGIN for place, x in self.x.items()}
        self.size = (max(right - left + 2 * MARGIN + (80 if self.rows.back else 0), 760.0), y - ROW_GAP + MARGIN)

    def _half(self, it: str | Edge) -> float:
        return (self.wide[it] if isinstance(it, str) else PASSING) / 2

    def svg(self) -> str:
        width, height = self.size
        scene = self.scene
        title, goal = escape(scene.title), escape(f"{scene.learner_role}. Goal: {scene.goal}.")
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
            f'height="{height:.0f}" role="img" aria-label="{title}">',
            f"<title>{title}</title><desc>{goal}</desc><style>{_STYLE}</style>",
            f'<rect class="page" width="{width:.0f}" height="{height:.0f}"/>',
            *self._head(), *(self._way(edge) for edge in [*self.rows.forward, *sorted(self.rows.back)]),
            *(self._node(node) for node in scene.nodes), "</svg>", "",
        ])  # fmt: skip

    def _head(self) -> list[str]:
        scene, x = self.scene, MARGIN
        counts = ", ".join(f"{count} {name}" for name, count in scene.paths.items())
        state = ", ".join(f"{name} {value}" for name, value in scene.state.items())
        told = [
            _text(x, 40, scene.title, "title"),
            _text(
                x,
                64,
                shorten(f"{scene.id} · {scene.customer}", int((self.size[0] - 2 * MARGIN) / 6.9), placeholder=" …"),
                "soft",
            ),
            _text(x, 84, f"Starts with {state}. {counts}" if counts else f"Starts with {state}.", "soft"),
        ]
        for score, words in ((3, "best"), (2, "good"), (1, "weak"), (0, "harmful")):
            told.append(
                f'<path class="way s{score}" d="M{x:.0f} 108h34"/>'
                + _text(x + 42, 112, f"{score} {words}", "soft small")
            )
            x += 120
        return told

    def _top(self, node: str) -> float:
        return self.tops[self.rows.depth[node]]

    def _port(self, edge: Edge) -> tuple[float, float, str]:
        """Return where a way leaves its node, and its class."""
        node = self.nodes[edge[0]]
        out = [way for way, _ in ways(node)]
        left = self.x[self.rows.depth[node.id], node.id] - self.wide[node.id] / 2
        if isinstance(node, Gate):
            return (
                left + self.wide[node.id] * (0.3, 0.7)[out.index(edge[1])],
                self._top(node.id) + self.high[node.id],
                "plain",
            )
        chip = (self.wide[node.id] - 24) / len(out)
        score = next(c.score for c in node.choices if c.id == edge[1])
        return left + 12 + chip * (out.index(edge[1]) + 0.5), self._top(node.id) + self.high[node.id], f"s{score}"

    def _way(self, edge: Edge) -> str:
        x, y, look = self._port(edge)
        end, top = self.x[self.rows.depth[edge[2]], edge[2]], self._top(edge[2])
        if edge in self.rows.back:
            side = self.size[0] - MARGIN
            return f'<path class="way back {look}" d="M{x:.1f} {y:.1f}C{side} {y + 60:.1f} {side} {top - 60:.1f} {end:.1f} {top:.1f}"/>'
        points = [(x, y)]
        for depth in self.rows.chains[edge]:
            at = self.x[depth, edge]
            points += [(at, self.tops[depth]), (at, self.tops[depth + 1] - ROW_GAP)]
        points.append((end, top))
        path = f"M{x:.1f} {y:.1f}"
        for (a, b), (c, d) in pairwise(points):
            path += (
                f"L{c:.1f} {d:.1f}"
                if a == c
                else f"C{a:.1f} {(b + d) / 2:.1f} {c:.1f} {(b + d) / 2:.1f} {c:.1f} {d:.1f}"
            )
        return f'<path class="way {look}" d="{path}"/>'

    def _node(self, node: Turn | Gate | End) -> str:
        x, y = self.x[self.rows.depth[node.id], node.id] - self.wide[node.id] / 2, self._top(node.id)
        box = f'<rect class="card" x="{x:.1f}" y="{y:.1f}" width="{self.wide[node.id]:.0f}" height="{self.high[node.id]:.0f}" rx="12"/>'
        if isinstance(node, Gate):
            parts = [_text(x + 14, y + 24, f"{node.id}  {asked(node.gate)}?", "name")]
            parts += [
                _text(x + self.wide[node.id] * at - 10, y + 45, way, "soft small")
                for at, way in ((0.3, "yes"), (0.7, "no"))
            ]
        else:
            tone = _TONE[node.end] if isinstance(node, End) else None
            label = f"{node.id} · {node.end if isinstance(node, End) else MOODS[node.mood]}"
            parts = [
                _face(x + 24, y + 23, node.mood),
                _text(x + 42, y + 28, label, "name" + (f" i{tone}" if tone is not None else "")),
            ]
            if isinstance(node, Turn) and len(node.customer) > 1:
                parts.append(_text(x + self.wide[node.id] - 84, y + 28, f"{len(node.customer)} wordings", "soft small"))
            parts += [_text(x + 14, y + 52 + LINE * i, line) for i, line in enumerate(_wrapped(node))]
        chips = [self._chip(node, way, x, y) for way in range(len(node.choices))] if isinstance(node, Turn) else []
        kind = type(node).__name__.lower()
        return f'<g class="{kind}">' + "".join([box, *parts, *chips]) + "</g>"

    def _chip(self, node: Turn, place: int, x: float, y: float) -> str:
        choice = node.choices[place]
        wide = (self.wide[node.id] - 24) / len(node.choices)
        left, top = x + 12 + wide * place, y + self.high[node.id] - 48
        effects = ", ".join(f"{name} {value:+d}" for name, value in choice.effects.items()).replace("-", "−")
        room = int(wide / 8.6)
        tip = f"{choice.say} ({', '.join(choice.techniques) or 'no technique'}) {choice.coach}"
        mark = "◆ " if choice.when else ""
        return (
            f'<g><title>{escape(tip)}</title><rect class="c{choice.score}" x="{left + 3:.1f}" y="{top:.1f}" '
            f'width="{wide - 6:.1f}" height="42" rx="8"/>'
            + _text(left + 11, top + 18, _cut(f"{mark}{choice.score} {choice.id}", room), f"name i{choice.score}")
            + _text(left + 11, top + 34, _cut(effects, int(wide / 6.6)), "small soft") + "</g>"
        )  # fmt: skip


def _height(node: Turn | Gate | End) -> float:
    if isinstance(node, Gate):
        return 56.0
    return 46.0 + LINE * len(_wrapped(node)) + (60.0 if isinstance(node, Turn) else 8.0)


def _wrapped(node: Turn | End) -> list[str]:
    return wrap(node.customer[0], CHARACTERS if isinstance(node, Turn) else CHARACTERS - 12)


def _text(x: float, y: float, text: str, look: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"' + (f' class="{look}"' if look else "") + f">{escape(text)}</text>"


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"


def _face(x: float, y: float, mood: int) -> str:
    bend = 3.2 * mood / 2
    return (
        f'<circle class="face" cx="{x}" cy="{y}" r="9.5" stroke-width="1.6"/>'
        f'<path class="face" stroke-width="2" stroke-linecap="round" d="M{x - 3.2} {y - 2.6}v.4M{x + 3.2} {y - 2.6}v.4"/>'
        f'<path class="face" stroke-width="1.6" stroke-linecap="round" d="M{x - 4.4} {y + 4 - bend}Q{x} {y + 4 + bend * 1.2} {x + 4.4} {y + 4 - bend}"/>'
    )
