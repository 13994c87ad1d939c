"""What a learner gives the metric lab: the name of a metric, counts, pasted values. Faults are told in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from math import inf, isfinite
from typing import Any

from cxcourse.core.lab.catalogue import Metric
from cxcourse.core.lab.metrics import METRICS
from cxcourse.core.metrics.result import number
from cxcourse.core.written import brief
from cxcourse.errors import DataError

MAX_COUNT = 10_000_000
_EMPTY = {"", "-", ".", "na", "n/a", "nan", "none", "null"}
_YES_NO = {"yes": 1.0, "y": 1.0, "true": 1.0, "no": 0.0, "n": 0.0, "false": 0.0}


def metric(name: object) -> Metric:
    """Return the metric with this id or name.

    Raises
    ------
    DataError
        There is none; the message names near ones or lists all.

    Examples
    --------
    >>> metric("NPS").title
    'Net Promoter Score'
    """
    names = {m.id: m for m in METRICS.values()} | {m.name.casefold(): m for m in METRICS.values()}
    wanted = str(name).strip().casefold()
    if wanted in names:
        return names[wanted]
    near = get_close_matches(wanted, list(names), n=3, cutoff=0.5)
    hint = f"Did you mean {', '.join(near)}?" if near else f"The lab has {', '.join(METRICS)}."
    raise DataError(f"metric: there is no {brief(name)} in the lab. {hint}")


def read_counts(of: Metric, given: Mapping[str, Any]) -> dict[str, float]:
    """Return counts as numbers; fields left out keep their defaults.

    Raises
    ------
    DataError
        A field is unknown, or a number is negative, not whole or far too large.

    Examples
    --------
    >>> read_counts(metric("nps"), {"promoters": "40"})["promoters"]
    40.0
    """
    fields = {f.name: f for f in of.fields}
    unknown = [name for name in given if name not in fields]
    if unknown:
        has = f"It has {', '.join(fields)}." if fields else f"It takes values only: {of.column}."
        raise DataError(f"{of.name}: there is no number {brief(unknown[0])}. {has}")
    read = dict(of.defaults)
    for name, raw in given.items():
        read[name] = _read_number(raw, fields[name].label, fields[name].whole, fields[name].low)
        if of.id == "sus" and read[name] > fields[name].high:
            raise DataError(f"{fields[name].label}: answers run from 1 to 5, found {number(read[name])}.")
    return read


def _read_number(raw: Any, label: str, whole: bool, low: float) -> float:
    try:
        x = float(raw.replace(",", ".").replace("\u2212", "-")) if isinstance(raw, str) else float(raw)
    except (TypeError, ValueError, OverflowError):
        x = inf
    if isinstance(raw, bool) or not isfinite(x) or x > MAX_COUNT:
        raise DataError(f"{label}: a number up to {MAX_COUNT:,} is needed, found {brief(raw)}. Type digits only.")
    if x < low:
        raise DataError(f"{label}: {number(low)} or more is needed, found {number(x)}.")
    if whole and not x.is_integer():
        raise DataError(f"{label}: a whole number is needed (it counts), found {number(x)}.")
    return x


def read_values(of: Metric, text: str, *, invalid: str = "error") -> list[Any]:
    """Return pasted text as values; ``-``, ``NA`` and the like are missing answers.

    Parameters
    ----------
    of : Metric
        Whose values they are: SUS takes ten a person.
    text : str
        Values separated by spaces, lines, commas or semicolons; decimals have a point.
    invalid : {"error", "count"}
        Refuse what is no number or off the scale, or hand it on to be left out and counted.

    Raises
    ------
    DataError
        Nothing was pasted, or (by policy) a value cannot be used; the message says which.

    Examples
    --------
    >>> read_values(metric("nps"), "9, 10 -  7")
    [9.0, 10.0, None, 7.0]
    """
    if of.valued is None:
        raise DataError(f"{of.name} is made from counts, not from single values. Choose \u201cCounts\u201d.")
    words = [w for w in re.split(r"[\s,;|]+", text.strip()) if w]
    if not words:
        raise DataError(f"Nothing is pasted yet. Paste {of.column}, separated by spaces, commas or lines.")
    values = [_read_value(of, word, place, invalid) for place, word in enumerate(words, start=1)]
    if of.id != "sus":
        return values
    if len(values) % 10:
        raise DataError(
            f"SUS needs ten answers a person; found {len(values)}, which is {len(values) // 10} people and "
            f"{len(values) % 10} answers over. Check the last line; write - for a skipped item."
        )
    return [values[i : i + 10] for i in range(0, len(values), 10)]


def _read_value(of: Metric, word: str, place: int, invalid: str) -> float | str | None:
    low = word.casefold()
    if low in _EMPTY:
        return None
    if of.yes_no and low in _YES_NO:
        return _YES_NO[low]
    try:
        x = float(word)
    except ValueError:
        x = inf
    lowest, highest = of.scale or (0, inf)
    fits = lowest <= x <= highest and isfinite(x) and (not of.scale or x.is_integer())
    if fits or invalid == "count":
        return x if isfinite(x) else word
    raise DataError(
        f"Value {place}, \u201c{word[:20]}\u201d, does not fit: {of.column} are needed. Correct it, or tick "
        "\u201cLeave out what cannot be used\u201d to have it counted."
    )
