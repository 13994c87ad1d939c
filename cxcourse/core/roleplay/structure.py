"""Whether a scene can be played at all: every fault of its fields and of its graph, seen without playing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cxcourse.core.roleplay.given import legal_scene
from cxcourse.core.roleplay.graph import CARD, conditions, ways
from cxcourse.core.roleplay.model import Choice, Condition, End, Scene, Turn
from cxcourse.core.roleplay.typed import mistyped
from cxcourse.errors import did_you_mean

RATIO = "ratio"  # what a condition calls the score so far
HEAD = ("title", "learner_role", "customer", "customer_name", "goal")  # what is told before the first line
MOST_CHOICES = 6  # of more nobody reads all
_FACT = re.compile(r"F\d{3}")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong, at which node and choice (empty for the scene as a whole), in which field."""

    node: str = ""
    choice: str = ""
    field: str = ""
    text: str

    def __str__(self) -> str:
        node = "/".join(filter(None, (self.node, self.choice)))
        place = " ".join(filter(None, (node, self.field)))
        return f"{place} — {self.text}" if place else self.text


def structure(scene: Scene) -> tuple[Fault, ...]:
    """Return the faults that can be seen without playing; a scene without them can be played.

    Parameters
    ----------
    scene : Scene
        The scene, out of a file or made in Python.

    Returns
    -------
    tuple of Fault
        Fields of a wrong type first, and only these where there are any; then values and ways; then what cannot be
        reached.

    Raises
    ------
    AnswerError
        That is no scene.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from dataclasses import replace
    >>> [str(fault) for fault in structure(replace(load_scene("m01-taster"), version=0))]
    ['version — expected a number from 1 on, found 0.']
    """
    if wrong := list(mistyped(legal_scene(scene))):  # nothing else can be asked of these
        return tuple(Fault(node=node, choice=choice, field=field, text=text) for node, choice, field, text in wrong)
    found = [*_head(scene), *_nodes(scene), *_conditions(scene)]
    return tuple(found) if found else tuple(_reach(scene))


def _head(scene: Scene) -> Iterator[Fault]:
    if scene.start not in scene.by_id:
        yield Fault(field="start", text=_no_node(scene, scene.start))
    if not scene.id.startswith(f"{scene.module}-"):
        yield Fault(field="id", text=f"expected it to begin with {scene.module}-, found {scene.id!r}.")
    for name in HEAD:
        if not getattr(scene, name).strip():
            yield Fault(field=name, text="expected text, found nothing.")
    if odd := [fact for fact in scene.facts if not _FACT.fullmatch(fact)]:
        yield Fault(field="facts", text=f"expected F and three digits, such as F287, found {', '.join(odd)}.")
    if scene.version < 1:
        yield Fault(field="version", text=f"expected a number from 1 on, found {scene.version}.")
    if not 0 <= scene.state.get("trust", -1) <= 100:
        yield Fault(field="state", text="expected trust, from 0 to 100. Write for example {trust: 40}.")
    if RATIO in scene.state:
        yield Fault(field="state", text=f"{RATIO!r} is the score so far; give the variable another name.")
    for name, spread in scene.spread.items():
        if name not in scene.state:
            yield Fault(field="spread", text=_no_variable(scene, name))
        elif spread < 0:
            yield Fault(field="spread", text=f"expected {name} to move by 0 or more, found {spread}.")
    for name, words in scene.words.items():
        if name not in scene.state:
            yield Fault(field="words", text=_no_variable(scene, name))
        elif not words.strip():
            yield Fault(field="words", text=f"expected what {name} is called, found nothing.")
    if unknown := sorted(set(scene.paths) - set(CARD)):
        yield Fault(field="paths", text=f"expected {', '.join(CARD)}, found {', '.join(unknown)}.")


def _nodes(scene: Scene) -> Iterator[Fault]:
    for node in scene.nodes:
        for way, to in ways(node):
            if to not in scene.by_id:
                at = (way, "to") if isinstance(node, Turn) else ("", way)
                yield Fault(node=node.id, choice=at[0], field=at[1], text=_no_node(scene, to))
        if isinstance(node, Turn | End):
            yield from _spoken(node)
        if isinstance(node, Turn):
            yield from _turn(scene, node)


def _spoken(node: Turn | End) -> Iterator[Fault]:
    if not -2 <= node.mood <= 2:
        yield Fault(node=node.id, field="mood", text=f"expected -2 (upset) to 2 (glad), found {node.mood}.")
    if not node.customer or not all(line.strip() for line in node.customer):
        yield Fault(node=node.id, field="customer", text="expected a line for the customer to say, found nothing.")
    if twice := _twice(node.customer):
        yield Fault(node=node.id, field="customer", text=f"the same wording stands here twice: {twice!r}.")


