"""An edit as it is asked for, by the browser or in a line of code: its name, what goes with it, and how much of that."""

from __future__ import annotations

from inspect import signature
from typing import Any

from cxcourse.core.journey import edits
from cxcourse.core.journey.history import History
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError, did_you_mean

KINDS = ("change_title", "change_about", "change_actor", "add_stage", "rename_stage", "move_stage", "delete_stage",
         "add_step", "change_step", "move_step", "duplicate_step", "split_step", "delete_step",
         "add_card", "change_card", "move_card", "delete_card")  # fmt: skip
MOST_TEXT = 2_000
"""Characters one field of a map may hold."""
MOST_NAME, MOST_PARTS = 64, 100  # characters of a field's name; texts in one list


def edited(history: History, what: Any, given: Any) -> History:
    """Return a history with one more edit.

    Parameters
    ----------
    history : History
        What was done so far.
    what : str
        One of :data:`KINDS`.
    given : dict
        What the function of that name in :mod:`cxcourse.core.journey.edits` takes after the journey. Ids that must
        not be given again (``taken``) are the history's business and left out.

    Raises
    ------
    AnswerError
        There is no such edit, or it does not fit the map.

    Examples
    --------
    >>> from cxcourse.core.journey import Journey
    >>> edited(History(now=Journey(id="mine")), "add_stage", {"name": "Asking"}).now.stages[0].name
    'Asking'
    """
    name = _known(what)
    if not isinstance(given, dict):
        raise AnswerError(f"{name}: found {brief(given)}. It takes {_listed(name)}.")
    fields = {field: value for field, value in given.items() if field != "taken"}
    _within_bounds(fields)
    change = getattr(edits, name)
    try:
        signature(change).bind(history.now, **fields)
    except TypeError as error:
        raise AnswerError(f"{name}: {error}. It takes {_listed(name)}.") from None
    return history.do(change, **fields)


def by_name(what: Any, args: tuple[Any, ...], fields: dict[str, Any]) -> dict[str, Any]:
    """Return what somebody wrote after the name of an edit, everything under the name of its parameter.

    Examples
    --------
    >>> by_name("add_step", ("s1", "calls"), {"emotion": -1})
    {'stage': 's1', 'action': 'calls', 'emotion': -1}
    """
    names = _parameters(_known(what))
    if len(args) > len(names):
        raise AnswerError(f"{what}: found {len(args)} values without a name. It takes {_listed(what)}.")
    named = dict(zip(names, args, strict=False))
    if twice := [name for name in named if name in fields]:
        raise AnswerError(f"{what}: {twice[0]} is given twice, in its place and by its name. Give it once.")
    return {**named, **fields}


def _known(what: Any) -> str:
    if isinstance(what, str) and what in KINDS:
        return what
    near = did_you_mean(what, KINDS) if isinstance(what, str) and len(what) <= MOST_NAME else ""
    raise AnswerError(f"{brief(what)}: there is no such edit. {near}There are {', '.join(KINDS)}.")


def _parameters(what: str) -> list[str]:
    """Return what an edit takes in a fixed place; further fields of a step, card or actor go by their names."""
    taken = list(signature(getattr(edits, what)).parameters.values())[1:]
    return [p.name for p in taken if p.kind is p.POSITIONAL_OR_KEYWORD]


def _listed(what: str) -> str:
    more = any(p.kind is p.VAR_KEYWORD for p in signature(getattr(edits, what)).parameters.values())
    return ", ".join([*_parameters(what), *(["fields by their names"] if more else [])])


def _within_bounds(given: dict[Any, Any]) -> None:
    """Refuse what no person writes: endless texts and nested values, which would come back in every message."""
    for name, value in given.items():
        if not isinstance(name, str) or len(name) > MOST_NAME:
            raise AnswerError(f"{brief(name)}: this is no name of a field. Give the field by its name, such as action.")
        inner = value if isinstance(value, list | tuple) else [value]
        if any(isinstance(v, dict | list | tuple) for v in inner) or len(inner) > MOST_PARTS:
            raise AnswerError(f"{name}: found {brief(value)}; give a text, a number, or a list of a few texts.")
        if long := [v for v in inner if isinstance(v, str) and len(v) > MOST_TEXT]:
            raise AnswerError(f"{name}: at most {MOST_TEXT:,} characters, found {len(long[0]):,}. Shorten it.")
