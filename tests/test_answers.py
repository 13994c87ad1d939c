"""Answers on disk: whatever lies there and whatever fails, nothing is lost and the learner is told."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cxcourse import answers
from cxcourse.errors import AnswerError
from tests.child import in_child, ordinary_user

TASK = "x01-a1"
DATA = {"response": ["o1", "o2"], "words": "Größe ✓ „so“"}


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "answers"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every account reaches; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="cx-answers-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def content(**other: Any) -> bytes:
    return json.dumps({"schema": 1, "id": TASK, "kind": "task", "saved_at": "", "data": DATA} | other).encode()


def lying_there(where: Path, raw: bytes) -> Path:
    where.mkdir(exist_ok=True)
    path = where / f"{TASK}.json"
    path.write_bytes(raw)
    return path


def names(where: Path) -> list[str]:
    return sorted(p.name for p in where.iterdir())


# ---------------------------------------------------------------- saving and reading


def test_what_was_saved_is_read(where: Path) -> None:
    assert answers.save(TASK, "task", DATA, where) == ""
    found = answers.load(TASK, where)
    assert (found.data, found.trouble) == (DATA, "") and found.saved_at[:2] == "20"


def test_the_file_is_plain_json_that_a_person_can_read(where: Path) -> None:
    answers.save(TASK, "task", DATA, where)
    text = (where / f"{TASK}.json").read_text(encoding="utf-8")
    assert "Größe ✓ „so“" in text and text.endswith("}\n") and text.count("\n") > 5
    assert json.loads(text)["schema"] == 1 and json.loads(text)["id"] == TASK and json.loads(text)["kind"] == "task"


def test_one_file_a_task_and_nothing_beside_it(where: Path) -> None:
    for _ in range(3):
        answers.save(TASK, "task", DATA, where)
    answers.save("x01-a2", "task", {}, where)
    assert names(where) == ["x01-a1.json", "x01-a2.json"]


def test_a_grader_with_another_account_may_read_it(where: Path) -> None:
    answers.save(TASK, "task", DATA, where)
    assert stat.S_IMODE((where / f"{TASK}.json").stat().st_mode) == 0o644


def test_nothing_there_is_no_trouble(where: Path) -> None:
    assert answers.load(TASK, where) == answers.Saved()


@pytest.mark.parametrize("bad", ["", "A1", "../x", "a/b", "a.json", "a b", "x\n", "-a", "x" * 65, "ä"])
def test_an_id_that_is_no_file_name_is_refused(where: Path, bad: str) -> None:
    for act in (lambda: answers.load(bad, where), lambda: answers.save(bad, "task", {}, where)):
        with pytest.raises(AnswerError, match="is no task id"):
            act()
    assert not where.exists()


def test_half_an_emoji_is_saved_and_comes_back(where: Path) -> None:
    data = {"own": "cut \ud83d"}  # what a browser sends when a field ends in the middle of one
    answers.save(TASK, "task", data, where)
    assert answers.load(TASK, where).data == data


# ---------------------------------------------------------------- files that cannot be used

UNUSABLE = {
    "damaged": (content()[:-5], "is damaged (JSONDecodeError)"),
    "no bytes": (b"", "is damaged (JSONDecodeError)"),
    "no text": (b"\xff\xfe\x00{}", "is damaged (UnicodeDecodeError)"),
    "a list": (b"[1, 2]", "does not look like an answers file"),
    "data of another type": (content(data=[1]), "does not look like an answers file"),
    "no version": (content(schema=None), "does not say which version wrote it"),
    "newer": (content(schema=2), "was written by a newer cxcourse (update cxcourse to use it)"),
    "of another task": (content(id="x01-a9"), "belongs to another task ('x01-a9')"),
    "without a task": (content(id=None), "belongs to another task ('None')"),
    "nested without end": (b"[" * 50_000, "is damaged (RecursionError)"),
    "nested too deeply to be written": (
        content(data={"x": "DEEP"}).replace(b'"DEEP"', b"[" * 800 + b"]" * 800), "is nested too deeply",
    ),
    "too large": (b"\0" * 300_000, "is too large (300,000 bytes; the limit is 256,000)"),
}  # fmt: skip
unusable = pytest.mark.parametrize(("raw", "trouble"), UNUSABLE.values(), ids=UNUSABLE.keys())


@unusable
def test_an_unusable_file_is_told_and_left_alone_by_reading(where: Path, raw: bytes, trouble: str) -> None:
    path = lying_there(where, raw)
    found = answers.load(TASK, where)
    assert found.data == {}
    assert found.trouble.startswith(f"answers/x01-a1.json {trouble}, so it was not used. It stays as it is")
    assert path.read_bytes() == raw and names(where) == ["x01-a1.json"]


@unusable
def test_an_unusable_file_is_kept_beside_the_next_answer(where: Path, raw: bytes, trouble: str) -> None:
    lying_there(where, raw)
    told = answers.save(TASK, "task", DATA, where)
    assert told == "An older x01-a1.json could not be used; it is kept as x01-a1.kept-1.json."
    assert (where / "x01-a1.kept-1.json").read_bytes() == raw
    assert answers.load(TASK, where).data == DATA
    assert answers.save(TASK, "task", DATA, where) == ""  # told once


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + content(),  # saved by an editor that adds a byte-order mark
        content(saved_at=None, extra="unknown field"),
        content().replace(b", ", b",\r\n"),
        content(data=DATA | {"deep": [[[[[[{"a": [1]}]]]]]]}),
    ],
    ids=["byte-order mark", "fields more and less", "other line ends", "nested within reason"],
)
def test_an_unusual_file_still_counts(where: Path, raw: bytes) -> None:
    lying_there(where, raw)
    found = answers.load(TASK, where)
    assert found.trouble == "" and found.data["response"] == ["o1", "o2"]
    assert answers.save(TASK, "task", DATA, where) == "" and names(where) == ["x01-a1.json"]


def test_kept_files_are_numbered_on_and_never_overwritten(where: Path, tmp_path: Path) -> None:
    lying_there(where, b"first")
    (where / "x01-a1.kept-1.json").write_bytes(b"kept before")
    (where / "x01-a1.kept-2.json").symlink_to(tmp_path / "gone")  # leads nowhere, and is still a name that is taken
    assert "kept as x01-a1.kept-3.json" in answers.save(TASK, "task", DATA, where)
    lying_there(where, b"second")
    assert "kept as x01-a1.kept-4.json" in answers.save(TASK, "task", DATA, where)
    kept = {n: (where / f"x01-a1.kept-{n}.json") for n in (1, 3, 4)}
    assert {n: p.read_bytes() for n, p in kept.items()} == {1: b"kept before", 3: b"first", 4: b"second"}
    assert (where / "x01-a1.kept-2.json").is_symlink()


def test_a_link_is_neither_followed_nor_written_through(where: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.json"
    target.write_bytes(content())
    where.mkdir()
    (where / f"{TASK}.json").symlink_to(target)
    assert "is a link to another file" in answers.load(TASK, where).trouble
    answers.save(TASK, "task", {"response": "new"}, where)
    assert target.read_bytes() == content()
    assert (where / "x01-a1.kept-1.json").readlink() == target
    assert not (where / f"{TASK}.json").is_symlink() and answers.load(TASK, where).data == {"response": "new"}


def test_a_folder_in_place_of_the_file_is_kept_with_what_is_in_it(where: Path) -> None:
    (where / f"{TASK}.json").mkdir(parents=True)
    (where / f"{TASK}.json" / "note.txt").write_text("mine")
    assert "is not a file" in answers.load(TASK, where).trouble
    answers.save(TASK, "task", DATA, where)
    assert (where / "x01-a1.kept-1.json" / "note.txt").read_text() == "mine"
    assert answers.load(TASK, where).data == DATA


def test_a_file_in_place_of_the_folder_is_told_and_left(where: Path) -> None:
    where.write_text("mine")
    assert answers.load(TASK, where) == answers.Saved()
    with pytest.raises(AnswerError, match=r"^NOT SAVED: "):
        answers.save(TASK, "task", DATA, where)
    assert where.read_text() == "mine"


def test_a_file_made_read_only_is_no_obstacle(where: Path) -> None:
    lying_there(where, content()).chmod(0o444)
    assert answers.save(TASK, "task", {"response": "new"}, where) == ""
    assert answers.load(TASK, where).data == {"response": "new"} and names(where) == ["x01-a1.json"]


# ---------------------------------------------------------------- when it cannot be written


def test_an_unwritable_folder_is_told_and_the_old_file_stays(open_folder: Path) -> None:
    answers.save(TASK, "task", DATA, open_folder)
    before = (open_folder / f"{TASK}.json").read_bytes()
    open_folder.chmod(0o555)
    told = in_child(lambda: answers.save(TASK, "task", {"response": "new"}, open_folder), ordinary_user)
    assert told.startswith(f"AnswerError: NOT SAVED: {open_folder} cannot be written (Permission denied).")
    assert "answer once more" in told
    assert (open_folder / f"{TASK}.json").read_bytes() == before and names(open_folder) == ["x01-a1.json"]


def test_answers_cannot_be_made_in_an_unwritable_place(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    told = in_child(lambda: answers.save(TASK, "task", DATA, open_folder / "answers"), ordinary_user)
    assert "NOT SAVED" in told and names(open_folder) == []


def test_a_file_that_may_not_be_read_is_no_damaged_file(open_folder: Path) -> None:
    answers.save(TASK, "task", DATA, open_folder)
    (open_folder / f"{TASK}.json").chmod(0o000)
    told = in_child(lambda: answers.load(TASK, open_folder).trouble, ordinary_user)
    assert "x01-a1.json cannot be read (Permission denied), so it was not used" in told


def full_disk() -> None:
    """No file may grow beyond 64 bytes: the write fails in the middle, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))


