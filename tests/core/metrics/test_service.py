"""Service figures: hand-made cases, edges, rivals, and the laws Erlang's formulas keep."""

from __future__ import annotations

from math import exp, factorial, inf, isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxcourse.core.metrics.erlang import blocking, erlang_b, erlang_c, erlang_c_asa, erlang_c_service_level
from cxcourse.core.metrics.handling import acw, aht, asa
from cxcourse.core.metrics.service import abandonment, adherence, fcr, occupancy
from cxcourse.core.metrics.service_levels import FORMULAS, SAME_AS, service_level, service_level_of_calls
from cxcourse.core.metrics.staffing import agents_required, offered_load, staffing_curve
from cxcourse.errors import DataError

LOADS = st.floats(0.01, 300, allow_nan=False)
DAY = {"answered_in": 860, "answered_after": 140, "abandoned_in": 20, "abandoned_after": 40}


# shares -------------------------------------------------------------------------------------------------------------
def test_fcr_from_answers_equals_fcr_from_counts():
    answers = pd.Series([True] * 9 + [False] + [None] * 2, dtype="boolean")
    counted, read = fcr(9, 10), fcr(answers)
    assert (read.value, read.low, read.high, read.n) == (counted.value, counted.low, counted.high, 10)
    assert read.missing == 2


def test_fcr_interval_is_wilsons():
    from statsmodels.stats.proportion import proportion_confint

    low, high = proportion_confint(9, 10, method="wilson")
    assert fcr(9, 10).low == pytest.approx(100 * low) and fcr(9, 10).high == pytest.approx(100 * high)


@pytest.mark.parametrize("call", [lambda: fcr(0, 0), lambda: fcr([]), lambda: fcr([None, float("nan")]),
                                  lambda: abandonment(0, 0), lambda: occupancy(0, 0), lambda: adherence(0, 0),
                                  lambda: aht(0, contacts=0), lambda: aht([]), lambda: asa([None]),
                                  lambda: service_level(answered_in=0, answered_after=0),
                                  lambda: erlang_c(0, 0), lambda: erlang_b(0, 0)])  # fmt: skip
def test_nothing_to_count_is_undefined_not_zero(call):
    found = call()
    assert isnan(found.value) and not found.defined and found.details["why"]


@pytest.mark.parametrize(("call", "words"), [
    (lambda: fcr(11, 10), ["resolved", "11", "10"]),
    (lambda: fcr(-1, 10), ["-1"]),
    (lambda: fcr(2.5, 10), ["2.5", "whole"]),
    (lambda: fcr([1, 0, 2]), ["2", "position 2", "yes or no"]),
    (lambda: fcr(["yes", "no"]), ["'yes'", "position 0"]),
    (lambda: fcr([1, None], missing="error"), ["missing", "position 1"]),
    (lambda: fcr([1, None], missing="drop"), ["missing", "drop", "count"]),
    (lambda: fcr("110"), ["110", "list"]),
    (lambda: aht([10, -5]), ["-5", "position 1"]),
    (lambda: aht([10, inf]), ["inf"]),
    (lambda: aht(["ten"]), ["ten"]),
    (lambda: aht([10, 20], hold_s=[1]), ["hold_s", "2 and 1"]),
    (lambda: aht([10, 20], hold_s=5), ["hold_s", "5"]),
    (lambda: aht(500), ["talk_s", "contacts="]),
    (lambda: adherence(9, 8), ["on_schedule", "9"]),
    (lambda: abandonment(10, 100, short_abandoned=11), ["short_abandoned", "11"]),
    (lambda: abandonment(10, 100, short="skip"), ["short", "forgiven", "skip"]),
    (lambda: service_level(answered_in=1, answered_after=0, formula="best"), ["formula", "abandons-bad", "best"]),
    (lambda: service_level(**DAY, formula="short-abandons-good"), ["short_abandoned", "needs it"]),
    (lambda: service_level(**DAY, short_abandoned=61), ["61", "60"]),
    (lambda: erlang_c(-1, 3), ["load", "-1"]),
    (lambda: erlang_c(1, 2.5), ["agents", "2.5"]),
    (lambda: erlang_c(True, 2), ["load", "True"]),
    (lambda: erlang_c("3", 2), ["load", "'3'"]),
    (lambda: erlang_b(10, 10**9), ["agents", "1,000,000"]),
    (lambda: offered_load(10, interval_s=0, handle_time_s=5), ["interval_s", "0"]),
    (lambda: agents_required(10, handle_time_s=180, service_level=80), ["service_level", "80", "0.8"]),
    (lambda: agents_required(10, handle_time_s=180, service_level=1), ["service_level", "1"]),
    (lambda: agents_required(10, handle_time_s=180, shrinkage=1), ["shrinkage"]),
    (lambda: agents_required(1e9, handle_time_s=180), ["load", "units"]),
    (lambda: staffing_curve(10, [], handle_time_s=180), ["agents", "empty"]),
    (lambda: service_level_of_calls([1, 2], [True]), ["wait_s", "answered", "2 and 1"]),
])  # fmt: skip
def test_what_cannot_be_used_is_named(call, words):
    with pytest.raises(DataError) as caught:
        call()
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_short_calls_move_the_abandonment_rate():
    # 10 of 100 given up, 4 of them within seconds: 10/100, 6/100, 6/96
    rates = [abandonment(10, 100, short_abandoned=4, short=s).value for s in ("counted", "forgiven", "removed")]
    assert rates == pytest.approx([10, 6, 6.25])


