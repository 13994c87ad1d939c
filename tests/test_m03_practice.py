"""Module 3: are the numbers of the practice items true, and do the items leave the graded maps to the exercise?"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from math import prod
from pathlib import Path
from statistics import mean

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
BANK = yaml.safe_load((ROOT / "modules/m03_journeys/quiz.yaml").read_text(encoding="utf-8"))
KEY = yaml.safe_load((ROOT / "exercises/keys/m03_journeys.yaml").read_text(encoding="utf-8"))
ITEMS = {item["id"]: item for item in BANK["items"]}
SINGLES = [item for item in ITEMS.values() if item["type"] == "single"]
NUMERIC = {name: item for name, item in ITEMS.items() if item["type"] == "numeric"}

CURVE = [0, 1, -1, -2, 0, 1, 0]
BEFORE, AFTER = [0, -1, -2, -1, 1], [0, 0, 1, -1, 1]
LOW_BEFORE, LOW_AFTER = (sum(value < 0 for value in values) for values in (BEFORE, AFTER))

# Each number of an item, worked out again from the numbers in its stem
WORKED = {
    "m03-i13": {
        None: (max(CURVE, key=abs) + CURVE[-1]) / 2,
        "mean-for-peak-end": mean(CURVE),
        "peak-as-best": (max(CURVE) + CURVE[-1]) / 2,
        "low-for-peak-end": min(CURVE),
        "end-alone": CURVE[-1],
        "best-and-worst": (max(CURVE) + min(CURVE)) / 2,
    },
    "m03-i03": {
        None: 100 * prod([0.9] * 6),
        "one-step-for-all": 90,
        "points-taken-off": 100 - 6 * 10,
        "fails-for-works": 100 * (1 - prod([0.9] * 6)),
        "chance-divided": 90 / 6,
        "fraction-for-percent": prod([0.9] * 6),
    },
    "m03-i20": {
        None: 100 * (LOW_BEFORE - LOW_AFTER) / 5,
        "relative-for-points": 100 * (LOW_BEFORE - LOW_AFTER) / LOW_BEFORE,
        "counts-for-percent": LOW_BEFORE - LOW_AFTER,
        "level-for-change": 100 * LOW_AFTER / 5,
        "one-group-only": 100 * LOW_BEFORE / 5,
        "fraction-for-percent": (LOW_BEFORE - LOW_AFTER) / 5,
        "sign-of-a-fall": 100 * (LOW_AFTER - LOW_BEFORE) / 5,
    },
    "m03-i23": {
        None: 100 * (36 / 80 - 24 / 240),
        "counts-for-percent": 36 - 24,
        "one-group-only": 100 * 36 / 80,
        "ratio-for-difference": (36 / 80) / (24 / 240),
        "fraction-for-percent": 36 / 80 - 24 / 240,
    },
}


def test_every_numeric_item_of_module_3_is_worked_out_here() -> None:
    assert set(WORKED) == set(NUMERIC)


@pytest.mark.parametrize("name", WORKED)
def test_numeric_items_of_module_3_tell_the_truth(name: str) -> None:
    written = {o.get("misconception"): o for o in NUMERIC[name]["options"]}
    assert set(written) == set(WORKED[name])
    for slug, value in WORKED[name].items():
        assert abs(written[slug]["value"] - value) <= written[slug]["tol"], slug
    for a, b in combinations(NUMERIC[name]["options"], 2):
        assert abs(a["value"] - b["value"]) > a["tol"] + b["tol"], "two values catch the same answer"


def test_keys_of_module_3_stand_in_every_place_and_are_not_the_longest() -> None:
    keys = Counter(next(n for n, o in enumerate(item["options"]) if o["correct"]) for item in SINGLES)
    longest = [max(item["options"], key=lambda o: len(o["text"]))["correct"] for item in SINGLES]
    assert max(keys.values()) - min(keys[place] for place in range(3)) <= 2
    assert sum(longest) <= 0.40 * len(SINGLES)


def test_the_bank_is_large_enough_and_sorts_what_is_stated_from_what_is_inferred() -> None:
    assert len(ITEMS) >= 25
    sorts = [item for item in ITEMS.values() if item["type"] == "cardsort" and item["piles"] == ["Stated", "Inferred"]]
    assert len(sorts) == 2
    for item in sorts:
        piles = Counter(option["correct"][0][0] for option in item["options"])
        assert min(piles.values()) >= 3, item["id"]


def test_no_item_puts_the_billing_call_in_order() -> None:
    """Its order is graded: the words of its moments stand in no item that is put in order."""
    told = re.compile(r"misheard|menu|mishear|agent answers|incident|pays? a bill", re.I)
    ordered = [item for item in ITEMS.values() if item["type"] == "order"]
    assert ordered
    assert not [option["text"] for item in ordered for option in item["options"] if told.search(option["text"])]


def test_misconceptions_of_practice_and_exercise_share_their_names() -> None:
    practised = {o.get("misconception") for item in ITEMS.values() for o in item["options"]}
    graded = {slug for task in KEY["tasks"] if "calls" in task for slug in task["calls"]["ideas"]}
    assert practised & graded >= {"points-taken-off", "fails-for-works"}


def test_the_instructor_has_the_levels_of_the_key_beside_formgrader() -> None:
    notes = (ROOT / "modules/m03_journeys/instructor.md").read_text(encoding="utf-8")
    (written,) = KEY["written"]
    for line in written["rubric"]:
        levels = sorted(line["levels"], key=lambda level: level["points"])
        assert f"| {line['title']} | {' | '.join(level['text'] for level in levels)} |" in notes
