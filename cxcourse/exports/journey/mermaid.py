"""A journey as a Mermaid ``journey`` diagram, and back.

Mermaid cuts a text at ``#``, ``;``, ``:`` and ``%``, splits actors at commas, takes a line that begins with one of its
own words for a command, and trims. Exactly those places are written as entities (``#59;`` for a semicolon), which
Mermaid shows as the characters they stand for.

References
----------
Mermaid, user journey diagram: ``journey.jison``, ``journeyDb.js``; entities: ``encodeEntities`` in ``utils.ts``.
"""

from __future__ import annotations

import re

from cxcourse.core.journey.model import Journey, Step
from cxcourse.exports.journey.names import LANE_NAMES
from cxcourse.exports.journey.order import with_openings

# % starts a comment or a directive; < > & would be read as HTML; U+FB02 and the pilcrow are Mermaid's own stand-ins.
_HAZARDS = re.compile(r"[#;:%<>&\x00-\x1f\x7f-\x9f\u200b\u2028\u2029\ufeff\ufb02\u00b6]")
_ENDS = re.compile(r"^\s|\s$")
_COMMANDS = re.compile(r"^(?=journey|title|section|acc)", re.IGNORECASE)
NOTHING = "\u200b"  # stands for an empty text, which Mermaid would refuse
MIDDLE = 3  # Mermaid scores run from 1 to 5, ours from -2 to 2

LOSSES = (
    "thoughts, pain points and opportunities",
    "what staff and systems do below the line of interaction",
    "touchpoint, channel and lens of a step",
    "evidence, owner, metric, facts and the moment of truth",
    "the to-be curve; a step without an emotion is drawn as neutral",
    "who the actor is, the goal and the expectation",
    "ids; two stages of one name become one",
)

_NOTE = ("    %% Mermaid has no room for these, so they stay behind:", *(f"    %% - {loss}" for loss in LOSSES))


def to_mermaid(journey: Journey) -> str:
    """Return a journey as a Mermaid diagram; a comment in it says what Mermaid cannot carry.

    Parameters
    ----------
    journey : Journey
        The map.

    Returns
    -------
    str
        Text for a ``mermaid`` block on GitHub, GitLab, Notion or in JupyterLab.

    Examples
    --------
    >>> from cxcourse.core.journey import Actor, Journey, Stage, Step
    >>> step = Step(id="st1", stage="s1", action="Calls: no answer", emotion=-2)
    >>> map = Journey(id="a", actor=Actor(name="Mark"), stages=(Stage(id="s1", name="Trouble"),), steps=(step,))
    >>> print(to_mermaid(map).partition("section")[2])
     Trouble
          Calls#58; no answer: 1: Mark
    <BLANKLINE>
    """
    lines = ["journey", *_NOTE]
    if journey.title:
        lines.append(f"    title {_text(journey.title)}")
    if journey.about:
        lines.append(f"    accDescr: {_text(journey.about)}")
    for stage, step, opens in with_openings(journey):
        if opens:
            lines.append(f"    section {_text(stage.name)}")
        if step:
            lines.append(f"      {_task(journey, step)}")
    return "\n".join(lines) + "\n"


def _task(journey: Journey, step: Step) -> str:
    score = MIDDLE + (step.emotion or 0)
    who = LANE_NAMES.get(step.lane) or _actor(journey.actor.name)
    return f"{_text(step.action)}: {score}" + (f": {who}" if who else "")


def _actor(name: str) -> str:
    """Return the actor's name; one that reads like a lane keeps its first letter as an entity, to be told apart."""
    text = _text(name).replace(",", "#44;") if name else ""
    return _entity(name[0]) + text[1:] if name in LANE_NAMES.values() else text


def _text(text: str) -> str:
    """Return a text with every character that Mermaid would act upon written as an entity."""
    if not text:
        return NOTHING
    safe = _HAZARDS.sub(lambda found: _entity(found[0]), text)
    safe = _ENDS.sub(lambda found: _entity(found[0]), safe)
    return _entity(safe[0]) + safe[1:] if _COMMANDS.match(safe) else safe


def _entity(character: str) -> str:
    return f"#{ord(character)};"
