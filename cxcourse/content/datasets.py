"""The tables of the course: found by name, checked against their card, typed, with title and licence.

A table is two files in ``datasets/``: ``<name>.csv`` and its card ``<name>.yaml``. The card holds the
checksum, so a table that was cut short, edited or saved by a spreadsheet is noticed before a lesson draws a
wrong conclusion from it. Most tables have a messy version beside them, ``<name>_messy.csv``; its card entry
counts the dirt.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cxcourse.content import course_root
from cxcourse.content.strict import read_strict
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

_FORMATS = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%d %H:%M"}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column as a card states it; ``values`` or ``range`` bound what may stand in it.

    ``missing`` says what an empty cell means; a column without it has no empty cell.
    """

    name: str
    type: Literal["text", "integer", "number", "boolean", "date", "datetime"]
    meaning: str
    unit: str | None = None
    values: tuple[str, ...] | None = None
    range: tuple[float, float] | None = None
    missing: str | None = None


@dataclass(frozen=True, kw_only=True)
class Insight:
    """A fact planted in a table for learners to find, with the numbers of the sample that ships."""

    name: str
    text: str
    numbers: dict[str, float]


@dataclass(frozen=True, kw_only=True)
class Dirt:
    """One kind of dirt in the messy version: where it is and in how many cells (or rows, when doubled)."""

    kind: str
    column: str | None
    count: int
    about: str


