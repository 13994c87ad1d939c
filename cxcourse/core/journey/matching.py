"""Which step of a map tells which beat of a story, by the beat it picked or by its own words.

A step tells one beat, or several that the key allows to be told together if its words name each of them. A step that
names many beats at once, or repeats the words of an earlier one for another beat, tells nothing. Loops count once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cxcourse.core.journey.beats import Beat
from cxcourse.core.journey.model import Journey, Step
from cxcourse.core.journey.pairing import seated
from cxcourse.core.journey.words import Phrases, words_of

MOST_NAMED = 3  # beats that the words of one step may touch before they say nothing in particular


@dataclass(frozen=True, kw_only=True)
class Matching:
    """The outcome: beats with the place of the step that tells them, and the steps that tell none, by the reason."""

    place: dict[str, int]  # beat -> place of its step in the map
    held: dict[int, tuple[str, ...]]  # place of a step -> the beats that it tells
    also: dict[int, tuple[str, ...]]  # place of a further step -> the beats that it tells again
    foreign: tuple[Step, ...] = ()  # picked a beat that the story does not have
    crowded: tuple[Step, ...] = ()  # named too many beats at once
    copied: tuple[Step, ...] = ()  # repeats the words of an earlier step and claims another beat

    def about(self, beats: Iterable[str]) -> set[int]:
        """Return the places of all steps about one of these beats, loops included."""
        wanted = set(beats)
        return {i for told in (self.held, self.also) for i, names in told.items() if wanted & set(names)}


@dataclass(frozen=True, kw_only=True)
class _Claim:
    picked: str
    named: tuple[str, ...]

    @property
    def beats(self) -> tuple[str, ...]:
        return (self.picked,) if self.picked else self.named


def match(j: Journey, beats: tuple[Beat, ...]) -> Matching:
    """Find the step of each beat.

    Parameters
    ----------
    j : Journey
        The map.
    beats : tuple of Beat
        The beats of the story. A picked beat goes before words, the first step that tells a beat before later ones;
        as many beats as possible find a step, required ones first.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "goes through the voice menus")
    >>> match(j, (Beat(id="ivr", name="menus", synonyms=("voice menu",)),)).place
    {'ivr': 0}
    """
    heard = _listen(j, beats)
    place = _assigned(heard.claims, sorted(beats, key=lambda b: not b.required))
    held = {i: (beat,) for beat, i in place.items()}
    _merge(heard.claims, _mates(beats), place, held)
    also = {i: claim.beats for i, claim in heard.claims.items() if i not in held and claim.beats}
    also |= {i: held.get(first) or also.get(first, ()) for i, first in heard.loops.items()}
    return Matching(
        place=place, held=held, also=also,
        foreign=tuple(heard.foreign), crowded=tuple(heard.crowded), copied=tuple(heard.copied),
    )  # fmt: skip


def groups(beats: Iterable[str], mates: Mapping[str, set[str]]) -> list[list[str]]:
    """Return beats in as many groups as steps are needed to tell them, each group one that a step may tell.

    Examples
    --------
    >>> groups(["menu", "wait", "agent"], {"menu": {"wait"}, "wait": {"menu"}, "agent": set()})
    [['menu', 'wait'], ['agent']]
    """
    found: list[list[str]] = []
    for beat in beats:
        home = next((g for g in found if all(other in mates[beat] for other in g)), None)
        if home is None:
            found.append([beat])
        else:
            home.append(beat)
    return found


def steps_needed(beats: tuple[Beat, ...]) -> int:
    """Return how many steps a map needs at least to tell every required beat.

    Examples
    --------
    >>> steps_needed((Beat(id="menu", name="menus", merges=("wait",)), Beat(id="wait", name="waits")))
    1
    """
    return len(groups([b.id for b in beats if b.required], _mates(beats)))


def _mates(beats: tuple[Beat, ...]) -> dict[str, set[str]]:
    mates: dict[str, set[str]] = {b.id: set() for b in beats}
    for beat in beats:
        for other in beat.merges:
            mates[beat.id].add(other)
            mates[other].add(beat.id)
    return mates


@dataclass
class _Heard:
    """What the steps say before beats are given out; a loop repeats the words of an earlier step."""

    claims: dict[int, _Claim] = field(default_factory=dict)
    loops: dict[int, int] = field(default_factory=dict)
    foreign: list[Step] = field(default_factory=list)
    crowded: list[Step] = field(default_factory=list)
    copied: list[Step] = field(default_factory=list)


def _listen(j: Journey, beats: tuple[Beat, ...]) -> _Heard:
    known, mates = {b.id for b in beats}, _mates(beats)
    phrases = Phrases.of((b.id, b.synonyms) for b in beats)
    heard = _Heard()
    said: dict[tuple[str, ...], int] = {}
    for i, step in enumerate(j.steps):
        words = words_of(step.action)
        first = said.setdefault(words, i)
        if not words:
            continue
        if first != i and step.beat == j.steps[first].beat:
            heard.loops[i] = first
        elif first != i:
            heard.copied.append(step)
        elif step.beat and step.beat not in known:
            heard.foreign.append(step)
        else:
            named = phrases.found_in(step.action) or phrases.found_in(step.touchpoint)
            many = len(groups(named, mates)) > MOST_NAMED
            if many and not step.beat:
                heard.crowded.append(step)
            heard.claims[i] = _Claim(picked=step.beat, named=() if many else named)
    return heard


def _assigned(claims: dict[int, _Claim], beats: list[Beat]) -> dict[str, int]:
    """Return a step for as many beats as can be, one a step: picked ones, then the largest matching of the rest."""
    place: dict[str, int] = {}
    for i, claim in claims.items():
        if claim.picked:
            place.setdefault(claim.picked, i)
    free = {i: claim.named for i, claim in claims.items() if not claim.picked}
    wishes = {b.id: [i for i, named in free.items() if b.id in named] for b in beats if b.id not in place}
    return place | {beat: i for i, beat in seated(wishes).items()}


def _merge(
    claims: dict[int, _Claim], mates: dict[str, set[str]], place: dict[str, int], held: dict[int, tuple[str, ...]]
) -> None:
    """Let each step also tell the beats that its words name and that may stand beside those it tells."""
    for i in sorted(held):
        for beat in claims[i].named:
            if beat not in place and all(other in mates[beat] for other in held[i]):
                place[beat] = i
                held[i] = (*held[i], beat)
