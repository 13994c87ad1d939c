"""The graded path with stock nbgrader as real processes, on a small exercise with one task of each kind.

All learners are graded in one run, as an instructor does it. What is done to notebooks and kernels here happens to
every course; nothing reaches beyond the learner's own kernel.
"""

from __future__ import annotations

import copy
import json
import re
import shutil
import zipfile

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from cxcourse.authoring.leaks import answer_lines, find_leaks, key_strings
from cxcourse.content.keys import load_key
from tests.grading.course import FIXTURE, Course

pytestmark = pytest.mark.nbgrader

EXERCISE = "t01_kinds"
KEY = load_key(FIXTURE / "exercises" / "keys" / f"{EXERCISE}.yaml")
TASKS = {t.item.id: t.points for t in KEY.tasks}
RIGHT = {
    "t01-a1": "o2", "t01-a2": ["o1", "o3"], "t01-a3": 35, "t01-a4": ["breakfast", "lunch", "tea", "supper"],
    "t01-a5": {"dog": "Barks at night", "cat": "Says meow", "cow": "Gives a moo", "owl": "Hoots softly"},
    "t01-a6": {"cherry": ["Red"], "apple": ["Green"], "sloe": ["Blue"]},
}  # fmt: skip
WRONG = {
    "t01-a1": "o1", "t01-a2": ["o2"], "t01-a3": 85, "t01-a4": ["supper", "tea", "lunch", "breakfast"],
    "t01-a5": {"dog": "Says meow"}, "t01-a6": {"cherry": ["Blue"]},
}  # fmt: skip
MISCONCEPTIONS = ["red means go", "three is even", "NPS adds groups", "dog is a cat", "cherry is blue"]
# 4 × (2 hits − 1 false)/2, 4 × (1 − 1/6), 4 × 2/4, 3 × (1 + 1/2 + 0)/3
PARTS = {
    "t01-a1": "o3", "t01-a2": ["o1", "o2", "o3"], "t01-a3": 35.4,
    "t01-a4": ["breakfast", "tea", "lunch", "supper"], "t01-a5": {"dog": "Barks at night", "cat": "Says meow"},
    "t01-a6": {"cherry": ["Red"], "apple": ["Green", "Blue"]},
}  # fmt: skip
PART_POINTS = {"t01-a1": 0, "t01-a2": 2, "t01-a3": 3, "t01-a4": 10 / 3, "t01-a5": 2, "t01-a6": 1.5}
TEXT = {"t01-m1": "A bus comes. I get in."}

# ------------------------------------------------------------ what was done to notebooks


def cell(notebook, grade_id):
    return next(c for c in notebook.cells if c.id == grade_id)


def copied(original, cell_id, source=None):
    twin = copy.deepcopy(original)
    twin.update(id=cell_id, source=source or original.source)
    return twin


def duplicated(notebook):
    """Copy and paste of graded cells, and a written cell that was split in two."""
    for grade_id in ("t01-a1", "t01-a4"):
        notebook.cells.append(copied(cell(notebook, grade_id), f"copy-{grade_id}"))
    written = cell(notebook, "t01-m1")
    at = notebook.cells.index(written)
    notebook.cells.insert(at + 1, copied(written, "second-half", "The second half."))


def deleted(notebook):
    """Every graded cell thrown away; the text written into a new cell at its place."""
    notebook.cells = [c for c in notebook.cells if "nbgrader" not in c.metadata]
    notebook.cells.insert(-1, new_markdown_cell("Written into a cell of my own."))


def altered(notebook):
    """Settings and locked code changed, names mistyped, metadata lost, cells turned into other kinds of cells."""
    cell(notebook, "t01-a1").metadata.nbgrader.points = 99
    cell(notebook, "t01-a2").source = "100.0"
    cell(notebook, "t01-a3").metadata.nbgrader.grade_id = "something-else"
    cell(notebook, "t01-a4").metadata = {}
    cell(notebook, "t01-a5").metadata.nbgrader.update(grade=False, locked=False, solution=True)
    raw = cell(notebook, "t01-a6")
    raw.cell_type = "raw"
    del raw["outputs"], raw["execution_count"]
    cell(notebook, "t01-m1").cell_type = "raw"
    notebook.cells.append(new_code_cell("2", metadata={"nbgrader": {}}))
    notebook.cells.append(new_markdown_cell("", metadata={"nbgrader": {"grade": True, "schema_version": 9}}))


def first(code):
    """Put a code cell of the learner's own before everything else."""
    return lambda notebook: notebook.cells.insert(0, new_code_cell(code))


