"""Whether each field of a scene holds what its type says: a file is checked when it is read, Python's own scenes here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import lru_cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from cxcourse.core.roleplay.model import Choice, End, Gate, Scene, Turn
from cxcourse.core.written import brief
from cxcourse.errors import did_you_mean

_NAMES = {str: "text", int: "a whole number", float: "a number", tuple: "a tuple", dict: "a dict"}
_WALKED = {(Scene, "nodes"), (Turn, "choices")}  # these hold what has places of its own


def mistyped(scene: Scene) -> Iterator[tuple[str, str, str, str]]:
    """Give node, choice, field and text of everything that is of another type than the scene says.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from cxcourse.content.scenes import load_scene
    >>> list(mistyped(replace(load_scene("m01-taster"), channel="fone")))
    [('', '', 'channel', "expected one of phone, chat, desk, found 'fone'. Did you mean 'phone'?")]
    """
    yield from (("", "", *fault) for fault in _fields(scene, Scene))
    for node in scene.nodes:
        kind = next(kind for kind in (Turn, Gate, End) if isinstance(node, kind))
        yield from ((node.id, "", *fault) for fault in _fields(node, kind))
        if isinstance(node, Turn):
            yield from _choices(node)


def _choices(node: Turn) -> Iterator[tuple[str, str, str, str]]:
    if not isinstance(node.choices, tuple):
        yield node.id, "", "choices", f"expected a tuple of choices, found {brief(node.choices)}."
        return
    for choice in node.choices:
        if not isinstance(choice, Choice):
            yield node.id, "", "choices", f"expected a Choice, found {brief(choice)}."
        elif not isinstance(choice.id, str):
            yield node.id, "", "choices", f"expected text as the id of a choice, found {brief(choice.id)}."
        else:
            yield from ((node.id, choice.id, *fault) for fault in _fields(choice, Choice))


def _fields(held: Any, kind: type) -> Iterator[tuple[str, str]]:
    for name, hint in _hints(kind):
        if (kind, name) not in _WALKED and (text := _misfit(getattr(held, name), hint)):
            yield name, text


@lru_cache(maxsize=16)
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple(get_type_hints(kind).items())


def _misfit(value: Any, hint: Any) -> str:
    """Return what was expected and found, empty where the value fits."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        known = isinstance(value, str) and value in args
        return "" if known else _told(f"one of {', '.join(args)}", value, did_you_mean(value, args))
    if NoneType in args:  # whatever may be left out
        return "" if value is None else _misfit(value, next(arg for arg in args if arg is not NoneType))
    if origin is tuple:
        return _parts(value, tuple, args[:1])
    if origin is dict:
        return _parts(value, dict, args)
    if is_dataclass(hint):
        inside = _fields(value, hint) if isinstance(value, hint) else [("", _told(f"a {hint.__name__}", value))]
        return next((f"{name}: {text}" if name else text for name, text in inside), "")
    whole = isinstance(value, int) and not isinstance(value, bool)
    fits = whole or (hint is float and isinstance(value, float)) if hint in (int, float) else isinstance(value, hint)
    return "" if fits else _told(_NAMES.get(hint, hint.__name__), value)


def _parts(value: Any, kind: type, args: tuple[Any, ...]) -> str:
    if not isinstance(value, kind):
        return _told(_NAMES[kind], value)
    parts = [(part,) for part in value] if kind is tuple else value.items()
    misfits = (_misfit(part, hint) for held in parts for part, hint in zip(held, args, strict=True))
    return next(filter(None, misfits), "")


def _told(expected: str, value: Any, near: str = "") -> str:
    return f"expected {expected}, found {brief(value)}. {near}".rstrip()