@dataclass(frozen=True, kw_only=True)
class Messy:
    """The messy version of a table."""

    rows: int
    sha256: str
    dirt: tuple[Dirt, ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a table is, where it comes from, what was planted in it and how its messy version was soiled."""

    name: str
    title: str
    about: str
    origin: Literal["synthetic", "published"]
    licence: str
    rows: int
    sha256: str
    columns: tuple[Column, ...]
    seed: int | None = None
    attribution: str | None = None
    changes: str | None = None
    planted: tuple[str, ...] = ()
    insights: tuple[Insight, ...] = ()
    messy: Messy | None = None


def dataset_card(name: str, root: Path | None = None) -> Card:
    """Return the card of a table.

    Parameters
    ----------
    name : str
        Name of the table, such as ``"form_audit"``.
    root : Path, optional
        Folder that holds ``datasets/``; the course's own by default.

    Returns
    -------
    Card
        Title, licence, origin and the meaning of every column.

    Raises
    ------
    DataError
        There is no table of that name.
    ContentError
        The card is not what a card should be; every fault is listed.

    Examples
    --------
    >>> dataset_card("form_audit").columns[7].name
    'contrast_ratio'
    """
    folder = (root or course_root()) / "datasets"
    path = folder / f"{name}.yaml"
    known = sorted(card.stem for card in folder.glob("*.yaml"))
    if name not in known:
        raise DataError(_unknown(str(name), known, folder))
    state = path.stat()
    return _read_card(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=64)
def _read_card(path: Path, *_state: int) -> Card:
    """Read a card once for each state of its file; reading takes longer than the table does."""
    return read_strict(path, Card)


def _unknown(name: str, known: list[str], folder: Path) -> str:
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
    if name.removesuffix("_messy") in known and name.endswith("_messy"):
        hint = f"The messy version is loaded by load_dataset({name.removesuffix('_messy')!r}, clean=False). "
    there = ", ".join(known) if known else "none"
    return f"There is no dataset {name!r} in {folder}. {hint}Datasets there: {there}."


def load_dataset(name: str, clean: bool = True, root: Path | None = None) -> pd.DataFrame:
    """Return a table of the course, checked and typed.

    Parameters
    ----------
    name : str
        Name of the table, such as ``"form_audit"``.
    clean : bool, default True
        The tidy version. ``False`` gives the messy one for lessons on cleaning, where a table has one: every
        cell as the text that stands in the file, nothing converted and nothing taken for missing.
    root : Path, optional
        Folder that holds ``datasets/``; the course's own by default, in a checkout as in an installation.

    Returns
    -------
    pandas.DataFrame
        One row a record, columns in the order of the card. Truths are bool, days are datetime64; a column of
        whole numbers or truths with empty cells has pandas' Int64 or boolean, which keep them whole.
        ``df.attrs`` carries ``name``, ``title``, ``licence``, ``origin`` and, for a table from elsewhere,
        ``attribution``.

    Raises
    ------
    DataError
        There is no such table, or its file is missing, damaged or changed.

    Examples
    --------
    >>> audit = load_dataset("form_audit")
    >>> len(audit), audit.attrs["licence"]
    (24, 'CC0-1.0')
    >>> audit.groupby("product", sort=False)["fields"].sum().to_dict()
    {'Parcello': 9, 'Threadly': 17, 'MazeForm': 38}
    """
    card = dataset_card(name, root)
    folder, columns = (root or course_root()) / "datasets", [column.name for column in card.columns]
    if clean:
        table = _typed(_checked(folder / f"{name}.csv", columns, card), card.columns)
    elif card.messy:
        table = _as_text(_checked(folder / f"{name}_messy.csv", columns, card.messy))
    else:
        raise DataError(f"Dataset {name!r} has one version only, the clean one. Call load_dataset({name!r}).")
    table.attrs = {"name": card.name, "title": card.title, "licence": card.licence, "origin": card.origin}
    if card.attribution:
        table.attrs["attribution"] = card.attribution
    return table


def _typed(data: bytes, columns: Sequence[Column]) -> pd.DataFrame:
    """Read a table with the types its card states."""
    import pandas as pd

    table = pd.read_csv(
        io.BytesIO(data),
        dtype={column.name: _as_read(column) for column in columns},
        # "none" is a word in these tables, never a hole: only the empty cells a card speaks of are missing.
        keep_default_na=False,
        na_values={column.name: [""] for column in columns if column.missing},
    )
    for column in columns:
        if column.type == "boolean":
            table[column.name] = table[column.name].astype("boolean" if column.missing else "bool")
        elif column.type in _FORMATS:
            table[column.name] = pd.to_datetime(table[column.name], format=_FORMATS[column.type])
    return table


def _as_read(column: Column) -> str:
    """Return the type a column is read with; truths stand in the file as 0 and 1."""
    if column.type == "integer":
        return "Int64" if column.missing else "int64"
    if column.type == "boolean":
        return "Int8" if column.missing else "int8"
    return "float64" if column.type == "number" else "str"


def _as_text(data: bytes) -> pd.DataFrame:
    import pandas as pd

    return pd.read_csv(io.BytesIO(data), dtype="str", keep_default_na=False)


def _checked(path: Path, columns: list[str], wanted: Card | Messy) -> bytes:
    """Return the bytes of a table, or say what is wrong with them, the most telling fault first."""
    try:
        # git on Windows may write CRLF, a spreadsheet a byte-order mark. The table is the same, so neither
        # counts in the checksum.
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    except OSError as error:
        raise _damaged(path, "a readable file", error.strerror or type(error).__name__) from None
    found = hashlib.sha256(data).hexdigest()
    if found == wanted.sha256:
        return data
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8"))))
    except UnicodeDecodeError:
        raise _damaged(path, "UTF-8 text", "other bytes; a spreadsheet may have saved it") from None
    header = rows[0] if rows else []
    if header != columns:
        raise _damaged(path, f"the columns {', '.join(columns)}", ", ".join(header) or "an empty file")
    if len(rows) - 1 != wanted.rows:
        raise _damaged(path, f"{wanted.rows} rows", f"{len(rows) - 1}")
    raise _damaged(path, f"the checksum {wanted.sha256[:12]}…", f"{found[:12]}…: a value was changed")


def _damaged(path: Path, expected: str, found: str) -> DataError:
    return DataError(
        f"{path}: the table is not as the course made it. Expected {expected}; found {found}. "
        f"Get a fresh copy: in a checkout run `git checkout -- datasets/{path.name}`, otherwise install "
        "cxcourse again. To work on a changed copy, save it under another name and read it with pandas."
    )
