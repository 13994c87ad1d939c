"""Reading what people write, and marking it: worked cases with the arithmetic beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cxcourse.core.marking import discordant, mark
from cxcourse.core.quiz import Card, Number, Prompt, Shown, prompt
from cxcourse.core.response import missing, read_response
from cxcourse.errors import AnswerError
from tests.core.items import ALL, CARDS, MATCH, MULTI, NUMERIC, ORDER, RIGHT_ORDER, SINGLE

# Letters follow the order shown: SINGLE o2 o1 o3, MULTI o3 o4 o1 o5 o2, ORDER o5 o3 o4 o2 o6 o1, CARDS o2 o1.


def read(item: Any, raw: Any) -> Any:
    return read_response(prompt(item), raw)


def score(item: Any, response: Any) -> float:
    return mark(item, response).score


# ---------------------------------------------------------------- single


@pytest.mark.parametrize(("response", "points"), [("o1", 0.0), ("o2", 1.0), ("o3", 0.0)])
def test_single_is_all_or_nothing(response: str, points: float) -> None:
    assert score(SINGLE, response) == points


def test_single_says_what_belongs_to_the_chosen_option_only() -> None:
    wrong = mark(SINGLE, "o1")
    assert [n.text for n in wrong.notes] == ["HIDDEN about first door"] and not wrong.right
    assert wrong.misconceptions == ("hidden-first",)
    assert mark(SINGLE, "o2").misconceptions == ()


# ---------------------------------------------------------------- multi: (hits - false alarms) / number right


@pytest.mark.parametrize(
    ("response", "points"),
    [
        (["o1", "o3", "o5"], 1.0),  # (3 - 0) / 3
        (["o1", "o3"], 2 / 3),  # (2 - 0) / 3
        (["o1", "o3", "o2"], 1 / 3),  # (2 - 1) / 3
        (["o1", "o2", "o3", "o4", "o5"], 1 / 3),  # (3 - 2) / 3: ticking all is no way to full marks
        (["o1", "o2"], 0.0),  # (1 - 1) / 3
        (["o2", "o4"], 0.0),  # (0 - 2) / 3 = -2/3, floored at 0
    ],
)
def test_multi_counts_hits_less_false_alarms(response: list[str], points: float) -> None:
    assert score(MULTI, response) == pytest.approx(points)


def test_multi_notes_only_what_was_chosen() -> None:
    notes = mark(MULTI, ["o1", "o4"]).notes
    assert [(n.option, n.right, n.misconception) for n in notes] == [("o1", True, None), ("o4", False, "hidden-rumour")]


# ---------------------------------------------------------------- numeric: tolerance and the nearest slip


@pytest.mark.parametrize(("value", "points"), [(30, 1), (30.5, 1), (29.5, 1), (30.51, 0), (29.49, 0), (-30, 0)])
def test_numeric_tolerance_includes_its_ends(value: float, points: float) -> None:
    assert score(NUMERIC, value) == points


@pytest.mark.parametrize(
    ("value", "slip"),
    [
        (60, ("hidden-passives",)),
        (61.4, ("hidden-passives",)),  # 1.4 from 60, 1.6 from 63
        (61.6, ("hidden-other",)),  # 1.6 from 60, 1.4 from 63
        (45, ()),  # near to none
    ],
)
def test_numeric_names_the_nearest_slip(value: float, slip: tuple[str, ...]) -> None:
    assert mark(NUMERIC, value).misconceptions == slip


def test_numeric_at_equal_distance_decides_for_the_learner() -> None:
    slip = Number(value=32, tol=1, correct=False, feedback="", misconception="near")
    right = Number(value=30, tol=1, correct=True, feedback="")
    assert score(replace(NUMERIC, options=(slip, right)), 31) == 1.0


def test_numeric_nearer_to_a_slip_than_to_the_right_value_is_the_slip() -> None:
    slip = Number(value=33, tol=1, correct=False, feedback="", misconception="near")
    right = Number(value=30, tol=3, correct=True, feedback="")
    item = replace(NUMERIC, options=(right, slip))
    assert mark(item, 32.4).misconceptions == ("near",)  # 0.6 from 33, 2.4 from 30, within both tolerances
    assert score(item, 31.4) == 1.0  # 1.6 from 33, 1.4 from 30


def test_numeric_tolerance_survives_binary_fractions() -> None:
    exact = Number(value=0.3, tol=0, correct=True, feedback="")
    assert score(replace(NUMERIC, options=(exact,)), 0.1 + 0.2) == 1.0


# ---------------------------------------------------------------- order: 1 - discordant pairs / all pairs


def swapped(order: list[str], i: int, j: int) -> list[str]:
    other = list(order)
    other[i], other[j] = other[j], other[i]
    return other


@pytest.mark.parametrize(
    ("response", "points"),
    [
        (RIGHT_ORDER, 1.0),
        (swapped(RIGHT_ORDER, 2, 3), 14 / 15),  # six elements make 6 × 5 / 2 = 15 pairs; one stands the other way
        (swapped(RIGHT_ORDER, 0, 5), 6 / 15),  # ends exchanged: 4 + 4 pairs with those between, and their own = 9
        ([*RIGHT_ORDER[1:], RIGHT_ORDER[0]], 10 / 15),  # first moved to the end: 5 pairs
        (RIGHT_ORDER[::-1], 0.0),
    ],
)
def test_order_counts_pairs_that_stand_right(response: list[str], points: float) -> None:
    assert score(ORDER, response) == pytest.approx(points)


def test_order_takes_the_best_of_the_accepted_orders() -> None:
    other = swapped(RIGHT_ORDER, 0, 1)
    item = replace(ORDER, accept=(tuple(other),))
    assert score(item, other) == score(item, RIGHT_ORDER) == 1.0
    # o4 o2 o1 o3 o6 o5 is one pair from the alternative and two pairs from the first order
    near = swapped(other, 3, 4)
    assert score(item, near) == pytest.approx(14 / 15)
    assert score(ORDER, near) == pytest.approx(13 / 15)


def test_order_notes_say_which_place_is_right() -> None:
    notes = mark(ORDER, swapped(RIGHT_ORDER, 0, 1)).notes
    assert [n.right for n in notes] == [False, False, True, True, True, True]


def test_discordant_counts_by_hand() -> None:
    # against a b c d, the order d a c b has (d,a) (d,c) (d,b) (c,b) the other way round
    assert discordant(list("dacb"), list("abcd")) == 4


# ---------------------------------------------------------------- match: share of premises


@pytest.mark.parametrize(
    ("response", "points"),
    [
        ({"o1": "Service", "o2": "Service", "o3": "Design", "o4": "Design"}, 1.0),  # each answer used twice
        ({"o1": "Service", "o2": "Design", "o3": "Service", "o4": "Design"}, 0.5),  # 2 of 4
        ({"o1": "Service"}, 0.25),  # 1 of 4, three open
        ({"o1": "Nothing fits", "o2": "Nothing fits"}, 0.0),
    ],
)
def test_match_scores_premise_by_premise(response: dict[str, str], points: float) -> None:
    assert score(MATCH, response) == points


def test_match_names_a_slip_only_where_the_author_did() -> None:
    marked = mark(MATCH, {"o1": "Design", "o2": "Design"})
    assert marked.misconceptions == ("hidden-call",)
    assert [n.text for n in marked.notes] == ["HIDDEN slip", "HIDDEN of Design"]


def test_a_wrong_choice_without_a_slip_is_told_what_its_answer_stands_for() -> None:
    matched = mark(MATCH, {"o1": "Nothing fits", "o2": "Nothing fits", "o3": "Service", "o4": "Design"})
    assert [n.text for n in matched.notes] == ["HIDDEN of nothing", "HIDDEN of nothing", "", "HIDDEN button"]
    assert matched.misconceptions == ()
    # on two piles the words are about the wrong one; on a pile that is right with another one they would be untrue
    assert [n.text for n in mark(CARDS, {"o1": ["CX", "CS"], "o2": ["CX", "UX"]}).notes] == [
        "HIDDEN of CS",
        "HIDDEN of UX",
    ]
    assert [n.text for n in mark(CARDS, {"o2": ["CS"]}).notes] == [""]


# ---------------------------------------------------------------- card sort: mean of the best Jaccard


@pytest.mark.parametrize(
    ("response", "points"),
    [
        ({"o1": ["CX"], "o2": ["CX"]}, 1.0),
        ({"o1": ["CX"], "o2": ["CX", "CS"]}, 1.0),  # the other accepted set
        ({"o1": ["CX", "CS"], "o2": ["CX"]}, 0.75),  # NPS: 1 of 2 piles = 1/2; (1/2 + 1) / 2
        ({"o1": ["CX"], "o2": ["CS"]}, 0.75),  # retention on CS: 0 with {CX}, 1/2 with {CX, CS}; best 1/2
        ({"o1": ["CX", "CS", "UX"], "o2": ["CX", "CS", "UX"]}, 0.5),  # 1/3 and best of 1/3, 2/3; (1/3 + 2/3) / 2
        ({"o1": ["CX"]}, 0.5),  # a card left over counts 0
        ({"o1": ["UX"], "o2": ["UX"]}, 0.0),
    ],
)
def test_cards_take_the_best_accepted_set(response: dict[str, list[str]], points: float) -> None:
    assert score(CARDS, response) == pytest.approx(points)


def test_cards_name_the_slip_that_was_chosen() -> None:
    assert mark(CARDS, {"o1": ["UX"], "o2": ["UX"]}).misconceptions == ("hidden-nps",)


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.type)
@pytest.mark.parametrize("nothing", [None, [], {}])
def test_nothing_answered_scores_nothing_and_says_nothing(item: Any, nothing: Any) -> None:
    assert mark(item, nothing) == mark(item, None)
    assert score(item, nothing) == 0 and mark(item, nothing).notes == ()


# ---------------------------------------------------------------- reading: letters, ids, texts


@pytest.mark.parametrize("raw", ["a", "A", " a ", "o2", "second door"])
def test_single_reads_letter_id_and_text(raw: str) -> None:
    assert read(SINGLE, raw) == "o2"


@pytest.mark.parametrize("raw", ["d", "ab", "o9", "second", 1, True, 1.0, ["a"], {"a": 1}])
def test_single_refuses_what_is_no_option_and_says_what_would_be(raw: Any) -> None:
    with pytest.raises(AnswerError, match=r"^x01-i01: found .*letter from a to c, as shown\.$"):
        read(SINGLE, raw)


def test_a_stored_id_is_never_taken_for_a_letter() -> None:
    shown = Prompt(
        id="x", type="single", stem="?",
        options=(Shown(id="b", text="one"), Shown(id="c", text="a"), Shown(id="a", text="three")),
    )  # fmt: skip
    assert read_response(shown, "a") == "a"  # and not "b", which stands first, nor the option with the text "a"
    assert read_response(shown, "c") == "c"


@pytest.mark.parametrize(
    "raw", ["a c", "c, a", "a;c", "C>A", ["o1", "o3"], ["speed factor", "c"], ("a", "c"), {"a", "c"}]
)
def test_multi_reads_lists_in_any_form_and_keeps_the_order_shown(raw: Any) -> None:
    assert read(MULTI, raw) == ["o3", "o1"]


def test_multi_refuses_one_bad_letter_among_good_ones() -> None:
    with pytest.raises(AnswerError, match="found 'x'"):
        read(MULTI, "a x")


def test_order_reads_every_element_once() -> None:
    assert read(ORDER, "d c f e b a") == ["o2", "o4", "o1", "o6", "o3", "o5"] == RIGHT_ORDER


@pytest.mark.parametrize("raw", ["a b c d e", "a a b c d e", "a b c d e f a"])
def test_order_refuses_what_is_left_out_or_doubled(raw: str) -> None:
    with pytest.raises(AnswerError, match=r"each of the 6 elements once; found '.*a b c d e f"):
        read(ORDER, raw)


@pytest.mark.parametrize("raw", [{"o1": "Service"}, {"call": 3}, {"d": "3"}, {"d": " Service "}])
def test_match_reads_pairs_by_letter_text_and_number(raw: dict[str, Any]) -> None:
    assert read(MATCH, raw) == {"o1": "Service"}


def test_match_leaves_out_premises_that_were_put_nowhere() -> None:
    assert read(MATCH, {"o1": "", "o2": None, "o3": "Design"}) == {"o3": "Design"}


@pytest.mark.parametrize(
    "raw", [{"o1": "4"}, {"o1": "0"}, {"o1": "²"}, {"o1": True}, {"o1": {}}, {"o9": 1}, ["o1"], "a 1", 3]
)
def test_match_refuses_what_is_no_pair(raw: Any) -> None:
    with pytest.raises(AnswerError, match=r"^x01-i05: found "):
        read(MATCH, raw)


@pytest.mark.parametrize("raw", [{"b": "CX"}, {"b": 1}, {"b": ["CX"]}, {"b": [1, "CX"]}, {"b": {"CX"}, "a": []}])
def test_cards_read_one_pile_or_several(raw: dict[str, Any]) -> None:
    assert read(CARDS, raw) == {"o1": ["CX"]}


def test_cards_keep_piles_in_the_order_of_the_question() -> None:
    assert read(CARDS, {"b": ["UX", "CX"]}) == {"o1": ["CX", "UX"]}


def test_cards_refuse_two_piles_where_one_is_asked() -> None:
    with pytest.raises(AnswerError, match="one pile here"):
        read(replace(CARDS, many=False), {"b": ["CX", "UX"]})


@pytest.mark.parametrize("item", ALL, ids=lambda item: item.type)
@pytest.mark.parametrize("raw", [None, "", "  "])
def test_an_empty_answer_is_no_answer_and_no_fault(item: Any, raw: Any) -> None:
    assert read(item, raw) is None


def test_a_number_that_is_none_is_refused_with_its_question() -> None:
    assert read(NUMERIC, "30 points") == 30.0
    with pytest.raises(AnswerError, match=rf"^{NUMERIC.id}: found 'thirty'; answer with a number"):
        read(NUMERIC, "thirty")


def test_messages_stay_short_whatever_was_written() -> None:
    deep: Any = []
    for _ in range(5000):
        deep = [deep]
    for item in ALL:
        for raw in ("x" * 100_000, deep, 10**5000, {"a": deep}):
            with pytest.raises(AnswerError) as told:
                read(item, raw)
            assert len(str(told.value)) < 250


# ---------------------------------------------------------------- what is still open


@pytest.mark.parametrize(
    ("item", "response", "left"),
    [
        (SINGLE, None, 1), (SINGLE, "o1", 0), (MULTI, [], 1), (MULTI, ["o1"], 0), (NUMERIC, 0.0, 0),
        (ORDER, [], 1), (ORDER, RIGHT_ORDER, 0), (MATCH, None, 4), (MATCH, {"o1": "Design"}, 3),
        (CARDS, {}, 2), (CARDS, {"o1": ["CX"], "o2": []}, 1), (CARDS, {"o1": ["CX"], "o2": ["CX"]}, 0),
    ],
)  # fmt: skip
def test_missing_counts_what_is_open(item: Any, response: Any, left: int) -> None:
    assert missing(prompt(item), response) == left


def test_a_card_with_no_accepted_set_nearby_scores_the_overlap_only() -> None:
    wide = Card(text="wide", correct=(("CX", "CS", "UX"),), feedback="")
    assert score(replace(CARDS, options=(wide,)), {"o1": ["UX"]}) == pytest.approx(1 / 3)  # 1 pile of 3
