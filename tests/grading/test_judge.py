"""The judge: points by hand, reasons that give nothing away, and no response that could upset it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxcourse.content.keys import load_key
from cxcourse.core.quiz import prompt, solution
from cxcourse.grading.judge import clip, judge
from cxcourse.grading.record import verdict_html, verdict_text
from tests.grading.course import FIXTURE

KEY = load_key(FIXTURE / "exercises" / "keys" / "t01_kinds.yaml")
TASKS = {t.item.id: t for t in KEY.tasks}
EVERY = pytest.mark.parametrize("task", KEY.tasks, ids=[t.item.type for t in KEY.tasks])

_keys = st.sampled_from(["o1", "dog", "cat", "cherry", "apple"]) | st.text(max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["o1", "o2"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(_keys, inner, max_size=5),
    max_leaves=12,
)


def verdict(task_id, response):
    return judge(TASKS[task_id].item, TASKS[task_id].points, response)


@EVERY
def test_the_solution_gets_every_point(task):
    found = judge(task.item, task.points, solution(task.item))
    assert found.points == found.max_points == task.points
    assert found.misconceptions == ()
    assert all(c.reason.startswith("Right.") for c in found.criteria)


@EVERY
@pytest.mark.parametrize("blank", [None, [], {}, ""])
def test_a_blank_gets_nothing_and_is_told_so(task, blank):
    found = judge(task.item, task.points, blank)
    assert found.points == 0
    assert len(found.criteria) == 1
    assert found.criteria[0].reason


@EVERY
@given(response=json_values)
def test_no_response_upsets_the_judge(task, response):
    found = judge(task.item, task.points, response)
    assert type(found.points) is float
    assert 0 <= found.points <= found.max_points
    assert all(math.isfinite(c.points) and c.reason for c in found.criteria)
    verdict_text(prompt(task.item), found)
    verdict_html(prompt(task.item), found)


@pytest.mark.parametrize(
    ("task", "response", "points"),
    [
        ("t01-a1", "o1", 0), ("t01-a1", "o2", 2), ("t01-a1", "o9", 0), ("t01-a1", ["o2"], 0),
        ("t01-a2", ["o1"], 2), ("t01-a2", ["o1", "o2"], 0), ("t01-a2", ["o1", "o3", "o2"], 2),
        ("t01-a2", ["o1", "o2", "o3", "o4"], 0), ("t01-a2", ["o1", "o1"], 2), ("t01-a2", "o1", 0),
        ("t01-a3", 35.5, 3), ("t01-a3", 35.6, 0), ("t01-a3", True, 0), ("t01-a3", "35", 0), ("t01-a3", 10**400, 0),
        ("t01-a3", math.nan, 0), ("t01-a3", math.inf, 0), ("t01-a3", 0, 0),
        ("t01-a4", ["breakfast", "tea", "lunch", "supper"], 4 * 5 / 6), ("t01-a4", ["breakfast"], 0),
        ("t01-a4", ["supper", "tea", "lunch", "breakfast"], 0), ("t01-a4", ["lunch"] * 4, 0),
        ("t01-a5", {"dog": "Barks at night"}, 1), ("t01-a5", {"dog": "Barks at night", "cat": 7}, 1),
        ("t01-a5", {"dog": "Barks at night", "no": "x"}, 1), ("t01-a5", [["dog", "Barks at night"]], 0),
        ("t01-a6", {"apple": ["Green", "Red"]}, 1), ("t01-a6", {"apple": ["Red"]}, 0.5),
        ("t01-a6", {"cherry": ["Red", "Green", "Blue"]}, 1 / 3), ("t01-a6", {"cherry": "Red"}, 1),
        ("t01-a6", {"cherry": ["Red"], "apple": ["Pink"]}, 1),
    ],
)  # fmt: skip
def test_points_by_hand(task, response, points):
    assert verdict(task, response).points == pytest.approx(points, abs=1e-5)


@pytest.mark.parametrize(
    ("task", "response", "misconception"),
    [
        ("t01-a1", "o1", "red-means-go"), ("t01-a2", ["o2"], "three-is-even"), ("t01-a3", 85.2, "nps-adds-groups"),
        ("t01-a5", {"dog": "Says meow"}, "dog-is-a-cat"), ("t01-a6", {"cherry": ["Blue"]}, "cherry-is-blue"),
    ],
)  # fmt: skip
def test_misconceptions_are_named(task, response, misconception):
    found = verdict(task, response)
    assert found.misconceptions == (misconception,)
    said = verdict_text(prompt(TASKS[task].item), found).lower()
    assert misconception.replace("-", " ") not in said, "a name is for reports"


def test_every_premise_has_a_line_of_its_own():
    found = verdict("t01-a5", {"dog": "Barks at night", "cat": "Barks at night", "owl": 3})
    assert [(c.label, c.points > 0) for c in found.criteria] == [
        ("Dog", True), ("Cat", False), ("Cow", False), ("Owl", False),
    ]  # fmt: skip
    reasons = {c.label: c.reason for c in found.criteria}
    assert reasons["Cat"] == "This does not fit."
    assert reasons["Cow"] == "Not answered."
    assert "none of the answers that were offered" in reasons["Owl"]


def test_lines_of_a_match_add_up_to_the_points():
    found = verdict("t01-a5", {"dog": "Barks at night", "cat": "Says meow", "cow": "Sings bass"})
    assert sum(c.points for c in found.criteria) == pytest.approx(found.points)
    assert sum(c.max_points for c in found.criteria) == pytest.approx(found.max_points)


def test_a_wrong_match_says_nothing_of_the_right_answers():
    item = TASKS["t01-a5"].item
    found = verdict("t01-a5", {"dog": "Says meow", "cat": "Sings bass", "cow": "Sings bass", "owl": "Sings bass"})
    said = verdict_text(prompt(item), found)
    hidden = [o.correct for o in item.options if o.correct != "Says meow"]
    hidden += [o.feedback for o in item.options] + [item.hint, item.explanation]
    assert [h for h in hidden if h in said] == []


def test_a_wrong_choice_says_nothing_of_the_right_one():
    for task, response, hidden in [
        ("t01-a1", "o1", ["Green", "The cars on your way stand."]),
        ("t01-a2", ["o2"], ["Two halves of one each.", "Two halves of two each."]),
        ("t01-a3", 85, ["35", "Shares subtracted"]),
        ("t01-a6", {"cherry": ["Blue"]}, ["Ripe ones", "Several sorts", "Red", "Green"]),
    ]:
        reasons = " ".join(f"{c.label} {c.answer} {c.reason}" for c in verdict(task, response).criteria)
        assert [h for h in hidden if h in reasons] == [], task


def test_an_order_names_crossed_neighbours_as_they_were_put():
    found = verdict("t01-a4", ["breakfast", "tea", "lunch", "supper"])
    assert "1 of 6 pairs" in found.criteria[0].reason
    assert [(c.label, c.answer) for c in found.criteria[1:]] == [("Your places 2 and 3", "Tea → Lunch")]
    assert "Lunch → Tea" not in verdict_text(prompt(TASKS["t01-a4"].item), found)


def test_what_was_answered_is_shown_as_text_and_never_as_markup():
    item = TASKS["t01-a1"].item
    page = verdict_html(prompt(item), judge(item, 2, "<script>alert(1)</script>"), trouble="<b>linked</b>")
    assert "<script>" not in page
    assert "<b>" not in page
    assert "&lt;b&gt;linked" in page


@pytest.mark.parametrize("junk", [math.nan, math.inf, -math.inf, -1, None, "3", b"3", True, [], {}, 10**400, object()])
def test_no_junk_score_passes(junk):
    assert clip(junk, 3) == 0.0


def test_numpy_scores_become_plain_floats():
    numpy = pytest.importorskip("numpy")
    for score in (numpy.float64(0.5), numpy.float32(0.5), numpy.array(0.5)):
        assert repr(clip(score, 3)) == "0.5"
    assert repr(clip(numpy.float64(99), 3)) == "3.0"
    assert repr(clip(numpy.bool_(True), 3)) in ("0.0", "1.0")
