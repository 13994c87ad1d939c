"""What people see of a graded exercise: reasons and no key, the judge's words alone, and refusals that say why."""

from __future__ import annotations

import json
import re
import shutil
import zipfile

import pytest

from cxcourse.authoring.leaks import answer_lines, find_leaks, key_strings
from tests.grading.handed_in import EXERCISE, KEY, MISCONCEPTIONS, RIGHT, TASKS, cell

pytestmark = pytest.mark.nbgrader


def test_verdicts_show_reasons_and_no_bare_names_of_misconceptions(course):
    page = course.feedback("wrong")
    assert [m for m in MISCONCEPTIONS if m in page] == []
    assert "You may have had a smaller animal in mind." in page
    assert "Not answered." in course.feedback("untouched")


@pytest.mark.parametrize("student", ["untouched", "wrong", "skips", "fakes"])
def test_no_key_reaches_the_learner(course, student):
    folders = [course.folder / "release", *(course.folder / s / student for s in ("autograded", "feedback"))]
    secrets = key_strings(KEY) | answer_lines(KEY)
    shown = _verdict_words(course.autograded(student))
    secrets = {s: p for s, p in secrets.items() if not find_leaks(shown, {s: p})}
    assert len(secrets) > 20, "the search must look for something"
    files = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
    assert len(files) >= 4
    found = {f"{p.name}: {leak}" for p in files for leak in find_leaks(p.read_text("utf-8", "replace"), secrets)}
    assert found == set()


def _verdict_words(notebook):
    """What the verdicts of a learner say of the learner's own choices."""
    shown = [o.data["text/plain"] for c in notebook.cells if c.id in TASKS for o in c.outputs]
    return "\n".join(shown)


def test_the_verdict_of_an_untouched_task_says_nothing_of_the_key(course):
    words = _verdict_words(course.autograded("untouched"))
    assert find_leaks(words, key_strings(KEY)) == []


def test_no_bare_score_stands_on_the_page(course):
    for student in ("right", "wrong"):
        assert not re.search(r"Out\s*(&#\d+;)?\[", course.feedback(student))
        assert course.feedback(student).count("cx-verdict") >= len(TASKS)


def test_only_the_judge_speaks_in_a_task_cell(course):
    for student in ("fakes", "patches", "noisy", "numbers"):
        for task in TASKS:
            outputs = cell(course.autograded(student), task).outputs
            assert [o.output_type for o in outputs] == ["display_data", "execute_result"]
            assert "Full marks" not in json.dumps(outputs)
            assert float(outputs[1].data["text/plain"]) == course.scores(student)[task]


def test_no_active_content_of_a_learner_reaches_the_pages(course):
    page = course.feedback("script")
    assert "Read this." in page
    scripts = re.findall(r"<script[^>]*>(.*?)</script>", page, re.S)
    assert [s for s in scripts if "alert" in s] == []
    assert not re.search(r"<[a-z]+[^>]*\sonerror=", page)


def test_without_the_judge_a_task_counts_nothing(course, tmp_path):
    scores = course.without_judge(tmp_path / "bare", "right")
    assert {task: scores[task] for task in TASKS} == dict.fromkeys(TASKS, 0)


def test_a_linked_notebook_is_refused_and_costs_nobody_else(course):
    folder = course.folder / "submitted" / "linked-notebook" / EXERCISE
    folder.mkdir(parents=True)
    (folder / f"{EXERCISE}.ipynb").symlink_to(course.folder / "submitted" / "right" / EXERCISE / f"{EXERCISE}.ipynb")
    said = course.nbgrader("autograde", EXERCISE, "--student", "linked-notebook", fails=True)
    assert "is a link to another file and is not graded" in said
    shutil.rmtree(folder.parent)


def test_a_renamed_notebook_is_reported(course):
    folder = course.submit("renamed", RIGHT)
    (folder / f"{EXERCISE}.ipynb").rename(folder / f"{EXERCISE} (1).ipynb")
    said = course.nbgrader("autograde", EXERCISE, "--student", "renamed", fails=True)
    assert f"there is no {EXERCISE}.ipynb" in said
    assert f"{EXERCISE} (1).ipynb" in said
    shutil.rmtree(folder.parent)


@pytest.mark.parametrize("top", ["", f"{EXERCISE}/"], ids=["flat", "in a folder"])
def test_archives_from_a_learning_platform_bring_the_answers_along(course, tmp_path, top):
    student = "zipped-flat" if not top else "zipped-folder"
    handed_in = course.folder / "submitted" / "right" / EXERCISE
    archives = course.folder / "downloaded" / EXERCISE / "archive"
    archives.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archives / f"{student}.zip", "w") as archive:
        for path in handed_in.rglob("*"):
            archive.write(path, f"{top}{path.relative_to(handed_in)}")
    course.nbgrader("zip_collect", EXERCISE, "--force")
    course.nbgrader("autograde", EXERCISE, "--student", student)
    scores = course.scores(student)
    assert {t: scores[t] for t in TASKS} == TASKS
