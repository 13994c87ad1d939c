"""The shape of a journey key; ``reference`` tells each field and how a key file writes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from numbers import Real
from typing import Literal, get_args

from cxcourse.core.journey.fitting import flags, in_sentences, parts, texts, whole, word, words
from cxcourse.core.journey.fitting import names as in_a_line
from cxcourse.core.journey.model import HIGHEST, LANES, LENSES, LOWEST, Lane, Lens
from cxcourse.core.written import brief

Sign = Literal["neg", "nonpos", "any", "nonneg", "pos"]
PARTS = ("schema", "coverage", "order", "lens", "emotion", "lowest", "links")
WEIGHTS = {"schema": 3, "coverage": 5, "order": 2, "lens": 2, "emotion": 2, "links": 1}


@in_sentences
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

    def __post_init__(self) -> None:
        texts(self, "id", "name", "hint", "misconception")
        flags(self, "required", "inferred")
        word("sign", self.sign, get_args(Sign))
        if self.unexplained is None:
            raise ValueError("unexplained as a whole number (int), found None")
        whole("unexplained", self.unexplained, LOWEST, HIGHEST, "from -2 (very bad) to 2 (very good)")
        for name in ("synonyms", "after", "merges"):
            parts(name, getattr(self, name), str, "texts")
        parts("lens", self.lens, tuple, "sets of lenses, such as (('CS',), ('CS', 'CX'))")
        for accepted in self.lens:
            words("lens", accepted, LENSES)
        words("lanes", self.lanes, LANES, "lane")


@in_sentences
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
        word("kind", self.kind, ("lower", "carried"))
        texts(self, "text")
        flags(self, "elsewhere")
        for name in ("beats", "than"):
            parts(name, getattr(self, name), str, "ids of beats")
        word("lens", self.lens, LENSES)
        word("into", self.into, LENSES)
        if not self.beats:
            raise ValueError("beats names at least one beat, found none")
        if self.kind == "lower" and not self.than:
            raise ValueError("a relation of kind lower says than what, found no beat in than")


@in_sentences
@dataclass(frozen=True, kw_only=True)
class Reference:
    """The key of a journey task."""

    beats: tuple[Beat, ...]
    weights: dict[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    lowest: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    elsewhere: tuple[Beat, ...] = ()

    def __post_init__(self) -> None:
        for name, kind, called in (("beats", Beat, "beats"), ("elsewhere", Beat, "beats"), ("lowest", str, "ids of beats"),
                                   ("relations", Relation, "relations")):  # fmt: skip
            parts(name, getattr(self, name), kind, called)
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
        self._weighed()
        if self.weights.get("lowest") and not self.lowest:
            raise ValueError("the beats of the lowest point, as it has points; found none in lowest")

    def _weighed(self) -> None:
        if not isinstance(self.weights, dict):
            raise ValueError(f"weights as points by part, such as {{'schema': 3}}, found {brief(self.weights)}")
        _known("weights", self.weights, set(PARTS))
        for name, points in self.weights.items():
            if isinstance(points, bool) or not isinstance(points, Real) or not 0 <= points < 1000:
                raise ValueError(f"points from 0 to below 1000 for {name}, found {brief(points)}")

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
        raise ValueError(f"names in {what} that are known ({', '.join(sorted(known))}), found {in_a_line(strange)}")
