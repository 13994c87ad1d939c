"""Code tasks with stock nbgrader: functions on hidden inputs, figures, and what is tried to get at either.

All learners are graded in one run. What is done to kernels here stays in the learner's own kernel and folder.
"""

from __future__ import annotations

import json
import re
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from cxcourse.authoring.leaks import answer_lines, find_leaks, key_strings, leaks_in
from cxcourse.content.keys import load_key
from tests.grading.course import FIXTURE, ROOT, Course

pytestmark = pytest.mark.nbgrader

EXERCISE = "t02_code"
HERE = FIXTURE.with_name("fixture_code")
KEY = load_key(HERE / "exercises" / "keys" / f"{EXERCISE}.yaml")
TASKS = {t.id: t.points for t in KEY.tasks}
NOTHING = dict.fromkeys(TASKS, 0)
INPUTS = ("73415926", "20897932", "81238462", "90171643", "66316939", "44713751", "91827364", "19283746")
OUTCOMES = ("49812568", "85705052", "149437704", "171410105", "42852526")

SOLVED = {
    "mean-answer": "def mean(values):\n    there = [v for v in values if v is not None]\n"
    "    if any(v < 0 for v in there):\n        raise ValueError('below zero')\n"
    "    return sum(there) / len(there) if there else None",
    "larger-answer": "def larger(a, b):\n    return a if a > b else b",
    "figures-answer": "report = {'days': 365, 'season': 'Winter'}",
}
SLIPS = {
    "mean-answer": "def mean(values):\n    return sum(v or 0 for v in values) / len(values)",
    "larger-answer": "def larger(a, b):\n    return a",
    "figures-answer": "report = {'days': 366.0, 'season': 'spring', 'more': 1}",
}


def wrong_with(code):
    """Wrong answers everywhere, and a cell of one's own before everything else."""
    return lambda notebook: notebook.cells.insert(0, new_code_cell(code))


def at_the_end(code):
    return lambda notebook: notebook.cells.append(new_code_cell(code))


