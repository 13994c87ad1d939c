"""A run of a role play as it is kept: ids of nodes and choices, the customer, what was written and seen beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any

from cxcourse.core.roleplay import (
    TECHNIQUES,
    Condition,
    End,
    Gate,
    Play,
    Scene,
    Turn,
    log_of,
    offered,
    read_log,
    replay,
    start,
    step,
)
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError

MODES = {"solo": "on your own", "free": "in your own words", "pair": "in pairs"}
OWN_WORDS, QUOTE = 600, 200  # characters kept of a reply in one's own words, and of an observer's quote
MOST_LEFT = 20  # runs left before their end that are kept for the words in them; of more the oldest gives way


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run, finished or not. Points and state are never kept: they are worked out from the steps."""

    seed: int = 0
    steps: tuple[tuple[str, str], ...] = ()
    mode: str = "solo"
    begun: bool = False
    typed: str = ""  # own words as far as they are written, not said yet
    draft: str = ""  # own words that were said in the turn that is open
    rewound: int = 0
    own: Mapping[int, str] = field(default_factory=dict)  # own words by number of the turn, from 1
    sheet: Mapping[str, tuple[bool, str]] = field(default_factory=dict)  # what an observer saw, by technique


def to_json(scene: Scene, run: Run) -> dict[str, Any]:
    """Return a run as it goes to disk; what is empty is left out.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> to_json(load_scene("m01-taster"), Run(seed=3))
    {'seed': 3, 'version': 1, 'steps': [], 'mode': 'solo'}
    """
    kept = {
        "seed": run.seed, "version": scene.version, "steps": [list(pair) for pair in run.steps], "mode": run.mode,
        "begun": run.begun, "typed": run.typed, "draft": run.draft, "rewound": run.rewound,
        "own": {str(turn): text for turn, text in run.own.items()},
        "sheet": {name: {"seen": seen, "quote": quote} for name, (seen, quote) in run.sheet.items()},
    }  # fmt: skip
    return {name: value for name, value in kept.items() if value or name in ("seed", "version", "steps")}


def from_json(scene: Scene, raw: Any) -> tuple[Run, Play] | None:
    """Return a run from disk with where it stands, or None when it cannot be a run of this scene as it is now.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> run, play = from_json(load_scene("m01-taster"), {"seed": 0, "steps": [["n1", "name-it"]]})
    >>> run.steps, play.node.id, from_json(load_scene("m01-taster"), {"steps": [["n9", "name-it"]]})
    ((('n1', 'name-it'),), 'n2', None)
    """
    try:
        play = replay(scene, read_log(scene, raw))
    except AnswerError:
        return None
    own = _mapping(raw.get("own"))
    sheet = _mapping(raw.get("sheet"))
    rewound = raw.get("rewound")
    run = Run(
        seed=play.seed, steps=play.steps, mode=raw.get("mode") if raw.get("mode") in list(MODES) else "solo",
        begun=raw.get("begun") is True or bool(play.steps), typed=_words(raw.get("typed"), OWN_WORDS),
        draft=_words(raw.get("draft"), OWN_WORDS),
        rewound=rewound if isinstance(rewound, int) and 0 <= rewound < 10_000 else 0,
        own={n: _words(own[str(n)], OWN_WORDS) for n in range(1, len(play.steps) + 1) if str(n) in own},
        sheet={t: _seen(sheet[t]) for t in TECHNIQUES if t in sheet},
    )  # fmt: skip
    return run, play


def back_to(run: Run, play: Play, turn: int) -> Run:
    """Return the run before its ``turn``-th thing was said, with the own words of the turns before it.

    What an observer wrote stays with the run it belongs to: a finished one is kept anyway, and whoever leaves an
    unfinished one asks :func:`loses_words` whether to keep it.
    """
    own = {n: text for n, text in run.own.items() if n < turn}
    return replace(run, steps=play.steps, own=own, typed="", draft="", rewound=run.rewound + 1, begun=True, sheet={})


def loses_words(run: Run, then: Run) -> bool:
    """Whether somebody wrote something in a run, or noted it on its sheet, that the run played next does not hold.

    Examples
    --------
    >>> mine = Run(own={1: "Oh no, that was us."})
    >>> loses_words(mine, Run()), loses_words(mine, mine), loses_words(Run(), Run())
    (True, False, False)
    """
    words = any(then.own.get(turn) != text for turn, text in run.own.items())
    open_ = (run.typed, run.draft) not in (("", ""), (then.typed, then.draft))
    return words or open_ or (bool(run.sheet) and run.sheet != then.sheet)


