"""``cxcourse check``: is every generated file as the build would make it, and is nothing published that must not be?"""

from __future__ import annotations

from pathlib import Path

from cxcourse.authoring.build import generated, refuse_strangers
from cxcourse.authoring.leaks import KEY_FIELDS, answer_lines, key_strings, leaks_in
from cxcourse.authoring.scene import scene_faults
from cxcourse.content import load_bank, load_course
from cxcourse.content.keys import load_key
from cxcourse.content.lint import lint_bank, lint_items
from cxcourse.errors import ContentError, CourseError


def check(root: Path) -> list[str]:
    """Return every fault of a course; an empty list is what one wants.

    Parameters
    ----------
    root : Path
        The checkout.

    Returns
    -------
    list of str
        One sentence a fault: stale or missing generated files with the first line that differs, strangers in
        ``exercises/source``, keys in ``exercises/release``, faults of the content.
    """
    faults: list[str] = []
    for step in (_strangers, _generated, _release, _content, scene_faults):
        try:
            faults += step(root)
        except ContentError as error:
            faults += error.faults or (str(error),)
        except CourseError as error:
            faults.append(str(error))
    return list(dict.fromkeys(faults))


def _strangers(root: Path) -> list[str]:
    refuse_strangers(root)
    return []


def _generated(root: Path) -> list[str]:
    made = generated(root)
    faults = [fault for path, content in made.items() if (fault := _difference(root, path, content))]
    notebooks = [p for p in (root / "modules").glob("*/*.ipynb")]
    released = [p for p in (root / "exercises" / "release").rglob("*") if p.is_file() and p.name != ".gitkeep"]
    for path in (*notebooks, *released):
        below = path.relative_to(root)
        if below not in made and ".ipynb_checkpoints" not in below.parts:
            faults.append(f"{below}: nothing is generated under this name. Remove it, or add its source.")
    return faults


def _difference(root: Path, path: Path, content: bytes) -> str | None:
    """Say where a file differs from what the build makes; ``exercises/source`` is kept by nobody and may be missing."""
    target = root / path
    if not target.is_file():
        kept = path.parts[:2] != ("exercises", "source")
        return f"{path}: is missing. Run: cxcourse build" if kept else None
    found = target.read_bytes()
    if found == content:
        return None
    ours, theirs = content.splitlines(keepends=True), found.splitlines(keepends=True)
    pairs = zip(ours, theirs, strict=False)
    line = next((n for n, (a, b) in enumerate(pairs, start=1) if a != b), min(len(ours), len(theirs)) + 1)
    have = theirs[line - 1].decode(errors="replace").strip()[:80] if line <= len(theirs) else "the end"
    want = ours[line - 1].decode(errors="replace").strip()[:80] if line <= len(ours) else "the end"
    return f"{path}:{line}: differs from its source: found {have!r}, the build makes {want!r}. Run: cxcourse build"


def _release(root: Path) -> list[str]:
    faults = []
    for path in sorted((root / "exercises" / "keys").glob("*.yaml")):
        if path.name.endswith(".submissions.yaml"):
            continue
        key, release = load_key(path), root / "exercises" / "release" / path.stem
        secrets = key_strings(key) | answer_lines(key) | KEY_FIELDS
        faults += [
            f"exercises/release/{path.stem}/{leak}: the key is given away" for leak in leaks_in(release, secrets)
        ]
        faults += [
            f"{p.relative_to(root)}: Python files are not released. Remove it." for p in sorted(release.rglob("*.py"))
        ]
    return faults


def _content(root: Path) -> list[str]:
    """Read every bank and every key of the ready modules, and let the lint of the content speak."""
    faults: list[str] = []
    for module in load_course(root).modules:
        if module.status != "ready":
            continue
        try:
            faults += lint_bank(load_bank(module.id, root))
            if module.exercise:
                key = load_key(root / "exercises" / "keys" / f"{module.exercise}.yaml")
                faults += lint_items([task.item for task in key.tasks if task.item])
        except ContentError as error:
            faults += error.faults or (str(error),)
    return faults
