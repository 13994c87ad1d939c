"""Logs that nobody can have played: refused with the number of the step, or scored as the legal replay they are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cxcourse.core.roleplay import Choice, Gate, Log, Scene, Turn, offered, read_log, replay, score, start, step
from cxcourse.errors import AnswerError
from tests.core.scenes import SCENES

TASTER = SCENES["m01-taster"]


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([("n2", "keep-alive")], "step 1 of this run cannot be: it speaks at 'n2', but the conversation stands at n1"),
        ([("n1", "keep-alive")], "step 1 of this run cannot be: at n1 nothing called 'keep-alive' is offered"),
        (
            [("n1", "name-it"), ("n2", "esim"), ("g1", "yes")],
            "step 3 of this run cannot be: the contact was over after",
        ),
        ([("n1", "name-it"), ("end-good", "")], "step 2 of this run cannot be: it speaks at 'end-good'"),
        ([("n1", "name-it", "n2")], "step 1 of this run cannot be: expected a node and a choice"),
        ([("n1", ["name-it"])], "step 1 of this run cannot be: expected a node and a choice"),
        ([("n1", "name-it")] * 50, "step 25 of this run cannot be: a run of m01-taster has at most 24 steps"),
    ],
)
def test_an_impossible_step_is_refused_by_its_number(steps: list[Any], told: str) -> None:
    with pytest.raises(AnswerError) as error:
        score(TASTER, read_log(TASTER, {"seed": 0, "steps": steps}))
    assert told in str(error.value)


@pytest.mark.parametrize("other", [{"scene": "m05-third-promise"}, {"version": 2}, {"scene": None}, {"version": "1"}])
def test_a_log_of_another_scene_or_version_is_refused(other: dict[str, Any]) -> None:
    with pytest.raises(AnswerError, match="the scene here is m01-taster, version 1"):
        replay(TASTER, read_log(TASTER, {"steps": []} | other))


def test_what_is_added_to_a_log_does_not_count() -> None:
    raw = {"seed": 0, "steps": [["n1", "calm"]], "ratio": 1, "state": {"trust": 100}, "end": "resolved", "score": 9}
    run = score(TASTER, read_log(TASTER, raw))
    assert (run.ratio, run.state, run.end) == (0.0, {"trust": 28}, None)


def legal(of: Scene, seed: int, steps: list[Any]) -> bool:
    """Whether a scene without conditions and loops can be played like this: worked out in another way, from the graph."""
    state, at = dict(start(of, seed).state), of.start
    for pair in steps:
        node = of.by_id[at]
        if not (isinstance(node, Turn) and isinstance(pair, list | tuple) and len(pair) == 2 and pair[0] == at):
            return False
        found: list[Choice] = [c for c in node.choices if c.id == pair[1]]
        if not found:
            return False
        for name, change in found[0].effects.items():
            state[name] += change
        state["trust"] = min(100, max(0, state["trust"]))
        at = found[0].to
        while isinstance(gate := of.by_id[at], Gate):
            at = gate.yes if state[gate.gate.state or ""] >= (gate.gate.ge or 0) else gate.no
    return True


NODES = sorted({node.id for of in SCENES.values() for node in of.nodes})
CHOICES = sorted({c.id for of in SCENES.values() for n in of.nodes if isinstance(n, Turn) for c in n.choices})
JUNK = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=6)
STEP = some.tuples(some.sampled_from(NODES), some.sampled_from(CHOICES)).map(list)


@some.composite
def forged(draw_from: some.DrawFn) -> tuple[Scene, Any]:
    """A real run with a few of its steps changed, dropped, doubled, swapped or replaced by anything at all."""
    of = draw_from(some.sampled_from([SCENES[name] for name in ("m01-taster", "m05-third-promise", "m05-a1")]))
    seed = draw_from(some.integers(0, 5))
    play = start(of, seed)
    while not play.ended:
        play = step(play, draw_from(some.sampled_from(sorted(c.id for c in offered(play)))))
    steps: list[Any] = [list(pair) for pair in play.steps]
    for _ in range(draw_from(some.integers(0, 3))):
        place = draw_from(some.integers(0, len(steps)))
        change = draw_from(some.sampled_from(["put", "drop", "swap", "double", "junk", "choice"]))
        if change == "put":
            steps.insert(place, draw_from(STEP))
        elif change == "junk":
            steps.insert(place, draw_from(JUNK | some.lists(JUNK, max_size=3)))
        elif steps and (inside := place % len(steps)) is not None:
            if change == "drop":
                del steps[inside:]
            elif change == "swap":
                steps[0], steps[inside] = steps[inside], steps[0]
            elif change == "double":
                steps.insert(inside, steps[inside])
            elif isinstance(steps[inside], list) and len(steps[inside]) == 2:
                steps[inside] = [steps[inside][0], draw_from(some.sampled_from(CHOICES))]
    raw: Any = {"seed": seed, "steps": steps, "score": 99}
    return of, draw_from(some.sampled_from([raw, raw, raw, raw, steps, {"seed": "0", "steps": steps}]))


@settings(
    max_examples=1000, deadline=None
)  # takes seconds: marks hang on this, and most forgeries end at their first step
@given(forged())
def test_a_forged_log_is_refused_or_scored_as_what_it_is(case: tuple[Scene, Any]) -> None:
    of, raw = case
    try:
        log = read_log(of, raw)
        run = score(of, log)
    except AnswerError as error:
        assert str(error)
        steps = raw["steps"] if isinstance(raw, dict) else None
        assert steps is None or not isinstance(raw["seed"], int) or not legal(of, raw["seed"], steps)
        return
    assert legal(of, log.seed, list(log.steps))
    assert [turn.choice for turn in run.turns] == [choice for _, choice in log.steps]
    assert run.ratio is None or 0.0 <= run.ratio <= 1.0


@settings(max_examples=300, deadline=None)
@given(some.recursive(JUNK, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(
    some.sampled_from(["seed", "steps", "scene", "version"]), inner, max_size=4)))  # fmt: skip
def test_whatever_lies_on_disk_is_read_or_refused_in_words(raw: Any) -> None:
    try:
        replay(TASTER, read_log(TASTER, raw))
    except AnswerError as error:
        assert str(error)


def test_a_log_made_by_code_is_looked_at_too() -> None:
    with pytest.raises(AnswerError, match="step 1 of this run cannot be"):
        replay(TASTER, Log(scene=TASTER.id, version=1, seed=0, steps=("n1",)))  # type: ignore[arg-type]
