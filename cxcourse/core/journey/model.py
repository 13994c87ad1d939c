"""The shape of a journey map: an actor, stages across, steps in time, and under each step its cards in lanes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, get_args

from cxcourse.core.journey.fitting import flags, in_sentences, parts, texts, whole, word, words
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


# pydantic checks what comes from a file; `__post_init__` checks what is made in Python, where a wrong value would only
# be met when the map is drawn.


@in_sentences
@dataclass(frozen=True, kw_only=True)
class Actor:
    """The person whose view the map takes.

    Attributes
    ----------
    name : str
        What the person is called in the map.
    who : str
        Age, work, situation: what makes this person differ from others.
    goal : str
        What the person wants to have reached in the end, in the person's own terms.
    expectation : str
        How the person thinks it will go.

    Raises
    ------
    ValueError
        A field is no text.

    Examples
    --------
    >>> Actor(name="Ines", goal="a working phone").goal
    'a working phone'
    """

    name: str = ""
    who: str = ""
    goal: str = ""
    expectation: str = ""

    def __post_init__(self) -> None:
        texts(self, "name", "who", "goal", "expectation")


@in_sentences
@dataclass(frozen=True, kw_only=True)
class Stage:
    """A named stretch of the journey; it may hold any number of steps, so of touchpoints.

    Attributes
    ----------
    id : str
        Names the stage in its map; :func:`~cxcourse.core.journey.edits.add_stage` gives one.
    name : str
        A word or two, such as ``Getting through``.

    Raises
    ------
    ValueError
        A field is no text.

    Examples
    --------
    >>> Stage(id="s1", name="Getting through").name
    'Getting through'
    """

    id: str
    name: str

    def __post_init__(self) -> None:
        texts(self, "id", "name")


@in_sentences
@dataclass(frozen=True, kw_only=True)
class Card:
    """One note under a step: a thought, a pain point, or what staff or systems do at that moment.

    Attributes
    ----------
    id : str
        Names the card in its map; :func:`~cxcourse.core.journey.edits.add_card` gives one.
    text : str
        What stands on it. A blank card is still to be written: it counts as nothing said.

    Raises
    ------
    ValueError
        A field is no text.

    Examples
    --------
    >>> Card(id="c1", text="nobody says how long")
    Card(id='c1', text='nobody says how long')
    """

    id: str
    text: str

    def __post_init__(self) -> None:
        texts(self, "id", "text")


@in_sentences
@dataclass(frozen=True, kw_only=True)
class Opportunity:
    """A change that would relieve pain points.

    Attributes
    ----------
    id, text : str
        As of a :class:`Card`.
    pains : tuple of str
        Ids of the pain points that it answers, in any step of the map.
    effort, impact : int or None
        What it costs and what it brings, each from 1 (small) to 5 (large); ``None`` is "not rated".
    owner, metric : str
        Who would do it, and by which number one would see that it helps.

    Raises
    ------
    ValueError
        A text is none, ``pains`` is no tuple of ids, or a rating is no whole number from 1 to 5.

    Examples
    --------
    >>> Opportunity(id="c2", text="tell the waiting time", pains=("c1",), effort=2, impact=4).pains
    ('c1',)
    """

    id: str
    text: str
    pains: tuple[str, ...] = ()
    effort: int | None = None
    impact: int | None = None
    owner: str = ""
    metric: str = ""

    def __post_init__(self) -> None:
        texts(self, "id", "text", "owner", "metric")
        parts("pains", self.pains, str, "ids, such as ('c1',)")
        for name, value in (("effort", self.effort), ("impact", self.impact)):
            whole(name, value, 1, 5, "from 1 (small) to 5 (large)")


@in_sentences
@dataclass(frozen=True, kw_only=True)
class Step:
    """One action or event of the journey, with the cards under it.

    Attributes
    ----------
    id : str
        Names the step in its map; :func:`~cxcourse.core.journey.edits.add_step` gives one.
    stage : str
        Id of its stage.
    action : str
        What happens: who does what, in a few words.
    touchpoint, channel : str
        What of the company is met (a bill, a menu, an agent), and through what (phone, website, shop).
    lens : tuple of {"UX", "CS", "CX"}
        What it is about: using something, being helped, the relation as a whole; each once.
    lane : {"customer", "frontstage", "backstage", "support"}
        Who acts; behind the line of visibility (``backstage``, ``support``) the customer takes no part.
    emotion, emotion_to_be : int or None
        How it feels as it is, and as it shall feel: from -2 (very bad) to 2 (very good); ``None`` is "not said".
    moment_of_truth : bool
        Whether it decides how the journey is remembered.
    evidence : {"stated", "inferred", "researched"} or None
        Where one knows it from: the text says so, a guess, data; ``None`` is "not said".
    owner, metric : str
        Who in the company answers for it, and the number by which that is watched.
    facts : tuple of str
        Ids of the facts of the course that it rests on.
    beat : str
        What the step is about, from the pick-list of a task.
    thoughts, pains, frontstage, backstage, support : tuple of Card
        What the person thinks, what hurts, and what staff and systems do at that moment.
    opportunities : tuple of Opportunity
        Changes that would relieve pain points.

    Raises
    ------
    ValueError
        A field holds what it cannot; the message says what was expected, what was found, and in which step.

    Examples
    --------
    >>> step = Step(id="st1", stage="s1", action="waits", channel="phone", lens=("CS",), emotion=-2,
    ...             pains=(Card(id="c1", text="nobody says how long"),))
    >>> step.emotion, [card.text for card in step.cards]
    (-2, ['nobody says how long'])
    """

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
    beat: str = ""
    thoughts: tuple[Card, ...] = ()
    pains: tuple[Card, ...] = ()
    opportunities: tuple[Opportunity, ...] = ()
    frontstage: tuple[Card, ...] = ()
    backstage: tuple[Card, ...] = ()
    support: tuple[Card, ...] = ()

    def __post_init__(self) -> None:
        texts(self, "id", "stage", "action", "touchpoint", "channel", "owner", "metric", "beat")
        flags(self, "moment_of_truth")
        for name, value in (("emotion", self.emotion), ("emotion_to_be", self.emotion_to_be)):
            whole(name, value, LOWEST, HIGHEST, "from -2 (very bad) to 2 (very good)")
        word("lane", self.lane, LANES)
        if self.evidence is not None:
            word("evidence", self.evidence, EVIDENCE)
        words("lens", self.lens, LENSES)
        parts("facts", self.facts, str, "ids of facts, such as ('F287',)")
        for name in ("thoughts", "pains", "frontstage", "backstage", "support"):
            parts(name, getattr(self, name), Card, "cards")
        parts("opportunities", self.opportunities, Opportunity, "opportunities")

    @property
    def cards(self) -> tuple[Card | Opportunity, ...]:
        """Every card under the step, lane by lane."""
        return (*self.thoughts, *self.pains, *self.opportunities, *self.frontstage, *self.backstage, *self.support)


@in_sentences
@dataclass(frozen=True, kw_only=True)
class Journey:
    """A journey map.

    A map never changes: every function of :mod:`~cxcourse.core.journey.edits` returns a new one.

    Attributes
    ----------
    id : str
        Names the map and its file: lower-case letters, digits and dashes, at most 64.
    title, about : str
        What it is called, and what it is about in a line or two.
    actor : Actor
        The person whose view it takes.
    stages : tuple of Stage
        From left to right.
    steps : tuple of Step
        In the order of time; each names its stage.

    Raises
    ------
    ValueError
        A field holds what it cannot, an id is odd or stands twice, or a step names a stage that the map does not have.

    Examples
    --------
    >>> j = Journey(id="mine", stages=(Stage(id="s1", name="Asking"),), steps=(Step(id="st1", stage="s1", action="calls"),))
    >>> j.ids
    ('s1', 'st1')
    """

    id: str
    title: str = ""
    about: str = ""
    actor: Actor = Actor()
    stages: tuple[Stage, ...] = ()
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        texts(self, "title", "about")
        if not isinstance(self.actor, Actor):
            raise ValueError(f"actor as an Actor, found {brief(self.actor)}")
        parts("stages", self.stages, Stage, "stages")
        parts("steps", self.steps, Step, "steps")
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
