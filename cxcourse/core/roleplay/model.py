"""The shape of a scene: turns with choices, gates that look at the state, and ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from cxcourse.core.written import brief

Technique = Literal[
    "active_listening", "empathy", "effective_communication", "problem_solving", "conflict_resolution",
    "product_knowledge",
]  # fmt: skip
Outcome = Literal["resolved", "partial", "lost"]

TECHNIQUES: dict[str, str] = {
    "active_listening": "Active listening",
    "empathy": "Empathy and understanding",  # one technique: seen in the other, and said
    "effective_communication": "Effective communication",
    "problem_solving": "Problem solving",
    "conflict_resolution": "Conflict resolution",
    "product_knowledge": "Product knowledge",
}
OUTCOMES: dict[str, str] = {"resolved": "Resolved", "partial": "Partly solved", "lost": "Lost"}


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What must hold: a state variable, the ratio so far, a technique used, or a node visited. All that is given must hold."""

    state: str | None = None  # the variable that `ge` and `lt` look at; "ratio" is the score ratio so far
    ge: float | None = None
    lt: float | None = None
    used: Technique | None = None
    visited: str | None = None


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing the agent can say; ``score`` runs from 0 to 3."""

    id: str
    say: str
    score: int
    to: str
    coach: str
    techniques: tuple[Technique, ...] = ()
    lacks: tuple[Technique, ...] = ()
    effects: dict[str, int] = field(default_factory=dict)
    when: Condition | None = None  # offered only while this holds


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The customer speaks and the agent answers; ``customer`` holds one line or equally good wordings of it.

    ``mood`` is how the customer looks when nothing has just gone wrong: after a reply that cost 6 trust or more nobody
    is shown calm or better, and nobody who trusts less than at the beginning is shown at ease
    (:func:`cxcourse.core.roleplay.mood.shown_mood`).
    """

    id: str
    mood: int  # -2 upset … 2 glad
    customer: tuple[str, ...]
    choices: tuple[Choice, ...]
    seconds: int | None = None  # for an answer, when time pressure is on


@dataclass(frozen=True, kw_only=True)
class Gate:
    """An unseen fork: ``yes`` when the condition holds, else ``no``."""

    id: str
    gate: Condition
    yes: str
    no: str


@dataclass(frozen=True, kw_only=True)
class End:
    """How the contact ends; ``mood`` is shown as at a turn, and a lost end never better than -1."""

    id: str
    end: Outcome
    customer: tuple[str, ...]
    coach: str
    mood: int = 0


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A scene; ``state`` holds the starting values (trust is clipped to 0–100), ``spread`` how far a seed may move them."""

    id: str
    version: int
    module: str
    title: str
    learner_role: str
    customer: str  # who is speaking, and what has happened before
    customer_name: str
    channel: Literal["phone", "chat", "desk"]
    goal: str
    state: dict[str, int]
    start: str
    nodes: tuple[Turn | Gate | End, ...]
    words: dict[str, str] = field(default_factory=dict)  # what a variable other than trust is called in the debrief
    spread: dict[str, int] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    hidden_need: str = ""  # for pair mode: what the customer's player knows and does not say at once
    paths: dict[str, int] = field(default_factory=dict)  # the card: paths in all, resolved, partial, lost; checked

    def __post_init__(self) -> None:
        if not isinstance(self.nodes, tuple) or not all(isinstance(node, Turn | Gate | End) for node in self.nodes):
            raise ValueError(f"nodes as a tuple of Turn, Gate and End, found {brief(self.nodes)}")
        if odd := [node.id for node in self.nodes if not isinstance(node.id, str)]:
            raise ValueError(f"each node id as text, found {brief(odd[0])}")
        counted = Counter(node.id for node in self.nodes)
        if twice := [name for name, count in counted.items() if count > 1]:
            raise ValueError(f"each node id once, found twice: {', '.join(twice)}")

    @cached_property
    def by_id(self) -> dict[str, Turn | Gate | End]:
        """The nodes by their ids."""
        return {node.id: node for node in self.nodes}


@dataclass(frozen=True, kw_only=True)
class Log:
    """A run as it is kept: which scene, which customer (seed), and which choice at which node. No scores, no state."""

    scene: str
    version: int
    seed: int
    steps: tuple[tuple[str, str], ...] = ()
