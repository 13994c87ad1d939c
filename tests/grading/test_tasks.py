"""Handing over values and functions in the learner's own notebook: sentences, files, and nothing that breaks it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import altair as alt
import numpy as np
import pandas as pd
import pytest

from cxcourse import answers, submit, submit_calls
from cxcourse.authoring.exercise import sheet_text, task_sheet
from cxcourse.content.keys import load_key
from cxcourse.errors import ContentError
from cxcourse.grading import patience, tasks
from cxcourse.grading.handed import chart_facts, plain
from cxcourse.grading.tasks import RESPONSE_MIME, answer_hidden, call
from tests.grading.course import FIXTURE

KEY = load_key(FIXTURE.with_name("fixture_code") / "exercises" / "keys" / "t02_code.yaml")


@pytest.fixture(autouse=True)
def lab(tmp_path, monkeypatch):
    """A released exercise folder, in which the learner's notebook runs."""
    (tmp_path / "tasks.json").write_text(sheet_text(task_sheet(KEY)), encoding="utf-8")
    monkeypatch.setattr(answers, "_STARTED_IN", tmp_path)
    for name in ("NBGRADER_EXECUTION", "NBGRADER_VALIDATING", "CXCOURSE_ANSWERS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(tasks, "_functions", {})
    return tmp_path


def mean(values):
    there = [v for v in values if v is not None]
    if min(there, default=0) < 0:
        raise ValueError("below zero")
    return sum(there) / len(there) if there else None


# ------------------------------------------------------------ functions


def test_the_visible_examples_are_tried_and_told():
    text = submit_calls("t02-a1", mean).as_text()
    assert text.splitlines() == [
        "Graded task A1, 4 points",
        "mean([1, 2, 6]) gives 3, as it should.",
        "mean([2, -2]) stops with ValueError: below zero, as it should.",
        "Saved. Marks come after you hand in.",
    ]


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (sum, "mean([1, 2, 6]) gives 9. The task says it should give 3."),
        (lambda values: 3, "mean([2, -2]) gives 3. The task says it should stop with ValueError."),
        (lambda: 3, "stops with TypeError"), (lambda values: "3", "gives '3'. The task says it should give 3."),
        (lambda values: object(), "gives an object of type object"), (3, "Expected the function mean itself"),
        (lambda values: float("nan"), "gives nan. The task says"), (mean([1, 2, 6]), "found 3"), (None, "found None"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_kindly(function, words):
    assert words in submit_calls("t02-a1", function).as_text()


def test_a_stub_is_not_written_yet():
    def stub(values):
        raise NotImplementedError()

    assert "mean([1, 2, 6]): not written yet." in submit_calls("t02-a1", stub).as_text()


@pytest.mark.parametrize("error", [SystemExit, KeyboardInterrupt, GeneratorExit, RecursionError, MemoryError])
def test_nothing_is_raised_whatever_the_function_does(error):
    def breaks(values):
        raise error("gone")

    assert f"stops with {error.__name__}" in submit_calls("t02-a1", breaks).as_text()


def test_an_error_that_cannot_even_speak_is_told():
    class Mute(Exception):
        def __str__(self):
            raise SystemExit

    assert call(lambda: (_ for _ in ()).throw(Mute()), []) == {
        "raised": "Mute", "kinds": ["Mute", "Exception"], "message": "",
    }  # fmt: skip


def test_a_call_has_its_time(monkeypatch):
    """The clock is played here: it rings at every thousandth step, on any machine."""
    asked, steps = [], 0
    monkeypatch.setattr(patience.signal, "setitimer", lambda _, *seconds: asked.append(seconds))

    def endless():
        nonlocal steps
        while True:
            try:
                while True:
                    steps += 1
                    if steps % 1000 == 0:
                        signal.raise_signal(signal.SIGALRM)
            except BaseException:  # as a learner's bare except does, once
                if steps > 1000:
                    raise

    assert call(endless, [], seconds=0.2)["raised"] == "TimeUp"
    assert steps == 2000, "it rings again for who swallows it"
    assert asked == [(0.2, 0.2), (0,)], "set for this call, and off after it"
    assert call(lambda: 7, []) == {"value": 7}, "and the next one is not disturbed"


def test_a_function_gets_copies():
    kept = [3, 1, 2]
    assert call(lambda values: values.sort() or values[0], [kept]) == {"value": 1}
    assert kept == [3, 1, 2]


def test_columns_come_as_load_dataset_gives_them():
    found = call(lambda column: f"{type(column).__name__} {column.dtype} {column.count()}", [[1, None, 3]], "column")
    assert found == {"value": "Series Int64 2"}


def test_an_unknown_task_is_named():
    with pytest.raises(ContentError, match=r"no task 't02-a9' of this kind; it has t02-a1, t02-a2"):
        submit_calls("t02-a9", mean)
    with pytest.raises(ContentError, match="it has t02-a3"):
        submit("t02-a1", 3)


# ------------------------------------------------------------ values


def test_figures_are_looked_at_for_their_form_only(lab):
    text = submit("t02-a3", {"days": 366, "more": 1}).as_text()
    assert "days: 366 days." in text
    assert "season: nothing yet." in text
    assert "Not asked for, so not looked at: more." in text
    saved = json.loads((lab / "answers" / "t02-a3.json").read_text())
    assert saved["data"] == {"response": {"days": 366}}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"days": 500}, "500 days is out of bounds, possible is 0 to 400 days. Look at the unit"),
        ({"days": "many"}, "days: expected a number, found 'many'."), ({"days": np.float64(365)}, "days: 365 days."),
        ({"days": pd.NA}, "days: nothing yet."), ({"days": float("nan")}, "expected a number, found nan"),
        (None, "Expected a dict with the names days, season; found nothing."), (3, "found an object of type int"),
        ({}, "days: nothing yet."), ({"days": pd.Series([1])}, "found an object of type Series"),
    ],
)  # fmt: skip
def test_forms_that_do_not_fit_are_told(value, words):
    assert words in submit("t02-a3", value).as_text()


