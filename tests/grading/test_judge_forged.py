"""Responses that nearly fit, to every task of the course: each gets a verdict within its bounds, and nothing raises."""

from __future__ import annotations

import random
from typing import Any

import pytest

from cxcourse.content import load_course
from cxcourse.grading.record import verdict_html
from cxcourse.grading.verdicts import judge_task, task_prompt
from tests.exercises.running import EXERCISES, key_of, made_up_of

NESTED: Any = []
for _ in range(900):
    NESTED = [NESTED]
JUNK = [None, True, -1, 0, 10**5000, 1.5, float("nan"), float("inf"), "", "a", "\ud83d", "x" * 5000, [], {}, [[]], NESTED,
        {"id": None}, {"runs": [None]}, {"steps": [{}]}, "<b>", "s1", ["UX"]]  # fmt: skip
NAMES = [m.folder for m in load_course().modules if (EXERCISES / "keys" / f"{m.folder}.yaml").is_file()]
RESPONSES = {name: made_up_of(name)["reference"].responses for name in NAMES}
TASKS = [pytest.param(name, t, id=t.id) for name in NAMES for t in key_of(name).tasks]


def forged(response: Any, chance: random.Random) -> Any:
    """Return a response in which some parts are left out and others are anything at all."""
    if chance.random() < 0.06:
        return chance.choice(JUNK)
    if isinstance(response, dict):
        return {name: forged(part, chance) for name, part in response.items() if chance.random() < 0.97}
    return (
        [forged(part, chance) for part in response if chance.random() < 0.97]
        if isinstance(response, list)
        else response
    )


@pytest.mark.parametrize(("exercise", "task"), TASKS)
def test_whatever_is_handed_in_gets_a_verdict(exercise: str, task: Any) -> None:
    right, chance = RESPONSES[exercise], random.Random(task.id)
    responses = [*JUNK, *(forged(right.get(task.id), chance) for _ in range(40))]
    for response in responses:
        found = judge_task(task, task.points, response, {name: forged(r, chance) for name, r in right.items()})
        assert type(found.points) is float and 0 <= found.points <= found.max_points == task.points
        assert all(len(line.reason) < 1500 and len(line.answer) < 3000 for line in found.criteria)
        verdict_html(task_prompt(task), found).encode("utf-8", "replace")