def test_a_full_disk_leaves_the_old_file_whole(where: Path) -> None:
    answers.save(TASK, "task", DATA, where)
    before = (where / f"{TASK}.json").read_bytes()
    told = in_child(lambda: answers.save(TASK, "task", {"response": "x" * 200}, where), full_disk)
    assert told.startswith("AnswerError: NOT SAVED") and "File too large" in told
    assert (where / f"{TASK}.json").read_bytes() == before and names(where) == ["x01-a1.json"]


def test_a_full_disk_moves_no_damaged_file_away(where: Path) -> None:
    lying_there(where, b"damaged")
    assert "NOT SAVED" in in_child(lambda: answers.save(TASK, "task", DATA, where), full_disk)
    assert names(where) == ["x01-a1.json"] and (where / f"{TASK}.json").read_bytes() == b"damaged"


def test_more_than_could_be_read_again_is_not_written(where: Path) -> None:
    answers.save(TASK, "task", DATA, where)
    with pytest.raises(AnswerError, match="would be larger than 256,000 bytes"):
        answers.save(TASK, "task", {"own": "ü" * 130_000}, where)
    assert answers.load(TASK, where).data == DATA and names(where) == ["x01-a1.json"]


# ---------------------------------------------------------------- several at once


def _write(where: Path, writer: int) -> None:
    for number in range(200):
        answers.save(TASK, "task", {"writer": writer, "number": number, "ballast": str(writer) * 3000}, where)


