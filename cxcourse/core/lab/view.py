"""A bench and its outcome as plain JSON, ready to be drawn. Every number in it is already a text or a place."""

from __future__ import annotations

from typing import Any

from cxcourse.core.lab.bench import CONFIDENCES, LIMITS, SIDES, Bench, sources
from cxcourse.core.lab.catalogue import GROUPS, Field
from cxcourse.core.lab.figures import Case
from cxcourse.core.lab.metrics import METRICS
from cxcourse.core.lab.outcome import Outcome
from cxcourse.core.lab.picture import around_zero, axis, place, round_up, row, ticks
from cxcourse.core.lab.table import Table
from cxcourse.core.lab.takeaway import as_code, as_csv, as_text, headline, steps
from cxcourse.core.lab.words import factor as factor_of
from cxcourse.core.lab.words import figure, interval, parts, plain, sample, unit

_SOURCES = {"counts": "Counts", "paste": "Paste values", "table": "Table"}
_METRICS = [{"id": m.id, "name": m.name, "title": m.title, "group": m.group} for m in METRICS.values()]


def view(bench: Bench, table: Table | None, found: Outcome, *, quick: bool = False) -> dict[str, Any]:
    """Return everything the browser draws; ``quick`` leaves out what is only copied."""
    made = {
        "groups": GROUPS, "metrics": _METRICS, "metric": bench.metric, "title": bench.of.title,
        "formula": bench.of.formula, "source": bench.source, "compare": bench.compare, "names": bench.sides_named,
        "sources": [{"id": s, "label": _source(bench, s)} for s in sources(bench.of, table)],
        "lenient": bench.lenient, "confidence": bench.confidence, "confidences": CONFIDENCES if bench.of.sample else [],
        "choices": _choices(bench), "what": _what(bench), "table": _table(bench, table),
        "fields": _fields(bench) if bench.source == "counts" else [],
        "paste": [bench.text(s) for s in SIDES] if bench.source == "paste" else [],
        "column": bench.of.column, "problem": found.problem, "said": headline(bench, found), **_result(bench, found),
    }  # fmt: skip
    if not quick:
        made["copy"] = {"code": as_code(bench, found), "text": as_text(bench, found), "CSV": as_csv(bench, found)}
    return made


# ---------------------------------------------------------------- what is given


def _source(bench: Bench, name: str) -> str:
    return "One person" if bench.metric == "sus" and name == "counts" else _SOURCES[name]


def _fields(bench: Bench) -> list[dict[str, Any]]:
    sides = SIDES if bench.compare else SIDES[:1]
    given = [bench.given(s) for s in sides]
    return [
        {"name": f.name, "label": f.label, "hint": f.hint, "low": f.low, "high": _slider_end(f, given), "step": f.step,
         "tone": f.tone, "values": [_shown(g[f.name]) for g in given]}
        for f in bench.of.fields
    ]  # fmt: skip


def _shown(x: Any) -> Any:
    return int(x) if isinstance(x, float) and x.is_integer() else x


def _slider_end(f: Field, given: list[dict[str, Any]]) -> float:
    """A number beyond the slider makes the slider longer, so that its knob stays where the number is."""
    beyond = [g[f.name] for g in given if isinstance(g[f.name], int | float) and g[f.name] > f.high]
    return round_up(max(beyond)) if beyond else f.high


def _choices(bench: Bench) -> list[dict[str, Any]]:
    chosen = bench.choices.get(bench.metric, {})
    return [{"name": c.name, "label": c.label, "value": chosen.get(c.name, c.values[0][0]), "values": c.values}
            for c in bench.of.choices]  # fmt: skip


