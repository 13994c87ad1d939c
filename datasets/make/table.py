"""A table on its way to a file: columns of plain values, written the same way everywhere."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

DAY_ONE = dt.date(2024, 1, 1)
DAYS = 182  # the first half of 2024, the time all tables of Lumen Mobile speak of


@dataclass(frozen=True)
class Spot:
    """One kind of dirt for the messy version: what, in which column, in how many cells."""

    kind: str
    column: str | None
    count: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The clean rows as text, and the dirt that makes the messy version of them."""

    name: str
    header: list[str]
    rows: list[list[str]]
    dirt: tuple[Spot, ...] = ()

    def text(self) -> str:
        return csv_text(self.header, self.rows)


def table(name: str, columns: dict[str, Iterable], dirt: Sequence[Spot] = ()) -> Table:
    """Turn columns of numbers, truths and words into rows of text."""
    texts = [[as_text(v) for v in (c.tolist() if isinstance(c, np.ndarray) else c)] for c in columns.values()]
    return Table(name, list(columns), [list(row) for row in zip(*texts, strict=True)], tuple(dirt))


def as_text(value: object) -> str:
    """Write one value: nothing as an empty cell, truth as 0 or 1, whole numbers as such; no bare floats."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | str):
        return str(value)
    raise TypeError(f"{value!r}: write fractions with fixed(), so that every machine writes the same digits")


def fixed(values: Iterable[float], digits: int) -> list[str]:
    """Write fractions with a fixed number of digits."""
    return [f"{value:.{digits}f}" for value in values]


def only(keep: np.ndarray, values: Iterable) -> list:
    """Empty the cells where ``keep`` is false."""
    values = values.tolist() if isinstance(values, np.ndarray) else values
    return [value if kept else None for kept, value in zip(keep.tolist(), values, strict=True)]


def ids(letter: str, n: int, width: int) -> list[str]:
    """Number n things from 1: C0001, C0002, …"""
    return [f"{letter}{i:0{width}d}" for i in range(1, n + 1)]


def dates(days: np.ndarray, first: dt.date = DAY_ONE) -> list[str]:
    """Write days counted from the first one as 2024-05-16."""
    return [(first + dt.timedelta(days=int(day))).isoformat() for day in days]


def moments(days: np.ndarray, seconds: np.ndarray, first: dt.date = DAY_ONE, unit: str = "minutes") -> list[str]:
    """Write days and seconds of the day as 2024-05-16 14:03."""
    start = dt.datetime.combine(first, dt.time())
    pairs = zip(days.tolist(), seconds.tolist(), strict=True)
    return [(start + dt.timedelta(days=int(d), seconds=int(s))).isoformat(sep=" ", timespec=unit) for d, s in pairs]


def csv_text(header: list[str], rows: Iterable[list[str]]) -> str:
    """Write rows as CSV with line feeds, quotes only where needed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
