"""The journey map without a browser: an event in, a view out; what does not fit is told and changes nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from cxcourse import JourneyMap
from cxcourse.content.journeys import journey_names, load_journey
from cxcourse.core.journey import Journey
from cxcourse.errors import AnswerError
from cxcourse.widgets.journey_request import KINDS
from tests.widgets.maps import DEEP, begun, did

# ---------------------------------------------------------------- edits


def test_every_edit_of_a_browser_is_an_edit_of_the_journey() -> None:
    m = JourneyMap("mine")
    did(m, "add_stage", name="Asking")
    did(m, "add_stage", name="Looking", at=0)
    did(m, "rename_stage", stage="s2", name="Searching")
    did(m, "move_stage", stage="s2", at=1)
    assert [s.name for s in m.journey.stages] == ["Asking", "Searching"]
    did(m, "add_step", stage="s1", action="calls")
    did(m, "change_step", step="st1", lens=["CX", "CS"], emotion=-2, evidence="stated", moment_of_truth=True)
    did(m, "duplicate_step", step="st1")
    did(m, "split_step", step="st2")
    did(m, "move_step", step="st3", stage="s2", at=0)
    assert [(s.id, s.stage, s.action) for s in m.journey.steps] == [
        ("st1", "s1", "calls"), ("st2", "s1", "calls"), ("st3", "s2", "…"),
    ]  # fmt: skip
    did(m, "add_card", step="st1", lane="pains", text="too long")
    did(m, "add_card", step="st1", lane="opportunities", text="say how long", pains=["c1"])
    did(m, "change_card", card="c2", effort=2, impact=5)
    did(m, "move_card", card="c1", step="st3", lane="pains", at=0)
    assert m.journey.steps[0].opportunities[0].pains == ("c1",) and m.journey.steps[2].pains[0].text == "too long"
    did(m, "delete_card", card="c1")
    assert m.journey.steps[0].opportunities[0].pains == ()
    did(m, "delete_step", step="st2")
    did(m, "delete_stage", stage="s2")
    did(m, "change_actor", name="Mark", goal="a working phone")
    did(m, "change_title", title="Mark's phone")
    did(m, "change_about", about="from fault to phone")
    assert [s.id for s in m.journey.steps] == ["st1"] and m.journey.actor.goal == "a working phone"
    assert m.view["message"] == "" and len(KINDS) == 17


def test_the_view_is_plain_json_with_all_that_is_drawn() -> None:
    view = json.loads(json.dumps(begun().view, allow_nan=False))
    assert view["journey"]["steps"][0]["opportunities"][0]["pains"] == ["c1"]
    assert {f["place"] for f in view["findings"]} >= {"st1"}
    assert view["undo"] and not view["redo"] and view["look"]["view"] == "map"
    assert [t["id"] for t in view["templates"]] == list(journey_names())
    assert [f["id"] for f in view["formats"]] == ["png", "svg", "yaml", "json", "csv", "mermaid", "markdown"]
    assert view["formats"][0]["name"] == "Picture for slides (PNG)"
    assert all(0 < len(f["use"]) < 55 for f in view["formats"]), "one short line each"


def test_undo_goes_back_to_the_empty_map_and_redo_forth() -> None:
    m = begun()
    whole = m.journey
    for _ in range(4):
        m.undo()
    assert m.journey == Journey(id="mine") and not m.view["undo"]
    with pytest.raises(AnswerError, match="nothing to undo"):
        m.undo()
    for _ in range(4):
        m.redo()
    assert m.journey == whole
    with pytest.raises(AnswerError, match="nothing to redo"):
        m.redo()
    m.undo()
    did(m, "add_card", step="st1", lane="thoughts", text="again?")
    assert m.journey.steps[0].thoughts[0].id == "c3" and m.view["gone"] == ["c2"], "an id keeps its meaning"


@pytest.mark.parametrize(
    ("what", "given", "told"),
    [
        ("explode", {}, "no such edit"),
        ("__init__", {}, "no such edit"),
        ("find_step", {"step": "st1"}, "no such edit"),
        ("add_step", {}, "It takes stage, action, at"),
        ("rename_stage", {"stage": "s1", "name": " "}, "found nothing"),
        ("rename_stage", {"stage": "s1", "name": "B", "more": 1}, "It takes stage, name"),
        ("move_step", {"step": "st9", "stage": "s1", "at": 0}, "there is none of that id"),
        ("move_step", {"step": "st1", "stage": "s1", "at": 7}, "whole number from 0 to 0"),
        ("change_step", {"step": "st1", "emotion": 3}, "from -2"),
        ("change_step", {"step": "st1", "emotion": True}, "from -2"),
        ("change_step", {"step": "st1", "lens": ["UI"]}, "UX, CS, CX"),
        ("change_step", {"step": "st1", "stage": "s2"}, "move_step"),
        ("add_card", {"step": "st1", "lane": "joys", "text": "x"}, "Choose one of thoughts"),
        ("add_card", {"step": "st1", "lane": "pains", "text": 3}, "write a text"),
        ("change_card", {"card": "c2", "pains": ["c9"]}, "no pain point"),
        ("change_card", {"card": "c2", "impact": 6}, "from 1"),
        ("change_title", {"title": "x" * 2001}, "at most 2,000 characters"),
        ("change_title", {"title": DEEP}, "a text, a number"),
        ("change_title", {"j": {}}, "a text, a number"),
        ("change_title", {"j": 1, "title": "x"}, "multiple values"),
        ("change_title", {"title": "x", "y" * 3000: 1}, "no name of a field"),
        ("change_actor", {"y" * 3000: "x"}, "no name of a field"),
        ("change_actor", {"mood": "x"}, "an actor has no such field"),
        ("delete_step", {"step": 10**5000}, "there is none of that id"),
        ("add_stage", {"name": "A", "names": "B"}, "It takes name, at."),
    ],
)
def test_an_edit_that_does_not_fit_is_told_and_changes_nothing(what: str, given: dict, told: str, saved: Any) -> None:
    m = begun()
    before, file = m.journey, saved("mine")
    did(m, what, **given)
    assert told in m.view["message"] and len(m.view["message"]) < 420
    assert m.journey == before and saved("mine") == file


def test_the_twin_takes_values_in_their_place_or_by_their_name_and_each_of_them_once() -> None:
    m = begun()
    assert m.edit("add_step", "s1", "waits", 0, emotion=-2) == "st2"
    assert [s.id for s in m.journey.steps] == ["st2", "st1"]
    before = m.journey
    for told, args, fields in (
        ("found 4 values without a name. It takes stage, action, at, fields by their names.", ("s1", "x", 0, -2), {}),
        ("stage is given twice", ("s1",), {"stage": "s1"}),
    ):
        with pytest.raises(AnswerError, match=re.escape(told)):
            m.edit("add_step", *args, **fields)
    with pytest.raises(AnswerError, match=r"no such edit\. Did you mean 'add_stage'\?"):
        m.edit("add_stag", "Asking")
    assert m.journey == before


@pytest.mark.parametrize(
    "event",
    [
        None, 3, [], {}, {"kind": 5}, {"kind": "nonsense"}, {"kind": "edit"}, {"kind": "edit", "do": [], "with": {}},
        {"kind": "edit", "do": "add_stage", "with": []}, {"kind": "start", "template": "nowhere"}, {"kind": "start", "template": []},
        {"kind": "import"}, {"kind": "import", "text": DEEP}, {"kind": "import", "text": "id: x\n" * 3},
        {"kind": "import", "text": "stage,step\n", "format": "csv"}, {"kind": "export"}, {"kind": "export", "format": []},
        {"kind": "export", "format": "pptx"}, {"kind": "edit", "do": "change_title", "with": {"title": "\ud83d", "taken": []}},
    ],
)  # fmt: skip
def test_no_event_raises_or_loses_the_map(event: Any) -> None:
    m = begun()
    before = m.journey.steps
    m._received(m, event, [])
    assert m.journey.steps == before and len(json.dumps(m.view["message"])) < 1500
    did(m, "change_title", title="still alive")
    assert m.journey.title == "still alive"


def test_a_blank_map_begins_with_two_hints_and_a_new_step_brings_its_own_only_once_it_has_words() -> None:
    m = JourneyMap("mine")
    m.handle({"kind": "start", "template": ""})
    rules = lambda: [f["rule"] for f in m.view["findings"]]  # noqa: E731
    assert rules() == ["no-goal", "step-without-words"]
    did(m, "add_step", stage="s2", action="")
    assert rules() == ["no-goal", "step-without-words"]
    did(m, "change_step", step="st4", action="calls")
    assert {f["rule"] for f in m.view["findings"] if f["place"] == "st4"} >= {"step-without-lens", "no-emotion"}


# ---------------------------------------------------------------- looks


def test_a_look_is_kept_and_is_no_edit(saved: Any) -> None:
    m = begun()
    m.handle({"kind": "look", "view": "blueprint", "hidden": {"map": ["pains", "nonsense"]}, "to_be": True})
    again = JourneyMap("mine")
    assert again.view["look"] == m.view["look"] == saved("mine")["look"]
    assert m.view["look"]["hidden"]["map"] == ["pains"] and m.view["look"]["view"] == "blueprint"
    for wrong in ({"view": []}, {"view": "pie"}, {"hidden": []}, {"hidden": {"map": 3}}, {"to_be": "yes"}):
        m.handle({"kind": "look", **wrong})
    assert m.view["look"] == again.view["look"]
    m.undo()
    assert m.journey.steps[0].opportunities == ()


def test_templates_open_in_the_view_that_shows_most() -> None:
    m = JourneyMap("mine")
    m.handle({"kind": "start", "template": "m03-blueprint"})
    assert m.view["look"]["view"] == "blueprint" and m.journey == load_journey("m03-blueprint")
    m.undo()
    m.handle({"kind": "start", "template": "m03-before-after"})
    assert m.view["look"]["to_be"] and m.view["look"]["view"] == "map"
    m.undo()
    m.handle({"kind": "start", "template": ""})
    assert [len(m.journey.stages), len(m.journey.steps), m.journey.id] == [3, 3, "mine"]
