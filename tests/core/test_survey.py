"""Survey metrics: hand-made cases with their arithmetic, traps, segments and properties."""

from __future__ import annotations

from math import isnan, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxcourse.core import metrics
from cxcourse.core.metrics import ces, ces_from_counts, csat, csat_from_counts, nps, nps_from_counts, sus
from cxcourse.core.metrics.intervals import mean_interval, proportion_interval
from cxcourse.errors import DataError

people = st.tuples(*[st.integers(0, 300)] * 3).filter(any)
scores = st.lists(st.integers(0, 10), min_size=1, max_size=80)
ALL = [nps, csat, ces, metrics.seq]


# --- NPS -------------------------------------------------------------------------------------------------------------


def test_nps_by_hand() -> None:
    """4 promoters, 1 passive, 3 detractors: 50 % - 37.5 % = 12.5 points."""
    found = nps([9, 10, 10, 9, 8, 0, 6, 5])
    assert (found.value, found.n, found.unit, found.range) == (12.5, 8, "points", (-100, 100))
    assert (found.details["promoters"], found.details["passives"], found.details["detractors"]) == (4, 1, 3)
    assert "NPS = 50 - 37.5 = 12.5 points" in found.steps


def test_the_borders_of_the_groups() -> None:
    assert [nps([x]).value for x in range(11)] == [-100] * 7 + [0] * 2 + [100] * 2


def test_passives_stay_in_the_base() -> None:
    assert nps_from_counts(60, 20, 20).value == 40
    assert nps_from_counts(60, 0, 20).value == 50


@given(people)
def test_nps_stays_in_range_and_turns_with_its_sides(counts: tuple[int, int, int]) -> None:
    p, passive, d = counts
    found, turned = nps_from_counts(p, passive, d), nps_from_counts(d, passive, p)
    assert -100 <= found.low <= found.high <= 100
    assert -100 <= found.value <= 100
    assert [turned.value, turned.low, turned.high] == pytest.approx([-found.value, -found.high, -found.low], abs=1e-9)


@given(st.tuples(*[st.integers(0, 40)] * 3).filter(lambda c: sum(c) > 3), st.integers(2, 30))
def test_more_answers_with_the_same_shares_shorten_the_interval(counts: tuple[int, int, int], times: int) -> None:
    small, large = nps_from_counts(*counts), nps_from_counts(*(times * c for c in counts))
    assert large.value == pytest.approx(small.value)
    assert large.high - large.low < small.high - small.low


@given(scores, st.randoms())
def test_order_and_counting_make_no_difference(answers: list[int], dice: object) -> None:
    found = nps(answers)
    dice.shuffle(answers)
    again = nps(answers)
    assert (again.value, again.low, again.high) == (found.value, found.low, found.high)
    groups = (sum(a >= 9 for a in answers), sum(7 <= a <= 8 for a in answers), sum(a <= 6 for a in answers))
    counted = nps_from_counts(*groups)
    assert (counted.value, counted.low, counted.high) == (found.value, found.low, found.high)


@given(people.filter(lambda c: sum(c) > 1))
def test_the_wald_interval_is_that_of_a_mean_of_plus_and_minus_one(counts: tuple[int, int, int]) -> None:
    p, passive, d = counts
    marks = np.repeat([100.0, 0.0, -100.0], [p, passive, d])
    reach = 1.959963985 * marks.std() / len(marks) ** 0.5
    found = nps_from_counts(p, passive, d, interval="wald")
    assert found.low == pytest.approx(max(-100, marks.mean() - reach), abs=1e-6)
    assert found.high == pytest.approx(min(100, marks.mean() + reach), abs=1e-6)


def test_wald_is_clipped_where_it_leaves_the_scale() -> None:
    """9 promoters, 2 detractors, n = 11: 0.636 + 1.96 × 0.2326 = 1.092, so 100."""
    assert nps_from_counts(9, 0, 2, interval="wald").high == 100
    assert nps_from_counts(9, 0, 2).high < 100


