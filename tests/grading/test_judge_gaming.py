"""What somebody may try who has not read the story or not played the scene: it is worth little, and judged quickly."""

from __future__ import annotations

import dataclasses
import json
import random
import re

import pytest

from cxcourse.core.roleplay.play import offered, start, step
from cxcourse.grading.record import verdict_html, words
from cxcourse.grading.verdicts import judge_task, task_prompt
from tests.effort import effort, grows_evenly
from tests.exercises.running import key_of, made_up_of

TASKS = {t.id: t for exercise in ("m03_journeys", "m05_service") for t in key_of(exercise).tasks}
REFERENCE = made_up_of("m03_journeys")["reference"].responses
BEST_RUN = made_up_of("m05_service")["reference"].responses["m05-a1"]["runs"][0]
MAPS = pytest.mark.parametrize("task", [TASKS["m03-a1"], TASKS["m03-a2"]], ids=["m03-a1", "m03-a2"])
CALL = TASKS["m05-a1"]


def judged(task, response, **others):
    return judge_task(task, task.points, response, others)


def drawn(*steps, **more):
    """A map of one stage; each step is what differs from a plain call."""
    common = {"stage": "s1", "channel": "phone", "lens": ["CS"], "evidence": "stated"}
    told = [{"id": f"st{n}", "action": f"step {n}", **common, **s} for n, s in enumerate(steps)]
    return {"id": "mine", "stages": [{"id": "s1", "name": "All"}], "steps": told, **more}


def part(verdict, label):
    return next(line for line in verdict.criteria if line.label == label)


# ---------------------------------------------------------------- maps


@MAPS
def test_who_claims_the_whole_list_gets_only_what_any_story_gets(task):
    for seed in range(5):
        chance = random.Random(seed)
        listed = list(task.journey.beats)
        for order in (listed, chance.sample(listed, len(listed))):
            claimed = drawn(*({"beat": b.id, "emotion": chance.choice([-1, 0, 1])} for b in order))
            found = judged(task, claimed)
            assert found.points == pytest.approx(part(found, "Steps filled in").max_points)
            assert "whole-list-claimed" in found.misconceptions
            for line in found.criteria[1:]:
                assert line.reason == (
                    "Most of the list was claimed, also what this story does not tell, so this part counts nothing."
                )


@MAPS
def test_one_or_two_slips_beside_the_story_cost_no_more_than_their_moments(task):
    told = {b.id for b in task.journey.reference.beats}
    strange = [b.id for b in task.journey.beats if b.id not in told]
    right = REFERENCE[task.id]
    more = [{**right["steps"][-1], "id": f"extra{n}", "action": f"something else {n}", "beat": b, "pains": [],
             "opportunities": []} for n, b in enumerate(strange[:3])]  # fmt: skip
    lost = [task.points - judged(task, {**right, "steps": [*right["steps"], *more[:n]]}).points for n in range(4)]
    assert lost[0] == 0
    moment = part(judged(task, right), "Moments of the story").max_points / len(task.journey.reference.required)
    assert lost[1:3] == pytest.approx([moment, 2 * moment], abs=1e-5)
    assert lost[3] > 3 * moment + 0.5


@MAPS
def test_synonyms_heaped_up_tell_nothing(task):
    heap = " ".join(s for b in task.journey.reference.beats for s in b.synonyms)
    for steps in ([{"action": heap}], [{"action": f"{heap} {n}", "emotion": n % 3 - 1} for n in range(10)]):
        found = judged(task, drawn(*steps))
        assert part(found, "Moments of the story").points == 0
        assert found.points < 0.1 * task.points


@MAPS
def test_signs_that_look_like_letters_are_other_letters(task):
    beat = next(b for b in task.journey.reference.required if b.synonyms)
    cyrillic = beat.synonyms[0].translate(str.maketrans("aeoc", "аеос"))
    assert part(judged(task, drawn({"action": beat.synonyms[0]})), "Moments of the story").points > 0
    assert part(judged(task, drawn({"action": cyrillic})), "Moments of the story").points == 0


BAD = {"emotion": 9}
HUGE = {
    "steps that say something": lambda n: drawn(*({"action": f"rings {i}", "emotion": -1} for i in range(9 * n))),
    "faults": lambda n: drawn(*(BAD for _ in range(10 * n))),
    "unknown fields": lambda n: drawn(*({"more": 1} for _ in range(10 * n))),
    "names that are none": lambda n: drawn(*({"id": f"St {i}"} for i in range(10 * n))),
    "stages that are not there": lambda n: drawn(*({"stage": f"z{i}"} for i in range(10 * n))),
    "signs that unfold": lambda n: drawn(*({"action": "\ufdfa" * 3 * n + str(i)} for i in range(60))),
    "cards": lambda n: drawn({"pains": [{"id": f"p{i}", "text": "x"} for i in range(35 * n)]}),
    "one word": lambda n: drawn({"action": "a" * 1200 * n}),
    "a number without end": lambda n: drawn({"emotion": 10 ** (20 * n)}),
}
EACH_HUGE = pytest.mark.parametrize("huge", HUGE.values(), ids=HUGE)


@EACH_HUGE
def test_a_map_as_large_as_may_be_is_judged_and_told_in_few_words(huge):
    response = huge(200)
    assert 100_000 < len(json.dumps(response, ensure_ascii=False).encode()) < 300_000 or response == drawn(
        {"emotion": 10**4000}
    )
    assert max(len(line.reason) for line in judged(TASKS["m03-a1"], response).criteria) < 1500


@EACH_HUGE
def test_twice_the_map_is_twice_the_work_for_the_judge(huge):
    judged(TASKS["m03-a1"], huge(1))  # what is read once for all is read
    assert grows_evenly(lambda n: judged(TASKS["m03-a1"], huge(n)), 20)


