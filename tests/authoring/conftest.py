"""A small whole course in a folder of its own: one module, one exercise, a README."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cxcourse.authoring.build import build

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "tests" / "grading" / "fixture"

COURSE = """\
title: "A course"
licence: CC-BY-4.0
modules:
- {id: t01, folder: t01_small, title: "Module 1: Small", minutes: 20, graded_minutes: 10,
   summary: "A start.", status: ready, outcomes: []}
- {id: t02, folder: t02_next, title: "Module 2: Next", minutes: 30, graded_minutes: 0, prerequisites: [t01],
   summary: "More.", status: planned, outcomes: []}
"""
MODULE = """\
# ---
# cxcourse: {module: t01}
# ---

# %% [markdown] facts=["F232", "F235"] minutes=4 tags=["debate"]
# # Small
#
# Some text.

# %% widget=true
Quiz("t01-before")

# %% checkpoint=true
1 + 1
"""
README = "# Course\n\n<!-- modules -->\nold\n<!-- /modules -->\n\nThe end.\n"
BANK = "module: t01\nquizzes: []\nitems: []\n"


def _written_by_hand(course: Path) -> Path:
    folder = course / "modules" / "t01_small"
    folder.mkdir(parents=True)
    (course / "modules" / "course.yaml").write_text(COURSE, encoding="utf-8")
    (folder / "t01_small.py").write_text(MODULE, encoding="utf-8")
    (folder / "quiz.yaml").write_text(BANK, encoding="utf-8")
    (course / "README.md").write_text(README, encoding="utf-8")
    shutil.copytree(FIXTURE / "exercises", course / "exercises")
    shutil.copyfile(ROOT / "exercises" / "nbgrader_config.py", course / "exercises" / "nbgrader_config.py")
    return course


@pytest.fixture
def root(tmp_path):
    """Return a course root with everything that is written by hand and nothing that is generated."""
    return _written_by_hand(tmp_path / "course")


@pytest.fixture(scope="session")
def _built_once(tmp_path_factory):
    course = _written_by_hand(tmp_path_factory.mktemp("built") / "course")
    build(course)
    return course


@pytest.fixture
def built(_built_once, tmp_path):
    """Return a course root after ``cxcourse build``."""
    return Path(shutil.copytree(_built_once, tmp_path / "course"))
