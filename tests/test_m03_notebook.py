"""Module 3 runs from top to bottom, and what it says about its maps and its log is what they hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import jupytext
import pandas as pd
import pytest
import yaml

from cxcourse import load_dataset
from cxcourse.content.journeys import journey_names, load_journey
from cxcourse.core.journey.checks import checks
from cxcourse.core.journey.edits import delete_step
from cxcourse.core.journey.model import LANES, Journey
from cxcourse.core.journey.reading import before_after, curve, lowest, moments_of_truth, peak_end, ranking

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "modules" / "m03_journeys"
FINISHED = ("m03-amina", "m03-blueprint", "m03-before-after")
BEGUN = ("m03-case-a", "m03-case-b")


def _cells(kind: str) -> list[str]:
    return [c.source for c in jupytext.read(FOLDER / "m03_journeys.py").cells if c.cell_type == kind]


@pytest.fixture(scope="module")
def text() -> str:
    return " ".join(" ".join(_cells("markdown")).replace("*", "").split())


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Everything that the code cells leave behind, run in their order with answers in a folder of their own."""
    space: dict[str, Any] = {"shown": []}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CXCOURSE_ANSWERS", str(tmp_path_factory.mktemp("answers")))
        for source in _cells("code"):
            body = ast.parse(source).body
            last = body.pop() if isinstance(body[-1], ast.Expr) else None
            exec(compile(ast.Module(body, []), "cell", "exec"), space)
            if isinstance(last, ast.Expr):
                space["shown"].append(eval(compile(ast.Expression(last.value), "cell", "eval"), space))
        yield space


@pytest.fixture(scope="module")
def billing() -> pd.DataFrame:
    events = load_dataset("journey_events")
    return events[events["scenario"] == "billing"].sort_values(["case_id", "seq"])


@pytest.fixture(scope="module")
def steps(billing: pd.DataFrame) -> pd.Series:
    """The set of steps of each case, worked out without journeylog."""
    return billing.groupby("case_id")["step"].agg(set)


def _points(value: float, digits: int = 2) -> str:
    return f"{value:+.{digits}f}".replace("-", "−")


# ---------------------------------------------------------------- the notebook


def test_every_code_cell_runs(ran: dict[str, Any]) -> None:
    assert len(ran["shown"]) >= 20
    assert len([shown for shown in ran["shown"] if type(shown).__name__ == "JourneyMap"]) == 6


def test_every_map_that_is_placed_exists_and_each_has_its_own_answers_file() -> None:
    placed = re.findall(r'JourneyMap\("([^"]+)"(?:, start="([^"]+)")?', "\n".join(_cells("code")))
    assert len({name for name, _ in placed}) == len(placed)
    assert {start for _, start in placed if start} == set(FINISHED) | set(BEGUN)
    answers = {name for name, _ in placed}
    quizzes = yaml.safe_load((FOLDER / "quiz.yaml").read_text(encoding="utf-8"))["quizzes"]
    assert not answers & {quiz["id"] for quiz in quizzes}, "a quiz and a map would share one answers file"


# ---------------------------------------------------------------- the maps


def test_the_maps_of_module_3_are_read() -> None:
    assert set(FINISHED) | set(BEGUN) <= set(journey_names())


@pytest.mark.parametrize("name", FINISHED)
def test_finished_maps_leave_nothing_for_the_editor_to_remark(name: str) -> None:
    assert [(f.place, f.text) for f in checks(load_journey(name))] == []


@pytest.mark.parametrize("name", FINISHED + BEGUN)
def test_every_opportunity_can_be_ranked_and_measured(name: str) -> None:
    for ranked in ranking(load_journey(name)):
        assert ranked.ratio is not None
        assert ranked.opportunity.pains and ranked.opportunity.owner and ranked.opportunity.metric


@pytest.mark.parametrize("name", FINISHED + BEGUN)
def test_thoughts_are_in_words_of_the_actor(name: str) -> None:
    j = load_journey(name)
    assert any(step.thoughts for step in j.steps)
    named = re.compile(rf"\b{j.actor.name.split()[-1]}\b")
    assert not [card.text for step in j.steps for card in step.thoughts if named.search(card.text)]


def test_the_blueprint_fills_all_its_lanes() -> None:
    j = load_journey("m03-blueprint")
    for lane in LANES[1:]:
        assert sum(len(getattr(step, lane)) for step in j.steps) >= 4, lane
    assert {step.lane for step in j.steps} >= {"customer", "backstage"}


