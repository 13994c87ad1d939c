"""Dirty logs: each kind of dirt is counted to the row, named, and treated as the words say."""

from __future__ import annotations

import pandas as pd
import pytest

from cxcourse import load_dataset
from cxcourse.core.journeylog import observe
from cxcourse.errors import DataError


def log_of(rows: list[tuple], columns: str = "case_id step timestamp", **policy: object):
    return observe(pd.DataFrame(rows, columns=columns.split()), **policy)


def counts(log) -> dict[str, int]:
    """Return the dirt that was found."""
    found = log.treatment.set_index("name")["count"]
    return found[found > 0].drop("no time zone", errors="ignore").to_dict()


def paths(log) -> list[str]:
    return log.variants(top=None)["path"].tolist()


def done(log, name: str) -> str:
    return log.treatment.set_index("name").loc[name, "done"]


CLEAN = [("a", "menu", "2024-05-16 10:00"), ("a", "agent", "2024-05-16 10:04"), ("a", "paid", "2024-05-16 10:09")]


def test_a_clean_log_says_that_all_was_looked_for():
    log = log_of(CLEAN)
    assert counts(log) == {}
    assert set(log.treatment["count"]) == {0, 3}  # three stamps without a zone
    assert log.treatment["found"].str.len().min() > 10 and log.treatment["done"].str.len().min() > 3
    assert list(log.treatment.columns) == ["name", "count", "unit", "found", "done"]


def test_rows_that_repeat_another_in_every_column_go():
    log = log_of([*CLEAN, CLEAN[1], CLEAN[1]])
    assert counts(log) == {"duplicate": 2}
    assert paths(log) == ["menu → agent → paid"]
    kept = log_of([*CLEAN, CLEAN[1]], duplicates="keep")
    assert paths(kept) == ["menu → agent → agent → paid"]
    assert counts(kept) == {"duplicate": 1, "tie in time": 1, "out of order": 1} and done(kept, "duplicate") == "kept"


def test_one_step_twice_in_a_minute_is_no_duplicate_when_numbers_or_moods_differ():
    rows = [("a", "menu", "2024-05-16 10:00", 1), ("a", "menu", "2024-05-16 10:00", 2)]
    assert paths(log_of(rows, "case_id step timestamp seq")) == ["menu → menu"]
    assert paths(log_of(rows, "case_id step timestamp emotion")) == ["menu → menu"]
    assert paths(log_of(rows, "case_id step timestamp unread")) == ["menu"]  # not a column that is read


def test_a_duplicate_is_found_under_its_dirt():
    rows = [("a", "menu", "2024-05-16 10:00"), ("a", "menu ", "16/05/2024 10:00"), ("a", "paid", "2024-05-16 10:05")]
    assert counts(log_of(rows)) == {"duplicate": 1, "spelling": 1, "other date format": 1}


def test_ties_follow_their_numbers_or_else_their_rows():
    rows = [
        ("a", "late", "2024-05-16 10:00", 2),
        ("a", "early", "2024-05-16 10:00", 1),
        ("a", "end", "2024-05-16 10:09", 3),
    ]
    numbered = log_of(rows, "case_id step timestamp seq")
    assert paths(numbered) == ["early → late → end"]
    assert counts(numbered) == {"tie in time": 1, "out of order": 1}
    assert done(numbered, "tie in time") == "in the order of their numbers"
    by_row = log_of(rows, "case_id step timestamp seq", order=None)
    assert paths(by_row) == ["late → early → end"]
    assert counts(by_row) == {"tie in time": 1} and done(by_row, "tie in time") == "in the order of their rows"


def test_rows_in_any_order_give_one_log():
    events = load_dataset("journey_events")
    straight = observe(events)
    shuffled = observe(events.sample(frac=1, random_state=7))
    assert sorted(zip(paths(shuffled), shuffled.variants(None)["cases"], strict=True)) == sorted(
        zip(paths(straight), straight.variants(None)["cases"], strict=True)
    )
    by_case = observe(events.sort_values("timestamp", kind="stable"))
    assert counts(by_case).keys() <= {"tie in time", "out of order"}
    assert counts(observe(events.iloc[::-1]))["out of order"] == len(events) - len(
        straight
    )  # every move runs backwards


