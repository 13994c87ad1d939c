"""Answers of every kind, right and wrong, as the browser sends them and as a person writes them."""

from __future__ import annotations

from typing import Any

from cxcourse.core.quiz import CardSort, Item, Match, Multi, Numeric, Order, Prompt, Single, right_orders, solution
from cxcourse.core.response import LETTERS


def wrong(item: Item) -> Any:
    """Return a complete response that is not right."""
    if isinstance(item, Single):
        return next(o.id for o in item.options if not o.correct)
    if isinstance(item, Multi):
        return [next(o.id for o in item.options if not o.correct)]
    if isinstance(item, Numeric):
        return 12345.0
    if isinstance(item, Order):
        return right_orders(item)[0][::-1]
    if isinstance(item, Match):
        return {o.id: next(p.correct for p in item.options if p.correct != o.correct) for o in item.options}
    assert isinstance(item, CardSort)
    return {o.id: [next(pile for pile in item.piles if [pile] not in map(list, o.correct))] for o in item.options}


def right(item: Item) -> Any:
    """Return the right response as stored, multi in the order of ids as a browser may send it."""
    return solution(item)


def by_letters(question: Prompt, response: Any) -> Any:
    """Return a stored response as a person would type it, with the letters and numbers of ``as_text``."""
    letters = {o.id: letter for o, letter in zip(question.options, LETTERS, strict=False)}
    numbers = {text: str(place) for place, text in enumerate(question.answers, start=1)}
    if question.type == "single":
        return letters[response].upper()
    if question.type in ("multi", "order"):
        return " ".join(letters[o] for o in response)
    if question.type == "numeric":
        return f"{response:g}".replace(".", ",") + " %"
    if question.type == "match":
        return {letters[o]: numbers[text] for o, text in response.items()}
    return {letters[o]: [int(numbers[pile]) for pile in piles] for o, piles in response.items()}
