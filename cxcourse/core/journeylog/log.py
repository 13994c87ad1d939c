"""An observed log: what it holds, what was treated, and its parts; questions.py has what can be asked of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cxcourse.core.journeylog import parts
from cxcourse.core.journeylog.questions import Questions
from cxcourse.core.journeylog.treated import Treatment

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class ObservedLog(Questions):
    """Events of many journeys in the order of time, as :func:`observe` makes it; ask it with its methods.

    Events are numbered from 0, journey by journey, and within a journey in the order of time. ``len(log)`` is the
    number of journeys.

    Attributes
    ----------
    steps : tuple of str
        Names of the steps, in the order in which they first come in the table; numbers where the table has numbers.
    cases : array, shape (cases,)
        Ids of the journeys, text or numbers as in the table.
    offsets : array of int, shape (cases + 1,)
        Journey number i holds the events ``offsets[i]`` to ``offsets[i + 1] - 1``.
    step : array of int, shape (events,)
        Which of ``steps`` each event is, from 0.
    ticks : array of int, shape (events,)
        When it was, in UTC, as whole numbers in ``unit``; the smallest there is marks an event without a time. See
        :attr:`time` for times.
    unit : {"s", "ms", "us", "ns"}
        What one of ``ticks`` is: seconds, or parts of them (``"us"``: microseconds).
    emotion : array of float, shape (events,), or None
        The feeling stated, inside ``scale``; ``nan`` where nobody was asked. None where the table has no such column.
    words : dict of str to Words
        Stage, channel and lens of the events, where the table has them.
    segments : dict of str to Words
        Segment of each journey, by the name of its column.
    scale : tuple of float
        Ends of the emotion scale, the low one first; (−2, 2) unless ``observe`` was told otherwise.
    treatments : tuple of Treatment
        What was looked for in the table and what was done about it; :attr:`treatment` is the same as a table.
    attrs : dict
        Notes of the table that the log was read from, such as its ``title``, ``origin`` and ``licence``; a part of a
        log has a copy.

    See Also
    --------
    cxcourse.core.journeylog : the lesson, with the questions in the order in which one asks them.

    Examples
    --------
    >>> from cxcourse import journeylog, load_dataset
    >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario")
    >>> log
    900 journeys, 5,767 events, 16 steps, 25 paths; treated: no time zone, tie in time (see .treatment)
    >>> first = slice(log.offsets[0], log.offsets[1])
    >>> [log.steps[code] for code in log.step[first]][:4], log.time[first][0].item().hour
    (['need', 'dial', 'ivr_menu', 'queue'], 14)
    >>> log.unit, log.attrs["title"]
    ('us', 'Events of 900 journeys')
    """

    def __repr__(self) -> str:
        dirty = [one.name for one in self.treatments if one.count]
        told = f"; treated: {', '.join(dirty)} (see .treatment)" if dirty else ""
        return (
            f"{len(self):,} journeys, {len(self.step):,} events, {len(self.steps):,} steps, "
            f"{len(self.traced.counts):,} paths{told}"
        )

    @property
    def treatment(self) -> pd.DataFrame:
        """What was looked for in the table before anything was counted, and what was done about it.

        Returns
        -------
        pandas.DataFrame
            One row a kind of dirt.

            - ``name``: of the kind
            - ``count``: how often it was there; 0 says that it was looked for and not found
            - ``unit``: of the count, such as events or journeys
            - ``found``, ``done``: what it is and what was done, in words

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events", clean=False))
        >>> log.treatment.query("name == 'duplicate'")[["count", "unit", "done"]].to_dict("records")
        [{'count': 3, 'unit': 'events', 'done': 'one of them kept'}]
        """
        import pandas as pd

        return pd.DataFrame(self.treatments, columns=list(Treatment._fields))

    def by(self, segment: str | None = None) -> dict[object, ObservedLog]:
        """Return one log a segment; journeys that name none are the segment "(no name)".

        Parameters
        ----------
        segment : str, optional
            A column named in ``observe(..., segment=...)``; not needed where there is one only.

        Returns
        -------
        dict
            Logs by the name of their segment; every journey is in exactly one.

        Raises
        ------
        DataError
            When the log was not read with such a column, or has several and none is named.

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"), segment="scenario")
        >>> {name: len(part) for name, part in log.by("scenario").items()}
        {'billing': 417, 'phone': 483}
        """
        return parts.by_segment(self, segment)

    def only(self, there: Sequence[bool] | np.ndarray) -> ObservedLog:
        """Return the log of some journeys.

        Parameters
        ----------
        there : array of bool, shape (cases,)
            True for each journey that stays; for instance ``log.has_loop``.

        Returns
        -------
        ObservedLog
            Steps that nobody comes to any more are gone from it.

        Raises
        ------
        DataError
            When there is not one True or False for each journey, or no journey is left.

        Examples
        --------
        >>> from cxcourse import journeylog, load_dataset
        >>> log = journeylog.observe(load_dataset("journey_events"))
        >>> len(log.only(log.has_loop)), len(log.only(log.lengths > 6))
        (212, 199)
        """
        return parts.chosen(self, there)
