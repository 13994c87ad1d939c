"""What the model of a map refuses, so that whatever was made can be saved, read and drawn."""

from __future__ import annotations

import inspect
import pickle
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from cxcourse import JourneyMap
from cxcourse.content.journeys import read_journey, read_journey_data
from cxcourse.core.journey.model import Actor, Card, Journey, Opportunity, Stage, Step
from cxcourse.core.journey.reference import Beat, Reference, Relation
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


# ---------------------------------------------------------------- the fields of a step


@pytest.mark.parametrize("fields, told", [
    ({"lens": "UX"}, "lens as a tuple of UX, CS, CX, found 'UX'"),
    ({"lens": ["UX"]}, "lens as a tuple of UX, CS, CX, found ['UX']"),
    ({"lens": ("UX", "XX")}, "each lens as one of UX, CS, CX, found 'XX'"),
    ({"lens": ("UX", "UX")}, "each lens once, found UX, UX"),
    ({"lane": "front"}, "lane as one of customer, frontstage, backstage, support, found 'front'"),
    ({"lane": None}, "lane as one of customer, frontstage, backstage, support, found None"),
    ({"lane": pd.NA}, "lane as one of customer, frontstage, backstage, support, found <NA>"),
    ({"evidence": "guessed"}, "evidence as one of stated, inferred, researched, found 'guessed'"),
    ({"emotion": 1.5}, "emotion as a whole number (int), found 1.5"),
    ({"emotion": "1"}, "emotion as a whole number (int), found '1'"),
    ({"emotion": True}, "emotion as a whole number (int), found True"),
    ({"emotion_to_be": np.int64(1)}, "emotion_to_be as a whole number (int), found np.int64(1)"),
    ({"emotion": 3}, "emotion from -2 (very bad) to 2 (very good), found 3"),
    ({"action": None}, "action as text, found None"),
    ({"stage": 3}, "stage as text, found 3"),
    ({"beat": b"x"}, "beat as text, found b'x'"),
    ({"moment_of_truth": "no"}, "moment_of_truth as True or False, found 'no'"),
    ({"moment_of_truth": 1}, "moment_of_truth as True or False, found 1"),
    ({"facts": "F1"}, "facts as a tuple of ids of facts, such as ('F287',), found 'F1'"),
    ({"facts": (1,)}, "facts as a tuple of ids of facts, such as ('F287',), found 1 among them"),
    ({"pains": [Card(id="c1", text="x")]}, "pains as a tuple of cards, found [Card(id='c1', text='x')]"),
    ({"thoughts": ("x",)}, "thoughts as a tuple of cards, found 'x' among them"),
    ({"opportunities": (Card(id="c1", text="x"),)},
     "opportunities as a tuple of opportunities, found Card(id='c1', text='x') among them"),
])  # fmt: skip
def test_a_step_holds_only_what_can_be_drawn(fields: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=f"^expected {re.escape(told)}, in Step 'st1'$"):
        Step(**{"id": "st1", "stage": "s1", "action": "calls", **fields})


@pytest.mark.parametrize("value", [0, 6, 2.0, "2", True])
def test_effort_and_impact_are_whole_numbers_from_1_to_5(value: object) -> None:
    for field in ("effort", "impact"):
        with pytest.raises(ValueError, match=f"{field} (as a whole number|from 1)"):
            Opportunity(id="o1", text="x", **{field: value})


# ---------------------------------------------------------------- everything else that a map and its key hold

A_BEAT = {"id": "b1", "name": "calls"}


@pytest.mark.parametrize("make, told", [
    (lambda: Card(id="c1", text=None), "text as text, found None, in Card 'c1'"),
    (lambda: Card(id=3, text="x"), "id as text, found 3, in Card 3"),
    (lambda: Stage(id="s1", name=None), "name as text, found None, in Stage 's1'"),
    (lambda: Actor(name=3), "name as text, found 3, in Actor"),
    (lambda: Opportunity(id="o1", text="x", pains="c9"),
     "pains as a tuple of ids, such as ('c1',), found 'c9', in Opportunity 'o1'"),
    (lambda: Opportunity(id="o1", text="x", effort=6), "effort from 1 (small) to 5 (large), found 6, in Opportunity 'o1'"),
    (lambda: Journey(id="a", title=None), "title as text, found None, in Journey 'a'"),
    (lambda: Journey(id="a", actor="Ines"), "actor as an Actor, found 'Ines', in Journey 'a'"),
    (lambda: Journey(id="a", stages=[Stage(id="s1", name="A")]), "stages as a tuple of stages, found [Stage("),
    (lambda: Journey(id="a", steps=("calls",)), "steps as a tuple of steps, found 'calls' among them, in Journey 'a'"),
    (lambda: Beat(**A_BEAT, sign="negative"),
     "sign as one of neg, nonpos, any, nonneg, pos, found 'negative', in Beat 'b1'"),
    (lambda: Beat(**A_BEAT, required="no"), "required as True or False, found 'no', in Beat 'b1'"),
    (lambda: Beat(**A_BEAT, synonyms="calls"), "synonyms as a tuple of texts, found 'calls', in Beat 'b1'"),
    (lambda: Beat(**A_BEAT, lens=("CS",)), "lens as a tuple of sets of lenses, such as (('CS',), ('CS', 'CX')), found 'CS'"),
    (lambda: Beat(**A_BEAT, lens=(("XX",),)), "each lens as one of UX, CS, CX, found 'XX', in Beat 'b1'"),
    (lambda: Beat(**A_BEAT, lanes=("front",)), "each lane as one of customer, frontstage, backstage, support, found"),
    (lambda: Beat(**A_BEAT, unexplained=None), "unexplained as a whole number (int), found None, in Beat 'b1'"),
    (lambda: Relation(kind="low", beats=("b1",), text="x"), "kind as one of lower, carried, found 'low', in Relation"),
    (lambda: Relation(kind="carried", beats="b1", text="x"), "beats as a tuple of ids of beats, found 'b1', in Relation"),
    (lambda: Reference(beats=(Beat(**A_BEAT),), weights={"order": 1000}),
     "points from 0 to below 1000 for order, found 1000, in Reference"),
    (lambda: Reference(beats=(Beat(**A_BEAT),), weights={"order": "3"}), "points from 0 to below 1000 for order, found '3'"),
    (lambda: Reference(beats=("calls",)), "beats as a tuple of beats, found 'calls' among them, in Reference"),
])  # fmt: skip
def test_whoever_makes_it_in_python_is_told_what_was_expected(make: Callable[[], object], told: str) -> None:
    with pytest.raises(ValueError, match=f"^expected {re.escape(told)}"):
        make()


def test_a_file_is_told_in_its_own_line_and_once() -> None:
    with pytest.raises(ContentError) as error:
        read_journey(
            "id: a\nstages:\n- {id: s1, name: A}\nsteps:\n- {id: st1, stage: s1, action: x, emotion: 7}", "map"
        )
    (fault,) = error.value.faults
    assert fault == "map:5 st1 — expected emotion from -2 (very bad) to 2 (very good), found 7"


def test_what_is_made_is_as_it_was() -> None:
    assert list(inspect.signature(Step).parameters)[:3] == ["id", "stage", "action"]
    step = Step(id="st1", stage="s1", action="x", moment_of_truth=True, facts=("F287",))
    assert replace(step, action="y") == Step(id="st1", stage="s1", action="y", moment_of_truth=True, facts=("F287",))
    assert pickle.loads(pickle.dumps(step)) == step and hash(step) == hash(replace(step))
