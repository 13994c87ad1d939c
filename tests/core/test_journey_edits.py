"""Editing: what each edit does, what it refuses and how, and what holds whatever is edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cxcourse.core.journey import edits
from cxcourse.core.journey.checks import checks
from cxcourse.core.journey.edits import (
    add_card,
    add_stage,
    add_step,
    change_actor,
    change_card,
    change_step,
    delete_card,
    delete_stage,
    delete_step,
    duplicate_step,
    find_card,
    find_step,
    move_card,
    move_stage,
    move_step,
    rename_stage,
    split_step,
    steps_of,
)
from cxcourse.core.journey.history import MOST, History
from cxcourse.core.journey.model import Card, Journey, Opportunity, Stage, Step
from cxcourse.errors import AnswerError
from tests.core.journey_drawing import edit_of, edited
from tests.effort import effort

quick = settings(max_examples=30, deadline=None)


def small() -> Journey:
    """Return two stages; the first holds two steps, the second one; the first step has a pain, the last answers it."""
    j = add_stage(add_stage(Journey(id="mine"), "Asking"), "Choosing")
    j = add_step(add_step(j, "s1", "calls", channel="phone", touchpoint="line"), "s1", "waits")
    j = add_card(add_step(j, "s2", "buys"), "st1", "pains", "no answer")
    return add_card(j, "st3", "opportunities", "call back", pains=["c1"], effort=2, impact=4)


def actions(j: Journey) -> list[str]:
    return [s.action for s in j.steps]


# ---------------------------------------------------------------- what edits do


def test_a_map_is_built_from_nothing() -> None:
    j = small()
    assert [(s.id, s.name) for s in j.stages] == [("s1", "Asking"), ("s2", "Choosing")]
    assert [(s.id, s.stage, s.action) for s in j.steps] == [
        ("st1", "s1", "calls"), ("st2", "s1", "waits"), ("st3", "s2", "buys"),
    ]  # fmt: skip
    assert j.steps[2].opportunities == (Opportunity(id="c2", text="call back", pains=("c1",), effort=2, impact=4),)


@pytest.mark.parametrize("stage, at, order", [
    ("s1", 0, "new calls waits buys"), ("s1", 1, "calls new waits buys"), ("s1", 2, "calls waits new buys"),
    ("s1", None, "calls waits new buys"), ("s2", 0, "calls waits new buys"), ("s2", None, "calls waits buys new"),
])  # fmt: skip
def test_a_step_goes_to_its_place_in_its_stage(stage: str, at: int | None, order: str) -> None:
    assert actions(add_step(small(), stage, "new", at)) == order.split()


def test_a_step_in_an_empty_stage_stands_between_its_neighbours() -> None:
    j = add_stage(small(), "Between", at=1)
    assert actions(add_step(j, "s3", "looks")) == ["calls", "waits", "looks", "buys"]
    assert actions(add_step(add_stage(small(), "First", at=0), "s3", "breaks")) == ["breaks", "calls", "waits", "buys"]


def test_a_moved_stage_takes_its_steps_along() -> None:
    j = move_stage(small(), "s2", 0)
    assert ([s.id for s in j.stages], actions(j)) == (["s2", "s1"], ["buys", "calls", "waits"])


def test_a_step_moves_within_and_between_stages() -> None:
    assert actions(move_step(small(), "st1", "s1", 1)) == ["waits", "calls", "buys"]
    j = move_step(small(), "st1", "s2", 0)
    assert (actions(j), find_step(j, "st1").stage) == (["waits", "calls", "buys"], "s2")


def test_a_copy_answers_its_own_pains() -> None:
    j = add_card(small(), "st1", "opportunities", "say how long", pains=["c1"])
    copy = duplicate_step(j, "st1").steps[1]
    assert (copy.id, copy.pains[0].id, copy.opportunities[0].pains) == ("st4", "c4", ("c4",))
    assert duplicate_step(j, "st3").steps[3].opportunities[0].pains == ("c1",)  # the pain of another step stays shared


def test_a_split_step_leaves_its_cards_with_the_first_half() -> None:
    first, second = split_step(small(), "st1").steps[:2]
    assert (first.action, second.action, second.channel, second.touchpoint) == ("calls", "…", "phone", "line")
    assert (len(first.cards), second.cards, second.emotion) == (1, (), None)
    assert split_step(change_step(small(), "st1", lane="backstage"), "st1").steps[1].lane == "backstage"


@pytest.mark.parametrize("lost", [
    delete_card(small(), "c1"), delete_step(small(), "st1"), delete_stage(small(), "s1"),
    move_card(small(), "c1", "st1", "thoughts"),
])  # fmt: skip
def test_a_pain_that_goes_is_answered_no_more(lost: Journey) -> None:
    assert find_card(lost, "c2")[2].pains == ()  # type: ignore[union-attr]


def test_a_pain_that_stays_a_pain_stays_answered() -> None:
    j = move_card(small(), "c1", "st2", "pains")
    assert [p.id for p in find_step(j, "st2").pains] == ["c1"]
    assert find_card(j, "c2")[2].pains == ("c1",)  # type: ignore[union-attr]


def test_cards_move_within_a_lane_and_change_their_kind_between_lanes() -> None:
    j = add_card(small(), "st1", "pains", "second")
    assert [p.text for p in move_card(j, "c1", "st1", "pains", 1).steps[0].pains] == ["second", "no answer"]
    note = move_card(move_card(j, "c2", "st3", "thoughts"), "c2", "st3", "opportunities").steps[2].opportunities
    assert note == (Opportunity(id="c2", text="call back"),)


def test_fields_take_the_shape_of_the_model() -> None:
    j = change_step(small(), "st1", lens=["CX", "UX"], facts=["F1"], moment_of_truth=True, evidence="stated", emotion=0)
    step = find_step(j, "st1")
    assert (step.lens, step.facts, step.moment_of_truth, step.evidence) == (("UX", "CX"), ("F1",), True, "stated")
    assert change_step(j, "st1", evidence=None, emotion=None, lens=[]).steps[0].lens == ()
    assert change_actor(j, name="Ines", goal="pay").actor.name == "Ines"
    assert rename_stage(j, "s1", "Asking again").stages[0].name == "Asking again"
    assert change_card(j, "c2", pains=["c1", "c1"]).steps[2].opportunities[0].pains == ("c1",)
    assert change_card(j, "c2", effort=5, owner="phone team").steps[2].opportunities[0].owner == "phone team"


def test_half_a_character_can_be_saved() -> None:
    assert change_step(small(), "st1", action="a\ud83d").steps[0].action == "a?"


# ---------------------------------------------------------------- what edits refuse


@pytest.mark.parametrize("call, told", [
    (lambda j: rename_stage(j, "s9", "x"), "stage 's9': there is none of that id. The map has s1, s2."),
    (lambda j: rename_stage(j, "s1", " "), "found nothing. Write a word or two"),
    (lambda j: move_stage(j, "s1", 2), "stage s1: found place 2; choose a whole number from 0 to 1."),
    (lambda j: move_stage(j, "s1", True), "found place True"),
    (lambda j: add_stage(j, 7), "a stage's name: found 7; write a text."),
    (lambda j: add_step(j, "s1", "x", -1), "a step of stage s1: found place -1; choose a whole number from 0 to 2."),
    (lambda j: add_step(j, "s1", "x", emotoin=1), "a step has no such field. Did you mean 'emotion'?"),
    (lambda j: change_step(j, "st1", emotion=3), "from -2 (very bad) to 2 (very good), or None for not said."),
    (lambda j: change_step(j, "st1", emotion=True), "emotion: found True"),
    (lambda j: change_step(j, "st1", emotion=1.5), "emotion: found 1.5"),
    (lambda j: change_step(j, "st1", lens=["UI"]), "lens: found ['UI']; choose some of UX, CS, CX."),
    (lambda j: change_step(j, "st1", lens=3), "lens: found 3"),
    (lambda j: change_step(j, "st1", lane="stage"), "choose one of customer, frontstage, backstage, support."),
    (lambda j: change_step(j, "st1", evidence="guess"), "choose one of stated, inferred, researched, None."),
    (lambda j: change_step(j, "st1", evidence=["stated"]), "evidence: found ['stated']"),
    (lambda j: change_step(j, "st1", facts="F1"), "facts: found 'F1'; write a list of texts."),
    (lambda j: change_step(j, "st1", moment_of_truth="yes"), "choose True or False."),
    (lambda j: change_step(j, "st1", stage="s2"), "move_step"),
    (lambda j: change_step(j, "st1", pains=[]), "add_card"),
    (lambda j: change_step(j, "st1", id="x"), "given once"),
    (lambda j: change_step(j, "c1", action="x"), "step 'c1': there is none of that id."),
    (lambda j: add_card(j, "st1", "pain", "x"), "lane 'pain': there is none of that name. Choose one of thoughts, "),
    (lambda j: add_card(j, "st1", ["pains"], "x"), "lane ['pains']"),
    (lambda j: add_card(j, "st1", "pains", "x", effort=1), "a card in the lane pains has no such field."),
    (lambda j: change_card(j, "c2", pains=["c2"]), "'c2' is no pain point of the map. The map has c1."),
    (lambda j: change_card(j, "c2", effort=6), "choose a whole number from 1 (small) to 5 (large), or None."),
    (lambda j: change_card(j, "c9", text="x"), "card 'c9': there is none of that id."),
    (lambda j: move_card(j, "c1", "st2", "pains", 1), "card c1: found place 1; choose a whole number from 0 to 0."),
    (lambda j: change_actor(j, age=3), "an actor has no such field. It has name, who, goal, expectation."),
    (lambda j: delete_step(Journey(id="x"), "st1"), "step 'st1': the map has no step yet. Add one first."),
])  # fmt: skip
def test_what_cannot_be_done_is_refused_in_words(call: Any, told: str) -> None:
    with pytest.raises(AnswerError) as error:
        call(small())
    assert told in str(error.value)


@quick
@given(j=edited(4), name=some.sampled_from(edits.__all__), given_=some.lists(some.text(max_size=3) | some.integers(-3, 9)
       | some.none() | some.sampled_from(["s1", "st1", "c1", "pains"]), max_size=4))  # fmt: skip
def test_any_call_edits_or_refuses_in_words(j: Journey, name: str, given_: list[Any]) -> None:
    try:
        getattr(edits, name)(j, *given_)
    except AnswerError as error:
        assert str(error).endswith(".")
    except TypeError as error:
        assert "argument" in str(error)  # too few or too many: Python's own words


# ---------------------------------------------------------------- what always holds


@quick
@given(data=some.data(), j=edited())
def test_an_edit_keeps_a_map_whole_and_the_old_one_as_it_was(data: some.DataObject, j: Journey) -> None:
    function, given_, fields = data.draw(edit_of(j))
    before = repr(j)
    new = function(j, *given_, **fields)  # an impossible map raises here: the model looks at it
    assert repr(j) == before
    pains = {p.id for s in new.steps for p in s.pains}
    assert all(set(o.pains) <= pains for s in new.steps for o in s.opportunities)
    ranks = [[s.id for s in new.stages].index(step.stage) for step in new.steps]
    assert all(one <= two for one, two in pairwise(ranks))  # time runs through the stages from left to right


@quick
@given(data=some.data(), j=edited())
def test_undo_takes_back_and_redo_brings_back(data: some.DataObject, j: Journey) -> None:
    function, given_, fields = data.draw(edit_of(j))
    once = History(now=j).do(function, *given_, **fields)
    assert once.undo().now == j
    assert once.undo().redo() == once
    assert History(now=j).undo() == History(now=j) == History(now=j).redo()


@quick
@given(data=some.data(), j=edited())
def test_moves_lose_nothing(data: some.DataObject, j: Journey) -> None:
    function, given_, fields = data.draw(edit_of(j).filter(lambda edit: edit[0].__name__.startswith("move_")))
    new = function(j, *given_, **fields)
    assert set(new.ids) == set(j.ids)
    assert Counter(s.action for s in new.steps) == Counter(actions(j))
    assert Counter(c.text for s in new.steps for c in s.cards) == Counter(c.text for s in j.steps for c in s.cards)


@quick
@given(data=some.data(), j=edited(4))
def test_an_id_never_means_a_second_thing(data: some.DataObject, j: Journey) -> None:
    history, ever = History(now=j), set(j.ids)
    for _ in range(6):
        if history.past and data.draw(some.booleans()):
            history = history.undo()
            continue
        function, given_, fields = data.draw(edit_of(history.now))
        new = history.do(function, *given_, **fields)
        assert not (set(new.now.ids) - set(history.now.ids)) & ever
        history, ever = new, ever.union(new.now.ids)


def test_without_a_history_the_lowest_free_number_is_given() -> None:
    j = delete_step(small(), "st1")
    assert add_step(j, "s1", "calls").steps[1].id == "st1"
    assert History(now=small()).do(delete_step, "st1").do(add_step, "s1", "calls").now.steps[1].id == "st4"


def test_what_is_new_never_gets_an_id_that_an_opportunity_links_to() -> None:
    """A map by hand may link to pain points that are gone: none that is added later may be taken for them."""
    linked = Opportunity(id="c9", text="call back", pains=("s2", "st2", "c1", "c2"))
    step = Step(id="st1", stage="s1", action="waits", thoughts=(Card(id="c8", text="hm"),), opportunities=(linked,))
    j = Journey(id="mine", stages=(Stage(id="s1", name="Asking"),), steps=(step,))
    assert add_stage(j, "After").stages[1].id == "s3"
    assert add_step(j, "s1", "leaves").steps[1].id == split_step(j, "st1").steps[1].id == "st3"
    assert add_card(j, "st1", "pains", "too long").steps[0].pains[0].id == "c3"
    assert [c.id for c in duplicate_step(j, "st1").steps[1].cards] == ["c3", "c4"]
    assert ("opportunity-without-pain", "c9") in [(f.rule, f.place) for f in checks(add_card(j, "st1", "pains", "x"))]
    unlinked = History(now=j).do(change_card, "c9", pains=[])
    assert (
        unlinked.do(add_card, "st1", "pains", "too long").now.steps[0].pains[0].id == "c3"
    )  # undo brings the link back


def test_a_history_is_bounded_and_forgets_the_oldest() -> None:
    history = History(now=Journey(id="mine"))
    for number in range(MOST + 20):
        history = history.edit(edits.change_title(history.now, str(number)))
    assert (len(history.past), history.past[0].title) == (MOST, "19")
    assert history.edit(history.now) is history
    assert history.undo().edit(Journey(id="mine")).future == ()


def large(steps: int = 50) -> Journey:
    """Return a map of 12 stages, with three cards a step."""
    j = Journey(id="large")
    for number in range(12):
        j = add_stage(j, f"stage {number}")
    for number in range(steps):
        j = add_step(j, f"s{number % 12 + 1}", f"step {number}", emotion=number % 5 - 2)
        j = add_card(j, f"st{number + 1}", "pains", "hurts")
        j = add_card(j, f"st{number + 1}", "opportunities", "helps", pains=[f"c{3 * number + 1}"])
        j = add_card(j, f"st{number + 1}", "thoughts", "hm")
    return j


EDITS: tuple[Callable[[Journey], Journey], ...] = (
    lambda j: move_step(j, "st1", "s12", 2), lambda j: move_card(j, "c1", "st50", "thoughts", 0),
    lambda j: change_step(j, "st25", emotion=2), lambda j: delete_stage(j, "s6"), lambda j: duplicate_step(j, "st9"),
    lambda j: move_stage(j, "s1", 11), lambda j: add_card(j, "st50", "pains", "x"),
)  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=range(len(EDITS)))
def test_an_edit_of_twice_the_map_is_twice_the_work(edit: Callable[[Journey], Journey]) -> None:
    small, twice = large(), large(100)
    assert (len(steps_of(small, "s1")), sum(len(s.cards) for s in small.steps)) == (5, 150)
    assert effort(lambda: edit(twice)) < 2.6 * effort(lambda: edit(small))
