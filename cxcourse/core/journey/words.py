"""Finding phrases in what people write: whole words, whatever their case, accents, hyphens and plurals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

MOST_CHARACTERS = 600  # of one text that are read; what a step says fits in a fifth of that
_POSSESSIVE = re.compile(r"['’]s\b")
_HYPHEN = re.compile(r"(?<=\w)[-‐‑–](?=\w)")
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in the form in which they are compared; hyphens part words.

    Examples
    --------
    >>> words_of("The Phone-Trees’ MENÜS")
    ('the', 'phone', 'tree', 'menu')
    """
    return _words(_HYPHEN.sub(" ", _plain(text)))


def _plain(text: str) -> str:
    text = text[:MOST_CHARACTERS].casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _POSSESSIVE.sub("", text).replace("'", "").replace("’", "")


def _words(text: str) -> tuple[str, ...]:
    return tuple(_singular(word) for word in _WORD.findall(text))


@lru_cache(maxsize=4096)
def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@dataclass(frozen=True)
class Phrases:
    """Names of things, each with the phrases that tell it, ready to be looked for."""

    starts: dict[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word -> (phrase, name)

    @classmethod
    def of(cls, named: Iterable[tuple[str, Iterable[str]]]) -> Phrases:
        """Take names with their phrases."""
        starts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, phrases in named:
            for phrase in phrases:
                if words := words_of(phrase):
                    starts.setdefault(words[0], []).append((words, name))
        return cls({first: tuple(found) for first, found in starts.items()})

    def found_in(self, text: str) -> tuple[str, ...]:
        """Return the names that a text tells, in the order in which it comes to them.

        Examples
        --------
        >>> p = Phrases.of([("menu", ["automated menu", "phone tree"]), ("short", ["shortlist"])])
        >>> p.found_in("A short-list, after two Automated Menus"), p.found_in("the menu")
        (('short', 'menu'), ())
        """
        plain = _plain(text)
        parted = _HYPHEN.sub(" ", plain)
        readings = [parted] if parted == plain else [parted, _HYPHEN.sub("", plain)]
        first: dict[str, int] = {}
        for words in map(_words, readings):
            for place, word in enumerate(words):
                for phrase, name in self.starts.get(word, ()):
                    if words[place : place + len(phrase)] == phrase:
                        first[name] = min(place, first.get(name, place))
        return tuple(sorted(first, key=lambda name: (first[name], name)))
