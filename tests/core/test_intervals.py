"""Intervals: published cases, limits, symmetry, and agreement with statsmodels and scipy."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from cxcourse.core.metrics.intervals import (
    PROPORTION_METHODS,
    bootstrap_interval,
    log_mean_interval,
    mean_interval,
    median_interval,
    proportion_interval,
    rate_interval,
    t_value,
    z_value,
)
from cxcourse.errors import DataError

STATSMODELS = {"wilson": "wilson", "adjusted-wald": "agresti_coull", "exact": "beta", "wald": "normal"}

counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
levels = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])


@pytest.mark.parametrize("method", PROPORTION_METHODS)
@given(counts, levels)
def test_shares_agree_with_statsmodels(method: str, count: tuple[int, int], level: float) -> None:
    x, n = count
    theirs = proportion_confint(x, n, alpha=1 - level, method=STATSMODELS[method])
    assert proportion_interval(x, n, method=method, confidence=level) == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("method", PROPORTION_METHODS)
@given(counts)
def test_a_share_lies_in_its_interval_and_no_is_the_mirror_of_yes(method: str, count: tuple[int, int]) -> None:
    x, n = count
    low, high = proportion_interval(x, n, method=method)
    assert 0 <= low <= x / n <= high <= 1
    assert proportion_interval(n - x, n, method=method) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@pytest.mark.parametrize("method", ["wilson", "adjusted-wald", "exact"])
@given(st.integers(1, 400), st.integers(0, 400), st.integers(2, 20))
def test_more_people_with_the_same_share_shorten_the_interval(method: str, x: int, rest: int, times: int) -> None:
    small, large = (proportion_interval(k * x, k * (x + rest), method=method) for k in (1, times))
    assert large[1] - large[0] < small[1] - small[0]


@given(counts, st.sampled_from([0.8, 0.9, 0.95]))
def test_more_confidence_widens_and_exact_is_not_shorter_than_wilson_inside(
    count: tuple[int, int], level: float
) -> None:
    x, n = count
    narrow = proportion_interval(x, n, confidence=level)
    wide = proportion_interval(x, n, confidence=0.99)
    assert wide[0] <= narrow[0]
    assert narrow[1] <= wide[1]


def test_one_sided_z_at_the_ends_only() -> None:
    assert proportion_interval(10, 10, method="adjusted-wald")[0] == pytest.approx(0.6791, abs=5e-4)
    assert proportion_interval(10, 10, method="adjusted-wald", extreme="one-sided")[0] == pytest.approx(0.75, abs=5e-3)
    inner = [proportion_interval(9, 10, method="adjusted-wald", extreme=e) for e in ("one-sided", "two-sided")]
    assert inner[0] == inner[1]


def test_nothing_counted_gives_no_interval() -> None:
    for method in PROPORTION_METHODS:
        assert all(map(isnan, proportion_interval(0, 0, method=method)))
    assert all(map(isnan, mean_interval(5.0, float("nan"), 1)))
    assert all(map(isnan, log_mean_interval(np.array([5.0]))))
    assert all(map(isnan, rate_interval(0, 0)))
    assert np.isnan(bootstrap_interval(lambda rows: 1.0, 1)).all()
    assert np.isnan(bootstrap_interval(lambda rows: np.ones(3), 5, resamples=0)).all()


@pytest.mark.parametrize(
    ("call", "word"),
    [
        (lambda: proportion_interval(6, 5), "x = 6"),
        (lambda: proportion_interval(1, 5, method="exat"), "exat"),
        (lambda: proportion_interval(1, 5, extreme="both"), "both"),
        (lambda: proportion_interval(1, 5, confidence=95), "95"),
        (lambda: proportion_interval(0, 0, confidence=0), "0"),
        (lambda: z_value(1.0), "1.0"),
        (lambda: t_value(5, 1.2), "1.2"),
    ],
)
def test_wrong_settings_are_named(call: object, word: str) -> None:
    with pytest.raises(DataError, match=word):
        call()


@given(st.integers(2, 200), st.floats(-50, 50), st.floats(0.01, 20), levels)
def test_means_agree_with_scipy(n: int, mean: float, sd: float, level: float) -> None:
    theirs = stats.t.interval(level, n - 1, loc=mean, scale=sd / n**0.5)
    assert mean_interval(mean, sd, n, level) == pytest.approx(theirs, rel=1e-9, abs=1e-9)


@given(st.lists(st.floats(0.1, 1e4), min_size=2, max_size=40), st.floats(0.01, 100))
def test_geometric_interval_follows_the_unit(times: list[float], factor: float) -> None:
    base, scaled = log_mean_interval(np.array(times)), log_mean_interval(np.array(times) * factor)
    assert scaled == pytest.approx([factor * end for end in base], rel=1e-6)


@given(st.lists(st.floats(-1e6, 1e6), min_size=6, max_size=60), st.randoms())
def test_median_interval_holds_the_median_and_ignores_order(values: list[float], dice: object) -> None:
    low, high = median_interval(np.array(values))
    assert low <= np.median(values) <= high
    dice.shuffle(values)
    assert median_interval(np.array(values)) == (low, high)


def test_median_interval_keeps_its_promise() -> None:
    """25 draws: ranks 8 and 18, because P(at most 7 below the median) = 0.0216 is the last tail under 0.025."""
    assert median_interval(np.arange(1.0, 26)) == (8, 18)
    assert stats.binom.cdf(7, 25, 0.5) < 0.025 < stats.binom.cdf(8, 25, 0.5)


@given(st.integers(0, 500), st.floats(0.5, 1000))
def test_rates_agree_with_the_chi_square_form(events: int, exposure: float) -> None:
    low, high = rate_interval(events, exposure)
    expected_low = stats.chi2.ppf(0.025, 2 * events) / 2 if events else 0
    assert low * exposure == pytest.approx(expected_low, rel=1e-8)
    assert high * exposure == pytest.approx(stats.chi2.ppf(0.975, 2 * events + 2) / 2, rel=1e-8)


def test_wilson_holds_its_promise_where_wald_does_not() -> None:
    """Share of all samples of 20 whose interval holds the truth 0.05, weighted by their chance: no dice needed."""

    def coverage(method: str) -> float:
        ends = [proportion_interval(x, 20, method=method) for x in range(21)]
        chances = stats.binom.pmf(range(21), 20, 0.05)
        return sum(c for c, (low, high) in zip(chances, ends, strict=True) if low <= 0.05 <= high)

    assert coverage("wald") < 0.70
    assert coverage("wilson") > 0.92
    assert coverage("exact") >= 0.95


def test_the_bootstrap_repeats_itself_and_agrees_with_t_on_tame_data() -> None:
    values = np.random.default_rng(3).normal(50, 10, 200)
    one, two = (bootstrap_interval(lambda rows: values[rows].mean(), 200) for _ in range(2))
    assert one == two
    assert one == pytest.approx(mean_interval(values.mean(), values.std(ddof=1), 200), abs=0.25)
