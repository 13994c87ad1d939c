"""Agreement and drivers: against plain loops, published tables, statsmodels and scipy."""

from __future__ import annotations

from itertools import permutations
from math import isnan, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa

from cxcourse.core.metrics import cohen_kappa, correlation, driver_importance, krippendorff_alpha
from cxcourse.errors import DataError

pairs = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=40)
codings = st.lists(
    st.lists(st.one_of(st.none(), st.integers(1, 4)), min_size=2, max_size=4), min_size=2, max_size=10
).filter(lambda rows: len({len(row) for row in rows}) == 1)


def alpha_by_loops(coders: list[list[int | None]], level: str) -> float:
    """Krippendorff's alpha from its definition: every pair within a thing against every pair at all."""
    things = [[c for c in thing if c is not None] for thing in zip(*coders, strict=True)]
    things = [t for t in things if len(t) > 1]
    pool = [c for t in things for c in t]

    def apart(a: int, b: int) -> float:
        if level == "ordinal":
            low, high = min(a, b), max(a, b)
            between = sum(pool.count(g) for g in range(low, high + 1))
            return (between - (pool.count(a) + pool.count(b)) / 2) ** 2 if a != b else 0
        gap = {"nominal": float(a != b), "interval": a - b, "ratio": (a - b) / (a + b)}[level]
        return gap**2

    seen = sum(sum(apart(a, b) for a, b in permutations(t, 2)) / (len(t) - 1) for t in things)
    chance = sum(apart(a, b) for a, b in permutations(pool, 2)) / (len(pool) - 1) if len(pool) > 1 else 0
    return 1 - seen / chance if chance else nan


@settings(deadline=None)
@given(codings, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_alpha_is_its_definition(coders: list, level: str) -> None:
    found = krippendorff_alpha(coders, level=level, resamples=0)
    assert found.value == pytest.approx(alpha_by_loops(coders, level), nan_ok=True)


@given(codings)
def test_alpha_ignores_who_and_where(coders: list) -> None:
    found = krippendorff_alpha(coders, resamples=0).value
    assert krippendorff_alpha(coders[::-1], resamples=0).value == pytest.approx(found, nan_ok=True)
    turned = [row[::-1] for row in coders]
    assert krippendorff_alpha(turned, resamples=0).value == pytest.approx(found, nan_ok=True)


def test_alpha_of_texts_with_gaps() -> None:
    coders = [["a", "b", None, "a", "c"], ["a", "b", "b", "a", nan], pd.Series(["a", "c", "b", None, "c"])]
    found = krippendorff_alpha(coders)
    assert (found.n, found.missing) == (5, 3)
    assert found.low <= found.value <= found.high
    assert str(krippendorff_alpha(coders)) == str(found)
    with pytest.raises(DataError, match="must be numbers, found 'a'"):
        krippendorff_alpha(coders, level="ordinal")


def test_nothing_to_compare_is_undefined() -> None:
    assert not krippendorff_alpha([["a", "a"], ["a", "a"]]).defined
    assert not krippendorff_alpha([["a", None], [None, "b"]]).defined
    assert not krippendorff_alpha([[], []]).defined
    assert not cohen_kappa(["a", "a"], ["a", "a"]).defined
    assert not cohen_kappa([], []).defined
    for rows in ([["a"]], [["a", "b"], ["a"]]):
        with pytest.raises(DataError, match="two people or more"):
            krippendorff_alpha(rows)


@settings(deadline=None)
@given(pairs, st.sampled_from(["none", "linear", "quadratic"]))
def test_kappa_agrees_with_statsmodels_and_is_symmetric(codes: list, weights: str) -> None:
    one, two = [a for a, _ in codes], [b for _, b in codes]
    found, turned = (cohen_kappa(a, b, weights=weights) for a, b in ((one, two), (two, one)))
    labels = sorted({*one, *two})
    table = np.array([[codes.count((a, b)) for b in labels] for a in labels])
    if found.defined:
        with np.errstate(all="ignore"):
            theirs = cohens_kappa(table, wt=None if weights == "none" else weights)
        assert found.value == pytest.approx(theirs.kappa)
        assert turned.value == pytest.approx(found.value)
        assert -1 <= found.value <= 1


def test_kappa_by_hand() -> None:
    """Agreement 35/50 = 0.7; chance ½·0.6 + ½·0.4 = 0.5; (0.7 - 0.5) / (1 - 0.5) = 0.4."""
    one, two = ["y"] * 25 + ["n"] * 25, ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    found = cohen_kappa(one, two)
    assert found.value == pytest.approx(0.4)
    assert found.details["agreement"] == 0.7


def test_kappa_near_misses_and_gaps() -> None:
    plain, partly = (cohen_kappa([1, 2, 3, 3], [1, 2, 3, 2], weights=w).value for w in ("none", "quadratic"))
    assert partly > plain
    assert cohen_kappa(["a", None, "b", "b"], ["a", "a", "", "b"]).missing == 2
    with pytest.raises(DataError, match="missing"):
        cohen_kappa(["a", None], ["a", "b"], missing="error")
    with pytest.raises(DataError, match="must be numbers"):
        cohen_kappa(["a", "b"], ["a", "b"], weights="linear")


# --- drivers ---------------------------------------------------------------------------------------------------------

columns = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=5, max_size=60)


