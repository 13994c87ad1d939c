"""From an nbgrader source folder to the student copy, by nbgrader's own generate_assignment."""

from __future__ import annotations

import io
import logging
import os
import tempfile
from functools import lru_cache
from pathlib import Path

from traitlets.config import Config, PyFileConfigLoader

from cxcourse.errors import BuildError
from cxcourse.grading.config import scripts_path


def generate(course: Path, exercise: str) -> Path:
    """Make ``release/<exercise>`` of a course folder.

    The converter behind ``nbgrader generate_assignment`` is called with the course's own ``nbgrader_config.py``; a
    test compares the result with that of the command.

    Parameters
    ----------
    course : Path
        An nbgrader course root with ``nbgrader_config.py`` and ``source/<exercise>/``; its gradebook is made there.
    exercise : str
        The assignment.

    Returns
    -------
    Path
        The release folder.

    Raises
    ------
    BuildError
        nbgrader refused; its own words are in the message.
    """
    from nbgrader.converters import GenerateAssignment, NbGraderException
    from nbgrader.coursedir import CourseDirectory

    gradebook = course / "gradebook.db"
    if not gradebook.exists():
        gradebook.write_bytes(_empty_gradebook())
    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(course.resolve())).load_config())
    config.CourseDirectory.assignment_id = exercise
    said = io.StringIO()
    log = logging.getLogger(f"cxcourse.release.{exercise}")
    log.handlers, log.propagate = [logging.StreamHandler(said)], False
    log.setLevel(logging.WARNING)
    try:
        converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
        converter.log = log
        converter.start()
    except (NbGraderException, RuntimeError) as error:
        raise BuildError(f"{exercise}: nbgrader could not make the release: {error}\n{said.getvalue()}") from None
    return course / "release" / exercise


@lru_cache(maxsize=1)
def _empty_gradebook() -> bytes:
    """Return a new gradebook. nbgrader starts a program to make one, which takes longer than all the rest."""
    from nbgrader.api import Gradebook

    with tempfile.TemporaryDirectory(prefix="cxcourse-gradebook-") as folder:
        path = Path(folder) / "gradebook.db"
        os.environ["PATH"] = scripts_path()
        Gradebook(f"sqlite:///{path}").close()
        return path.read_bytes()
