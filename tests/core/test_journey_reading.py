"""Checks beside what they concern, and a map read in numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

import pandas as pd
import pytest

from cxcourse.core.journey.checks import checks, name_of
from cxcourse.core.journey.edits import (
    add_card,
    add_stage,
    add_step,
    change_actor,
    change_card,
    change_step,
    delete_card,
    delete_step,
)
from cxcourse.core.journey.model import Card, Journey, Stage, Step
from cxcourse.core.journey.reading import (
    before_after,
    curve,
    end,
    lowest,
    moments_of_truth,
    peak,
    peak_end,
    ranking,
)
from cxcourse.errors import AnswerError
from tests.core.journey_cases import A, B, every

TOLD = {"lens": ["CS"], "channel": "phone", "touchpoint": "line", "evidence": "stated"}


def good() -> Journey:
    """Return a map that no rule has anything to say about."""
    j = change_actor(add_stage(Journey(id="mine"), "Asking"), goal="an answer")
    j = add_step(add_step(j, "s1", "calls", emotion=-1, **TOLD), "s1", "waits", emotion=-2, **TOLD)
    j = add_step(j, "s1", "is heard", emotion=1, moment_of_truth=True, **TOLD)
    j = add_card(j, "st2", "pains", "nobody says how long")
    return add_card(j, "st2", "opportunities", "say how long", pains=["c1"], effort=1, impact=4)


def told(j: Journey) -> list[tuple[str, str]]:
    return [(found.rule, found.place) for found in checks(j)]


def test_a_good_map_is_left_in_peace() -> None:
    assert checks(good()) == ()


@pytest.mark.parametrize("j, rule, place", [
    (change_actor(good(), goal=" "), "no-goal", ""),
    (every(good(), lambda s: replace(s, emotion=1)), "flat-curve", ""),
    (change_step(good(), "st3", moment_of_truth=False), "no-moment-of-truth", ""),
    (add_stage(good(), "After"), "empty-stage", "s2"),
    (every(good(), lambda s: replace(s, touchpoint=" ")), "stage-without-touchpoint", "s1"),
    (change_step(good(), "st1", action="…"), "step-without-words", "st1"),
    (change_step(good(), "st1", evidence=None), "step-without-evidence", "st1"),
    (change_step(good(), "st1", lens=[]), "step-without-lens", "st1"),
    (change_step(good(), "st1", channel=""), "step-without-channel", "st1"),
    (change_step(good(), "st1", emotion=None), "no-emotion", "st1"),
    (add_card(good(), "st1", "opportunities", "free coffee"), "opportunity-without-pain", "c3"),
    (add_card(good(), "st1", "pains", "no coffee"), "pain-without-answer", "c3"),
    (add_card(good(), "st1", "thoughts", " "), "empty-card", "c3"),
])  # fmt: skip
def test_each_rule_speaks_alone_and_at_its_place(j: Journey, rule: str, place: str) -> None:
    assert told(j) == [(rule, place)]


def test_a_deleted_pain_leaves_an_opportunity_that_answers_nothing() -> None:
    found = checks(delete_card(good(), "c1"))
    assert [(f.rule, f.level) for f in found] == [("opportunity-without-pain", "fault")]


def test_a_link_to_nothing_is_no_link() -> None:
    lost = every(good(), lambda s: replace(s, opportunities=tuple(replace(o, pains=("x",)) for o in s.opportunities)))
    assert ("opportunity-without-pain", "c2") in told(lost)


def test_backstage_steps_need_no_feeling() -> None:
    assert told(change_step(good(), "st1", emotion=None, lane="backstage")) == []


@pytest.mark.parametrize("action, name", [
    ("calls", "“calls”"), ("…", "step st1"), ("  ", "step st1"), ("a\n b", "“a b”"), ("x" * 50, "“" + "x" * 39 + "…”"),
])  # fmt: skip
def test_a_step_has_a_short_name(action: str, name: str) -> None:
    assert name_of(Step(id="st1", stage="s1", action=action)) == name


def test_a_step_without_words_is_called_by_its_number_in_the_map() -> None:
    j = add_card(change_step(good(), "st3", action=" "), "st3", "thoughts", " ")
    assert [(f.place, f.text) for f in checks(j)] == [
        ("st3", "Step 3 does not say what happens."), ("c3", "A card under step 3 is empty."),
    ]  # fmt: skip


def test_a_blank_map_is_not_scolded() -> None:
    """However many empty steps: one hint says to fill them, and what else they lack waits until they are told."""
    j = add_stage(add_stage(Journey(id="mine"), "Asking"), "Waiting")
    for stage in ("s1", "s2", "s1", "s2"):
        j = add_step(j, stage)
    assert told(j) == [("no-goal", ""), ("step-without-words", "st1")]
    (hint,) = [f for f in checks(j) if f.place]
    assert hint.text.startswith("4 steps do not say") and hint.advice.startswith("Say what happens in each step")
    begun = change_step(j, "st1", action="calls")
    assert {rule for rule, place in told(begun) if place == "st1"} == {
        "step-without-evidence", "step-without-lens", "step-without-channel", "no-emotion",
    }  # fmt: skip
    assert [f.text for f in checks(begun) if f.rule == "step-without-words"] == [
        "3 steps do not say what happens, step 2 is the first of them."
    ]


# ---------------------------------------------------------------- numbers


def test_the_curve_of_case_a() -> None:
    assert curve(A) == (-1, -1, -1, 1, 1, 0, 0, 1, 2, 2, 2)
    assert [s.id for s in lowest(A)] == ["fault", "contact", "ivr"]
    assert [s.id for s in peak(A)] == ["shortlist", "decide", "loyalty"]
    last = end(A)
    assert last is not None and last.id == "loyalty"


def test_peak_and_end_against_pencil_and_paper() -> None:
    """Case B: strongest −2 (misheard, the first of them), end 0 (the tests), mean −11/8."""
    read = peak_end(B)
    assert read is not None
    assert (read.value, read.strongest.id, read.end.id, read.mean, read.n) == (
        -1.0,
        "misheard",
        "tests-pass",
        -1.375,
        8,
    )


def test_of_equally_strong_moments_the_bad_one_counts() -> None:
    j = add_stage(Journey(id="x"), "A")
    j = add_step(add_step(add_step(j, "s1", "good", emotion=2), "s1", "bad", emotion=-2), "s1", "end", emotion=0)
    read = peak_end(j)
    assert read is not None and (read.strongest.action, read.value) == ("bad", -1.0)


def test_a_map_without_feelings_has_no_points() -> None:
    bare = every(good(), lambda s: replace(s, emotion=None))
    assert (lowest(bare), peak(bare), end(bare), peak_end(bare)) == ((), (), None, None)
    numbers = {c.name: c.before for c in before_after(bare)}
    assert numbers["mean feeling"] is numbers["steps that feel bad"] is None  # undefined, not 0


def test_moments_of_truth_are_those_marked() -> None:
    assert [s.id for s in moments_of_truth(good())] == ["st3"]


@pytest.mark.parametrize("impact, effort, quadrant", [
    (5, 1, "quick win"), (3, 2, "quick win"), (3, 3, "big project"), (5, 5, "big project"), (2, 2, "fill-in"),
    (2, 3, "think twice"), (None, 2, "not rated"), (2, None, "not rated"),
])  # fmt: skip
def test_quadrants(impact: int | None, effort: int | None, quadrant: str) -> None:
    ranked = ranking(change_card(good(), "c2", impact=impact, effort=effort))
    assert [r.quadrant for r in ranked] == [quadrant]


def test_the_ranking_goes_by_impact_for_the_effort() -> None:
    j = change_card(good(), "c2", impact=2, effort=1)
    for text, impact, effort in (("unrated", None, 1), ("large", 4, 2), ("poor", 1, 5), ("best", 5, 1)):
        j = add_card(j, "st3", "opportunities", text, impact=impact, effort=effort, pains=["c1"])
    assert [r.opportunity.text for r in ranking(j)] == ["best", "large", "say how long", "poor", "unrated"]


def test_before_and_after_of_two_maps() -> None:
    changes = {c.name: (c.before, c.after, c.difference) for c in before_after(good(), delete_step(good(), "st2"))}
    assert changes["steps"] == (3, 2, -1)
    assert changes["lowest feeling"] == (-2, -1, 1)
    assert changes["pain points"] == (1, 0, -1)
    assert changes["steps that feel bad"] == (2, 1, -1)
    assert changes["mean feeling"] == (pytest.approx(-2 / 3), 0, pytest.approx(2 / 3))


def test_before_and_after_of_one_map_are_its_two_curves() -> None:
    changes = {c.name: (c.before, c.after) for c in before_after(change_step(good(), "st2", emotion_to_be=0))}
    assert (changes["lowest feeling"], changes["peak-end"]) == ((-2, -1), (-0.5, 0.0))
    assert changes["steps"] == (3, 3)


def test_changes_of_channel_are_those_the_person_makes() -> None:
    """phone, phone, phone, website, (backstage), phone: two changes; the work behind counts for none."""
    assert {c.name: c.before for c in before_after(A)}["changes of channel"] == 4
    assert [s.channel for s in A.steps if s.lane != "backstage"] == [
        "device", "phone", "phone", "phone", "phone", "website", "phone", "phone", "any", "any",
    ]  # fmt: skip


def test_a_step_that_only_the_to_be_curve_feels_improves_nothing() -> None:
    """As-is −2, not said, 0; to-be −2, 2, 0: a mean over three against one over two would rise by a whole point."""
    j = add_stage(Journey(id="x"), "A")
    j = add_step(add_step(j, "s1", "waits", emotion=-2), "s1", "is told why", emotion_to_be=2)
    j = add_step(j, "s1", "is served", emotion=0)
    changes = {c.name: (c.before, c.after, c.n_before, c.n_after) for c in before_after(j)}
    assert changes["mean feeling"] == changes["peak-end"] == (-1, -1, 2, 2)
    last = change_step(change_step(j, "st3", emotion=None, emotion_to_be=1), "st1", emotion_to_be=-1)
    changes = {c.name: (c.before, c.after, c.n_before, c.n_after) for c in before_after(last)}
    assert changes["feeling at the end"] == changes["lowest feeling"] == (-2, -1, 1, 1)
    assert changes["steps that feel bad"] == (1, 1, 1, 1)


def test_a_change_tells_from_how_many_steps_it_is_read() -> None:
    changes = {c.name: (c.n_before, c.n_after) for c in before_after(good(), change_step(good(), "st2", emotion=None))}
    assert changes["mean feeling"] == (3, 2) and changes["steps"] == changes["changes of channel"] == (3, 3)


@pytest.mark.parametrize("lane, touchpoints, changes", [
    ("customer", 2, 2), ("frontstage", 2, 2), ("backstage", 1, 0), ("support", 1, 0),
])  # fmt: skip
def test_what_the_customer_never_meets_is_no_touchpoint_and_no_change(
    lane: str, touchpoints: int, changes: int
) -> None:
    j = change_step(good(), "st2", lane=lane, channel="email", touchpoint="database")
    numbers = {c.name: c.before for c in before_after(j)}
    assert (numbers["touchpoints"], numbers["changes of channel"]) == (touchpoints, changes)


# ---------------------------------------------------------------- which curve, and how long it takes


@pytest.mark.parametrize("read", [curve, lowest, peak, end, peak_end])
@pytest.mark.parametrize("which", ["to_be", "xx", None, ["as-is"], pd.NA])
def test_a_curve_that_is_none_is_not_taken_for_another(read: Callable[..., object], which: object) -> None:
    for j in (good(), Journey(id="mine")):
        with pytest.raises(AnswerError, match=r"which: expected one of as-is, to-be, found "):
            read(j, which)
    assert read(good(), "to-be") is not None


def test_a_slip_of_the_pen_is_told_what_was_meant() -> None:
    with pytest.raises(AnswerError, match=r"found 'to_be'\. Did you mean 'to-be'\?$"):
        curve(good(), "to_be")


def test_a_long_map_without_words_is_looked_over_at_once() -> None:
    stages = tuple(Stage(id=f"s{n}", name="Asking") for n in range(400))
    blank = [Card(id=f"c{n}", text="") for n in range(1600)]
    steps = tuple(Step(id=f"st{n}", stage=f"s{n // 4}", action="", thoughts=(card,)) for n, card in enumerate(blank))
    j = Journey(id="mine", stages=stages, steps=steps)
    began = perf_counter()
    assert len(checks(j)) == 2 + len(steps)
    assert perf_counter() - began < 2, "16 s when each step counted the whole map"
