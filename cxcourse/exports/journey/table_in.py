"""A table read as a journey: ours without loss, anyone's with columns of the same names."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cxcourse.content.strict import fault_list
from cxcourse.core.journey.finding import CARD_LANES, fresh
from cxcourse.core.journey.model import (
    EVIDENCE,
    HIGHEST,
    LANES,
    LENSES,
    LOWEST,
    Actor,
    Card,
    Journey,
    Opportunity,
    Stage,
    Step,
)
from cxcourse.core.written import ID, brief
from cxcourse.exports.journey.cells import DETAILS, disarmed, read_cards, read_words
from cxcourse.exports.journey.names import journey_id
from cxcourse.exports.journey.table import BOM, COLUMNS, MAP, WORDS

_YES = {"yes": True, "true": True, "1": True, "x": True, "": False, "no": False, "false": False, "0": False}
# What tells a spreadsheet how the cells are separated, in a line of its own before the table.
_SEPARATOR = re.compile(r'"?sep=([,;\t])"?[ \t]*(?=[\r\n]|$)', re.IGNORECASE)


@dataclass
class _Reader:
    """The rows read so far, and what is wrong with them."""

    name: str
    faults: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)  # of every id
    taken: set[str] = field(default_factory=set)
    stages: dict[str, str] = field(default_factory=dict)
    stage: str = ""  # of the row above
    map: dict[str, str] = field(default_factory=dict)
    line: int = 1

    def fault(self, place: str, expected: str, found: str) -> None:
        shown = brief(found) if found else "nothing"
        self.faults.append(f"{self.name}:{self.line} {place} — expected {expected}, found {shown}")

    def claim(self, place: str, given: str, prefix: str) -> str:
        """Return an id that is used once in the map: the one given, or the lowest free number."""
        if not given:
            given = fresh(prefix, self.taken)
        elif not ID.fullmatch(given):
            self.fault(place, "lower-case letters, digits and dashes, at most 64", given)
        elif given in self.lines:
            self.fault(place, f"an id that is used once (it is also in line {self.lines[given]})", given)
        self.taken.add(given)
        self.lines.setdefault(given, self.line)
        return given


def from_csv(text: str, name: str = "journey.csv") -> Journey:
    """Return the journey of a table with one row a step.

    Columns may stand in any order, and all but ``stage`` and ``action`` may be missing; ids that are not given are
    made. An empty stage, as merged cells leave it, is the stage of the row above. Commas, semicolons and tabs are known
    as separators; a line ``sep=;`` may stand before the table, and row numbers in a first column without a name.

    Parameters
    ----------
    text : str
        The table, as ``to_csv`` or a spreadsheet writes it.
    name : str
        What to call the text in faults.

    Raises
    ------
    ContentError
        Some cells do not fit; ``faults`` holds one line each, with line and column.

    Examples
    --------
    >>> journey = from_csv("stage;action;emotion\\nTrouble;Calls;-1")
    >>> journey.steps[0].action, journey.steps[0].emotion
    ('Calls', -1)
    """
    reader = _Reader(name)
    rows = _rows(text, reader)
    reader.taken = {i for _, row in rows for i in _given_ids(row)}
    steps = [step for line, row in rows if (step := _step(line, row, reader))]
    if reader.faults:
        raise fault_list(name, reader.faults)
    about = reader.map
    return Journey(
        id=about.get("map") or journey_id(about.get("title", "")),
        title=about.get("title", ""),
        about=about.get("about", ""),
        actor=Actor(name=about.get("actor", ""), **{k: about.get(k, "") for k in ("who", "goal", "expectation")}),
        stages=tuple(Stage(id=key, name=words) for key, words in reader.stages.items()),
        steps=tuple(steps),
    )


def _rows(text: str, reader: _Reader) -> list[tuple[int, dict[str, str]]]:
    text = text.removeprefix(BOM)
    said, head = _SEPARATOR.match(text), text.partition("\n")[0]
    separator = said[1] if said else max(",;\t", key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows = []
    try:
        if said:
            next(lines)
        reader.line = lines.line_num + 1
        columns = [_column(cell) for cell in next(lines, [])]
        _check_columns(columns, reader)
        reader.line = lines.line_num + 1
        for cells in lines:
            rows.append((reader.line, _row(cells, columns, reader)))
            reader.line = lines.line_num + 1
    except csv.Error as error:
        reader.fault("row", "a closing quote for every opening one", str(error))
    return [] if reader.faults else [(line, row) for line, row in rows if any(row.values())]


def _row(cells: list[str], columns: list[str], reader: _Reader) -> dict[str, str]:
    """Return the cells of a row by their columns; what stands in none of them would be lost, so it is a fault."""
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        reader.fault("row", f"{len(columns)} cells, as in the first line", f"{len(cells)} cells")
    for number, (column, cell) in enumerate(zip(columns, cells, strict=False), start=1):
        row_number = number == 1 and cell.strip().isdecimal()  # a table written with its index has them
        if not column and cell.strip() and not row_number:
            reader.fault(f"column {number}", "a name for this column in the first line", cell)
    return {column: cell for column, cell in zip(columns, cells, strict=False) if column}


def _column(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip().lower())


def _check_columns(columns: list[str], reader: _Reader) -> None:
    for column in filter(None, columns):
        if column not in COLUMNS:
            near = difflib.get_close_matches(column, COLUMNS, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            reader.fault(column, f"a known column ({', '.join(COLUMNS)}){hint}", column)
        elif columns.count(column) > 1:
            reader.fault(column, "each column once", column)
    for column in ("stage", "action"):
        if column not in columns:
            reader.fault(column, "this column in the first line", "")


def _given_ids(row: dict[str, str]) -> Iterable[str]:
    yield from (row.get("stage_id", ""), row.get("step", ""))
    for lane in CARD_LANES:
        for given, _, details in read_cards(disarmed(row.get(lane, "")), details=lane == "opportunities"):
            yield given
            yield from details.get("eases", "").split()  # also where no row has it: a stranger is not to get it


def _step(line: int, row: dict[str, str], reader: _Reader) -> Step | None:
    """Return the step of a row; none for a row that only names a stage or the map."""
    reader.line = line
    _take_map(row, reader)
    is_step = any(value for column, value in row.items() if column not in ("stage", "stage_id", *MAP))
    if not is_step and not row.get("stage") and not row.get("stage_id"):
        return None
    stage = _stage(row, reader)
    if not is_step:
        return None
    fields: dict[str, Any] = {name: disarmed(row.get(name, "")) for name in WORDS}
    return Step(
        id=reader.claim("step", row.get("step", "").strip(), "st"),
        stage=stage,
        lens=_lenses(row, reader),
        lane=_word(row, "lane", LANES, reader) or "customer",
        emotion=_number(row, "emotion", LOWEST, HIGHEST, reader),
        emotion_to_be=_number(row, "emotion_to_be", LOWEST, HIGHEST, reader),
        moment_of_truth=_YES[_word(row, "moment_of_truth", tuple(_YES), reader)],
        evidence=_word(row, "evidence", EVIDENCE, reader) or None,
        facts=tuple(read_words(disarmed(row.get("facts", "")))),
        **{lane: _cards(row, lane, reader) for lane in CARD_LANES},
        **fields,
    )


def _take_map(row: dict[str, str], reader: _Reader) -> None:
    for column in MAP:
        value = row.get(column, "") if column == "map" else disarmed(row.get(column, ""))
        if not value:
            continue
        if reader.map.setdefault(column, value) != value:
            reader.fault(column, f"the same words as above ({reader.map[column]!r}), or nothing", value)
        if column == "map" and not ID.fullmatch(value):
            reader.fault(column, "an id of lower-case letters, digits and dashes", value)


def _stage(row: dict[str, str], reader: _Reader) -> str:
    """Return the id of the row's stage; one that is new is added."""
    name, key = disarmed(row.get("stage", "")), row.get("stage_id", "").strip()
    if not key and not name.strip():
        if not reader.stage:
            reader.fault("stage", "the name of a stage, here or in a row above", "")
        return reader.stage
    if not key:
        same = [known for known, words in reader.stages.items() if words == name]
        key = same[0] if same else reader.claim("stage_id", "", "s")
    elif key not in reader.stages:
        reader.claim("stage_id", key, "s")
    elif name and reader.stages[key] != name:
        reader.fault("stage", f"the name that stage {key!r} has above ({reader.stages[key]!r})", name)
    reader.stages.setdefault(key, name)
    reader.stage = key
    return key


