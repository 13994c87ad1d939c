"""The build: the same bytes every time, stock nbgrader's own release, and no key outside of keys/."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import nbformat
import pytest

from cxcourse.authoring.build import build, generated
from cxcourse.authoring.leaks import KEY_FIELDS, answer_lines, key_strings, leaks_in
from cxcourse.content import load_tasks
from cxcourse.content.keys import load_key
from cxcourse.errors import BuildError, ContentError
from cxcourse.grading.config import scripts_path

RELEASE = "exercises/release/t01_kinds"


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_everything_is_written_once_and_then_left_alone(root):
    written = {str(p.relative_to(root)) for p in build(root)}
    assert written >= {
        "README.md", "modules/t01_small/t01_small.ipynb", f"{RELEASE}/t01_kinds.ipynb", f"{RELEASE}/tasks.json",
        "exercises/source/t01_kinds/t01_kinds.ipynb", "exercises/source/t01_kinds/tasks.json",
    }  # fmt: skip
    assert build(root) == []


def test_another_folder_gives_the_same_bytes(root, tmp_path):
    other = tmp_path / "somewhere" / "else"
    shutil.copytree(root, other)
    assert generated(root) == generated(other)


def test_one_name_builds_that_and_nothing_else(root, tmp_path):
    written = build(root, only="t01_small", out=tmp_path / "out")
    assert [p.name for p in written] == ["t01_small.ipynb"]
    with pytest.raises(BuildError, match="nothing called 'm99'"):
        build(root, only="m99")


@pytest.mark.nbgrader
def test_the_command_of_nbgrader_makes_the_same_release(built):
    release = built / RELEASE
    ours = {p.name: p.read_bytes() for p in release.iterdir()}
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "t01_kinds"]
    environment = os.environ | {"PATH": scripts_path()}
    subprocess.run(command, cwd=built / "exercises", check=True, capture_output=True, env=environment)
    assert {p.name: p.read_bytes() for p in release.iterdir()} == ours


def test_the_release_locks_tasks_and_keeps_the_opening_text(built):
    notebook = nbformat.read(built / RELEASE / "t01_kinds.ipynb", as_version=4)
    cells = {c.id: c for c in notebook.cells}
    task, written = cells["t01-a1"], cells["t01-m1"]
    assert task.source == 'task("t01-a1")'
    assert task.metadata.nbgrader.points == 2.0
    assert (task.metadata.editable, task.metadata.deletable) == (False, False)
    assert task.metadata.jupyter.source_hidden
    assert written.source == "*Write here.*"
    assert (written.metadata.nbgrader.solution, written.metadata.nbgrader.points) == (True, 5.0)


def test_no_key_is_released(built):
    key = load_key(built / "exercises" / "keys" / "t01_kinds.yaml")
    secrets = key_strings(key) | answer_lines(key) | KEY_FIELDS
    assert len(secrets) > 40
    assert leaks_in(built / "exercises" / "release", secrets) == []
    assert leaks_in(built / "exercises" / "source", secrets) == []


def test_the_search_for_keys_finds_keys(built):
    key = load_key(built / "exercises" / "keys" / "t01_kinds.yaml")
    found = leaks_in(built / "exercises" / "keys", key_strings(key) | KEY_FIELDS)
    assert len(found) >= len(key_strings(key))


def test_released_prompts_can_be_read_and_hold_all_that_a_learner_needs(built):
    sheet = load_tasks(built / RELEASE)
    prompts = {t.prompt.id: t.prompt for t in sheet.tasks}
    assert list(prompts) == [f"t01-a{n}" for n in range(1, 7)]
    assert prompts["t01-a3"].unit == "points"
    assert prompts["t01-a6"].many
    assert set(prompts["t01-a5"].answers) >= {"Sings bass", "Says meow"}


def test_the_order_of_released_answers_does_not_depend_on_the_key(root):
    key = root / "exercises" / "keys" / "t01_kinds.yaml"
    shown = json.loads(generated(root)[_path("tasks.json")])["tasks"][4]["prompt"]["answers"]
    edit(key, 'correct: "Says meow"', 'correct: "@@"')
    edit(key, 'correct: "Barks at night"', 'correct: "Says meow"')
    edit(key, 'correct: "@@"', 'correct: "Barks at night"')
    edit(key, 'chosen: "Says meow"', 'chosen: "Sings bass"')
    assert json.loads(generated(root)[_path("tasks.json")])["tasks"][4]["prompt"]["answers"] == shown


def _path(name):
    from pathlib import Path

    return Path(RELEASE) / name


def test_option_ids_that_give_an_order_away_are_refused(root):
    key = root / "exercises" / "keys" / "t01_kinds.yaml"
    for old, new in [("lunch", "m2"), ("breakfast", "m1"), ("supper", "m4"), ("tea", "m3")]:
        edit(key, f"id: {old},", f"id: {new},")
    with pytest.raises(BuildError, match="t01-a4 — expected option ids that say nothing"):
        build(root)


@pytest.mark.parametrize(
    ("place", "is_folder"),
    [("t01_kinds/answers", True), ("t01_kinds/answers/t01-a1.json", False), ("t01_kinds/notes.txt", False),
     ("t01_kinds/key.yaml", False), ("stray.ipynb", False), ("t01_kinds/other.ipynb", False)],
)  # fmt: skip
def test_strangers_in_source_are_refused(built, place, is_folder):
    path = built / "exercises" / "source" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir() if is_folder else path.write_text("x")
    before = (built / RELEASE / "tasks.json").read_bytes()
    with pytest.raises(BuildError, match="would be published") as caught:
        build(built)
    assert place.split("/")[-1] in str(caught.value)
    assert (built / RELEASE / "tasks.json").read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('task("t01-a2")', 'task("t01-a2").answer("a")', 't01-a2 — expected only the line task("t01-a2")'),
        ('# %% task="t01-a3"\n', "# %%\n", "t01-a3 — expected one cell for this task, found 0"),
        ('# %% task="t01-a3"', '# %% task="t01-a9"', "found 't01-a9'"),
        ("from cxcourse import task", "import cxcourse", "from cxcourse import task"),
        ('[markdown] written="t01-m1"', 'written="t01-m1"', "expected a markdown cell, found code"),
    ],
)
def test_a_notebook_that_does_not_fit_its_key_is_refused(root, old, new, words):
    edit(root / "exercises" / "authored" / "t01_kinds.py", old, new)
    with pytest.raises(ContentError) as caught:
        build(root)
    assert words in str(caught.value)


def test_the_module_table_of_the_readme_is_made_from_the_course(built):
    text = (built / "README.md").read_text(encoding="utf-8")
    assert "[Module 1: Small](modules/t01_small/t01_small.ipynb)" in text
    assert "| Module 2: Next | More. | 30 min |" in text
    assert "old" not in text
    assert text.startswith("# Course\n")
    assert text.endswith("The end.\n")
