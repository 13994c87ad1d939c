"""Events in the order of time, journey by journey, and without those that stand there twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cxcourse.core.journeylog.read import Read
from cxcourse.core.journeylog.sorting import stable_order
from cxcourse.core.journeylog.stamps import NONE


def in_order(read: Read) -> Read:
    """Return the events journey by journey in the order of time; what stands in order already is not touched."""
    case, ticks = read.case.codes, read.stamps.ticks
    if (ticks == NONE).any():
        ticks = _placed(case, read.order, ticks)
    rising = ticks[1:] >= ticks[:-1]
    rows = None
    if not ((case[1:] >= case[:-1]).all() and (rising | (case[1:] != case[:-1])).all()):
        # Mostly a system writes its log by time: only the journeys are to be put side by side then.
        rows = stable_order(case) if rising.all() else stable_order(ticks, case)
    if read.order is not None:
        rows = _by_number(read.order, case, ticks, rows)
    if rows is None:
        return read
    side_by_side = np.repeat(np.arange(len(read.case.names)), np.bincount(case, minlength=len(read.case.names)))
    return replace(read.take(rows, replace(read.case, codes=side_by_side)), row=rows)


def _placed(case: np.ndarray, order: np.ndarray, ticks: np.ndarray) -> np.ndarray:
    """Return stamps in which a missing one is that of the event before it, by number, in its journey."""
    rows = np.lexsort((order, case))
    found, at = ticks[rows], np.arange(len(rows))
    begins = np.r_[True, case[rows][1:] != case[rows][:-1]]
    known = np.maximum.accumulate(np.where((found != NONE) | begins, at, 0))
    made = np.empty_like(ticks)
    made[rows] = found[known]  # at the start of a journey it stays the smallest number of all: first
    return made


def _by_number(order: np.ndarray, case: np.ndarray, ticks: np.ndarray, rows: np.ndarray | None) -> np.ndarray | None:
    """Return the rows with those of the same journey and time in the order of their numbers."""
    if rows is not None:
        case, ticks = case[rows], ticks[rows]
    tied = np.r_[False, (case[1:] == case[:-1]) & (ticks[1:] == ticks[:-1])]
    spots = np.flatnonzero(tied | np.r_[tied[1:], False])
    group = np.cumsum(~tied[spots])
    number = order[spots if rows is None else rows[spots]]
    ranked = np.lexsort((number, group))
    if (ranked == np.arange(len(ranked))).all():
        return rows
    rows = np.arange(len(case)) if rows is None else rows
    rows[spots] = rows[spots[ranked]]
    return rows


def tied_rows(read: Read) -> np.ndarray:
    """Return for each event whether it has journey and time of the event before it."""
    case, ticks = read.case.codes, read.stamps.ticks
    return np.r_[False, (case[1:] == case[:-1]) & (ticks[1:] == ticks[:-1])]


def without_duplicates(read: Read, counted: dict[str, int], drop: bool) -> Read:
    """Return the rows without those that repeat another in every column; only rows of one time can."""
    import pandas as pd

    tied = tied_rows(read)
    spots = np.flatnonzero(tied | np.r_[tied[1:], False])
    if not len(spots):
        counted["duplicate"] = 0
        return read
    part = read.take(spots)
    table: dict[str, np.ndarray] = {"case": part.case.codes, "step": part.step.codes, "time": part.stamps.ticks}
    table |= {f"{name} code": column.codes for name, column in {**part.words, **part.segments}.items()}
    table |= {name: column for name, column in (("emotion", part.emotion), ("order", part.order)) if column is not None}
    again = pd.DataFrame(table).duplicated().to_numpy()
    counted["duplicate"] = int(again.sum())
    return read if not (drop and again.any()) else read.take(np.delete(np.arange(len(tied)), spots[again]))
