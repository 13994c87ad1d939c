"""Scenes for authors: a starter that is sound from its first minute, every fault of every scene, and the drawing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from cxcourse.content import load_course
from cxcourse.content.scenes import fault_lines, load_scene, read_scene, scene_files
from cxcourse.core.roleplay.checks import faults
from cxcourse.core.roleplay.cues import techniques_of
from cxcourse.core.roleplay.drawing import drawing, flowchart
from cxcourse.core.roleplay.graph import release
from cxcourse.core.roleplay.model import TECHNIQUES, Scene
from cxcourse.core.roleplay.structure import Fault
from cxcourse.errors import BuildError, ContentError, did_you_mean

STARTER = Path(__file__).parent / "scene_starter.yaml"
GRADED = Path("exercises", "keys", "scenes")
_NAME = re.compile(r"([a-z]\d\d)-([a-z0-9][a-z0-9-]{0,59})")


def new_scene(root: Path, name: str, graded: bool = False) -> Path:
    """Write a scene to begin with: three turns, a gate, three ends, a comment at every field.

    Parameters
    ----------
    root : Path
        The checkout.
    name : str
        The id, such as ``m05-late-parcel``: the module, a dash, kebab words.
    graded : bool
        Whether the scene counts; it then lies with the answer keys and never leaves them whole.

    Returns
    -------
    Path
        The new file; ``cxcourse check`` finds no fault in it.

    Raises
    ------
    BuildError
        The name is no id, its module is unknown, or the scene is there already.
    """
    found = _NAME.fullmatch(name)
    if not found:
        raise BuildError(
            f"a scene is named after its module, in small letters, such as m05-late-parcel; found {name!r}."
        )
    module, words = found[1], found[2]
    folders = {m.id: m.folder for m in load_course(root).modules}
    if module not in folders:
        raise BuildError(f"there is no module {module!r}. The modules are {', '.join(folders)}.")
    own = root / "modules" / folders[module] / "scenes" / f"{words}.yaml"
    path = root / GRADED / f"{name}.yaml" if graded else own
    there = [p for p in (own, own.with_name(f"{name}.yaml"), root / GRADED / f"{name}.yaml") if p.exists()]
    if there:
        raise BuildError(f"{there[0]} is there already and was not touched. Choose another name, or edit the file.")
    title = words.replace("-", " ").capitalize()
    text = STARTER.read_text(encoding="utf-8").replace("m00-starter", name).replace("m00", module)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace('"Starter"', f'"{title}"'), encoding="utf-8")
    return path


def scene_faults(root: Path) -> list[str]:
    """Return every fault of every scene, practice and graded, as lines with file, line and place.

    Parameters
    ----------
    root : Path
        The checkout.
    """
    told: list[str] = []
    outcomes = {outcome["id"] for module in load_course(root).modules for outcome in module.outcomes}
    files = {path: scene for path in scene_files(root) if (scene := _checked(path, outcomes, told))}
    practice = list(files.values())
    counting = sorted((root / GRADED).glob("*.yaml"))
    graded = [scene for path in counting if (scene := _checked(path, outcomes, told))]
    told += [
        f"{path.relative_to(root)}: lies in the folder of another module. Move it."
        for path, scene in files.items()
        if not path.parents[1].name.startswith(scene.module)
    ]
    told += _strays(root)
    for scene in graded:
        try:
            release(scene)
        except ContentError as error:
            told.append(str(error))
    ids = Counter(scene.id for scene in (*practice, *graded))
    told += [f"{name}: two scenes have this id. Rename one of them and its file." for name, n in ids.items() if n > 1]
    return told + _untrained(practice)


def _untrained(practice: list[Scene]) -> list[str]:
    trained = Counter(name for scene in practice for name in techniques_of(scene))
    return [
        f"{name} can be used in {trained[name]} practice scene{'s' * (trained[name] != 1)}; expected two or more, so that "
        "it is trained in more than one story."
        for name in TECHNIQUES
        if practice and trained[name] < 2
    ]


def _strays(root: Path) -> list[str]:
    there = [*(root / "modules").glob("*/scenes/*"), *(root / GRADED).glob("*")]
    return [
        f"{path.relative_to(root)}: nobody reads this file, since a scene ends in .yaml. Rename it, or take it out."
        for path in sorted(there)
        if path.is_file() and path.suffix != ".yaml" and not path.name.startswith(".")
    ]


def _checked(path: Path, outcomes: set[str], told: list[str]) -> Scene | None:
    try:
        scene = read_scene(path)
    except ContentError as error:
        told += error.faults or (str(error),)
        return None
    found = list(faults(scene))
    for name in sorted(set(scene.outcomes) - outcomes):
        text = f"expected an outcome of the course, found {name!r}. {did_you_mean(name, sorted(outcomes))}"
        found.append(Fault(field="outcomes", text=f"{text}Those of a module stand in course.yaml."))
    told += fault_lines(path, scene, found)
    return scene


def draw_scene(root: Path, name: str, out: Path | None = None) -> Path:
    """Draw a scene into a file.

    Parameters
    ----------
    root : Path
        The checkout.
    name : str
        The id of a practice or graded scene, or the path of its file.
    out : Path, optional
        ``.svg`` for a picture, ``.mmd`` for Mermaid text; ``<id>.svg`` in the working folder when left out.

    Raises
    ------
    BuildError
        The suffix is neither, or the file cannot be written.
    """
    likely = [Path(name), root / GRADED / f"{name}.yaml"]
    file = next((path for path in likely if path.suffix == ".yaml" and path.is_file()), None)
    scene = read_scene(file) if file else load_scene(name, root)
    out = out or Path(f"{scene.id}.svg")
    makers = {".svg": drawing, ".mmd": flowchart}
    if out.suffix not in makers:
        raise BuildError(f"{out}: a scene is drawn as .svg (a picture) or .mmd (text for Mermaid). Name such a file.")
    try:
        out.write_text(makers[out.suffix](scene), encoding="utf-8")
    except OSError as error:
        raise BuildError(
            f"{out}: cannot be written ({error.strerror}). Name a file in a folder that is there; found {out.parent}."
        ) from None
    return out
