"""Reading a map in numbers: its lowest and best points, how it ends, which opportunity first, before and after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from cxcourse.core.journey.model import BEHIND, Journey, Opportunity, Step
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError, did_you_mean

Which = Literal["as-is", "to-be"]
CURVES: tuple[Which, ...] = get_args(Which)
ENOUGH = 3  # steps from which it means something that all are alike, or that none stands out
LARGE = 3  # from here on impact and effort count as large
QUICK_WIN, BIG_PROJECT, FILL_IN, THINK_TWICE, UNRATED = (
    "quick win", "big project", "fill-in", "think twice", "not rated",
)  # fmt: skip


# ---------------------------------------------------------------- the curve


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
    return tuple(_felt(step, which) for step in j.steps)


def _known(which: Which) -> Which:
    """Return which curve is meant; a slip of the pen must not be read as the other one."""
    if not isinstance(which, str) or which not in CURVES:
        near = did_you_mean(which, CURVES)
        raise AnswerError(f"which: expected one of {', '.join(CURVES)}, found {brief(which)}. {near}".rstrip())
    return which


def _felt(step: Step, which: Which) -> int | None:
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
    return next((s for s in reversed(j.steps) if _felt(s, which) is not None), None)


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
    return _peak_end([(value, step) for step in j.steps if (value := _felt(step, which)) is not None])


def _peak_end(felt: list[tuple[int, Step]]) -> PeakEnd | None:
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


# ---------------------------------------------------------------- opportunities


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """An opportunity in its place of the ranking; ``ratio`` is impact per effort, ``None`` where one is not rated."""

    opportunity: Opportunity
    step: Step
    quadrant: str
    ratio: float | None


def ranking(j: Journey) -> tuple[Ranked, ...]:
    """Rank the opportunities of a map by impact for the effort.

    Returns
    -------
    tuple of Ranked
        Most impact per effort first, of equals the larger impact, then the order of the map; what is not rated comes
        last. Impact and effort count as large from 3 on a scale of 5: large impact and small effort is a ``quick
        win``, both large a ``big project``, both small a ``fill-in``, effort without impact ``think twice``.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_card, add_stage, add_step
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "waits")
    >>> j = add_card(j, "st1", "opportunities", "new phone system", effort=5, impact=4)
    >>> j = add_card(j, "st1", "opportunities", "tell the waiting time", effort=2, impact=4)
    >>> [(r.opportunity.text, r.quadrant, r.ratio) for r in ranking(j)]
    [('tell the waiting time', 'quick win', 2.0), ('new phone system', 'big project', 0.8)]
    """
    found = [_ranked(card, step) for step in j.steps for card in step.opportunities]
    return tuple(sorted(found, key=lambda r: (r.ratio is None, -(r.ratio or 0), -(r.opportunity.impact or 0))))


def _ranked(card: Opportunity, step: Step) -> Ranked:
    if card.impact is None or card.effort is None:
        return Ranked(opportunity=card, step=step, quadrant=UNRATED, ratio=None)
    names = {
        (True, False): QUICK_WIN, (True, True): BIG_PROJECT, (False, False): FILL_IN, (False, True): THINK_TWICE,
    }  # fmt: skip
    quadrant = names[card.impact >= LARGE, card.effort >= LARGE]
    return Ranked(opportunity=card, step=step, quadrant=quadrant, ratio=card.impact / card.effort)


# ---------------------------------------------------------------- before and after


@dataclass(frozen=True, kw_only=True)
class Change:
    """One number of a journey before and after; ``None`` where it cannot be said."""

    name: str
    before: float | None
    after: float | None
    unit: str
    good: Literal["up", "down", ""]  # which way is better for the person; empty where it depends
    n_before: int  # steps that the number is read from
    n_after: int

    @property
    def difference(self) -> float | None:
        """After minus before."""
        return None if self.before is None or self.after is None else self.after - self.before


def before_after(a: Journey, b: Journey | None = None) -> tuple[Change, ...]:
    """Compare two journeys in numbers, or the as-is and the to-be curve of one.

    Parameters
    ----------
    a : Journey
        The map before.
    b : Journey, optional
        The map after; without it, the to-be curve of ``a``.

    Returns
    -------
    tuple of Change
        Feelings are read from the steps that have one; of the two curves of one map, from the steps felt in both, as
        a step that only the to-be curve fills would move the mean although nothing feels better. The steps of two maps
        may differ, so look at ``n_before`` and ``n_after`` too. Touchpoints and changes of channel are those that the
        customer meets: backstage and support steps count for none.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step, delete_step
    >>> j = add_stage(Journey(id="mine"), "Asking")
    >>> j = add_step(add_step(j, "s1", "waits", emotion=-2), "s1", "is heard", emotion=1)
    >>> {c.name: (c.before, c.after) for c in before_after(j, delete_step(j, "st1"))}["lowest feeling"]
    (-2, 1)
    """
    old = _numbers(a, "as-is")
    new = _numbers(a, "to-be") if b is None else _numbers(b, "as-is")
    return tuple(
        Change(name=name, before=old[name][0], after=new[name][0], unit=unit, good=good,
               n_before=old[name][1], n_after=new[name][1])
        for name, (unit, good) in _READ.items()
    )  # fmt: skip


_READ: dict[str, tuple[str, Literal["up", "down", ""]]] = {
    "mean feeling": ("−2 to +2", "up"),
    "lowest feeling": ("−2 to +2", "up"),
    "feeling at the end": ("−2 to +2", "up"),
    "peak-end": ("−2 to +2", "up"),
    "steps that feel bad": ("steps", "down"),
    "steps": ("steps", ""),
    "touchpoints": ("touchpoints", ""),
    "changes of channel": ("changes", "down"),
    "pain points": ("cards", "down"),
}


def _numbers(j: Journey, which: Which) -> dict[str, tuple[float | None, int]]:
    """Return each number with how many steps it is read from."""
    pairs = [(value, s) for s in j.steps if s.emotion is not None and (value := _felt(s, which)) is not None]
    felt, read = [value for value, _ in pairs], _peak_end(pairs)
    met = [s for s in j.steps if s.lane not in BEHIND]
    channels = [s.channel.strip().casefold() for s in met if s.channel.strip()]
    feelings = {
        "mean feeling": read.mean if read else None,
        "lowest feeling": min(felt, default=None),
        "feeling at the end": felt[-1] if felt else None,
        "peak-end": read.value if read else None,
        "steps that feel bad": sum(value < 0 for value in felt) if felt else None,
    }
    return {
        **{name: (value, len(felt)) for name, value in feelings.items()},
        "steps": (len(j.steps), len(j.steps)),
        "touchpoints": (len({s.touchpoint.strip().casefold() for s in met} - {""}), len(met)),
        "changes of channel": (sum(one != two for one, two in pairwise(channels)), len(channels)),
        "pain points": (sum(len(s.pains) for s in j.steps), len(j.steps)),
    }
