"""Practising one item: every state it can be in, and that a file of any content can be read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cxcourse.core.practice import KEPT, Practice, again, check, choose, from_json, last_mark, to_json
from cxcourse.core.quiz import prompt, solution
from cxcourse.errors import AnswerError
from tests.core.items import ALL, CARDS, MATCH, SINGLE

AT = "2026-03-01T10:00:00+01:00"
QUESTION = prompt(SINGLE)


def tried(*answers: str, practice: Practice | None = None) -> Practice:
    practice = practice or Practice()
    for answer in answers:
        practice = check(SINGLE, choose(QUESTION, practice, answer), AT)
    return practice


def test_not_tried_is_a_state_of_its_own() -> None:
    fresh = Practice()
    assert (fresh.standing, fresh.attempts, last_mark(SINGLE, fresh)) == ("not-tried", (), None)
    assert tried("o1").standing == "not-yet"


def test_a_choice_is_no_attempt_until_it_is_checked() -> None:
    chosen = choose(QUESTION, Practice(), "o1")
    assert (chosen.standing, chosen.attempts) == ("chosen", ())
    assert choose(QUESTION, chosen, None).standing == "not-tried"


def test_right_at_once_closes_the_round() -> None:
    done = tried("o2")
    assert done.standing == "right" and done.closed and done.attempts[0].score == 1.0


def test_a_second_try_is_open_after_a_wrong_one_and_may_be_right() -> None:
    assert not tried("o1").closed
    assert tried("o1", "o2").standing == "right"


def test_two_wrong_tries_end_in_the_explanation() -> None:
    done = tried("o1", "o3")
    assert done.standing == "explained" and done.closed


@pytest.mark.parametrize("answers", [("o2",), ("o1", "o3")])
def test_a_closed_round_takes_neither_choice_nor_check(answers: tuple[str, ...]) -> None:
    done = tried(*answers)
    with pytest.raises(AnswerError, match=r"closed\. Choose “Practise again”"):
        choose(QUESTION, done, "o2")
    with pytest.raises(AnswerError, match="closed"):
        check(SINGLE, done, AT)


def test_practising_again_opens_a_round_and_keeps_what_was() -> None:
    second = again(tried("o1", "o3"))
    assert (second.standing, second.response, second.round) == ("not-tried", None, 2)
    done = tried("o2", practice=second)
    assert done.standing == "right"
    assert [(a.response, a.round) for a in done.attempts] == [("o1", 1), ("o3", 1), ("o2", 2)]


def test_practising_again_in_an_open_round_changes_nothing() -> None:
    open_round = tried("o1")
    assert again(open_round) is open_round


def test_the_first_attempt_outlives_any_number_of_rounds() -> None:
    practice = tried("o1")
    for _ in range(3 * KEPT):
        practice = tried("o2", practice=again(practice))
    assert len(practice.attempts) == KEPT
    assert practice.attempts[0] == tried("o1").attempts[0]
    assert practice.standing == "right" and practice.round == 3 * KEPT


@pytest.mark.parametrize(
    ("item", "raw", "told"),
    [
        (SINGLE, None, "Answer first, then check."),
        (MATCH, None, "4 are still open. Place them all, then check."),
        (MATCH, {"o1": 1, "o2": 1}, "2 are still open. Place them all, then check."),
        (CARDS, {"o1": "CX"}, "One is still open. Place it, then check."),
    ],
)
def test_checking_too_early_says_what_to_do_and_counts_nothing(item: Any, raw: Any, told: str) -> None:
    practice = choose(prompt(item), Practice(), raw)
    with pytest.raises(AnswerError) as error:
        check(item, practice, AT)
    assert str(error.value) == told and practice.attempts == ()


def test_a_bad_choice_leaves_the_standing_one() -> None:
    chosen = choose(QUESTION, Practice(), "o1")
    with pytest.raises(AnswerError):
        choose(QUESTION, chosen, "zebra")
    assert chosen.response == "o1"


def test_the_mark_is_that_of_the_latest_try_of_this_round() -> None:
    assert last_mark(SINGLE, tried("o1")).score == 0  # type: ignore[union-attr]
    assert last_mark(SINGLE, tried("o1", "o2")).score == 1  # type: ignore[union-attr]
    assert last_mark(SINGLE, again(tried("o2"))) is None


# ---------------------------------------------------------------- files


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.type)
def test_practice_comes_back_from_its_file(item: Any) -> None:
    practice = check(item, choose(prompt(item), Practice(), solution(item)), AT)
    assert from_json(item, json.loads(json.dumps(to_json(practice)))) == practice


def test_a_score_in_the_file_is_marked_anew() -> None:
    data = to_json(tried("o1"))
    data["attempts"][0]["score"] = 1.0
    assert from_json(SINGLE, data).attempts[0].score == 0.0


def test_what_fits_is_kept_beside_what_does_not() -> None:
    good = {"response": "o1", "at": AT, "round": 2}
    data = {"response": "o9", "round": "x", "attempts": [None, 7, {"response": "o9"}, good, {"response": []}]}
    practice = from_json(SINGLE, data)
    assert practice.response is None and practice.round == 1
    assert [(a.response, a.at, a.round) for a in practice.attempts] == [("o1", AT, 2)]


@pytest.mark.parametrize("garbage", [None, 3, "x", [], [[]], {"attempts": {}}, {"attempts": "abc"}, {"round": True}])
def test_garbage_reads_as_a_fresh_start(garbage: Any) -> None:
    assert from_json(SINGLE, garbage) == Practice()


@pytest.mark.parametrize("turn", [0, -1, True, 1.5, "2", None, 10**30])
def test_a_round_that_cannot_be_is_the_first(turn: Any) -> None:
    assert from_json(SINGLE, {"round": turn}).round == 1
