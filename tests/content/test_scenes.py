"""Scene files: read by id, every fault with its line, and what counts stays with the keys."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from cxcourse.content import course_root
from cxcourse.content.scenes import SceneText, fault_lines, load_scene, read_scene, scene_data, scene_files, scene_names
from cxcourse.core.roleplay import End, Gate, Turn, faults, release
from cxcourse.errors import ContentError
from tests.core.scenes import GRADED, RICH, SCENES

BAD = Path(__file__).parent / "bad_scenes"
TASTER = course_root() / "modules" / "m01_intro" / "scenes" / "taster.yaml"
SHAPE = [
    "shape.yaml:2 customer_name — expected this field, found nothing",
    'shape.yaml:3 version — expected a whole number, found "1"',
    "shape.yaml:8 channel — expected 'phone', 'chat' or 'desk', found \"telephone\"",
    'shape.yaml:10 state.trust — expected a whole number, found "forty"',
    'shape.yaml:15 n1 customer — expected a list, found "One line and no list."',
    "shape.yaml:17 n1/good technics — expected a field that is known here, found \"technics\"; did you mean 'techniques'?",
    'shape.yaml:18 n1/Bad Id id — expected lower-case letters, digits and dashes, at most 64, found "Bad Id"',
    "shape.yaml:18 n1/Bad Id score — expected a whole number, found 1.5",
    "shape.yaml:18 n1/Bad Id techniques[0] — expected 'active_listening', 'empathy', ",
    "shape.yaml:19 n2 no — expected this field, found nothing",
    'shape.yaml:20 n2 gate.gt — expected a field that is known here, found "gt"',
    "shape.yaml:22 n3 — expected a node with choices (a turn), with a gate, or with an end, found ",
    "shape.yaml:25 end end — expected 'resolved', 'partial' or 'lost', found \"won\"",
    "shape.yaml:28 end coach — expected each field once, found it here and in line 27",
]
GRAPH = [
    "graph.yaml:12 spread — expected a variable of the state, found 'needs'. The state holds trust.",
    "graph.yaml:16 n1 mood — expected -2 (upset) to 2 (glad), found -3.",
    "graph.yaml:18 n1 choices — two choices say the same: 'good.'.",
    "graph.yaml:19 n1/good effects — expected a variable of the state, found 'trus'. Did you mean 'trust'?",
    "graph.yaml:20 n1/weak to — expected a node of the scene, found 'n9'.",
    "graph.yaml:20 n1/weak when — ge and lt need a state to look at.",
    "graph.yaml:24 n2 choices — expected two choices or more, found 1.",
    "graph.yaml:24 n2 choices — the best choice scores 2; give the best there is to say 3.",
    "graph.yaml:27 g1 gate — expected a variable of the state, found 'calm'.",
    "graph.yaml:29 g1 no — expected a node of the scene, found 'end-bad'. Did you mean 'end-good'?",
    "graph.yaml:32 end-good customer — the same wording stands here twice: 'bye.'.",
]
PLAY = [
    "play.yaml:2 — the longest line is the best at 2 of 2 turns (n1, n2)",
    "play.yaml:2 — only 1 of six techniques can be used; expected 4.",
    "play.yaml:2 — the best at every turn (best, fine), begun with {'trust': 31}, ends partial, not resolved.",
    "play.yaml:14 paths — counted paths: 4, resolved: 1, partial: 3, lost: 0, perfect: 1; resolved, partial differ.",
    "play.yaml:18 n1 customer — only one wording",
    "play.yaml:21 n1/weak when — this holds on every path, so that it decides nothing.",
    "play.yaml:33 g2 gate — this holds on every path, so that it decides nothing.",
    "play.yaml:44 end-lost — no path ends here.",
]


def told(found: list[str], expected: list[str]) -> bool:
    return len(found) == len(expected) and all(a.startswith(b) for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize(("name", "expected"), [("shape", SHAPE), ("graph", GRAPH)])
def test_every_fault_of_a_file_is_told_at_once_with_its_line(name: str, expected: list[str]) -> None:
    with pytest.raises(ContentError) as error:
        read_scene(BAD / f"{name}.yaml")
    assert told(list(error.value.faults), expected), error.value


def test_a_scene_that_can_be_played_and_should_not_be_is_told_so_by_the_check() -> None:
    path = BAD / "play.yaml"
    scene = read_scene(path)
    found = fault_lines(path, scene, faults(scene))
    assert told(found, PLAY), "\n".join(found)


def test_a_node_id_stands_once(tmp_path: Path) -> None:
    (tmp_path / "taster.yaml").write_text(TASTER.read_text(encoding="utf-8").replace("- id: n3", "- id: n2"))
    with pytest.raises(ContentError, match="each node id once, found twice: n2"):
        read_scene(tmp_path / "taster.yaml")


def test_a_file_is_called_by_its_scene(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_bytes(TASTER.read_bytes())
    with pytest.raises(ContentError, match=r"expected the name of the file, found 'm01-taster' in other\.yaml"):
        read_scene(tmp_path / "other.yaml")


def test_scenes_are_found_by_id() -> None:
    names = scene_names()
    assert list(names) == [read_scene(path).id for path in scene_files()]
    assert {"m01-taster", "m05-third-promise", "m05-paying-should-be-easy", "m05-repair-replace-or-neither"} <= set(
        names
    )
    for name, title in names.items():
        assert load_scene(name).title == title
    with pytest.raises(ContentError, match="Did you mean 'm05-third-promise'"):
        load_scene("m05-third-promis")
    with pytest.raises(ContentError, match="there is no scene 'taster'"):
        load_scene("taster")


def test_a_scene_in_a_file_of_its_full_id_is_found_too(tmp_path: Path) -> None:
    folder = tmp_path / "modules" / "m01_intro" / "scenes"
    folder.mkdir(parents=True)
    (folder / "m01-taster.yaml").write_bytes(TASTER.read_bytes())
    assert load_scene("m01-taster", tmp_path) == load_scene("m01-taster")


def test_the_taster_is_short() -> None:
    turns = [node for node in load_scene("m01-taster").nodes if isinstance(node, Turn)]
    assert len(turns) == 3


@pytest.mark.parametrize("of", [*SCENES.values(), RICH], ids=[*SCENES, "rich"])
def test_a_scene_survives_as_plain_data(of) -> None:
    again = TypeAdapter(SceneText).validate_python(scene_data(of), strict=False)
    assert (again.nodes, again.state, again.paths, again.title) == (of.nodes, of.state, of.paths, of.title)
    bare = release(SCENES["m05-a1"])
    back = TypeAdapter(SceneText).validate_python(scene_data(bare), strict=False)
    assert back == bare


# ---------------------------------------------------------------- the scene that counts


def test_the_scene_that_counts_is_no_practice_scene() -> None:
    assert not {read_scene(path).id for path in GRADED.glob("*.yaml")} & set(scene_names())
    with pytest.raises(ContentError, match="there is no scene 'm05-a1'"):
        load_scene("m05-a1")


def test_no_coaching_of_a_scene_that_counts_travels() -> None:
    """What goes into the wheel, read off pyproject, holds no coaching line and no hidden judgement of a graded scene."""
    build = tomllib.loads((course_root() / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    folders = build["targets"]["wheel"]["only-include"]
    assert not any("exercises/keys".startswith(folder.rstrip("/")) for folder in folders)
    coached = [
        node.coach if isinstance(node, End) else choice.coach
        for path in GRADED.glob("*.yaml")
        for node in read_scene(path).nodes
        if not isinstance(node, Gate)
        for choice in (getattr(node, "choices", ()) or (node,))
    ]
    assert len(coached) > 30 and all(len(text) > 15 for text in coached)
    files = [
        path
        for folder in folders
        for path in (course_root() / folder).rglob("*")
        if path.suffix in {".yaml", ".json", ".py", ".ipynb", ".js", ".md"}
        and path.is_file()
        and "node_modules" not in path.parts
    ]
    assert len(files) > 50
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    assert [(path.name, line) for path, text in texts.items() for line in coached if line in text] == []
