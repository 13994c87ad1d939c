"""Exercises with code: answer cells, task cells, what is released of a key, and the search for what must not be."""

from __future__ import annotations

import json
import shutil

import pytest

from cxcourse.authoring.build import make_source
from cxcourse.authoring.exercise import sheet_text, source_notebook, task_sheet
from cxcourse.authoring.leaks import answer_lines, find_leaks, key_strings, leaks_in
from cxcourse.content import load_tasks
from cxcourse.content.keys import load_key
from cxcourse.errors import BuildError, ContentError
from tests.authoring.conftest import FIXTURE

HERE = FIXTURE.with_name("fixture_code")
SOURCE, KEY_FILE = "exercises/authored/t02_code.py", "exercises/keys/t02_code.yaml"
KEY = load_key(HERE / KEY_FILE)


@pytest.fixture
def course(tmp_path):
    return shutil.copytree(HERE, tmp_path / "course")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_answer_cells_are_open_and_hold_no_points():
    cells = {c.id: c for c in source_notebook(HERE / SOURCE, KEY).cells}
    answer, task = cells["mean-answer"].metadata.nbgrader, cells["t02-a1"].metadata.nbgrader
    assert (answer.grade, answer.solution, answer.locked) == (False, True, False)
    assert "points" not in answer
    assert (task.grade, task.solution, task.locked, task.points) == (True, False, True, 4.0)
    assert "cxcourse" not in cells["t02-a1"].metadata, "a code task runs when its answer is there, not on opening"


def test_what_is_released_of_a_code_task():
    sheet = json.loads(sheet_text(task_sheet(KEY)))
    assert sheet["tasks"] == []
    mean, larger, figures = sheet["code"]
    assert (mean["function"], mean["parameters"], mean["seconds"]) == ("mean", ["values"], 0.5)
    assert [e["gives"] for e in mean["examples"]] == [3, None]
    assert set(figures["figures"][0]) == {"name", "label", "type", "unit", "low", "high"}
    assert larger["points"] == 2
    assert find_leaks(json.dumps(sheet), key_strings(KEY) | answer_lines(KEY)) == []


def test_a_sheet_without_code_tasks_is_as_it_always_was():
    key = load_key(FIXTURE / "exercises" / "keys" / "t01_kinds.yaml")
    assert set(json.loads(sheet_text(task_sheet(key)))) == {"exercise", "title", "tasks"}


def test_released_code_tasks_can_be_read(tmp_path):
    sheet = task_sheet(KEY)
    (tmp_path / "tasks.json").write_text(sheet_text(sheet), encoding="utf-8")
    assert load_tasks(tmp_path) == sheet


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('submit_calls("t02-a1", mean)', 'submit_calls("t02-a1", mean); 4.0', "expected only the line submit_calls"),
        ('submit_calls("t02-a1", mean)', 'submit("t02-a1", mean)', 'submit_calls("t02-a1", …)'),
        ('submit("t02-a3", report)', 'submit("t02-a3", {"days": 365})', 'expected only the line submit("t02-a3", …)'),
        ('# %% answer="larger"', '# %% answer="mean"', "mean — expected one cell for this answer, found 2"),
        ('# %% answer="larger"', "# %%", "holds a solution; expected the word answer"),
        ("    ### END SOLUTION", "", "expected ### BEGIN SOLUTION and ### END SOLUTION once each"),
        (
            "from cxcourse import submit, submit_calls",
            "from cxcourse import submit_calls",
            "import submit, submit_calls",
        ),
        ('# %% answer="figures"', '# %% [markdown] answer="figures"', "figures — expected a code cell, found markdown"),
    ],
)
def test_a_notebook_that_does_not_fit_is_refused(course, old, new, words):
    edit(course / SOURCE, old, new)
    with pytest.raises(ContentError) as caught:
        source_notebook(course / SOURCE, KEY)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("undefined: true", "undefined: false", "t02-a1/empty — expected exactly one of gives, raises and undefined"),
        ("raises: ValueError, otherwise", "gives: 1, raises: ValueError, otherwise", "exactly one of gives"),
        ("function: mean", "funktion: mean", "did you mean 'function'?"),
        ("low: 0, high: 400, gives: 365", "low: 0, high: 400", "gives where, and only where, the type is number"),
        ("accept: [winter, summer]", "accept: []", "accept where, and only where, the type is word"),
    ],
)  # fmt: skip
def test_a_key_that_is_not_strict_is_refused(course, old, new, words):
    edit(course / KEY_FILE, old, new)
    with pytest.raises(ContentError) as caught:
        load_key(course / KEY_FILE)
    assert words in str(caught.value)


def test_a_task_is_of_one_kind(course):
    edit(course / KEY_FILE, "- points: 3\n  values:", "- points: 1\n- points: 3\n  values:")
    with pytest.raises(ContentError, match="exactly one of item, values, calls, journey and roleplay"):
        load_key(course / KEY_FILE)


def test_a_key_that_contradicts_itself_is_not_built(course, tmp_path):
    edit(course / KEY_FILE, "args: [[1, 2, 6]], gives: 3", "args: [[73415926, 20897932, 55123846]], gives: 3")
    with pytest.raises(BuildError, match="t02-a1 plain — its input is also a visible example"):
        make_source(course, "t02_code", tmp_path / "out")


# ------------------------------------------------------------ the search for hidden inputs

INPUTS = answer_lines(KEY)


@pytest.mark.parametrize(
    "text",
    [
        "seen: [81238462, None, 90171643, None]", '{"args": [[81238462, null, 90171643, null]]}', "mean([[81238462,null,90171643,null]])",
        "the first: 81238462, null, 90171643, null", json.dumps({"a": [[81238462, None, 90171643, None]]}, indent=1),
        '"In": ["mean([81238462, None, 90171643, None])"]',
    ],
)  # fmt: skip
def test_an_input_is_found_however_it_is_written(text):
    assert set(find_leaks(text, INPUTS)) == {"t02-a1 gaps input"}


@pytest.mark.parametrize("text", ["it gives 85705052.5", '{"gives": 85705052.5}', "a slip: 42852526.25"])
def test_an_outcome_is_found(text):
    assert [place.split()[-1] for place in find_leaks(text, INPUTS)] == ["outcome"]


def test_visible_examples_are_no_secret():
    assert find_leaks("mean([1, 2, 6]) gives 3, larger(3, 4) gives 4", INPUTS | key_strings(KEY)) == []


def test_the_search_finds_a_key_that_lies_in_the_release(course):
    places = set(leaks_in(course / "exercises" / "keys", key_strings(KEY) | INPUTS))
    assert {f"t02_code.yaml: t02-a1 {case} input" for case in ("plain", "gaps", "below", "empty")} <= places
    assert "t02_code.yaml: t02-a1 gaps outcome" in places
    assert "t02_code.yaml: t02-a1 ideas" in places
