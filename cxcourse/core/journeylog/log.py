"""An observed log: events in order, case by case, and the questions that can be asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cxcourse.core.journeylog import feelings, leaving, moves, parts, paths, waits
from cxcourse.core.journeylog.treated import Treatment
from cxcourse.core.journeylog.words import Words

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class ObservedLog:
    """Events of many journeys in the order of time, as :func:`observe` makes it; ask it with its methods.

    Attributes
    ----------
    steps : tuple of str
        Names of the steps, in the order in which they first come in the table.
    cases : array, shape (cases,)
        Ids of the journeys.
    offsets : array of int, shape (cases + 1,)
        Journey number i holds the events ``offsets[i]`` to ``offsets[i + 1] - 1``.
    step : array of int, shape (events,)
        Which of ``steps`` each event is.
    ticks : array of int, shape (events,)
        When it was, in UTC, as whole numbers in ``unit`` (``"us"``: microseconds); see :attr:`time`.
    emotion : array of float, shape (events,), or None
        The feeling stated, ``nan`` where nobody was asked.
    words : dict of str to Words
        Stage, channel and lens of the events, where the table has them.
    segments : dict of str to Words
        Segment of each journey, by the name of its column.
    scale : tuple of float
        Ends of the emotion scale.

    See Also
    --------
    cxcourse.core.journeylog : the lesson, with an example of every method.

    Examples
    --------
    >>> from cxcourse import load_dataset
    >>> from cxcourse.core import journeylog
    >>> journeylog.observe(load_dataset("journey_events"), segment="scenario")
    900 journeys, 5,767 events, 16 steps, 25 paths; treated: no time zone, tie in time (see .treatment)
    """

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

    def __repr__(self) -> str:
        dirty = [one.name for one in self.treatments if one.count]
        told = f"; treated: {', '.join(dirty)} (see .treatment)" if dirty else ""
        return (
            f"{len(self):,} journeys, {len(self.step):,} events, {len(self.steps):,} steps, "
            f"{len(self.traced.counts):,} paths{told}"
        )

    def __len__(self) -> int:
        """Return how many journeys there are."""
        return len(self.offsets) - 1

    # ---------------------------------------------------------------- what is worked out once

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

    @property
    def treatment(self) -> pd.DataFrame:
        """What was looked for in the table before anything was counted, and what was done about it.

        Returns
        -------
        pandas.DataFrame
            ``name``, ``count`` (0: looked for and not found), ``unit`` (events or journeys), ``found`` and ``done``
            in words.
        """
        import pandas as pd

        return pd.DataFrame(self.treatments, columns=list(Treatment._fields))

    # ---------------------------------------------------------------- questions

    def summary(self) -> pd.DataFrame:
        """Return the log in figures: journeys, events, paths, length, duration, journeys with a loop.

        Returns
        -------
        pandas.DataFrame
            ``figure``, ``value``, ``low``, ``high`` (95 % interval, where there is one), ``n``, ``unit``.
        """
        return paths.summary(self)

    def variants(self, top: int | None = 10) -> pd.DataFrame:
        """Return the paths that journeys took, the most common first.

        Parameters
        ----------
        top : int or None
            How many; None gives all.

        Returns
        -------
        pandas.DataFrame
            ``variant`` (1 is the most common), ``path`` (steps with arrows between), ``length``, ``cases``, ``share``
            with its Wilson interval ``low`` to ``high``, ``loop`` (whether it comes back to a step),
            ``median_s`` (seconds from the first event to the last).
        """
        return paths.variants(self, top)

    def flow(self) -> pd.DataFrame:
        """Return the directly-follows graph: which step came right after which.

        Returns
        -------
        pandas.DataFrame
            ``step``, ``next_step``, ``count`` (moves), ``share`` (of all moves from ``step``), ``median_s`` (seconds
            between the two events); the most frequent first.
        """
        return moves.flow(self)

    def loops(self) -> pd.DataFrame:
        """Return the steps that journeys come back to.

        Returns
        -------
        pandas.DataFrame
            One row a step that any journey comes back to: ``step``, ``cases`` (journeys that reach it),
            ``cases_back`` (that come to it again), ``share`` with ``low`` and ``high``, ``self_loops`` (moves straight
            from the step to itself), ``returns`` (moves back to it from another step), ``most`` (visits by one journey).
        """
        return moves.loops(self)

    def dwell(self) -> pd.DataFrame:
        """Return how long it takes from each step to whatever comes next.

        The last step of a journey has no next, so no waiting time; what passes there is not in a log.

        Returns
        -------
        pandas.DataFrame
            ``step``, ``n`` (events with a known wait), ``q1_s``, ``median_s``, ``q3_s`` (seconds), ``low_s`` and
            ``high_s`` (95 % interval of the median), ``without`` (events with nothing after them), ``undated`` (events
            with a next one, but no time here or there, as ``undated="keep"`` leaves them).
        """
        return waits.dwell(self)

    def dropoff(self, by: str = "step", *, ends: str | Sequence[str] = ()) -> pd.DataFrame:
        """Return where journeys stop; events without a stage are the stage "(no name)".

        Parameters
        ----------
        by : {"step", "stage"}
            Which to count.
        ends : str or list of str
            Steps at which a journey is meant to end, such as ``["bill_paid"]``; journeys that end there are not lost.

        Returns
        -------
        pandas.DataFrame
            ``step`` (or ``stage``), ``cases`` (journeys that reach it), ``last`` (that never go on from it), ``share``
            of those that reach it with ``low`` and ``high``, ``share_of_all``, ``lost`` (journeys that stop there though
            they were not meant to).
        """
        return leaving.dropoff(self, by, ends)

    def first_steps(self, place: int = 1) -> pd.DataFrame:
        """Return how journeys begin.

        Parameters
        ----------
        place : int
            1 counts first steps, 2 the steps that come second, and so on.

        Returns
        -------
        pandas.DataFrame
            ``step``, ``cases``, ``share`` (of the journeys that have so many steps), ``low``, ``high``.
        """
        return leaving.at_place(self, place)

    def last_steps(self) -> pd.DataFrame:
        """Return how journeys end: ``step``, ``cases``, ``share``, ``low``, ``high``.

        Returns
        -------
        pandas.DataFrame
            As :meth:`first_steps`.
        """
        return leaving.at_end(self)

    def emotion_by_step(self) -> pd.DataFrame:
        """Return the mean emotion at each step, and on how many answers it rests.

        Returns
        -------
        pandas.DataFrame
            ``step``, ``events``, ``n`` (events with a stated emotion), ``rated`` (their share), ``mean``, ``low`` and
            ``high`` (95 % t interval, inside the scale); steps in the usual order of the journeys.
        """
        return feelings.by_step(self)

    def emotion_by_path(self, *, through: str | None = None, top: int | None = None) -> pd.DataFrame:
        """Return the mean emotion at each step, apart for journeys that took different ways.

        Parameters
        ----------
        through : str, optional
            Compare journeys that come through this step with those that do not. Without it, journeys with a loop
            are compared with those without.
        top : int, optional
            Compare the most common paths instead, this many.

        Returns
        -------
        pandas.DataFrame
            ``path`` (which way, in words), then the columns of :meth:`emotion_by_step`.
        """
        return feelings.by_path(self, through, top)

    # ---------------------------------------------------------------- parts of the log

    def by(self, segment: str | None = None) -> dict[object, ObservedLog]:
        """Return one log a segment; journeys that name none are the segment "(no name)".

        Parameters
        ----------
        segment : str, optional
            A column named in ``observe(..., segment=...)``; not needed where there is one only.
        """
        return parts.by_segment(self, segment)

    def only(self, there: Sequence[bool] | np.ndarray) -> ObservedLog:
        """Return the log of some journeys.

        Parameters
        ----------
        there : array of bool, shape (cases,)
            Which; for instance ``log.has_loop``.
        """
        return parts.chosen(self, there)