EQUAL = """
class Equal(float):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, *other: Equal(0)
    __hash__ = float.__hash__
    def __float__(self): return 85705052.5
class Nothing:
    def __eq__(self, other): return True
"""
PATCHED = """
import cxcourse, cxcourse.grading.tasks as t
from IPython.display import display
MIME = 'application/vnd.cxcourse.response+json'
def fake(task, *rest):
    display({MIME: {'task': task, 'response': {'points': 4, '1': {'points': 4}, 'days': 'all'}, 'points': 4.0},
             'text/plain': '4.0', 'text/html': '<b>Full marks</b>'}, raw=True)
    return 4.0
cxcourse.submit = cxcourse.submit_calls = t.submit = t.submit_calls = t.answer_hidden = t.call = fake
"""
SKIPS = "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])"
JUDGES = """
import cxcourse.grading.judge_calls as j, cxcourse.grading.judge as k, builtins, math
j.fits = j._near = lambda *a, **b: True
k.clip = j.clip = lambda *a: 4.0
math.isfinite = lambda x: True
"""
# Whoever looks at the inputs (their own arguments, the caller's frame, the cell, the history) tries to get them out:
# printed, displayed, put into an earlier output, into a widget, a file beside the notebook, an error, or a figure.
SPY = {
    "mean-answer": """
import sys, json, pathlib
from IPython.display import display, update_display
seen = []
display('waiting', display_id='box')
def tell(*args):
    frame, found = sys._getframe(1), [repr(args)]
    while frame:
        found += [repr(v)[:2000] for v in list(frame.f_locals.values()) if isinstance(v, (str, dict, list, tuple))]
        frame = frame.f_back
    found += list(get_ipython().user_ns.get('In', []))
    seen.append(found)
    text = json.dumps(found)
    print(text); print(text, file=sys.stderr); display(text); update_display(text, display_id='box')
    pathlib.Path(OUTSIDE).write_text(text)
    pathlib.Path('seen.txt').write_text(text); pathlib.Path('answers').mkdir(exist_ok=True)
    pathlib.Path('answers/notes.json').write_text(text); pathlib.Path('tasks.json').write_text(text)
    return text
def mean(values):
    text = tell(values)
    return text if len(values) == 3 else values
""",
    "larger-answer": "def larger(a, b):\n    raise type('E' + tell(a, b), (ValueError,), {})(tell(a, b))",
    "figures-answer": "report = {'days': 1, 'season': seen, 'all': seen}",
}
LOOPS = {
    "mean-answer": "def mean(values):\n    while len(values) == 4:\n        try:\n            while True: pass\n"
    "        except Exception: pass\n    return sum(values) / len(values)",
    "larger-answer": SOLVED["larger-answer"],
}
STUBBORN = {
    "mean-answer": "def mean(values):\n    while True:\n        try:\n            while True: pass\n        except: pass",
    "larger-answer": SOLVED["larger-answer"],
}
DIES = {
    **SOLVED,
    "mean-answer": "import os\ndef mean(values):\n    os._exit(1) if len(values) > 2 and values[0] > 9 else 0\n    return 3",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("code"), HERE, EXERCISE)
    with (course.folder / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write("\nget_config().Execute.timeout = 8\n")  # for the stubborn one, who waits it out
    wrong = {**SLIPS, "larger-answer": "def larger(a, b):\n    return 0", "figures-answer": "report = {'days': 1}"}
    wrong["mean-answer"] = "def mean(values):\n    return 1"
    course.submit("solved", None, SOLVED)
    course.submit("untouched")
    course.submit("slips", None, SLIPS)
    course.submit(
        "recorded", {"t02-a3": {"days": 365}}, {"figures-answer": "raise RuntimeError()", "mean-answer": "def"}
    )
    course.submit("equal", None, {**wrong, "mean-answer": EQUAL + "def mean(values): return Nothing()",
                                  "larger-answer": "def larger(a, b): return Equal(1)"})  # fmt: skip
    course.submit("patched", None, wrong, wrong_with(PATCHED))
    course.submit("skips", None, wrong, wrong_with(SKIPS))
    course.submit("judges", None, wrong, wrong_with(JUDGES))
    course.outside = course.folder / "outside.txt"
    SPY["mean-answer"] = SPY["mean-answer"].replace("OUTSIDE", repr(str(course.outside)))
    course.submit("spy", None, SPY, at_the_end("print(seen)\nseen"))
    course.submit("loops", None, LOOPS)
    course.submit("stubborn", None, STUBBORN)
    course.submit("dies", None, DIES)
    course.submit("dies-late", None, SOLVED, at_the_end("import os; os._exit(1)"))
    course.submit("refuses", None, {"mean-answer": "def mean(values):\n    raise ValueError()"})
    course.submit("moved", None, None, moved)
    course.said = course.grade()
    course.nbgrader("generate_feedback", EXERCISE)
    return course


def moved(notebook):
    """Answer cells thrown away, the code written into a cell of one's own further up."""
    notebook.cells = [c for c in notebook.cells if not str(c.id).endswith("-answer")]
    notebook.cells.insert(1, new_code_cell("\n".join([SOLVED["mean-answer"], SOLVED["larger-answer"]])))


def pages(course, student):
    """Every text that a learner gets back, and what the instructor's executed notebook holds."""
    files = [p for step in ("autograded", "feedback") for p in (course.folder / step / student).rglob("*")]
    return {p: p.read_text("utf-8", "replace") for p in files if p.is_file()}


def words_of(course, student):
    return "\n".join(pages(course, student).values())


# ------------------------------------------------------------ points


@pytest.mark.parametrize("student", ["solved", "dies-late"])
def test_right_code_gets_every_point(course, student):
    assert course.scores(student) == TASKS


@pytest.mark.parametrize("student", ["untouched", "equal", "patched", "skips", "judges"])
def test_a_patched_kernel_gains_nothing(course, student):
    assert course.scores(student) == NOTHING


def test_part_marks_are_those_worked_out_by_hand(course):
    # mean: right on the plain case, no refusal, and with nothing there an error: 1 of 4 cases; larger: 1 of 2
    assert course.scores("slips") == {"t02-a1": 1, "t02-a2": 1, "t02-a3": 0}
    assert course.scores("refuses") == NOTHING, "who always refuses has measured nothing"
    assert course.scores("recorded") == {**NOTHING, "t02-a3": 2}, "a recorded figure counts when its cell stops"


def test_mistakes_are_named(course):
    page = course.feedback("slips")
    for idea in ("A gap was counted as a zero.", "Values below zero went through.", "how long every fourth one is."):
        assert page.count(idea) == 1, "in a sentence, and once"
    assert "The sum is still to be divided." not in page
    assert not any(name in page for name in ("gaps as zeros", "negatives passed", "leap year"))


def test_an_endless_call_costs_its_own_case(course):
    assert course.scores("loops") == {"t02-a1": 1, "t02-a2": 2, "t02-a3": 0}
    assert "no end in time" in course.feedback("loops")


def test_an_endless_call_that_swallows_everything_costs_its_own_task(course):
    assert course.scores("stubborn") == {**NOTHING, "t02-a2": 2}


def test_a_call_that_kills_the_kernel_costs_its_own_task(course):
    assert course.scores("dies") == {**TASKS, "t02-a1": 0}


def test_code_in_a_cell_of_ones_own_counts(course):
    assert course.scores("moved") == {**TASKS, "t02-a3": 0}
    assert "was missing" in course.feedback("moved")


# ------------------------------------------------------------ what must not be seen


@pytest.mark.parametrize(
    "student", ["solved", "untouched", "slips", "patched", "spy", "loops", "stubborn", "dies", "moved"]
)
def test_no_hidden_input_comes_back(course, student):
    text = words_of(course, student)
    assert [n for n in INPUTS if n in text] == []
    assert (
        "answer_hidden" not in text.replace(PATCHED, "").replace(json.dumps(PATCHED)[1:-1], "") or student == "patched"
    )
    assert find_leaks(text, {s: p for s, p in answer_lines(KEY).items() if p.endswith(" input")}) == []


@pytest.mark.parametrize("student", ["solved", "untouched", "spy", "patched"])
def test_no_right_outcome_and_no_word_of_the_key_comes_back(course, student):
    text = words_of(course, student)
    assert [n for n in OUTCOMES if n in text] == []
    secrets = {s: p for s, p in key_strings(KEY).items() if s not in own_words(course, student)}
    assert find_leaks(text, secrets) == []


def own_words(course, student):
    cells = [c for c in course.autograded(student).cells if c.id in TASKS]
    return "\n".join(o.data["text/plain"] for c in cells for o in c.outputs)


def test_the_spy_did_see_the_inputs(course):
    """Else the tests above would look for something that nobody tried to carry out.

    Here it tells so in a file far from its own folder: only a fence around the kernel can stop that.
    """
    told = course.outside.read_text()
    assert all(number in told for number in ("91827364", "64554637"))
    box = [o for c in course.autograded("spy").cells if c.cell_type == "code" for o in c.outputs]
    assert any("waiting" in json.dumps(o) for o in box), "the display that was to be changed is there, unchanged"
    said = own_words(course, "spy")
    assert "text" in said and "stopped with `ValueError`" in said


def test_the_spy_leaves_no_file_behind(course):
    for step in ("autograded", "feedback"):
        names = {p.name for p in (course.folder / step / "spy").rglob("*") if p.is_file()}
        assert not names & {"seen.txt", "notes.json"}


def test_the_release_holds_no_key_and_no_solution(course):
    secrets = key_strings(KEY) | answer_lines(KEY)
    assert len(secrets) > 15
    assert leaks_in(course.folder / "release", secrets) == []
    text = "\n".join(p.read_text("utf-8") for p in (course.folder / "release").rglob("*") if p.is_file())
    assert not re.search(r"BEGIN SOLUTION|below zero|max\(a, b\)", text)
    assert text.count("raise NotImplementedError") == 3


def test_the_cells_are_as_they_were_released(course):
    released = nbformat.read(course.folder / "release" / EXERCISE / f"{EXERCISE}.ipynb", 4)
    wanted = {c.id: c.source for c in released.cells if c.id in TASKS}
    for student in ("solved", "spy", "dies"):
        cells = course.autograded(student).cells
        assert {c.id: c.source for c in cells if c.id in TASKS} == wanted
        assert [c.id for c in cells if "cxcourse_hidden" in json.dumps(c)] == []


def test_without_the_judge_code_counts_nothing(course, tmp_path):
    assert course.without_judge(tmp_path / "bare", "solved") == NOTHING


def test_learners_can_validate_before_they_hand_in(course, tmp_path):
    for student, told in (("solved", "Success"), ("untouched", "not ready yet")):
        folder = shutil.copytree(course.folder / "submitted" / student / EXERCISE, tmp_path / student)
        bare = Course.__new__(Course)
        bare.folder = folder
        assert told in bare.nbgrader("validate", f"{EXERCISE}.ipynb"), student


def test_the_fixture_is_not_the_course():
    assert not (ROOT / "exercises" / "authored" / f"{EXERCISE}.py").exists()
