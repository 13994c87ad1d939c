"""The learner's folder: filled from the course, updated where the learner changed nothing, never overwritten.

For every file of the course there are three versions: the course's, the one delivered last (known from the
manifest) and the one on disk. The rules, in order:

* not on disk: it is delivered. That holds for a deleted file too: deleting is how a person asks for a fresh
  copy, and the start page must not link to a file that is gone;
* on disk as it was delivered (outputs of a notebook do not count): a new version replaces it;
* on disk and changed: it stays. A new version lands beside it, once, as ``name.new-1.ipynb``;
* no longer part of the course: it stays.

Answers are not part of the course and are never looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Literal

from cxcourse.content import course_root, load_course
from cxcourse.disk import write_whole
from cxcourse.errors import CourseError
from cxcourse.lab import manifest as manifests
from cxcourse.lab.disk import clear_words, is_file, make_folder
from cxcourse.lab.fingerprint import sha256, substance
from cxcourse.lab.manifest import Entry, Manifest

_AUTHORS = {".py", ".yaml", ".yml"}
_NEVER = {"answers", "__pycache__", "instructor.md"}
_TOO_MANY = 1000


@dataclass(frozen=True, kw_only=True)
class Step:
    """What happens to one file of the course."""

    name: str
    """Path in the workspace, with ``/`` between folders."""
    action: Literal["new", "update", "keep", "beside"]
    entry: Entry
    content: bytes = b""
    """What to write; empty for ``keep``."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What one synchronisation did."""

    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    """Pairs of a changed file and the new version that was laid beside it just now."""
    trouble: str = ""


def course_files(root: Path) -> dict[str, bytes]:
    """Return the files a learner gets, by their path in the workspace.

    Of a module: its notebook and images, not its sources. Of a released exercise: everything in its folder.
    """
    files: dict[str, bytes] = {}
    for module in load_course(root).modules:
        if module.status != "ready":
            continue
        for name, content in _files_in(root / "modules" / module.folder):
            if name.suffix not in _AUTHORS:
                files[str("modules" / PurePosixPath(module.folder) / name)] = content
        if module.exercise:
            for name, content in _files_in(root / "exercises" / "release" / module.exercise):
                files[str("exercises" / PurePosixPath(module.exercise) / name)] = content
    return files


def _files_in(folder: Path) -> Iterator[tuple[PurePosixPath, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = PurePosixPath(path.relative_to(folder).as_posix())
        hidden = any(part.startswith(".") or part in _NEVER for part in name.parts)
        if path.is_file() and not hidden:
            yield name, path.read_bytes()


def plan(course: dict[str, bytes], disk: dict[str, bytes], known: Manifest) -> list[Step]:
    """Decide what happens to each file of the course; this reads and writes nothing.

    Parameters
    ----------
    course, disk : dict
        File contents by path: of the course, and of those that are in the workspace (files that lie beside
        changed ones included).
    known : Manifest
        What was delivered before.

    Returns
    -------
    list of Step
        One step a file, in the order of ``course``.
    """
    return [_step(name, content, disk, known.files.get(name)) for name, content in course.items()]


def _step(name: str, content: bytes, disk: dict[str, bytes], known: Entry | None) -> Step:
    fresh = Entry(sha256=sha256(content), substance=substance(name, content))
    mine = disk.get(name)
    if mine is None:
        return Step(name=name, action="new", entry=fresh, content=content)
    here = substance(name, mine)
    if known and here == known.substance:
        if known.sha256 == fresh.sha256:
            return Step(name=name, action="keep", entry=replace(known, beside="", beside_sha256=""))
        return Step(name=name, action="update", entry=fresh, content=content)
    if here == fresh.substance:
        # The learner has this version already (took it over by hand, or the manifest is gone).
        return Step(name=name, action="keep", entry=fresh)
    return _step_beside(name, content, disk, known, fresh)


def _step_beside(name: str, content: bytes, disk: dict[str, bytes], known: Entry | None, fresh: Entry) -> Step:
    if known and (known.substance == fresh.substance or known.beside_sha256 == fresh.sha256):
        return Step(name=name, action="keep", entry=known)
    # An unknown file has no version it came from; the empty hash never equals a real one.
    before = known or Entry(sha256="", substance="")
    place = before.beside if _untouched_beside(name, disk, before) else _free_name(name, disk)
    entry = replace(before, beside=place, beside_sha256=fresh.sha256)
    return Step(name=name, action="beside", entry=entry, content=content)


def _untouched_beside(name: str, disk: dict[str, bytes], known: Entry) -> bool:
    """Whether an earlier offer lies there unread and can be replaced by the newer one."""
    lying = disk.get(str(PurePosixPath(name).with_name(known.beside))) if known.beside else None
    return lying is not None and sha256(lying) == known.beside_sha256


def _free_name(name: str, disk: dict[str, bytes]) -> str:
    path = PurePosixPath(name)
    for number in range(1, _TOO_MANY):
        candidate = f"{path.stem}.new-{number}{path.suffix}"
        if str(path.with_name(candidate)) not in disk:
            return candidate
    raise CourseError(f"{path.parent}: {_TOO_MANY} new versions of {path.name} are there. Delete some, then run again.")


def sync(workspace: Path, root: Path | None = None) -> Report:
    """Bring a workspace up to date with the course.

    Parameters
    ----------
    workspace : Path
        The learner's folder; made when it is missing.
    root : Path, optional
        The course; by default the installed one.

    Returns
    -------
    Report

    Raises
    ------
    CourseError
        The folder cannot be used; nothing of the learner was changed.
    """
    course = course_files(root or course_root())
    make_folder(workspace, workspace)
    make_folder(workspace, manifests.path_of(workspace).parent)
    is_file(manifests.path_of(workspace))
    known = manifests.load(workspace)
    disk = _on_disk(workspace, course)
    steps = plan(course, disk, known)
    for step in steps:
        _apply(workspace, step)
    merged = {**known.files, **{step.name: step.entry for step in steps}}
    if merged != known.files or known.trouble:
        with clear_words(manifests.path_of(workspace)):
            manifests.save(workspace, replace(known, files=merged))
    return Report(
        new=tuple(s.name for s in steps if s.action == "new"),
        updated=tuple(s.name for s in steps if s.action == "update"),
        beside=tuple((s.name, s.entry.beside) for s in steps if s.action == "beside"),
        trouble=known.trouble,
    )


def offers(workspace: Path) -> list[tuple[str, str]]:
    """Return pairs of a changed file and the newer version that lies beside it, as long as both are there."""
    found = []
    for name, entry in manifests.load(workspace).files.items():
        mine = workspace / name
        if entry.beside and mine.is_file() and mine.with_name(entry.beside).is_file():
            found.append((name, str(PurePosixPath(name).with_name(entry.beside))))
    return found


def _on_disk(workspace: Path, course: dict[str, bytes]) -> dict[str, bytes]:
    """Read the course's files in the workspace, and what lies beside them."""
    disk: dict[str, bytes] = {}
    for name in course:
        path = workspace / name
        make_folder(workspace, path.parent)
        with clear_words(path):
            if is_file(path):
                disk[name] = path.read_bytes()
            for near in sorted(path.parent.glob(f"{path.stem}.new-*{path.suffix}")):
                is_file(near)
                disk[near.relative_to(workspace).as_posix()] = near.read_bytes()
    return disk


def _apply(workspace: Path, step: Step) -> None:
    if step.action == "keep":
        return
    path = workspace / step.name
    if step.action == "beside":
        path = path.with_name(step.entry.beside)
    with clear_words(path):
        write_whole(path, step.content)
