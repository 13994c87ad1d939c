"""Reading answers: every kind of input, every kind of fault, and counting without loss."""

from __future__ import annotations

import tracemalloc
from decimal import Decimal
from math import inf, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxcourse.core.metrics.rows import complete_rows
from cxcourse.core.metrics.tally import BLOCK, tally, tally_by
from cxcourse.core.metrics.values import column, numbers
from cxcourse.errors import DataError

ANSWERS = [0, 10, 9, 7, 7, 3]
KINDS = {
    "list": lambda a: a,
    "tuple of floats": lambda a: tuple(float(x) for x in a),
    "decimals": lambda a: [Decimal(x) for x in a],
    "generator": lambda a: (x for x in a),
    "range of numpy": lambda a: np.array(a)[::-1][::-1],
    "object array": lambda a: np.array(a, dtype=object),
    "big-endian": lambda a: np.array(a, dtype=">i4"),
    "big-endian floats": lambda a: np.array(a, dtype=">f8"),
    "category": lambda a: pd.Series(pd.Categorical(a, categories=range(11), ordered=True)),
    "index": lambda a: pd.Index(a),
    "masked": lambda a: np.ma.array(a),
    **{t: lambda a, t=t: np.array(a, dtype=t) for t in ("i1", "u1", "i2", "i4", "i8", "u8", "f2", "f4", "f8")},
    **{t: lambda a, t=t: pd.Series(a, dtype=t) for t in ("int8", "int64", "float64", "Int8", "Int64", "object")},
}  # fmt: skip
EMPTY = {
    "None": lambda a: [*a, None],
    "nan": lambda a: [*a, nan],
    "blank text": lambda a: [*a, " "],
    "pd.NA": lambda a: [*a, pd.NA],
    "pd.NaT": lambda a: [*a, pd.NaT],
    "float array": lambda a: np.array([*a, nan]),
    "float32 array": lambda a: np.array([*a, nan], dtype="f4"),
    "negative nan": lambda a: np.array([*a, -nan]),
    "Int64": lambda a: pd.Series([*a, None], dtype="Int64"),
    "category": lambda a: pd.Series(pd.Categorical([*a, None])),
    "masked": lambda a: np.ma.array([*a, 5], mask=[False] * len(a) + [True]),
}
FAULTS = {
    "above": (11, "11"), "far above": (10**12, str(10**12)), "wraps a byte": (256 + 5, "261"), "below": (-1, "-1"),
    "fraction": (8.5, "8.5"), "infinite": (inf, "inf"), "minus infinite": (-inf, "-inf"), "text": ("ten", "'ten'"),
    "number as text": ("9", "'9'"), "true": (True, "True"), "a list": ([9], r"\[9\]"), "the code of empty": (12, "12"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_container_counts_the_same(kind: str) -> None:
    found = tally(KINDS[kind](ANSWERS), (0, 10))
    assert found.counts.tolist() == [1, 0, 0, 1, 0, 0, 0, 2, 0, 1, 1]
    assert (found.n, found.missing, found.invalid) == (6, 0, 0)


@pytest.mark.parametrize("kind", EMPTY)
def test_every_kind_of_empty_is_counted_or_refused(kind: str) -> None:
    found = tally(EMPTY[kind](ANSWERS), (0, 10))
    assert (found.n, found.missing, found.invalid) == (6, 1, 0)
    with pytest.raises(DataError, match="1 of 7 are missing, the first at position 6"):
        tally(EMPTY[kind](ANSWERS), (0, 10), missing="error")


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_is_named_or_counted(fault: str) -> None:
    value, shown = FAULTS[fault]
    with pytest.raises(DataError, match=f"1 of 7 cannot be used. The first is {shown} at position 6"):
        tally([*ANSWERS, value], (0, 10))
    found = tally([*ANSWERS, value], (0, 10), invalid="count")
    assert (found.n, found.missing, found.invalid) == (6, 0, 1)


@pytest.mark.parametrize("kind", ["i2", "i8", "u8", "f4", "f8", "Int64", "category"])
@pytest.mark.parametrize("value", [11, 12, 13, 254, 255, 256])
def test_typed_columns_find_what_is_above_the_scale(kind: str, value: int) -> None:
    given_ = np.array([5, value, 6], dtype=kind) if kind[0] in "iuf" else pd.Series([5, value, 6], dtype=kind)
    with pytest.raises(DataError, match=f"The first is {value}(.0)? at position 1"):
        tally(given_, (0, 10))


@pytest.mark.parametrize("kind", ["i1", "i8", "f4", "f8"])
@pytest.mark.parametrize("value", [-1, -2, -128])
def test_typed_columns_find_what_is_below_the_scale(kind: str, value: int) -> None:
    assert tally(np.array([5, value, 6], dtype=kind), (0, 10), invalid="count").invalid == 1
    assert tally(np.array([5, 0, 6], dtype=kind), (1, 10), invalid="count").invalid == 1


def test_empty_beside_a_fault_in_one_block() -> None:
    found = tally(np.array([5.0, nan, 12.0, 300.0, inf, -1.0, 4.5, nan]), (0, 10), invalid="count")
    assert (found.n, found.missing, found.invalid) == (1, 2, 5)


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
@pytest.mark.parametrize("kind", ["i1", "i8", "f8"])
def test_block_borders_lose_nothing(size: int, kind: str) -> None:
    given_ = np.random.default_rng(size).integers(0, 11, size).astype(kind)
    assert tally(given_, (0, 10)).counts.tolist() == np.bincount(given_.astype(int), minlength=11).tolist()


def test_a_fault_far_inside_is_found_where_it_is() -> None:
    given_ = np.full(2 * BLOCK + 100, 7, dtype="i8")
    given_[2 * BLOCK + 42] = -3
    with pytest.raises(DataError, match=f"The first is -3 at position {2 * BLOCK + 42} "):
        tally(given_, (0, 10))


scores = st.lists(st.one_of(st.integers(-3, 14), st.none(), st.floats(allow_nan=True)), max_size=60)


@given(scores, st.sampled_from([(0, 10), (1, 5), (1, 7), (0, 1)]))
def test_nothing_is_ever_dropped(answers: list, scale: tuple[int, int]) -> None:
    """Against a plain loop: each answer is good, empty or a fault, and all of them are counted."""
    found = tally(answers, scale, invalid="count")
    empty = [x for x in answers if x is None or x != x]
    good = [x for x in answers if x is not None and x in range(scale[0], scale[1] + 1)]
    assert (found.missing, found.n) == (len(empty), len(good))
    assert found.n + found.missing + found.invalid == len(answers)
    as_floats = np.array([nan if x is None else x for x in answers], dtype=float)
    assert tally(as_floats, scale, invalid="count").counts.tolist() == found.counts.tolist()


@given(st.lists(st.tuples(st.integers(0, 10), st.sampled_from(["web", "shop", None])), max_size=50))
def test_segments_are_the_tallies_of_their_rows(rows: list) -> None:
    answers, by = [a for a, _ in rows], [s for _, s in rows]
    found = tally_by(answers, by, (0, 10))
    assert set(found) == set(by)
    for label, part in found.items():
        assert part.counts.tolist() == tally([a for a, s in rows if s == label], (0, 10)).counts.tolist()


@pytest.mark.parametrize("many", [2, 18, 30, 999, 5000])
def test_any_number_of_segments(many: int) -> None:
    dice = np.random.default_rng(many)
    answers, by = dice.integers(1, 6, 20_000), dice.integers(0, many, 20_000)
    expected = pd.crosstab(by, answers)
    for labels in (by, by.astype("i2"), by - 7, pd.Series(by).astype(str), pd.Series(by).astype("Int64")):
        found = tally_by(answers, labels, (1, 5))
        assert len(found) == len(expected)
        assert sum(part.n for part in found.values()) == 20_000
    assert np.array_equal([found[k].counts for k in expected.index], expected.to_numpy())


def test_declared_segments_show_even_when_empty() -> None:
    by = pd.Series(pd.Categorical(["b", "b", None], categories=["c", "b", "a"]))
    found = tally_by([1, 5, 5], by, (1, 5))
    assert list(found) == ["c", "b", "a", None]
    assert [part.n for part in found.values()] == [0, 2, 0, 1]


def test_segments_must_belong_to_the_answers() -> None:
    with pytest.raises(DataError, match="3 answers but 2 segments"):
        tally_by([1, 2, 3], ["a", "b"], (1, 5))
    table = pd.DataFrame({"score": [1, 5], "team": ["a", "b"]})
    with pytest.raises(DataError, match="different row labels"):
        tally_by(table["score"], table["team"].sort_values(ascending=False), (1, 5))


@pytest.mark.parametrize(
    ("data", "word"),
    [("9 10", "list of answers"), ({"a": 1}, "list of answers"), (7, "list of answers"),
     (np.array(7), "single value"), ([[1, 2], [3, 4]], "table of shape"), (pd.DataFrame({"a": [1]}), "table of"),
     (np.ones((2, 2)), "table of shape")],
)  # fmt: skip
def test_what_is_no_column_is_said(data: object, word: str) -> None:
    with pytest.raises(DataError, match=word):
        tally(data, (0, 10))


def test_wrong_policies_and_scales_are_named() -> None:
    for options in ({"missing": "drop"}, {"invalid": "ignore"}):
        with pytest.raises(DataError, match=r"drop|ignore"):
            tally([1], (0, 10), **options)
    for scale in ((5, 1), (-2, 2), (0, 500), (0.0, 10)):
        with pytest.raises(DataError, match="scale"):
            tally([1], scale)


@pytest.mark.parametrize("kind", ["i1", "i8", "f4", "f8"])
def test_counting_makes_no_copy_of_the_data(kind: str) -> None:
    given_ = np.full(4_000_000, 7, dtype=kind)
    tracemalloc.start()
    tally(given_, (0, 10))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def test_numbers_refuse_and_count() -> None:
    found = numbers([1.5, None, -2, inf, "x", True, 3], "times", above=0, invalid="count")
    assert found.kept.tolist() == [1.5, 3]
    assert (found.missing, found.invalid) == (1, 4)
    with pytest.raises(DataError, match=r"times: 1 of 2 .* -2.0 at position 1 .* a number greater than 0"):
        numbers([1.0, -2.0], "times", above=0)


def test_truth_is_an_answer_only_where_it_is_asked_for() -> None:
    for data in ([True, False], np.array([True, False]), pd.Series([True, False], dtype="boolean")):
        assert column(data, "done", truth=True).parts[0:2].tolist() == [1, 0]
        assert tally(data, (0, 10), invalid="count").invalid == 2


def test_rows_name_the_person_and_the_item() -> None:
    with pytest.raises(
        DataError, match=r"is 6.* at row 1 \(counted from 0\), item 2; needed: a whole number from 1 to 5"
    ):
        complete_rows(np.array([[1, 2, 3], [4, 6, 5]]), "answers", 3, (1, 5))
    with pytest.raises(DataError, match="answers 3 items, found 2 in row 1"):
        complete_rows([[1, 2, 3], [4, 5]], "answers", 3, (1, 5))
    frame = pd.DataFrame({"a": [1, None, 9], "b": [2, 2, 2]})
    found = complete_rows(frame, "answers", 2, (1, 5), invalid="count")
    assert found.kept.tolist() == [[1, 2]]
    assert (found.missing, found.invalid) == (1, 1)
