"""Graded tasks that are answered with code: a function to write, or figures to hand over.

A :class:`CallsTask` or :class:`ValuesTask` knows its hidden inputs and what each must give; a :class:`CodePrompt` is
what is released of it. A *slip* is a wrong outcome that a known mistake leads to: the outcomes of a learner tell which
mistake it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

GivenAs = Literal["list", "column"]
FigureType = Literal["number", "word", "words", "text"]


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A wrong outcome and the mistake that leads to it."""

    gives: Any
    misconception: str


@dataclass(frozen=True, kw_only=True)
class Example:
    """An input that learners see, with what it should give; ``None`` stands for "undefined"."""

    args: tuple[Any, ...]
    gives: Any = None
    raises: str | None = None
    given_as: GivenAs = "list"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A hidden input. Exactly one of ``gives``, ``raises`` and ``undefined`` says what is right.

    ``label`` and ``hint`` are read by learners afterwards and must not give the input away. ``otherwise`` names the
    mistake of a function that returns any number where it should have refused or said that there is none.
    """

    id: str
    label: str
    args: tuple[Any, ...]
    gives: float | None = None
    raises: str | None = None
    undefined: bool = False
    given_as: GivenAs = "list"
    weight: float = 1.0
    hint: str = ""
    slips: tuple[Slip, ...] = ()
    otherwise: str | None = None

    def __post_init__(self) -> None:
        if (self.gives is not None) + (self.raises is not None) + self.undefined != 1:
            raise ValueError("exactly one of gives, raises and undefined")

    @property
    def ordinary(self) -> bool:
        """Whether a number is the right outcome."""
        return self.gives is not None


@dataclass(frozen=True, kw_only=True)
class CallsTask:
    """A function to write: it is called with hidden inputs, and every outcome is judged.

    ``tol`` is how far a number may be from the right one; ``seconds`` is the time for one call; ``ideas`` holds, for
    each mistake that can be named, the sentence that helps.
    """

    id: str
    outcome: str
    facts: tuple[str, ...]
    title: str
    stem: str
    function: str
    parameters: tuple[str, ...]
    examples: tuple[Example, ...]
    cases: tuple[Case, ...]
    ideas: dict[str, str] = field(default_factory=dict)
    tol: float = 0.01
    seconds: float = 2.0


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One value to hand over, under its name.

    A ``number`` lies within ``tol``, or within the share ``rel`` of the right one; ``low`` and ``high`` are what is
    possible and are released. A ``word`` is one of ``accept``; ``words`` are a list that holds all of ``accept``; a
    ``text`` has at least ``length`` words and is none of ``refuse``.
    """

    name: str
    label: str
    type: FigureType = "number"
    unit: str = ""
    weight: float = 1.0
    low: float | None = None
    high: float | None = None
    gives: float | None = None
    tol: float = 0.0
    rel: float = 0.0
    accept: tuple[str, ...] = ()
    length: int = 1
    refuse: tuple[str, ...] = ()
    hint: str = ""
    slips: tuple[Slip, ...] = ()

    def __post_init__(self) -> None:
        if (self.type == "number") != (self.gives is not None):
            raise ValueError("gives where, and only where, the type is number")
        if (self.type in ("word", "words")) != bool(self.accept):
            raise ValueError("accept where, and only where, the type is word or words")

    @property
    def margin(self) -> float:
        """How far a number may be from the right one."""
        return max(self.tol, self.rel * abs(self.gives or 0.0))


@dataclass(frozen=True, kw_only=True)
class ValuesTask:
    """Figures to hand over: plain values under agreed names."""

    id: str
    outcome: str
    facts: tuple[str, ...]
    title: str
    stem: str
    figures: tuple[Figure, ...]
    ideas: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FigurePrompt:
    """A value to hand over, without its key."""

    name: str
    label: str
    type: FigureType
    unit: str = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class CodePrompt:
    """A code task as it is released: what to hand over, visible examples, no hidden input and no key."""

    id: str
    kind: Literal["calls", "values"]
    points: float
    title: str
    stem: str
    function: str = ""
    parameters: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    figures: tuple[FigurePrompt, ...] = ()
    tol: float = 0.0
    seconds: float = 2.0


def code_prompt(task: CallsTask | ValuesTask, points: float) -> CodePrompt:
    """Return what is released of a code task.

    Examples
    --------
    >>> task = ValuesTask(id="x-a1", outcome="x.o1", facts=(), title="Two", stem="Hand over two.",
    ...     figures=(Figure(name="two", label="Two", gives=2.0, low=0, high=9),))
    >>> code_prompt(task, 3).figures[0]
    FigurePrompt(name='two', label='Two', type='number', unit='', low=0, high=9)
    """
    about: dict[str, Any] = {"id": task.id, "points": points, "title": task.title, "stem": task.stem}
    if isinstance(task, CallsTask):
        return CodePrompt(
            kind="calls", function=task.function, parameters=task.parameters, examples=task.examples, tol=task.tol,
            seconds=task.seconds, **about,
        )  # fmt: skip
    shown = tuple(
        FigurePrompt(name=f.name, label=f.label, type=f.type, unit=f.unit, low=f.low, high=f.high) for f in task.figures
    )
    return CodePrompt(kind="values", figures=shown, **about)


def slips_of(task: CallsTask | ValuesTask) -> Iterator[tuple[str, Slip]]:
    """Yield every slip of a task with the id of its case or the name of its figure."""
    if isinstance(task, CallsTask):
        yield from ((case.id, slip) for case in task.cases for slip in case.slips)
    else:
        yield from ((figure.name, slip) for figure in task.figures for slip in figure.slips)


def code_faults(task: CallsTask | ValuesTask) -> list[str]:
    """Return what is wrong with a code task beyond its shape.

    Every mistake that can be named has its helping sentence and no sentence stands alone; names are not repeated; a
    slip can be told from the right outcome; no hidden input is also a visible example.
    """
    calls = isinstance(task, CallsTask)
    names = [c.id for c in task.cases] if calls else [f.name for f in task.figures]
    faults = [
        f"{task.id} {name} — expected each name once" for name in sorted({n for n in names if names.count(n) > 1})
    ]
    used = {slip.misconception for _, slip in slips_of(task)}
    used |= {c.otherwise for c in task.cases if c.otherwise} if calls else set()
    faults += [
        f"{task.id} ideas — expected a sentence for {slug!r}, found none" for slug in sorted(used - {*task.ideas})
    ]
    faults += [f"{task.id} ideas — no slip leads to {slug!r}" for slug in sorted({*task.ideas} - used)]
    parts = (
        {c.id: (c.gives, task.tol) for c in task.cases}
        if calls
        else {f.name: (f.gives, f.margin) for f in task.figures}
    )
    for name, slip in slips_of(task):
        right, margin = parts[name]
        if right is not None and is_number(slip.gives) and abs(slip.gives - right) <= margin:
            faults.append(f"{task.id} {name} — {slip.misconception} gives {slip.gives}, which counts as right")
    if calls:
        shown = [e.args for e in task.examples]
        faults += [f"{task.id} {c.id} — its input is also a visible example" for c in task.cases if c.args in shown]
        faults += [] if any(c.ordinary for c in task.cases) else [f"{task.id} — no case gives a number"]
    return faults


def is_number(value: Any) -> bool:
    """Whether a plain value is a number; true and false are none here."""
    return isinstance(value, int | float) and not isinstance(value, bool)
