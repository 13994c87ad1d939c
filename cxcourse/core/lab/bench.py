"""What lies on the learner's bench: metric, source, numbers, what-ifs. Every step returns a new bench."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cxcourse.core.lab.catalogue import Metric
from cxcourse.core.lab.figures import count_case, what_if
from cxcourse.core.lab.given import metric
from cxcourse.core.lab.table import Table
from cxcourse.core.written import brief
from cxcourse.errors import DataError

SIDES = ("a", "b")
SOURCES = ("counts", "paste", "table")
MAX_TEXT = 20_000
CONFIDENCES = (0.8, 0.9, 0.95, 0.99)
_PLAIN = str | int | float | None
LARGEST = 10**300  # beyond, Python writes no number out
LIMITS = {"times": (1, 20), "shift": (0, 100), "silent": (0, 90)}


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Everything a learner has set; plain JSON inside.

    Attributes
    ----------
    counts : mapping
        Metric id to side (``a``, ``b``) to what was typed, kept also when it cannot be used.
    pasted : mapping
        Side to text, for the present metric.
    times, shift, silent : number
        The what-ifs: as many answers, % won over, % of those asked who stayed silent.
    """

    metric: str = "nps"
    source: str = "counts"
    compare: bool = False
    names: tuple[str, str] = ("A", "B")
    counts: Mapping[str, Any] = field(default_factory=dict)
    pasted: Mapping[str, str] = field(default_factory=dict)
    lenient: bool = False
    choices: Mapping[str, Any] = field(default_factory=dict)
    confidence: float = 0.95
    times: int = 1
    shift: float = 0
    silent: float = 0
    column: str = ""
    by: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[str, str] = ("", "")

    @property
    def of(self) -> Metric:
        """The metric."""
        return metric(self.metric)

    def given(self, side: str) -> dict[str, Any]:
        """Return what was typed for one side over the defaults."""
        return {**self.of.defaults, **self.counts.get(self.metric, {}).get(side, {})}

    def text(self, side: str) -> str:
        """Return what was pasted for one side; an example before anything is."""
        return self.pasted.get(side, self.of.example)

    def label(self, side: str) -> str:
        """Return the name of one side."""
        place = SIDES.index(side)
        return (self.groups if self.source == "table" else self.names)[place] or self.names[place]

    def side(self, name: Any) -> str:
        """Return the side with this name, in any case of letters."""
        found = {self.label(s).casefold(): s for s in SIDES} | {s: s for s in SIDES}
        if str(name).casefold() not in found:
            raise DataError(f"group: there is no {brief(name)}; the groups are {' and '.join(self.sides_named)}.")
        return found[str(name).casefold()]

    @property
    def sides_named(self) -> list[str]:
        """The names of both sides."""
        return [self.label(s) for s in SIDES]


# ---------------------------------------------------------------- steps


def change(bench: Bench, event: Mapping[str, Any], table: Table | None = None) -> Bench:
    """Return the bench after one event of the learner.

    Raises
    ------
    DataError
        The event does not fit: unknown names, a source the metric does not take. Numbers are judged later, so that
        what was typed stays on the screen beside what is wrong with it.

    Examples
    --------
    >>> change(Bench(), {"kind": "count", "values": {"promoters": "many"}}).given("a")["promoters"]
    'many'
    """
    step = _STEPS.get(event.get("kind"))
    if step is None:
        raise DataError(f"There is no step {brief(event.get('kind'))} in the lab.")
    if not all(_fits(name, x) for name, x in event.items()):
        raise DataError("The lab takes plain numbers and texts, found something else.")
    return step(bench, event, table)


def _fits(name: str, x: Any) -> bool:
    """Whether a part of an event is plain: a number, a text, several numbers by name, or two names."""
    if name == "values":
        return isinstance(x, Mapping) and all(isinstance(k, str) and _plain(v) for k, v in x.items())
    if name == "names":
        return x is None or (isinstance(x, list | tuple) and len(x) == 2 and all(isinstance(n, str) for n in x))
    return _plain(x)


