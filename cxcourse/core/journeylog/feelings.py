"""Emotion at each step, for everybody and for journeys that took different ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cxcourse.core.journeylog.moves import usual_order
from cxcourse.core.journeylog.needs import known_step
from cxcourse.core.journeylog.shares import means
from cxcourse.core.metrics.quantities import whole
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from cxcourse.core.journeylog.log import ObservedLog

LOOP, NO_LOOP = "with a loop", "without a loop"


def by_step(log: ObservedLog) -> pd.DataFrame:
    """Return emotion by step; see :meth:`ObservedLog.emotion_by_step`."""
    return _table(log, np.ones(len(log), dtype=bool))


def by_path(log: ObservedLog, through: str | None, top: int | None) -> pd.DataFrame:
    """Return emotion by step and path; see :meth:`ObservedLog.emotion_by_path`."""
    import pandas as pd

    tables = []
    for name, there in ways_of(log, through, top).items():
        if not there.any():  # nobody took this way: there is nothing to compare
            continue
        part = _table(log, there)
        part.insert(0, "path", name)
        tables.append(part[part["events"] > 0])
    return pd.concat(tables, ignore_index=True)


def ways_of(log: ObservedLog, through: str | None, top: int | None) -> dict[str, np.ndarray]:
    """Return the ways that are compared, in words, and for each journey whether it took them."""
    if through is not None and top is not None:
        raise DataError("through= and top= are two different comparisons. Give one of them.")
    if top is not None:
        few = range(min(whole(top, "top", low=1), len(log.traced.counts)))
        return {f"path {place + 1}": log.traced.of == place for place in few}
    if through is None:
        return {LOOP: log.has_loop, NO_LOOP: ~log.has_loop}
    there = comes_through(log, through)
    return {f"through {through}": there, f"not through {through}": ~there}


def comes_through(log: ObservedLog, step: str) -> np.ndarray:
    """Return for each journey whether it comes through a step."""
    there = np.zeros(len(log), dtype=bool)
    there[log.case[log.step == log.steps.index(known_step(log, step))]] = True
    return there


def _table(log: ObservedLog, there: np.ndarray) -> pd.DataFrame:
    import pandas as pd

    if log.emotion is None:
        raise DataError('This log has no emotion. Name its column: observe(events, emotion="...").')
    rows = there[log.case]
    step = log.step[rows]
    many = len(log.steps)
    events = np.bincount(step, minlength=many)
    found = means(step, log.emotion[rows], many, log.scale)
    rated = np.divide(found["n"], events, out=np.full(many, np.nan), where=events > 0)
    table = pd.DataFrame(
        {
            "step": np.array(log.steps, dtype=object),
            "events": events,
            "n": found["n"],
            "rated": rated,
            **{name: found[name] for name in ("mean", "low", "high")},
        }
    )
    return table.iloc[usual_order(log)].reset_index(drop=True)
