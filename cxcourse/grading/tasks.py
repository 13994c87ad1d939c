"""What a learner's notebook calls to hand over values and functions; nothing here knows what is right.

In the learner's own Lab ``submit`` and ``submit_calls`` look at the form and at visible examples, and say in
sentences what they saw. While an exercise is graded they only keep what was handed over. Hidden inputs come after the
whole notebook has run (see ``hidden``), through :func:`answer_hidden`; what is right stays in the grader's process.
"""

from __future__ import annotations

import copy
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cxcourse import answers
from cxcourse.content import load_tasks
from cxcourse.core.codetask import CodePrompt, Example
from cxcourse.core.graded import task_name
from cxcourse.errors import AnswerError, ContentError
from cxcourse.grading.handed import figure_sentence, plain, record_html, value_text
from cxcourse.grading.patience import TimeUp, time_limit

RESPONSE_MIME = "application/vnd.cxcourse.response+json"
TASK_SECONDS = 20.0  # for all calls of one task; nbgrader gives a cell 30
_functions: dict[str, Any] = {}  # what was handed over in this kernel, for answer_hidden


def submit(task_id: str, value: Any) -> Recorded:
    """Hand over figures for a graded task.

    Parameters
    ----------
    task_id : str
        The id of the task, such as ``"m04-a2"``.
    value : number, text, dict or chart
        The figures under their names, or one value where one is asked for. Of an Altair chart its mark, fields,
        titles and description are recorded.

    Returns
    -------
    Recorded
        Says what was recorded and what is still missing. Whether it is right is told after marking.

    Raises
    ------
    ContentError
        ``tasks.json`` is missing or has no such task.

    Examples
    --------
    >>> submit("m04-a2", {"nps": 12.3})  # doctest: +SKIP
    Recorded. nps: 12.3 points. Still missing: nps_low, nps_high …
    """
    prompt = _released(task_id, "values")
    response = plain(value)
    names = [figure.name for figure in prompt.figures]
    if not isinstance(response, dict) and len(names) == 1 and response is not None:
        response = {names[0]: response}
    if not isinstance(response, dict):
        found = "nothing" if value is None else f"an object of type {type(value).__name__}"
        return Recorded(prompt, None, [f"Expected a dict with the names {', '.join(names)}; found {found}."])
    told = [figure_sentence(figure, response.get(figure.name)) for figure in prompt.figures]
    strange = [str(name) for name in response if name not in names]
    if strange:
        told.append(f"Not asked for, so not looked at: {', '.join(strange[:10])}.")
    response = {name: response[name] for name in names if response.get(name) is not None}
    lacking = [name for name in names if name not in response]
    return Recorded(prompt, response, told, lacking)


def submit_calls(task_id: str, function: Callable[..., Any]) -> Recorded:
    """Hand over a function for a graded task.

    The examples of the task text are tried at once. More inputs are tried when the exercise is marked, with a limit
    of time for each call. Whatever the function does, nothing is raised here.

    Parameters
    ----------
    task_id : str
        The id of the task, such as ``"m04-a1-nps"``.
    function : callable
        The function itself, without brackets behind its name.

    Returns
    -------
    Recorded
        Says what the function gave for the visible examples.

    Raises
    ------
    ContentError
        ``tasks.json`` is missing or has no such task.

    Examples
    --------
    >>> submit_calls("m04-a1-nps", nps)  # doctest: +SKIP
    nps([10, 9, 8, 3]) gives 25, as it should.
    """
    prompt = _released(task_id, "calls")
    if not callable(function):
        told = f"Expected the function {prompt.function} itself, without brackets; found {value_text(plain(function))}."
        return Recorded(prompt, None, [told])
    _functions[task_id] = function
    if answers.grading() and not os.environ.get("NBGRADER_VALIDATING"):
        return Recorded(prompt, None, [])
    records = [call(function, e.args, e.given_as, prompt.seconds) for e in prompt.examples]
    told = [_example_sentence(prompt, e, r) for e, r in zip(prompt.examples, records, strict=True)]
    lacking = [
        str(n) for n, (e, r) in enumerate(zip(prompt.examples, records, strict=True)) if not _agrees(e, r, prompt)
    ]
    return Recorded(prompt, {"examples": records}, told, lacking)


def call(function: Callable[..., Any], args: Any, given_as: str = "list", seconds: float = 2.0) -> dict[str, Any]:
    """Call a function and return what came of it as plain JSON; whatever it does, this does not raise.

    Parameters
    ----------
    function : callable
        Anything a learner wrote.
    args : sequence
        Plain values; the function gets copies.
    given_as : {"list", "column"}
        Whether lists are handed over as lists or as pandas columns.
    seconds : float
        The time for the call.

    Returns
    -------
    dict
        ``{"value": …}``, or ``{"raised": name, "kinds": [names of the error and its parents], "message": …}``.

    Examples
    --------
    >>> call(len, [[1, 2]]), call(int, ["x"])["kinds"][:2]
    ({'value': 2}, ['ValueError', 'Exception'])
    """
    try:
        inputs = [_given(a, given_as) for a in copy.deepcopy(list(args))]
        with time_limit(seconds):
            return {"value": plain(function(*inputs))}
    except TimeUp:
        return {"raised": "TimeUp", "kinds": ["TimeUp"], "message": f"no end within {seconds:g} seconds"}
    except BaseException as error:
        return _raised(error)


