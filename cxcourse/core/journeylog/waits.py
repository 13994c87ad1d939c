"""How long it takes from a step to whatever comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cxcourse.core.journeylog.moves import timed, usual_order
from cxcourse.core.journeylog.sorting import quartiles
from cxcourse.core.metrics.intervals import median_interval

if TYPE_CHECKING:
    import pandas as pd

    from cxcourse.core.journeylog.log import ObservedLog


def dwell(log: ObservedLog) -> pd.DataFrame:
    """Return waiting times by step; see :meth:`ObservedLog.dwell`."""
    import pandas as pd

    at, ticks = timed(log)
    step, scale = log.step[at], log.seconds_a_tick
    counts, found = quartiles(step, ticks, len(log.steps))
    ends = np.array([median_interval(ticks[step == code]) for code in range(len(log.steps))], dtype=float)
    last = np.bincount(log.step[log.offsets[1:] - 1], minlength=len(log.steps))
    events = np.bincount(log.step, minlength=len(log.steps))
    table = pd.DataFrame(
        {
            "step": np.array(log.steps, dtype=object),
            "n": counts,
            "q1_s": found[:, 0] * scale,
            "median_s": found[:, 1] * scale,
            "q3_s": found[:, 2] * scale,
            "low_s": ends[:, 0] * scale,
            "high_s": ends[:, 1] * scale,
            "without": last,
            "undated": events - last - counts,
        }
    )
    return table.iloc[usual_order(log)].reset_index(drop=True)
