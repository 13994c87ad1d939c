"""The metrics of the metric lab: what each one asks for, what it calls, and how it is misused.

A metric here holds no formula that computes: it says which function of :mod:`cxcourse.core.metrics` is called with
which numbers, so that the figure on the screen and the code a learner copies are the same call.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from itertools import groupby
from typing import Any, Literal

from cxcourse.core import metrics
from cxcourse.core.metrics.result import Result

GROUPS = ("Survey", "Usability", "Service", "Loyalty")
Counts = Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One number a learner gives.

    Attributes
    ----------
    name, label, hint : str
        The keyword in code, the words on the screen, and what belongs into this number.
    low, high, step, default : float
        ``high`` is the end of the slider; the number field takes more.
    band : tuple of int, optional
        Which answers of the metric's scale fall into this count.
    tone : str
        ``good``, ``bad`` or ``plain``: its place in the picture of the sample; empty when it is no part of one.
    whole : bool
        Whether it counts things.
    """

    name: str
    label: str
    hint: str = ""
    default: float = 0
    low: float = 0
    high: float = 100
    step: float = 1
    band: tuple[int, int] | None = None
    tone: str = ""
    whole: bool = True


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A convention with rivals: the keyword of the function and its values with what they mean."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call of a function of :mod:`cxcourse.core.metrics`."""

    home: str
    function: str
    given: tuple[Any, ...] = ()
    named: Mapping[str, Any] = field(default_factory=dict)

    def run(self) -> Result:
        """Return what the function returns."""
        return getattr(import_module(f"cxcourse.core.metrics.{self.home}"), self.function)(*self.given, **self.named)

    @property
    def door(self) -> tuple[str, str]:
        """The import a learner writes, and the name of the function after it."""
        if self.function in metrics.__all__:
            return "from cxcourse import metrics", f"metrics.{self.function}"
        return f"from cxcourse.core.metrics.{self.home} import {self.function}", self.function

    def code(self, *given: str) -> str:
        """Return the call as a learner would write it; ``given`` replaces the first arguments by names."""
        words = [*given, *(written(x) for x in self.given[len(given) :])]
        words += [f"{name}={written(x)}" for name, x in self.named.items()]
        return f"{self.door[1]}({', '.join(words)})"


def written(value: Any) -> str:
    """Return a value as code; runs of equal numbers become ``[7] * 40``.

    Examples
    --------
    >>> written([7, 7, 7, 7, 2]), written((5, 12.0)), written("wald")
    ('[7] * 4 + [2]', '(5, 12)', "'wald'")
    """
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(k)}: {written(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(written, value)) + ")"
    if isinstance(value, list):
        runs = [(x, len(list(same))) for x, same in groupby(value)]
        if len(runs) * 2 < len(value):
            return " + ".join(f"[{written(x)}]" + (f" * {n}" if n > 1 else "") for x, n in runs)
        return "[" + ", ".join(map(written, value)) + "]"
    return repr(value)


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A metric of the lab.

    Attributes
    ----------
    id, name, title, group : str
        ``"nps"``, ``"NPS"``, ``"Net Promoter Score"``, one of :data:`GROUPS`.
    kind : str
        ``score`` (a signed balance), ``share``, ``mean``, ``seconds`` or ``money``: how it is written and drawn.
    fields : tuple of Field
        What is counted or given; empty when only values make sense.
    counted, valued : callable
        From counts, or from values and further keywords, to the call. Without ``valued`` only counts are taken.
    column : str
        What a column or a pasted list must hold, in words.
    scale : tuple of int, optional
        Lowest and highest answer; ``yes_no`` columns are 0 and 1.
    thing : str
        What is counted, in the plural: answers, attempts, calls …
    shift : tuple, optional
        Fields to move people from, the field they move to, and the label of that what-if.
    asked : bool
        Whether people were asked, so that silent ones may differ.
    says : str
        The figure in plain words; ``{v}`` is the figure.
    target : str
        What happens when the figure becomes a target.
    """

    id: str
    name: str
    title: str
    group: str
    kind: Literal["score", "share", "mean", "seconds", "money"]
    formula: str
    fields: tuple[Field, ...] = ()
    counted: Callable[[Counts], Call] | None = None
    valued: Callable[[list], Call] | None = None
    column: str = ""
    scale: tuple[int, int] | None = None
    yes_no: bool = False
    thing: str = "answers"
    better: Literal["high", "low"] = "high"
    choices: tuple[Choice, ...] = ()
    shift: tuple[tuple[str, ...], str, str] | None = None
    asked: bool = False
    sample: bool = True
    example: str = ""
    says: str = ""
    target: str = ""

    @property
    def defaults(self) -> dict[str, float]:
        """The counts a learner meets first."""
        return {f.name: f.default for f in self.fields}


def parts_of(a: Field, b: Field, home: str, function: str, *, pair: bool = False, **named: Any) -> dict[str, Any]:
    """Return the working of a share given as two counts, the first of which is the share's own.

    ``pair`` is for functions that take part and whole as one tuple.
    """

    def counted(c: Counts) -> Call:
        both = (c[a.name], c[a.name] + c[b.name])
        return Call(home=home, function=function, given=(both,) if pair else both, named=named)

    def valued(values: list) -> Call:
        return Call(home=home, function=function, given=(values,), named=named)

    return {"fields": (a, b), "counted": counted, "valued": valued, "kind": "share"}


def histogram(low: int, high: int, defaults: tuple[int, ...], ends: tuple[str, str], good: int, bad: int) -> tuple:
    """Return one count for each answer of a scale, the best first; from ``good`` up and ``bad`` down it has a tone."""
    hints = {low: ends[0], high: ends[1]}
    return tuple(
        Field(name=f"gave_{p}", label=f"Gave {p}", hint=hints.get(p, ""), default=n, band=(p, p),
              tone="good" if p >= good else "bad" if p <= bad else "plain")
        for p, n in zip(range(high, low - 1, -1), defaults, strict=True)
    )  # fmt: skip


def points_of(c: Counts) -> dict[int, float]:
    """Return counts by answer: ``gave_7`` becomes 7."""
    return {int(name.removeprefix("gave_")): n for name, n in c.items()}


def spread_out(c: Counts) -> list[int]:
    """Return counts by answer as the list of answers."""
    return [point for point, n in points_of(c).items() for _ in range(int(n))]