def _word(row: dict[str, str], column: str, known: tuple[str, ...], reader: _Reader) -> Any:
    word = row.get(column, "").strip().lower()
    if word and word not in known:
        reader.fault(column, f"one of {', '.join(filter(None, known))}", word)
        return ""
    return word


def _lenses(row: dict[str, str], reader: _Reader) -> tuple[Any, ...]:
    found = [word.upper() for word in re.split(r"[\s,;/+]+", row.get("lens", "").strip()) if word]
    if any(word not in LENSES for word in found) or len(set(found)) != len(found):
        reader.fault("lens", f"some of {', '.join(LENSES)}, each once", row["lens"])
        return ()
    return tuple(found)


def _number(row: dict[str, str], column: str, low: int, high: int, reader: _Reader) -> int | None:
    text = disarmed(row.get(column, "")).strip().replace("\u2212", "-")
    if not text:
        return None
    if not re.fullmatch(r"[+-]?[0-9]{1,3}(\.0+)?", text) or not low <= float(text) <= high:
        reader.fault(column, f"a whole number from {low} to {high}", text)
        return None
    return int(float(text))


def _cards(row: dict[str, str], lane: str, reader: _Reader) -> tuple[Any, ...]:
    made: list[Card | Opportunity] = []
    rich = lane == "opportunities"
    for given, text, details in read_cards(disarmed(row.get(lane, "")), details=rich):
        card = reader.claim(lane, given, "c")
        if not rich:
            made.append(Card(id=card, text=text))
            continue
        for unknown in details.keys() - set(DETAILS):
            reader.fault(f"{lane} {card}", f"some of {', '.join(DETAILS)} in the braces", unknown)
        made.append(
            Opportunity(
                id=card, text=text, pains=tuple(details.get("eases", "").split()),
                effort=_number(details, "effort", 1, 5, reader), impact=_number(details, "impact", 1, 5, reader),
                owner=details.get("owner", ""), metric=details.get("metric", ""),
            )
        )  # fmt: skip
    return tuple(made)
