"""The shape of a journey map: an actor, stages across, steps in time, and under each step its cards in lanes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal, get_args

from cxcourse.core.written import ID, brief

Lens = Literal["UX", "CS", "CX"]
Evidence = Literal["stated", "inferred", "researched"]
Lane = Literal["customer", "frontstage", "backstage", "support"]

LENSES: tuple[Lens, ...] = ("UX", "CS", "CX")
EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)
# Who acts in a step, from the customer's side down; between the four lie the lines of a service blueprint:
# interaction, visibility, internal interaction.
LANES: tuple[Lane, ...] = ("customer", "frontstage", "backstage", "support")
BEHIND: tuple[Lane, ...] = ("backstage", "support")  # behind the line of visibility: the customer takes no part there
LOWEST, HIGHEST = -2, 2  # the ends of the emotion scale
ID_RULE = "ids of lower-case letters, digits and dashes, at most 64"


# pydantic checks what comes from a file; these check what is made in Python, where a wrong word would only be met
# when the map is drawn.


def _whole(name: str, value: Any, low: int, high: int, scale: str) -> None:
    if value is None:
        return
    if type(value) is not int:
        raise ValueError(f"{name} as a whole number (int), found {brief(value)}")
    if not low <= value <= high:
        raise ValueError(f"{name} {scale}, found {value}")


def _word(name: str, value: Any, known: tuple[str, ...]) -> None:
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} as one of {', '.join(known)}, found {brief(value)}")


@dataclass(frozen=True, kw_only=True)
class Actor:
    """The person whose view the map takes."""

    name: str = ""
    who: str = ""
    goal: str = ""
    expectation: str = ""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A named stretch of the journey; it may hold any number of steps, so of touchpoints."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """One note under a step: a thought, a pain point, or what staff or systems do at that moment."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Opportunity:
    """A change that would relieve pain points; effort and impact run from 1 (small) to 5 (large)."""

    id: str
    text: str
    pains: tuple[str, ...] = ()  # ids of the pain points it answers, in any step
    effort: int | None = None
    impact: int | None = None
    owner: str = ""
    metric: str = ""

    def __post_init__(self) -> None:
        for name, value in (("effort", self.effort), ("impact", self.impact)):
            _whole(name, value, 1, 5, "from 1 (small) to 5 (large)")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One action or event of the journey; its emotion runs from -2 (very bad) to 2 (very good), None is "not said"."""

    id: str
    stage: str
    action: str
    touchpoint: str = ""
    channel: str = ""
    lens: tuple[Lens, ...] = ()
    lane: Lane = "customer"
    emotion: int | None = None
    emotion_to_be: int | None = None
    moment_of_truth: bool = False
    evidence: Evidence | None = None
    owner: str = ""
    metric: str = ""
    facts: tuple[str, ...] = ()
    beat: str = ""  # what the step is about, from the pick-list of a task
    thoughts: tuple[Card, ...] = ()
    pains: tuple[Card, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    frontstage: tuple[Card, ...] = ()
    backstage: tuple[Card, ...] = ()
    support: tuple[Card, ...] = ()

    def __post_init__(self) -> None:
        for name, value in (("emotion", self.emotion), ("emotion_to_be", self.emotion_to_be)):
            _whole(name, value, LOWEST, HIGHEST, "from -2 (very bad) to 2 (very good)")
        _word("lane", self.lane, LANES)
        if self.evidence is not None:
            _word("evidence", self.evidence, EVIDENCE)
        if not isinstance(self.lens, tuple):
            raise ValueError(f"lens as a tuple of {', '.join(LENSES)}, found {brief(self.lens)}")
        for lens in self.lens:
            _word("each lens", lens, LENSES)
        if len(set(self.lens)) != len(self.lens):
            raise ValueError(f"each lens once, found {', '.join(self.lens)}")

    @property
    def cards(self) -> tuple[Card | Opportunity, ...]:
        """Every card under the step, lane by lane."""
        return (*self.thoughts, *self.pains, *self.opportunities, *self.frontstage, *self.backstage, *self.support)


@dataclass(frozen=True, kw_only=True)
class Journey:
    """A journey map. Steps stand in the order of time; each names its stage."""

    id: str
    title: str = ""
    about: str = ""
    actor: Actor = Actor()
    stages: tuple[Stage, ...] = ()
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if twice := [name for name, count in Counter(self.ids).items() if count > 1]:
            raise ValueError(f"each id once in a map, found twice: {', '.join(twice)}")
        known = {s.id for s in self.stages}
        if lost := [f"{s.id} ({s.stage})" for s in self.steps if s.stage not in known]:
            raise ValueError(f"every step in a stage of the map, found elsewhere: {', '.join(lost)}")
        if odd := [i for i in (self.id, *self.ids) if not (isinstance(i, str) and ID.fullmatch(i))]:
            raise ValueError(f"{ID_RULE}, found {', '.join(map(brief, odd[:12]))}")

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id of the map: the stages, then step by step its own and those of its cards."""
        return (*(s.id for s in self.stages), *(i for s in self.steps for i in (s.id, *(c.id for c in s.cards))))

    @property
    def spoken_for(self) -> frozenset[str]:
        """The ids that nothing new may get: those of the map, and what opportunities link to even if it is not there.

        A new pain point under such an id would be answered by an opportunity that never knew it.
        """
        linked = (pain for s in self.steps for card in s.opportunities for pain in card.pains)
        return frozenset((*self.ids, *linked))
