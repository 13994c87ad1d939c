"""The curve of a map: how each step feels, its lowest and best points, how it ends, what may be remembered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from cxcourse.core.journey.model import Journey, Step
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError, did_you_mean

Which = Literal["as-is", "to-be"]
CURVES: tuple[Which, ...] = get_args(Which)
ENOUGH = 3  # steps from which it means something that all are alike, or that none stands out


def curve(j: Journey, which: Which = "as-is") -> tuple[int | None, ...]:
    """Return the feeling at every step in the order of time.

    Parameters
    ----------
    j : Journey
        The map.
    which : {"as-is", "to-be"}
        The curve as it is, or as it shall be; the second is as the first wherever a step says nothing else.

    Returns
    -------
    tuple of int or None
        A feeling from -2 (very bad) to 2 (very good) a step; ``None`` where it is not said.

    Raises
    ------
    AnswerError
        There is no such curve.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_stage(Journey(id="mine"), "Asking")
    >>> j = add_step(add_step(j, "s1", "calls", emotion=-1), "s1", "waits", emotion=-2, emotion_to_be=0)
    >>> curve(j), curve(j, "to-be")
    ((-1, -2), (-1, 0))
    """
    which = _known(which)
    return tuple(felt_at(step, which) for step in j.steps)


def _known(which: Which) -> Which:
    """Return which curve is meant; a slip of the pen must not be read as the other one."""
    if not isinstance(which, str) or which not in CURVES:
        near = did_you_mean(which, CURVES)
        raise AnswerError(f"which: expected one of {', '.join(CURVES)}, found {brief(which)}. {near}".rstrip())
    return which


def felt_at(step: Step, which: Which) -> int | None:
    """Return how a step feels on one of the curves, which must be one.

    Examples
    --------
    >>> felt_at(Step(id="st1", stage="s1", action="waits", emotion=-2), "to-be")
    -2
    """
    return step.emotion_to_be if which == "to-be" and step.emotion_to_be is not None else step.emotion


def is_flat(j: Journey) -> bool:
    """Whether the curve has three feelings or more and never moves.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> is_flat(add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls", emotion=1))
    False
    """
    felt = [value for value in curve(j) if value is not None]
    return len(felt) >= ENOUGH and len(set(felt)) == 1


def lowest(j: Journey, which: Which = "as-is") -> tuple[Step, ...]:
    """Return the steps with the lowest feeling.

    Parameters
    ----------
    j : Journey
        The map.
    which : {"as-is", "to-be"}
        The curve as it is, or as it shall be; the second is as the first wherever a step says nothing else.

    Returns
    -------
    tuple of Step
        More than one if they tie; none if no step has a feeling.

    Raises
    ------
    AnswerError
        There is no such curve.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_stage(Journey(id="mine"), "Asking")
    >>> j = add_step(add_step(j, "s1", "calls", emotion=-1), "s1", "waits", emotion=-2)
    >>> [step.action for step in lowest(j)]
    ['waits']
    """
    return _extreme(j, which, min)


def peak(j: Journey, which: Which = "as-is") -> tuple[Step, ...]:
    """Return the steps with the highest feeling.

    Parameters
    ----------
    j : Journey
        The map.
    which : {"as-is", "to-be"}
        The curve as it is, or as it shall be; the second is as the first wherever a step says nothing else.

    Returns
    -------
    tuple of Step
        More than one if they tie; none if no step has a feeling.

    Raises
    ------
    AnswerError
        There is no such curve.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_stage(Journey(id="mine"), "Asking")
    >>> j = add_step(add_step(j, "s1", "calls", emotion=-1), "s1", "is heard", emotion=1)
    >>> [step.action for step in peak(j)]
    ['is heard']
    """
    return _extreme(j, which, max)


def _extreme(j: Journey, which: Which, pick: Callable[[list[int]], int]) -> tuple[Step, ...]:
    all_felt = curve(j, which)
    felt = [value for value in all_felt if value is not None]
    if not felt:
        return ()
    extreme = pick(felt)
    return tuple(s for s, value in zip(j.steps, all_felt, strict=True) if value == extreme)


def end(j: Journey, which: Which = "as-is") -> Step | None:
    """Return the last step that has a feeling: what is felt when it is over.

    Parameters
    ----------
    j : Journey
        The map.
    which : {"as-is", "to-be"}
        The curve as it is, or as it shall be; the second is as the first wherever a step says nothing else.

    Returns
    -------
    Step or None
        ``None`` if no step has a feeling.

    Raises
    ------
    AnswerError
        There is no such curve.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> end(add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls", emotion=-1)).action
    'calls'
    """
    which = _known(which)
    return next((s for s in reversed(j.steps) if felt_at(s, which) is not None), None)


@dataclass(frozen=True, kw_only=True)
class PeakEnd:
    """What may be remembered: the mean of the strongest moment and the end, beside the mean over all steps.

    A rule of thumb from studies of short episodes, not a law: read it as a question to the map.

    Attributes
    ----------
    value : float
        The mean of the feelings at ``strongest`` and ``end``, from -2 to 2.
    strongest, end : Step
        The step farthest from neutral, and the last one that has a feeling.
    mean : float
        The mean over all steps with a feeling, from -2 to 2.
    n : int
        How many steps have a feeling.
    """

    value: float
    strongest: Step
    end: Step
    mean: float
    n: int


def peak_end(j: Journey, which: Which = "as-is") -> PeakEnd | None:
    """Return the peak-end reading of a map: the mean of its strongest moment and its end.

    Parameters
    ----------
    j : Journey
        The map.
    which : {"as-is", "to-be"}
        The curve as it is, or as it shall be; the second is as the first wherever a step says nothing else.

    Returns
    -------
    PeakEnd or None
        The strongest moment is the step farthest from neutral; of a bad and a good one equally far it is the bad one,
        of several alike the first. ``None`` if no step has a feeling.

    Raises
    ------
    AnswerError
        There is no such curve.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_stage(Journey(id="mine"), "Asking")
    >>> j = add_step(add_step(j, "s1", "waits", emotion=-2), "s1", "is heard", emotion=1)
    >>> found = peak_end(j)
    >>> found.value, found.mean, found.strongest.action
    (-0.5, -0.5, 'waits')
    """
    which = _known(which)
    return read_peak_end([(value, step) for step in j.steps if (value := felt_at(step, which)) is not None])


def read_peak_end(felt: list[tuple[int, Step]]) -> PeakEnd | None:
    """Return the peak-end reading of feelings with their steps, in the order of time.

    Examples
    --------
    >>> waits, heard = (Step(id=f"st{n}", stage="s1", action="x") for n in (1, 2))
    >>> read_peak_end([(-2, waits), (1, heard)]).value, read_peak_end([])
    (-0.5, None)
    """
    if not felt:
        return None
    strong, strongest = max(felt, key=lambda pair: (abs(pair[0]), -pair[0]))
    last, final = felt[-1]
    mean = sum(value for value, _ in felt) / len(felt)
    return PeakEnd(value=(strong + last) / 2, strongest=strongest, end=final, mean=mean, n=len(felt))


def moments_of_truth(j: Journey) -> tuple[Step, ...]:
    """Return the steps marked as deciding how the journey is remembered.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "is heard", moment_of_truth=True)
    >>> [step.action for step in moments_of_truth(j)]
    ['is heard']
    """
    return tuple(s for s in j.steps if s.moment_of_truth)
