"""The judge of journey maps: a recorded map is read as strictly as any, then compared with the reference."""

from __future__ import annotations

from typing import Any

from cxcourse.content.journeys import read_journey_data
from cxcourse.content.strict import first_faults
from cxcourse.core.graded import JourneyTask
from cxcourse.core.journey import Journey
from cxcourse.core.journey.comparing import Comparison, Part, compare
from cxcourse.core.journey.telling import PRAISE, SLIPS
from cxcourse.errors import ContentError
from cxcourse.grading.judge import NOT_ANSWERED, Criterion, Verdict, clip, nothing

LIST_CLAIMED = "whole-list-claimed"
_MOST_FAULTS = 3  # faults that are worth words; who handed in more has not drawn the map with the editor
_ANY_STORY = {"schema"}  # what this part looks at is the same for every story
_NAMES = {
    "schema": "Steps filled in", "coverage": "Moments of the story", "order": "Order of events", "lens": "Lenses",
    "emotion": "Emotion curve", "lowest": "Lowest point", "links": "Opportunities and evidence",
}  # fmt: skip


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
        Who claims most of what the pick-list holds beside the story gets less for every part that looks at the
        story, down to nothing: such a map says only what is on the list.

    Examples
    --------
    >>> from cxcourse.core.journey.reference import Beat, Reference
    >>> key = Reference(beats=(Beat(id="call", name="he calls", synonyms=("calls the shop",)),), weights={"coverage": 1})
    >>> task = JourneyTask(id="m03-a1", outcome="m03.o1", title="Mark", stem="Draw his way.", reference=key)
    >>> step = {"id": "st1", "stage": "s1", "action": "He calls the shop"}
    >>> judge_journey(task, 4, {"id": "mine", "stages": [{"id": "s1", "name": "Asking"}], "steps": [step]}).points
    4.0
    >>> judge_journey(task, 4, {"id": "mine", "steps": 3}).criteria[0].reason
    'The recorded map could not be read: journey:3 steps — expected a list, found 3'
    """
    whole = max(0.0, float(points))
    if response in (None, {}, "", []):
        return nothing(task.id, whole, NOT_ANSWERED)
    try:
        journey = read_journey_data(response)
    except ContentError as error:
        return nothing(task.id, whole, f"The recorded map could not be read: {_first(error)}")
    if not journey.steps:
        return nothing(task.id, whole, NOT_ANSWERED)
    found = compare(journey, task.reference, _other(beside))
    scale = whole / found.max_points if found.max_points else 0.0
    kept = _kept(task, journey)
    shares = {part.name: 1.0 if part.name in _ANY_STORY else kept for part in found.parts}
    earned = scale * sum(part.points * shares[part.name] for part in found.parts)
    return Verdict(
        task=task.id, points=clip(earned, whole), max_points=whole,
        criteria=tuple(_line(task, journey, part, scale, shares[part.name]) for part in found.parts),
        misconceptions=_slugs(found, kept), ideas=_ideas(found),
    )  # fmt: skip


# ------------------------------------------------ reading


def _first(error: ContentError) -> str:
    told = first_faults(error, _MOST_FAULTS).replace("\n", "; ")
    return "".join(c for c in told if c.isprintable())


def _other(beside: Any) -> Journey | None:
    try:
        return read_journey_data(beside) if beside else None
    except ContentError:
        return None  # its own task tells what is wrong with it


# ------------------------------------------------ points and reasons


def _kept(task: JourneyTask, journey: Journey) -> float:
    """Return the share that is kept: all of it up to half of the entries that the story does not tell, then less.

    A few of them are slips, and cost what ``compare`` takes for each. All of them show that the list was claimed as it
    stands, and a map that would be the same for any story on the list tells none.
    """
    beside_the_story = {b.id for b in task.beats} - {b.id for b in task.reference.beats}
    free = len(beside_the_story) // 2
    claimed = len({step.beat for step in journey.steps} & beside_the_story)
    return 1.0 - max(0, claimed - free) / (len(beside_the_story) - free) if free else 1.0


def _line(task: JourneyTask, journey: Journey, part: Part, scale: float, share: float) -> Criterion:
    lines = _sentences(task, part) if share == 1 else _list_claimed(task, part, share)
    return Criterion(
        label=_NAMES.get(part.name, part.name), points=round(part.points * scale * share, 6),
        max_points=round(part.max_points * scale, 6), reason="\n".join(lines), answer=_seen(journey, part.name),
    )  # fmt: skip


def _sentences(task: JourneyTask, part: Part) -> list[str]:
    """Return the reason in lines, each hint on a line of its own and none of them twice."""
    hints = [beat.hint for beat in task.reference.beats if beat.hint]
    text = part.reason
    for hint in hints:
        text = text.replace(hint, f"\n{hint}\n")
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return list(dict.fromkeys(lines))


def _list_claimed(task: JourneyTask, part: Part, share: float) -> list[str]:
    """Return why a part counts less, and what else is to be mended in it; there is nothing to be praised."""
    counts = f"counts only {share:.0%} of what it would" if share else "counts nothing"
    lead = f"Most of the list was claimed, also what this story does not tell, so this part {counts}."
    if part.share == 1 or not share:
        return [lead]
    lines = _sentences(task, part)
    for praise in PRAISE:
        lines = [line.replace(praise, "").strip() for line in lines]
    return [lead, *filter(None, lines)]


def _seen(journey: Journey, part: str) -> str:
    """Return what of the map a part looks at, in a few words."""
    if part == "schema":
        return f"{len(journey.steps)} steps" if len(journey.steps) != 1 else "1 step"
    if part in ("emotion", "lowest"):
        felt = [s.emotion for s in journey.steps if s.emotion is not None]
        return f"from {min(felt):+d} to {max(felt):+d}".replace("-", "−").replace("+0", "0") if felt else "no feelings"
    if part == "links":
        count = sum(len(s.opportunities) for s in journey.steps)
        return f"{count} opportunities" if count != 1 else "1 opportunity"
    return ""


def _slugs(found: Comparison, kept: float) -> tuple[str, ...]:
    slugs = dict.fromkeys(slug for part in found.parts for slug, _ in part.slips)
    return (*slugs, *([LIST_CLAIMED] if kept < 1 else []))


def _ideas(found: Comparison) -> tuple[str, ...]:
    """Return the sentences of general ideas; those of single moments are their hints and stand in the reasons."""
    return tuple(dict.fromkeys(told for part in found.parts for slug, told in part.slips if slug in SLIPS))
