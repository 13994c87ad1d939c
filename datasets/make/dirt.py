"""The messy version: named, counted dirt on a clean table.

Every dirty cell carries one kind of dirt and every doubled row is otherwise clean, so that the counts in the card are
exactly what a learner can find.
"""

from __future__ import annotations

from collections.abc import Callable

from make.dice import Dice
from make.table import Spot, Table

WORDS = ["N/A", "n/a", "-", "?", "missing"]
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven"]
ABOUT = {
    "missing word": "a word or sign (N/A, n/a, -, ?, missing) in place of a value",
    "off scale": "a value that cannot be, such as an answer off its scale",
    "date format": "the day first, as 16/05/2024, in place of 2024-05-16",
    "month format": "the month first, as 05/2023, in place of 2023-05",
    "trailing space": "a blank after the word",
    "letter case": "capital letters where small ones belong, or the other way round",
    "decimal comma": "a comma for the decimal point",
    "number with unit": "the unit written into the cell",
    "number word": "a number written out as a word",
    "duplicate": "a row that stands there twice",
}


def messy(clean: Table) -> Table:
    """Give the messy version of a table."""
    dice, rows = Dice(f"{clean.name}/dirt"), [list(row) for row in clean.rows]
    touched: set[int] = set()
    for spot in clean.dirt:
        if spot.kind == "duplicate":
            continue
        column = clean.header.index(str(spot.column))
        label = f"{spot.kind} {spot.column}"
        free = [i for i in dice.order(label, len(rows)).tolist() if _fits(spot, rows[i][column], i in touched)]
        if len(free) < spot.count:
            raise ValueError(f"{clean.name}: {label}: {spot.count} cells wanted, {len(free)} left. Plan less dirt.")
        for turn, i in enumerate(free[: spot.count]):
            rows[i][column] = _soiled(spot, rows[i][column], turn)
            touched.add(i)
    doubles = sum(spot.count for spot in clean.dirt if spot.kind == "duplicate")
    spare = [i for i in dice.order("duplicate", len(rows)).tolist() if i not in touched][:doubles]
    for i in sorted(spare, reverse=True):
        rows.insert(i + 1, list(rows[i]))
    return Table(f"{clean.name}_messy", clean.header, rows)


def _fits(spot: Spot, cell: str, touched: bool) -> bool:
    """Say whether a cell can take the dirt: it holds something, and its row is still clean."""
    return bool(cell) and not touched and _soiled(spot, cell, 0) != cell


def _soiled(spot: Spot, cell: str, turn: int) -> str:
    if spot.kind == "missing word":
        return WORDS[turn % len(WORDS)]
    if spot.kind == "off scale":
        return spot.values[turn % len(spot.values)]
    return _CHANGES[spot.kind](cell)


def _day_first(cell: str) -> str:
    day, _, clock = cell.partition(" ")
    year, month, number = day.split("-")
    return f"{number}/{month}/{year} {clock}".rstrip()


_CHANGES: dict[str, Callable[[str], str]] = {
    "date format": _day_first,
    "month format": lambda cell: "/".join(reversed(cell.split("-"))),
    "trailing space": lambda cell: cell + " ",
    "letter case": str.swapcase,
    "decimal comma": lambda cell: cell.replace(".", ","),
    "number with unit": lambda cell: cell + " s",
    "number word": lambda cell: NUMBERS[int(cell)],
}
