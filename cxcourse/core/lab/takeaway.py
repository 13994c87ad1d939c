"""What a learner takes away from the lab: the same figures as code, as text and as CSV."""

from __future__ import annotations

import re
import textwrap

from cxcourse.core.lab.bench import SIDES, Bench
from cxcourse.core.lab.catalogue import written
from cxcourse.core.lab.figures import Case
from cxcourse.core.lab.outcome import Outcome
from cxcourse.core.lab.words import figure, interval, plain, sample, unit
from cxcourse.core.metrics.result import Result


def true_minus(text: str) -> str:
    """Return working with true minus signs, as it is set in print."""
    return re.sub(r"(?<![\w.])-(?=[\d ])", "\u2212", text)


def headline(bench: Bench, found: Outcome) -> str:
    """Return the outcome in one line."""
    of, r = bench.of, found.result
    if r is None:
        return found.problem
    if found.difference is None:
        bits = [f"{of.name} {figure(of, r)}" if r.defined else f"{of.name} undefined", interval(of, r), sample(of, r)]
    else:
        one, two = found.cases
        size = plain(of, _shown(r), 4, sign=True) + unit(of, difference=True)
        bits = [f"{of.name}: {two} minus {one} {size}", interval(of, r, difference=True)]
    return ", ".join(filter(None, bits))


def _shown(r: Result) -> float:
    return (100 if r.unit == "proportion" else 1) * r.value


def as_text(bench: Bench, found: Outcome) -> str:
    """Return the lab as plain text: what was given, the figure, the working, the reading, the warnings."""
    of = bench.of
    blocks = [f"Metric lab: {of.title}\n{of.formula}", "\n".join(_given(bench)), headline(bench, found)]
    if found.difference is not None:
        blocks.append("\n".join(f"{name}: {_line(bench, c)}" for name, c in found.cases.items()))
    if found.groups:
        blocks.append("\n".join(f"{bench.by} {name}: {_line(bench, c)}" for name, c in found.groups.items()))
    blocks.append("\n".join(f"{i}. {step}" for i, step in enumerate(steps(found), start=1)))
    blocks += [found.reading, *(f"{n.head} {n.text}" for n in found.notes)]
    return "\n\n".join(filter(None, blocks))


def _line(bench: Bench, case: Case) -> str:
    of, r = bench.of, case.result
    return ", ".join(filter(None, (figure(of, r) if r.defined else "undefined", interval(of, r), sample(of, r))))


def _given(bench: Bench) -> list[str]:
    sides = SIDES if bench.compare else SIDES[:1]
    lines = []
    for side in sides:
        name = f"{bench.label(side)}: " if bench.compare else ""
        if bench.source == "counts":
            given = bench.given(side)
            lines.append(name + ", ".join(f"{f.label} {written(given[f.name])}" for f in bench.of.fields))
        elif bench.source == "paste":
            lines.append(f"{name}pasted: {textwrap.shorten(bench.text(side), 200)}")
    if bench.source == "table":
        where = ", ".join(f"{k} = {v}" for k, v in bench.where.items())
        lines.append(
            f"column {bench.column}" + (f" where {where}" if where else "") + (f" by {bench.by}" * bool(bench.by))
        )
    what = [f"{bench.times} times as many"] * (bench.times > 1) + [f"{bench.shift:g} % won over"] * bool(bench.shift)
    what += [f"{bench.silent:g} % silent"] * bool(bench.silent)
    return lines + ([f"What if: {', '.join(what)}"] if what else [])


def steps(found: Outcome) -> list[str]:
    """Return the working, of both sides and of the difference when two are compared."""
    if found.difference is None:
        lines = [s for c in found.cases.values() for s in c.result.steps]
        return [true_minus(s) for s in lines if "undefined to undefined" not in s]
    each = [f"{name}: {_main_step(c.result)}" for name, c in found.cases.items()]
    return [true_minus(s) for s in (*each, *found.difference.steps)]


def _main_step(r: Result) -> str:
    named = (s for s in r.steps if s.startswith(f"{r.name} = "))
    return next(named, next((s for s in r.steps if "=" in s), r.steps[0]))


# ---------------------------------------------------------------- code


def as_code(bench: Bench, found: Outcome) -> str:
    """Return code that makes the same figures; it runs as it stands (a table must be named ``df``)."""
    if not found.cases:
        return f"# {found.problem}"
    cases = list(zip(SIDES, found.cases.values(), strict=False))
    lines = [*dict.fromkeys(c.call.door[0] for _, c in cases), ""]
    names = []
    for side, made in cases:
        name = ("first" if side == "a" else "second") if bench.compare else "result"
        lines += _code_of(bench, side, made, name)
        names.append(name)
    if bench.compare:
        lines[0:0] = ["from cxcourse.core.lab import difference"]
        lines.append(f"difference({names[0]}, {names[1]})")
    else:
        lines.append(names[0])
    return "\n".join(lines)


def _code_of(bench: Bench, side: str, made: Case, name: str) -> list[str]:
    what_if = bench.times > 1 or bench.shift
    if bench.source == "counts" or (what_if and made.counts and made.values is None):
        return [_wrapped(f"{name} = {made.call.code()}")]
    data = "answers" if not bench.compare else f"{name}_answers"
    recoded = bench.lenient and (bench.of.yes_no or bench.of.id == "aht")
    if bench.source == "paste" or what_if or recoded:
        return [_wrapped(f"{data} = {written(made.call.given[0])}"), f"{name} = {made.call.code(data)}"]
    where = dict(bench.where) | ({bench.by: bench.label(side)} if bench.compare else {})
    stem, ten, _ = bench.column.partition("1 to ")
    column = f'[f"{stem}{{i}}" for i in range(1, 11)]' if ten and bench.of.id == "sus" else f'"{bench.column}"'
    tests = " & ".join(f'(df["{k}"].astype(str) == {v!r})' for k, v in where.items())
    rows = f"df.loc[{tests}, {column}]" if tests else f"df[{column}]"
    return [f"{data} = {rows}", f"{name} = {made.call.code(data)}"]


def _wrapped(line: str) -> str:
    if len(line) <= 100 or "[" not in line:
        return line
    return "\n".join(textwrap.wrap(line, 100, subsequent_indent="    ", break_long_words=False))


def as_csv(bench: Bench, found: Outcome) -> str:
    """Return the figures as CSV: one line a figure, with interval, n and method."""
    lines = [("metric", "group", "value", "low", "high", "confidence", "n", "missing", "unit", "method")]
    rows = {name if bench.compare else "all": c.result for name, c in found.cases.items()}
    rows |= {name: c.result for name, c in found.groups.items()}
    if found.difference is not None:
        rows["difference"] = found.difference
    for name, r in rows.items():
        numbers = ["" if x != x else repr(x) for x in (r.value, r.low, r.high)]
        lines.append((bench.metric, name, *numbers, r.confidence, r.n, r.missing, r.unit, r.method))
    return "".join(",".join(map(_cell, line)) + "\n" for line in lines)


def _cell(value: object) -> str:
    text = str(value)
    # a spreadsheet would run a name that begins like a formula
    text = f"'{text}" if text[:1] in "=+@" else text
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text
