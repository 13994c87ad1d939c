"""How journeys begin and where they stop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from cxcourse.core.journeylog.moves import mean_place, usual_order
from cxcourse.core.journeylog.needs import known_steps
from cxcourse.core.journeylog.shares import shares
from cxcourse.core.journeylog.words import UNNAMED
from cxcourse.core.metrics.quantities import choice, whole
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from cxcourse.core.journeylog.log import ObservedLog


def dropoff(log: ObservedLog, by: str, ends: Sequence[str]) -> pd.DataFrame:
    """Return where journeys stop; see :meth:`ObservedLog.dropoff`."""
    import pandas as pd

    meant = known_steps(log, ends)
    final = log.step[log.offsets[1:] - 1]
    lost = ~np.isin(final, [code for code, name in enumerate(log.steps) if name in meant])
    if choice(by, "by", ("step", "stage")) == "step":
        names, order, of, reached = log.steps, usual_order(log), final, log.visits.cases
    else:
        names, order, of, reached = _stages(log)
    last = np.bincount(of, minlength=len(names))
    table = pd.DataFrame(
        {
            by: np.array(names, dtype=object),
            "cases": reached,
            "last": last,
            **shares(last, reached),
            "share_of_all": last / len(log),
            "lost": np.bincount(of[lost], minlength=len(names)),
        }
    )
    return table.iloc[order].reset_index(drop=True)


def _stages(log: ObservedLog) -> tuple[tuple, np.ndarray, np.ndarray, np.ndarray]:
    if "stage" not in log.words:
        raise DataError('This log has no stages. Name their column: observe(events, stage="...").')
    stage = log.words["stage"].filled(UNNAMED)
    many = len(stage.names)
    pairs = np.unique(log.case * many + stage.codes)
    events = np.bincount(stage.codes, minlength=many)
    order = np.argsort(mean_place(log, stage.codes, many), kind="stable")  # the order of time
    return (
        stage.names,
        order[events[order] > 0],
        stage.codes[log.offsets[1:] - 1],
        np.bincount(pairs % many, minlength=many),
    )


def at_place(log: ObservedLog, place: int) -> pd.DataFrame:
    """Return the steps at a place of the journeys; see :meth:`ObservedLog.first_steps`."""
    place = whole(place, "place", low=1)
    long = log.lengths >= place
    return _counted(log, log.step[log.offsets[:-1][long] + place - 1])


def at_end(log: ObservedLog) -> pd.DataFrame:
    """Return the last steps; see :meth:`ObservedLog.last_steps`."""
    return _counted(log, log.step[log.offsets[1:] - 1])


def _counted(log: ObservedLog, step: np.ndarray) -> pd.DataFrame:
    import pandas as pd

    counts = np.bincount(step, minlength=len(log.steps))
    found = np.flatnonzero(counts)
    ranked = found[np.argsort(-counts[found], kind="stable")]
    names = np.array(log.steps, dtype=object)
    return pd.DataFrame({"step": names[ranked], "cases": counts[ranked], **shares(counts[ranked], len(step))})
