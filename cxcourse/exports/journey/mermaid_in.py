"""A Mermaid ``journey`` diagram read as a journey; what Mermaid would drop in silence is named as a fault."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cxcourse.content.strict import fault_list
from cxcourse.core.journey.model import HIGHEST, LOWEST, Actor, Card, Journey, Lane, Stage, Step
from cxcourse.core.written import brief
from cxcourse.exports.journey.mermaid import MIDDLE, NOTHING
from cxcourse.exports.journey.names import LANE_NAMES, journey_id

_ENTITY = re.compile(r"#(\w+);")
_STATEMENTS = re.compile(r"((?:#\w+;|[^#;])+)|;|#.*")  # ; ends a statement, # begins a comment, unless an entity
_DIRECTIVE = re.compile(r"%%\{.*?\}%%", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n---[ \t]*\n", re.DOTALL)
_FENCE = re.compile(r"^[ \t]*(```|~~~)[ \t]*\w*[ \t]*$", re.MULTILINE)
_BLOCK = re.compile(r"^[ \t]*accDescr\s*\{([^}]*)\}", re.IGNORECASE | re.MULTILINE)
_COMMAND = re.compile(r"(title|section)\s+(.*)|(accTitle|accDescr)\s*:(.*)", re.IGNORECASE | re.DOTALL)
_LANES: dict[str, Lane] = {name: lane for lane, name in LANE_NAMES.items()}  # type: ignore[misc]


@dataclass(frozen=True)
class _Task:
    stage: int
    action: str
    emotion: int
    people: tuple[str, ...]  # as written: a lane is told from a person by its lack of entities


@dataclass
class _Found:
    """What has been read so far."""

    title: str = ""
    about: str = ""
    sections: dict[str, int] = field(default_factory=dict)
    section: int = -1
    tasks: list[_Task] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def from_mermaid(text: str, name: str = "journey.mmd") -> Journey:
    """Return the journey that a Mermaid diagram draws.

    Scores of 1 to 5 become emotions of -2 to 2. The person who takes part most often is the actor; others who take
    part in a step become cards on its front stage.

    Parameters
    ----------
    text : str
        The diagram; a Markdown fence around it, front matter, directives and comments may stand.
    name : str
        What to call the text in faults.

    Raises
    ------
    ContentError
        Some lines are no part of a journey diagram, or would lose words in Mermaid; ``faults`` holds one line each.

    Examples
    --------
    >>> journey = from_mermaid("journey\\n  section Morning\\n    Make tea: 5: Amina")
    >>> journey.actor.name, journey.steps[0].action, journey.steps[0].emotion
    ('Amina', 'Make tea', 2)
    """
    found = _Found()
    statements = list(_statements(text, found))
    if not statements or statements[0][1].lower() != "journey":
        line, what = statements[0] if statements else (1, "")
        found.faults.append(f"{name}:{line} — expected the word journey first, found {_brief(what)}")
    for line, statement in statements[1:] if statements else []:
        if fault := _read(statement, found):
            found.faults.append(f"{name}:{line} {fault}")
    if found.faults:
        raise fault_list(name, found.faults)
    return _journey(found)


def _statements(text: str, found: _Found) -> Iterator[tuple[int, str]]:
    """Yield every statement with its line; blanks replace what is no statement, so that lines keep their numbers."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    text = _blanked(_FENCE, text)
    if front := _FRONT_MATTER.match(text):
        title = re.search(r"^title:[ \t]*(.+?)[ \t]*$", front[1], re.MULTILINE)
        found.title = title[1].strip("\"'") if title else ""
        text = "\n" * front[0].count("\n") + text[front.end() :]  # what follows keeps its line number
    text = _blanked(_DIRECTIVE, text)
    if block := _BLOCK.search(text):
        found.about = _decoded(" ".join(block[1].split()))
        text = text[: block.start()] + "\n" * block[0].count("\n") + text[block.end() :]
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith("%"):
            continue
        for part in _STATEMENTS.finditer(line):
            if part[1] and part[1].strip():
                yield number, part[1].strip()


def _blanked(noise: re.Pattern[str], text: str) -> str:
    return noise.sub(lambda gone: "\n" * gone[0].count("\n"), text)


def _read(statement: str, found: _Found) -> str:
    """Take one statement in; return what is wrong with it, empty when nothing is."""
    if command := _COMMAND.fullmatch(statement):
        word, value = (command[1] or command[3]).lower(), _decoded((command[2] or command[4] or "").strip())
        if word == "section" and ":" in statement:
            return (
                f"section — expected a name without a colon, found {_brief(value)}. In a text, write #58; for a colon"
            )
        if word == "section":
            found.section = found.sections.setdefault(value, len(found.sections))
        elif word in ("title", "acctitle"):
            found.title = value if word == "title" else found.title or value
        else:
            found.about = value
        return ""
    return _read_task(statement, found)


def _read_task(statement: str, found: _Found) -> str:
    action, *rest = (part.strip() for part in statement.split(":"))
    place = f"task {_brief(_decoded(action))}"
    if not rest:
        return f"{place} — expected 'task: score: actors', found no colon. Give it a score from 1 to 5"
    if not action:
        return f"task — expected a name before the colon, found {_brief(statement)}"
    if len(rest) > 2:
        return f"{place} — expected at most two colons, found {len(rest)}. In a text, write #58; for a colon"
    score = _score(rest[0])
    if score is None:
        return f"{place} score — expected a whole number from 1 (very bad) to 5 (very good), found {_brief(rest[0])}"
    if found.section < 0:
        found.section = found.sections.setdefault("", len(found.sections))
    people = tuple(filter(None, map(str.strip, rest[1].split(",")))) if rest[1:] else ()
    found.tasks.append(_Task(found.section, _decoded(action), score - MIDDLE, people))
    return ""


def _score(text: str) -> int | None:
    try:
        score = float(text)
    except ValueError:
        return None
    return int(score) if score.is_integer() and LOWEST <= score - MIDDLE <= HIGHEST else None


def _journey(found: _Found) -> Journey:
    people = [who for task in found.tasks for who in task.people if who not in _LANES]
    actor = max(dict.fromkeys(people), key=people.count, default="")
    stages = tuple(Stage(id=f"s{place}", name=name) for place, name in enumerate(found.sections, start=1))
    steps, cards = [], 0
    for number, task in enumerate(found.tasks, start=1):
        others = [who for who in task.people if who != actor and who not in _LANES]
        front = tuple(Card(id=f"c{cards + n}", text=_decoded(who)) for n, who in enumerate(others, start=1))
        cards += len(front)
        lane = next((_LANES[who] for who in task.people if who in _LANES), "customer")
        steps.append(
            Step(id=f"st{number}", stage=stages[task.stage].id, action=task.action, lane=lane, emotion=task.emotion,
                 frontstage=front)
        )  # fmt: skip
    return Journey(
        id=journey_id(found.title), title=found.title, about=found.about, actor=Actor(name=_decoded(actor)), stages=stages,
        steps=tuple(steps),
    )  # fmt: skip


def _decoded(text: str) -> str:
    return "" if text == NOTHING else _ENTITY.sub(_character, text)


def _character(entity: re.Match[str]) -> str:
    code = entity[1]
    if code.isdecimal():
        number = int(code[:8])  # no character has so long a number
        half = 0xD800 <= number < 0xE000  # of a pair: it could be neither shown nor saved
        return entity[0] if half or number >= 0x110000 else chr(number)
    plain = html.unescape(f"&{code};")
    return plain if plain != f"&{code};" else entity[0]


def _brief(text: str) -> str:
    return brief(text) if text else "nothing"
