"""The journey diagram of Mermaid, read as Mermaid reads it: ``task: score: actor, actor``.

Its reader is more forgiving than its authors expect. A ``#`` starts a comment, a ``;`` ends the line, a second ``:``
starts the actors, a comma splits them; the score is not checked for its range of 1 to 5, and text becomes "not a
number". Whatever writes this format has to know.

References
----------
Mermaid, user journey diagram: ``journey.jison``, ``journeyDb.js``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import nan

from cxcourse.errors import DataError

_TASK = re.compile(r"(?P<task>[^#:;\n]+):(?P<data>[^#;\n]+)")


@dataclass(frozen=True)
class MermaidTask:
    """One task line: what is done, how it felt (1 to 5 is meant), who takes part."""

    task: str
    score: float
    people: tuple[str, ...] = ()


def parse_task(line: str) -> MermaidTask:
    """Return the task of one line of a journey diagram.

    Parameters
    ----------
    line : str
        Such as ``"Find the form: 2: Me, Call centre"``.

    Raises
    ------
    DataError
        When the line has no task name, or no colon with something after it.

    Examples
    --------
    >>> parse_task("Find the form: 2: Me, Call centre")
    MermaidTask(task='Find the form', score=2, people=('Me', 'Call centre'))
    >>> parse_task("Pay: 5:").people
    ('',)
    """
    found = _TASK.match(line.strip())
    if not found:
        raise DataError(
            f"journey task: 'name: score: actors' is needed, found {line!r}. Write a name, a colon, a score."
        )
    score, *rest = found["data"].split(":")
    people = tuple(name.strip() for name in rest[0].split(",")) if rest else ()
    return MermaidTask(found["task"].strip(), _number(score.strip()), people)


def _number(text: str) -> float:
    try:
        value = float(text or 0)  # an empty score counts as 0 there
    except ValueError:
        return nan
    return int(value) if value.is_integer() else value
