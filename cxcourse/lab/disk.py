"""Reading and writing in a folder that belongs to somebody else: carefully, and with clear words."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cxcourse.errors import CourseError


@contextmanager
def clear_words(path: Path) -> Iterator[None]:
    """Turn an error of the operating system into a sentence that names ``path`` and the next step."""
    try:
        yield
    except OSError as error:
        raise CourseError(
            f"{path} cannot be read or written ({error.strerror or error}). Free some space or allow access, "
            "or name another folder: cxcourse lab some/folder"
        ) from None


def make_folder(workspace: Path, folder: Path) -> None:
    """Make a folder of the workspace, and the workspace itself.

    Raises
    ------
    CourseError
        Something else has that name. A link in the workspace could lead a write elsewhere: it is refused.
    """
    _make(workspace, parents=True)
    below = [folder, *folder.parents]
    for part in reversed(below[: below.index(workspace)]):
        if part.is_symlink():
            raise CourseError(f"{part} is a link to another place. Rename or remove it, then run again.")
        _make(part)


def _make(folder: Path, *, parents: bool = False) -> None:
    with clear_words(folder):
        if os.path.lexists(folder) and not folder.is_dir():
            raise CourseError(
                f"{folder} is a file, and the course needs a folder there. Rename or move it, then run again."
            )
        folder.mkdir(parents=parents, exist_ok=True)


def is_file(path: Path) -> bool:
    """Whether a plain file is there; anything else of that name is refused with a CourseError."""
    try:
        kind = path.lstat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISREG(kind):
        return True
    what = "a link" if stat.S_ISLNK(kind) else "a folder" if stat.S_ISDIR(kind) else "no plain file"
    raise CourseError(f"{path} is {what}, and the course keeps a file there. Rename or move it, then run again.")
