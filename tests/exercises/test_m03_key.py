"""The key of module 3: every number worked out anew, every accepted variant of both stories at full marks."""

from __future__ import annotations

import math
import re

import pytest
import yaml

from cxcourse.content.journeys import load_journey, read_journey_data
from cxcourse.core.codetask import slips_of
from cxcourse.core.journey.reference import compare
from tests.core.journey_cases import A_KEY, B_KEY
from tests.core.test_journey_compare import RIGHT_A, RIGHT_B
from tests.exercises.running import key_of, made_up_of
from tests.grading.course import ROOT

TASKS = {t.id: t for t in key_of("m03_journeys").tasks}
MAPS = {name: task.journey for name, task in TASKS.items() if task.journey}
CALLS = {name: task.calls for name, task in TASKS.items() if task.calls}
CASES = [(name, case) for name, task in CALLS.items() for case in task.cases]
MAPS_HANDED_IN = [
    (s["name"], task, data)
    for s in yaml.safe_load((ROOT / "exercises/keys/m03_journeys.submissions.yaml").read_text(encoding="utf-8"))[
        "submissions"
    ]
    for task, data in s.get("responses", {}).items()
]


# ---------------------------------------------------------------- the maps


def test_the_exercise_is_worth_thirty_points():
    assert [t.points for t in TASKS.values()] == [12, 6, 2, 2]
    assert [w.points for w in key_of("m03_journeys").written] == [8]
    assert all(task.reference.max_points == TASKS[name].points for name, task in MAPS.items())


@pytest.mark.parametrize(
    ("task", "name", "drawn"),
    [("m03-a1", n, j) for n, j in RIGHT_A.items()] + [("m03-a2", n, j) for n, j in RIGHT_B.items()],
    ids=[f"a1 {n}" for n in RIGHT_A] + [f"a2 {n}" for n in RIGHT_B],
)
def test_every_accepted_variant_of_the_story_has_full_marks(task, name, drawn):
    found = compare(drawn, MAPS[task].reference)
    assert found.points == found.max_points, [p.reason for p in found.parts if p.share < 1]


@pytest.mark.parametrize(("task", "twin"), [("m03-a1", A_KEY), ("m03-a2", B_KEY)])
def test_the_key_asks_for_what_its_twin_in_the_tests_of_scoring_asks_for(task, twin):
    """Beats, order, lenses, signs and lowest points of the two stories are written down twice; here they must agree."""

    def asked(reference):
        return {
            b.id: (b.required, b.inferred, b.sign, b.unexplained, set(b.after), set(b.merges),
                   {frozenset(some) for some in b.lens})
            for b in reference.beats
        }  # fmt: skip

    assert asked(MAPS[task].reference) == asked(twin)
    assert set(MAPS[task].reference.lowest) == set(twin.lowest)


@pytest.mark.parametrize("task", MAPS)
def test_the_pick_list_offers_every_beat_and_some_that_did_not_happen_in_alphabetical_order(task):
    offered = [beat.id for beat in MAPS[task].beats]
    told = {beat.id for beat in MAPS[task].reference.beats}
    assert told < set(offered)
    assert len(set(offered) - told) >= 4
    texts = [beat.text.lower() for beat in MAPS[task].beats]
    assert texts == sorted(texts)


@pytest.mark.parametrize("task", MAPS)
def test_hints_name_no_beat(task):
    """What is read after marking holds no synonym and no telling run of words of the beat that is missing."""
    for beat in MAPS[task].reference.beats:
        hint = " ".join(re.findall(r"[a-z]+", beat.hint.lower()))
        assert beat.required == bool(beat.hint and beat.misconception)
        for synonym in beat.synonyms:
            assert f" {synonym.lower()} " not in f" {hint} ", (beat.id, synonym)
        words = beat.name.lower().split()
        assert not any(" ".join(words[i : i + 3]) in hint for i in range(len(words) - 2)), beat.id


@pytest.mark.parametrize(("task", "start"), [("m03-a1", "m03-case-a"), ("m03-a2", "m03-case-b")])
def test_a_template_handed_in_as_it_is_earns_less_than_half(task, start):
    """The module begins both maps with the learner; what it gives away must not be worth the task."""
    found = compare(load_journey(start), MAPS[task].reference)
    assert 0 < found.points < found.max_points / 2


