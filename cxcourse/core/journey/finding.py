"""Finding things in a map by their ids, and refusing in words what is not there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cxcourse.core.journey.model import Card, Journey, Opportunity, Stage, Step
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError, did_you_mean

CARD_LANES = ("thoughts", "pains", "opportunities", "frontstage", "backstage", "support")


def find_stage(j: Journey, stage: str) -> Stage:
    """Return the stage with this id.

    Examples
    --------
    >>> find_stage(Journey(id="x", stages=(Stage(id="s1", name="Before"),)), "s2")
    Traceback (most recent call last):
    ...
    cxcourse.errors.AnswerError: stage 's2': there is none of that id. The map has s1.
    """
    found = next((s for s in j.stages if _is(s.id, stage)), None)
    if found is None:
        raise _unknown("stage", stage, [s.id for s in j.stages])
    return found


def find_step(j: Journey, step: str) -> Step:
    """Return the step with this id.

    Examples
    --------
    >>> j = Journey(id="x", stages=(Stage(id="s1", name="Before"),), steps=(Step(id="st1", stage="s1", action="asks"),))
    >>> find_step(j, "st1").action
    'asks'
    """
    found = next((s for s in j.steps if _is(s.id, step)), None)
    if found is None:
        raise _unknown("step", step, [s.id for s in j.steps])
    return found


def find_card(j: Journey, card: str) -> tuple[Step, str, Card | Opportunity]:
    """Return the card with this id, with its step and the name of its lane.

    Examples
    --------
    >>> step = Step(id="st1", stage="s1", action="waits", pains=(Card(id="c1", text="nobody says how long"),))
    >>> j = Journey(id="x", stages=(Stage(id="s1", name="Before"),), steps=(step,))
    >>> found = find_card(j, "c1")
    >>> found[0].id, found[1], found[2].text
    ('st1', 'pains', 'nobody says how long')
    """
    for step in j.steps:
        for lane in CARD_LANES:
            for held in getattr(step, lane):
                if _is(held.id, card):
                    return step, lane, held
    raise _unknown("card", card, [c.id for s in j.steps for c in s.cards])


def steps_of(j: Journey, stage: str) -> tuple[Step, ...]:
    """Return the steps of a stage in the order of time.

    Examples
    --------
    >>> j = Journey(id="x", stages=(Stage(id="s1", name="Before"),), steps=(Step(id="st1", stage="s1", action="asks"),))
    >>> [s.id for s in steps_of(j, "s1")]
    ['st1']
    """
    find_stage(j, stage)
    return tuple(s for s in j.steps if s.stage == stage)


def pains_of(j: Journey) -> tuple[str, ...]:
    """Return the ids of the pain points of the map, in order of time.

    Examples
    --------
    >>> step = Step(id="st1", stage="s1", action="waits", pains=(Card(id="c1", text="nobody says how long"),))
    >>> pains_of(Journey(id="x", stages=(Stage(id="s1", name="Before"),), steps=(step,)))
    ('c1',)
    """
    return tuple(pain.id for step in j.steps for pain in step.pains)


def told_pains(step: Step) -> tuple[Card, ...]:
    """Return the pain points under a step that say something; a blank card is still to be written and explains nothing.

    Examples
    --------
    >>> pains = (Card(id="c1", text=" "), Card(id="c2", text="nobody says how long"))
    >>> [card.id for card in told_pains(Step(id="st1", stage="s1", action="waits", pains=pains))]
    ['c2']
    """
    return tuple(pain for pain in step.pains if pain.text.strip())


def fresh(prefix: str, taken: Iterable[str]) -> str:
    """Return the first free id of the form ``c1``, ``c2``, …

    Examples
    --------
    >>> fresh("c", {"c1", "c3"})
    'c2'
    """
    used = taken if isinstance(taken, set | frozenset) else set(taken)
    number = 1
    while f"{prefix}{number}" in used:
        number += 1
    return f"{prefix}{number}"


def _is(id: str, given: Any) -> bool:
    """Return whether this id is given; a missing value of pandas is neither equal nor unequal to anything."""
    return isinstance(given, str) and id == given


def _unknown(what: str, name: Any, known: list[str]) -> AnswerError:
    if not known:
        return AnswerError(f"{what} {brief(name)}: the map has no {what} yet. Add one first.")
    shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
    near = did_you_mean(name, known) if isinstance(name, str) else ""
    return AnswerError(f"{what} {brief(name)}: there is none of that id. {near}The map has {shown}.")
