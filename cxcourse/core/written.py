"""What people write: numbers in their many forms, and anything at all in few words for a message."""

from __future__ import annotations

import math
import re
from numbers import Real
from typing import Any

from cxcourse.errors import AnswerError

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")  # an id names files, links and what lies in a map


def brief(raw: Any) -> str:
    """Return what was found, short enough for a message, whatever it is.

    Examples
    --------
    >>> brief("too long"), brief(10**5000), len(brief("x" * 1000))
    ("'too long'", 'an endless int', 58)
    """
    try:
        text = repr(raw)
    except (ValueError, RecursionError):  # a number of a million digits, lists in lists in lists
        text = f"an endless {type(raw).__name__}"
    return text if len(text) <= 60 else text[:57] + "…"


def read_number(raw: Any, unit: str = "") -> float | None:
    """Return a number as people write it, or None where nothing was written.

    Parameters
    ----------
    raw : object
        A number, or text such as ``30 %``, ``−5``, ``3,5``, ``1 234`` or ``1,234.5``.
    unit : str
        A unit that may stand behind it.

    Raises
    ------
    AnswerError
        It is no number, or can be read as two; the message says what would do.

    Examples
    --------
    >>> read_number("1 234,5"), read_number("−5 min", unit="min"), read_number(" ")
    (1234.5, -5.0, None)
    >>> read_number("1,234")
    Traceback (most recent call last):
    ...
    cxcourse.errors.AnswerError: '1,234' can be read in two ways; write 1234 or 1.234.
    """
    try:
        number = float(raw) if isinstance(raw, Real) and not isinstance(raw, bool) else _from_text(raw, unit)
    except (ValueError, OverflowError):
        number = math.nan
    if number is not None and not math.isfinite(number):
        raise AnswerError(f"found {brief(raw)}; answer with a number, such as 12.5.")
    return number


def _from_text(raw: Any, unit: str) -> float | None:
    text = _bare(raw if isinstance(raw, str) else "?").removesuffix(_bare(unit))
    if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", text):
        both = f"{text.replace(',', '')} or {text.replace(',', '.')}"
        raise AnswerError(f"{brief(raw)} can be read in two ways; write {both}.")
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}((,\d{3})+\.\d*|(,\d{3}){2,})", text):
        text = text.replace(",", "")
    return float(text.replace(",", ".")) if text else None


def _bare(text: str) -> str:
    return re.sub(r"[\s%_'’]", "", text).replace("−", "-").replace("–", "-")
