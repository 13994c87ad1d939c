"""Every number in the key of module 4, worked out anew: right ones by core.metrics, slips by the mistake they name."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from cxcourse import load_dataset
from cxcourse.core import metrics
from cxcourse.core.codetask import slips_of
from cxcourse.errors import DataError
from tests.exercises.running import key_of

TASKS = {t.id.removeprefix("m04-"): t.question for t in key_of("m04_measure").tasks}
CASES = [(name, case) for name, task in TASKS.items() if name.startswith("a1-") for case in task.cases]
every_case = pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}-{c.id}" for n, c in CASES])


# ---------------------------------------------------------------- the functions


def complete(*columns):
    return [row for row in zip(*columns, strict=True) if None not in row]


def first_contact(resolved, again):
    for column in (resolved, again):
        metrics.fcr(column)  # refuses what is neither yes nor no
    return metrics.fcr([r and not a for r, a in complete(resolved, again)])


RIGHT = {
    "a1-nps": metrics.nps, "a1-csat": metrics.csat, "a1-ces": metrics.ces, "a1-fcr": first_contact, "a1-aht": metrics.aht,
    "a1-conversion": lambda visits, orders: metrics.fcr(orders, visits), "a1-retention": metrics.retention,
    "a1-clv": metrics.clv,
}  # fmt: skip


@every_case
def test_right_outcomes_are_those_of_the_metrics(name, case):
    if case.raises:
        with pytest.raises(DataError):
            RIGHT[name](*case.args)
        return
    found = RIGHT[name](*case.args).value
    assert math.isnan(found) if case.undefined else found == pytest.approx(case.gives, abs=1e-4)


@pytest.mark.parametrize("name", RIGHT)
def test_visible_examples_are_right_too(name):
    for example in TASKS[name].examples:
        if example.raises:
            with pytest.raises(DataError):
                RIGHT[name](*example.args)
            continue
        found = RIGHT[name](*example.args).value
        assert math.isnan(found) if example.gives is None else found == pytest.approx(example.gives, abs=1e-4)


def there(values):
    return [v for v in values if v is not None]


def share(hits, base):
    return 100 * hits / base if base else math.nan


def groups(scores):
    return sum(s >= 9 for s in there(scores)), sum(s <= 6 for s in there(scores))


def with_zeros(name):
    return lambda *columns: RIGHT[name](*([0 if v is None else v for v in c] for c in columns)).value


def a_hundredth(name):
    return lambda *args: RIGHT[name](*args).value / 100


def mean(values):
    return sum(there(values)) / len(there(values))


# the mistake, as a function that makes it
WRONG = {
    ("a1-nps", "passives-dropped"): lambda x: share(groups(x)[0] - groups(x)[1], sum(groups(x))),
    ("a1-nps", "counts-for-percent"): lambda x: groups(x)[0] - groups(x)[1],
    ("a1-nps", "missing-in-base"): lambda x: share(groups(x)[0] - groups(x)[1], len(x)),
    ("a1-nps", "missing-as-zero"): with_zeros("a1-nps"),
    ("a1-csat", "threes-as-satisfied"): lambda x: share(sum(v >= 3 for v in there(x)), len(there(x))),
    ("a1-csat", "top-box-only"): lambda x: share(sum(v == 5 for v in there(x)), len(there(x))),
    ("a1-csat", "mean-for-share"): mean,
    ("a1-csat", "missing-in-base"): lambda x: share(sum(v >= 4 for v in there(x)), len(x)),
    ("a1-ces", "ces-reversed"): lambda x: 8 - mean(x),
    ("a1-ces", "ces-share-for-mean"): lambda x: share(sum(v >= 5 for v in there(x)), len(there(x))),
    ("a1-ces", "missing-as-zero"): lambda x: mean([v or 0 for v in x]),
    ("a1-fcr", "fcr-without-window"): lambda r, a: share(sum(there(r)), len(there(r))),
    ("a1-fcr", "silence-as-solved"): lambda r, a: share(sum(v == 0 for v in there(a)), len(there(a))),
    ("a1-fcr", "missing-in-base"): lambda r, a: share(sum(x and not y for x, y in complete(r, a)), len(r)),
    ("a1-aht", "aht-without-after-call"): lambda t, h, w: metrics.aht(t, h).value,
    ("a1-aht", "aht-without-hold"): lambda t, h, w: metrics.aht(t, 0.0, w).value,
    ("a1-aht", "aht-columns-apart"): lambda t, h, w: mean(t) + mean(h) + mean(w),
    ("a1-aht", "missing-as-zero"): with_zeros("a1-aht"),
    ("a1-conversion", "odds-for-share"): lambda visits, orders: share(orders, visits - orders),
    ("a1-retention", "new-customers-counted"): lambda start, end, new: share(end, start),
    ("a1-retention", "churn-for-retention"): lambda start, end, new: 100 - share(end - new, start),
    ("a1-clv", "first-margin-late"): lambda m, r, d: metrics.clv(m, r, d, first_margin="after-one-period").value,
    ("a1-clv", "margin-undiscounted"): lambda m, r, d: m / (1 - r),
}
WRONG |= {(n, "fraction-for-percent"): a_hundredth(n) for n in RIGHT if n not in ("a1-ces", "a1-aht", "a1-clv")}


@every_case
def test_slips_are_what_their_mistake_gives(name, case):
    for slip in case.slips:
        if slip.misconception == "nothing-as-zero":
            assert case.undefined and slip.gives == 0
        else:
            assert WRONG[name, slip.misconception](*case.args) == pytest.approx(slip.gives, abs=1e-4), slip


@pytest.mark.parametrize("name", RIGHT)
def test_each_mistake_can_be_told_from_each_other_one(name):
    """On some case that both can be seen on, two mistakes give two numbers."""
    seen = {}
    for case_id, slip in slips_of(TASKS[name]):
        seen.setdefault(slip.misconception, {})[case_id] = slip.gives
    for one, ones in seen.items():
        for other, others in seen.items():
            both = set(ones) & set(others)
            apart = any(abs(ones[c] - others[c]) > 2 * TASKS[name].tol for c in both)
            assert one == other or apart or not both, (one, other)


# ---------------------------------------------------------------- the figures


@pytest.fixture(scope="module")
def tables():
    names = ("survey_responses", "contact_calls", "web_sessions", "cohort_retention")
    return {name.partition("_")[0]: load_dataset(name) for name in names}


@pytest.fixture(scope="module")
def figures(tables):
    """Right figures and slips: name, or name and mistake, to value."""
    return (
        survey_figures(tables["survey"])
        | call_figures(tables["contact"])
        | other_figures(tables["web"], tables["cohort"])
    )


def survey_figures(survey):
    score, everyday = metrics.nps(survey.nps), survey[survey.segment == "Everyday"]
    promoters, detractors = int((survey.nps >= 9).sum()), int((survey.nps <= 6).sum())
    top = {bill: metrics.csat(rows.csat).value for bill, rows in everyday.groupby("bill_design")}
    pooled = {bill: metrics.csat(rows.csat).value for bill, rows in survey.groupby("bill_design")}
    ease = metrics.ces(survey[survey.touchpoint == "ivr_billing"].ces).value
    p = abs(score.value) / 100
    half = 196 * math.sqrt(p * (1 - p) / score.n)
    return {
        "nps": score.value, "nps_low": score.low, "nps_high": score.high, "ces_ivr": ease,
        ("nps", "passives-dropped"): share(promoters - detractors, promoters + detractors),
        ("nps", "silent-in-base"): share(promoters - detractors, len(survey)),
        ("nps", "counts-for-percent"): promoters - detractors,
        ("nps", "fraction-for-percent"): score.value / 100,
        ("nps_low", "score-as-single-share"): score.value - half,
        ("nps_high", "score-as-single-share"): score.value + half,
        "csat_gap": top["new"] - top["old"],
        ("csat_gap", "pooled-for-segment"): pooled["new"] - pooled["old"],
        ("csat_gap", "relative-for-points"): 100 * (top["new"] / top["old"] - 1),
        ("csat_gap", "turned-round"): top["old"] - top["new"],
        ("ces_ivr", "ces-reversed"): 8 - ease,
    }  # fmt: skip


def call_figures(calls):
    handled, billing = calls[calls.end == "handled"], calls[calls.line == "billing"]
    both = handled[handled.line == "billing"]
    times = [handled[name].to_numpy(float) for name in ("talk_s", "hold_s", "acw_s")]
    good = metrics.fcr(both.resolved & ~both.repeat_7d).value
    return {
        "fcr_billing": good, "aht_s": metrics.aht(*times).value,
        ("fcr_billing", "fcr-without-window"): metrics.fcr(both.resolved).value,
        ("fcr_billing", "lost-calls-in-base"): metrics.fcr(billing.resolved & ~billing.repeat_7d).value,
        ("fcr_billing", "fraction-for-percent"): good / 100,
        ("aht_s", "aht-without-after-call"): metrics.aht(*times[:2]).value,
        ("aht_s", "aht-without-hold"): metrics.aht(times[0], 0.0, times[2]).value,
        ("aht_s", "lost-calls-in-base"): sum(map(sum, times)) / len(calls),
    }  # fmt: skip


def other_figures(web, cohorts):
    bought = web.groupby("variant").purchased.mean()
    people = web.groupby(["variant", "visitor_id"]).purchased.max().groupby("variant").mean()
    uplift = metrics.relative_change(bought["A"], bought["B"]).value
    load = web[(web.device == "mobile") & (web.variant == "A")].load_s
    month = cohorts.groupby("month")[["active", "cohort_size"]].sum()
    stay = share(month.active[3], month.cohort_size[3])
    return {
        "uplift": uplift, "load_typical_s": metrics.geometric_mean(load), "retention_m3": stay,
        ("uplift", "points-for-relative"): 100 * (bought["B"] - bought["A"]),
        ("uplift", "visitors-for-sessions"): metrics.relative_change(people["A"], people["B"]).value,
        ("uplift", "fraction-for-percent"): uplift / 100,
        ("load_typical_s", "mean-for-geometric-mean"): float(np.mean(load)),
        ("retention_m3", "churn-for-retention"): 100 - stay,
        ("retention_m3", "previous-month-as-base"): share(month.active[3], month.active[2]),
        ("retention_m3", "fraction-for-percent"): stay / 100,
    }  # fmt: skip


def test_figures_are_those_of_the_shipped_tables(figures):
    typed = {f.name: f.gives for f in TASKS["a2"].figures}
    typed |= {(f.name, s.misconception): s.gives for f in TASKS["a2"].figures for s in f.slips}
    assert set(typed) == set(figures)
    off = {name: (typed[name], round(float(v), 4)) for name, v in figures.items() if abs(typed[name] - v) > 2e-3}
    assert off == {}, "the tables have changed: name -> (number in the key, number in the tables)"


@pytest.mark.parametrize("figure", TASKS["a2"].figures, ids=lambda f: f.name)
def test_no_slip_is_within_the_margin_of_the_right_figure_or_of_another_slip(figure):
    values = sorted([figure.gives, *(s.gives for s in figure.slips)])
    assert all(b - a > figure.margin for a, b in pairwise(values))


def test_the_redesign_shows_what_the_written_task_asks_for(tables):
    """Better in every segment, worse when pooled: else M1 has nothing to find."""
    survey = tables["survey"]
    for segment, rows in survey.groupby("segment"):
        top = {bill: metrics.csat(answers.csat).value for bill, answers in rows.groupby("bill_design")}
        assert top["new"] > top["old"] + 5, segment
    pooled = {bill: metrics.csat(answers.csat).value for bill, answers in survey.groupby("bill_design")}
    assert pooled["new"] < pooled["old"] - 2
