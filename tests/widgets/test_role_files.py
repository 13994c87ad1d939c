"""A role play on disk, and what a browser or a file of another hand may hold: nothing raises and no run is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import offered
from cxcourse.core.roleplay.chance import LAST_SEED
from cxcourse.widgets.role_play import MOST_RUNS, RolePlay
from cxcourse.widgets.role_run import MOST_LEFT
from tests.core.scenes import circling, said
from tests.widgets.calls import LONG, TASTER, graded, letter, play_out, write_file
from tests.widgets.maps import DEEP

NEST: Any = []
for _ in range(20):
    NEST = [NEST]


def test_everything_comes_back_in_a_new_kernel(saved: Any) -> None:
    play = play_out(RolePlay(TASTER))
    play.restart()
    play.choose("a")
    kept = saved(TASTER)
    assert kept["current"]["steps"] == [["n1", play._now.steps[0][1]]]
    assert set(kept["runs"][0]) <= {"seed", "version", "steps", "mode", "begun"}, "ids only: no score, no state"
    other = RolePlay(TASTER)
    assert other.view | {"ack": 0} == play.view | {"ack": 0, "saved": other.view["saved"]}


def test_what_another_notebook_did_is_picked_up() -> None:
    one, two = RolePlay(TASTER), RolePlay(TASTER)
    one.choose("a")
    two.handle({"kind": "set", "coaching": False})
    assert len(two._now.steps) == 1


def test_runs_of_an_older_scene_are_kept_and_not_used(folder: Path, saved: Any) -> None:
    old = {"seed": 0, "version": 99, "steps": [["n1", "name-it"]]}
    write_file(folder, TASTER, {"runs": [old], "current": old, "shown": 1})
    play = RolePlay(TASTER)
    assert play._runs == [] and play.view["phase"] == "intro"
    play_out(play)
    assert saved(TASTER)["runs"].count(old) >= 1 and len(play._runs) == 1


def test_runs_that_no_longer_fit_are_told_of(folder: Path, saved: Any) -> None:
    play = RolePlay(load_scene(TASTER))
    assert play.view["left_out"] == ""
    play_out(play).restart()
    play_out(play)
    newer = replace(load_scene(TASTER), version=2)
    told = (
        "2 earlier runs do not fit this version of the scene; they are kept in answers/m01-taster.json and not shown."
    )
    after = RolePlay(newer)
    assert after.view["left_out"] == told and told in after.as_text()
    assert after.say().endswith(told) and told not in after.say(), "once"
    assert len(saved(TASTER)["runs"]) == 2 and after._runs == []
    write_file(folder, LONG, {"runs": [{"seed": 0, "steps": [["n1", "no-such"]]}]})
    assert RolePlay(LONG).say().endswith("it is kept in answers/m05-third-promise.json and not shown.")


def test_a_long_way_round_a_loop_is_kept(folder: Path) -> None:
    of = circling(*(said(f"dull-{n}", "g", 0) for n in range(5)))
    play = RolePlay(of)
    for _ in range(15):
        play.handle({"kind": "choose", "place": [c.id != "kind" for c in offered(play._now)].index(True)})
    again = RolePlay(of)
    assert len(again._now.steps) == len(play._now.steps) == 15
    assert [c.id for c in offered(again._now)] == ["kind"], "all else was said three times"


def test_the_oldest_run_gives_way(saved: Any) -> None:
    play = RolePlay(TASTER)
    for _ in range(MOST_RUNS + 3):
        play.new_customer()
        play_out(play)
    assert len(saved(TASTER)["runs"]) == MOST_RUNS and saved(TASTER)["runs"][0]["seed"] == 4


def written(mode: str = "free") -> RolePlay:
    """A run that is going on, with own words at two turns or a sheet."""
    play = RolePlay(LONG, mode=mode)
    play.say()
    if mode == "pair":
        play.note("empathy", "that was us")
    for words in ("Oh no, that was us.", "I mend it now."):
        if mode == "free":
            play.write(words)
        play.choose(letter(play, best=True))
    return play


@pytest.mark.parametrize("leave", [lambda p: p.rewind(1), lambda p: p.restart(), lambda p: p.new_customer()],
                         ids=["rewind", "restart", "new"])  # fmt: skip
def test_what_was_written_in_a_run_that_is_left_stays_in_the_file(saved: Any, leave: Any) -> None:
    told = leave(written())
    assert told.endswith("What was written in the run before is kept in answers/m05-third-promise.json.")
    (left,) = saved(LONG)["left"]
    assert left["own"] == {"1": "Oh no, that was us.", "2": "I mend it now."} and len(left["steps"]) == 2
    told = leave(written("pair"))
    assert [run.get("sheet") for run in saved(LONG)["left"]] == [
        None,
        {"empathy": {"seen": True, "quote": "that was us"}},
    ]
    again = RolePlay(LONG)
    assert "is kept" not in again.say(), "told once"
    assert again._left_out() == "" and again._runs == [], "no run of another version, and none that has ended"
    again.choose("a")
    assert len(saved(LONG)["left"]) == 2


def test_who_goes_back_keeps_the_words_of_the_turns_that_remain(saved: Any) -> None:
    play = written()
    play.rewind(2)
    assert play._run.own == {1: "Oh no, that was us."}
    play.write("I look into it.")
    play.rewind(1)
    play.restart()
    assert [run.get("own") for run in saved(LONG)["left"]] == [
        {"1": "Oh no, that was us.", "2": "I mend it now."}, {"1": "Oh no, that was us."},
    ]  # fmt: skip
    assert saved(LONG)["left"][1]["draft"] == "I look into it."


def test_a_run_in_which_nothing_was_written_is_left_without_a_trace(saved: Any) -> None:
    play = RolePlay(TASTER)
    play.choose("a")
    play.rewind(1)
    play.choose("a")
    play.restart()
    play_out(RolePlay(TASTER, mode="pair")).note("empathy", "that was us")
    RolePlay(TASTER).rewind(1)
    assert "left" not in saved(TASTER) and saved(TASTER)["runs"][0]["sheet"], "a finished run is kept anyway"


def test_the_oldest_run_that_was_left_gives_way(saved: Any) -> None:
    play = RolePlay(TASTER, mode="free")
    for number in range(MOST_LEFT + 2):
        play.say()
        play.write(f"words {number}")
        play.restart()
    assert [run["draft"] for run in saved(TASTER)["left"]] == [f"words {n}" for n in range(2, MOST_LEFT + 2)]


def test_words_said_before_the_first_reply_outlive_a_new_version_of_the_scene(folder: Path, saved: Any) -> None:
    write_file(folder, TASTER, {"current": {"seed": 0, "version": 99, "steps": [], "mode": "free", "draft": "Oh no."}})
    play_out(RolePlay(TASTER))
    assert saved(TASTER)["runs"][0]["draft"] == "Oh no."


def test_a_damaged_file_is_kept_aside(folder: Path) -> None:
    write_file(folder, TASTER, {}).write_text("{", encoding="utf-8")
    assert "kept as m01-taster.kept-1.json" in RolePlay(TASTER).choose("a")


def test_words_that_are_half_written_are_kept_and_go_with_what_was_said(tmp_path: Path) -> None:
    play = RolePlay(TASTER, mode="free")
    play.say()
    play.handle({"kind": "typing", "text": "Oh no, that", "at": 0})
    again = RolePlay(TASTER, mode="free")
    assert again.view["typed"] == "Oh no, that"
    assert again.view["choices"] == [], "nothing was said yet"
    again.handle({"kind": "typing", "text": "late", "at": 3})
    assert again.view["typed"] == "Oh no, that", "words for another turn are not taken"
    again.handle({"kind": "write", "text": "Oh no, that was us.", "at": 0})
    assert (again.view["typed"], again.view["draft"]) == ("", "Oh no, that was us.")


def test_a_widget_for_pairs_takes_no_clock_from_the_file() -> None:
    alone = RolePlay(TASTER)
    alone.handle({"kind": "set", "pressure": True})
    assert RolePlay(TASTER).view["pressure"] is True
    assert RolePlay(TASTER, mode="pair").view["pressure"] is False
    assert RolePlay(TASTER, mode="pair", pressure=True).view["pressure"] is True


def test_after_the_last_customer_there_is_comes_the_first(folder: Path) -> None:
    write_file(folder, TASTER, {"current": {"seed": LAST_SEED, "steps": []}})
    play = RolePlay(TASTER)
    play.new_customer()
    assert play.view["seed"] == 0 and play.view["message"] == ""


# ---------------------------------------------------------------- garbage


GARBAGE = [
    None, 3, "choose", [], {}, {"kind": None}, {"kind": "nonsense"}, {"kind": "_take_new"}, {"kind": "answer", "runs": [DEEP]},
    *({"kind": "choose", "at": 0, "place": p} for p in (None, -1, 7, "a", True, 0.0, DEEP, 10**30)),
    *({"kind": "choose", "at": a, "place": 0} for a in (None, 5, "0", DEEP)),
    *({"kind": "rewind", "turn": t, "from": f} for t in (0, -1, 99, "1", True, None, DEEP) for f in ("now", "shown", DEEP)),
    *({"kind": "show", "run": r} for r in (0, -1, 99, "1", True, None, DEEP)),
    *({"kind": "set", "mode": m, "pressure": m, "coaching": m} for m in ("duel", 1, None, DEEP)),
    *({"kind": "write", "at": 0, "text": t} for t in ("", 3, None, DEEP, "x" * 100_000)),
    *({"kind": "sheet", "technique": t, "quote": t, "seen": t} for t in (None, 3, DEEP, "charm", ["empathy"])),
]  # fmt: skip


@pytest.mark.parametrize("make", [lambda: RolePlay(TASTER), graded], ids=["practice", "graded"])
def test_it_outlives_every_garbage_event(make: Any) -> None:
    play = make()
    play.say()
    for event in GARBAGE:
        play._received(play, event, [])
        assert play._now.steps == () and play._runs == [], event
        assert len(json.dumps(play.view)) < 20_000
    play.choose("a")
    assert play.view["saved"]["state"] == "saved" and len(play._now.steps) == 1


@pytest.mark.parametrize("make", [lambda: RolePlay(TASTER), graded], ids=["practice", "graded"])
def test_a_step_that_nobody_knows_is_told(make: Any) -> None:
    play = make()
    play.handle({"kind": "_take_new"})
    assert play.view["message"].startswith("'_take_new': there is no such step. This role play knows begin, choose")


JUNK = [None, 3, "x", [], {}, [[]], NEST, {"seed": -1, "steps": []}, {"seed": 0, "steps": [["n1", "no-such"]]},
        {"seed": 0, "steps": [["n9", "name-it"]]}, {"steps": "abc"}, {"seed": 0, "steps": [], "own": 3, "sheet": [3]},
        {"seed": True, "steps": []}, {"seed": 0, "steps": [["n1", "name-it"]], "mode": NEST, "own": {"1": 5}}]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
@pytest.mark.parametrize("make", [lambda: RolePlay(TASTER), graded], ids=["practice", "graded"])
def test_no_file_that_looks_right_raises(folder: Path, junk: Any, make: Any) -> None:
    data = {
        "runs": junk, "current": junk, "shown": junk, "settings": junk, "response": junk, "left_out": junk, "left": junk,
    }  # fmt: skip
    for name in (TASTER, "m05-a1"):
        write_file(folder, name, data)
    make().as_text()
    for name in (TASTER, "m05-a1"):
        write_file(folder, name, data | {"runs": [junk], "response": {"runs": [junk]}})
    play = play_out(make())
    assert play.view["saved"]["state"] == "saved" and len(play._runs) == 1
