"""Observed journeys by hand: small logs whose answers fit on paper, and what is planted in the course's own log."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from cxcourse import load_dataset
from cxcourse.core.journeylog import observe
from cxcourse.errors import DataError

MENU, AGENT, QUEUE, PAID = "menu", "agent", "queue", "paid"


def table(*journeys: str, minutes: int = 1, **more: object) -> pd.DataFrame:
    """Return the events of journeys written as words; each step comes ``minutes`` after the one before."""
    rows = [
        {
            "case_id": f"J{number}",
            "step": step,
            "timestamp": pd.Timestamp("2024-05-16") + pd.Timedelta(minutes * place, "min"),
        }
        for number, journey in enumerate(journeys)
        for place, step in enumerate(journey.split())
    ]
    return pd.DataFrame(rows).assign(**more)


@pytest.fixture(scope="module")
def five():
    """Two straight journeys, one with a return, one with a self loop, one that stops at once."""
    return observe(
        table(
            "menu queue agent paid", "menu queue agent paid", "menu agent menu agent paid", "menu menu queue", "queue"
        )
    )


def records(frame: pd.DataFrame, *columns: str) -> list[tuple]:
    return [tuple(row) for row in frame[list(columns)].itertuples(index=False)]


def test_the_log_counts_itself(five):
    assert len(five) == 5
    assert five.steps == (MENU, QUEUE, AGENT, PAID)
    assert five.lengths.tolist() == [4, 4, 5, 3, 1]
    assert (
        repr(five) == "5 journeys, 17 events, 4 steps, 4 paths; treated: no time zone, one event only (see .treatment)"
    )


def test_paths_come_with_counts_shares_and_intervals(five):
    found = five.variants()
    assert records(found, "variant", "path", "length", "cases", "loop") == [
        (1, "menu → queue → agent → paid", 4, 2, False),
        (2, "menu → agent → menu → agent → paid", 5, 1, True),
        (3, "menu → menu → queue", 3, 1, True),
        (4, "queue", 1, 1, False),
    ]
    assert found["share"].tolist() == [0.4, 0.2, 0.2, 0.2]
    # Wilson for 2 of 5, from the golden table of the course's intervals
    assert found.loc[0, ["low", "high"]].tolist() == pytest.approx([0.1176, 0.7693], abs=1e-4)
    assert found["median_s"].tolist() == [180, 240, 120, 0]
    assert len(five.variants(top=2)) == 2 and len(five.variants(top=None)) == 4


def test_the_graph_counts_moves_their_share_and_their_time(five):
    assert sorted(records(five.flow(), "step", "next_step", "count")) == [
        (AGENT, MENU, 1),
        (AGENT, PAID, 3),
        (MENU, AGENT, 2),
        (MENU, MENU, 1),
        (MENU, QUEUE, 3),
        (QUEUE, AGENT, 2),
    ]
    moves = five.flow().set_index(["step", "next_step"])
    assert moves.loc[(MENU, QUEUE), "share"] == 0.5  # of six moves away from the menu
    assert moves.loc[(QUEUE, AGENT), "share"] == 1
    assert (moves["median_s"] == 60).all()
    assert moves["count"].is_monotonic_decreasing


def test_a_median_between_two_times_lies_in_the_middle():
    events = table("menu agent", "menu agent")
    events.loc[3, "timestamp"] += pd.Timedelta(9, "s")
    assert observe(events).flow()["median_s"].tolist() == [64.5]


def test_loops_tell_self_loops_from_returns(five):
    loops = five.loops().set_index("step")
    assert set(loops.index) == {MENU, AGENT}
    assert loops.loc[MENU, ["cases", "cases_back", "self_loops", "returns", "most"]].tolist() == [4, 2, 1, 1, 2]
    assert loops.loc[AGENT, ["cases", "cases_back", "self_loops", "returns", "most"]].tolist() == [3, 1, 0, 1, 2]
    assert loops.loc[MENU, "share"] == 0.5
    assert five.has_loop.tolist() == [False, False, True, True, False]
    assert observe(table("menu agent")).loops().empty


def test_the_last_step_has_no_dwell_time(five):
    dwell = five.dwell().set_index("step")
    assert dwell["n"].to_dict() == {MENU: 6, QUEUE: 2, AGENT: 4, PAID: 0}
    assert dwell["without"].to_dict() == {MENU: 0, QUEUE: 2, AGENT: 0, PAID: 3}
    assert dwell.loc[MENU, ["q1_s", "median_s", "q3_s"]].tolist() == [60, 60, 60]
    assert math.isnan(dwell.loc[PAID, "median_s"]) and not dwell["undated"].any()


def test_an_event_without_a_time_is_no_last_step():
    """The agent's event has no stamp: neither the wait before it nor the one after it is known."""
    events = table("menu agent paid", "menu agent paid", seq=[1, 2, 3] * 2)
    events.loc[1, "timestamp"] = pd.NaT
    dwell = observe(events, undated="keep").dwell()
    assert records(dwell, "step", "n", "without", "undated") == [(MENU, 1, 0, 1), (AGENT, 1, 0, 1), (PAID, 0, 2, 0)]


