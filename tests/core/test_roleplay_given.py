"""Role plays from Python: what is no scene, log or seed is refused in words, and every field of a scene is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import (
    Condition,
    Log,
    Scene,
    all_paths,
    faults,
    log_of,
    read_log,
    release,
    replay,
    rewind,
    score,
    start,
    step,
)
from cxcourse.core.roleplay.typed import mistyped
from cxcourse.errors import AnswerError
from tests.core.scenes import RICH, SCENES, end, said, scene, turn

TASTER = load_scene("m01-taster")
NO_LOG: dict[str, Any] = {"seed": 0, "steps": []}


@pytest.mark.parametrize("call", [
    start, faults, all_paths, release, lambda s: replay(s, Log(scene="x", version=1, seed=0)),
    lambda s: score(s, Log(scene="x", version=1, seed=0)), lambda s: read_log(s, NO_LOG),
])  # fmt: skip
def test_what_is_no_scene_is_refused_in_words(call: Callable[[Any], object]) -> None:
    with pytest.raises(AnswerError, match=r"scene: expected a Scene, found 'm01-taster'\. load_scene\('m01-taster'\)"):
        call("m01-taster")
    with pytest.raises(AnswerError, match=r"scene: expected a Scene, found None\. load_scene\(id\)"):
        call(None)


@pytest.mark.parametrize("call", [score, replay])
@pytest.mark.parametrize("log, told", [
    (NO_LOG, r"log: expected a Log, found \{'seed': 0, 'steps': \[\]\}\. read_log\(scene, run\)"),
    (start(TASTER), r"log: expected a Log, found Play\(.*log_of\(play\)"),
    (Log(scene="m01-taster", version=1, seed=0, steps=None), "log: expected steps as pairs"),  # type: ignore[arg-type]
])  # fmt: skip
def test_what_is_no_log_is_refused_in_words(call: Callable[..., object], log: Any, told: str) -> None:
    with pytest.raises(AnswerError, match=told):
        call(TASTER, log)


def test_plain_data_is_read_first() -> None:
    assert score(TASTER, read_log(TASTER, NO_LOG)).turns == ()


def test_numbers_of_numpy_are_numbers() -> None:
    assert start(TASTER, np.int64(3)) == start(TASTER, 3) and type(start(TASTER, np.int64(3)).seed) is int
    play = step(start(TASTER), "name-it")
    assert rewind(play, np.int64(1)) == rewind(play, 1)
    assert log_of(start(TASTER, np.uint8(3))).seed == 3
    for odd in (np.bool_(True), np.float64(3), 3.0, True, "3", np.int64(-1)):
        with pytest.raises(AnswerError, match="a seed is a whole number"):
            start(TASTER, odd)  # type: ignore[arg-type]


# ---------------------------------------------------------------- the fields of a scene


def odd(**choice: Any) -> Scene:
    return scene(turn("a", said("one", "won"), replace(said("two", "won", 1), **choice)), end("won"))


def odd_node(**fields: Any) -> Scene:
    return scene(replace(turn("a", said("one", "won"), said("two", "won", 1)), **fields), end("won"))


@pytest.mark.parametrize("made, told", [
    (scene(*RICH.nodes, channel="fax"), "channel — expected one of phone, chat, desk, found 'fax'."),
    (scene(*RICH.nodes, title=None), "title — expected text, found None."),
    (scene(*RICH.nodes, state={"trust": "5"}), "state — expected a whole number, found '5'."),
    (scene(*RICH.nodes, spread=[3]), "spread — expected a dict, found [3]."),
    (scene(*RICH.nodes, facts="F287"), "facts — expected a tuple, found 'F287'."),
    (scene(*RICH.nodes, version="1"), "version — expected a whole number, found '1'."),
    (scene(*RICH.nodes, outcomes=(3,)), "outcomes — expected text, found 3."),
    (odd_node(mood="x"), "a mood — expected a whole number, found 'x'."),
    (odd_node(seconds=True), "a seconds — expected a whole number, found True."),
    (odd_node(customer="Well?"), "a customer — expected a tuple, found 'Well?'."),
    (odd_node(choices=None), "a choices — expected a tuple of choices, found None."),
    (odd_node(choices=("one",)), "a choices — expected a Choice, found 'one'."),
    (odd(effects={"trust": "5"}), "a/two effects — expected a whole number, found '5'."),
    (odd(techniques=("listenin",)), "a/two techniques — expected one of active_listening, empathy, "),
    (odd(lacks=(["empathy"],)), "a/two lacks — expected one of active_listening, empathy, "),
    (odd(score="3"), "a/two score — expected a whole number, found '3'."),
    (odd(say=None), "a/two say — expected text, found None."),
    (odd(id=2), "a choices — expected text as the id of a choice, found 2."),
    (odd(when="trust"), "a/two when — expected a Condition, found 'trust'."),
    (odd(when=Condition(used="empthy")), "a/two when — used: expected one of active_listening, empathy"),
    (odd(when=Condition(state="trust", ge="60")), "a/two when — ge: expected a number, found '60'."),
    (scene(turn("a", said("one", "won"), said("two", "won", 1)), end("won", "won")), "won end — expected one of resolved, "),
])  # fmt: skip
def test_every_field_of_a_wrong_type_is_told(made: Scene, told: str) -> None:
    (fault,) = faults(made)
    assert str(fault).startswith(told)


def test_a_technique_that_is_nearly_one_is_told_which_was_meant() -> None:
    assert str(faults(odd(techniques=("emphaty",)))[0]).endswith("found 'emphaty'. Did you mean 'empathy'?")


def test_all_of_them_are_told_at_once() -> None:
    assert len(faults(replace(odd(score=None, say=3), channel="fax", title=3))) == 4


@pytest.mark.parametrize("nodes", [None, ("n1",), [end("won")], (replace(end("won"), id=3),)])
def test_nodes_are_nodes(nodes: Any) -> None:
    with pytest.raises(
        ValueError, match=r"nodes as a tuple of Turn, Gate and End, found|each node id as text, found 3"
    ):
        replace(RICH, nodes=nodes)


@pytest.mark.parametrize("name", SCENES)
def test_no_scene_of_the_course_has_such_a_field(name: str) -> None:
    assert list(mistyped(SCENES[name])) == []
