"""The judges of code: points by case, mistakes named where outcomes tell them apart, nothing hidden shown."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxcourse.content.keys import load_key
from cxcourse.core.codetask import Case, Figure, ValuesTask, code_faults
from cxcourse.grading.judge_calls import NOT_THERE, NOT_WRITTEN, judge_calls, shown
from cxcourse.grading.judge_values import judge_values
from cxcourse.grading.record import verdict_html, verdict_text
from cxcourse.grading.verdicts import judge_task, task_prompt
from tests.grading.course import FIXTURE

KEY = load_key(FIXTURE.with_name("fixture_code") / "exercises" / "keys" / "t02_code.yaml")
MEAN, LARGER, FIGURES = (task.question for task in KEY.tasks)
RIGHT = [{"value": c.gives} if c.gives is not None else {"value": None} for c in MEAN.cases[:3]]
RIGHT.append({"raised": "ValueError", "kinds": ["ValueError", "Exception"], "message": "no"})
STOPPED = {
    "raised": "NotImplementedError",
    "kinds": ["NotImplementedError", "RuntimeError", "Exception"],
    "message": "",
}


def answered(*records):
    return {str(n): record for n, record in enumerate(records, start=1)}


def mean_points(**changed):
    records = [changed.get(case.id, right) for case, right in zip(MEAN.cases, RIGHT, strict=True)]
    return judge_calls(MEAN, 4, answered(*records))


def test_every_case_counts():
    assert mean_points().points == 4
    assert mean_points(plain={"value": 1}).points == 3
    assert mean_points(below={"value": 1}).points == 3
    assert [c.points for c in mean_points(gaps={"value": 0}).criteria] == [1, 0, 1, 1]


@pytest.mark.parametrize(
    "record",
    [
        {"value": MEAN.cases[0].gives + 1}, {"value": str(MEAN.cases[0].gives)}, {"value": True}, {"value": None}, {},
        {"value": {"float": "nan"}}, {"value": {"float": "inf"}}, {"value": 10**400}, {"value": [MEAN.cases[0].gives]},
        {"value": {"object": "Result"}}, STOPPED, {"points": 4}, 7, None, "right", [], {"value": math.nan},
    ],
)  # fmt: skip
def test_what_is_not_the_number_is_not_right(record):
    assert mean_points(plain=record).points == 3


def test_a_number_is_compared_with_tolerance():
    assert mean_points(plain={"value": MEAN.cases[0].gives + 0.009}).points == 4
    assert mean_points(plain={"value": MEAN.cases[0].gives + 0.011}).points == 3


@pytest.mark.parametrize("record", [{"value": None}, {"value": {"float": "nan"}}])
def test_undefined_is_none_or_nan_and_not_zero(record):
    assert mean_points(empty=record).points == 4
    assert mean_points(empty={"value": 0}).points == 3


def test_an_error_of_the_right_family_is_a_refusal():
    family = {"raised": "DateParseError", "kinds": ["DateParseError", "ValueError", "Exception"], "message": ""}
    assert mean_points(below=family).points == 4
    assert mean_points(below={"raised": "TypeError", "kinds": ["TypeError", "Exception"]}).points == 3


def test_refusing_counts_for_those_who_measure_something():
    refusing = dict.fromkeys(("plain", "gaps", "empty"), RIGHT[3])
    assert mean_points(**refusing).points == 0
    slip = {"plain": {"value": 149437704}, "gaps": {"value": 171410105}}
    assert mean_points(**slip).points == 2, "a known mistake in every number, and the two refusals are right"
    assert mean_points(plain={"value": 5}, gaps={"value": 6}).points == 0


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"plain": {"value": 149437704}, "gaps": {"value": 171410105}}, ("sum-for-mean",)),
        ({"plain": {"value": 149437704}}, ()),
        ({"gaps": {"value": 42852526.25}}, ("gaps-as-zeros",)),
        ({"plain": {"value": 149437704}, "gaps": STOPPED}, ("sum-for-mean",)),
        ({"below": {"value": 3}}, ("negatives-passed",)),
        ({"below": STOPPED}, ()),
        ({"gaps": {"value": 42852526.25}, "below": {"value": 3}}, ("gaps-as-zeros", "negatives-passed")),
    ],
)
def test_a_mistake_is_named_when_all_outcomes_point_to_it(changed, named):
    found = mean_points(**changed)
    assert found.misconceptions == named
    assert all(MEAN.ideas[slug] in verdict_text(task_prompt(KEY.tasks[0]), found) for slug in named)


def test_nothing_written_and_nothing_handed_over_are_told_apart():
    assert judge_calls(MEAN, 4, answered(*[STOPPED] * 4)).criteria[0].reason == NOT_WRITTEN
    for nothing in (None, {}, [], "x", {"1": 3}):
        assert judge_calls(MEAN, 4, nothing).criteria[0].reason == NOT_THERE


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"value": 81238462}, "a number"), ({"value": "81238462"}, "text"), ({"value": [81238462]}, "no number"),
        ({"value": {"object": "E81238462"}}, "no number"), ({"value": None}, "`None`"), ({}, "nothing recorded"),
        ({"raised": "ValueError", "message": "81238462"}, "stopped with `ValueError`"),
        ({"raised": "E81238462", "kinds": ["E81238462", "KeyError"]}, "stopped with `KeyError`"),
        ({"raised": "E81238462", "kinds": []}, "stopped with an error"), ({"raised": "TimeUp"}, "no end in time"),
    ],
)  # fmt: skip
def test_what_came_back_is_shown_in_words_that_cannot_carry_an_input(record, text):
    assert shown(record) == text
    page = verdict_html(task_prompt(KEY.tasks[0]), mean_points(gaps=record))
    assert "81238462" not in page


def test_a_verdict_says_nothing_of_inputs_and_right_outcomes():
    for changed in ({}, {"plain": {"value": 1}}, {"gaps": {"value": 42852526.25}}, {"below": {"value": 0}}):
        text = verdict_text(task_prompt(KEY.tasks[0]), mean_points(**changed))
        assert not any(number in text for number in ("73415926", "81238462", "66316939", "49812568", "85705052"))


# ------------------------------------------------------------ figures


@pytest.mark.parametrize(
    ("response", "points", "named"),
    [
        ({"days": 365, "season": "winter"}, 3, ()), ({"days": 365.4, "season": " Summer "}, 3, ()),
        ({"days": 366, "season": "spring"}, 0, ("leap-year",)), ({"days": 365}, 2, ()), ({"season": "summer"}, 1, ()),
        ({"days": "365"}, 0, ()), ({"days": True}, 0, ()), ({"days": math.inf}, 0, ()), ({"days": 10**400}, 0, ()),
        ({"days": [365]}, 0, ()), ({}, 0, ()), (None, 0, ()), ([365], 0, ()), ("365", 0, ()), ({"day": 365}, 0, ()),
    ],
)  # fmt: skip
def test_figures_by_hand(response, points, named):
    found = judge_values(FIGURES, 3, response)
    assert found.points == pytest.approx(points)
    assert found.misconceptions == named
    assert "365" not in verdict_text(task_prompt(KEY.tasks[2]), found) or "365" in json.dumps(response, default=str)


def test_words_and_texts():
    figures = (
        Figure(name="fields", label="Fields", type="words", accept=("a", "b")),
        Figure(name="title", label="Title", type="text", length=3, refuse=("a b c",)),
    )
    task = ValuesTask(id="x", outcome="x.o1", facts=(), title="", stem="", figures=figures)
    assert judge_values(task, 2, {"fields": ["B", "a", "c"], "title": "Three long words"}).points == 2
    assert judge_values(task, 2, {"fields": ["a"], "title": "two words"}).points == 0
    assert judge_values(task, 2, {"fields": "a b", "title": "A  b c"}).points == 0


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["value", "raised"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["1", "2", "value", "raised", "kinds", "days", "season", "float"]), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize("task", KEY.tasks, ids=[t.id for t in KEY.tasks])
@given(response=json_values)
def test_no_response_upsets_a_judge(task, response):
    found = judge_task(task, task.points, response)
    assert type(found.points) is float
    assert 0 <= found.points <= found.max_points
    assert all(math.isfinite(c.points) and c.reason for c in found.criteria)
    verdict_text(task_prompt(task), found)
    verdict_html(task_prompt(task), found)


# ------------------------------------------------------------ keys that contradict themselves


def with_case(**changed):
    about = {"id": "new", "label": "A new one", "args": ([5],), "gives": 5.0}
    return MEAN.__class__(**{**vars(MEAN), "cases": (*MEAN.cases, Case(**{**about, **changed}))})


def test_a_sound_key_has_no_faults():
    assert [code_faults(task) for task in (MEAN, LARGER, FIGURES)] == [[], [], []]
    assert code_faults(with_case()) == []


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (with_case(id="plain"), "each name once"), (with_case(args=([1, 2, 6],)), "also a visible example"),
        (with_case(otherwise="unheard-of"), "expected a sentence for 'unheard-of'"),
        (MEAN.__class__(**{**vars(MEAN), "ideas": {**MEAN.ideas, "idle": "x"}}), "no slip leads to 'idle'"),
        (MEAN.__class__(**{**vars(MEAN), "tol": 1e9}), "which counts as right"),
        (MEAN.__class__(**{**vars(MEAN), "cases": MEAN.cases[2:], "ideas": {"negatives-passed": "x"}}), "gives a number"),
    ],
)  # fmt: skip
def test_faults_of_a_key_are_named(task, words):
    assert words in "\n".join(code_faults(task))


@pytest.mark.parametrize("outcome", [{}, {"gives": 1.0, "raises": "ValueError"}, {"gives": 1.0, "undefined": True}])
def test_a_case_has_one_right_outcome(outcome):
    with pytest.raises(ValueError, match="exactly one of"):
        Case(id="x", label="x", args=(1,), **outcome)
