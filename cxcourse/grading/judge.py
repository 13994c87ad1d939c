"""The judge: an item with its key, a recorded response, and out comes a verdict with its reasons.

Pure: no Jupyter, no files. A verdict speaks about the choices that were made and never about those that should have
been made, so it can be shown to the learner as it is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cxcourse.core.marking import Mark, Note, discordant, mark, right_orders
from cxcourse.core.quiz import CardSort, Item, Match, Multi, Numeric, Order, Single
from cxcourse.errors import AnswerError

NOT_ANSWERED = "Not answered."


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing that was judged: what it is, what was answered, the points and the reason for them."""

    label: str
    points: float
    max_points: float
    reason: str
    answer: str = ""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a response to one task is worth, and why; ``points`` is a plain float from 0 to ``max_points``.

    ``misconceptions`` are names for reports on many learners; ``ideas`` tells those that have a sentence of their own
    to the learner.
    """

    task: str
    points: float
    max_points: float
    criteria: tuple[Criterion, ...] = ()
    misconceptions: tuple[str, ...] = ()
    ideas: tuple[str, ...] = ()


def judge(item: Item, points: float, response: Any) -> Verdict:
    """Judge a recorded response.

    Parameters
    ----------
    item : Item
        The item with its key.
    points : float
        What a fully right response is worth.
    response : object
        Whatever was recorded. It comes from a learner's machine, so nothing about it is taken for granted.

    Returns
    -------
    Verdict
        Partial credit with a reason a criterion. A blank or unreadable response is worth 0 and says so.

    Examples
    --------
    >>> from cxcourse.core.quiz import Choice
    >>> item = Single(id="x-a1", version=1, module="x", outcome="x.o1", facts=(), bloom="apply", type="single",
    ...     stem="Which?", hint="", explanation="", status="draft", options=(
    ...     Choice(text="this", correct=True, feedback="It fits."),
    ...     Choice(text="that", correct=False, feedback="It does not help.", misconception="that-helps")))
    >>> judge(item, 2, "o1").points, judge(item, 2, "o2").misconceptions, judge(item, 2, ["?"]).points
    (2.0, ('that-helps',), 0.0)
    """
    whole = max(0.0, float(points))
    try:
        answer, spoilt = _CLEANERS[type(item)](item, response)
    except AnswerError as error:
        return nothing(item.id, whole, f"The recorded answer could not be read: {error}")
    if not answer and not isinstance(answer, float):
        return nothing(item.id, whole, " ".join(spoilt.values()) or NOT_ANSWERED)
    result = mark(item, answer)
    criteria = _DESCRIBERS[type(item)](item, whole, answer, result, spoilt)
    return Verdict(
        task=item.id, points=clip(result.score * whole, whole), max_points=whole, criteria=tuple(criteria),
        misconceptions=result.misconceptions,
    )  # fmt: skip


def clip(points: Any, most: float) -> float:
    """Return points as a plain float from 0 to ``most``; what is no number counts 0.

    nbgrader reads the grade from the text of a cell's last value, and takes ``nan``, numbers below 0 and the text
    of a numpy scalar for full marks. Nothing but a float from this function reaches it.

    Examples
    --------
    >>> clip(2.5, 4), clip(9, 4), clip(float("nan"), 4), clip("4", 4)
    (2.5, 4.0, 0.0, 0.0)
    """
    try:
        number = float(points) if not isinstance(points, str | bytes | bool) else 0.0
    except (TypeError, ValueError, OverflowError):
        return 0.0
    return round(min(max(number, 0.0), float(most)), 6) if math.isfinite(number) else 0.0


def nothing(task: str, whole: float, reason: str, label: str = "The whole task") -> Verdict:
    """Return the verdict on a response that holds nothing to be judged, for one reason.

    Examples
    --------
    >>> nothing("m01-a1", 4.0, NOT_ANSWERED).criteria[0].reason
    'Not answered.'
    """
    only = Criterion(label=label, points=0.0, max_points=whole, reason=reason)
    return Verdict(task=task, points=0.0, max_points=whole, criteria=(only,))


# ------------------------------------------------ what was recorded, made safe: (response, reasons of spoilt parts)

_Clean = tuple[Any, dict[str, str]]


def _clean_single(item: Single, raw: Any) -> _Clean:
    if raw is None or (isinstance(raw, str) and raw in _texts(item)):
        return raw, {}
    raise AnswerError("it names no option of this question.")


def _clean_multi(item: Multi, raw: Any) -> _Clean:
    known = _texts(item)
    return [o for o in _listed(raw) if isinstance(o, str) and o in known], {}


def _clean_number(item: Numeric, raw: Any) -> _Clean:
    if raw is None:
        return None, {}
    try:
        number = float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else math.nan
    except OverflowError:
        number = math.nan
    if not math.isfinite(number):
        raise AnswerError("it is not a number.")
    return number, {}


def _clean_order(item: Order, raw: Any) -> _Clean:
    order = _listed(raw)
    if not order:
        return [], {}
    if not all(isinstance(o, str) for o in order) or sorted(order) != sorted(_texts(item)):
        raise AnswerError("it does not name every element exactly once.")
    return order, {}


def _clean_match(item: Match, raw: Any) -> _Clean:
    offered = {o.correct for o in item.options} | set(item.extra)
    pairs, spoilt = {}, {}
    for option, given in _mapped(item, raw).items():
        if isinstance(given, str) and given in offered:
            pairs[option] = given
        elif given:
            spoilt[option] = "This is none of the answers that were offered."
    return pairs, spoilt


def _clean_cards(item: CardSort, raw: Any) -> _Clean:
    cards, spoilt = {}, {}
    for option, given in _mapped(item, raw).items():
        named = [given] if isinstance(given, str) else given
        if not isinstance(named, list) or not all(isinstance(p, str) and p in item.piles for p in named):
            spoilt[option] = "This is none of the piles that were offered."
        elif len(set(named)) > 1 and not item.many:
            spoilt[option] = "A card goes on one pile here."
        elif named:
            cards[option] = [p for p in item.piles if p in named]
    return cards, spoilt


def _texts(item: Item) -> dict[str, str]:
    return {o.id: getattr(o, "text", "") for o in item.options}


def _listed(raw: Any) -> list[Any]:
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise AnswerError("a list of choices was expected.")
    return raw


def _mapped(item: Item, raw: Any) -> Mapping[str, Any]:
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise AnswerError("pairs were expected.")
    return {o.id: raw[o.id] for o in item.options if raw.get(o.id) not in (None, "", [])}


# ------------------------------------------------ reasons


def _one(item: Single, whole: float, answer: str, result: Mark, spoilt: dict[str, str]) -> list[Criterion]:
    note = result.notes[0]
    points = whole if note.right else 0.0
    return [_line("Your choice", points, whole, _said(note), _texts(item)[answer])]


def _several(item: Multi, whole: float, answer: list[str], result: Mark, spoilt: dict[str, str]) -> list[Criterion]:
    texts, share = _texts(item), whole / sum(o.correct for o in item.options)
    lines = [
        _line(texts[n.option], share, share, _said(n), "chosen")
        if n.right
        else _line(texts[n.option], -share, 0.0, _said(n) + " A wrong choice takes back a right one.", "chosen")
        for n in result.notes
    ]
    left = whole - share * sum(n.right for n in result.notes)
    if left > 1e-9:
        lines.append(_line("What you did not choose", 0.0, left, "Something that applies was left out."))
    return lines


def _number(item: Numeric, whole: float, answer: float, result: Mark, spoilt: dict[str, str]) -> list[Criterion]:
    note = result.notes[0]
    shown = f"{answer:.10g} {item.unit}".strip()
    return [_line("Your number", whole if note.right else 0.0, whole, _said(note), shown)]


def _sequence(item: Order, whole: float, answer: list[str], result: Mark, spoilt: dict[str, str]) -> list[Criterion]:
    options = {o.id: o for o in item.options}
    best = min(right_orders(item), key=lambda right: discordant(answer, right))
    wrong, pairs = discordant(answer, best), len(answer) * (len(answer) - 1) // 2
    crossed = [(n, a, b) for n, (a, b) in enumerate(pairwise(answer), start=1) if best.index(a) > best.index(b)]
    reason = "Right."
    if wrong:
        reason = f"{wrong} of {pairs} pairs stand the wrong way round. Look again at these neighbours."
    shown = " → ".join(options[o].text for o in answer)
    lines = [_line("Your order", result.score * whole, whole, reason, shown)]
    for n, a, b in crossed:
        hint = f"{options[a].text}: {options[a].feedback} {options[b].text}: {options[b].feedback}"
        lines.append(_line(f"Your places {n} and {n + 1}", 0.0, 0.0, hint, f"{options[a].text} → {options[b].text}"))
    return lines


def _placings(item: Any, whole: float, answer: dict[str, Any], result: Mark, spoilt: dict[str, str]) -> list[Criterion]:
    share, notes = whole / len(item.options), {n.option: n for n in result.notes}
    lines = []
    for option in item.options:
        given = answer.get(option.id)
        if given is None:
            lines.append(_line(option.text, 0.0, share, spoilt.get(option.id, NOT_ANSWERED)))
            continue
        near = _nearness(option, given)
        shown = given if isinstance(given, str) else ", ".join(given)
        lines.append(_line(option.text, near * share, share, _said(notes[option.id], near), shown))
    return lines


def _nearness(option: Any, given: Any) -> float:
    """Return the share of one premise or card, by the rules of :func:`cxcourse.core.marking.mark`."""
    if isinstance(given, str):
        return float(given == option.correct)
    return max(len({*given} & {*s}) / len({*given} | {*s}) for s in option.correct)


def _said(note: Note, near: float | None = None) -> str:
    verdict = "Right." if note.right else "Partly right." if near else "This does not fit."
    return f"{verdict} {note.text}".strip()


def _line(label: str, points: float, most: float, reason: str, answer: str = "") -> Criterion:
    return Criterion(label=label, points=round(points, 6), max_points=round(most, 6), reason=reason, answer=answer)


_CLEANERS: dict[type[Any], Callable[[Any, Any], _Clean]] = {
    Single: _clean_single, Multi: _clean_multi, Numeric: _clean_number,
    Order: _clean_order, Match: _clean_match, CardSort: _clean_cards,
}  # fmt: skip
_DESCRIBERS: dict[type[Any], Callable[..., list[Criterion]]] = {
    Single: _one, Multi: _several, Numeric: _number, Order: _sequence, Match: _placings, CardSort: _placings,
}  # fmt: skip
