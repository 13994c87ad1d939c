"""The questions that can be asked of an observed log: paths, moves, waits, beginnings and ends, feelings.

Shares run from 0 to 1. ``low`` and ``high`` are ends of a 95 % interval: Wilson's for a share, Student's t for a mean,
by the order of the values for a median; ``nan`` where the cases are too few for one. Times are in seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cxcourse.core.journeylog import feelings, leaving, moves, paths, waits
from cxcourse.core.journeylog.events import Events

if TYPE_CHECKING:
    import pandas as pd


class Questions(Events):
    """What can be asked of a log; every answer is a table."""

    def summary(self) -> pd.DataFrame:
        """Return the log in figures: journeys, events, paths, length, duration, journeys with a loop.

        Returns
        -------
        pandas.DataFrame
            One row a figure.

            - ``figure``: its name
            - ``value``: in its ``unit`` (journeys, events, paths, s, or share: 0 to 1)
            - ``low``, ``high``: 95 % interval of a share, ``nan`` for other figures
            - ``n``: how many journeys it rests on

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
        >>> log.summary().query("unit == 'share'")[["figure", "value", "low", "high", "n"]].round(2)
                            figure  value   low  high    n
        3  on the most common path    0.6  0.55  0.64  417
        4              with a loop    0.3  0.26  0.35  417
        """
        return paths.summary(self)

    def variants(self, top: int | None = 10) -> pd.DataFrame:
        """Return the paths that journeys took, the most common first.

        Parameters
        ----------
        top : int or None
            How many, 1 or more; None gives all.

        Returns
        -------
        pandas.DataFrame
            One row a path.

            - ``variant``: its number, 1 is the most common
            - ``path``: its steps, with arrows between
            - ``length``: how many steps
            - ``cases``: how many journeys took it
            - ``share``, ``low``, ``high``: of all journeys, 0 to 1, with its 95 % interval
            - ``loop``: whether it comes back to a step
            - ``median_s``: seconds from the first event to the last, median of its journeys

        Raises
        ------
        DataError
            When ``top`` is no whole number from 1.

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
        >>> log.variants(2)[["variant", "length", "cases", "share", "low", "high", "loop"]].round(2)
           variant  length  cases  share   low  high   loop
        0        1       6    249   0.60  0.55  0.64  False
        1        2       7     25   0.06  0.04  0.09  False
        """
        return paths.variants(self, top)

    def flow(self) -> pd.DataFrame:
        """Return the directly-follows graph: which step came right after which.

        Returns
        -------
        pandas.DataFrame
            One row a kind of move, the most frequent first.

            - ``step``, ``next_step``: from where to where
            - ``count``: how many moves; a journey may make one several times
            - ``share``: of all moves from ``step``, 0 to 1
            - ``median_s``: seconds between the two events, ``nan`` where no time is known

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
        >>> log.flow().query("step == 'queue'").round(2)
             step      next_step  count  share  median_s
        2   queue  agent_explain    364   0.87     180.0
        11  queue        abandon     53   0.13     240.0
        """
        return moves.flow(self)

    def loops(self) -> pd.DataFrame:
        """Return the steps that journeys come back to.

        Returns
        -------
        pandas.DataFrame
            One row a step that any journey comes back to, first where most do.

            - ``step``: its name
            - ``cases``: journeys that reach it; ``cases_back``: those that come to it again
            - ``share``, ``low``, ``high``: the second of the first, 0 to 1, with its 95 % interval
            - ``self_loops``: moves straight from the step to itself; ``returns``: moves back to it from another step
            - ``most``: visits by one journey, at most

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
        >>> log.loops()[["step", "cases", "cases_back", "share", "returns", "most"]].round(2)
                 step  cases  cases_back  share  returns  most
        0    ivr_menu    417         127   0.30      201     4
        1  ivr_repeat    127          58   0.46       74     3
        """
        return moves.loops(self)

    def dwell(self) -> pd.DataFrame:
        """Return how long it takes from each step to whatever comes next.

        The last step of a journey has no next, so no waiting time; what passes there is not in a log.

        Returns
        -------
        pandas.DataFrame
            One row a step, in the usual order of the journeys. ``n``, ``without`` and ``undated`` add up to its events.

            - ``step``: its name
            - ``n``: events with a known wait
            - ``q1_s``, ``median_s``, ``q3_s``: quartiles of the wait in seconds
            - ``low_s``, ``high_s``: 95 % interval of the median in seconds, ``nan`` for fewer than 6 waits
            - ``without``: events with nothing after them
            - ``undated``: events with a next one, but no time here or there, as ``undated="keep"`` leaves them

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
        >>> log.dwell().query("step in ['queue', 'bill_paid']")[["step", "n", "median_s", "without", "undated"]]
                step    n  median_s  without  undated
        5      queue  417     240.0        0        0
        9  bill_paid    0       NaN      293        0
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
            One row a step, or a stage, in the usual order of the journeys.

            - ``step`` or ``stage``: its name
            - ``cases``: journeys that reach it; ``last``: those that never go on from it
            - ``share``, ``low``, ``high``: the second of the first, 0 to 1, with its 95 % interval
            - ``share_of_all``: ``last`` of all journeys, 0 to 1
            - ``lost``: journeys that stop there though they were not meant to

        Raises
        ------
        DataError
            When ``by`` is neither, the log has no stages, or a step of ``ends`` is not in it.

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
        >>> stops = log.dropoff(ends="bill_paid").query("last > 0")
        >>> stops[["step", "cases", "last", "share_of_all", "lost"]].round(2)
                 step  cases  last  share_of_all  lost
        8   complaint     71    71          0.17    71
        9   bill_paid    293   293          0.70     0
        10    abandon     53    53          0.13    53
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
            One row a step that stands there, the most frequent first; none where all journeys are shorter.

            - ``step``: its name
            - ``cases``: in how many journeys it stands there
            - ``share``, ``low``, ``high``: of the journeys that have so many steps, 0 to 1, with its 95 % interval

        Raises
        ------
        DataError
            When ``place`` is no whole number from 1.

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario").by()["phone"]
        >>> log.first_steps(place=2).round(2)
                     step  cases  share   low  high
        0        ivr_menu    398   0.82  0.79  0.86
        1  website_browse     85   0.18  0.14  0.21
        """
        return leaving.at_place(self, place)

    def last_steps(self) -> pd.DataFrame:
        """Return how journeys end.

        Returns
        -------
        pandas.DataFrame
            One row a step that journeys end with, the most frequent first: ``step``, ``cases``, ``share`` (of all
            journeys, 0 to 1), ``low`` and ``high`` (its 95 % interval).

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
        >>> log.last_steps().round(2)
                step  cases  share   low  high
        0  bill_paid    293   0.70  0.66  0.74
        1  complaint     71   0.17  0.14  0.21
        2    abandon     53   0.13  0.10  0.16
        """
        return leaving.at_end(self)

    def emotion_by_step(self) -> pd.DataFrame:
        """Return the mean emotion at each step, and on how many answers it rests.

        Returns
        -------
        pandas.DataFrame
            One row a step, in the usual order of the journeys.

            - ``step``: its name
            - ``events``: how often journeys came to it; ``n``: how many of these have a stated emotion
            - ``rated``: the second of the first, 0 to 1
            - ``mean``, ``low``, ``high``: mean emotion with its 95 % interval, inside ``log.scale``; ``nan`` where
              nobody was asked, and no interval for one answer

        Raises
        ------
        DataError
            When the log has no emotion.

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
        >>> log.emotion_by_step().query("step == 'ivr_menu'").round(2)
               step  events    n  rated  mean   low  high
        2  ivr_menu     618  255   0.41 -0.42 -0.51 -0.34
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
            ``path`` (which way, in words), then the columns of :meth:`emotion_by_step`; steps to which nobody of a
            way comes are left out.

        Raises
        ------
        DataError
            When the log has no emotion or no such step, ``top`` is no whole number from 1, or both are given.

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
        >>> felt = log.emotion_by_path(through="ivr_repeat")
        >>> felt[felt["step"] == "agent_explain"][["path", "n", "mean", "low", "high"]].round(2)
                              path    n  mean   low  high
        6       through ivr_repeat   33 -1.15 -1.35 -0.95
        15  not through ivr_repeat  117  0.36  0.23  0.49
        """
        return feelings.by_path(self, through, top)