SKIP_ALL = "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])"
PATCH_TASK = """
import cxcourse, cxcourse.widgets.task as t
class Full(float):
    def _repr_mimebundle_(self, **_): return {'text/plain': repr(float(self))}
cxcourse.task = t.task = lambda name: Full({'t01-a1': 2, 't01-a2': 4, 't01-a3': 3, 't01-a6': 3}.get(name, 4))
"""
FAKE_OUTPUT = """
from IPython.display import display
import cxcourse, cxcourse.widgets.task as t
MIME = 'application/vnd.cxcourse.response+json'
def fake(name):
    points = {'t01-a1': 2.0}.get(name, 3.0)
    display({MIME: {'task': name, 'response': {'points': points}, 'points': points, 'score': 1, 'verdict': 'right'},
             'text/html': '<script>grade()</script><b>Full marks</b>', 'text/plain': str(points)}, raw=True)
    return points
cxcourse.task = t.task = fake
display({MIME: {'task': 't01-a1', 'response': 'o2'}}, raw=True)
"""
OWN_ANSWER = """
import cxcourse, cxcourse.widgets.task as t
from IPython.display import display
def fake(name):
    display({'application/vnd.cxcourse.response+json': {'task': name, 'response': 'o2'}}, raw=True)
cxcourse.task = t.task = fake
"""
NOISY = """
import sys, warnings, builtins, cxcourse, cxcourse.widgets.task as t
real = t.task
def loud(name):
    warnings.warn('look out'); print('to stderr', file=sys.stderr)
    return real(name)
cxcourse.task = t.task = loud
"""
NUMBERS = """
import cxcourse, cxcourse.widgets.task as t, numpy
cxcourse.task = t.task = lambda name: [numpy.float64(0.5), float('nan'), -1, 10**6, False, 'text'][int(name[-1]) - 1]
"""
TWIN = 'from cxcourse import task\ntask("t01-a1").answer("Green"); task("t01-a3").answer("35")'
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
DISPLAY_SCRIPT = (
    f"from IPython.display import HTML, Javascript, display\ndisplay(Javascript('alert(3)'))\nHTML({SCRIPT!r})"
)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("kinds"), FIXTURE, EXERCISE)
    course.submit("right", RIGHT, TEXT)
    course.submit("wrong", WRONG)
    course.submit("parts", PARTS, TEXT)
    course.submit("untouched")
    course.submit("duplicated", RIGHT, TEXT, duplicated)
    course.submit("deleted", RIGHT, None, deleted)
    course.submit("altered", RIGHT, TEXT, altered)
    course.submit("skips", WRONG, None, first(SKIP_ALL))
    course.submit("patches", WRONG, None, first(PATCH_TASK))
    course.submit("fakes", WRONG, None, first(FAKE_OUTPUT))
    course.submit("own", WRONG, None, first(OWN_ANSWER))
    course.submit("noisy", RIGHT, None, first(NOISY))
    course.submit("numbers", WRONG, None, first(NUMBERS))
    course.submit("stops", RIGHT, TEXT, first("import os; os._exit(1)"))
    course.submit("twin", None, None, first(TWIN))
    course.submit("script", RIGHT, {"t01-m1": f"Read this. {SCRIPT}"}, first(DISPLAY_SCRIPT))
    _spoil_files(course)
    course.said = course.grade()
    course.nbgrader("generate_feedback", EXERCISE)
    return course


def _spoil_files(course):
    secret = course.folder / "elsewhere.json"
    secret.write_text(json.dumps({"schema": 1, "id": "t01-a1", "kind": "task", "data": {"response": "o2"}}))
    linked = course.submit("linked", WRONG)
    (linked / "answers" / "t01-a1.json").unlink()
    (linked / "answers" / "t01-a1.json").symlink_to(secret)
    folder = course.submit("linked-folder")
    shutil.copytree(course.folder / "submitted" / "right" / EXERCISE / "answers", course.folder / "others")
    (folder / "answers").symlink_to(course.folder / "others")
    damaged = course.submit("damaged", RIGHT) / "answers"
    (damaged / "t01-a1.json").write_text('{"schema": 1, "id"')
    (damaged / "t01-a2.json").write_text(
        json.dumps({"schema": 1, "id": "t01-a2", "data": {"response": ["x" * 300_000]}})
    )
    (damaged / "t01-a3.json").write_text('{"schema": 1, "id": "t01-a3", "data": {"response": ' + "9" * 5000 + "}}")
    (damaged / "t01-a4.json").write_text('{"schema": 1, "id": "t01-a4", "data": {"response": ' + "[" * 90_000)
    (damaged / "t01-a5.json").write_text(
        "\ufeff" + (damaged / "t01-a5.json").read_text(encoding="utf-8"), encoding="utf-8"
    )


# ------------------------------------------------------------ points