@pytest.mark.parametrize("finished", ["m03-amina", "m03-blueprint", "m03-before-after"])
@pytest.mark.parametrize("task", MAPS)
def test_a_finished_map_of_another_story_is_of_no_use(task, finished):
    coverage = next(p for p in compare(load_journey(finished), MAPS[task].reference).parts if p.name == "coverage")
    assert coverage.share < 0.2


@pytest.mark.parametrize(("name", "task", "data"), MAPS_HANDED_IN, ids=[f"{n}-{t}" for n, t, _ in MAPS_HANDED_IN])
def test_reasons_can_be_acted_on(name, task, data):
    """Where something is missing, the reason says more than that it is; and it quotes no name of the key."""
    key = MAPS[task].reference
    for part in compare(read_journey_data(data), key).parts:
        assert part.share == 1 or len(part.reason.split()) >= 5, (name, part)
        assert not any(beat.name.lower() in part.reason.lower() for beat in key.beats if beat.name)


# ---------------------------------------------------------------- the text


def test_the_text_with_full_marks_has_the_length_that_is_asked_for():
    asked = re.search(
        r"about (\d+) to (\d+) words", (ROOT / "exercises/authored/m03_journeys.py").read_text(encoding="utf-8")
    )
    text = made_up_of("m03_journeys")["reference"].written["m03-m1"]
    assert int(asked[1]) <= len(text.split()) <= int(asked[2])


# ---------------------------------------------------------------- the functions

RIGHT = {
    "m03-a3-whole": lambda p: math.prod(p),
    "m03-a3-weakest": lambda p: sorted(range(len(p)), key=lambda i: (p[i], i))[0] + 1,
}


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}-{c.id}" for n, c in CASES])
def test_right_outcomes_are_worked_out_anew(name, case):
    (p,) = case.args
    assert case.undefined == (not p)
    assert (case.raises == "ValueError") == any(not 0 <= x <= 1 for x in p)
    if case.gives is not None:
        assert RIGHT[name](p) == pytest.approx(case.gives, abs=1e-4)


@pytest.mark.parametrize("name", CALLS)
def test_visible_examples_are_right_too(name):
    for example in CALLS[name].examples:
        if example.gives is not None:
            assert RIGHT[name](*example.args) == pytest.approx(example.gives, abs=1e-9)
        else:
            assert example.raises == "ValueError"


# the mistake, as a function that makes it
WRONG = {
    ("m03-a3-whole", "mean-for-whole"): lambda p: sum(p) / len(p),
    ("m03-a3-whole", "points-taken-off"): lambda p: 1 - sum(1 - x for x in p),
    ("m03-a3-whole", "weakest-for-whole"): min,
    ("m03-a3-whole", "any-for-all"): lambda p: 1 - math.prod(1 - x for x in p),
    ("m03-a3-whole", "fails-for-works"): lambda p: 1 - math.prod(p),
    ("m03-a3-whole", "percent-for-share"): lambda p: 100 * math.prod(p),
    ("m03-a3-whole", "nothing-as-certain"): math.prod,
    ("m03-a3-weakest", "counted-from-zero"): lambda p: p.index(min(p)),
    ("m03-a3-weakest", "strongest-for-weakest"): lambda p: p.index(max(p)) + 1,
    ("m03-a3-weakest", "last-of-equals"): lambda p: len(p) - p[::-1].index(min(p)),
    ("m03-a3-weakest", "chance-for-place"): min,
    ("m03-a3-weakest", "nothing-as-certain"): len,
}


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{n}-{c.id}" for n, c in CASES])
def test_slips_are_what_their_mistake_gives(name, case):
    for slip in case.slips:
        assert WRONG[name, slip.misconception](list(*case.args)) == pytest.approx(slip.gives, abs=1e-4), slip
        assert case.gives is None or abs(slip.gives - case.gives) > 2 * CALLS[name].tol


@pytest.mark.parametrize("name", CALLS)
def test_each_mistake_can_be_told_from_each_other_one(name):
    seen = {}
    for case_id, slip in slips_of(CALLS[name]):
        seen.setdefault(slip.misconception, {})[case_id] = slip.gives
    assert set(seen) | {"impossible-counted"} == set(CALLS[name].ideas)
    for one, ones in seen.items():
        for other, others in seen.items():
            both = set(ones) & set(others)
            apart = any(abs(ones[c] - others[c]) > 2 * CALLS[name].tol for c in both)
            assert one == other or apart or not both, (one, other)
