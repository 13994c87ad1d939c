"""Loyalty: hand-made cases, agreement with statsmodels, laws of curves and projections, edges."""

from __future__ import annotations

from math import inf, isnan

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxcourse.core.metrics.buyers import fit_bgnbd
from cxcourse.core.metrics.loyalty import churn, clv, retention
from cxcourse.core.metrics.projection import fit_sbg, fit_sbg_curve
from cxcourse.core.metrics.revenue import grr, nrr, revenue_retention
from cxcourse.core.metrics.spending import fit_gamma_gamma
from cxcourse.core.metrics.survival import cohort_curve, kaplan_meier, log_rank, period_retention
from cxcourse.errors import DataError


# rates --------------------------------------------------------------------------------------------------------------
def test_retention_and_churn_are_two_sides():
    assert retention(200, 210, new=30).value + churn(20, 200).value == pytest.approx(100)


def test_churn_from_a_column():
    left = pd.Series([1, 0, 0, None, 1], dtype="Int64")
    found = churn(left)
    assert (found.value, found.n, found.missing) == (50, 4, 1)


@pytest.mark.parametrize("call", [
    lambda: churn(0, 0), lambda: churn([]), lambda: retention(0, 5, new=5), lambda: nrr(0), lambda: grr(0),
    lambda: revenue_retention([0, 0], [5, 6]),
    lambda: kaplan_meier([], []).at(1), lambda: kaplan_meier([], []).median(),
    lambda: period_retention([10, 0, 0])[1], lambda: log_rank([1, 2], [1, 1], ["a", "a"]),
    lambda: log_rank([1, 2], [0, 0], ["a", "b"]), lambda: kaplan_meier([5], [False]).at(6),
    lambda: kaplan_meier([5, 6, 7], [True, False, False]).median(),
])  # fmt: skip
def test_nothing_to_go_by_is_undefined_not_zero(call):
    assert isnan(call().value) and call().details["why"]


@pytest.mark.parametrize(("call", "words"), [
    (lambda: churn(99, 98), ["99", "98"]),
    (lambda: retention(100, 120), ["120", "new="]),
    (lambda: retention(100, 90, new=91), ["new", "91", "90"]),
    (lambda: nrr(100, churned=101), ["NRR", "101", "100"]),
    (lambda: grr(-5), ["start", "-5"]),
    (lambda: revenue_retention([1, 2], [1]), ["start", "end", "2 and 1"]),
    (lambda: revenue_retention([1], [1], kind="both"), ["kind", "net", "both"]),
    (lambda: clv(100, 80, 0.1), ["retention_rate", "80", "0.8"]),
    (lambda: clv(100, 0.8, -0.1), ["discount_rate", "-0.1"]),
    (lambda: clv(100, 0.8, 0.1, first_margin="later"), ["first_margin", "after-one-period", "later"]),
    (lambda: clv(inf, 0.8, 0.1), ["margin", "inf"]),
    (lambda: clv(100, 0.8, 0.1, periods=2.5), ["periods", "2.5"]),
    (lambda: kaplan_meier([1, -2], [1, 1]), ["duration", "-2", "position 1"]),
    (lambda: kaplan_meier([1, 2], [1, 3]), ["left", "3", "yes or no"]),
    (lambda: kaplan_meier([1, 2], [1]), ["duration", "left", "2 and 1"]),
    (lambda: kaplan_meier([1, None], [1, 1], missing="error"), ["duration", "missing", "position 1"]),
    (lambda: kaplan_meier([1], [1], interval="wilson"), ["interval", "log-log", "wilson"]),
    (lambda: kaplan_meier(["a month"], [1]), ["duration", "a month"]),
    (lambda: log_rank([1, 2], [1, 0], ["a"]), ["group", "2 and 2 and 1"]),
    (lambda: cohort_curve([100, 60, 70]), ["cohort 0", "period 2"]),
    (lambda: cohort_curve([[100, None, 70]]), ["cohort 0", "missing"]),
    (lambda: cohort_curve([]), ["cohort", "no counts"]),
    (lambda: cohort_curve([100, 60.5]), ["60.5", "whole"]),
    (lambda: period_retention([[10, 5], [10, 4]]), ["one row", "2"]),
    (lambda: fit_sbg([0, 0], [0, 100]), ["lost", "nobody"]),
    (lambda: fit_sbg([1, 2], [3]), ["lost", "alive", "2 and 1"]),
    (lambda: fit_sbg_curve([0.5, 0.6]), ["survival", "falling"]),
    (lambda: fit_sbg_curve([1.0, 1.0]), ["survival", "nobody"]),
    (lambda: fit_sbg_curve([80, 60]), ["survival", "80"]),
    (lambda: fit_bgnbd([1], [40], [39]), ["recency", "row 0", "40"]),
    (lambda: fit_bgnbd([0], [3], [39]), ["recency", "row 0"]),
    (lambda: fit_bgnbd([], [], []), ["frequency", "no customers"]),
    (lambda: fit_gamma_gamma([0], [10]), ["frequency", "0"]),
])  # fmt: skip
def test_what_cannot_be_used_is_named(call, words):
    with pytest.raises(DataError) as caught:
        call()
    assert all(word in str(caught.value) for word in words), str(caught.value)


# revenue ------------------------------------------------------------------------------------------------------------
def test_nrr_and_grr_by_hand():
    # 100 + 30 - 5 - 10 = 115; without the 30: 85
    assert nrr(100, expansion=30, contraction=5, churned=10).value == 115
    assert grr(100, contraction=5, churned=10).value == 85


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=30))
def test_accounts_give_the_same_as_sums(accounts):
    old = [(a, b) for a, b in accounts if a > 0]
    assume(old)
    start, end = [a for a, _ in accounts], [b for _, b in accounts]
    grown = sum(max(b - a, 0) for a, b in old)
    shrunk = sum(max(a - b, 0) for a, b in old)
    net = revenue_retention(start, end, resamples=50)
    gross = revenue_retention(start, end, kind="gross", resamples=50)
    assert net.value == pytest.approx(nrr(sum(a for a, _ in old), expansion=grown, contraction=shrunk).value)
    assert gross.value == pytest.approx(grr(sum(a for a, _ in old), contraction=shrunk).value)
    assert gross.value <= min(net.value, 100) + 1e-9 and net.n == len(old)


# value --------------------------------------------------------------------------------------------------------------
@given(st.floats(0, 0.99), st.floats(0.001, 0.5), st.floats(1, 1000))
def test_first_margin_conventions_differ_by_one_margin(r, d, m):
    now, later = clv(m, r, d), clv(m, r, d, first_margin="after-one-period")
    assert now.value - later.value == pytest.approx(m, rel=1e-9)


@given(st.floats(0, 1), st.floats(0, 0.5), st.integers(0, 40), st.sampled_from(["now", "after-one-period"]))
def test_truncated_value_is_the_sum(r, d, periods, first):
    start = 0 if first == "now" else 1
    wanted = sum((r / (1 + d)) ** t for t in range(start, start + periods))
    assert clv(1, r, d, first_margin=first, periods=periods).value == pytest.approx(wanted, rel=1e-6, abs=1e-12)


def test_truncated_value_grows_to_the_full_one():
    values = [clv(100, 0.8, 0.1, periods=n).value for n in (0, 1, 5, 200)]
    assert values == sorted(values) and values[-1] == pytest.approx(clv(100, 0.8, 0.1).value)


def test_nobody_leaves_and_nothing_is_discounted():
    assert clv(100, 1, 0).value == inf and clv(100, 1, 0, periods=3).value == 300
