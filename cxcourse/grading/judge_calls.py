"""The judge of functions: what came back for hidden inputs, compared outside of the learner's kernel.

Pure, as ``judge`` is. A verdict is read by the learner, and a function may hand back what it was given: so nothing
that came back is shown, only whether it was a number, an error of a known name, or something else.
"""

from __future__ import annotations

import builtins
import math
from typing import Any

from cxcourse.core.codetask import CallsTask, Case, is_number
from cxcourse.grading.judge import Criterion, Verdict, clip, nothing

NOT_WRITTEN = "Nothing is written here yet."
NOT_THERE = "No function was handed over. Run all cells from the top and look for the first one that stops."
_ERRORS = {
    name
    for name, thing in vars(builtins).items()
    if isinstance(thing, type) and issubclass(thing, Exception) and not issubclass(thing, Warning)
}


def judge_calls(task: CallsTask, points: float, response: Any) -> Verdict:
    """Judge what a function gave for the hidden inputs.

    Parameters
    ----------
    task : CallsTask
        The task with its cases and what each must give.
    points : float
        What a fully right function is worth.
    response : object
        A record a case, under the case's place from ``"1"``: ``{"value": …}`` or ``{"raised": name, "kinds": […]}``.
        It comes from a learner's kernel, so nothing about it is taken for granted.

    Returns
    -------
    Verdict
        Points by case. Refusing bad input and saying "undefined" count once the function measures something: it
        gives at least one right number, or its wrong ones all come from one known mistake. A function that only ever
        refuses has measured nothing.

    Examples
    --------
    >>> task = CallsTask(id="x-a1", outcome="x.o1", facts=(), title="Double", stem="", function="double",
    ...     parameters=("x",), examples=(), ideas={"added-two": "Twice, and not two more."}, cases=(
    ...     Case(id="a", label="A small number", args=(4,), gives=8.0),
    ...     Case(id="b", label="A large one", args=(50,), gives=100.0)))
    >>> judge_calls(task, 2, {"1": {"value": 8}, "2": {"raised": "OverflowError"}}).points
    1.0
    """
    whole = max(0.0, float(points))
    found = _records(task, response)
    unwritten = all(record.get("raised") == "NotImplementedError" for record in found)
    if unwritten or not any(found):
        return nothing(task.id, whole, NOT_WRITTEN if unwritten else NOT_THERE, "The whole function")
    slugs = mistakes(task, found)
    lines = _lines(task, whole, found, slugs)
    earned = sum(line.points for line in lines)
    return Verdict(
        task=task.id, points=clip(earned, whole), max_points=whole, criteria=tuple(lines), misconceptions=slugs,
        ideas=tuple(task.ideas[slug] for slug in slugs),
    )  # fmt: skip


def _lines(task: CallsTask, whole: float, found: list[dict[str, Any]], slugs: tuple[str, ...]) -> list[Criterion]:
    right = [fits(case, record, task.tol) for case, record in zip(task.cases, found, strict=True)]
    known = {slip.misconception for case in task.cases if case.ordinary for slip in case.slips} & {*slugs}
    works = bool(known) or any(ok and case.ordinary for case, ok in zip(task.cases, right, strict=True))
    share, lines, told = whole / sum(case.weight for case in task.cases), [], set()
    for case, record, ok in zip(task.cases, found, right, strict=True):
        counts = ok and (case.ordinary or works)
        reason = _reason(task, case, record, slugs, ok=ok, counts=counts)
        if reason in told:
            reason = "This does not fit, for the same reason as above."
        elif any(idea in reason for idea in task.ideas.values()):
            told.add(reason)
        most = round(share * case.weight, 6)
        lines.append(
            Criterion(label=case.label, points=most * counts, max_points=most, reason=reason, answer=shown(record))
        )
    return lines


def fits(case: Case, record: dict[str, Any], tol: float) -> bool:
    """Whether an outcome is the right one; a number is compared with tolerance, ``nan`` is "undefined"."""
    if case.raises is not None:
        return case.raises in _kinds(record)
    if "value" not in record:
        return False
    value = record["value"]
    if case.undefined:
        return value is None or value == {"float": "nan"}
    return _near(value, case.gives, tol)


def mistakes(task: CallsTask, found: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return the mistakes that the outcomes point to, in the order of the key.

    A mistake is named when its wrong outcomes are those that came back, in every case that tells it apart and gave a
    number at all, and when these are at least half of such cases.
    """
    telling: dict[str, list[bool | None]] = {}
    for case, record in zip(task.cases, found, strict=True):
        value = record.get("value")
        for slip in case.slips:
            same = _near(value, slip.gives, task.tol) if is_number(value) else None
            telling.setdefault(slip.misconception, []).append(same)
        if case.otherwise and is_number(value) and not any(_near(value, s.gives, task.tol) for s in case.slips):
            telling[case.otherwise] = [True]
    named = [slug for slug, same in telling.items() if _told(same)]
    return tuple(slug for slug in task.ideas if slug in named)


def _told(same: list[bool | None]) -> bool:
    seen = [s for s in same if s is not None]
    return bool(seen) and all(seen) and 2 * len(seen) >= len(same)


def shown(record: dict[str, Any]) -> str:
    """Return an outcome in words that could not carry an input."""
    if "raised" in record:
        if record["raised"] == "TimeUp":
            return "no end in time"
        known = next((kind for kind in _kinds(record) if kind in _ERRORS), None)
        return f"stopped with `{known}`" if known and known != "Exception" else "stopped with an error"
    if "value" not in record:
        return "nothing recorded"
    value = record["value"]
    if value is None:
        return "`None`"
    if is_number(value):
        return "a number"
    return "text" if isinstance(value, str) else "no number"


def _reason(
    task: CallsTask, case: Case, record: dict[str, Any], slugs: tuple[str, ...], *, ok: bool, counts: bool
) -> str:
    if counts:
        return "Right."
    if ok:
        return "This counts as soon as the function gives a right number for good input."
    value = record.get("value")
    for slip in case.slips:
        if slip.misconception in slugs and is_number(value) and _near(value, slip.gives, task.tol):
            return f"This does not fit. {task.ideas[slip.misconception]}"
    if case.otherwise in slugs and is_number(value):
        return f"This does not fit. {task.ideas[str(case.otherwise)]}"
    return f"This does not fit. {case.hint}".strip()


def _records(task: CallsTask, response: Any) -> list[dict[str, Any]]:
    given = response if isinstance(response, dict) else {}
    records = [given.get(str(place)) for place in range(1, len(task.cases) + 1)]
    return [record if isinstance(record, dict) else {} for record in records]


def _kinds(record: dict[str, Any]) -> list[str]:
    kinds = record.get("kinds")
    named = [record.get("raised"), *(kinds if isinstance(kinds, list) else ())]
    return [kind for kind in named if isinstance(kind, str)]


def _near(value: Any, wanted: Any, tol: float) -> bool:
    if not is_number(value) or not is_number(wanted):
        return value is None and wanted is None
    try:
        return math.isfinite(float(value)) and abs(float(value) - float(wanted)) <= tol + 1e-9
    except OverflowError:
        return False
