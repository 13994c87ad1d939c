"""The one door to the texts of the course: strict, every fault at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from cxcourse.content.course import (
    BankText,
    Course,
    Glossary,
    Key,
    Module,
    TaskSheet,
    Term,
    ValueLoop,
)
from cxcourse.content.strict import read_strict
from cxcourse.core.quiz import Bank, QuizSpec
from cxcourse.errors import ContentError

__all__ = [
    "BankText", "Course", "Glossary", "Key", "Module", "TaskSheet", "Term", "ValueLoop",
    "course_root", "load_bank", "load_course", "load_glossary", "load_quiz", "load_tasks",
    "load_value_model", "module_folder",
]  # fmt: skip


def course_root() -> Path:
    """Return the folder that holds ``modules/``, ``datasets/`` and ``exercises/``.

    A checkout is its own course; an installed wheel carries a copy.

    Raises
    ------
    ContentError
        Neither is there: the installation is incomplete.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package.parent, package / "course"):
        if (root / "modules" / "course.yaml").is_file():
            return root
    raise ContentError(f"{package}: the course texts are missing. Install cxcourse again, or work in a checkout.")


def load_course(root: Path | None = None) -> Course:
    """Return the course: its title and its modules in order."""
    return read_strict((root or course_root()) / "modules" / "course.yaml", Course)


def module_folder(module: str, root: Path | None = None) -> Path:
    """Return the folder of a module, such as ``modules/m01_intro`` for ``m01``."""
    root = root or course_root()
    found = {m.id: m for m in load_course(root).modules}
    if module not in found:
        raise ContentError(f"there is no module {module!r}. {_near(module, found)}The modules are {', '.join(found)}.")
    return root / "modules" / found[module].folder


def load_bank(module: str, root: Path | None = None) -> Bank:
    """Return the practice items of a module, read from its ``quiz.yaml``."""
    return read_strict(module_folder(module, root) / "quiz.yaml", BankText)


def load_quiz(quiz: str, root: Path | None = None) -> tuple[QuizSpec, Bank]:
    """Return a quiz by id, such as ``m01-before``, and the bank that holds its items."""
    root = root or course_root()
    banks = {m.id: root / "modules" / m.folder / "quiz.yaml" for m in load_course(root).modules}
    banks = {module: path for module, path in banks.items() if path.is_file()}
    own = banks.get(quiz.partition("-")[0])
    known: list[str] = []
    for path in [own] if own else banks.values():
        bank = read_strict(path, BankText)
        found = {spec.id: spec for spec in bank.quizzes}
        if quiz in found:
            return found[quiz], bank
        known += found
    raise ContentError(f"there is no quiz {quiz!r}. {_near(quiz, known)}The quizzes are {', '.join(known)}.")


def load_glossary(module: str, root: Path | None = None) -> Glossary:
    """Return the glossary of a module."""
    return read_strict(module_folder(module, root) / "glossary.yaml", Glossary)


def load_value_model(root: Path | None = None) -> ValueLoop:
    """Return the six elements of the value delivery model."""
    return read_strict(module_folder("m01", root) / "value_model.yaml", ValueLoop)


def load_tasks(folder: Path) -> TaskSheet:
    """Return the released tasks that lie beside an exercise notebook."""
    path = folder / "tasks.json"
    if not path.is_file():
        raise ContentError(
            f"{path}: not found. The file comes with the exercise: open the notebook in the folder you were given, "
            "with tasks.json beside it."
        )
    return read_strict(path, TaskSheet)


def _near(name: str, known: Iterable[str]) -> str:
    names = list(known)
    near = difflib.get_close_matches(name, names, n=max(1, len(names)))
    if not near:
        return ""
    # of equally near names, the one that comes first in the course
    best = max((n for n in names if n in near), key=lambda n: difflib.SequenceMatcher(None, n, name).ratio())
    return f"Did you mean {best!r}? "
