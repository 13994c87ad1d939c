"""Maps and role plays with stock nbgrader, where learners put code of their own into the notebook.

A kernel may choose its own answer, a log or a map, and no more: what it says of points, ends or trust is not read.
"""

from __future__ import annotations

import json

import pytest
import yaml
from nbformat.v4 import new_code_cell

from tests.exercises.running import made_up_of
from tests.grading.course import ROOT, Course

pytestmark = pytest.mark.nbgrader

M05 = made_up_of("m05_service")
HASTY = M05["forged-and-true"].responses["m05-a1"]["runs"][1]  # worth 3.75 of 8
FORGED = {"runs": [{"seed": 0, "steps": [["n1", "in-a-coat"], ["n2", "short-as-can"], ["n10", "at-sea"]],
                    "points": 8, "ratio": 1, "end": "resolved", "state": {"trust": 100}}], "points": 8}  # fmt: skip
MAP = made_up_of("m03_journeys")["accepted-variants"].responses["m03-a1"]
MIME = "application/vnd.cxcourse.response+json"

PATCHED = """
import cxcourse.core.roleplay.scoring as scoring, cxcourse.core.roleplay.play as play
import cxcourse.widgets.role_graded as graded, cxcourse.grading.judge_roleplay as judge
from cxcourse.core.roleplay.model import End
scoring.score = lambda scene, log: None
play.replay = graded.replay = lambda scene, log: play.start(scene)
play.start = graded.start = lambda scene, seed=0: End(id="end", end="resolved", customer=("Thanks",), coach="")
judge.judge_roleplay = lambda *a: 8.0
graded.GradedRolePlay.kept = lambda self: {"response": {"runs": [], "points": 8}}
graded.GradedRolePlay.as_text = lambda self: "8.0"
"""
WRITES = f"""
import json, pathlib
folder = pathlib.Path("answers"); folder.mkdir(exist_ok=True)
text = json.dumps({{"schema": 1, "id": "m05-a1", "kind": "role play", "points": 8, "data": {{"response": {FORGED!r}, "points": 8}}}})
for name in ("m05-a1.json", "../m05-a1.json"):
    (folder / name).write_text(text)
"""
FAKES = f"""
import cxcourse, cxcourse.widgets.task as t
from IPython.display import display
real = t.task
def fake(name):
    if name != "m05-a1":
        return real(name)
    display({{"{MIME}": {{"task": name, "response": {FORGED!r}, "points": 8.0}}, "text/plain": "8.0"}}, raw=True)
    return 8.0
cxcourse.task = t.task = fake
"""
LOUD = """
import sys, warnings, cxcourse.widgets.task as t
real = t.RecordedWork._repr_mimebundle_
def loud(self, **more):
    print("on stderr", file=sys.stderr); warnings.warn("look out")
    return real(self, **more)
t.RecordedWork._repr_mimebundle_ = loud
"""
IN_CODE = f"""
from cxcourse import task
call = task("m05-a1")
call.answer({{"runs": [{HASTY!r}]}})
"""
MAP_IN_CODE = f"""
from cxcourse import task
task("m03-a1").load_yaml({yaml.safe_dump(MAP)!r})
"""
MAP_AGAIN = """
from cxcourse import task
drawn = task("m03-a1")
stage = drawn.journey.stages[0].id
for n in range(3):
    drawn.edit("add_step", stage, f"{n} is added at every run", beat="fee")
"""


def first(code):
    return lambda notebook: notebook.cells.insert(0, new_code_cell(code))


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("calls"), ROOT, "m05_service")
    honest = {"m05-a1": {"runs": [HASTY]}}
    course.submit("honest", honest)
    course.submit("patched", honest, None, first(PATCHED))
    course.submit("writes", honest, None, first(WRITES))
    course.submit("fakes", honest, None, first(FAKES))
    course.submit("loud", honest, None, first(LOUD))
    course.submit("in-code", None, None, first(IN_CODE))
    course.grade()
    course.nbgrader("generate_feedback", "m05_service")
    return course


@pytest.fixture(scope="module")
def maps(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("maps"), ROOT, "m03_journeys")
    course.submit("in-code", None, None, first(MAP_IN_CODE))
    course.submit("again", {"m03-a1": MAP}, None, first(MAP_AGAIN))
    course.grade()
    return course


@pytest.mark.parametrize("student", ["honest", "patched", "loud", "in-code"])
def test_an_honest_log_is_worth_what_it_is_worth_whatever_the_kernel_says(calls, student):
    assert calls.scores(student)["m05-a1"] == pytest.approx(3.75)


@pytest.mark.parametrize("student", ["writes", "fakes"])
def test_a_log_that_the_kernel_makes_up_is_judged_like_any_other(calls, student):
    assert calls.scores(student)["m05-a1"] == 0
    assert "step 3 of this run cannot be" in calls.feedback(student)


def test_only_the_judge_speaks_in_the_cell_of_a_role_play(calls):
    for student in ("patched", "writes", "fakes", "loud"):
        cell = next(c for c in calls.autograded(student).cells if c.id == "m05-a1")
        assert [o.output_type for o in cell.outputs] == ["display_data", "execute_result"]
        assert MIME not in json.dumps(cell.outputs)
        assert cell.outputs[1].data["text/plain"] == repr(calls.scores(student)["m05-a1"])


def test_grading_writes_no_answers_of_its_own(calls):
    for student in ("honest", "patched", "in-code"):
        kept = [calls.folder / step / student / "m05_service" / "answers" for step in ("submitted", "autograded")]
        files = [{p.name: p.read_bytes() for p in folder.glob("*")} if folder.is_dir() else {} for folder in kept]
        assert files[0] == files[1]


def test_a_map_made_in_code_counts_without_a_file(maps):
    assert maps.scores("in-code")["m03-a1"] == 12


def test_an_edit_that_runs_again_while_grading_changes_no_map(maps):
    assert maps.scores("again")["m03-a1"] == 12


def test_validate_says_what_is_missing_and_is_content_when_nothing_is(calls):
    calls.submit("blank")
    said = calls.nbgrader("validate", "submitted/blank/m05_service/m05_service.ipynb")
    assert "m05-a1: not everything is answered yet (nothing is recorded)." in said
    assert "Traceback" not in said
    written = {"m05-m1": "My two rewrites and the feedback.", "m05-m2": "Kind, as a quick word sends her round again."}
    calls.submit("complete", M05["reference"].responses, written)
    said = calls.nbgrader("validate", "submitted/complete/m05_service/m05_service.ipynb")
    assert "not everything" not in said
    assert "Success" in said
