"""Recommendation, agreement and figures with intervals: what is drawn is what was answered."""

from __future__ import annotations

from math import inf

import pandas as pd
import pytest

from cxcourse import charts
from cxcourse.charts.look import INK, LINE, PALETTE
from cxcourse.core.metrics import csat, nps, nps_from_counts
from cxcourse.core.metrics.result import Result
from cxcourse.errors import DataError
from tests.charts.reading import axis, marks, table, title, words

BLUE, _, PINK = PALETTE
SCORES = {
    "shop": nps_from_counts(60, 20, 20),
    "ivr_billing": nps_from_counts(5, 15, 80),
    "app": nps_from_counts(30, 40, 30),
}


def test_bars_are_as_long_as_their_shares_and_scores_stand_in_order():
    chart = charts.nps_breakdown(SCORES)
    lost, won = (marks(chart, "rect", color=color) for color in (PINK, BLUE))
    # The first of each is the key above; a gap of 1.5 pixels parts the groups.
    bars = [(b["x2"] - a["x"]) for a, b in zip(lost[1:], won[1:], strict=True)]
    assert bars == pytest.approx([bars[0]] * 3, abs=0.1)
    for rows, shares in ((lost[1:], (20, 30, 80)), (won[1:], (60, 30, 5))):
        for row, share in zip(rows, shares, strict=True):
            assert row["x2"] - row["x"] + 1.5 == pytest.approx(bars[0] * share / 100, abs=0.1)
    assert [row["group"] for row in table(chart)] == ["shop", "app", "ivr billing"]
    assert title(chart) == "NPS is +40 at shop and −75 at ivr billing"
    assert {"+40", "0", "−75", "60 %", "n = 100"} <= set(words(chart))


def test_the_interval_of_a_score_lies_where_the_axis_says():
    chart = charts.nps_breakdown(SCORES)
    at = axis(chart)
    # "0" is also a score of this sample; the axis stands lower.
    for row, one in zip(
        marks(chart, "rect", color=INK), (SCORES["shop"], SCORES["app"], SCORES["ivr_billing"]), strict=True
    ):
        assert (row["x"], row["x2"]) == pytest.approx((at(one.low), at(one.high)), abs=0.1)


def test_scores_that_cannot_be_told_apart_are_not_sold_as_a_finding():
    near = {"web": nps_from_counts(40, 30, 30), "app": nps_from_counts(36, 30, 34)}
    assert title(charts.nps_breakdown(near)) == "NPS is +10 at web and +2 at app, but their intervals overlap"
    assert title(charts.nps_breakdown(nps_from_counts(40, 30, 30))) == "NPS is +10: 40 % promoters less 30 % detractors"


def test_a_group_without_answers_is_named_not_drawn():
    answers = pd.Series(pd.Categorical(["web", "web", "app"], categories=["web", "app", "fax"]))
    chart = charts.nps_breakdown(nps([10, 2, 9], by=answers))
    assert [row["group"] for row in table(chart)] == ["app", "web"]
    assert "Without answers: fax" in chart.description
    assert "fax" in chart.usermeta["cxcourse"]["caption"]


@pytest.mark.parametrize(
    ("results", "says"),
    [
        ({}, "no figure to draw"),
        ({"web": csat([5, 4, 1])}, "'web' is CSAT, not an NPS"),
        ({"web": 40}, "'web' is int, not a figure with its interval. Pass what nps returns"),
        (40, "int instead of figures"),
        (nps([]), "No group has an answer"),
        ({"a_b": SCORES["shop"], "a b": SCORES["app"]}, "both called 'a b'"),
    ],
)
def test_what_is_no_score_is_refused(results, says):
    with pytest.raises(DataError, match=says):
        charts.nps_breakdown(results)


ANSWERS = pd.DataFrame({"easy": [5, 5, 4, 3, 1, None], "quick": [1, 1, 2, 3, 4, 5], "team": list("aaabbb")})


def test_agreement_is_centred_on_the_middle_of_neutral():
    chart = charts.likert(ANSWERS, {"easy": "It was easy", "quick": "It was quick"})
    (line,) = marks(chart, "rule", color=INK)
    neutral = [row for row in marks(chart, "rect", color=LINE)][1:]
    for row in neutral:
        assert (row["x"] + row["x2"]) / 2 == pytest.approx(line["x"], abs=0.1)
    first = neutral[0]
    one_fifth = first["x2"] - first["x"] + 1.5
    agree = [row for row in marks(chart, "rect", color=BLUE) if row["y"] == first["y"]]
    assert sum(row["x2"] - row["x"] + 1.5 for row in agree) == pytest.approx(3 * one_fifth, abs=0.3)
    assert agree[0]["opacity"] < agree[1]["opacity"] == 1
    assert [row["n"] for row in table(chart)] == [5, 6]
    assert "1 empty left out" in chart.usermeta["cxcourse"]["caption"]


