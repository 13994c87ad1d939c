"""Plan against log, and the map that is drawn from a log."""

from __future__ import annotations

import json
from dataclasses import replace

import pandas as pd
import pytest

from cxcourse import load_dataset
from cxcourse.content.journeys import journey_data, read_journey
from cxcourse.core.journey.checks import checks
from cxcourse.core.journey.edits import add_card, move_step
from cxcourse.core.journey.model import Journey, Stage, Step
from cxcourse.core.journeylog import as_journey, observe, planned_vs_actual
from cxcourse.errors import DataError
from tests.core.test_journeylog import records, table


def plan(*actions: str, **lanes: str) -> Journey:
    steps = tuple(
        Step(id=f"st{place}", stage="s1", action=action, lane=lanes.get(action, "customer"))
        for place, action in enumerate(actions, 1)
    )
    return Journey(id="plan", stages=(Stage(id="s1", name="All"),), steps=steps)


@pytest.fixture(scope="module")
def calls():
    """Ten calls: six as planned, two turned back, one that skips the queue, one that goes its own way."""
    return observe(
        table(
            *["menu queue agent"] * 6, *["menu queue menu queue agent"] * 2, "menu agent", "menu queue chat shop agent"
        )
    )


@pytest.fixture(scope="module")
def billing():
    return observe(load_dataset("journey_events"), segment="scenario").by("scenario")["billing"]


def found(frame: pd.DataFrame, finding: str, *columns: str) -> list[tuple]:
    return records(frame[frame["finding"] == finding], *columns)


def test_plan_and_log_side_by_side(calls):
    result = planned_vs_actual(plan("menu", "queue", "agent", "survey"), calls)
    assert found(result, "taken", "planned", "step", "cases") == [
        ("menu", "menu", 10),
        ("queue", "queue", 9),
        ("agent", "agent", 10),
    ]
    assert found(result, "nobody takes it", "planned", "step", "cases") == [("survey", "", 0)]
    assert sorted(found(result, "no one drew it", "step", "cases")) == [("chat", 1), ("shop", 1)]
    assert found(result, "planned move", "step", "next_step", "cases") == [("menu", "queue", 9), ("queue", "agent", 8)]
    detours = {
        (a, b): (n, words.split(", which ")[1])
        for a, b, n, words in found(result, "detour", "step", "next_step", "cases", "words")
    }
    assert detours == {
        ("queue", "menu"): (2, "goes back in the plan"),
        ("menu", "agent"): (1, "skips ahead in the plan"),
        ("queue", "chat"): (1, "leaves the plan"),
        ("chat", "shop"): (1, "lies outside the plan"),
        ("shop", "agent"): (1, "comes back to the plan"),
    }


def test_shares_are_of_journeys_and_have_intervals(calls):
    row = planned_vs_actual(plan("menu", "queue", "agent"), calls).query("finding == 'planned move'").iloc[0]
    assert row["share"] == 0.9 and row["low"] < 0.9 < row["high"]
    assert row["words"] == "90 % of journeys go from menu to queue"


def test_a_journey_that_turns_back_twice_counts_once(calls):
    thrice = observe(table("menu queue menu queue menu queue"))
    assert found(planned_vs_actual(plan("menu", "queue"), thrice), "detour", "cases") == [(1,)]


def test_a_step_repeated_at_once_goes_back():
    words = found(planned_vs_actual(plan("menu", "queue"), observe(table("menu menu queue"))), "detour", "words")
    assert words == [("100 % of journeys go from menu to menu, which goes back in the plan",)]


def test_names_join_a_plan_in_words_with_a_log_in_codes(calls):
    drawn = plan("She waits and listens", "Somebody helps", "agent")
    names = {"She waits and listens": ["menu", "queue"], "st2": "chat"}
    result = planned_vs_actual(drawn, calls, names)
    assert found(result, "taken", "step", "cases") == [("menu, queue", 10), ("chat", 1), ("agent", 10)]
    assert ("menu", "queue") in found(result, "planned move", "step", "next_step")  # inside one planned step
    with pytest.raises(DataError, match="'st2'; the log has no such step"):
        planned_vs_actual(drawn, calls, {"st2": "chatt"})
    with pytest.raises(DataError, match="The plan has no step 'st9'"):
        planned_vs_actual(drawn, calls, {"st9": "chat"})


