"""The workspace: filled, updated where the learner changed nothing, never overwritten. All on real files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cxcourse.errors import CourseError
from cxcourse.lab.workspace import Report, offers, sync
from tests.lab.conftest import EXERCISE, NOTEBOOK, SmallCourse, notebook

BESIDE = "modules/m01_intro/m01_intro.new-1.ipynb"


def files(workspace: Path) -> set[str]:
    """Return what a learner sees in the workspace."""
    found = (p.relative_to(workspace).as_posix() for p in workspace.rglob("*") if p.is_file())
    return {name for name in found if not name.startswith(".cxcourse/")}


def test_delivers_what_a_learner_needs_and_nothing_of_the_authors(small: SmallCourse, workspace: Path) -> None:
    report = sync(workspace, small.root)
    expected = {NOTEBOOK, EXERCISE, "exercises/m01_intro/tasks.json", "modules/m01_intro/fig/loop.svg"}
    assert files(workspace) == expected
    assert set(report.new) == expected
    assert (workspace / NOTEBOOK).read_bytes() == (small.root / NOTEBOOK).read_bytes()


def test_second_run_changes_no_byte(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    before = {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in workspace.rglob("*") if p.is_file()}
    assert sync(workspace, small.root) == Report()
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in workspace.rglob("*") if p.is_file()} == before


def test_updates_a_notebook_that_was_only_run_and_saved(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    ran = notebook("import cxcourse", "version = 1", outputs=({"output_type": "stream"},), collapsed=True)
    (workspace / NOTEBOOK).write_bytes(ran)
    assert sync(workspace, small.root) == Report()
    assert (workspace / NOTEBOOK).read_bytes() == ran, "without a new version the learner's outputs stay"
    new = small.publish(2)
    assert NOTEBOOK in sync(workspace, small.root).updated
    assert (workspace / NOTEBOOK).read_bytes() == new


def test_never_overwrites_a_changed_notebook_and_offers_the_new_one_once(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    mine = notebook("import cxcourse", "version = 1", "# my note")
    (workspace / NOTEBOOK).write_bytes(mine)
    assert sync(workspace, small.root) == Report(), "a change alone is nothing to report"
    new = small.publish(2)
    report = sync(workspace, small.root)
    assert report.beside == ((NOTEBOOK, "m01_intro.new-1.ipynb"),)
    assert EXERCISE in report.updated
    assert (workspace / NOTEBOOK).read_bytes() == mine
    assert (workspace / BESIDE).read_bytes() == new
    assert offers(workspace) == [(NOTEBOOK, BESIDE)]
    assert sync(workspace, small.root) == Report(), "told once"
    (workspace / BESIDE).unlink()
    assert sync(workspace, small.root) == Report()
    assert not (workspace / BESIDE).exists(), "a deleted offer is an answer"
    assert offers(workspace) == []


def test_newer_offer_replaces_an_unread_one_but_not_one_in_use(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    (workspace / NOTEBOOK).write_bytes(notebook("mine"))
    small.publish(2)
    sync(workspace, small.root)
    third = small.publish(3)
    assert sync(workspace, small.root).beside == ((NOTEBOOK, "m01_intro.new-1.ipynb"),)
    assert (workspace / BESIDE).read_bytes() == third
    (workspace / BESIDE).write_bytes(notebook("work in the new one"))
    small.publish(4)
    assert sync(workspace, small.root).beside == ((NOTEBOOK, "m01_intro.new-2.ipynb"),)
    assert (workspace / BESIDE).read_bytes() == notebook("work in the new one")


def test_a_learner_who_takes_the_new_version_over_gets_updates_again(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    (workspace / NOTEBOOK).write_bytes(notebook("mine"))
    second = small.publish(2)
    sync(workspace, small.root)
    (workspace / NOTEBOOK).write_bytes(second)
    sync(workspace, small.root)
    assert offers(workspace) == []
    small.publish(3)
    assert NOTEBOOK in sync(workspace, small.root).updated


def test_new_marks_on_cells_arrive_without_a_new_text(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    marked = notebook("import cxcourse", "version = 1", cxcourse={"widget": True})
    small.write(NOTEBOOK, marked)
    assert NOTEBOOK in sync(workspace, small.root).updated
    (workspace / NOTEBOOK).write_bytes(notebook("mine"))
    small.write(NOTEBOOK, notebook("import cxcourse", "version = 1", cxcourse={"widget": False}))
    assert sync(workspace, small.root).beside == (), "nothing to read in it: not worth a second file"


def test_a_deleted_file_comes_back_fresh(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    (workspace / NOTEBOOK).unlink()
    assert sync(workspace, small.root).new == (NOTEBOOK,)
    assert (workspace / NOTEBOOK).is_file()


def test_answers_and_own_files_are_never_touched(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    own = {"modules/m01_intro/answers/m01-before.json": b"answer", "my notes.ipynb": b"x", "modules/old.txt": b"y"}
    for name, content in own.items():
        (workspace / name).parent.mkdir(exist_ok=True)
        (workspace / name).write_bytes(content)
    small.write("modules/m01_intro/answers/m01-before.json", b"an author's slip")
    small.publish(2)
    sync(workspace, small.root)
    assert {name: (workspace / name).read_bytes() for name in own} == own


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b'{"schema": 99, "files": {}}', b"\xff\xfe", b"[" * 50_000, b'{"schema":1,"files":{"a":3}}'],
)
def test_damaged_manifest_loses_nothing(small: SmallCourse, workspace: Path, damage: bytes) -> None:
    sync(workspace, small.root)
    mine = notebook("mine")
    (workspace / NOTEBOOK).write_bytes(mine)
    (workspace / ".cxcourse/manifest.json").write_bytes(damage)
    report = sync(workspace, small.root)
    assert "manifest.json" in report.trouble
    assert report.beside == ((NOTEBOOK, "m01_intro.new-1.ipynb"),), "one file only: the others are as delivered"
    assert (workspace / NOTEBOOK).read_bytes() == mine
    assert (workspace / ".cxcourse/manifest.kept-1.json").read_bytes() == damage
    assert sync(workspace, small.root) == Report()


def test_a_broken_notebook_of_the_learner_is_kept(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    (workspace / NOTEBOOK).write_bytes(b'{"cells": [{"broken"')
    small.publish(2)
    assert sync(workspace, small.root).beside[0][0] == NOTEBOOK
    assert (workspace / NOTEBOOK).read_bytes() == b'{"cells": [{"broken"'


def test_links_are_refused_and_nothing_is_written_through_them(
    small: SmallCourse, workspace: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    workspace.mkdir()
    (workspace / "modules").symlink_to(elsewhere)
    with pytest.raises(CourseError, match="modules is a link"):
        sync(workspace, small.root)
    assert not list(elsewhere.iterdir())


def test_a_linked_notebook_is_refused(small: SmallCourse, workspace: Path, tmp_path: Path) -> None:
    sync(workspace, small.root)
    target = tmp_path / "target.ipynb"
    target.write_bytes(b"precious")
    (workspace / NOTEBOOK).unlink()
    (workspace / NOTEBOOK).symlink_to(target)
    with pytest.raises(CourseError, match=r"m01_intro\.ipynb is a link"):
        sync(workspace, small.root)
    assert target.read_bytes() == b"precious"


@pytest.mark.parametrize("name", ["modules", "modules/m01_intro", ".cxcourse"])
def test_a_file_where_a_folder_should_be(small: SmallCourse, workspace: Path, name: str) -> None:
    (workspace / name).parent.mkdir(parents=True)
    (workspace / name).write_text("mine")
    with pytest.raises(CourseError, match="is a file, and the course needs a folder there"):
        sync(workspace, small.root)
    assert (workspace / name).read_text() == "mine"


def test_a_folder_where_the_notebook_should_be(small: SmallCourse, workspace: Path) -> None:
    (workspace / NOTEBOOK).mkdir(parents=True)
    with pytest.raises(CourseError, match="is a folder, and the course keeps a file there"):
        sync(workspace, small.root)


def test_the_workspace_itself_may_not_be_a_file(small: SmallCourse, workspace: Path) -> None:
    workspace.write_text("mine")
    with pytest.raises(CourseError, match="is a file"):
        sync(workspace, small.root)


def test_a_folder_that_cannot_be_made_says_what_to_do(small: SmallCourse) -> None:
    with pytest.raises(CourseError, match="cxcourse lab some/folder"):
        sync(Path("/dev/null/work") if os.name == "posix" else Path("Z:/none/work"), small.root)


def test_no_half_file_is_left_when_writing_fails(
    small: SmallCourse, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(workspace, small.root)
    before = (workspace / NOTEBOOK).read_bytes()
    small.publish(2)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CourseError, match="No space left on device"):
        sync(workspace, small.root)
    assert (workspace / NOTEBOOK).read_bytes() == before
    assert not list(workspace.rglob("*.tmp"))
    monkeypatch.undo()
    assert NOTEBOOK in sync(workspace, small.root).updated


def test_manifest_names_what_was_delivered(small: SmallCourse, workspace: Path) -> None:
    import hashlib

    sync(workspace, small.root)
    manifest = json.loads((workspace / ".cxcourse/manifest.json").read_text())
    assert manifest["files"][NOTEBOOK]["sha256"] == hashlib.sha256((workspace / NOTEBOOK).read_bytes()).hexdigest()
