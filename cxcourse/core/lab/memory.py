"""A bench as JSON and back: whatever a file holds, what fits is taken and the rest is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from cxcourse.core.lab.bench import LIMITS, Bench, change
from cxcourse.core.lab.table import Table
from cxcourse.errors import CourseError


def to_json(bench: Bench) -> dict[str, Any]:
    """Return a bench as plain JSON."""
    return asdict(bench)


def from_json(start: Bench, data: Any, table: Table | None = None) -> Bench:
    """Return the bench of a file; what does not fit is left as it is in ``start``, nothing raises."""
    data = data if isinstance(data, Mapping) else {}
    known = {f.name: data[f.name] for f in fields(Bench) if f.name in data}
    bench = start
    for event in _events(known):
        try:
            bench = change(bench, event, table)
        except (CourseError, TypeError, ValueError, AttributeError):
            continue
    return bench


def _events(known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the steps that lead to a stored bench; numbers of other metrics come before the present one."""

    def pairs(found: Any) -> list:
        return list(found.items()) if isinstance(found, Mapping) else []

    def items(name: str) -> list:
        return pairs(known.get(name))

    found: list[dict[str, Any]] = []
    order = sorted({**dict(items("counts")), **dict(items("choices"))}, key=lambda m: m == known.get("metric"))
    for name in order:
        found.append({"kind": "metric", "metric": name})
        found += [{"kind": "count", "side": s, "values": v} for s, v in pairs(dict(items("counts")).get(name))]
        found += [{"kind": "choice", "name": k, "value": v} for k, v in pairs(dict(items("choices")).get(name))]
    found.append({"kind": "metric", "metric": known.get("metric")})
    found += [{"kind": "paste", "side": s, "text": t} for s, t in items("pasted")]
    found += [{"kind": p, "value": known.get(p)} for p in ("column", "by") if known.get(p)]
    found += [{"kind": "where", "column": c, "value": v} for c, v in items("where")]
    found.append({"kind": "source", "source": known.get("source")})
    names = known.get("groups") if known.get("source") == "table" else known.get("names")
    found.append({"kind": "compare", "on": known.get("compare") is True,
                  "names": names if isinstance(names, list | tuple) and len(names) == 2 else None})  # fmt: skip
    found += [{"kind": "what", "name": n, "value": known.get(n)} for n in LIMITS]
    return [*found, {"kind": "confidence", "value": known.get("confidence")},
            {"kind": "lenient", "on": known.get("lenient") is True}]  # fmt: skip
