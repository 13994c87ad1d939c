"""The journey map without a browser: an event in, a view and a file out; the text twin does the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxcourse import JourneyMap
from cxcourse.content.journeys import journey_names, load_journey
from cxcourse.core.journey import Journey
from cxcourse.errors import AnswerError, ContentError
from cxcourse.widgets.journey_map import KINDS, GradedJourneyMap
from cxcourse.widgets.journey_view import guess

AMINA = "m03-amina"
BEATS = [{"id": "ivr", "text": "menus, one after another"}, {"id": "contact", "text": "the first call"}]
DEEP: Any = []
for _ in range(3000):
    DEEP = [DEEP]


def begun(name: str = "mine") -> JourneyMap:
    """A map with one stage, one step, a pain and an opportunity that answers it."""
    m = JourneyMap(name)
    m.edit("add_stage", "Asking")
    m.edit("add_step", "s1", "calls the line", channel="phone", emotion=-1)
    m.edit("add_card", "st1", "pains", "nobody says how long")
    m.edit("add_card", "st1", "opportunities", "tell the time", pains=["c1"], effort=2)
    return m


def did(m: JourneyMap, what: str, **given: Any) -> JourneyMap:
    """Send an edit as a browser does."""
    m._received(m, {"kind": "edit", "do": what, "with": given, "id": "b.1"}, [])
    assert m.view["ack"] == "b.1"
    return m


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
    ],
)
def test_an_edit_that_does_not_fit_is_told_and_changes_nothing(what: str, given: dict, told: str, saved: Any) -> None:
    m = begun()
    before, file = m.journey, saved("mine")
    did(m, what, **given)
    assert told in m.view["message"] and len(m.view["message"]) < 420
    assert m.journey == before and saved("mine") == file


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


# ---------------------------------------------------------------- files


def test_a_map_is_there_again_after_a_restart(saved: Any) -> None:
    m = begun()
    assert JourneyMap("mine").journey == m.journey
    assert saved("mine")["journey"]["steps"][0]["emotion"] == -1
    assert JourneyMap("mine", start=AMINA).journey == m.journey, "what a learner made comes before the template"


def test_what_another_tab_wrote_is_taken_over() -> None:
    one, two = begun(), JourneyMap("mine")
    two.edit("change_title", "From the other tab")
    did(one, "change_actor", name="Mark")
    assert one.journey.title == "From the other tab" and one.journey.actor.name == "Mark"


@pytest.mark.parametrize(
    "wrong", [3, [], {"id": "mine", "steps": [{"id": "st1"}]}, {"id": "mine", "emotion": DEEP[:0]}]
)
def test_a_map_that_cannot_be_read_is_told_and_kept(folder: Path, saved: Any, wrong: Any) -> None:
    (folder / "answers").mkdir()
    text = json.dumps({"schema": 1, "id": "mine", "kind": "journey", "data": {"journey": wrong}})
    (folder / "answers" / "mine.json").write_text(text)
    m = JourneyMap("mine")
    assert "cannot be read" in m.view["note"] and m.journey == Journey(id="mine")
    did(m, "add_stage", name="Anew")
    assert saved("mine")["unreadable"] == wrong and saved("mine")["journey"]["stages"][0]["name"] == "Anew"


def test_a_damaged_file_is_set_aside(folder: Path) -> None:
    (folder / "answers").mkdir()
    (folder / "answers" / "mine.json").write_text('{"schema": 1, "id": "mine", "data": {"journ')
    m = JourneyMap("mine")
    assert "damaged" in m.view["saved"]["text"]
    did(m, "add_stage", name="Anew")
    assert (folder / "answers" / "mine.kept-1.json").exists() and "kept as mine.kept-1.json" in m.view["saved"]["text"]


def test_a_map_that_is_only_shown_takes_no_edit(saved: Any) -> None:
    m = JourneyMap("mine", start=AMINA, read_only=True)
    did(m, "change_title", title="x")
    assert "only shown" in m.view["message"] and m.journey == load_journey(AMINA) and saved("mine") is None
    m.handle({"kind": "export", "format": "yaml"})
    assert m.view["export"]["text"].startswith("id:")


# ---------------------------------------------------------------- in and out


def test_the_twin_takes_and_gives_yaml() -> None:
    m = begun()
    other = JourneyMap("other")
    other.load_yaml(m.yaml())
    assert other.journey == m.journey
    other.undo()
    assert other.journey == Journey(id="other")
    with pytest.raises(AnswerError, match=r"line|:\d"):
        other.load_yaml("id: x\nstages: [{id: s1}]\n")


@pytest.mark.parametrize("name", ["yaml", "json", "csv"])
def test_what_goes_out_comes_back(name: str) -> None:
    m = begun()
    m.handle({"kind": "export", "format": name})
    file = m.view["export"]
    assert file["name"] == f"mine.{name}" and file["stamp"] == 1
    other = JourneyMap("other")
    other.handle({"kind": "import", "text": file["text"], "format": ""})
    assert other.view["message"] == "" and other.journey.steps == m.journey.steps
    did(m, "change_title", title="x")
    assert m.view["export"] is None, "a file goes out once"


def test_pictures_and_texts_go_out() -> None:
    m = JourneyMap("mine", start=AMINA)
    for name in ("svg", "png", "markdown", "mermaid"):
        m.handle({"kind": "export", "format": name, "theme": "dark"})
        assert m.view["export"].get("text") or m.view["export"]["base64"].startswith("iVBOR"), name


def test_mermaid_comes_in_and_wrong_text_is_told_by_line() -> None:
    m = JourneyMap("mine")
    m.handle({"kind": "import", "text": "journey\n  title My day\n  section Asking\n    Calls: 2: Me\n"})
    assert m.view["message"] == "" and m.journey.stages[0].name == "Asking"
    kept = m.journey
    for text in ("{", "just words", "stage,step\n", 'id: "x"\nfoo: 1'):
        m.handle({"kind": "import", "text": text})
        assert m.view["message"] and m.journey == kept, text
    assert [guess(t) for t in ('\n{"id": "x"}', "%% a\njourney", "Stage;Step", "title: a, stage")] == [
        "json",
        "mermaid",
        "csv",
        "yaml",
    ]


def test_as_text_says_everything_a_reader_needs() -> None:
    m = begun()
    did(m, "change_actor", name="Mark", who="customer", goal="a phone")
    text = m.as_text()
    for words in (
        "Person: Mark, customer",
        "Goal: a phone",
        "Asking (s1)",
        "1. calls the line [st1]",
        "emotion −1",
        "pains: nobody says how long [c1]",
    ):
        assert words in text
    assert "The map is empty." in JourneyMap("other").as_text()


def test_a_record_without_a_kernel_shows_picture_and_words(folder: Path) -> None:
    record = JourneyMap("mine", start=AMINA)._static()
    assert 'src="data:image/svg+xml;base64,' in record["text/html"] and "Amina" in record["text/plain"]
    did(m := JourneyMap("mine"), "add_stage", name="<b>bold</b>")
    assert "<b>" not in m._static()["text/html"]


@pytest.mark.parametrize(("make", "error"), [
    (lambda: JourneyMap("No Such Name"), AnswerError), (lambda: JourneyMap("mine", start="m03-nowhere"), ContentError),
])  # fmt: skip
def test_what_cannot_be_begun_is_told(make: Any, error: type[Exception]) -> None:
    with pytest.raises(error) as told:
        make()
    assert str(told.value).endswith(".")


# ---------------------------------------------------------------- graded


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
