"""A small course on disk that a test may change at will, and a workspace for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

NOTEBOOK = "modules/m01_intro/m01_intro.ipynb"
EXERCISE = "exercises/m01_intro/m01_intro.ipynb"

COURSE = """\
title: "A small course"
licence: CC-BY-4.0
modules:
- {id: m01, folder: m01_intro, title: "Module 1: Intro", minutes: 90, graded_minutes: 30, exercise: m01_intro,
   summary: "First steps.", status: ready}
- {id: m02, folder: m02_next, title: "Module 2: Next", minutes: 80, graded_minutes: 30, prerequisites: [m01],
   summary: "Second steps.", status: planned}
"""
ITEM = """\
- id: m01-i0{n}
  version: 1
  module: m01
  outcome: m01.o1
  facts: [F232]
  type: single
  bloom: understand
  stem: "Which one, {n}?"
  options:
  - {{text: "This", correct: true, feedback: "Yes."}}
  - {{text: "That", correct: false, feedback: "No."}}
  hint: "Look again."
  explanation: "It is this."
  status: draft
"""
QUIZ = """\
module: m01
quizzes:
- {id: m01-before, title: "Before", items: [m01-i01, m01-i02]}
- {id: m01-after, title: "After", items: [m01-i03]}
items:
""" + "".join(ITEM.format(n=n) for n in (1, 2, 3))


def notebook(*sources: str, outputs: tuple = (), **metadata: object) -> bytes:
    """Return a notebook with one code cell a source."""
    cells = [
        {"cell_type": "code", "id": f"c{n}", "execution_count": 1 if outputs else None, "metadata": metadata,
         "outputs": list(outputs), "source": source}
        for n, source in enumerate(sources)
    ]  # fmt: skip
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1).encode()


class SmallCourse:
    """A course of two modules, the first one ready."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("modules/course.yaml", COURSE.encode())
        self.write("modules/m01_intro/quiz.yaml", QUIZ.encode())
        self.write("modules/m01_intro/m01_intro.py", b"# source")
        self.write("modules/m01_intro/instructor.md", b"for instructors")
        self.write("modules/m01_intro/fig/loop.svg", b"<svg/>")
        self.write("modules/m02_next/m02_next.ipynb", notebook("not yet"))
        self.write("exercises/keys/m01_intro.yaml", b"the key")
        self.publish(1)

    def write(self, name: str, content: bytes) -> None:
        """Put one file into the course."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def publish(self, version: int) -> bytes:
        """Put another version of the notebook and the exercise into the course; return the notebook."""
        content = notebook("import cxcourse", f"version = {version}")
        self.write(NOTEBOOK, content)
        self.write("exercises/release/m01_intro/m01_intro.ipynb", notebook(f"exercise = {version}"))
        self.write("exercises/release/m01_intro/tasks.json", b"{}")
        return content


@pytest.fixture
def small(tmp_path: Path) -> SmallCourse:
    return SmallCourse(tmp_path / "course")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "work"
