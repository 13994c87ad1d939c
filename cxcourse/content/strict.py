"""Strict text: YAML in, frozen objects out, every fault of a file at once.

A fault reads ``file:line item place — expected …, found …``. YAML is checked for repeated keys, then read by
pydantic in strict mode over the core's own dataclasses, so that there is one truth for the shape of content.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from cxcourse.errors import ContentError

_EXPECTED = {
    "missing": "this field",
    "bool_type": "true or false",
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "dataclass_type": "a mapping",
}


def read_strict(path: Path, shape: Any) -> Any:
    """Read one YAML file into ``shape``.

    Parameters
    ----------
    path : Path
        The file.
    shape : type
        A frozen dataclass, or anything a pydantic ``TypeAdapter`` takes.

    Returns
    -------
    object
        An instance of ``shape``.

    Raises
    ------
    ContentError
        The file is missing, is not YAML, or does not fit. ``faults`` holds one line a fault.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(f"{path}: cannot be read ({error.strerror}). Check the name and the permissions.") from None
    except UnicodeDecodeError:
        raise ContentError(f"{path}: is not UTF-8 text. Save it again as UTF-8.") from None
    data, lines, faults = _compose(path, text)
    if not faults:
        try:
            return _adapter(shape).validate_json(json.dumps(data, default=str), strict=True, extra="forbid")
        except ValidationError as error:
            faults = [_fault(path, data, lines, found) for found in error.errors()]
    raise fault_list(path, faults)


def fault_list(path: Path, faults: list[str]) -> ContentError:
    """Return one error that carries every fault of a file."""
    count = f"{len(faults)} fault" + ("s" if len(faults) != 1 else "")
    return ContentError(f"{path.name}: {count}\n" + "\n".join(f"  {f}" for f in faults), tuple(faults))


@lru_cache(maxsize=32)
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _compose(path: Path, text: str) -> tuple[Any, dict[tuple[Any, ...], int], list[str]]:
    """Return the data, the line of every place in it, and the faults of the YAML itself."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or str(error)
        return None, {}, [f"{path.name}:{line} — expected YAML, found: {problem}"]
    lines: dict[tuple[Any, ...], int] = {}
    faults: list[str] = []

    def walk(node: Any, place: tuple[Any, ...]) -> None:
        lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    where = f"{path.name}:{key.start_mark.line + 1} {_place(place)}"
                    faults.append(f"{where} — expected each key once, found {key.value!r} again")
                seen.add(key.value)
                walk(value, (*place, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                walk(value, (*place, index))

    if root is not None:
        walk(root, ())
    return data, lines, faults


def _fault(path: Path, data: Any, lines: dict[tuple[Any, ...], int], found: Any) -> str:
    place = tuple(p for p in found["loc"] if not _is_tag(p, data, found["loc"]))
    known = place
    while known and known not in lines:
        known = known[:-1]
    line = lines.get(known, 1)
    what = _sentence(found)
    return f"{path.name}:{line} {_owner(data, place)}{_place(place)} — {what}"


def _is_tag(part: Any, data: Any, loc: tuple[Any, ...]) -> bool:
    """Whether a part of pydantic's place is the name of a union member and no key of the file."""
    if not isinstance(part, str):
        return False
    node = data
    for step in loc:
        if step == part:
            return isinstance(node, dict) and part not in node and node.get("type") == part
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            continue
    return False


def _sentence(found: Any) -> str:
    kind = found["type"]
    if kind == "missing":
        return "expected this field, found nothing"
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return "expected no such field (a typing slip?), found one"
    expected = _EXPECTED.get(kind)
    if expected is None:
        context = found.get("ctx", {})
        expected = str(context.get("expected") or context.get("expected_tags") or found["msg"])
    value = found.get("input")
    return f"expected {expected}, found {json.dumps(value, ensure_ascii=False, default=str)[:80]}"


def _owner(data: Any, place: tuple[Any, ...]) -> str:
    """Return the id of the innermost thing on the way that has one: people look for ids, not for indexes."""
    owner, node = "", data
    for step in place:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(node, dict) and isinstance(node.get("id"), str):
            owner = f"{node['id']} "
    return owner


def _place(place: tuple[Any, ...]) -> str:
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text or "the file"