def answer_hidden(task_id: str, asked: str) -> None:
    """Try the inputs of ``asked`` on a function that was handed over, and hand the outcomes to the grader."""
    from IPython.display import display

    wanted = json.loads(asked)
    function = _functions.get(task_id)
    if function is None:
        return
    records, left = {}, TASK_SECONDS
    for place, (args, given_as) in enumerate(wanted["inputs"], start=1):
        if left < 0.05:
            break
        limit = min(wanted["seconds"], left)
        records[str(place)] = record = call(function, args, given_as, limit)
        left -= limit if record.get("raised") == "TimeUp" else 0.0
    display({RESPONSE_MIME: {"task": task_id, "response": records}}, raw=True)


class Recorded:
    """What was handed over for a task, and what could be said about its form.

    While the exercise is graded its plain value is 0.0: the judge replaces it, and where no judge is set up nobody
    gets points unseen.
    """

    def __init__(self, prompt: CodePrompt, response: Any, told: list[str], lacking: list[str] | None = None) -> None:
        self._prompt, self._response, self._told = prompt, response, told
        self._lacking = lacking or []
        self._saved = "" if answers.grading() else self._save()

    def _save(self) -> str:
        if self._response is None:
            return "Nothing was saved."
        try:
            kept = answers.save(self._prompt.id, "code", {"response": self._response})
        except AnswerError as error:
            return str(error)
        return " ".join(["Saved. Marks come after you hand in.", kept]).strip()

    def as_text(self) -> str:
        """Return it as plain text, one sentence a line."""
        name = f"{task_name(self._prompt.id)}, {self._prompt.points:g} points"
        return "\n".join([name, *self._told, self._saved]).strip()

    def __repr__(self) -> str:
        return self.as_text()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        if os.environ.get("NBGRADER_VALIDATING"):
            if self._lacking or self._response is None:
                # Validate shows a learner what stands on stderr
                print(f"{self._prompt.id}: not ready yet.\n{self.as_text()}", file=sys.stderr, flush=True)
            return {"text/plain": "Recorded. Marks come after you hand in."}
        if answers.grading():
            recorded = self._response if self._prompt.kind == "values" else None
            return {"text/plain": "0.0", RESPONSE_MIME: {"task": self._prompt.id, "response": recorded}}
        return {"text/plain": self.as_text(), "text/html": record_html(self.as_text())}


def _released(task_id: str, kind: str) -> CodePrompt:
    sheet = load_tasks(answers.folder().parent if not os.environ.get("CXCOURSE_ANSWERS") else Path.cwd())
    found = {prompt.id: prompt for prompt in sheet.code if prompt.kind == kind}
    if task_id not in found:
        raise ContentError(f"tasks.json has no task {task_id!r} of this kind; it has {', '.join(found) or 'none'}.")
    return found[task_id]


def _given(value: Any, given_as: str) -> Any:
    if given_as != "column" or not isinstance(value, list):
        return value
    import pandas as pd

    return pd.Series(value).convert_dtypes()  # as load_dataset gives a column with empty cells


def _raised(error: BaseException) -> dict[str, Any]:
    kinds = [kind.__name__ for kind in type(error).__mro__ if kind not in (object, BaseException)]
    try:
        message = str(error)[:200]
    except BaseException:  # even the text of an error is code of a learner's
        message = ""
    return {"raised": type(error).__name__, "kinds": kinds, "message": message}


def _agrees(example: Example, record: dict[str, Any], prompt: CodePrompt) -> bool:
    if example.raises:
        return example.raises in record.get("kinds", ())
    if "value" not in record:
        return False
    value = record["value"]
    if example.gives is None or value is None or isinstance(value, bool | dict | list | str):
        return example.gives is None and value in (None, {"float": "nan"})
    return abs(value - example.gives) <= prompt.tol + 1e-9


def _example_sentence(prompt: CodePrompt, example: Example, record: dict[str, Any]) -> str:
    called = f"{prompt.function}({', '.join(value_text(a) for a in example.args)})"
    if example.given_as == "column":
        called += " with the lists as columns"
    if "value" in record:
        got = f"gives {value_text(record['value'])}"
    elif record["raised"] == "NotImplementedError":
        return f"{called}: not written yet."
    else:
        got = f"stops with {record['raised']}: {record['message']}".rstrip(": ")
    if _agrees(example, record, prompt):
        return f"{called} {got}, as it should."
    wanted = f"stop with {example.raises}" if example.raises else f"give {value_text(example.gives)}"
    return f"{called} {got}. The task says it should {wanted}."