def _plain(x: Any) -> bool:
    return isinstance(x, _PLAIN) and not (isinstance(x, int) and abs(x) > LARGEST)


def _to_metric(bench: Bench, event: Mapping[str, Any], table: Table | None) -> Bench:
    of = metric(event.get("metric"))
    source = bench.source
    if source not in sources(of, table):
        source = sources(of, table)[0]
    guess = table.guess(of) if table else ""
    fresh = replace(bench, metric=of.id, source=source, pasted={}, times=1, shift=0, silent=0, lenient=False)
    return replace(fresh, column=guess or bench.column) if table else fresh


def sources(of: Metric, table: Table | None) -> list[str]:
    """Return where numbers of this metric may come from.

    Examples
    --------
    >>> sources(metric("nps"), None)
    ['counts', 'paste']
    """
    known = ["counts"] * bool(of.counted) + ["paste"] * bool(of.valued)
    return known + ["table"] * bool(of.valued and table)


def _to_source(bench: Bench, event: Mapping[str, Any], table: Table | None) -> Bench:
    wanted = event.get("source")
    if wanted not in sources(bench.of, table):
        raise DataError(f"{bench.of.name} takes {' or '.join(sources(bench.of, table))}, not {brief(wanted)}.")
    return _split(replace(bench, source=wanted), table)


def _count(bench: Bench, event: Mapping[str, Any], _: Table | None) -> Bench:
    side, values = bench.side(event.get("side", "a")), event.get("values")
    known = {f.name for f in bench.of.fields}
    if not isinstance(values, Mapping) or not known.issuperset(values):
        has = ", ".join(f.name for f in bench.of.fields) or f"none: it takes {bench.of.column}"
        wrong = next((x for x in values if x not in known), "") if isinstance(values, Mapping) else values
        raise DataError(f"{bench.of.name} has no number {brief(wrong)}. Its numbers are {has}.")
    typed = {name: x if _ordinary(x) else str(x)[:40] for name, x in values.items()}
    mine = bench.counts.get(bench.metric, {})
    counts = {**bench.counts, bench.metric: {**mine, side: {**mine.get(side, {}), **typed}}}
    return replace(bench, counts=counts, source="counts")


def _ordinary(x: Any) -> bool:
    """Whether a number can be kept as it is; others are kept as the text they were."""
    return isinstance(x, int | float) and not isinstance(x, bool) and abs(x) < 1e15


def _paste(bench: Bench, event: Mapping[str, Any], table: Table | None) -> Bench:
    text = str(event.get("text", ""))
    if len(text) > MAX_TEXT:
        raise DataError(f"Pasted text may have {MAX_TEXT:,} characters, found {len(text):,}. Use a table for more.")
    fresh = _to_source(bench, {"source": "paste"}, table)
    return replace(fresh, pasted={**fresh.pasted, bench.side(event.get("side", "a")): text})


