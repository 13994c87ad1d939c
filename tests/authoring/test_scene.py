"""The author's way to a scene: begin one, be told its faults, see it drawn; all by the command line."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from cxcourse.authoring.check import check
from cxcourse.authoring.scene import STARTER, draw_scene, new_scene, scene_faults
from cxcourse.cli import app
from cxcourse.content import course_root
from cxcourse.content.scenes import read_scene
from cxcourse.core.roleplay import Turn, faults
from cxcourse.errors import BuildError, ContentError

runner = CliRunner()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a root with the scenes of the course, which a test may spoil."""
    (tmp_path / "modules").mkdir()
    shutil.copy(course_root() / "modules" / "course.yaml", tmp_path / "modules")
    for folder in (course_root() / "modules").glob("*/scenes"):
        shutil.copytree(folder, tmp_path / "modules" / folder.parent.name / "scenes")
    shutil.copytree(course_root() / "exercises" / "keys" / "scenes", tmp_path / "exercises" / "keys" / "scenes")
    (tmp_path / "exercises" / "authored").mkdir()
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_new_scene_has_no_faults_and_can_be_played(course: Path) -> None:
    path = new_scene(course, "m05-late-parcel")
    assert path == course / "modules" / "m05_service" / "scenes" / "late-parcel.yaml"
    scene = read_scene(path)
    assert (scene.id, scene.module, scene.title) == ("m05-late-parcel", "m05", "Late parcel")
    assert faults(scene) == () and scene_faults(course) == []


def test_the_starter_explains_its_fields() -> None:
    explained = " ".join(line for line in STARTER.read_text(encoding="utf-8").splitlines() if "#" in line)
    for field in ("version", "state", "spread", "counts of all paths", "mood", "seconds", "hidden_need", "coach", "channel",
                  "score", "techniques", "lacks", "gate", "lt", "used", "visited", "end"):  # fmt: skip
        assert field in explained, field


def test_nothing_is_overwritten(course: Path) -> None:
    path = new_scene(course, "m05-late-parcel")
    path.write_text("mine")
    for graded in (False, True):
        with pytest.raises(BuildError, match="is there already and was not touched"):
            new_scene(course, "m05-late-parcel", graded)
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["m05-m00-story", "m05-m00-starter", "m05-starter"])
def test_a_name_may_hold_words_of_the_starter(course: Path, name: str) -> None:
    scene = read_scene(new_scene(course, name))
    assert (scene.id, scene.module) == (name, "m05")
    assert scene.title == name.removeprefix("m05-").replace("-", " ").capitalize()
    assert scene_faults(course) == []


def test_a_scene_that_counts_lies_with_the_keys(course: Path) -> None:
    assert new_scene(course, "m05-a2", graded=True) == course / "exercises" / "keys" / "scenes" / "m05-a2.yaml"
    assert scene_faults(course) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("parcel", "such as m05-late-parcel; found 'parcel'"),
        ("m05-Late", "found 'm05-Late'"),
        ("m05-", "found 'm05-'"),
        ("m05-../../x", "found 'm05-../../x'"),
        ("m99-late", "there is no module 'm99'. The modules are m01,"),
    ],
)
def test_a_name_that_is_none_is_refused_in_words(course: Path, name: str, told: str) -> None:
    with pytest.raises(BuildError) as error:
        new_scene(course, name)
    assert told in str(error.value)


def test_the_course_has_no_faulty_scene() -> None:
    assert scene_faults(course_root()) == []


def test_faults_of_several_files_are_told_at_once(course: Path) -> None:
    scenes = course / "modules" / "m05_service" / "scenes"
    spoil(scenes / "third-promise.yaml", "to: n7", "to: n77")
    spoil(scenes / "paying-should-be-easy.yaml", "resolved: 74", "resolved: 75")
    spoil(
        course / "exercises" / "keys" / "scenes" / "m05-a1.yaml", "{state: settled, ge: 2}", "{state: ratio, ge: 0.8}"
    )
    told = scene_faults(course)
    assert any(fault.startswith("third-promise.yaml:") and "n77" in fault for fault in told)
    assert any("paying-should-be-easy.yaml:" in fault and "resolved differ" in fault for fault in told)
    assert any("m05-a1 g2: a scene that counts may not ask for the ratio" in fault for fault in told)


def test_two_scenes_of_one_id_and_a_scene_in_the_wrong_folder_are_told(course: Path) -> None:
    shutil.copy(course / "modules/m05_service/scenes/third-promise.yaml", course / "modules/m01_intro/scenes")
    told = scene_faults(course)
    assert any(fault.startswith("m05-third-promise: two scenes have this id") for fault in told)
    assert any("m01_intro/scenes/third-promise.yaml: lies in the folder of another module" in fault for fault in told)


def test_scenes_of_two_modules_may_share_their_last_words(course: Path) -> None:
    new_scene(course, "m01-late-parcel")
    new_scene(course, "m05-late-parcel")
    assert scene_faults(course) == []


def test_an_outcome_that_the_course_does_not_have_is_told(course: Path) -> None:
    spoil(
        course / "modules" / "m01_intro" / "scenes" / "taster.yaml", "outcomes: [m01.o3]", "outcomes: [m01.o3, m01.o99]"
    )
    (told,) = scene_faults(course)
    assert told.startswith("taster.yaml:7 outcomes — expected an outcome of the course, found 'm01.o99'. Did you mean")


