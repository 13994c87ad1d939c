"""Hidden inputs: how they reach a learner's kernel, and how every trace of them goes.

They come last, in cells behind the notebook's own, when nothing of the learner's can be shown any more. Once those
cells have begun, nothing that happens counts but their outcomes: what earlier cells display is put back as it was, new
and changed files are removed, and the cells themselves never reach a file. What is right does not enter the kernel.
"""

from __future__ import annotations

import copy
import json
import os
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from cxcourse.content import Key

_MARK = "cxcourse_hidden"
_STATE = tuple[int, int, int]


def hidden_cells(key: Key | None) -> list[NotebookNode]:
    """Return a cell for each function task of a key; it calls what the learner handed over with the hidden inputs."""
    cells = []
    for task in (t.calls for t in key.tasks if t.calls) if key else ():
        inputs = [[list(case.args), case.given_as] for case in task.cases]
        asked = json.dumps({"inputs": inputs, "seconds": task.seconds})
        source = f"__import__('cxcourse.grading.tasks', fromlist=['_']).answer_hidden({task.id!r}, {asked!r})"
        cells.append(new_code_cell(source, metadata={_MARK: task.id}))
    return cells


def hidden_task(cell: NotebookNode) -> str:
    """Return the task that a hidden cell belongs to, empty for any other cell."""
    return str(cell.metadata.get(_MARK, ""))


@dataclass(frozen=True)
class Before:
    """How the notebook and its folder were before the first hidden input reached the kernel."""

    folder: Path
    outputs: list[tuple[NotebookNode, list[NotebookNode]]]
    files: dict[Path, _STATE]

    @classmethod
    def of(cls, cells: list[NotebookNode], folder: Path) -> Before:
        """Remember the outputs of the notebook's own cells and the files that lie beside it."""
        own = [c for c in cells if c.cell_type == "code" and not hidden_task(c)]
        return cls(folder, [(c, copy.deepcopy(c.outputs)) for c in own], _files(folder))

    def restore(self) -> None:
        """Put the outputs back, and remove files that are new or were changed."""
        for cell, outputs in self.outputs:
            cell.outputs = outputs
        for path, state in _files(self.folder).items():
            if self.files.get(path) != state:
                path.unlink(missing_ok=True)


def _files(folder: Path) -> dict[Path, _STATE]:
    """Return every file below a folder with what cannot be set back: the time of its last change is no use."""
    found = {}
    for place, folders, files in os.walk(folder):
        for name in (*files, *(f for f in folders if Path(place, f).is_symlink())):
            info = os.lstat(path := Path(place, name))
            found[path] = (info.st_ino, info.st_size, info.st_ctime_ns)
    return found
