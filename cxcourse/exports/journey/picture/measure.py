"""How wide words are, so that lines break where they must, without asking a screen.

The numbers are the advance widths of Helvetica, which Arial and Liberation Sans share: one of the three is on almost
every machine, and the picture asks for them. Scripts that they do not hold are estimated, rather too wide than too
narrow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from math import ceil

FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"
LEADING = 1.32  # height of a line, in font sizes

# The printable ASCII characters in order, in thousandths of the font size.
_REGULAR = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
_BOLD = (
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611,
    556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389,
    280, 389, 584,
)  # fmt: skip
_OTHER = {
    "–": 556,
    "—": 1000,
    "‘": 278,
    "’": 278,
    "“": 500,
    "”": 500,
    "…": 1000,
    "·": 278,
    "•": 350,
    "\xa0": 278,
    "−": 584,
}
_RIGHT_TO_LEFT = ("R", "AL")
_WIDE = "\u3041-\u30ff\u3400-\u9fff"  # kana and han: a line may end after each, but not before a closing sign
_UNBROKEN = re.compile(f"[{_WIDE}][\u3001\u3002\uff0c\uff01\uff1f\u300d\u300f\uff09\u30fc]*|[^{_WIDE}]+")


def width(text: str, size: float, bold: bool = False) -> float:
    """Return the width of a line of text at a font size.

    Examples
    --------
    >>> width("iii", 10) < width("WWW", 10) < width("WWW", 10, bold=True) + 0.1
    True
    >>> width("日本", 10)
    20.0
    """
    table = _BOLD if bold else _REGULAR
    return sum(_thousandths(character, table) for character in text) * size / 1000


def _thousandths(character: str, table: tuple[int, ...]) -> int:
    code = ord(character)
    if 32 <= code < 127:
        return table[code - 32]
    if character in _OTHER:
        return _OTHER[character]
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1250 if code > 0xFFFF and unicodedata.category(character) == "So" else 1000
    base = unicodedata.normalize("NFD", character)[0]
    return table[ord(base) - 32] if 32 <= ord(base) < 127 else 740


def wrap(text: str, room: float, size: float, bold: bool = False, most: int = 12) -> tuple[str, ...]:
    """Return the text in lines that fit into ``room``; the last one ends in "…" when there would be more than ``most``.

    Examples
    --------
    >>> wrap("Several menus before any help", 80, 12)
    ('Several', 'menus before', 'any help')
    >>> wrap("Donaudampfschifffahrt", 60, 12)
    ('Donaud', 'ampfsc', 'hifffahrt')
    """
    lines = [line for part in text.splitlines() for line in _lines(part, room, size, bold)]
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and width(f"{last}…", size, bold) > room:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")


def _lines(text: str, room: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line = ""
    for blank, word in _words(text):
        longer = f"{line}{blank if line else ''}{word}"
        if width(longer, size, bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, room, size, bold)
        lines += full
    return [*lines, line] if line else lines


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a line may be broken before, and the blank that stands before it; Chinese and Japanese have none."""
    for word in text.split():
        blank = " "
        for part in _UNBROKEN.findall(word):
            yield blank, part
            blank = ""


def _broken(word: str, room: float, size: float, bold: bool) -> list[str]:
    """Return a word in pieces that fit; what belongs to one letter or sign stays together."""
    whole = width(word, size, bold)
    even = min(room, 1.1 * whole / max(1, ceil(whole / room)))  # pieces of like length, so that no letter is left over
    pieces = [""]
    for cluster in re.findall(
        r"\S[\u0300-\u036f\u200d\ufe0f\U0001f3fb-\U0001f3ff]*(?:(?<=\u200d)\S\ufe0f?)*", word
    ) or [word]:
        if pieces[-1] and width(pieces[-1] + cluster, size, bold) > even:
            pieces.append("")
        pieces[-1] += cluster
    return pieces


def right_to_left(text: str) -> bool:
    """Whether a text begins in a script that runs to the left.

    Examples
    --------
    >>> right_to_left("שלום, Mark"), right_to_left("12 calls")
    (True, False)
    """
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind in _RIGHT_TO_LEFT for kind in kinds if kind in ("L", *_RIGHT_TO_LEFT)), False)
