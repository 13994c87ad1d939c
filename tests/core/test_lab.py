"""The metric lab without a screen: figures are those of the metrics, what-ifs and comparisons hold, warnings come."""

from __future__ import annotations

from dataclasses import replace
from math import isnan, sqrt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cxcourse.core import metrics
from cxcourse.core.lab import (
    GROUPS,
    METRICS,
    compare,
    compare_notes,
    count_case,
    difference,
    metric,
    notes,
    read_values,
    reading,
    silent_bounds,
    standardised,
    value_case,
    what_if,
)  # fmt: skip
from cxcourse.core.lab.bench import Bench, change
from cxcourse.core.lab.memory import from_json, to_json
from cxcourse.core.lab.outcome import outcome
from cxcourse.core.lab.picture import place, round_up
from cxcourse.core.lab.table import Table
from cxcourse.core.lab.takeaway import as_code, as_csv, as_text
from cxcourse.core.lab.view import view
from cxcourse.core.metrics.ratios import difference as difference_of_shares
from cxcourse.errors import DataError
from tests.core.test_properties import ANY_JSON

COUNTED = [m for m in METRICS.values() if m.counted]
VALUED = [m for m in METRICS.values() if m.valued]
NPS, CSAT = METRICS["nps"], METRICS["csat"]
ids = {"ids": lambda m: m.id}


def heads(found: list) -> list[str]:
    return [n.head for n in found]


def test_there_are_enough_metrics_in_every_group() -> None:
    assert len(METRICS) >= 12
    assert {m.group for m in METRICS.values()} == set(GROUPS)
    assert all(m.counted or m.valued for m in METRICS.values())
    assert all(m.formula and m.target and (m.says or m.id == "nps") for m in METRICS.values())


# ---------------------------------------------------------------- the same figures as the metrics


def test_counts_and_values_say_what_the_metrics_say() -> None:
    given = {"promoters": 38, "passives": 34, "detractors": 28}
    assert count_case(NPS, given).result == metrics.nps_from_counts(38, 34, 28)
    assert value_case(NPS, [9, 10, None, 3]).result == metrics.nps([9, 10, None, 3])
    assert count_case(METRICS["completion"], {"completed": 9, "failed": 3}).result == metrics.completion_rate((9, 12))
    assert value_case(METRICS["time-on-task"], [55, 65]).result == metrics.time_on_task([55, 65])
    assert count_case(METRICS["retention"], {"start": 200, "end": 210, "new": 30}).result.value == 90
    assert count_case(METRICS["clv"], {"margin": 1, "retention_pct": 80, "discount_pct": 10}).result.value == (
        pytest.approx(1.1 / 0.3)
    )


@pytest.mark.parametrize("of", VALUED, **ids)
def test_the_example_of_every_metric_can_be_read_and_counts_agree_with_values(of) -> None:
    made = value_case(of, read_values(of, of.example))
    assert made.result.defined and made.result.has_interval
    if made.counts and of.counted:
        assert count_case(of, made.counts).result.value == pytest.approx(made.result.value)
        assert count_case(of, made.counts).result.n == made.result.n


@pytest.mark.parametrize("of", COUNTED, **ids)
def test_conventions_change_the_call_and_unknown_ones_are_refused(of) -> None:
    for choice in of.choices:
        made = [count_case(of, {}, {choice.name: value}) for value, _ in choice.values]
        assert all(m.call.named.get(choice.name) == v for m, (v, _) in list(zip(made, choice.values, strict=True))[1:])
        with pytest.raises(DataError, match="choose"):
            count_case(of, {}, {choice.name: "guess"})


def test_a_name_that_is_not_there_finds_its_neighbour() -> None:
    with pytest.raises(DataError, match="csat"):
        metric("cast")


@pytest.mark.parametrize(("raw", "told"), [(-1, "0 or more"), (1.5, "whole number"), ("many", "'many'"), (1e9, "up to"),
                                           (float("nan"), "number"), (True, "number"), ("", "number")])  # fmt: skip
def test_bad_counts_are_told_in_a_sentence_that_names_the_field(raw, told: str) -> None:
    with pytest.raises(DataError, match=f"Promoters: .*{told}"):
        count_case(NPS, {"promoters": raw})


def test_pasted_text_knows_missing_answers_and_says_what_does_not_fit() -> None:
    assert read_values(NPS, "9, 10;\n- 7") == [9, 10, None, 7]
    assert read_values(METRICS["fcr"], "yes No 1 0") == [1, 0, 1, 0]
    with pytest.raises(DataError, match="Value 2, \u201c11\u201d"):
        read_values(NPS, "9 11")
    with pytest.raises(DataError, match="2 people and 3 answers over"):
        read_values(METRICS["sus"], "3 " * 23)
    with pytest.raises(DataError, match="Nothing is pasted"):
        read_values(NPS, " \n")


@pytest.mark.parametrize("of", [m for m in VALUED if m.id != "sus"], **ids)
def test_what_cannot_be_used_may_be_left_out_and_nothing_is_lost(of) -> None:
    text = of.example + " -77 rubbish -"
    made = value_case(of, read_values(of, text, invalid="count"), invalid="count")
    r = made.result
    assert r.n + r.missing + int(r.details.get("invalid", 0)) == len(text.split())


