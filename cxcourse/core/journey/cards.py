"""Editing the cards under a step; the rest of a map is edited in ``edits``, which offers these functions too."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Any

from cxcourse.core.journey.finding import find_card, find_step, fresh
from cxcourse.core.journey.model import Card, Journey, Opportunity
from cxcourse.core.journey.placing import put, relink
from cxcourse.core.journey.values import card_fields, lane_of, place_of

NOTHING: frozenset[str] = frozenset()


def add_card(
    j: Journey, step: str, lane: str, text: str, at: int | None = None, *, taken: Set[str] = NOTHING, **fields: Any
) -> Journey:
    """Add a card to a lane of a step.

    Parameters
    ----------
    j : Journey
        The map.
    step : str
        Id of the step.
    lane : str
        ``thoughts``, ``pains``, ``opportunities``, ``frontstage``, ``backstage`` or ``support``.
    text : str
        The words on the card.
    at : int, optional
        Place in the lane, from 0; without it, at the end.
    taken : set of str
        Ids that are not to be given again.
    **fields
        Of an opportunity also ``pains`` (ids), ``effort``, ``impact``, ``owner``, ``metric``.

    Returns
    -------
    Journey
        The map with the card, whose id is the lowest free ``c1``, ``c2``, …

    Raises
    ------
    AnswerError
        There is no such step, lane, place or field, a value does not fit its field, or ``pains`` names no pain point of
        the map.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "waits")
    >>> j = add_card(j, "st1", "pains", "nobody says how long")
    >>> j = add_card(j, "st1", "opportunities", "tell the waiting time", pains=["c1"], effort=2, impact=4)
    >>> j.steps[0].opportunities[0].pains
    ('c1',)
    """
    held = list(getattr(find_step(j, step), lane_of(lane)))
    kind = Opportunity if lane == "opportunities" else Card
    card = kind(id=fresh("c", {*taken, *j.spoken_for}), **card_fields(j, lane, {"text": text, **fields}))
    held.insert(place_of(f"a card in {lane}", at, len(held)), card)
    return put(j, replace(find_step(j, step), **{lane: tuple(held)}))


def change_card(j: Journey, card: str, **fields: Any) -> Journey:
    """Change the text of a card, or further fields of an opportunity.

    Parameters
    ----------
    j : Journey
        The map.
    card : str
        Id of the card.
    **fields
        ``text``; of an opportunity also ``pains`` (ids of pain points of the map), ``effort`` and ``impact`` (1 small
        to 5 large, ``None`` for not rated), ``owner``, ``metric``. What is left out stays.

    Returns
    -------
    Journey
        The map with the card changed.

    Raises
    ------
    AnswerError
        There is no such card or field, or a value does not fit its field.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_card(add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "waits"), "st1", "pains", "too long")
    >>> change_card(j, "c1", text="nobody says how long").steps[0].pains[0].text
    'nobody says how long'
    """
    step, lane, found = find_card(j, card)
    new = replace(found, **card_fields(j, lane, fields))
    return put(j, replace(step, **{lane: tuple(new if c is found else c for c in getattr(step, lane))}))


def move_card(j: Journey, card: str, step: str, lane: str, at: int | None = None) -> Journey:
    """Move a card to a lane of a step, to a place counted without it.

    A pain point that leaves its lane is no longer answered by opportunities; an opportunity that leaves its lane
    keeps its words only.

    Parameters
    ----------
    j : Journey
        The map.
    card : str
        Id of the card.
    step : str
        Id of the step that it goes to, its own or another.
    lane : str
        Lane that it goes to, as for :func:`add_card`.
    at : int, optional
        Place among the other cards of that lane, from 0; without it, at the end.

    Returns
    -------
    Journey
        The map with the card in its new place.

    Raises
    ------
    AnswerError
        There is no such card, step, lane or place.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_card(add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "waits"), "st1", "thoughts", "too long")
    >>> move_card(j, "c1", "st1", "pains").steps[0].pains
    (Card(id='c1', text='too long'),)
    """
    home, old, found = find_card(j, card)
    find_step(j, step)
    rest = put(j, replace(home, **{old: tuple(c for c in getattr(home, old) if c is not found)}))
    target = find_step(rest, step)
    held = list(getattr(target, lane_of(lane)))
    if (lane == "opportunities") != (old == "opportunities"):
        found = (Opportunity if lane == "opportunities" else Card)(id=found.id, text=found.text)
    held.insert(place_of(f"card {card}", at, len(held)), found)
    return relink(j, put(rest, replace(target, **{lane: tuple(held)})))


def delete_card(j: Journey, card: str) -> Journey:
    """Delete a card; a deleted pain point is no longer answered by opportunities.

    Parameters
    ----------
    j : Journey
        The map.
    card : str
        Id of the card.

    Returns
    -------
    Journey
        The map without it.

    Raises
    ------
    AnswerError
        There is no such card.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_card(add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "waits"), "st1", "pains", "too long")
    >>> delete_card(j, "c1").steps[0].pains
    ()
    """
    step, lane, found = find_card(j, card)
    return relink(j, put(j, replace(step, **{lane: tuple(c for c in getattr(step, lane) if c is not found)})))
