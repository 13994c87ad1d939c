"""Events and files that no browser of ours would make: nothing raises, nothing that was saved is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cxcourse import Flashcards, Quiz, ValueModel, task
from cxcourse.widgets.base import CourseWidget
from tests.core.test_properties import ANY_JSON

DEEP: Any = []
for _ in range(3000):
    DEEP = [DEEP]

NOT_EVENTS = [None, 3, "choose", [], [{"kind": "choose"}], {}, {"kind": None}, {"kind": 5}, {"kind": ["choose"]}]
NO_PLACE = [{}, {"item": None}, {"item": []}, {"item": {}}, {"item": "m01-i99"}, {"item": "²"}, {"item": 10**30},
            {"item": True}, {"item": "x" * 100_000}, {"item": DEEP}, {"term": []}, {"term": {}},
            {"term": "x" * 100_000}, {"element": []}, {"element": {}}, {"element": None}]  # fmt: skip
RESPONSES = [[], {}, "x" * 100_000, 10**400, DEEP, {"a": DEEP}, "\ud83d", True, [None], {"": ""}, float("nan")]
KINDS = ["choose", "check", "again", "write", "compare", "rate", "open", "select", "nonsense"]


def garbage() -> list[Any]:
    placed = [{"kind": kind} | place for kind in KINDS for place in NO_PLACE]
    bad = [{"kind": kind, "item": "m01-i08", "response": r} for kind in ("check", "nonsense") for r in RESPONSES if r]
    return [*NOT_EVENTS, *placed, *bad]


def kept(folder: Path) -> dict[str, Any]:
    return {p.name: json.loads(p.read_text(encoding="utf-8"))["data"] for p in (folder / "answers").iterdir()}


def receive(widget: CourseWidget, event: Any) -> None:
    """Hand over a message as the kernel does. (Through the kernel itself an error would only be logged.)"""
    widget._received(widget, event, [])


def test_a_quiz_outlives_every_garbage_event(folder: Path) -> None:
    quiz = Quiz("m01-before")
    quiz.answer("m01-i07", "a")
    before = kept(folder)["m01-before.json"]["items"]
    for event in garbage():
        receive(quiz, event)
        assert len(json.dumps(quiz.view)) < 20_000, "no message repeats what was sent at full length"
    assert kept(folder)["m01-before.json"]["items"]["m01-i07"] == before["m01-i07"]
    assert quiz.answer("m01-i08", "a")
    assert sorted(kept(folder)["m01-before.json"]["items"]) == ["m01-i07", "m01-i08"]


def test_a_graded_answer_outlives_every_garbage_event(folder: Path) -> None:
    shown = task("x01-i01")
    shown.answer("a")
    for event in garbage():
        receive(shown, event)
        assert kept(folder) == {"x01-i01.json": {"response": "o2"}}, event


@pytest.mark.parametrize(
    "stamp", [DEEP, "x" * 65, 10**400, float("nan"), None, {"a": 1}, [1]], ids=lambda s: str(type(s))
)
def test_the_name_of_an_event_is_sent_back_only_if_it_is_short(stamp: Any) -> None:
    quiz = Quiz("m01-before")
    receive(quiz, {"kind": "choose", "item": "m01-i07", "response": "o1", "id": "client.7"})
    assert quiz.view["ack"] == "client.7"
    receive(quiz, {"kind": "choose", "item": "m01-i07", "response": "o1", "id": stamp})
    assert quiz.view["ack"] is None


def test_cards_and_model_outlive_every_garbage_event(folder: Path) -> None:
    cards, model = Flashcards("m01"), ValueModel()
    term, element = next(iter(cards.view["terms"]))["id"], model.view["elements"][0]["id"]
    cards.define(term, "my own words")
    model.select(element)
    before = kept(folder)
    own = [{"kind": "rate", "term": term, "rating": []}, {"kind": "compare", "term": term, "own": DEEP}]
    for event in [*garbage(), *own]:
        receive(cards, event)
        receive(model, event)
    assert kept(folder) == before


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    event=some.fixed_dictionaries(
        {"kind": some.sampled_from(KINDS)},
        optional={
            "item": some.sampled_from(["m01-i07", "m01-i08", "1"]) | ANY_JSON,
            "term": some.sampled_from(["customer-experience"]) | ANY_JSON, "element": ANY_JSON, "own": ANY_JSON,
            "response": ANY_JSON, "rating": ANY_JSON, "id": ANY_JSON, "blank": ANY_JSON,
        },
    )
)  # fmt: skip
def test_no_event_raises(event: dict[str, Any]) -> None:
    for widget in (Quiz("m01-before"), task("x01-i06"), Flashcards("m01"), ValueModel()):
        receive(widget, event)
        widget.as_text().encode("utf-8")


NAMES = some.sampled_from(["m01-i07", "m01-i08", "customer-experience", "other"])
DATA = some.fixed_dictionaries(
    {},
    optional={
        "items": some.dictionaries(NAMES, ANY_JSON, max_size=3) | ANY_JSON,
        "response": ANY_JSON,
        "terms": some.dictionaries(NAMES, ANY_JSON, max_size=3) | ANY_JSON,
        "seen": some.lists(ANY_JSON, max_size=4) | ANY_JSON,
        "selected": ANY_JSON,
    },
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=DATA)
def test_no_file_that_looks_right_raises(data: dict[str, Any], folder: Path) -> None:
    (folder / "answers").mkdir(exist_ok=True)
    for name in ("m01-before", "x01-i06", "m01-glossary", "m01-value-model"):
        text = json.dumps({"schema": 1, "id": name, "kind": "x", "data": data})
        (folder / "answers" / f"{name}.json").write_text(text, encoding="utf-8")
    quiz, model = Quiz("m01-before"), ValueModel()
    for widget in (quiz, task("x01-i06"), Flashcards("m01"), model):
        widget.as_text()
    receive(quiz, {"kind": "choose", "item": "m01-i07", "response": "o1"})
    model.select("insight")
    assert quiz.view["saved"]["state"] == model.view["saved"]["state"] == "saved"


@pytest.mark.parametrize("shape", ["[", '{"a":'])
def test_a_deeply_nested_file_is_kept_aside_and_the_answer_is_saved(folder: Path, shape: str) -> None:
    nest = shape * 700 + "1" + ("]" if shape == "[" else "}") * 700
    (folder / "answers").mkdir()
    path = folder / "answers" / "m01-before.json"
    path.write_text(f'{{"schema": 1, "id": "m01-before", "kind": "quiz", "data": {{"items": {{"other": {nest}}}}}}}')
    assert "kept as m01-before.kept-1.json" in Quiz("m01-before").answer("1", "a")
    assert nest in (folder / "answers" / "m01-before.kept-1.json").read_text()
