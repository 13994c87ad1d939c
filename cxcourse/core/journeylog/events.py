"""What an observed log holds: its events as arrays, and what is worked out of them once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from cxcourse.core.journeylog import moves, paths
from cxcourse.core.journeylog.treated import Treatment
from cxcourse.core.journeylog.words import Words


@dataclass(frozen=True, eq=False, repr=False)
class Events:
    """Events of many journeys in the order of time; :class:`ObservedLog` tells what each array is."""

    steps: tuple[str, ...]
    cases: np.ndarray
    offsets: np.ndarray
    step: np.ndarray
    ticks: np.ndarray
    unit: str = "us"
    emotion: np.ndarray | None = None
    words: dict[str, Words] = field(default_factory=dict)
    segments: dict[str, Words] = field(default_factory=dict)
    scale: tuple[float, float] = (-2, 2)
    treatments: tuple[Treatment, ...] = ()
    attrs: dict[str, object] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many journeys there are."""
        return len(self.offsets) - 1

    @cached_property
    def lengths(self) -> np.ndarray:
        """Return how many events each journey has."""
        return np.diff(self.offsets)

    @cached_property
    def case(self) -> np.ndarray:
        """Return the number of the journey of each event."""
        return np.repeat(np.arange(len(self)), self.lengths)

    @cached_property
    def goes_on(self) -> np.ndarray:
        """Return for each event whether another of the same journey follows."""
        made = np.ones(len(self.step), dtype=bool)
        made[self.offsets[1:] - 1] = False
        return made

    @cached_property
    def traced(self) -> paths.Traced:
        """Return the paths and which of them each journey took."""
        return paths.trace(self.step, self.offsets, len(self.steps))

    @cached_property
    def visits(self) -> moves.Visits:
        """Return how often journeys came to each step, and which came back to one."""
        return moves.visits(self)

    @property
    def time(self) -> np.ndarray:
        """Return when each event was, in UTC."""
        return self.ticks.view(f"datetime64[{self.unit}]")

    @property
    def seconds_a_tick(self) -> float:
        """Return what one unit of ``ticks`` is in seconds."""
        return float(np.timedelta64(1, self.unit) / np.timedelta64(1, "ns")) / 1e9

    @property
    def has_loop(self) -> np.ndarray:
        """Return for each journey whether it came to any step more than once."""
        return self.visits.looped
