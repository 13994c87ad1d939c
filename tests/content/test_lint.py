"""The house rules of item writing: sound items pass, and each rule finds the item that breaks it and no other fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cxcourse.content.lint import lint_bank, lint_items
from cxcourse.core.quiz import (
    Bank,
    Card,
    CardSort,
    Choice,
    Image,
    Item,
    Match,
    Multi,
    Number,
    Numeric,
    Order,
    Pair,
    QuizSpec,
    Rank,
    Single,
    Slip,
)  # fmt: skip

ABOUT: dict[str, Any] = {
    "version": 1, "module": "m01", "outcome": "m01.o1", "facts": ("F001",), "bloom": "apply", "status": "draft",
    "hint": "Look at who acts first.", "explanation": "Who acts first decides it.",
}  # fmt: skip
NAMED = "This names the error that the choice shows, in one sentence."


def choice(text: str, correct: bool = False) -> Choice:
    return Choice(text=text, correct=correct, feedback=NAMED, misconception=None if correct else "some-slip")


SINGLE = Single(
    id="m01-i01",
    type="single",
    stem="Which door opens?",
    **ABOUT,
    options=(choice("the first door", True), choice("the second door"), choice("the third door")),
)
MULTI = Multi(
    id="m01-i02",
    type="multi",
    stem="Select every one that applies.",
    **ABOUT,
    options=(choice("ease of use", True), choice("good taste"), choice("fast help", True)),
)
NUMERIC = Numeric(
    id="m01-i03",
    type="numeric",
    stem="What is the NPS?",
    **ABOUT,
    options=(
        Number(value=30, tol=1, correct=True, feedback="Right."),
        Number(value=60, tol=1, correct=False, feedback=NAMED, misconception="passives-counted"),
    ),
)
ORDER = Order(
    id="m01-i04",
    type="order",
    stem="Put the steps in order.",
    **ABOUT,
    options=tuple(Rank(text=t, correct=n, feedback="Why here.") for n, t in enumerate("pqrs", 1)),
)
MATCH = Match(
    id="m01-i05",
    type="match",
    stem="Match each case with its kind.",
    **ABOUT,
    extra=("rain", "snow"),
    options=(
        Pair(
            text="a call",
            correct="service",
            feedback="Yes.",
            slips=(Slip(chosen="design", misconception="call-as-design", feedback="Look again."),),
        ),
        Pair(text="a screen", correct="design", feedback="Yes."),
    ),
    otherwise={"service": "Who serves?", "rain": "Is it wet?", "snow": "Is it cold?"},
)
CARDS = CardSort(id="m01-i06", type="cardsort", stem="Sort the cards.", **ABOUT, piles=("CX", "CS"), many=True,
                 options=tuple(Card(text=t, correct=(("CX",), ("CX", "CS")), feedback="Yes.",
                                    slips=(Slip(chosen="CS", misconception="part-for-whole", feedback="A part."),))
                               for t in "uvwxyz"))  # fmt: skip
SOUND = (SINGLE, MULTI, NUMERIC, ORDER, MATCH, CARDS)


def first(item: Item, **changes: Any) -> Item:
    """Return the item with its first option changed."""
    return replace(item, options=(replace(item.options[0], **changes), *item.options[1:]))


BROKEN: dict[str, tuple[Callable[[], Item], str]] = {
    "id": (lambda: replace(SINGLE, id="M1"), "M1: expected an id such as m01-i07, found 'M1'."),
    "option id": (lambda: first(SINGLE, id="b"), "m01-i01: option id 'b' could be taken for a letter; use a word."),
    "option ids": (lambda: first(SINGLE, id="o2"), "m01-i01: two options share an id: o2."),
    "no key": (lambda: replace(SINGLE, options=tuple(map(choice, ("one", "two", "six")))),
               "m01-i01: expected exactly one right option, found 0."),
    "all right": (lambda: replace(MULTI, options=(choice("one", True), choice("two", True))),
                  "m01-i02: expected right and wrong options, found 2 right of 2."),
    "tolerance": (lambda: first(NUMERIC, tol=29),
                  "m01-i03: the values 30 and 60 overlap within their tolerances."),
    "ranks": (lambda: first(ORDER, correct=2), "m01-i04: expected the ranks 1 to 4, found [2, 2, 3, 4]."),
    "accept": (lambda: replace(ORDER, accept=(("o1", "o2"),)),
               "m01-i04: accept: ['o1', 'o2'] does not name each option once."),
    "reuse": (lambda: replace(first(MATCH, correct="design", slips=()), otherwise={"rain": "Wet?", "snow": "Cold?"}),
              "m01-i05: an answer serves two premises; say reuse: true, or change one."),
    "left over": (lambda: replace(MATCH, extra=("rain", "snow", "design")),
                  "m01-i05: the left-over answer 'design' is also a partner."),
    "slip": (lambda: first(MATCH, slips=(*MATCH.options[0].slips, Slip(chosen="hail", misconception="h", feedback="No."))),
             "m01-i05: o1: the slip 'hail' is none of the answers."),
    "otherwise": (lambda: replace(MATCH, otherwise=MATCH.otherwise | {"hail": "Is it ice?"}),
                  "m01-i05: otherwise: 'hail' is none of the answers."),
    "pile": (lambda: first(CARDS, correct=(("CX",), ("CX", "UX"))), "m01-i06: o1: 'UX' is no pile."),
    "many": (lambda: replace(CARDS, many=False, options=(
                 CARDS.options[0], *(replace(o, correct=(("CX",),)) for o in CARDS.options[1:]))),
             "m01-i06: o1: accepts two piles; say many: true."),
    "HTML": (lambda: replace(SINGLE, hint="Look at <b>this</b>."),
             "m01-i01: holds HTML; write plain text, with `code` in backticks."),
    "C1": (lambda: replace(SINGLE, facts=()), "m01-i01: C1 needs a fact and an outcome of m01; found [], 'm01.o1'."),
    "A1": (lambda: replace(SINGLE, image=Image(src="map.svg", alt="map.svg")),
           "m01-i01: A1 alt text says what a picture shows, in 20 characters or more; found 'map.svg'."),
    "S1": (lambda: replace(SINGLE, stem="The door."),
           "m01-i01: S1 the stem should ask a question or begin with what to do."),
    "S2": (lambda: replace(SINGLE, stem="Well, " * 60 + "which one?"), "m01-i01: S2 the stem has 62 words; at most 60."),
    "S3": (lambda: replace(SINGLE, stem="Which door is not open?"),
           "m01-i01: S3 the question is negative; turn it round, or write NOT in capitals."),
    "F1": (lambda: replace(SINGLE, options=SINGLE.options[:2]), "m01-i01: F1 a single item has 3 or 4 options; found 2."),
    "F2": (lambda: replace(MULTI, stem="Select what applies."),
           "m01-i02: F2 a multi item says “select every one that applies”."),
    "F3": (lambda: replace(ORDER, options=ORDER.options[:3]), "m01-i04: F3 an order has 4 to 7 elements; found 3."),
    "F4": (lambda: replace(MATCH, extra=("rain",), otherwise={"service": "Who serves?", "rain": "Is it wet?"}),
           "m01-i05: F4 a match has two answers over, or lets answers be used again."),
    "F5": (lambda: replace(CARDS, options=CARDS.options[:5]),
           "m01-i06: F5 a card sort has up to 5 piles and 6 to 16 cards; found 2 and 5."),
    "O3": (lambda: first(SINGLE, text="the first of all doors in the long hall"),
           "m01-i01: O3 the longest option has 39 characters, the shortest 14: above 2.2 to 1."),
    "O4": (lambda: first(SINGLE, text="all of the above"), "m01-i01: O4 o1: no “all of the above”."),
    "O5": (lambda: first(SINGLE, text="always the first"),
           "m01-i01: O5 o1: “always” and “never” give wrong options away."),
    "O7 hint": (lambda: replace(SINGLE, hint=" "), "m01-i01: O7 needs a hint and an explanation."),
    "O7 words": (lambda: replace(SINGLE, options=(*SINGLE.options[:2], replace(SINGLE.options[2], feedback="No."))),
                 "m01-i01: O7 o3: feedback has 1 words; 8 to 30 that name the error."),
    "O7 misconception": (lambda: replace(SINGLE, options=(*SINGLE.options[:2], replace(SINGLE.options[2], misconception=None))),
                         "m01-i01: O7 o3: a wrong option names its misconception."),
    "O7 premise": (lambda: first(MATCH, slips=()),
                   "m01-i05: O7 o1: no words for the wrong choice 'design'; add a slip or a line to otherwise."),
    "O7 card": (lambda: replace(first(CARDS, slips=()), otherwise={"CS": "Which part?"}),
                "m01-i06: O7 o1: no words for the wrong choice 'CS'; add a slip or a line to otherwise."),
}  # fmt: skip


def test_sound_items_of_every_kind_have_no_fault() -> None:
    assert lint_items(SOUND) == []


@pytest.mark.parametrize("rule", BROKEN)
def test_each_rule_names_what_breaks_it_and_nothing_else(rule: str) -> None:
    broken, told = BROKEN[rule]
    assert lint_items([broken()]) == [told]


def test_a_house_rule_can_be_overruled_in_writing_and_a_structure_cannot() -> None:
    two = replace(SINGLE, options=SINGLE.options[:2], overruled={"F1": "there are two doors in the story"})
    assert lint_items([two]) == []
    keyless = replace(two, options=(choice("one"), choice("two")), overruled=dict.fromkeys(("F1", "O1"), "for a test"))
    assert lint_items([keyless]) == ["m01-i01: expected exactly one right option, found 0."]


def test_an_id_is_used_once() -> None:
    assert lint_items([SINGLE, SINGLE]) == ["m01-i01: this id stands 2 times; ids are never reused."]


def banked(items: tuple[Item, ...], *names: str) -> list[str]:
    return lint_bank(Bank(module="m01", quizzes=(QuizSpec(id="m01-before", title="Before", items=names),), items=items))


def test_a_bank_shows_each_of_its_items_once() -> None:
    assert banked(SOUND, *(i.id for i in SOUND)) == []
    assert banked((SINGLE,)) == ["m01-i01: is in no quiz. Add it to one, or retire it."]
    assert banked((SINGLE,), "m01-i01", "m01-i01") == ["m01-i01: is in 2 places of the quizzes; use it once."]
    assert banked((SINGLE,), "m01-i01", "m01-i9") == ["m01-before: names item m01-i9, which is not in the bank."]
    strange = replace(SINGLE, module="m02", outcome="m02.o1")
    assert banked((strange,), "m01-i01") == ["m01-i01: belongs to module m02, but this is the bank of m01."]


def test_keys_that_are_longer_or_stand_in_one_place_show_in_the_whole_bank() -> None:
    def bank(texts: tuple[str, str, str], right: int) -> list[str]:
        options = tuple(choice(text, n == right) for n, text in enumerate(texts))
        items = tuple(replace(SINGLE, id=f"m01-i{n:02}", options=options) for n in range(6))
        return banked(items, *(i.id for i in items))

    assert bank(("first", "second one", "third"), 1) == [
        "O3 the key is the longest option in 100% of the single items; at most 40 %.",
        "O6 the key stands in place 2 in 100% of the single items.",
    ]
    assert bank(("second one", "first", "third"), 1) == ["O6 the key stands in place 2 in 100% of the single items."]
