"""Any log at all: the answers of whole arrays are those of a plain loop over events."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxcourse.core.journeylog import observe, paths
from cxcourse.core.journeylog.sorting import stable_order
from cxcourse.core.journeylog.words import read_words

# Few names, short times and small moods, so that loops, ties, repeats and one-event cases all come up.
EVENT = st.tuples(
    st.integers(0, 4),
    st.sampled_from("abcd"),
    st.integers(0, 6),
    st.one_of(st.none(), st.integers(-2, 2)),
)
LOG = st.lists(EVENT, min_size=1, max_size=60)


def table(events: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(events, columns=["case_id", "step", "timestamp", "emotion"])
    return frame.assign(timestamp=pd.to_datetime(frame["timestamp"], unit="s"), emotion=frame["emotion"].astype(float))


class Naive:
    """The same questions, asked event by event."""

    def __init__(self, events: list[tuple]) -> None:
        journeys: dict[int, list[tuple]] = defaultdict(list)
        for event in dict.fromkeys(events):  # duplicates go, the first stays
            journeys[event[0]].append(event)
        self.journeys = [sorted(rows, key=lambda row: row[2]) for rows in journeys.values()]  # sorted() is stable
        self.paths = [tuple(row[1] for row in rows) for rows in self.journeys]

    def moves(self) -> dict[tuple, list[int]]:
        found: dict[tuple, list[int]] = defaultdict(list)
        for rows in self.journeys:
            for one, other in pairwise(rows):
                found[one[1], other[1]].append(other[2] - one[2])
        return found

    def loops(self) -> dict[str, list[int]]:
        found = {}
        for step in {step for path in self.paths for step in path}:
            visits = [path.count(step) for path in self.paths if step in path]
            straight = sum(a == b == step for path in self.paths for a, b in pairwise(path))
            if max(visits) > 1:
                back = sum(many > 1 for many in visits)
                found[step] = [len(visits), back, straight, sum(visits) - len(visits) - straight, max(visits)]
        return found

    def emotions(self) -> dict[str, list[float]]:
        found: dict[str, list[float]] = defaultdict(list)
        for rows in self.journeys:
            for row in rows:
                if row[3] is not None:
                    found[row[1]].append(row[3])
        return found


@given(LOG)
def test_paths_are_those_of_a_plain_loop(events):
    log, naive = observe(table(events)), Naive(events)
    found = log.variants(top=None)
    assert dict(zip(found["path"], found["cases"], strict=True)) == Counter(" → ".join(path) for path in naive.paths)
    assert found["cases"].is_monotonic_decreasing and found["cases"].sum() == len(log) == len(naive.journeys)
    of = dict(zip(log.cases.tolist(), found["path"].to_numpy()[log.traced.of], strict=True))
    assert of == {rows[0][0]: " → ".join(path) for rows, path in zip(naive.journeys, naive.paths, strict=True)}


@given(LOG)
def test_moves_and_their_times_are_those_of_a_plain_loop(events):
    found = observe(table(events)).flow()
    naive = Naive(events).moves()
    assert {(a, b): n for a, b, n in found.iloc[:, :3].itertuples(index=False)} == {k: len(v) for k, v in naive.items()}
    assert {(a, b): m for a, b, m in found[["step", "next_step", "median_s"]].itertuples(index=False)} == {
        pair: median(waits) for pair, waits in naive.items()
    }
    assert np.allclose(found.groupby("step")["share"].sum(), 1)


@given(LOG)
def test_loops_ends_and_beginnings_are_those_of_a_plain_loop(events):
    log, naive = observe(table(events)), Naive(events)
    columns = ["cases", "cases_back", "self_loops", "returns", "most"]
    assert {row["step"]: [row[c] for c in columns] for _, row in log.loops().iterrows()} == naive.loops()
    assert log.has_loop.sum() == sum(len(set(path)) < len(path) for path in naive.paths)
    for found, place in ((log.first_steps(), 0), (log.last_steps(), -1)):
        assert dict(zip(found["step"], found["cases"], strict=True)) == Counter(path[place] for path in naive.paths)
    drop = log.dropoff()
    assert dict(zip(drop["step"], drop["last"], strict=True)) == {
        step: sum(path[-1] == step for path in naive.paths) for step in log.steps
    }


@given(LOG)
def test_emotions_are_those_of_a_plain_loop(events):
    found = observe(table(events)).emotion_by_step()
    naive = Naive(events).emotions()
    assert {step: n for step, n in zip(found["step"], found["n"], strict=True) if n} == {
        k: len(v) for k, v in naive.items()
    }
    for step, mean in zip(found["step"], found["mean"], strict=True):
        assert np.isnan(mean) if step not in naive else np.isclose(mean, sum(naive[step]) / len(naive[step]))
    inside = found.dropna(subset="low")
    assert ((inside["low"] <= inside["mean"] + 1e-12) & (inside["mean"] <= inside["high"] + 1e-12)).all()
    assert (inside["low"] >= -2).all() and (inside["high"] <= 2).all()


@given(LOG, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_where_no_times_are_equal(events, dice):
    apart = list({(event[0], event[2]): event for event in events}.values())
    shuffled = dice.sample(apart, len(apart))
    one, other = (
        observe(table(rows)).flow().sort_values(["step", "next_step"], ignore_index=True) for rows in (apart, shuffled)
    )
    pd.testing.assert_frame_equal(one, other)


@given(LOG)
def test_parts_add_up_to_the_whole(events):
    log = observe(table(events))
    parts = [log.only(there) for there in (log.has_loop, ~log.has_loop) if there.any()]
    assert sum(part.flow()["count"].sum() for part in parts) == log.flow()["count"].sum()
    assert sum(len(part) for part in parts) == len(log)
    whole = sum(
        (Counter(dict(zip(p.variants(None)["path"], p.variants(None)["cases"], strict=True))) for p in parts), Counter()
    )
    assert whole == dict(zip(log.variants(None)["path"], log.variants(None)["cases"], strict=True))


@given(st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=90), min_size=1, max_size=12))
def test_long_paths_are_never_taken_for_one_another(journeys):
    """7 steps fill a word of 20: paths of up to 90 need five."""
    step = np.concatenate([np.array(path) for path in journeys])
    offsets = np.cumsum([0, *map(len, journeys)])
    found = paths.trace(step, offsets, 7)
    assert [found.steps[number] for number in found.of] == journeys
    assert sorted(found.counts.tolist()) == sorted(Counter(map(tuple, journeys)).values())


KEYS = st.one_of(
    st.lists(st.integers(-5, 5), max_size=50),
    st.lists(st.integers(0, 2**62), max_size=50),  # too wide to be sorted in one pass
    st.lists(st.integers(0, 2**62).map(lambda key: key & ~0xFFFF), max_size=50),
    st.lists(st.integers(-(2**63), 2**63 - 1), max_size=50),  # too wide to be packed at all
)


@given(KEYS)
def test_keys_of_any_size_are_sorted_and_equal_ones_stay_in_order(keys):
    assert stable_order(np.array(keys, dtype=np.int64)).tolist() == sorted(range(len(keys)), key=keys.__getitem__)


# The ends of 64 bits beside numbers that differ in their lowest bits only: with the row they do not fit a packed number.
WIDE = st.one_of(st.sampled_from([-(2**63), 2**63 - 1]), st.integers(-3, 3), st.integers(2**62, 2**62 + 40))


@given(st.lists(st.tuples(WIDE, st.integers(0, 5)), max_size=60))
def test_keys_are_sorted_group_by_group_also_where_they_do_not_fit_one_number(rows):
    rows = [(key, group % len(rows)) for key, group in rows]
    keys, groups = (np.array(column, dtype=np.int64) for column in (zip(*rows, strict=True) if rows else ((), ())))
    found = stable_order(keys, groups)
    assert found.tolist() == np.lexsort((keys, groups)).tolist()


def test_many_events_of_a_short_time_beside_one_of_long_ago_are_sorted_exactly():
    """The one leaves so little room in a packed number that the others are all alike at first."""
    dice = np.random.default_rng(3)
    keys = np.append(dice.integers(0, 10**7, 50_000), -(10**18))
    groups = np.append(dice.integers(0, 20_000, 50_000), 7)
    assert (stable_order(keys, groups) == np.lexsort((keys, groups))).all()


LONG = ["a long word", "A long word", "a long word "]
WORDS = ["pay", "Pay", " pay", "dial", "", "?", None, "N/A", 3, *LONG]


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.booleans())
def test_words_keep_their_rows(words, shared):
    """Whether rows share one copy of a word or hold copies of their own changes the speed and nothing else."""
    cells = [word if shared or not isinstance(word, str) else "".join(list(word)) for word in words]
    found = read_words(pd.Series(cells, dtype=object))
    told = [None if code < 0 else found.names[code] for code in found.codes]
    assert told == [
        None if word in ("", "?", None, "N/A") else word.strip() if isinstance(word, str) else word for word in words
    ]


@pytest.mark.parametrize("odd", ["journey 7", " journey 7", "journey 7\n", "?", "n/a", None, 7, "JOURNEY 7"])
@pytest.mark.parametrize("repeat", [1, 3])
def test_one_odd_id_among_many_is_found(odd, repeat):
    """Of many rows only a sample is looked at to choose the way of reading; what it misses must not be missed."""
    ids = [word for number in range(12_003 // repeat) for word in [f"journey {number}"] * repeat]
    cells = [*ids, odd[:1] + odd[1:] if isinstance(odd, str) else odd]  # a copy of its own
    found = read_words(pd.Series(cells, dtype=object))
    assert [None if code < 0 else found.names[code] for code in found.codes[:-1]] == ids
    last = None if found.codes[-1] < 0 else found.names[found.codes[-1]]
    assert last == {"?": None, "n/a": None, "JOURNEY 7": "JOURNEY 7", 7: 7, None: None}.get(odd, "journey 7")
    assert len(found.names) == len(set(ids)) + (odd in (7, "JOURNEY 7"))
