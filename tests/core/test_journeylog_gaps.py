"""What a log leaves open: segments, stages and numbers that are not there; each is counted and nothing disappears."""

from __future__ import annotations

import pandas as pd
import pytest

from cxcourse import load_dataset
from cxcourse.core.journeylog import observe
from cxcourse.errors import DataError
from tests.core.test_journeylog_dirt import CLEAN, counts, done, log_of, paths


def test_numbers_that_are_none_order_nothing_and_the_treatment_says_so():
    rows = [("a", step, "2024-05-16 10:00", f"step {number}") for step, number in (("c", 3), ("b", 2), ("a", 1))]
    log = log_of(rows, "case_id step timestamp seq")
    assert paths(log) == ["c → b → a"]
    assert counts(log) == {"tie in time": 2, "no number": 3}
    assert done(log, "tie in time") == "in the order of their rows" and "rows decide" in done(log, "no number")
    with pytest.raises(DataError, match="numbers the events of a journey; column 'seq' holds no number"):
        log_of(rows, "case_id step timestamp seq", undated="keep")
    some = log_of([(*rows[0][:3], None), (*rows[1][:3], "2"), (*rows[2][:3], "1")], "case_id step timestamp seq")
    assert paths(some) == ["a → b → c"] and done(some, "no number") == "behind those that have one"
    assert counts(some)["no number"] == 1 and done(some, "tie in time") == "in the order of their numbers"


def test_a_journey_with_two_segments_belongs_to_its_first():
    rows = [
        ("a", "menu", "2024-05-16 10:00", "x"),
        ("a", "paid", "2024-05-16 10:05", "y"),
        ("b", "menu", "2024-05-16 10:00", "y"),
    ]
    log = log_of(rows, "case_id step timestamp plan", segment="plan")
    assert {name: len(part) for name, part in log.by().items()} == {"x": 1, "y": 1}
    assert counts(log) == {"one event only": 1, "segment changes": 1}


def test_the_first_segment_that_a_journey_names_decides():
    rows = [(case, step, f"2024-05-16 10:0{place}", plan) for case, step, place, plan in [
        ("a", "menu", 1, None), ("a", "paid", 2, "x"), ("a", "end", 3, "?"), ("b", "menu", 1, "x"), ("b", "paid", 2, " "),
        ("c", "menu", 1, None), ("c", "paid", 2, "y"), ("c", "end", 3, "x"), ("d", "menu", 1, None), ("d", "paid", 2, None),
    ]]  # fmt: skip
    log = log_of(rows, "case_id step timestamp plan", segment="plan")
    parts = {name: part.cases.tolist() for name, part in log.by().items()}
    assert parts == {"x": ["a", "b"], "y": ["c"], "(no name)": ["d"]}
    assert counts(log) == {"no segment": 1, "segment changes": 1}


def test_journeys_without_a_segment_are_a_part_of_their_own():
    events = load_dataset("journey_events")
    events["scenario"] = events["scenario"].mask(events.index < 3000)
    log = observe(events, segment="scenario")
    parts = log.by()
    assert sum(map(len, parts.values())) == len(log) == 900
    assert counts(log)["no segment"] == len(parts["(no name)"]) == 471
    assert "no segment" not in counts(observe(load_dataset("journey_events"), segment="scenario"))


def test_stops_without_a_stage_are_counted():
    rows = [("a", "menu", "2024-05-16 10:00", "line"), ("a", "agent", "2024-05-16 10:05", "person"),
            ("b", "menu", "2024-05-16 10:00", "line"), ("b", "agent", "2024-05-16 10:05", None)]  # fmt: skip
    log = log_of(rows, "case_id step timestamp stage")
    found = log.dropoff("stage").set_index("stage")
    assert found["last"].to_dict() == {"line": 0, "person": 1, "(no name)": 1}
    assert found["share_of_all"].sum() == 1 and found["lost"].sum() == 2
    assert counts(log) == {"no stage": 1}


def test_other_columns_are_spelt_as_most_rows_spell_them():
    events = pd.DataFrame([(*row, word) for row, word in zip(CLEAN, ["Trouble", "trouble ", "Trouble"], strict=True)])
    events.columns = ["case_id", "step", "timestamp", "stage"]
    log = observe(events)
    assert log.dropoff("stage")["stage"].tolist() == ["Trouble"] and counts(log) == {"spelling elsewhere": 1}
    assert done(log, "spelling elsewhere") == "taken as the most frequent spelling"
    kept = observe(events, spelling="keep")
    assert set(kept.dropoff("stage")["stage"]) == {"Trouble", "trouble"} and counts(kept) == {"spelling elsewhere": 1}
    assert len(observe(events, segment="stage").by()) == 1


def test_a_name_that_says_there_is_none_is_the_same_as_none():
    rows = [("a", "(no name)", "2024-05-16 10:00", None), ("b", None, "2024-05-16 10:00", "(no name)")]
    log = log_of(rows, "case_id step timestamp plan", segment="plan")
    assert log.steps == ("(no name)",) and {name: len(part) for name, part in log.by().items()} == {"(no name)": 2}
