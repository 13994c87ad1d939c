"""A journey as a table: one row a step, for spreadsheets; and the columns that the reader knows.

What belongs to the whole map stands in the first row. A stage without a step has a row of its own, without an action.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from cxcourse.core.journey.finding import CARD_LANES
from cxcourse.core.journey.model import Journey, Stage, Step
from cxcourse.exports.journey.cells import armed, cards_cell, words_cell
from cxcourse.exports.journey.order import with_openings

BOM = "\ufeff"  # by it Excel knows that the text is UTF-8

WORDS = ("action", "touchpoint", "channel", "owner", "metric", "beat")
_CELLS: dict[str, Callable[[Step], str]] = {
    "step": lambda s: s.id,
    **{name: (lambda s, name=name: armed(getattr(s, name))) for name in ("action", "touchpoint", "channel")},
    "lens": lambda s: " ".join(s.lens),
    "lane": lambda s: s.lane,
    "emotion": lambda s: _number(s.emotion),
    "emotion_to_be": lambda s: _number(s.emotion_to_be),
    "moment_of_truth": lambda s: "yes" if s.moment_of_truth else "",
    "evidence": lambda s: s.evidence or "",
    **{name: (lambda s, name=name: armed(cards_cell(getattr(s, name)))) for name in CARD_LANES},
    **{name: (lambda s, name=name: armed(getattr(s, name))) for name in ("owner", "metric")},
    "facts": lambda s: armed(words_cell(s.facts)),
    "beat": lambda s: armed(s.beat),
}
MAP = ("map", "title", "about", "actor", "who", "goal", "expectation")
COLUMNS = ("stage", *_CELLS, "stage_id", *MAP)


def to_csv(journey: Journey) -> str:
    """Return a journey as comma-separated values, one row a step, without loss.

    The text begins with a byte-order mark, so that Excel reads it as UTF-8; write it to a file as UTF-8, with
    ``newline=""``. No cell can be run as a formula. Cards stand one a line in their cell: ``[id] text``.

    Parameters
    ----------
    journey : Journey
        The map.

    Examples
    --------
    >>> from cxcourse.core.journey import Journey, Stage, Step
    >>> journey = Journey(id="a", stages=(Stage(id="s1", name="Trouble"),), steps=(Step(id="st1", stage="s1", action="Calls"),))
    >>> to_csv(journey).splitlines()[1].split(",")[:3]
    ['Trouble', 'st1', 'Calls']
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    about_map = _map_cells(journey)
    for row in [_row(stage, step) for stage, step, _ in with_openings(journey)] or [[""] * (len(COLUMNS) - len(MAP))]:
        writer.writerow([*row, *about_map])
        about_map = [""] * len(MAP)
    return BOM + text.getvalue()


def _row(stage: Stage, step: Step | None) -> list[str]:
    cells = [cell(step) for cell in _CELLS.values()] if step else [""] * len(_CELLS)
    return [armed(stage.name), *cells, stage.id]


def _map_cells(journey: Journey) -> list[str]:
    actor = journey.actor
    words = (journey.title, journey.about, actor.name, actor.who, actor.goal, actor.expectation)
    return [journey.id, *map(armed, words)]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
