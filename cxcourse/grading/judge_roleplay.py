"""The judge of role plays: every run that was handed in is played again, and the best one counts."""

from __future__ import annotations

from collections import Counter
from textwrap import shorten
from typing import Any

from cxcourse.core.graded import RolePlayTask
from cxcourse.core.roleplay import OUTCOMES, TECHNIQUES, Debrief, TurnReview, read_log, score
from cxcourse.errors import AnswerError
from cxcourse.grading.judge import NOT_ANSWERED, Criterion, Verdict, clip, nothing

_MOST_TOLD = 4  # replies that are looked back on; who has more to learn plays the scene again
_RECORDED = "Runs are recorded by themselves when they are played in the notebook; the file needs no editing."
_LINE = 90  # characters of what the customer said; enough to find the moment again
_ENDS = {"resolved": 1.0, "partial": 0.5, "lost": 0.0}
_END_REASONS = {
    "resolved": "The customer's matter is settled.",
    "partial": "The contact ended with the matter half settled: something was left open, or there was too little trust.",
    "lost": "The customer left. Look for the reply after which there was no way back.",
}


def judge_roleplay(task: RolePlayTask, points: float, response: Any) -> Verdict:
    """Judge the runs of a role play.

    Parameters
    ----------
    task : RolePlayTask
        The scene with its scores, and what the parts are worth.
    points : float
        What a perfect run is worth.
    response : object
        ``{"runs": [{"seed": 0, "steps": [[node, choice], …]}, …]}`` as recorded; nothing about it is taken for
        granted. A log names nodes and choices only, so no score can be written into it.

    Returns
    -------
    Verdict
        The points of the best of the first ``task.runs`` runs, part by part. A run that the scene does not allow
        counts nothing, and the step that cannot be is named.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> weights = {"path": 1, "resolved": 4, "trust": 2, "techniques": 2, "ratio": 3}
    >>> task = RolePlayTask(id="m05-a1", outcome="m05.o1", title="A call", stem="Take it.", scene="taster", weights=weights,
    ...                     script=load_scene("m01-taster"))
    >>> found = judge_roleplay(task, 12, {"runs": [{"seed": 0, "steps": [["n1", "name-it"]]}]})
    >>> found.points, found.criteria[1].reason
    (0.0, 'This run was not played to its end.')
    """
    whole = max(0.0, float(points))
    runs = response.get("runs") if isinstance(response, dict) else None
    if not isinstance(runs, list) or not runs:
        return nothing(
            task.id, whole, NOT_ANSWERED if response in (None, {}, []) or runs == [] else "No run was found."
        )
    debriefs, refused = [], []
    for number, run in enumerate(runs[: task.runs], start=1):
        try:
            debriefs.append((number, _played(task, run)))
        except AnswerError as error:
            refused.append(Criterion(label=f"Run {number}", points=0.0, max_points=0.0, reason=str(error)))
    if len(runs) > task.runs:
        text = f"Only the first {task.runs} runs count; {len(runs) - task.runs} more were handed in."
        refused.append(Criterion(label="Further runs", points=0.0, max_points=0.0, reason=text))
    if not debriefs:
        lost = nothing(task.id, whole, "None of the runs could be played again to its end. " + _RECORDED)
        return Verdict(task=task.id, points=0.0, max_points=whole, criteria=(*lost.criteria, *refused))
    judged = [(number, found, _lines(task, whole, found, number)) for number, found in debriefs]
    number, found, lines = max(judged, key=lambda j: (sum(line.points for line in j[2]), -j[0]))
    earned = sum(line.points for line in lines)
    return Verdict(
        task=task.id, points=clip(earned, whole), max_points=whole, criteria=(*lines, *_replies(task, found), *refused),
        misconceptions=_missed(found),
    )  # fmt: skip


def _played(task: RolePlayTask, run: Any) -> Debrief:
    """Play a run again; which scene it is of is not the log's to say."""
    scene = task.played
    ids = {name: run.get(name) for name in ("seed", "steps")} if isinstance(run, dict) else run
    found = score(scene, read_log(scene, ids))
    if found.end is None:
        raise AnswerError("This run was not played to its end.")
    return found


def _lines(task: RolePlayTask, whole: float, found: Debrief, number: int) -> list[Criterion]:
    share = {part: whole * weight / sum(task.weights.values()) for part, weight in task.weights.items()}
    trust = int(found.state.get("trust", 0))
    used = [name for technique, name in TECHNIQUES.items() if found.techniques.get(technique) is not None]
    enough = min(1.0, len(used) / task.techniques_at_least)
    end = found.end or "lost"
    ratio = found.ratio or 0.0
    told = {
        "path": (1.0, "A finished run", f"Run {number} counts", "It could be played again step by step."),
        "resolved": (_ENDS[end], "How it ended", OUTCOMES[end], _END_REASONS[end]),
        "trust": (
            float(trust >= task.trust_at_least), "Trust at the end", str(trust),
            f"{task.trust_at_least} or more was asked for; it rises and falls with every reply.",
        ),
        "techniques": (
            enough, "Techniques that were used", ", ".join(used) or "none",
            f"{task.techniques_at_least} or more of the six were asked for; used here: {len(used)}.",
        ),
        "ratio": (
            ratio, "Quality of the replies", f"{ratio:.0%}",
            "Each reply against the best one that was on offer at that moment.",
        ),
    }  # fmt: skip
    return [
        Criterion(
            label=label, points=round(share[part] * reached, 6), max_points=round(share[part], 6), reason=reason,
            answer=answer,
        )
        for part, (reached, label, answer, reason) in told.items()
    ]  # fmt: skip


def _replies(task: RolePlayTask, found: Debrief) -> list[Criterion]:
    """Look back on the weakest replies, each by what was said and never by what should have been said."""
    weak = [(turn.score - turn.best_score, n) for n, turn in enumerate(found.turns, start=1)]
    told = sorted(n for _, n in sorted(entry for entry in weak if entry[0] < 0)[:_MOST_TOLD])
    return [
        Criterion(label=f"Reply {n}", points=0.0, max_points=0.0, reason=turn.coach, answer=_talk(task, turn))
        for n, turn in enumerate(found.turns, start=1)
        if n in told
    ]


def _talk(task: RolePlayTask, turn: TurnReview) -> str:
    """Return what the customer said, shortened, and the reply to it."""
    heard = shorten(turn.customer, _LINE, placeholder=" …")
    return f"{task.played.customer_name or 'Customer'}: “{heard}”\nYou: “{turn.said}”" if heard else turn.said


def _missed(found: Debrief) -> tuple[str, ...]:
    """Name the techniques that were lacking in two replies or more."""
    lacking = Counter(technique for turn in found.turns for technique in turn.lacks)
    return tuple(f"lacks-{t.replace('_', '-')}" for t in TECHNIQUES if lacking[t] >= 2)
