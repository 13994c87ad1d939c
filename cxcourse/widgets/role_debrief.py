"""After a role play: the review of a run as JSON for the browser, as text, and as a transcript to take away."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from textwrap import fill
from typing import Any

from cxcourse.core.roleplay import OUTCOMES, TECHNIQUES, Debrief, Play, log_of, score
from cxcourse.core.roleplay.mood import MOODS
from cxcourse.errors import AnswerError
from cxcourse.exports.journey.cells import armed
from cxcourse.exports.journey.table import BOM
from cxcourse.widgets.role_cohort import drawn_cohort
from cxcourse.widgets.role_map import drawn_map
from cxcourse.widgets.role_run import MODES, Run, first_name, goal, said_at, stages

FORMS = ("txt", "md", "csv")
WIDE = 88  # characters a line of plain text: what a notebook shows without breaking it


def drawn_debrief(runs: list[tuple[Run, Play]], shown: int, cohort: list[dict[str, Any]]) -> dict[str, Any]:
    """Return all that the debrief of one run shows; ``shown`` counts from 1."""
    run, play = runs[shown - 1]
    found = score(play.scene, log_of(play))
    trust = trust_curve(play)
    others = [(n, p) for n, (_, p) in enumerate(runs, start=1) if n != shown]
    return {
        "earlier": [{"number": n, "curve": trust_curve(p)} for n, p in others[-3:]],
        "outcome": play.outcome, "ratio": percent(found.ratio), "points": found.points, "best_points": found.best_points,
        "mood": play.mood, "last_words": play.line, "coach": found.coach,
        "trust": {"first": trust[0], "last": trust[-1], "goal": goal(play.scene)},
        "state": counted(play),
        "curve": trust, "graph": drawn_map(play), "turns": drawn_turns(run, found),
        "techniques": drawn_techniques(run, found), "runs": [drawn_run(r, p, i, shown) for i, (r, p) in enumerate(runs, 1)],
        "cohort": drawn_cohort(play, cohort), "file": f"{play.scene.id}-run-{shown}",
        "transcripts": {form: transcript(run, play, form) for form in FORMS},
    }  # fmt: skip


def trust_curve(play: Play) -> list[int | None]:
    """Return trust at each turn and at the end.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import start, step
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> trust_curve(play)
    [40, 52]
    """
    return [stage.state.get("trust") for stage in stages(play)]


def counted(play: Play) -> list[dict[str, Any]]:
    """Return what counted beside trust, by the words of the scene; a variable without words is not told."""
    return [
        {"name": words, "value": play.state[name]} for name, words in play.scene.words.items() if name in play.state
    ]


def percent(ratio: float | None) -> int | None:
    """Return a share in whole percent; the whole is said only of the whole.

    Examples
    --------
    >>> percent(None), percent(0.999), percent(1.0)
    (None, 99, 100)
    """
    return None if ratio is None else round(100 * ratio) if ratio == 1 else min(99, round(100 * ratio))


def drawn_turns(run: Run, found: Debrief) -> list[dict[str, Any]]:
    """Return every turn: what was said and what would have been best."""
    return [
        {
            "number": n, "node": t.node, "customer": t.customer, "mood": t.mood, "said": t.said, "own": run.own.get(n, ""),
            "score": t.score, "best_score": t.best_score, "best_say": t.best_say, "coach": t.coach,
            "techniques": [TECHNIQUES[x] for x in t.techniques], "lacks": [TECHNIQUES[x] for x in t.lacks],
            "before": t.trust_before, "after": t.trust_after,
        }
        for n, t in enumerate(found.turns, start=1)
    ]  # fmt: skip


def drawn_techniques(run: Run, found: Debrief) -> list[dict[str, Any]]:
    """Return the six techniques; one that was not used has no value."""
    return [
        {
            "id": t, "name": name, "mean": percent(found.techniques.get(t)),
            "times": sum(t in turn.techniques for turn in found.turns), "missed": sum(t in turn.lacks for turn in found.turns),
            "seen": run.sheet.get(t, (False, ""))[0], "quote": run.sheet.get(t, (False, ""))[1],
        }
        for t, name in TECHNIQUES.items()
    ]  # fmt: skip


def drawn_run(run: Run, play: Play, number: int, shown: int) -> dict[str, Any]:
    """Return one line of the table of runs."""
    return {
        "number": number, "outcome": play.outcome, "ratio": percent(play.ratio), "trust": play.state.get("trust"),
        "customer": f"customer {run.seed + 1}", "mode": MODES[run.mode], "rewound": bool(run.rewound), "shown": number == shown,
    }  # fmt: skip


# ---------------------------------------------------------------- text


def debrief_text(run: Run, play: Play, cohort: Sequence[dict[str, Any]] = ()) -> str:
    """Return the debrief of a run as plain text; at its end others to compare with, where there are some.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import start, step
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> debrief_text(Run(), play)[:34]
    'Not finished. Your replies: 100 % '
    """
    found, bar = score(play.scene, log_of(play)), goal(play.scene)
    trust = trust_curve(play)
    head = [OUTCOMES[play.outcome] + "." if play.outcome else "Not finished."]
    if found.ratio is not None:
        head.append(
            f"Your replies: {percent(found.ratio)} % ({found.points} of {found.best_points} points on your way)."
        )
    if trust[0] is not None:
        head.append(f"Trust {trust[0]} → {trust[-1]}" + (f", goal {bar} or more." if bar is not None else "."))
    if also := counted(play):
        head.append("What also counted: " + "; ".join(f"{c['name']}: {c['value']}" for c in also) + ".")
    blocks = [" ".join(head) + (f"\nCoach: {found.coach}" if found.coach else ""), drawn_map(play)["told"]]
    for t in drawn_turns(run, found):
        lines = [f"Turn {t['number']}. {first_name(play.scene)} ({MOODS[t['mood']]}): {t['customer']}"]
        lines += [f"In your own words: {t['own']}"] if t["own"] else []
        lines.append(f"You ({t['score']} of 3): {t['said']}")
        if t["score"] < t["best_score"]:
            lines.append(f"Best ({t['best_score']} of 3): {t['best_say']}")
        blocks.append("\n".join([*lines, f"Coach: {t['coach']}"]))
    used = [
        f"{t['name']}: " + (f"{t['mean']} %" if t["mean"] is not None else "not used")
        + (f", missed {t['missed']}" if t["missed"] else "") + _seen_text(t)
        for t in drawn_techniques(run, found)
    ]  # fmt: skip
    others = drawn_cohort(play, cohort)
    return "\n\n".join([*blocks, "Techniques\n" + "\n".join(used), *([others["told"]] if others else [])])


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _seen_text(t: dict[str, Any]) -> str:
    words = [w for w in ("seen" if t["seen"] else "", f"“{t['quote']}”" if t["quote"] else "") if w]
    return f"; observer: {' '.join(words)}" if words else ""


def conversation(run: Run, play: Play) -> list[tuple[int, str, str, str, int | None]]:
    """Return what was said: turn, who, mood or "own words", text, trust after it.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import start, step
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> [(n, who, mood) for n, who, mood, _, _ in conversation(Run(), play)]
    [(1, 'Ines', 'wary'), (1, 'You', ''), (2, 'Ines', 'wary')]
    """
    who, rows, seen = first_name(play.scene), [], stages(play)
    for n, stage in enumerate(seen, start=1):
        rows.append((n, who, MOODS[stage.mood], stage.line, stage.state.get("trust")))
        if n < len(seen):
            if n in run.own:
                rows.append((n, "You", "own words", run.own[n], None))
            rows.append(
                (n, "You", "nearest reply" if n in run.own else "", said_at(stage, seen[n]), seen[n].state.get("trust"))
            )
    return rows


def spoken(run: Run, play: Play) -> list[str]:
    """Return the conversation, one line a thing said, with what a reply did to trust.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import start, step
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> spoken(Run(), play)[1][-15:]
    '[trust 40 → 52]'
    """
    rows = conversation(run, play)
    told = _trust_changes(rows)
    return [
        f"{who}{f' ({mood})' if mood else ''}: {text}{change}"
        for (_, who, mood, text, _), change in zip(rows, told, strict=True)
    ]


def _trust_changes(rows: list[tuple[int, str, str, str, int | None]]) -> list[str]:
    """Say of each thing that was said how trust stood before and after, where it moved."""
    told, before = [], None
    for *_, trust in rows:
        moved = None not in (trust, before) and trust != before
        told.append(f" [trust {before} → {trust}]" if moved else "")
        before = before if trust is None else trust
    return told


def transcript(run: Run, play: Play, form: str = "txt") -> str:
    """Return the conversation to take away: ``"txt"``, ``"md"`` or ``"csv"``; no scores.

    The last begins with a byte-order mark, by which Excel knows that the text is UTF-8.

    Raises
    ------
    AnswerError
        There is no such form.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import start, step
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> transcript(Run(), play, "csv").splitlines()[0]
    '\\ufeffscene,seed,turn,who,mood,text,trust'
    """
    scene, rows = play.scene, conversation(run, play)
    if form == "csv":
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["scene", "seed", "turn", "who", "mood", "text", "trust"])
        writer.writerows(
            [scene.id, run.seed, n, armed(who), mood, armed(text), trust] for n, who, mood, text, trust in rows
        )
        return BOM + file.getvalue()
    end = OUTCOMES[play.outcome] if play.outcome else "not finished"
    if form == "txt":
        head = [scene.title, f"{_begun(scene.learner_role)}. Goal: {scene.goal}.", ""]
        lines = [*head, *spoken(run, play), "", f"End: {end}."]
        return "\n".join(fill(line, WIDE, subsequent_indent="  ") for line in lines) + "\n"
    if form == "md":
        lines = [
            f"**{who}**{f' *({mood})*' if mood else ''}: {_plain(text)}{change}\n"
            for (_, who, mood, text, _), change in zip(rows, _trust_changes(rows), strict=True)
        ]
        head = [f"# {scene.title}\n", f"{_begun(scene.learner_role)}. Goal: {scene.goal}.\n"]
        return "\n".join([*head, *lines, f"End: {end}."]) + "\n"
    raise AnswerError(f"a transcript comes as {', '.join(FORMS)}; found {str(form)[:40]!r}.")


def _plain(text: str) -> str:
    """What somebody typed stays text in Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#" else c for c in text.replace("\n", " "))
