"""After a role play: points, techniques, others to compare with, the drawing, and the conversation to take away."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cxcourse.content.datasets import load_dataset
from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import Choice, End, Scene, Turn, all_paths, offered, score, start, step
from cxcourse.core.roleplay.play import log_of
from cxcourse.errors import AnswerError, DataError
from cxcourse.widgets.base import static_record
from cxcourse.widgets.role_cohort import cohort_rows
from cxcourse.widgets.role_map import drawn_map
from cxcourse.widgets.role_play import RolePlay
from tests.widgets.calls import LONG, TASTER, letter, play_out


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


def test_what_counted_is_told_in_words_of_the_scene() -> None:
    play = play_out(RolePlay("m05-repair-replace-or-neither"))
    told = f"needs you found out and met (a good end takes four or more): {play._now.state['needs']}"
    assert told in play.debrief()
    play.handle({"kind": "debrief"})
    shown = play.view["debrief"]["state"]
    assert [f"{s['name']}: {s['value']}" for s in shown] == [told]
    bare = play_out(RolePlay(replace(play._scene, id="own", words={})))
    assert "needs" not in bare.debrief().splitlines()[0], "no key of the state without words for it"


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


def test_a_share_is_of_those_whose_trust_is_known() -> None:
    play = play_out(RolePlay(TASTER, cohort=[{"end": "lost", "trust": 10}, *[{"end": "resolved"}] * 3]))
    told = "4 runs of others: resolved 75 %, partly solved 0 %, lost 25 %."
    assert f"{told} Your trust of 68 is higher than in 100 % of the 1 whose trust is known." in play.debrief()
    play.handle({"kind": "debrief"})
    assert told in play.as_text()
    assert "runs of others" not in RolePlay(TASTER).as_text()


@pytest.mark.parametrize("ten", ["10", " 10.0", np.int64(10), np.float32(10), pd.Series([10])[0]], ids=repr)
@pytest.mark.parametrize("unknown", [None, "", float("nan"), np.float64("nan"), pd.NA, pd.NaT], ids=repr)
def test_trust_counts_however_a_table_holds_it(ten: Any, unknown: Any) -> None:
    rows = cohort_rows([{"end": "lost", "trust": ten}, {"end": "partial", "trust": unknown}], TASTER)
    assert [row["trust"] for row in rows] == [10, None]


@pytest.mark.parametrize("wrong", ["N/A", "-", "10 points", True, np.True_, -1, 101, "inf", [10], 10j], ids=repr)
def test_a_trust_that_is_none_is_told_with_its_row(wrong: Any) -> None:
    rows = [{"end": "lost", "trust": 10}, {"end": "nothing", "trust": "x"}, {"end": "lost", "trust": wrong}]
    with pytest.raises(DataError, match=r"cohort, row 3: found trust .*; expected a number from 0 to 100"):
        RolePlay(TASTER, cohort=rows)


def test_the_logs_of_the_course_can_be_compared_with() -> None:
    play = play_out(RolePlay(LONG, cohort=load_dataset("roleplay_logs")))
    assert "300 runs of others" in play.debrief()
    with pytest.raises(DataError, match=r"cohort, row \d+: found trust"):
        RolePlay(LONG, cohort=load_dataset("roleplay_logs", clean=False))


def test_runs_of_another_scene_are_no_fault_of_their_ends() -> None:
    with pytest.raises(DataError, match=r"no run of m01-taster: 'scene' is None, 'm05-x'\. Give runs of m01-taster"):
        RolePlay(TASTER, cohort=[{"end": "lost", "scene": None}, {"end": "lost", "scene": "m05-x"}])


@pytest.mark.parametrize("row", [{"end": []}, {"end": {}}, {"end": None}, {"end": "lost", "scene": ["x"]}], ids=str)
def test_rows_that_are_no_runs_are_refused_in_words(row: Any) -> None:
    with pytest.raises(DataError, match="no run of m01-taster"):
        RolePlay(TASTER, cohort=[row])


# ---------------------------------------------------------------- the drawing


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


@pytest.mark.parametrize("name", [TASTER, "m05-paying-should-be-easy", "m05-repair-replace-or-neither", LONG])
def test_the_best_road_is_said_of_the_best_replies_alone(name: str) -> None:
    for play in all_paths(load_scene(name))[:: 1 if name == TASTER else 7]:
        told, turns = drawn_map(play)["told"], score(play.scene, log_of(play)).turns
        assert ("follows the best road" in told) == (play.ratio == 1), (told, play.steps)
        better = [n for n, turn in enumerate(turns, start=1) if turn.score < turn.best_score]
        assert not better or f"leaves the best road at turn {better[0]}, where a better reply was on offer" in told


def test_a_way_of_one_turn_has_a_turn() -> None:
    one = step(start(load_scene(TASTER)), "calm")
    assert drawn_map(one)["told"].startswith("Your way has 1 turn. It leaves the best road at turn 1,")


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


def test_a_scene_of_many_ends_is_drawn_with_each_in_a_place_of_its_own() -> None:
    """Nine ends stand in one column: the rows beside the best road are as many as are needed."""
    ends = tuple(End(id=f"e{n}", end="resolved", customer=("Well.",), coach="…") for n in range(9))
    say = [Choice(id=f"c{n}", say=f"reply {n}", score=3 if n == 0 else 1, to=f"e{n}", coach="…") for n in range(9)]
    turn = Turn(id="n1", mood=0, customer=("Well?",), choices=tuple(say))
    wide: Scene = replace(load_scene(TASTER), id="wide", start="n1", nodes=(turn, *ends))
    drawing = drawn_map(play_out(RolePlay(wide))._now)
    assert len({(n["x"], n["y"]) for n in drawing["nodes"]}) == 10
    assert all(0 <= n["y"] <= drawing["rows"] for n in drawing["nodes"])


# ---------------------------------------------------------------- text to take away


def test_a_transcript_to_take_away() -> None:
    play = RolePlay(TASTER, mode="free")
    play.write("=1+1 *and* [more]")
    play.choose("a")
    rows = list(csv.reader(io.StringIO(play.transcript("csv").removeprefix("\ufeff"))))
    assert rows[0] == ["scene", "seed", "turn", "who", "mood", "text", "trust"] and rows[2][5] == "'=1+1 *and* [more]"
    assert "\\*and\\* \\[more\\]" in play.transcript("md") and play.transcript("md").startswith("# The wrong door")
    assert "End: not finished." in play.transcript("txt")
    with pytest.raises(AnswerError, match="txt, md, csv"):
        play.transcript("pdf")


def test_a_spreadsheet_reads_the_signs_and_runs_no_name() -> None:
    of: Scene = replace(load_scene(TASTER), id="own-scene", customer_name="=cmd() Müller")
    told = play_out(RolePlay(of)).transcript("csv")
    assert told.startswith("\ufeffscene,"), "Excel takes a text without the mark for one in its own signs"
    assert {row[3] for row in csv.reader(io.StringIO(told))} == {"who", "'=cmd()", "You"}


def test_a_transcript_tells_what_each_reply_did_to_trust() -> None:
    play = RolePlay(TASTER)
    play.say()
    play.choose(letter(play, best=False))
    trust = [row[6] for row in csv.reader(io.StringIO(play.transcript("csv")))][1:]
    assert trust[0] != trust[1], "the worst reply costs trust"
    for form in ("txt", "md"):
        whole = play.transcript(form).replace("\n  ", " ")  # a long line goes on below, set in
        told = [line for line in whole.splitlines() if "[trust" in line]
        assert len(told) == 1
        assert told[0].endswith(f"[trust {trust[0]} → {trust[1]}]")
        assert "You" in told[0]


def test_a_plain_transcript_fits_a_notebook_and_breaks_no_word() -> None:
    play = play_out(RolePlay(LONG))
    told = play.transcript()
    assert max(map(len, told.splitlines())) <= 88
    words = " ".join(play.transcript("md").replace("*", "").split())
    assert all(said in words for said in told.replace("\n  ", " ").split("\n")[3:-2] if said)


def test_the_record_is_text_and_what_was_typed_is_escaped(saved: Any) -> None:
    play = RolePlay(TASTER, mode="free")
    play.write("<img src=x onerror=alert(1)>")
    play.choose("a")
    record = static_record(TASTER, play.as_text())
    assert "&lt;img" in record and "<img" not in record and "Trust" in record
    assert "has not been answered yet" in RolePlay(LONG).as_text()
    play_out(RolePlay(LONG)).handle({"kind": "debrief"})
    assert "Debrief of run 1: Resolved." in RolePlay(LONG).as_text()


@pytest.mark.parametrize("given", [pd.Series(["lost"], name="end"), {"end": ["lost"]}, "lost", 3])
def test_others_come_as_a_table_and_not_as_a_column_of_it(given: Any) -> None:
    with pytest.raises(DataError, match=rf"column 'end' .*found {type(given).__name__}\. Give the whole table"):
        RolePlay(TASTER, cohort=given)
    assert cohort_rows(pd.DataFrame({"end": ["lost"]}), TASTER) == [{"end": "lost", "trust": None}]
