"""The role play through its text twin and the events of a browser: coaching, runs, files, and what a view may hold."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import End, Scene, Turn, offered, release, score
from cxcourse.core.roleplay.play import log_of
from cxcourse.errors import AnswerError, ContentError, DataError
from cxcourse.widgets.base import static_record
from cxcourse.widgets.role_graded import GradedRolePlay
from cxcourse.widgets.role_map import drawn_map
from cxcourse.widgets.role_play import MOST_RUNS, RolePlay

TASTER, LONG = "m01-taster", "m05-third-promise"
DEEP: Any = []
for _ in range(3000):
    DEEP = [DEEP]
NEST: Any = []
for _ in range(20):
    NEST = [NEST]


def graded(runs: int = 3) -> GradedRolePlay:
    return GradedRolePlay("m05-a1", 12, "A call that counts", "Take the call.", release(load_scene(LONG)), runs)


def letter(play: RolePlay, best: bool) -> str:
    """The letter of the best or the worst reply that is offered now, by the scene with its scores."""
    scene = load_scene(LONG) if isinstance(play, GradedRolePlay) else play._scene
    scored = {c.id: c.score for n in scene.nodes if isinstance(n, Turn) for c in n.choices}
    worth = [scored[c.id] for c in offered(play._now)]
    return "abcdef"[worth.index(max(worth) if best else min(worth))]


def play_out(play: RolePlay, best: bool = True) -> RolePlay:
    play.say()
    while not play._now.ended:
        play.choose(letter(play, best))
    return play


def write_file(folder: Path, name: str, data: dict[str, Any]) -> Path:
    (folder / "answers").mkdir(exist_ok=True)
    path = folder / "answers" / f"{name}.json"
    path.write_text(json.dumps({"schema": 1, "id": name, "kind": "role-play", "data": data}), encoding="utf-8")
    return path


# ---------------------------------------------------------------- the text twin


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


def test_the_points_are_those_of_the_core() -> None:
    play = play_out(RolePlay(LONG), best=False)
    found = score(play._scene, log_of(play._now))
    play.handle({"kind": "debrief"})
    shown = play.view["debrief"]
    assert (shown["points"], shown["best_points"]) == (found.points, found.best_points)
    assert [t["score"] for t in shown["turns"]] == [t.score for t in found.turns]
    by_name = {t["id"]: t["mean"] for t in shown["techniques"]}
    assert {t: None if m is None else round(100 * m) for t, m in found.techniques.items()} == by_name
    assert None in by_name.values(), "not used is not 0"


def test_a_lost_end_and_what_was_missed() -> None:
    play = RolePlay(TASTER)
    play.say()
    while not play._now.ended:
        play.choose(letter(play, best=False))
    assert play._now.outcome == "lost"
    assert play.debrief().startswith("Lost.") and "missed 2" in play.debrief()


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
    with pytest.raises(AnswerError, match="no turn 9"):
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
    with pytest.raises(AnswerError, match='mode "free"'):
        RolePlay(LONG).write("Hello")
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


def test_a_widget_for_pairs_begins_in_pairs_whatever_was_played_before() -> None:
    play_out(RolePlay(TASTER)).handle({"kind": "debrief"})
    pair = RolePlay(TASTER, mode="pair")
    pair.handle({"kind": "restart"})
    assert pair.view["mode"] == "pair" and pair.view["about"]["need"]
    pair.handle({"kind": "set", "mode": "free"})
    pair.handle({"kind": "new"})
    assert pair.view["mode"] == "free"


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


def test_a_transcript_to_take_away() -> None:
    play = RolePlay(TASTER, mode="free")
    play.write("=1+1 *and* [more]")
    play.choose("a")
    rows = list(csv.reader(io.StringIO(play.transcript("csv"))))
    assert rows[0] == ["scene", "seed", "turn", "who", "mood", "text", "trust"] and rows[2][5] == "'=1+1 *and* [more]"
    assert "\\*and\\* \\[more\\]" in play.transcript("md") and play.transcript("md").startswith("# The wrong door")
    assert "End: not finished." in play.transcript("txt")
    with pytest.raises(AnswerError, match="txt, md, csv"):
        play.transcript("pdf")


def test_others_to_compare_with() -> None:
    rows = [
        {"scene": TASTER, "end": e, "trust": t}
        for e, t in (("resolved", 90), ("partial", 50), ("lost", 10), ("lost", 5))
    ]
    play = play_out(RolePlay(TASTER, cohort=[*rows, {"scene": "other", "end": "lost", "trust": 1}]))
    play.handle({"kind": "debrief"})
    shown = play.view["debrief"]["cohort"]
    assert shown["ends"] == {"resolved": 1, "partial": 1, "lost": 2} and "higher than in 75 %" in shown["told"]
    with pytest.raises(DataError, match="no run of m01-taster"):
        RolePlay(TASTER, cohort=[{"end": "won"}])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda: RolePlay("m05-third-promis"), "m05-third-promise"),
        (lambda: RolePlay(TASTER, mode="duel"), "no mode 'duel'"),
        (lambda: RolePlay(TASTER).choose("z"), "no reply 'z'; say one of a, b, c"),
        (lambda: RolePlay(TASTER).choose(2), "no reply 2"),
        (lambda: RolePlay(TASTER).debrief(), "play until the contact ends"),
        (lambda: play_out(RolePlay(TASTER)).choose("a"), "the contact is over"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(wrong: Any, told: str) -> None:
    with pytest.raises((AnswerError, ContentError)) as error:
        wrong()
    assert told in str(error.value)


# ---------------------------------------------------------------- what a browser sees


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


def test_a_second_click_says_nothing_twice() -> None:
    play = RolePlay(TASTER)
    for _ in range(2):
        play.handle({"kind": "choose", "place": 0, "at": 0})
    assert len(play._now.steps) == 1 and play.view["message"] == ""


@pytest.mark.parametrize("scene", [TASTER, LONG])
@pytest.mark.parametrize("best", [True, False])
def test_the_drawing_holds_the_way_and_the_best_road(scene: str, best: bool) -> None:
    play = play_out(RolePlay(scene), best)
    drawing = drawn_map(play._now)
    nodes = {n["id"]: n for n in drawing["nodes"]}
    assert set(nodes) == {n.id for n in play._scene.nodes}
    assert len({(n["x"], n["y"]) for n in nodes.values()}) == len(nodes), "no two nodes on one place"
    assert all(0 <= n["x"] <= drawing["columns"] and 0 <= n["y"] <= drawing["rows"] for n in nodes.values())
    taken = [(e["from"], e["to"]) for e in drawing["edges"] if e["taken"]]
    assert all(nodes[a]["x"] < nodes[b]["x"] for a, b in taken)
    assert {b for _, b in taken} >= {play._now.node.id} and nodes[play._now.node.id]["visited"] is not None
    good = {e["to"] for e in drawing["edges"] if e["best"]}
    assert any(isinstance(n, End) and n.end == "resolved" and n.id in good for n in play._scene.nodes)


# ---------------------------------------------------------------- files


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


def test_the_oldest_run_gives_way(saved: Any) -> None:
    play = RolePlay(TASTER)
    for _ in range(MOST_RUNS + 3):
        play.new_customer()
        play_out(play)
    assert len(saved(TASTER)["runs"]) == MOST_RUNS and saved(TASTER)["runs"][0]["seed"] == 4


def test_a_damaged_file_is_kept_aside(folder: Path) -> None:
    write_file(folder, TASTER, {}).write_text("{", encoding="utf-8")
    assert "kept as m01-taster.kept-1.json" in RolePlay(TASTER).choose("a")


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


JUNK = [None, 3, "x", [], {}, [[]], NEST, {"seed": -1, "steps": []}, {"seed": 0, "steps": [["n1", "no-such"]]},
        {"seed": 0, "steps": [["n9", "name-it"]]}, {"steps": "abc"}, {"seed": 0, "steps": [], "own": 3, "sheet": [3]},
        {"seed": True, "steps": []}, {"seed": 0, "steps": [["n1", "name-it"]], "mode": NEST, "own": {"1": 5}}]  # fmt: skip


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
@pytest.mark.parametrize("make", [lambda: RolePlay(TASTER), graded], ids=["practice", "graded"])
def test_no_file_that_looks_right_raises(folder: Path, junk: Any, make: Any) -> None:
    data = {"runs": junk, "current": junk, "shown": junk, "settings": junk, "response": junk, "left_out": junk}
    for name in (TASTER, "m05-a1"):
        write_file(folder, name, data)
    make().as_text()
    for name in (TASTER, "m05-a1"):
        write_file(folder, name, data | {"runs": [junk], "response": {"runs": [junk]}})
    play = play_out(make())
    assert play.view["saved"]["state"] == "saved" and len(play._runs) == 1


# ---------------------------------------------------------------- the graded form


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
    for number in (1, 2, 3):
        play_out(play, best=number == 2)
        assert f"{', '.join('123'[:number])} of 3" in play.as_text()
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
    with pytest.raises(AnswerError, match="marked after you hand in"):
        play.debrief()


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


# ---------------------------------------------------------------- the record


def test_the_record_is_text_and_what_was_typed_is_escaped(saved: Any) -> None:
    play = RolePlay(TASTER, mode="free")
    play.write("<img src=x onerror=alert(1)>")
    play.choose("a")
    record = static_record(TASTER, play.as_text())
    assert "&lt;img" in record and "<img" not in record and "Trust" in record
    assert "has not been answered yet" in RolePlay(LONG).as_text()
    play_out(RolePlay(LONG)).handle({"kind": "debrief"})
    assert "Debrief of run 1: Resolved." in RolePlay(LONG).as_text()


def test_a_scene_of_your_own_can_be_played() -> None:
    scene: Scene = replace(load_scene(TASTER), id="own-scene", state={}, spread={}, customer_name="")
    with pytest.raises(ContentError):
        load_scene("own-scene")
    play = play_out(RolePlay(scene))
    play.handle({"kind": "debrief"})
    assert play.view["trust"] is None and play.view["debrief"]["trust"]["last"] is None


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


def test_a_transcript_tells_what_each_reply_did_to_trust() -> None:
    play = RolePlay(TASTER)
    play.say()
    play.choose(letter(play, best=False))
    trust = [row[6] for row in csv.reader(io.StringIO(play.transcript("csv")))][1:]
    assert trust[0] != trust[1], "the worst reply costs trust"
    for form in ("txt", "md"):
        told = [line for line in play.transcript(form).splitlines() if "[trust" in line]
        assert len(told) == 1
        assert told[0].endswith(f"[trust {trust[0]} → {trust[1]}]")
        assert "You" in told[0]


def test_your_way_goes_through_the_forks_that_the_run_met() -> None:
    play = RolePlay("m05-repair-replace-or-neither")
    for choice in ("model-age", "hard-to-say", "not-allowed", "eleven", "intuitive"):
        play.choose("abc"[[c.id for c in offered(play._now)].index(choice)])
    assert play._now.gates == (("g1", False),)
    drawing = drawn_map(play._now)
    taken = {(e["from"], e["to"]) for e in drawing["edges"] if e["taken"]}
    assert ("g1", "end-mid") in taken
    assert not {edge for edge in taken if "g2" in edge}
    assert next(n for n in drawing["nodes"] if n["id"] == "g2")["visited"] is None


def test_what_counted_is_told_in_words_of_the_scene() -> None:
    play = play_out(RolePlay("m05-repair-replace-or-neither"))
    told = f"needs you found out and met (a good end takes four or more): {play._now.state['needs']}"
    assert told in play.debrief()
    play.handle({"kind": "debrief"})
    shown = play.view["debrief"]["state"]
    assert [f"{s['name']}: {s['value']}" for s in shown] == [told]
    bare = play_out(RolePlay(replace(play._scene, id="own", words={})))
    assert "needs" not in bare.debrief().splitlines()[0], "no key of the state without words for it"


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


def test_a_widget_for_pairs_takes_no_clock_from_the_file() -> None:
    alone = RolePlay(TASTER)
    alone.handle({"kind": "set", "pressure": True})
    assert RolePlay(TASTER).view["pressure"] is True
    assert RolePlay(TASTER, mode="pair").view["pressure"] is False
    assert RolePlay(TASTER, mode="pair", pressure=True).view["pressure"] is True


def test_after_a_costly_reply_the_customer_does_not_look_calm_anywhere() -> None:
    play = RolePlay("m05-paying-should-be-easy")
    for choice in ("person", "two-things", "accepted"):
        play.choose("abc"[[c.id for c in offered(play._now)].index(choice)])
    assert play._scene.by_id["n7"].mood == 0
    assert (play.view["trust"]["change"], play.view["mood"], play.view["lines"][-1]["mood"]) == (-7, -1, -1)
    assert "Viktor (wary)" in play.transcript()
