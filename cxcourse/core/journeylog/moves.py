"""Moves between steps: what follows what, and what journeys come back to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cxcourse.core.journeylog.shares import shares
from cxcourse.core.journeylog.sorting import quartiles
from cxcourse.core.journeylog.stamps import NONE

if TYPE_CHECKING:
    import pandas as pd

    from cxcourse.core.journeylog.log import ObservedLog

_CELLS = 1 << 22  # of a table journeys × steps that is held at once
_PAIRS = 1 << 20  # up to so many pairs of steps are counted in a plain table


class Visits(NamedTuple):
    """Of each step: journeys that reach it, that come back to it, most visits by one; and which journeys loop."""

    cases: np.ndarray
    back: np.ndarray
    most: np.ndarray
    looped: np.ndarray


def visits(log: ObservedLog) -> Visits:
    """Return how often journeys came to each step, a block of journeys at a time."""
    many = len(log.steps)
    cases, back, most = (np.zeros(many, np.int64) for _ in range(3))
    looped = np.zeros(len(log), dtype=bool)
    block = max(1, _CELLS // max(1, many))
    for start in range(0, len(log), block):
        stop = min(start + block, len(log))
        rows = slice(log.offsets[start], log.offsets[stop])
        cells = (log.case[rows] - start) * many + log.step[rows]
        table = np.bincount(cells, minlength=(stop - start) * many).reshape(-1, many)
        again = table > 1
        cases += (table > 0).sum(axis=0)
        back += again.sum(axis=0)
        most = np.maximum(most, table.max(axis=0))
        looped[start:stop] = again.any(axis=1)
    return Visits(cases, back, most, looped)


class Moves(NamedTuple):
    """Kinds of moves, in no order: ``before`` and ``after`` as codes of steps, ``count``, and kind ``of`` each move."""

    before: np.ndarray
    after: np.ndarray
    count: np.ndarray
    of: np.ndarray


def kinds(log: ObservedLog, at: np.ndarray | None = None) -> Moves:
    """Return the kinds of moves from events ``at`` (all that another follows) to the next."""
    import pandas as pd

    if at is None:
        at = np.flatnonzero(log.goes_on)
    many = len(log.steps)
    pairs = log.step[:-1] * many
    pairs += log.step[1:]
    pairs = pairs.take(at)
    if many * many <= _PAIRS:
        counts = np.bincount(pairs, minlength=many * many)
        found = np.flatnonzero(counts)
        place = np.zeros(many * many, np.int64)
        place[found] = np.arange(len(found))
        return Moves(found // many, found % many, counts[found], place.take(pairs))
    of, found = pd.factorize(pairs)
    return Moves(found // many, found % many, np.bincount(of, minlength=len(found)), of)


def timed(log: ObservedLog) -> tuple[np.ndarray, np.ndarray]:
    """Return the events that another follows, both with a stamp, and the ticks until then."""
    at = np.flatnonzero(log.goes_on)
    if (log.ticks == NONE).any():
        at = at[(log.ticks[at] != NONE) & (log.ticks[at + 1] != NONE)]
    return at, np.diff(log.ticks).take(at)


def flow(log: ObservedLog) -> pd.DataFrame:
    """Return the directly-follows graph; see :meth:`ObservedLog.flow`."""
    import pandas as pd

    made = kinds(log)
    at, ticks = timed(log)
    of_time = made if len(at) == len(made.of) else kinds(log, at)
    _, found = quartiles(of_time.of, ticks, len(of_time.count))
    median = np.full(len(made.count), np.nan)
    spot = {pair: i for i, pair in enumerate(zip(made.before.tolist(), made.after.tolist(), strict=True))}
    rows = [spot[pair] for pair in zip(of_time.before.tolist(), of_time.after.tolist(), strict=True)]
    median[rows] = found[:, 1] * log.seconds_a_tick
    leaving = np.bincount(made.before, made.count, len(log.steps))
    names = np.array(log.steps, dtype=object)
    table = pd.DataFrame(
        {
            "step": names[made.before],
            "next_step": names[made.after],
            "count": made.count,
            "share": made.count / leaving[made.before],
            "median_s": median,
        }
    )
    return table.sort_values("count", ascending=False, kind="stable", ignore_index=True)


def cases_of_moves(log: ObservedLog, made: Moves) -> np.ndarray:
    """Return how many journeys make each kind of move at least once."""
    case = log.case[np.flatnonzero(log.goes_on)]
    pairs = np.unique(case * len(made.count) + made.of)
    return np.bincount(pairs % max(1, len(made.count)), minlength=len(made.count))


def loops(log: ObservedLog) -> pd.DataFrame:
    """Return the steps that journeys come back to; see :meth:`ObservedLog.loops`."""
    import pandas as pd

    seen, made = log.visits, kinds(log)
    events = np.bincount(log.step, minlength=len(log.steps))
    itself = made.before == made.after
    direct = np.bincount(made.before[itself], made.count[itself], len(log.steps)).astype(np.int64)
    table = pd.DataFrame(
        {
            "step": np.array(log.steps, dtype=object),
            "cases": seen.cases,
            "cases_back": seen.back,
            **shares(seen.back, seen.cases),
            "self_loops": direct,
            "returns": events - seen.cases - direct,
            "most": seen.most,
        }
    )
    back = table[table["cases_back"] > 0]
    return back.sort_values("cases_back", ascending=False, kind="stable", ignore_index=True)


def mean_place(log: ObservedLog, codes: np.ndarray, many: int) -> np.ndarray:
    """Return how far into its journey each kind of event stands on average: 0 is the first event, 1 the last.

    ``codes`` is the kind of each event, from 0 to ``many`` - 1; a kind without events stands at 0.
    """
    place = np.arange(len(log.step)) - np.repeat(log.offsets[:-1], log.lengths)
    share = place / np.repeat(np.maximum(log.lengths - 1, 1), log.lengths)
    return np.bincount(codes, share, many) / np.maximum(np.bincount(codes, minlength=many), 1)


def usual_order(log: ObservedLog) -> np.ndarray:
    """Return the steps in the order in which journeys usually come to them.

    A step that more often leads to another than the other way round stands before it; where that leaves a choice, or
    runs in a circle, the step that stands earlier in its journeys on average comes first.
    """
    many = len(log.steps)
    events, early = np.bincount(log.step, minlength=many), mean_place(log, log.step, many)
    made = kinds(log)
    count = dict(zip(zip(made.before.tolist(), made.after.tolist(), strict=True), made.count.tolist(), strict=True))
    before: list[set[int]] = [set() for _ in range(many)]
    for (a, b), n in count.items():
        other = count.get((b, a), 0)
        # Moves that hardly anybody makes do not turn the order round.
        if n >= max(1, min(events[a], events[b]) / 20) and (n, -early[a], -a) > (other, -early[b], -b):
            before[b].add(a)
    order: list[int] = []
    left = sorted(range(many), key=lambda code: (early[code], code))
    while left:
        done = set(order)
        code = next((code for code in left if before[code] <= done), left[0])
        order.append(code)
        left.remove(code)
    return np.array(order, dtype=np.int64)
