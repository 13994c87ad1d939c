"""What a map drawn from a log says against its steps: shares with their base, goals, rounding, arguments."""

from __future__ import annotations

import pandas as pd
import pytest

from cxcourse import charts, load_dataset
from cxcourse.core.journeylog import as_journey, observe
from cxcourse.errors import DataError
from tests.core.test_journeylog import table


@pytest.fixture(scope="module")
def billing():
    return observe(load_dataset("journey_events"), segment="scenario").by("scenario")["billing"]


def hints(made) -> dict[str, list[str]]:
    return {step.touchpoint: [card.text for card in step.pains] for step in made.steps if step.pains}


# ---------------------------------------------------------------- hints


def test_a_hint_is_of_those_who_reach_the_step_and_says_so(billing):
    """127 of all 417 journeys reach the step, 58 come back to it: 46 % of these, 14 % of all."""
    found = hints(as_journey(billing, path="top", top=12))
    assert found["ivr_repeat"] == ["46 % of those who reach this step come back to it, up to 3 visits in all"]
    # Six of eight reach b, three of these stop there: half of them, three in eight of all.
    log = observe(table(*["a c"] * 2, *["a b"] * 3, *["a b c"] * 3))
    assert hints(as_journey(log, path="top", ends="c")) == {"b": ["50 % of those who reach this step stop here"]}


def test_map_and_chart_name_the_same_share():
    log = observe(table("a a", "b b"))
    assert hints(as_journey(log)) == {
        "a": ["100 % of those who reach this step come back to it, up to 2 visits in all"]
    }
    assert charts.flow(log).title.text == "100 % of those who reach a come back to it"


def test_a_goal_is_no_pain():
    log = observe(table(*["a b"] * 19, "a b c"))
    assert hints(as_journey(log)) == {}
    assert hints(as_journey(log, path="top")) == {}
    stops = {"b": ["95 % of those who reach this step stop here"]}
    assert hints(as_journey(log, ends=[])) == hints(as_journey(log, ends="c")) == stops
    assert hints(as_journey(log, variant=2)) == stops  # the path to c
    with pytest.raises(DataError, match="No step is called 'paid'; the log has a, b, c"):
        as_journey(log, ends=["b", "paid"])


def test_a_step_that_the_path_comes_to_twice_has_its_hints_once():
    made = as_journey(observe(table("a b a b")))
    assert [len(step.pains) for step in made.steps] == [1, 1, 0, 0]
    assert [card.id for step in made.steps for card in step.pains] == ["c1", "c2"]


# ---------------------------------------------------------------- emotions


@pytest.mark.parametrize(
    ("felt", "drawn"), [((0, 1), 1), ((1, 2), 2), ((-1, 0), -1), ((-2, -1), -2), ((0, 0), 0), ((0, 0, 1), 0)]
)
def test_half_an_emotion_is_rounded_away_from_zero(felt, drawn):
    (step,) = as_journey(observe(table(*["a"] * len(felt), emotion=felt))).steps
    assert step.emotion == drawn


@pytest.mark.parametrize("high", [0.3, 1.0, 2.4, 7.0])
def test_half_an_emotion_on_another_scale_is_a_half_too(high):
    # The mean lies at 7/8 of the scale, so at 1.5 of the map; in floating point, of 0.3 and 2.4, a little under.
    (step,) = as_journey(observe(table("a", "a", emotion=[0.75 * high, high]), scale=(0, high))).steps
    assert step.emotion == 2


# ---------------------------------------------------------------- arguments


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"top": 3}, 'goes with path="top"'),
        ({"path": "top", "variant": 99}, "draws none"),
        ({"path": "top", "variant": 1}, "draws none"),
        ({"path": "top", "top": 0}, "top: expected a number 1 or more"),
        ({"variant": "first"}, "variant: expected a number, found 'first'"),
        ({"title": 3}, "title: expected text, found 3"),
        ({"title": None}, "title: expected text, found None"),
        ({"hints": "no"}, "hints: expected True or False, found 'no'"),
        ({"hints": False, "ends": "bill_paid"}, "Give one of them"),
        ({"path": "mean"}, "path: expected one of modal, top"),
        ({"id": 7}, "id: found 7"),
    ],
)
def test_what_contradicts_itself_or_is_of_the_wrong_kind_is_refused(billing, wrong, says):
    with pytest.raises(DataError, match=says):
        as_journey(billing, **wrong)


def test_the_number_of_steps_is_that_asked_for(billing):
    assert len(as_journey(billing, path="top", top=3).steps) == 3
    assert len(as_journey(billing, path="top").steps) == 8


def test_two_names_that_read_alike_stay_two_actions():
    """An action is how a plan is found again in the log."""
    made = as_journey(observe(table("a b").assign(step=["ivr_menu", "ivr menu"])))
    assert [step.action for step in made.steps] == ["ivr_menu", "ivr menu"]


def test_only_a_log_is_drawn():
    with pytest.raises(DataError, match="A map is drawn from an observed log, found DataFrame"):
        as_journey(pd.DataFrame())
