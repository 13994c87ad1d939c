"""A log as it lies on disk or was handed in, whoever made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxcourse.core.roleplay.chance import AS_WRITTEN, legal_seed
from cxcourse.core.roleplay.given import legal_pair, legal_scene
from cxcourse.core.roleplay.model import Log, Scene, Turn
from cxcourse.core.roleplay.play import VISITS
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError


def read_log(scene: Scene, raw: Any) -> Log:
    """Turn what lies on disk or was handed in into a log of this scene.

    Parameters
    ----------
    scene : Scene
        The scene.
    raw : dict
        ``{"seed": 3, "steps": [["n1", "name-it"], …]}``. ``scene`` and ``version`` may be given; other fields are
        not looked at, so nothing that somebody adds (scores, state) counts.

    Raises
    ------
    AnswerError
        That is no scene, or the run is not of this shape; whether it can have been played is for
        :func:`~cxcourse.core.roleplay.play.replay` to say.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> read_log(load_scene("m01-taster"), {"seed": 3, "steps": [["n1", "name-it"]], "score": 99}).steps
    (('n1', 'name-it'),)
    """
    scene = legal_scene(scene)
    steps = raw.get("steps") if isinstance(raw, Mapping) else None
    if not isinstance(steps, list | tuple):
        raise AnswerError(f"a run holds a seed and its steps; found {brief(raw)}. Play the scene again.")
    most = VISITS * sum(len(node.choices) for node in scene.nodes if isinstance(node, Turn))
    if len(steps) > most:
        raise AnswerError(f"step {most + 1} of this run cannot be: a run of {scene.id} has at most {most} steps.")
    pairs = tuple(legal_pair(number, pair) for number, pair in enumerate(steps, start=1))
    seed = legal_seed(raw.get("seed", AS_WRITTEN))
    return Log(scene=raw.get("scene", scene.id), version=raw.get("version", scene.version), seed=seed, steps=pairs)
