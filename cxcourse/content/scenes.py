"""Role-play scenes: one YAML file a scene, ``modules/*/scenes/<name>.yaml``, its fields those of the core's shapes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Discriminator, Tag

from cxcourse.content import course_root
from cxcourse.content.plain import plain
from cxcourse.content.strict import fault_list, located, read_strict
from cxcourse.core.roleplay.model import End, Gate, Scene, Turn
from cxcourse.core.roleplay.structure import Fault, structure
from cxcourse.errors import ContentError, did_you_mean


def _kind(node: Any) -> str | None:
    """Say what a node is by the field that only its kind has."""
    found = [kind for field, kind in _KINDS.items() if isinstance(node, dict) and field in node]
    return found[0] if found else None


_KINDS = {"choices": "turn", "gate": "fork", "end": "ending"}


Node = Annotated[
    Annotated[Turn, Tag("turn")] | Annotated[Gate, Tag("fork")] | Annotated[End, Tag("ending")],
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
        The file does not fit, or the scene cannot be played; ``faults`` holds one line a fault. Whether it is a good
        scene is another question, see :func:`cxcourse.core.roleplay.checks.faults`.

    Examples
    --------
    >>> read_scene(course_root() / "modules/m01_intro/scenes/taster.yaml").title
    'The wrong door'
    """
    scene = read_strict(path, SceneText)
    found = list(structure(scene))
    if path.stem not in (scene.id, scene.id.removeprefix(f"{scene.module}-")):
        found.append(Fault(field="id", text=f"expected the name of the file, found {scene.id!r} in {path.name}."))
    if found:
        raise fault_list(path.name, fault_lines(path, scene, found))
    return scene


def fault_lines(path: Path, scene: Scene, faults: Iterable[Fault]) -> list[str]:
    """Return faults of a scene as lines with the file, the line in it and the place."""
    nodes = {node.id: at for at, node in enumerate(scene.nodes)}
    return located(path, [(_place(scene, nodes, fault), fault.text) for fault in faults])


def _place(scene: Scene, nodes: dict[str, int], fault: Fault) -> tuple[Any, ...]:
    if fault.node not in nodes:
        return (fault.field,) if fault.field else ()
    node = scene.nodes[nodes[fault.node]]
    said = [choice.id for choice in node.choices] if isinstance(node, Turn) else []
    inside = ("choices", said.index(fault.choice)) if fault.choice in said else ()
    return ("nodes", nodes[fault.node], *inside, *((fault.field,) if fault.field else ()))


def scene_data(scene: Scene) -> dict[str, Any]:
    """Return a scene as plain data, defaults left out; reading it as a :class:`SceneText` gives the scene back.

    Examples
    --------
    >>> data = scene_data(load_scene("m01-taster"))
    >>> data["state"], data["nodes"][3]
    ({'trust': 40}, {'id': 'g1', 'gate': {'state': 'trust', 'ge': 60}, 'yes': 'end-good', 'no': 'end-mid'})
    """
    return plain(scene)


def scene_files(root: Path | None = None) -> list[Path]:
    """Return the files of the practice scenes, in order."""
    return sorted(((root or course_root()) / "modules").glob("*/scenes/*.yaml"))


def load_scene(name: str, root: Path | None = None) -> Scene:
    """Return a practice scene by its id.

    Parameters
    ----------
    name : str
        Such as ``"m05-third-promise"``; it lies in ``third-promise.yaml`` or ``m05-third-promise.yaml``.
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
    likely = [path for path in files if f"-{name}".endswith(f"-{path.stem}")]
    for path in likely:
        scene = read_scene(path)
        if scene.id == name:
            return scene
    known = scene_names(root)
    raise ContentError(f"there is no scene {name!r}. {did_you_mean(name, known)}The scenes are {', '.join(known)}.")


def scene_names(root: Path | None = None) -> dict[str, str]:
    """Return the ids of the practice scenes with their titles.

    Examples
    --------
    >>> "m01-taster" in scene_names()
    True
    """
    return {scene.id: scene.title for scene in map(read_scene, scene_files(root))}
