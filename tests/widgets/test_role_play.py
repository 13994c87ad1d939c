"""The role play through its text twin and the events of a browser: coaching, modes, clock, and what a view may hold."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from cxcourse.content import course_root
from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import Condition, Gate, Scene, Turn, offered
from cxcourse.errors import AnswerError, ContentError
from cxcourse.widgets.role_play import RolePlay
from cxcourse.widgets.role_run import goal
from tests.core.scenes import SCENES, end, said, scene, turn
from tests.widgets.calls import LONG, TASTER, letter, play_out


def test_a_call_by_its_twin_from_the_first_line_to_the_debrief() -> None:
    play = RolePlay(LONG)
    first = play.say()
    assert "Rosa (upset): Don't give me a script" in first and "Trust 30 (goal: 60 or more)" in first
    assert "   a) " in first and "   c) " in first
    told = play.choose(letter(play, best=True))
    assert told.startswith("You: Four days down") and "Coach: You named her facts" in told and "Trust 42" in told
    play_out(play)
    assert play._now.outcome == "resolved"
    debrief = play.debrief()
    assert debrief.startswith("Resolved. Your replies: 100 %") and "It follows the best road." in debrief
    assert "not used" in debrief or "Conflict resolution: 100 %" in debrief


def test_going_back_keeps_the_finished_run_and_says_so() -> None:
    play = play_out(RolePlay(TASTER), best=False)
    again = play.rewind(2)
    assert len(play._now.steps) == 1 and "Ines" in again and len(play._runs) == 1
    play_out(play)
    assert len(play._runs) == 2 and play._runs[1][0].rewound == 1
    play.handle({"kind": "debrief"})
    assert [r["rewound"] for r in play.view["debrief"]["runs"]] == [False, True]
    play.handle({"kind": "rewind", "turn": 1, "from": "shown"})
    assert play.view["phase"] == "talk" and play.view["at"] == 0
    with pytest.raises(AnswerError, match="nothing was said in this run yet"):
        play.rewind(9)


def test_own_words_come_before_the_list() -> None:
    play = RolePlay(TASTER, mode="free")
    assert "play.write" in play.say()
    assert play.view["choices"] == [], "the list is not sent before one's own words are there"
    with pytest.raises(AnswerError, match="own reply first"):
        play.choose("a")
    assert "Which reply is nearest?" in play.write("  Oh no, that was us.  ")
    play.choose("a")
    assert play.view["lines"][1]["own"] == "Oh no, that was us." and play.view["wants"] == "own"
    with pytest.raises(AnswerError, match="Write your reply"):
        play.write("   ")
    alone = RolePlay(LONG)
    with pytest.raises(AnswerError, match=r'mode "free": play\.set\(mode="free"\)'):
        alone.write("Hello")
    assert alone.set(mode="free").startswith("You play in your own words; time pressure off")
    assert "You: Hello" in alone.write("Hello")
    assert "own words): Oh no, that was us." in play.transcript()


def test_a_pair_has_a_hidden_need_and_an_observer() -> None:
    play, alone = RolePlay(TASTER, mode="pair"), RolePlay(LONG)
    assert "confirm the rent" in play.view["about"]["need"] and alone.view["about"]["need"] == ""
    play.note("empathy", "that was us")
    play_out(play)
    play.note("problem_solving")
    assert (
        "observer: seen “that was us”" in play.debrief() and "Problem solving: 100 %; observer: seen" in play.debrief()
    )
    assert RolePlay(TASTER)._runs[0][0].sheet == {"empathy": (True, "that was us"), "problem_solving": (True, "")}
    with pytest.raises(AnswerError, match="no technique 'charm'"):
        play.note("charm")


def test_a_note_tells_what_is_kept_of_it_and_belongs_to_the_run_that_is_looked_at() -> None:
    play = play_out(RolePlay(TASTER, mode="pair"))
    assert play.note("empathy", "x" * 300) == f"Noted: Empathy and understanding, “{'x' * 200}”"
    play.handle({"kind": "debrief"})
    assert play.note("problem_solving") == "Noted: Problem solving"
    assert RolePlay(TASTER)._runs[0][0].sheet.keys() == {"empathy", "problem_solving"}
    assert play._run.sheet == {}, "the next run has a sheet of its own"
    play_out(play, best=False)
    play.handle({"kind": "show", "run": 1})
    play.note("empathy")
    assert [run.sheet.get("empathy") for run, _ in play._runs] == [(True, ""), None]


def test_a_debrief_of_any_run_by_its_number() -> None:
    play = play_out(RolePlay(TASTER))
    play.restart()
    play_out(play, best=False)
    assert play.debrief().startswith("Lost.") and play.debrief(1).startswith("Resolved.")
    assert play.debrief(2) == play.debrief() and play.view["phase"] == "ended", "the browser stays where it is"


def test_a_widget_for_pairs_begins_in_pairs_whatever_was_played_before() -> None:
    play_out(RolePlay(TASTER)).handle({"kind": "debrief"})
    pair = RolePlay(TASTER, mode="pair")
    pair.handle({"kind": "restart"})
    assert pair.view["mode"] == "pair" and pair.view["about"]["need"]
    pair.handle({"kind": "set", "mode": "free"})
    pair.handle({"kind": "new"})
    assert pair.view["mode"] == "free"


def test_what_is_given_is_stronger_than_what_was_saved() -> None:
    RolePlay(TASTER).choose("a")
    again = RolePlay(TASTER, pressure=True, coaching=False, mode="free")
    assert (again.view["pressure"], again.view["coaching"], again.view["mode"]) == (True, False, "free")
    assert "You: Oh" in again.write("Oh"), "in the middle of a call as well"
    plain = RolePlay(TASTER)
    assert (plain.view["pressure"], plain.view["coaching"], plain.view["mode"]) == (True, False, "free"), "now saved"


def test_what_the_learner_changes_is_stronger_than_what_was_given() -> None:
    play = RolePlay(TASTER, pressure=True, coaching=False, mode="free")
    play.say()
    told = play.set(mode="solo", pressure=False, coaching=True)
    assert told == "You play on your own; time pressure off; the coach speaks after each reply."
    RolePlay(TASTER).choose("a")  # the file changes, and is read again
    assert "Coach: " in play.say() and (play.view["pressure"], play.view["mode"]) == (False, "solo")
    play.restart()
    assert (play.view["mode"], play.view["pressure"], play.view["coaching"]) == ("solo", False, True)


def test_what_was_written_stays_when_the_mode_changes() -> None:
    play = RolePlay(TASTER, mode="free")
    play.write("Oh no, that was us.")
    assert play.view["draft"] == "Oh no, that was us."
    for mode in ("free", "pair", "free"):
        play.set(mode=mode)
        assert play.view["draft"] == "Oh no, that was us."
    play.handle({"kind": "choose", "place": 0, "at": 0})
    assert play.view["lines"][1]["own"] == "Oh no, that was us."


def test_the_twin_tells_where_the_call_stands_now() -> None:
    one, two = RolePlay(TASTER), RolePlay(TASTER)
    two.say()
    one.choose("c")
    assert two.say() == one.say() and len(two._now.steps) == 1
    one.rewind(1)
    assert two.as_text() == one.as_text() and two._now.steps == ()
    play_out(one).handle({"kind": "debrief"})
    assert "Ines" in two.rewind(2), "of the run whose debrief is open"
    assert len(two._now.steps) == 1


def test_another_customer_is_another_one_and_always_the_same() -> None:
    play = RolePlay(LONG)
    seen = {play.say()} | {play.new_customer() for _ in range(4)}
    assert len(seen) == 5 and play.view["seed"] == 4
    assert RolePlay(LONG).say() == play.say(), "the same customer after a restart"


def test_the_coach_speaks_when_asked() -> None:
    play = RolePlay(TASTER, coaching=False)
    assert "Coach" not in play.choose("a") and play.coach().startswith("Coach: ")
    assert play.view["last"]["asked"] is True
    play.choose("a")
    assert play.view["last"]["asked"] is False


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: RolePlay("m05-third-promis"), "m05-third-promise"),
        (lambda: RolePlay(3), "scene: found 3; give the id of a scene"),
        (lambda: RolePlay(TASTER, mode="duel"), "no mode 'duel'"),
        (lambda: RolePlay(TASTER).choose("z"), "no reply 'z'; say one of a, b, c"),
        (lambda: RolePlay(TASTER).choose(2), "no reply 2"),
        (lambda: RolePlay(TASTER).debrief(), "play until the contact ends"),
        (
            lambda: play_out(RolePlay(TASTER)).choose("a"),
            "The contact is over: resolved. play.debrief() looks back on it, play.restart()",
        ),
        (lambda: RolePlay(TASTER, pressure="no"), "pressure: found 'no'; give True or False"),
        (lambda: RolePlay(TASTER).set(coaching=1), "coaching: found 1; give True or False"),
        (lambda: RolePlay(TASTER).set(mode="duel"), "no mode 'duel'"),
        (lambda: RolePlay(TASTER).note("empathy", 5), "text in quotes; found 5"),
        (lambda: play_out(RolePlay(TASTER)).debrief(2), "there is no run 2; there are 1, counted from 1"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(wrong: Any, told: str) -> None:
    with pytest.raises((AnswerError, ContentError)) as error:
        wrong()
    assert told in str(error.value)


def test_no_reply_gives_itself_away_before_it_is_chosen() -> None:
    play = RolePlay(LONG, mode="pair", pressure=True)
    play.say()
    for _ in range(6):
        seen = json.dumps(play.view, ensure_ascii=False)
        for choice in offered(play._now):
            assert choice.coach not in seen and f'"{choice.id}"' not in seen
        assert all(set(c) == {"letter", "say"} for c in play.view["choices"]) and '"to"' not in seen
        play.choose(letter(play, best=True))


def test_time_is_what_the_scene_says_and_only_when_wanted() -> None:
    play = RolePlay(LONG)
    play.say()
    assert play.view["seconds"] is None
    play.handle({"kind": "set", "pressure": True})
    assert play.view["seconds"] == 30
    untimed = replace(
        play._scene, nodes=tuple(replace(n, seconds=None) if isinstance(n, Turn) else n for n in play._scene.nodes)
    )
    assert 20 <= RolePlay(untimed, pressure=True).view["seconds"] <= 90, "else time to read"


ENDS = (end("good"), end("warm"), end("mid", "partial"))
FORKS = [  # the forks of a scene, and the trust that a good end asks for
    ([Gate(id="g", gate=Condition(state="trust", ge=60), yes="good", no="mid")], 60),
    ([Gate(id="g", gate=Condition(state="trust", lt=60), yes="mid", no="good")], 60),
    ([Gate(id="g", gate=Condition(state="trust", ge=66), yes="warm", no="h"),
      Gate(id="h", gate=Condition(state="trust", ge=60), yes="good", no="mid")], 60),
    ([Gate(id="g", gate=Condition(state="trust", lt=30), yes="mid", no="h"),
      Gate(id="h", gate=Condition(state="trust", ge=59.5), yes="good", no="mid")], 60),
    ([Gate(id="g", gate=Condition(state="trust", ge=80), yes="h", no="mid"),
      Gate(id="h", gate=Condition(used="empathy"), yes="good", no="mid")], 80),
    ([Gate(id="g", gate=Condition(state="trust", ge=80), yes="mid", no="h"),
      Gate(id="h", gate=Condition(used="empathy"), yes="good", no="mid")], None),
    ([Gate(id="g", gate=Condition(state="trust", lt=20, used="empathy"), yes="mid", no="good")], None),
    ([Gate(id="g", gate=Condition(state="ratio", ge=0.6), yes="good", no="mid")], None),
]  # fmt: skip


@pytest.mark.parametrize(("forks", "bar"), FORKS, ids=range(len(FORKS)))
def test_the_goal_is_the_trust_that_a_good_end_asks_for(forks: list[Gate], bar: int | None) -> None:
    play = RolePlay(scene(turn("a", said("x", "g"), said("y", "mid")), *forks, *ENDS))
    play.say()
    assert play.view["trust"]["goal"] == bar


def test_the_goals_of_the_course() -> None:
    assert [goal(of) for of in SCENES.values()] == [60, 60, 65, 60, 60]


def test_a_second_click_says_nothing_twice() -> None:
    play = RolePlay(TASTER)
    for _ in range(2):
        play.handle({"kind": "choose", "place": 0, "at": 0})
    assert len(play._now.steps) == 1 and play.view["message"] == ""


def test_a_scene_of_your_own_can_be_played() -> None:
    scene: Scene = replace(load_scene(TASTER), id="own-scene", state={}, spread={}, customer_name="")
    with pytest.raises(ContentError):
        load_scene("own-scene")
    play = play_out(RolePlay(scene))
    play.handle({"kind": "debrief"})
    assert play.view["trust"] is None and play.view["debrief"]["trust"]["last"] is None


def test_in_pairs_no_clock_runs_that_was_set_alone() -> None:
    play = RolePlay(TASTER)
    play.handle({"kind": "set", "pressure": True})
    play_out(play).handle({"kind": "restart"})
    assert play.view["pressure"] is True
    play.handle({"kind": "set", "mode": "pair"})
    assert play.view["pressure"] is False
    play.handle({"kind": "set", "pressure": True})  # the two want it
    play_out(play).handle({"kind": "restart"})
    assert play.view["pressure"] is True


def test_after_a_costly_reply_the_customer_does_not_look_calm_anywhere() -> None:
    play = RolePlay("m05-paying-should-be-easy")
    for choice in ("person", "two-things", "accepted"):
        play.choose("abc"[[c.id for c in offered(play._now)].index(choice)])
    assert play._scene.by_id["n7"].mood == 0
    assert (play.view["trust"]["change"], play.view["mood"], play.view["lines"][-1]["mood"]) == (-7, -1, -1)
    assert "Viktor (wary)" in play.transcript()


def test_the_observer_and_the_instructor_read_the_same_markers() -> None:
    guide = (course_root() / "modules/m05_service/instructor.md").read_text(encoding="utf-8")
    plain = guide.translate(str.maketrans("“”’", '""\''))
    play = RolePlay(TASTER, mode="pair")
    play.handle({"kind": "begin"})
    shown = [row["marker"].translate(str.maketrans("“”’", '""\'')) for row in play.view["sheet"]]
    assert len(shown) == 6 and all(marker in plain for marker in shown)