def test_cases_are_begun_and_not_finished() -> None:
    a, b = (load_journey(name) for name in BEGUN)
    assert [step.beat for step in a.steps] == ["fault", "contact", "ivr"]
    assert [step.beat for step in b.steps] == ["want-to-pay"]
    assert len({step.stage for step in a.steps}) < len(a.stages)


def test_aminas_curve_is_read_right(text: str) -> None:
    j = load_journey("m03-amina")
    felt = [f"{value:+d}".replace("-", "−") if value else "0" for value in curve(j)]
    assert f"in numbers: {', '.join(felt)}." in text
    assert [step.id for step in lowest(j)] == ["bill"] and [step.id for step in moments_of_truth(j)] == ["noor"]
    read = peak_end(j)
    assert read is not None and read.value == -1.5 and round(read.mean, 1) == -0.1
    values = [value for value in curve(j) if value is not None]
    falls = {later - earlier: (earlier, later) for earlier, later in pairwise(values)}
    assert falls[min(falls)] == (1, -2)
    assert values.count(max(values)) == 1 and (2 + values[-1]) / 2 == 0.5


def test_the_lowest_point_may_be_the_moment_of_truth_and_need_not() -> None:
    farid, jonas = (load_journey(name) for name in ("m03-blueprint", "m03-before-after"))
    assert [step.id for step in lowest(farid)] == ["refuse"]
    assert [step.id for step in moments_of_truth(farid)] == ["manager"]
    assert {step.id for step in moments_of_truth(jonas)} < {step.id for step in lowest(jonas)}


def test_the_table_of_corners_is_that_of_aminas_map(text: str) -> None:
    found = {r.opportunity.id: r for r in ranking(load_journey("m03-amina"))}
    rows = {
        "bill-o1": "Show the fee at the sale", "order-o1": "Show an example in the number box",
        "silence-o1": "Answer each comment about money", "wait-o1": "Offer to ring back",
    }  # fmt: skip
    for place, words in rows.items():
        r = found[place]
        row = f"| {words} | {r.opportunity.impact} | {r.opportunity.effort} | {r.quadrant} | {r.ratio:.1f} |"
        assert row in text
    assert sorted(rows, key=lambda place: -(found[place].ratio or 0)) == list(rows)


def test_before_and_after_are_those_of_jonas(text: str) -> None:
    j = load_journey("m03-before-after")
    now, then = (", ".join(str(v).replace("-", "−") for v in curve(j, which)) for which in ("as-is", "to-be"))
    assert f"| Seven steps | {now} | {then} |" in text and len(j.steps) == 7
    change = {c.name: c for c in before_after(j)}
    assert (change["lowest feeling"].before, change["lowest feeling"].after) == (-2, 0)
    assert (len(lowest(j)), len(lowest(j, "to-be"))) == (2, 3)
    bad, mean, end, recalled = (
        change[n] for n in ("steps that feel bad", "mean feeling", "feeling at the end", "peak-end")
    )
    assert f"| Steps below zero | {bad.before} of 7 | {bad.after} of 7 |" in text
    assert mean.before is not None and mean.after is not None
    assert f"| Mean | {_points(mean.before)} | {_points(mean.after)} |" in text
    assert recalled.before is not None and recalled.after is not None
    assert f"| Peak-end | {_points(recalled.before, 1)[:4]} | {_points(recalled.after, 1)} |" in text
    assert (end.before, end.after) == (-1, 0) and max(v for v in curve(j, "to-be") if v is not None) == 2


def test_dropping_the_wait_lifts_the_mean_of_jonas_map() -> None:
    j: Journey = load_journey("m03-before-after")
    means = [c.after for c in before_after(j, delete_step(j, "silence")) if c.name == "mean feeling"]
    assert means[0] is not None and means[0] > -5 / 7


# ---------------------------------------------------------------- the sums


def test_chances_multiply(text: str) -> None:
    clean = 0.95**8
    assert "66 callers in 100" in text and round(100 * clean) == 66
    assert "Four steps give 81" in text and round(100 * 0.95**4) == 81
    assert "each needs about 99.4 %" in text and round(100 * 0.95 ** (1 / 8), 1) == 99.4
    assert "now helps 83 %" in text and round(100 * (0.95 * clean + 0.60 * (1 - clean))) == 83


# ---------------------------------------------------------------- the log


def test_variants_are_counted_right(text: str, billing: pd.DataFrame) -> None:
    paths = billing.groupby("case_id")["step"].agg(" ".join).value_counts()
    cases, top = int(paths.sum()), paths.head(5)
    assert f"There are {len(paths)} variants, and these five cover {top.sum()} of the {cases} callers" in text
    assert f"{top.iloc[0]} callers, {100 * top.iloc[0] / cases:.1f} %, get from the bill to the payment" in text
    for row, (path, many) in enumerate(top.items(), start=1):
        assert f"Row {row}, {many} callers" in text, path


