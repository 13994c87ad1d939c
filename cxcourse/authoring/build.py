"""``cxcourse build``: everything that is generated, from what is written by hand.

    modules/<m>/<m>.py             ->  modules/<m>/<m>.ipynb
    exercises/authored/<e>.py
      + exercises/keys/<e>.yaml    ->  exercises/source/<e>/  ->  exercises/release/<e>/
    modules/course.yaml            ->  the module table of README.md
    shapes of content and core     ->  cxcourse/content/schema/*.schema.json

The same input gives the same bytes, on any day and machine.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from cxcourse.authoring.cells import module_notebook, notebook_text
from cxcourse.authoring.exercise import giveaways, sheet_text, source_notebook, task_sheet
from cxcourse.authoring.pages import readme_text, schema_texts
from cxcourse.authoring.release import generate
from cxcourse.content import load_course
from cxcourse.content.keys import load_key
from cxcourse.errors import BuildError

START, END = "<!-- modules -->", "<!-- /modules -->"
CONFIG = "nbgrader_config.py"


def build(root: Path, only: str | None = None, out: Path | None = None) -> list[Path]:
    """Generate every generated file of a course.

    Parameters
    ----------
    root : Path
        The checkout: it holds ``modules/`` and ``exercises/``.
    only : str, optional
        One module or exercise, by its name (``m01_intro``); all when left out.
    out : Path, optional
        Where to write; ``root`` when left out.

    Returns
    -------
    list of Path
        The files that were written; a file that was up to date is left alone and not listed.

    Raises
    ------
    CourseError
        A source or a key is wrong, or ``exercises/source`` holds something that would be published.
    """
    out = out or root
    refuse_strangers(root)
    written = []
    for path, content in generated(root, only).items():
        target = out / path
        if target.is_file() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.append(target)
    if not written and only and not _known(root, only):
        raise BuildError(
            f"there is nothing called {only!r} to build; names are those of modules/ and exercises/authored/"
        )
    return written


def generated(root: Path, only: str | None = None) -> dict[Path, bytes]:
    """Return every generated file of a course: its path below the root and its bytes."""
    files: dict[Path, str] = {}
    for module in load_course(root).modules:
        source = root / "modules" / module.folder / f"{module.folder}.py"
        if source.is_file() and only in (None, module.folder):
            files[source.with_suffix(".ipynb").relative_to(root)] = notebook_text(module_notebook(source, module.id))
    made = {path: text.encode() for path, text in files.items()}
    authored = sorted(p.stem for p in (root / "exercises" / "authored").glob("*.py"))
    made |= exercise_files(root, [e for e in authored if only in (None, e)])
    if only is None:
        made |= {path: text.encode() for path, text in _pages(root).items()}
    return made


def exercise_files(root: Path, exercises: list[str]) -> dict[Path, bytes]:
    """Return source and release of some exercises; nbgrader makes the release in a throw-away folder."""
    if not exercises:
        return {}
    made: dict[Path, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="cxcourse-build-") as temporary:
        course = Path(temporary).resolve()
        shutil.copyfile(root / "exercises" / CONFIG, course / CONFIG)
        for exercise in exercises:
            source = make_source(root, exercise, course)
            release = generate(course, exercise)
            files = [p for folder in (source, release) for p in sorted(folder.rglob("*")) if p.is_file()]
            made |= {Path("exercises") / p.relative_to(course): p.read_bytes() for p in files}
    return made


def make_source(root: Path, exercise: str, course: Path) -> Path:
    """Write ``source/<exercise>`` of an nbgrader course folder and return it.

    Raises
    ------
    CourseError
        The notebook source or the key is wrong, or the key would give itself away.
    """
    key = load_key(root / "exercises" / "keys" / f"{exercise}.yaml")
    if key.exercise != exercise:
        raise BuildError(f"keys/{exercise}.yaml names the exercise {key.exercise!r}; name it {exercise!r}")
    faults = giveaways(key)
    if faults:
        raise BuildError("a key would be given away\n  " + "\n  ".join(faults))
    notebook = source_notebook(root / "exercises" / "authored" / f"{exercise}.py", key)
    source = course / "source" / exercise
    source.mkdir(parents=True)
    (source / f"{exercise}.ipynb").write_bytes(notebook_text(notebook).encode())
    (source / "tasks.json").write_bytes(sheet_text(task_sheet(key)).encode())
    return source


def refuse_strangers(root: Path) -> None:
    """Refuse to build when ``exercises/source`` holds anything that the build has not made.

    nbgrader publishes every file it finds there, and copies it over what learners hand in: an answers folder left by
    trying out a notebook would become the answers of the whole class.
    """
    source = root / "exercises" / "source"
    strangers = [
        path for path in sorted(source.rglob("*")) if not path.is_dir() and not _ours(path.relative_to(source))
    ]
    answers = sorted(p for p in source.rglob("answers"))
    if answers or strangers:
        names = "\n  ".join(str(p.relative_to(root)) for p in (*answers, *strangers))
        raise BuildError(
            f"exercises/source holds files that would be published, or would replace answers:\n  {names}\n"
            "Move them away; everything in that folder is made by cxcourse build."
        )


def _ours(path: Path) -> bool:
    if ".ipynb_checkpoints" in path.parts:
        return True
    return len(path.parts) == 2 and path.name in ("tasks.json", f"{path.parts[0]}.ipynb")


def _known(root: Path, name: str) -> bool:
    places = (root / "modules" / name / f"{name}.py", root / "exercises" / "authored" / f"{name}.py")
    return any(p.is_file() for p in places)


def _pages(root: Path) -> dict[Path, str]:
    pages = {Path("cxcourse/content/schema") / name: text for name, text in schema_texts().items()}
    readme = root / "README.md"
    if readme.is_file() and START in (text := readme.read_text(encoding="utf-8")):
        pages[Path("README.md")] = readme_text(text, load_course(root), START, END)
    return pages
