"""The usability test of the phone finder: two designs, five tasks, ten SUS items."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from make.dice import Dice, logistic, rounded
from make.table import Spot, Table, fixed, ids, table

PEOPLE, TASKS = 48, 5
SUCCESS = {"A": [0.95, 0.90, 0.85, 0.45, 0.80], "B": [0.95, 0.90, 0.90, 0.90, 0.80]}
MEDIAN_S = [38, 52, 65, 120, 80]
SUS_TARGET = {"A": 60, "B": 76}


@lru_cache(maxsize=1)
def _designs() -> np.ndarray:
    return np.array(["A", "B"] * (PEOPLE // 2))


def usability_test() -> Table:
    """Give one row a person and task."""
    dice, n = Dice("usability_test", take=6), PEOPLE * TASKS
    person, task = np.repeat(np.arange(PEOPLE), TASKS), np.tile(np.arange(TASKS), PEOPLE)
    design = _designs()[person]
    hard = (design == "A") & (task == 3)  # comparing two phones on the old design
    chance = np.array([SUCCESS[d][t] for d, t in zip(design.tolist(), task.tolist(), strict=True)])
    done = dice.below("success", chance, n)
    usual = np.array(MEDIAN_S)[task]
    pace = dice.normal("person", PEOPLE, 0.25)[person] + dice.normal("time", n, 0.42)
    seconds = usual * np.where(hard, 1.45, 1.0) * np.exp(pace)
    ease = 5.7 - 1.3 * ~done - 1.1 * (np.log(seconds) - np.log(usual)) + dice.normal("seq", n, 0.8)
    columns = {
        "participant": np.array(ids("P", PEOPLE, 2))[person],
        "design": design,
        "task": [f"T{t + 1}" for t in task.tolist()],
        "success": done,
        "time_s": fixed(seconds, 1),
        "errors": dice.poisson("errors", np.where(hard, 1.9, 0.5), n),
        "seq": rounded(ease, 1, 7),
    }
    dirt = [
        Spot("missing word", "time_s", 9),
        Spot("off scale", "seq", 6, ("0", "8")),
        Spot("off scale", "time_s", 4, ("0.0", "-1.0")),
        Spot("decimal comma", "time_s", 14),
        Spot("letter case", "task", 10),
        Spot("duplicate", None, 3),
    ]
    return table("usability_test", columns, dirt)


def sus_items() -> Table:
    """Give the ten answers of each person, drawn so that they sum to that person's score."""
    dice, design = Dice("sus_items"), _designs()
    wish = np.where(design == "A", SUS_TARGET["A"], SUS_TARGET["B"]) + dice.normal("score", PEOPLE, 12.0)
    points = rounded(wish / 2.5, 0, 40)
    turn = dice.uniform("which item", PEOPLE * 400).reshape(PEOPLE, 400)
    answers = np.array([_spread(p, u) for p, u in zip(points.tolist(), turn, strict=True)])
    answers[:, 0::2] = 1 + answers[:, 0::2]  # odd items praise: 5 is best
    answers[:, 1::2] = 5 - answers[:, 1::2]  # even items complain: 1 is best
    columns = {"participant": ids("P", PEOPLE, 2), "design": design}
    columns |= {f"q{i + 1}": answers[:, i] for i in range(10)}
    dirt = [
        Spot("missing word", "q5", 2),
        Spot("off scale", "q3", 4, ("0", "6")),
        Spot("off scale", "q8", 3, ("55", "7")),
        Spot("number word", "q1", 3),
        Spot("duplicate", None, 3),
    ]
    return table("sus_items", columns, dirt)


def _spread(points: int, turns: np.ndarray) -> list[int]:
    """Hand out the points of one person, one at a time, to ten items that hold four each."""
    held = [0] * 10
    for turn in turns:
        if not points:
            break
        item = int(turn * 10)
        if held[item] < 4:
            held[item] += 1
            points -= 1
    return held


def item_responses() -> Table:
    """Give a quiz with four faults that an item analysis can find."""
    dice, learners, items = Dice("item_responses", take=1), 150, 20
    skill = dice.normal("skill", learners)
    sharp, hard = np.exp(dice.normal("discrimination", items, 0.3)), dice.normal("difficulty", items) - 0.5
    hard = np.clip(hard, -1.6, 1.4)  # so that every distractor but the dead one is taken now and then
    sharp[6], hard[6] = 1.5, -0.4
    chance = logistic(sharp * (skill[:, None] - hard))
    chance[:, 12] = 0.25  # item 13 tells nothing: everyone guesses
    luck = dice.uniform("answers", learners * items).reshape(learners, items)
    right = luck < chance
    # Item 16 gives item 17 away.
    right[:, 16] = luck[:, 16] < np.where(right[:, 15], 0.93, 0.12)
    truth, chosen = _letters(dice, right)
    key = truth.copy()
    key[6] = (truth[6] + 1) % 4  # item 7: the key names a wrong option
    who, item = np.repeat(np.arange(learners), items), np.tile(np.arange(items), learners)
    columns = {
        "learner": np.array(ids("L", learners, 3))[who],
        "item": np.array(ids("i", items, 2))[item],
        "chosen": np.array(list("abcd"))[chosen[who, item]],
        "key": np.array(list("abcd"))[key[item]],
        "correct": chosen[who, item] == key[item],
    }
    dirt = [
        Spot("missing word", "chosen", 100),
        Spot("off scale", "chosen", 10, ("e", "x", "ab")),
        Spot("letter case", "chosen", 150),
        Spot("trailing space", "item", 60),
        Spot("duplicate", None, 3),
    ]
    return table("item_responses", columns, dirt)


def _letters(dice: Dice, right: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the true option of each item and the option each learner chose."""
    items = right.shape[1]
    truth = dice.integers("true option", 0, 3, items)
    pull = np.tile([0.45, 0.33, 0.22], (items, 1))
    pull[3] = [0.62, 0.38, 0.0]  # item 4: a distractor nobody takes
    edges = pull.cumsum(axis=1)
    slip = dice.uniform("wrong option", right.size).reshape(right.shape)
    step = 1 + (slip[:, :, None] >= edges[None, :, :2]).sum(axis=2)
    return truth, np.where(right, truth, (truth + step) % 4)