def test_how_often_the_story_happens(text: str, steps: pd.Series) -> None:
    again, bad = ({*steps.index[[step in s for s in steps]]} for step in ("ivr_repeat", "complaint"))
    wrong = {*steps.index[["misunderstanding" in s for s in steps]]}
    many = len(steps)
    assert f"asks {len(again)} callers again ({100 * len(again) / many:.0f} %)" in text
    story = again & wrong & bad
    assert f"For {len(story)} of the {many} ({100 * len(story) / many:.0f} %)" in text
    assert f"And {len((wrong & bad) - again)} people got to the bad end" in text
    refused, gone = ({*steps.index[[step in s for s in steps]]} for step in ("human_refused", "abandon"))
    assert (
        f"And {len(gone)} callers hang up. Of the {len(refused)} who were refused a person, {len(gone & refused)} did"
        in text
    )
    assert f"All {many} wait in it" in text and all("queue" in s for s in steps)


def test_what_the_smooth_map_hides(text: str, ran: dict[str, Any], steps: pd.Series) -> None:
    gaps = ran["gaps"][ran["gaps"]["finding"] == "no one drew it"].set_index("step")["cases"]
    counted = {step: sum(step in s for s in steps) for step in set().union(*steps)}
    usual = {"need", "dial", "ivr_menu", "queue", "agent_explain", "bill_paid"}
    assert gaps.to_dict() == {step: many for step, many in counted.items() if step not in usual}
    assert len(gaps) == 5 and "Five steps, and the worst trouble is in them" in text
    assert f"{gaps['human_refused']} callers are refused a person; {gaps['complaint']} are misunderstood" in text
    assert gaps["misunderstanding"] == gaps["complaint"]


def test_feelings_by_step(text: str, billing: pd.DataFrame) -> None:
    felt = billing.groupby("step")["emotion"].agg(["mean", "count"])
    for words, step in (("giving up", "abandon"), ("the complaint", "complaint")):
        assert f"{words} ({_points(felt.loc[step, 'mean'])}, {felt.loc[step, 'count']} answers)" in text
    assert f"Being asked again has {_points(felt.loc['ivr_repeat', 'mean'])}" in text
    assert f"being refused a person {_points(felt.loc['human_refused', 'mean'])}" in text
    agent = felt.loc["agent_explain"]
    assert f"lies at {_points(agent['mean'])} with {agent['count']:.0f} answers" in text


def test_the_loop_follows_callers_to_the_agent(text: str, billing: pd.DataFrame, steps: pd.Series) -> None:
    again = billing["case_id"].map(steps.map(lambda s: "ivr_repeat" in s))
    agent = billing[billing["step"] == "agent_explain"]
    felt = agent.groupby(again)["emotion"].agg(["mean", "count"])
    assert (
        f"{_points(felt.loc[False, 'mean'])} for those who come through clean ({felt.loc[False, 'count']} answers)"
        in text
    )
    assert (
        f"{_points(felt.loc[True, 'mean'])} for those whom the menu had asked again ({felt.loc[True, 'count']} answers)"
        in text
    )
    reached = steps[steps.map(lambda s: "agent_explain" in s)]
    share = reached.map(lambda s: "misunderstanding" in s).groupby(reached.map(lambda s: "ivr_repeat" in s)).mean()
    assert f"{100 * share[False]:.0f} % of the first and {100 * share[True]:.0f} % of the second" in text


def test_the_instructor_has_the_same_figures(billing: pd.DataFrame, steps: pd.Series) -> None:
    notes = " ".join((FOLDER / "instructor.md").read_text(encoding="utf-8").split())
    reached = [s for s in steps if "agent_explain" in s]
    for asked in (False, True):
        group = [s for s in reached if ("ivr_repeat" in s) == asked]
        assert f"{sum('misunderstanding' in s for s in group)} of {len(group)}" in notes
    assert f"{sum({'ivr_repeat', 'bill_paid'} <= s for s in steps)} end with a paid bill" in notes
    most = billing[billing["step"] == "ivr_repeat"].groupby("case_id").size().max()
    assert most == 3 and "at most three times" in notes
    story = {"ivr_repeat", "human_refused", "misunderstanding", "complaint"}
    assert f"with a refusal as well {sum(story <= s for s in steps)}" in notes
