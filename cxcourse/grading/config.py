"""The settings with which nbgrader grades this course; ``exercises/nbgrader_config.py`` takes them.

Everything is an extension point of nbgrader itself, so that its commands, formgrader and gradebook work unchanged.
"""

from __future__ import annotations

import os
import sysconfig
from pathlib import Path
from typing import Any

_STOCK = "nbgrader.preprocessors."
_OURS = "cxcourse.grading.preprocessors."

GENERATE = [
    _STOCK + "IncludeHeaderFooter", _STOCK + "InstantiateTests", _STOCK + "LockCells", _OURS + "ClearAnswers",
    _STOCK + "ClearOutput", _STOCK + "CheckCellMetadata", _STOCK + "ComputeChecksums", _STOCK + "SaveCells",
    _STOCK + "ClearHiddenTests", _STOCK + "ClearMarkScheme", _STOCK + "ComputeChecksums",
    _STOCK + "CheckCellMetadata",
]  # fmt: skip
# Links are refused and cells repaired before nbgrader looks at the first cell: its own checks stop a whole run.
SANITIZE = [
    _OURS + "RefuseLinks", _OURS + "Repair", _STOCK + "ClearOutput", _STOCK + "DeduplicateIds",
    _STOCK + "OverwriteKernelspec", _STOCK + "OverwriteCells", _STOCK + "CheckCellMetadata",
]  # fmt: skip
# The judge speaks last before the grades are saved: nothing that a kernel did can follow it.
AUTOGRADE = [
    "cxcourse.grading.execute.ExecuteToTheEnd", _STOCK + "IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor", _STOCK + "LimitOutput", _OURS + "CleanOutputs", _OURS + "Judge",
    _STOCK + "SaveAutoGrades", _STOCK + "AssignLatePenalties", _STOCK + "CheckCellMetadata", _OURS + "EscapeText",
]  # fmt: skip


def nbgrader_defaults(c: Any, course_id: str, root: Path | str) -> None:
    """Set up nbgrader for this course.

    Parameters
    ----------
    c : traitlets.config.Config
        What ``get_config()`` returns in ``nbgrader_config.py``.
    course_id : str
        The name of the course in the exchange and the gradebook.
    root : Path or str
        The folder of the config file: ``source/``, ``submitted/`` and the gradebook lie there, ``keys/`` too.
    """
    root = Path(root).resolve()
    os.environ["PATH"] = scripts_path()
    c.CourseDirectory.course_id = course_id
    c.CourseDirectory.root = str(root)
    # Formgrader, a command and a second command may meet in one gradebook: wait for each other instead of failing.
    c.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}?timeout=60"
    c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.tmp"]
    c.GenerateAssignment.preprocessors = list(GENERATE)
    # What is in release/ is always made from source/: without force nbgrader would skip it and record no assignment.
    c.GenerateAssignment.force = True
    c.Autograde.sanitize_preprocessors = list(SANITIZE)
    c.Autograde.autograde_preprocessors = list(AUTOGRADE)
    c.Autograde.pre_convert_hook = "cxcourse.grading.preprocessors.report_names"
    c.GenerateFeedback.exporter_class = "cxcourse.grading.feedback.OfflineFeedback"
    c.Judge.keys = c.ExecuteToTheEnd.keys = str(root / "keys")
    c.Execute.timeout = 30
    c.Execute.shutdown_kernel = "immediate"
    c.ExchangeSubmit.strict = True
    # An upload through a learning platform: one archive a learner, with the notebook and the answers folder in it.
    c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".json"]
    c.FileNameCollectorPlugin.named_regexp = (
        r".*/extracted/(?P<student_id>[^/]+)/(?:[^/]+/)*?(?P<file_id>(?:answers/)?[^/]+)$"
    )


def scripts_path() -> str:
    """Return the search path of programs with this environment's own scripts on it.

    nbgrader starts ``alembic`` by its bare name, which fails where a virtual environment is not activated.
    """
    scripts, path = sysconfig.get_path("scripts"), os.environ.get("PATH", "")
    return path if scripts in path.split(os.pathsep) else os.pathsep.join([scripts, path])
