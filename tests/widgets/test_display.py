"""What a widget leaves in a notebook: two outputs live, the record alone where no widget can live."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from cxcourse import Flashcards, answers
from cxcourse.widgets.base import static_record
from cxcourse.widgets.task import RESPONSE_MIME

WIDGET = "application/vnd.jupyter.widget-view+json"

CELLS = {
    "start": "import os\nfrom cxcourse import Quiz, task",
    "live": 'quiz = Quiz("m01-before")\nquiz',
    "answer": 'said = quiz.answer("1", "a")',
    "live task": 'task("x01-i01")',
    "static": 'os.environ["CXCOURSE_STATIC"] = "1"\nQuiz("m01-before")',
    "grading": 'os.environ["NBGRADER_EXECUTION"] = "autograde"\ndel os.environ["CXCOURSE_STATIC"]',
    "graded quiz": 'Quiz("m01-before")',
    "graded task": 'task("x01-i01")',
}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Any]]:
    """The outputs of the cells above, run by a real kernel in one go."""
    folder = tmp_path_factory.mktemp("notebook")
    sheet = {"exercise": "x01", "title": "T", "tasks": [{"points": 4, "prompt": {
        "id": "x01-i01", "type": "single", "stem": "Which?", "options": [{"id": "o1", "text": "this"}]}}]}  # fmt: skip
    (folder / "tasks.json").write_text(json.dumps(sheet))
    answers.save("x01-i01", "task", {"response": "o1"}, folder / "answers")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NBGRADER_EXECUTION", "NBGRADER_VALIDATING", "CXCOURSE_STATIC", "CXCOURSE_ANSWERS"):
            patch.delenv(name, raising=False)
        notebook = new_notebook(cells=[new_code_cell(source) for source in CELLS.values()])
        NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    found = dict(zip(CELLS, (cell.outputs for cell in notebook.cells), strict=True))
    found["files"] = sorted(p.name for p in (folder / "answers").iterdir())
    return found


@pytest.mark.parametrize("cell", ["live", "live task"])
def test_live_a_widget_and_its_record_are_two_outputs(outputs: dict[str, list[Any]], cell: str) -> None:
    widget, record = outputs[cell]
    assert WIDGET in widget.data and "text/html" not in widget.data
    assert WIDGET not in record.data and "cx-static" in record.data["text/html"]


def test_the_record_of_a_live_widget_follows_the_answers(outputs: dict[str, list[Any]]) -> None:
    _, record = outputs["live"]
    assert record.data["text/plain"].count("not tried yet") == 1, "one of two questions was answered in a later cell"
    assert "(right)" in record.data["text/plain"] or "(not yet)" in record.data["text/plain"]


@pytest.mark.parametrize("cell", ["static", "graded quiz"])
def test_where_no_widget_can_live_only_the_record_is_left(outputs: dict[str, list[Any]], cell: str) -> None:
    (record,) = outputs[cell]
    assert set(record.data) == {"text/html", "text/plain"}
    assert record.data["text/plain"].count("not tried yet") == 1


def test_a_graded_cell_has_one_value_with_the_response_beside_it(outputs: dict[str, list[Any]]) -> None:
    (value,) = outputs["graded task"]
    assert (value.output_type, value.data["text/plain"]) == ("execute_result", "0.0")
    assert value.data[RESPONSE_MIME] == {"task": "x01-i01", "response": "o1"}
    assert "Your answer: this" in value.data["text/html"]


def test_a_run_leaves_one_file_a_task(outputs: dict[str, list[Any]]) -> None:
    assert outputs["files"] == ["m01-before.json", "x01-i01.json"]


# ---------------------------------------------------------------- the record is safe to open

ATTACK = "<script>alert('x')</script> \"quoted\" & <img src=x onerror=alert(1)>"


def test_a_record_escapes_what_a_person_typed() -> None:
    page = static_record('x"><script>', f"Title\n{ATTACK}\n\n{ATTACK}")
    assert re.findall(r"<(\w+)", page) == ["section", "p", "br", "p"]
    assert page.count(html.escape(ATTACK)) == 2 and 'data-cx-task="x&quot;&gt;&lt;script&gt;"' in page


def test_a_record_of_own_words_escapes_them() -> None:
    cards = Flashcards("m01")
    cards.define("touchpoint", ATTACK)
    page = cards._static()["text/html"]
    assert html.escape(ATTACK) in page and set(re.findall(r"<(\w+)", page)) == {"section", "p", "br"}


# ---------------------------------------------------------------- stock nbgrader validate


@pytest.mark.nbgrader
def test_validate_names_what_is_open_in_a_sentence_and_passes_the_rest(folder: Path, monkeypatch: Any) -> None:
    monkeypatch.delenv("CXCOURSE_ANSWERS")
    answers.save("x01-i01", "task", {"response": "o2"}, folder / "answers")
    locked = {"schema_version": 3, "grade": True, "locked": True, "solution": False, "task": False, "cell_type": "code"}
    cells = [new_code_cell("from cxcourse import task")]
    for name in ("x01-i01", "x01-i05"):
        mark = {"nbgrader": locked | {"grade_id": name, "points": 4}}
        cells.append(new_code_cell(f'task("{name}")', metadata=mark))
    nbformat.write(new_notebook(cells=cells), folder / "x01.ipynb")
    command = [sys.executable, "-m", "nbgrader", "validate", "x01.ipynb"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert "VALIDATION FAILED ON 1 CELL(S)" in done.stdout, done.stdout + done.stderr
    assert "x01-i05: not everything is answered yet (4 open).\n    Open the notebook, answer there, and" in done.stdout
    assert "x01-i01" not in done.stdout and "Traceback" not in done.stdout
