"""What a form costs its visitor: how much it asks for, and how hard it is to read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import altair as alt

from cxcourse.charts.look import INK, INK_2, SURFACE, WIDTH, mark_look
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

AA_MINIMUM = 4.5  # WCAG 2.2, success criterion 1.4.3, text of normal size

_GAP = 26  # between the panels of form_effort
_LINE = 20  # height of one screen in form_contrast
_NAMES = 164  # width of the screen names in form_contrast


def form_effort(df: pd.DataFrame) -> alt.HConcatChart:
    """Draw how many fields each step of a sign-up asks for, product by product.

    Parameters
    ----------
    df : pandas.DataFrame
        One row a screen, with the columns ``product``, ``step``, ``screen`` and ``fields``.

    Returns
    -------
    altair.HConcatChart
        One panel a product; each column is a screen and each mark a field. ``description`` says it in words.

    Raises
    ------
    DataError
        A column is missing, empty or not numeric where it must be.

    Examples
    --------
    >>> from cxcourse import charts, load_dataset
    >>> charts.form_effort(load_dataset("form_audit")).title.text
    'MazeForm asks for 38 fields, Parcello for 9'
    """
    columns = ["product", "step", "screen", "fields"]
    table = _checked(df, columns, numeric=("step", "fields"))
    groups = _by_product(table)
    step = min(_GAP, (WIDTH - 48 - _GAP * (len(groups) - 1)) / len(table))
    top = max(1, int(table["fields"].max()))
    panels = [_panel(rows, place, step, top) for place, rows in enumerate(groups.values())]
    totals = table.groupby("product", sort=False)["fields"].sum()
    title = f"{totals.idxmax()} asks for {_count(totals.max(), 'field')}"
    if totals.min() < totals.max():
        title += f", {totals.idxmin()} for {totals.min():g}"
    words = " ".join(f"{name}: {_effort_words(rows)}." for name, rows in groups.items())
    how = "Each column is one screen, each mark one field to fill in or decide on."
    return alt.hconcat(*panels, data=table, spacing=_GAP).properties(
        **_frame(df, columns, title, how), description=f"Fields on each step of a sign-up. {words}"
    )


def _effort_words(rows: pd.DataFrame) -> str:
    peak = rows.loc[rows["fields"].idxmax()]
    asked = f"{_count(rows['fields'].sum(), 'field')} on {_count(len(rows), 'screen')}"
    return f"{asked}, at most {peak['fields']:g} on one ({peak['screen']})"


def _panel(rows: pd.DataFrame, place: int, step: float, top: int) -> alt.LayerChart:
    """Return one product: heading, a stack of marks a screen, its total, the longest screen's name."""
    name, unit = rows["product"].iloc[0], min(step, 230 / top)
    axis = alt.Axis(
        values=list(range(0, top + 1, max(1, round(top / 3)))),
        labels=place == 0,
        grid=False,
        titleAnchor="end",
    )
    x = alt.X("step:O", title=None if place else "Step of the sign-up")
    scale = alt.Scale(domain=[0, top], nice=False)
    y = partial(alt.Y, scale=scale, axis=axis, title=None if place else "Fields on the screen")
    base = alt.Chart().encode(x=x).transform_filter(alt.datum.product == name)
    stack = base.transform_calculate(mark="sequence(0.5, datum.fields)").transform_flatten(["mark"])
    # A name over the first or last columns grows inwards, so that it stays above its own panel.
    at, third = rows["fields"].argmax(), len(rows) / 3
    side, dx = ("left", -5) if at < third else ("right", 5) if at >= 2 * third else ("center", 0)
    heaviest = base.transform_filter(alt.datum.step == float(rows["step"].iloc[at]))
    heading = f"{_count(rows['fields'].sum(), 'field')} on {_count(len(rows), 'screen')}"
    return alt.layer(
        stack.mark_point(filled=True, **mark_look(place, unit * 0.76)).encode(y=y("mark:Q")),
        base.mark_text(dy=-9, fontWeight=600).encode(y=y("fields:Q"), text="fields:Q"),
        heaviest.mark_text(dy=-25, dx=dx, align=side, color=INK_2).encode(y=y("fields:Q"), text="screen:N"),
        *_heading(name, place, 0, alt.value(-76)),
        _only().mark_text(align="left", color=INK_2, text=heading).encode(x=alt.value(0), y=alt.value(-56)),
    ).properties(width=step * len(rows), height=unit * top)


