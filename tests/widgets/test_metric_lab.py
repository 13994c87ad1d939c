"""The metric lab without a browser: an event in, a view and a file out; the text twin does the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cxcourse import MetricLab, metrics
from cxcourse.core.lab import METRICS
from cxcourse.errors import AnswerError, DataError
from cxcourse.widgets.base import static_record

DATA = pd.DataFrame(
    {
        "nps": [9, 10, 3, 8, 10, 2, 9, 7, None, 6],
        "touchpoint": ["web", "phone"] * 5,
        "month": ["2026-03"] * 8 + ["2026-02"] * 2,
    }
)
DEEP: Any = []
for _ in range(3000):
    DEEP = [DEEP]


def by_table(**more: Any) -> MetricLab:
    return MetricLab("nps", data=DATA, column="nps", by="touchpoint", where={"month": "2026-03"}, **more)


def kept(folder: Path, name: str = "metric-lab") -> list[dict]:
    return list(json.loads((folder / "answers" / f"{name}.json").read_text())["data"]["labs"].values())


# ---------------------------------------------------------------- the text twin


def test_the_twin_gives_the_figure_of_the_metrics() -> None:
    lab = MetricLab()
    assert lab.set(promoters=38, passives=34, detractors=28) == "NPS +10, 95 % interval −6 to +25, n = 100"
    assert lab.result == metrics.nps_from_counts(38, 34, 28)
    assert lab.paste("9 10 - 3").startswith("NPS +33")
    assert lab.result == metrics.nps([9, 10, None, 3])
    assert "1 missing" in lab.as_text() and "metrics.nps(" in lab.as_code() and lab.as_csv().startswith("metric,")


def test_two_groups_are_compared_with_their_names() -> None:
    lab = MetricLab("csat")
    lab.compare("May", "June")
    lab.set("May", satisfied=60, others=40)
    told = lab.set(group="june", satisfied=80, others=20)
    assert told.startswith("CSAT: June minus May +20 points")
    assert lab.result.low > 0 and "leaves 0 out" in lab.as_text()
    assert lab.compare(None).startswith("CSAT 60 %")


def test_a_table_is_filtered_and_its_groups_compared() -> None:
    lab = by_table()
    assert lab.result == metrics.nps(DATA.nps[:8])
    assert [r["label"] for r in lab.view["picture"]["rows"]] == ["All", "phone", "web"]
    lab.compare("web", "phone")
    web, phone = (metrics.nps(DATA.nps[:8][DATA.touchpoint[:8] == t]) for t in ("web", "phone"))
    assert lab.result.value == phone.value - web.value
    with pytest.raises(AnswerError, match="no group 'shop'"):
        lab.compare("web", "shop")


def test_what_if_and_conventions() -> None:
    lab = MetricLab("service-level")
    assert lab.choose(formula="answered-only").startswith("Service level 86 %")
    narrow = lab.choose(confidence=0.8)
    assert "80 % interval" in narrow
    lab.what_if(times=4)
    assert lab.result.n == 4000
    assert lab.choose("nps").startswith("NPS +10")


def test_undo_takes_steps_back_and_says_when_there_is_none() -> None:
    lab = MetricLab()
    lab.set(promoters=90)
    lab.set(promoters=10)
    assert lab.undo() == MetricLab(name="other").set(promoters=90)
    lab.undo()
    with pytest.raises(AnswerError, match="nothing to undo"):
        lab.undo()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: MetricLab("nsp"), "nps"),
        (lambda: MetricLab("nps", column="nps"), "need a table"),
        (lambda: MetricLab("nps", data=DATA, column="np"), "no column 'np'. It has nps"),
        (lambda: MetricLab("nps", data=DATA, by="touch"), "touchpoint"),
        (lambda: MetricLab("nps", data=[1, 2]), "DataFrame"),
        (lambda: MetricLab("retention", data=DATA), "counts"),
        (lambda: MetricLab(name="Not An Id"), "no task id"),
        (lambda: MetricLab().set(happy=3), "Its numbers are promoters"),
        (lambda: MetricLab().set(promoters=-3), "Promoters: 0 or more"),
        (lambda: MetricLab().set("C", promoters=3), "the groups are A and B"),
        (lambda: MetricLab().paste("9 eleven"), "eleven"),
        (lambda: MetricLab("retention").paste("1 1"), "takes counts"),
        (lambda: MetricLab().what_if(times=100), "from 1 to 20"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(wrong, told: str) -> None:
    with pytest.raises((DataError, AnswerError)) as error:
        wrong()
    assert told in str(error.value) and str(error.value).endswith((".", ")", "?")) and len(str(error.value)) < 260


# ---------------------------------------------------------------- what a browser sees and sends


@pytest.mark.parametrize("name", METRICS)
def test_every_view_is_json_and_holds_no_bare_number_to_compute_with(name: str) -> None:
    lab = MetricLab(name)
    seen = json.loads(json.dumps(lab.view, allow_nan=False))
    assert seen["figure"] and seen["reading"] and seen["steps"] and seen["copy"]["code"]
    rows = seen["picture"]["rows"]
    assert all(0 <= x <= 1 for r in rows for x in [r["at"], *(r["span"] or [])])


def test_what_was_typed_stays_beside_what_is_wrong_with_it() -> None:
    lab = MetricLab()
    lab.handle({"kind": "count", "side": "a", "values": {"promoters": "manny"}})
    assert "manny" in lab.view["problem"] and lab.view["fields"][0]["values"] == ["manny"]
    assert lab.view["figure"] == "–" and not lab.view["message"]
    lab.handle({"kind": "count", "side": "a", "values": {"promoters": "40"}})
    assert lab.view["problem"] == "" and lab.view["figure"] == "+12"


def test_while_dragging_the_view_follows_and_nothing_is_written(folder: Path) -> None:
    lab = MetricLab()
    for x in (50, 60, 70):
        event = {"kind": "count", "side": "a", "values": {"promoters": x}, "preview": True, "echo": ["me", x]}
        lab.handle(event)
        assert lab.view["echo"] == ["me", x] and lab.result.details["promoters"] == x
    assert not (folder / "answers").exists()
    lab.handle({"kind": "count", "side": "a", "values": {"promoters": 71}, "echo": ["me", 99]})
    assert kept(folder)[0]["counts"]["nps"]["a"]["promoters"] == 71
    lab.undo()
    assert lab.result.details["promoters"] == 38, "a whole drag is one step back"


def test_everything_comes_back_in_a_new_kernel() -> None:
    lab = MetricLab("csat", name="m04-lab")
    lab.set(satisfied=12, others=3)
    lab.compare("Jan", "Feb")
    lab.what_if(times=5)
    lab.choose(confidence=0.9)
    again = MetricLab("csat", name="m04-lab")
    assert again.as_text() == lab.as_text() and again.view["saved"]["state"] == "saved"


def test_two_labs_of_one_name_keep_their_own_numbers(folder: Path) -> None:
    one, two = MetricLab("nps"), MetricLab("csat")
    one.set(promoters=77)
    two.set(satisfied=5)
    one.set(passives=1)
    assert one.result.details["promoters"] == 77
    assert MetricLab("csat").view["fields"][0]["values"] == [5]
    assert len(kept(folder)) == 2


def test_a_bench_on_disk_for_a_table_that_is_gone_does_no_harm(folder: Path) -> None:
    by_table().compare("web", "phone")
    path = folder / "answers" / "metric-lab.json"
    content = json.loads(path.read_text())
    content["data"]["labs"] = {"nps|||": next(iter(content["data"]["labs"].values()))}
    path.write_text(json.dumps(content))
    assert MetricLab("nps").view["source"] == "counts"


def test_the_table_itself_is_never_written(folder: Path) -> None:
    by_table().compare("web", "phone")
    assert "2.0" not in (folder / "answers" / "metric-lab.json").read_text()


GARBAGE = [None, 3, [], {}, {"kind": 5}, {"kind": "nonsense"}, {"kind": "undo"}]
GARBAGE += [
    {"kind": kind, key: value, "echo": value}
    for kind in ("metric", "source", "count", "paste", "what", "choice", "confidence", "compare", "column", "by",
                 "where", "group", "lenient")
    for key in ("metric", "source", "values", "text", "name", "value", "names", "side", "on", "column")
    for value in (None, [], {}, DEEP, "x" * 30_000, 10**400, float("nan"), {"promoters": DEEP}, [1, 2], True, "\ud83d")
]  # fmt: skip


@pytest.mark.parametrize("start", [MetricLab, by_table])
def test_no_event_raises_or_clears_what_was_there(start, folder: Path) -> None:
    lab = start()
    lab.choose(confidence=0.9)
    for preview in (False, True):
        for event in GARBAGE:
            lab._received(lab, {**event, "preview": True} if preview and isinstance(event, dict) else event, [])
    assert len(json.dumps(lab.view, allow_nan=False)) < 200_000
    lab.handle({"kind": "metric", "metric": "nps"})
    lab.handle({"kind": "compare", "on": False})
    assert lab.set(promoters=38, passives=34, detractors=28).startswith("NPS +10")
    assert kept(folder)[0]["counts"]["nps"]["a"]["promoters"] == 38


def test_the_record_without_a_kernel_escapes_what_was_pasted() -> None:
    lab = MetricLab()
    lab.handle({"kind": "paste", "side": "a", "text": "<script>9</script>"})
    record = static_record("metric-lab", lab.as_text())
    assert "<script>" not in record and "script" in record