# times --------------------------------------------------------------------------------------------------------------
def test_aht_by_hand():
    # 240 + 0 + 60, 300 + 30 + 30, 180 + 0 + 60: 300, 360, 240, mean 300
    found = aht([240, 300, 180], [0, 30, 0], [60, 30, 60])
    assert found.value == 300 and found.details["median"] == 300 and found.n == 3


def test_aht_interval_is_students():
    from scipy import stats

    times = np.array([300.0, 360, 240, 500, 100])
    low, high = stats.t.interval(0.9, 4, times.mean(), stats.sem(times))
    found = aht(times, confidence=0.9)
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_a_contact_with_a_missing_part_is_left_out_and_counted():
    found = aht([240, 300, None, 180], after_call_s=[60, None, 10, 20])
    assert (found.value, found.n, found.missing) == (250, 2, 2)


def test_bootstrap_repeats_itself_and_surrounds_the_mean():
    waits = np.random.default_rng(3).exponential(30, 80)
    one, two = asa(waits, interval="bootstrap"), asa(waits, interval="bootstrap")
    assert (one.low, one.high) == (two.low, two.high)
    assert one.low < one.value < one.high


def test_one_contact_has_a_mean_and_no_interval():
    found = acw([30])
    assert found.value == 30 and not found.has_interval


@given(st.lists(st.integers(0, 3600), min_size=2, max_size=40), st.randoms())
def test_order_does_not_matter(times, dice):
    mixed = times.copy()
    dice.shuffle(mixed)
    assert aht(mixed).value == pytest.approx(aht(times).value)


# service level ------------------------------------------------------------------------------------------------------
def test_one_day_has_many_service_levels():
    # (860+20)/1060, 860/1000, 860/1060, 860/1040; short (5 s) 10: (860+10)/1060, 860/1050
    wanted = {"abandons-in-time-good": 88 / 106, "answered-only": 0.86, "abandons-bad": 86 / 106,
              "abandons-in-time-ignored": 86 / 104, "short-abandons-good": 87 / 106,
              "short-abandons-ignored": 86 / 105}  # fmt: skip
    found = {f: service_level(**DAY, short_abandoned=10, formula=f).value / 100 for f in FORMULAS}
    assert found == pytest.approx(wanted)
    assert {k: v / 100 for k, v in service_level(**DAY, short_abandoned=10).details.items()} == pytest.approx(wanted)


def test_names_of_one_system_are_the_same_formulas():
    for alias, formula in SAME_AS.items():
        assert service_level(**DAY, formula=alias).value == service_level(**DAY, formula=formula).value


@given(*[st.integers(0, 500)] * 4)
def test_formulas_keep_their_order(a, b, c, d):
    calls = {"answered_in": a, "answered_after": b, "abandoned_in": c, "abandoned_after": d}
    if a + b == 0:
        return
    values = service_level(**calls).details
    assert values["abandons-bad"] <= values["abandons-in-time-ignored"] + 1e-9 <= values["answered-only"] + 2e-9
    assert values["abandons-bad"] <= values["abandons-in-time-good"] + 1e-9
    assert all(0 <= v <= 100 for v in values.values())


def test_a_log_gives_the_same_as_its_counts():
    rng = np.random.default_rng(5)
    wait, answered = rng.exponential(25, 400).round(1), rng.random(400) < 0.9
    wait[7] = np.nan
    known = ~np.isnan(wait)
    counts = {"answered_in": (known & answered & (wait <= 20)).sum(), "answered_after": (answered & (wait > 20)).sum(),
              "abandoned_in": (known & ~answered & (wait <= 20)).sum(),
              "abandoned_after": (~answered & (wait > 20)).sum(),
              "short_abandoned": (~answered & (wait <= 5)).sum()}  # fmt: skip
    for formula in FORMULAS:
        read = service_level_of_calls(wait, answered, threshold_s=20, short_s=5, formula=formula)
        assert read.value == service_level(**counts, formula=formula).value
        assert read.missing == 1


