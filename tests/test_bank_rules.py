"""Do the practice banks cover what they promise, and do the made-up submissions of module 1 add up?

Read raw with PyYAML and worked out independently of ``cxcourse``: a fault in the engine cannot hide here.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
TYPES = {"single", "multi", "numeric", "order", "match", "cardsort"}
ABOVE_UNDERSTAND = {"apply", "analyse", "evaluate"}


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


WRITTEN = ("m01_intro", "m03_journeys", "m04_measure", "m05_service")
BANKS = {name[:3]: read(f"modules/{name}/quiz.yaml") for name in WRITTEN}
KEYS = {name[:3]: read(f"exercises/keys/{name}.yaml") for name in WRITTEN}
BANK, KEY = BANKS["m01"], KEYS["m01"]
SUBMISSIONS = read("exercises/keys/m01_intro.submissions.yaml")["submissions"]
TASKS = {task["item"]["id"]: task for task in KEY["tasks"]}
GRADED = [task["item"] for task in KEY["tasks"]]
OUTCOMES = [f"{module}.o{n}" for module in BANKS for n in range(1, 7)]
by_module = pytest.mark.parametrize("module", BANKS)
by_name = pytest.mark.parametrize("submission", SUBMISSIONS, ids=[s["name"] for s in SUBMISSIONS])


# ---------------------------------------------------------------- the banks


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_has_three_items_and_one_above_understand(outcome: str) -> None:
    levels = [item["bloom"] for item in BANKS[outcome[:3]]["items"] if item["outcome"] == outcome]
    assert len(levels) >= 3
    assert ABOVE_UNDERSTAND & set(levels)


@by_module
def test_all_six_types_occur(module: str) -> None:
    assert {item["type"] for item in BANKS[module]["items"]} == TYPES


@by_module
def test_levels_are_spread(module: str) -> None:
    levels = Counter(item["bloom"] for item in BANKS[module]["items"])
    total = len(BANKS[module]["items"])
    assert total >= 18
    assert levels["remember"] <= total * 0.10
    assert sum(levels[level] for level in ABOVE_UNDERSTAND) >= total * 0.50


@by_module
def test_every_item_is_asked_in_exactly_one_quiz(module: str) -> None:
    asked = [item for quiz in BANKS[module]["quizzes"] for item in quiz["items"]]
    assert Counter(asked) == Counter(item["id"] for item in BANKS[module]["items"])


def test_ids_are_unique_over_banks_and_exercises() -> None:
    graded = [task[kind] for key in KEYS.values() for task in key["tasks"] for kind in task if kind != "points"]
    written = [text for key in KEYS.values() for text in key["written"]]
    banked = [thing for bank in BANKS.values() for thing in (*bank["items"], *bank["quizzes"])]
    ids = [thing["id"] for thing in (*banked, *graded, *written)]
    assert [name for name, count in Counter(ids).items() if count > 1] == []


@by_module
def test_every_wrong_option_is_a_named_misconception(module: str) -> None:
    unnamed = [
        (item["id"], option.get("text", option.get("value")))
        for item in BANKS[module]["items"]
        for option in item["options"]
        if option["correct"] is False and not option.get("misconception")
    ]
    assert unnamed == []


@by_module
def test_misconceptions_are_kebab_case(module: str) -> None:
    slugs = {
        found["misconception"]
        for item in (*BANKS[module]["items"], *(GRADED if module == "m01" else ()))
        for option in item["options"]
        for found in (option, *option.get("slips", []))
        if "misconception" in found
    }
    assert slugs
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z]+(-[a-z]+)+", slug)] == []


def test_slips_choose_a_wrong_answer_that_is_on_offer() -> None:
    for item in (*BANKS["m01"]["items"], *BANKS["m04"]["items"], *GRADED):
        offered = item.get("piles") or [*(o["correct"] for o in item["options"]), *item.get("extra", [])]
        for option in item["options"]:
            right = option["correct"] if item["type"] == "cardsort" else [[option["correct"]]]
            for slip in option.get("slips", []):
                assert slip["chosen"] in offered, (item["id"], slip["chosen"])
                assert [slip["chosen"]] not in right, (item["id"], option["text"])


def test_the_numeric_item_tells_the_truth_about_the_table() -> None:
    """The right value and every diagnosed slip, recomputed from the data they speak of."""
    with (ROOT / "datasets/form_audit.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    maze, parcello = ([int(r["fields"]) for r in rows if r["product"] == p] for p in ("MazeForm", "Parcello"))
    mean_maze, mean_parcello = sum(maze) / len(maze), sum(parcello) / len(parcello)
    computed = {
        None: mean_maze - mean_parcello,
        "counts-instead-of-mean": sum(maze) - sum(parcello),
        "one-group-only": mean_maze,
        "ratio-instead-of-difference": mean_maze / mean_parcello,
        "ratio-of-totals": sum(maze) / sum(parcello),
    }
    item = next(item for item in BANK["items"] if item["type"] == "numeric")
    assert {o.get("misconception"): o["value"] for o in item["options"]} == pytest.approx(computed, abs=0.01)
    for a, b in combinations(item["options"], 2):
        assert abs(a["value"] - b["value"]) > a["tol"] + b["tol"], "two values catch the same answer"


# ---------------------------------------------------------------- the graded exercise


def test_the_exercise_is_worth_twenty_points() -> None:
    assert [task["points"] for task in KEY["tasks"]] == [6, 4, 4]
    for written in KEY["written"]:
        scales = [[level["points"] for level in criterion["levels"]] for criterion in written["rubric"]]
        assert scales == [[0, 1, 2, 3]] * len(scales)
        assert sum(map(max, scales)) == written["points"]
    assert sum(t["points"] for t in KEY["tasks"]) + sum(w["points"] for w in KEY["written"]) == 20


def test_words_shown_after_marking_name_no_answer() -> None:
    """Short answers: no telling word of any answer of the task. Long ones: no run of three of their words."""
    for item in GRADED:
        answers = [o["correct"] if item["type"] == "match" else o["text"] for o in item["options"]]
        short = all(len(answer.split()) <= 4 for answer in answers)
        spoilers = set().union(*(telling(a) if short else runs(a, 3) for a in answers))
        for text in shown_after_marking(item):
            assert not (telling(text) if short else runs(text, 3)) & spoilers, (item["id"], text)


def shown_after_marking(item: dict[str, Any]) -> list[str]:
    notes = [note for option in item["options"] for note in (option, *option.get("slips", []))]
    return [
        item["hint"],
        item["explanation"],
        *(note["feedback"] for note in notes),
        *item.get("otherwise", {}).values(),
    ]


def test_slugs_of_cases_do_not_name_the_right_component() -> None:
    for option in TASKS["m01-a1"]["item"]["options"]:
        for slip in option["slips"]:
            slug = slip["misconception"].replace("-", " ")
            assert not telling(slug) & telling(option["correct"]), (option["id"], slug)


def telling(text: str) -> set[str]:
    """The words that would give an answer away, cut to seven letters so that endings do not matter."""
    words = re.findall(r"[a-z]{5,}|\bu[ix]\b", text.lower())
    return {word[:7] for word in words} - {"custome", "experie"}


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_cases_and_role_plays_that_count_are_new_to_the_learner() -> None:
    practised = set().union(*(runs(t, 5) for item in BANK["items"] for t in texts(item)))
    for item in GRADED:
        for text in texts(item):
            assert not runs(text, 5) & practised, (item["id"], text)


def texts(item: dict[str, Any]) -> list[str]:
    return [
        *(str(o.get("text", "")) for o in item["options"]),
        *(str(o["correct"]) for o in item["options"] if item["type"] == "match"),
        *item.get("extra", []),
    ]


def test_the_released_notebook_source_holds_no_answer() -> None:
    source = (ROOT / "exercises/authored/m01_intro.py").read_text(encoding="utf-8")
    for item in GRADED:
        for option in item["options"]:
            assert option["text"] not in source
            assert str(option["correct"]) not in source or item["type"] == "order"


# ---------------------------------------------------------------- the made-up submissions


@by_name
def test_expected_points_follow_from_the_key(submission: dict[str, Any]) -> None:
    assert set(submission["expect"]) == set(TASKS)
    for task_id, expected in submission["expect"].items():
        response = submission["responses"].get(task_id)
        item, points = TASKS[task_id]["item"], TASKS[task_id]["points"]
        share = {"order": tau_share, "match": hits}[item["type"]](item, response) if response else 0.0
        assert expected == pytest.approx(points * share, abs=0.005), task_id


def tau_share(item: dict[str, Any], response: list[str]) -> float:
    """(Kendall's tau + 1) / 2, from the signs of all pairs of ranks."""
    rank = {o["id"]: o["correct"] for o in item["options"]}
    assert sorted(response) == sorted(rank)
    signs = [1 if rank[later] > rank[earlier] else -1 for earlier, later in combinations(response, 2)]
    return (sum(signs) / len(signs) + 1) / 2


def hits(item: dict[str, Any], response: dict[str, str]) -> float:
    right = {o["id"]: o["correct"] for o in item["options"]}
    offered = {*right.values(), *item.get("extra", [])}
    assert set(response) <= set(right)
    assert set(response.values()) <= offered
    return sum(response.get(option) == answer for option, answer in right.items()) / len(right)


@by_name
def test_named_misconceptions_are_in_the_choices(submission: dict[str, Any]) -> None:
    shown = {
        slip["misconception"]
        for task_id, response in submission["responses"].items()
        for option in TASKS[task_id]["item"]["options"]
        for slip in option.get("slips", [])
        if isinstance(response, dict) and response.get(option["id"]) == slip["chosen"]
    }
    assert set(submission.get("misconceptions", [])) == shown


def test_submissions_span_the_scale() -> None:
    totals = {s["name"]: sum(s["expect"].values()) + sum(s.get("manual", {}).values()) for s in SUBMISSIONS}
    assert totals["reference"] == 20
    assert totals["blank"] == 0
    assert len([t for t in totals.values() if 0 < t < 20]) >= 6
    assert len({s["learner"] for s in SUBMISSIONS}) == len(SUBMISSIONS)


def test_the_reference_text_keeps_to_the_task() -> None:
    reference = next(s for s in SUBMISSIONS if s["name"] == "reference")
    assert 120 <= len(reference["written"]["m01-m1"].split()) <= 180
