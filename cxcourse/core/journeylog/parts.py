"""A log of some journeys only: those of a segment, or any choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from cxcourse.core.journeylog.needs import plain_name
from cxcourse.core.journeylog.words import Words
from cxcourse.errors import DataError

if TYPE_CHECKING:
    from cxcourse.core.journeylog.log import ObservedLog


def by_segment(log: ObservedLog, segment: str | None) -> dict[object, ObservedLog]:
    """Return one log a segment; see :meth:`ObservedLog.by`."""
    words = _segment(log, segment)
    logs = {name: words.codes == code for code, name in enumerate(words.names)}
    return {name: chosen(log, there) for name, there in logs.items() if there.any()}


def _segment(log: ObservedLog, segment: str | None) -> Words:
    if segment is None and len(log.segments) == 1:
        return next(iter(log.segments.values()))
    if plain_name(segment, "segment") not in log.segments:
        known = ", ".join(map(repr, log.segments)) or "none"
        raise DataError(
            f"segment {segment!r} is not in this log; it has {known}. Name the column in observe(..., segment=...)."
        )
    return log.segments[segment]


def chosen(log: ObservedLog, there: Sequence[bool] | np.ndarray) -> ObservedLog:
    """Return the log of some journeys; see :meth:`ObservedLog.only`."""
    there = _each(log, there)
    rows = np.repeat(there, log.lengths)
    used = np.bincount(log.step[rows], minlength=len(log.steps)) > 0
    place = np.cumsum(used) - 1  # a step that nobody comes to any more has no number
    return replace(
        log,
        steps=tuple(name for name, kept in zip(log.steps, used, strict=True) if kept),
        cases=log.cases[there],
        offsets=np.concatenate(([0], np.cumsum(log.lengths[there]))),
        step=place[log.step[rows]],
        ticks=log.ticks[rows],
        emotion=None if log.emotion is None else log.emotion[rows],
        words={name: column.take(rows) for name, column in log.words.items()},
        segments={name: column.take(there) for name, column in log.segments.items()},
        attrs=dict(log.attrs),  # a note on one part is no note on the others
    )


def _each(log: ObservedLog, there: object) -> np.ndarray:
    """Return for each journey whether it stays."""
    try:
        made = np.asarray(there)
    except ValueError:  # lists of different lengths
        made = np.array([])
    if made.dtype != bool or made.shape != (len(log),):
        raise DataError(f"Say for each of the {len(log):,} journeys whether it stays, with True or False.")
    if not made.any():
        raise DataError("No journey is left to look at. Check the choice before the question.")
    return made