@given(columns)
def test_correlation_agrees_with_scipy(rows: list) -> None:
    x, y = (np.array(c, dtype=float) for c in zip(*rows, strict=True))
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        assert not correlation(x, y).defined
        return
    theirs = stats.pearsonr(x, y)
    found = correlation(x, y)
    assert found.value == pytest.approx(theirs.statistic, abs=1e-9)
    if abs(found.value) < 0.999:
        interval = theirs.confidence_interval()
        assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=1e-6)
    assert correlation(x, y, method="spearman").value == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-9)
    assert correlation(y, x).value == pytest.approx(found.value)
    assert correlation(x, -y).value == pytest.approx(-found.value)


def test_pairs_with_a_gap_are_counted() -> None:
    found = correlation([1, 2, None, 4, 5], [2, 1, 3, None, 6])
    assert (found.n, found.missing) == (3, 2)
    assert isnan(found.low)
    with pytest.raises(DataError, match="different length"):
        correlation([1, 2], [1])
    with pytest.raises(DataError, match="y: 1 of 2"):
        correlation([1, 2], [1, "x"])
    assert not correlation([1, 2], [2, 1]).defined


def survey(n: int = 500) -> tuple[pd.DataFrame, np.ndarray]:
    dice = np.random.default_rng(11)
    common = dice.normal(size=n)
    table = pd.DataFrame({name: common + dice.normal(size=n) for name in ("price", "staff", "wait")})
    return table, (2 * table["wait"] + table["staff"] + 2 * dice.normal(size=n)).to_numpy()


@pytest.mark.parametrize("method", ["relative-weights", "shapley"])
def test_importance_shares_out_all_of_r2(method: str) -> None:
    table, joy = survey()
    found = driver_importance(table, joy, method=method, resamples=100)
    assert list(found) == ["wait", "staff", "price"]
    assert sum(r.value for r in found.values()) == pytest.approx(100)
    design = np.column_stack([np.ones(len(joy)), table])
    rest = joy - design @ np.linalg.lstsq(design, joy, rcond=None)[0]
    for name, result in found.items():
        assert result.details["r2"] == pytest.approx(1 - rest.var() / joy.var())
        assert result.details["r"] == pytest.approx(np.corrcoef(table[name], joy)[0, 1])
        assert result.low < result.value < result.high


def test_unrelated_drivers_carry_their_squared_correlation() -> None:
    """With drivers that do not go together both methods agree: r² each."""
    a, b = np.tile([1.0, 1, -1, -1], 25), np.tile([1.0, -1, 1, -1], 25)
    for method in ("relative-weights", "shapley"):
        found = driver_importance({"a": a, "b": b}, 2 * a + b, method=method, resamples=0)
        assert found["a"].value == pytest.approx(80)
        assert found["b"].value == pytest.approx(20)
        assert isnan(found["a"].low)


def test_importance_says_when_it_cannot_tell() -> None:
    table, joy = survey(50)
    for broken in (table.assign(price=table["staff"]), table.assign(price=1.0), table.head(4)):
        found = driver_importance(broken, joy[: len(broken)], resamples=10)
        assert not any(r.defined for r in found.values())
    with pytest.raises(DataError, match="two to ten"):
        driver_importance({"wait": [1, 2]}, [1, 2])
    table.iloc[3, 0] = None
    assert driver_importance(table, joy, resamples=10)["wait"].missing == 1
