"""A journey as JSON and as YAML, the two forms that lose nothing and that the course itself reads."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from cxcourse.content.journeys import journey_data, read_journey
from cxcourse.content.strict import fault_list
from cxcourse.core.journey.model import Journey


class _OneLine(dict):  # type: ignore[type-arg]
    """A mapping that is written in one line."""


class _Dumper(yaml.SafeDumper):
    """Cards and stages in one line, everything else in a line a field."""

    def ignore_aliases(self, data: Any) -> bool:
        return True  # an anchor would puzzle the people who edit this


_Dumper.add_representer(
    _OneLine, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data.items(), flow_style=True)
)
_Dumper.add_representer(
    list,
    lambda dumper, data: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", data, flow_style=not any(isinstance(item, dict) for item in data)
    ),
)

# What breaks a line or cannot be seen is escaped: PyYAML's other styles fold it away.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style='"' if _BREAKS.search(text) else None
    ),
)


def to_json(journey: Journey) -> str:
    """Return a journey as JSON, laid out by the published schema ``journey.schema.json``.

    Examples
    --------
    >>> to_json(Journey(id="mine", title="My map"))
    '{\\n  "id": "mine",\\n  "title": "My map"\\n}\\n'
    """
    return json.dumps(journey_data(journey), ensure_ascii=False, indent=2) + "\n"


def from_json(text: str, name: str = "journey.json") -> Journey:
    """Return the journey that ``to_json`` wrote, that somebody wrote by its schema, or that an answers file keeps.

    Raises
    ------
    ContentError
        The text is not JSON, or does not fit; ``faults`` holds one line each, with line and field.

    Examples
    --------
    >>> from_json('{"id": "mine", "title": "My map"}').title
    'My map'
    """
    text = text.removeprefix("\ufeff")
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise fault_list(name, [f"{name}:{error.lineno} — expected JSON, found: {error.msg}"]) from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise fault_list(name, [f"{name}:1 — expected a journey map, found a number without end"]) from None
    except RecursionError:
        raise fault_list(name, [f"{name}:1 — expected a journey map, found lists nested too deeply"]) from None
    kept = _kept(found)
    return read_journey(text if kept is None else json.dumps(kept, indent=1), name)


def _kept(found: Any) -> dict[str, Any] | None:
    """Return the map that an answers file keeps, of practice or handed in; None of anything else."""
    data = found.get("data") if isinstance(found, dict) and "stages" not in found else None
    held = (data.get("journey") or data.get("response")) if isinstance(data, dict) else None
    return held if isinstance(held, dict) else None


def to_yaml(journey: Journey) -> str:
    """Return a journey as YAML, the form of the course's own templates.

    Examples
    --------
    >>> print(to_yaml(Journey(id="mine", title="My map")), end="")
    id: mine
    title: My map
    """
    return yaml.dump(
        _laid_out(journey_data(journey)), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110
    )  # fmt: skip


def from_yaml(text: str, name: str = "journey.yaml") -> Journey:
    """Return the journey of a YAML text.

    Raises
    ------
    ContentError
        The text is not YAML, or does not fit; ``faults`` holds one line each, with line and field.

    Examples
    --------
    >>> from_yaml("id: mine\\ntitle: My map").title
    'My map'
    """
    return read_journey(text.removeprefix("\ufeff"), name)


def _laid_out(value: Any) -> Any:
    if isinstance(value, dict):
        kind = _OneLine if value.keys() in ({"id", "text"}, {"id", "name"}) else dict
        return kind((key, _laid_out(inner)) for key, inner in value.items())
    return [_laid_out(inner) for inner in value] if isinstance(value, list) else value
