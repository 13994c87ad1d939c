"""Numbers as people write them: read, or refused with what would do."""

from __future__ import annotations

import math
from typing import Any

import pytest

from cxcourse.core.written import brief, read_number
from cxcourse.errors import AnswerError


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (30, 30.0), (30.5, 30.5), ("30", 30.0), ("30 %", 30.0), ("30%", 30.0), ("30 points", 30.0),
        ("−5", -5.0), ("–5", -5.0), ("-5", -5.0), ("+5", 5.0), ("3,5", 3.5), ("3.5", 3.5), (".5", 0.5),
        ("0,500", 0.5), ("12,34", 12.34), ("1,2345", 1.2345), ("1 234", 1234.0), ("1\u202f234,5", 1234.5),
        ("1'234", 1234.0), ("1,234.5", 1234.5), ("1,234,567", 1234567.0), ("1e3", 1000.0),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(raw: Any, value: float) -> None:
    assert read_number(raw, "points") == value


@pytest.mark.parametrize("raw", ["1,234", "-12,000", "999,999 points"])
def test_a_number_with_two_readings_is_refused_with_both(raw: str) -> None:
    bare = raw.split()[0]
    whole, part = bare.replace(",", ""), bare.replace(",", ".")
    with pytest.raises(AnswerError, match=f"two ways; write {whole} or {part.replace('.', '[.]')}[.]$"):
        read_number(raw, "points")


@pytest.mark.parametrize(
    "raw",
    [
        "nan", "inf", "-Infinity", math.nan, math.inf, True, False, "true", "1e999", 10**400, "thirty", "3-5",
        "1.234,5", [], {}, ["3"], "0x1F",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused(raw: Any) -> None:
    with pytest.raises(AnswerError, match=r"answer with a number, such as 12\.5\.$"):
        read_number(raw, "points")


@pytest.mark.parametrize(
    "raw", [None, [], {}, object(), 10**5000, "x" * 10**6, b"x" * 10**6], ids=lambda raw: str(type(raw))
)
def test_anything_at_all_is_told_in_few_words(raw: Any) -> None:
    assert 0 < len(brief(raw)) <= 60
