"""What to do first: opportunities by what they bring and what they cost."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from cxcourse.charts.frame import framed, need_columns, need_numbers, source_line
from cxcourse.charts.look import INK, INK_2, LINE, PALETTE, WIDTH, mark_look
from cxcourse.charts.placing import Box, nearest, place_names
from cxcourse.charts.sheet import Sheet, Span
from cxcourse.charts.words import balance, count, fit, label, listed, plain, width_of
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

_SIDE = 440  # height of the plot
_LEFT, _EDGE = 30, 26  # room left of the plot, and between its frame and the ends of the scale
_MOST = 40
_APART = 15  # between marks with the same scores


class _Quadrant(NamedTuple):
    """A corner of the plot: its name, what it means, and how its marks look."""

    name: str
    meaning: str
    look: dict
    hollow: bool


_QUADRANTS = {
    (True, False): _Quadrant("Quick wins", "do now", mark_look(0, 12), False),
    (True, True): _Quadrant("Big projects", "plan", mark_look(1, 12), False),
    (False, False): _Quadrant("Fill-ins", "when there is time", {**mark_look(0, 10), "color": INK_2}, True),
    (False, True): _Quadrant("Money pits", "leave", {**mark_look(2, 11), "color": INK_2}, True),
}
"""By (high impact, high effort)."""


def effort_impact(
    df: pd.DataFrame,
    *,
    name: str = "name",
    effort: str = "effort",
    impact: str = "impact",
    scale: tuple[float, float] = (1, 5),
    title: str | None = None,
) -> alt.LayerChart:
    """Draw opportunities by effort and impact, in four quadrants, each with its name beside it.

    Parameters
    ----------
    df : pandas.DataFrame
        One row an opportunity, at most 40.
    name, effort, impact : str
        Columns: what it is, what it costs and what it brings, both on ``scale``.
    scale : tuple of float
        Lowest and highest score. The quadrants meet in its middle; a score on the middle counts as high, so that an
        impact in doubt stays in sight and an effort in doubt is no quick win.
    title : str, optional
        In place of the finding that is computed.

    Returns
    -------
    altair.LayerChart
        A mark an opportunity; marks with the same scores stand side by side. ``description`` lists the quadrants.

    Raises
    ------
    DataError
        A column is missing, empty or not numeric, a score lies off the scale, or there are too many rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from cxcourse import charts
    >>> ideas = pd.DataFrame({"name": ["Shorter menu", "New billing system", "Mascot"],
    ...                       "effort": [2, 5, 4], "impact": [5, 4, 1]})
    >>> charts.effort_impact(ideas).title.text
    '1 of 3 ideas is a quick win: Shorter menu'
    """
    table = _checked(df, name, effort, impact, scale)
    middle = (scale[0] + scale[1]) / 2
    corners = [(row[2] >= middle, row[1] >= middle) for row in table.itertuples(index=False)]
    told = {corner: [n for n, c in zip(table["name"], corners, strict=True) if c == corner] for corner in _QUADRANTS}
    same = table.duplicated(["effort", "impact"]).any()
    return framed(
        _drawing(table, corners, scale),
        _table(table, corners),
        title=title or _title(table, corners, told[True, False]),
        how="Higher up: brings more. Further right: costs more."
        + (" Marks with the same scores stand side by side." if same else ""),
        description="Opportunities by effort and impact. " + " ".join(
            f"{_QUADRANTS[corner].name}: {', '.join(names) or 'none'}." for corner, names in told.items()
        ),
        caption=source_line(df, f"{count(len(table), 'opportunity', 'opportunities')} · scores from {scale[0]:g} to {scale[1]:g}"),
    )  # fmt: skip


def _checked(df: pd.DataFrame, name: str, effort: str, impact: str, scale: tuple[float, float]) -> pd.DataFrame:
    table = need_numbers(need_columns(df, [name, effort, impact]), [effort, impact])[[name, effort, impact]]
    table.columns = ["name", "effort", "impact"]
    if len(table) > _MOST:
        raise DataError(f"At most {_MOST} names find room, found {len(table)}. Draw the most promising ones.")
    if not scale[0] < scale[1]:
        raise DataError(f"scale: the lower score first, found {scale!r}.")
    for column in ("effort", "impact"):
        off = table[(table[column] < scale[0]) | (table[column] > scale[1])]
        if len(off):
            raise DataError(
                f"{label(off['name'].iloc[0])!r} has {column} {off[column].iloc[0]:g}, off the scale of {scale[0]:g} to "
                f"{scale[1]:g}. Correct it, or pass the scale that was used."
            )
    return table.assign(name=[label(one) for one in table["name"]]).reset_index(drop=True)


def _drawing(table: pd.DataFrame, corners: list[tuple[bool, bool]], scale: tuple[float, float]) -> Sheet:
    sheet = Sheet(_SIDE + 40)
    frame = Box(_LEFT, 0, WIDTH, _SIDE)
    across = Span(*scale, frame.left + _EDGE, frame.right - _EDGE)
    down = Span(*scale, frame.bottom - _EDGE - 18, frame.top + _EDGE + 18)
    taken = _quadrants(sheet, frame, across, down, sum(scale) / 2)
    spots = _spots(table, corners, 165 if len(table) <= 24 else 130)
    points = [(across(spot.effort), down(spot.impact)) for spot in spots]
    room = Box(frame.left + 4, 4, frame.right - 4, frame.bottom - 4)
    x, y = across(sum(scale) / 2), down(sum(scale) / 2)
    cross = [Box(x - 2, room.top, x + 2, room.bottom), Box(room.left, y - 2, room.right, y + 2)]
    boxes = place_names(points, [spot.size for spot in spots], room, taken, cross, [spot.reach for spot in spots])
    for spot, point, box in zip(spots, points, boxes, strict=True):
        _mark(sheet, spot, point, box)
    return sheet


class _Spot(NamedTuple):
    """One place in the plot: all opportunities with the same scores, and their names line by line."""

    effort: float
    impact: float
    corner: tuple[bool, bool]
    marks: int
    lines: list[str]

    @property
    def reach(self) -> float:
        return _APART * (self.marks - 1) / 2

    @property
    def size(self) -> tuple[float, float]:
        return max(map(width_of, self.lines)), 15.0 * len(self.lines)


def _spots(table: pd.DataFrame, corners: list[tuple[bool, bool]], room: float) -> list[_Spot]:
    made = []
    for (effort, impact), rows in table.groupby(["effort", "impact"], sort=False):
        # A name alone may take two lines; in a list each name takes one.
        names = list(rows["name"])
        lines = balance(names[0], room) if len(names) == 1 else [fit(name, 1.3 * room) for name in names]
        made.append(_Spot(float(effort), float(impact), corners[rows.index[0]], len(names), lines))
    return made


def _mark(sheet: Sheet, spot: _Spot, point: tuple[float, float], box: Box) -> None:
    """Draw the marks of a spot in a row and its names flush with the side that faces them."""
    (x, y), quadrant = point, _QUADRANTS[spot.corner]
    near = min(max((box.left + box.right) / 2, x - spot.reach), x + spot.reach), y
    end = nearest(box, near)
    far = hypot(end[0] - near[0], end[1] - near[1])
    if far > 18:
        # The line starts beside the mark, not on it.
        start = [from_ + (to - from_) * 9 / far for from_, to in zip(near, end, strict=True)]
        sheet.rule([(start[0], end[0], start[1], end[1])], INK_2, 1, opacity=0.7)
    row = [(x - spot.reach + _APART * i, y) for i in range(spot.marks)]
    sheet.point(row, quadrant.look, hollow=quadrant.hollow)
    left, right = x - spot.reach, x + spot.reach
    side = "left" if box.left >= left else "right" if box.right <= right else "center"
    at = {"left": box.left, "right": box.right, "center": (box.left + box.right) / 2}[side]
    top = (box.top + box.bottom) / 2 - 7.5 * (len(spot.lines) - 1)
    sheet.text([(at, top, spot.lines)], INK if spot.corner == (True, False) else INK_2, align=side)


def _quadrants(sheet: Sheet, frame: Box, across: Span, down: Span, middle: float) -> list[Box]:
    """Draw the four fields with their names in the outer corners; return where the names stand."""
    x, y = across(middle), down(middle)
    sheet.rect([(frame.left, x, frame.top, y)], PALETTE[0], opacity=0.09)
    sheet.rule([(x, x, frame.top, frame.bottom), (frame.left, frame.right, y, y)], INK_2, 1.5)
    edges = [
        (frame.left, frame.right, frame.top, frame.top),
        (frame.left, frame.right, frame.bottom, frame.bottom),
        (frame.left, frame.left, frame.top, frame.bottom),
        (frame.right, frame.right, frame.top, frame.bottom),
    ]
    sheet.rule(edges, LINE)  # fmt: skip
    sheet.text([(frame.left, frame.bottom + 18, "Little effort")], INK_2)
    sheet.text([(frame.right, frame.bottom + 18, "Much effort →")], INK_2, align="right")
    sheet.text([(10, frame.bottom, "Little impact")], INK_2, angle=270)
    sheet.text([(10, frame.top, "Much impact →")], INK_2, angle=270, align="right")
    taken = []
    for (high, much), quadrant in _QUADRANTS.items():
        at_x, at_y = (frame.right - 10 if much else frame.left + 10), (frame.top + 17 if high else frame.bottom - 17)
        wide = width_of(quadrant.name, 14, bold=True) + 20
        told = width_of(quadrant.meaning)
        side, sign = ("right", -1) if much else ("left", 1)
        sheet.point([(at_x + sign * 6, at_y)], quadrant.look, hollow=quadrant.hollow)
        sheet.text([(at_x + sign * 18, at_y, quadrant.name)], size=14, align=side, fontWeight=700)
        sheet.text([(at_x + sign * (wide + 6), at_y, quadrant.meaning)], INK_2, align=side)
        far = at_x + sign * (wide + told + 8)
        taken.append(Box(min(at_x, far), at_y - 11, max(at_x, far), at_y + 11))
    return taken


def _title(table: pd.DataFrame, corners: list[tuple[bool, bool]], wins: list[str]) -> str:
    total = count(len(table), "idea")
    if not wins:
        return f"None of {total} is a quick win"
    first = table[[corner == (True, False) for corner in corners]].sort_values(
        ["impact", "effort"], ascending=[False, True], kind="stable"
    )
    if len(wins) == 1:
        return f"1 of {total} is a quick win: {wins[0]}"
    best = first[(first["impact"] == first["impact"].iloc[0]) & (first["effort"] == first["effort"].iloc[0])]
    lead = f", first of all {listed(best['name'])}" if len(best) <= 2 else ""
    return f"{len(wins)} of {total} are quick wins{lead}"


def _table(table: pd.DataFrame, corners: list[tuple[bool, bool]]) -> pd.DataFrame:
    told = table.assign(quadrant=[_QUADRANTS[corner].name for corner in corners])
    for column in ("effort", "impact"):
        told[column] = [plain(value, 2) if value % 1 else int(value) for value in told[column]]
    return told
