"""Projections of contracts (shifted beta-geometric) and of buyers without one (BG/NBD, gamma-gamma)."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxcourse.core.metrics.buyers import BgNbd, buyer_value, fit_bgnbd
from cxcourse.core.metrics.projection import Sbg, fit_sbg, fit_sbg_curve
from cxcourse.core.metrics.spending import GammaGamma

# Fader & Hardie (2007), the "regular" customers: shares after years 0 to 12; they fit to the first seven
REGULAR = [1, 0.631, 0.468, 0.382, 0.326, 0.289, 0.262, 0.241, 0.223, 0.207, 0.194, 0.183, 0.173]
HIGH_END = [1, 0.869, 0.743, 0.653, 0.593, 0.551, 0.517, 0.491, 0.468, 0.445, 0.427, 0.409, 0.394]


# projection ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("curve", "alpha", "beta"), [(REGULAR, 0.704, 1.182), (HIGH_END, 0.668, 3.806)])
def test_published_fits(curve, alpha, beta):
    # Fader & Hardie (2007), fitted to seven years
    model = fit_sbg_curve(curve[1:8])
    assert (model.alpha, model.beta) == (pytest.approx(alpha, abs=6e-4), pytest.approx(beta, abs=6e-4))
    # five years ahead it stays within 2 points of what happened
    assert np.abs(model.survival(range(8, 13)) - curve[8:13]).max() < 0.02


@given(st.floats(0.1, 20), st.floats(0.1, 20))
def test_model_is_a_falling_curve_with_rising_retention(alpha, beta):
    model = Sbg(alpha=alpha, beta=beta)
    survival, rates = model.survival(range(13)), model.retention(range(1, 13))
    assert survival[0] == 1 and (np.diff(survival) < 0).all() and (np.diff(rates) > 0).all()
    assert np.cumprod(rates) == pytest.approx(survival[1:])


def test_fit_finds_the_parameters_behind_a_cohort():
    true = Sbg(alpha=1.5, beta=6.0)
    model = fit_sbg_curve(true.survival(range(1, 9)))
    assert (model.alpha, model.beta) == (pytest.approx(1.5, rel=1e-3), pytest.approx(6.0, rel=1e-3))


def test_counts_and_shares_give_one_fit_and_only_counts_an_interval():
    shares, counts = fit_sbg_curve(HIGH_END[1:8]), fit_sbg([131, 126, 90, 60, 42, 34, 26], [0] * 6 + [491])
    assert (shares.alpha, shares.beta) == (pytest.approx(counts.alpha, rel=1e-4), pytest.approx(counts.beta, rel=1e-4))
    assert not shares.at(12).has_interval
    assert counts.at(12).low < counts.at(12).value < counts.at(12).high
    assert counts.at(12) == counts.at(12)  # the drawn interval repeats itself


def test_more_customers_narrow_the_projection():
    few, many = (fit_sbg_curve(HIGH_END[1:8], n=n).at(12) for n in (200, 20_000))
    assert many.high - many.low < (few.high - few.low) / 5


def test_residual_lifetime_is_the_discounted_sum():
    model, s, d = Sbg(alpha=0.668, beta=3.806), 7, 0.1
    survival = model.survival(range(s, s + 4000))
    wanted = sum(survival[1:] / survival[0] / 1.1 ** np.arange(len(survival) - 1))
    assert model.remaining(s, d).value == pytest.approx(wanted, rel=1e-6)
    assert Sbg(alpha=0.9, beta=2).remaining(0, 0).value == inf


def test_customers_who_are_all_alike_are_said_to_be():
    alike = fit_sbg([100, 90, 81], [0, 0, 729])
    assert alike.bounded and not alike.at(5).has_interval
    assert alike.at(5).value == pytest.approx(100 * 0.9**5, abs=0.1)


# buyers without a contract ------------------------------------------------------------------------------------------
MODEL = BgNbd(r=0.243, alpha=4.414, a=0.793, b=2.426)


def test_chances_of_counts_add_up_and_have_the_expected_mean():
    chances = [MODEL.chance_of(k, 39) for k in range(150)]
    assert sum(chances) == pytest.approx(1, abs=1e-4)
    assert sum(k * c for k, c in enumerate(chances)) == pytest.approx(float(MODEL.expected(39)), abs=0.01)


@given(st.integers(1, 30), st.floats(0.1, 38), st.floats(38, 80))
def test_silence_lowers_the_chance_to_be_alive(frequency, recency, age):
    here, later = float(MODEL.alive(frequency, recency, age)), float(MODEL.alive(frequency, recency, age + 5))
    assert 0 <= later <= here <= 1


def test_new_customer_expects_what_the_model_expects():
    assert float(MODEL.expected_from(0, 0, 0, 39)) == pytest.approx(float(MODEL.expected(39)))


def test_fit_finds_the_parameters_behind_simulated_buyers():
    rng = np.random.default_rng(11)
    n, age = 4000, 40.0
    rate, leave = rng.gamma(1.0, 1 / 6.0, n), rng.beta(1.0, 3.0, n)
    x, last = np.zeros(n), np.zeros(n)
    clock, alive = np.zeros(n), np.ones(n, dtype=bool)
    while alive.any():
        clock = clock + rng.exponential(1 / rate)
        alive &= clock <= age
        x[alive] += 1
        last[alive] = clock[alive]
        alive &= rng.random(n) > leave
    model = fit_bgnbd(x, last, np.full(n, age))
    assert float(model.expected(40)) == pytest.approx(x.mean(), rel=0.03)
    assert (model.r, model.alpha) == (pytest.approx(1.0, rel=0.15), pytest.approx(6.0, rel=0.15))
    days = fit_bgnbd(x, 7 * last, np.full(n, 7 * age))  # the unit of time only rescales alpha
    assert (days.alpha, days.b) == (pytest.approx(7 * model.alpha, rel=1e-3), pytest.approx(model.b, rel=1e-3))


def test_value_depends_on_the_unit_of_time():
    history = ([2], [30.43], [38.86])
    weeks, wrong = (float(buyer_value(MODEL, [24.65], *history, units_per_month=u)[0]) for u in (4.345, 30))
    assert wrong > 3 * weeks


def test_spend_is_drawn_towards_all_when_little_is_known():
    model = GammaGamma(p=6.25, q=3.74, v=15.44)
    mean = float(model.spend(0, 0))
    few, many = float(model.spend(1, 100)), float(model.spend(50, 100))
    assert mean < few < many < 100
