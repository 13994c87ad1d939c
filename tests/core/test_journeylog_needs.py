"""What a log's questions and its makers refuse: wrong objects, names that name nothing; always in words."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from inspect import getdoc, getmembers, isfunction

import pandas as pd
import pytest

from cxcourse import charts, load_dataset
from cxcourse.core.journeylog import ObservedLog, as_journey, observe, planned_vs_actual
from cxcourse.core.journeylog.words import read_words
from cxcourse.errors import DataError
from tests.core.test_journeylog import table
from tests.core.test_journeylog_maps import plan


@pytest.fixture(scope="module")
def log():
    return observe(table("menu agent", "menu paid", "menu agent", plan=list("aabbaa")), segment="plan")


@pytest.mark.parametrize("wrong", [0, -1, 2.5, "x", True])
def test_a_number_of_paths_is_a_number_from_one(log, wrong):
    with pytest.raises(DataError, match="top: expected a"):
        log.variants(wrong)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"case": ["case_id", "step"]}, r"case: expected the name of one column, found \['case_id', 'step'\]"),
        ({"time": {}}, "time: expected the name of one column, found {}"),
        ({"stage": ["stage"]}, r"stage: expected the name of one column, found \['stage'\]"),
        ({"segment": [["plan"]]}, r"segment: expected the name of one column, found \['plan'\]"),
        ({"segment": ["plan", ("a", [])]}, r"segment: expected the name of one column, found \('a', \[\]\)"),
        ({"step": ("a", "b")}, r"The table has no column \('a', 'b'\)"),
    ],
)
def test_a_column_has_one_name(columns, says):
    with pytest.raises(DataError, match=says):
        observe(table("menu agent", plan="a"), **columns)


@pytest.mark.parametrize("rows", [5, 6000])  # of the longer table, cells are looked at by a sample first
@pytest.mark.parametrize("column", ["case_id", "step", "stage", "plan"])
def test_a_cell_that_is_no_word_is_named(column, rows):
    events = table("menu " * rows, stage="line", plan="a")
    events[column] = events[column].astype(object)
    events.at[4, column] = ["one", "two"]
    with pytest.raises(DataError, match=rf"Column '{column}' holds \['one', 'two'\] \(list\), which is no name"):
        observe(events, segment="plan")


def test_an_error_of_another_kind_is_not_called_a_wrong_cell(monkeypatch):
    def broken(*_: object, **__: object):
        raise TypeError("a slip of the program")

    assert read_words(pd.Series(["a"])).names
    monkeypatch.setattr("cxcourse.core.journeylog.read.read_words", broken)
    with pytest.raises(TypeError, match="a slip"):
        observe(table("menu agent"))


def test_a_segment_and_a_step_have_one_name(log):
    with pytest.raises(DataError, match=r"segment: expected the name of one column, found \['plan'\]"):
        log.by(["plan"])
    with pytest.raises(DataError, match=r"No step is called \['menu'\]; the log has menu, agent, paid"):
        log.dropoff(ends=[["menu"]])
    with pytest.raises(DataError, match=r"No step is called \['menu'\]"):
        observe(table("menu agent", emotion=1)).emotion_by_path(through=["menu"])


def test_a_choice_of_journeys_is_one_answer_each(log):
    for wrong in ([[True], [True, False]], "yes", [1, 0, 1], None):
        with pytest.raises(DataError, match="each of the 3 journeys"):
            log.only(wrong)


@pytest.mark.parametrize("given", [pd.DataFrame(), None, {"menu": 1}])
def test_what_is_made_of_a_log_takes_nothing_else(given):
    found = f"an observed log, found {type(given).__name__}. Pass what journeylog.observe"
    for made in (as_journey, charts.flow, lambda log: planned_vs_actual(plan("menu"), log)):
        with pytest.raises(DataError, match=found):
            made(given)


def test_a_note_on_one_part_is_no_note_on_another():
    parts = observe(load_dataset("journey_events"), segment="scenario")
    stories = parts.by()
    stories["billing"].attrs["title"] = "mine"
    assert {stories["phone"].attrs["title"], parts.attrs["title"]} == {load_dataset("journey_events").attrs["title"]}


# ---------------------------------------------------------------- help


def test_help_names_every_attribute():
    told = ObservedLog.__doc__.split("Attributes\n")[1].split("See Also")[0]
    assert [f.name for f in fields(ObservedLog) if f"\n    {f.name} : " not in told] == []


QUESTIONS = [name for name, one in getmembers(ObservedLog, isfunction) if not name.startswith("_")]


@pytest.mark.parametrize("name", [*QUESTIONS, "treatment"])
def test_help_on_a_question_tells_its_answer_and_shows_one(name):
    told = getdoc(getattr(ObservedLog, name))
    assert "Returns\n-------\n" in told and "Examples\n--------\n>>> " in told


@pytest.mark.parametrize(
    "asked",
    [
        lambda log: log.variants(0),
        lambda log: log.dropoff("day"),
        lambda log: log.first_steps(0),
        lambda log: log.emotion_by_step(),
        lambda log: log.emotion_by_path(),
        lambda log: log.by("day"),
        lambda log: log.only([]),
    ],
)
def test_help_on_a_question_that_refuses_says_when(log, asked):
    (name,) = set(asked.__code__.co_names)
    with pytest.raises(DataError):
        asked(log)
    assert "Raises\n------\nDataError\n" in getdoc(getattr(ObservedLog, name))


def test_a_log_cannot_be_changed_by_a_slip(log):
    with pytest.raises(FrozenInstanceError):
        log.case_ids = []
