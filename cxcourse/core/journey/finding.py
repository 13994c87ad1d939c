"""Finding things in a map by their ids, refusing in words what is not there, and checking values that come in."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, get_args

from cxcourse.core.journey.model import (
    HIGHEST,
    LANES,
    LENSES,
    LOWEST,
    Card,
    Evidence,
    Journey,
    Opportunity,
    Stage,
    Step,
)
from cxcourse.errors import AnswerError

CARD_LANES = ("thoughts", "pains", "opportunities", "frontstage", "backstage", "support")


def find_stage(j: Journey, stage: str) -> Stage:
    """Return the stage with this id."""
    found = next((s for s in j.stages if s.id == stage), None)
    if found is None:
        raise _unknown("stage", stage, [s.id for s in j.stages])
    return found


def find_step(j: Journey, step: str) -> Step:
    """Return the step with this id.

    Examples
    --------
    >>> j = Journey(id="x", stages=(Stage(id="s1", name="Before"),), steps=(Step(id="st1", stage="s1", action="asks"),))
    >>> find_step(j, "st1").action
    'asks'
    """
    found = next((s for s in j.steps if s.id == step), None)
    if found is None:
        raise _unknown("step", step, [s.id for s in j.steps])
    return found


def find_card(j: Journey, card: str) -> tuple[Step, str, Card | Opportunity]:
    """Return the card with this id, with its step and the name of its lane.

    Examples
    --------
    >>> step = Step(id="st1", stage="s1", action="waits", pains=(Card(id="c1", text="nobody says how long"),))
    >>> j = Journey(id="x", stages=(Stage(id="s1", name="Before"),), steps=(step,))
    >>> found = find_card(j, "c1")
    >>> found[0].id, found[1], found[2].text
    ('st1', 'pains', 'nobody says how long')
    """
    for step in j.steps:
        for lane in CARD_LANES:
            for held in getattr(step, lane):
                if held.id == card:
                    return step, lane, held
    raise _unknown("card", card, [c.id for s in j.steps for c in s.cards])


def steps_of(j: Journey, stage: str) -> tuple[Step, ...]:
    """Return the steps of a stage in the order of time.

    Examples
    --------
    >>> j = Journey(id="x", stages=(Stage(id="s1", name="Before"),), steps=(Step(id="st1", stage="s1", action="asks"),))
    >>> [s.id for s in steps_of(j, "s1")]
    ['st1']
    """
    find_stage(j, stage)
    return tuple(s for s in j.steps if s.stage == stage)


def ids(j: Journey) -> frozenset[str]:
    """Return every id of the map: stages, steps and cards."""
    return frozenset({s.id for s in j.stages} | {i for s in j.steps for i in (s.id, *(c.id for c in s.cards))})


def fresh(prefix: str, taken: Iterable[str]) -> str:
    """Return the first free id of the form ``c1``, ``c2``, …

    Examples
    --------
    >>> fresh("c", {"c1", "c3"})
    'c2'
    """
    used = taken if isinstance(taken, set | frozenset) else set(taken)
    number = 1
    while f"{prefix}{number}" in used:
        number += 1
    return f"{prefix}{number}"


def _unknown(what: str, name: Any, known: list[str]) -> AnswerError:
    if not known:
        return AnswerError(f"{what} {_brief(name)}: the map has no {what} yet. Add one first.")
    near = difflib.get_close_matches(str(name), known, n=1)
    shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
    guess = f"Did you mean {near[0]}? " if near and near[0] != name else ""
    return AnswerError(f"{what} {_brief(name)}: there is none of that id. {guess}The map has {shown}.")


def _brief(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


# ---------------------------------------------------------------- values that come in


def text_of(what: str, value: Any) -> str:
    """Return a text as given; half a character (a lone surrogate) could not be saved and becomes a question mark."""
    if not isinstance(value, str):
        raise AnswerError(f"{what}: found {_brief(value)}; write a text.")
    return value.encode("utf-8", "replace").decode("utf-8")


def place_of(what: str, at: Any, last: int) -> int:
    """Return a place from 0 to ``last``; ``None`` is the last."""
    if at is None:
        return last
    if not isinstance(at, int) or isinstance(at, bool) or not 0 <= at <= last:
        raise AnswerError(f"{what}: found place {_brief(at)}; choose a whole number from 0 to {last}.")
    return at


def lane_of(lane: Any) -> str:
    """Return the name of a lane of cards."""
    if lane not in CARD_LANES:
        raise AnswerError(f"lane {_brief(lane)}: there is none of that name. Choose one of {', '.join(CARD_LANES)}.")
    return str(lane)


def step_fields(given: dict[str, Any]) -> dict[str, Any]:
    """Return fields of a step, each in the shape the model holds."""
    return {name: _step_value(name, value) for name, value in given.items()}


def _step_value(name: str, value: Any) -> Any:
    if name == "id":
        raise AnswerError("id: the ids of a map are given once and stay. Leave the field out.")
    if name == "stage":
        raise AnswerError("stage: a step goes to another stage with move_step(journey, step, stage, at).")
    if name in CARD_LANES:
        raise AnswerError(f"{name}: these are cards. Use add_card, change_card, move_card and delete_card.")
    known = {
        "emotion": _feeling, "emotion_to_be": _feeling, "lens": _lenses, "facts": _words, "moment_of_truth": _yes_or_no,
        "lane": _one_of(LANES), "evidence": _one_of((*get_args(Evidence), None)),
    }  # fmt: skip
    names = [f.name for f in fields(Step)]
    if name not in names:
        raise _no_field("step", name, names)
    return known.get(name, text_of)(name, value)


def card_fields(j: Journey, lane: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return fields of a card in this lane, each in the shape the model holds."""
    known = {"text": text_of}
    if lane == "opportunities":
        known |= {"pains": _pains(j), "effort": _size, "impact": _size, "owner": text_of, "metric": text_of}
    for name in given:
        if name not in known:
            raise _no_field("card in the lane " + lane, name, list(known))
    return {name: known[name](name, value) for name, value in given.items()}