def _turn(scene: Scene, node: Turn) -> Iterator[Fault]:
    if len(node.choices) < 2:
        yield Fault(node=node.id, field="choices", text=f"expected two choices or more, found {len(node.choices)}.")
    if len(node.choices) > MOST_CHOICES:
        text = f"expected {MOST_CHOICES} choices at most, found {len(node.choices)}. Take some out, or split the turn."
        yield Fault(node=node.id, field="choices", text=text)
    if node.seconds is not None and node.seconds < 5:
        yield Fault(node=node.id, field="seconds", text=f"expected 5 or more, found {node.seconds}.")
    if twice := _twice(choice.id for choice in node.choices):
        yield Fault(node=node.id, field="choices", text=f"each choice id once, found twice: {twice!r}.")
    if twice := _twice(choice.say for choice in node.choices):
        yield Fault(node=node.id, field="choices", text=f"two choices say the same: {twice!r}.")
    best = max((choice.score for choice in node.choices), default=0)
    if best < 3 and node.choices:
        yield Fault(
            node=node.id, field="choices", text=f"the best choice scores {best}; give the best there is to say 3."
        )
    for choice in node.choices:
        yield from _choice(scene, node, choice)


def _choice(scene: Scene, node: Turn, choice: Choice) -> Iterator[Fault]:
    found = [
        (field, "expected text, found nothing.") for field in ("say", "coach") if not getattr(choice, field).strip()
    ]
    if not 0 <= choice.score <= 3:
        found.append(("score", f"expected 0 to 3, found {choice.score}."))
    found += [("effects", _no_variable(scene, name)) for name in choice.effects if name not in scene.state]
    if both := set(choice.techniques) & set(choice.lacks):
        found.append(("lacks", f"{', '.join(sorted(both))} is used here as well; a choice does one or the other."))
    if choice.score == 3 and choice.lacks:
        found.append(("lacks", "the best there is to say lacks nothing. Take it out, or lower the score."))
    yield from (Fault(node=node.id, choice=choice.id, field=field, text=text) for field, text in found)


def _conditions(scene: Scene) -> Iterator[Fault]:
    for node, choice, condition in conditions(scene):
        field = "when" if choice else "gate"
        for text in _condition(scene, condition):
            yield Fault(node=node, choice=choice, field=field, text=text)


def _condition(scene: Scene, condition: Condition) -> Iterator[str]:
    bounds = condition.ge is not None or condition.lt is not None
    if condition.state is None and bounds:
        yield "ge and lt need a state to look at. Write for example {state: trust, ge: 60}."
    elif condition.state is None and condition.used is None and condition.visited is None:
        yield "nothing is asked here. Write for example {state: trust, ge: 60}, {used: empathy} or {visited: n2}."
    elif condition.state is not None and not bounds:
        yield f"{condition.state} is named with no bound. Add ge, lt, or both."
    if condition.state not in (None, RATIO, *scene.state):
        yield _no_variable(scene, condition.state)
    if None not in (condition.ge, condition.lt) and condition.ge >= condition.lt:
        yield f"this can never hold: ge {condition.ge:g} is not below lt {condition.lt:g}."
    if condition.visited is not None and not isinstance(scene.by_id.get(condition.visited), Turn):
        turns = ", ".join(node.id for node in scene.nodes if isinstance(node, Turn))
        yield f"expected a turn, found {condition.visited!r}. The turns are {turns}."


def _reach(scene: Scene) -> Iterator[Fault]:
    ahead = {node.id: {to for _, to in ways(node)} for node in scene.nodes}
    seen = _closure({scene.start}, ahead)
    behind = {name: {other for other, to in ahead.items() if name in to} for name in ahead}
    ending = _closure({node.id for node in scene.nodes if isinstance(node, End)}, behind)
    for node in scene.nodes:
        if node.id not in seen:
            yield Fault(node=node.id, text="nothing leads here. Let a choice or a gate lead to it, or take it out.")
        elif node.id not in ending:
            yield Fault(node=node.id, text="no end can be reached from here. Let one of its ways lead on to an end.")
    gates = {node.id for node in scene.nodes if not isinstance(node, Turn | End)}
    for name in sorted(gates):
        if name in _closure(ahead[name] & gates, {gate: ahead[gate] & gates for gate in gates}):
            yield Fault(node=name, text="this gate leads back to itself by gates alone. Put a turn in between.")


def _closure(first: set[str], ahead: dict[str, set[str]]) -> set[str]:
    seen, new = set(), set(first)
    while new:
        seen |= new
        new = {to for name in new for to in ahead.get(name, ())} - seen
    return seen


def _twice(values: Iterable[str]) -> str:
    counts = Counter(" ".join(value.split()).casefold() for value in values)
    return next((value for value, count in counts.items() if count > 1), "")


def _no_node(scene: Scene, name: str) -> str:
    return f"expected a node of the scene, found {name!r}. {did_you_mean(name, scene.by_id)}The nodes are {', '.join(scene.by_id)}."


def _no_variable(scene: Scene, name: str) -> str:
    return f"expected a variable of the state, found {name!r}. {did_you_mean(name, scene.state)}The state holds {', '.join(scene.state)}."
