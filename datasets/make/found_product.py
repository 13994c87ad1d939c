"""What is planted in the web shop, the usability test and the quiz."""

from __future__ import annotations

import numpy as np
import pandas as pd

from make.insight import Frames, Insight, insight, split


def slow_phones(frames: Frames) -> Insight:
    visits = frames["web_sessions"]
    phones = visits[(visits["device"] == "mobile") & (visits["compared"] == 1)]
    cart = split(phones.assign(slow=phones["load_s"] > 4), "slow", "cart")
    return insight(
        "I8",
        "The leak is between comparing and the cart, on slow phones: {cart_fast} put a phone into the cart when the "
        "page took at most 4 seconds, {cart_slow} when it took longer.",
        cart_fast=cart[False],
        cart_slow=cart[True],
    )


def up_to(frames: Frames) -> Insight:
    visits = frames["web_sessions"]
    buys, on = split(visits, "variant", "purchased"), split(visits, ["device", "variant"], "purchased")
    return insight(
        "I9",
        "'Up to' arithmetic: variant B sells to {b} of sessions against {a}, which is {relative} % more or {points} "
        "points, and only on phones ({mobile_b} against {mobile_a}; desktop {desktop_b} against {desktop_a}).",
        a=buys["A"],
        b=buys["B"],
        relative=100 * (buys["B"] / buys["A"] - 1),
        points=100 * (buys["B"] - buys["A"]),
        **{f"{device}_{variant.lower()}": on[device, variant] for device in ("mobile", "desktop") for variant in "AB"},
    )


def shortlists(frames: Frames) -> Insight:
    visits = frames["web_sessions"]
    code, kept = split(visits, "agent_code", "purchased"), split(visits, ["returning", "agent_code"], "purchased")
    return insight(
        "I10",
        "Sessions with a shortlist from an agent buy {crude} times as often; among new visitors {new} times and among "
        "returning ones {back} times, so part of the gap is who they are.",
        crude=code[1] / code[0],
        new=kept[0, 1] / kept[0, 0],
        back=kept[1, 1] / kept[1, 0],
    )


def hard_task(frames: Frames) -> Insight:
    done = split(frames["usability_test"], ["task", "design"], "success").unstack()
    return insight(
        "I11",
        "One task carries the difference: comparing two phones (T4) succeeds for {t4_a} on design A and {t4_b} on B; "
        "no other task differs by more than {others}.",
        t4_a=done.loc["T4", "A"],
        t4_b=done.loc["T4", "B"],
        others=(done["B"] - done["A"]).drop("T4").abs().max(),
    )


def sus_scores(frames: Frames) -> Insight:
    items = frames["sus_items"]
    praise = items[[f"q{i}" for i in range(1, 11, 2)]].sum(axis=1) - 5
    complaint = 25 - items[[f"q{i}" for i in range(2, 11, 2)]].sum(axis=1)
    score = split(items.assign(score=2.5 * (praise + complaint)), "design", "score")
    return insight("I11-sus", "The mean SUS score is {a} for design A and {b} for B.", a=score["A"], b=score["B"])


def skewed_times(frames: Frames) -> Insight:
    test = frames["usability_test"]
    fourth = test[test["task"] == "T4"].assign(log=lambda t: np.log(t["time_s"]))
    mean, middle = split(fourth, "design", "time_s"), np.exp(split(fourth, "design", "log"))
    return insight(
        "I12",
        "Times are skewed: for T4 the mean is {mean_a} s and the geometric mean {geometric_a} s on design A, {mean_b} "
        "and {geometric_b} s on B.",
        mean_a=mean["A"],
        geometric_a=middle["A"],
        mean_b=mean["B"],
        geometric_b=middle["B"],
    )


def _marks(frames: Frames) -> pd.DataFrame:
    return frames["item_responses"].pivot(index="learner", columns="item", values="correct").astype(float)


def _with_rest(marks: pd.DataFrame, item: str) -> float:
    return float(np.corrcoef(marks[item], marks.drop(columns=item).sum(axis=1))[0, 1])


def miskeyed(frames: Frames) -> Insight:
    text = "Item 7 has the wrong key: it correlates {r} with the rest of the quiz."
    return insight("miskeyed", text, r=_with_rest(_marks(frames), "i07"))


def clueless(frames: Frames) -> Insight:
    text = "Item 13 tells nothing: it correlates {r} with the rest of the quiz."
    return insight("clueless", text, r=_with_rest(_marks(frames), "i13"))


def dead_distractor(frames: Frames) -> Insight:
    rows = frames["item_responses"]
    chosen = rows.loc[rows["item"] == "i04", "chosen"].value_counts().reindex(list("abcd"), fill_value=0)
    return insight("dead-distractor", "Item 4 has an option that {n} of 150 learners chose.", n=chosen.min())


def cue(frames: Frames) -> Insight:
    marks = _marks(frames)
    skill = marks.drop(columns=["i16", "i17"]).sum(axis=1)
    left = [marks[i] - np.polyval(np.polyfit(skill, marks[i], 1), skill) for i in ("i16", "i17")]
    text = "Item 16 gives item 17 away: what is left of both beyond skill correlates {r}."
    return insight("cue", text, r=float(np.corrcoef(*left)[0, 1]))
