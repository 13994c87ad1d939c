"""Putting steps into a map: where a step goes in time, and what opportunities lose when a pain point goes."""

from __future__ import annotations

from dataclasses import replace

from cxcourse.core.journey.finding import pains_of, steps_of
from cxcourse.core.journey.model import Journey, Step


def insert(j: Journey, step: Step, at: int) -> Journey:
    """Put a new step at a place among the steps of its stage, so that stages stay whole in time.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls")
    >>> [s.action for s in insert(j, Step(id="st2", stage="s1", action="looks"), 0).steps]
    ['looks', 'calls']
    """
    mates = steps_of(j, step.stage)
    if at < len(mates):
        place = next(i for i, s in enumerate(j.steps) if s is mates[at])
    elif mates:
        place = next(i for i, s in enumerate(j.steps) if s is mates[-1]) + 1
    else:
        earlier = _stages_before(j, step.stage)
        place = max((i + 1 for i, s in enumerate(j.steps) if s.stage in earlier), default=0)
    return replace(j, steps=(*j.steps[:place], step, *j.steps[place:]))


def _stages_before(j: Journey, stage: str) -> set[str]:
    before: set[str] = set()
    for s in j.stages:
        if s.id == stage:
            break
        before.add(s.id)
    return before


def after(j: Journey, old: Step, new: Step) -> Journey:
    """Put a new step right after another.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls")
    >>> [s.action for s in after(j, j.steps[0], Step(id="st2", stage="s1", action="waits")).steps]
    ['calls', 'waits']
    """
    place = next(i for i, s in enumerate(j.steps) if s is old) + 1
    return replace(j, steps=(*j.steps[:place], new, *j.steps[place:]))


def put(j: Journey, step: Step) -> Journey:
    """Put a changed step where the step of the same id stands.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls")
    >>> put(j, replace(j.steps[0], action="writes")).steps[0].action
    'writes'
    """
    return replace(j, steps=tuple(step if s.id == step.id else s for s in j.steps))


def relink(before: Journey, now: Journey) -> Journey:
    """Take pain points that are gone out of the opportunities that answered them.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_card, add_stage, add_step
    >>> j = add_card(add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "waits"), "st1", "pains", "too long")
    >>> j = add_card(j, "st1", "opportunities", "say how long", pains=["c1"])
    >>> relink(j, put(j, replace(j.steps[0], pains=()))).steps[0].opportunities[0].pains
    ()
    """
    gone = set(pains_of(before)) - set(pains_of(now))
    if not gone:
        return now
    return replace(now, steps=tuple(_without(step, gone) for step in now.steps))


def _without(step: Step, gone: set[str]) -> Step:
    if not any(gone & set(o.pains) for o in step.opportunities):
        return step
    kept = tuple(replace(o, pains=tuple(p for p in o.pains if p not in gone)) for o in step.opportunities)
    return replace(step, opportunities=kept)
