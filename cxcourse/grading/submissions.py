"""Made-up submissions of an exercise: what some learners hand in and what each of them should get."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cxcourse.content.strict import read_strict


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One made-up learner: answers, texts, and the points that they are worth by hand calculation."""

    name: str
    learner: str
    about: str
    expect: dict[str, float]
    responses: dict[str, Any] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    manual: dict[str, float] = field(default_factory=dict)
    misconceptions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Submissions:
    """A ``keys/<exercise>.submissions.yaml``."""

    exercise: str
    submissions: tuple[Submission, ...]


def load_submissions(path: Path) -> tuple[Submission, ...]:
    """Return the made-up submissions of an exercise, or raise ``ContentError`` with every fault of the file."""
    found: Submissions = read_strict(path, Submissions)
    return found.submissions
