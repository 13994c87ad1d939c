"""The judge of role plays: runs are played again, the best counts, and nothing that is written into a log is believed."""

from __future__ import annotations

import dataclasses

import pytest

from cxcourse.core.graded import RolePlayTask, work_prompt
from cxcourse.core.roleplay import OUTCOMES, Choice, Condition, End, Gate, Scene, Turn
from cxcourse.grading.judge_roleplay import judge_roleplay

WEIGHTS = {"path": 1.0, "resolved": 2.0, "trust": 1.0, "techniques": 1.0, "ratio": 3.0}


def choice(name, score, to, trust, techniques=(), lacks=()):
    return Choice(
        id=name, say=f"{name} says", score=score, to=to, coach=f"coaching of {name}", techniques=techniques,
        lacks=lacks, effects={"trust": trust},
    )  # fmt: skip


SCENE = Scene(
    id="x-call", version=1, module="m05", title="A call", learner_role="agent", customer="Somebody",
    customer_name="Ann", channel="phone", goal="settle it", state={"trust": 40}, start="n1",
    nodes=(
        Turn(id="n1", mood=-1, customer=("It is broken.",), choices=(
            choice("a", 3, "n2", 15, ("active_listening", "empathy")),
            choice("b", 0, "n2", -10, (), ("empathy",)),
        )),
        Turn(id="n2", mood=0, customer=("And now?",), choices=(
            choice("a", 3, "g1", 15, ("problem_solving", "product_knowledge")),
            choice("b", 1, "g1", -5, ("effective_communication",), ("empathy",)),
            choice("c", 0, "lost", -30, (), ("empathy",)),
        )),
        Gate(id="g1", gate=Condition(state="trust", ge=60), yes="good", no="mid"),
        End(id="good", end="resolved", customer=("Thanks.",), coach="well done"),
        End(id="mid", end="partial", customer=("Hm.",), coach="nearly"),
        End(id="lost", end="lost", customer=("Bye.",), coach="lost"),
    ),
)  # fmt: skip
TASK = RolePlayTask(
    id="x-a1", outcome="m05.o2", title="Play", stem="Play it.", scene="x-call", script=SCENE, weights=WEIGHTS
)
BEST, HALF, LOST = [["n1", "a"], ["n2", "a"]], [["n1", "a"], ["n2", "b"]], [["n1", "b"], ["n2", "c"]]


def runs(*steps, **more):
    return {"runs": [{"seed": 0, "steps": s} for s in steps], **more}


@pytest.mark.parametrize(
    ("steps", "points"),
    [
        (BEST, 8.0),
        # a finished run 1, half settled 1, trust 50 of 60 asked: 0, three of four techniques .75, four of six scores 2
        (HALF, 4.75),
        (LOST, 1.0),
    ],
)
def test_points_are_those_worked_out_by_hand(steps, points):
    assert judge_roleplay(TASK, 8, runs(steps)).points == pytest.approx(points, abs=1e-6)


def test_the_best_of_the_runs_counts_wherever_it_stands():
    for order in ((LOST, BEST, HALF), (BEST, LOST), (HALF, LOST, BEST)):
        assert judge_roleplay(TASK, 8, runs(*order)).points == 8


def test_runs_beyond_the_number_that_was_asked_do_not_count():
    found = judge_roleplay(TASK, 8, runs(LOST, LOST, LOST, BEST))
    assert found.points == pytest.approx(1.0)
    assert "Only the first 3 runs count" in found.criteria[-1].reason


@pytest.mark.parametrize(
    "run",
    [
        {"seed": 0, "steps": [["n2", "a"]]},  # begins in the middle
        {"seed": 0, "steps": [["n1", "a"], ["n1", "a"]]},  # stays where it was
        {"seed": 0, "steps": [["n1", "z"]]},  # a choice that is not there
        {"seed": 0, "steps": [["n1", "a"]]},  # not finished
        {"seed": 0, "steps": [*BEST, ["good", "a"]]},  # goes on behind the end
        {"seed": 0, "steps": []},
        {"seed": "0", "steps": BEST},
        {"seed": True, "steps": BEST},
        {"seed": 0, "steps": [["n1", "a"]] * 500},
        {"seed": 0, "steps": [["n1", ["a"]], ["n2", "a"]]},
        {"seed": 0, "steps": [[["n1"], "a"], ["n2", "a"]]},
        {"seed": 0, "steps": "n1a"},
        {"steps": BEST},
        [["n1", "a"]],
        None,
        7,
    ],
)
def test_a_run_that_cannot_be_is_worth_nothing_and_the_others_still_count(run):
    alone = judge_roleplay(TASK, 8, {"runs": [run]})
    assert alone.points == 0
    assert any(line.label == "Run 1" and line.reason for line in alone.criteria)
    assert judge_roleplay(TASK, 8, {"runs": [run, {"seed": 0, "steps": BEST}]}).points == 8


def test_scores_written_into_a_log_change_nothing():
    forged = runs(LOST, score=8, points=8)
    forged["runs"][0] |= {"score": 1.0, "ratio": 1.0, "end": "resolved", "state": {"trust": 100}}
    assert judge_roleplay(TASK, 8, forged).points == pytest.approx(1.0)


@pytest.mark.parametrize("response", [None, {}, [], "", 3, {"runs": []}, {"runs": None}, {"runs": {"0": BEST}}, "runs"])
def test_whatever_is_no_log_is_worth_nothing(response):
    found = judge_roleplay(TASK, 8, response)
    assert found.points == 0
    assert len(found.criteria) == 1


def test_what_was_lacking_twice_is_named():
    assert judge_roleplay(TASK, 8, runs(LOST)).misconceptions == ("lacks-empathy",)
    assert judge_roleplay(TASK, 8, runs(HALF)).misconceptions == ()


@pytest.mark.parametrize(("steps", "end"), [(BEST, "resolved"), (HALF, "partial"), (LOST, "lost")])
def test_the_end_is_told_in_the_words_of_the_role_play(steps, end):
    line = next(c for c in judge_roleplay(TASK, 8, runs(steps)).criteria if c.label == "How it ended")
    assert line.answer == OUTCOMES[end]


def test_a_reply_stands_below_what_the_customer_said():
    replies = [c.answer for c in judge_roleplay(TASK, 8, runs(LOST)).criteria if c.label.startswith("Reply")]
    assert replies == ["Ann: “It is broken.”\nYou: “b says”", "Ann: “And now?”\nYou: “c says”"]


def test_a_long_line_of_the_customer_is_shortened_between_words():
    long = "It " + "never works. " * 20
    first, *rest = SCENE.nodes
    scene = dataclasses.replace(SCENE, nodes=(dataclasses.replace(first, customer=(long,)), *rest))
    found = judge_roleplay(dataclasses.replace(TASK, script=scene), 8, runs(LOST))
    heard = next(c.answer for c in found.criteria if c.label == "Reply 1").split("\n")[0]
    assert heard.endswith(("never …”", "works. …”")) and 80 < len(heard) < 102


def test_what_is_released_holds_no_score_no_technique_and_no_coaching():
    released = work_prompt(TASK, 8)
    assert not any(c.score or c.techniques or c.lacks or c.coach for n in released.scene.nodes
                   for c in getattr(n, "choices", ()))  # fmt: skip
    assert "coaching" not in str(dataclasses.asdict(released))
    assert "well done" not in str(dataclasses.asdict(released))
