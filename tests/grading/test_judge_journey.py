"""The judge of maps: a response is read strictly, compared part by part, and scaled to the points of the task."""

from __future__ import annotations

import json

import pytest

from cxcourse.content.journeys import journey_data, read_journey
from cxcourse.core.graded import BeatChoice, JourneyTask, work_prompt
from cxcourse.core.journey.reference import Beat, Reference
from cxcourse.grading.judge_journey import judge_journey

REFERENCE = Reference(
    beats=(
        Beat(id="call", name="he calls", synonyms=("rings the line",), lens=(("CS",),), sign="nonpos"),
        Beat(id="help", name="he is helped", synonyms=("is helped",), lens=(("CS",), ("CS", "CX")), sign="pos",
             after=("call",), misconception="no-help"),
    ),
)  # fmt: skip
TASK = JourneyTask(
    id="x-a1",
    outcome="m03.o1",
    title="A map",
    stem="Draw it.",
    reference=REFERENCE,
    beats=(BeatChoice(id="call", text="Somebody calls"), BeatChoice(id="shop", text="Somebody goes to a shop")),
)
MAP = """
id: mine
title: A call
actor: {name: Ann, goal: a working line}
stages: [{id: s1, name: Asking}, {id: s2, name: Help}]
steps:
- {id: st1, stage: s1, action: rings the line, touchpoint: service line, channel: phone, lens: [CS], emotion: -1,
   evidence: stated, pains: [{id: p1, text: a long wait}], opportunities: [{id: o1, text: ring back, pains: [p1]}]}
- {id: st2, stage: s2, action: is helped, touchpoint: agent, channel: phone, lens: [CS], emotion: 1, evidence: stated}
"""


def response(**changes):
    return journey_data(read_journey(MAP)) | changes


def test_a_map_with_all_of_it_gets_all_points_scaled_to_the_task():
    for points in (15, 12, 1):
        found = judge_journey(TASK, points, response())
        assert found.points == pytest.approx(points)
        assert sum(line.max_points for line in found.criteria) == pytest.approx(points)


def test_a_missing_beat_costs_points_and_its_idea_is_named():
    steps = response()["steps"][:1]
    found = judge_journey(TASK, 15, response(steps=steps))
    assert 0 < found.points < 15
    assert "no-help" in found.misconceptions
    assert "is helped" not in json.dumps([line.reason for line in found.criteria])


@pytest.mark.parametrize("nothing", [None, {}, "", [], {"id": "mine"}, {"id": "mine", "stages": [], "steps": []}])
def test_no_map_and_an_empty_map_are_not_answered(nothing):
    found = judge_journey(TASK, 15, nothing)
    assert (found.points, [line.reason for line in found.criteria]) == (0, ["Not answered."])


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (response(points=15), "points"),
        (response(stages=[]), "stage"),
        (response(steps=[{**response()["steps"][0], "emotion": 99}]), "emotion"),
        (response(steps=[{**response()["steps"][0], "emotion": "-1"}]), "emotion"),
        ([1, 2], "read"),
        ("a map", "read"),
        (3, "read"),
        ({"id": "mine", "steps": "x" * 2_000_000}, "read"),
        (response(steps=float("nan")), "read"),
    ],
)
def test_a_map_that_is_none_is_worth_nothing_and_says_where(bad, told):
    found = judge_journey(TASK, 15, bad)
    assert found.points == 0
    assert told in found.criteria[0].reason


def test_what_is_released_names_no_beat_of_the_reference_but_the_pick_list():
    released = work_prompt(TASK, 15)
    assert [b.id for b in released.beats] == ["call", "shop"]
    assert not hasattr(released, "reference")
