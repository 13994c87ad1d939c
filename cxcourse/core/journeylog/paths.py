"""The paths that journeys took: found exactly, by whole numbers, without a loop over the journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cxcourse.core.journeylog.shares import shares
from cxcourse.core.journeylog.sorting import quartiles
from cxcourse.core.journeylog.stamps import NONE
from cxcourse.core.metrics.quantities import whole

if TYPE_CHECKING:
    import pandas as pd

    from cxcourse.core.journeylog.log import ObservedLog

_ROOM = 62  # bits of a word of packed steps; one is left for the sign


class Traced(NamedTuple):
    """The paths, most common first: ``steps`` of each as codes, its ``counts``, and the path ``of`` each journey."""

    steps: list[list[int]]
    counts: np.ndarray
    of: np.ndarray


def trace(step: np.ndarray, offsets: np.ndarray, many: int) -> Traced:
    """Return the paths of a log.

    Steps of a journey are packed side by side into words of 62 bits (with 15 steps, 4 bits each, so 15 steps a
    word); equal words are equal stretches of path. Journeys longer than a word are told apart word by word: the number
    of the path so far and the next word make the number of the longer path. Nothing is hashed down, so two paths can
    never be taken for one.

    Parameters
    ----------
    step : array of int, shape (events,)
        Codes of the steps, journey by journey.
    offsets : array of int, shape (cases + 1,)
        Where each journey begins, and the end.
    many : int
        How many steps there are.

    Examples
    --------
    >>> trace(np.array([0, 1, 0, 2, 0, 1]), np.array([0, 2, 4, 6]), 3)
    Traced(steps=[[0, 1], [0, 2]], counts=array([2, 1]), of=array([0, 1, 0]))
    """
    lengths = np.diff(offsets)
    if not len(lengths):
        return Traced([], np.zeros(0, np.int64), np.zeros(0, np.int64))
    of, first = _numbered(step, offsets, lengths, many)
    counts = np.bincount(of)
    ranked = np.argsort(-counts, kind="stable")
    place = np.empty(len(ranked), np.int64)
    place[ranked] = np.arange(len(ranked))
    starts, ends = offsets[first[ranked]].tolist(), offsets[first[ranked] + 1].tolist()
    return Traced([step[a:b].tolist() for a, b in zip(starts, ends, strict=True)], counts[ranked], place[of])


def _numbered(step: np.ndarray, offsets: np.ndarray, lengths: np.ndarray, many: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of each journey's path, and the first journey on each path."""
    words, many = _packed(step, offsets, lengths, max(1, many.bit_length()))
    begin = np.cumsum(many) - many
    final = np.zeros(len(lengths), np.int64)
    alive, number, made = np.arange(len(lengths)), None, 0
    for done in range(int(many.max())):
        number, found = _factorized(words[begin[alive] + done], number)
        ends = many[alive] == done + 1
        # Numbers of this round start after those of the rounds before, so that none means two paths.
        final[alive[ends]] = made + number[ends]
        made += found
        alive, number = alive[~ends], number[~ends]
    import pandas as pd

    of, _ = pd.factorize(final)
    # Numbers are given in the order of appearance, so a path is new where the highest number rises.
    return of, np.flatnonzero(np.diff(np.maximum.accumulate(of), prepend=-1))


def _packed(step: np.ndarray, offsets: np.ndarray, lengths: np.ndarray, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Return stretches of steps as one whole number each, journey by journey, and how many each journey has.

    In a number, 0 stands for no step.
    """
    fits = _ROOM // bits
    many = -(-lengths // fits)
    before = np.cumsum(many) - many
    starts = np.repeat(offsets[:-1] - before * fits, many) + np.arange(many.sum()) * fits
    place = np.arange(len(step))
    place -= np.repeat(starts, np.diff(starts, append=len(step)))
    place *= bits
    words = np.add(step, 1, dtype=np.int64)
    words <<= place
    return np.bitwise_or.reduceat(words, starts), many


def _factorized(words: np.ndarray, before: np.ndarray | None) -> tuple[np.ndarray, int]:
    import pandas as pd

    number, seen = pd.factorize(words)
    if before is None:
        return number, len(seen)
    pair, found = pd.factorize(before * len(seen) + number)
    return pair, len(found)


def variants(log: ObservedLog, top: int | None) -> pd.DataFrame:
    """Return the paths as a table; see :meth:`ObservedLog.variants`."""
    import pandas as pd

    steps, counts, of = log.traced
    shown = len(steps) if top is None else min(whole(top, "top", low=1), len(steps))
    span = _spans(log)
    timed = (of < shown) & (span >= 0)
    _, spans = quartiles(of[timed], span[timed], shown)
    name = list(map(str, log.steps)).__getitem__
    return pd.DataFrame(
        {
            "variant": np.arange(1, shown + 1),
            "path": [" → ".join(map(name, path)) for path in steps[:shown]],
            "length": list(map(len, steps[:shown])),
            "cases": counts[:shown],
            **shares(counts[:shown], len(log)),
            "loop": [len(set(path)) < len(path) for path in steps[:shown]],
            "median_s": spans[:, 1] * log.seconds_a_tick,
        }
    )


def _spans(log: ObservedLog) -> np.ndarray:
    """Return ticks from first to last event of each journey; -1 where an end has no stamp."""
    first, last = log.ticks[log.offsets[:-1]], log.ticks[log.offsets[1:] - 1]
    return np.where((first == NONE) | (last == NONE), -1, last - first)


def summary(log: ObservedLog) -> pd.DataFrame:
    """Return the log in figures; see :meth:`ObservedLog.summary`."""
    import pandas as pd

    cases = len(log)
    spans = _spans(log)
    many, found = quartiles(np.zeros(int((spans >= 0).sum()), np.int64), spans[spans >= 0], 1)
    lengths = quartiles(np.zeros(cases, np.int64), log.lengths, 1)[1][0]
    common = shares(log.traced.counts[:1], cases) if cases else {"share": [np.nan], "low": [np.nan], "high": [np.nan]}
    loop = shares(np.array([np.count_nonzero(log.has_loop)]), cases)
    rows = [
        ("journeys", cases, np.nan, np.nan, cases, "journeys"),
        ("events", len(log.step), np.nan, np.nan, cases, "events"),
        ("paths", len(log.traced.counts), np.nan, np.nan, cases, "paths"),
        ("on the most common path", *(float(common[k][0]) for k in ("share", "low", "high")), cases, "share"),
        ("with a loop", *(float(loop[k][0]) for k in ("share", "low", "high")), cases, "share"),
        ("events a journey, median", lengths[1], np.nan, np.nan, cases, "events"),
        ("duration, median", found[0, 1] * log.seconds_a_tick, np.nan, np.nan, int(many[0]), "s"),
    ]
    return pd.DataFrame(rows, columns=["figure", "value", "low", "high", "n", "unit"])
