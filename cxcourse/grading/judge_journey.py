"""The judge of journey maps: a recorded map is read as strictly as any, then compared with the reference."""

from __future__ import annotations

from typing import Any

from cxcourse.content.journeys import read_journey_data
from cxcourse.core.graded import JourneyTask
from cxcourse.core.journey import Journey
from cxcourse.core.journey.comparing import compare
from cxcourse.errors import ContentError
from cxcourse.grading.judge import NOT_ANSWERED, Criterion, Verdict, clip


def judge_journey(task: JourneyTask, points: float, response: Any, beside: Any = None) -> Verdict:
    """Judge a journey map.

    Parameters
    ----------
    task : JourneyTask
        The reference.
    points : float
        What a map that has all of it is worth.
    response : object
        A map as plain data; nothing about it is taken for granted.
    beside : object, optional
        The learner's map of another task, where the reference compares the two; one that cannot be read is none.

    Returns
    -------
    Verdict
        Points part by part with the reasons; a map that cannot be read is worth 0 and its first faults are named.
    """
    whole = max(0.0, float(points))
    if response in (None, {}, "", []):
        return _nothing(task, whole, NOT_ANSWERED)
    try:
        journey = read_journey_data(response)
    except ContentError as error:
        first = "; ".join(error.faults[:3]) or str(error)
        return _nothing(task, whole, f"The recorded map could not be read: {first}")
    if not journey.steps:
        return _nothing(task, whole, NOT_ANSWERED)
    found = compare(journey, task.reference, _other(beside))
    scale = whole / found.max_points if found.max_points else 0.0
    lines = [
        Criterion(
            label=part.name, points=round(part.points * scale, 6), max_points=round(part.max_points * scale, 6),
            reason=" ".join([part.reason, *(text for _, text in part.slips)]).strip(),
        )
        for part in found.parts
    ]  # fmt: skip
    slugs = dict.fromkeys(slug for part in found.parts for slug, _ in part.slips)
    return Verdict(
        task=task.id, points=clip(found.points * scale, whole), max_points=whole,
        criteria=tuple(lines), misconceptions=tuple(slugs),
    )  # fmt: skip


def _other(beside: Any) -> Journey | None:
    try:
        return read_journey_data(beside) if beside else None
    except ContentError:
        return None


def _nothing(task: JourneyTask, whole: float, reason: str) -> Verdict:
    only = Criterion(label="The whole task", points=0.0, max_points=whole, reason=reason)
    return Verdict(task=task.id, points=0.0, max_points=whole, criteria=(only,))