@pytest.mark.parametrize("student", ["right", "duplicated", "deleted", "altered", "noisy", "stops", "script"])
def test_right_answers_get_every_point_whatever_happened_to_the_notebook(course, student):
    scores = course.scores(student)
    assert {t: scores[t] for t in TASKS} == TASKS


@pytest.mark.parametrize("student", ["wrong", "untouched", "skips", "patches", "fakes", "numbers"])
def test_a_patched_kernel_gains_nothing(course, student):
    scores = course.scores(student)
    assert {t: scores[t] for t in TASKS} == dict.fromkeys(TASKS, 0)


def test_part_marks_are_those_worked_out_by_hand(course):
    scores = course.scores("parts")
    assert {t: scores[t] for t in TASKS} == pytest.approx(PART_POINTS, abs=0.01)


def test_a_kernel_may_choose_its_own_answer_and_no_more(course):
    scores = course.scores("own")
    assert scores["t01-a1"] == 2, "the response that the task's own cell hands over is the learner's answer"
    assert sum(scores.values()) == 2


def test_answers_given_in_code_count_without_any_file(course):
    scores = course.scores("twin")
    assert (scores["t01-a1"], scores["t01-a3"]) == (2, 3)


def test_written_answers_wait_for_a_person_and_untouched_ones_do_not(course):
    waiting = {s: course.grades(s)["t01-m1"]["open"] for s in ("right", "parts", "untouched", "wrong")}
    assert waiting == {"right": True, "parts": True, "untouched": False, "wrong": False}
    assert course.grades("untouched")["t01-m1"]["score"] == 0


def test_marking_by_hand_completes_the_score(course):
    course.mark("right", {"t01-m1": 5})
    assert sum(course.scores("right").values()) == 25


def test_a_second_run_gives_the_same_points(course):
    before = course.scores("parts")
    course.nbgrader("autograde", EXERCISE, "--student", "parts", "--force")
    assert course.scores("parts") == before


# ------------------------------------------------------------ repairs


def test_no_word_of_a_copied_or_split_answer_is_lost(course):
    text = cell(course.autograded("duplicated"), "t01-m1").source
    assert TEXT["t01-m1"] in text
    assert "The second half." in text


def test_text_beside_a_deleted_answer_cell_is_marked(course):
    assert course.grades("deleted")["t01-m1"]["open"]
    assert any("Written into a cell of my own." in c.source for c in course.autograded("deleted").cells)


@pytest.mark.parametrize(
    ("student", "words"),
    [
        ("duplicated", ["in the notebook 2 times", "spread over 2 cells"]),
        ("deleted", ["was missing; it was put back", "was taken as its answer"]),
        ("altered", ["settings of", "released code was put back", "had become a raw cell"]),
    ],
)
def test_the_learner_reads_what_was_repaired(course, student, words):
    page = course.feedback(student)
    assert [w for w in words if w not in page] == []


def test_nobody_else_reads_of_repairs(course):
    assert "were put right" not in course.feedback("right")


# ------------------------------------------------------------ files


def test_linked_answers_are_refused_and_the_learner_is_told(course):
    assert course.scores("linked")["t01-a1"] == 0
    assert "is a link to another" in course.feedback("linked")
    assert not (course.folder / "autograded" / "linked" / EXERCISE / "answers" / "t01-a1.json").exists()
    assert sum(course.scores("linked-folder").values()) == 0


def test_damaged_files_cost_their_own_task_only(course):
    scores = course.scores("damaged")
    assert {t: scores[t] for t in TASKS} == TASKS | dict.fromkeys(["t01-a1", "t01-a2", "t01-a3", "t01-a4"], 0)
    assert "is damaged" in course.feedback("damaged")


def test_a_grading_run_writes_no_answers(course):
    for student in ("right", "untouched", "twin"):
        handed_in = course.folder / "submitted" / student / EXERCISE / "answers"
        graded = course.folder / "autograded" / student / EXERCISE / "answers"
        assert _files(graded) == _files(handed_in)


def _files(folder):
    return {p.name: p.read_bytes() for p in folder.glob("*")} if folder.is_dir() else {}


# ------------------------------------------------------------ what people see


def test_verdicts_show_reasons_and_name_misconceptions(course):
    page = course.feedback("wrong")
    assert [m for m in MISCONCEPTIONS if m not in page] == []
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
    bare = tmp_path / "bare"
    shutil.copytree(course.folder, bare, ignore=shutil.ignore_patterns("autograded", "feedback", "gradebook.db"))
    (bare / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "bare"\n')
    other = Course.__new__(Course)
    other.folder, other.exercise = bare, EXERCISE
    other.nbgrader("generate_assignment", EXERCISE, "--force")
    other.nbgrader("autograde", EXERCISE, "--student", "right")
    assert {t: other.scores("right")[t] for t in TASKS} == dict.fromkeys(TASKS, 0)


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
