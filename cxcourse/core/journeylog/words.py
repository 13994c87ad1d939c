"""Columns of words as whole numbers: blanks cut, spellings merged, missing ones marked and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

# What people and systems write where there is no value; compared without regard to letter case.
MISSING_WORDS = frozenset({"", "-", "–", "?", "n/a", "na", "nan", "none", "null", "missing", "<na>"})


@dataclass(frozen=True, eq=False)
class Words:
    """A column of words: ``names[codes[i]]`` stands in row i; -1 is a missing word."""

    codes: np.ndarray
    names: tuple
    merged: int = 0  # rows whose spelling was changed to that of their name

    @property
    def missing(self) -> int:
        """How many rows hold no word."""
        return int(np.count_nonzero(self.codes < 0))

    def take(self, rows: np.ndarray) -> Words:
        """Return these rows of the column."""
        return Words(self.codes[rows], self.names, self.merged)


def read_words(column: pd.Series, *, merge: bool = False) -> Words:
    """Return a column as codes and names, in the order in which the names first come.

    Parameters
    ----------
    column : pandas.Series
        Text, numbers or categories.
    merge : bool
        Whether spellings that differ in letter case only are one name; the most frequent is kept. Blanks around a
        word are always cut.

    Examples
    --------
    >>> import pandas as pd
    >>> read = read_words(pd.Series(["Pay", "pay ", "Pay", None, "?"]), merge=True)
    >>> read.codes.tolist(), read.names, read.merged, read.missing
    ([0, 0, 0, -1, -1], ('Pay',), 1, 2)
    """
    import pandas as pd

    codes, found = pd.factorize(column)
    raw = found.tolist()
    if not any(isinstance(word, str) for word in raw):
        return Words(codes, tuple(raw))
    cut = [word.strip() if isinstance(word, str) else word for word in raw]
    gone = [isinstance(word, str) and word.casefold() in MISSING_WORDS for word in cut]
    if cut == raw and not any(gone) and not merge:
        return Words(codes, tuple(raw))
    return _renamed(codes, raw, cut, gone, merge)


def _renamed(codes: np.ndarray, raw: list, cut: list, gone: list[bool], merge: bool) -> Words:
    rows = np.bincount(codes[codes >= 0], minlength=len(raw)).tolist()
    keys = [word.casefold() if merge and isinstance(word, str) else word for word in cut]
    spelt: dict = {}
    for word, key, many, lost in zip(cut, keys, rows, gone, strict=True):
        if not lost:
            spelt.setdefault(key, Counter())[word] += many
    places = {key: place for place, key in enumerate(spelt)}
    names = tuple(spellings.most_common(1)[0][0] for spellings in spelt.values())
    target = [-1 if lost else places[key] for key, lost in zip(keys, gone, strict=True)]
    merged = sum(n for n, word, at in zip(rows, raw, target, strict=True) if at >= 0 and word != names[at])
    return Words(np.array([*target, -1], dtype=np.int64)[codes], names, merged)  # code -1 takes the -1 at the end
