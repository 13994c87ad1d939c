"""Role-play scenes: one YAML file a scene, ``modules/*/scenes/<name>.yaml``, its fields those of the core's shapes."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from cxcourse.content import course_root
from cxcourse.content.strict import read_strict
from cxcourse.core.roleplay.model import End, Gate, Scene, Turn
from cxcourse.errors import ContentError


def _kind(node: Any) -> str | None:
    """Say what a node is by the field that only its kind has."""
    found = [kind for kind in ("choices", "gate", "end") if isinstance(node, dict) and kind in node]
    return found[0] if found else None


Node = Annotated[
    Annotated[Turn, Tag("choices")] | Annotated[Gate, Tag("gate")] | Annotated[End, Tag("end")],
    Discriminator(
        _kind,
        custom_error_type="node_kind",
        custom_error_message="a node with choices (a turn), with a gate, or with an end",
    ),
]


@dataclass(frozen=True, kw_only=True)
class SceneText(Scene):
    """A scene as its file holds it."""

    nodes: tuple[Node, ...]


def read_scene(path: Path) -> Scene:
    """Read a scene from its file.

    Parameters
    ----------
    path : Path
        ``modules/*/scenes/<name>.yaml`` or a scene of an answer key.

    Raises
    ------
    ContentError
        The file does not fit; ``faults`` holds one line a fault.

    Examples
    --------
    >>> read_scene(course_root() / "modules/m01_intro/scenes/taster.yaml").title
    'The wrong door'
    """
    return read_strict(path, SceneText)


def scene_files(root: Path | None = None) -> list[Path]:
    """Return the files of the practice scenes, in order."""
    return sorted(((root or course_root()) / "modules").glob("*/scenes/*.yaml"))


def load_scene(name: str, root: Path | None = None) -> Scene:
    """Return a practice scene by its id.

    Parameters
    ----------
    name : str
        Such as ``"m05-third-promise"``; it lies in ``third-promise.yaml``.
    root : Path, optional
        The course; found by itself when left out.

    Raises
    ------
    ContentError
        There is no such scene, or its file does not fit.

    Examples
    --------
    >>> load_scene("m01-taster").customer_name
    'Ines Duarte'
    """
    files = scene_files(root)
    likely = [path for path in files if name.endswith(f"-{path.stem}")]
    for path in likely:
        scene = read_scene(path)
        if scene.id == name:
            return scene
    known = scene_names(root)
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    raise ContentError(f"there is no scene {name!r}. {hint}The scenes are {', '.join(known)}.")


def scene_names(root: Path | None = None) -> dict[str, str]:
    """Return the ids of the practice scenes with their titles.

    Examples
    --------
    >>> "m01-taster" in scene_names()
    True
    """
    return {scene.id: scene.title for scene in map(read_scene, scene_files(root))}
