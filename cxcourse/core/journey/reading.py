"""Reading a map in numbers: its curve, which opportunity first, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cxcourse.core.journey.curves import (
    ENOUGH,
    PeakEnd,
    Which,
    curve,
    end,
    felt_at,
    is_flat,
    lowest,
    moments_of_truth,
    peak,
    peak_end,
    read_peak_end,
)
from cxcourse.core.journey.model import BEHIND, Journey, Opportunity, Step

__all__ = [
    "ENOUGH", "Change", "PeakEnd", "Ranked", "Which", "before_after", "curve", "end", "is_flat", "lowest",
    "moments_of_truth", "peak", "peak_end", "ranking",
]  # fmt: skip

LARGE = 3  # from here on impact and effort count as large
QUICK_WIN, BIG_PROJECT, FILL_IN, THINK_TWICE, UNRATED = (
    "quick win", "big project", "fill-in", "think twice", "not rated",
)  # fmt: skip


# ---------------------------------------------------------------- opportunities


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """An opportunity in its place of the ranking.

    Attributes
    ----------
    opportunity, step : Opportunity, Step
        The card and the step that it stands under.
    quadrant : {"quick win", "big project", "fill-in", "think twice", "not rated"}
        What impact and effort say together; each counts as large from 3 on.
    ratio : float or None
        Impact per effort, from 0.2 to 5; ``None`` where one of them is not rated.
    """

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
    """One number of a journey before and after.

    Attributes
    ----------
    name, unit : str
        What is counted, and in what.
    before, after : float or None
        The number; ``None`` where it cannot be said.
    good : {"up", "down", ""}
        Which way is better for the person; empty where it depends.
    n_before, n_after : int
        How many steps each number is read from.
    """

    name: str
    before: float | None
    after: float | None
    unit: str
    good: Literal["up", "down", ""]
    n_before: int
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
    pairs = [(value, s) for s in j.steps if s.emotion is not None and (value := felt_at(s, which)) is not None]
    felt, read = [value for value, _ in pairs], read_peak_end(pairs)
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
