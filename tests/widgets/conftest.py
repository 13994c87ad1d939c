"""A notebook folder of its own for each test, with released tasks of all six kinds in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from cxcourse.core.quiz import prompt
from cxcourse.widgets.task import RecordedTask
from tests.core.items import ALL


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The notebook folder; answers go into ``answers/`` in it, as in a learner's workspace."""
    for name in ("NBGRADER_EXECUTION", "NBGRADER_VALIDATING", "CXCOURSE_STATIC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CXCOURSE_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(RecordedTask, "_answered", {})
    tasks = [{"points": 4, "prompt": asdict(prompt(item))} for item in ALL]
    sheet = {"exercise": "x01", "title": "Exercise", "tasks": tasks}
    (tmp_path / "tasks.json").write_text(json.dumps(sheet), encoding="utf-8")
    return tmp_path


@pytest.fixture
def saved(folder: Path) -> Any:
    """A function that returns the data of a saved task, or ``None`` where nothing was written."""

    def read(task: str) -> Any:
        path = folder / "answers" / f"{task}.json"
        return json.loads(path.read_text(encoding="utf-8"))["data"] if path.exists() else None

    return read
