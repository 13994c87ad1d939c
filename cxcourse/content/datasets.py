"""The tables of the course: found by name, checked against their card, typed, with title and licence.

A table is two files in ``datasets/``: ``<name>.csv`` and its card ``<name>.yaml``. The card holds the
checksum, so a table that was cut short, edited or saved by a spreadsheet is noticed before a lesson draws a
wrong conclusion from it.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cxcourse.content import course_root
from cxcourse.content.strict import read_strict
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {"text": "str", "integer": "int64", "number": "float64"}


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column as a card states it; ``values`` or ``range`` bound what may stand in it."""

    name: str
    type: Literal["text", "integer", "number"]
    meaning: str
    unit: str | None = None
    values: tuple[str, ...] | None = None
    range: tuple[float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a table is, where it comes from, and what was planted in it for learners to find."""

    name: str
    title: str
    about: str
    origin: Literal["synthetic"]
    licence: str
    rows: int
    sha256: str
    columns: tuple[Column, ...]
    seed: int | None = None
    planted: tuple[str, ...] = ()


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
    known = sorted(card.stem for card in folder.glob("*.yaml"))
    if name not in known:
        near = difflib.get_close_matches(str(name), known, n=3, cutoff=0.5)
        hint = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
        there = ", ".join(known) if known else "none"
        raise DataError(f"There is no dataset {name!r} in {folder}. {hint}Datasets there: {there}.")
    return read_strict(folder / f"{name}.yaml", Card)


def load_dataset(name: str, clean: bool = True, root: Path | None = None) -> pd.DataFrame:
    """Return a table of the course, checked and typed.

    Parameters
    ----------
    name : str
        Name of the table, such as ``"form_audit"``.
    clean : bool, default True
        The tidy version. ``False`` asks for the messy one of lessons on cleaning, where a table has one.
    root : Path, optional
        Folder that holds ``datasets/``; the course's own by default, in a checkout as in an installation.

    Returns
    -------
    pandas.DataFrame
        One row a record, columns in the order of the card. ``df.attrs`` carries ``name``, ``title``,
        ``licence`` and ``origin``.

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
    import pandas as pd

    card = dataset_card(name, root)
    if not clean:
        raise DataError(f"Dataset {name!r} has one version only, the clean one. Call load_dataset({name!r}).")
    text = _checked((root or course_root()) / "datasets" / f"{name}.csv", card)
    # "none" is a word in these tables, never a hole: pandas must not read it as missing.
    dtypes = {column.name: _DTYPES[column.type] for column in card.columns}
    table = pd.read_csv(io.StringIO(text), dtype=dtypes, keep_default_na=False)
    table.attrs = {"name": card.name, "title": card.title, "licence": card.licence, "origin": card.origin}
    return table


def _checked(path: Path, card: Card) -> str:
    """Return the text of a table, or say what is wrong with it, the most telling fault first."""
    try:
        # git on Windows may write CRLF, a spreadsheet a byte-order mark. The table is the same, so neither
        # counts in the checksum.
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
        text = data.decode("utf-8")
    except OSError as error:
        raise _damaged(path, "a readable file", error.strerror or type(error).__name__) from None
    except UnicodeDecodeError:
        raise _damaged(path, "UTF-8 text", "other bytes; a spreadsheet may have saved it") from None
    rows = list(csv.reader(io.StringIO(text)))
    header = rows[0] if rows else []
    wanted = [column.name for column in card.columns]
    if header != wanted:
        raise _damaged(path, f"the columns {', '.join(wanted)}", ", ".join(header) or "an empty file")
    if len(rows) - 1 != card.rows:
        raise _damaged(path, f"{card.rows} rows", f"{len(rows) - 1}")
    found = hashlib.sha256(data).hexdigest()
    if found != card.sha256:
        raise _damaged(path, f"the checksum {card.sha256[:12]}…", f"{found[:12]}…: a value was changed")
    return text


def _damaged(path: Path, expected: str, found: str) -> DataError:
    return DataError(
        f"{path}: the table is not as the course made it. Expected {expected}; found {found}. "
        f"Get a fresh copy: in a checkout run `git checkout -- datasets/{path.name}`, otherwise install "
        "cxcourse again. To work on a changed copy, save it under another name and read it with pandas."
    )
