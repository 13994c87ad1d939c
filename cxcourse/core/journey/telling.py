"""What the parts of a comparison share: the case before them, what they tell, and the misconceptions they name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cxcourse.core.journey.beats import Beat, Reference
from cxcourse.core.journey.checks import name_of, numbers_of
from cxcourse.core.journey.matching import Matching
from cxcourse.core.journey.model import Journey, Step

SLIPS = {
    "not-in-the-story": "A step tells something that this story does not hold; keep to what happens in it.",
    "many-moments-in-one-step": "One step tells several moments; a map shows one moment a step.",
    "copied-step": "Two steps carry the same words; a repeated step adds nothing new unless it says what is new.",
    "order-of-events": "The steps follow another order than the events.",
    "every-lens-everywhere": "A lens on everything singles out nothing; ask which of them makes the difference there.",
    "one-lens-for-all": "Every step carries the same lens; using a thing, being helped and the relation differ.",
    "flat-curve": "A curve that never moves cannot show where the journey turns.",
    "feeling-without-reason": "A very low feeling needs a pain point that explains it.",
    "lowest-point-misplaced": "The lowest point stands where the story is not at its worst.",
    "unmarked-inference": "A step that the text does not tell is your inference and needs that mark.",
    "stated-taken-for-inferred": "A step that the text does tell is marked as inferred.",
    "opportunity-without-pain": "An opportunity that answers no pain point is a wish, not a remedy.",
    "backstage-on-stage": "Work that the person does not see stands among the person's own steps.",
}


IN_ORDER = "The moments you show stand in an order that the text allows."
LENSES_FIT = "The lenses of the moments you show fit."
PRAISE = (IN_ORDER, LENSES_FIT)  # what reasons say of a map that may still lack moments


@dataclass(frozen=True, kw_only=True)
class Case:
    """One map before its key."""

    journey: Journey
    key: Reference
    found: Matching
    other: Journey | None = None
    elsewhere: Matching | None = None

    def step(self, beat: str) -> Step | None:
        """Return the step that tells a beat."""
        place = self.found.place.get(beat)
        return None if place is None else self.journey.steps[place]

    @property
    def covered(self) -> tuple[Beat, ...]:
        """The required beats that the map tells."""
        return tuple(b for b in self.key.required if b.id in self.found.place)


@dataclass(frozen=True)
class Told:
    """What one part says: a share, why, and the misconceptions that showed."""

    share: float
    reason: str
    slips: tuple[tuple[str, str], ...] = ()


def slip(slug: str) -> tuple[str, str]:
    """Return a misconception with its words.

    Examples
    --------
    >>> slip("flat-curve")
    ('flat-curve', 'A curve that never moves cannot show where the journey turns.')
    """
    return slug, SLIPS[slug]


def names(steps: Iterable[Step], most: int = 3, within: Journey | None = None) -> str:
    """Return steps by their own words, the first few of them; those without words by their number in the map ``within``.

    Examples
    --------
    >>> names([Step(id="st1", stage="s1", action="calls"), Step(id="st2", stage="s1", action="waits")])
    '“calls” and “waits”'
    """
    numbers = numbers_of(within) if within else None
    told = list(dict.fromkeys(name_of(step, within=numbers) for step in steps))
    rest = len(told) - most
    told = [*told[:most], f"{rest} more"] if rest > 0 else told
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "step"), counted(2, "step")
    ('1 step', '2 steps')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
