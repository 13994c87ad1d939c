"""What the model of a map refuses, so that whatever was made can be saved, read and drawn."""

from __future__ import annotations

import re

import pytest

from cxcourse import JourneyMap
from cxcourse.content.journeys import read_journey, read_journey_data
from cxcourse.core.journey.model import Card, Journey, Stage, Step
from cxcourse.core.journeylog import as_journey, observe
from cxcourse.errors import ContentError, DataError
from tests.core.test_journeylog import table

ODD = ["Billing 2024", "Bill", "a_b", "-a", "", "é", "a\n", "a" * 65]

# ---------------------------------------------------------------- ids


@pytest.mark.parametrize("id", ODD)
def test_an_id_that_no_file_may_hold_is_refused_when_the_map_is_made(id: str) -> None:
    step = Step(id="st1", stage="s1", action="x", pains=(Card(id=id, text="too long"),))
    for fields in (
        {"id": id},
        {"id": "a", "stages": (Stage(id=id, name="A"),)},
        {"id": "a", "stages": (Stage(id="s1", name="A"),), "steps": (step,)},
    ):
        with pytest.raises(
            ValueError, match="lower-case letters, digits and dashes, at most 64, found " + re.escape(repr(id)[:50])
        ):
            Journey(**fields)


@pytest.mark.parametrize("id", ["a", "2024", "a-", "null", "a" * 64])
def test_every_other_id_is_taken_and_read(id: str) -> None:
    assert read_journey_data({"id": id}) == Journey(id=id)


def test_a_file_tells_an_odd_id_once_and_in_its_line() -> None:
    text = "id: a\nstages:\n- {id: S 1, name: A}\nsteps:\n- {id: st1, stage: S 1, action: x, emotion: 7}\n- {id: st2, stage: S 1, action: x}"
    with pytest.raises(ContentError) as error:
        read_journey(text, "map")
    assert [re.match(r"map:\d+ [^—]*", fault)[0] for fault in error.value.faults] == ["map:3 S 1 id ", "map:5 st1 "]
    with pytest.raises(ContentError) as error:
        read_journey("id: Bad\ntitle: x", "map")
    assert len(error.value.faults) == 1 and error.value.faults[0].startswith("map:1 id — expected lower-case letters")


def test_a_map_of_a_log_has_an_id_with_which_it_is_there_again(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    log = observe(table("menu agent", "menu"))
    with pytest.raises(
        DataError, match=r"id: found 'Billing 2024'; write lower-case letters, .* such as 'billing-2024'"
    ):
        as_journey(log, id="Billing 2024")
    made = as_journey(log, id="billing-2024")
    JourneyMap("mine", start=made).edit("add_stage", "Mine")
    assert [stage.name for stage in JourneyMap("mine", start=made).journey.stages][-1] == "Mine"
