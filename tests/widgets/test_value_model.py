"""The value delivery model without a browser: six elements to select, and what was looked at."""

from __future__ import annotations

from typing import Any

import pytest

from cxcourse import ValueModel
from cxcourse.content import load_course, load_value_model
from cxcourse.errors import AnswerError

ELEMENTS = load_value_model().elements


def test_nothing_is_selected_at_first() -> None:
    view = ValueModel().view
    assert (view["selected"], view["seen"]) == ("", []) and len(view["elements"]) == 6


def test_selecting_is_remembered_once_an_element(saved: Any) -> None:
    model = ValueModel()
    for element in (ELEMENTS[0], ELEMENTS[2], ELEMENTS[0]):
        model.handle({"kind": "select", "element": element.id})
    seen = [ELEMENTS[0].id, ELEMENTS[2].id]
    assert (model.view["selected"], model.view["seen"]) == (ELEMENTS[0].id, seen)
    assert saved("m01-value-model") == {"selected": ELEMENTS[0].id, "seen": seen}
    assert ValueModel().view["seen"] == seen and ValueModel().view["selected"] == ELEMENTS[0].id


def test_the_twin_says_what_the_card_shows(saved: Any) -> None:
    element = ELEMENTS[1]
    said = ValueModel().select(element.id)
    for text in (element.name, element.question, element.input, element.activity, element.output, element.example):
        assert text in said
    assert saved("m01-value-model") == {"selected": element.id, "seen": [element.id]}


def test_each_element_names_the_module_that_trains_it() -> None:
    titles = {module.id: module.title for module in load_course().modules}
    for drawn, element in zip(ValueModel().view["elements"], ELEMENTS, strict=True):
        assert element.trained_in in titles
        assert drawn["trained_title"].startswith(f"Module {int(element.trained_in[1:])}")
        assert "facts" not in drawn


def test_the_text_holds_every_element() -> None:
    text = ValueModel().as_text()
    assert all(e.name in text and e.activity in text for e in ELEMENTS)


def test_an_element_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(AnswerError, match="there is no element 'insite'; the elements are insight, "):
        ValueModel().select("insite")


def test_an_unknown_keyword_is_named() -> None:
    with pytest.raises(TypeError, match="colour"):
        ValueModel(colour="red")  # type: ignore[call-arg]