def test_no_answers_are_undefined_and_not_zero() -> None:
    nothing = count_case(NPS, {"promoters": 0, "passives": 0, "detractors": 0})
    assert isnan(nothing.result.value) and "not 0" in reading(nothing)


# ---------------------------------------------------------------- what if


@pytest.mark.parametrize("of", [m for m in COUNTED if m.sample and m.id not in ("sus", "aht")], **ids)
def test_more_answers_shrink_the_interval_and_leave_the_figure(of) -> None:
    made, more = count_case(of, {}), what_if(count_case(of, {}), times=16)
    assert more.result.value == pytest.approx(made.result.value)
    assert more.result.n == 16 * made.result.n
    widths = [c.result.high - c.result.low for c in (made, more)]
    assert widths[1] == pytest.approx(widths[0] / 4, rel=0.15)


@pytest.mark.parametrize("of", [m for m in COUNTED if m.shift], **ids)
def test_people_won_over_move_the_figure_the_good_way_and_nobody_is_lost(of) -> None:
    made, moved = count_case(of, {}), what_if(count_case(of, {}), shift=60)
    assert sum(moved.counts.values()) == sum(made.counts.values())
    gain = moved.result.value - made.result.value
    assert gain > 0 if of.better == "high" else gain < 0


@settings(max_examples=30, deadline=None)
@given(some.tuples(*[some.integers(0, 500)] * 3), some.integers(0, 90))
def test_the_silent_can_only_widen(counts: tuple[int, int, int], share: int) -> None:
    made = count_case(NPS, dict(zip(("promoters", "passives", "detractors"), counts, strict=True)))
    found = silent_bounds(made, share)
    if found:
        _, worst, best = found
        assert -100 <= worst <= made.result.value <= best <= 100


# ---------------------------------------------------------------- two figures


@settings(max_examples=60, deadline=None)
@given(some.tuples(*[some.integers(0, 60)] * 4).filter(lambda x: x[0] + x[1] and x[2] + x[3]))
def test_shares_are_compared_by_newcombe(x: tuple[int, int, int, int]) -> None:
    a, b = (count_case(CSAT, {"satisfied": s, "others": o}) for s, o in (x[:2], x[2:]))
    ours, theirs = compare(a, b), difference_of_shares((x[2], x[2] + x[3]), (x[0], x[0] + x[1]))
    assert (ours.low, ours.value, ours.high) == pytest.approx((100 * theirs.low, 100 * theirs.value, 100 * theirs.high))
    back = compare(b, a)
    assert (back.low, back.high) == pytest.approx((-ours.high, -ours.low))


def test_means_are_compared_nearly_as_by_the_two_standard_errors() -> None:
    a, b = metrics.seq([4, 5, 6] * 40), metrics.seq([5, 6, 7] * 40)
    found = difference(a, b)
    error = 1.98 * sqrt(2) * sqrt(2 / 3 * 120 / 119) / sqrt(120)
    assert found.value == 1
    assert (found.low, found.high) == pytest.approx((1 - error, 1 + error), abs=0.003)


def test_the_sentence_of_a_comparison_follows_its_interval() -> None:
    def told(satisfied: int) -> str:
        return outcome(Bench(metric="csat", compare=True, counts={"csat": {
            "a": {"satisfied": 60, "others": 40}, "b": {"satisfied": satisfied, "others": 100 - satisfied}}})).reading  # fmt: skip

    assert "holds 0" in told(65) and "leaves 0 out" in told(80)
    assert "lower" in told(50) and "worse" in told(50) and "alike" in told(60)


# ---------------------------------------------------------------- warnings


def test_each_trap_has_its_warning() -> None:
    few = count_case(METRICS["completion"], {"completed": 5, "failed": 0})
    assert heads(notes(few))[:2] == ["All 5 is not 100 %.", "Only 5 attempts."]
    assert "None of 8 is not 0 %." in heads(notes(count_case(METRICS["completion"], {"completed": 0, "failed": 8})))
    quiet = value_case(CSAT, [5, 4, 1, None])
    assert "25 % gave no answer." in heads(notes(quiet, silent_bounds(quiet)))
    assert "The formula decides." in heads(notes(count_case(METRICS["service-level"], {})))
    assert "105 %" in " ".join(n.text for n in notes(count_case(METRICS["retention"], {})))
    assert notes(few)[-1].kind == "target"
    assert "no interval" in notes(count_case(METRICS["aht"], {}))[0].head


def test_a_large_sample_is_not_called_small() -> None:
    found = notes(count_case(CSAT, {"satisfied": 60_000, "others": 40_000}))
    assert [n.kind for n in found] == ["note", "target"]


def mixed() -> Table:
    """Within each segment "new" is better, over both it looks worse: it went to the harder segment."""
    rows = [("new", "hard", 5)] * 40 + [("new", "hard", 1)] * 60 + [("new", "easy", 5)] * 18 + [("new", "easy", 1)] * 2
    rows += [("old", "hard", 5)] * 6 + [("old", "hard", 1)] * 14 + [("old", "easy", 5)] * 80 + [("old", "easy", 1)] * 20
    return Table(pd.DataFrame(rows, columns=["bill", "segment", "csat"]))


