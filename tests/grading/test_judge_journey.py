"""The judge of maps: a response is read strictly, compared part by part, and scaled to the points of the task."""

from __future__ import annotations

import dataclasses
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


CLAIMED = dataclasses.replace(
    TASK, beats=tuple(BeatChoice(id=b, text=b) for b in ("call", "help", "shop", "fee", "bill", "queue"))
)


def claimed(*beside):
    """The whole map, and steps about these moments of other stories."""
    more = [{**response()["steps"][1], "id": f"x{b}", "action": f"about a {b}", "beat": b} for b in beside]
    return judge_journey(CLAIMED, 15, response(steps=[*response()["steps"], *more]))


def test_who_claimed_most_of_the_list_reads_first_why_a_part_counts_less():
    found = {line.label: line for line in claimed("shop", "fee", "bill").criteria}
    lead = "Most of the list was claimed, also what this story does not tell, so this part counts only 50% of what it would."
    told = {label: line.reason.split("\n") for label, line in found.items()}
    assert [label for label, lines in told.items() if lines[0] != lead] == ["Steps filled in"]
    assert told["Order of events"] == [lead], "what is in order is no reason for points that are gone"
    assert (
        "Your map shows 2 of 2 moments that make this story, and 3 steps beside it." in told["Moments of the story"][1]
    )
    nothing = {line.label: line.reason for line in claimed("shop", "fee", "bill", "queue").criteria}
    assert nothing["Lenses"] == lead.replace("only 50% of what it would", "nothing")


def test_praise_is_left_out_where_a_part_counts_less():
    only_call = [response()["steps"][0]]
    more = [{**only_call[0], "id": f"x{b}", "action": f"about a {b}", "beat": b, "pains": [], "opportunities": []}
            for b in ("shop", "fee", "bill")]  # fmt: skip
    shown = {c.label: c.reason for c in judge_journey(CLAIMED, 15, response(steps=only_call + more)).criteria}
    for label in ("Order of events", "Lenses"):
        assert shown[label].split("\n")[1:] == ["1 moment is missing and cannot count here."]


def test_a_general_idea_is_told_beside_the_reasons_and_not_in_them():
    steps = [{**s, "evidence": "inferred"} for s in response()["steps"]]
    found = judge_journey(TASK, 15, response(steps=steps))
    idea = "A step that the text does tell is marked as inferred."
    assert found.ideas == (idea,)
    assert not any(idea in line.reason for line in found.criteria)
    assert judge_journey(TASK, 15, response(steps=response()["steps"][:1])).ideas == (), "a hint is no idea"


def test_what_is_released_names_no_beat_of_the_reference_but_the_pick_list():
    released = work_prompt(TASK, 15)
    assert [b.id for b in released.beats] == ["call", "shop"]
    assert not hasattr(released, "reference")
