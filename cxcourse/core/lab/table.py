"""A table in the lab: one column of it, filtered and split, as plain values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from cxcourse.core.lab.catalogue import Metric
from cxcourse.core.written import brief
from cxcourse.errors import DataError

if TYPE_CHECKING:
    from pandas import DataFrame

MAX_GROUPS = 20


class Table:
    """A DataFrame that is only read; cells are compared as the text they show.

    Parameters
    ----------
    data : pandas.DataFrame
        One row an answer, an attempt, a call …

    Examples
    --------
    >>> import pandas as pd
    >>> table = Table(pd.DataFrame({"nps": [9, 3, 10], "line": ["web", "web", "shop"]}))
    >>> table.values("nps", {"line": "web"}), table.labels("line")
    ([9, 3], ['shop', 'web'])
    """

    def __init__(self, data: DataFrame) -> None:
        if not hasattr(data, "columns") or not hasattr(data, "loc"):
            raise DataError(f"data: a pandas DataFrame is needed, found {type(data).__name__}. Give load_dataset(…).")
        self._data = data
        self.columns = [str(c) for c in data.columns]
        self._texts: dict[str, Any] = {}
        self._labels: dict[str, list[str]] = {}

    def check(self, column: str, what: str) -> str:
        """Return the name of a column, or raise with near names."""
        if column not in self.columns:
            near = get_close_matches(str(column), self.columns, n=3, cutoff=0.4) or self.columns[:8]
            raise DataError(f"{what}: the table has no column {brief(column)}. It has {', '.join(near)}.")
        return column

    def text(self, column: str) -> Any:
        """Return a column as text, once."""
        if column not in self._texts:
            series = self._data[self.check(column, "column")]
            self._texts[column] = series.astype(str).where(series.notna(), None)
        return self._texts[column]

    def labels(self, column: str) -> list[str]:
        """Return the different values of a column as text, at most :data:`MAX_GROUPS` + 1 of them."""
        if column not in self._labels:
            series = self._data[self.check(column, "column")]
            found = list(series.dropna().unique()[: MAX_GROUPS + 1])
            try:
                found = sorted(found)
            except TypeError:
                found = sorted(found, key=str)
            self._labels[column] = list(dict.fromkeys(map(str, found)))
        return self._labels[column]

    def splitting(self) -> list[str]:
        """Return the columns that split the rows into a few groups."""
        return [c for c in self.columns if 2 <= len(self.labels(c)) <= MAX_GROUPS]

    def strata(self, besides: set[str]) -> list[str]:
        """Return the columns of words with few values, in which the mix of two groups may differ."""
        words = [c for c in self.splitting() if self._data[c].dtype.kind not in "iufM" and len(self.labels(c)) <= 8]
        return [c for c in words if c not in besides][:5]

    def items(self) -> list[str]:
        """Return what stands for ten questionnaire columns, such as ``q1 to q10``."""
        stems = [m[1] for c in self.columns if (m := re.fullmatch(r"(.*?)10", c))]
        return [f"{s}1 to {s}10" for s in stems if all(f"{s}{i}" in self.columns for i in range(1, 11))]

    def guess(self, of: Metric) -> str:
        """Return the column that most likely holds this metric, or an empty text."""
        if of.id == "sus":
            return next(iter(self.items()), "")
        names = {c.casefold(): c for c in self.columns}
        wanted = {
            "ces-share": ["ces"], "completion": ["success", "completed"], "time-on-task": ["time_s", "time_on_task_s"],
            "fcr": ["resolved"], "aht": ["handle_time_s", "talk_s"], "abandonment": ["abandoned"],
            "conversion": ["purchased", "converted"], "churn": ["churn_90d", "churned", "churn"],
        }.get(of.id, [of.id])  # fmt: skip
        return next((names[w] for w in wanted if w in names), "")

    def values(self, column: str, where: Mapping[str, str]) -> list:
        """Return the values of a column in the rows where every named column shows the given text.

        Raises
        ------
        DataError
            A column is not there, or no row is left.
        """
        mask = None
        for name, wanted in where.items():
            hit = self.text(self.check(name, "where")) == str(wanted)
            mask = hit if mask is None else mask & hit
        rows = self._data if mask is None else self._data[mask]
        if not len(rows):
            shown = " and ".join(f"{k} = {v}" for k, v in where.items()) or "the table"
            raise DataError(f"No row is left with {shown}. Choose other values.")
        if column in self.items():
            stem = column.split("1 to ")[0]
            return rows[[f"{stem}{i}" for i in range(1, 11)]].to_numpy().tolist()
        return rows[self.check(column, "column")].tolist()
