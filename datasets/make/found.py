"""What is planted in each table, counted in the sample that ships: the numbers of the cards.

An insight is named I1 to I17 as the course counts them, or by a word. What a number must be at least is not said here
but in tests/test_insights.py, which counts again in its own way.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from make import found_product as product
from make import found_service as service
from make.insight import Frames, Insight, insight, split


def poisoned_call(frames: Frames) -> Insight:
    events = frames["journey_events"]
    bills = events[events["scenario"] == "billing"]
    bills = bills.assign(
        loop=bills["case_id"].isin(bills.loc[bills["step"] == "ivr_repeat", "case_id"]),
        bad=bills["step"] == "complaint",
    )
    mood = split(bills[bills["step"] == "agent_explain"], "loop", "emotion")
    bad = split(bills.groupby("case_id")[["loop", "bad"]].any(), "loop", "bad")
    return insight(
        "I13",
        "A loop in the menu poisons the agent's step: mean emotion {mood_loop} after a loop against {mood_none}, "
        "complaints in {bad_loop} of cases against {bad_none}.",
        mood_loop=mood[True],
        mood_none=mood[False],
        bad_loop=bad[True],
        bad_none=bad[False],
    )


def other_paths(frames: Frames) -> Insight:
    events = frames["journey_events"]
    phones = events[events["scenario"] == "phone"]
    listed = phones["case_id"].isin(phones.loc[phones["step"] == "shortlist", "case_id"])
    joy = split(phones.assign(listed=listed)[phones["step"] == "decide"], "listed", "emotion")
    return insight(
        "I14",
        "The story is not the only path: {site_first} of phone cases see the website before they call. A shortlist "
        "made with a person lifts the emotion at the decision to {joy_list} from {joy_none}.",
        site_first=(phones.loc[phones["seq"] == 2, "step"] == "website_browse").mean(),
        joy_list=joy[True],
        joy_none=joy[False],
    )


def _kept(frames: Frames) -> pd.DataFrame:
    return frames["cohort_retention"].assign(
        kept=lambda t: t["active"] / t["cohort_size"], new=lambda t: t["cohort"] >= "2023-07"
    )


def onboarding(frames: Frames) -> Insight:
    rows = _kept(frames)
    kept = split(rows[rows["month"] == 3], "new", "kept")
    text = "The new onboarding (cohorts from July 2023) lifts retention at month 3: {new} against {old}."
    return insight("I15", text, new=kept[True], old=kept[False])


def contract_end(frames: Frames) -> Insight:
    late = split(_kept(frames), ["source", "month"], "kept")
    return insight(
        "I16",
        "Discount cohorts fall off when the contract ends, so a customer value over six months flatters them: from "
        "month 11 to 12 they go {discount_11} to {discount_12}, organic ones {organic_11} to {organic_12}.",
        **{f"{source}_{month}": late[source, month] for source in ("discount", "organic") for month in (11, 12)},
    )


def pareto(frames: Frames) -> Insight:
    causes = frames["support_tickets"]["root_cause"].value_counts(normalize=True)
    text = f"Three of nine root causes make {{top_three}} of the tickets: {', '.join(causes.index[:3])}."
    return insight("pareto", text, top_three=causes.iloc[:3].sum())


def fuzzy_borders(frames: Frames) -> Insight:
    lens = frames["feedback_comments"]["lens"]
    return insight(
        "fuzzy-borders",
        "{several} of the comments carry more than one lens; 'always CX' alone would be right for {only_cx}.",
        several=lens.str.contains("+", regex=False).mean(),
        only_cx=(lens == "CX").mean(),
    )


FOUND: dict[str, list[Callable[[Frames], Insight]]] = {
    "survey_responses": [service.touchpoints, service.mix_shift, service.silence, service.effort],
    "contact_calls": [service.billing_paradox, service.handling_trap, service.vanished],
    "qa_tests": [service.parts_pass],
    "web_sessions": [product.slow_phones, product.up_to, product.shortlists],
    "usability_test": [product.hard_task, product.skewed_times],
    "sus_items": [product.sus_scores],
    "journey_events": [poisoned_call, other_paths],
    "cohort_retention": [onboarding, contract_end],
    "roleplay_logs": [service.first_words],
    "support_tickets": [pareto],
    "feedback_comments": [fuzzy_borders],
    "item_responses": [product.miskeyed, product.clueless, product.dead_distractor, product.cue],
}


def found(name: str, frames: Frames) -> list[Insight]:
    """Give what is planted in one table."""
    return [count(frames) for count in FOUND.get(name, ())]