def test_a_reader_never_sees_half_a_file(where: Path) -> None:
    answers.save(TASK, "task", {"writer": 0, "number": -1, "ballast": "0" * 3000}, where)
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=_write, args=(where, writer)) for writer in (1, 2)]
    for writer in writers:
        writer.start()
    reads, torn, seen = 0, [], set()
    while any(writer.is_alive() for writer in writers):
        found = answers.load(TASK, where)
        reads += 1
        if found.trouble or found.data["ballast"] != str(found.data["writer"]) * 3000:
            torn.append(found)
        else:
            seen.add((found.data["writer"], found.data["number"]))
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert torn == []
    assert len(seen) > 20 and reads > 100, "the reader was too slow to prove anything"
    assert names(where) == ["x01-a1.json"]


# ---------------------------------------------------------------- where, and when not


def test_a_grading_run_writes_nothing(where: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert answers.grading() and answers.save(TASK, "task", DATA, where) == ""
    assert not where.exists()


def test_authors_name_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXCOURSE_ANSWERS", str(tmp_path / "elsewhere"))
    answers.save(TASK, "task", DATA)
    assert names(tmp_path / "elsewhere") == ["x01-a1.json"]


def run(folder: Path, code: str, **env: str) -> str:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CXCOURSE_", "NBGRADER_"))}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=kept | env, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


SAVE = "from cxcourse import answers; import os; {}; answers.save('x01-a1', 'task', {{}}); print(answers.folder())"


@pytest.mark.parametrize("env", [{}, {"CXCOURSE_ANSWERS": "named"}], ids=["beside the notebook", "named, relative"])
def test_changing_the_folder_in_a_notebook_moves_no_answers(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "start").mkdir()
    (tmp_path / "other").mkdir()
    run(tmp_path / "start", SAVE.format("os.chdir('../other')"), **env)
    assert (tmp_path / "start" / env.get("CXCOURSE_ANSWERS", "answers") / "x01-a1.json").is_file()
    assert names(tmp_path / "other") == []


def test_in_vs_code_the_notebook_says_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "nb").mkdir()
    shell = "from IPython.core.interactiveshell import InteractiveShell as S; S.instance().user_ns"
    run(tmp_path, SAVE.format(f"{shell}['__vsc_ipynb_file__'] = {str(tmp_path / 'nb' / 'a.ipynb')!r}"))
    assert names(tmp_path / "nb" / "answers") == ["x01-a1.json"] and not (tmp_path / "answers").exists()