def test_quartiles_are_those_of_pandas():
    waits = [5, 1, 40, 7, 7, 90, 2]
    events = pd.concat(
        [
            pd.DataFrame({"case_id": number, "step": ["a", "b"], "timestamp": [0, wait]})
            for number, wait in enumerate(waits)
        ]
    )
    events["timestamp"] = pd.to_datetime(events["timestamp"], unit="s")
    found = observe(events).dwell().iloc[0]
    assert found[["q1_s", "median_s", "q3_s"]].tolist() == pd.Series(waits).quantile([0.25, 0.5, 0.75]).tolist()
    assert math.isclose(found["low_s"], 1) and math.isclose(found["high_s"], 90)  # 7 values: smallest and largest


def test_dropoff_knows_who_was_meant_to_stop(five):
    drop = five.dropoff().set_index("step")
    assert drop["cases"].to_dict() == {MENU: 4, QUEUE: 4, AGENT: 3, PAID: 3}
    assert drop["last"].to_dict() == {MENU: 0, QUEUE: 2, AGENT: 0, PAID: 3}
    assert drop.loc[QUEUE, "share"] == 0.5 and drop.loc[QUEUE, "share_of_all"] == 0.4
    assert drop["lost"].sum() == 5
    assert five.dropoff(ends=[PAID]).set_index("step")["lost"].to_dict() == {MENU: 0, QUEUE: 2, AGENT: 0, PAID: 0}
    assert five.dropoff(ends=PAID)["lost"].sum() == 2


def test_dropoff_by_stage_counts_a_journey_once_a_stage():
    events = table("menu menu agent", "menu agent paid", stage=["line", "line", "person", "line", "person", "end"])
    drop = observe(events).dropoff("stage")
    assert records(drop, "stage", "cases", "last") == [("line", 2, 0), ("person", 2, 1), ("end", 1, 1)]


def test_first_and_last_steps_and_any_place_between(five):
    assert records(five.first_steps(), "step", "cases", "share") == [(MENU, 4, 0.8), (QUEUE, 1, 0.2)]
    assert records(five.first_steps(place=2), "step", "cases", "share") == [
        (QUEUE, 2, 0.5),
        (MENU, 1, 0.25),
        (AGENT, 1, 0.25),
    ]
    assert records(five.last_steps(), "step", "cases") == [(PAID, 3), (QUEUE, 2)]
    assert five.first_steps(place=9).empty


