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
from cxcourse.core.journey.finding import find_card, find_stage, find_step, fresh, steps_of
from cxcourse.core.journey.model import Journey, Stage
from cxcourse.core.journey.placing import relink
from cxcourse.core.journey.stepping import add_step, change_step, delete_step, duplicate_step, move_step, split_step
from cxcourse.core.journey.values import actor_fields, place_of, text_of
from cxcourse.errors import AnswerError

__all__ = [
    "add_card", "add_stage", "add_step", "change_about", "change_actor", "change_card", "change_step", "change_title",
    "delete_card", "delete_stage", "delete_step", "duplicate_step", "find_card", "find_step", "move_card",
    "move_stage", "move_step", "rename_stage", "split_step", "steps_of",
]  # fmt: skip


# ---------------------------------------------------------------- the map and its actor


def change_title(j: Journey, title: str) -> Journey:
    """Give the map another title.

    Parameters
    ----------
    j : Journey
        The map.
    title : str
        The new title; an empty one is allowed.

    Returns
    -------
    Journey
        The map under its new title.

    Raises
    ------
    AnswerError
        It is no text.

    Examples
    --------
    >>> change_title(Journey(id="mine"), "A new phone").title
    'A new phone'
    """
    return replace(j, title=text_of("title", title))


def change_about(j: Journey, about: str) -> Journey:
    """Say in a line or two what the map is about.

    Parameters
    ----------
    j : Journey
        The map.
    about : str
        The line or two.

    Returns
    -------
    Journey
        The map that says so.

    Raises
    ------
    AnswerError
        It is no text.

    Examples
    --------
    >>> change_about(Journey(id="mine"), "from fault to new phone").about
    'from fault to new phone'
    """
    return replace(j, about=text_of("about", about))


def change_actor(j: Journey, **fields: str) -> Journey:
    """Change the actor: ``name``, ``who``, ``goal``, ``expectation``.

    Parameters
    ----------
    j : Journey
        The map.
    **fields : str
        Any of ``name``, ``who``, ``goal``, ``expectation``; what is left out stays.

    Returns
    -------
    Journey
        The map with the actor changed.

    Raises
    ------
    AnswerError
        An actor has no such field, or the value is no text.

    Examples
    --------
    >>> change_actor(Journey(id="mine"), name="Ines", goal="a working phone").actor.goal
    'a working phone'
    """
    return replace(j, actor=replace(j.actor, **actor_fields(fields)))


# ---------------------------------------------------------------- stages


def add_stage(j: Journey, name: str, at: int | None = None, *, taken: Set[str] = NOTHING) -> Journey:
    """Add a stage at a place counted from 0; without a place, at the end.

    Parameters
    ----------
    j : Journey
        The map.
    name : str
        A word or two.
    at : int, optional
        Place among the stages, from 0; without it, at the end.
    taken : set of str
        Ids that are not to be given again.

    Returns
    -------
    Journey
        The map with the stage, whose id is the lowest free ``s1``, ``s2``, …

    Raises
    ------
    AnswerError
        The name is empty or no text, or there is no such place.

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

    Parameters
    ----------
    j : Journey
        The map.
    stage : str
        Id of the stage.
    name : str
        A word or two.

    Returns
    -------
    Journey
        The map with the stage renamed; its id and its steps stay.

    Raises
    ------
    AnswerError
        There is no such stage, or the name is empty or no text.

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

    Parameters
    ----------
    j : Journey
        The map.
    stage : str
        Id of the stage.
    at : int
        Place among the other stages, from 0.

    Returns
    -------
    Journey
        The map in its new order.

    Raises
    ------
    AnswerError
        There is no such stage or place.

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

    Parameters
    ----------
    j : Journey
        The map.
    stage : str
        Id of the stage.

    Returns
    -------
    Journey
        The map without it; opportunities elsewhere no longer answer pain points that went with it.

    Raises
    ------
    AnswerError
        There is no such stage.

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