def test_a_scene_that_nobody_reads_for_its_ending_is_told(course: Path) -> None:
    path = new_scene(course, "m05-late-parcel")
    path.rename(path.with_suffix(".yml"))
    (course / "exercises" / "keys" / "scenes" / "m05-a2.YAML").write_text("")
    assert [fault.partition(":")[0] for fault in scene_faults(course)] == [
        "exercises/keys/scenes/m05-a2.YAML",
        "modules/m05_service/scenes/late-parcel.yml",
    ]


def test_a_technique_that_one_scene_alone_trains_is_told(course: Path) -> None:
    for path in (course / "modules").glob("*/scenes/*.yaml"):
        if path.stem != "taster":
            spoil(path, "empathy", "problem_solving")
    assert any(fault.startswith("empathy can be used in 1 practice scene;") for fault in scene_faults(course))


def test_check_looks_at_scenes(course: Path) -> None:
    spoil(course / "modules" / "m01_intro" / "scenes" / "taster.yaml", "start: n1", "start: n0")
    assert any(fault.startswith("taster.yaml:") and "'n0'" in fault for fault in check(course))


# ---------------------------------------------------------------- drawing


def test_a_scene_is_drawn_by_id_and_by_file(course: Path, tmp_path: Path) -> None:
    out = draw_scene(course, "m05-third-promise", tmp_path / "x.svg")
    svg = ElementTree.parse(out).getroot()
    turns = [
        node
        for node in read_scene(course / "modules/m05_service/scenes/third-promise.yaml").nodes
        if isinstance(node, Turn)
    ]
    assert sum(e.get("class") == "turn" for e in svg.iter()) == len(turns) == 10
    own = course / "exercises" / "keys" / "scenes" / "m05-a1.yaml"
    assert (
        draw_scene(course, str(own), tmp_path / "a.svg").read_text()
        == draw_scene(course, "m05-a1", tmp_path / "b.svg").read_text()
    )
    assert draw_scene(course, "m01-taster", tmp_path / "x.mmd").read_text().startswith("flowchart TD\n")


def test_another_kind_of_picture_is_refused(course: Path, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"x\.png: a scene is drawn as \.svg"):
        draw_scene(course, "m01-taster", tmp_path / "x.png")
    with pytest.raises(
        BuildError, match=r"nodir/x\.svg: cannot be written \(No such file or directory\)\. Name a file"
    ):
        draw_scene(course, "m01-taster", tmp_path / "nodir" / "x.svg")
    with pytest.raises(ContentError, match="Did you mean 'm01-taster'"):
        draw_scene(course, "m01-tester", tmp_path / "x.svg")


def test_a_file_that_nobody_named_gives_way_only_if_it_is_a_drawing(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "m01-taster.svg"
    mine.write_text("<svg>my own</svg>")
    with pytest.raises(BuildError, match=r"m01-taster\.svg: is there already.*was not touched\. Name the file"):
        draw_scene(course, "m01-taster")
    assert mine.read_text() == "<svg>my own</svg>"
    draw_scene(course, "m01-taster", mine)
    before = mine.read_text()
    spoil(course / "modules" / "m01_intro" / "scenes" / "taster.yaml", "Ines Duarte", "Ines Prado")
    assert draw_scene(course, "m01-taster").read_text() != before


def test_a_drawing_is_whole_or_the_old_one(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = draw_scene(course, "m01-taster", tmp_path / "x.svg")
    link = tmp_path / "link.svg"
    link.symlink_to(out)
    before = out.read_text()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full)
        with pytest.raises(BuildError, match="No space left"):
            draw_scene(course, "m05-third-promise", link)
    assert out.read_text() == before
    draw_scene(course, "m05-third-promise", link)
    assert link.is_symlink() and out.read_text() != before


def test_paths_may_be_text_and_endings_large(course: Path, tmp_path: Path) -> None:
    assert draw_scene(str(course), "m01-taster", str(tmp_path / "x.SVG")).read_text().startswith("<svg")
    assert new_scene(str(course), "m05-late-parcel").is_file()
    for call in (
        lambda: draw_scene(3, "m01-taster"), lambda: draw_scene(course, 3), lambda: draw_scene(course, "m01-taster", 3),
        lambda: new_scene(3, "m05-x"), lambda: scene_faults(3),
    ):  # fmt: skip
        with pytest.raises(BuildError, match="expected the name of a file or folder, found 3"):
            call()
    with pytest.raises(BuildError, match="such as m05-late-parcel; found 3"):
        new_scene(course, 3)


def test_the_commands_say_what_comes_next(course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("cxcourse.content.course_root", lambda: course)
    shown = runner.invoke(app, ["new", "scene", "m05-late-parcel"])
    assert shown.exit_code == 0 and "late-parcel.yaml" in shown.output
    assert "cxcourse check" in shown.output and "cxcourse draw scene m05-late-parcel" in shown.output
    again = runner.invoke(app, ["new", "scene", "m05-late-parcel"])
    assert again.exit_code == 1 and "was not touched" in again.output
    drawn = runner.invoke(app, ["draw", "scene", "m05-late-parcel", "-o", str(tmp_path / "p.svg")])
    assert drawn.exit_code == 0 and (tmp_path / "p.svg").is_file()
    spoil(course / "modules" / "m05_service" / "scenes" / "late-parcel.yaml", "start: n1", "start: n0")
    faulty = runner.invoke(app, ["draw", "scene", "m05-late-parcel"])
    assert faulty.exit_code == 1 and faulty.output.count("found 'n0'") == 1, "each fault once"
