"""A graded task: the same widget as practice, without any key. The learner's kernel records, the grader judges."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cxcourse import answers
from cxcourse.content import load_tasks
from cxcourse.content.course import TaskPrompt
from cxcourse.core.graded import JourneyPrompt, RolePlayPrompt, task_name
from cxcourse.core.response import missing, read_response
from cxcourse.errors import AnswerError, ContentError
from cxcourse.widgets.base import CourseWidget, static_record
from cxcourse.widgets.quiz import drawn_prompt, prompt_text, response_text

RESPONSE_MIME = "application/vnd.cxcourse.response+json"


def task(task_id: str) -> Any:
    """Show a graded task of this exercise.

    Parameters
    ----------
    task_id : str
        Its id, such as ``"m01-a1"``. The question comes from ``tasks.json`` beside the notebook.

    Returns
    -------
    Task, GradedJourneyMap or GradedRolePlay
        The widget of its kind; while nbgrader runs the notebook, a stand-in that hands over the recorded answer.

    Raises
    ------
    ContentError
        ``tasks.json`` is missing or has no such task.
    """
    released = _released(task_id)
    if isinstance(released, TaskPrompt):
        return RecordedTask(released) if answers.grading() else Task(released)
    return RecordedWork.of(released.id, lambda: _work(released)) if answers.grading() else _work(released)


def _released(task_id: str) -> TaskPrompt | JourneyPrompt | RolePlayPrompt:
    sheet = load_tasks(answers.folder().parent if not os.environ.get("CXCOURSE_ANSWERS") else Path.cwd())
    found = {t.prompt.id: t for t in sheet.tasks} | {t.id: t for t in (*sheet.journeys, *sheet.roleplays)}
    if task_id not in found:
        raise ContentError(f"tasks.json has no task {task_id!r}; it has {', '.join(found)}.")
    return found[task_id]


def _work(released: JourneyPrompt | RolePlayPrompt) -> Any:
    """Return the widget of a piece of work; each is loaded only where an exercise has one."""
    if isinstance(released, JourneyPrompt):
        from cxcourse.widgets.journey_map import GradedJourneyMap

        beats = [asdict(beat) for beat in released.beats]
        return GradedJourneyMap(released.id, released.points, released.title, released.stem, beats)
    from cxcourse.widgets.role_graded import GradedRolePlay

    return GradedRolePlay(
        released.id, released.points, released.title, released.stem, released.scene, released.runs
    )  # fmt: skip


class Task(CourseWidget, stem="quiz", scripts=("board", "quiz_kinds"), styles=("board",)):
    """A graded task. It says "saved" and nothing else; the mark comes from the grader."""

    def __init__(self, released: TaskPrompt) -> None:
        self._points, self._prompt = released.points, released.prompt
        self._response: Any = None
        super().__init__(released.prompt.id, "task")

    def answer(self, raw: Any) -> str:
        """Answer in text: letters as shown by :meth:`as_text`, full texts, or pairs.

        Returns
        -------
        str
            What was saved.

        Raises
        ------
        AnswerError
            The answer does not fit the question, or could not be saved.
        """
        self.handle({"kind": "choose", "response": raw})
        if self._message or self._saved["state"] == "unsaved":
            raise AnswerError(self._message or self._saved["text"])
        return self._told(f"Saved: {response_text(self._prompt, self._response)}")

    def happened(self, event: dict[str, Any]) -> None:
        if event["kind"] in ("choose", "check") and "response" in event:
            self._response = read_response(self._prompt, event["response"])

    def kept(self) -> dict[str, Any]:
        return {"response": self._response}

    def restore(self, data: dict[str, Any]) -> None:
        self._response = stored_response(self._prompt, data)

    def drawn(self) -> dict[str, Any]:
        left = missing(self._prompt, self._response)
        standing = "not-tried" if self._response in (None, [], {}) else "saved"
        item = {**drawn_prompt(self._prompt), "response": self._response, "standing": standing, "left": left}
        return {"mode": "graded", "title": task_name(self._prompt.id), "points": self._points, "items": [item]}

    def as_text(self) -> str:
        return task_text(self._points, self._prompt, self._response)


class RecordedTask:
    """A graded task while nbgrader runs the notebook: it hands over the recorded answer and knows no mark.

    Its plain value is 0.0. The judge replaces it; where no judge is set up, nobody gets points unseen.
    """

    _answered: dict[str, Any] = {}  # noqa: RUF012  an answer given in code counts for the whole run

    def __init__(self, released: TaskPrompt) -> None:
        self._points, self._prompt = released.points, released.prompt

    @property
    def _response(self) -> Any:
        if self._prompt.id in self._answered:
            return self._answered[self._prompt.id]
        return stored_response(self._prompt, answers.load(self._prompt.id).data)

    def answer(self, raw: Any) -> str:
        """Record an answer given in code; see :meth:`Task.answer`."""
        self._answered[self._prompt.id] = read_response(self._prompt, raw)
        return f"Recorded: {response_text(self._prompt, self._response)}"

    def as_text(self) -> str:
        """Return the task and the recorded answer as plain text."""
        return task_text(self._points, self._prompt, self._response)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        left = missing(self._prompt, self._response)
        return handed_over(self._prompt.id, self._response, f"{left} open" if left else "", self.as_text())


class RecordedWork:
    """A map or a role play while nbgrader runs the notebook; its plain value is 0.0, as with :class:`RecordedTask`.

    The answers file is handed over as it is, for the judge to read. Whatever the notebook does in code goes to the
    widget, which needs no browser for that, and is handed over where no file came with the notebook: in the learner's
    own Lab it was saved as well, and an edit that runs again must not be made twice.
    """

    _made: dict[str, RecordedWork] = {}  # noqa: RUF012  nothing is saved meanwhile, so that one is kept for the run

    def __init__(self, task_id: str, work: Any) -> None:
        self._task_id, self._work = task_id, work

    @classmethod
    def of(cls, task_id: str, make: Callable[[], Any]) -> RecordedWork:
        """Return the stand-in of a task, the same one each time a run asks for it."""
        if task_id not in cls._made:
            cls._made[task_id] = cls(task_id, make())
        return cls._made[task_id]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._work, name)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        response = answers.load(self._task_id).data.get("response") or self._work.kept().get("response")
        return handed_over(self._task_id, response, work_left(response), self._work.as_text())


def work_left(response: Any) -> str:
    """Say what a recorded map or role play still lacks before it can be judged; empty when nothing.

    Examples
    --------
    >>> work_left(None), work_left({"steps": [{"id": "st1", "action": "calls"}, {"id": "st2", "action": " "}]})
    ('nothing is recorded', '1 step has no words')
    >>> work_left({"runs": [{"seed": 0, "steps": []}]})
    ''
    """
    if not isinstance(response, dict) or not response:
        return "nothing is recorded"
    if "runs" in response:
        return "" if response["runs"] else "no run is finished"
    steps = response.get("steps")
    if not isinstance(steps, list) or not steps:
        return "the map has no step"
    bare = sum(not (isinstance(s, dict) and str(s.get("action", "")).strip(" …")) for s in steps)
    return f"{bare} {'step has' if bare == 1 else 'steps have'} no words" if bare else ""


def handed_over(task_id: str, response: Any, left: str, text: str) -> dict[str, Any]:
    """Return what a task's cell displays while nbgrader validates or grades; ``left`` says what is not answered yet."""
    if os.environ.get("NBGRADER_VALIDATING") and left:
        # Validate shows a learner what stands on stderr; an error raised here would come with IPython's traceback.
        print(
            f"{task_id}: not everything is answered yet ({left}).\n"
            "Open the notebook, answer there, and validate again.",
            file=sys.stderr, flush=True,
        )  # fmt: skip
    elif os.environ.get("NBGRADER_VALIDATING"):
        return {"text/plain": "Answered and saved. Marks come after you hand in."}
    return {
        "text/plain": "0.0",
        "text/html": static_record(task_id, text),
        RESPONSE_MIME: {"task": task_id, "response": response},
    }


def stored_response(question: Any, data: dict[str, Any]) -> Any:
    """Return the response in an answers file if it fits the question, else ``None``."""
    try:
        return read_response(question, data.get("response"))
    except AnswerError:
        return None


def task_text(points: float, question: Any, response: Any) -> str:
    """Return a graded task and its recorded answer as plain text."""
    answer = f"Your answer: {response_text(question, response)}"
    return f"{task_name(question.id)}, {points:g} points\n\n{prompt_text(question)}\n{answer}"
