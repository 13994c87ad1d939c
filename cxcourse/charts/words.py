"""Words in a drawing: how wide they are, where they break, and how numbers are written."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan

# Widths in parts of the font size, after DejaVu Sans: the widest of the fonts a system may put in place of
# "system-ui", so that what fits here fits everywhere.
_NARROW = dict.fromkeys("ijlI.,:;'|!", 0.34) | dict.fromkeys("tfr()[]- ·", 0.42) | {" ": 0.33, "/": 0.36}
_WIDE = dict.fromkeys("mMW@%", 0.97) | dict.fromkeys("wOQGN−+→=<>", 0.81)
_WIDTHS = _NARROW | _WIDE


def width_of(text: str, size: float = 12, *, bold: bool = False) -> float:
    """Return about how many pixels a line of text takes; rather too many than too few.

    Examples
    --------
    >>> width_of("will") < width_of("WILL") < width_of("WILL", bold=True)
    True
    """
    return size * sum(map(_width, text)) * (1.13 if bold else 1)


def _width(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if char > "\u2e80":  # Chinese, Japanese, Korean, emoji: a full square
        return 1.05
    return 0.72 if char.isupper() else 0.625


def fit(text: str, room: float, size: float = 12, *, bold: bool = False) -> str:
    """Return the text, cut with … where it is wider than ``room`` pixels.

    Examples
    --------
    >>> fit("Billing menu", 200), fit("Billing menu", 50)
    ('Billing menu', 'Billing…')
    """
    if width_of(text, size, bold=bold) <= room:
        return text
    while text and width_of(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrap(text: str, room: float, size: float = 12, *, lines: int = 2, bold: bool = False) -> list[str]:
    """Return the text in at most ``lines`` lines, none wider than ``room`` pixels.

    Examples
    --------
    >>> wrap("Call back within one hour", 100)
    ['Call back', 'within one hour']
    """
    made = [""]
    for word in text.split() or [""]:
        longer = f"{made[-1]} {word}".strip()
        if not made[-1] or width_of(longer, size, bold=bold) <= room:
            made[-1] = longer
        else:
            made.append(word)
    if len(made) > lines:
        made = [*made[: lines - 1], " ".join(made[lines - 1 :])]
    return [fit(line, room, size, bold=bold) for line in made]


def balance(text: str, room: float, size: float = 12, *, lines: int = 2, bold: bool = False) -> list[str]:
    """Return the text as :func:`wrap` does, with lines of about one length and no last word alone.

    Examples
    --------
    >>> balance("Call back within one hour please", 180)
    ['Call back within', 'one hour please']
    """
    best = wrap(text, room, size, lines=lines, bold=bold)
    while room > 60 and len(best) > 1:
        room -= 10
        tighter = wrap(text, room, size, lines=lines, bold=bold)
        if len(tighter) > len(best) or "…" in "".join(tighter):
            break
        best = tighter
    return best


def label(name: object) -> str:
    """Return the name of a group as people write it: ``ivr_billing`` becomes "ivr billing".

    Examples
    --------
    >>> label("ivr_billing"), label(3.0), label(None)
    ('ivr billing', '3', 'no group')
    """
    if name is None or name != name:
        return "no group"
    if isinstance(name, float) and name.is_integer():
        return str(int(name))
    return str(name).replace("_", " ").strip() or "no name"


def listed(parts: Iterable[str]) -> str:
    """Return parts as people list them.

    Examples
    --------
    >>> listed(["shop"]), listed(["shop", "web", "app"])
    ('shop', 'shop, web and app')
    """
    *most, last = [*parts] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def count(number: float, noun: str, nouns: str = "") -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> count(1, "week"), count(12000, "week"), count(2, "loss", "losses")
    ('1 week', '12,000 weeks', '2 losses')
    """
    return f"{number:,.0f} {noun if number == 1 else nouns or noun + 's'}"


def plain(value: float, digits: int = 1, *, sign: bool = False) -> str:
    """Return a number with a real minus sign, at most ``digits`` decimals and no empty ones.

    Examples
    --------
    >>> plain(-12.04), plain(7.25, 2), plain(12, sign=True), plain(-0.01), plain(1234.5)
    ('−12', '7.25', '+12', '0', '1,234.5')
    """
    if isnan(value):
        return "–"
    text = f"{abs(value):,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    if text == "0":
        return text
    return ("−" if value < 0 else "+" * sign) + text


def percent(share: float) -> str:
    """Return a share from 0 to 1 in whole percent; what is not quite none or all is never written as such.

    Examples
    --------
    >>> percent(0.624), percent(0.001), percent(0.999), percent(1)
    ('62 %', '<1 %', '>99 %', '100 %')
    """
    if isnan(share):
        return "–"
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 <= share < 1 else f"{100 * share:.0f} %"
