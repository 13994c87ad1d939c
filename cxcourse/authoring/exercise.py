"""A graded exercise: its source notebook and its key become what nbgrader calls the source of an assignment.

Beside the notebook lies ``tasks.json``: what the learner's widgets show, made from the key file with the key left out.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from cxcourse.authoring.cells import EXERCISE_WORDS, read_source, settle
from cxcourse.content import Key, TaskSheet
from cxcourse.content.course import KeyTask, TaskPrompt
from cxcourse.content.strict import fault_list
from cxcourse.core.codetask import code_faults, code_prompt
from cxcourse.core.graded import JourneyPrompt, RolePlayPrompt, RolePlayTask, work_prompt
from cxcourse.core.quiz import Order, prompt, solution
from cxcourse.core.roleplay import Gate

ANSWER = "{}-answer"  # the grade_id of an answer cell
_MARKS = ("### BEGIN SOLUTION", "### END SOLUTION")


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
        Task cells locked and graded by themselves, written cells open and marked by a person; the ``grade_id`` and
        the cell id are the task id. Answer cells open, with their solution, which nbgrader takes out of the release.

    Raises
    ------
    ContentError
        Every fault at once: a task without a cell, a cell without a task, a cell that does more than show its task.
    """
    notebook = read_source(path, EXERCISE_WORDS)
    tasks = {t.id: t for t in key.tasks}
    written = {w.id: w.points for w in key.written}
    faults = _cell_faults(path, notebook, tasks, written)
    if faults:
        raise fault_list(path.name, faults)
    for cell in notebook.cells:
        if "task" in cell.metadata:
            task = tasks[cell.metadata.task]
            _nbgrader(cell, task.id, points=task.points, widget=task.code is None)
        elif "written" in cell.metadata:
            _nbgrader(cell, cell.metadata.written, points=written[cell.metadata.written], solution=True)
        elif "answer" in cell.metadata:
            _nbgrader(cell, ANSWER.format(cell.metadata.answer), solution=True)
        else:
            settle(cell)
    return notebook


def _nbgrader(
    cell: NotebookNode, grade_id: str, *, points: float | None = None, solution: bool = False, widget: bool = False
) -> None:
    settle(cell, **({"widget": True} if widget else {}))
    cell.id = grade_id
    graded = points is not None
    cell.metadata["nbgrader"] = nbformat.from_dict({
        "grade": graded, "grade_id": grade_id, "locked": not solution, "schema_version": 3, "solution": solution,
        "task": False, **({"points": float(points)} if points is not None else {}),
    })  # fmt: skip


def _cell_faults(path: Path, notebook: NotebookNode, tasks: dict[str, KeyTask], written: dict[str, float]) -> list[str]:
    faults, seen = [], []
    answers = [cell.metadata.answer for cell in notebook.cells if "answer" in cell.metadata]
    for place, cell in enumerate(notebook.cells, start=1):
        where = f"{path.name} cell {place}"
        for word, kind, known in (
            ("task", "code", tasks),
            ("written", "markdown", written),
            ("answer", "code", answers),
        ):
            if word not in cell.metadata:
                continue
            name = cell.metadata[word]
            seen.append((word, name))
            if name not in known:
                faults.append(f"{where} {word} — expected one of {', '.join(known) or 'none'}, found {name!r}")
            if cell.cell_type != kind:
                faults.append(f"{where} {name} — expected a {kind} cell, found {cell.cell_type}")
            if word == "task" and name in tasks:
                faults += [f"{where} {name} — {fault}" for fault in _line_faults(cell.source.strip(), tasks[name])]
            if word == "answer" and [cell.source.count(mark) for mark in _MARKS] != [1, 1]:
                faults.append(f"{where} {name} — expected {_MARKS[0]} and {_MARKS[1]} once each")
        if "answer" not in cell.metadata and any(mark in cell.source for mark in _MARKS):
            faults.append(f'{where} — holds a solution; expected the word answer="…" on its marker')
    wanted = [*(("task", t) for t in tasks), *(("written", w) for w in written), *(("answer", a) for a in set(answers))]
    for word, name in wanted:
        if seen.count((word, name)) != 1:
            faults.append(f"{path.name} {name} — expected one cell for this {word}, found {seen.count((word, name))}")
    return faults + _import_faults(path, notebook, tasks)


def _line_faults(source: str, task: KeyTask) -> list[str]:
    """Say what is wrong with the one line of a task cell: learners cannot change it."""
    if task.code is None:
        right, expected = source == f'task("{task.id}")', f'task("{task.id}")'
    else:
        name = "submit_calls" if task.calls else "submit"
        expected = f'{name}("{task.id}", …)'
        right = bool(re.fullmatch(rf'{name}\("{re.escape(task.id)}", [A-Za-z_]\w*\)', source))
    return [] if right else [f"expected only the line {expected}, found {source[:60]!r}"]


def _import_faults(path: Path, notebook: NotebookNode, tasks: dict[str, KeyTask]) -> list[str]:
    code = [c.source for c in notebook.cells if c.cell_type == "code"]
    found = re.search(r"^from cxcourse import (.*)$", code[0] if code else "", re.M)
    there = {name.strip() for name in found[1].split(",")} if found else set()
    needed = {"submit_calls" if t.calls else "submit" if t.values else "task" for t in tasks.values()}
    if needed <= there:
        return []
    names = ", ".join(sorted(needed))
    return [f"{path.name} — expected the first code cell to hold: from cxcourse import {names}"]


def task_sheet(key: Key) -> TaskSheet:
    """Return the tasks as they are released: what to do, for how many points, no key."""
    tasks = tuple(TaskPrompt(points=t.points, prompt=prompt(t.item)) for t in key.tasks if t.item)
    code = tuple(code_prompt(t.code, t.points) for t in key.tasks if t.code)
    work = [work_prompt(t.work, t.points) for t in key.tasks if t.work]
    return TaskSheet(
        exercise=key.exercise, title=key.title, tasks=tasks, code=code,
        journeys=tuple(w for w in work if isinstance(w, JourneyPrompt)),
        roleplays=tuple(w for w in work if isinstance(w, RolePlayPrompt)),
    )  # fmt: skip


def giveaways(key: Key) -> list[str]:
    """Return the tasks that would give their key away when released, and code tasks that contradict themselves."""
    faults = [f"{key.exercise} {fault}" for task in key.tasks if task.code for fault in code_faults(task.code)]
    for entry in key.tasks:
        if entry.roleplay:
            faults += _unseen_conditions(key, entry.roleplay)
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


def _unseen_conditions(key: Key, task: RolePlayTask) -> list[str]:
    """Name conditions that the learner's copy of a scene could not follow, as it has no scores and no techniques."""
    faults = []
    for node in task.played.nodes:
        asked = [node.gate] if isinstance(node, Gate) else [c.when for c in getattr(node, "choices", ())]
        if any(when and (when.state == "ratio" or when.used) for when in asked):
            faults.append(
                f"{key.exercise} {task.id} {node.id} — expected conditions on the state or on nodes visited, found one "
                "on scores or techniques, which the released scene does not hold"
            )
    return faults


def _ids(item: Any) -> list[str]:
    return [o.id for o in item.options]


def sheet_text(sheet: TaskSheet) -> str:
    """Return the text of ``tasks.json``; kinds of task that the exercise does not have are not named."""
    shown = {name: value for name, value in asdict(sheet).items() if name == "tasks" or value}
    return json.dumps(shown, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
