"""Survey metrics on ten million answers, beside a bare count and the usual pandas lines, in one run.

    python -m tests.bench.bench_survey [answers]

Every metric is called in full: validation, missing policy, interval, working. Times are the best of several rounds in
which all contestants take turns, so that a busy moment of the machine does not hit one of them alone. Ratios are to
``numpy.bincount`` of the same answers as int64. Memory is the peak of what the call itself allocates.
"""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from time import perf_counter

import numpy as np
import pandas as pd

from cxcourse.core.metrics import ces, csat, nps

ROUNDS = 7
SEGMENTS = ("north", "south", "east", "west", "web", "shop")
METRICS = {"nps": (nps, 0, 10), "csat": (csat, 1, 5), "ces": (ces, 1, 7)}
Contest = dict[str, Callable[[], object]]


def answers(low: int, high: int, n: int) -> dict[str, np.ndarray]:
    """Return the same answers in three types; the floats have 5 % missing."""
    dice = np.random.default_rng(7)
    whole = dice.integers(low, high + 1, n)
    floats = whole.astype(float)
    floats[dice.random(n) < 0.05] = np.nan
    return {"int8": whole.astype("int8"), "int64": whole, "float": floats}


def score(part: pd.Series) -> float:
    """The line people write: share of promoters minus share of detractors."""
    return 100 * ((part >= 9).mean() - (part <= 6).mean())


def by_cut(series: pd.Series) -> float:
    """The other line people write: cut into groups, count, subtract."""
    shares = pd.cut(series, [-1, 6, 8, 10], labels=["d", "p", "pr"]).value_counts(normalize=True)
    return 100 * (shares["pr"] - shares["d"])


def whole_contest(n: int) -> Contest:
    contest: Contest = {}
    for name, (metric, low, high) in METRICS.items():
        for kind, data in answers(low, high, n).items():
            contest[f"{name} {kind}"] = lambda metric=metric, data=data: metric(data)
    bare = answers(0, 10, n)
    for kind in ("int8", "int64"):
        contest[f"bincount {kind}"] = lambda kind=kind: np.bincount(bare[kind])
    data = {kind: pd.Series(values) for kind, values in bare.items()}
    for kind, series in data.items():
        contest[f"boolean means {kind}"] = lambda series=series: score(series)
    for kind in ("int64", "float"):
        contest[f"pd.cut + value_counts {kind}"] = lambda series=data[kind]: by_cut(series)
    return contest


def segment_contest(n: int) -> Contest:
    number = np.random.default_rng(8).integers(0, len(SEGMENTS), n)
    names = pd.Series(pd.Categorical.from_codes(number, SEGMENTS))
    texts = pd.Series(np.array(SEGMENTS, dtype=object)[number])
    contest: Contest = {}
    for name, (metric, low, high) in METRICS.items():
        for kind, data in answers(low, high, n).items():
            series = pd.Series(data)
            contest[f"{name} {kind}, by category"] = lambda m=metric, s=series: m(s, by=names)
            if name == "nps":
                contest[f"nps {kind}, by number"] = lambda s=series: nps(s, by=number)
                contest[f"nps {kind}, by text"] = lambda s=series: nps(s, by=texts)
                groups = {"category": names, "number": number, "text": texts}
                for label, by in groups.items():
                    contest[f"groupby.apply {kind}, by {label}"] = (
                        lambda s=series, by=by: s.groupby(by, observed=True).apply(score)
                    )  # fmt: skip
    bare = answers(0, 10, n)["int64"]
    contest["bincount int64"] = lambda: np.bincount(bare)
    return contest


def best_times(contest: Contest, rounds: int = ROUNDS) -> dict[str, float]:
    best = dict.fromkeys(contest, float("inf"))
    for _ in range(rounds):
        for name, call in contest.items():
            start = perf_counter()
            call()
            best[name] = min(best[name], 1000 * (perf_counter() - start))
    return best


def peak_mb(call: Callable[[], object]) -> float:
    tracemalloc.start()
    call()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def report(title: str, contest: Contest, rounds: int = ROUNDS) -> dict[str, float]:
    times = best_times(contest, rounds)
    print(f"\n{title:<36} {'ms':>8} {'× bincount':>11} {'peak MB':>9}")
    for name in sorted(contest, key=times.get):
        ratio = times[name] / times["bincount int64"]
        print(f"{name:<36} {times[name]:8.1f} {ratio:11.2f} {peak_mb(contest[name]):9.2f}")
    return times


def main(n: int) -> None:
    print(f"{n:,} answers; numpy {np.__version__}, pandas {pd.__version__}; data as int64: {8 * n / 1e6:.0f} MB")
    report("whole", whole_contest(n))
    times = report("by six segments", segment_contest(n), rounds=4)
    print("\nnps by six segments, times faster than groupby.apply")
    for kind in ("int8", "int64", "float"):
        for label in ("category", "number", "text"):
            ours, theirs = times[f"nps {kind}, by {label}"], times[f"groupby.apply {kind}, by {label}"]
            print(f"  {kind:<6} by {label:<9} {theirs / ours:5.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