def form_contrast(df: pd.DataFrame) -> alt.LayerChart:
    """Draw the weakest text contrast of every screen against the 4.5 to 1 rule.

    Parameters
    ----------
    df : pandas.DataFrame
        One row a screen, with the columns ``product``, ``step``, ``screen`` and ``contrast_ratio``.

    Returns
    -------
    altair.LayerChart
        One line a screen; what lies left of the rule is too pale. ``description`` says it in words.

    Raises
    ------
    DataError
        A column is missing, empty or not numeric where it must be.

    Examples
    --------
    >>> from cxcourse import charts, load_dataset
    >>> charts.form_contrast(load_dataset("form_audit")).title.text
    '7 of 24 screens are too pale, 6 of them in MazeForm'
    """
    columns = ["product", "step", "screen", "contrast_ratio"]
    table = _checked(df, columns, numeric=("step", "contrast_ratio"))
    table["below"] = table["contrast_ratio"] < AA_MINIMUM
    groups = _by_product(table)
    headings, line = [], 0.0
    for name, rows in groups.items():
        headings.append((name, line))
        table.loc[rows.index, "line"] = [line + 1 + place for place in range(len(rows))]
        line += len(rows) + 1.7
    words = " ".join(f"{name}: {_contrast_words(rows)}." for name, rows in groups.items())
    rule = f"the least allowed is {AA_MINIMUM:g} to 1"
    how = f"Marks left of the line fall short of {AA_MINIMUM:g} to 1, the least that WCAG 2.2 (AA) asks for."
    return _contrast_layers(table, headings, line - 1).properties(
        **_frame(df, columns, _contrast_title(table), how),
        description=f"Weakest text contrast of each screen; {rule}. {words}",
    )


def _contrast_title(table: pd.DataFrame) -> str:
    pale = table.loc[table["below"], "product"].value_counts()
    title = f"{pale.sum()} of {_count(len(table), 'screen')} {'is' if pale.sum() == 1 else 'are'} too pale"
    if pale.empty or table["product"].nunique() == 1:
        return title
    if pale.sum() == 1:
        return f"{title}, in {pale.index[0]}"
    return f"{title}, {'all' if len(pale) == 1 else pale.iloc[0]} of them in {pale.index[0]}"


def _contrast_words(rows: pd.DataFrame) -> str:
    pale = rows[rows["below"]]
    named = [f"{row.screen} {row.contrast_ratio:g}" for row in pale.itertuples()]
    listed = f" ({', '.join(named)})" if named else ""
    return f"{len(pale)} of {_count(len(rows), 'screen')} below{listed}"


def _contrast_layers(table: pd.DataFrame, headings: list[tuple[str, float]], lines: float) -> alt.LayerChart:
    """Return the layers of the contrast chart, from the shaded zone up to the words."""
    width, high = WIDTH - _NAMES, max(7.0, float(table["contrast_ratio"].max()))
    # Even a contrast of 1 leaves room for its number between the mark and the names.
    start = 1 - 38 * high / (width - 38)
    x = alt.X(
        "contrast_ratio:Q",
        title="Weakest text contrast on the screen, to 1",
        scale=alt.Scale(domain=[start, high + 1], nice=False, zero=False),
        axis=alt.Axis(values=[1, 3, AA_MINIMUM, *range(7, int(high) + 2, 3)], labelExpr="'' + datum.value"),
    )
    y = alt.Y(
        "line:Q",
        title="Screen, in order",
        scale=alt.Scale(domain=[lines, -0.8], nice=False),
        axis=alt.Axis(
            grid=False,
            labels=False,
            titleAngle=0,
            titleAlign="right",
            titleBaseline="middle",
            titleX=-14,
            titleY=-12,
        ),
    )
    least = _only(contrast_ratio=AA_MINIMUM, start=start).encode(x=x)
    layers = [least.mark_rect(color=INK, opacity=0.05).encode(x2="start:Q")]
    for place, (name, line) in enumerate(headings):
        layers += _contrast_marks(table[table["product"] == name], place, line, x, y)
    layers.append(least.mark_rule(strokeWidth=1.5))
    for text, side, dx in (("too pale", "right", -9), ("readable", "left", 9)):
        layers.append(least.mark_text(align=side, dx=dx, color=INK_2, text=text).encode(y=alt.value(-12)))
    return alt.layer(*layers, data=table).properties(width=width, height=lines * _LINE)


