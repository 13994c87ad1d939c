"""Glossary cards: when a card comes back, in which order, and what a definition touches."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from cxcourse.core.flashcards import REST_DAYS, CardState, due_terms, ideas, own_words, rate, state_from_json, touched

TODAY = date(2026, 3, 1)
TERMS = ["touchpoint", "journey", "persona"]


def days(state: CardState) -> int:
    return (date.fromisoformat(state.due) - TODAY).days


def test_known_cards_rest_longer_each_time_up_to_the_last_box() -> None:
    state, rests = CardState(), []
    for turn in range(1, 7):
        state = rate(state, "known", TODAY, turn)
        rests.append(days(state))
    assert rests == [1, 3, 7, 21, 21, 21] == [*REST_DAYS[1:], 21, 21]


@pytest.mark.parametrize(("rating", "box", "rest"), [("missed", 0, 0), ("nearly", 3, 7), ("known", 4, 21)])
def test_a_rating_moves_the_card(rating: Any, box: int, rest: int) -> None:
    state = rate(CardState(box=3, own="mine"), rating, TODAY, 9)
    assert (state.box, days(state), state.turn, state.own) == (box, rest, 9, "mine")


def test_nearly_rests_at_least_a_day() -> None:
    assert days(rate(CardState(), "nearly", TODAY, 1)) == 1


def test_new_cards_come_in_the_order_of_the_glossary() -> None:
    assert due_terms(TERMS, {}, TODAY) == TERMS


def test_a_missed_card_returns_the_same_day_after_the_others() -> None:
    states = {"touchpoint": rate(CardState(), "missed", TODAY, 1)}
    assert due_terms(TERMS, states, TODAY) == ["journey", "persona", "touchpoint"]
    states["journey"] = rate(CardState(), "missed", TODAY, 2)
    states["persona"] = rate(CardState(), "known", TODAY, 3)
    assert due_terms(TERMS, states, TODAY) == ["touchpoint", "journey"]


def test_a_resting_card_comes_back_on_its_day_and_not_before() -> None:
    states = dict.fromkeys(TERMS, rate(CardState(box=1), "known", TODAY, 1))  # box 2 rests three days
    assert due_terms(TERMS, states, TODAY + timedelta(days=2)) == []
    assert due_terms(TERMS, states, TODAY + timedelta(days=3)) == TERMS


def test_due_days_compare_over_the_end_of_a_year() -> None:
    states = {"journey": rate(CardState(box=1), "known", date(2026, 12, 30), 1)}
    assert states["journey"].due == "2027-01-02"
    assert due_terms(["journey"], states, date(2026, 12, 31)) == []


# ---------------------------------------------------------------- definitions


def test_a_group_is_touched_by_the_beginning_of_any_of_its_words() -> None:
    groups = [["perceiv", "feel"], ["company", "firm"], ["all contacts"]]
    assert touched("How customers FEEL about the Firm's offers", groups) == (True, True, False)
    assert touched("all   contacts, in sum", groups) == (False, False, True)
    assert touched("unfeeling", groups) == (False, False, False)  # inside a word is not its beginning


def test_ideas_are_named_in_the_words_of_our_definition() -> None:
    ours = "A moment of contact through any channel."
    assert ideas(ours, "contacts!", [["contact"], ["medium", "channel"]]) == (("contact", True), ("channel", False))


# ---------------------------------------------------------------- files


def test_a_card_comes_back_from_its_file() -> None:
    state = rate(CardState(own="mine"), "known", TODAY, 4)
    assert state_from_json({"own": "mine", "box": 1, "due": "2026-03-02", "turn": 4}) == state


@pytest.mark.parametrize("garbage", [None, 3, "x", [], {"due": "soon"}, {"due": "2026-02-30"}, {"due": 20260301}])
def test_garbage_is_a_new_card(garbage: Any) -> None:
    assert state_from_json(garbage) == CardState()


@pytest.mark.parametrize("own", [None, 5, [], {}])
def test_what_is_no_text_is_no_definition(own: Any) -> None:
    assert state_from_json({"own": own}).own == ""


@pytest.mark.parametrize(("box", "read"), [(-3, 0), (99, 4), (True, 0), ("2", 0), (2.0, 0), (2, 2)])
def test_a_box_is_one_of_the_boxes(box: Any, read: int) -> None:
    assert state_from_json({"box": box}).box == read


def test_own_words_are_cut_and_writable() -> None:
    assert own_words("x" * 5000) == "x" * 2000
    assert own_words("cut \ud83d") == "cut "  # half an emoji, as a browser sends it
