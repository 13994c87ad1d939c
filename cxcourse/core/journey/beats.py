"""The shape of a journey key; ``reference`` tells each field and how a key file writes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from cxcourse.core.journey.model import LOWEST, Lane, Lens

Sign = Literal["neg", "nonpos", "any", "nonneg", "pos"]
PARTS = ("schema", "coverage", "order", "lens", "emotion", "lowest", "links")
WEIGHTS = {"schema": 3, "coverage": 5, "order": 2, "lens": 2, "emotion": 2, "links": 1}


@dataclass(frozen=True, kw_only=True)
class Beat:
    """One moment of the story that a map may or must show; ``reference`` explains each field."""

    id: str
    name: str
    required: bool = True
    inferred: bool = False
    synonyms: tuple[str, ...] = ()
    lens: tuple[tuple[Lens, ...], ...] = ()
    sign: Sign = "any"
    unexplained: int = LOWEST
    after: tuple[str, ...] = ()
    merges: tuple[str, ...] = ()
    lanes: tuple[Lane, ...] = ()
    hint: str = ""
    misconception: str = ""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """How feelings or pain points of beats hang together.

    ``lower``: the mean feeling at ``beats`` is lower than at ``than``, in this map or (``elsewhere``) in the other one.
    ``carried``: steps about ``beats`` that hold a pain point carry ``lens``, and a later step with the lens ``into``
    has a pain point or a bad feeling.
    """

    kind: Literal["lower", "carried"]
    beats: tuple[str, ...]
    text: str
    than: tuple[str, ...] = ()
    elsewhere: bool = False
    lens: Lens = "UX"
    into: Lens = "CS"

    def __post_init__(self) -> None:
        if not self.beats:
            raise ValueError("beats names at least one beat, found none")
        if self.kind == "lower" and not self.than:
            raise ValueError("a relation of kind lower says than what, found no beat in than")


@dataclass(frozen=True, kw_only=True)
class Reference:
    """The key of a journey task."""

    beats: tuple[Beat, ...]
    weights: dict[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    lowest: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    elsewhere: tuple[Beat, ...] = ()

    def __post_init__(self) -> None:
        known = _once("beats", [b.id for b in self.beats])
        there = _once("elsewhere", [b.id for b in self.elsewhere])
        if not self.required:
            raise ValueError("at least one required beat, found none")
        for beat in self.beats:
            _known(f"after of {beat.id}", beat.after, known)
            _known(f"merges of {beat.id}", beat.merges, known)
        _known("lowest", self.lowest, known)
        for relation in self.relations:
            _known("beats of a relation", relation.beats, known)
            _known("than of a relation", relation.than, there if relation.elsewhere else known)
        try:
            TopologicalSorter({b.id: b.after for b in self.beats}).prepare()
        except CycleError as circle:
            raise ValueError(f"an order of beats without a circle, found {' < '.join(circle.args[1])}") from None
        _known("weights", self.weights, set(PARTS))
        if wrong := [name for name, points in self.weights.items() if not 0 <= points < 1000]:
            raise ValueError(f"points from 0 to 1000, found {self.weights[wrong[0]]} for {wrong[0]}")
        if self.weights.get("lowest") and not self.lowest:
            raise ValueError("the beats of the lowest point, as it has points; found none in lowest")

    @property
    def required(self) -> tuple[Beat, ...]:
        """The beats that a map must show."""
        return tuple(b for b in self.beats if b.required)

    @property
    def max_points(self) -> float:
        """What a map can reach."""
        return sum(self.weights.values())


def _once(what: str, names: list[str]) -> set[str]:
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"each beat once in {what}, found twice: {', '.join(twice)}")
    return set(names)


def _known(what: str, names: Iterable[str], known: set[str]) -> None:
    if strange := [name for name in names if name not in known]:
        raise ValueError(f"names in {what} that are known ({', '.join(sorted(known))}), found {', '.join(strange)}")
