"""Running a submitted notebook to its end, and the learner's functions on hidden inputs after it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import Execute
from traitlets import Unicode

from cxcourse.content import Key
from cxcourse.content.keys import load_key
from cxcourse.grading.hidden import Before, hidden_cells, hidden_task
from cxcourse.grading.responses import shown_response

CALLS = "cxcourse_calls"  # in nbconvert's resources: task id -> what its function gave, for the judge
_RUNS = 3


class ExecuteToTheEnd(Execute):
    """Execute; when the kernel dies, keep what was reached and let no cell count that was not.

    nbgrader would throw the submission away. Recorded answers need no kernel, so they are still judged. Functions do:
    for these the cells before the deadly one are run once more in a new kernel.
    """

    keys = Unicode("", help="The folder of the key files.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any, km: Any = None) -> tuple[NotebookNode, Any]:
        own, waiting = list(nb.cells), hidden_cells(self._key(resources))
        alive, outcomes = own, {}
        for turn in range(_RUNS):
            run = copy.copy(nb) if turn else nb
            run.cells = [*(copy.deepcopy(alive) if turn else alive), *waiting]
            at = self._run(run, resources, km)
            outcomes |= {t: r for c in waiting if (r := shown_response(c, t := hidden_task(c))) is not None}
            if turn == 0:
                nb.cells = own
                self._own_ends(nb)
            if at < 0:
                break
            killer = at - len(alive)  # a hidden cell from 0 on
            alive, waiting = (alive[:at], waiting) if killer < 0 else (alive, waiting[killer + 1 :])
            if not waiting:
                break
        resources[CALLS] = outcomes
        return nb, resources

    def _run(self, nb: NotebookNode, resources: Any, km: Any) -> int:
        """Run all cells; return the place of the cell at which the kernel died, -1 when it reached the end."""
        self._at, self._before = -1, None
        try:
            super().preprocess(nb, resources, km)
        except Exception as error:  # a kernel can fail in any way; it must only cost what it should have run
            first = str(error).strip().partition("\n")[0]  # further lines may hold the source of a hidden cell
            self.log.error("%s: the notebook stopped: %s", resources["nbgrader"]["student"], first)
            return self._at
        finally:
            if self._before:
                self._before.restore()
                nb.metadata.pop("widgets", None)  # the state of widgets is taken when all is over
        return -1

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> tuple[NotebookNode, Any]:
        self._at = index
        if hidden_task(cell) and self._before is None:
            self._before = Before.of(self.nb.cells, Path(resources["metadata"]["path"] or "."))
        return super().preprocess_cell(cell, resources, index)

    def _own_ends(self, nb: NotebookNode) -> None:
        for cell in nb.cells:
            if cell.cell_type == "code" and cell.get("execution_count") is None:
                text = "The notebook stopped before this cell could run."
                cell.outputs = [new_output("error", ename="NotRun", evalue=text, traceback=[text])]

    def _key(self, resources: Any) -> Key | None:
        path = Path(self.keys) / f"{resources['nbgrader']['assignment']}.yaml"
        return load_key(path) if self.keys and path.is_file() else None
