"""A journey in a few sentences, for those who hear a picture instead of seeing it."""

from __future__ import annotations

from cxcourse.core.journey.finding import pains_of
from cxcourse.core.journey.model import Journey
from cxcourse.core.journey.reading import lowest, peak
from cxcourse.core.journey.telling import counted


def told(journey: Journey) -> str:
    """Return what the picture of a map shows, in words.

    Examples
    --------
    >>> told(Journey(id="a"))
    'A journey map with 0 stages and 0 steps.'
    """
    actor = journey.actor
    whose = f" of {actor.name}" if actor.name.strip() else ""
    counts = f"{counted(len(journey.stages), 'stage')} and {counted(len(journey.steps), 'step')}"
    parts = [f"A journey map{whose} with {counts}.", journey.about]
    if actor.goal.strip():
        parts.append(f"Goal: {actor.goal}.")
    if journey.stages:
        parts.append(f"Stages: {', '.join(stage.name or 'without a name' for stage in journey.stages)}.")
    low, high = lowest(journey), peak(journey)
    if low and low[0].emotion != high[0].emotion:
        parts.append(f"Lowest point ({low[0].emotion}): {low[0].action}. Peak ({high[0].emotion}): {high[0].action}.")
    pains = len(pains_of(journey))
    chances = sum(len(step.opportunities) for step in journey.steps)
    if pains or chances:
        parts.append(f"{counted(pains, 'pain point')}, {counted(chances, 'opportunity', 'opportunities')}.")
    return " ".join(part.strip() for part in parts if part.strip())