def _what(bench: Bench, event: Mapping[str, Any], _: Table | None) -> Bench:
    name, value = event.get("name"), event.get("value")
    if name not in LIMITS:
        raise DataError(f"what if: there is no {brief(name)}; there are {', '.join(LIMITS)}.")
    low, high = LIMITS[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise DataError(f"{name}: a number from {low} to {high} is needed, found {brief(value)}.")
    return replace(bench, **{name: int(value)})


def _choice(bench: Bench, event: Mapping[str, Any], _: Table | None) -> Bench:
    known = {c.name: dict(c.values) for c in bench.of.choices}
    name, value = event.get("name"), event.get("value")
    if name not in known or value not in known[name]:
        raise DataError(f"{bench.of.name}: there is no {brief(name)} = {brief(value)}.")
    return replace(bench, choices={**bench.choices, bench.metric: {**bench.choices.get(bench.metric, {}), name: value}})


def _confidence(bench: Bench, event: Mapping[str, Any], _: Table | None) -> Bench:
    if event.get("value") not in CONFIDENCES:
        raise DataError(f"confidence: choose one of {', '.join(map(str, CONFIDENCES))}.")
    return replace(bench, confidence=event["value"])


def _compare(bench: Bench, event: Mapping[str, Any], table: Table | None) -> Bench:
    on, names = bool(event.get("on")), event.get("names")
    fresh = replace(bench, compare=on)
    if on and names and bench.source == "table":
        fresh = replace(fresh, groups=tuple(_group(bench, table, n) for n in names))
    elif on and names:
        fresh = replace(fresh, names=tuple(str(n)[:30] for n in names))
        if fresh.names[0].casefold() == fresh.names[1].casefold():
            raise DataError(f"compare: two different names are needed, found {fresh.names[0]!r} twice.")
    if on and bench.source == "counts" and "b" not in bench.counts.get(bench.metric, {}):
        # The second group starts as the first with a quarter of its people won over, so that there is something to see
        try:
            other = what_if(count_case(bench.of, bench.given("a")), shift=25).counts
        except DataError:
            other = bench.given("a")
        fresh = _count(fresh, {"side": "b", "values": other or {}}, table)
    return _split(fresh, table)


def _group(bench: Bench, table: Table | None, name: Any) -> str:
    labels = table.labels(bench.by) if table and bench.by else []
    if str(name) not in labels:
        known = ", ".join(labels[:12]) or "none"
        raise DataError(f"compare: {bench.by or 'by'} has no group {brief(name)}. Its groups: {known}.")
    return str(name)


def _split(bench: Bench, table: Table | None) -> Bench:
    """Make sure that a comparison within a table has two groups to compare."""
    if not (bench.compare and bench.source == "table" and table):
        return bench
    by = bench.by or next(iter(table.splitting()), "")
    labels = table.labels(by) if by else []
    groups = bench.groups if set(bench.groups) <= set(labels) and all(bench.groups) else tuple(labels[:2])
    return replace(bench, by=by, groups=groups if len(groups) == 2 else ("", ""))


def _column(bench: Bench, event: Mapping[str, Any], table: Table | None) -> Bench:
    held, value = _held(table), str(event.get("value") or "")
    return replace(bench, column=value if value in held.items() else held.check(value, "column"), source="table")


def _by(bench: Bench, event: Mapping[str, Any], table: Table | None) -> Bench:
    value = str(event.get("value") or "")
    if not value:
        return replace(bench, by="", groups=("", ""), compare=False)
    return _split(replace(bench, by=_held(table).check(value, "by"), groups=("", ""), source="table"), table)


def _where(bench: Bench, event: Mapping[str, Any], table: Table | None) -> Bench:
    name, value = _held(table).check(str(event.get("column")), "where"), str(event.get("value") or "")
    where = {k: v for k, v in bench.where.items() if k != name}
    return replace(bench, where=where | ({name: value} if value else {}), source="table")


def _one_group(bench: Bench, event: Mapping[str, Any], table: Table | None) -> Bench:
    label = _group(bench, table, event.get("value"))
    groups = [label if s == event.get("side") else g for s, g in zip(SIDES, bench.groups, strict=True)]
    return replace(bench, groups=tuple(groups))


def _held(table: Table | None) -> Table:
    if table is None:
        raise DataError("There is no table in this lab. Give one: MetricLab(data=load_dataset(\u2026)).")
    return table


_STEPS = {
    "metric": _to_metric, "source": _to_source, "count": _count, "paste": _paste, "what": _what, "choice": _choice,
    "confidence": _confidence, "compare": _compare, "column": _column, "by": _by, "where": _where, "group": _one_group,
    "lenient": lambda bench, event, _: replace(bench, lenient=bool(event.get("on"))),
    "plain": lambda bench, *_: replace(bench, times=1, shift=0, silent=0),
}  # fmt: skip
