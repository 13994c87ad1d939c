"""The names a learner uses: each is there, each explains itself in numpydoc."""

from __future__ import annotations

import inspect
import re
from types import ModuleType
from typing import Any

import pytest

import cxcourse

LEARNER = ["Flashcards", "Quiz", "ValueModel", "charts", "load_dataset", "task"]
NAMES = [name for name in cxcourse.__all__ if not name.startswith("__")]
SECTIONS = ("Parameters", "Returns", "Raises", "Examples", "Attributes", "Notes", "References", "Yields")


def section(doc: str, name: str) -> str:
    """Return a section of a docstring, empty when it has none."""
    found = re.search(rf"^{name}\n-{{{len(name)}}}\n(.*?)(?=^(?:{'|'.join(SECTIONS)})\n-+\n|\Z)", doc, re.M | re.S)
    return found[1] if found else ""


def parameters(thing: Any) -> list[str]:
    return [name for name in inspect.signature(thing).parameters if name not in ("self", "root", "_")]


def undocumented(thing: Any) -> list[str]:
    doc = inspect.getdoc(thing) or ""
    return [
        name
        for name in parameters(thing)
        if not re.search(rf"^(\w+, )*{name}(, \w+)* : \S", section(doc, "Parameters"), re.M)
    ]


def test_the_course_offers_what_a_learner_needs() -> None:
    assert set(LEARNER) <= set(cxcourse.__all__) and len(cxcourse.__all__) == len(set(cxcourse.__all__))


@pytest.mark.parametrize("name", cxcourse.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(cxcourse, name) is not None
    assert name in dir(cxcourse)


def test_a_star_import_brings_them_all() -> None:
    space: dict[str, Any] = {}
    exec("from cxcourse import *", space)
    assert set(cxcourse.__all__) <= set(space)


def test_a_name_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(AttributeError, match=r"no attribute 'Quizz'; it offers .*Quiz.*load_dataset"):
        _ = cxcourse.Quizz  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_begins_with_one_sentence(name: str) -> None:
    first = (inspect.getdoc(getattr(cxcourse, name)) or "").split("\n\n")[0]
    assert re.fullmatch(r"[A-Z“].{15,}[.:;][^\n]*", first.replace("\n", " ")), first


@pytest.mark.parametrize("name", [n for n in NAMES if not isinstance(getattr(cxcourse, n), ModuleType)])
def test_every_parameter_is_explained(name: str) -> None:
    thing = getattr(cxcourse, name)
    if not (inspect.isclass(thing) and issubclass(thing, Exception)):
        assert undocumented(thing) == []


@pytest.mark.parametrize("name", ["load_dataset", "task"])
def test_a_function_says_what_it_returns_and_raises(name: str) -> None:
    doc = inspect.getdoc(getattr(cxcourse, name)) or ""
    assert section(doc, "Returns").strip() and section(doc, "Raises").strip()


@pytest.mark.parametrize("name", ["Flashcards", "Quiz", "ValueModel", "load_dataset"])
def test_an_example_shows_the_call(name: str) -> None:
    assert f"{name}(" in section(inspect.getdoc(getattr(cxcourse, name)) or "", "Examples")


@pytest.mark.parametrize(
    "twin", ["Quiz.answer", "Quiz.as_text", "Flashcards.define", "Flashcards.rate", "ValueModel.select"]
)
def test_the_text_twins_explain_themselves(twin: str) -> None:
    owner, method = twin.split(".")
    doc = inspect.getdoc(getattr(getattr(cxcourse, owner), method)) or ""
    assert len(doc) > 40


@pytest.mark.parametrize("name", [n for n in getattr(cxcourse.charts, "__all__", []) if n.islower()])
def test_every_chart_explains_its_parameters(name: str) -> None:
    chart = getattr(cxcourse.charts, name)
    if inspect.isfunction(chart):
        assert undocumented(chart) == []
