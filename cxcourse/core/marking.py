"""Marking a response: one function a kind of item, partial credit with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from cxcourse.core.quiz import CardSort, Item, Match, Multi, Numeric, Order, Single, right_orders


@dataclass(frozen=True, kw_only=True)
class Note:
    """What marking says about one option: right or not, the words, the misconception it shows."""

    option: str
    right: bool
    text: str = ""
    misconception: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The outcome of marking: a score from 0 to 1 and a note for each thing that was judged."""

    score: float
    notes: tuple[Note, ...] = ()

    @property
    def right(self) -> bool:
        """Whether nothing was missing and nothing was wrong."""
        return self.score > 1 - 1e-9

    @property
    def misconceptions(self) -> tuple[str, ...]:
        """Every misconception that showed, once, in order of appearance."""
        return tuple(dict.fromkeys(n.misconception for n in self.notes if n.misconception))


def mark(item: Item, response: Any) -> Mark:
    """Mark a response in its stored shape.

    Parameters
    ----------
    item : Item
        The item with its key.
    response : object
        What :func:`cxcourse.core.response.read_response` returned.

    Returns
    -------
    Mark
        Score from 0 to 1. Single and numeric: 0 or 1. Multi: (hits − false alarms) / number right, at least 0.
        Order: 1 − discordant pairs / all pairs (Kendall), best over the accepted orders. Match: share of premises
        right. Card sort: mean over cards of the best Jaccard similarity with an accepted set of piles.

    Examples
    --------
    >>> from cxcourse.core.quiz import Number
    >>> nps = Numeric(id="x-i01", version=1, module="x", outcome="x.o1", facts=(), bloom="apply", type="numeric",
    ...     stem="50 promoters, 30 passives, 20 detractors: what is the NPS?", hint="", explanation="",
    ...     status="draft", options=(Number(value=30, tol=0.5, correct=True, feedback="50 % − 20 %."),
    ...     Number(value=80, correct=False, feedback="Passives are no promoters.", misconception="passives-counted")))
    >>> mark(nps, 30.2).score, mark(nps, 80).misconceptions
    (1.0, ('passives-counted',))
    """
    markers: dict[type[Item], Callable[[Any, Any], Mark]] = {
        Single: _mark_single, Multi: _mark_multi, Numeric: _mark_numeric,
        Order: _mark_order, Match: _mark_match, CardSort: _mark_cards,
    }  # fmt: skip
    if response is None or response == [] or response == {}:
        return Mark(score=0.0)
    return markers[type(item)](item, response)


def _mark_single(item: Single, response: str) -> Mark:
    option = next(o for o in item.options if o.id == response)
    return Mark(score=float(option.correct), notes=(_note(option),))


def _mark_multi(item: Multi, response: list[str]) -> Mark:
    chosen = [o for o in item.options if o.id in response]
    hits = sum(o.correct for o in chosen)
    right = sum(o.correct for o in item.options)
    return Mark(score=max(0.0, (hits - (len(chosen) - hits)) / right), notes=tuple(map(_note, chosen)))


def _mark_numeric(item: Numeric, response: float) -> Mark:
    near = [o for o in item.options if abs(response - o.value) <= o.tol + 1e-9]
    if not near:
        return Mark(score=0.0, notes=(Note(option="", right=False),))
    best = min(near, key=lambda o: (abs(response - o.value), not o.correct))
    return Mark(score=float(best.correct), notes=(_note(best),))


def _note(chosen: Any) -> Note:
    slip = None if chosen.correct else chosen.misconception
    return Note(option=chosen.id, right=chosen.correct, text=chosen.feedback, misconception=slip)


def discordant(order: list[str], right: list[str]) -> int:
    """Return the number of pairs that stand the other way round (Kendall's distance).

    Examples
    --------
    >>> discordant(["a", "c", "b"], ["a", "b", "c"])
    1
    """
    place = {element: i for i, element in enumerate(right)}
    return sum(place[first] > place[second] for first, second in combinations(order, 2))


def _mark_order(item: Order, response: list[str]) -> Mark:
    pairs = len(response) * (len(response) - 1) / 2
    best = min(right_orders(item), key=lambda right: discordant(response, right))
    notes = tuple(Note(option=e, right=e == r) for e, r in zip(response, best, strict=True))
    return Mark(score=1 - discordant(response, best) / pairs, notes=notes)


def _mark_match(item: Match, response: dict[str, str]) -> Mark:
    notes = []
    for option in item.options:
        given = response.get(option.id)
        if given is None:
            continue
        notes.append(_placed(item, option, given == option.correct, [given]))
    return Mark(score=sum(n.right for n in notes) / len(item.options), notes=tuple(notes))


def _mark_cards(item: CardSort, response: dict[str, list[str]]) -> Mark:
    notes, total = [], 0.0
    for option in item.options:
        given = set(response.get(option.id, ()))
        if not given:
            continue
        near = max(len(given & set(s)) / len(given | set(s)) for s in option.correct)
        total += near
        notes.append(_placed(item, option, near > 1 - 1e-9, sorted(given)))
    return Mark(score=total / len(item.options), notes=tuple(notes))


def _placed(item: Match | CardSort, option: Any, right: bool, given: list[str]) -> Note:
    if right:
        return Note(option=option.id, right=True, text=option.feedback)
    slip = next((s for s in option.slips if s.chosen in given), None)
    if slip:
        return Note(option=option.id, right=False, text=slip.feedback, misconception=slip.misconception)
    fits = {option.correct} if isinstance(item, Match) else set().union(*option.correct)
    wrong = next((answer for answer in given if answer not in fits), "")
    return Note(option=option.id, right=False, text=item.otherwise.get(wrong, ""))
