"""What of a key must never be seen by learners, and a search for it."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cxcourse.content import Key
from cxcourse.core.codetask import CallsTask, ValuesTask, slips_of
from cxcourse.core.graded import JourneyTask, RolePlayTask
from cxcourse.core.quiz import CardSort, Match, Order

# Fields that only a key has; a released file with one of them holds more than a prompt.
_KEY_NAMES = (
    "correct", "misconception", "slips", "otherwise", "cases", "reference", "synonyms", "weights", "required", "inferred", "sign",
    "merges", "relations", "lowest", "unexplained", "trust_at_least", "techniques_at_least",
)  # fmt: skip
KEY_FIELDS = dict.fromkeys([*(f'"{name}"' for name in _KEY_NAMES), "correct:"], "a key field")
_SHORT = 12  # shorter texts ("Yes.") turn up by chance


def key_strings(key: Key) -> dict[str, str]:
    """Return every text of a key file that learners must not get with the exercise, and where it stands.

    These are feedback, hints, explanations, misconceptions, slips, what is said of hidden inputs, and rubric levels.
    Texts that are shown anyway (stems, options, the answers on offer) are left out.

    Returns
    -------
    dict
        Text to place, such as ``{"Each hands over what …": "m01-a2 explanation"}``.
    """
    found: dict[str, str] = {}
    shown: set[str] = set()
    for task in key.tasks:
        if task.code:
            found |= _of_code(task.code)
            shown |= {f.label for f in task.values.figures} if task.values else set()
            continue
        if task.work:
            found |= _of_work(task.work)
            continue
        item = task.item
        shown |= {item.stem, *(getattr(o, "text", "") for o in item.options)}
        found |= {item.hint: f"{item.id} hint", item.explanation: f"{item.id} explanation"}
        found |= dict.fromkeys(getattr(item, "otherwise", {}).values(), f"{item.id} otherwise")
        for option in item.options:
            for text in _of_option(option):
                found.setdefault(text, f"{item.id} {option.id}")
    for written in key.written:
        for line in written.rubric:
            found |= {level.text: f"{written.id} rubric {line.id}" for level in line.levels}
    return {t: p for t, p in found.items() if len(t) >= _SHORT and t not in shown}


def _of_work(task: JourneyTask | RolePlayTask) -> dict[str, str]:
    """Return the sentences that stay with the judge; short names and single synonyms are words of the story itself."""
    if isinstance(task, JourneyTask):
        found = {relation.text: f"{task.id} relation" for relation in task.reference.relations}
        for beat in task.reference.beats:
            name = beat.name if len(beat.name.split()) > 5 else ""
            found |= dict.fromkeys((beat.hint, name), f"{task.id} {beat.id}")
        return found
    nodes = task.played.nodes
    coached = [part for node in nodes for part in (node, *getattr(node, "choices", ())) if getattr(part, "coach", "")]
    found = {part.coach: f"{task.id} coaching of {part.id}" for part in coached}
    return found | {task.played.hidden_need: f"{task.id} hidden need"}


def _of_code(task: CallsTask | ValuesTask) -> dict[str, str]:
    found = {text: f"{task.id} ideas" for pair in task.ideas.items() for text in pair}
    for part in task.cases if isinstance(task, CallsTask) else task.figures:
        name = getattr(part, "id", None) or getattr(part, "name", "")
        found |= {part.label: f"{task.id} {name}", part.hint: f"{task.id} {name}"}
    return found


def _of_option(option: Any) -> Iterator[str]:
    yield option.feedback
    yield getattr(option, "misconception", None) or ""
    for slip in getattr(option, "slips", ()):
        yield slip.misconception
        yield slip.feedback


def answer_lines(key: Key) -> dict[str, str]:
    """Return the right answers in the forms in which a file might give them away, and where they stand."""
    found: dict[str, str] = {}
    for task in key.tasks:
        if task.code:
            found |= _code_lines(task.code)
            continue
        if task.work:
            if isinstance(task.work, RolePlayTask):
                found |= {f'"score": {n}': f"{task.id} scores" for n in (1, 2, 3)}
                named = [f'"{field}": ["' for field in ("techniques", "lacks")]
                found |= dict.fromkeys(named, f"{task.id} techniques")
            else:
                found |= _map_lines(task.work)
            continue
        item = task.item
        for option in item.options:
            if isinstance(item, Match):
                pair = json.dumps({option.id: option.correct}, ensure_ascii=False)[1:-1]
                found |= {pair: f"{item.id} {option.id}", pair.replace('"', "'"): f"{item.id} {option.id}"}
            elif isinstance(item, CardSort):
                found[f'"{option.id}": {json.dumps(list(option.correct[0]))}'] = f"{item.id} {option.id}"
        if isinstance(item, Order):
            right = [o.id for o in sorted(item.options, key=lambda o: o.correct)]
            found |= {json.dumps(right): item.id, ",".join(right): item.id, str(right): item.id}
    return found


def _map_lines(task: JourneyTask) -> dict[str, str]:
    """Return the accepted lenses of each beat and the beats of the lowest point as they might be written."""
    found = {}
    for beat in task.reference.beats:
        if beat.lens:
            found[json.dumps(beat.lens)] = f"{task.id} {beat.id} lenses"
        if len(beat.synonyms) > 1:
            found[json.dumps(beat.synonyms, ensure_ascii=False)] = f"{task.id} {beat.id} synonyms"
    if len(task.reference.lowest) > 1:
        found[json.dumps(task.reference.lowest)] = f"{task.id} lowest"
    return found


def _code_lines(task: CallsTask | ValuesTask) -> dict[str, str]:
    """Return hidden inputs and right outcomes as they might be written; short numbers turn up by chance."""
    found: dict[str, str] = {}
    if isinstance(task, CallsTask):
        for case in task.cases:
            for args in (list(case.args), *(case.args if len(case.args) == 1 else ())):
                inner = [json.dumps(args)[1:-1], json.dumps(args, separators=(",", ":"))[1:-1], repr(args)[1:-1]]
                found |= dict.fromkeys((i for i in inner if len(i) >= 9), f"{task.id} {case.id} input")
    parts = task.cases if isinstance(task, CallsTask) else task.figures
    wanted = [(getattr(p, "id", None) or getattr(p, "name", ""), p.gives) for p in parts]
    wanted += [(name, slip.gives) for name, slip in slips_of(task)]
    return found | {str(v): f"{task.id} {name} outcome" for name, v in wanted if isinstance(v, float) and _telling(v)}


def _telling(number: float) -> bool:
    return len(str(number).strip("-").replace(".", "").strip("0")) >= 6


def find_leaks(text: str, secrets: dict[str, str]) -> list[str]:
    """Return the places of the secrets that stand in a text, whether written plain, in JSON or in HTML.

    Examples
    --------
    >>> find_leaks('{"x": "say \\\\"no\\\\" first"}', {'say "no" first': "m01-a1 hint", "else": "m01-a2 hint"})
    ['m01-a1 hint']
    """
    bare = "".join(text.split())  # JSON that is spread over lines holds a list of numbers as well

    def stands(form: str) -> bool:
        return form in text or ("," in form and " " not in form and form in bare)

    return [place for secret, place in secrets.items() if any(stands(form) for form in _forms(secret))]


def _forms(text: str) -> set[str]:
    return {
        text, json.dumps(text, ensure_ascii=False)[1:-1], json.dumps(text)[1:-1], html.escape(text),
        html.escape(text, quote=False),
    }  # fmt: skip


def leaks_in(folder: Path, secrets: dict[str, str]) -> list[str]:
    """Return ``file: place`` for every secret in the text files of a folder."""
    faults = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        text = path.read_bytes().decode("utf-8", errors="replace")
        faults += [f"{path.relative_to(folder)}: {place}" for place in find_leaks(text, secrets)]
    return faults
