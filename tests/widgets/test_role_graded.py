"""A role play that counts: no key in any view, up to three runs, and none of them taken on trust."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import End, Turn
from cxcourse.errors import AnswerError
from cxcourse.widgets.role_play import RolePlay
from tests.widgets.calls import LONG, graded, play_out


def test_a_graded_view_holds_no_key_in_any_phase() -> None:
    play, whole = graded(), load_scene(LONG)
    secret = [c.coach for n in whole.nodes if isinstance(n, Turn) for c in n.choices]
    secret += [n.coach for n in whole.nodes if isinstance(n, End)] + [
        '"coach',
        '"score',
        '"technique',
        "active_listening",
        '"ratio',
    ]
    seen = [json.dumps(play.view, ensure_ascii=False)]
    play.say()
    while not play._now.ended:
        seen.append(json.dumps(play.view, ensure_ascii=False))
        play.choose("a")
    seen += [json.dumps(play.view, ensure_ascii=False), play.as_text(), play.transcript("csv")]
    assert [word for word in secret for text in seen if word in text] == []


def test_up_to_three_runs_are_kept_and_it_says_which(saved: Any) -> None:
    play = graded()
    assert "Nothing is kept yet" in play.as_text() and saved("m05-a1") is None
    play.choose("a")
    assert saved("m05-a1")["response"] is None, "a run that has not ended is not handed in"
    with pytest.raises(AnswerError, match="played to its end"):
        play.restart()
    for number, kept in enumerate(("run 1 of 3", "runs 1 and 2 of 3", "runs 1 to 3 of 3"), start=1):
        play_out(play, best=number == 2)
        assert f"Kept: {kept}" in play.as_text()
        if number < 3:
            play.restart()
    with pytest.raises(AnswerError, match="no more can be played"):
        play.restart()
    runs = saved("m05-a1")["response"]["runs"]
    assert len(runs) == 3 and all(set(run) == {"seed", "steps"} for run in runs)
    again = graded()
    assert again.view["kept"] == play.view["kept"] and again.view["phase"] == "ended"
    for kind in ("rewind", "new", "debrief", "write", "coach", "set", "show", "sheet"):
        again.handle({"kind": kind, "turn": 1, "mode": "pair", "run": 1})
        assert again.view["phase"] == "ended" and again.view["mode"] == "solo" and len(again._runs) == 3
    for refused in (play.debrief, lambda: play.debrief(1), lambda: play.set(mode="pair"), lambda: play.note("empathy")):
        with pytest.raises(AnswerError, match="marked after you hand in"):
            refused()


def test_an_answer_in_code_is_replayed(saved: Any) -> None:
    log = [list(pair) for pair in play_out(RolePlay(LONG))._now.steps]
    play = graded()
    assert play.answer({"runs": [{"seed": 0, "steps": log}]}).startswith("Kept: run 1 of 3")
    assert saved("m05-a1")["response"] == {"runs": [{"seed": 0, "steps": log}]}
    with pytest.raises(AnswerError, match="step 2 of this run cannot be"):
        play.answer({"runs": [{"seed": 0, "steps": [log[0], log[0]]}]})
    with pytest.raises(AnswerError, match="stops before the contact ends"):
        play.answer({"runs": [{"seed": 0, "steps": log[:2]}]})
    with pytest.raises(AnswerError, match="up to 3 runs"):
        play.answer({"runs": [{}] * 4})


@pytest.mark.parametrize("runs", [[], None, {}, "runs", [{}] * 4, [None], [{"seed": 0, "steps": []}]], ids=str)
def test_an_answer_that_is_none_takes_no_run_away(saved: Any, runs: Any) -> None:
    play = play_out(graded())
    kept = saved("m05-a1")["response"]
    play._received(play, {"kind": "answer", "runs": runs}, [])
    assert play.view["message"] and saved("m05-a1")["response"] == kept
    with pytest.raises(AnswerError):
        play.answer({"runs": runs})
    with pytest.raises(AnswerError, match=r"hand in \{'runs'"):
        play.answer(runs if not isinstance(runs, dict) else [runs])
    assert saved("m05-a1")["response"] == kept and len(play._runs) == 1
