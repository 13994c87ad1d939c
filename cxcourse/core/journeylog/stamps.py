"""Time stamps of any make as one clock: UTC, as whole numbers, with a count of what had to be decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from cxcourse.core.journeylog.words import MISSING_WORDS
from cxcourse.core.written import brief
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

# A zone follows a clock time; the year at the end of 16-05-2024 is none. A place in brackets names the zone once more.
_CLOCK = r"\d{1,2}(?::?\d{2}){0,2}(?:\.\d+)?"
_ZONE = r"Z|UTC|GMT|[+-](?:0\d|1[0-5])(?::?[0-5]\d)?"
_ZONED = rf"(?i)^(.*\d(?:T|,?\s+){_CLOCK}(?:\s*[ap]\.?m\.?)?)\s*({_ZONE})(?:\[[\w/+-]+\])?$"
_ISO = r"^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]*)?$"  # and nothing behind it that could be taken for a zone
_CLOCKS = (" %H:%M", " %H:%M:%S", "", " %I:%M %p", " %I:%M:%S %p")
NONE = np.iinfo(np.int64).min  # a missing stamp, as numpy keeps it


@dataclass(frozen=True, eq=False)
class Stamps:
    """Times in UTC; ``unit`` is that of the whole numbers behind them."""

    ticks: np.ndarray
    unit: str
    unreadable: int = 0  # text that is no time, apart from empty cells and words for missing
    other_format: int = 0
    zoneless: int = 0
    zones: int = 0  # how many different zones the stamps named
    clock_change: int = 0  # local times that came twice or never, when clocks were moved
    examples: tuple[str, ...] = ()  # of text that is no time
    turned: int = 0  # texts that are no time, but would be one with day and month the other way round

    @property
    def missing(self) -> int:
        """How many events have no stamp that could be read."""
        return int(np.count_nonzero(self.ticks == NONE))

    @property
    def shown(self) -> str:
        """What could not be read, by examples, and whether day and month may be the wrong way round."""
        if not self.examples:
            return ""
        turned = f" ({self.turned:,} would be times with day and month the other way round, see day_first)"
        return f"such as {', '.join(map(brief, self.examples))}{turned if self.turned else ''}"


def read_stamps(column: pd.Series, zone: str = "UTC", *, day_first: bool = True) -> Stamps:
    """Return a column of stamps in UTC.

    Parameters
    ----------
    column : pandas.Series
        Times, or text such as ``2024-05-16 14:38`` or ``2024-05-16T14:38+02:00``.
    zone : str
        Where stamps without a zone were taken, such as ``"Europe/Berlin"``.
    day_first : bool
        Whether ``03/04/2024`` is the third of April (default) or the fourth of March.

    Raises
    ------
    DataError
        When the column holds numbers, or the zone is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> read = read_stamps(pd.Series(["2024-05-16 14:38", "2024-05-16T16:38+02:00", "16/05/2024 14:38", "?"]))
    >>> len(set(read.ticks[:3].tolist())), read.zoneless, read.other_format, read.missing
    (1, 2, 1, 1)
    """
    import pandas as pd

    _known(zone)
    if pd.api.types.is_datetime64_any_dtype(column):
        if column.dt.tz is not None:
            return _stamps(column.dt.tz_convert("UTC").dt.tz_localize(None), zones=1)
        if zone == "UTC":
            return _stamps(column, zoneless=int(column.notna().sum()))
        utc, moved = _placed(column, zone)
        return _stamps(utc, zoneless=int(column.notna().sum()), clock_change=moved)
    if pd.api.types.is_numeric_dtype(column) and column.notna().any():
        raise DataError(
            f"Column {column.name!r} holds numbers, found {column.dropna().iloc[0]}; a number says no time by itself. "
            'Convert it first: pd.to_datetime(column, unit="s").'
        )
    return _from_text(column.reset_index(drop=True), zone, day_first)


def _known(zone: str) -> None:
    try:
        if zone == "UTC":  # needs no data base of zones
            return
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError, TypeError):
        raise DataError(f"zone {zone!r} is not known. Write UTC, or a place such as Europe/Berlin.") from None


def _stamps(times: pd.Series, **counted: int) -> Stamps:
    values = times.to_numpy()
    return Stamps(values.view(np.int64), np.datetime_data(values.dtype)[0], **counted)


def _placed(local: pd.Series, zone: str) -> tuple[pd.Series, int]:
    """Return local times in UTC. Where clocks went back the first of two readings counts, where they went forward the
    first time that exists."""
    first = np.ones(len(local), dtype=bool)
    placed = local.dt.tz_localize(zone, ambiguous=first, nonexistent="shift_forward")
    later = local.dt.tz_localize(zone, ambiguous=~first, nonexistent="shift_forward")
    never = placed.dt.tz_localize(None) != local
    moved = int(((placed != later) | never)[local.notna()].sum())
    return placed.dt.tz_convert("UTC").dt.tz_localize(None), moved


def _from_text(column: pd.Series, zone: str, day_first: bool) -> Stamps:
    text = column.astype("str").str.strip()
    text = text.mask(column.isna() | text.str.casefold().isin(MISSING_WORDS))
    odd = ~text.str.contains(_ISO, regex=True, na=True)
    parts = text[odd].str.extract(_ZONED).reindex(text.index)
    zoned = parts[1].notna()
    times, other = _read(parts[0].where(zoned, text), day_first)
    local = times.mask(zoned)
    counted = {"other_format": other, "zoneless": int(local.notna().sum())}
    if zone != "UTC":
        local, counted["clock_change"] = _placed(local, zone)
    if zoned.any():
        ahead = {name: _ahead(name) for name in parts[1].dropna().unique()}
        counted["zones"] = len(set(ahead.values()))
        local = local.fillna(times - parts[1].map(ahead).astype("timedelta64[us]"))
    lost = text[text.notna() & local.isna()]
    turned = int(_read(lost, not day_first)[0].notna().sum()) if len(lost) else 0
    made = _stamps(local, **counted, unreadable=len(lost), turned=turned)
    return replace(made, examples=tuple(lost.unique()[:3]))


def _ahead(zone: str) -> np.timedelta64:
    """Return what the clocks of a zone such as Z, +02 or -05:30 are ahead of UTC."""
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = 60 * int(digits[:2]) + int(digits[2:]) if zone[0] in "+-" else 0
    return np.timedelta64(-minutes if zone[0] == "-" else minutes, "m")


def _read(text: pd.Series, day_first: bool) -> tuple[pd.Series, int]:
    """Return text without zones as times, and how many of them are not written year first."""
    import pandas as pd

    iso = text.str.contains(_ISO, regex=True, na=False)
    made = pd.to_datetime(text.where(iso), format="ISO8601", errors="coerce").astype("datetime64[us]")
    rest = text[made.isna() & text.notna()]
    if not len(rest):
        return made, 0
    rest = rest.str.replace(r"^(\d+)[.\-/](\d+)[.\-/](\d+)", r"\1/\2/\3", regex=True)
    if (odd := rest.str.contains(r"[^\d/: ]", regex=True)).any():
        spaced = rest[odd].str.replace(r"(?i)(\d)(?:T|,?\s+)(\d)", r"\1 \2", regex=True)
        rest = rest.where(~odd, spaced.str.replace(r"(?i)\s*([ap])\.?m\.?$", r" \1m", regex=True))
    starts = rest.str.contains(r"^\d{4}/", regex=True)
    year_first = _tried(rest[starts], "%Y/%m/%d")
    other = _tried(rest[~starts], "%d/%m/%Y" if day_first else "%m/%d/%Y")
    for found in (year_first, other):
        made.loc[found.index] = found
    return made, len(other)


def _tried(text: pd.Series, date: str) -> pd.Series:
    """Return those texts that are times in a format of the date, with any of the clocks behind it."""
    import pandas as pd

    found = []
    for clock in _CLOCKS:
        made = pd.to_datetime(text, format=date + clock, errors="coerce").astype("datetime64[us]")
        found.append(made.dropna())
        text = text[made.isna()]
    return pd.concat(found)
