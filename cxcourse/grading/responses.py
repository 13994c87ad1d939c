"""What a learner answered: handed over by a task's own cell, or recorded in an answers file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from cxcourse import answers
from cxcourse.grading.tasks import RESPONSE_MIME


def shown_response(cell: NotebookNode, task: str) -> Any:
    """Return the response that the task's own cell handed over while the notebook ran, or ``None``.

    Whatever a patched kernel puts there is an answer to be judged like any other.
    """
    found = None
    for output in cell.outputs:
        data = output.get("data", {}).get(RESPONSE_MIME)
        if isinstance(data, dict) and data.get("task") == task and _small(data):
            found = data.get("response")
    return None if found in (None, "", [], {}) else found


def _small(data: Any) -> bool:
    try:
        return len(json.dumps(data)) <= answers.MAX_BYTES
    except (RecursionError, TypeError, ValueError):
        return False


def recorded_response(folder: Path, task: str) -> tuple[Any, str]:
    """Return the response in the answers file of a submission, and why there is none that can be used."""
    place = folder / "answers"
    if place.is_symlink():
        return None, "the answers folder is a link to another place and was not used."
    if not os.path.lexists(place / f"{task}.json") and os.path.lexists(folder / f"{task}.json"):
        place = folder  # some learning platforms flatten what is uploaded
    elif not os.path.lexists(place):
        return None, "No `answers` folder was handed in with the notebook."
    saved = answers.load(task, place)
    trouble = saved.trouble.partition(", so it was not used")[0]
    return saved.data.get("response"), f"{trouble}. It was not used." if trouble else ""