def wanted(mode: Any = None, pressure: Any = None, coaching: Any = None) -> dict[str, Any]:
    """Return how somebody wants to play, without what was left open.

    Raises
    ------
    AnswerError
        There is no such mode, or a switch is neither on nor off.

    Examples
    --------
    >>> wanted(mode="pair", coaching=False)
    {'mode': 'pair', 'coaching': False}
    """
    if mode is not None and (not isinstance(mode, str) or mode not in MODES):
        raise AnswerError(f"there is no mode {brief(mode)}; play {', '.join(MODES)}.")
    switches = {"pressure": pressure, "coaching": coaching}
    for name, on in switches.items():
        if not isinstance(on, bool | None):
            raise AnswerError(f"{name}: found {brief(on)}; give True or False.")
    return {name: value for name, value in {"mode": mode, **switches}.items() if value is not None}


def stages(play: Play) -> list[Play]:
    """Return the run at each of its turns, from the first line to where it stands.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> [stage.node.id for stage in stages(play)]
    ['n1', 'n2']
    """
    log = log_of(play)
    seen = [start(play.scene, log.seed)]
    for _, choice in log.steps:
        seen.append(step(seen[-1], choice))
    return seen


def said_at(before: Play, after: Play) -> str:
    """Return the words of the choice that lies between two stages.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> first = start(load_scene("m01-taster"))
    >>> said_at(first, step(first, "name-it"))[:8]
    'You told'
    """
    return next(c.say for c in offered(before) if c.id == after.steps[-1][1])


def goal(scene: Scene) -> int | None:
    """Return how much trust a good end asks for; None where no fork that leads to one looks at trust.

    It is the least trust that passes all unseen forks on one of the ways to a resolved end.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> goal(load_scene("m01-taster")), goal(load_scene("m05-repair-replace-or-neither"))
    (60, 65)
    """
    first = [scene.start, *(c.to for node in scene.nodes if isinstance(node, Turn) for c in node.choices)]
    bars = [bar for to in dict.fromkeys(first) for bar in _bars(scene, to, 0.0, ()) if bar > 0]
    return ceil(min(bars)) if bars else None


def _bars(scene: Scene, to: str, bar: float, before: tuple[str, ...]) -> Iterator[float]:
    """Give the highest bar of trust on each way by forks alone from here to a resolved end."""
    node = scene.by_id.get(to)
    if isinstance(node, End) and node.end == "resolved":
        yield bar
    if not isinstance(node, Gate) or to in before:
        return
    asked, trust = node.gate, node.gate.state == "trust"
    above = trust and replace(asked, lt=None) == Condition(state="trust")  # whoever fails it trusts as much as `lt`
    yield from _bars(scene, node.yes, max(bar, asked.ge or 0.0) if trust else bar, (*before, to))
    yield from _bars(scene, node.no, max(bar, asked.lt or 0.0) if above else bar, (*before, to))


def seconds_for(play: Play) -> int | None:
    """Return how long an answer may take: what the scene says, else time to read everything at ease.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> seconds_for(start(load_scene("m05-third-promise")))
    30
    """
    if isinstance(play.node, End):
        return None
    if play.node.seconds:
        return play.node.seconds
    words = len(play.line.split()) + sum(len(c.say.split()) for c in offered(play))
    return max(20, 10 + round(0.4 * words))


def first_name(scene: Scene) -> str:
    """Return what the customer is called in a conversation.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> first_name(load_scene("m01-taster"))
    'Ines'
    """
    return scene.customer_name.split()[0] if scene.customer_name.strip() else "Customer"


def narrated(line: str) -> bool:
    """Whether a line is told, not said: "(line goes dead)".

    Examples
    --------
    >>> narrated("(line goes dead)"), narrated("Well?")
    (True, False)
    """
    return line.startswith("(") and line.endswith(")")


def clean(text: Any, room: int) -> str:
    """Return what a person typed, within its room.

    Raises
    ------
    AnswerError
        It is no text, or empty.

    Examples
    --------
    >>> clean("  Oh no, that was us.  ", 11)
    'Oh no, that'
    """
    words = _words(text, room)
    if not words:
        raise AnswerError("Write your reply first, in your own words.")
    return words


def _words(text: Any, room: int) -> str:
    # half an emoji, cut off on its way, would not survive the way to the browser
    return text.encode("utf-8", "replace").decode().strip()[:room] if isinstance(text, str) else ""


def typed(text: Any) -> str:
    """Return words that are being written, as far as there is room for them.

    Examples
    --------
    >>> typed(" Oh no"), typed(None)
    ('Oh no', '')
    """
    return _words(text, OWN_WORDS)


def _mapping(raw: Any) -> dict[Any, Any]:
    return raw if isinstance(raw, dict) else {}


def _seen(raw: Any) -> tuple[bool, str]:
    entry = _mapping(raw)
    return entry.get("seen") is True, _words(entry.get("quote"), QUOTE)
