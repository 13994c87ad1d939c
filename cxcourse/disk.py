"""Writing a file so that nothing is lost: it is either the old or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cxcourse.core.written import brief
from cxcourse.errors import CourseError, DataError


def path_of(what: str, given: Any, error: type[CourseError] = DataError) -> Path:
    """Return a path that was given as text or as a path; refuse anything else.

    Parameters
    ----------
    what : str
        What the path is for, to begin the message with.
    given : str or Path
        The path.
    error : type of CourseError
        The error to raise.

    Raises
    ------
    CourseError
        It is neither text nor a path.

    Examples
    --------
    >>> path_of("path", "map.svg").suffix
    '.svg'
    >>> path_of("path", 3)
    Traceback (most recent call last):
    ...
    cxcourse.errors.DataError: path: expected the name of a file or folder, found 3. Give a text or a Path.
    """
    if isinstance(given, str | os.PathLike):
        return Path(given)
    raise error(f"{what}: expected the name of a file or folder, found {brief(given)}. Give a text or a Path.")


def write_whole(
    path: Path, content: str | bytes, *, mode: int = 0o644, before: Callable[[], object] = lambda: None
) -> None:
    """Write a file beside the old one, flush it, and let it take the name: no crash and no reader sees half of it.

    Parameters
    ----------
    path : Path
        The file; its folder must exist. A link of this name gives way, and what it led to stays as it was.
    content : str or bytes
        Text is written as UTF-8.
    mode : int
        Who may read it; by default everybody, as a grader's own account must.
    before : callable
        Called when all is written and only the renaming is left.

    Raises
    ------
    OSError
        It cannot be written; a file that was there is as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)  # mkstemp lets nobody else read
        before()
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def replace_file(path: Path, content: str | bytes) -> None:
    """Write a file that a person named, whole or not at all.

    A link stays a link: the file that it leads to is replaced. The rights of a file that was there stay as they were.

    Parameters
    ----------
    path : Path
        The file; its folder must exist.
    content : str or bytes
        Text is written as UTF-8; half a character, which no file can hold, becomes a question mark.

    Raises
    ------
    OSError
        It cannot be written; a file that was there is as it was.

    Examples
    --------
    >>> folder = tempfile.TemporaryDirectory()
    >>> file = Path(folder.name, "map.txt")
    >>> replace_file(file, "one")
    >>> replace_file(file, "two")
    >>> file.read_text(), os.listdir(folder.name)
    ('two', ['map.txt'])
    >>> folder.cleanup()
    """
    path = Path(os.path.realpath(path))
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder", str(path))
    mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
    write_whole(path, content if isinstance(content, bytes) else content.encode("utf-8", "replace"), mode=mode)


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
