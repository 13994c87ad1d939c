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
    """What must hold before a choice is offered, or at a gate. All that is given must hold.

    Attributes
    ----------
    state : str or None
        The variable that ``ge`` and ``lt`` look at; ``"ratio"`` is the score ratio so far, from 0 to 1.
    ge, lt : float or None
        The variable must be this or more, and less than that.
    used : str or None
        A technique that a reply so far must have carried, one of :data:`TECHNIQUES`.
    visited : str or None
        Id of a turn at which something must have been said.

    Examples
    --------
    >>> Condition(state="trust", ge=60, used="empathy").ge
    60
    """

    state: str | None = None
    ge: float | None = None
    lt: float | None = None
    used: Technique | None = None
    visited: str | None = None


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing the agent can say.

    Attributes
    ----------
    id : str
        Names the choice at its turn; logs hold it, so it never gets another meaning.
    say : str
        The words.
    score : int
        3 the best there is to say, 2 good, 1 weak, 0 harmful.
    to : str
        Id of the node it leads to.
    coach : str
        What the coach says about it afterwards.
    techniques, lacks : tuple of str
        What the words use, and what they should have used, by the names of :data:`TECHNIQUES`.
    effects : dict of str to int
        By how much it moves variables of the state, such as ``{"trust": -6}``.
    when : Condition or None
        Offered only while this holds; ``None`` is always.

    Examples
    --------
    >>> Choice(id="sorry", say="That was us.", score=3, to="n2", coach="Owned at once.", effects={"trust": 12}).effects
    {'trust': 12}
    """

    id: str
    say: str
    score: int
    to: str
    coach: str
    techniques: tuple[Technique, ...] = ()
    lacks: tuple[Technique, ...] = ()
    effects: dict[str, int] = field(default_factory=dict)
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Turn:
    """The customer speaks and the agent answers.

    Attributes
    ----------
    id : str
        Names the node in its scene.
    mood : int
        How the customer looks when nothing has just gone wrong, from -2 (upset) to 2 (glad): after a reply that cost 6
        trust or more nobody is shown calm or better, and nobody who trusts less than at the beginning is shown at ease
        (:func:`cxcourse.core.roleplay.mood.shown_mood`).
    customer : tuple of str
        One line or equally good wordings of it; the seed says which is heard.
    choices : tuple of Choice
        What can be said, two to six.
    seconds : int or None
        Time for an answer when time pressure is on, 5 or more; ``None`` is time to read everything at ease.

    Examples
    --------
    >>> Turn(id="n1", mood=-1, customer=("Well?",), choices=()).seconds is None
    True
    """

    id: str
    mood: int
    customer: tuple[str, ...]
    choices: tuple[Choice, ...]
    seconds: int | None = None


@dataclass(frozen=True, kw_only=True)
class Gate:
    """An unseen fork.

    Attributes
    ----------
    id : str
        Names the node in its scene.
    gate : Condition
        What is asked.
    yes, no : str
        Ids of the nodes to go on to, when it holds and when it does not.

    Examples
    --------
    >>> Gate(id="g1", gate=Condition(state="trust", ge=60), yes="end-good", no="end-mid").yes
    'end-good'
    """

    id: str
    gate: Condition
    yes: str
    no: str


@dataclass(frozen=True, kw_only=True)
class End:
    """How the contact ends.

    Attributes
    ----------
    id : str
        Names the node in its scene.
    end : {"resolved", "partial", "lost"}
        What became of the matter.
    customer : tuple of str
        The last words, in one or more wordings.
    coach : str
        What the coach says about the whole.
    mood : int
        From -2 (upset) to 2 (glad), shown as at a turn; a lost end is never shown better than -1.

    Examples
    --------
    >>> End(id="end-good", end="resolved", customer=("Thank you.",), coach="You owned it.").mood
    0
    """

    id: str
    end: Outcome
    customer: tuple[str, ...]
    coach: str
    mood: int = 0


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A scene: a graph of what a customer says and what one can answer.

    Whether its fields hold what they should is told by :func:`cxcourse.core.roleplay.checks.faults`, all at once.

    Attributes
    ----------
    id, module : str
        The id begins with the module, such as ``m05-late-parcel`` and ``m05``.
    version : int
        From 1; counted up when a change makes old runs impossible.
    title, learner_role, goal : str
        What it is called, who one plays, and what is to be reached.
    customer, customer_name : str
        Who is speaking and what has happened before, and the name.
    channel : {"phone", "chat", "desk"}
        Where they speak.
    state : dict of str to int
        The starting values of the variables; ``trust`` is one of them and stays within 0 and 100.
    start : str
        Id of the first node.
    nodes : tuple of Turn, Gate or End
        Each id once.
    words : dict of str to str
        What a variable other than trust is called in the debrief.
    spread : dict of str to int
        How far a seed may move a starting value, up or down.
    outcomes, facts : tuple of str
        Ids of the outcomes that it trains and of the facts it rests on, such as ``m05.o2`` and ``F287``.
    hidden_need : str
        For pairs: what the customer's player knows and does not say at once.
    paths : dict of str to int
        The card, checked by counting: paths in all, resolved, partial, lost, perfect.

    Raises
    ------
    ValueError
        ``nodes`` holds something else, or an id twice.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> scene = load_scene("m01-taster")
    >>> scene.start, scene.state, scene.by_id["g1"].yes
    ('n1', {'trust': 40}, 'end-good')
    """

    id: str
    version: int
    module: str
    title: str
    learner_role: str
    customer: str
    customer_name: str
    channel: Literal["phone", "chat", "desk"]
    goal: str
    state: dict[str, int]
    start: str
    nodes: tuple[Turn | Gate | End, ...]
    words: dict[str, str] = field(default_factory=dict)
    spread: dict[str, int] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    hidden_need: str = ""
    paths: dict[str, int] = field(default_factory=dict)

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
    """A run as it is kept. It holds no scores and no state: both are worked out by playing it again.

    Attributes
    ----------
    scene, version : str, int
        Which scene was played, and as of which change of it.
    seed : int
        Which customer called; 0 is the scene as it was written.
    steps : tuple of (str, str)
        Node and choice, in the order in which things were said.

    Examples
    --------
    >>> Log(scene="m01-taster", version=1, seed=0, steps=(("n1", "name-it"),)).steps
    (('n1', 'name-it'),)
    """

    scene: str
    version: int
    seed: int
    steps: tuple[tuple[str, str], ...] = ()