def test_names_are_matched_by_beat_id_action_or_touchpoint():
    stage = (Stage(id="s1", name="All"),)
    drawn = Journey(
        id="plan",
        stages=stage,
        steps=(
            Step(id="st1", stage="s1", action="He opens the thing", beat="menu"),
            Step(id="queue", stage="s1", action="He waits"),
            Step(id="st3", stage="s1", action="AGENT listens"),
            Step(id="st4", stage="s1", action="He pays", touchpoint="bill-paid"),
        ),
    )
    log = observe(table("menu queue Agent_listens bill_paid"))
    assert found(planned_vs_actual(drawn, log), "taken", "step") == [
        ("menu",),
        ("queue",),
        ("Agent_listens",),
        ("bill_paid",),
    ]


def test_a_planned_step_may_come_again():
    """Both planned calls are the step that the one entry of names says, by action as by beat."""
    log = observe(table("dial pay dial", "dial pay dial"))
    drawn = plan("calls", "pays", "calls")
    beats = replace(drawn, steps=tuple(replace(s, action="", beat=s.action) for s in drawn.steps))
    for journey in (drawn, beats):
        result = planned_vs_actual(journey, log, {"calls": "dial", "pays": "pay"})
        assert found(result, "taken", "step", "cases") == [("dial", 2), ("pay", 2), ("dial", 2)]
        assert set(result["finding"]) == {"taken", "planned move"}


def test_a_step_of_the_log_named_twice_for_one_planned_step_counts_once():
    result = planned_vs_actual(plan("calls"), observe(table("dial dial")), {"calls": ["dial", "dial"]})
    assert found(result, "taken", "step") == [("dial",)]
    assert found(result, "detour", "step", "next_step") == [("dial", "dial")]


def test_steps_of_the_log_may_be_numbers():
    log = observe(table("a b c").assign(step=[1, 2, 9]))
    result = planned_vs_actual(plan("calls", "pays"), log, {"calls": 1, "pays": [2]})
    assert found(result, "taken", "step") == [("1",), ("2",)] and found(result, "no one drew it", "step") == [("9",)]
    assert found(result, "planned move", "step", "next_step") == [("1", "2")]
    with pytest.raises(DataError, match="says 7 for the planned step 'st1'"):
        planned_vs_actual(plan("calls"), log, {"calls": 7})
    with pytest.raises(DataError, match=r"says \['a'\] for the planned step 'st1'"):
        planned_vs_actual(plan("calls"), log, {"calls": [["a"]]})


def test_signs_without_words_match_themselves_only():
    drawn = plan("…", "📞", "🙂")
    taken = found(planned_vs_actual(drawn, observe(table("🙂 pay"))), "taken", "planned", "step")
    assert taken == [("🙂", "🙂")]


def test_a_move_over_a_step_that_nobody_takes_is_not_planned():
    result = planned_vs_actual(plan("menu", "survey", "pay"), observe(table("menu pay")))
    assert found(result, "nobody takes it", "planned") == [("survey",)] and found(result, "planned move", "step") == []
    assert found(result, "detour", "words") == [
        ("100 % of journeys go from menu to pay, which skips ahead in the plan",)
    ]


def test_an_exact_name_goes_before_a_look_alike():
    log = observe(table("a b", "a").assign(step=["ivr menu", "ivr_menu", "ivr menu"]))
    for action, cases in (("ivr menu", 2), ("ivr_menu", 1)):
        result = planned_vs_actual(plan(action), log)
        assert found(result, "taken", "step", "cases") == [(action, cases)]
        assert len(found(result, "no one drew it", "step")) == 1


def test_names_of_the_same_words_all_belong_to_the_planned_step():
    log = observe(table("a b pay", "b pay").assign(step=["ivr menu", "ivr_menu", "pay", "ivr_menu", "pay"]))
    result = planned_vs_actual(plan("IVR-Menu", "pay"), log)
    assert found(result, "taken", "step", "cases") == [("ivr menu, ivr_menu", 2), ("pay", 2)]
    assert set(result["finding"]) == {"taken", "planned move"}


def test_a_map_of_names_that_read_alike_fits_its_log():
    log = observe(table("a b").assign(step=["ivr_menu", "ivr menu"]))
    assert set(planned_vs_actual(as_journey(log), log)["finding"]) == {"taken", "planned move"}


def test_a_plan_is_a_journey_and_a_log_is_a_log(calls):
    with pytest.raises(DataError, match="laid beside an observed log, found DataFrame"):
        planned_vs_actual(plan("menu"), pd.DataFrame())
    with pytest.raises(DataError, match=r"expected a Journey, found ObservedLog\. The plan comes first"):
        planned_vs_actual(calls, plan("menu"))


