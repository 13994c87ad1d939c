"""Who stays: retention by cohort and age."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cxcourse.charts.frame import framed, need_columns, need_numbers, rounded, source_line
from cxcourse.charts.look import INK_2, PALETTE, WIDTH
from cxcourse.charts.sheet import Sheet
from cxcourse.charts.words import count, label, percent, width_of
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_CELL = 28


def cohort_heatmap(
    df: pd.DataFrame,
    *,
    cohort: str = "cohort",
    age: str = "month",
    active: str = "active",
    size: str = "cohort_size",
    title: str | None = None,
) -> alt.LayerChart:
    """Draw the share of each cohort that is still there at each age.

    Parameters
    ----------
    df : pandas.DataFrame
        One row a cohort and age. Several rows of one cohort and age (say, one a source) are added up.
    cohort, age, active, size : str
        Columns: the cohort, whole periods since it began, how many are still there, how many it began with.
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        A row a cohort, a column an age; below, all cohorts that reached the age taken together.

    Raises
    ------
    DataError
        A column is missing, empty or not numeric, nobody is in a cohort, or more are active than began.

    Examples
    --------
    >>> import pandas as pd
    >>> from cxcourse import charts
    >>> table = pd.DataFrame({"cohort": ["Jan"] * 3 + ["Feb"] * 2, "month": [0, 1, 2, 0, 1],
    ...                       "cohort_size": [200] * 3 + [100] * 2, "active": [200, 150, 140, 100, 90]})
    >>> charts.cohort_heatmap(table).title.text
    'Month 1 costs most: 20 % of those still there leave'
    """
    need_numbers(need_columns(df, [cohort, age, active, size]), [age, active, size])
    cells = df.groupby([cohort, age], observed=True, sort=True)[[active, size]].sum().astype(float)
    _check_cells(cells, active, size)
    cells["share"] = cells[active] / cells[size]
    grid = cells["share"].unstack(age)
    grid.index = [label(name) for name in grid.index]
    sizes = [float(cells[size].xs(name, level=0).max()) for name in cells.index.unique(level=0)]
    together = cells.groupby(level=1)[[active, size]].sum()
    whole = together[active] / together[size]
    fall = _steepest(cells[active].unstack(age))
    unit = label(age)
    return framed(
        _grid(grid, sizes, whole, unit, fall),
        _grid_table(grid, sizes, whole),
        title=title or _grid_title(fall, whole, unit),
        how=f"Each row is a cohort, each column an age in {unit}s; a cell holds the percentage still there. "
        "More colour: more stay.",
        description=_grid_words(grid, whole, unit, fall),
        caption=source_line(
            df, f"{count(len(grid), 'cohort')}, {count(sum(sizes), 'customer')}", *_seen(grid, unit, fall)
        ),
    )


def _check_cells(cells: pd.DataFrame, active: str, size: str) -> None:
    wrong = cells[(cells[size] <= 0) | (cells[active] < 0) | (cells[active] > cells[size])]
    if len(wrong):
        name, age = wrong.index[0]
        row = wrong.iloc[0]
        raise DataError(
            f"Cohort {label(name)!r} at age {age:g} has {row[active]:g} active of {row[size]:g}. "
            "A cohort takes nobody in, so at most as many stay as began; correct the counts."
        )


def _steepest(active: pd.DataFrame) -> tuple[float, float] | None:
    """Return the age with the largest share lost since the age before, over cohorts seen at both; and that share."""
    lost = {}
    for before, after in pairwise(active.columns):
        both = active[[before, after]].dropna()
        if both[before].sum() > 0:
            lost[float(after)] = float(1 - both[after].sum() / both[before].sum())
    if not lost:
        return None
    worst = max(lost, key=lambda age: lost[age])
    return (worst, lost[worst]) if lost[worst] > 0 else None


def _seen(grid: pd.DataFrame, unit: str, fall: tuple[float, float] | None) -> list[str]:
    """Return on how many cohorts the steepest loss rests, where not all are old enough."""
    seen = int(grid[fall[0]].notna().sum()) if fall else len(grid)
    return [f"{unit} {fall[0]:g} was reached by {count(seen, 'cohort')}"] if fall and seen < len(grid) else []


def _grid(grid: pd.DataFrame, sizes: list[float], whole: pd.Series, unit: str, fall: tuple | None) -> Sheet:
    names = min(150, max(width_of(name, 12, bold=True) for name in [*grid.index, "All cohorts"])) + 10
    people = max(width_of(f"{sum(sizes):,.0f}", 11), width_of("began", 11)) + 14
    left = names + people
    across = min(64.0, (WIDTH - left) / grid.shape[1])
    top, total = 44, 44 + _CELL * len(grid) + 8
    sheet = Sheet(total + _CELL + 4)
    sheet.text([(names + people - 14, 30, "began")], INK_2, 11, align="right")
    sheet.text([(left, 10, f"{unit[0].upper()}{unit[1:]}s since the start")], INK_2)
    heads = [(left + across * (i + 0.5), 30, f"{age:g}") for i, age in enumerate(grid.columns)]
    marked = [place for place, age in enumerate(grid.columns) if fall and age == fall[0]]
    sheet.text([row for i, row in enumerate(heads) if i not in marked], INK_2, align="center")
    sheet.text([heads[i] for i in marked], align="center", fontWeight=700)
    pale = min(0.9, float(grid.min(axis=None)) // 0.1 / 10)
    for place, name in enumerate(grid.index):
        y = top + _CELL * (place + 0.5)
        sheet.text([(names + people - 14, y, f"{sizes[place]:,.0f}")], INK_2, 11, align="right")
        sheet.text([(0, y, name)], fontWeight=600)
        _cells(sheet, grid.iloc[place], left, across, y, pale)
    y = total + _CELL / 2
    sheet.text([(0, y, "All cohorts")], fontWeight=700)
    sheet.text([(names + people - 14, y, f"{sum(sizes):,.0f}")], INK_2, 11, align="right")
    _cells(sheet, whole, left, across, y, pale, bold=True)
    for place in marked:
        seen = [row for row, share in enumerate(grid.iloc[:, place]) if share == share]
        for upper, lower in ((top + _CELL * seen[0], top + _CELL * (seen[-1] + 1)), (total, total + _CELL)):
            box = (left + across * place, left + across * (place + 1), upper, lower)
            sheet.rect([box], "transparent", stroke=PALETTE[2], strokeWidth=2, cornerRadius=3)
    return sheet


def _cells(
    sheet: Sheet, shares: pd.Series, left: float, across: float, y: float, pale: float, *, bold: bool = False
) -> None:
    """Draw a row: the page shines through the colour, so that the page's ink stays legible on every cell."""
    for place, share in enumerate(shares):
        if share != share:
            continue
        box = (left + across * place + 1, left + across * (place + 1) - 1, y - _CELL / 2 + 1, y + _CELL / 2 - 1)
        depth = (float(share) - pale) / (1 - pale)
        sheet.rect([box], PALETTE[0], opacity=round(max(0.05, 0.05 + 0.55 * depth), 3), cornerRadius=2)
        size = 12 if across >= 30 else 10
        sheet.text([(left + across * (place + 0.5), y, f"{100 * share:.0f}")], size=size, align="center",
                   fontWeight=700 if bold else 400)  # fmt: skip