# --- every metric of one question ------------------------------------------------------------------------------------


@pytest.mark.parametrize("metric", ALL)
def test_without_answers_the_figure_is_undefined_not_zero(metric: object) -> None:
    for answers in ([], [None, nan], np.array([], dtype=int), pd.Series([], dtype="Int64")):
        found = metric(answers)
        assert isnan(found.value)
        assert not found.defined
        assert found.n == 0
        assert found.details["why"] == "there are no answers"
        assert "undefined" in str(found)
        assert found.missing == len(answers)


@pytest.mark.parametrize("metric", ALL)
def test_segments_give_the_figure_of_their_rows(metric: object) -> None:
    dice = np.random.default_rng(5)
    table = pd.DataFrame({"score": dice.integers(1, 6, 400), "team": dice.choice(["a", "b", "c"], 400)})
    found = metric(table["score"], by=table["team"])
    assert list(found) == ["a", "b", "c"]
    for team, rows in table.groupby("team"):
        assert str(found[team]) == str(metric(rows["score"]))
        assert found[team].steps == metric(rows["score"]).steps


@pytest.mark.parametrize("metric", ALL)
def test_policies_reach_every_metric(metric: object) -> None:
    assert metric([5, None, 4]).missing == 1
    assert metric([5, 99, 4], invalid="count").details["invalid"] == 1
    with pytest.raises(DataError, match="missing"):
        metric([5, None, 4], missing="error")
    with pytest.raises(DataError, match="99 at position 1"):
        metric([5, 99, 4])


def test_one_person_has_no_spread() -> None:
    assert isnan(ces([6]).low)
    assert isnan(nps([6], interval="wald").low)


# --- CSAT and CES ----------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 5), min_size=1, max_size=60), st.sampled_from([1, 2, 3, 4]))
def test_csat_is_the_share_in_its_box(answers: list[int], box: int) -> None:
    hits, n = sum(a > 5 - box for a in answers), len(answers)
    found = csat(answers, box=box)
    assert found.value == pytest.approx(100 * hits / n)
    assert (found.low, found.high) == pytest.approx([100 * end for end in proportion_interval(hits, n)])
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9
    assert (csat_from_counts(hits, n).value, csat_from_counts(hits, n).low) == (found.value, found.low)


def test_a_mean_is_not_csat() -> None:
    """5, 5, 5, 5, 1: mean 4.2, so "84 %" by the mean, but 4 of 5 are satisfied: 80 %."""
    assert csat([5, 5, 5, 5, 1]).value == 80


def test_csat_on_another_scale() -> None:
    assert csat([7, 6, 5, 1], scale=(1, 7)).value == 50
    assert csat([10, 9, 8, 0], scale=(0, 10), box=3).value == 75
    with pytest.raises(DataError, match="box"):
        csat([1], box=5)


def test_ces_turns_its_direction_between_versions() -> None:
    """The same answers 1, 1, 2: little effort in version 1.0, not easy at all in version 2.0."""
    old, new = (ces([1, 1, 2], version=v, measure="share") for v in ("1.0", "2.0"))
    assert (old.value, new.value) == (100, 0)
    assert [ces([1], version=v).details["better"] for v in ("1.0", "2.0")] == ["low", "high"]
    assert ces([1, 2, 6], measure="mean").value == 3


@given(st.lists(st.integers(1, 7), min_size=2, max_size=60), st.sampled_from(["mean", "share"]))
def test_ces_from_counts_is_ces(answers: list[int], measure: str) -> None:
    counts = {point: answers.count(point) for point in set(answers)}
    assert str(ces_from_counts(counts, measure=measure)) == str(ces(answers, measure=measure))
    found = ces(answers)
    low, high = mean_interval(np.mean(answers), np.std(answers, ddof=1), len(answers))
    assert (found.low, found.high) == pytest.approx((max(1, low), min(7, high)), abs=1e-9)


