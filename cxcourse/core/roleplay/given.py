"""What is given to a function that plays: a scene and a log, or something that only looks like one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxcourse.core.roleplay.model import Log, Scene
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError


def legal_scene(scene: Any) -> Scene:
    """Return a scene that is one; refuse anything else.

    Raises
    ------
    AnswerError
        It is no scene; of an id the message says how to get the scene.

    Examples
    --------
    >>> legal_scene("m01-taster")
    Traceback (most recent call last):
    ...
    cxcourse.errors.AnswerError: scene: expected a Scene, found 'm01-taster'. load_scene('m01-taster') reads a scene by its id.
    """
    if isinstance(scene, Scene):
        return scene
    told = f"scene: expected a Scene, found {brief(scene)}."
    raise AnswerError(
        f"{told} load_scene({brief(scene)}) reads a scene by its id."
        if isinstance(scene, str)
        else f"{told} load_scene(id) in cxcourse.content.scenes reads one of the course."
    )


def legal_log(log: Any) -> Log:
    """Return a log that is one; refuse anything else, since what lies on disk is read first.

    Raises
    ------
    AnswerError
        It is no log, or its steps are no list of steps.

    Examples
    --------
    >>> legal_log({"seed": 0, "steps": []})
    Traceback (most recent call last):
    ...
    cxcourse.errors.AnswerError: log: expected a Log, found {'seed': 0, 'steps': []}. read_log(scene, run) makes one of it.
    """
    if not isinstance(log, Log):
        hint = (
            "read_log(scene, run) makes one of it." if isinstance(log, Mapping) else "log_of(play) gives that of a run."
        )
        raise AnswerError(f"log: expected a Log, found {brief(log)}. {hint}")
    if not isinstance(log.steps, list | tuple):
        raise AnswerError(f"log: expected steps as pairs of a node and a choice, found {brief(log.steps)}.")
    return log


def legal_pair(number: int, raw: Any) -> tuple[str, str]:
    """Return a step of a log as a node and a choice; refuse anything else.

    Examples
    --------
    >>> legal_pair(1, ["n1", "name-it"])
    ('n1', 'name-it')
    """
    if isinstance(raw, list | tuple) and len(raw) == 2 and all(isinstance(word, str) for word in raw):
        return raw[0], raw[1]
    raise AnswerError(f"step {number} of this run cannot be: expected a node and a choice, found {brief(raw)}.")
