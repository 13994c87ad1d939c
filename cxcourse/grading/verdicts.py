"""From a task of the key to its verdict, whatever kind of task it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxcourse.content.course import KeyTask
from cxcourse.core.codetask import CallsTask, CodePrompt, ValuesTask, code_prompt
from cxcourse.core.graded import JourneyPrompt, JourneyTask, RolePlayPrompt, RolePlayTask, work_prompt
from cxcourse.core.quiz import Prompt, prompt
from cxcourse.grading.judge import Verdict, judge
from cxcourse.grading.judge_calls import judge_calls
from cxcourse.grading.judge_journey import judge_journey
from cxcourse.grading.judge_roleplay import judge_roleplay
from cxcourse.grading.judge_values import judge_values


def judge_task(task: KeyTask, points: float, response: Any, others: Mapping[str, Any] | None = None) -> Verdict:
    """Judge a recorded response to any task of a key; see the judge of its kind.

    ``others`` holds the learner's responses by task: a map may be compared with another one of the same learner.
    """
    question = task.question
    if isinstance(question, CallsTask):
        return judge_calls(question, points, response)
    if isinstance(question, ValuesTask):
        return judge_values(question, points, response)
    if isinstance(question, JourneyTask):
        return judge_journey(question, points, response, (others or {}).get(question.beside))
    if isinstance(question, RolePlayTask):
        return judge_roleplay(question, points, response)
    return judge(question, points, response)


def task_prompt(task: KeyTask) -> Prompt | CodePrompt | JourneyPrompt | RolePlayPrompt:
    """Return a task as learners saw it."""
    question = task.question
    if isinstance(question, CallsTask | ValuesTask):
        return code_prompt(question, task.points)
    if isinstance(question, JourneyTask | RolePlayTask):
        return work_prompt(question, task.points)
    return prompt(question)
