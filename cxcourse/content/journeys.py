"""Journeys as text: templates of the modules, and maps that learners write, by the same strict reading."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from cxcourse.content import course_root
from cxcourse.content.plain import plain
from cxcourse.content.strict import Loader, fault_list, read_strict_text, text_of
from cxcourse.core.journey.model import ID_RULE, Journey
from cxcourse.errors import ContentError, did_you_mean

MOST_TEXT = 1_000_000  # characters; the largest map drawn in a test has a tenth of that
MOST_CLEARER = 50  # faults that are set right one by one; each looks through the whole text
MOST_DEPTH = 12  # a map needs seven levels
# What YAML refuses or folds where JSON means it: it is escaped before reading.
_UNSAFE = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")

_WHOLE = re.compile(r"(, found (?!\{).*?), found \{.*$", re.DOTALL)
_TOLD = re.compile(r"(found twice|found elsewhere): ([\w-]+)")
_RANGE = re.compile(r":(\d+) .*expected (emotion|emotion_to_be|effort|impact) from .*, found (-?\d+)$")


def read_journey(text: str, name: str = "journey") -> Journey:
    """Read a journey map from YAML or JSON text.

    Parameters
    ----------
    text : str
        The map, as :func:`journey_data` lays it out.
    name : str, default "journey"
        What to call the text in messages.

    Returns
    -------
    Journey

    Raises
    ------
    ContentError
        The text is no map; ``faults`` holds one line a fault, with line and field.

    Examples
    --------
    >>> j = read_journey('''
    ... id: mine
    ... stages: [{id: s1, name: Asking}]
    ... steps:
    ... - {id: st1, stage: s1, action: calls the line, channel: phone, emotion: -1}
    ... ''')
    >>> j.steps[0].emotion
    -1
    """
    if len(text) > MOST_TEXT:
        raise fault_list(name, [f"{name}:1 — expected at most {MOST_TEXT:,} characters, found {len(text):,}"])
    if text.lstrip()[:1] == "{":
        text = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", _PAIR.sub(_character, text))
    if trouble := _shape_trouble(text, name):
        raise fault_list(name, [trouble])
    return _strict(text, name)


def read_journey_data(data: Any, name: str = "journey") -> Journey:
    """Read a journey map from plain data, such as the response in an answers file, as strictly as from text.

    Examples
    --------
    >>> read_journey_data({"id": "mine", "title": "My map"}).title
    'My map'
    """
    try:
        text = json.dumps(data, ensure_ascii=False, indent=1)
    except (TypeError, ValueError, RecursionError):
        raise fault_list(name, [f"{name}:1 — expected plain data, found something JSON cannot hold"]) from None
    return read_journey(text.encode("utf-8", "replace").decode("utf-8"), name)


def journey_data(j: Journey) -> dict[str, Any]:
    """Return a map as plain data, defaults left out; everything that writes YAML or JSON writes this.

    Examples
    --------
    >>> journey_data(Journey(id="mine", title="My map"))
    {'id': 'mine', 'title': 'My map'}
    """
    return plain(j)


def load_journey(name: str, root: Path | None = None) -> Journey:
    """Return the journey map of this id from any module's ``journeys`` folder.

    Examples
    --------
    >>> load_journey("m03-case-a").actor.name
    'Mark'
    """
    paths = _paths(root)
    if name not in paths:
        has = f"The maps are {', '.join(paths)}." if paths else "No module has a map yet."
        raise ContentError(f"there is no journey {name!r}. {did_you_mean(name, paths)}{has}")
    return _load(paths[name])


def journey_names(root: Path | None = None) -> dict[str, str]:
    """Return the title of every journey map of the course by its id, in the order of the modules.

    Examples
    --------
    >>> "m03-case-b" in journey_names()
    True
    """
    return {name: _load(path).title for name, path in _paths(root).items()}


def _paths(root: Path | None) -> dict[str, Path]:
    found = sorted(((root or course_root()) / "modules").glob("*/journeys/*.yaml"))
    return {path.stem: path for path in found}


def _load(path: Path) -> Journey:
    found = _strict(text_of(path), path.name)
    if found.id != path.stem:
        fault = f"{path.name}:1 id — expected {path.stem!r}, as the file is called, found {found.id!r}"
        raise fault_list(path.name, [fault])
    return found


# ---------------------------------------------------------------- faults in words


def _strict(text: str, name: str) -> Journey:
    try:
        return read_strict_text(text, Journey, name)
    except ContentError as error:
        # The strict reading has told each odd id in its line, so that the model's word on all of them says it again.
        faults = [f for f in error.faults if f"expected {ID_RULE}" not in f] or error.faults
        raise fault_list(name, [_clearer(f, text) if n < MOST_CLEARER else f for n, f in enumerate(faults)]) from None


def _clearer(fault: str, text: str) -> str:
    """Return a fault that the model itself found without the whole of what it looked at, and in the line it is about."""
    fault = _WHOLE.sub(r"\1", fault)
    if about := _TOLD.search(fault):
        lines = _lines(text, "id", about[2])
        place = lines[1:2] if about[1] == "found twice" else lines[:1]
    elif about := _RANGE.search(fault):
        place = [line for line in _lines(text, about[2], about[3]) if line >= int(about[1])][:1]
    else:
        place = []
    return re.sub(r":\d+ ", f":{place[0]} ", fault, count=1) if place else fault


def _lines(text: str, field: str, value: str) -> list[int]:
    """Return the lines in which a field has this value."""
    stands = re.compile(rf"""\b{field}["']?\s*:\s*["']?{re.escape(value)}(?![\w-])""")
    lines, line, seen = [], 1, 0
    for found in stands.finditer(text):
        line, seen = line + text.count("\n", seen, found.start()), found.start()
        lines.append(line)
    return lines


# ---------------------------------------------------------------- text that somebody else wrote


def _character(pair: re.Match[str]) -> str:
    """Return the character that JSON wrote as two escapes, which YAML would read as two halves."""
    return json.loads(f'"{pair[0]}"')


def _shape_trouble(text: str, name: str) -> str:
    """Return the fault of a text that would grow when read: nested without end, or built from references."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1
                return f"{name}:{line} — expected a map written out in full, found the reference *{event.anchor}"
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MOST_DEPTH:
                return f"{name}:{event.start_mark.line + 1} — expected a journey map, found lists nested too deeply"
    except yaml.YAMLError:
        pass  # told by the strict reading, with its line
    return ""