def test_a_mix_that_turns_the_news_round_is_found() -> None:
    bench = Bench(metric="csat", source="table", column="csat", by="bill", compare=True, groups=("old", "new"))
    found = outcome(bench, mixed())
    assert found.difference.value < 0
    assert "The mix turns it round." in heads(list(found.notes))
    assert "segment" in found.notes[0].text and "+10" in found.notes[0].text
    same = {"x": (metrics.csat_from_counts(5, 10), metrics.csat_from_counts(6, 10))}
    assert standardised(same) == pytest.approx(10) and standardised({}) is None


def test_groups_of_different_size_are_pointed_out() -> None:
    a, b = count_case(CSAT, {"satisfied": 300, "others": 100}), count_case(CSAT, {"satisfied": 15, "others": 5})
    found = heads(compare_notes(a, b, compare(a, b), ("web", "shop")))
    assert found[:2] == ["Groups of different size.", "Small groups."]


# ---------------------------------------------------------------- the bench


def test_a_table_is_filtered_split_and_never_changed() -> None:
    data = pd.DataFrame({"nps": [9, 3, 10, None], "month": [1, 1, 2, 2], "line": ["a", "b", "a", "b"]})
    before, table = data.copy(), Table(data)
    bench = Bench(source="table", column="nps", by="line", where={"month": "1"})
    assert outcome(bench, table).result.n == 2
    assert list(outcome(bench, table).groups) == ["a", "b"]
    assert "No row is left" in outcome(replace(bench, where={"month": "7"}), table).problem
    with pytest.raises(DataError, match="month"):
        change(bench, {"kind": "where", "column": "mnth", "value": "1"}, table)
    pd.testing.assert_frame_equal(data, before)


def test_sus_reads_ten_columns() -> None:
    table = Table(pd.DataFrame([[4, 2] * 5, [5, 1] * 5], columns=[f"q{i}" for i in range(1, 11)]))
    bench = Bench(metric="sus", source="table", column=table.guess(METRICS["sus"]))
    assert outcome(bench, table).result.value == 87.5


def every_bench() -> list[Bench]:
    benches = [Bench(metric=m.id, source=s) for m in METRICS.values()
               for s in (["counts"] * bool(m.counted) + ["paste"] * bool(m.valued))]  # fmt: skip
    two = [change(b, {"kind": "compare", "on": True}) for b in benches]
    more = [replace(b, times=3, shift=30, silent=20, confidence=0.9) for b in (*benches, *two)]
    return [*benches, *two, *more]


@pytest.mark.parametrize("bench", every_bench(), ids=lambda b: f"{b.metric}-{b.source}{'-two' * b.compare}-{b.times}")
def test_the_code_that_is_copied_makes_the_figure_that_is_shown(bench: Bench) -> None:
    found = outcome(bench)
    *before, last = as_code(bench, found).splitlines()
    names: dict = {}
    exec("\n".join(before), names)
    again = eval(last, names)
    assert (again.value, again.low, again.high) == pytest.approx(
        (found.result.value, found.result.low, found.result.high), nan_ok=True
    )
    assert found.reading in as_text(bench, found)
    assert len(as_csv(bench, found).splitlines()) == 1 + len(found.cases) + bool(found.difference)


def test_code_of_a_table_runs_on_that_table() -> None:
    data = pd.DataFrame({"nps": [9, 3, 10, 8, 1], "month": [1, 1, 2, 1, 2], "line": ["a", "b", "a", "b", "a"]})
    bench = Bench(source="table", column="nps", by="line", where={"month": "1"})
    names: dict = {"df": data}
    exec(as_code(bench, outcome(bench, Table(data))), names)
    assert names["result"] == outcome(bench, Table(data)).result


@pytest.mark.parametrize("bench", every_bench(), ids=lambda b: f"{b.metric}-{b.source}{'-two' * b.compare}-{b.times}")
def test_a_bench_comes_back_from_disk(bench: Bench) -> None:
    back = from_json(Bench(), to_json(bench))
    assert repr(outcome(back).result) == repr(outcome(bench).result)
    assert to_json(from_json(Bench(), to_json(back))) == to_json(back)


@settings(max_examples=60, deadline=None)
@given(ANY_JSON)
def test_whatever_a_file_holds_nothing_raises(data) -> None:
    for held in (
        data,
        {"counts": data, "metric": data},
        {"counts": {"nps": {"a": data}}, "where": data, "names": data},
    ):
        bench = from_json(Bench(), held)
        assert view(bench, None, outcome(bench))["metric"] == bench.metric


def test_places_in_the_picture_stay_on_the_axis() -> None:
    assert place(250, (-100, 100)) == 1 and place(-250, (-100, 100)) == 0 and place(0, (-100, 100)) == 0.5
    assert [round_up(x) for x in (0, 0.07, 1, 11, 134, 9999)] == pytest.approx([1, 0.08, 1, 15, 150, 10000])
