"""The stages and steps of a map in one line, for formats that name a stage where it begins."""

from __future__ import annotations

from collections.abc import Iterator

from cxcourse.core.journey.model import Journey, Stage, Step


def with_openings(journey: Journey) -> Iterator[tuple[Stage, Step | None, bool]]:
    """Yield every step in time with its stage, and whether the stage begins (again) there.

    A stage that has no step yet comes alone, at a place that keeps the order of the stages: whoever lists them by
    first appearance gets the order of the map.

    Examples
    --------
    >>> stages = (Stage(id="s1", name="Before"), Stage(id="s2", name="After"))
    >>> j = Journey(id="mine", stages=stages, steps=(Step(id="st1", stage="s1", action="asks"),))
    >>> [(stage.name, step and step.action, begins) for stage, step, begins in with_openings(j)]
    [('Before', 'asks', True), ('After', None, True)]
    """
    places = {stage.id: place for place, stage in enumerate(journey.stages)}
    announced, current = 0, None
    for step in journey.steps:
        place = places[step.stage]
        for stage in journey.stages[announced:place]:
            yield stage, None, True
        announced = max(announced, place + 1) if place >= announced else announced
        yield journey.stages[place], step, step.stage != current
        current = step.stage
    for stage in journey.stages[announced:]:
        yield stage, None, True
