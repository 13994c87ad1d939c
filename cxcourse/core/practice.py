"""Practising one item: choose → check → feedback and hint → second try → explanation.

A :class:`Practice` is what happened so far. It never changes; every step returns a new one. "Not tried" is a state
of its own and never counts as wrong. The first attempt is kept for good, for item analysis.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from cxcourse.core.marking import Mark, mark
from cxcourse.core.quiz import Item, Prompt, prompt
from cxcourse.core.response import missing, read_response
from cxcourse.errors import AnswerError

TRIES = 2
KEPT = 20
"""Attempts kept of one item: the first, which item analysis needs, and the latest."""

Standing = Literal["not-tried", "chosen", "not-yet", "right", "explained"]


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A response that was checked: when, in which round, and its score from 0 to 1."""

    response: Any
    score: float
    at: str
    round: int = 1


@dataclass(frozen=True, kw_only=True)
class Practice:
    """What a learner did with one item: the response that stands, and every attempt."""

    response: Any = None
    attempts: tuple[Attempt, ...] = ()
    round: int = 1

    @property
    def tries(self) -> tuple[Attempt, ...]:
        """The attempts of the present round."""
        return tuple(a for a in self.attempts if a.round == self.round)

    @property
    def standing(self) -> Standing:
        """Where the learner is with this item."""
        if not self.tries:
            return "not-tried" if self.response in (None, [], {}) else "chosen"
        if self.tries[-1].score > 1 - 1e-9:
            return "right"
        return "explained" if len(self.tries) >= TRIES else "not-yet"

    @property
    def closed(self) -> bool:
        """Whether this round is over."""
        return self.standing in ("right", "explained")


def choose(question: Prompt, practice: Practice, raw: Any) -> Practice:
    """Return the practice with another standing response; nothing is checked yet."""
    if practice.closed:
        raise AnswerError(f"{question.id}: this question is closed. Choose “Practise again” to have another go.")
    return replace(practice, response=read_response(question, raw))


def check(item: Item, practice: Practice, at: str) -> Practice:
    """Return the practice with the standing response checked as an attempt.

    Raises
    ------
    AnswerError
        Nothing, or not everything, is answered yet; or the round is over.
    """
    if practice.closed:
        raise AnswerError(f"{item.id}: this question is closed. Choose “Practise again” to have another go.")
    left = missing(prompt(item), practice.response)
    if left:
        raise AnswerError(_open(left, practice.response))
    attempt = Attempt(
        response=practice.response, score=mark(item, practice.response).score, at=at, round=practice.round
    )
    return replace(practice, attempts=(*practice.attempts[:1], *practice.attempts[1:][-KEPT + 2 :], attempt))


def _open(left: int, response: Any) -> str:
    if left > 1:
        return f"{left} are still open. Place them all, then check."
    return "One is still open. Place it, then check." if response else "Answer first, then check."


def again(practice: Practice) -> Practice:
    """Return the practice at the start of a new round; earlier attempts stay."""
    return replace(practice, response=None, round=practice.round + 1) if practice.closed else practice


def last_mark(item: Item, practice: Practice) -> Mark | None:
    """Return the mark of the latest attempt of this round, or ``None`` before the first."""
    return mark(item, practice.tries[-1].response) if practice.tries else None


def to_json(practice: Practice) -> dict[str, Any]:
    """Return the practice as plain JSON, the shape of an answers file."""
    return {
        "response": practice.response,
        "round": practice.round,
        "attempts": [
            {"response": a.response, "score": round(a.score, 4), "at": a.at, "round": a.round}
            for a in practice.attempts
        ],
    }


def from_json(item: Item, data: Any) -> Practice:
    """Read a practice from an answers file, keeping every part that fits the item.

    Scores are marked anew: a file can be edited, a key can be corrected.
    """
    if not isinstance(data, dict):
        return Practice()
    question = prompt(item)
    entries = data.get("attempts") if isinstance(data.get("attempts"), list) else []
    found = [_attempt(item, question, entry) for entry in entries if isinstance(entry, dict)]
    return Practice(
        response=_fitting(question, data.get("response")),
        attempts=tuple(attempt for attempt in found if attempt),
        round=_round(data.get("round")),
    )


def _attempt(item: Item, question: Prompt, entry: dict[str, Any]) -> Attempt | None:
    response, at = _fitting(question, entry.get("response")), entry.get("at")
    if response in (None, [], {}):
        return None
    at = at[:40] if isinstance(at, str) else ""
    return Attempt(response=response, score=mark(item, response).score, at=at, round=_round(entry.get("round")))


def _round(raw: Any) -> int:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 10**6 else 1


def _fitting(question: Prompt, raw: Any) -> Any:
    try:
        return read_response(question, raw)
    except AnswerError:
        return None