def test_counts_that_cannot_be_are_refused() -> None:
    with pytest.raises(DataError, match="0 is off the scale 1 to 7"):
        ces_from_counts({0: 4})
    for counts in ((-1, 2, 3), (1.5, 2, 3), ("1", 2, 3), (True, 2, 3)):
        with pytest.raises(DataError, match="promoters"):
            nps_from_counts(*counts)
    with pytest.raises(DataError, match="satisfied"):
        csat_from_counts(6, 5)
    assert not csat_from_counts(0, 0).defined


@pytest.mark.parametrize(
    "call",
    [lambda: nps([1], interval="exact"), lambda: csat([1], interval="t"), lambda: ces([1], version="3"),
     lambda: ces([1], measure="median"), lambda: ces([1], interval="t"), lambda: nps([1], confidence=95),
     lambda: csat([1], confidence=0), lambda: sus([[3] * 10], part="speed"), lambda: sus([[3] * 10], missing="drop")],
)  # fmt: skip
def test_wrong_names_are_refused(call: object) -> None:
    with pytest.raises(DataError):
        call()


# --- questionnaires --------------------------------------------------------------------------------------------------

rows_of_sus = st.lists(st.lists(st.integers(1, 5), min_size=10, max_size=10), min_size=1, max_size=12)


@given(rows_of_sus)
def test_sus_against_its_formula_spelt_out(rows: list[list[int]]) -> None:
    expected = [2.5 * sum((a - 1) if i % 2 == 0 else (5 - a) for i, a in enumerate(row)) for row in rows]
    found = sus(rows)
    assert metrics.sus_scores(rows).tolist() == expected
    assert found.value == pytest.approx(np.mean(expected))
    whole = 0.8 * found.details["usability"] + 0.2 * found.details["learnability"]
    assert whole == pytest.approx(found.value)
    assert sus(rows, part="learnability").value == pytest.approx(found.details["learnability"])


def test_sus_of_a_fault_of_direction() -> None:
    """Forgetting to turn the even items round would give 2.5 × (4·10) = 100 for straight fives; the answer is 50."""
    assert sus([5] * 10).value == 50


def test_a_missing_item_costs_the_score_unless_the_centre_is_asked_for() -> None:
    rows = pd.DataFrame([[3] * 10, [5, 1] * 5, [5, 1, None, *[5, 1] * 3, 1]])
    found = sus(rows)
    assert (found.n, found.missing, found.value) == (2, 1, 75)
    assert sus(rows, missing="centre").n == 3
    with pytest.raises(DataError, match=r"row 2 .* item 3"):
        sus(rows, missing="error")
    assert not sus(np.empty((0, 10))).defined


def test_the_bands_have_no_holes_and_agree_with_the_percentiles() -> None:
    """Each grade begins near the percentile that its authors print: two tables of different origin."""
    printed = {84.1: 96, 80.8: 90, 78.9: 85, 77.2: 80, 74.1: 70, 72.6: 65, 71.1: 60, 65: 41, 62.7: 35, 51.7: 15}
    for bound, percent in printed.items():
        assert 100 * metrics.sus_percentile(bound) == pytest.approx(percent, abs=1)
    grades = [metrics.sus_grade(x) for x in np.linspace(100, 0, 2001)]
    assert list(dict.fromkeys(grades)) == ["A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D", "F"]
    curve = metrics.sus_percentile(np.linspace(0, 100, 1001))
    assert (np.diff(curve) >= 0).all()
    assert curve[[0, -1]].tolist() == [0, 1]


def test_umux_lite_has_two_positive_items() -> None:
    assert metrics.umux_lite([7, 7]).value == 100
    assert metrics.umux_lite([[1, 1], [7, 7]]).details["sus_equivalent"] == pytest.approx(55.4)
    assert not metrics.umux_lite(np.empty((0, 2))).defined


def test_results_become_a_table() -> None:
    table = metrics.results_table(nps([10, 0, 9, None], by=["a", "b", "a", "b"]))
    assert table["value"].to_dict() == {"a": 100, "b": -100}
    assert table["missing"].tolist() == [0, 1]
