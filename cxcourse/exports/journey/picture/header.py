"""The head of the picture: what the map is called, whose journey it is, what this person wants and expects."""

from __future__ import annotations

from cxcourse.core.journey.model import Journey
from cxcourse.exports.journey.picture.inks import Inks
from cxcourse.exports.journey.picture.layout import MARGIN
from cxcourse.exports.journey.picture.measure import LEADING, wrap
from cxcourse.exports.journey.picture.pen import Pen

TITLE, WORDS, SMALL = 30.0, 14.0, 11.5
_DISC = 28.0  # radius of the actor's disc
_BELOW = 22.0


def header_height(journey: Journey, wide: float) -> float:
    """Return the height of the header in a picture this wide."""
    title, who, sides = _parts(journey, wide)
    left = len(title) * TITLE * LEADING - 5 + len(who) * WORDS * LEADING
    right = max((18 + len(lines) * WORDS * LEADING for _, lines in sides), default=0)
    return MARGIN + max(left, right, 2 * _DISC if journey.actor.name.strip() else 0) + _BELOW


def draw_header(pen: Pen, journey: Journey, wide: float, inks: Inks) -> None:
    """Draw the header from the upper edge of the picture."""
    title, who, sides = _parts(journey, wide)
    x, y = MARGIN, MARGIN
    if journey.actor.name.strip():
        pen.put("circle", cx=x + _DISC, cy=y + _DISC, r=_DISC, fill=inks.accent)
        pen.words(
            _initials(journey.actor.name), x + _DISC, y + _DISC + 8, 22, inks.surface, text_anchor="middle", font_weight=700
        )  # fmt: skip
    left, room = _left(journey), _room(journey, wide)
    y = pen.block(title, left, y - 5, TITLE, inks.ink, room, font_weight=700)
    pen.block(who, left, y, WORDS, inks.ink_2, room)
    across = _side_room(wide)
    for place, (name, lines) in enumerate(sides):
        x = wide - MARGIN - (len(sides) - place) * across
        pen.line(x, MARGIN + 2, x, MARGIN + 18 + len(lines) * WORDS * LEADING, inks.accent, stroke_width=3)
        pen.words(name, x + 14, MARGIN + 11, SMALL, inks.accent, font_weight=700)
        pen.block(lines, x + 14, MARGIN + 18, WORDS, inks.ink, across - 34)


def _parts(journey: Journey, wide: float) -> tuple[tuple[str, ...], tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
    """Return title, actor, and goal and expectation, each in lines."""
    actor, room = journey.actor, _room(journey, wide)
    title = wrap(journey.title or "Untitled journey", room, TITLE, bold=True, most=3)
    who = wrap(", ".join(filter(str.strip, (actor.name, actor.who))), room, WORDS, most=3)
    sides = [
        (name, wrap(words, _side_room(wide) - 34, WORDS, most=5))
        for name, words in (("GOAL", actor.goal), ("EXPECTATION", actor.expectation))
        if words.strip()
    ]
    return title, who, sides


def _left(journey: Journey) -> float:
    return MARGIN + (2 * _DISC + 18 if journey.actor.name.strip() else 0)


def _room(journey: Journey, wide: float) -> float:
    sides = sum(bool(words.strip()) for words in (journey.actor.goal, journey.actor.expectation))
    return wide - MARGIN - _left(journey) - sides * _side_room(wide) - 24


def _side_room(wide: float) -> float:
    return max(230.0, min(wide * 0.22, 420.0))


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
