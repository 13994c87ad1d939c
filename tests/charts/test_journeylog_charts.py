"""Charts of observed journeys: every mark where its number says, every word true, strange logs drawn or refused."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxcourse import charts, load_dataset
from cxcourse.charts.layers import layered
from cxcourse.charts.look import PALETTE, WIDTH
from cxcourse.core.journeylog import observe
from cxcourse.errors import DataError
from tests.charts.reading import marks, table, title, words

BLUE, _, PINK = PALETTE
ALL = {"variants": charts.variants, "flow": charts.flow, "dwell": charts.dwell, "emotion_paths": charts.emotion_paths}


def log_of(*journeys: str, minutes: int = 1, **more: object):
    rows = [
        (number, step, pd.Timestamp("2024-05-16") + pd.Timedelta(minutes * place, "min"))
        for number, journey in enumerate(journeys)
        for place, step in enumerate(journey.split())
    ]
    return observe(pd.DataFrame(rows, columns=["case_id", "step", "timestamp"]).assign(**more))


@pytest.fixture(scope="module")
def stories():
    return observe(load_dataset("journey_events"), segment="scenario").by("scenario")


@pytest.fixture(scope="module")
def drawn(stories):
    return {name: chart(stories["billing"]) for name, chart in ALL.items()}


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize("name", ALL)
def test_the_picture_is_drawn_offline_named_and_tabled(drawn, name):
    bundle = charts.render(drawn[name].to_dict())
    page = bundle["text/html"]
    assert bundle["text/plain"] == drawn[name].description and len(drawn[name].description) > 100
    assert "<svg" in page and "http" not in page.replace("http://www.w3.org", "")
    assert page.count("<tr>") == len(table(drawn[name])) + 1
    assert "Events of 900 journeys" in page and "CC0-1.0" in page


@pytest.mark.parametrize("name", ALL)
def test_all_words_stand_inside_the_picture(drawn, name):
    for layer in drawn[name].to_dict(validate=False)["layer"]:
        for row in layer["data"]["values"]:
            assert -1 <= row["x"] <= WIDTH + 1 and -1 <= row["y"] <= drawn[name].height + 1


@pytest.mark.parametrize("name", ALL)
def test_no_ink_is_fixed_on_white_or_black(drawn, name):
    page = charts.render(drawn[name].to_dict())["text/html"]
    inks = set(re.findall(r'(?:fill|stroke)="([^"]+)"', page)) - set(PALETTE) - {"none", "transparent"}
    assert all(ink.startswith("var(") for ink in inks), inks


@pytest.mark.parametrize("name", ALL)
def test_something_else_than_a_log_is_refused(name):
    with pytest.raises(DataError, match="draws an observed log, found DataFrame"):
        ALL[name](load_dataset("journey_events"))


@pytest.mark.parametrize("name", ["variants", "flow", "dwell"])
def test_a_title_may_be_given(stories, name):
    assert title(ALL[name](stories["phone"], title="Mine")) == "Mine"


STRANGE = {
    "one event": ["a"],
    "one step again and again": ["a a a a a"],
    "a long name": ["a_step_whose_name_is_longer_than_any_box_could_ever_be_on_a_page b c"],
    "a long path": [" ".join(f"step_{place}" for place in range(40))],
    "every journey its own way": [" ".join("abcdef"[place:] + "abcdef"[:place]) for place in range(6)],
    "markup": ["<b>menu</b> &amp; 'x'"],
}


@pytest.mark.parametrize("kind", STRANGE)
def test_strange_logs_are_drawn(kind):
    log = log_of(*STRANGE[kind], emotion=1)
    for name, chart in ALL.items():
        if name == "dwell" and kind == "one event":
            with pytest.raises(DataError, match="no wait to draw"):
                chart(log)
            continue
        page = charts.render(chart(log).to_dict())["text/html"]
        assert "<svg" in page and "<b>menu" not in page and "NaN" not in page


# ---------------------------------------------------------------- variants


def test_every_step_of_a_path_is_one_chevron_and_returns_are_set_off(stories):
    log = stories["billing"]
    chart = charts.variants(log, top=8)
    paths = [path.split(" → ") for path in log.variants(8)["path"]]
    again = sum(len(path) - len(set(path)) for path in paths)
    assert len(marks(chart, "point", fill=BLUE)) == sum(map(len, paths)) - again
    assert len(marks(chart, "point", fill=PINK, fillOpacity=0.15)) == again
    assert len(marks(chart, "point", fill="transparent", stroke=PINK)) == again  # a turning arrow besides the colour


def test_the_bars_of_paths_are_as_long_as_their_shares(stories):
    chart = charts.variants(stories["phone"])
    bars = [bar["x2"] - bar["x"] for bar in marks(chart, "rect", color=BLUE)]
    assert [bar / bars[0] for bar in bars] == pytest.approx([1, 167 / 231, 47 / 231, 38 / 231], abs=1e-3)
    assert [row["cases"] for row in table(chart)] == [231, 167, 47, 38]
    assert {"48 %", "35 %", "10 %", "8 %"} <= set(words(chart))


def test_what_is_not_drawn_is_counted():
    chart = charts.variants(log_of("a b", "a b", "a c", "a d"), top=1)
    assert "2 rarer paths not drawn, 50 % of journeys" in chart.usermeta["cxcourse"]["caption"]
    assert title(chart) == "50 % take the most common of 3 paths"
    assert title(charts.variants(log_of("a b", "a b"))) == "All journeys take one path"


# ---------------------------------------------------------------- flow


def lines(chart) -> list[dict]:
    return [row for row in marks(chart, "point", fill="transparent") if row["strokeWidth"] > 1]


def test_every_move_is_a_line_as_wide_as_it_is_frequent(stories):
    log = stories["phone"]
    chart = charts.flow(log)
    flow = log.flow()
    wide = sorted(row["strokeWidth"] for row in lines(chart))
    assert wide == pytest.approx(sorted(1.4 + 9 * n / flow["count"].max() for n in flow["count"]), abs=0.01)
    (back,) = marks(chart, "point", stroke=PINK)
    assert back["strokeWidth"] == pytest.approx(1.4 + 9 * 85 / 483, abs=0.01)  # from the website back to the menu
    # each number stands there twice: once as a halo
    assert sorted(words(chart).count(f"{n:,}") for n in {398, 278, 205}) == [2, 2, 4]


def test_boxes_tell_how_many_come_and_how_many_stop(stories):
    told = words(charts.flow(stories["billing"]))
    assert {"queue", "417 · 100 %", "abandon", "53 · 13 %"} <= set(told)
    bars = marks(charts.flow(log_of("a b", "a b c", "a b c", "a b c")), "rect")
    spans = sorted(bar["x2"] - bar["x"] for bar in bars)
    assert spans[0] / spans[1] == pytest.approx(0.25, abs=1e-3)  # one of four stops at b, all at c


def test_loops_are_lines_too():
    chart = charts.flow(log_of("a a b", "a a b"))
    assert len(marks(chart, "point", stroke=PINK)) == 1 and len(lines(chart)) == 2
    assert title(chart) == "100 % of those who reach a come back to it"


def test_rare_steps_and_moves_are_left_out_and_counted():
    log = log_of(*["a b"] * 99, "a c b")
    chart = charts.flow(log)
    assert "c" not in words(chart) and len(lines(chart)) == 1
    assert "not drawn: 1 rare step and 2 rare kinds of moves (2 moves)" in chart.usermeta["cxcourse"]["caption"]
    assert len(lines(charts.flow(log, least=0))) == 3
    assert title(chart) == "Most moves go from a to b: 99"


@given(st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=12))
@settings(deadline=None, max_examples=40)
def test_boxes_never_overlap_and_stand_below_what_leads_to_them(journeys):
    names = sorted(set("".join(journeys)))
    down: dict[tuple[str, str], float] = {}
    for journey in journeys:
        for a, b in pairwise(journey):
            if a < b:
                down[a, b] = down.get((a, b), 0) + 1
    placed = layered(names, down, dict.fromkeys(names, 90.0), 1400)
    assert all(placed.layer[a] < placed.layer[b] for a, b in down)
    for layer in set(placed.layer.values()):
        row = sorted(placed.x[name] for name in names if placed.layer[name] == layer)
        assert all(b - a >= 90 - 1e-6 for a, b in pairwise(row))
        assert row[0] >= 45 - 1e-6 and row[-1] <= 1400 - 45 + 1e-6
    for (a, b), road in placed.roads.items():
        assert [layer for _, layer in road] == list(range(placed.layer[a], placed.layer[b] + 1))
        assert (road[0][0], road[-1][0]) == (placed.x[a], placed.x[b])


# ---------------------------------------------------------------- dwell and emotion


def test_the_longest_wait_is_the_title_and_waits_lie_on_a_scale_of_leaps(stories):
    chart = charts.dwell(stories["phone"])
    assert title(chart) == "Longest wait: fault, 8.7 h in the median"
    at = {row["text"]: row["x"] for row in marks(chart, "text", align="center")}
    assert at["1 h"] - at["10 min"] == pytest.approx((at["10 min"] - at["1 min"]) * np.log10(6), abs=0.1)
    dots = [row["x"] for row in marks(chart, "point")]
    assert dots[3] == pytest.approx(at["10 min"], abs=0.1)  # after the shortlist: 10 minutes
    assert "a last step: nothing follows" in words(chart)
    assert table(chart)[0]["median"] == "8.7 h" and table(chart)[-1]["n"] == 0


def test_waits_of_no_time_at_all_are_drawn():
    chart = charts.dwell(log_of("a b c", minutes=0))
    assert title(chart) == "Longest wait: a, 0 s in the median (n = 1)"


def test_one_slow_case_does_not_make_the_title():
    start = pd.DataFrame({"case_id": range(101), "step": ["a"] * 100 + ["z"], "timestamp": pd.Timestamp("2024-05-16")})
    wait = pd.to_timedelta([1] * 100 + [24], unit="h")
    end = start.assign(step="end", timestamp=start["timestamp"] + wait)
    assert title(charts.dwell(observe(pd.concat([start[:100], end[:100]])))) == "Longest wait: a, 1 h in the median"
    slow = charts.dwell(observe(pd.concat([start, end])))
    assert title(slow) == "Longest wait with a known interval: a, 1 h in the median"
    assert {row["step"]: row["median"] for row in table(slow)}["z"] == "24 h"


def test_a_step_without_times_is_not_called_a_last_step():
    rows = [(1, step, stamp, n) for n, (step, stamp) in enumerate(
        [("a", "2024-05-16 10:00"), ("b", "2024-05-16 10:05"), ("c", None), ("d", "2024-05-16 10:09")])]  # fmt: skip
    chart = charts.dwell(observe(pd.DataFrame(rows, columns=["case_id", "step", "timestamp", "seq"]), undated="keep"))
    assert words(chart).count("something follows, but without a time") == 2
    assert words(chart).count("a last step: nothing follows") == 1
    assert [(row["nothing after"], row["time not known"]) for row in table(chart)] == [(0, 0), (0, 1), (0, 1), (1, 0)]
    assert "c: something follows, but without a time" in chart.description


def test_the_widest_clear_gap_between_ways_is_the_title(stories):
    chart = charts.emotion_paths(stories["billing"])
    assert title(chart) == "Agent explain: −1.2 with a loop, +0.4 without a loop"
    rows = {(row["path"], row["step"]): row for row in table(chart)}
    assert rows["with a loop", "agent explain"]["n"] == 33 and rows["with a loop", "agent explain"]["mean"] == "−1.15"
    assert "2,280" not in chart.description and "n = 33" in chart.description


def test_marks_and_intervals_stand_at_their_values(stories):
    chart = charts.emotion_paths(stories["phone"], through="shortlist")
    at = {row["text"]: row["x"] for row in marks(chart, "text", align="center")}
    place = lambda mean: at["−2"] + (mean + 2) / 4 * (at["+2"] - at["−2"])  # noqa: E731
    felt = stories["phone"].emotion_by_path(through="shortlist")
    for way, colour, shape in (("through shortlist", PINK, "diamond"), ("not through shortlist", BLUE, "circle")):
        means = felt[(felt["path"] == way) & (felt["n"] > 0)]
        drawn = {row["x"] for row in marks(chart, "point", fill=colour, shape=shape) if row["y"] > 50}  # not the legend
        assert sorted(drawn) == pytest.approx(sorted(means["mean"].map(place)), abs=0.01)
        bars = sorted((row["x"], row["x2"]) for row in marks(chart, "rect", color=colour))
        assert np.allclose(
            bars, sorted((place(a), place(b)) for a, b in zip(means["low"], means["high"], strict=True)), atol=0.01
        )


def test_where_intervals_meet_the_title_says_so_and_does_not_speak_of_chance():
    """Means of 0.66 and 0.50 of 100 each: the intervals meet, and yet chance makes such a gap twice in a hundred."""
    straight, on = [1] * 66 + [0] * 34, [1] * 50 + [0] * 50
    log = log_of(*["a"] * 100, *["a b"] * 100, emotion=[*straight, *(m for mood in on for m in (mood, None))])
    felt = log.emotion_by_path(through="b").query("step == 'a'").set_index("path")
    assert felt["n"].tolist() == [100, 100] and felt["high"].iloc[0] > felt["low"].iloc[1]
    chart = charts.emotion_paths(log, through="b")
    assert title(chart) == "At no step do two intervals lie apart"
    assert " ".join(chart.title.subtitle).endswith("Intervals that meet do not show that ways are alike.")


def test_a_gap_to_the_third_way_is_seen():
    """At b, the two most common paths feel alike, and the third far worse."""
    journeys = [*["a b"] * 12, *["a c b"] * 11, *["a d b"] * 10]
    alike, worse = [0, 1, 0], [-2, -1, -2]
    felt = [
        0 if step != "b" else (worse if "d" in journey else alike)[number % 3]
        for number, journey in enumerate(journeys)
        for step in journey.split()
    ]
    chart = charts.emotion_paths(log_of(*journeys, emotion=felt), top=3)
    assert title(chart) == "B: +0.4 path 2, −1.7 path 3"


def test_emotion_needs_emotions_and_at_most_three_ways(stories):
    with pytest.raises(DataError, match="no emotion"):
        charts.emotion_paths(log_of("a b"))
    with pytest.raises(DataError, match="Nobody stated an emotion"):
        charts.emotion_paths(log_of("a b", emotion=np.nan))
    with pytest.raises(DataError, match="Three ways"):
        charts.emotion_paths(stories["billing"], top=4)
    assert len(charts.emotion_paths(stories["billing"], top=3).description) > 100
