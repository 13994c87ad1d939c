"""``cxcourse demo``: the whole graded path in a throw-away folder, with three made-up learners.

Every step is the real one: nbgrader's own commands in processes of their own, answers written by the learner's side of
the course, an exchange folder as on a shared machine.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from cxcourse.content import Key, course_root
from cxcourse.content.keys import load_key
from cxcourse.errors import CourseError, GradingError
from cxcourse.grading.config import scripts_path
from cxcourse.grading.record import points_text, words
from cxcourse.grading.submissions import Submission, load_submissions

EXERCISE = "m01_intro"
LEARNERS = ("reference", "typical", "blank")
# What a learner does in the notebook, done in a process of its own: the text twin of the widget.
_ANSWER = """
import json, sys
from cxcourse import task
for name, response in json.load(sys.stdin).items():
    task(name).answer(response)
"""


@dataclass
class _Demo:
    """One demonstration: its folders, its learners and the key."""

    folder: Path
    key: Key
    people: list[Submission]

    @property
    def course(self) -> Path:
        return self.folder / "course"

    def home(self, person: Submission) -> Path:
        return self.folder / "learners" / person.name

    def nbgrader(self, where: Path, *arguments: str) -> None:
        """Run one of nbgrader's commands; the course's settings and the exchange of this demo are found by it."""
        _process([sys.executable, "-m", "nbgrader", *arguments, "--log-level=WARN"], where, self.environment())

    def environment(self) -> dict[str, str]:
        # nbgrader's cache and Jupyter's own files stay inside the demo as well
        inside = {
            "JUPYTER_DATA_DIR": str(self.folder / "jupyter"),
            "CXCOURSE_ANSWERS": "",
            "PATH": scripts_path(),
        }
        return os.environ | inside


def _process(command: list[str], where: Path, environment: dict[str, str], given: str = "") -> None:
    """Run a process to its end; raise a GradingError with its last words when it fails."""
    done = subprocess.run(command, cwd=where, env=environment, input=given, capture_output=True, text=True)
    if done.returncode:
        words_ = "\n".join((done.stderr or done.stdout).strip().splitlines()[-12:])
        raise GradingError(f"{' '.join(command[2:5])} failed in {where}:\n{words_}")


def run(folder: Path | None = None, keep: bool = True, console: Console | None = None) -> int:
    """Show the whole path from release to feedback.

    Parameters
    ----------
    folder : Path, optional
        Where to work; it must be new or empty. A temporary folder when left out.
    keep : bool
        Whether the folder stays, so that the feedback pages can be opened.
    console : rich.console.Console, optional
        Where to show it.

    Returns
    -------
    int
        0 when every made-up learner got the points worked out by hand, else 1.

    Raises
    ------
    CourseError
        There are no keys (a wheel carries none), or the folder is not empty, or a step failed.
    """
    console = console or Console()
    exercises = course_root() / "exercises"
    key_file = exercises / "keys" / f"{EXERCISE}.yaml"
    if not key_file.is_file():
        raise CourseError(
            "The demo needs the answer keys, and those are only in a checkout of the course: an installed package "
            "carries none, so that no learner has them. Clone the repository and run cxcourse demo there."
        )
    people = {s.name: s for s in load_submissions(exercises / "keys" / f"{EXERCISE}.submissions.yaml")}
    place = _fresh(folder)
    try:
        show = _Demo(place, load_key(key_file), [people[name] for name in LEARNERS])
        _walk(show, exercises, console)
        return _report(show, console, keep)
    finally:
        if not keep:
            shutil.rmtree(place, ignore_errors=True)


def _fresh(folder: Path | None) -> Path:
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="cxcourse-demo-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise CourseError(f"{folder} is not empty. Name a new folder, so that nothing of yours is touched.")
    return folder.resolve()


def _walk(show: _Demo, exercises: Path, console: Console) -> None:
    steps = list(_steps(show, exercises))
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=len(steps))
        for says, step in steps:
            progress.update(bar, description=f"{says:<48}")
            step()
            progress.advance(bar)
        progress.update(bar, description=f"{'done':<48}")


def _steps(show: _Demo, exercises: Path) -> Iterator[tuple[str, Callable[[], Any]]]:
    nbgrader, course = show.nbgrader, show.course
    yield "instructor: build the exercise", lambda: _prepare(show, exercises)
    yield (
        "instructor: nbgrader generate_assignment",
        lambda: nbgrader(course, "generate_assignment", EXERCISE),
    )
    yield "instructor: nbgrader release_assignment", lambda: nbgrader(course, "release_assignment", EXERCISE)
    for person in show.people:
        yield f"{person.learner}: fetch and work", lambda p=person: _work(show, p)
        yield f"{person.learner}: nbgrader submit", lambda p=person: _submit(show, p)
    yield (
        "instructor: nbgrader collect",
        lambda: nbgrader(course, "collect", EXERCISE, "--Collect.check_owner=False"),
    )
    yield "instructor: nbgrader autograde", lambda: nbgrader(course, "autograde", EXERCISE)
    yield "instructor: mark the written answers", lambda: _mark(show)
    yield "instructor: nbgrader generate_feedback", lambda: nbgrader(course, "generate_feedback", EXERCISE)


def _prepare(show: _Demo, exercises: Path) -> None:
    """Copy what an instructor has, make the source of the exercise, and set up an exchange folder."""
    from cxcourse.authoring.build import make_source

    show.course.mkdir(parents=True)
    shutil.copytree(exercises / "keys", show.course / "keys")
    make_source(exercises.parent, EXERCISE, show.course)
    exchange = show.folder / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    settings = (exercises / "nbgrader_config.py").read_text(encoding="utf-8")
    (show.course / "nbgrader_config.py").write_text(
        f"{settings}\nget_config().Exchange.root = {str(exchange)!r}\n", encoding="utf-8"
    )


def _work(show: _Demo, person: Submission) -> None:
    """Fetch the exercise from the exchange, answer through the course's own functions, write the written answer."""
    home = show.home(person)
    home.mkdir(parents=True)
    exchange = show.folder / "exchange"
    lines = "c = get_config()\nc.CourseDirectory.course_id = 'cxcourse'\n"
    (home / "nbgrader_config.py").write_text(f"{lines}c.Exchange.root = {str(exchange)!r}\n", encoding="utf-8")
    show.nbgrader(home, "fetch_assignment", EXERCISE)
    folder = home / EXERCISE
    if person.responses:
        command = [sys.executable, "-c", _ANSWER]
        _process(command, folder, show.environment(), json.dumps(person.responses))
    path = folder / f"{EXERCISE}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.source = person.written.get(cell.id, cell.source)
    nbformat.write(notebook, path)


