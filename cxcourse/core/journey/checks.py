"""What a map still lacks: faults that make it say something it cannot hold, and hints that would make it say more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from cxcourse.core.journey.finding import pains_of, steps_of
from cxcourse.core.journey.model import BEHIND, Journey, Step
from cxcourse.core.journey.reading import ENOUGH, is_flat
from cxcourse.core.journey.stepping import UNSAID


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to look at: which rule, where, what was found and what to do.

    ``place`` is the id of the stage, step or card concerned, empty for the map as a whole. A ``fault`` contradicts
    the map's own logic; a ``hint`` would make it better.
    """

    rule: str
    place: str
    level: Literal["fault", "hint"]
    text: str
    advice: str


def checks(j: Journey) -> tuple[Finding, ...]:
    """Look a map over.

    Parameters
    ----------
    j : Journey
        The map.

    Returns
    -------
    tuple of Finding
        What concerns the whole map first, then stage by stage and step by step.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_card, add_stage, add_step
    >>> j = add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls", lens=["CS"], evidence="stated", emotion=-1)
    >>> j = add_card(j, "st1", "opportunities", "call back")
    >>> [(found.rule, found.place, found.level) for found in checks(j) if found.level == "fault"]
    [('opportunity-without-pain', 'c1', 'fault')]
    """
    per_step = (_evidence, _lens, _channel, _emotion, _answers, _answered, _cards)
    found = [f for rule in (_goal, _curve, _truth, _told) for f in rule(j)]
    found += [f for rule in (_stages, _touchpoints) for f in rule(j)]
    known = _Known.of(j)
    return (*found, *(f for step in j.steps for rule in per_step for f in rule(known, step)))


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What the rules for single steps want to know of the whole map, found once for all of them."""

    numbers: dict[str, int]
    pains: frozenset[str]
    answered: frozenset[str]

    @classmethod
    def of(cls, j: Journey) -> _Known:
        answered = frozenset(pain for s in j.steps for card in s.opportunities for pain in card.pains)
        return cls(numbers=numbers_of(j), pains=frozenset(pains_of(j)), answered=answered)


def name_of(step: Step, most: int = 40, within: Mapping[str, int] | None = None) -> str:
    """Return what a step is called in a sentence: its own words, short; without words its number in its map.

    Parameters
    ----------
    step : Step
        The step.
    most : int
        The most characters of its words.
    within : mapping of str to int, optional
        The numbers of all steps of its map, by :func:`numbers_of`; without them a step without words goes by its id.

    Returns
    -------
    str
        The name, ready to stand in a sentence.

    Examples
    --------
    >>> name_of(Step(id="st1", stage="s1", action="calls  the line")), name_of(Step(id="st2", stage="s1", action="…"))
    ('“calls the line”', 'step st2')
    """
    words = "".join(c for c in " ".join(step.action.split()) if c.isprintable())
    if not words or words == UNSAID:
        return f"step {within[step.id] if within else step.id}"
    return f"“{words}”" if len(words) <= most else f"“{words[: most - 1].rstrip()}…”"


def numbers_of(j: Journey) -> dict[str, int]:
    """Return the number of each step by its id, counted from 1 stage by stage as the editor shows them.

    Examples
    --------
    >>> from cxcourse.core.journey.edits import add_stage, add_step
    >>> numbers_of(add_step(add_step(add_stage(Journey(id="mine"), "Asking"), "s1", "calls"), "s1", "waits"))
    {'st1': 1, 'st2': 2}
    """
    place = {stage.id: at for at, stage in enumerate(j.stages)}
    in_order = sorted(j.steps, key=lambda step: place[step.stage])
    return {step.id: number for number, step in enumerate(in_order, start=1)}


def _wordless(step: Step) -> bool:
    return step.action.strip() in ("", UNSAID)


# ---------------------------------------------------------------- the whole map


def _goal(j: Journey) -> Iterator[Finding]:
    if not j.actor.goal.strip():
        yield Finding(
            rule="no-goal", place="", level="hint", text="The map does not say what its person wants.",
            advice="Write the goal in the actor's own terms: what would make the day a success?",
        )  # fmt: skip


def _curve(j: Journey) -> Iterator[Finding]:
    if is_flat(j):
        yield Finding(
            rule="flat-curve", place="", level="hint", text="Every step feels the same, so the curve tells nothing.",
            advice="Ask of each step whether it is better or worse than the one before, and move it.",
        )  # fmt: skip


def _truth(j: Journey) -> Iterator[Finding]:
    told = [s for s in j.steps if not _wordless(s)]
    if len(told) >= ENOUGH and not any(s.moment_of_truth for s in j.steps):
        yield Finding(
            rule="no-moment-of-truth", place="", level="hint",
            text="No step is marked as the one that decides how the journey is remembered.",
            advice="Ask which step decides: until then, the story could still go either way. Mark it as the moment of truth.",
        )  # fmt: skip


def _told(j: Journey) -> Iterator[Finding]:
    """Yield one hint for all steps without words: what else such a step lacks is no news to anybody."""
    numbers = numbers_of(j)
    open_ = sorted((numbers[s.id], s.id) for s in j.steps if _wordless(s))
    if open_:
        first, place = open_[0]
        more = f"{len(open_)} steps do not say what happens, step {first} is the first of them."
        yield Finding(
            rule="step-without-words", place=place, level="hint",
            text=more if len(open_) > 1 else f"Step {first} does not say what happens.",
            advice="Say what happens in each step: who does what, in a few words.",
        )  # fmt: skip


# ---------------------------------------------------------------- stages


def _stages(j: Journey) -> Iterator[Finding]:
    for stage in j.stages:
        if not steps_of(j, stage.id):
            yield Finding(
                rule="empty-stage", place=stage.id, level="hint", text=f"The stage “{stage.name}” holds no step.",
                advice="Add what happens in it, or delete the stage.",
            )  # fmt: skip


def _touchpoints(j: Journey) -> Iterator[Finding]:
    for stage in j.stages:
        steps = steps_of(j, stage.id)
        if any(not _wordless(s) for s in steps) and not any(s.touchpoint.strip() for s in steps):
            yield Finding(
                rule="stage-without-touchpoint", place=stage.id, level="hint",
                text=f"In the stage “{stage.name}” the person meets nothing of the company.",
                advice="Name what is met in its steps: a page, a menu, a shop, a letter, an agent.",
            )  # fmt: skip


# ---------------------------------------------------------------- steps


def _hint(rule: str, says: str, advice: str, lacks: Callable[[Step], bool]) -> Callable[..., Iterator[Finding]]:
    def look(_: _Known, step: Step) -> Iterator[Finding]:
        if lacks(step) and not _wordless(step):
            yield Finding(rule=rule, place=step.id, level="hint", text=says.format(name_of(step)), advice=advice)

    return look


_evidence = _hint(
    "step-without-evidence", "{} does not say where you know it from.",
    "Mark it as stated (the text says so), inferred (your guess) or researched (you have data).",
    lambda step: step.evidence is None,
)  # fmt: skip
_lens = _hint(
    "step-without-lens", "{} carries no lens.",
    "Ask whether it is about using something (UX), being helped (CS) or the relation as a whole (CX).",
    lambda step: not step.lens,
)  # fmt: skip
_channel = _hint(
    "step-without-channel", "{} does not say through which channel it happens.",
    "Name it: phone, website, app, shop, letter; or backstage for work that the person does not see.",
    lambda step: not step.channel.strip(),
)  # fmt: skip
_emotion = _hint(
    "no-emotion", "{} has no feeling, so the curve has a gap.", "Place it on the curve, from −2 to +2.",
    lambda step: step.emotion is None and step.lane not in BEHIND,
)  # fmt: skip


def _answers(known: _Known, step: Step) -> Iterator[Finding]:
    for card in step.opportunities:
        if known.pains.isdisjoint(card.pains):
            yield Finding(
                rule="opportunity-without-pain", place=card.id, level="fault",
                text=f"The opportunity “{card.text}” answers no pain point of the map.",
                advice="Link it to the pain point that it relieves; if there is none, ask who needs it.",
            )  # fmt: skip


def _answered(known: _Known, step: Step) -> Iterator[Finding]:
    for card in step.pains:
        if card.id not in known.answered:
            yield Finding(
                rule="pain-without-answer", place=card.id, level="hint",
                text=f"Nobody answers the pain point “{card.text}”.",
                advice="Add an opportunity that would relieve it, or link one that already would.",
            )  # fmt: skip


def _cards(known: _Known, step: Step) -> Iterator[Finding]:
    for card in step.cards:
        if not card.text.strip():
            yield Finding(
                rule="empty-card", place=card.id, level="hint", text=f"A card under {name_of(step, within=known.numbers)} is empty.",
                advice="Write on it what you mean, or delete it.",
            )  # fmt: skip
