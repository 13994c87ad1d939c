"""Module 5: do the bank and the exercise hold what they promise, and is nothing of what counts given away?

Read raw with PyYAML and worked out independently of ``cxcourse``: a fault in the engine cannot hide here.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import jupytext
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
BANK = yaml.safe_load((ROOT / "modules/m05_service/quiz.yaml").read_text(encoding="utf-8"))
KEY = yaml.safe_load((ROOT / "exercises/keys/m05_service.yaml").read_text(encoding="utf-8"))
MADE_UP = yaml.safe_load((ROOT / "exercises/keys/m05_service.submissions.yaml").read_text(encoding="utf-8"))[
    "submissions"
]
AUTHORED = (ROOT / "exercises/authored/m05_service.py").read_text(encoding="utf-8")
TEACHING = "\n".join(
    [
        *(cell.source for cell in jupytext.read(ROOT / "modules/m05_service/m05_service.py").cells),
        (ROOT / "modules/m05_service/instructor.md").read_text(encoding="utf-8"),
    ]
)
ITEMS = {item["id"]: item for item in BANK["items"]}
GRADED = {task["item"]["id"]: task["item"] for task in KEY["tasks"] if "item" in task}
POINTS = {next(task[kind]["id"] for kind in task if kind != "points"): task["points"] for task in KEY["tasks"]}
TECHNIQUES = {
    "Active listening", "Empathy and understanding", "Effective communication", "Problem solving", "Conflict resolution",
    "Product knowledge",
}  # fmt: skip
by_name = pytest.mark.parametrize("submission", MADE_UP, ids=[s["name"] for s in MADE_UP])


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def shown_after_marking(item: dict[str, Any]) -> list[str]:
    notes = [note for option in item["options"] for note in (option, *option.get("slips", []))]
    return [
        item["hint"],
        item["explanation"],
        *(note["feedback"] for note in notes),
        *item.get("otherwise", {}).values(),
    ]


# ---------------------------------------------------------------- the bank


def test_each_technique_is_practised_in_sentences_of_an_agent() -> None:
    carried = Counter()
    for item in ITEMS.values():
        if item["type"] == "cardsort":
            carried.update(pile for option in item["options"] for (pile,) in option["correct"])
        if item["type"] == "match" and item.get("reuse"):
            carried.update(option["correct"] for option in item["options"])
    assert all(carried[name] >= 3 for name in TECHNIQUES), carried
    assert carried["Counterfeit"] >= 4


def test_no_technique_is_named_in_the_sentence_that_shows_it() -> None:
    for item in (*ITEMS.values(), *GRADED.values()):
        if item["type"] in {"cardsort", "match"}:
            for option in item["options"]:
                right = option["correct"] if item["type"] == "match" else option["correct"][0][0]
                if right in TECHNIQUES or item["type"] == "cardsort":
                    telling = {word[:6] for word in re.findall(r"[a-z]{6,}", right.lower())} - {"active", "effect"}
                    said = {word[:6] for word in re.findall(r"[a-z]{6,}", option["text"].lower())}
                    assert not telling & said, option["text"]


def test_the_ratio_asked_for_is_that_of_the_stem() -> None:
    item = ITEMS["m05-i20"]
    mine, best = [3, 1, 3, 0, 2], [3, 3, 3, 3, 2]
    computed = {
        None: 100 * sum(mine) / sum(best),
        "base-of-all-threes": 100 * sum(mine) / 15,
        "counts-best-turns-only": 100 * mine.count(3) / 5,
        "sum-for-ratio": sum(mine),
        "fraction-for-percent": sum(mine) / sum(best),
    }
    assert {o.get("misconception"): o["value"] for o in item["options"]} == pytest.approx(computed, abs=0.01)
    numbers = [int(n) for n in re.findall(r"\d+", item["stem"])]
    assert numbers == mine + best
    for a, b in combinations(item["options"], 2):
        assert abs(a["value"] - b["value"]) > a["tol"] + b["tol"], "two values catch the same answer"


# ---------------------------------------------------------------- the graded exercise


def test_the_exercise_is_worth_twenty_five_points() -> None:
    assert POINTS == {"m05-a1": 8, "m05-a2": 5, "m05-a3": 4}
    scales = {w["id"]: [[level["points"] for level in line["levels"]] for line in w["rubric"]] for w in KEY["written"]}
    assert scales == {"m05-m1": [[0, 1, 2], *[[0, 0.5, 1]] * 3], "m05-m2": [[0, 0.5, 1]] * 3}
    assert sum(POINTS.values()) + sum(w["points"] for w in KEY["written"]) == 25
    call = next(task["roleplay"] for task in KEY["tasks"] if "roleplay" in task)
    assert sum(call["weights"].values()) == POINTS["m05-a1"]


def test_every_outcome_has_graded_evidence() -> None:
    """The feedback on a transcript (o5) is judged in m05-m1, together with the rewrites (o3)."""
    course = yaml.safe_load((ROOT / "modules/course.yaml").read_text(encoding="utf-8"))["modules"]
    promised = {outcome["id"] for module in course if module["id"] == "m05" for outcome in module["outcomes"]}
    tasks = [task[kind] for task in KEY["tasks"] for kind in task if kind != "points"]
    assert {thing["outcome"] for thing in (*tasks, *KEY["written"])} | {"m05.o5"} == promised
    assert "give feedback on a transcript" in AUTHORED


def test_twenty_sentences_spread_over_six_techniques() -> None:
    counted = Counter(option["correct"] for option in GRADED["m05-a2"]["options"])
    assert set(counted) == TECHNIQUES and sum(counted.values()) == 20
    assert max(counted.values()) - min(counted.values()) <= 1


def test_words_shown_after_marking_name_no_technique_and_no_place() -> None:
    spoilers = {"listen", "empath", "unders", "commun", "proble", "solvin", "confli", "resolu", "produc", "knowle"}
    for text in shown_after_marking(GRADED["m05-a2"]):
        assert not {w[:6] for w in re.findall(r"[a-z]{6,}", text.lower())} & spoilers, text
    moves = set().union(*(runs(option["text"], 3) for option in GRADED["m05-a3"]["options"]))
    for text in shown_after_marking(GRADED["m05-a3"]):
        assert not runs(text, 3) & moves, text


def test_what_counts_is_new_to_the_learner() -> None:
    practised = set().union(*(runs(o["text"], 5) for i in ITEMS.values() for o in i["options"] if "text" in o))
    taught = runs(TEACHING, 5)
    for item in GRADED.values():
        for option in item["options"]:
            assert not runs(option["text"], 5) & (practised | taught), option["text"]


def test_the_released_notebook_source_holds_no_answer() -> None:
    for item in GRADED.values():
        assert not [option["text"] for option in item["options"] if option["text"] in AUTHORED]
    levels = [level["text"] for written in KEY["written"] for line in written["rubric"] for level in line["levels"]]
    assert not [text for text in levels if runs(text, 8) & runs(AUTHORED, 8)]


def test_misconceptions_are_named_alike() -> None:
    slugs = {
        note["misconception"]
        for item in (*ITEMS.values(), *GRADED.values())
        for option in item["options"]
        for note in (option, *option.get("slips", []))
        if "misconception" in note
    }
    assert slugs
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z]+(-[a-z]+)+", slug)] == []


def test_slips_choose_a_wrong_answer_that_is_on_offer() -> None:
    for option in GRADED["m05-a2"]["options"]:
        for slip in option["slips"]:
            assert slip["chosen"] in TECHNIQUES - {option["correct"]}, option["id"]


# ---------------------------------------------------------------- the made-up submissions


@by_name
def test_expected_points_of_the_items_follow_from_the_key(submission: dict[str, Any]) -> None:
    said, expect = submission["responses"], submission["expect"]
    assert set(expect) == set(POINTS)
    right = {option["id"]: option["correct"] for option in GRADED["m05-a2"]["options"]}
    hits = sum(said.get("m05-a2", {}).get(name) == technique for name, technique in right.items())
    assert expect["m05-a2"] == pytest.approx(5 * hits / 20, abs=0.005)
    assert expect["m05-a3"] == pytest.approx(4 * _order_share(said.get("m05-a3")), abs=0.005)


def _order_share(order: list[str] | None) -> float:
    """The share of pairs that stand the right way round, against the nearer of the accepted orders."""
    if order is None:
        return 0.0
    item = GRADED["m05-a3"]
    accepted = [[o["id"] for o in sorted(item["options"], key=lambda o: o["correct"])], *item["accept"]]
    assert len(accepted) == 2 and all(sorted(a) == sorted(order) for a in accepted)
    pairs = list(combinations(order, 2))
    return max(sum(a.index(x) < a.index(y) for x, y in pairs) for a in accepted) / len(pairs)


@by_name
def test_named_misconceptions_are_in_the_choices(submission: dict[str, Any]) -> None:
    said = submission["responses"].get("m05-a2", {})
    shown = {
        slip["misconception"]
        for option in GRADED["m05-a2"]["options"]
        for slip in option["slips"]
        if said.get(option["id"]) == slip["chosen"]
    }
    named = {slug for slug in submission.get("misconceptions", []) if not slug.startswith("lacks-")}  # those are of A1
    assert named <= shown


def test_the_reference_text_keeps_to_the_fact_sheet() -> None:
    text = " ".join(MADE_UP[0]["written"]["m05-m1"].split())
    for fact in ("ten minutes", "two working days later", "next bill", "for 25", "not covered by the warranty"):
        assert fact in text
    for quoted in ("Oh dear", "All the pictures of our trip", "I understand how you feel", "When?", "Soon"):
        assert quoted in text and quoted in AUTHORED
