"""What a bench shows: the figure of each side, with and without what-ifs, and the difference at the same mix."""

from __future__ import annotations

from dataclasses import replace

from cxcourse.core.lab.bench import SIDES, Bench
from cxcourse.core.lab.comparing import standardised
from cxcourse.core.lab.figures import Case, count_case, value_case, what_if
from cxcourse.core.lab.given import read_values
from cxcourse.core.lab.table import Table
from cxcourse.core.metrics.result import Result
from cxcourse.errors import DataError


def base(bench: Bench, table: Table | None, side: str = "a", group: str | None = None) -> Case:
    """Return one side's figure without what-ifs; ``group`` names one group of the table.

    Examples
    --------
    >>> base(Bench(source="paste", pasted={"a": "10 9 9 3"}), None).result.value
    50.0
    """
    of, choices = bench.of, bench.choices.get(bench.metric)
    policy = "count" if bench.lenient else "error"
    if bench.source == "counts":
        return count_case(of, bench.given(side), choices, bench.confidence)
    if bench.source == "paste":
        return value_case(of, read_values(of, bench.text(side), invalid=policy), choices, bench.confidence, policy)
    if table is None or not bench.column:
        raise DataError(f"Choose the column that holds {of.column}.")
    where = dict(bench.where)
    label = group if group is not None else bench.label(side) if bench.compare else None
    if label is not None:
        where[bench.by] = label
    return value_case(of, table.values(bench.column, where), choices, bench.confidence, policy)


def case(bench: Bench, table: Table | None, side: str = "a", group: str | None = None) -> Case:
    """Return one side's figure with the what-ifs.

    Examples
    --------
    >>> case(Bench(times=4), None).result.n, base(Bench(times=4), None).result.n
    (400, 100)
    """
    choices = bench.choices.get(bench.metric)
    return what_if(base(bench, table, side, group), bench.times, bench.shift, choices, bench.confidence)


def mixes(bench: Bench, table: Table | None) -> dict[str, float | None]:
    """Return the difference at the same mix, for every other column of words in the table.

    Examples
    --------
    >>> mixes(Bench(compare=True), None)
    {}
    """
    if not (table and bench.source == "table" and bench.compare) or bench.times != 1 or bench.shift:
        return {}
    found = {}
    for column in table.strata({bench.by, bench.column, *bench.where}):
        pairs: dict[str, tuple[Result, Result]] = {}
        for label in table.labels(column):
            within = replace(bench, where={**bench.where, column: label})
            try:
                pairs[label] = tuple(base(within, table, side).result for side in SIDES)
            except DataError:
                continue  # one group has nobody here
        found[column] = standardised(pairs)
    return found