@pytest.mark.parametrize("names", [5, "menu", ["menu"]])
def test_names_that_are_no_mapping_are_refused(calls, names):
    with pytest.raises(DataError, match="expected a mapping"):
        planned_vs_actual(plan("menu"), calls, names)


def test_what_happens_behind_the_line_is_in_no_log_of_customers(calls):
    result = planned_vs_actual(plan("menu", "queue", "routing", "agent", routing="backstage"), calls)
    assert "routing" not in set(result["planned"]) and ("queue", "agent") in found(
        result, "planned move", "step", "next_step"
    )


def test_a_map_drawn_from_a_log_has_no_undrawn_step_on_its_own_path(billing):
    made = as_journey(billing)
    modal = billing.only(billing.traced.of == 0)
    assert set(planned_vs_actual(made, modal)["finding"]) == {"taken", "planned move"}


def test_the_modal_path_becomes_a_map(billing):
    made = as_journey(billing, id="m03-observed", title="The billing call as it was")
    assert [step.touchpoint for step in made.steps] == [
        "need",
        "dial",
        "ivr_menu",
        "queue",
        "agent_explain",
        "bill_paid",
    ]
    assert [step.emotion for step in made.steps] == [0, 0, 0, -1, 0, 1]
    assert [stage.name for stage in made.stages] == ["Need", "Automated line", "Human contact", "Fallout"]
    assert {step.evidence for step in made.steps} == {"researched"}
    assert made.steps[2].channel == "phone" and made.steps[2].lens == ("UX",)
    assert [card.text for step in made.steps for card in step.pains] == [
        "30 % of those who reach this step come back to it, up to 4 visits in all",
    ]
    assert "249 of 417 journeys (60 %)" in made.about
    assert as_journey(billing, hints=False).steps[2].pains == ()


def test_it_opens_in_the_editor(billing):
    """It is read back from its own text, has no fault, and takes edits."""
    for made in (as_journey(billing), as_journey(billing, variant=7), as_journey(billing, path="top", top=11)):
        assert read_journey(json.dumps(journey_data(made))) == made
        assert [finding for finding in checks(made) if finding.level == "fault"] == []
        edited = move_step(add_card(made, "st1", "pains", "why?"), "st2", made.stages[0].id, 0)
        assert len(edited.steps) == len(made.steps)


def test_a_path_that_loops_keeps_its_order_and_its_hints_once(billing):
    made = as_journey(billing, variant=7)
    assert [step.touchpoint for step in made.steps][2:7] == ["ivr_menu", "ivr_repeat"] * 2 + ["ivr_menu"]
    hints = [card.text for step in made.steps for card in step.pains]
    assert len(hints) == len(set(hints))


def test_a_stage_that_comes_again_stands_twice():
    log = observe(table("browse call browse pay", stage=["Web", "Phone", "Web", "End"]))
    assert [stage.name for stage in as_journey(log).stages] == ["Web", "Phone", "Web again", "End"]


def test_several_lenses_of_a_step_are_kept():
    """A table of a map names them in one cell."""
    log = observe(table("menu queue agent paid end", lens=["UX CS", "cs/ux", "CX; ux", "none yet", None]))
    assert [step.lens for step in as_journey(log).steps] == [("UX", "CS"), ("UX", "CS"), ("UX", "CX"), (), ()]


def test_spellings_of_one_stage_are_one_stage():
    log = observe(table("menu agent paid", stage=["Trouble", "trouble", "Trouble"]))
    assert [stage.name for stage in as_journey(log).stages] == ["Trouble"]


def test_the_top_steps_stand_in_their_usual_order(billing):
    made = as_journey(billing, path="top", top=5)
    assert [step.touchpoint for step in made.steps] == ["need", "dial", "ivr_menu", "queue", "agent_explain"]


def test_a_bare_log_makes_a_bare_map():
    made = as_journey(observe(table("menu agent", "menu", "menu agent")))
    assert [(step.stage, step.emotion, step.lens, step.channel) for step in made.steps] == [("s1", None, (), "")] * 2
    assert made.stages == (Stage(id="s1", name="Journey"),)
    assert [card.text for card in made.steps[0].pains] == ["33 % of those who reach this step stop here"]


def test_another_scale_is_brought_to_that_of_maps():
    log = observe(table("menu agent", emotion=[1, 7]), scale=(1, 7))
    assert [step.emotion for step in as_journey(log).steps] == [-2, 2]


def test_a_path_that_nobody_took_cannot_be_drawn(billing):
    with pytest.raises(DataError, match="21 paths, so none of number 22"):
        as_journey(billing, variant=22)
    with pytest.raises(DataError, match="path"):
        as_journey(billing, path="mean")
