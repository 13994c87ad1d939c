"""What learners hand in: right and wrong answers, notebooks that were cut up, kernels that were patched, spoilt files.

All of them are graded in one run, as an instructor does it. What is done to notebooks and kernels here happens to
every course; nothing reaches beyond the learner's own kernel.
"""

from __future__ import annotations

import copy
import json
import shutil

from nbformat.v4 import new_code_cell, new_markdown_cell

from cxcourse.content.keys import load_key
from tests.grading.course import FIXTURE, Course

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


def graded(folder):
    """Return a course in which every learner has handed in, been graded and got feedback."""
    course = Course(folder, FIXTURE, EXERCISE)
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
