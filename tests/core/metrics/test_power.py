"""The same people twice, and how many people an experiment needs."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxcourse.core.metrics.paired import Pairs, mcnemar, paired_difference, pairs
from cxcourse.core.metrics.power import power_of, sample_size


# the same people ----------------------------------------------------------------------------------------------------
@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_agrees_with_scipy_and_statsmodels(b, c):
    from scipy.stats import binom, binomtest
    from statsmodels.stats.contingency_tables import mcnemar as theirs

    table = Pairs(both=3, first_only=b, second_only=c, neither=5)
    exact = binomtest(b, b + c).pvalue if b + c else 1
    assert mcnemar(table, method="exact").value == pytest.approx(exact)
    assert mcnemar(table, method="exact").value == pytest.approx(theirs([[3, b], [c, 5]], exact=True).pvalue)
    mid = 2 * (binom.cdf(min(b, c) - 1, b + c, 0.5) + binom.pmf(min(b, c), b + c, 0.5) / 2)
    assert mcnemar(table).value == pytest.approx(min(mid, 1))
    assert mcnemar(table).value <= mcnemar(table, method="exact").value + 1e-12


def test_paired_difference_by_hand():
    # 16 people, 1 worse, 5 better: 4/16. z²/8 = 0.4802 a cell: (5.4802 - 1.4802)/17.9208 = 0.2232,
    # spread √(0.38838 - 0.04982) / √17.9208 = 0.13745, × 1.96 = 0.2694
    found = paired_difference(Pairs(both=8, first_only=1, second_only=5, neither=2))
    assert found.value == 0.25
    assert (found.low, found.high) == pytest.approx((0.2232 - 0.2694, 0.2232 + 0.2694), abs=2e-4)
    assert found.details["second"] - found.details["first"] == pytest.approx(0.25)


@given(st.lists(st.tuples(st.sampled_from([0, 1, None]), st.sampled_from([0, 1, None])), max_size=40))
def test_pairs_count_everybody_once(rows):
    table, gone = pairs([a for a, _ in rows], [b for _, b in rows])
    assert sum(table) + gone == len(rows)
    assert table.both == sum(r == (1, 1) for r in rows) and table.first_only == sum(r == (1, 0) for r in rows)


# sizes --------------------------------------------------------------------------------------------------------------
RATES = st.floats(0.02, 0.98)


@given(RATES, RATES, st.sampled_from([0.7, 0.8, 0.9]))
def test_the_size_gives_the_power(p1, p2, power):
    assume(0.03 < abs(p1 - p2) < 0.6)
    n = sample_size(p1, p2, power=power)
    assert power_of(p1, p2, n.details["exact"]).value == pytest.approx(power, abs=2e-3)


@given(RATES, RATES, st.integers(5, 500))
def test_power_rises_with_people_and_stays_a_probability(p1, p2, n):
    assert 0 <= power_of(p1, p2, n).value <= power_of(p1, p2, n + 50).value + 1e-9 <= 1 + 2e-9


def test_power_without_a_difference_is_the_false_alarm_rate():
    assert power_of(0.3, 0.3, 200).value == pytest.approx(0.05)


def test_formulas_for_size_agree_with_statsmodels():
    from statsmodels.stats.power import NormalIndPower
    from statsmodels.stats.proportion import proportion_effectsize

    wanted = NormalIndPower().solve_power(proportion_effectsize(0.1, 0.12), power=0.8, alpha=0.05)
    assert sample_size(0.1, 0.12, formula="arcsine").details["exact"] == pytest.approx(wanted, rel=1e-4)  # they solve
    # (1.959964 + 0.841621)² × (0.09 + 0.1056) / 0.0004 = 3838.1
    assert sample_size(0.1, 0.12, formula="unpooled").value == 3839


def test_unequal_groups_by_hand():
    # twice as many in the second group: P = (0.5 + 2·0.3)/3 = 0.36667, spread √(0.36667·0.63333·1.5) = 0.59020 under
    # no difference, √(0.25 + 0.21/2) = 0.59582 under it: ((1.95996·0.59020 + 0.84162·0.59582)/0.2)² = 68.74
    need = sample_size(0.5, 0.3, ratio=2)
    assert need.details["exact"] == pytest.approx(68.74, abs=0.01)
    assert (need.value, need.details["second"]) == (69, 138)


def test_no_difference_needs_everybody():
    assert sample_size(0.1, 0.1).value == inf