def test_an_answer_that_cannot_be_saved_is_told(lab):
    (lab / "answers").write_text("in the way")
    assert "NOT SAVED" in submit("t02-a3", {"days": 1}).as_text()


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (np.int64(3), 3), (np.float32(0.5), 0.5), (np.bool_(True), True), (np.array(2.5), 2.5), (10**30, {"float": "inf"}),
        ((1, [2, {"a": None}]), [1, [2, {"a": None}]]), ("x" * 9999, "x" * 4000), ({1: 2}, {"1": 2}),
        (float("-inf"), {"float": "-inf"}), (b"x", {"object": "bytes"}), (pd.NaT, None), ({3}, {"object": "set"}),
    ],
)  # fmt: skip
def test_values_become_plain_json(value, wanted):
    assert plain(value) == wanted
    json.dumps(plain(value), allow_nan=False)


def test_what_holds_itself_ends():
    ring = []
    ring.append(ring)
    json.dumps(plain(ring))


# ------------------------------------------------------------ charts

DATA = pd.DataFrame({"place": list("ab") * 3000, "ease": range(6000)})
BASE = alt.Chart(DATA, title="Where it is hard", description="What stands out")


def test_a_chart_becomes_what_it_says():
    x, y = alt.X("mean(ease):Q", title="Mean ease"), alt.Y("place", axis=alt.Axis(title="Place"))
    facts = chart_facts(BASE.mark_bar().encode(x, y))
    assert facts == {
        "mark": "bar", "fields": ["ease", "place"], "title": "Where it is hard", "x_title": "Mean ease",
        "y_title": "Place", "description": "What stands out",
    }  # fmt: skip
    assert plain(BASE.mark_bar().encode(x, y)) == facts


def test_defaults_are_no_titles():
    facts = chart_facts(alt.Chart(DATA).mark_point(filled=True).encode(x="ease", y="place"))
    assert facts == {
        "mark": "point", "fields": ["ease", "place"], "title": None, "x_title": None, "y_title": None, "description": None,
    }  # fmt: skip


def test_layers_and_facets_are_read_through():
    bars = alt.Chart(DATA).mark_bar().encode(x=alt.X("ease", title="Ease"))
    layered = alt.layer(bars.mark_text().encode(text="place"), bars).properties(
        title=alt.Title("Two lines", subtitle="x")
    )
    assert {k: chart_facts(layered)[k] for k in ("mark", "title", "x_title")} == {
        "mark": "bar", "title": "Two lines", "x_title": "Ease",
    }  # fmt: skip
    assert chart_facts(bars.facet("place:N"))["mark"] == "bar"


def test_a_chart_that_cannot_be_drawn_says_why():
    assert set(chart_facts(alt.Chart(DATA).mark_bar().encode(x="nobody"))) == {"trouble"}


# ------------------------------------------------------------ while the exercise is graded


@pytest.fixture
def grading(monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")


def bundle(recorded):
    return recorded._repr_mimebundle_()


def test_grading_records_values_and_writes_nothing(lab, grading):
    given = bundle(submit("t02-a3", {"days": 365, "season": None}))
    assert given == {"text/plain": "0.0", RESPONSE_MIME: {"task": "t02-a3", "response": {"days": 365}}}
    assert not (lab / "answers").exists()


def test_grading_keeps_a_function_and_calls_it_with_hidden_inputs_only(grading, monkeypatch):
    asked, shown = [], []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    given = bundle(submit_calls("t02-a1", lambda values: asked.append(values) or sum(values)))
    assert given == {"text/plain": "0.0", RESPONSE_MIME: {"task": "t02-a1", "response": None}}
    assert asked == []
    answer_hidden("t02-a1", json.dumps({"inputs": [[[[4, 5]], "list"], [[["x"]], "list"]], "seconds": 1}))
    assert asked == [[4, 5], ["x"]]
    (data,) = shown
    assert data[RESPONSE_MIME]["task"] == "t02-a1"
    records = data[RESPONSE_MIME]["response"]
    assert records["1"] == {"value": 9} and records["2"]["raised"] == "TypeError"


def test_what_was_never_handed_over_is_not_asked(grading, monkeypatch):
    monkeypatch.setattr("IPython.display.display", lambda *a, **b: pytest.fail("nothing to show"))
    answer_hidden("t02-a1", json.dumps({"inputs": [[[1], "list"]], "seconds": 1}))


def test_all_calls_of_a_task_have_an_end(grading, monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: shown.append(data))
    monkeypatch.setattr(tasks, "TASK_SECONDS", 0.3)
    submit_calls("t02-a1", lambda values: [None for _ in iter(int, 1)])
    answer_hidden("t02-a1", json.dumps({"inputs": [[[1], "list"]] * 9, "seconds": 0.2}))
    assert len(shown[0][RESPONSE_MIME]["response"]) == 2


def test_the_kernel_side_needs_no_grader():
    code = "import sys; from cxcourse import submit, submit_calls; print('nbgrader' in sys.modules, 'pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
