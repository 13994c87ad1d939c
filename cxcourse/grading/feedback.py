"""Feedback pages that ask nobody for anything, and on which a graded task ends with its verdict."""

from __future__ import annotations

import copy
import re
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode

_REMOTE = re.compile(r"""<script\b[^>]*\bsrc\s*=\s*["'](?:https?:)?//[^>]*>\s*</script>""", re.IGNORECASE)


class OfflineFeedback(HTMLExporter):
    """nbgrader's feedback page without the MathJax that its template loads from the net.

    A page that a learner opens must not tell a third party that it was opened; formulas stay readable as text. The
    bare score below a verdict is for nbgrader, which has read it by now, and is left out.
    """

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[str, Any]:
        """Return the page, with scripts of other servers and bare scores taken out."""
        page, resources = super().from_notebook_node(without_scores(nb), resources, **kw)
        return _REMOTE.sub("", page), resources


def without_scores(nb: NotebookNode) -> NotebookNode:
    """Return a copy of a graded notebook in which a judged cell shows its verdict alone.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook, new_output
    >>> verdict = new_output("display_data", data={"text/html": '<section class="cx-verdict">4 of 4</section>'})
    >>> score = new_output("execute_result", data={"text/plain": "4.0"})
    >>> task = new_code_cell(outputs=[verdict, score], metadata={"nbgrader": {"grade": True}})
    >>> without_scores(new_notebook(cells=[task])).cells[0].outputs == [verdict]
    True
    """
    page = copy.deepcopy(nb)
    for cell in page.cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade") and _judged(cell):
            cell.outputs = [o for o in cell.outputs if o.output_type != "execute_result"]
    return page


def _judged(cell: NotebookNode) -> bool:
    return any("cx-verdict" in str(o.get("data", {}).get("text/html", "")) for o in cell.outputs)
