"""Strict text: YAML in, frozen objects out, every fault of a file at once.

A fault reads ``file:line item place — expected …, found …``. What YAML itself lets pass (repeated fields, ids that
cannot name a file, infinite numbers) is checked on its nodes; the rest by pydantic in strict mode over the core's own
dataclasses, so that there is one truth for the shape of content.
"""

from __future__ import annotations

import difflib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from cxcourse.core.written import ID
from cxcourse.errors import ContentError

_EXPECTED = {
    "missing": "this field",
    "bool_type": "true or false",
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "dataclass_type": "a mapping",
}

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is there: ten times as fast
_TEXT, _MERGE = "tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"
_KINDS = {"int": "a number", "float": "a number", "bool": "true or false", "timestamp": "a date, or text in quotes"}
_LARGEST = 10**300  # beyond, no number has a decimal point or can be written out
_MOST_TOLD = 200  # characters of one fault where only the first are told

Place = tuple[Any, ...]
Fault = tuple[Place, str]


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
    return read_strict_text(text_of(path), shape, path.name)


def text_of(path: Path) -> str:
    """Return the text of a file; a file that cannot be read, or is no text, raises ``ContentError``."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(f"{path}: cannot be read ({error.strerror}). Check the name and the permissions.") from None
    except UnicodeDecodeError:
        raise ContentError(f"{path}: is not UTF-8 text. Save it again as UTF-8.") from None


def read_strict_text(text: str, shape: Any, name: str) -> Any:
    """Read YAML text into ``shape``, as :func:`read_strict` reads a file; ``name`` is what faults call the text.

    Examples
    --------
    >>> read_strict_text("[1, two]", tuple[int, ...], "numbers")
    Traceback (most recent call last):
    ...
    cxcourse.errors.ContentError: numbers: 1 fault
      numbers:1 [1] — expected a whole number, found "two"
    """
    try:
        data, lines, faults = _compose(text)
    except yaml.YAMLError as error:
        raise fault_list(name, [_not_yaml(name, error)]) from None
    except RecursionError:
        raise fault_list(name, [f"{name}:1 — expected YAML, found an anchor that holds itself"]) from None
    try:
        found = _adapter(shape).validate_json(json.dumps(data, default=str), strict=True, extra="forbid")
    except ValidationError as error:
        told = {place for place, _ in faults}
        found_there = [_fault(data, _adapter(shape), detail) for detail in error.errors()]
        faults += [fault for fault in found_there if fault[0] not in told]
    if faults:
        raise fault_list(name, _in_words(name, data, lines, faults))
    return found


def fault_list(name: str, faults: list[str]) -> ContentError:
    """Return one error that carries every fault of the text called ``name``."""
    count = f"{len(faults)} fault" + ("s" if len(faults) != 1 else "")
    return ContentError(f"{name}: {count}\n" + "\n".join(f"  {f}" for f in faults), tuple(faults))


def first_faults(error: ContentError, most: int) -> str:
    """Return the first faults of a text, one a line and cut where they are long, and how many more there are.

    Examples
    --------
    >>> print(first_faults(fault_list("map", ["map:1 — one", "map:2 — two", "map:3 — three"]), 2))
    map:1 — one
    map:2 — two
    and 1 more
    """
    told = error.faults or (str(error),)
    lines = [" ".join(fault.split()) for fault in told[:most]]
    lines = [line if len(line) <= _MOST_TOLD else line[: _MOST_TOLD - 1] + "…" for line in lines]
    return "\n".join([*lines, *([f"and {len(told) - most} more"] if len(told) > most else [])])


def located(path: Path, faults: list[Fault]) -> list[str]:
    """Return faults that were found in what a file says (place, text) as lines with file, line and place."""
    data, lines, _ = _compose(text_of(path))
    return _in_words(path.name, data, lines, faults)


@lru_cache(maxsize=32)
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _not_yaml(name: str, error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or " ".join(str(error).split())
    return f"{name}:{mark.line + 1 if mark else 1} — expected YAML, found: {problem.removeprefix('found ')}"


def _compose(text: str) -> tuple[Any, dict[Place, int], list[Fault]]:
    """Return the data, the line of every place in it, and the faults that only the text itself shows."""
    loader = Loader(text)
    root = loader.get_single_node()
    lines: dict[Place, int] = {(): 1}
    faults: list[Fault] = []

    def walk(node: Any, place: Place) -> None:
        lines[place] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, value in node.value:
                name = key.value if isinstance(key, yaml.ScalarNode) else ""
                if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
                    key.tag = _TEXT  # a field may be called yes, no or 2026-01-01
                if name in seen:
                    again = f"expected each field once, found it here and in line {seen[name]}"
                    faults.append(((*place, name), again))
                walk(value, (*place, name))
                seen[name] = lines[*place, name] = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                walk(value, (*place, index))
        elif trouble := _scalar_trouble(loader, node, place):
            faults.append((place, trouble))
            node.tag = _TEXT  # told; the rest of the file is still read

    if root is None:
        return None, lines, faults
    walk(root, ())
    return loader.construct_document(root), lines, faults


def _scalar_trouble(loader: Any, node: Any, place: Place) -> str:
    if node.tag != _TEXT and not _can_be(loader, node):
        found = node.value if len(node.value) <= 80 else node.value[:79] + "…"
        return f"expected {_KINDS.get(node.tag.rpartition(':')[2], 'text in quotes')}, found {found}"
    outcome = "outcomes" in place  # these are named m01.o1, after their module
    if place[-1:] == ("id",) and not outcome and not ID.fullmatch(node.value):
        return f"expected lower-case letters, digits and dashes, at most 64, found {_brief(node.value)}"
    return ""


def _can_be(loader: Any, node: Any) -> bool:
    """Whether a scalar can be what it looks like: a day of the calendar, a number with an end."""
    read = loader.yaml_constructors.get(node.tag)
    if read is None:
        return True  # a tag that nobody knows is told when the document is put together
    try:
        value = read(loader, node)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):  # what PyYAML lets through
        return False
    return not isinstance(value, float | int) or -_LARGEST <= value <= _LARGEST


def _fault(data: Any, adapter: TypeAdapter[Any], found: Any) -> Fault:
    place = tuple(p for p in found["loc"] if not _is_tag(p, data, found["loc"]))
    kind, context = found["type"], found.get("ctx", {})
    if kind == "missing":
        return place, "expected this field, found nothing"
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return place, f"expected a field that is known here, found {_brief(place[-1])}{_near(place[-1], adapter)}"
    if kind.startswith("union_tag"):
        tag = _brief(context["tag"]) if "tag" in context else "nothing"
        kinds = context.get("expected_tags") or "the kind of item"
        return (*place, "type"), f"expected {kinds}, found {tag}"
    expected = (
        _EXPECTED.get(kind)
        or context.get("expected")
        or found["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    )
    return place, f"expected {expected}, found {_brief(found.get('input'))}"


def _near(name: Any, adapter: TypeAdapter[Any]) -> str:
    """Return the known field that was probably meant, as the end of a sentence."""
    near = difflib.get_close_matches(str(name), _known(adapter), n=1)
    return f"; did you mean {near[0]!r}?" if near and near[0] != name else ""


@lru_cache(maxsize=32)
def _known(adapter: TypeAdapter[Any]) -> list[str]:
    schema = adapter.json_schema()
    shapes = [schema, *schema.get("$defs", {}).values()]
    return sorted({field for shape in shapes for field in shape.get("properties", ())})


def _brief(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else text[:79] + "…"


def _is_tag(part: Any, data: Any, loc: Place) -> bool:
    """Whether a part of pydantic's place is the name of a union member and no key of the file."""
    if not isinstance(part, str):
        return False
    node = data
    for step in loc:
        if step == part:
            last = part == loc[-1]  # a field that is missing, or one that nobody knows
            return isinstance(node, dict) and part not in node and (node.get("type") == part or not last)
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            continue
    return False


def _in_words(name: str, data: Any, lines: dict[Place, int], faults: list[Fault]) -> list[str]:
    """Return the faults as lines of text, from the top of the file to its end."""
    told = []
    for place, what in faults:
        known = place
        while known not in lines:
            known = known[:-1]
        told.append((lines[known], f"{name}:{lines[known]}{_where(data, place)} — {what}"))
    return list(dict.fromkeys(text for _, text in sorted(told, key=lambda line_and_text: line_and_text[0])))


def _where(data: Any, place: Place) -> str:
    """Return a place as people look for it: the ids on the way, then what follows the last of them."""
    owners, rest, node = [], place, data
    for depth, step in enumerate(place, start=1):
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(node, dict) and isinstance(node.get("id"), str):
            owners.append(node["id"])
            rest = place[depth:]
    text = ""
    for step in rest:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return "".join(f" {part}" for part in ("/".join(owners), text) if part)
