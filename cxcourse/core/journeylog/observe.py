"""From a table of events to an observed log: read, treated, put in order, with a count of all that was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from cxcourse.core.journeylog.log import ObservedLog
from cxcourse.core.journeylog.needs import plain_name
from cxcourse.core.journeylog.order import in_order, tied_rows, without_duplicates
from cxcourse.core.journeylog.read import Read
from cxcourse.core.journeylog.stamps import NONE
from cxcourse.core.journeylog.treated import report
from cxcourse.core.journeylog.words import UNNAMED, several
from cxcourse.core.metrics.quantities import choice, quantity
from cxcourse.core.written import brief
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

_USUAL = {"stage": "stage", "channel": "channel", "lens": "lens", "emotion": "emotion", "order": "seq"}
_POLICIES = {
    "undated": ("drop", "keep"),
    "unnamed": ("keep", "drop"),
    "duplicates": ("drop", "keep"),
    "spelling": ("merge", "keep"),
}


def observe(
    events: pd.DataFrame,
    case: str = "case_id",
    step: str = "step",
    time: str = "timestamp",
    *,
    stage: str | None = "stage",
    channel: str | None = "channel",
    lens: str | None = "lens",
    emotion: str | None = "emotion",
    segment: str | Sequence[str] | None = None,
    order: str | None = "seq",
    zone: str = "UTC",
    day_first: bool = True,
    undated: str = "drop",
    unnamed: str = "keep",
    duplicates: str = "drop",
    spelling: str = "merge",
    scale: tuple[float, float] = (-2, 2),
) -> ObservedLog:
    """Return the log of a table of events, with a count of what had to be treated.

    Parameters
    ----------
    events : pandas.DataFrame
        One row an event, in any order; it is not changed.
    case, step, time : str
        Columns of the journey's id, of what happened, and of when: times, or text with or without a zone.
    stage, channel, lens, emotion, order : str or None
        Further columns. The usual names are taken where the table has them; None leaves a column out. ``order``
        numbers the events of a journey: it decides between events of the same time.
    segment : str or list of str, optional
        Columns that divide journeys into groups; the first group that a journey names decides. Journeys that name
        none are the group "(no name)".
    zone : str
        Where stamps without a time zone were taken, such as ``"Europe/Berlin"``. Default UTC. All times become UTC.
    day_first : bool
        Whether a date like 03/04/2024 is the third of April (default) or the fourth of March.
    undated : {"drop", "keep"}
        Events without a readable stamp: leave them out (default), or keep them at the place that ``order`` gives
        them, without waiting times.
    unnamed : {"keep", "drop"}
        Events without a step name: keep them as the step "(no name)" (default), since without them two steps would
        look like neighbours that are none; or leave them out.
    duplicates : {"drop", "keep"}
        Rows that repeat another in every column that is read: keep one (default), or all.
    spelling : {"merge", "keep"}
        Step names that differ in letter case only: one step (default), or several; so with stages, channels, lenses
        and segments. Blanks around are always cut.
    scale : tuple of float
        Ends of the emotion scale, the low one first; a value outside counts as not asked.

    Returns
    -------
    ObservedLog
        Ask it: ``.treatment``, ``.variants()``, ``.flow()``, ``.loops()``, ``.dwell()``, ``.dropoff()``,
        ``.emotion_by_step()``, ``.emotion_by_path()``, ``.first_steps()``, ``.last_steps()``, ``.by()``.

    Raises
    ------
    DataError
        When a column is missing, stands there twice or holds lists, when the name of a column is no name, times are
        numbers, a zone, scale or policy is not known, or no event is left.

    Examples
    --------
    >>> import pandas as pd
    >>> calls = pd.DataFrame({
    ...     "case_id": ["a", "a", "b", "b", "b"],
    ...     "step": ["menu", "agent", "menu", "menu ", "agent"],
    ...     "timestamp": ["2024-05-16 10:00", "2024-05-16 10:04", "2024-05-16 11:00", "16/05/2024 11:02", "?"],
    ... })
    >>> log = observe(calls)
    >>> log.variants()[["path", "cases"]]
               path  cases
    0  menu → agent      1
    1   menu → menu      1
    >>> log.treatment.query("count > 0")[["name", "count"]].to_dict("split")["data"]
    [['no time', 1], ['other date format', 1], ['no time zone', 4], ['spelling', 1]]
    """
    chosen = {"undated": undated, "unnamed": unnamed, "duplicates": duplicates, "spelling": spelling}
    for name, policy in chosen.items():
        choice(policy, name, _POLICIES[name])
    _checked(scale)
    segments = list(dict.fromkeys(plain_name(name, "segment") for name in several([] if segment is None else segment)))
    asked = {"stage": stage, "channel": channel, "lens": lens, "emotion": emotion, "order": order}
    columns = _columns(events, {"case": case, "step": step, "time": time}, segments, asked)
    read = Read.of(events, case, step, time, columns, segments, zone, day_first, spelling == "merge", scale)
    if undated == "keep" and read.order is None:
        raise _unnumbered(columns.get("order"))
    counted = read.counted()
    # One name for the table at each stage: millions of rows of the stage before are let go of.
    read = _usable(read, counted, undated, unnamed)
    read = in_order(read)
    read = without_duplicates(read, counted, duplicates == "drop")
    chosen |= {"zone": zone, "day_first": day_first}
    chosen |= {"numbered": read.order is not None, "unreadable": read.stamps.shown}
    return _made(read, counted, chosen, scale, dict(events.attrs))


def _checked(scale: object) -> None:
    try:
        low, high = (quantity(end, "scale", low=-np.inf) for end in scale)
    except (TypeError, ValueError):
        low = high = 0
    if low >= high:
        raise DataError(f"scale: expected its two ends, the low one first, found {brief(scale)}. Write it as (-2, 2).")


def _unnumbered(name: str | None) -> DataError:
    found = "the table has none" if name is None else f"column {name!r} holds no number"
    return DataError(
        f'undated="keep" needs a column that numbers the events of a journey; {found}. Name it with order=.'
    )


def _columns(events: Any, needed: dict[str, str], segments: list[str], asked: dict[str, str | None]) -> dict[str, str]:
    """Return the further columns that are there; say which needed or named ones are not."""
    import pandas as pd

    if not isinstance(events, pd.DataFrame):
        raise DataError(
            f"A log is read from a table, found {type(events).__name__}. Pass a DataFrame, one row an event."
        )
    named = {role: name for role, name in asked.items() if name is not None}
    for role, name in {**needed, **named}.items():
        plain_name(name, role)
    all_needed = (*needed.values(), *segments)
    lost = [name for name in all_needed if name not in events.columns]
    lost += [name for role, name in named.items() if name not in events.columns and name != _USUAL[role]]
    if lost:
        raise DataError(
            f"The table has no column {', '.join(map(repr, lost))}; it has {', '.join(map(str, events.columns))}. "
            'Name yours, such as observe(events, case="ticket", step="activity", time="when").'
        )
    columns = {role: name for role, name in named.items() if name in events.columns}
    twice = set(events.columns[events.columns.duplicated()])
    if many := [name for name in (*all_needed, *columns.values()) if name in twice]:
        raise DataError(
            f"The table has {int((events.columns == many[0]).sum())} columns {many[0]!r}, and one is read. "
            "Leave one of them: table.loc[:, ~table.columns.duplicated()] keeps the first."
        )
    return columns


def _usable(read: Read, counted: dict[str, int], undated: str, unnamed: str) -> Read:
    if counted["no step name"] and unnamed == "keep":
        read = replace(read, step=read.step.filled(UNNAMED))
    keep = np.ones(len(read.step.codes), dtype=bool)
    for role, lost in (("no case", read.case.codes < 0), ("no step name", read.step.codes < 0)):
        if counted[role]:
            keep &= ~lost
    if counted["no time"] and undated == "drop":
        keep &= read.stamps.ticks != NONE
    if not keep.any():
        shown = read.stamps.shown
        hint = "Convert such times first, with pd.to_datetime" if shown else "Check which columns were named"
        raise DataError(
            f"No event is left of {len(keep):,}: {counted['no case']:,} without a case, {counted['no step name']:,} "
            f"without a step, {counted['no time']:,} without a readable time{shown and ', ' + shown}. {hint}."
        )
    return read if keep.all() else read.take(np.flatnonzero(keep))


def _made(read: Read, counted: dict[str, int], policies: dict, scale: tuple, attrs: dict) -> ObservedLog:
    counted["tie in time"] = int(np.count_nonzero(tied_rows(read) & (read.stamps.ticks != NONE)))
    codes = read.case.codes
    begins = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
    offsets = np.r_[begins, len(codes)]
    counted["one event only"] = int(np.count_nonzero(np.diff(offsets) == 1))
    same = codes[1:] == codes[:-1]
    for name, numbers in (("out of order", read.row), ("number against time", read.order)):
        counted[name] = 0 if numbers is None else int(np.count_nonzero(same & (numbers[1:] < numbers[:-1])))
    segments = {name: column.take(_named(column.codes, begins)) for name, column in read.segments.items()}
    if segments:
        counted["no segment"] = sum(column.missing for column in segments.values())
        counted["segment changes"] = sum(_changing(codes, column.codes) for column in read.segments.values())
    names = np.asarray(read.case.names, dtype=object)
    log = ObservedLog(
        steps=tuple(read.step.names),
        cases=names if len(begins) == len(names) else names[codes[begins]],
        offsets=offsets,
        step=read.step.codes,
        ticks=read.stamps.ticks,
        unit=read.stamps.unit,
        emotion=read.emotion,
        words=read.words,
        segments={name: column.filled(UNNAMED) for name, column in segments.items()},
        scale=scale,
        treatments=report(counted, policies),
        attrs=attrs,
    )
    used = np.bincount(read.step.codes, minlength=len(read.step.names)) > 0
    return log if used.all() else log.only(np.ones(len(log), dtype=bool))


def _named(codes: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """Return for each journey its first event that names a word; its first event where none does."""
    if (codes[begins] >= 0).all():
        return begins
    named = np.append(np.flatnonzero(codes >= 0), len(codes))
    found = named[np.searchsorted(named, begins)]
    return np.where(found < np.append(begins[1:], len(codes)), found, begins)


def _changing(cases: np.ndarray, codes: np.ndarray) -> int:
    """Return how many journeys name more than one word."""
    named = codes >= 0
    cases, codes = cases[named], codes[named]
    return len(np.unique(cases[1:][(cases[1:] == cases[:-1]) & (codes[1:] != codes[:-1])]))