def test_a_scale_without_a_middle_has_no_neutral():
    chart = charts.likert(pd.DataFrame({"q": [1, 2, 3, 4, 4]}), "q", scale=(1, 4))
    assert title(chart) == "60 % agree with “q”, 40 % disagree"
    assert "neutral" not in chart.description
    assert not marks(chart, "rect", color=LINE)


def test_one_question_by_group():
    chart = charts.likert(ANSWERS, {"quick": "Quick"}, by="team", ends=("slow", "fast"))
    assert title(chart) == "Quick: 67 % fast at b, 0 % at a"
    assert [row["group"] for row in table(chart)] == ["b", "a"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"columns": "speed"}, "the table has no speed"),
        ({"columns": []}, "No question was named"),
        ({"columns": ["easy", "quick"], "by": "team"}, "2 questions were named"),
        ({"columns": "quick", "scale": (1, 4)}, "5"),
        ({"df": ANSWERS.head(0)}, "no rows"),
        ({"df": ANSWERS.assign(easy=None)}, "Nobody answered"),
        ({"df": [1, 2]}, "found list"),
    ],
)
def test_answers_that_cannot_be_drawn_are_refused(change, says):
    with pytest.raises(DataError, match=says):
        charts.likert(**{"df": ANSWERS, "columns": "easy", **change})


def test_figures_are_sorted_and_full_only_where_clear_of_the_reference():
    chart = charts.intervals(SCORES, reference=0, reference_name="par")
    assert title(chart) == "Shop is above the par of 0 points, ivr billing below"
    full, hollow = (marks(chart, "point", fill=fill) for fill in (BLUE, "#fefefe"))
    assert (len(full), len(hollow)) == (2, 1)
    assert hollow[0]["x"] == pytest.approx(axis(chart)(0), abs=0.1)
    assert [row["group"] for row in table(chart)] == ["shop", "app", "ivr billing"]
    kept = charts.intervals(SCORES, sort=False)
    assert [row["group"] for row in table(kept)] == ["shop", "ivr billing", "app"]
    assert title(kept) == "NPS is +40 points for shop and −75 points for ivr billing"


def test_intervals_end_where_the_axis_says():
    chart = charts.intervals(SCORES)
    at = axis(chart)
    for row, name in zip(marks(chart, "rect", color=BLUE), ("shop", "app", "ivr_billing"), strict=True):
        assert (row["x"], row["x2"]) == pytest.approx((at(SCORES[name].low), at(SCORES[name].high)), abs=0.1)


def test_undefined_and_endless_figures_are_shown_as_what_they_are():
    about = {"range": (0, inf), "unit": "s", "method": "m", "steps": (), "source": ""}
    waits = {
        "web": Result(name="Wait", value=20, low=12, high=inf, n=9, **about),
        "app": Result(name="Wait", value=14, n=1, **about),
        "fax": Result.undefined(name="Wait", why="nobody waited", range=(0, inf), unit="s"),
    }
    chart = charts.intervals(waits)
    assert "undefined: nobody waited" in words(chart)
    assert len(marks(chart, "rect", color=BLUE)) == 1
    assert [row["value"] for row in table(chart)] == [20, 14, ""]
    charts.render(chart.to_dict())


@pytest.mark.parametrize(
    ("results", "more", "says"),
    [
        ([nps([]), csat([])], {}, "No figure is defined"),
        ([SCORES["shop"], csat([1, 5])], {}, "units '%' and 'points'"),
        (list(SCORES.values()), {}, "share a name"),
        (SCORES, {"reference": inf}, "reference"),
        (None, {}, "NoneType instead of figures"),
    ],
)
def test_figures_that_share_no_scale_are_refused(results, more, says):
    with pytest.raises(DataError, match=says):
        charts.intervals(results, **more)


def test_the_numbers_of_several_figures_as_a_table():
    made = charts.numbers_table({**SCORES, "fax": nps([])})
    assert made.columns.tolist() == ["group", "value", "low", "high", "unit", "n", "missing"]
    assert made["value"].tolist() == [40, -75, 0, ""]
