"""Comparing a map with the key of its story: seven parts, each a share with a reason that does not tell the key.

A reason speaks of the learner's own steps, in general words, and says how to look again. The misconceptions it may
name are listed in :data:`SLIPS`; a beat of the key can name further ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cxcourse.core.journey.beats import PARTS, Reference
from cxcourse.core.journey.feelings import emotion, lowest
from cxcourse.core.journey.matching import match
from cxcourse.core.journey.model import Journey
from cxcourse.core.journey.structure import coverage, lens, links, order, schema
from cxcourse.core.journey.telling import SLIPS, Case, Told

__all__ = ["SLIPS", "Comparison", "Part", "compare"]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a comparison.

    Attributes
    ----------
    name : str
        Which part, such as ``coverage``; :func:`compare` explains each.
    share : float
        How much of it the map reaches, from 0 to 1.
    points, max_points : float
        The share in points of the key, and all that the part can give.
    reason : str
        Why, in words that do not tell the key.
    slips : tuple of (str, str)
        The misconceptions that showed, each with its words.
    """

    name: str
    share: float
    points: float
    max_points: float
    reason: str
    slips: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A map compared with its key.

    Attributes
    ----------
    parts : tuple of Part
        One for each part that has points in the key.
    matched : tuple of (str, str)
        Ids of beats with those of the steps that tell them: for authors, not for learners.
    """

    parts: tuple[Part, ...]
    matched: tuple[tuple[str, str], ...] = ()

    @property
    def points(self) -> float:
        """The sum over the parts."""
        return round(sum(part.points for part in self.parts), 4)

    @property
    def max_points(self) -> float:
        """What the parts can reach together."""
        return round(sum(part.max_points for part in self.parts), 4)

    @property
    def slips(self) -> tuple[str, ...]:
        """Every misconception that showed, once, in order of appearance."""
        return tuple(dict.fromkeys(slug for part in self.parts for slug, _ in part.slips))


_PARTS: dict[str, Callable[[Case], Told]] = {
    "schema": schema, "coverage": coverage, "order": order, "lens": lens, "emotion": emotion, "lowest": lowest,
    "links": links,
}  # fmt: skip


def compare(journey: Journey, reference: Reference, other: Journey | None = None) -> Comparison:
    """Compare a map with the key of its story.

    Parameters
    ----------
    journey : Journey
        The learner's map.
    reference : Reference
        The key.
    other : Journey, optional
        The learner's map of the other case, for relations across the two; without it they are left out.

    Returns
    -------
    Comparison
        One part for each weight above 0.

        ``schema``: steps with words, channel and lens, over a map long enough for the story. ``coverage``: required
        beats told, less steps about something the story does not tell. ``order``: the longest run of beats in an
        accepted order, over all required beats. ``lens``: best Jaccard similarity with an accepted set, mean over
        beats. ``emotion``: signs and relations that hold. ``lowest``: the lowest point stands where it may,
        in a map that tells enough moments.
        ``links``: opportunities that answer a pain point, inferred steps marked.

    Examples
    --------
    >>> from cxcourse.core.journey.beats import Beat
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> key = Reference(beats=(Beat(id="call", name="calls", synonyms=("calls the shop",), sign="neg"),),
    ...                 weights={"coverage": 2, "emotion": 1})
    >>> j = add_stage(Journey(id="mine"), "Asking")
    >>> compare(j, key).points, compare(add_step(j, "s1", "He calls the shop", emotion=-1), key).points
    (0.0, 3.0)
    """
    found = match(journey, reference.beats)
    elsewhere = match(other, reference.elsewhere) if other is not None else None
    case = Case(journey=journey, key=reference, found=found, other=other, elsewhere=elsewhere)
    parts = tuple(
        _part(name, _PARTS[name](case), reference.weights[name]) for name in PARTS if reference.weights.get(name)
    )
    matched = tuple((b.id, journey.steps[found.place[b.id]].id) for b in reference.beats if b.id in found.place)
    return Comparison(parts=parts, matched=matched)


def _part(name: str, told: Told, most: float) -> Part:
    share = min(1.0, max(0.0, told.share))
    share = 1.0 if share > 1 - 1e-9 else share
    slips = tuple(dict(told.slips).items())
    return Part(name=name, share=share, points=round(share * most, 6), max_points=most, reason=told.reason, slips=slips)