def test_emotion_rests_on_those_who_were_asked():
    events = table("menu agent", "menu agent", "menu menu agent", emotion=[None, 2, -1, 1, -2, None, -2])
    log = observe(events)
    felt = log.emotion_by_step().set_index("step")
    assert felt.loc[MENU, ["events", "n", "rated", "mean"]].tolist() == [4, 2, 0.5, -1.5]
    assert felt.loc[AGENT, ["events", "n", "mean"]].tolist() == [3, 3, pytest.approx(1 / 3)]
    # mean ± t(1) · sd / √2 = -1.5 ± 12.706 · 0.7071 / 1.4142, cut at the ends of the scale
    assert felt.loc[MENU, ["low", "high"]].tolist() == [-2, 2]
    way = log.emotion_by_path().set_index(["path", "step"])
    assert way.loc[("with a loop", AGENT), "mean"] == -2 and way.loc[("with a loop", AGENT), "n"] == 1
    assert math.isnan(way.loc[("with a loop", AGENT), "low"])  # one answer has no interval
    assert way.loc[("without a loop", AGENT), "mean"] == 1.5


def test_the_interval_of_a_mean_is_students():
    felt = observe(table("a", "a", "a", emotion=[0, 1, 1])).emotion_by_step().iloc[0]
    # 2/3 ± t(2) · sd / √3 = 0.6667 ± 4.3027 · 0.5774 / 1.7321; the upper end is cut
    assert felt[["mean", "low", "high"]].tolist() == pytest.approx([2 / 3, 2 / 3 - 1.43422, 2], abs=1e-4)


def test_emotion_by_a_step_on_the_way_and_by_the_common_paths():
    log = observe(table("menu agent", "menu queue agent", "menu agent", emotion=[0, 2, 0, -1, -2, 0, 1]))
    way = log.emotion_by_path(through=QUEUE).set_index(["path", "step"])["mean"]
    assert (way["through queue", AGENT], way["not through queue", AGENT]) == (-2, 1.5)
    assert set(log.emotion_by_path(top=1)["path"]) == {"path 1"}
    with pytest.raises(DataError, match="two different comparisons"):
        log.emotion_by_path(through=QUEUE, top=1)
    with pytest.raises(DataError, match="No step is called 'shop'; the log has menu, agent, queue"):
        log.emotion_by_path(through="shop")


def test_segments_divide_journeys():
    log = observe(table("menu agent", "menu paid", "menu agent", plan=list("aabbaa")), segment="plan")
    parts = log.by()
    assert {name: len(part) for name, part in parts.items()} == {"a": 2, "b": 1}
    assert parts["b"].steps == (MENU, PAID) and log.by("plan")["a"].steps == (MENU, AGENT)
    assert records(parts["b"].variants(), "path", "cases", "share") == [("menu → paid", 1, 1.0)]
    with pytest.raises(DataError, match="segment 'region' is not in this log; it has 'plan'"):
        log.by("region")


def test_a_part_answers_as_a_log_of_its_own(five):
    loops = five.only(five.has_loop)
    assert len(loops) == 2 and loops.cases.tolist() == ["J2", "J3"]
    assert loops.flow()["count"].sum() == 6
    with pytest.raises(DataError, match="No journey is left"):
        five.only(np.zeros(5, dtype=bool))
    with pytest.raises(DataError, match="each of the 5 journeys"):
        five.only([True])


def test_the_summary_is_the_log_in_figures(five):
    figures = five.summary().set_index("figure")
    assert figures["value"].to_dict() == {
        "journeys": 5,
        "events": 17,
        "paths": 4,
        "on the most common path": 0.4,
        "with a loop": 0.4,
        "events a journey, median": 4,
        "duration, median": 180,
    }
    assert figures.loc["with a loop", ["low", "high"]].tolist() == pytest.approx([0.1176, 0.7693], abs=1e-4)


def test_what_a_log_does_not_hold_is_said(five):
    with pytest.raises(DataError, match="no emotion"):
        five.emotion_by_step()
    with pytest.raises(DataError, match="no stages"):
        five.dropoff("stage")
    with pytest.raises(DataError, match="No step is called 'pay'"):
        five.dropoff(ends=["pay"])
    with pytest.raises(DataError, match="No step is called 9"):
        five.dropoff(ends=[9, "x"])
    with pytest.raises(DataError, match="by"):
        five.dropoff("channel")