def _no_field(what: str, name: Any, known: list[str]) -> AnswerError:
    near = difflib.get_close_matches(str(name), known, n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    return AnswerError(f"{_brief(name)}: a {what} has no such field.{guess} It has {', '.join(known)}.")


def _feeling(name: str, value: Any) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and LOWEST <= value <= HIGHEST):
        return value
    raise AnswerError(
        f"{name}: found {_brief(value)}; choose a whole number from {LOWEST} (very bad) to {HIGHEST} (very good), "
        "or None for not said."
    )


def _size(name: str, value: Any) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5):
        return value
    raise AnswerError(f"{name}: found {_brief(value)}; choose a whole number from 1 (small) to 5 (large), or None.")


def _yes_or_no(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise AnswerError(f"{name}: found {_brief(value)}; choose True or False.")


def _one_of(choices: tuple[Any, ...]) -> Any:
    def read(name: str, value: Any) -> Any:
        if value in choices and not isinstance(value, bool):
            return value
        shown = ", ".join("None" if c is None else c for c in choices)
        raise AnswerError(f"{name}: found {_brief(value)}; choose one of {shown}.")

    return read


def _words(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        raise AnswerError(f"{name}: found {_brief(value)}; write a list of texts.")
    return tuple(text_of(name, word) for word in value)


def _lenses(name: str, value: Any) -> tuple[Any, ...]:
    given = [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple | set) else None
    if given is None or any(lens not in LENSES for lens in given):
        raise AnswerError(f"{name}: found {_brief(value)}; choose some of {', '.join(LENSES)}.")
    return tuple(lens for lens in LENSES if lens in given)


def _pains(j: Journey) -> Any:
    def read(name: str, value: Any) -> tuple[str, ...]:
        known = [pain.id for step in j.steps for pain in step.pains]
        given = _words(name, value)
        if strange := [pain for pain in given if pain not in known]:
            has = f"The map has {', '.join(known[:12])}." if known else "Add the pain point first."
            raise AnswerError(f"{name}: {_brief(strange[0])} is no pain point of the map. {has}")
        return tuple(dict.fromkeys(given))

    return read
