"""Shapes of the course's texts other than quizzes: the course, its glossary, the value model, the answer keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from cxcourse.core.codetask import CallsTask, CodePrompt, ValuesTask
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


@dataclass(frozen=True, kw_only=True)
class KeyTask:
    """A task that the judge marks: its points and, with its key, one of an item, figures, or a function to call."""

    points: float
    item: AnyItem | None = None
    values: ValuesTask | None = None
    calls: CallsTask | None = None

    def __post_init__(self) -> None:
        if sum(kind is not None for kind in (self.item, self.values, self.calls)) != 1:
            raise ValueError("exactly one of item, values and calls")

    @property
    def question(self) -> Item | ValuesTask | CallsTask:
        """The one kind of task that it is."""
        found = self.item or self.values or self.calls
        assert found is not None
        return found

    @property
    def code(self) -> ValuesTask | CallsTask | None:
        """The task if it is answered with code, else ``None``."""
        return self.values or self.calls

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
    """A ``tasks.json``: the released tasks of one exercise; ``code`` are those that are answered with code."""

    exercise: str
    title: str
    tasks: tuple[TaskPrompt, ...]
    code: tuple[CodePrompt, ...] = ()
