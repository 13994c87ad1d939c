"""Scenes for authors: a starter that is sound from its first minute, every fault of every scene, and the drawing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from cxcourse.content import load_course
from cxcourse.content.scenes import fault_lines, load_scene, read_scene, scene_files
from cxcourse.core.roleplay.checks import faults
from cxcourse.core.roleplay.cues import techniques_of
from cxcourse.core.roleplay.drawing import drawing, flowchart, is_drawing
from cxcourse.core.roleplay.graph import release
from cxcourse.core.roleplay.model import TECHNIQUES, Scene
from cxcourse.core.roleplay.structure import Fault
from cxcourse.core.written import brief
from cxcourse.disk import path_of, replace_file
from cxcourse.errors import BuildError, ContentError, did_you_mean

STARTER = Path(__file__).parent / "scene_starter.yaml"
GRADED = Path("exercises", "keys", "scenes")
_NAME = re.compile(r"([a-z]\d\d)-([a-z0-9][a-z0-9-]{0,59})")


def new_scene(root: str | Path, name: str, graded: bool = False) -> Path:
    """Write a scene to begin with: three turns, a gate, three ends, a comment at every field.

    Parameters
    ----------
    root : str or Path
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
        The name is no id, its module is unknown, the scene is there already, or the file cannot be written.
    ContentError
        ``root`` is no checkout: its ``modules/course.yaml`` cannot be read.

    Examples
    --------
    >>> from cxcourse.content import course_root
    >>> new_scene(course_root(), "m05-third-promise")
    Traceback (most recent call last):
    ...
    cxcourse.errors.BuildError: ...third-promise.yaml is there already and was not touched. Choose another name, ...
    """
    root = path_of("root", root, BuildError)
    found = _NAME.fullmatch(name) if isinstance(name, str) else None
    if not found:
        raise BuildError(
            f"a scene is named after its module, in small letters, such as m05-late-parcel; found {brief(name)}."
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
    _write(path, _begun(name, module, words), new_folder=True)
    return path


def _begun(name: str, module: str, words: str) -> str:
    """Return the starter under its own names; put in at once, since a name may hold what another stands for."""
    title = words.replace("-", " ").capitalize()
    own = {"m00-starter": name, "m00": module, '"Starter"': f'"{title}"'}
    return re.sub(r'm00-starter|\bm00\b|"Starter"', lambda f: own[f[0]], STARTER.read_text(encoding="utf-8"))


def _write(path: Path, text: str, new_folder: bool = False) -> None:
    try:
        if new_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text)
    except OSError as error:
        raise BuildError(
            f"{path}: cannot be written ({error.strerror}). Name a file in a folder that is there; found {path.parent}."
        ) from None


def scene_faults(root: str | Path) -> list[str]:
    """Return every fault of every scene, practice and graded, as lines with file, line and place.

    Parameters
    ----------
    root : str or Path
        The checkout.

    Returns
    -------
    list of str
        One fault a line; empty when every scene can be handed out.

    Raises
    ------
    BuildError
        ``root`` is no path.
    ContentError
        ``root`` is no checkout: its ``modules/course.yaml`` cannot be read.

    Examples
    --------
    >>> from cxcourse.content import course_root
    >>> scene_faults(course_root())
    []
    """
    root = path_of("root", root, BuildError)
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


def draw_scene(root: str | Path, name: str | Path, out: str | Path | None = None) -> Path:
    """Draw a scene into a file: every line and every choice on one page, the ways between them coloured by score.

    Parameters
    ----------
    root : str or Path
        The checkout.
    name : str or Path
        The id of a practice or graded scene, or the path of its file.
    out : str or Path, optional
        ``.svg`` for a picture, ``.mmd`` for Mermaid text. A file that you name is replaced. When left out,
        ``<id>.svg`` in the working folder, where an earlier drawing gives way to the new one and nothing else does.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    BuildError
        The suffix is neither, a file that nobody named is there and is no earlier drawing, or the file cannot be
        written.
    ContentError
        There is no such scene, or its file does not fit; ``faults`` holds one line a fault.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from cxcourse.content import course_root
    >>> with TemporaryDirectory() as folder:
    ...     draw_scene(course_root(), "m01-taster", Path(folder, "taster.mmd")).read_text(encoding="utf-8")[:12]
    'flowchart TD'
    """
    root, named = path_of("root", root, BuildError), path_of("name", name, BuildError)
    likely = [named, root / GRADED / f"{name}.yaml"]
    file = next((path for path in likely if path.suffix == ".yaml" and path.is_file()), None)
    scene = read_scene(file) if file else load_scene(str(name), root)
    path = Path(f"{scene.id}.svg") if out is None else path_of("out", out, BuildError)
    makers = {".svg": drawing, ".mmd": flowchart}
    if path.suffix.lower() not in makers:
        raise BuildError(f"{path}: a scene is drawn as .svg (a picture) or .mmd (text for Mermaid). Name such a file.")
    if out is None and path.exists() and not _drawn_before(path):
        raise BuildError(
            f"{path}: is there already, is no drawing of a scene, and was not touched. Name the file to draw into, "
            "this one or another (on the command line after --out)."
        )
    _write(path, makers[path.suffix.lower()](scene))
    return path


def _drawn_before(path: Path) -> bool:
    try:
        return is_drawing(path.read_bytes())
    except OSError:  # a folder, or a file that may not be read
        return False