def _submit(show: _Demo, person: Submission) -> None:
    show.nbgrader(show.home(person), "submit", EXERCISE, f"--student={person.name}")


def _mark(show: _Demo) -> None:
    """Give the points for written answers, as a person does in formgrader."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{show.course / 'gradebook.db'}", "cxcourse") as book:
        for person in show.people:
            for task, points in person.manual.items():
                grade = book.find_grade(task, EXERCISE, EXERCISE, person.name)
                grade.manual_score, grade.needs_manual_grade = points, False
        book.db.commit()


def _scores(show: _Demo, person: Submission) -> dict[str, float]:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{show.course / 'gradebook.db'}", "cxcourse") as book:
        found = book.find_submission(EXERCISE, person.name)
        return {g.name: float(g.score) for notebook in found.notebooks for g in notebook.grades}


def _report(show: _Demo, console: Console, keep: bool) -> int:
    points = {t.id: t.points for t in show.key.tasks} | {w.id: w.points for w in show.key.written}
    table = Table(title=show.key.title, caption="Points from nbgrader's gradebook", title_justify="left")
    for name in ("Learner", *(f"{t}\nof {points_text(p)}" for t, p in points.items()), "Total"):
        table.add_column(name, justify="left" if name == "Learner" else "right")
    as_expected = True
    for person in show.people:
        scores = _scores(show, person)
        wanted = person.expect | person.manual
        as_expected &= all(abs(scores[t] - p) <= 0.01 for t, p in wanted.items())
        cells = [points_text(scores[t]) for t in points]
        table.add_row(f"{person.learner} ({person.name})", *cells, points_text(sum(scores.values())))
    console.print(table)
    for person in show.people:
        if person.misconceptions:
            console.print(f"{person.learner} reads about: {'; '.join(words(m) for m in person.misconceptions)}")
    if not as_expected:
        console.print("[bold red]The points are not those worked out by hand.[/]")
    if keep:
        console.print("\nOpen the feedback pages in a browser:")
        for person in show.people:
            page = show.course / "feedback" / person.name / EXERCISE / f"{EXERCISE}.html"
            console.print(page.as_uri(), soft_wrap=True)
    return 0 if as_expected else 1