def _grid_title(fall: tuple[float, float] | None, whole: pd.Series, unit: str) -> str:
    if fall is None:
        return f"{percent(float(whole.iloc[-1]))} are still there after {count(float(whole.index[-1]), unit)}"
    return f"{unit[0].upper()}{unit[1:]} {fall[0]:g} costs most: {percent(fall[1])} of those still there leave"


def _grid_words(grid: pd.DataFrame, whole: pd.Series, unit: str, fall: tuple[float, float] | None) -> str:
    last = [(name, row.dropna()) for name, row in grid.iterrows()]
    told = "; ".join(f"{name} {percent(float(row.iloc[-1]))} at {unit} {row.index[-1]:g}" for name, row in last)
    all_told = ", ".join(f"{age:g}: {percent(float(share))}" for age, share in whole.items())
    steep = f" The steepest loss is at {unit} {fall[0]:g}: {percent(fall[1])}." if fall else ""
    return f"Share still there by cohort and {unit}. All cohorts by {unit}, {all_told}.{steep} Last seen: {told}."


def _grid_table(grid: pd.DataFrame, sizes: list[float], whole: pd.Series) -> pd.DataFrame:
    table = (100 * grid).map(rounded)
    table.loc["All cohorts"] = [rounded(100 * float(share)) for share in whole]
    table.columns = [f"{age:g}" for age in table.columns]
    table.insert(0, "began", [int(size) for size in sizes] + [int(sum(sizes))])
    table.insert(0, "cohort", list(table.index))
    return table.reset_index(drop=True)
