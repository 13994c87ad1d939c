"""How far a learner is: questions answered of all, read from the answers files and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxcourse import answers
from cxcourse.content import Module, load_bank, load_tasks
from cxcourse.errors import CourseError


@dataclass(frozen=True, kw_only=True)
class Count:
    """Questions answered of all."""

    done: int = 0
    total: int = 0

    @property
    def complete(self) -> bool:
        """Whether there is something to answer and all of it is answered."""
        return 0 < self.total <= self.done

    def __add__(self, other: Count) -> Count:
        return Count(done=self.done + other.done, total=self.total + other.total)


def practice(workspace: Path, root: Path, module: Module) -> Count:
    """Count the practice questions of a module; a question counts as answered after its first attempt.

    Parameters
    ----------
    workspace : Path
        The learner's folder.
    root : Path
        The course, which knows how many questions there are.
    module : Module
    """
    where = workspace / "modules" / module.folder / "answers"
    done = total = 0
    for quiz in load_bank(module.id, root).quizzes:
        answered = _answered(answers.load(quiz.id, where).data)
        total += len(quiz.items)
        done += len(answered & set(quiz.items))
    return Count(done=done, total=total)


def graded(workspace: Path, module: Module) -> Count:
    """Count the saved tasks of a module's exercise; an exercise that is not there has none."""
    folder = workspace / "exercises" / (module.exercise or "")
    try:
        sheet = load_tasks(folder) if module.exercise else None
    except CourseError:
        return Count()
    ids = sheet.ids if sheet else ()
    saved = [task for task in ids if answers.load(task, folder / "answers").data]
    return Count(done=len(saved), total=len(ids))


def _answered(data: dict[str, Any]) -> set[str]:
    """Ids of the items that have an attempt; an answers file is the learner's, so anything may be in it."""
    items = data.get("items")
    if not isinstance(items, dict):
        return set()
    return {name for name, item in items.items() if isinstance(item, dict) and item.get("attempts")}
