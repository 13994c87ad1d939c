"""The one door to the texts: found by name, and wrong names answered with the near one."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from cxcourse.content import (
    course_root,
    load_bank,
    load_course,
    load_glossary,
    load_quiz,
    load_tasks,
    load_value_model,
    module_folder,
)
from cxcourse.content.keys import load_key
from cxcourse.core.quiz import Prompt
from cxcourse.errors import ContentError

ROOT = Path(__file__).resolve().parents[2]


def test_a_checkout_is_its_own_course() -> None:
    assert course_root() == ROOT


def test_the_course_names_its_modules_in_order() -> None:
    ids = [m.id for m in load_course().modules]
    assert ids == sorted(ids) and ids[0] == "m01"


def test_a_quiz_comes_with_the_bank_that_holds_its_items() -> None:
    spec, bank = load_quiz("m01-before")
    assert spec.title == "Before you start" and bank.module == "m01"
    assert [bank.item(i).id for i in spec.items] == list(spec.items)


def test_every_quiz_names_items_that_its_bank_has() -> None:
    bank = load_bank("m01")
    assert {i for spec in bank.quizzes for i in spec.items} <= {item.id for item in bank.items}
    with pytest.raises(KeyError):
        bank.item("m01-i99")


@pytest.mark.parametrize("wrong", ["m01-befor", "m01_before", "m1-before", "before", "M01-before", "m02-before"])
def test_a_wrong_quiz_name_is_answered_with_the_near_one(wrong: str) -> None:
    near = rf"^there is no quiz '{wrong}'\. Did you mean 'm01-before'\? The quizzes are m01-before, m01-opening, "
    with pytest.raises(ContentError, match=near):
        load_quiz(wrong)


def test_a_quiz_name_like_no_other_lists_what_there_is() -> None:
    with pytest.raises(ContentError, match=r"^there is no quiz 'xyz'\. The quizzes are m01-before, "):
        load_quiz("xyz")


@pytest.mark.parametrize("load", [module_folder, load_bank, load_glossary])
def test_a_wrong_module_name_is_answered_with_the_near_one(load: object) -> None:
    with pytest.raises(ContentError, match=r"^there is no module 'm1'\. Did you mean 'm01'\? The modules are m01,"):
        load("m1")  # type: ignore[operator]


def test_terms_and_elements_are_read_typed() -> None:
    term = load_glossary("m01").terms[0]
    assert isinstance(term.key_words, tuple) and isinstance(term.key_words[0], tuple)
    assert [len(load_value_model().elements), load_value_model().elements[0].id] == [6, "insight"]


def test_every_key_is_read() -> None:
    for path in (ROOT / "exercises" / "keys").glob("*.yaml"):
        if not path.stem.endswith(".submissions"):
            assert load_key(path).tasks


def test_another_root_is_another_course(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "modules", tmp_path / "modules")
    text = (tmp_path / "modules" / "m01_intro" / "quiz.yaml").read_text(encoding="utf-8")
    (tmp_path / "modules" / "m01_intro" / "quiz.yaml").write_text(
        text.replace("Before you start", "Elsewhere"), encoding="utf-8"
    )
    assert load_quiz("m01-before", tmp_path)[0].title == "Elsewhere"
    assert load_quiz("m01-before")[0].title == "Before you start"


# ---------------------------------------------------------------- released tasks


def test_tasks_are_read_from_beside_the_notebook(tmp_path: Path) -> None:
    prompt = {"id": "x01-a1", "type": "numeric", "stem": "How many?", "unit": "calls"}
    sheet = {"exercise": "x01", "title": "T", "tasks": [{"points": 2, "prompt": prompt}]}
    (tmp_path / "tasks.json").write_text(json.dumps(sheet), encoding="utf-8")
    task = load_tasks(tmp_path).tasks[0]
    assert task.points == 2.0
    assert task.prompt == Prompt(id="x01-a1", type="numeric", stem="How many?", unit="calls")


def test_tasks_that_are_not_there_say_where_they_should_be(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=re.escape(str(tmp_path / "tasks.json")) + ": not found.*beside it"):
        load_tasks(tmp_path)


def test_tasks_that_were_edited_are_told_field_by_field(tmp_path: Path) -> None:
    text = '{"exercise": "x", "title": "T", "tasks": [{"points": "2"}]}'
    (tmp_path / "tasks.json").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as told:
        load_tasks(tmp_path)
    assert [f.split(" — ")[0] for f in told.value.faults] == [
        "tasks.json:1 tasks[0].points", "tasks.json:1 tasks[0].prompt",
    ]  # fmt: skip
