"""What module 4 says about the tables of Lumen Mobile is what they hold; its figures are worked out anew here."""

from __future__ import annotations

from pathlib import Path

import jupytext
import pandas as pd
import pytest

from cxcourse import load_dataset, metrics

NOTEBOOK = Path(__file__).resolve().parents[1] / "modules" / "m04_measure" / "m04_measure.py"


@pytest.fixture(scope="module")
def text() -> str:
    cells = jupytext.read(NOTEBOOK).cells
    return " ".join(" ".join(cell.source for cell in cells if cell.cell_type == "markdown").replace("*", "").split())


@pytest.fixture(scope="module")
def handled() -> pd.DataFrame:
    calls = load_dataset("contact_calls")
    calls = calls[calls["end"] == "handled"].copy()
    calls["seconds"] = calls["talk_s"] + calls["hold_s"] + calls["acw_s"]
    calls["solved"] = calls["resolved"] & ~calls["repeat_7d"]
    return calls


def _points(score: float) -> str:
    return f"{score:+.0f}".replace("-", "−")


def _difference(answers: pd.DataFrame) -> tuple[float, float, float]:
    by = metrics.nps(answers["nps"], by=answers["quarter"])
    gap = by["Q2"].value - by["Q1"].value
    spread = sum(by[q].details["standard_error"] ** 2 for q in ("Q1", "Q2")) ** 0.5
    return gap, gap - 1.96 * spread, gap + 1.96 * spread


def test_scores_of_the_six_touchpoints(text: str) -> None:
    survey = load_dataset("survey_responses")
    names = {"phone_agent": "Agent", "delivery": "delivery", "shop": "shop", "website": "website", "app": "app"}
    for place, r in metrics.nps(survey["nps"], by=survey["touchpoint"]).items():
        said = f"{names.get(place, 'billing menu')} {_points(r.value)} ("
        low, high = (f"{end:.0f}".replace("-0", "0").replace("-", "−") for end in (r.low, r.high))
        assert f"{said}{low} to {high}) on {r.n}" in text


def test_one_rise_is_news_and_the_other_may_be_luck(text: str) -> None:
    survey = load_dataset("survey_responses")
    site, low, high = _difference(survey[survey["touchpoint"] == "website"])
    assert (round(site), round(low), round(high)) == pytest.approx((16, 2, 29), abs=1)
    shop, low, high = _difference(survey[survey["touchpoint"] == "shop"])
    assert low < 0 < high
    assert f"Website: +{site:.0f} points, from +2 to +29. Shop: +{shop:.0f} points" in text


def test_the_silent_found_it_harder_and_left_a_little_more(text: str) -> None:
    survey, silent = load_dataset("survey_responses"), load_dataset("survey_silent")
    left = survey.groupby("responded")["churn_90d"].mean()
    assert f"Of the silent, {left[False]:.1%}".replace("%", " %") in text
    assert f"of those who answered, {left[True]:.1%}".replace("%", " %") in text
    assert f"Harder: {silent['ces'].mean():.2f} against {survey['ces'].mean():.2f}" in text


def test_mishearings_follow_the_caller(text: str, handled: pd.DataFrame) -> None:
    billing = handled[handled["line"] == "billing"]
    groups = billing.groupby(billing["ivr_misrecognitions"].clip(upper=2))
    a, b, c = (round(100 * share) for share in groups["solved"].mean())
    assert f"{a} %, {b} % and {c} % are solved" in text
    a, b, c = (round(seconds) for seconds in groups["seconds"].mean())
    assert f"handling takes {a}, {b} and {c} seconds" in text


def test_the_fastest_agents_are_dear(text: str, handled: pd.DataFrame) -> None:
    pace = pd.qcut(handled.groupby("agent_id")["seconds"].mean().astype(float), 4, labels=[1, 2, 3, 4])
    means = handled.groupby(handled["agent_id"].map(pace), observed=True)[["seconds", "solved"]].mean()
    cost = (means["seconds"] / means["solved"]).round().astype(int).tolist()
    assert f"needs {means['seconds'].iloc[0]:.0f} seconds a call, and {cost[0]} for each problem solved" in text
    assert f"need {cost[1]}, {cost[2]} and {cost[3]}" in text


def test_recorded_reasons_and_keys_disagree(text: str) -> None:
    calls = load_dataset("contact_calls")
    support = calls[calls["line"] == "support"]
    said, keys = support["reason"].value_counts(), support["ivr_path"].value_counts()
    assert f"lead with {said['device fault']}, and app logins come second with {said['app login']}" in text
    assert f"app login leads with {keys['2>4']} against {keys['2>1']}" in text
    lost = support[support["transferred"]].groupby("agent_trained")["end"].apply(lambda e: (e != "handled").mean())
    assert (
        f"lose {100 * lost[False]:.1f} % of the callers they pass on, and the trained lose {100 * lost[True]:.1f} %"
        in text
    )


def test_the_web_shop_and_the_cohorts(text: str) -> None:
    web, cohorts = load_dataset("web_sessions"), load_dataset("cohort_retention")
    mobile = web[web["device"] == "mobile"]
    compared = mobile[mobile["compared"]]
    cart = compared.groupby(compared["load_s"] > 4)["cart"].mean()
    assert f"Up to four seconds, {100 * cart[False]:.1f} % go on to the cart; above, {100 * cart[True]:.1f} %" in text
    bought = mobile.groupby("variant")["purchased"].mean()
    assert f"On mobiles {100 * bought['A']:.1f} % of sessions with A and {100 * bought['B']:.1f} % with B" in text
    assert f"up to {100 * (bought['B'] / bought['A'] - 1):.0f} % more orders" in text
    third = cohorts[cohorts["month"] == 3]
    sums = third.groupby(third["cohort"] >= "2023-07")[["active", "cohort_size"]].sum()
    before, after = 100 * sums["active"] / sums["cohort_size"]
    assert f"{before:.1f} % before, {after:.1f} % from July on" in text
