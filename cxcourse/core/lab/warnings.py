"""What to be careful about with a figure: few answers, silent people, rivals of the formula, mixes, targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from cxcourse.core.lab.comparing import compare
from cxcourse.core.lab.figures import Case, count_case
from cxcourse.core.lab.words import factor, figure, plain, unit
from cxcourse.core.metrics.result import Result

SMALL = 30
"""Below this many answers a figure is called small, as is usual for means; shares are judged by their interval."""


@dataclass(frozen=True)
class Note:
    """Something to know about a figure: ``care`` warns, ``note`` informs, ``target`` is about misuse."""

    kind: Literal["care", "note", "target"]
    head: str
    text: str


def notes(case: Case, silent: tuple | None = None) -> list[Note]:
    """Return what to be careful about with a figure, the most pressing first.

    Parameters
    ----------
    case : Case
        The figure.
    silent : tuple, optional
        What :func:`cxcourse.core.lab.figures.silent_bounds` found.

    Examples
    --------
    >>> from cxcourse.core.lab import count_case, metric
    >>> [n.head for n in notes(count_case(metric("completion"), {"completed": 5, "failed": 0}))]
    ['All 5 is not 100 %.', 'Only 5 attempts.', 'As a target:']
    """
    of, r = case.metric, case.result
    found = [_extreme(case), _silent(case, silent), _size(case), _rival(case)] if r.defined else []
    return [n for n in found if n] + [Note("target", "As a target:", of.target)] * bool(of.target)


def _extreme(case: Case) -> Note | None:
    of, r = case.metric, case.result
    if of.kind not in ("share", "score") or r.value not in r.range or r.value == 0 != r.range[0] or not r.n:
        return None
    top = r.value == r.range[1]
    end = figure(of, r, r.low if top else r.high)
    head = f"{'All' if top else 'None of'} {r.n:,} is not {figure(of, r)}."
    return Note(
        "care",
        head,
        f"The truth may still be as {'low' if top else 'high'} as {end}. Here the doubt lies on "
        "one side only; some therefore take a shorter, one-sided interval, so say which one you use.",
    )


def _silent(case: Case, silent: tuple | None) -> Note | None:
    if not silent:
        return None
    of, r = case.metric, case.result
    count, worst, best = silent
    share = 100 * count / (count + r.n)
    low, high = (figure(of, r, x) for x in (worst, best))
    kind = "care" if share >= 5 else "note"
    return Note(
        kind,
        f"{share:.0f} % gave no answer.",
        f"{'Was this one' if count == 1 else f'Were all of these {count:,}'} unhappy, the figure would be "
        f"{low}; happy, {high} (dashed). The interval knows nothing of this: ask who stays silent.",
    )


def _size(case: Case) -> Note | None:
    of, r = case.metric, case.result
    if not of.sample:
        return _one_point_more(case)
    many = f"{r.n:,} {of.thing if r.n != 1 else of.thing.removesuffix('s') if of.thing != 'people' else 'person'}"
    if not r.has_interval:
        why = "One alone has no spread" if r.n == 1 else "Totals hide the spread" if of.id == "aht" else "Too few"
        return Note(
            "care",
            f"{many}, no interval.",
            f"{why}, so nobody can say how far the figure may be off. Give the single values.",
        )
    gap = compare(case, case)
    reach = factor(r) * (gap.high - gap.low) / 2
    head = f"Only {many}." if r.n < SMALL else f"{many}."
    small = r.n < SMALL or reach > 0.05 * factor(r) * (r.range[1] - r.range[0])
    words = f"{plain(of, reach, 4 if reach > 3 else 0, sign=False)}{unit(of, difference=True)}"
    return Note(
        "care" if small else "note",
        head,
        f"A change of less than about {words} against another group of this size could be chance.",
    )


def _one_point_more(case: Case) -> Note | None:
    of, counts = case.metric, case.counts or {}
    rate = counts["retention_pct"]
    if rate > 98 or not isfinite(case.result.value):
        return None
    named = case.call.named.get("first_margin")
    more = count_case(of, {**counts, "retention_pct": rate + 1}, {"first_margin": named} if named else None).result
    return Note(
        "care",
        "No sample, no interval.",
        f"It is only as good as what went in: one point more retention makes "
        f"it {figure(of, more)}. The cost of winning the customer is not taken off.",
    )


def _rival(case: Case) -> Note | None:
    of, r, counts = case.metric, case.result, case.counts or {}
    if of.id == "service-level":
        found = [x for x in r.details.values() if isinstance(x, float)]
        return Note(
            "care",
            "The formula decides.",
            f"The same calls make {figure(of, r, min(found))} to "
            f"{figure(of, r, max(found))}, by the formula. Compare figures of one formula only.",
        )
    if of.id == "retention" and counts.get("new") and r.n:
        wrong = 100 * counts["end"] / counts["start"]
        return Note(
            "note", "Without the new ones.", f"End / start, with new customers inside, would say {wrong:.0f} %."
        )
    return None


def compare_notes(
    first: Case, second: Case, difference: Result, names: tuple[str, str], mix: Mapping[str, Any] | None = None
) -> list[Note]:
    """Return what to be careful about when two groups are compared.

    Parameters
    ----------
    mix : mapping of column to standardised difference, optional
        What :func:`cxcourse.core.lab.comparing.standardised` found for other columns of the table.

    Examples
    --------
    >>> from cxcourse.core.lab import count_case, metric
    >>> few, many = (count_case(metric("nps"), {"promoters": n, "passives": 0, "detractors": 5}) for n in (5, 50))
    >>> [n.head for n in compare_notes(few, many, compare(few, many), ("A", "B"))]
    ['Groups of different size.', 'Small groups.', 'Look at the difference.', 'As a target:']
    """
    of, a, b = first.metric, first.result, second.result
    found = _turned_round(first, difference, mix or {})
    if min(a.n, b.n) and max(a.n, b.n) >= 1.5 * min(a.n, b.n):
        text = (
            f"{names[0]} has {a.n:,}, {names[1]} {b.n:,} {of.thing}. "
            "When their mix changes, a total moves although no group has: compare group by group."
        )
        found.append(Note("care", "Groups of different size.", text))
    small = [f"{name} {r.n:,}" for name, r in zip(names, (a, b), strict=True) if r.n < SMALL]
    if small and of.sample:
        found.append(Note("care", "Small groups.", f"{' and '.join(small)}: only a large difference could show."))
    if difference.has_interval:
        text = (
            "Two intervals that overlap do not mean “no difference”, and many comparisons find one by chance: "
            "decide first what to compare."
        )
        found.append(Note("note", "Look at the difference.", text))
    return found + [Note("target", "As a target:", of.target)] * bool(of.target)


def _turned_round(first: Case, difference: Result, mix: Mapping[str, Any]) -> list[Note]:
    """Give a note for every column whose mix alone makes the difference look the other way."""
    of, found = first.metric, []
    for column, same_mix in mix.items():
        if same_mix is not None and difference.defined and same_mix * difference.value < 0:
            x = plain(of, factor(first.result) * same_mix, 4, sign=True) + unit(of, difference=True)
            text = (
                f"With the same mix of {column} in both groups the difference would be {x}: the groups hold different "
                "people. Look within each."
            )
            found.append(Note("care", "The mix turns it round.", text))
    return found
