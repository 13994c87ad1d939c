"""The judge of figures that were handed over under agreed names. Pure, as ``judge`` is."""

from __future__ import annotations

import math
import re
from typing import Any

from cxcourse.core.codetask import Figure, ValuesTask, is_number
from cxcourse.grading.judge import NOT_ANSWERED, Criterion, Verdict, clip, nothing

_LONGEST = 200


def judge_values(task: ValuesTask, points: float, response: Any) -> Verdict:
    """Judge figures.

    Parameters
    ----------
    task : ValuesTask
        The figures with what each should be.
    points : float
        What all of them are worth together.
    response : object
        Plain values under their names, as recorded; nothing about them is taken for granted.

    Returns
    -------
    Verdict
        Points by figure, with the reason for each and the mistakes that wrong ones point to.

    Examples
    --------
    >>> from cxcourse.core.codetask import Slip
    >>> task = ValuesTask(id="x-a1", outcome="x.o1", facts=(), title="Two", stem="", ideas={"added": "Subtract."},
    ...     figures=(Figure(name="left", label="Left", gives=2.0, tol=0.1, slips=(Slip(gives=8, misconception="added"),)),
    ...              Figure(name="kind", label="Kind", type="word", accept=("bar",))))
    >>> found = judge_values(task, 4, {"left": 8.05, "kind": "Bar"})
    >>> found.points, found.misconceptions
    (2.0, ('added',))
    """
    whole = max(0.0, float(points))
    given = response if isinstance(response, dict) else {}
    if all(given.get(f.name) is None for f in task.figures):
        return nothing(task.id, whole, NOT_ANSWERED)
    share = whole / sum(figure.weight for figure in task.figures)
    lines, named = [], set()
    for figure in task.figures:
        value, most = given.get(figure.name), share * figure.weight
        right, slug = fits(figure, value), mistake(figure, value)
        if right:
            reason = "Right."
        elif value is None:
            reason = NOT_ANSWERED
        else:
            reason = f"This does not fit. {task.ideas[slug] if slug else figure.hint}".strip()
            named |= {slug} if slug else set()
        lines.append(
            Criterion(
                label=figure.label, points=round(most * right, 6), max_points=round(most, 6), reason=reason,
                answer=shown(figure, value),
            )
        )  # fmt: skip
    earned = sum(line.points for line in lines)
    slugs = tuple(slug for slug in task.ideas if slug in named)
    return Verdict(
        task=task.id, points=clip(earned, whole), max_points=whole, criteria=tuple(lines), misconceptions=slugs,
        ideas=tuple(task.ideas[slug] for slug in slugs),
    )  # fmt: skip


def fits(figure: Figure, value: Any) -> bool:
    """Whether a value is right: a number within its margin, a known word, a text of some length."""
    if figure.type == "number":
        return _near(value, figure.gives, figure.margin)
    if figure.type == "word":
        return isinstance(value, str) and _plain(value) in {_plain(a) for a in figure.accept}
    if figure.type == "words":
        return isinstance(value, list) and {_plain(a) for a in figure.accept} <= {
            _plain(v) for v in value if isinstance(v, str)
        }
    if not isinstance(value, str) or _plain(value) in {_plain(r) for r in figure.refuse}:
        return False
    return len(re.findall(r"\w+", value)) >= figure.length


def mistake(figure: Figure, value: Any) -> str:
    """Return the mistake that a wrong value points to, empty when none is known."""
    if fits(figure, value):
        return ""
    for slip in figure.slips:
        if isinstance(slip.gives, str):
            same = isinstance(value, str) and _plain(value) == _plain(slip.gives)
        else:
            same = _near(value, slip.gives, figure.margin)
        if same:
            return slip.misconception
    return ""


def shown(figure: Figure, value: Any) -> str:
    """Return a recorded value for reading; these are the learner's own figures and hold nothing hidden."""
    if value is None:
        return ""
    if is_number(value):
        try:
            return f"{float(value):.6g} {figure.unit}".strip()
        except OverflowError:
            return "a number out of all bounds"
    if isinstance(value, list):
        return ", ".join(str(v)[:40] for v in value[:8])[:_LONGEST]
    if isinstance(value, dict):
        return "no plain value"
    return str(value)[:_LONGEST]


def _near(value: Any, wanted: Any, margin: float) -> bool:
    if not is_number(value) or not is_number(wanted):
        return False
    try:
        return math.isfinite(float(value)) and abs(float(value) - wanted) <= margin + 1e-9
    except OverflowError:
        return False


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
