"""A journey map that counts: it records a response and knows no key."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cxcourse import answers
from cxcourse.errors import ContentError
from cxcourse.exports.files import export_journey, read_journey_file
from cxcourse.widgets.journey_map import GradedJourneyMap, JourneyMap
from tests.widgets.maps import did

BEATS = [{"id": "ivr", "text": "menus, one after another"}, {"id": "contact", "text": "the first call"}]


def graded() -> GradedJourneyMap:
    return GradedJourneyMap("m03-a1", 12, "Graded task A1", "Draw Mark's journey.", BEATS)


def test_a_graded_map_records_its_response_and_knows_no_key(saved: Any) -> None:
    m = graded()
    assert m.response is None and m.view["mode"] == "graded" and m.view["points"] == 12
    m.handle({"kind": "start", "template": ""})
    did(m, "change_step", step="st1", action="Menus", beat="ivr")
    assert saved("m03-a1")["response"] == m.response and m.response["steps"][0]["beat"] == "ivr"
    assert graded().journey == m.journey
    shown = json.dumps(m.view).lower()
    assert m.view["beats"] == BEATS and m.view["templates"] == []
    assert not [word for word in ("reference", "synonym", "lowest_step", "weights", "required") if word in shown]


def test_a_graded_map_offers_no_template_of_the_course() -> None:
    m = graded()
    m.handle({"kind": "start", "template": "m03-case-a"})
    assert "no such template" in m.view["message"] and m.response is None


def test_a_graded_map_says_its_task_in_words() -> None:
    m = graded()
    m.edit("add_stage", "Asking")
    m.edit("add_step", "s1", "menus", beat="ivr")
    for words in (
        "Graded task A1, 12 points",
        "Draw Mark's journey.",
        "ivr: menus, one after another",
        "about menus, one after another",
    ):
        assert words in m.as_text()


def test_while_grading_nothing_is_written(saved: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    m = graded()
    m.edit("add_stage", "Asking")
    assert saved("m03-a1") is None


def test_an_answers_file_is_drawn_and_brought_in_like_any_map(tmp_path: Any) -> None:
    handed_in, practised = graded(), JourneyMap("m03-mark")
    for m in (handed_in, practised):
        m.edit("add_stage", "Asking")
        m.edit("add_step", "s1", "menus")
    for m, name in ((handed_in, "m03-a1"), (practised, "m03-mark")):
        file = answers.path_of(name)
        assert read_journey_file(file) == m.journey
        assert export_journey(str(file), tmp_path / f"{name}.svg").read_text().count("menus")
    empty = tmp_path / "empty.json"
    empty.write_text('{"data": {"response": null}}')
    with pytest.raises(ContentError, match="data"):
        read_journey_file(empty)
