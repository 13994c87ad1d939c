"""A throw-away nbgrader course for tests: the real commands, the real files, made-up learners."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook

from cxcourse import answers
from cxcourse.authoring.build import make_source

ROOT = Path(__file__).resolve().parents[2]
FIXTURE = Path(__file__).parent / "fixture"


class Course:
    """One exercise in a course folder of its own."""

    def __init__(self, folder: Path, root: Path, exercise: str) -> None:
        self.folder, self.exercise = folder.resolve(), exercise
        shutil.copytree(root / "exercises" / "keys", self.folder / "keys")
        shutil.copyfile(ROOT / "exercises" / "nbgrader_config.py", self.folder / "nbgrader_config.py")
        make_source(root, exercise, self.folder)
        self.nbgrader("generate_assignment", exercise)

    def nbgrader(self, *words: str, fails: bool = False) -> str:
        """Run a stock command in the course folder; return what it said."""
        command = [sys.executable, "-m", "nbgrader", *words]
        # as in an activated environment; without it stock nbgrader does not find its own alembic
        path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert (done.returncode != 0) is fails, done.stderr
        return done.stdout + done.stderr

    def submit(
        self,
        student: str,
        responses: dict[str, Any] | None = None,
        written: dict[str, str] | None = None,
        change: Callable[[Any], None] | None = None,
    ) -> Path:
        """Hand in: the released folder, answers as the widgets save them, texts, and what else was done to it."""
        folder = self.folder / "submitted" / student / self.exercise
        shutil.copytree(self.folder / "release" / self.exercise, folder)
        for task, response in (responses or {}).items():
            answers.save(task, "task", {"response": response}, folder / "answers")
        path = folder / f"{self.exercise}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.id in (written or {}):
                cell.source = written[cell.id]
        if change:
            change(notebook)
        nbformat.write(notebook, path)
        return folder

    def grade(self) -> str:
        """Autograde everything that was handed in."""
        return self.nbgrader("autograde", self.exercise)

    def without_judge(self, folder: Path, student: str) -> dict[str, float]:
        """Grade what a student handed in without our config, as stock nbgrader would; return the points by task."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("autograded", "feedback", "gradebook.db"))
        (folder / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "bare"\n')
        bare = Course.__new__(Course)
        bare.folder, bare.exercise = folder, self.exercise
        bare.nbgrader("generate_assignment", self.exercise, "--force")
        bare.nbgrader("autograde", self.exercise, "--student", student)
        return bare.scores(student)

    def grades(self, student: str) -> dict[str, Any]:
        """Return what the gradebook holds for a student: grade id to the grade's row, as plain values."""
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as book:
            found = book.find_submission(self.exercise, student)
            return {
                g.name: {
                    "auto": g.auto_score,
                    "manual": g.manual_score,
                    "open": g.needs_manual_grade,
                    "score": g.score,
                }
                for notebook in found.notebooks
                for g in notebook.grades
            }

    def scores(self, student: str) -> dict[str, float]:
        """Return the points a student has by task, whoever gave them."""
        return {name: grade["score"] for name, grade in self.grades(student).items()}

    def mark(self, student: str, points: dict[str, float]) -> None:
        """Mark written answers by hand, as formgrader does."""
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as book:
            for task, given in points.items():
                grade = book.find_grade(task, self.exercise, self.exercise, student)
                grade.manual_score, grade.needs_manual_grade = given, False
            book.db.commit()

    def autograded(self, student: str) -> Any:
        """Return the executed and judged notebook."""
        return nbformat.read(self.folder / "autograded" / student / self.exercise / f"{self.exercise}.ipynb", 4)

    def feedback(self, student: str) -> str:
        """Return the feedback page of a student."""
        page = self.folder / "feedback" / student / self.exercise / f"{self.exercise}.html"
        return page.read_text(encoding="utf-8")