# Erlang -------------------------------------------------------------------------------------------------------------
def test_recursion_equals_the_textbook_sum():
    # B = (A^N/N!) / sum of A^k/k!, fine for small N
    for load, lines in [(2.0, 5), (10.0, 14), (0.5, 1), (20.0, 20)]:
        terms = [load**k / factorial(k) for k in range(lines + 1)]
        assert erlang_b(load, lines).value == pytest.approx(terms[-1] / sum(terms))


def test_recursion_does_not_overflow_where_factorials_do():
    assert 0 < erlang_c(990, 1000).value < 1


def test_unstable_queue():
    assert erlang_c(10, 10).value == 1
    assert erlang_c_service_level(10, 10, handle_time_s=180, target_s=20).value == 0
    assert erlang_c_asa(12, 10, handle_time_s=180).value == inf


def test_no_calls():
    assert erlang_c(0, 3).value == 0
    none = agents_required(0, handle_time_s=180)
    assert none.value == 0 and isnan(none.details["service_level"])
    assert offered_load(0, interval_s=1800, handle_time_s=180).value == 0


def test_one_agent_waits_as_often_as_the_agent_is_busy():
    # M/M/1: C = A; mean wait A/(1-A) handle times
    assert erlang_c(0.6, 1).value == pytest.approx(0.6)
    assert erlang_c_asa(0.6, 1, handle_time_s=100).value == pytest.approx(0.6 / 0.4 * 100)
    level = erlang_c_service_level(0.6, 1, handle_time_s=100, target_s=50).value
    assert level == pytest.approx(1 - 0.6 * exp(-0.4 * 50 / 100))


@given(LOADS, st.integers(0, 400))
def test_probabilities_stay_probabilities_and_fall_with_agents(load, agents):
    here, more = erlang_c(load, agents).value, erlang_c(load, agents + 1).value
    assert 0 <= more <= here + 1e-12 <= 1 + 2e-12
    assert 0 <= erlang_b(load, agents).value <= here + 1e-12
    assert np.all(np.diff(blocking(load, agents + 1)) <= 0)


@given(LOADS, st.integers(1, 400), st.floats(1, 1200), st.floats(0, 300))
def test_service_level_rises_with_agents_and_with_the_target(load, agents, handle, target):
    def level(n: int, t: float) -> float:
        return erlang_c_service_level(load, n, handle_time_s=handle, target_s=t).value

    assert 0 <= level(agents, target) <= level(agents + 1, target) + 1e-12 <= 1 + 2e-12
    assert level(agents, target) <= level(agents, target + 10) + 1e-12


@given(st.floats(0.1, 120), st.floats(0.05, 0.99), st.floats(10, 900), st.floats(0, 120), st.floats(0.5, 1))
def test_required_agents_are_just_enough(load, goal, handle, target, cap):
    need = agents_required(load, handle_time_s=handle, target_s=target, service_level=goal, max_occupancy=cap)
    n = int(need.value)
    assert n > load and load / n <= cap + 1e-9 and need.details["service_level"] >= goal
    fewer = erlang_c_service_level(load, n - 1, handle_time_s=handle, target_s=target).value if n > 1 else 0
    assert fewer < goal or load / max(n - 1, 1e-9) > cap - 1e-9


def test_shrinkage_divides():
    need = {s: agents_required(10, handle_time_s=180, target_s=20, max_occupancy=0.7, shrinkage=0.3,
                               shrinkage_rule=s).details["rostered"] for s in ("divide", "multiply")}  # fmt: skip
    # 15 / 0.7 = 21.4 -> 22; 15 × 1.3 = 19.5 -> 20: two people short
    assert need == {"divide": 22, "multiply": 20}


def test_rostering_does_not_add_a_person_for_floating_point():
    # 21 / (1 - 0.3) is 30.000000000000004
    need = agents_required(16.8, handle_time_s=180, max_occupancy=0.8, shrinkage=0.3)
    assert need.value == 21 and need.details["rostered"] == 30


def test_curve_agrees_with_single_answers():
    table = staffing_curve(48, [40, 55, 60], handle_time_s=240, target_s=15)
    assert table["service_level"].iloc[0] == 0 and table["asa_s"].iloc[0] == inf
    for row in table.iloc[1:].itertuples():
        assert row.p_wait == pytest.approx(erlang_c(48, row.agents).value)
        assert row.service_level == pytest.approx(
            erlang_c_service_level(48, row.agents, handle_time_s=240, target_s=15).value
        )
