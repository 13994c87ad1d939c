"""Answer keys: read by authoring and grading only, never by anything that a learner runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cxcourse.content.course import Key, KeyTask
from cxcourse.content.scenes import read_scene
from cxcourse.content.strict import read_strict


def load_key(path: Path) -> Key:
    """Return an answer key, with the scenes it names from the folder ``scenes`` beside it.

    Raises
    ------
    ContentError
        The key or a scene is missing or does not fit; every fault of that file is told.
    """
    key: Key = read_strict(path, Key)
    return replace(key, tasks=tuple(_with_scene(task, path.parent / "scenes") for task in key.tasks))


def _with_scene(task: KeyTask, folder: Path) -> KeyTask:
    if task.roleplay is None or task.roleplay.script is not None:
        return task
    script = read_scene(folder / f"{task.roleplay.scene}.yaml")
    return replace(task, roleplay=replace(task.roleplay, script=script))
