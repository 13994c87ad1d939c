"""Glossary cards without a browser: own words first, then ours, and the missed ones again."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from cxcourse import Flashcards
from cxcourse.content import load_glossary
from cxcourse.errors import AnswerError, ContentError

TERMS = {term.id: term for term in load_glossary("m01").terms}
FIRST, SECOND, *_ = TERMS


def day(rest: int) -> str:
    return (date.today() + timedelta(days=rest)).isoformat()


def send(cards: Flashcards, kind: str, term: str, **more: Any) -> Any:
    cards.handle({"kind": kind, "term": term, **more})
    return cards.view["card"]


def test_a_new_learner_gets_the_first_term_and_no_definition() -> None:
    view = Flashcards("m01").view
    assert (view["card"]["id"], view["due"], view["next"]) == (FIRST, len(TERMS), "")
    shown = json.dumps(view, ensure_ascii=False)
    assert [t.id for t in TERMS.values() if t.definition in shown] == []


def test_own_words_are_saved_before_ours_are_shown(saved: Any) -> None:
    card = send(Flashcards("m01"), "write", FIRST, own="  what people feel ")
    assert card["own"] == "what people feel" and "definition" not in card
    assert saved("m01-glossary")["terms"][FIRST]["own"] == "what people feel"


def test_comparing_shows_our_definition_and_the_ideas_touched() -> None:
    ours = TERMS[FIRST]
    hit = ours.key_words[0][0]
    card = send(Flashcards("m01"), "compare", FIRST, own=f"{hit}")
    assert card["definition"] == ours.definition
    assert [idea["hit"] for idea in card["ideas"]] == [True] + [False] * (len(ours.key_words) - 1)
    assert all(idea["word"].casefold() in ours.definition.casefold() for idea in card["ideas"])


def test_comparing_with_nothing_written_asks_for_words_or_for_not_knowing() -> None:
    cards = Flashcards("m01")
    assert "definition" not in send(cards, "compare", FIRST, own="  ")
    assert cards.view["message"] == "Write a few words of your own first, or choose “I don't know”."
    assert send(cards, "compare", FIRST, blank=True)["definition"] == TERMS[FIRST].definition


def test_a_rated_card_makes_room_for_the_next(saved: Any) -> None:
    cards = Flashcards("m01")
    card = send(cards, "rate", FIRST, rating="known")
    assert (card["id"], cards.view["due"], cards.view["next"]) == (SECOND, len(TERMS) - 1, day(1))
    assert saved("m01-glossary")["terms"][FIRST] == {"own": "", "box": 1, "due": day(1), "turn": 1}


def test_a_missed_card_comes_again_today_after_the_others() -> None:
    cards = Flashcards("m01")
    send(cards, "rate", FIRST, rating="missed")
    for term in [t for t in TERMS if t != FIRST]:
        assert cards.view["card"]["id"] == term
        send(cards, "rate", term, rating="known")
    assert (cards.view["card"]["id"], cards.view["due"]) == (FIRST, 1)
    send(cards, "rate", FIRST, rating="known")
    assert cards.view["card"] is None and cards.view["due"] == 0 and cards.view["next"] == day(1)


def test_a_resting_card_may_be_opened() -> None:
    cards = Flashcards("m01")
    send(cards, "rate", FIRST, rating="known")
    assert send(cards, "open", FIRST)["id"] == FIRST


def test_cards_come_back_on_another_day_as_they_were_left() -> None:
    cards = Flashcards("m01")
    send(cards, "compare", FIRST, own="mine")
    send(cards, "rate", FIRST, rating="known")
    later = Flashcards("m01").view
    assert later["terms"] == cards.view["terms"] and later["card"]["id"] == SECOND


def test_the_text_twin_leaves_the_same_file(saved: Any) -> None:
    cards = Flashcards("m01")
    send(cards, "compare", FIRST, own="mine")
    send(cards, "rate", FIRST, rating="nearly")
    by_click = saved("m01-glossary")
    cards.handle({"kind": "rate", "term": SECOND, "rating": "known"})
    twin = Flashcards("m01")
    said = twin.define(SECOND, "mine")
    assert TERMS[SECOND].definition in said and "Ideas to look at again: " in said
    assert twin.rate(SECOND, "known") == f"{TERMS[SECOND].term} comes back on {day(3)}."
    assert saved("m01-glossary")["terms"][FIRST] == by_click["terms"][FIRST]
    assert saved("m01-glossary")["terms"][SECOND] == {"own": "mine", "box": 2, "due": day(3), "turn": 3}


def test_own_definition_touching_every_idea_is_told_so() -> None:
    every = " ".join(group[0] for group in TERMS[FIRST].key_words)
    assert Flashcards("m01").define(FIRST, every).endswith("You touched every idea.")


def test_the_text_shows_ours_only_after_rating() -> None:
    cards = Flashcards("m01")
    assert TERMS[FIRST].definition not in cards.as_text()
    cards.define(FIRST, "mine")
    cards.rate(FIRST, "known")
    assert f"Yours: mine\nOurs: {TERMS[FIRST].definition} (comes back on {day(1)})" in cards.as_text()


def test_wrong_names_say_what_there_is() -> None:
    cards = Flashcards("m01")
    with pytest.raises(AnswerError, match=f"there is no term 'nothing'; the terms are {FIRST}, {SECOND},"):
        cards.define("nothing", "x")
    with pytest.raises(AnswerError, match="found 'well'; rate with one of missed, nearly, known"):
        cards.rate(FIRST, "well")
    with pytest.raises(ContentError, match="there is no module 'm1'"):
        Flashcards("m1")
    with pytest.raises(TypeError, match="modul"):
        Flashcards(modul="m01")  # type: ignore[call-arg]
