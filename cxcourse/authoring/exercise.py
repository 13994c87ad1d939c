"""A graded exercise: its source notebook and its key become what nbgrader calls the source of an assignment.

Beside the notebook lies ``tasks.json``: what the learner's widgets show, made from the key file with the key left out.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from cxcourse.authoring.cells import EXERCISE_WORDS, read_source, settle
from cxcourse.content import Key, TaskSheet
from cxcourse.content.course import TaskPrompt
from cxcourse.content.strict import fault_list
from cxcourse.core.quiz import Order, prompt, solution


def source_notebook(path: Path, key: Key) -> NotebookNode:
    """Return the nbgrader source notebook of an exercise.

    Parameters
    ----------
    path : Path
        ``exercises/authored/<exercise>.py``.
    key : Key
        Its key file: the points come from there.

    Returns
    -------
    NotebookNode
        Task cells locked and graded by themselves, written cells open and marked by a person. The ``grade_id`` and
        the cell id are the task id.

    Raises
    ------
    ContentError
        Every fault at once: a task without a cell, a cell without a task, a cell that does more than show its task.
    """
    notebook = read_source(path, EXERCISE_WORDS)
    tasks = {t.item.id: t.points for t in key.tasks}
    written = {w.id: w.points for w in key.written}
    faults = _cell_faults(path, notebook, tasks, written)
    if faults:
        raise fault_list(path, faults)
    for cell in notebook.cells:
        if "task" in cell.metadata:
            _graded(cell, cell.metadata.task, tasks[cell.metadata.task], solution=False)
        elif "written" in cell.metadata:
            _graded(cell, cell.metadata.written, written[cell.metadata.written], solution=True)
        else:
            settle(cell)
    return notebook


def _graded(cell: NotebookNode, task: str, points: float, *, solution: bool) -> None:
    settle(cell, **({} if solution else {"widget": True}))
    cell.id = task
    cell.metadata["nbgrader"] = nbformat.from_dict({
        "grade": True, "grade_id": task, "locked": not solution, "points": float(points), "schema_version": 3,
        "solution": solution, "task": False,
    })  # fmt: skip


def _cell_faults(path: Path, notebook: NotebookNode, tasks: dict[str, float], written: dict[str, float]) -> list[str]:
    faults, seen = [], []
    for place, cell in enumerate(notebook.cells, start=1):
        where = f"{path.name} cell {place}"
        for word, kind, known in (("task", "code", tasks), ("written", "markdown", written)):
            if word not in cell.metadata:
                continue
            task = cell.metadata[word]
            seen.append(task)
            if task not in known:
                faults.append(f"{where} {word} — expected one of {', '.join(known) or 'none'}, found {task!r}")
            if cell.cell_type != kind:
                faults.append(f"{where} {task} — expected a {kind} cell, found {cell.cell_type}")
            if word == "task" and cell.source.strip() != f'task("{task}")':
                faults.append(f'{where} {task} — expected only the line task("{task}"), found {cell.source[:60]!r}')
    for task in [*tasks, *written]:
        if seen.count(task) != 1:
            faults.append(f"{path.name} {task} — expected one cell for this task, found {seen.count(task)}")
    code = [c.source for c in notebook.cells if c.cell_type == "code"]
    if tasks and not (code and "from cxcourse import task" in code[0]):
        faults.append(f"{path.name} — expected the first code cell to hold: from cxcourse import task")
    return faults


def task_sheet(key: Key) -> TaskSheet:
    """Return the tasks as they are released: what to do, for how many points, no key."""
    tasks = tuple(TaskPrompt(points=t.points, prompt=prompt(t.item)) for t in key.tasks)
    return TaskSheet(exercise=key.exercise, title=key.title, tasks=tasks)


def giveaways(key: Key) -> list[str]:
    """Return the tasks whose released ids would give their key away."""
    faults = []
    for entry in key.tasks:
        item = entry.item
        if isinstance(item, Order) and solution(item) in (
            sorted(_ids(item)),
            sorted(_ids(item), reverse=True),
        ):
            faults.append(
                f"{key.exercise} {item.id} — expected option ids that say nothing, found them in the right order; "
                "mix the lines of the key file, or give the options ids of their own"
            )
    return faults


def _ids(item: Any) -> list[str]:
    return [o.id for o in item.options]


def sheet_text(sheet: TaskSheet) -> str:
    """Return the text of ``tasks.json``."""
    return json.dumps(asdict(sheet), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
