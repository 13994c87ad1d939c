"""Module 5: its cells run, its simulations are there, and what it says about tables and calls is what they hold."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import jupytext
import pandas as pd
import pytest
import yaml

from cxcourse import RolePlay, load_dataset
from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import TECHNIQUES, Log, Turn, score

FOLDER = Path(__file__).resolve().parents[1] / "modules" / "m05_service"
CELLS = [cell for cell in jupytext.read(FOLDER / "m05_service.py").cells if cell.cell_type != "raw"]
INSTRUCTOR = (FOLDER / "instructor.md").read_text(encoding="utf-8")
SCENES = {"m05-repair-replace-or-neither", "m05-paying-should-be-easy", "m05-third-promise"}


@pytest.fixture(scope="module")
def text() -> str:
    return " ".join(" ".join(cell.source for cell in CELLS if cell.cell_type == "markdown").replace("*", "").split())


@pytest.fixture(scope="module")
def logs() -> pd.DataFrame:
    table = load_dataset("roleplay_logs")
    return table.assign(solved=table["end"] == "resolved", facts=table["first_choice"] == "name-facts")


# ---------------------------------------------------------------- the notebook as it runs


def test_every_code_cell_runs_from_top_to_bottom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXCOURSE_ANSWERS", str(tmp_path))
    known: dict[str, object] = {}
    for cell in CELLS:
        if cell.cell_type == "code":
            exec(compile(cell.source, "a cell of module 5", "exec"), known)
    assert {"logs", "call", "lot"} <= set(known)


def test_the_three_simulations_are_placed_once_and_can_be_played(tmp_path: Path, monkeypatch) -> None:
    code = "\n".join(cell.source for cell in CELLS if cell.metadata.get("widget"))
    placed = re.findall(r'RolePlay\("([^"]+)"\)', code)
    assert sorted(placed) == sorted(SCENES)
    own = {yaml.safe_load(p.read_text(encoding="utf-8"))["id"] for p in (FOLDER / "scenes").glob("*.yaml")}
    assert own == SCENES
    monkeypatch.setenv("CXCOURSE_ANSWERS", str(tmp_path))
    for scene in placed:
        call = RolePlay(scene)
        while "The contact is over" not in call.choose("a"):
            pass
        assert "Turn 1." in call.debrief()


def test_the_log_cell_prints_the_call_that_was_played(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("CXCOURSE_ANSWERS", str(tmp_path))
    played = RolePlay("m05-paying-should-be-easy")
    played.choose("a")
    cell = next(c.source for c in CELLS if c.cell_type == "code" and "transcript" in c.source)
    exec(cell, {"RolePlay": RolePlay})
    told = " ".join(capsys.readouterr().out.split())
    assert any(c.say in told for c in load_scene("m05-paying-should-be-easy").nodes[0].choices)


def scripts() -> str:
    """Return all that the role play says in the browser."""
    static = Path(__file__).resolve().parents[1] / "cxcourse/widgets/static"
    return "".join(path.read_text(encoding="utf-8") for path in sorted(static.glob("role_*.js")))


def test_buttons_that_the_text_names_are_on_the_widget(text: str) -> None:
    script = scripts()
    for label in (
        "On my own", "In my own words", "In pairs", "See the debrief", "Play again", "Observer's sheet",
        "Customer's player: hold to read your card",
    ):  # fmt: skip
        assert f'"{label}"'.replace("'", "’") in script and label in text
    assert "In your own words" not in text


def test_the_mode_of_the_swap_is_named_as_the_widget_names_it(text: str) -> None:
    script = scripts()
    told = re.search(r"ROLE_MODES = (\[.*?\]);", script, re.S)
    assert told and {label for _, label in ast.literal_eval(told[1])} == {"On my own", "In my own words", "In pairs"}


# ---------------------------------------------------------------- six techniques, each with its four things


def test_each_technique_has_markers_counterfeit_four_lines_and_a_swap() -> None:
    sections = {}
    for cell in CELLS:
        if found := re.match(r"### (.+)", cell.source):
            sections[found[1]] = cell.source
    for name in TECHNIQUES.values():
        source = next(text for title, text in sections.items() if title.startswith(name))
        assert all(f"**{part}" in source for part in ("Markers:", "Counterfeit:", "Four lines", "Swap.")), name
        speakers = re.findall(r"^- \*([A-Z][A-Za-z ]+):\*", source, re.M)
        assert len(speakers) == 4 and all(a != b for a, b in pairwise(speakers)), name
        assert set(speakers) == {"Mr Petrov", "Noor"}


def test_checkpoints_are_questions_or_calls_or_writing() -> None:
    for cell in CELLS:
        if cell.metadata.get("checkpoint"):
            asked = cell.metadata.get("widget") or {"try", "reflect", "pair"} & set(cell.metadata.get("tags", []))
            assert asked, cell.source[:60]


# ---------------------------------------------------------------- figures


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def test_first_replies_and_ends(text: str, logs: pd.DataFrame) -> None:
    well, other = logs[logs["facts"]], logs[~logs["facts"]]
    assert f"Of the {len(well)} calls that begin with her facts, {well['solved'].sum()} are resolved" in text
    assert f"{_percent(well['solved'].mean())}. Of the other {len(other)} it is {other['solved'].sum()}, or" in text
    assert f"or {_percent(other['solved'].mean())}." in text
    lost = logs[logs["end"] == "lost"]
    assert not lost["facts"].any() and f"all {len(lost)} lost calls began in another way" in text
    words = len(next(c.say for c in load_scene("m05-third-promise").nodes[0].choices if c.id == "name-facts").split())
    assert f"So one reply of {words} words tells us a lot" in text


def test_the_chart_in_words(text: str, logs: pd.DataFrame) -> None:
    half = logs.groupby("first_choice")["trust"].median()
    assert f"end with trust of {half['name-facts']:.0f} or more" in text
    assert (
        f"the middle call ends at {half['account']:.0f}, and after asking her to speak lower at {half['voice']:.0f}"
        in text
    )
    drawn = next(cell.source for cell in CELLS if "mark_bar" in cell.source)
    assert "name-facts mostly 90 or more, the others mostly under 30" in drawn
    assert (logs[logs["facts"]]["trust"] >= 90).mean() > 0.5
    assert all((rows["trust"] < 30).mean() > 0.5 for _, rows in logs[~logs["facts"]].groupby("first_choice"))


def test_who_plays_explains_much_of_it(text: str, logs: pd.DataFrame) -> None:
    groups = logs.groupby(["player", "first_choice"])["solved"].agg(["size", "sum"])
    assert tuple(groups.loc[("careful", "account")]) == (9, 9) and "All 9 careful players" in text
    assert tuple(groups.loc[("hasty", "name-facts")]) == (10, 0) and "None of the 10 hasty ones" in text
    careful = (logs[logs["facts"]]["player"] == "careful").mean()
    assert f"{_percent(careful)} are played by the careful" in text


def test_among_random_players_the_first_reply_still_counts(text: str, logs: pd.DataFrame) -> None:
    lot = logs[logs["player"] == "random"]
    well, other = lot[lot["facts"]], lot[~lot["facts"]]
    said = f"{well['solved'].sum()} of {len(well)} calls are resolved, at a mean trust of {well['trust'].mean():.0f}"
    assert said in text
    assert f"it is {other['solved'].sum()} of {len(other)}, at {other['trust'].mean():.0f}" in text


def test_the_other_moments(text: str, logs: pd.DataFrame) -> None:
    lot, gaps = logs[logs["player"] == "random"], {}
    for turn in ("n1", "n6", "n7", "n8", "n10"):
        means = lot.groupby(lot["path"].str.extract(f"{turn}:(\\S+)")[0])["trust"].agg(["size", "mean"])
        gaps[turn] = means["mean"].max() - means["mean"].min()
        if turn == "n6":
            ours, notes = means.loc["our-side"], means.loc["notes"]
        if turn == "n7":  # the slot with a bridge, against each of the two others
            gaps[turn] = means["mean"].max() - means["mean"].median()
    assert f"(`our-side`) end at {ours['mean']:.1f}, and those" in text
    assert f"(`notes`) at {notes['mean']:.1f}" in text and f"{notes['size']:.0f} and {ours['size']:.0f} calls" in text
    assert abs(gaps["n6"] - gaps["n1"]) < 3, "about as wide as the one at the start"
    told = f"At `n7` it is about {gaps['n7']:.0f} points, at `n8` {gaps['n8']:.0f}, and at `n10` {gaps['n10']:.0f}."
    assert told in text
    assert gaps["n7"] < gaps["n6"]


def test_callers_lost_on_the_way_as_in_module_4(text: str) -> None:
    calls = load_dataset("contact_calls")
    passed = calls[(calls["line"] == "support") & calls["transferred"]]
    lost = passed.groupby("agent_trained")["end"].apply(lambda end: (end != "handled").mean())
    assert (
        f"lose {100 * lost[False]:.1f} % of the support callers they pass on. The trained lose {100 * lost[True]:.1f} %"
        in text
    )


def test_a_short_name_of_the_table_is_a_reply_of_the_scene(logs: pd.DataFrame) -> None:
    scene = load_scene("m05-third-promise")
    offered = {(node.id, choice.id) for node in scene.nodes if isinstance(node, Turn) for choice in node.choices}
    for path, seed, ratio, end in logs[["path", "seed", "ratio", "end"]].head(40).itertuples(index=False):
        steps = tuple(tuple(step.split(":")) for step in path.split())
        assert set(steps) <= offered
        found = score(scene, Log(scene=scene.id, version=scene.version, seed=seed, steps=steps))
        assert (found.end, round(found.ratio, 3)) == (end, ratio)


def test_the_instructor_reads_the_same_figures(logs: pd.DataFrame) -> None:
    told = " ".join(INSTRUCTOR.split())
    for first, rows in logs.groupby("first_choice"):
        share = f"{rows['solved'].sum()} of {len(rows)} ({_percent(rows['solved'].mean())})"
        assert f"| `{first}` | {share} | {rows['trust'].median():.0f} |" in told


def test_the_instructor_plans_the_minutes_of_the_module() -> None:
    rows = re.findall(r"^\| [^|]+ \| (\d+) \| (\d+) \|", INSTRUCTOR, re.M)
    full, short = (sum(int(minutes) for minutes in column) for column in zip(*rows, strict=True))
    assert f"Full ({full} min) | Short ({short} min)" in INSTRUCTOR
    assert full == sum(cell.metadata.get("minutes", 0) for cell in CELLS)


def test_the_instructor_tells_the_best_paths_as_the_scenes_do() -> None:
    perfect = {name: load_scene(name).paths["perfect"] for name in SCENES}
    assert {name for name, count in perfect.items() if count == 2} == {"m05-third-promise"}
    assert sorted(perfect.values()) == [1, 1, 2] and "*The third promise* has two" in INSTRUCTOR
    for name in SCENES:
        card = load_scene(name).paths
        assert card["partial"] > card["paths"] / 2, "most paths end partly solved"
