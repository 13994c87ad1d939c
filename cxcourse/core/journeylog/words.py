"""Columns of words as whole numbers: blanks cut, spellings merged, missing ones marked and counted."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

# What people and systems write where there is no value; compared without regard to letter case.
MISSING_WORDS = frozenset({"", "-", "–", "?", "n/a", "na", "nan", "none", "null", "missing", "<na>"})
_LONGEST = max(map(len, MISSING_WORDS))
UNNAMED = "(no name)"  # stands where a step, a stage or a segment has no name


@dataclass(frozen=True, eq=False)
class Words:
    """A column of words: ``names[codes[i]]`` stands in row i; -1 is a missing word."""

    codes: np.ndarray
    names: Sequence  # an array where words could stay as they were, as millions of ids mostly can, else a tuple
    merged: int = 0  # rows whose spelling was changed to that of their name

    @property
    def missing(self) -> int:
        """How many rows hold no word."""
        return int(np.count_nonzero(self.codes < 0))

    def filled(self, name: str) -> Words:
        """Return the column with this name where no word stands."""
        if not self.missing:
            return self
        names = list(self.names)
        place = names.index(name) if name in names else len(names)
        return Words(
            np.where(self.codes < 0, place, self.codes), (*names[:place], name, *names[place + 1 :]), self.merged
        )

    def take(self, rows: np.ndarray) -> Words:
        """Return these rows of the column."""
        return Words(self.codes[rows] if rows.dtype == bool else self.codes.take(rows), self.names, self.merged)


def several(given: object) -> tuple:
    """Return what was given, be it one name or several.

    Examples
    --------
    >>> several("pay"), several(2), several(["pay", 2])
    (('pay',), (2,), ('pay', 2))
    """
    return (given,) if isinstance(given, str) or not isinstance(given, Iterable) else tuple(given)


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

    text = _text(column)
    if text is None or not _shared(text):
        codes, found = pd.factorize(column if text is None else text)
        raw = found.tolist()
    else:
        codes, first = _by_address(text)
        if not merge and _plain(text, first):
            return Words(codes, text[first])
        again, found = pd.factorize(text[first])
        if len(found) < len(first):  # not every address holds a word of its own
            codes = again[codes]
        raw = found.tolist()
    if set(map(type, raw)) == {str}:
        cut = list(map(str.strip, raw))
        short = min(map(len, cut)) <= _LONGEST
        gone = [word.casefold() in MISSING_WORDS for word in cut] if short else [False] * len(cut)
    else:
        cut = [word.strip() if isinstance(word, str) else word for word in raw]
        gone = [isinstance(word, str) and word.casefold() in MISSING_WORDS for word in cut]
    if merge or True in gone or cut != raw:
        return _renamed(codes, raw, cut, gone, merge)
    return Words(codes, tuple(raw))


def _text(column: pd.Series) -> np.ndarray | None:
    """Return the words of a column as Python holds them; None where it keeps them in another way."""
    if column.dtype != object and getattr(column.dtype, "storage", "") != "python":
        return None
    return np.ascontiguousarray(np.asarray(column.array, dtype=object))


def _by_address(text: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return a number for each row, equal where rows refer to one word, and the first row of each number.

    A table of text mostly holds each word once and refers to it from every row. Rows that refer to the same word are
    found by its address, as whole numbers, which is several times as fast as comparing the words.
    """
    import pandas as pd

    at = _narrow(_addresses(text))
    new = np.r_[True, at[1:] != at[:-1]]
    heads = None
    if 2 * np.count_nonzero(new) < len(at):  # rows that stand journey by journey
        heads = np.flatnonzero(new)
        at = at[heads]
    codes, _ = pd.factorize(at)
    # Numbers are given in the order of appearance, so an address is new where the highest number rises.
    top = np.maximum.accumulate(codes)
    first = np.r_[0, np.flatnonzero(top[1:] > top[:-1]) + 1]
    return (codes, first) if heads is None else (np.repeat(codes, np.diff(heads, append=len(text))), heads[first])


def _narrow(at: np.ndarray) -> np.ndarray:
    """Return addresses as numbers of 32 bits, which are faster to tell apart, where those from first to last fit."""
    above = at - at.min()
    every = int(np.bitwise_or.reduce(above))
    step = (every & -every).bit_length() - 1  # bits at the end that are 0 in all: words lie 16 bytes apart or so
    return (above >> step).astype(np.uint32) if every.bit_length() - step <= 32 and every else at


def _plain(text: np.ndarray, first: np.ndarray) -> bool:
    """Return whether the words in these rows can stay as they are, as the ids of journeys mostly can.

    No two are alike, none has blanks around it and none is short enough to mean that there is no word. With a million
    ids this is the slow part of reading, unless they are looked at in the order in which they lie in memory.
    """
    words = text[first[np.argsort(_addresses(text)[first])]].tolist()
    if set(map(type, words)) != {str} or min(map(len, words)) <= _LONGEST or list(map(str.strip, words)) != words:
        return False
    hashes = np.sort(np.fromiter(map(hash, words), np.int64, len(words)))
    return bool((hashes[1:] != hashes[:-1]).all())  # words that are alike have one hash


def _addresses(text: np.ndarray) -> np.ndarray:
    cells = (ctypes.c_ssize_t * len(text)).from_address(text.ctypes.data)
    return np.frombuffer(cells, dtype=np.intp)


def _shared(text: np.ndarray) -> bool:
    """Return whether rows of one word seem to refer to one copy of it, or few copies, by a sample of rows.

    Half of the sample stands together, since of many ids the same one mostly comes up in neighbouring rows.
    """
    sample = np.concatenate([text[:2500], text[2500 :: max(1, len(text) // 2500)]])
    if not len(sample) or not all(isinstance(word, str) for word in sample):
        return False
    again = len(sample) - len(set(sample))
    referred = len(sample) - len(np.unique(_addresses(sample)))
    return 10 * referred >= again


def _renamed(codes: np.ndarray, raw: list, cut: list, gone: list[bool], merge: bool) -> Words:
    rows = np.bincount(codes + 1, minlength=len(raw) + 1)[1:].tolist()
    keys = [word.casefold() if merge and isinstance(word, str) else word for word in cut]
    spelt: dict = {}
    for word, key, many, lost in zip(cut, keys, rows, gone, strict=True):
        if not lost:
            spelt.setdefault(key, Counter())[word] += many
    places = {key: place for place, key in enumerate(spelt)}
    names = tuple(spellings.most_common(1)[0][0] for spellings in spelt.values())
    target = [-1 if lost else places[key] for key, lost in zip(keys, gone, strict=True)]
    merged = sum(n for n, word, at in zip(rows, raw, target, strict=True) if at >= 0 and word != names[at])
    if target != list(range(len(raw))):
        codes = np.array([*target, -1], dtype=np.int64)[codes]  # code -1 takes the -1 at the end
    return Words(codes, names, merged)
