"""A journey as Markdown: a table to see it at once, an outline to read it; both paste into GitHub and Notion."""

from __future__ import annotations

import re
from collections.abc import Callable

from cxcourse.core.journey.model import Journey, Opportunity, Step
from cxcourse.exports.journey.names import LANE_NAMES
from cxcourse.exports.journey.order import with_openings

_SIGNS = re.compile(r"([\\`*_\[\]|~$])")
_LEADING = re.compile(r"^(#{1,6}(?=\s|$)|[-+=]+(?=\s|$)|\d+(?=[.)](\s|$)))")
_CARDS = (
    ("thoughts", "Thought"), ("pains", "Pain"), ("opportunities", "Opportunity"), *LANE_NAMES.items(),
)  # fmt: skip
_FEELING: dict[int | None, str] = {-2: "−2 very bad", -1: "−1 bad", 0: "0 neutral", 1: "+1 good", 2: "+2 very good"}


def to_markdown(journey: Journey) -> str:
    """Return a journey as Markdown: whose it is, a table of the steps, an outline with every card.

    Parameters
    ----------
    journey : Journey
        The map.

    Examples
    --------
    >>> from cxcourse.core.journey import Journey, Stage, Step
    >>> step = Step(id="st1", stage="s1", action="Calls", emotion=-1)
    >>> print(to_markdown(Journey(id="a", title="My map", stages=(Stage(id="s1", name="Trouble"),), steps=(step,))))
    # My map
    <BLANKLINE>
    | # | Stage | Step | Emotion |
    |--:|---|---|---|
    | 1 | Trouble | Calls | −1 bad |
    <BLANKLINE>
    ## Trouble
    <BLANKLINE>
    1. **Calls** · −1 bad
    <BLANKLINE>
    """
    parts = [f"# {_line(journey.title) or 'Untitled journey'}"]
    if journey.about.strip():
        parts.append(_line(journey.about))
    if actor := _actor(journey):
        parts.append(actor)
    if journey.steps:
        parts.append(_table(journey))
    parts += _outline(journey)
    return "\n\n".join(parts) + "\n"


def _actor(journey: Journey) -> str:
    actor = journey.actor
    who = ", ".join(_line(words) for words in (actor.name, actor.who) if words.strip())
    told = (("Actor", who), ("Goal", _line(actor.goal)), ("Expectation", _line(actor.expectation)))
    return "\n".join(f"- **{name}:** {words}" for name, words in told if words)


def _table(journey: Journey) -> str:
    """Return the steps as a table with the columns that hold something."""
    stages = {stage.id: stage.name for stage in journey.stages}
    columns: dict[str, Callable[[Step], str]] = {
        "Stage": lambda s: stages[s.stage],
        "Step": lambda s: s.action,
        "Touchpoint": lambda s: s.touchpoint,
        "Channel": lambda s: s.channel,
        "Lens": lambda s: " ".join(s.lens),
        "Emotion": lambda s: _FEELING.get(s.emotion, ""),
        "To be": lambda s: _FEELING.get(s.emotion_to_be, ""),
        "Moment of truth": lambda s: "★" if s.moment_of_truth else "",
        "Evidence": lambda s: s.evidence or "",
        "Pains": lambda s: "; ".join(card.text for card in s.pains),
        "Opportunities": lambda s: "; ".join(card.text for card in s.opportunities),
    }
    used = {name: cell for name, cell in columns.items() if name in ("Stage", "Step") or any(map(cell, journey.steps))}
    head = f"| # | {' | '.join(used)} |\n|--:|{'---|' * len(used)}"
    rows = [
        f"| {number} | {' | '.join(_line(cell(step)) for cell in used.values())} |"
        for number, step in enumerate(journey.steps, start=1)
    ]
    return "\n".join([head, *rows])


def _outline(journey: Journey) -> list[str]:
    places = {card.id: place for place, step in enumerate(journey.steps, start=1) for card in step.pains}
    parts, items, number, seen = [], [], 0, set()
    for stage, step, opens in with_openings(journey):
        if opens:
            again = " (again)" if stage.id in seen else ""
            parts += ["\n".join(items)] if items else []
            parts.append(f"## {_line(stage.name) or 'A stage without a name'}{again}")
            items = []
            seen.add(stage.id)
        if step:
            number += 1
            items += _item(step, number, places)
        else:
            parts.append("No step yet.")
    return parts + (["\n".join(items)] if items else [])


def _item(step: Step, number: int, places: dict[str, int]) -> list[str]:
    """Return one step of the outline and its cards below it."""
    known = (
        _line(step.touchpoint), _line(step.channel), " ".join(step.lens), LANE_NAMES.get(step.lane, "").lower(),
        _FEELING.get(step.emotion, ""),
        "" if step.emotion_to_be is None else f"to be {_FEELING[step.emotion_to_be]}", step.evidence or "",
        _line(f"owner: {step.owner}") if step.owner.strip() else "",
        _line(f"metric: {step.metric}") if step.metric.strip() else "",
    )  # fmt: skip
    star = "★ " if step.moment_of_truth else ""
    lines = [f"{number}. " + " · ".join([f"{star}**{_line(step.action) or '…'}**", *filter(None, known)])]
    indent = " " * len(f"{number}. ")
    for lane, name in _CARDS:
        for card in getattr(step, lane):
            lines.append(f"{indent}- {name}: {_line(card.text)}{_details(card, places, number)}")
    return lines


def _details(card: object, places: dict[str, int], number: int) -> str:
    if not isinstance(card, Opportunity):
        return ""
    far = sorted({places[pain] for pain in card.pains if pain in places} - {number})
    known = [f"{name} {value} of 5" for name, value in (("impact", card.impact), ("effort", card.effort)) if value]
    known += [
        f"{name}: {_line(words)}" for name, words in (("owner", card.owner), ("metric", card.metric)) if words.strip()
    ]
    known += [f"eases step {', '.join(map(str, far))}"] if far else []
    return f" ({', '.join(known)})" if known else ""


def _line(text: str) -> str:
    """Return a text in one line, with every sign that Markdown or HTML would act upon made plain."""
    plain = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LEADING.sub(lambda found: _plain_start(found[1]), _SIGNS.sub(r"\\\1", plain))


def _plain_start(sign: str) -> str:
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
