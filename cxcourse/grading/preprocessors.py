"""What nbgrader calls: small steps between its own, each doing one thing (see ``config`` for their order)."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors.sanitize import SanitizeHTML
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor
from traitlets import Unicode
from traitlets.log import get_logger

from cxcourse.content import Key
from cxcourse.content.course import KeyTask
from cxcourse.content.keys import load_key
from cxcourse.errors import GradingError
from cxcourse.grading.execute import CALLS
from cxcourse.grading.judge import Verdict, clip
from cxcourse.grading.record import verdict_html, verdict_text
from cxcourse.grading.repair import Released, note_cell, repair
from cxcourse.grading.responses import recorded_response, shown_response
from cxcourse.grading.tasks import RESPONSE_MIME
from cxcourse.grading.verdicts import judge_task, task_prompt

Step = tuple[NotebookNode, Any]


class ClearAnswers(ClearSolutions):
    """Clear solutions as nbgrader does, but leave a written cell its own opening text."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, index: int) -> Step:
        if cell.cell_type == "markdown" and self.begin_solution_delimeter not in cell.source:
            return cell, resources
        return super().preprocess_cell(cell, resources, index)


class RefuseLinks(NbGraderPreprocessor):
    """Take back what nbgrader copied through links: a link may point at anything that the grader can read."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Step:
        submitted, graded = _folder(self, resources, "submitted"), _folder(self, resources, "autograded")
        released = _folder(self, resources, "source")
        notebook = submitted / f"{resources['nbgrader']['notebook']}.ipynb"
        if notebook.is_symlink():
            raise GradingError(f"{notebook} is a link to another file and is not graded. Ask for the notebook itself.")
        for place, folders, files in os.walk(submitted):
            for name in (*folders, *files):
                path = Path(place, name)
                if not path.is_symlink():
                    continue
                inside = path.relative_to(submitted)
                if (graded / inside).is_file() and not (released / inside).is_file():
                    (graded / inside).unlink()
                _notes(resources).append(f"{_safe(inside)} is a link to another place and was not used.")
        return nb, resources


class Repair(NbGraderPreprocessor):
    """Find the graded cells again and put back what was lost; says what it did in a cell at the top."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Step:
        notes = _notes(resources) + repair(nb, _released_cells(resources), _released_notebook(self, resources))
        for note in notes:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], note)
        if notes:
            nb.cells.insert(0, note_cell(notes))
        return nb, resources


class CleanOutputs(NbGraderPreprocessor):
    """Take active content out of what the learner's code displayed: graders and learners open these pages."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Step:
        clean = SanitizeHTML(tags=sorted(_TAGS), attributes=_ATTRIBUTES).sanitize_html_tags
        for output in (o for c in nb.cells if c.cell_type == "code" for o in c.outputs):
            data = output.get("data", {})
            for kind in list(data):
                if kind in ("text/html", "text/markdown"):
                    data[kind] = clean(str(data[kind]))
                elif kind not in _SAFE_KINDS:
                    del data[kind]
        return nb, resources


class Judge(NbGraderPreprocessor):
    """Judge every task of the key in this process; its outputs are the only ones that such a cell keeps."""

    keys = Unicode("", help="The folder of the key files.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Any) -> Step:
        path = Path(self.keys) / f"{resources['nbgrader']['assignment']}.yaml"
        if not path.is_file():
            self.log.warning("%s: no key, so nothing is judged and its tasks count 0", path)
            return nb, resources
        key: Key = load_key(path)
        tasks = {task.id: task for task in key.tasks}
        folder = _folder(self, resources, "submitted")
        cells = {c.metadata.nbgrader.grade_id: c for c in nb.cells if _is_graded(c)}
        found = {name: _response(cell, name, folder) for name, cell in cells.items() if name in tasks}
        asked = resources.get(CALLS, {})  # what was not asked with hidden inputs is no answer to such a task
        found |= {name: (asked.get(name), "") for name in found if tasks[name].calls}
        responses = {name: response for name, (response, _) in found.items()}
        for name, (response, trouble) in found.items():
            cell, points = cells[name], float(cells[name].metadata.nbgrader.points)
            verdict = judge_task(tasks[name], points, response, responses)
            cell.outputs = _outputs(cell, tasks[name], verdict, trouble)
        return nb, resources


def _is_graded(cell: NotebookNode) -> bool:
    settings = cell.metadata.get("nbgrader", {})
    return cell.cell_type == "code" and bool(settings.get("grade")) and "grade_id" in settings


def _response(cell: NotebookNode, task: str, folder: Path) -> tuple[Any, str]:
    response = shown_response(cell, task)
    return (response, "") if response is not None else recorded_response(folder, task)


def _outputs(cell: NotebookNode, task: KeyTask, verdict: Verdict, trouble: str) -> list[NotebookNode]:
    prompt = task_prompt(task)
    shown = {
        "text/html": verdict_html(prompt, verdict, trouble),
        "text/plain": verdict_text(prompt, verdict, trouble),
    }
    score = {"text/plain": repr(clip(verdict.points, verdict.max_points))}
    return [
        new_output("display_data", data=shown),
        new_output("execute_result", data=score, execution_count=cell.get("execution_count")),
    ]


class EscapeText(NbGraderPreprocessor):
    """Show HTML that stands in text cells as text; only the released cells may hold live HTML."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> Step:
        original = _released_notebook(self, resources)
        ours = {c.source for c in original.cells} if original else set()
        for cell in nb.cells:
            if cell.cell_type == "markdown" and cell.source not in ours:
                cell.source = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", cell.source)
        return nb, resources