def test_ids_may_be_numbers_and_the_usual_columns_have_other_names():
    events = table("menu agent", "menu").rename(columns={"case_id": "ticket", "step": "activity", "timestamp": "when"})
    events["ticket"] = [7, 7, 3]
    log = observe(events, case="ticket", step="activity", time="when")
    assert log.cases.tolist() == [7, 3]
    with pytest.raises(DataError, match=r"no column 'case_id', 'step', 'timestamp'; it has ticket, activity, when"):
        observe(events)
    with pytest.raises(DataError, match="no column 'mood'"):
        observe(events, case="ticket", step="activity", time="when", emotion="mood")


def test_steps_may_be_numbers_and_so_may_the_ends():
    log = observe(table("a b", "a").assign(step=[1, 2, 1]))
    assert records(log.dropoff(ends=2), "step", "lost") == [(1, 1), (2, 0)]
    assert log.dropoff(ends=[1, 2])["lost"].sum() == 0


def test_the_table_is_left_as_it_was():
    events = load_dataset("journey_events", clean=False)
    before = events.copy(deep=True)
    observe(events).flow()
    pd.testing.assert_frame_equal(events, before)


def test_paths_longer_than_a_packed_word_are_told_apart():
    """With 3 steps, 31 fit a word: paths that differ only behind it must stay two."""
    long = "menu agent " * 60
    log = observe(
        table(long + "menu", long + "paid", long + "menu", "menu agent " * 15 + "menu", "menu " * 31, "menu " * 32)
    )
    found = log.variants(top=None)
    assert found["cases"].tolist() == [2, 1, 1, 1, 1]
    assert sorted(found["length"]) == [31, 31, 32, 121, 121]


# ---------------------------------------------------------------- the course's own log


@pytest.fixture(scope="module")
def stories():
    return observe(load_dataset("journey_events"), segment="scenario").by("scenario")


def test_a_loop_in_the_menu_poisons_the_agents_step(stories):
    """I13, counted here and in tests/test_insights.py in different ways."""
    billing = stories["billing"]
    felt = billing.emotion_by_path().query("step == 'agent_explain'").set_index("path")
    loop, none = felt.loc["with a loop"], felt.loc["without a loop"]
    assert loop["mean"] == pytest.approx(-1.152, abs=5e-4) and none["mean"] == pytest.approx(0.359, abs=5e-4)
    assert loop["high"] < none["low"] - 1
    complaints = [
        billing.only(there).last_steps().set_index("step").loc["complaint", "share"]
        for there in (billing.has_loop, ~billing.has_loop)
    ]
    assert complaints == pytest.approx([0.362, 0.086], abs=5e-4)


def test_some_see_the_website_first_and_a_shortlist_lifts_the_decision(stories):
    """I14."""
    phone = stories["phone"]
    second = phone.first_steps(place=2).set_index("step")
    assert second.loc["website_browse", "share"] == pytest.approx(0.176, abs=5e-4)
    felt = phone.emotion_by_path(through="shortlist").query("step == 'decide'").set_index("path")
    assert felt["mean"].tolist() == pytest.approx([1.091, 0.568], abs=5e-4)
    assert felt.loc["through shortlist", "low"] > felt.loc["not through shortlist", "high"]


def test_clean_and_messy_give_the_same_answers(stories):
    messy = observe(load_dataset("journey_events", clean=False), segment="scenario").by("scenario")
    for name, clean in stories.items():
        for question in ("variants", "flow", "loops", "dwell", "dropoff", "first_steps", "last_steps", "summary"):
            pd.testing.assert_frame_equal(getattr(messy[name], question)(), getattr(clean, question)())
    clean, soiled = (logs["billing"].emotion_by_step() for logs in (stories, messy))
    assert clean["step"].tolist() == soiled["step"].tolist()
    assert 0 < clean["n"].sum() - soiled["n"].sum() <= 100  # 90 words and 10 impossible values, in two stories
