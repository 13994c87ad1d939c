"""What stands around a drawing: title, reading aid, description, data table, source; and the checks of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import TYPE_CHECKING, Any

import altair as alt

from cxcourse.charts.look import WIDTH
from cxcourse.charts.words import balance, label, wrap
from cxcourse.core.metrics.result import Result
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from cxcourse.charts.sheet import Sheet

EMPTY = "Check the filter before the chart."


def framed(
    sheet: Sheet, table: pd.DataFrame, *, title: str, how: str, description: str, caption: str = ""
) -> alt.LayerChart:
    """Return the chart: the drawing with its title, how to read it, its words and its numbers.

    Parameters
    ----------
    sheet : Sheet
        The drawing.
    table : pandas.DataFrame
        The numbers behind it, as a reader wants to see them; shown folded away under the chart.
    title, how, description, caption : str
        The finding, how to read the drawing, all of it in words, and where the numbers come from.
    """
    heads = balance(title, WIDTH - 8, 20, lines=3, bold=True)
    aids = wrap(how, WIDTH - 4, 13, lines=3)
    return sheet.chart(table).properties(
        title=alt.TitleParams(_one(heads), subtitle=_one(aids)),
        description=description,
        usermeta={"cxcourse": {"columns": list(table.columns), "caption": caption}},
    )


def _one(lines: list[str]) -> str | list[str]:
    return lines[0] if len(lines) == 1 else lines


def source_line(df: pd.DataFrame, *more: str) -> str:
    """Return the line that names a table's title, origin and licence, when it came from ``load_dataset``."""
    known = [str(df.attrs[key]) for key in ("title", "origin", "licence") if key in df.attrs]
    known = ["invented" if word == "synthetic" else word for word in known]
    return " · ".join([*([f"Data: {known[0]}", *known[1:]] if known else []), *more])


def need_columns(df: Any, columns: Sequence[Any]) -> pd.DataFrame:
    """Return the table, or say that it is none, empty or without a column that the chart draws."""
    import pandas as pd

    if not isinstance(df, pd.DataFrame):
        raise DataError(f"This chart draws a table, found {type(df).__name__}. Pass a DataFrame.")
    missing = [str(name) for name in columns if name not in df.columns]
    if missing:
        raise DataError(
            f"This chart needs the columns {', '.join(map(str, columns))}; the table has no {', '.join(missing)}. "
            f"It has {', '.join(map(str, df.columns)) or 'no columns'}."
        )
    if df.empty:
        raise DataError(f"The table has no rows, so there is nothing to draw. {EMPTY}")
    return df


def need_numbers(df: pd.DataFrame, columns: Sequence[Any]) -> pd.DataFrame:
    """Return the table with these columns as plain floats, or name the first that holds something else."""
    import pandas as pd

    made = df.copy(deep=False)
    for name in columns:
        column = df[name]
        holes = int(column.isna().sum())
        if holes:
            raise DataError(f"Column {name!r} has {holes} empty cell{'s' * (holes > 1)}. Fill them or drop the rows.")
        if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
            raise DataError(f"Column {name!r} must hold numbers, found {column.iloc[0]!r}. Convert it first.")
        made[name] = column.astype(float)
        odd = made[name][made[name].abs() == float("inf")]
        if len(odd):
            raise DataError(f"Column {name!r} holds an infinite number in row {odd.index[0]!r}. Correct it first.")
    return made


def need_results(results: Any, made_by: str = "a metric") -> dict[str, Result]:
    """Return figures by the name of their group, from one Result, several, or a mapping of groups to Results."""
    if isinstance(results, Result):
        results = {results.name: results}
    if not isinstance(results, Mapping):
        results = _by_own_name(results, made_by)
    if not results:
        raise DataError(f"There is no figure to draw. {EMPTY}")
    for name, result in results.items():
        if not isinstance(result, Result):
            raise DataError(
                f"{label(name)!r} is {type(result).__name__}, not a figure with its interval. Pass what {made_by} returns."
            )
    names = [label(name) for name in results]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise DataError(f"Two groups are both called {sorted(twice)[0]!r}. Give each its own name.")
    return dict(zip(names, results.values(), strict=True))


def _by_own_name(results: Any, made_by: str) -> dict[Any, Any]:
    try:
        several = list(results)
    except TypeError:
        raise DataError(f"Found {type(results).__name__} instead of figures. Pass what {made_by} returns.") from None
    named = {getattr(one, "name", f"figure {place}"): one for place, one in enumerate(several, 1)}
    if len(named) < len(several):
        raise DataError("Some figures share a name, so they could not be told apart. Pass them as {name: figure}.")
    return named


def numbers_table(results: Any) -> pd.DataFrame:
    """Return the figures of several groups as a table for readers: rounded, in words, one row a group.

    Parameters
    ----------
    results : Result, sequence of Result, or mapping of group to Result
        What a metric returns, with or without ``by=``.

    Returns
    -------
    pandas.DataFrame
        Columns ``group, value, low, high, unit, n, missing``; numbers to one decimal, empty where undefined.

    Raises
    ------
    DataError
        When there is no figure, or something that is none.

    Examples
    --------
    >>> from cxcourse.core.metrics import nps
    >>> numbers_table(nps([10, 9, 3, 8], by=["web", "web", "shop", "shop"]))[["group", "value", "n"]]
      group  value  n
    0  shop  -50.0  2
    1   web  100.0  2
    """
    import pandas as pd

    rows = [
        {
            "group": name,
            "value": rounded(one.value),
            "low": rounded(one.low),
            "high": rounded(one.high),
            "unit": one.unit,
            "n": one.n,
            "missing": one.missing,
        }
        for name, one in need_results(results).items()
    ]
    return pd.DataFrame(rows)


def rounded(value: float, digits: int = 1) -> float | str:
    """Return a number as a table shows it; small ones keep two telling digits, undefined ones are empty."""
    if isnan(value):
        return ""
    if 0 < abs(value) < 1:
        return float(f"{value:.3g}")
    return round(value, digits) + 0.0
