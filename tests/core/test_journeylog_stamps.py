"""Stamps as systems write them: zones, clocks and dates that are read, and what is said of those that are not."""

from __future__ import annotations

import pandas as pd
import pytest

from cxcourse.core.journeylog.stamps import read_stamps
from cxcourse.errors import DataError
from tests.core.test_journeylog_dirt import log_of

TWO_PM, UTC = "2024-05-16T14:00:00.000000", "2024-05-16 14:00:00"


def log(*stamps: object, **policy: object):
    return log_of([("a", f"s{place}", stamp) for place, stamp in enumerate(stamps)], **policy)


def times(*stamps: object, **policy: object) -> list[str]:
    return log(*stamps, **policy).time.astype(str).tolist()


def row(read, name: str) -> pd.Series:
    return read.treatment.set_index("name").loc[name]


@pytest.mark.parametrize(
    "stamp",
    [
        "2024-05-16 16:00:00+02",  # PostgreSQL
        "2024-05-16 14:00:00 UTC",  # BigQuery
        "2024-05-16T14:00:00z",
        "2024-05-16 14:00:00 GMT",
        "2024-05-16T16:00:00.000+02:00[Europe/Berlin]",  # Java
        "2024-05-16 16+02",
        "2024-05-16T14Z",
        "2024-05-16 10:30:00 -0330",
        "16.05.2024 16:00 +02:00",
        "5/16/2024, 2:00 PM UTC",
    ],
)
def test_a_zone_in_any_notation_is_read(stamp):
    """Alone, and beside a stamp without a zone, which is what Berlin's clocks showed."""
    policy = {"zone": "Europe/Berlin", "day_first": "5/16" not in stamp}
    assert times(stamp, **policy) == [TWO_PM]
    mixed = log(stamp, "2024-05-16 16:00", **policy)
    assert mixed.time.astype(str).tolist() == [TWO_PM] * 2
    assert row(mixed, "no time zone")["count"] == 1 and row(mixed, "several time zones")["count"] == 1


def test_one_zone_in_two_notations_is_one():
    read = log("2024-05-16 16:00:00+02", "2024-05-16T16:00+0200", "2024-05-16 14:00Z", "2024-05-16 14:00 UTC")
    assert row(read, "several time zones")["count"] == 2
    assert set(read.time.astype(str)) == {TWO_PM}


def test_rows_keep_their_stamps_where_a_table_numbers_its_rows_twice():
    stamps = pd.Series([UTC, "2024-05-16 2:00 PM", "2024-05-16 16:00+02"], index=[0, 0, 1])
    assert len(set(read_stamps(stamps).ticks.tolist())) == 1


@pytest.mark.parametrize(
    "stamp",
    ["2024-05-16 2:00 PM", "2024/05/16 14:00", "2024/5/16 2:00:00 pm", "16/5/2024 02:00 p.m.", "16.05.2024, 14:00"],
)
def test_clocks_of_twelve_hours_and_dates_with_strokes_are_read(stamp):
    read = log(stamp)
    assert read.time.astype(str).tolist() == [TWO_PM]
    assert row(read, "other date format")["count"] == (not stamp.startswith("2024"))


@pytest.mark.parametrize("stamp", ["16.5.24 14:00", "16 May 2024 14:00", "1715853600", "2024-05-16 14:00 CEST"])
def test_what_cannot_be_read_is_shown(stamp):
    with pytest.raises(
        DataError, match=f"2 without a readable time, such as '{stamp}'. Convert such times first, with"
    ):
        log(stamp, stamp)
    some = log(UTC, stamp)
    assert row(some, "unreadable time")["count"] == 1
    assert row(some, "unreadable time")["done"].startswith(f"as above; such as '{stamp}'; convert such times first")


def test_few_examples_are_shown_and_each_once():
    some = log(UTC, *["soon", "later", "soon", "never", "x" * 900, "later"])
    assert "such as 'soon', 'later', 'never';" in row(some, "unreadable time")["done"]
    assert row(log(UTC), "unreadable time")["done"] == "as above"
    assert len(row(log(UTC, "x" * 900), "unreadable time")["done"]) < 200


def test_dates_with_the_month_first_are_suspected():
    """05/16 cannot be read with the day first; then 05/03 is probably read wrongly."""
    some = log("05/16/2024 2:00 PM", "05/03/2024 10:00")
    assert (
        "such as '05/16/2024 2:00 PM' (1 would be times with day and month the other way round, see day_first)"
        in (row(some, "unreadable time")["done"])
    )
    assert row(log("05/16/2024 2:00 PM", "05/03/2024 10:00", day_first=False), "unreadable time")["count"] == 0
    with pytest.raises(DataError, match="see day_first"):
        log("5/16/2024 2:38 PM")
