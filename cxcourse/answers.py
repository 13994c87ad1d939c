"""What a learner made: one small JSON file a task, in ``answers/`` beside the notebook.

A file is written to a temporary name, flushed and renamed, so that a reader sees the old or the new one and never
half of either. A file that cannot be used (damaged, from a newer version, a link, too large) is never overwritten:
it is set aside under another name when the next answer is saved, and the learner is told.

While an exercise is being graded nothing is written.
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cxcourse.core.written import ID
from cxcourse.disk import write_whole
from cxcourse.errors import AnswerError

SCHEMA = 1
MAX_BYTES = 256_000
_STARTED_IN = Path.cwd()  # a later os.chdir in a notebook must not move anybody's answers


@dataclass(frozen=True, kw_only=True)
class Saved:
    """What is on disk for one task: its data, or why there is none that can be used."""

    data: dict[str, Any] = field(default_factory=dict)
    saved_at: str = ""
    trouble: str = ""
    """Why the file is not used, in words for the learner; empty when all is well."""


def grading() -> bool:
    """Whether nbgrader is running this notebook to grade or to validate it."""
    return bool(os.environ.get("NBGRADER_EXECUTION"))


def folder() -> Path:
    """Return the answers folder of the running notebook.

    ``CXCOURSE_ANSWERS`` names another one (for authors, who must not leave answers beside their sources).
    """
    named = os.environ.get("CXCOURSE_ANSWERS")
    if named:
        return _STARTED_IN / named
    return (_notebook_folder() or _STARTED_IN) / "answers"


def _notebook_folder() -> Path | None:
    """In VS Code the kernel may start elsewhere; there the notebook's own path is in its namespace."""
    try:
        from IPython import get_ipython

        shell = get_ipython()
        named = shell.user_ns.get("__vsc_ipynb_file__") if shell else None
    except ImportError:
        return None
    return Path(named).parent if named else None


def path_of(task: str, where: Path | None = None) -> Path:
    """Return the file of a task.

    Raises
    ------
    AnswerError
        The id could not be a file name.
    """
    if not ID.fullmatch(task):
        raise AnswerError(f"{task!r} is no task id: use lower-case letters, digits and dashes, at most 64.")
    return (where or folder()) / f"{task}.json"


def load(task: str, where: Path | None = None) -> Saved:
    """Read the answers of a task; whatever lies there, this does not raise.

    Parameters
    ----------
    task : str
        Task or quiz id.
    where : Path, optional
        The answers folder, when it is not the running notebook's.

    Returns
    -------
    Saved
        ``data`` is empty when there is nothing, or nothing usable; ``trouble`` then says why.
    """
    path = path_of(task, where)
    try:
        return _read(task, path)
    except (FileNotFoundError, NotADirectoryError):
        return Saved()
    except AnswerError as error:
        trouble = str(error)
    except OSError as error:
        trouble = f"cannot be read ({error.strerror or type(error).__name__})"
    except (ValueError, RecursionError) as error:
        trouble = f"is damaged ({type(error).__name__})"
    kept = "It stays as it is; your next answer goes into a fresh file and this one is kept beside it."
    return Saved(trouble=f"{path.parent.name}/{path.name} {trouble}, so it was not used. {kept}")


def _read(task: str, path: Path) -> Saved:
    info = path.lstat()
    if stat.S_ISLNK(info.st_mode):
        raise AnswerError("is a link to another file")
    if not stat.S_ISREG(info.st_mode):
        raise AnswerError("is not a file")
    if info.st_size > MAX_BYTES:
        raise AnswerError(f"is too large ({info.st_size:,} bytes; the limit is {MAX_BYTES:,})")
    # utf-8-sig: an editor that adds a byte-order mark has not changed the answers
    content = json.loads(path.read_text(encoding="utf-8-sig"))
    if not isinstance(content, dict) or not isinstance(content.get("data"), dict):
        raise AnswerError("does not look like an answers file")
    if not isinstance(content.get("schema"), int):
        raise AnswerError("does not say which version wrote it")
    if content["schema"] > SCHEMA:
        raise AnswerError("was written by a newer cxcourse (update cxcourse to use it)")
    if _too_deep(content):
        raise AnswerError("is nested too deeply")  # what can be read could then not be written again
    if content.get("id") != task:
        raise AnswerError(f"belongs to another task ({str(content.get('id'))[:64]!r})")
    return Saved(data=content["data"], saved_at=str(content.get("saved_at", "")))


def _too_deep(value: Any, room: int = 40) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return room == 0 or any(_too_deep(v, room - 1) for v in inner)


def save(task: str, kind: str, data: dict[str, Any], where: Path | None = None) -> str:
    """Write the answers of a task; return what the learner should know, empty when all is well.

    Parameters
    ----------
    task : str
        Task or quiz id; names the file.
    kind : str
        What made it: ``quiz``, ``task``, ``flashcards`` …
    data : dict
        Plain JSON.
    where : Path, optional
        The answers folder, when it is not the running notebook's.

    Returns
    -------
    str
        Empty, or a sentence about a file that was set aside.

    Raises
    ------
    AnswerError
        Nothing was written; the message says why and what to do. The old file is as it was.
    """
    if grading():
        return ""
    path = path_of(task, where)
    content = {"schema": SCHEMA, "id": task, "kind": kind, "saved_at": now(), "data": data}
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    # half an emoji, cut off by a browser, is no UTF-8; written as an escape it is still JSON
    text = text.encode("utf-8", "backslashreplace").decode()
    kept: list[str] = []
    try:
        if len(text.encode()) > MAX_BYTES:
            raise OSError(f"{path.name} would be larger than {MAX_BYTES:,} bytes")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text, before=lambda: kept.extend(_set_aside(task, path)))
    except OSError as error:
        raise AnswerError(
            f"NOT SAVED: {path.parent} cannot be written ({error.strerror or error}). Free some space or allow "
            "writing to that folder, then answer once more; your answer is still on the screen."
        ) from None
    return f"An older {path.name} could not be used; it is kept as {kept[0]}." if kept else ""


def _set_aside(task: str, path: Path) -> list[str]:
    """Rename a file that cannot be used, so that the new one does not overwrite it; return its new name."""
    if not load(task, path.parent).trouble:
        return []
    for number in range(1, 1000):
        kept = path.with_name(f"{path.stem}.kept-{number}{path.suffix}")
        if not os.path.lexists(kept):
            path.rename(kept)
            return [kept.name]
    raise OSError(f"too many kept copies of {path.name}")


def now() -> str:
    """Return the local time to the second, with its offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