def test_events_without_a_time_go_or_keep_the_place_of_their_number():
    rows = [("a", "menu", "2024-05-16 10:00", 1), ("a", "queue", None, 2), ("a", "agent", "2024-05-16 10:04", 3),
            ("a", "paid", "soon", 4), ("b", "menu", "n/a", 1), ("b", "agent", "2024-05-16 11:00", 2)]  # fmt: skip
    dropped = log_of(rows, "case_id step timestamp seq")
    assert counts(dropped) == {"no time": 3, "unreadable time": 1, "one event only": 1}
    assert sorted(paths(dropped)) == ["agent", "menu → agent"]
    kept = log_of(rows, "case_id step timestamp seq", undated="keep")
    assert sorted(paths(kept)) == ["menu → agent", "menu → queue → agent → paid"]
    assert kept.flow()["count"].sum() == 4 and kept.flow()["median_s"].isna().all()
    assert kept.dwell()["n"].sum() == 0
    with pytest.raises(DataError, match="numbers the events"):
        log_of(CLEAN, undated="keep")


def test_times_of_many_zones_become_one_clock():
    rows = [("a", "third", "2024-05-16T12:30:00+02:00"), ("a", "first", "2024-05-16 09:00Z"), ("a", "second", "2024-05-16 10:00"),
            ("a", "last", "2024-05-16T06:00:00-0500")]  # fmt: skip
    log = log_of(rows)
    assert paths(log) == ["first → second → third → last"]
    assert log.time.astype(str).tolist() == [
        f"2024-05-16T{clock}:00.000000" for clock in ("09:00", "10:00", "10:30", "11:00")
    ]
    found = log.treatment.set_index("name")["count"]
    assert (found["several time zones"], found["no time zone"]) == (3, 1)
    local = log_of(rows, zone="Europe/Berlin")  # 10:00 in Berlin is 08:00 UTC: before the one at 09:00
    assert paths(local) == ["second → first → third → last"]
    assert done(local, "no time zone") == "taken as local time of Europe/Berlin, turned into UTC"


def test_columns_of_times_with_and_without_a_zone():
    events = pd.DataFrame(CLEAN, columns=["case_id", "step", "timestamp"])
    naive = events.assign(timestamp=pd.to_datetime(events["timestamp"]))
    berlin = naive.assign(timestamp=naive["timestamp"].dt.tz_localize("Europe/Berlin"))
    assert observe(naive, zone="Europe/Berlin").time.tolist() == observe(berlin).time.tolist()
    assert (observe(naive).time == naive["timestamp"].to_numpy()).all()
    assert observe(berlin).treatment.set_index("name").loc["no time zone", "count"] == 0
    mixed = events.assign(
        timestamp=[pd.Timestamp("2024-05-16 10:00", tz="UTC"), "2024-05-16 10:04", pd.Timestamp("2024-05-16 10:09")]
    )
    assert observe(mixed).time.tolist() == observe(naive).time.tolist()


@pytest.mark.parametrize("as_text", [True, False])
def test_the_hours_when_clocks_change_are_counted(as_text):
    stamps = ["2024-03-31 02:30", "2024-10-27 02:30", "2024-10-27 12:00"]  # never, twice, once
    events = pd.DataFrame({"case_id": "a", "step": list("abc"), "timestamp": stamps})
    if not as_text:
        events["timestamp"] = pd.to_datetime(events["timestamp"])
    log = observe(events, zone="Europe/Berlin")
    assert counts(log) == {"clock change": 2}
    assert log.time.astype("datetime64[m]").astype(str).tolist() == [
        "2024-03-31T01:00",
        "2024-10-27T00:30",
        "2024-10-27T11:00",
    ]


def test_dates_of_another_format_are_read_as_asked():
    rows = [("a", "menu", "03/04/2024 10:00"), ("a", "paid", "2024-04-01")]
    assert paths(log_of(rows)) == ["paid → menu"]  # the third of April
    assert paths(log_of(rows, day_first=False)) == ["menu → paid"]  # the fourth of March
    assert counts(log_of([("a", "menu", "3.4.2024 10:00:07"), ("a", "paid", "16-04-2024")])) == {"other date format": 2}
    assert counts(log_of([*CLEAN, ("a", "x", "31/31/2024 10:00")])) == {"no time": 1, "unreadable time": 1}


def test_steps_without_a_name_stay_visible_or_go():
    rows = [CLEAN[0], ("a", "  ", "2024-05-16 10:02"), ("a", None, "2024-05-16 10:03"), CLEAN[1]]
    assert paths(log_of(rows)) == ["menu → (no name) → (no name) → agent"]
    assert counts(log_of(rows)) == {"no step name": 2}
    assert paths(log_of(rows, unnamed="drop")) == ["menu → agent"]


