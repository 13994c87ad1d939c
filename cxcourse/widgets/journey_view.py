"""What the journey map shows and hands out: the view as plain JSON, the text twin, files, and text from elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from cxcourse.content.strict import first_faults
from cxcourse.core.journey import Journey, Step
from cxcourse.core.journey.checks import checks
from cxcourse.core.journey.finding import CARD_LANES, steps_of
from cxcourse.core.journey.history import History
from cxcourse.core.journey.reading import lowest, peak
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError, ContentError

MOST_FAULTS = 8  # of a text that is brought in; who has more mends these first
LANES = ("steps", "emotion", *CARD_LANES)
_FORMATS = {  # in the order of the menu: what most people are after comes first
    "png": ("Picture for slides (PNG)", "goes into any slide or page", "image/png", "png"),
    "svg": ("Picture (SVG)", "sharp at every size, for documents and the web", "image/svg+xml", "svg"),
    "yaml": ("File to open here again (YAML)", "holds the whole map; Import takes it", "application/yaml", "yaml"),
    "json": ("JSON", "the same, for other programs", "application/json", "json"),
    "csv": ("CSV (spreadsheet)", "one row a step; Import takes it too", "text/csv", "csv"),
    "mermaid": ("Mermaid", "steps and emotions alone, for a diagram in a text", "text/plain", "mmd"),
    "markdown": ("Markdown", "to read, or to paste into a report", "text/markdown", "md"),
}


def view(history: History) -> dict[str, Any]:
    """Return what the browser draws of a history.

    Examples
    --------
    >>> shown = view(History(now=Journey(id="mine")))
    >>> shown["undo"], [finding["rule"] for finding in shown["findings"]]
    (False, ['no-goal'])
    """
    j = history.now
    return {
        "journey": asdict(j), "gone": sorted(history.seen.difference(j.ids)), "findings": [asdict(f) for f in checks(j)],
        "reading": _tags(j), "undo": bool(history.past), "redo": bool(history.future),
    }  # fmt: skip


def _tags(j: Journey) -> dict[str, str]:
    """Return which steps are the lowest and the peak, where something is bad and something good."""
    high = {s.id: "peak" for s in peak(j)[:1] if s.emotion > 0}
    return high | {s.id: "lowest" for s in lowest(j)[:1] if s.emotion < 0}


def template(j: Journey) -> dict[str, Any]:
    """Return what the gallery shows of a journey.

    Examples
    --------
    >>> from cxcourse.content.journeys import load_journey
    >>> template(load_journey("m03-case-a"))["id"]
    'm03-case-a'
    """
    by_stage = [steps_of(j, stage.id) for stage in j.stages]
    steps = [s for mates in by_stage for s in mates]
    lanes = (
        lambda s: s.thoughts + s.frontstage,
        lambda s: s.pains + s.backstage,
        lambda s: s.opportunities + s.support,
    )
    return {
        "id": j.id, "title": j.title or j.id, "about": j.about,
        "stages": [len(mates) for mates in by_stage],
        "moods": [s.emotion for s in steps], "cards": [[len(cards(s)) for cards in lanes] for s in steps],
    }  # fmt: skip


# ---------------------------------------------------------------- in and out


def formats() -> list[dict[str, str]]:
    """Return the formats a map can be had in, each with what it is good for in a line.

    Examples
    --------
    >>> [format["id"] for format in formats()]
    ['png', 'svg', 'yaml', 'json', 'csv', 'mermaid', 'markdown']
    """
    return [{"id": name, "name": label, "use": use} for name, (label, use, _, _) in _FORMATS.items()]


def made(j: Journey, name: Any, theme: Any) -> dict[str, Any]:
    """Return a map as a file of one format: its name, type, and text or base64.

    Examples
    --------
    >>> made(Journey(id="mine"), "yaml", "light")
    {'name': 'mine.yaml', 'mime': 'application/yaml', 'format': 'yaml', 'text': 'id: mine\\n'}
    """
    from cxcourse.exports import journey as exports

    if not (isinstance(name, str) and name in _FORMATS):
        raise AnswerError(f"{brief(name)}: there is no such format. There are {', '.join(_FORMATS)}.")
    _, _, mime, suffix = _FORMATS[name]
    file = {"name": f"{j.id}.{suffix}", "mime": mime, "format": name}
    theme = "dark" if theme == "dark" else "light"
    if name == "png":
        return file | {"base64": base64.b64encode(exports.to_png(j, theme=theme)).decode("ascii")}
    if name == "svg":
        return file | {"text": exports.to_svg(j, theme=theme)}
    return file | {"text": getattr(exports, f"to_{name}")(j)}


def picture(j: Journey) -> str:
    """Return a map as an HTML image; its words stand beside it, so the picture itself is not read out.

    Examples
    --------
    >>> picture(Journey(id="mine"))[:13]
    '<img alt="" s'
    """
    from cxcourse.exports.journey import to_svg

    data = base64.b64encode(to_svg(j).encode("utf-8")).decode("ascii")
    return f'<img alt="" style="max-width:100%" src="data:image/svg+xml;base64,{data}">'


def read(text: Any, name: Any) -> Journey:
    """Read a map from text of one format; without a format, from what the text looks like.

    Examples
    --------
    >>> read("id: mine\\ntitle: My map", "").title
    'My map'
    """
    from cxcourse.exports import journey as exports

    if not isinstance(text, str) or not text.strip():
        raise AnswerError("There is no text yet. Paste the YAML, JSON, CSV or Mermaid text of a map.")
    text = text.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")
    readers = {
        "yaml": exports.from_yaml, "json": exports.from_json, "csv": exports.from_csv, "mermaid": exports.from_mermaid,
    }  # fmt: skip
    try:
        return readers[name if isinstance(name, str) and name in readers else guess(text)](text, "your text")
    except ContentError as error:
        if len(error.faults) <= MOST_FAULTS:
            raise
        raise AnswerError(f"The text holds {len(error.faults)} faults:\n{first_faults(error, MOST_FAULTS)}") from None


def guess(text: str) -> str:
    """Return the format a text of a map is most likely in.

    Examples
    --------
    >>> [guess(t) for t in ('{"id": "x"}', "journey\\n title My day", "stage,step\\nA,b", "id: mine")]
    ['json', 'mermaid', 'csv', 'yaml']
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    if lines and lines[0].lower().startswith(("sep=", '"sep=')):
        return "csv"  # only a spreadsheet begins so
    first = lines[0] if lines else ""
    if first.startswith(("{", "[")):
        return "json"
    if first == "journey" or first.startswith(("```mermaid", "%%")) or "journey" in lines[:12]:
        return "mermaid"
    heads = first.lower().replace(";", ",").replace("\t", ",").split(",")
    return "csv" if ":" not in first and len(heads) > 1 and "stage" in {h.strip().strip('"') for h in heads} else "yaml"


