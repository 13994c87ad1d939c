"""Values that come in: each brought into the shape that the model holds, or refused in words."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from cxcourse.core.journey.finding import CARD_LANES, pains_of
from cxcourse.core.journey.model import EVIDENCE, HIGHEST, LANES, LENSES, LOWEST, Actor, Journey, Step
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError, did_you_mean


def text_of(what: str, value: Any) -> str:
    """Return a text as given; half a character (a lone surrogate) could not be saved and becomes a question mark.

    Examples
    --------
    >>> text_of("title", "My map")
    'My map'
    """
    if not isinstance(value, str):
        raise AnswerError(f"{what}: found {brief(value)}; write a text.")
    return value.encode("utf-8", "replace").decode("utf-8")


def place_of(what: str, at: Any, last: int) -> int:
    """Return a place from 0 to ``last``; ``None`` is the last.

    Examples
    --------
    >>> place_of("a stage", None, 2), place_of("a stage", 0, 2)
    (2, 0)
    """
    at = _own(at)
    if at is None:
        return last
    if not _is_whole(at, 0, last):
        raise AnswerError(f"{what}: found place {brief(at)}; choose a whole number from 0 to {last}.")
    return at


def lane_of(lane: Any) -> str:
    """Return the name of a lane of cards.

    Examples
    --------
    >>> lane_of("pains")
    'pains'
    """
    if not isinstance(lane, str) or lane not in CARD_LANES:
        raise AnswerError(f"lane {brief(lane)}: there is none of that name. Choose one of {', '.join(CARD_LANES)}.")
    return str(lane)


def actor_fields(given: dict[str, Any]) -> dict[str, str]:
    """Return fields of an actor, all of them texts.

    Examples
    --------
    >>> actor_fields({"name": "Ines"})
    {'name': 'Ines'}
    """
    known = [f.name for f in fields(Actor)]
    for name in given:
        if name not in known:
            raise _no_field("an actor", name, known)
    return {name: text_of(name, value) for name, value in given.items()}


def step_fields(given: dict[str, Any]) -> dict[str, Any]:
    """Return fields of a step, each in the shape the model holds.

    Examples
    --------
    >>> step_fields({"emotion": -1, "lens": ["CX", "UX"]})
    {'emotion': -1, 'lens': ('UX', 'CX')}
    """
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
        "lane": _one_of(LANES), "evidence": _one_of((*EVIDENCE, None)),
    }  # fmt: skip
    names = [f.name for f in fields(Step)]
    if name not in names:
        raise _no_field("a step", name, names)
    return known.get(name, text_of)(name, value)


def card_fields(j: Journey, lane: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return fields of a card in this lane, each in the shape the model holds.

    Examples
    --------
    >>> card_fields(Journey(id="mine"), "opportunities", {"text": "call back", "effort": 2})
    {'text': 'call back', 'effort': 2}
    """
    known = {"text": text_of}
    if lane == "opportunities":
        known |= {"pains": _pains(j), "effort": _size, "impact": _size, "owner": text_of, "metric": text_of}
    for name in given:
        if name not in known:
            raise _no_field("a card in the lane " + lane, name, list(known))
    return {name: known[name](name, value) for name, value in given.items()}


def _no_field(what: str, name: Any, known: list[str]) -> AnswerError:
    return AnswerError(
        f"{brief(name)}: {what} has no such field. {did_you_mean(name, known)}It has {', '.join(known)}."
    )


def _own(value: Any) -> Any:
    """Return a single value of a numpy array or a table as Python's own: a map is saved with no other."""
    return value.item() if getattr(value, "ndim", None) == 0 and hasattr(value, "item") else value


def _whole(value: Any) -> Any:
    """Return 1 for the 1.0 that pandas makes of it in a column with gaps; leave all else as it is."""
    value = _own(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _is_whole(value: Any, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _feeling(name: str, value: Any) -> int | None:
    value = _whole(value)
    if value is None or _is_whole(value, LOWEST, HIGHEST):
        return value
    raise AnswerError(
        f"{name}: found {brief(value)}; choose a whole number from {LOWEST} (very bad) to {HIGHEST} (very good), "
        "or None for not said."
    )


def _size(name: str, value: Any) -> int | None:
    value = _whole(value)
    if value is None or _is_whole(value, 1, 5):
        return value
    raise AnswerError(f"{name}: found {brief(value)}; choose a whole number from 1 (small) to 5 (large), or None.")


def _yes_or_no(name: str, value: Any) -> bool:
    value = _own(value)
    if isinstance(value, bool):
        return value
    raise AnswerError(f"{name}: found {brief(value)}; choose True or False.")


def _one_of(choices: tuple[Any, ...]) -> Any:
    def read(name: str, value: Any) -> Any:
        value = _own(value)
        if isinstance(value, str | None) and value in choices:  # a missing value of pandas compares with nothing
            return value
        shown = ", ".join("None" if c is None else c for c in choices)
        raise AnswerError(f"{name}: found {brief(value)}; choose one of {shown}.")

    return read


def _words(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        raise AnswerError(f"{name}: found {brief(value)}; write a list of texts.")
    return tuple(text_of(name, word) for word in value)


def _lenses(name: str, value: Any) -> tuple[Any, ...]:
    given = [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple | set) else None
    if given is None or any(not isinstance(lens, str) or lens not in LENSES for lens in given):
        raise AnswerError(f"{name}: found {brief(value)}; choose some of {', '.join(LENSES)}.")
    return tuple(lens for lens in LENSES if lens in given)


def _pains(j: Journey) -> Any:
    def read(name: str, value: Any) -> tuple[str, ...]:
        known = pains_of(j)
        given = _words(name, value)
        if strange := [pain for pain in given if pain not in known]:
            has = f"The map has {', '.join(known[:12])}." if known else "Add the pain point first."
            raise AnswerError(f"{name}: {brief(strange[0])} is no pain point of the map. {has}")
        return tuple(dict.fromkeys(given))

    return read
