"""Glossary cards: write your own definition first, compare, and meet the missed ones again.

The spacing is Leitner's: a card that was known moves one box up and rests longer, a missed one goes back to the
first box and returns in the same sitting.

References
----------
S. Leitner (1972), *So lernt man lernen*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

REST_DAYS = (0, 1, 3, 7, 21)
"""Days that a card rests in each box; the first box does not rest."""

OWN = 2000
"""Most characters of a learner's own definition."""

Rating = Literal["missed", "nearly", "known"]


@dataclass(frozen=True, kw_only=True)
class CardState:
    """What a learner did with one term."""

    own: str = ""
    box: int = 0
    due: str = ""
    """ISO day from which the card is due; empty for a new card."""
    turn: int = 0
    """Place in the order in which cards were last rated; 0 for a new card."""


def rate(state: CardState, rating: Rating, today: date, turn: int) -> CardState:
    """Return the card after the learner has rated it.

    Examples
    --------
    >>> rate(CardState(box=1), "known", date(2026, 3, 1), turn=4)
    CardState(own='', box=2, due='2026-03-04', turn=4)
    >>> rate(CardState(box=3), "missed", date(2026, 3, 1), turn=5).due
    '2026-03-01'
    """
    box = {"missed": 0, "nearly": max(state.box, 1), "known": min(state.box + 1, len(REST_DAYS) - 1)}[rating]
    due = today + timedelta(days=REST_DAYS[box])
    return replace(state, box=box, due=due.isoformat(), turn=turn)


def due_terms(terms: Iterable[str], states: Mapping[str, CardState], today: date) -> list[str]:
    """Return the terms that are due today: new ones in the order given, then those met longest ago."""
    due = [t for t in terms if (states.get(t) or CardState()).due <= today.isoformat()]
    return sorted(due, key=lambda t: (states.get(t) or CardState()).turn)


def touched(definition: str, key_words: Iterable[Iterable[str]]) -> tuple[bool, ...]:
    """Return for each group of key words whether the definition holds a word that begins with one of them.

    Examples
    --------
    >>> touched("What people feel about a firm", [["perceiv", "feel"], ["company", "firm"], ["all", "every"]])
    (True, True, False)
    """
    words = re.findall(r"[\w'-]+", definition.casefold())
    spaced = " ".join(words)
    return tuple(any(_holds(words, spaced, key.casefold()) for key in group) for group in key_words)


def ideas(ours: str, own: str, key_words: Iterable[Iterable[str]]) -> tuple[tuple[str, bool], ...]:
    """Return the ideas of our definition, each as a word of it, and whether the learner's own touches it.

    Examples
    --------
    >>> ideas("A moment of contact, through any channel.", "some contact", [["contact"], ["channel", "medium"]])
    (('contact', True), ('channel', False))
    """
    groups = [list(group) for group in key_words]
    words = re.findall(r"[\w'-]+", ours)
    named = [next((w for w in words for key in group if _begins(w, key)), group[0]) for group in groups]
    return tuple(zip(named, touched(own, groups), strict=True))


def _begins(word: str, key: str) -> bool:
    return word.casefold().startswith(key.casefold())


def _holds(words: list[str], spaced: str, key: str) -> bool:
    return key in spaced if " " in key else any(word.startswith(key) for word in words)


def own_words(raw: Any) -> str:
    """Return a learner's definition as it is kept; what is no text is none, and half an emoji is left out."""
    return raw.strip()[:OWN].encode("utf-8", "ignore").decode() if isinstance(raw, str) else ""


def state_from_json(data: Any) -> CardState:
    """Read a card from an answers file, leaving out what does not fit."""
    if not isinstance(data, dict):
        return CardState()
    return CardState(
        own=own_words(data.get("own")),
        box=_whole(data.get("box"), len(REST_DAYS) - 1),
        due=_day(data.get("due")),
        turn=_whole(data.get("turn"), 10**6),
    )


def _whole(raw: Any, most: int) -> int:
    return min(max(raw, 0), most) if isinstance(raw, int) and not isinstance(raw, bool) else 0


def _day(raw: Any) -> str:
    try:
        return date.fromisoformat(raw).isoformat()
    except (TypeError, ValueError):
        return ""
