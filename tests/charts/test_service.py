"""Control charts and priorities: limits as the textbooks have them, rules that fire, names that do not collide."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cxcourse import charts
from cxcourse.charts.limits import individual_limits, set_off, share_limits
from cxcourse.charts.look import INK_2, PALETTE
from cxcourse.charts.placing import Box, place_names
from cxcourse.errors import DataError
from tests.charts.reading import marks, table, title, words

CALM = [10, 12, 11, 13, 10, 12, 11, 12, 10, 13]
BLUE, AMBER, PINK = PALETTE


def rules(values, baseline=None):
    figures = np.array(values, dtype=float)
    return set_off(figures, individual_limits(figures, baseline or len(figures)))


def test_limits_of_single_values_use_the_moving_range():
    limits = individual_limits(np.array(CALM, dtype=float), len(CALM))
    moving_range = np.mean([2, 1, 2, 3, 2, 1, 1, 2, 3])
    assert limits.mean == pytest.approx(11.4)
    assert limits.high[0] - limits.mean == pytest.approx(2.66 * moving_range, rel=1e-3)
    assert individual_limits(np.array(CALM, dtype=float), 10, least=8).low[0] == 8


def test_limits_of_shares_widen_where_few_were_asked():
    limits = share_limits(np.array([10.0, 2]), np.array([100.0, 20]), 2)
    assert limits.high == pytest.approx([0.19, 0.1 + 3 * (0.09 / 20) ** 0.5])
    assert limits.low == pytest.approx([0.01, 0])


@pytest.mark.parametrize(
    ("values", "rule", "at"),
    [
        ([*CALM, 30], 1, 10),
        ([*CALM, -9], 1, 10),
        ([*CALM, 10, *[12] * 8], 2, 18),
        ([*CALM, 10, 11, 12, 13, 14, 15], 3, 15),
        ([*CALM, 15.6, 11.5, 15.6], 4, 12),
    ],
)
def test_each_rule_fires_at_the_point_that_completes_it_and_not_before(values, rule, at):
    found = rules(values, baseline=len(CALM))
    fired = [i for i, some in enumerate(found) if rule in some]
    assert fired == [at]


def test_ordinary_values_and_values_on_a_limit_set_nothing_off():
    assert not any(rules(CALM))
    assert not any(rules([5.0] * 12))
    assert rules([*[5.0] * 12, 5.1], baseline=12)[-1] == (1,)


def test_false_alarms_are_rare():
    draw = np.random.default_rng(11)
    alarms = [bool(some) for _ in range(40) for some in rules(draw.normal(50, 5, 60))]
    assert np.mean(alarms) < 0.035


def test_points_that_complete_a_rule_are_set_off_numbered_and_named():
    chart = charts.control_chart([*CALM, 30], unit="s", period="week", baseline=10)
    assert title(chart) == "1 of 11 weeks is out of the ordinary: week 11"
    diamonds = marks(chart, "point", shape="diamond", fill=PINK)
    line = marks(chart, "line", color=BLUE)
    assert {"x": line[-1]["x"], "y": line[-1]["y"]} in diamonds and len(diamonds) == 2  # the point, and the key
    assert {"1", "Beyond a limit", "upper limit", "sets the limits"} <= set(words(chart))
    assert table(chart)[-1]["rules"] == "1"
    assert "11 at 30 s, beyond a limit" in chart.description


def test_limits_of_shares_step_with_the_number_of_cases():
    chart = charts.control_chart([10, 10, 10, 10, 10, 4], of=[100, 100, 100, 100, 100, 10], period="day")
    assert title(chart) == "1 of 6 days is out of the ordinary: day 6"
    upper = {row["upper limit"] for row in table(chart)}
    assert len(upper) == 2
    assert {"0 %", "20 %", "40 %"} <= set(words(chart))
    assert [row["n"] for row in table(chart)] == [100] * 5 + [10]


def test_the_names_of_the_periods_come_from_the_index():
    chart = charts.control_chart(pd.Series([1, 2, 1, 2, 1, 9], index=[f"W{i}" for i in range(6)]))
    assert [row["period"] for row in table(chart)] == [f"W{i}" for i in range(6)]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"values": [1, 2, 3]}, "at least 6 periods, found 3"),
        ({"values": []}, "at least 6 periods, found 0"),
        ({"values": [1, 2, None, 4, 5, 6]}, "missing"),
        ({"values": [1, 2, np.inf, 4, 5, 6]}, "inf"),
        ({"values": ["a"] * 6}, "values"),
        ({"values": CALM, "labels": ["a"]}, "1 names for 10 values"),
        ({"values": CALM, "baseline": 3}, "baseline"),
        ({"values": CALM, "of": [10] * 10}, "2: 12 of 10 is no share"),
        ({"values": [0] * 6, "of": [5, 5, 5, 5, 5, 0]}, "6: 0 of 0"),
        ({"values": CALM, "of": [10]}, "rows|length|as many"),
    ],
)
def test_series_that_have_no_limits_are_refused(given, says):
    with pytest.raises(DataError, match=says):
        charts.control_chart(**given)


IDEAS = pd.DataFrame(
    {
        "name": ["Shorter menu", "See the menu path", "New system", "Mascot", "Newsletter", "On the line"],
        "effort": [2, 2, 5, 5, 1, 3],
        "impact": [5, 5, 4, 1, 2, 3],
    }
)


def test_ideas_lie_in_their_quadrants_and_a_doubtful_effort_is_no_quick_win():
    chart = charts.effort_impact(IDEAS)
    told = [row["quadrant"] for row in table(chart)]
    assert told == ["Quick wins", "Quick wins", "Big projects", "Money pits", "Fill-ins", "Big projects"]
    assert title(chart) == "2 of 6 ideas are quick wins, first of all Shorter menu and See the menu path"
    upright, level = marks(chart, "rule", color=INK_2)[:2]
    across, down = upright["x"], level["y"]
    wins = [row for row in marks(chart, "point", fill=BLUE)][1:]  # the first is the key
    assert len(wins) == 2 and wins[0]["y"] == wins[1]["y"] < down and max(row["x"] for row in wins) < across
    assert abs(wins[0]["x"] - wins[1]["x"]) == 15
    assert ["Shorter menu", "See the menu path"] in [row["text"] for row in marks(chart, "text")]


def test_no_quick_win_is_said_too():
    assert title(charts.effort_impact(IDEAS[2:5])) == "None of 3 ideas is a quick win"


@pytest.mark.parametrize("seed", range(6))
def test_names_never_cover_each_other_nor_leave_the_room(seed):
    draw = np.random.default_rng(seed)
    points = [tuple(point) for point in draw.uniform([40, 20], [640, 420], (22, 2))]
    sizes = [(float(width), 15.0) for width in draw.uniform(50, 150, 22)]
    taken = [Box(40, 8, 160, 30), Box(500, 8, 640, 30)]
    boxes = [*place_names(points, sizes, Box(30, 0, 680, 440), taken), *taken]
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart_x = one.right <= other.left + 0.5 or other.right <= one.left + 0.5
            apart_y = one.bottom <= other.top + 0.5 or other.bottom <= one.top + 0.5
            assert apart_x or apart_y, (one, other)
    assert all(box.left >= 29 and box.right <= 681 and box.top >= -1 and box.bottom <= 441 for box in boxes)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda t: t.drop(columns="impact"), "no impact"),
        (lambda t: t.head(0), "no rows"),
        (lambda t: t.assign(effort=9), "'Shorter menu' has effort 9, off the scale of 1 to 5"),
        (lambda t: t.assign(impact=None), "'impact' has 6 empty cells"),
        (lambda t: t.assign(impact="high"), "must hold numbers, found 'high'"),
        (lambda t: pd.concat([t] * 8), "At most 40 names find room, found 48"),
    ],
)
def test_ideas_that_cannot_be_placed_are_refused(spoil, says):
    with pytest.raises(DataError, match=says):
        charts.effort_impact(spoil(IDEAS))


def test_a_scale_upside_down_is_refused():
    with pytest.raises(DataError, match="lower score first"):
        charts.effort_impact(IDEAS, scale=(5, 1))
