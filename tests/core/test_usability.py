"""Usability metrics: completion, time, errors, lostness, discovery, benchmarks."""

from __future__ import annotations

from math import isnan, nan, sqrt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cxcourse.core import metrics
from cxcourse.core.metrics import benchmark_test, completion_rate, lostness, time_on_task
from cxcourse.errors import DataError

counts = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
times = st.lists(st.floats(0.5, 5000), min_size=2, max_size=60)


@given(counts, st.randoms())
def test_marks_and_counts_give_the_same(count: tuple[int, int], dice: object) -> None:
    x, n = count
    marks = [True] * x + [False] * (n - x)
    dice.shuffle(marks)
    found = completion_rate((x, n))
    for given_ in (marks, np.array(marks), np.array(marks, dtype="i1"), pd.Series(marks, dtype="boolean")):
        assert completion_rate(given_).details == found.details
        assert completion_rate(given_).steps == found.steps


@given(counts)
def test_every_estimate_is_a_share_and_the_small_test_is_pulled_to_the_middle(count: tuple[int, int]) -> None:
    points = completion_rate(count).details
    for name in ("observed", "laplace", "wilson", "best"):
        assert 0 <= points[name] <= 1
        assert completion_rate(count, point=name).value == points[name]
    assert abs(points["laplace"] - 0.5) <= abs(points["observed"] - 0.5) + 1e-12
    assert abs(points["wilson"] - 0.5) <= abs(points["observed"] - 0.5) + 1e-12


def test_the_rule_of_the_best_estimate() -> None:
    """0 of 5: 1/7. 2 of 5 (below half): Wilson, (2 + 1.92)/(5 + 3.84) = 0.443. 4 of 5: as seen. 5 of 5: 6/7."""
    assert metrics.best_estimate(0, 5) == pytest.approx(1 / 7)
    assert metrics.best_estimate(2, 5) == pytest.approx(0.4435, abs=1e-4)
    assert metrics.best_estimate(4, 5) == 0.8
    assert metrics.best_estimate(5, 5) == pytest.approx(6 / 7)
    with pytest.raises(DataError, match="at least one attempt"):
        metrics.best_estimate(0, 0)


def test_all_of_five_is_not_everybody() -> None:
    assert completion_rate((5, 5)).low < 0.6
    assert completion_rate((5, 5), interval="wald").low == 1


def test_completion_by_task_and_its_faults() -> None:
    found = completion_rate([1, 0, None, 1], by=["T1", "T1", "T2", "T2"])
    assert (found["T1"].value, found["T2"].n, found["T2"].missing) == (0.5, 1, 1)
    assert not completion_rate((0, 0)).defined
    assert not completion_rate([]).defined
    with pytest.raises(DataError, match="2 at position 1"):
        completion_rate([1, 2])
    with pytest.raises(DataError, match="counts have no rows"):
        completion_rate((4, 5), by=["a", "b"])
    with pytest.raises(DataError, match="successes"):
        completion_rate((6, 5))


# --- time ------------------------------------------------------------------------------------------------------------


@given(times, st.floats(0.01, 60))
def test_time_follows_its_unit_and_lies_inside(seconds: list[float], factor: float) -> None:
    found = time_on_task(seconds)
    scaled = time_on_task([factor * t for t in seconds])
    assert [scaled.value, scaled.low, scaled.high] == pytest.approx(
        [factor * x for x in (found.value, found.low, found.high)], rel=1e-6
    )
    assert found.low <= found.value * (1 + 1e-9)
    assert found.value <= found.high * (1 + 1e-9)


@given(times)
def test_the_geometric_mean_never_exceeds_the_mean(seconds: list[float]) -> None:
    found = time_on_task(seconds, centre="geometric")
    assert found.value == pytest.approx(stats.gmean(seconds))
    assert found.value <= found.details["mean"] * (1 + 1e-9)
    assert min(seconds) * (1 - 1e-9) <= found.value


def test_median_from_25_people() -> None:
    assert time_on_task(range(1, 25)).method.startswith("geometric")
    large = time_on_task(range(1, 26))
    assert large.method.startswith("median")
    assert (large.value, large.low, large.high) == (13, 8, 18)


def test_the_arithmetic_mean_is_offered_for_comparison() -> None:
    """55 + 65 + 75 + 62 + 45 + 135 = 437; 437 / 6 = 72.83."""
    assert time_on_task([55, 65, 75, 62, 45, 135], centre="mean").value == pytest.approx(437 / 6)
    assert time_on_task([1, 1, 100], centre="mean").low == 0


def test_failures_are_in_or_out_by_name() -> None:
    found = time_on_task([10, 20, 40, 900], completed=[True, True, True, False])
    assert (found.n, found.details["failed"]) == (3, 1)
    assert found.value == pytest.approx(20)
    assert "successful attempts" in found.method
    assert "all attempts" in time_on_task([10, 20]).method
    with pytest.raises(DataError, match="2 marks for 3 times"):
        time_on_task([1, 2, 3], completed=[True, False])
    with pytest.raises(DataError, match="None at position 1"):
        time_on_task([1, 2], completed=[True, None])


@pytest.mark.parametrize("bad", [0, -5, float("inf"), "12"])
def test_a_time_that_cannot_be_is_refused_or_counted(bad: object) -> None:
    with pytest.raises(DataError, match=r"times in seconds: 1 of 3 .* at position 1"):
        time_on_task([10, bad, 20])
    assert time_on_task([10, bad, 20, None], invalid="count").details["invalid"] == 1


