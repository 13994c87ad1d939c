"""Time stamps of any make as one clock: UTC, as whole numbers, with a count of what had to be decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from cxcourse.core.journeylog.words import MISSING_WORDS
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

# A zone follows a clock time; the year at the end of 16-05-2024 is none.
_ZONED = r":\d{2}(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})$"
_ISO = r"^\d{4}-\d{2}-\d{2}"
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
    examples: tuple[str, ...] = field(default=())

    @property
    def missing(self) -> int:
        """How many events have no stamp that could be read."""
        return int(np.count_nonzero(self.ticks == NONE))


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
    if pd.api.types.is_numeric_dtype(column):
        raise DataError(
            f"Column {column.name!r} holds numbers, found {column.iloc[0]}; a number says no time by itself. "
            'Convert it first: pd.to_datetime(column, unit="s").'
        )
    return _from_text(column, zone, day_first)


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
    import pandas as pd

    text = column.astype("str").str.strip()
    text = text.mask(column.isna() | text.str.casefold().isin(MISSING_WORDS))
    zoned = text.str.extract(_ZONED)[0].notna()
    iso = text.str.contains(_ISO, regex=True, na=False)
    times = pd.to_datetime(text.where(iso & zoned), format="ISO8601", errors="coerce", utc=True).dt.tz_localize(None)
    times = times.astype("datetime64[us]")
    bare = text.where(~zoned)
    local = pd.to_datetime(bare.where(iso), format="ISO8601", errors="coerce").astype("datetime64[us]")
    other = _other_format(bare.where(~iso), day_first).astype("datetime64[us]")
    counted = {"other_format": int(other.notna().sum())}
    local = local.fillna(other)
    counted["zoneless"] = int(local.notna().sum())
    if zone != "UTC":
        local, counted["clock_change"] = _placed(local, zone)
    times = times.fillna(local)
    lost = text.notna() & times.isna()
    counted["unreadable"] = int(lost.sum())
    counted["zones"] = int(text[zoned].str.extract(_ZONED)[0].nunique())
    made = _stamps(times, **counted)
    return Stamps(**{**made.__dict__, "examples": tuple(text[lost].head(3))})


def _other_format(text: pd.Series, day_first: bool) -> pd.Series:
    import pandas as pd

    dates = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    text = text.str.replace(r"^(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})", r"\1/\2/\3", regex=True)
    made = pd.to_datetime(text, format=dates, errors="coerce")
    for clock in ("%H:%M", "%H:%M:%S"):
        made = made.fillna(pd.to_datetime(text, format=f"{dates} {clock}", errors="coerce"))
    return made
