"""Editing a map: every function takes a journey first and returns a new one; the old one stays as it was.

New ids are made here, as ``s1`` (stage), ``st1`` (step) and ``c1`` (card) with the lowest free number. ``taken`` names
further ids that are not to be given again: :class:`~cxcourse.core.journey.history.History` passes all that it has
seen, so that an id keeps its meaning through undo and redo. What cannot be done raises ``AnswerError``.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Any

from cxcourse.core.journey.cards import NOTHING, add_card, change_card, delete_card, move_card
from cxcourse.core.journey.finding import CARD_LANES, find_card, find_stage, find_step, fresh, steps_of
from cxcourse.core.journey.model import Card, Journey, Opportunity, Stage, Step
from cxcourse.core.journey.placing import after, insert, put, relink
from cxcourse.core.journey.values import actor_fields, place_of, step_fields, text_of
from cxcourse.errors import AnswerError

__all__ = [
    "add_card", "add_stage", "add_step", "change_about", "change_actor", "change_card", "change_step", "change_title",
    "delete_card", "delete_stage", "delete_step", "duplicate_step", "find_card", "find_step", "move_card",
    "move_stage", "move_step", "rename_stage", "split_step", "steps_of",
]  # fmt: skip

UNSAID = "…"  # the words of a step that is still to be described


# ---------------------------------------------------------------- the map and its actor


def change_title(j: Journey, title: str) -> Journey:
    """Give the map another title.

    Examples
    --------
    >>> change_title(Journey(id="mine"), "A new phone").title
    'A new phone'
    """
    return replace(j, title=text_of("title", title))


def change_about(j: Journey, about: str) -> Journey:
    """Say in a line or two what the map is about.

    Examples
    --------
    >>> change_about(Journey(id="mine"), "from fault to new phone").about
    'from fault to new phone'
    """
    return replace(j, about=text_of("about", about))


def change_actor(j: Journey, **fields: str) -> Journey:
    """Change the actor: ``name``, ``who``, ``goal``, ``expectation``.

    Examples
    --------
    >>> change_actor(Journey(id="mine"), name="Ines", goal="a working phone").actor.goal
    'a working phone'
    """
    return replace(j, actor=replace(j.actor, **actor_fields(fields)))


# ---------------------------------------------------------------- stages


def add_stage(j: Journey, name: str, at: int | None = None, *, taken: Set[str] = NOTHING) -> Journey:
    """Add a stage at a place counted from 0; without a place, at the end.

    Examples
    --------
    >>> j = add_stage(add_stage(Journey(id="mine"), "Asking"), "Looking", at=0)
    >>> [(s.id, s.name) for s in j.stages]
    [('s2', 'Looking'), ('s1', 'Asking')]
    """
    at = place_of("a stage", at, len(j.stages))
    stage = Stage(id=fresh("s", {*taken, *j.spoken_for}), name=_stage_name(name))
    return replace(j, stages=(*j.stages[:at], stage, *j.stages[at:]))


def rename_stage(j: Journey, stage: str, name: str) -> Journey:
    """Give a stage another name.

    Examples
    --------
    >>> rename_stage(add_stage(Journey(id="mine"), "Asking"), "s1", "Getting through").stages[0].name
    'Getting through'
    """
    found, name = find_stage(j, stage), _stage_name(name)
    return replace(j, stages=tuple(replace(s, name=name) if s is found else s for s in j.stages))


def move_stage(j: Journey, stage: str, at: int) -> Journey:
    """Move a stage to a place counted without it; its steps come along.

    Afterwards the steps stand stage by stage, each stage's in their old order.

    Examples
    --------
    >>> j = add_step(add_stage(add_stage(Journey(id="mine"), "A"), "B"), "s1", "asks")
    >>> [s.name for s in move_stage(j, "s1", 1).stages]
    ['B', 'A']
    """
    found = find_stage(j, stage)
    rest = [s for s in j.stages if s is not found]
    rest.insert(place_of(f"stage {stage}", at, len(rest)), found)
    rank = {s.id: place for place, s in enumerate(rest)}
    return replace(j, stages=tuple(rest), steps=tuple(sorted(j.steps, key=lambda step: rank[step.stage])))


def delete_stage(j: Journey, stage: str) -> Journey:
    """Delete a stage together with its steps.

    Examples
    --------
    >>> delete_stage(add_stage(Journey(id="mine"), "Asking"), "s1").stages
    ()
    """
    found = find_stage(j, stage)
    steps = tuple(s for s in j.steps if s.stage != stage)
    return relink(j, replace(j, stages=tuple(s for s in j.stages if s is not found), steps=steps))


def _stage_name(name: Any) -> str:
    name = text_of("a stage's name", name)
    if not name.strip():
        raise AnswerError("a stage's name: found nothing. Write a word or two, such as 'Getting through'.")
    return name


# ---------------------------------------------------------------- steps


def add_step(
    j: Journey, stage: str, action: str = "", at: int | None = None, *, taken: Set[str] = NOTHING, **fields: Any
) -> Journey:
    """Add a step to a stage.

    Parameters
    ----------
    j : Journey
        The map.
    stage : str
        Id of the stage.
    action : str
        What happens.
    at : int, optional
        Place among the steps of that stage, from 0; without it, at the end of the stage.
    taken : set of str
        Ids that are not to be given again.
    **fields
        Fields of a step, such as ``channel="phone"`` or ``emotion=-1``.

    Examples
    --------
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls the line", channel="phone", emotion=-1)
    >>> j.steps[0].id, j.steps[0].channel, j.steps[0].emotion
    ('st1', 'phone', -1)
    """
    home = find_stage(j, stage).id
    at = place_of(f"a step of stage {home}", at, len(steps_of(j, home)))
    given = step_fields({"action": action, **fields})
    return insert(j, Step(id=fresh("st", {*taken, *j.spoken_for}), stage=home, **given), at)


def change_step(j: Journey, step: str, **fields: Any) -> Journey:
    """Change fields of a step.

    Examples
    --------
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls")
    >>> change_step(j, "st1", lens=["CX", "CS"], evidence="stated").steps[0].lens
    ('CS', 'CX')
    """
    found = find_step(j, step)
    return put(j, replace(found, **step_fields(fields)))


def move_step(j: Journey, step: str, stage: str, at: int | None = None) -> Journey:
    """Move a step to a place among the steps of a stage, counted without it.

    Examples
    --------
    >>> j = add_stage(Journey(id="mine"), "Asking")
    >>> j = add_step(add_step(j, "s1", "calls"), "s1", "waits")
    >>> [s.action for s in move_step(j, "st2", "s1", 0).steps]
    ['waits', 'calls']
    """
    found, home = find_step(j, step), find_stage(j, stage).id
    rest = replace(j, steps=tuple(s for s in j.steps if s is not found))
    return insert(rest, replace(found, stage=home), place_of(f"step {step}", at, len(steps_of(rest, home))))


def duplicate_step(j: Journey, step: str, *, taken: Set[str] = NOTHING) -> Journey:
    """Put a copy of a step, with copies of its cards, right after it.

    An opportunity of the copy that answers a pain point of the same step answers the copied pain point.

    Examples
    --------
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls")
    >>> [(s.id, s.action) for s in duplicate_step(j, "st1").steps]
    [('st1', 'calls'), ('st2', 'calls')]
    """
    found = find_step(j, step)
    used = {*taken, *j.spoken_for}
    new: dict[str, str] = {}
    for card in found.cards:
        new[card.id] = fresh("c", used)
        used.add(new[card.id])
    copied = {lane: tuple(_copied(card, new) for card in getattr(found, lane)) for lane in CARD_LANES}
    return after(j, found, replace(found, id=fresh("st", used), **copied))


def _copied(card: Card | Opportunity, new: dict[str, str]) -> Card | Opportunity:
    if isinstance(card, Opportunity):
        return replace(card, id=new[card.id], pains=tuple(new.get(pain, pain) for pain in card.pains))
    return replace(card, id=new[card.id])


def split_step(j: Journey, step: str, *, taken: Set[str] = NOTHING) -> Journey:
    """Make two steps of one: the second, still without words, follows in the same stage, touchpoint and channel.

    Examples
    --------
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls and waits", channel="phone")
    >>> [(s.action, s.channel) for s in split_step(j, "st1").steps]
    [('calls and waits', 'phone'), ('…', 'phone')]
    """
    found = find_step(j, step)
    half = Step(
        id=fresh("st", {*taken, *j.spoken_for}), stage=found.stage, action=UNSAID,
        touchpoint=found.touchpoint, channel=found.channel, lane=found.lane,
    )  # fmt: skip
    return after(j, found, half)


def delete_step(j: Journey, step: str) -> Journey:
    """Delete a step with its cards; opportunities elsewhere no longer answer its pain points.

    Examples
    --------
    >>> delete_step(add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls"), "st1").steps
    ()
    """
    found = find_step(j, step)
    return relink(j, replace(j, steps=tuple(s for s in j.steps if s is not found)))
