"""Module 4: are the numbers of the practice items true, and are they not those that count?

Right values and diagnosed slips are worked out from the numbers in the stems, without ``cxcourse``; only the
intervals that stems quote come from ``cxcourse.metrics``.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from pathlib import Path
from statistics import mean, median

import pytest
import yaml

from cxcourse import metrics

ROOT = Path(__file__).resolve().parents[1]
BANK = yaml.safe_load((ROOT / "modules/m04_measure/quiz.yaml").read_text(encoding="utf-8"))
KEY = yaml.safe_load((ROOT / "exercises/keys/m04_measure.yaml").read_text(encoding="utf-8"))
ITEMS = {item["id"]: item for item in BANK["items"]}
SINGLES = [item for item in ITEMS.values() if item["type"] == "single"]
NUMERIC = {name: item for name, item in ITEMS.items() if item["type"] == "numeric"}

# Each number of an item, worked out again from the numbers in its stem
WORKED = {
    "m04-i01": {
        None: 100 * (120 - 55) / 250,
        "counts-for-percent": 120 - 55,
        "passives-dropped": 100 * (120 - 55) / (120 + 55),
        "passives-as-promoters": 100 * (120 + 75 - 55) / 250,
        "eight-as-promoter": 100 * (120 + 45 - 55) / 250,
        "six-as-passive": 100 * (120 - 35) / 250,
        "promoters-only": 100 * 120 / 250,
        "fraction-for-percent": (120 - 55) / 250,
    },
    "m04-i10": {
        None: 100 * (120 + 108) / 400,
        "threes-as-satisfied": 100 * (120 + 108 + 92) / 400,
        "top-box-only": 100 * 120 / 400,
        "silent-in-base": 100 * (120 + 108) / 500,
        "mean-for-share": (5 * 120 + 4 * 108 + 3 * 92 + 2 * 50 + 30) / 400,
        "counts-for-percent": 120 + 108,
        "fraction-for-percent": (120 + 108) / 400,
    },
    "m04-i11": {
        None: mean(EASE := [4, 7, 6, 2, 7, 7, 5, 6]),
        "ces-reversed": 8 - mean(EASE),
        "ces-share-for-mean": 100 * sum(answer >= 5 for answer in EASE) / len(EASE),
        "median-for-mean": median(EASE),
        "sum-for-mean": sum(EASE),
    },
    "m04-i12": {
        None: 100 * (410 - 62) / 500,
        "fcr-without-window": 100 * 410 / 500,
        "silence-as-solved": 100 * (500 - 62) / 500,
        "resolved-as-base": 100 * (410 - 62) / 410,
        "lost-calls-in-base": 100 * (410 - 62) / (500 + 40),
        "fraction-for-percent": (410 - 62) / 500,
    },
    "m04-i13": {
        None: (14400 + 2700 + 3900) / 60,
        "talk-only": 14400 / 60,
        "aht-without-after-call": (14400 + 2700) / 60,
        "aht-without-hold": (14400 + 3900) / 60,
        "waiting-as-handling": (14400 + 2700 + 3900 + 900) / 60,
        "lost-calls-in-base": (14400 + 2700 + 3900) / (60 + 15),
    },
    "m04-i15": {
        None: 100 * (130 / 5200 / (90 / 4500) - 1),
        "points-for-relative": 100 * (130 / 5200 - 90 / 4500),
        "end-as-base": 100 * (1 - 90 / 4500 / (130 / 5200)),
        "counts-for-percent": 100 * (130 / 90 - 1),
        "ratio-for-change": 100 * (130 / 5200) / (90 / 4500),
        "fraction-for-percent": 130 / 5200 / (90 / 4500) - 1,
    },
    "m04-i16": {
        None: 100 * (600 - (651 - 135)) / 600,
        "new-customers-counted": 100 * (600 - 651) / 600,
        "retention-for-churn": 100 * (651 - 135) / 600,
        "end-as-base": 100 * (600 - (651 - 135)) / 651,
        "counts-for-percent": 600 - (651 - 135),
        "joiners-for-leavers": 100 * 135 / 600,
    },
    "m04-i17": {
        None: 90 * 1.1 / 0.3 - 90 * 1.1 / 0.4,
        "one-year-only": 90 * (0.8 - 0.7),
        "margin-undiscounted": 90 / 0.2 - 90 / 0.3,
        "level-for-change": 90 * 1.1 / 0.3,
        "relative-for-absolute": 100 * (0.4 / 0.3 - 1),
    },
    "m04-i22": {
        None: (85 - 70) / (75 - 70),
        "axis-start-overlooked": 85 / 75,
        "difference-for-ratio": 85 - 75,
        "turned-round": (75 - 70) / (85 - 70),
    },
}  # fmt: skip


def test_every_numeric_item_of_module_4_is_worked_out_here() -> None:
    assert set(WORKED) == set(NUMERIC)


@pytest.mark.parametrize("name", WORKED)
def test_numeric_items_of_module_4_tell_the_truth(name: str) -> None:
    written = {o.get("misconception"): o["value"] for o in NUMERIC[name]["options"]}
    assert written == pytest.approx(WORKED[name], abs=0.01)
    for a, b in combinations(NUMERIC[name]["options"], 2):
        assert abs(a["value"] - b["value"]) > a["tol"] + b["tol"], "two values catch the same answer"


def test_practice_numbers_of_module_4_are_not_those_that_count() -> None:
    """A learner cannot copy a right value from the practice into the exercise."""
    graded = [task[kind] for task in KEY["tasks"] for kind in task if kind != "points"]
    counting = {
        round(thing["gives"], 2)
        for item in graded
        for thing in (*item.get("cases", []), *item.get("figures", []))
        if isinstance(thing.get("gives"), int | float)
    }
    practised = {round(o["value"], 2) for item in NUMERIC.values() for o in item["options"] if o["correct"]}
    assert counting
    assert not practised & counting


def test_keys_of_module_4_stand_in_every_place_and_are_not_the_longest() -> None:
    keys = [next(n for n, o in enumerate(item["options"]) if o["correct"]) for item in SINGLES]
    longest = [max(item["options"], key=lambda o: len(o["text"]))["correct"] for item in SINGLES]
    assert max(Counter(keys).values()) - min(keys.count(place) for place in range(3)) <= 2
    assert sum(longest) <= 0.40 * len(SINGLES)


@pytest.mark.parametrize(
    ("name", "first", "second", "quoted"),
    [
        ("m04-i18", (186, 300), (154, 280), ["62 %", "55 %", "7 points", "−1 to 15"]),
        ("m04-i19", (240, 400), (208, 400), ["60 %", "52 %", "8 points", "1 to 15"]),
    ],
)
def test_intervals_of_differences_are_those_of_the_counts(
    name: str, first: tuple[int, int], second: tuple[int, int], quoted: list[str]
) -> None:
    gap = metrics.difference(first, second)
    shares = [f"{100 * part / whole:.0f} %" for part, whole in (first, second)]
    ends = [f"{100 * end:.0f}".replace("-", "−") for end in (gap.low, gap.high)]
    assert quoted == [*shares, f"{100 * gap.value:.0f} points", " to ".join(ends)]
    assert [text for text in quoted if text not in ITEMS[name]["stem"]] == []


@pytest.mark.parametrize(("name", "part", "whole"), [("m04-i19", 240, 400), ("m04-i19", 208, 400), ("m04-i20", 5, 5)])
def test_intervals_of_shares_are_those_of_the_counts(name: str, part: int, whole: int) -> None:
    share = metrics.csat_from_counts(part, whole)
    assert f"{share.low:.0f} to {share.high:.0f}" in ITEMS[name]["stem"]


def test_the_totals_that_turn_round_can_arise_from_one_mixture() -> None:
    """Chat 90 and 52 %, phone 87 and 46 %: the shares of disputes that give the totals of the stem."""
    disputes_in_chat, disputes_by_phone = (90 - 62) / (90 - 52), (87 - 77) / (87 - 46)
    assert all(f"{share} %" in ITEMS["m04-i04"]["stem"] for share in (90, 87, 52, 46, 62, 77))
    assert 0 < disputes_by_phone < 0.5 < disputes_in_chat < 1


def test_service_levels_of_the_item_follow_from_their_rules() -> None:
    in_time, late, lost = 144, 32, 24
    day = {"answered_in": in_time, "answered_after": late, "abandoned_in": 0, "abandoned_after": lost}
    rules = {rule: metrics.service_level(**day, formula=rule).value for rule in ("answered-only", "abandons-bad")}
    assert [round(value) for value in rules.values()] == [82, 72]
    assert "200 callers, 144 were answered within 20 seconds, 32 later, and 24 hung up" in ITEMS["m04-i14"]["stem"]
    assert "A 82 %, B 72 %" in ITEMS["m04-i14"]["stem"]
    feedback = " ".join(option["feedback"] for option in ITEMS["m04-i14"]["options"])
    for served in (in_time + lost, in_time + late):
        assert f"{served} of 200, or {served / 2:.0f} %" in feedback