def test_few_times() -> None:
    assert not time_on_task([]).defined
    one = time_on_task([30])
    assert one.value == pytest.approx(30)
    assert isnan(one.low)
    assert isnan(metrics.geometric_mean([]))


# --- errors, lostness ------------------------------------------------------------------------------------------------


def test_errors_as_shares_and_as_counts() -> None:
    assert metrics.error_rate(12, 100).value == 0.12
    counted = metrics.error_rate(12, 8, kind="counts")
    assert counted.value == 1.5
    assert counted.low == pytest.approx(stats.chi2.ppf(0.025, 24) / 16)
    with pytest.raises(DataError, match="errors"):
        metrics.error_rate(12, 8)
    assert not metrics.error_rate(0, 0, kind="counts").defined


@given(st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_lostness_stays_below_the_root_of_two(unique: int, more: int, minimum: int) -> None:
    found = lostness(unique, unique + more, min(minimum, unique))
    assert 0 <= found.value < sqrt(2)
    assert found.details["not_reached"] == 0
    assert lostness(unique, unique, unique).value == 0


def test_lostness_of_several_people() -> None:
    found = lostness([6, 3, 2], [9, 3, 4], 3)
    assert found.value == pytest.approx((0.6009 + 0 + sqrt(0.25 + 0.25)) / 3, abs=1e-4)
    assert (found.n, found.details["not_reached"]) == (3, 1)
    assert found.low < found.value < found.high
    assert isnan(lostness(6, 9, 3).low)
    for wrong in ((9, 6, 3), (0, 5, 3), (5, 9, 0), ([1, 2], [2, 3, 4], 1)):
        with pytest.raises(DataError):
            lostness(*wrong)
    assert not lostness([], [], 3).defined


# --- discovery and sample sizes --------------------------------------------------------------------------------------


@given(st.floats(0.01, 0.99), st.floats(0.05, 0.99))
def test_the_sample_size_is_the_smallest_that_reaches_the_goal(p: float, goal: float) -> None:
    n = int(metrics.discovery_sample_size(p, goal).value)
    assert metrics.problem_discovery(p, n).value >= goal - 1e-6
    assert n == 1 or metrics.problem_discovery(p, n - 1).value < goal + 1e-6


@given(st.floats(0, 1), st.integers(0, 50))
def test_more_people_find_more(p: float, n: int) -> None:
    assert 0 <= metrics.problem_discovery(p, n).value <= metrics.problem_discovery(p, n + 1).value <= 1


def test_the_discovery_rate_is_corrected_downwards() -> None:
    """p̂ = 6/12 = ½, three of four problems met once: ½·(½ - ⅓)(⅔) + ½·½/(1 + ¾) = 0.1984."""
    found = metrics.discovery_rate([[1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 1]])
    assert found.value == pytest.approx(0.5 * (0.5 - 1 / 3) * (2 / 3) + 0.5 * 0.5 / 1.75)
    assert found.value < found.details["observed"]
    with pytest.raises(DataError, match="table of 0 and 1"):
        metrics.discovery_rate([[1, 0], [1, 0]])
    assert not metrics.discovery_rate([[1, 1]]).defined


@given(st.floats(0.02, 0.4), st.floats(0.05, 0.95))
def test_a_planned_share_gets_its_margin(margin: float, expected: float) -> None:
    n = metrics.share_sample_size(margin, expected=expected, method="wald").value
    assert 1.96 * sqrt(expected * (1 - expected) / n) <= margin + 1e-6


@given(st.floats(5, 40))
def test_half_the_margin_needs_four_times_the_answers(margin: float) -> None:
    once, twice = (metrics.nps_sample_size(m).details["exact"] + 3 for m in (margin, margin / 2))
    assert twice == pytest.approx(4 * once)


# --- benchmark -------------------------------------------------------------------------------------------------------


@given(counts, st.floats(0.02, 0.98), st.sampled_from(["larger", "smaller", "two-sided"]))
def test_exact_agrees_with_scipy_and_mid_p_is_bolder(count: tuple[int, int], goal: float, side: str) -> None:
    x, n = count
    exact = benchmark_test(count, goal, method="exact", alternative=side).value
    theirs = stats.binomtest(x, n, goal, alternative={"larger": "greater", "smaller": "less"}.get(side, side)).pvalue
    assert exact == pytest.approx(theirs)
    middle = benchmark_test(count, goal, method="mid-p", alternative=side).value
    assert 0 <= middle <= 1
    if side != "two-sided":
        assert middle <= exact + 1e-12


@given(counts, st.floats(0.02, 0.98))
def test_larger_and_smaller_share_the_whole(count: tuple[int, int], goal: float) -> None:
    for method in ("mid-p", "z"):
        larger, smaller = (
            benchmark_test(count, goal, method=method, alternative=a).value for a in ("larger", "smaller")
        )
        assert larger + smaller == pytest.approx(1)


def test_the_method_follows_the_size_of_the_test() -> None:
    assert benchmark_test((14, 60), 0.2).method.startswith("mid-p")
    assert benchmark_test((15, 60), 0.2).method.startswith("z")
    assert not benchmark_test((5, 5), 0.5, method="z", variance="sample").defined
    assert not benchmark_test((0, 0), 0.5).defined
    assert benchmark_test([True, None, False], 0.5).missing == 1
    with pytest.raises(DataError, match="benchmark"):
        benchmark_test((3, 5), 70)


def test_nothing_here_accepts_a_missing_number() -> None:
    for call in (lambda: metrics.problem_discovery(nan, 5), lambda: metrics.relative_margin(0.5, None)):
        with pytest.raises(DataError):
            call()
