"""Notebook sources (py:percent) and their marker words.

A marker word stands on the line that opens a cell: ``# %% [markdown] facts=["F232"] minutes=4``. Values are JSON.
This module reads them strictly and turns them into cell metadata; a word that nobody knows is a fault, for a
misspelt ``checkpont=true`` would otherwise do nothing and say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import yaml
from nbformat import NotebookNode

from cxcourse.content.strict import fault_list
from cxcourse.errors import ContentError

WIDGET_TAG = "cx-widget"
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) and v for v in value)


def _facts(value: Any) -> bool:
    return _texts(value) and all(re.fullmatch(r"F\d{3}", v) for v in value)


def _minutes(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0


def _task_id(value: Any) -> bool:
    return isinstance(value, str) and bool(_ID.fullmatch(value))


# word -> (whether the value will do, what is expected)
_WORDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "facts": (_facts, 'a list of fact ids such as ["F232"]'),
    "minutes": (_minutes, "a number of minutes above 0"),
    "checkpoint": (lambda v: isinstance(v, bool), "true or false"),
    "widget": (lambda v: isinstance(v, bool), "true or false"),
    "tags": (_texts, 'a list of words such as ["debate"]'),
    "task": (_task_id, 'a task id such as "m01-a1"'),
    "written": (_task_id, 'a task id such as "m01-m1"'),
    "answer": (_task_id, 'the name of an answer such as "nps"'),
}
MODULE_WORDS = ("facts", "minutes", "checkpoint", "widget", "tags")
EXERCISE_WORDS = (*MODULE_WORDS, "task", "written", "answer")


def read_source(path: Path, words: tuple[str, ...] = MODULE_WORDS) -> NotebookNode:
    """Read a notebook source.

    Parameters
    ----------
    path : Path
        A py:percent file.
    words : tuple of str
        The marker words that may stand in it.

    Returns
    -------
    NotebookNode
        Cells with their marker words still as metadata; the ``cxcourse`` block of the header in the notebook's
        metadata; kernel and format version set; ids by position.

    Raises
    ------
    ContentError
        With every fault of the file: unknown words, values of the wrong kind, text before the first marker.
    """
    text = path.read_text(encoding="utf-8")
    notebook = jupytext.reads(text, fmt="py:percent")
    for cell in notebook.cells:
        cell.metadata.pop("lines_to_next_cell", None)  # jupytext's own note on blank lines below a def
    header, faults = _header(path, notebook)
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if re.match(r"#\s*%%", line)]
    if len(lines) != len(notebook.cells):
        faults.append(f"{path.name}:1 — expected every cell to open with a '# %%' line, found text outside of them")
        lines = [1] * len(notebook.cells)
    for line, cell in zip(lines, notebook.cells, strict=True):
        faults += [f"{path.name}:{line} {fault}" for fault in _word_faults(cell, words)]
    if faults:
        raise fault_list(path.name, faults)
    notebook.metadata = NotebookNode(
        cxcourse=header, kernelspec=NotebookNode(KERNEL), language_info=NotebookNode(name="python")
    )
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    stem = path.stem.replace("_", "-")
    for place, cell in enumerate(notebook.cells, start=1):
        cell.id = f"{stem}-{place:03d}"[-64:]
    return notebook


def _header(path: Path, notebook: NotebookNode) -> tuple[dict[str, Any], list[str]]:
    """Take the header out of the cells: jupytext hands over a header it does not know as a raw cell."""
    if notebook.cells and notebook.cells[0].cell_type == "raw" and notebook.cells[0].source.startswith("---"):
        block = notebook.cells.pop(0).source.strip().strip("-")
        try:
            header = yaml.safe_load(block)
        except yaml.YAMLError as error:
            return {}, [f"{path.name}:1 header — expected YAML, found: {getattr(error, 'problem', error)}"]
        if isinstance(header, dict) and isinstance(header.get("cxcourse"), dict) and len(header) == 1:
            return header["cxcourse"], []
    return {}, [f"{path.name}:1 header — expected a block '# cxcourse: {{module: m01}}' between two '# ---' lines"]


def _word_faults(cell: NotebookNode, words: tuple[str, ...]) -> list[str]:
    faults = []
    for word, value in cell.metadata.items():
        if word == "title":
            faults.append(f"— expected marker words only, found the text {value!r}")
        elif word == "incorrectly_encoded_metadata":
            faults.append(f"— expected words with JSON values, such as minutes=4, found {value!r}")
        elif word not in words:
            faults.append(f"{word} — expected one of {', '.join(words)}, found {word!r}")
        elif not _WORDS[word][0](value):
            faults.append(f"{word} — expected {_WORDS[word][1]}, found {value!r}")
    if cell.metadata.get("widget") and cell.cell_type != "code":
        faults.append("widget — expected a code cell, found " + cell.cell_type)
    return faults


def settle(cell: NotebookNode, **more: Any) -> None:
    """Move the marker words of a cell to where notebooks keep such things.

    Parameters
    ----------
    cell : NotebookNode
        Changed in place: ``metadata.cxcourse`` holds the words, tags stay tags, a cell that only places a widget is
        folded and tagged so that it can be run when the notebook opens.
    **more
        Further words for ``metadata.cxcourse``.
    """
    words = {w: v for w, v in cell.metadata.items() if w in ("facts", "minutes", "checkpoint", "widget") and v} | more
    tags = list(cell.metadata.get("tags", ()))
    metadata: dict[str, Any] = {"cxcourse": words} if words else {}
    if words.get("widget"):
        metadata["jupyter"] = {"source_hidden": True}
        tags.append(WIDGET_TAG)
    if tags:
        metadata["tags"] = tags
    cell.metadata = nbformat.from_dict(metadata)


def module_notebook(path: Path, module: str) -> NotebookNode:
    """Return the notebook of a module, from its source."""
    notebook = read_source(path)
    if notebook.metadata.cxcourse.get("module") != module:
        found = notebook.metadata.cxcourse.get("module")
        raise fault_list(path.name, [f"{path.name}:1 header module — expected {module!r}, found {found!r}"])
    for cell in notebook.cells:
        settle(cell)
    return notebook


def notebook_text(notebook: NotebookNode) -> str:
    """Return the bytes-to-be of a notebook: no outputs, sorted keys, one newline at the end.

    Raises
    ------
    ContentError
        The notebook does not fit the notebook format.
    """
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        raise ContentError(f"the notebook is not valid: {error.message}. Check its marker words.") from None
    return nbformat.writes(notebook).rstrip("\n") + "\n"
