"""The small course that several files look at. Nothing in fixture/ and fixture_code/ is a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.grading.course import Course
from tests.grading.handed_in import graded

collect_ignore = ["fixture", "fixture_code"]  # a notebook source there runs in a learner's kernel only


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course with one task of each kind, graded once for all."""
    folder: Path = tmp_path_factory.mktemp("kinds")
    return graded(folder)
