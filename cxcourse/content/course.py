"""Shapes of the course's texts other than quizzes: the course, its glossary, the value model, the answer keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from cxcourse.core.codetask import CallsTask, CodePrompt, ValuesTask
from cxcourse.core.graded import JourneyPrompt, JourneyTask, RolePlayPrompt, RolePlayTask
from cxcourse.core.quiz import Bank, CardSort, Item, Match, Multi, Numeric, Order, Prompt, QuizSpec, Single

AnyItem = Annotated[Single | Multi | Numeric | Order | Match | CardSort, Field(discriminator="type")]


@dataclass(frozen=True, kw_only=True)
class BankText(Bank):
    """A ``quiz.yaml``."""

    module: str
    quizzes: tuple[QuizSpec, ...]
    items: tuple[AnyItem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Term:
    """A glossary term; ``key_words`` are groups of which a good definition touches one word each."""

    id: str
    term: str
    definition: str
    key_words: tuple[tuple[str, ...], ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """A ``glossary.yaml``."""

    module: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Element:
    """One element of the value delivery model: what goes in, what is done, what comes out."""

    id: str
    name: str
    question: str
    input: str
    activity: str
    output: str
    example: str
    trained_in: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ValueLoop:
    """A ``value_model.yaml``: the elements in the order of the loop."""

    module: str
    title: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, kw_only=True)
class Module:
    """One module as ``course.yaml`` states it."""

    id: str
    folder: str
    title: str
    minutes: int
    graded_minutes: int
    summary: str
    status: Literal["ready", "planned"]
    exercise: str | None = None
    prerequisites: tuple[str, ...] = ()
    outcomes: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Course:
    """``course.yaml``."""

    title: str
    licence: str
    modules: tuple[Module, ...]


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level of a rubric criterion."""

    points: float
    text: str


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One line of a rubric, its levels from least to most."""

    id: str
    title: str
    levels: tuple[Level, ...]


Question = Item | ValuesTask | CallsTask | JourneyTask | RolePlayTask


@dataclass(frozen=True, kw_only=True)
class KeyTask:
    """A task that the judge marks: its points and, with its key, one kind of thing to do."""

    points: float
    item: AnyItem | None = None
    values: ValuesTask | None = None
    calls: CallsTask | None = None
    journey: JourneyTask | None = None
    roleplay: RolePlayTask | None = None

    def __post_init__(self) -> None:
        if len(self._kinds()) != 1:
            raise ValueError("exactly one of item, values, calls, journey and roleplay")

    def _kinds(self) -> list[Question]:
        kinds = (self.item, self.values, self.calls, self.journey, self.roleplay)
        return [kind for kind in kinds if kind is not None]

    @property
    def question(self) -> Question:
        """The one kind of task that it is."""
        return self._kinds()[0]

    @property
    def code(self) -> ValuesTask | CallsTask | None:
        """The task if it is answered with code, else ``None``."""
        return self.values or self.calls

    @property
    def work(self) -> JourneyTask | RolePlayTask | None:
        """The task if it is a map to draw or a scene to play, else ``None``."""
        return self.journey or self.roleplay

    @property
    def id(self) -> str:
        """The id of the task."""
        return self.question.id


@dataclass(frozen=True, kw_only=True)
class KeyWritten:
    """A task that a person marks by a rubric."""

    id: str
    points: float
    outcome: str
    rubric: tuple[Criterion, ...]


@dataclass(frozen=True, kw_only=True)
class Key:
    """An ``exercises/keys/*.yaml``: for instructors and the judge only."""

    exercise: str
    module: str
    title: str
    tasks: tuple[KeyTask, ...] = ()
    written: tuple[KeyWritten, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TaskPrompt:
    """A graded task as it is released: what to do and for how many points, no key."""

    points: float
    prompt: Prompt


@dataclass(frozen=True, kw_only=True)
class TaskSheet:
    """A ``tasks.json``: the released tasks of one exercise by how they are answered, no key among them."""

    exercise: str
    title: str
    tasks: tuple[TaskPrompt, ...]
    code: tuple[CodePrompt, ...] = ()
    journeys: tuple[JourneyPrompt, ...] = ()
    roleplays: tuple[RolePlayPrompt, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of every task."""
        return (*(t.prompt.id for t in self.tasks), *(t.id for t in (*self.code, *self.journeys, *self.roleplays)))
