"""Funnel, cohorts, survival: people are counted once, and what is lost is lost where it is drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cxcourse import charts
from cxcourse.charts.look import PALETTE
from cxcourse.core.metrics.survival import cohort_curve, kaplan_meier
from cxcourse.errors import DataError
from tests.charts.reading import marks, table, title, words

BLUE, _, PINK = PALETTE
VISITS = pd.DataFrame({"viewed": [1, 1, 1, 1, 0], "cart": [1, 1, 0, 0, 0], "paid": [1, 0, 0, 1, 0]}).astype(bool)


def test_a_row_counts_at_a_step_only_after_all_steps_before():
    chart = charts.funnel(VISITS, ["viewed", "cart", "paid"], start="visit")
    assert [row["reached"] for row in table(chart)] == [5, 4, 2, 1]
    assert "1 later steps without the one before not counted" in chart.usermeta["cxcourse"]["caption"]
    assert [row["reached"] for row in table(charts.funnel(VISITS, {"cart": "Cart", "paid": "Paid"}, start=None))] == [
        2,
        1,
    ]


def test_bars_and_losses_fit_together_and_the_weakest_step_is_set_off():
    chart = charts.funnel({"Visit": 1000, "View": 800, "Cart": 200, "Pay": 150})
    bars = marks(chart, "rect", color=BLUE)
    full = bars[0]["x2"] - bars[0]["x"]
    assert [(bar["x2"] - bar["x"]) / full for bar in bars] == pytest.approx([1, 0.8, 0.2, 0.15], abs=1e-3)
    (lost,) = marks(chart, "rect", color=PINK)
    assert (lost["x"], lost["x2"]) == (bars[2]["x2"], bars[1]["x2"])
    assert title(chart) == "Weakest step: View to Cart, 25 % go on"
    assert "22.1 to 28.1 % · the weakest step" in words(chart)


def test_a_funnel_that_loses_nobody_or_everybody():
    assert title(charts.funnel({"a": 5, "b": 5})) == "Nobody is lost on the way"
    empty = charts.funnel({"a": 5, "b": 0, "c": 0})
    assert "nobody left to go on" in words(empty)
    assert [row["went on %"] for row in table(empty)] == ["", 0, ""]


@pytest.mark.parametrize(
    ("data", "steps", "says"),
    [
        ({"a": 5}, None, "at least two steps"),
        ({"a": 0, "b": 0}, None, "Nobody is at the first step"),
        ({"a": 5, "b": 6}, None, "'b' has 6, more than 'a'"),
        ({"a": 5, "b": 2.5}, None, "whole number"),
        ([5, 4], None, "found list"),
        (VISITS, None, "steps in order"),
        (VISITS, ["viewed", "bought"], "the table has no bought"),
        (VISITS.head(0), ["viewed", "cart"], "no rows"),
        (VISITS.assign(cart="maybe"), ["viewed", "cart"], "cart"),
    ],
)
def test_a_funnel_that_makes_no_sense_is_refused(data, steps, says):
    with pytest.raises(DataError, match=says):
        charts.funnel(data, steps)


COHORTS = pd.DataFrame(
    [
        {"cohort": cohort, "source": source, "month": month, "cohort_size": size, "active": round(size * share)}
        for cohort, ages in (("2025-01", 4), ("2025-02", 3), ("2025-03", 2))
        for source, size in (("web", 100), ("shop", 300))
        for month, share in enumerate([1, 0.9, 0.6, 0.55][:ages])
    ]
)


def test_rows_of_one_cohort_and_age_are_added_and_young_cohorts_do_not_count_for_old_ages():
    chart = charts.cohort_heatmap(COHORTS)
    rows = table(chart)
    assert [row["began"] for row in rows] == [400, 400, 400, 1200]
    assert [rows[-1][age] for age in "0123"] == [100, 90, 60, 55]
    assert rows[1]["3"] == "" and rows[2]["2"] == ""
    assert title(chart) == "Month 2 costs most: 33 % of those still there leave"
    assert "month 2 was reached by 2 cohorts" in chart.usermeta["cxcourse"]["caption"]


def test_cells_grow_stronger_with_the_share_and_two_boxes_mark_the_fall():
    chart = charts.cohort_heatmap(COHORTS)
    cells = marks(chart, "rect", color=BLUE)
    assert len(cells) == 4 + 3 + 2 + 4
    first_row = [cell["opacity"] for cell in cells[:4]]
    assert first_row == sorted(first_row, reverse=True) and max(first_row) <= 0.6
    assert len(marks(chart, "rect", stroke=PINK)) == 2


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda t: t.drop(columns="active"), "no active"),
        (lambda t: t.head(0), "no rows"),
        (lambda t: t.assign(active=t["cohort_size"] + 1), "101 active of 100|402 active of 400"),
        (lambda t: t.assign(cohort_size=0, active=0), "0 active of 0"),
        (lambda t: t.assign(month="first"), "must hold numbers, found 'first'"),
        (lambda t: t.assign(active=np.inf), "infinite"),
    ],
)
def test_cohorts_that_cannot_be_are_refused(spoil, says):
    with pytest.raises(DataError, match=says):
        charts.cohort_heatmap(spoil(COHORTS))


def test_a_cohort_seen_once_has_no_fall():
    assert title(charts.cohort_heatmap(COHORTS[COHORTS["month"] == 0])) == "100 % are still there after 0 months"


def test_a_curve_is_drawn_through_its_steps_and_counts_those_at_risk():
    curve = kaplan_meier([1, 2, 2, 3, 4], [1, 1, 0, 1, 0])
    chart = charts.survival_curve(curve)
    line = marks(chart, "line")
    heights = [row["y"] for row in line]
    full, none = heights[0], heights[0] + 250
    shares = [(none - y) / 250 for y in heights]
    assert shares == pytest.approx([1, 0.8, 0.6, 0.3, 0.3, 0.3], abs=1e-3) and full == 8
    assert [(row["months"], row["still watched"]) for row in table(chart)] == [(0, 5), (1, 5), (2, 4), (3, 2), (4, 1)]
    assert title(chart) == "Half are gone after 3 months"
    assert "half gone: 3" in words(chart)


def test_groups_differ_in_colour_dash_and_name_and_are_compared_where_all_have_people():
    curves = {"web": cohort_curve([100, 90, 80, 70]), "shop": cohort_curve([100, 50, 40])}
    chart = charts.survival_curve(curves, unit="weeks")
    assert title(chart) == "80 % of web and 40 % of shop stay 2 weeks"
    dashes = [
        layer["mark"].get("strokeDash")
        for layer in chart.to_dict(validate=False)["layer"]
        if layer["mark"]["type"] == "line"
    ]
    assert dashes == [None, [7, 4]]
    assert {"web", "shop", "weeks"} <= set(words(chart))


def test_a_short_axis_says_where_it_begins_and_many_steps_stay_light():
    high = charts.survival_curve(cohort_curve([1000, 990, 985, 980]))
    assert "The axis begins at 90 %." in " ".join(high.title.subtitle)
    draw = np.random.default_rng(4)
    long = charts.survival_curve(kaplan_meier(draw.exponential(9, 5000), draw.random(5000) < 0.5))
    assert len(marks(long, "line")) < 1300
    assert len(table(long)) < 20


def test_nobody_leaving_is_drawn_too():
    chart = charts.survival_curve(kaplan_meier([3, 4, 5], [0, 0, 0]))
    assert title(chart).startswith("100 % stay")
    charts.render(chart.to_dict())


@pytest.mark.parametrize(
    ("curves", "says"),
    [
        ({}, "found 0"),
        ({str(i): kaplan_meier([1], [1]) for i in range(7)}, "found 7"),
        ({"web": [1, 0.5]}, "'web' is list, not a curve"),
        ([1, 0.5], "list instead of curves"),
        (kaplan_meier([], []), "no customers"),
    ],
)
def test_what_is_no_curve_is_refused(curves, says):
    with pytest.raises(DataError, match=says):
        charts.survival_curve(curves)
