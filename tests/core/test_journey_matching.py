"""Which step tells which beat: whole words in any dress, one beat a step, the first step before later ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cxcourse.core.journey.matching import Matching, match
from cxcourse.core.journey.model import Card, Journey, Stage, Step
from cxcourse.core.journey.reference import Beat, Reference, Relation, compare
from cxcourse.core.journey.words import MOST_CHARACTERS


def drawn(*steps: Step) -> Journey:
    """Return a map of these steps, numbered from ``st0`` on."""
    named = tuple(replace(step, id=f"st{i}") for i, step in enumerate(steps))
    return Journey(id="x", stages=(Stage(id="s1", name="All"),), steps=named)


def does(action: str, beat: str = "", emotion: int | None = None, touchpoint: str = "") -> Step:
    return Step(id="st", stage="s1", action=action, beat=beat, emotion=emotion, touchpoint=touchpoint)


def beats(*names: str) -> tuple[Beat, ...]:
    """Return beats that are told by their own names."""
    return tuple(Beat(id=name, name="x", synonyms=(name,)) for name in names)


def found(names: str, *steps: Step) -> Matching:
    return match(drawn(*steps), beats(*names.split()))


# ---------------------------------------------------------------- words


TREE = (Beat(id="tree", name="x", synonyms=("phone tree", "shortlist", "apologize")),)


@pytest.mark.parametrize("words, hit", [
    ("He climbs the PHONE TREE", True), ("two phone-trees in a row", True), ("the Phöne  trees", True),
    ("a short-list", True), ("shortlists", True), ("the phone's tree", True), ("(phone tree)", True),
    ("she apologizes", True),
    ("a headphone tree", False), ("phone treehouse", False), ("tree phone", False), ("phone and tree", False),
    ("", False),
])  # fmt: skip
def test_words_match_whole_whatever_their_dress(words: str, hit: bool) -> None:
    assert match(drawn(does(words)), TREE).place == ({"tree": 0} if hit else {})


def test_a_touchpoint_speaks_where_the_action_says_nothing() -> None:
    assert match(drawn(does("he has to wait", touchpoint="phone tree")), TREE).place == {"tree": 0}


def test_what_stands_beyond_any_sensible_length_is_not_read() -> None:
    assert found("call", does("x" * (MOST_CHARACTERS - 5) + " call")).place == {"call": 0}
    assert found("call", does("x" * MOST_CHARACTERS + " call")).place == {}


# ---------------------------------------------------------------- one beat a step


def test_as_many_beats_find_a_step_as_can() -> None:
    """The first step fits two beats, the second only one of them; what comes first must not take the wrong one."""
    assert found("call wait", does("he calls and waits"), does("he calls")).place == {"call": 1, "wait": 0}
    assert len(found("call wait", does("he calls and waits")).place) == 1


def test_a_required_beat_goes_before_one_that_may_be_left_out() -> None:
    optional, required = beats("call", "wait")
    told = match(drawn(does("he calls and waits")), (replace(optional, required=False), required))
    assert told.place == {"wait": 0}


def test_of_two_steps_that_pick_a_beat_the_first_tells_it() -> None:
    told = found("call", does("rings", beat="call"), does("rings again", beat="call"))
    assert (told.place, told.also) == ({"call": 0}, {1: ("call",)})


def test_what_is_picked_goes_before_what_words_say() -> None:
    assert found("call wait", does("he waits", beat="call")).place == {"call": 0}


def test_three_beats_in_one_step_are_much_and_four_too_much() -> None:
    three = found("call wait pay leave", does("they call, wait and pay"))
    four = found("call wait pay leave", does("they call, wait, pay and leave"))
    assert (len(three.place), three.crowded) == (1, ())
    assert (four.place, [step.id for step in four.crowded]) == ({}, ["st0"])


def test_a_loop_is_about_the_beat_of_the_step_that_it_repeats() -> None:
    told = found("call", does("calls"), does("thinks"), does("calls"))
    assert (told.place, told.about(["call"])) == ({"call": 0}, {0, 2})


# ---------------------------------------------------------------- what relations make of it


LOWER = Reference(
    beats=beats("call", "pay"), weights={"emotion": 1},
    relations=(Relation(kind="lower", beats=("call",), than=("pay",), text="how calling feels"),),
)  # fmt: skip


@pytest.mark.parametrize("again, points", [(-2, 1.0), (2, 0.0)])
def test_a_mean_feeling_counts_every_round_of_a_loop(again: int, points: float) -> None:
    j = drawn(does("calls", emotion=-1), does("calls", emotion=again), does("pays", emotion=0))
    assert compare(j, LOWER).points == points


CARRIED = Reference(
    beats=beats("menu"), weights={"emotion": 1},
    relations=(Relation(kind="carried", beats=("menu",), text="where the trouble shows"),),
)  # fmt: skip


def test_trouble_is_carried_only_into_a_later_step() -> None:
    sore = replace(does("menu", emotion=-2), lens=("UX", "CS"), pains=(Card(id="p", text="lost"),))
    assert compare(drawn(sore, does("goes home")), CARRIED).points == 0
    assert compare(drawn(sore, replace(does("asks", emotion=-1), lens=("CS",))), CARRIED).points == 1


def test_a_curve_that_is_never_bad_has_no_lowest_point_to_speak_of() -> None:
    key = Reference(beats=beats("call", "pay"), weights={"lowest": 1}, lowest=("call",))
    assert compare(drawn(does("calls", emotion=0), does("pays", emotion=1)), key).points == 0
    assert compare(drawn(does("calls", emotion=-1), does("pays", emotion=1)), key).points == 1