def report_names(assignment: str, student: str, notebooks: list[str]) -> None:
    """Say in plain words that a submission has no notebook of the released name (nbgrader calls this first)."""
    for folder in {Path(n).parent for n in notebooks}:
        expected = {p.name for p in (folder.parents[2] / "source" / folder.name).glob("*.ipynb")}
        found = {Path(n).name for n in notebooks}
        for name in sorted(expected - found):
            others = ", ".join(sorted(found - expected)) or "none"
            get_logger().warning(
                "%s: there is no %s (other notebooks: %s). Was it renamed? Rename it back and autograde again.",
                folder.parent.name, name, others,
            )  # fmt: skip


# ------------------------------------------------------------ nbgrader's folders and records


def _folder(step: Any, resources: Any, which: str) -> Path:
    coursedir = step.parent.parent.coursedir  # a preprocessor belongs to an exporter, that to a converter
    student = "." if which == "source" else resources["nbgrader"]["student"]
    directory = getattr(coursedir, f"{which}_directory")
    return Path(coursedir.format_path(directory, student, resources["nbgrader"]["assignment"]))


def _released_notebook(step: Any, resources: Any) -> NotebookNode | None:
    path = _folder(step, resources, "source") / f"{resources['nbgrader']['notebook']}.ipynb"
    return nbformat.read(path, as_version=4) if path.is_file() else None


def _released_cells(resources: Any) -> list[Released]:
    named = resources["nbgrader"]
    with Gradebook(named["db_url"]) as gradebook:
        notebook = gradebook.find_notebook(named["notebook"], named["assignment"])
        points = {c.name: c.max_score for c in (*notebook.grade_cells, *notebook.task_cells)}
        grades = {c.name for c in notebook.grade_cells}
        solutions, tasks = {c.name for c in notebook.solution_cells}, {c.name for c in notebook.task_cells}
        return [
            Released(
                id=c.name, cell_type=c.cell_type, source=c.source or "", checksum=c.checksum, locked=c.locked,
                grade=c.name in grades, solution=c.name in solutions, task=c.name in tasks, points=points.get(c.name),
            )
            for c in notebook.source_cells
        ]  # fmt: skip


def _notes(resources: Any) -> list[str]:
    notes: list[str] = resources.setdefault("cxcourse_notes", [])
    return notes


def _safe(path: Path) -> str:
    return "`" + re.sub(r"[^\w./-]", "_", path.as_posix())[:120] + "`"


_TAGS = {
    "a", "b", "blockquote", "br", "caption", "code", "div", "em", "h1", "h2", "h3", "h4", "h5", "hr", "i", "li", "ol",
    "p", "pre", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
}  # fmt: skip
_SAFE_KINDS = {"text/plain", "text/latex", "application/json", "image/png", "image/jpeg", RESPONSE_MIME}
_ATTRIBUTES = {"*": ["class", "title", "scope", "colspan", "rowspan"], "a": ["href"]}