def test_few_faults_are_told_with_their_place():
    (line,) = judged(TASKS["m03-a1"], drawn(BAD, {})).criteria
    assert "emotion" in line.reason and "9" in line.reason
    (line,) = judged(TASKS["m03-a1"], drawn(*(BAD for _ in range(30)))).criteria
    assert line.reason.count("expected emotion from -2 (very bad) to 2 (very good), found 9") == 3
    assert [word for word in line.reason.split() if word in ("st0", "st1", "st2", "st3")] == ["st0", "st1", "st2"]
    assert line.reason.endswith("; and 27 more")


def test_what_a_learner_wrote_stays_text_on_the_page():
    evil = "<img src=x onerror=alert(1)> `<b>`</td> \u202e\x1b[31m"
    task = TASKS["m03-a1"]
    for response in (
        drawn({"action": evil, "beat": "fee"}, title=evil),
        drawn({"lens": [evil]}),
        {evil: evil},
        drawn({"action": evil, "beat": "fault", "evidence": "stated", "emotion": -2}),
    ):
        page = verdict_html(task_prompt(task), judged(task, response))
        assert "<img" not in page and "<b>" not in page and "\u202e" not in page and "\x1b" not in page


def test_no_line_of_a_reason_is_told_twice():
    for name in ("people-only", "another-story", "first-sitting", "all-gloom"):
        responses = made_up_of("m03_journeys")[name].responses
        for task_id in ("m03-a1", "m03-a2"):
            for line in judged(TASKS[task_id], responses.get(task_id), **responses).criteria:
                told = line.reason.split("\n")
                assert len(told) == len(set(told)), line


# ---------------------------------------------------------------- role play


def run(choose, seed=0):
    play = start(CALL.roleplay.played, seed)
    while not play.ended:
        play = step(play, choose(play).id)
    return {"seed": seed, "steps": [list(pair) for pair in play.steps]}


def points(*runs):
    return judged(CALL, {"runs": list(runs)}).points


def test_no_seed_makes_the_scene_easier():
    assert CALL.roleplay.script.spread, "the scene itself may vary where it does not count"
    for seed in range(60):
        assert start(CALL.roleplay.played, seed).state == start(CALL.roleplay.played, 0).state
        assert points({**BEST_RUN, "seed": seed}) == CALL.points
    chance = random.Random(4)
    for _ in range(20):
        some = run(lambda play: chance.choice(offered(play)))
        assert {points({**some, "seed": seed}) for seed in (0, 1, 7, 2**31 - 1)} == {points(some)}


@pytest.mark.parametrize("seed", [-1, 2**31, 10**4000, 1.0, "0", True, None, [0]], ids=lambda seed: str(seed)[:12])
def test_a_seed_that_is_none_is_no_run(seed):
    assert points({**BEST_RUN, "seed": seed}) == 0


def test_lines_picked_by_their_looks_are_no_way_through():
    for looks in (lambda c: len(c.say), lambda c: -len(c.say), lambda c: c.id, lambda c: c.say):
        assert points(run(lambda play, looks=looks: max(offered(play), key=looks))) < 0.7 * CALL.points


def test_runs_and_steps_beyond_the_bounds_are_no_work():
    def response(n):
        return {"runs": [{"seed": 0, "steps": [["n1", "in-a-coat"]] * 3000 * n}] * 3 + [BEST_RUN] * 200 * n}

    assert judged(CALL, response(1)).points == 0
    assert effort(lambda: judged(CALL, response(3))) < 1.1 * effort(lambda: judged(CALL, response(1)))


def test_weak_replies_are_looked_back_on_by_what_was_said():
    typical = made_up_of("m05_service")["typical"].responses["m05-a1"]
    found = judged(CALL, typical)
    said = {c.say: c for node in CALL.roleplay.script.nodes for c in getattr(node, "choices", ())}
    customer = {" ".join(text.split()) for node in CALL.roleplay.script.nodes for text in getattr(node, "customer", ())}
    looked_at = [line for line in found.criteria if line.label.startswith("Reply")]
    assert 1 <= len(looked_at) <= 4
    for line in looked_at:
        heard, replied = re.fullmatch(r"Salma Haddad: “(.+)”\nYou: “(.+)”", line.answer).groups()
        assert said[replied].coach == line.reason
        assert len(heard) <= 90 and any(text.startswith(heard.removesuffix(" …")) for text in customer)
        assert (line.points, line.max_points) == (0, 0)
    shown = "\n".join(f"{line.answer} {line.reason}" for line in found.criteria)
    best = [
        c.say for c in said.values() if c.score == 3 and c.id not in {pair[1] for pair in typical["runs"][1]["steps"]}
    ]
    assert [say for say in best if say in shown] == []
    assert judged(CALL, {"runs": [BEST_RUN]}).criteria[-1].label == "Quality of the replies"


def test_the_released_scene_names_no_spread_and_no_need():
    scene = task_prompt(CALL).scene
    assert (scene.spread, scene.hidden_need, scene.paths) == ({}, "", {})
    assert CALL.roleplay.script.hidden_need not in str(dataclasses.asdict(scene))


@pytest.mark.parametrize("exercise", ["m03_journeys", "m05_service"])
def test_misconceptions_can_be_read_as_words(exercise):
    for made_up in made_up_of(exercise).values():
        for task in key_of(exercise).tasks:
            found = judge_task(task, task.points, made_up.responses.get(task.id), made_up.responses)
            assert all(len(words(slug).split()) >= 2 for slug in found.misconceptions), found.misconceptions
