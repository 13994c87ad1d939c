"""Putting right what happened to a notebook between release and grading, so that it costs the learner nothing.

People copy, split and delete cells, and tools drop metadata. nbgrader gives up on such a submission, and with some
on the whole run. Here every graded cell is found again (by its mark, its cell id, its text or its place), settings
and locked text are put back, and whatever a learner wrote is kept. Nothing is graded here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

NOTE_ID = "cx-repairs"


@dataclass(frozen=True, kw_only=True)
class Released:
    """One nbgrader cell as it was released; the gradebook knows it."""

    id: str
    cell_type: str
    source: str
    checksum: str
    locked: bool
    grade: bool
    solution: bool
    task: bool = False
    points: float | None = None

    @property
    def written(self) -> bool:
        """Whether the learner's text lies in this very cell."""
        return self.solution and self.cell_type == "markdown"

    @property
    def code(self) -> bool:
        """Whether the learner's code lies in this very cell."""
        return self.solution and self.cell_type == "code" and not self.grade

    def metadata(self) -> dict[str, Any]:
        """Return the nbgrader settings of the cell."""
        points = {} if self.points is None else {"points": self.points}
        return {
            "grade": self.grade, "grade_id": self.id, "locked": self.locked, "solution": self.solution,
            "task": self.task, "cell_type": self.cell_type, "checksum": self.checksum, "schema_version": 3, **points,
        }  # fmt: skip


@dataclass
class _Work:
    """A submission while it is being repaired."""

    cells: list[NotebookNode]
    released: dict[str, Released]
    original: list[NotebookNode]
    notes: list[str] = field(default_factory=list)
    claims: dict[str, list[NotebookNode]] = field(default_factory=dict)
    chosen: dict[str, NotebookNode] = field(default_factory=dict)


def repair(notebook: NotebookNode, released: Iterable[Released], original: NotebookNode | None = None) -> list[str]:
    """Repair a submitted notebook in place.

    Parameters
    ----------
    notebook : NotebookNode
        The submission.
    released : iterable of Released
        Every nbgrader cell of the release.
    original : NotebookNode, optional
        The released notebook; with it cells are found and put back by their place.

    Returns
    -------
    list of str
        What was done, in words for the learner; empty when nothing was wrong.
    """
    by_id = {r.id: r for r in released}
    work = _Work([_sound(c) for c in notebook.cells], by_id, list(original.cells) if original else [])
    work.cells = [c for c in work.cells if c.get("id") != NOTE_ID]
    _find(work)
    for one in by_id.values():
        (_choose_written if one.written else _choose_locked)(work, one)
    for one in by_id.values():
        if one.written:
            _take_stray_text(work, one)
    _put_back_missing(work)
    _reset(work)
    notebook.cells = work.cells
    return work.notes


def note_cell(notes: list[str]) -> NotebookNode:
    """Return the cell in which a learner reads what was repaired."""
    lines = "\n".join(f"- {note}" for note in notes)
    text = f"**Before grading, some things in this notebook were put right.** This cost no points.\n\n{lines}"
    return new_markdown_cell(text, id=NOTE_ID)


def _sound(cell: NotebookNode) -> NotebookNode:
    """Give a cell the fields that every cell has; damaged ones come through nbformat with a mere warning."""
    if not isinstance(cell.get("metadata"), dict):
        cell["metadata"] = NotebookNode()
    if not isinstance(cell.get("source"), str):
        cell["source"] = ""
    return cell


# ------------------------------------------------------------ finding


def _find(work: _Work) -> None:
    ids = {c.get("id"): c.metadata.nbgrader.grade_id for c in work.original if "nbgrader" in c.metadata}
    unknown = []
    for cell in work.cells:
        mark = cell.metadata.get("nbgrader")
        named = mark.get("grade_id") if isinstance(mark, dict) else None
        if not (isinstance(named, str) and named in work.released):
            wrong, named = named, ids.get(cell.get("id"), cell.get("id"))
            if wrong and named in work.released:
                work.notes.append(f"The name of `{named}` had been changed; it was put back.")
            elif wrong:
                unknown.append(re.sub(r"[^\w-]", "", str(wrong))[:64])
        if named in work.released:
            work.claims.setdefault(named, []).append(cell)
    for one in work.released.values():  # all marks lost: locked text still tells which cell it is
        if one.locked and one.id not in work.claims:
            same = [c for c in work.cells if c.source.strip() == one.source.strip()]
            if same:
                work.claims[one.id] = same
    if unknown:
        work.notes.append(f"Cells with the unknown name {', '.join(f'`{u}`' for u in unknown)} are not graded.")


def _choose_locked(work: _Work, one: Released) -> None:
    """Of several claims take the one that is most like the release, the last of equals (as nbgrader does)."""
    claims = work.claims.get(one.id, [])
    if not claims:
        return
    stub = one.source.strip()

    def likeness(cell: NotebookNode) -> tuple[bool, bool]:
        same = cell.source.strip() == stub
        return cell.cell_type == one.cell_type, same if one.locked else not same

    best = max(range(len(claims)), key=lambda i: (*likeness(claims[i]), i))
    work.chosen[one.id] = cell = claims[best]
    if len(claims) > 1:
        work.notes.append(f"Task `{one.id}` was in the notebook {len(claims)} times; it is graded once.")
    if one.locked and cell.source.strip() != stub:
        work.notes.append(f"The code of task `{one.id}` had been changed; the released code was put back.")


