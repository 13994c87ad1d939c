"""A planted fact: its name, a sentence, and the numbers that stand in the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

Frames = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Insight:
    """One planted fact."""

    name: str
    text: str
    numbers: dict[str, float]


def insight(name: str, text: str, **numbers: float) -> Insight:
    """Round the numbers to what a sentence can bear, and put them into it."""
    short = {key: _short(value) for key, value in numbers.items()}
    return Insight(name, text.format(**short), short)


def _short(value: float) -> float:
    if isinstance(value, int | np.integer) or abs(value) >= 100:
        return round(value)
    return round(float(value), 1 if abs(value) >= 10 else 3)


def split(rows: pd.DataFrame, by: str | list[str], column: str) -> pd.Series:
    """Give the mean of a column in each group."""
    return rows.groupby(by)[column].mean()
