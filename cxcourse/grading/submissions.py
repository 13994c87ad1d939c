"""Made-up submissions of an exercise: what some learners hand in and what each of them should get."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import is_solution

from cxcourse.content.strict import read_strict
from cxcourse.errors import GradingError


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One made-up learner: answers, code, texts, and the points that they are worth by hand calculation.

    ``solved`` starts from the authored solutions; ``code`` replaces the source of single answer cells, by their name.
    """

    name: str
    learner: str
    about: str
    expect: dict[str, float]
    responses: dict[str, Any] = field(default_factory=dict)
    solved: bool = False
    code: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    manual: dict[str, float] = field(default_factory=dict)
    misconceptions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Submissions:
    """A ``keys/<exercise>.submissions.yaml``."""

    exercise: str
    submissions: tuple[Submission, ...]


def sources(submission: Submission, authored: NotebookNode) -> dict[str, str]:
    """Return what a made-up learner wrote into the notebook: cell id to source.

    Parameters
    ----------
    submission : Submission
        The learner.
    authored : NotebookNode
        The source notebook of the exercise, solutions included.
    """
    solutions = {c.id: c.source for c in authored.cells if c.cell_type == "code" and is_solution(c)}
    code = {f"{name}-answer": source.strip() for name, source in submission.code.items()}
    strange = sorted(set(code) - set(solutions))
    if strange:
        raise GradingError(f"{submission.name}: there are no answer cells {', '.join(strange)} in the exercise.")
    return (solutions if submission.solved else {}) | code | submission.written


def load_submissions(path: Path) -> tuple[Submission, ...]:
    """Return the made-up submissions of an exercise, or raise ``ContentError`` with every fault of the file."""
    found: Submissions = read_strict(path, Submissions)
    return found.submissions