def _choose_written(work: _Work, one: Released) -> None:
    """Keep every word: different texts under one name (copied or split cells) are put together in their order."""
    claims = work.claims.get(one.id, [])
    if not claims:
        return
    texts = _distinct([c.source.strip() for c in claims], one.source.strip())
    kept = next((c for c in claims if c.source.strip() in texts), claims[0])
    work.chosen[one.id] = kept
    if not texts:
        kept.source = one.source
    if len(claims) > 1:
        if texts:
            kept.source = "\n\n".join(texts)
        work.cells = [c for c in work.cells if c is kept or not _among(c, claims)]
        work.notes.append(
            f"The answer `{one.id}` was spread over {len(claims)} cells; all of its text was put together."
        )


def _distinct(texts: list[str], stub: str) -> list[str]:
    """Return the texts that say something of their own, in order."""
    own = [t for t in dict.fromkeys(texts) if t and t != stub]
    return [t for t in own if not any(t != other and t in other for other in own)]


# ------------------------------------------------------------ by place


def _place(work: _Work, one: Released) -> int | None:
    return next((i for i, c in enumerate(work.original) if _grade_id(c) == one.id), None)


def _grade_id(cell: NotebookNode) -> str | None:
    mark = cell.metadata.get("nbgrader")
    return mark.get("grade_id") if isinstance(mark, dict) else None


def _landmark(work: _Work, released_cell: NotebookNode) -> int | None:
    """Return where a cell of the release stands in the submission, by its name or its unchanged text."""
    named = _grade_id(released_cell)
    if named in work.chosen:
        return _index(work.cells, work.chosen[named])
    text = released_cell.source.strip()
    return next((i for i, c in enumerate(work.cells) if text and c.source.strip() == text), None)


def _take_stray_text(work: _Work, one: Released) -> None:
    """An answer typed into new cells where the answer cell is (or was) is an answer."""
    place, kept = _place(work, one), work.chosen.get(one.id)
    if place is None or (kept is not None and kept.source.strip() != one.source.strip()):
        return
    before = [i for i in (_landmark(work, c) for c in work.original[:place]) if i is not None]
    after = [i for i in (_landmark(work, c) for c in work.original[place + 1 :]) if i is not None]
    start, end = max(before, default=-1), min(after, default=len(work.cells))
    taken = list(work.chosen.values())
    known = {c.source.strip() for c in work.original}
    stray = [
        c for c in work.cells[start + 1 : end]
        if c.cell_type in ("markdown", "raw") and not _among(c, taken) and c.source.strip() not in {*known, ""}
    ]  # fmt: skip
    if not stray:
        return
    if kept is None:
        kept = work.chosen[one.id] = stray[0]
    kept.source = "\n\n".join(c.source.strip() for c in stray)
    work.cells = [c for c in work.cells if c is kept or not _among(c, stray)]
    work.notes.append(f"Text beside the answer cell `{one.id}` was taken as its answer.")


def _put_back_missing(work: _Work) -> None:
    for one in sorted(work.released.values(), key=lambda r: (_place(work, r) or 0, r.id)):
        if one.id in work.chosen:
            continue
        make = new_code_cell if one.cell_type == "code" else new_markdown_cell
        # The released stub would undo what the learner wrote into a cell of another name.
        source = f"# The cell {one.id} was missing here." if one.code else one.source
        cell = work.chosen[one.id] = make(source, id=_free_id(one.id, work.cells))
        place = _place(work, one)
        before = [_landmark(work, c) for c in work.original[:place]] if place is not None else [len(work.cells) - 1]
        at = max((i for i in before if i is not None), default=-1) + 1
        work.cells.insert(at, cell)
        hint = " Its code is taken from where you wrote it." if one.code else ""
        hint = hint if one.solution else " The answer that was recorded for it counts."
        work.notes.append(f"The cell of `{one.id}` was missing; it was put back.{hint}")


# ------------------------------------------------------------ settings


def _reset(work: _Work) -> None:
    """Give the chosen cells the settings of the release and take the settings of nbgrader from all others."""
    seen: set[str] = set()
    for cell in work.cells:
        if not _among(cell, work.chosen.values()):
            cell.metadata.pop("nbgrader", None)
        if not isinstance(cell.get("id"), str) or cell.id in seen:
            cell["id"] = _free_id("cell", work.cells)
        seen.add(cell.id)
    for named, cell in work.chosen.items():
        one = work.released[named]
        old = cell.metadata.get("nbgrader")
        new = one.metadata()
        if isinstance(old, dict) and any(k in old and old[k] != new.get(k) for k in _SETTINGS):
            work.notes.append(f"The settings of `{named}` had been changed; the released ones count.")
        if cell.cell_type != one.cell_type:
            work.notes.append(f"The cell of `{named}` had become a {cell.cell_type} cell; it was changed back.")
            _retype(cell, one.cell_type)
        cell.metadata["nbgrader"] = NotebookNode(new)
        if one.locked:
            cell.source = one.source


_SETTINGS = ("grade", "solution", "locked", "points", "task")


def _retype(cell: NotebookNode, cell_type: str) -> None:
    cell["cell_type"] = cell_type
    for name in ("outputs", "execution_count", "attachments"):
        cell.pop(name, None)
    if cell_type == "code":
        cell["outputs"], cell["execution_count"] = [], None


def _free_id(wanted: str, cells: list[NotebookNode]) -> str:
    taken = {c.get("id") for c in cells}
    return next(i for i in (wanted, *(f"{wanted[:56]}-{n}" for n in range(2, 9999))) if i not in taken)


def _among(cell: NotebookNode, cells: Iterable[NotebookNode]) -> bool:
    return any(cell is other for other in cells)


def _index(cells: list[NotebookNode], cell: NotebookNode) -> int | None:
    return next((i for i, c in enumerate(cells) if c is cell), None)
