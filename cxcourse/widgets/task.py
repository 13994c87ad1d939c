"""A graded task: the same widget as practice, without any key. The learner's kernel records, the grader judges."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from cxcourse import answers
from cxcourse.content import load_tasks
from cxcourse.content.course import TaskPrompt
from cxcourse.core.marking import missing, read_response
from cxcourse.errors import AnswerError, ContentError
from cxcourse.widgets.base import CourseWidget, static_record
from cxcourse.widgets.quiz import drawn_prompt, prompt_text, response_text

RESPONSE_MIME = "application/vnd.cxcourse.response+json"


def task(task_id: str) -> Task | RecordedTask:
    """Show a graded task of this exercise.

    Parameters
    ----------
    task_id : str
        Its id, such as ``"m01-a1"``. The question comes from ``tasks.json`` beside the notebook.

    Returns
    -------
    Task or RecordedTask
        The widget; while nbgrader runs the notebook, the recorded answer instead.

    Raises
    ------
    ContentError
        ``tasks.json`` is missing or has no such task.
    """
    released = _released(task_id)
    return RecordedTask(released) if answers.grading() else Task(released)


def _released(task_id: str) -> TaskPrompt:
    sheet = load_tasks(answers.folder().parent if not os.environ.get("CXCOURSE_ANSWERS") else Path.cwd())
    found = {t.prompt.id: t for t in sheet.tasks}
    if task_id not in found:
        raise ContentError(f"tasks.json has no task {task_id!r}; it has {', '.join(found)}.")
    return found[task_id]


class Task(CourseWidget, stem="quiz", scripts=("board",)):
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
        if os.environ.get("NBGRADER_VALIDATING") and left:
            # Validate shows a learner what stands on stderr; an error raised here would come with IPython's traceback.
            print(
                f"{self._prompt.id}: not everything is answered yet ({left} open).\n"
                "Open the notebook, answer there, and validate again.",
                file=sys.stderr, flush=True,
            )  # fmt: skip
        elif os.environ.get("NBGRADER_VALIDATING"):
            return {"text/plain": "Answered and saved. Marks come after you hand in."}
        return {
            "text/plain": "0.0",
            "text/html": static_record(self._prompt.id, self.as_text()),
            RESPONSE_MIME: {"task": self._prompt.id, "response": self._response},
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


def task_name(task_id: str) -> str:
    """Return what a learner calls a task: ``m01-a1`` is "Graded task A1"."""
    return f"Graded task {task_id.partition('-')[2].upper()}"
