"""Frozen objects laid out as plain data, ready for YAML or JSON: the way back from strict reading."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any


def plain(value: Any) -> Any:
    """Return an object of the core as plain data, defaults left out; strict reading gives the object back.

    Examples
    --------
    >>> from cxcourse.core.journey import Journey, Stage
    >>> plain(Journey(id="mine", stages=(Stage(id="s1", name="Asking"),)))
    {'id': 'mine', 'stages': [{'id': 's1', 'name': 'Asking'}]}
    """
    if is_dataclass(value):
        kept = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: plain(held) for field, held in kept if held != _default(field)}
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)  # an author writes a bound as 60
    return dict(value) if isinstance(value, dict) else value


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()