def _what(bench: Bench) -> list[dict[str, Any]]:
    of = bench.of
    if not of.sample or (of.id == "sus" and bench.source == "counts"):
        return []
    rows = [("times", f"More {of.thing} like these", f"×{bench.times}", True)]
    rows.append(("shift", of.shift[2] if of.shift else "", f"{bench.shift:g} %", bool(of.shift)))
    rows.append(("silent", "Asked, but silent", f"{bench.silent:g} %", of.asked and not bench.compare))
    return [{"name": n, "label": label, "text": text, "value": getattr(bench, n), "low": LIMITS[n][0],
             "high": LIMITS[n][1]} for n, label, text, here in rows if here]  # fmt: skip


def _table(bench: Bench, table: Table | None) -> dict[str, Any] | None:
    if table is None or bench.source != "table":
        return None
    splitting = table.splitting()
    columns = table.items() if bench.metric == "sus" else table.columns
    return {
        "columns": columns, "column": bench.column, "by": bench.by, "splitting": splitting,
        "where": [{"column": c, "value": v, "values": table.labels(c)} for c, v in bench.where.items()],
        "groups": list(bench.groups), "labels": table.labels(bench.by) if bench.by else [],
        "firsts": {c: table.labels(c)[0] for c in splitting},
    }  # fmt: skip


# ---------------------------------------------------------------- what it comes to


def _result(bench: Bench, found: Outcome) -> dict[str, Any]:
    of, r = bench.of, found.result
    if r is None:
        return {"figure": "\u2013", "unit": "", "about": "", "picture": None, "difference": None, "parts": [],
                "steps": [], "reading": "", "notes": []}  # fmt: skip
    two = found.difference is not None
    text = plain(of, factor_of(r) * r.value, 4, sign=True) if two else figure(of, r)
    suffix = unit(of, difference=True) if two and r.defined else ""
    return {
        "figure": text if r.defined else "\u2013", "unit": suffix,
        "about": " · ".join(filter(None, (interval(of, r, difference=two), "" if two else sample(of, r)))),
        "picture": _picture(bench, found), "difference": _difference(bench, found) if two else None,
        "parts": [_bar(name if two else "", c) for name, c in found.cases.items() if parts(c)],
        "steps": steps(found), "reading": found.reading,
        "notes": [{"kind": n.kind, "head": n.head, "text": n.text} for n in found.notes],
    }  # fmt: skip


def _picture(bench: Bench, found: Outcome) -> dict[str, Any]:
    of, two = bench.of, found.difference is not None
    shown = [c.result for c in (*found.cases.values(), *found.groups.values())]
    ends = axis(of, shown)
    first = shown[0]
    named = [(name if two else "All" if found.groups else "", c) for name, c in found.cases.items()]
    rows = [row(of, c.result, ends, name) for name, c in (*named, *found.groups.items())]
    for i, drawn in enumerate(rows):
        drawn["side"] = i if two else min(2, 2 * i)
    if found.silent and not two:
        rows[0]["silent"] = sorted(place(x, ends) for x in found.silent[1:])
    told = "; ".join(f"{r['label']} {r['text']}".strip() for r in rows)
    span = interval(of, first) if len(rows) == 1 else ""
    return {"rows": rows, "ticks": ticks(of, ends, first), "zero": place(0, ends) if ends[0] < 0 else None,
            "told": ", ".join(filter(None, (f"{of.name}: {told}", span)))}  # fmt: skip


def _difference(bench: Bench, found: Outcome) -> dict[str, Any] | None:
    of, d = bench.of, found.difference
    if d is None or not d.defined:
        return None
    ends = around_zero(d)
    return {"rows": [row(of, d, ends, "Difference", difference=True) | {"side": 2}], "zero": 0.5,
            "ticks": ticks(of, ends, d, difference=True), "told": headline(bench, found)}  # fmt: skip


def _bar(name: str, made: Case) -> dict[str, Any]:
    found = parts(made)
    total = sum(count for _, count, _ in found)
    return {"name": name, "parts": [
        {"label": label, "count": count, "tone": tone, "text": f"{100 * count / total:.0f} %" if total else "\u2013"}
        for label, count, tone in found
    ]}  # fmt: skip
