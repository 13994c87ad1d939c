"""All figures of a bench at once: one or two sides, their difference, the groups of a table, or what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from cxcourse.core.lab.bench import SIDES, Bench
from cxcourse.core.lab.comparing import compare
from cxcourse.core.lab.figures import Case, silent_bounds
from cxcourse.core.lab.readout import case, mixes
from cxcourse.core.lab.table import Table
from cxcourse.core.lab.warnings import Note, compare_notes, notes
from cxcourse.core.lab.words import compare_reading, reading
from cxcourse.core.metrics.result import Result
from cxcourse.errors import DataError

MAX_ROWS = 8


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a bench comes to.

    Attributes
    ----------
    cases : dict of str to Case
        One figure a side, by its name; empty when something is wrong.
    difference : Result, optional
        Second minus first, when two are compared.
    groups : dict of str to Case
        The groups of a table, beside the figure of all.
    silent : tuple, optional
        What the silent could make of the figure.
    problem : str
        What is wrong with the numbers, in a sentence; empty when all is well.
    """

    cases: dict[str, Case] = field(default_factory=dict)
    difference: Result | None = None
    groups: dict[str, Case] = field(default_factory=dict)
    silent: tuple | None = None
    reading: str = ""
    notes: tuple[Note, ...] = ()
    problem: str = ""

    @property
    def result(self) -> Result | None:
        """The figure, or the difference when two are compared."""
        return self.difference or next((c.result for c in self.cases.values()), None)


def outcome(bench: Bench, table: Table | None = None, *, quick: bool = False) -> Outcome:
    """Return what a bench comes to; faults in the numbers become a sentence, nothing raises for them.

    Parameters
    ----------
    quick : bool
        Leave out what takes long and does not move while a slider is dragged: the search for a different mix.

    Examples
    --------
    >>> outcome(Bench()).result
    NPS 10 points (95 % interval -5.812 to 25.23, n = 100)
    >>> outcome(Bench(counts={"nps": {"a": {"promoters": "many"}}})).problem
    "Promoters: a number up to 10,000,000 is needed, found 'many'. Type digits only."
    """
    try:
        return _compared(bench, table, quick) if bench.compare else _single(bench, table)
    except DataError as error:
        return Outcome(problem=_plainly(str(error)))


def _plainly(text: str) -> str:
    """Turn the advice for people who write code into advice for people who look at the lab."""
    head, sep, _ = text.partition('Correct it, or pass invalid="count"')
    return f"{head}Correct it, or tick \u201cLeave out what cannot be used\u201d to have it counted." if sep else text


def _single(bench: Bench, table: Table | None) -> Outcome:
    made = case(bench, table)
    choices = bench.choices.get(bench.metric)
    silent = silent_bounds(made, bench.silent, choices, bench.confidence)
    groups: dict[str, Case] = {}
    if bench.source == "table" and table and bench.by:
        for label in table.labels(bench.by)[:MAX_ROWS]:
            try:
                groups[label] = case(bench, table, group=label)
            except DataError:
                continue  # the filter leaves nobody of this group
    found = notes(made, silent)
    sizes = {label: c.result.n for label, c in groups.items() if c.result.n}
    if len(sizes) > 1 and max(sizes.values()) >= 1.5 * min(sizes.values()):
        found.insert(0, _mixed(bench, sizes))
    return Outcome(cases={bench.of.name: made}, groups=groups, silent=silent, reading=reading(made), notes=tuple(found))


def _mixed(bench: Bench, sizes: dict[str, int]) -> Note:
    most, least = max(sizes, key=sizes.__getitem__), min(sizes, key=sizes.__getitem__)
    return Note("care", "One figure, several groups.", f"{most} has {sizes[most]:,}, {least} {sizes[least]:,}. When the "
                f"mix of {bench.by} changes, the total moves although no group has.")  # fmt: skip


def _compared(bench: Bench, table: Table | None, quick: bool) -> Outcome:
    first, second = (case(bench, table, side) for side in SIDES)
    one, two = bench.sides_named
    difference = compare(first, second)
    mix: dict[str, Any] = {} if quick else mixes(bench, table)
    return Outcome(
        cases={one: first, two: second}, difference=difference,
        reading=compare_reading(first, second, difference, (one, two)),
        notes=tuple(compare_notes(first, second, difference, (one, two), mix)),
    )  # fmt: skip