def _contrast_marks(rows: pd.DataFrame, place: int, line: float, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Return one product's heading and screens; what is too pale is full and bold, the rest hollow."""
    name, look = rows["product"].iloc[0], mark_look(place, 11)
    colour = look.pop("color")
    base = alt.Chart().encode(x=x, y=y).transform_filter(alt.datum.product == name)
    note = f"{rows['below'].sum()} of {len(rows)} too pale"
    layers = [
        base.mark_rule(color=colour, strokeWidth=2, opacity=0.5).encode(x2=alt.datum(AA_MINIMUM)),
        *_heading(name, place, -_NAMES + 2, alt.Y("line:Q"), line=line),
        _only(line=line).mark_text(align="left", color=INK_2, text=note).encode(x=alt.value(10), y="line:Q"),
    ]
    for below, weight, ink, side in ((True, 600, INK, "right"), (False, 400, INK_2, "left")):
        some = base.transform_filter(alt.datum.below == below)
        words = {"fontWeight": weight, "color": ink}
        layers += [
            some.mark_point(fill=colour if below else SURFACE, stroke=colour, strokeWidth=2, **look),
            some.mark_text(align="right", dx=-14, **words).encode(x=alt.value(0), text="screen:N"),
            some.mark_text(align=side, dx=-11 if below else 11, **words).encode(
                text=alt.Text("contrast_ratio:Q", format=".1f")
            ),
        ]
    return layers


def _only(**row: float) -> alt.Chart:
    """Return a chart over a single row, for marks that stand for themselves."""
    return alt.Chart(alt.Data(values=[row]))


def _heading(name: str, place: int, x: float, y: Any, **row: float) -> list[alt.Chart]:
    """Return a product's mark and its name: they stand in for a legend."""
    one = _only(**row).encode(y=y)
    return [
        one.mark_point(filled=True, **mark_look(place, 12)).encode(x=alt.value(x + 7)),
        one.mark_text(align="left", fontSize=15, fontWeight=600, text=name).encode(x=alt.value(x + 20)),
    ]


def _checked(df: pd.DataFrame, columns: list[str], numeric: tuple[str, ...]) -> pd.DataFrame:
    """Return the columns a chart needs, or say which of them cannot be drawn and why."""
    missing = [name for name in columns if name not in df.columns]
    if missing:
        raise DataError(
            f"This chart needs the columns {', '.join(columns)}; the table has no {', '.join(missing)}. "
            f"It has {', '.join(map(str, df.columns)) or 'no columns'}."
        )
    if df.empty:
        raise DataError("The table has no rows, so there is nothing to draw. Check the filter before the chart.")
    for name in columns:
        holes = int(df[name].isna().sum())
        if holes:
            raise DataError(f"Column {name!r} has {_count(holes, 'empty cell')}. Fill them or drop the rows.")
        if name in numeric and df[name].dtype.kind not in "iuf":
            raise DataError(f"Column {name!r} must hold numbers, found {df[name].iloc[0]!r}. Convert it first.")
    return df[columns].reset_index(drop=True).astype({"product": str, "screen": str})


def _by_product(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {str(name): rows.sort_values("step") for name, rows in table.groupby("product", sort=False)}


def _count(number: float, noun: str) -> str:
    return f"{number:g} {noun}" + ("" if number == 1 else "s")


def _frame(df: pd.DataFrame, columns: list[str], title: str, how_to_read: str) -> dict[str, Any]:
    """Return the title block and, for the renderer, the columns to list and the line under the chart."""
    source = [df.attrs[key] for key in ("title", "origin", "licence") if key in df.attrs]
    source = ["invented" if word == "synthetic" else word for word in source]
    caption = " · ".join([f"Data: {source[0]}" if source else "Data", *source[1:], _count(len(df), "row")])
    return {
        "title": alt.TitleParams(title, subtitle=how_to_read),
        "usermeta": {"cxcourse": {"columns": columns, "caption": caption}},
    }
