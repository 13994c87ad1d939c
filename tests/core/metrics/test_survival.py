"""Survival curves: agreement with statsmodels, laws they keep, cohorts, log-rank."""

from __future__ import annotations

from math import nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxcourse.core.metrics.survival import cohort_curve, kaplan_meier, log_rank

HISTORIES = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=60)


# curves -------------------------------------------------------------------------------------------------------------
@given(st.lists(st.integers(0, 20), min_size=1, max_size=60), st.integers(0, 25))
def test_without_censoring_the_curve_is_the_share_still_there(times, t):
    wanted = np.mean([x > t for x in times])
    assert kaplan_meier(times, [True] * len(times)).at(t).value / 100 == pytest.approx(wanted, abs=1e-12)


@given(HISTORIES)
def test_curve_agrees_with_statsmodels(rows):
    from statsmodels.duration.survfunc import SurvfuncRight

    times, left = [t + 1 for t, _ in rows], [e for _, e in rows]
    ours = kaplan_meier(times, left)
    assume(any(left))
    theirs = SurvfuncRight(times, left)
    for t, s, se in zip(theirs.surv_times, theirs.surv_prob, theirs.surv_prob_se, strict=True):
        i = int(np.searchsorted(ours.time, t))
        assert ours.share[i] == pytest.approx(s, abs=1e-12)
        if 0 < s < 1:
            assert ours.se[i] == pytest.approx(se)


@given(HISTORIES, st.sampled_from(["log-log", "log", "plain"]))
def test_curve_falls_and_lies_inside_its_interval(rows, interval):
    curve = kaplan_meier([t for t, _ in rows], [e for _, e in rows], interval=interval)
    assert (np.diff(curve.share) <= 1e-12).all() and curve.at_risk[0] == len(rows)
    known = ~np.isnan(curve.low)
    assert (curve.low[known] <= curve.share[known] + 1e-12).all()
    assert (curve.share[known] <= curve.high[known] + 1e-12).all()
    assert (curve.low[known] >= 0).all() and (curve.high[known] <= 1).all()


def test_log_log_interval_by_hand():
    # 10 customers, 3 leave at 1: S = 0.7, σ² = 3/(10·7); ends 0.7^exp(±1.96·σ/ln 0.7)
    curve = kaplan_meier([1] * 3 + [2] * 7, [True] * 3 + [False] * 7)
    reach = 1.959964 * np.sqrt(3 / 70) / np.log(0.7)
    assert (curve.low[1], curve.high[1]) == pytest.approx((0.7 ** np.exp(-reach), 0.7 ** np.exp(reach)), rel=1e-6)


def test_stayers_count_while_they_are_watched():
    dropped = kaplan_meier([2, 4], [True, True]).at(4).value
    kept = kaplan_meier([2, 4, 10, 10], [True, True, False, False]).at(4).value
    assert dropped == 0 and kept == 50


def test_nobody_left_yet_is_not_certainty():
    found = kaplan_meier([5] * 10, [False] * 10).at(5)
    assert found.value == 100 and found.low < 75


def test_incomplete_rows_are_counted():
    curve = kaplan_meier([1, None, 3, 4], [True, True, None, False])
    assert (curve.n, curve.missing, curve.at(1).missing) == (2, 2, 2)


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=8))
def test_one_cohort_is_its_shares(counts):
    counts = sorted(counts, reverse=True)
    assume(counts[0] > 0)
    assert cohort_curve(counts).share == pytest.approx(np.array(counts) / counts[0], abs=1e-12)


def test_several_cohorts_use_only_ages_they_reached():
    # period 1: (60 + 90) of 200; period 2: 30 of 60, for the young cohort is not there yet
    curve = cohort_curve([[100, 60, 30], [100, 90, None]])
    assert curve.share == pytest.approx([1, 0.75, 0.75 * 0.5])
    frame = pd.DataFrame([[100, 60, 30], [100, 90, nan]])
    assert cohort_curve(frame).share == pytest.approx(curve.share)


# groups -------------------------------------------------------------------------------------------------------------
@given(st.lists(st.tuples(st.integers(1, 15), st.booleans(), st.sampled_from("abc")), min_size=12, max_size=60))
def test_log_rank_agrees_with_statsmodels(rows):
    from statsmodels.duration.survfunc import survdiff

    times, left, groups = (np.array(c) for c in zip(*rows, strict=True))
    found = log_rank(times, left, groups)
    # where groups were never at risk together that library stops or divides by 0
    assume(found.defined and found.details["degrees"] == len(np.unique(groups)) - 1)
    chi2, p = survdiff(times, left, groups)
    assert found.details["chi2"] == pytest.approx(chi2, abs=1e-6)
    assert found.value == pytest.approx(p, abs=1e-9)


def test_rows_without_a_group_are_counted():
    found = log_rank([1, 2, 3, 4, 5], [1, 1, 1, 1, 1], ["a", "b", "a", "b", None])
    assert (found.n, found.missing) == (4, 1)