# ---------------------------------------------------------------- as text


def as_text(j: Journey, beats: Mapping[str, str] | None = None) -> str:
    """Return a map as plain text: who, then stage by stage each step with its cards.

    Examples
    --------
    >>> print(as_text(Journey(id="mine", title="My map")))
    My map
    <BLANKLINE>
    The map is empty.
    """
    who = ", ".join(filter(None, (j.actor.name, j.actor.who)))
    head = [j.title or j.id, *([j.about] if j.about else []), *([f"Person: {who}"] if who else [])]
    head += [f"{name}: {text}" for name, text in (("Goal", j.actor.goal), ("Expects", j.actor.expectation)) if text]
    blocks = ["\n".join(head)]
    number = 0
    for stage in j.stages:
        lines = [f"{stage.name} ({stage.id})"]
        for step in steps_of(j, stage.id):
            number += 1
            lines += _step_lines(number, step, beats or {})
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks if j.stages else [*blocks, "The map is empty."])


def _step_lines(number: int, step: Step, beats: Mapping[str, str]) -> list[str]:
    where = ", ".join(dict.fromkeys(filter(None, (step.touchpoint, step.channel))))
    facts = {
        "at": where, "lens": " + ".join(step.lens), "by": "" if step.lane == "customer" else step.lane,
        "emotion": _feeling(step.emotion), "to be": _feeling(step.emotion_to_be),
        "evidence": step.evidence or "", "owner": step.owner, "metric": step.metric,
        "about": beats.get(step.beat, step.beat), "facts": ", ".join(step.facts),
    }  # fmt: skip
    truth = " (moment of truth)" if step.moment_of_truth else ""
    lines = [f"{number}. {step.action or '…'}{truth} [{step.id}]"]
    told = "; ".join(f"{name} {value}" for name, value in facts.items() if value)
    lines += [f"   {told}"] if told else []
    for lane in CARD_LANES:
        lines += [f"   {lane}: {card.text} [{card.id}]" for card in getattr(step, lane)]
    return lines


def _feeling(value: int | None) -> str:
    return "" if value is None else f"{value:+d}".replace("-", "−") if value else "0"
