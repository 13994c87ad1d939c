"""Every error of cxcourse, drawn once.

    CourseError            a fault that a person can act on
    ├── ContentError       a text of the course (YAML, notebook source) is wrong
    ├── DataError          a table or a number is not what a function needs
    ├── AnswerError        an answer cannot be read or does not fit its question
    ├── BuildError         a generated file differs or cannot be made
    └── GradingError       a submission or a gradebook cannot be graded

A message says what was wrong, where, what was found and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable


class CourseError(Exception):
    """A fault that a person can act on; its text is a sentence for that person."""


class ContentError(CourseError):
    """A text of the course is wrong; ``faults`` lists every fault of the file at once."""

    def __init__(self, message: str, faults: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class DataError(CourseError):
    """A table or a number is not what a function needs."""


class AnswerError(CourseError):
    """An answer cannot be read or does not fit its question."""


class BuildError(CourseError):
    """A generated file differs from its source or cannot be made."""


class GradingError(CourseError):
    """A submission or a gradebook cannot be graded."""


def did_you_mean(name: object, known: Iterable[str]) -> str:
    """Return a question for a message about an unknown name, with a blank after it; empty where nothing comes near.

    Examples
    --------
    >>> did_you_mean("emotoin", ["emotion", "lens"]), did_you_mean("weather", ["emotion", "lens"])
    ("Did you mean 'emotion'? ", '')
    """
    import difflib

    near = difflib.get_close_matches(str(name), list(known), n=1)
    return f"Did you mean {near[0]!r}? " if near else ""
