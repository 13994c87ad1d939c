"""A verdict as people read it: in the notebook that a grader opens and on the feedback page of the learner.

Everything is built here from the prompt and the verdict. Nothing that a learner's kernel drew is used, and every text
is escaped, for the page is opened by others.
"""

from __future__ import annotations

import html
import re

from cxcourse.core.codetask import CodePrompt
from cxcourse.core.graded import JourneyPrompt, RolePlayPrompt, task_name
from cxcourse.core.quiz import Prompt
from cxcourse.grading.judge import Criterion, Verdict

_CARD = (
    "border:1px solid #d5d9e0;border-radius:10px;padding:14px 18px;margin:6px 0;background:#fff;color:#1b1f27;"
    "font-family:system-ui,sans-serif;font-size:14px;line-height:1.45;max-width:72em"
)
_CELL = "text-align:left;vertical-align:top;padding:7px 10px;border-top:1px solid #e4e7ec;white-space:normal"
_SHORT_FORMS = {"aht", "ces", "clv", "csat", "cs", "cx", "fcr", "nps", "sus", "ui", "ux"}
_TONES = {
    "full": ("#0a6b3d", "#e5f5ec", "✓"),
    "part": ("#7a4b00", "#fdf1dc", "◐"),
    "none": ("#a4161a", "#fdeaea", "✗"),
}


AnyPrompt = Prompt | CodePrompt | JourneyPrompt | RolePlayPrompt


def points_text(points: float) -> str:
    """Return points for reading: at most two decimals, no trailing zeros.

    Examples
    --------
    >>> points_text(3.7333), points_text(4.0)
    ('3.73', '4')
    """
    return f"{points:.2f}".rstrip("0").rstrip(".").replace("-", "−")


def words(misconception: str) -> str:
    """Return the name of a misconception as words.

    Examples
    --------
    >>> words("nps-counts-not-percent")
    'NPS counts not percent'
    """
    return " ".join(w.upper() if w in _SHORT_FORMS else w for w in misconception.split("-"))


def heading(prompt: AnyPrompt, task: str) -> str:
    """Return what a learner calls a task, with its title where it has one.

    Examples
    --------
    >>> heading(JourneyPrompt(id="m03-a1", points=12, title="Mark's journey", stem="Draw it."), "m03-a1")
    "Graded task A1: Mark's journey"
    """
    name, title = task_name(task), getattr(prompt, "title", "")
    return f"{name.partition(' (')[0]}: {title}" if title else name


def verdict_text(prompt: AnyPrompt, verdict: Verdict, trouble: str = "") -> str:
    """Return a verdict as plain text."""
    lines = [
        f"{heading(prompt, verdict.task)}: {points_text(verdict.points)} of {points_text(verdict.max_points)} points",
        prompt.stem,
    ]
    lines += [f"Note: {trouble}"] if trouble else []
    for c in verdict.criteria:
        answer = f" [{' '.join(c.answer.split())}]" if c.answer else ""
        reason = c.reason.replace("\n", "\n    ")
        lines.append(f"- {points_text(c.points)}/{points_text(c.max_points)} {c.label}{answer}: {reason}")
    if ideas := _untold(verdict):
        lines += ["Ideas to look at again:", *(f"- {idea}" for idea in ideas)]
    return "\n".join(lines)


