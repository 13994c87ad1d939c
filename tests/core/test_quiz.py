"""Items and prompts: what is shown, in which order, and what is never shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import permutations
from typing import Any

import pytest

from cxcourse.content import load_bank, load_course
from cxcourse.core.marking import mark
from cxcourse.core.quiz import Item, Match, Order, prompt, right_orders, solution
from tests.core.items import ALL, CARDS, MATCH, MULTI, NUMERIC, ORDER, RIGHT_ORDER, SINGLE

BANK = [item for m in load_course().modules if m.status == "ready" for item in load_bank(m.id).items]
every_item = pytest.mark.parametrize("item", [*ALL, *BANK], ids=lambda item: item.id)


def texts(value: Any) -> Iterator[str]:
    """Every string in a nest of dicts and lists, names of fields included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


# ---------------------------------------------------------------- what is shown


@every_item
def test_prompt_holds_no_field_of_the_key(item: Item) -> None:
    key = {
        "correct",
        "feedback",
        "misconception",
        "slips",
        "otherwise",
        "hint",
        "explanation",
        "tol",
        "value",
        "accept",
    }
    assert not key & set(texts(asdict(prompt(item))))


@every_item
def test_prompt_holds_no_text_that_explains(item: Item) -> None:
    shown = "\n".join(texts(asdict(prompt(item))))
    hidden = {item.explanation, *(o.feedback for o in item.options)}
    assert [text for text in hidden if text in shown] == []
    assert "HIDDEN" not in shown and "hidden-" not in shown


def test_a_number_shows_its_unit_and_no_value() -> None:
    shown = prompt(NUMERIC)
    assert shown.unit == "points" and shown.options == () and shown.answers == ()


def test_match_shows_every_answer_once_with_those_left_over_by_the_alphabet() -> None:
    """Whatever their order in the file: a shuffle with a known seed could be worked back to the pairs."""
    for item in (MATCH, replace(MATCH, options=MATCH.options[::-1])):
        assert prompt(item).answers == ("Design", "Nothing fits", "Service")


def test_piles_stay_in_the_order_of_the_author() -> None:
    assert prompt(CARDS).answers == ("CX", "CS", "UX")


def test_options_without_an_id_are_named_by_place_and_others_keep_theirs() -> None:
    first = replace(SINGLE.options[0], id="own-name")
    item = replace(SINGLE, options=(first, *(replace(o, id=None) for o in SINGLE.options[1:])))
    assert [o.id for o in item.options] == ["own-name", "o2", "o3"]


# ---------------------------------------------------------------- in which order


def test_shuffle_is_the_same_on_every_machine() -> None:
    # frozen: a change here moves the letters under every learner who comes back
    assert [o.id for o in prompt(MULTI).options] == ["o3", "o4", "o1", "o5", "o2"]
    assert [o.id for o in prompt(MATCH).options] == ["o2", "o4", "o3", "o1"]


def test_another_seed_shows_another_order_of_the_same_options() -> None:
    orders = {tuple(o.id for o in prompt(MULTI, seed).options) for seed in range(20)}
    assert len(orders) > 5
    assert {frozenset(order) for order in orders} == {frozenset(o.id for o in MULTI.options)}


def test_order_never_starts_right() -> None:
    short = replace(ORDER, options=ORDER.options[:2])
    for item in (short, ORDER):
        starts = [[o.id for o in prompt(item, seed).options] for seed in range(200)]
        assert right_orders(item)[0] not in starts


def test_order_never_starts_in_an_alternative_that_is_accepted() -> None:
    three = replace(ORDER, options=ORDER.options[:3])
    every = [list(order) for order in permutations(("o1", "o2", "o3"))]
    only_wrong = ["o3", "o1", "o2"]
    item = replace(three, accept=tuple(tuple(order) for order in every if order != only_wrong))
    assert {tuple(o.id for o in prompt(item, seed).options) for seed in range(50)} == {tuple(only_wrong)}


# ---------------------------------------------------------------- the solution


@every_item
def test_solution_marks_full(item: Item) -> None:
    assert mark(item, solution(item)).score == 1.0


@every_item
def test_solution_is_made_of_what_is_shown(item: Item) -> None:
    shown, right = prompt(item), solution(item)
    ids = {o.id for o in shown.options}
    if isinstance(item, Order):
        assert sorted(right) == sorted(ids)
    if isinstance(right, dict):
        assert set(right) == ids
        placed = right.values() if isinstance(item, Match) else [pile for piles in right.values() for pile in piles]
        assert set(placed) <= set(shown.answers)


def test_right_order_follows_the_ranks_and_not_the_file() -> None:
    assert solution(ORDER) == RIGHT_ORDER
