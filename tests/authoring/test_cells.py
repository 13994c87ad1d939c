"""Marker words: read strictly, put where notebooks keep such things."""

from __future__ import annotations

import json

import nbformat
import pytest

from cxcourse.authoring.cells import EXERCISE_WORDS, WIDGET_TAG, module_notebook, notebook_text, read_source
from cxcourse.errors import ContentError

HEADER = "# ---\n# cxcourse: {module: t01}\n# ---\n\n"


@pytest.fixture
def source(tmp_path):
    def write(body, header=HEADER):
        path = tmp_path / "t01_small.py"
        path.write_text(header + body, encoding="utf-8")
        return path

    return write


def test_words_become_metadata(root):
    notebook = module_notebook(root / "modules" / "t01_small" / "t01_small.py", "t01")
    text, widget, check = notebook.cells
    assert text.metadata == {"cxcourse": {"facts": ["F232", "F235"], "minutes": 4}, "tags": ["debate"]}
    assert widget.metadata == {
        "cxcourse": {"widget": True}, "jupyter": {"source_hidden": True}, "tags": [WIDGET_TAG],
    }  # fmt: skip
    assert check.metadata == {"cxcourse": {"checkpoint": True}}
    assert notebook.metadata.cxcourse == {"module": "t01"}
    assert notebook.metadata.kernelspec.display_name == "Python 3 (ipykernel)"


def test_the_text_is_a_valid_notebook_without_outputs(root):
    text = notebook_text(module_notebook(root / "modules" / "t01_small" / "t01_small.py", "t01"))
    assert text.endswith("}\n")
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert [c.id for c in notebook.cells] == ["t01-small-001", "t01-small-002", "t01-small-003"]
    assert all(c.outputs == [] and c.execution_count is None for c in notebook.cells if c.cell_type == "code")
    assert "jupytext" not in json.loads(text)["metadata"]


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        ("checkpont=true", ["checkpont", "expected one of"]),
        ('task="t01-a1"', ["task", "expected one of"]),
        ('facts="F232"', ["facts", "list of fact ids"]),
        ('facts=["X1"]', ["facts", "X1"]),
        ("minutes=0", ["minutes", "above 0"]),
        ("minutes=true", ["minutes", "found True"]),
        ("checkpoint=1", ["checkpoint", "true or false"]),
        ("A heading", ["A heading"]),
        ("facts=[F232", ["found"]),
    ],
)
def test_a_faulty_word_is_named_with_its_line(source, marker, words):
    with pytest.raises(ContentError) as caught:
        read_source(source(f"# %% [markdown]\n# Text.\n\n# %% {marker}\n1\n"))
    (fault,) = caught.value.faults
    assert fault.startswith("t01_small.py:8 ")
    assert [w for w in words if w not in fault] == []


def test_every_fault_is_told_at_once(source):
    with pytest.raises(ContentError) as caught:
        read_source(source("# %% minutes=-1\n1\n\n# %% [markdown] widget=true\n# x\n", header=""))
    text = str(caught.value)
    assert "3 faults" in text
    assert "header" in text
    assert "minutes" in text
    assert "expected a code cell, found markdown" in text


def test_text_before_the_first_marker_is_a_fault(source):
    with pytest.raises(ContentError, match="outside of them"):
        read_source(source("x = 1\n\n# %%\n1\n"))


def test_the_header_names_the_module(source):
    with pytest.raises(ContentError, match="expected 't02', found 't01'"):
        module_notebook(source("# %%\n1\n"), "t02")


def test_task_words_belong_to_exercises(source):
    notebook = read_source(source('# %% task="t01-a1"\n1\n'), EXERCISE_WORDS)
    assert notebook.cells[0].metadata.task == "t01-a1"
