"""A graded task: it records and says nothing about right or wrong, live and while nbgrader runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxcourse import answers, task
from cxcourse.core.quiz import Item, prompt
from cxcourse.errors import AnswerError, ContentError
from cxcourse.widgets.task import RESPONSE_MIME, RecordedTask, Task
from tests.core.items import ALL
from tests.widgets.written import by_letters, right, wrong

each_kind = pytest.mark.parametrize("item", ALL, ids=lambda item: item.type)


@pytest.fixture
def grading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")


def answered(item: Item, response: Any) -> Task:
    shown = task(item.id)
    shown.handle({"kind": "choose", "item": item.id, "response": response})
    return shown


def recorded(item: Item) -> dict[str, Any]:
    return task(item.id)._repr_mimebundle_()


# ---------------------------------------------------------------- live


@each_kind
def test_an_answer_is_saved_as_it_is_judged(item: Item, saved: Any) -> None:
    shown = answered(item, right(item))
    assert saved(item.id) == {"response": right(item)} or item.type == "multi"
    assert shown.view["items"][0]["standing"] == "saved" and shown.view["saved"]["state"] == "saved"
    assert task(item.id).view["items"] == shown.view["items"]


@each_kind
def test_right_and_wrong_look_the_same(item: Item, folder: Path) -> None:
    views, texts = [], []
    for response in (right(item), wrong(item)):
        shown = answered(item, response)
        view = json.loads(json.dumps(shown.view))
        assert view["items"][0].pop("response") == response or item.type == "multi"
        view["saved"].pop("at")
        views.append(view)
        texts.append([line for line in shown.as_text().splitlines() if not line.startswith("Your answer: ")])
        kept = json.loads((folder / "answers" / f"{item.id}.json").read_text(encoding="utf-8"))
        assert set(kept) == {"schema", "id", "kind", "saved_at", "data"} and set(kept["data"]) == {"response"}
    assert views[0] == views[1] and texts[0] == texts[1]


@each_kind
def test_the_twin_saves_what_the_widget_saves(item: Item, saved: Any) -> None:
    answered(item, right(item))
    by_click = saved(item.id)
    answered(item, wrong(item))
    assert saved(item.id) != by_click
    said = task(item.id).answer(by_letters(prompt(item), right(item)))
    assert said.startswith("Saved: ") and saved(item.id) == by_click


def test_a_check_is_no_more_than_a_choice(saved: Any) -> None:
    item = ALL[0]
    shown = task(item.id)
    shown.handle({"kind": "check", "item": item.id, "response": "o1"})
    assert saved(item.id) == {"response": "o1"} and shown.view["items"][0]["standing"] == "saved"


def test_a_part_answer_is_saved_with_what_is_open(saved: Any) -> None:
    item = ALL[4]
    shown = answered(item, {"o1": "Design"})
    assert shown.view["items"][0]["left"] == 3 and saved(item.id) == {"response": {"o1": "Design"}}


def test_an_answer_may_be_taken_back(saved: Any) -> None:
    item = ALL[0]
    answered(item, "o1")
    assert answered(item, None).view["items"][0]["standing"] == "not-tried" and saved(item.id) == {"response": None}


def test_an_answer_that_does_not_fit_changes_nothing(saved: Any) -> None:
    item = ALL[0]
    shown = answered(item, "o1")
    with pytest.raises(AnswerError, match="answer with a letter from a to c"):
        shown.answer("zebra")
    assert saved(item.id) == {"response": "o1"} and shown.view["items"][0]["response"] == "o1"


def test_an_answer_in_code_that_is_not_saved_is_an_error(folder: Path) -> None:
    (folder / "answers").write_text("in the way")
    with pytest.raises(AnswerError, match=r"^NOT SAVED: "):
        task(ALL[0].id).answer("a")


def test_opening_a_task_writes_nothing(folder: Path) -> None:
    task(ALL[0].id).as_text()
    assert not (folder / "answers").exists()


def test_points_and_question_are_shown_as_text() -> None:
    text = task("x01-i03").as_text()
    assert "4 points" in text.splitlines()[0] and "What is the NPS?" in text and "(in points)" in text


def test_a_task_that_is_not_there_is_named_with_those_that_are(folder: Path) -> None:
    with pytest.raises(ContentError, match=r"tasks\.json has no task 'x01-i9'; it has x01-i01, x01-i02,"):
        task("x01-i9")
    (folder / "tasks.json").unlink()
    with pytest.raises(ContentError, match=r"tasks\.json: not found\..*beside it"):
        task("x01-i01")


def test_an_unknown_keyword_is_named() -> None:
    with pytest.raises(TypeError, match="point"):
        task("x01-i01", point=3)  # type: ignore[call-arg]


# ---------------------------------------------------------------- while nbgrader runs the notebook


@each_kind
def test_a_grading_run_hands_over_what_was_saved_and_no_mark(item: Item, grading: None, folder: Path) -> None:
    for response in (right(item), wrong(item)):
        folder.joinpath("answers").mkdir(exist_ok=True)
        text = json.dumps({"schema": 1, "id": item.id, "kind": "task", "saved_at": "", "data": {"response": response}})
        (folder / "answers" / f"{item.id}.json").write_text(text, encoding="utf-8")
        before = {p: p.stat().st_mtime_ns for p in (folder / "answers").iterdir()}
        shown = task(item.id)
        assert isinstance(shown, RecordedTask)
        bundle = shown._repr_mimebundle_()
        assert bundle["text/plain"] == "0.0", "where no judge is set up, nobody gets points unseen"
        given = bundle[RESPONSE_MIME]["response"]
        assert bundle[RESPONSE_MIME]["task"] == item.id
        assert (sorted(given) if item.type == "multi" else given) == response
        assert set(bundle) == {"text/plain", "text/html", RESPONSE_MIME} and "HIDDEN" not in json.dumps(bundle)
        assert {p: p.stat().st_mtime_ns for p in (folder / "answers").iterdir()} == before


@each_kind
def test_an_untouched_task_hands_over_nothing_and_makes_no_folder(item: Item, grading: None, folder: Path) -> None:
    assert recorded(item)[RESPONSE_MIME] == {"task": item.id, "response": None}
    assert not (folder / "answers").exists()


def test_an_answer_in_code_counts_in_every_later_cell_of_the_run(grading: None, folder: Path) -> None:
    assert task("x01-i01").answer("a") == "Recorded: second door"
    assert recorded(ALL[0])[RESPONSE_MIME]["response"] == "o2"
    assert not (folder / "answers").exists()


@pytest.mark.parametrize(
    "raw", [b"{", b"[]", b'{"schema":1,"id":"x01-i01","data":{"response":["o1"]}}', b"\0" * 300_000]
)
def test_what_cannot_be_used_is_handed_over_as_no_answer(raw: bytes, grading: None, folder: Path) -> None:
    (folder / "answers").mkdir()
    (folder / "answers" / "x01-i01.json").write_bytes(raw)
    assert recorded(ALL[0])[RESPONSE_MIME]["response"] is None


def test_the_record_holds_question_and_answer_for_people(grading: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION")
    answered(ALL[0], "o2")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    page = recorded(ALL[0])["text/html"]
    assert "Which?" in page and "Your answer: second door" in page and 'data-cx-task="x01-i01"' in page


def test_validating_says_what_is_open_and_that_the_rest_is_saved(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.save("x01-i01", "task", {"response": "o2"})
    answers.save("x01-i05", "task", {"response": {"o1": "Design"}})
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    assert recorded(ALL[0]) == {"text/plain": "Answered and saved. Marks come after you hand in."}
    assert capsys.readouterr().err == ""
    assert recorded(ALL[4])["text/plain"] == "0.0"
    assert "x01-i05: not everything is answered yet (3 open)." in capsys.readouterr().err
