"""A role play while it is going on, as JSON for the browser: who is calling, what was said, trust, coach and observer."""

from __future__ import annotations

from typing import Any

from cxcourse.core.roleplay import TECHNIQUES, Play, Scene, log_of, score
from cxcourse.widgets.role_run import Run, first_name, goal, narrated, said_at, stages


def drawn_about(scene: Scene, mode: str) -> dict[str, Any]:
    """Return who calls and what for; the hidden need is for pairs, where one of the two plays the customer.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> drawn_about(load_scene("m01-taster"), "solo")["first"]
    'Ines'
    """
    return {
        "name": scene.customer_name, "first": first_name(scene), "customer": scene.customer, "goal": scene.goal,
        "role": scene.learner_role, "channel": scene.channel, "need": scene.hidden_need if mode == "pair" else "",
    }  # fmt: skip


def drawn_trust(play: Play) -> dict[str, Any] | None:
    """Return trust now, what the last reply did to it, and what a good end asks for; None in a scene without trust.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import start, step
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> drawn_trust(play)
    {'now': 52, 'change': 12, 'goal': 60}
    """
    seen = stages(play)
    now = seen[-1].state.get("trust")
    if now is None:
        return None
    change = now - seen[-2].state["trust"] if len(seen) > 1 else 0
    return {"now": now, "change": change, "goal": goal(play.scene)}


def drawn_lines(run: Run, play: Play) -> list[dict[str, Any]]:
    """Return everything that was said so far, the customer's first line first.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import start, step
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> [line["who"] for line in drawn_lines(Run(), play)]
    ['customer', 'you', 'customer']
    """
    seen, lines = stages(play), []
    for n, stage in enumerate(seen, start=1):
        lines.append({"who": "customer", "text": stage.line, "mood": stage.mood, "narrated": narrated(stage.line)})
        if n < len(seen):
            before, after = stage.state.get("trust"), seen[n].state.get("trust")
            change = None if before is None or after is None else after - before
            own = run.own.get(n, "")
            lines.append({"who": "you", "text": said_at(stage, seen[n]), "own": own, "turn": n, "change": change})
    return lines


def drawn_coach(play: Play, asked: int | None) -> dict[str, Any] | None:
    """Return what the coach says about the last reply, which is known only once the reply has been given.

    ``asked`` is the number of replies after which the coach was asked, if ever.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import start, step
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> drawn_coach(play, asked=None)["score"]
    3
    """
    if not play.steps:
        return None
    turn = score(play.scene, log_of(play)).turns[-1]
    return {
        "score": turn.score, "coach": turn.coach, "asked": asked == len(play.steps),
        "techniques": [TECHNIQUES[t] for t in turn.techniques], "lacks": [TECHNIQUES[t] for t in turn.lacks],
    }  # fmt: skip


MARKERS = {
    "active_listening": "facts given back before the first question; “is that it?”, and a pause",
    "empathy": "a feeling or a cost, in this caller’s terms; no “but”",
    "effective_communication": "number of steps or minutes told; silence announced; message asked back",
    "problem_solving": "a question whose answer changed the next step; a bridge until it works",
    "conflict_resolution": "both sides said fairly; a shared aim before an offer; own slip owned",
    "product_knowledge": "a fact with its limit and its use; or “I’ll find out, by …”",
}
"""What two observers would both tick, by technique."""


def drawn_sheet(run: Run) -> list[dict[str, Any]]:
    """Return the observer's sheet; only pairs have one.

    Examples
    --------
    >>> drawn_sheet(Run()), len(drawn_sheet(Run(mode="pair")))
    ([], 6)
    """
    if run.mode != "pair":
        return []
    seen = {t: run.sheet.get(t, (False, "")) for t in TECHNIQUES}
    return [{"id": t, "name": TECHNIQUES[t], "marker": MARKERS[t], "seen": s, "quote": q} for t, (s, q) in seen.items()]
