"""The columns of a table of events, read one by one, with a count of what reading alone has found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from cxcourse.core.journeylog.needs import hashes
from cxcourse.core.journeylog.stamps import Stamps, read_stamps
from cxcourse.core.journeylog.words import Words, read_words
from cxcourse.core.written import brief
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Read:
    """The columns as they were read, row by row."""

    case: Words
    step: Words
    stamps: Stamps
    emotion: np.ndarray | None
    order: np.ndarray | None
    words: dict[str, Words]
    segments: dict[str, Words]
    no_number: int = 0
    off_scale: int = 0
    unnumbered: int | None = None  # None where there is no column of numbers
    row: np.ndarray | None = None  # where each event stood before it was put in order; None where all stayed

    @classmethod
    def of(cls, events: pd.DataFrame, case: str, step: str, time: str, columns: dict[str, str], segments: list[str],
           zone: str, day_first: bool, merge: bool, scale: tuple[float, float]) -> Read:  # fmt: skip
        felt, no_number, off = _numbers(events[columns["emotion"]], scale) if "emotion" in columns else (None, 0, 0)
        order = _numbers(events[columns["order"]], (-np.inf, np.inf))[0] if "order" in columns else None
        return cls(
            case=_words(events[case]),
            step=_words(events[step], merge=merge),
            stamps=read_stamps(events[time], zone, day_first=day_first),
            emotion=felt,
            order=order if order is not None and np.isfinite(order).any() else None,
            words={
                role: _words(events[columns[role]], merge=merge)
                for role in ("stage", "channel", "lens")
                if role in columns
            },
            segments={name: _words(events[name], merge=merge) for name in segments},
            no_number=no_number,
            off_scale=off,
            unnumbered=None if order is None else int(np.count_nonzero(np.isnan(order))),
        )

    def counted(self) -> dict[str, int]:
        """Return what reading alone has found."""
        words = {**self.words, **self.segments}
        counted = {
            "no case": self.case.missing,
            "no step name": self.step.missing,
            "no time": self.stamps.missing,
            "unreadable time": self.stamps.unreadable,
            "other date format": self.stamps.other_format,
            "no time zone": self.stamps.zoneless,
            "several time zones": self.stamps.zones,
            "clock change": self.stamps.clock_change,
            "spelling": self.step.merged,
            "emotion not a number": self.no_number,
            "emotion off the scale": self.off_scale,
        }
        if self.unnumbered is not None:
            counted["no number"] = self.unnumbered
        if words:
            counted["spelling elsewhere"] = sum(column.merged for column in words.values())
        if "stage" in words:
            counted["no stage"] = words["stage"].missing
        return counted

    def take(self, rows: np.ndarray, case: Words | None = None) -> Read:
        """Return these rows; ``case`` is their journeys, where they are known already."""
        return replace(
            self,
            case=self.case.take(rows) if case is None else case,
            step=self.step.take(rows),
            stamps=replace(self.stamps, ticks=self.stamps.ticks.take(rows)),
            emotion=None if self.emotion is None else self.emotion.take(rows),
            order=None if self.order is None else self.order.take(rows),
            row=None if self.row is None else self.row.take(rows),
            words={name: column.take(rows) for name, column in self.words.items()},
            segments={name: column.take(rows) for name, column in self.segments.items()},
        )


def _words(column: pd.Series, *, merge: bool = False) -> Words:
    """Return a column as codes and names, or say which cell is no name."""
    try:
        return read_words(column, merge=merge)
    except TypeError:
        wrong = next((cell for cell in column if not hashes(cell)), None)
        if wrong is None:
            raise
        raise DataError(
            f"Column {column.name!r} holds {brief(wrong)} ({type(wrong).__name__}), which is no name. "
            "Make one word of each cell first, such as column.map(str)."
        ) from None


def _numbers(column: pd.Series, scale: tuple[float, float]) -> tuple[np.ndarray, int, int]:
    """Return a column as floats, how many cells hold something else, and how many a number off the scale."""
    import pandas as pd

    made = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    empty = column.isna().to_numpy(copy=True)
    if not pd.api.types.is_numeric_dtype(column):
        empty |= (column.astype("str").str.strip() == "").to_numpy()
    words = int(np.count_nonzero(np.isnan(made) & ~empty))
    off = (made < scale[0]) | (made > scale[1])
    return np.where(off, np.nan, made), words, int(np.count_nonzero(off))
