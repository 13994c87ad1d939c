"""Editing the steps of a map; the rest of a map is edited in ``edits``, which offers these functions too."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Any

from cxcourse.core.journey.cards import NOTHING
from cxcourse.core.journey.finding import CARD_LANES, find_stage, find_step, fresh, steps_of
from cxcourse.core.journey.model import Card, Journey, Opportunity, Step
from cxcourse.core.journey.placing import after, insert, put, relink
from cxcourse.core.journey.values import place_of, step_fields

UNSAID = "…"  # the words of a step that is still to be described


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
        Fields of a step, as in :func:`change_step`, such as ``channel="phone"`` or ``emotion=-1``.

    Returns
    -------
    Journey
        The map with the step, whose id is the lowest free ``st1``, ``st2``, …

    Raises
    ------
    AnswerError
        There is no such stage, place or field, or a value does not fit its field.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage
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

    Parameters
    ----------
    j : Journey
        The map.
    step : str
        Id of the step.
    **fields
        Fields of a :class:`~cxcourse.core.journey.model.Step` but ``id``, ``stage`` and the cards, such as
        ``channel="phone"``, ``emotion=-1`` (from -2 to 2, ``None`` for not said) or ``lens=["CS"]``; numbers out of an
        array or a table are taken. What is left out stays.

    Returns
    -------
    Journey
        The map with the step changed.

    Raises
    ------
    AnswerError
        There is no such step or field, or a value does not fit its field.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls")
    >>> change_step(j, "st1", lens=["CX", "CS"], evidence="stated").steps[0].lens
    ('CS', 'CX')
    """
    found = find_step(j, step)
    return put(j, replace(found, **step_fields(fields)))


def move_step(j: Journey, step: str, stage: str, at: int | None = None) -> Journey:
    """Move a step to a place among the steps of a stage, counted without it.

    Parameters
    ----------
    j : Journey
        The map.
    step : str
        Id of the step.
    stage : str
        Id of the stage that it goes to, its own or another.
    at : int, optional
        Place among the other steps of that stage, from 0; without it, at the end.

    Returns
    -------
    Journey
        The map with the step in its new place.

    Raises
    ------
    AnswerError
        There is no such step, stage or place.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage
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

    Parameters
    ----------
    j : Journey
        The map.
    step : str
        Id of the step.
    taken : set of str
        Ids that are not to be given again.

    Returns
    -------
    Journey
        The map with the copy, under ids of its own.

    Raises
    ------
    AnswerError
        There is no such step.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage
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

    Parameters
    ----------
    j : Journey
        The map.
    step : str
        Id of the step.
    taken : set of str
        Ids that are not to be given again.

    Returns
    -------
    Journey
        The map with the second step, whose words are still to be written.

    Raises
    ------
    AnswerError
        There is no such step.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage
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

    Parameters
    ----------
    j : Journey
        The map.
    step : str
        Id of the step.

    Returns
    -------
    Journey
        The map without it.

    Raises
    ------
    AnswerError
        There is no such step.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage
    >>> delete_step(add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls"), "st1").steps
    ()
    """
    found = find_step(j, step)
    return relink(j, replace(j, steps=tuple(s for s in j.steps if s is not found)))
