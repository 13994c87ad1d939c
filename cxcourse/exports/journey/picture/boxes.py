"""What stands under a step, measured: every card as a box with its lines and its height."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cxcourse.core.journey.model import Journey, Opportunity, Step
from cxcourse.exports.journey.picture.measure import LEADING, wrap

Kind = Literal["step", "thoughts", "pains", "opportunities", "work"]

STEP, CARD, SMALL = 13.5, 12.5, 11.0  # font sizes
GUTTER = 6.0  # between a column's edge and its boxes
BAR, INSET = 4.0, 11.0  # the coloured bar of a box; where its text begins
ABOVE = 8.0  # between a box's edge and its text
CHIP, CHIP_WIDE = 18.0, 43.0
GAP = 6.0  # between boxes
MOST_LINES = 9
_QUOTES = "“”\"'‘’«»„"


@dataclass(frozen=True, kw_only=True)
class Box:
    """One card: its text in lines, a smaller remark below, and for a step what it is marked with."""

    kind: Kind
    lines: tuple[str, ...]
    remark: tuple[str, ...] = ()
    step: Step | None = None
    chip_rows: tuple[tuple[str, ...], ...] = ()  # the lenses of a step

    @property
    def size(self) -> float:
        """The font size of the text."""
        return STEP if self.kind == "step" else CARD

    @property
    def high(self) -> float:
        """The height of the box."""
        text = (len(self.lines) * self.size + len(self.remark) * SMALL) * LEADING
        remark = 3.0 if self.remark else 0.0
        return 2 * ABOVE + text + remark + len(self.chip_rows) * (CHIP + 5)


def boxes_of(journey: Journey, step: Step, number: int, lane: str, wide: float) -> tuple[Box, ...]:
    """Return the boxes of a step in a row of the picture, for a column ``wide``."""
    room = wide - 2 * GUTTER - INSET - 8
    own = (_step_box(step, number, room),) if lane == ("steps" if step.lane == "customer" else step.lane) else ()
    if lane == "steps":
        return own
    kind: Kind = lane if lane in ("thoughts", "pains", "opportunities") else "work"  # type: ignore[assignment]
    cards = (c for c in getattr(step, lane) if c.text.strip())
    return own + tuple(
        Box(kind=kind, lines=wrap(_spoken(c.text) if kind == "thoughts" else c.text, room, CARD, most=MOST_LINES),
            remark=_remark(journey, step, c, room))
        for c in cards
    )  # fmt: skip


def _step_box(step: Step, number: int, room: float) -> Box:
    where = " · ".join(dict.fromkeys(word for word in (step.touchpoint, step.channel) if word.strip()))
    # A star sits on the corner of a moment of truth; its text keeps clear of it.
    narrow = room - 10 if step.moment_of_truth else room
    return Box(
        kind="step",
        lines=wrap(f"{number}. {step.action}", narrow, STEP, bold=True, most=MOST_LINES),
        remark=wrap(where, room, SMALL, most=3),
        step=step,
        chip_rows=_chip_rows(step.lens, max(1, int((room + 4) // (CHIP_WIDE + 4)))),
    )


def _chip_rows(lenses: tuple[str, ...], most: int) -> tuple[tuple[str, ...], ...]:
    return tuple(lenses[n : n + most] for n in range(0, len(lenses), most))


def _spoken(text: str) -> str:
    quoted = text[:1] in _QUOTES and text[-1:] in _QUOTES and len(text) > 1
    return text if quoted else f"“{text}”"


def _remark(journey: Journey, step: Step, card: object, room: float) -> tuple[str, ...]:
    """Return what is known about an opportunity beyond its text."""
    if not isinstance(card, Opportunity):
        return ()
    rated = [f"{name} {value}" for name, value in (("impact", card.impact), ("effort", card.effort)) if value]
    places = {pain.id: place for place, other in enumerate(journey.steps, start=1) for pain in other.pains}
    here = {pain.id for pain in step.pains}
    far = sorted({places[pain] for pain in card.pains if pain in places and pain not in here})
    eases = [f"eases step {', '.join(map(str, far))}"] if far else []
    return wrap(" · ".join([*rated, *([card.owner] if card.owner.strip() else []), *eases]), room, SMALL, most=3)
