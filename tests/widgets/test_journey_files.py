"""A journey map on disk and in other forms: it is there again, it goes out and comes in, and its words stand alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxcourse import JourneyMap
from cxcourse.content.journeys import load_journey
from cxcourse.core.journey import Journey
from cxcourse.errors import AnswerError, ContentError
from cxcourse.widgets.journey_view import guess
from tests.widgets.maps import AMINA, DEEP, begun, did

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


def seen_by(m: JourneyMap, kind: str, **more: Any) -> dict[str, Any]:
    """Send an event as a browser does that has drawn the view of now; return the event, for a later look."""
    event = {"kind": kind, **more, "id": "b.2", "taken_in": m.view["taken_in"]}
    m._received(m, event, [])
    return event


def test_an_edit_on_a_map_that_another_cell_has_changed_hits_no_stranger(saved: Any) -> None:
    """Two cells guess the same new id: the words of one must not land in the step of the other."""
    one, two = begun(), JourneyMap("mine")
    first, drawn = one.journey, two.view["taken_in"]
    made = one.edit("add_step", "s1", "asks a neighbour")
    for what, given in (("add_step", {"stage": "s1", "action": ""}), ("change_step", {"step": made, "action": "mine"})):
        two._received(two, {"kind": "edit", "do": what, "with": given, "id": "b.2", "taken_in": drawn}, [])
        assert two.view["message"].startswith("The map was changed in another cell or tab meanwhile.")
    assert two.journey == one.journey and saved("mine")["journey"]["steps"][-1]["action"] == "asks a neighbour"
    seen_by(two, "edit", do="change_step", **{"with": {"step": made, "action": "asks a friend"}})
    assert two.view["message"] == "" and saved("mine")["journey"]["steps"][-1]["action"] == "asks a friend"
    seen_by(two, "undo")
    seen_by(two, "undo")
    assert two.journey == first, "what another cell did can be undone as well"


def test_looking_at_a_map_elsewhere_leaves_undo_and_the_view_alone(saved: Any) -> None:
    shown, mine = JourneyMap("mine", start=AMINA, read_only=True), JourneyMap("mine", start=AMINA)
    mine.edit("change_title", "Mine")
    before = saved("mine")
    seen_by(shown, "look", view="table")
    assert shown.view["look"]["view"] == "table" and saved("mine") == before
    seen_by(JourneyMap("mine"), "look", view="blueprint")  # one that may be changed keeps how it is looked at
    mine.undo()
    assert mine.journey == load_journey(AMINA) and mine.view["look"]["view"] == "map"


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
    m.handle({"kind": "look", "view": "table"})
    assert saved("mine")["look"]["view"] == "table" and "journey" not in saved("mine"), "it is nobody's answer"


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
    assert [
        guess(t) for t in ('\n{"id": "x"}', "%% a\njourney", "Stage;Step", "sep=;\nStage;Step", "title: a, stage")
    ] == [
        "json",
        "mermaid",
        "csv",
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
    (lambda: JourneyMap("No Such Name"), AnswerError), (lambda: JourneyMap("mine", start=3), AnswerError),
    (lambda: JourneyMap("mine", start=[]), AnswerError), (lambda: JourneyMap("mine", start="m03-nowhere"), ContentError),
])  # fmt: skip
def test_what_cannot_be_begun_is_told(make: Any, error: type[Exception]) -> None:
    with pytest.raises(error) as told:
        make()
    assert str(told.value).endswith(".")


def test_of_many_faults_only_the_first_are_told() -> None:
    steps = [{"id": f"st{n}", "stage": "s1", "action": "x", "emotion": 9} for n in range(300)]
    m = JourneyMap("mine")
    m.handle({"kind": "import", "text": json.dumps({"id": "m", "stages": [{"id": "s1", "name": "A"}], "steps": steps})})
    told = m.view["message"].split("\n")
    assert told[0] == "The text holds 300 faults:" and "found 9" in told[1] and told[-1] == "and 292 more"
    assert len(told) == 10


def test_two_widgets_share_no_template() -> None:
    """Reading the maps of the course is done once; what a view holds of them is each widget's own."""
    one, other = JourneyMap("mine"), JourneyMap("other")
    one.view["templates"][0]["stages"].append(99)
    assert (
        99 not in other.view["templates"][0]["stages"] and 99 not in JourneyMap("third").view["templates"][0]["stages"]
    )