def verdict_html(prompt: AnyPrompt, verdict: Verdict, trouble: str = "") -> str:
    """Return a verdict as one accessible block of HTML: the question, a row a criterion, the points and the reasons.

    Parameters
    ----------
    prompt : Prompt
        The question as it was shown.
    verdict : Verdict
        What the judge said.
    trouble : str
        Why a recorded answer could not be used, in words; empty when all is well.
    """
    share = verdict.points / verdict.max_points if verdict.max_points else 0.0
    colour, _, _ = _TONES[_tone(verdict.points, verdict.max_points)]
    score = f"{points_text(verdict.points)} of {points_text(verdict.max_points)} points"
    rows = "".join(_row(c) for c in verdict.criteria)
    note = f'<p style="margin:8px 0"><strong>Note:</strong> {_rich(trouble)}</p>' if trouble else ""
    return (
        f'<section class="cx-verdict" data-task="{html.escape(verdict.task)}" style="{_CARD}">'
        f'<div style="display:flex;justify-content:space-between;gap:1em"><strong>'
        f"{html.escape(heading(prompt, verdict.task))}</strong>"
        f'<strong style="color:{colour};white-space:nowrap">{score}</strong></div>'
        f'<div aria-hidden="true" style="height:6px;border-radius:3px;background:#e4e7ec;margin:8px 0 10px">'
        f'<div style="height:6px;border-radius:3px;width:{share:.0%};background:{colour}"></div></div>'
        f'<p style="margin:0 0 8px">{_rich(prompt.stem)}</p>{note}'
        f'<table style="border-collapse:collapse;width:100%;border:0">'
        f'<caption style="text-align:left;padding:4px 0;color:#4a5261">What was judged, and why</caption>'
        f"<thead><tr>{_heads(**_widths(verdict))}</tr></thead><tbody>{rows}</tbody></table>"
        f"{_ideas(verdict)}</section>"
    )


def _widths(verdict: Verdict) -> dict[str, int]:
    """Return the shares of the columns: where parts have short names, the room goes to answers and reasons."""
    if any(len(c.label) > 30 for c in verdict.criteria):
        return {"Part": 32, "Your_answer": 20, "Points": 12, "Reason": 36}
    answer = 36 if any(len(c.answer) > 60 for c in verdict.criteria) else 16
    return {"Part": 18, "Your_answer": answer, "Points": 10, "Reason": 72 - answer}


def _heads(**widths: int) -> str:
    return "".join(
        f'<th scope="col" style="{_CELL};color:#4a5261;width:{width}%">{name.replace("_", " ")}</th>'
        for name, width in widths.items()
    )


def _row(c: Criterion) -> str:
    colour, ground, sign = _TONES[_tone(c.points, c.max_points)]
    points = points_text(c.points) + (f" / {points_text(c.max_points)}" if c.max_points else "")
    badge = (
        f'<span style="background:{ground};color:{colour};border-radius:6px;padding:1px 7px">'
        f'<span aria-hidden="true">{sign}</span> {points}</span>'
    )
    if not c.points and not c.max_points:  # a remark; its points stand in another row
        badge = "—"
    return (
        f'<tr><th scope="row" style="{_CELL};font-weight:{600 if len(c.label) < 48 else 400}">{_rich(c.label)}</th>'
        f'<td style="{_CELL}">{_paragraphs(c.answer) or "—"}</td>'
        f'<td style="{_CELL};white-space:nowrap">{badge}</td>'
        f'<td style="{_CELL}">{_paragraphs(c.reason)}</td></tr>'
    )


def _ideas(verdict: Verdict) -> str:
    items = "".join(f"<li>{_rich(idea)}</li>" for idea in _untold(verdict))
    if not items:
        return ""
    return (
        '<div style="margin-top:10px;padding:8px 12px;border-left:4px solid #7a4b00;background:#fdf1dc">'
        "<strong>Ideas that your choices suggest, and that deserve another look</strong>"
        f'<ul style="margin:4px 0 0;padding-left:1.3em">{items}</ul></div>'
    )


def _untold(verdict: Verdict) -> list[str]:
    """Return the ideas that no reason has told yet: nothing is said twice on one card."""
    told = "\n".join(c.reason for c in verdict.criteria)
    return [idea for idea in dict.fromkeys(verdict.ideas) if idea not in told]


def _tone(points: float, most: float) -> str:
    if points > 0 and points > most - 1e-6:
        return "full"
    return "part" if points > 0 else "none"


def _rich(text: str) -> str:
    """Escape a text and show what stands in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text))


def _paragraphs(text: str) -> str:
    """Return the lines of a text below one another, with room between them."""
    first, *more = text.split("\n")
    return _rich(first) + "".join(f'<div style="margin-top:6px">{_rich(line)}</div>' for line in more)
