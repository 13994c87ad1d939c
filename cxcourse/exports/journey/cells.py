"""Texts in the cells of a spreadsheet, without loss and without harm.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and one that splits at other
characters than we meant may find such a beginning inside a text. So an apostrophe is put before each of these places
and taken away again on reading. Cards stand one a line, each after its id in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cxcourse.core.journey.model import Card, Opportunity

_FORMULA = "[=+\\-@＝＋－＠]"
_ARM = re.compile(rf"(^|[;,\t\r\n])(\s*)('*)(?={_FORMULA})")
_DISARM = re.compile(rf"(^|[;,\t\r\n])(\s*)('*)'(?={_FORMULA})")
_CARD = re.compile(r"\[([^\]\s]*)\] ?(.*)")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "{": "\\{", "}": "\\}", ";": "\\;"}
_PLAIN = {escaped: plain for plain, escaped in _ESCAPES.items()}
DETAILS = ("eases", "effort", "impact", "owner", "metric")


def armed(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula.

    Examples
    --------
    >>> armed("=HYPERLINK(1)"), armed("it's fine")
    ("'=HYPERLINK(1)", "it's fine")
    """
    return _ARM.sub(r"\1\2\3'", text)


def disarmed(text: str) -> str:
    """Return the text that ``armed`` was given.

    Examples
    --------
    >>> disarmed(armed("'=1; @home")) == "'=1; @home"
    True
    """
    return _DISARM.sub(r"\1\2\3", text)


def cards_cell(cards: Iterable[Card | Opportunity]) -> str:
    """Return cards as one cell, a line each: ``[id] text {effort: 2; impact: 4}``.

    Examples
    --------
    >>> cards_cell([Card(id="c1", text="too long"), Opportunity(id="c2", text="say how long", effort=2)])
    '[c1] too long\\n[c2] say how long {effort: 2}'
    """
    return "\n".join(f"[{card.id}] {_escaped(card.text)}{_details(card)}" for card in cards)


def _details(card: Card | Opportunity) -> str:
    if not isinstance(card, Opportunity):
        return ""
    values = (" ".join(card.pains), card.effort, card.impact, card.owner, card.metric)
    known = [f"{name}: {_escaped(str(value))}" for name, value in zip(DETAILS, values, strict=True) if value]
    return f" {{{'; '.join(known)}}}" if known else ""


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in text)


def _unescaped(text: str) -> str:
    return re.sub(r"\\.", lambda found: _PLAIN.get(found[0], found[0]), text)


def words_cell(words: Iterable[str]) -> str:
    """Return names as one cell, a blank between them; a blank, comma or semicolon in a name gets a backslash.

    Examples
    --------
    >>> words_cell(["F014", "page 2"])
    'F014 page\\\\ 2'
    """
    return " ".join(re.sub(r"([\\\s,;])", r"\\\1", word) for word in words)


def read_words(cell: str) -> list[str]:
    """Return the names of a cell; people also put commas or semicolons between them.

    Examples
    --------
    >>> read_words(words_cell(["F014", "page 2"]))
    ['F014', 'page 2']
    >>> read_words("F014, F015")
    ['F014', 'F015']
    """
    return [
        re.sub(r"\\(.)", r"\1", word, flags=re.DOTALL) for word in re.findall(r"(?:\\.|[^\\\s,;])+", cell, re.DOTALL)
    ]


def read_cards(cell: str, details: bool = True) -> list[tuple[str, str, dict[str, str]]]:
    """Return id (empty when none is given), text and details of each card of a cell.

    Examples
    --------
    >>> read_cards("[c1] No way out\\nToo many menus")
    [('c1', 'No way out', {}), ('', 'Too many menus', {})]
    >>> read_cards("[o1] Offer a way out {eases: c1; effort: 2}")
    [('o1', 'Offer a way out', {'eases': 'c1', 'effort': '2'})]
    """
    cards = []
    for line in cell.replace("\r\n", "\n").split("\n"):
        if not line.strip():
            continue
        named = _CARD.fullmatch(line)
        words = named[2] if named else line.strip()
        text, rest = _split(words) if details else (_unescaped(words), {})
        cards.append((named[1] if named else "", text, rest))
    return cards


def _split(text: str) -> tuple[str, dict[str, str]]:
    """Return the text of a card and the details in braces that follow it."""
    found = re.fullmatch(r"((?:\\.|[^\\{])*) \{((?:\\.|[^\\{}])*)\}", text)
    if not found:
        return _unescaped(text), {}
    parts = re.findall(r"((?:\\.|[^\\;])+)", found[2])
    pairs = [part.partition(":") for part in parts]
    return _unescaped(found[1]), {name.strip(): _unescaped(value.removeprefix(" ")) for name, _, value in pairs}
