"""What was looked for in a table of events, how often it was there, and what was done about it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Treatment(NamedTuple):
    """One kind of dirt that was looked for: how often it was there and what was done about it."""

    name: str
    count: int
    unit: str
    found: str
    done: str


_EVENTS, _CASES = "events", "journeys"
# name: what is counted, what was found, what was done
_KINDS = {
    "no case": (_EVENTS, "the id of the journey is empty", "left out: an event without a journey has no place"),
    "no step name": (_EVENTS, "the name of the step is empty", ""),
    "no stage": (_EVENTS, "the name of the stage is empty", 'counted as the stage "(no name)"'),
    "no time": (_EVENTS, "there is no time, or none that can be read", ""),
    "unreadable time": (_EVENTS, "the time is text that is no time; counted in the line above too", ""),
    "other date format": (_EVENTS, "the date is not written year first", ""),
    "no time zone": (_EVENTS, "the time names no zone", ""),
    "several time zones": ("zones", "the times name so many zones", "all turned into UTC"),
    "clock change": (
        _EVENTS,
        "the local time came twice or never, since clocks were moved",
        "the first of two readings counts, or the first time that exists",
    ),
    "spelling": (_EVENTS, "the step is spelt with blanks around it or with other letter case", ""),
    "spelling elsewhere": (
        "cells",
        "the stage, channel, lens or segment is spelt with blanks around it or with other letter case",
        "",
    ),
    "emotion not a number": (_EVENTS, "the emotion is a word", "counts as not asked"),
    "emotion off the scale": (_EVENTS, "the emotion cannot be on its scale", "counts as not asked"),
    "duplicate": (_EVENTS, "the row repeats another in every column that is read", ""),
    "out of order": (_EVENTS, "the row stands above that of the event before it in time", "put in the order of time"),
    "tie in time": (_EVENTS, "the time is that of the event before it", ""),
    "no number": (_EVENTS, "the number in the journey is empty, or a word", ""),
    "number against time": (
        _EVENTS,
        "the number in the journey falls though time moves on",
        "time decides; look whether clocks differ",
    ),
    "one event only": (_CASES, "the journey has a single event", "kept: it begins and ends there and makes no move"),
    "no segment": (_CASES, "no event of the journey names a segment", 'counted as the segment "(no name)"'),
    "segment changes": (_CASES, "the journey names more than one segment", "the first that it names decides"),
}


def report(counted: Mapping[str, int], policies: Mapping[str, object]) -> tuple[Treatment, ...]:
    """Return every kind of dirt with its count and treatment; 0 says that it was looked for and not found.

    Parameters
    ----------
    counted : mapping of str to int
        By the names of the kinds; what is not in it was not looked for.
    policies : mapping
        What the caller chose: ``undated, unnamed, duplicates, spelling, zone, day_first``; whether there are numbers,
        ``numbered``; and what is no time by examples, ``unreadable``.

    Examples
    --------
    >>> chosen = {"undated": "drop", "unnamed": "keep", "duplicates": "drop", "spelling": "merge", "zone": "UTC",
    ...           "day_first": True, "numbered": False, "unreadable": ""}
    >>> (found,) = report({"duplicate": 3}, chosen)
    >>> found.count, found.done
    (3, 'one of them kept')
    """
    zone, day = policies["zone"], "day" if policies["day_first"] else "month"
    dropped, left = policies["undated"] == "drop", "left out"
    merged = "taken as the most frequent spelling" if policies["spelling"] == "merge" else "blanks cut"
    unread = policies["unreadable"]
    by_number = f"in the order of their {'numbers' if policies['numbered'] else 'rows'}"
    done = {
        "no step name": 'kept as the step "(no name)"' if policies["unnamed"] == "keep" else left,
        "no time": left if dropped else "kept at the place of its number, without waiting times",
        "other date format": f"read with the {day} first",
        "no time zone": "taken as UTC" if zone == "UTC" else f"taken as local time of {zone}, turned into UTC",
        "unreadable time": f"as above; {unread}; convert such times first, with pd.to_datetime"
        if unread
        else "as above",
        "spelling": merged,
        "spelling elsewhere": merged,
        "duplicate": "one of them kept" if policies["duplicates"] == "drop" else "kept",
        "tie in time": by_number,
        "no number": "behind those that have one" if policies["numbered"] else "none has one: rows decide",
    }
    return tuple(
        Treatment(name, counted[name], unit, found, what or done[name])
        for name, (unit, found, what) in _KINDS.items()
        if name in counted
    )