def test_spellings_of_one_step_become_the_most_frequent():
    rows = [("a", "Menu", "2024-05-16 10:00"), ("a", "menu ", "2024-05-16 10:01"), ("b", "menu", "2024-05-16 10:00"),
            ("b", "paid", "2024-05-16 10:05")]  # fmt: skip
    assert sorted(paths(log_of(rows))) == ["menu → menu", "menu → paid"]
    assert counts(log_of(rows)) == {"spelling": 2}
    assert sorted(paths(log_of(rows, spelling="keep"))) == ["Menu → menu", "menu → paid"]


def test_an_event_without_a_journey_has_no_place():
    assert counts(log_of([*CLEAN, (None, "menu", "2024-05-16 10:00"), ("?", "menu", "2024-05-16 10:00")])) == {
        "no case": 2
    }


def test_emotions_that_are_words_or_impossible_count_as_not_asked():
    rows = [
        ("a", "s", f"2024-05-16 10:0{place}", mood)
        for place, mood in enumerate(["1", "N/A", "good", "", None, "9", "-2"])
    ]
    log = log_of(rows, "case_id step timestamp emotion")
    assert counts(log) == {"emotion not a number": 2, "emotion off the scale": 1}
    assert log.emotion_by_step().loc[0, ["events", "n", "mean"]].tolist() == [7, 2, -0.5]
    wide = log_of(rows, "case_id step timestamp emotion", scale=(-10, 10))
    assert wide.emotion_by_step().loc[0, "n"] == 3


def test_journeys_of_one_event_begin_and_end_there():
    log = log_of([*CLEAN, ("b", "menu", "2024-05-16 10:00")])
    assert counts(log) == {"one event only": 1}
    assert log.flow()["count"].sum() == 2 and log.last_steps()["cases"].sum() == 2


def test_numbers_that_run_against_the_clock_are_counted_and_time_decides():
    rows = [("a", "menu", "2024-05-16 10:00", 2), ("a", "paid", "2024-05-16 10:05", 1)]
    log = log_of(rows, "case_id step timestamp seq")
    assert paths(log) == ["menu → paid"] and counts(log) == {"number against time": 1}


def test_the_messy_log_of_the_course_is_treated_as_its_card_counts():
    assert counts(observe(load_dataset("journey_events", clean=False), segment="scenario")) == {
        "other date format": 600,
        "spelling": 200,
        "spelling elsewhere": 150,
        "emotion not a number": 90,
        "emotion off the scale": 10,
        "duplicate": 3,
        "tie in time": 194,
    }


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: t["step"], "found Series. Pass a DataFrame"),
        (lambda t: t.drop(columns="step"), "no column 'step'; it has case_id, timestamp"),
        (lambda t: t.assign(timestamp=[1, 2, 3]), r"holds numbers, found 1.*to_datetime"),
        (lambda t: t.assign(timestamp="soon"), "No event is left of 3: .* 3 without a readable time"),
        (lambda t: t.head(0), "No event is left of 0"),
        (lambda t: t.head(0).astype({"timestamp": float}), "No event is left of 0"),
        (lambda t: t.assign(timestamp=float("nan")), "3 without a readable time. Check which columns"),
        (lambda t: pd.concat([t, t[["step"]]], axis=1), "has 2 columns 'step', and one is read"),
        (lambda t: pd.concat([t.assign(emotion=1)] * 2, axis=1), "has 2 columns 'case_id'"),
        (lambda t: pd.concat([t, pd.DataFrame(0, t.index, ["emotion"] * 2)], axis=1), "has 2 columns 'emotion'"),
    ],
)
def test_a_table_that_is_no_log_is_refused(change, says):
    with pytest.raises(DataError, match=says):
        observe(change(pd.DataFrame(CLEAN, columns=["case_id", "step", "timestamp"])))


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ({"zone": "Europe/Lumen"}, "zone 'Europe/Lumen' is not known"),
        ({"duplicates": "maybe"}, "duplicates"),
        ({"undated": "guess"}, "undated"),
        ({"segment": "plan"}, "no column 'plan'"),
        ({"segment": 5}, "no column 5"),
        ({"scale": (2, -2)}, r"its two ends, the low one first, found \(2, -2\)"),
        ({"scale": (2, 2)}, "the low one first"),
        ({"scale": (1, 2, 3)}, "two ends"),
        ({"scale": 5}, "two ends"),
        ({"scale": (float("nan"), 2)}, "scale: expected a number"),
    ],
)
def test_a_policy_that_is_not_known_is_refused(policy, says):
    with pytest.raises(DataError, match=says):
        log_of(CLEAN, **policy)


def test_columns_that_stand_twice_and_are_not_read_do_no_harm():
    events = pd.DataFrame([(*row, 1, 2) for row in CLEAN], columns=["case_id", "step", "timestamp", "note", "note"])
    assert paths(observe(events)) == ["menu → agent → paid"]
