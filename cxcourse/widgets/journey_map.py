"""The journey map: an editor whose state is a history of journeys; every edit is a function of ``core.journey``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from cxcourse import answers
from cxcourse.content import course_root
from cxcourse.content.journeys import (
    journey_data,
    journey_names,
    load_journey,
    read_journey_data,
)
from cxcourse.core.journey import Journey, Stage, Step
from cxcourse.core.journey.history import History
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError, ContentError
from cxcourse.widgets.base import CourseWidget
from cxcourse.widgets.journey_look import first_look, fitting, looked
from cxcourse.widgets.journey_request import by_name, edited
from cxcourse.widgets.journey_view import as_text, formats, made, picture, read, template, view


class JourneyMap(
    CourseWidget,
    stem="journey_map",
    scripts=(
        "journey_edits", "journey_curve", "journey_signs", "journey_board", "journey_places", "journey_moves",
        "journey_fields", "journey_field", "journey_panel", "journey_table", "journey_strip", "journey_menus",
        "journey_files", "journey_bar", "journey_head", "journey_writing", "journey_tips", "journey_keys",
    ),
    styles=(
        "journey_bar", "journey_board", "journey_card", "journey_tips", "journey_curve",
        "journey_panel", "journey_table", "journey_gallery", "journey_screens",
    ),
):  # fmt: skip
    """An editor for journey maps: stages, steps, an emotion curve, and cards in lanes.

    Parameters
    ----------
    name : str
        Names the answers file, such as ``"m03-mark"``.
    start : str or Journey, optional
        What to begin with: the id of a journey of the course, or a journey. Without it a gallery of templates shows.
    templates : bool, default True
        Whether the gallery offers the journeys of the course beside the blank map.
    read_only : bool, default False
        Whether the map is only shown.

    Examples
    --------
    In a notebook, ``JourneyMap("m03-mark")`` alone shows the widget. The same as text:

    >>> m = JourneyMap("m03-mark")                                          # doctest: +SKIP
    >>> stage = m.edit("add_stage", "Getting through")                      # doctest: +SKIP
    >>> m.edit("add_step", stage, "calls the carrier", emotion=-1)          # doctest: +SKIP
    'st1'
    >>> print(m.yaml())                                                     # doctest: +SKIP
    """

    def __init__(
        self, name: str, start: str | Journey | None = None, *, templates: bool = True, read_only: bool = False
    ) -> None:
        answers.path_of(name)  # an impossible name is told before anything is drawn
        if not isinstance(start, str | Journey | None):
            raise AnswerError(f"start: found {brief(start)}; give the id of a map of the course, or a Journey.")
        self._start = load_journey(start) if isinstance(start, str) else start
        self._read_only = read_only
        self._templates = [template(j) for j in _gallery(course_root())] if templates else []
        self._formats = formats()
        self._unread: Any = None
        self._note = ""
        self._export: dict[str, Any] | None = None
        self._exports = 0
        self._history: History | None = None
        self._taken_in = 0  # how often the map was found changed by somebody else: another cell, another tab
        super().__init__(name, self._sort)

    _sort = "journey"
    _given: Mapping[str, Any] = MappingProxyType({"mode": "free", "title": "", "points": None, "stem": "", "beats": []})

    # ------------------------------------------------------------ text twin

    @property
    def journey(self) -> Journey:
        """The map as it is now."""
        return self._history.now

    def edit(self, what: str, *args: Any, **fields: Any) -> str:
        """Edit the map with a function of :mod:`cxcourse.core.journey.edits`.

        Parameters
        ----------
        what : str
            Its name, such as ``"add_step"``.
        *args, **fields
            What it takes after the journey: ``m.edit("add_step", "s1", "calls", channel="phone")``.

        Returns
        -------
        str
            The id of what was made, or nothing.

        Raises
        ------
        AnswerError
            The edit does not fit the map; the message says why and what to do.
        """
        before = set(self.journey.ids)
        self._do({"kind": "edit", "do": what, "with": by_name(what, args, fields)})
        return next((name for name in self.journey.ids if name not in before), "")

    def undo(self) -> str:
        """Take the last edit back."""
        return self._do({"kind": "undo"})

    def redo(self) -> str:
        """Take the last undo back."""
        return self._do({"kind": "redo"})

    def yaml(self) -> str:
        """Return the map as YAML text, which :meth:`load_yaml` takes."""
        from cxcourse.exports.journey import to_yaml

        return to_yaml(self.journey)

    def load_yaml(self, text: str) -> str:
        """Replace the map by one in YAML or JSON text; :meth:`undo` brings the old one back."""
        return self._do({"kind": "import", "text": text, "format": "yaml"})

    def as_text(self) -> str:
        return as_text(self.journey)

    def _do(self, event: dict[str, Any]) -> str:
        self.handle(event)
        if self._message:
            raise AnswerError(self._message)
        return self._told("")

    # ------------------------------------------------------------ state

    def handle(self, event: dict[str, Any]) -> None:
        """Take one event; a file that was made goes out with this view and no other."""
        self._export = None
        super().handle(event)

    def happened(self, event: dict[str, Any]) -> None:
        kind = event["kind"]
        if kind == "look":
            self._look = looked(self._look, event)
        elif kind == "export":
            self._exports += 1
            self._export = {"stamp": self._exports, **made(self.journey, event.get("format"), event.get("theme"))}
        elif self._read_only:
            raise AnswerError("This map is only shown. Begin one of your own to change it.")
        elif kind != "start" and event.get("taken_in", self._taken_in) != self._taken_in:
            # drawn on an older map, its ids may mean something else by now
            raise AnswerError(
                "The map was changed in another cell or tab meanwhile. Here it is: do your last change again."
            )
        elif kind == "edit":
            self._history = edited(self._history, event.get("do"), event.get("with"))
        elif kind in ("undo", "redo"):
            after = getattr(self._history, kind)()
            if after is self._history:
                raise AnswerError(f"There is nothing to {kind}.")
            self._history = after
        elif kind == "start":
            self._begin(event.get("template"))
        elif kind == "import":
            self._history = self._history.edit(read(event.get("text"), event.get("format")))
        else:
            raise AnswerError(f"{brief(kind)}: a map knows edit, undo, redo, start, import, export and look.")

    def _begin(self, name: Any) -> None:
        known = [t["id"] for t in self._templates]
        if name not in ("", *known):
            raise AnswerError(f"{brief(name)}: there is no such template. There are a blank map, {', '.join(known)}.")
        self._history = self._history.edit(load_journey(name) if name else blank(self._task))
        self._look = fitting(self.journey, self._look)

    def kept(self) -> dict[str, Any]:
        unread = {} if self._unread is None else {"unreadable": self._unread}
        stored = {} if self._read_only else self._stored()  # a map that is only shown is nobody's answer
        return {**stored, "look": self._look, **unread}

    def _save(self) -> None:
        if not (self._read_only and self._found(self._data)):  # how a map is looked at changes nobody's answer
            super()._save()

    def _stored(self) -> dict[str, Any]:
        return {"journey": journey_data(self.journey)}

    def _found(self, data: dict[str, Any]) -> Any:
        return data.get("journey")

    def restore(self, data: dict[str, Any]) -> None:
        first = self._start or Journey(id=self._task)
        found, self._unread, self._note = self._found(data), data.get("unreadable"), ""
        if found is not None:
            try:
                first = read_journey_data(found, f"{self._task}.json")
            except ContentError as error:
                self._unread = found
                kept = "It stays in the file under the name unreadable."
                self._note = f"The map in answers/{self._task}.json cannot be read. {error.faults[0]}. {kept}"
        before = self._history
        self._history = before.edit(first) if before else History(now=first)  # what another cell did can be undone here
        self._taken_in += before is not None and self._history is not before
        self._look = looked(fitting(first, first_look()), self._look if before else data.get("look"))

    # ------------------------------------------------------------ view

    def drawn(self) -> dict[str, Any]:
        return {
            **self._given, **view(self._history), "read_only": self._read_only, "look": self._look,
            "taken_in": self._taken_in,
            "templates": self._templates, "formats": self._formats, "export": self._export, "note": self._note,
        }  # fmt: skip

    def _static(self) -> dict[str, str]:
        found = super()._static()
        if self._record is None and self.journey.steps:  # shown once: with a picture, which would be much to send often
            found["text/html"] = found["text/html"].replace("</section>", f"{picture(self.journey)}</section>")
        return found


class GradedJourneyMap(JourneyMap):
    """A journey map that counts: the same editor, with the text of the task and without any key.

    Parameters
    ----------
    task_id : str
        Id of the task; names the answers file.
    points : float
        What it is worth.
    title, stem : str
        Its name, and what to do.
    beats : sequence of mapping
        What a step can be about, each with ``id`` and ``text``; may be empty.
    """

    _sort = "task"

    def __init__(
        self, task_id: str, points: float, title: str, stem: str, beats: Sequence[Mapping[str, str]] = ()
    ) -> None:
        self._given = {
            "mode": "graded", "title": title, "points": points, "stem": stem,
            "beats": [{"id": str(b["id"]), "text": str(b["text"])} for b in beats],
        }  # fmt: skip
        super().__init__(task_id, templates=False)

    @property
    def response(self) -> dict[str, Any] | None:
        """The map as it goes to the judge; ``None`` while there is none."""
        return journey_data(self.journey) if self.journey.stages else None

    def _stored(self) -> dict[str, Any]:
        return {"response": self.response}

    def _found(self, data: dict[str, Any]) -> Any:
        return data.get("response")

    def as_text(self) -> str:
        head = f"{self._given['title']}, {self._given['points']:g} points\n\n{self._given['stem']}"
        words = {b["id"]: b["text"] for b in self._given["beats"]}
        pick = "\n".join(f"   {name}: {text}" for name, text in words.items())
        chosen = "\n\nA step can be about (its beat):\n" + pick if pick else ""
        return f"{head}{chosen}\n\n{as_text(self.journey, words)}"


@lru_cache(maxsize=4)
def _gallery(root: Path) -> tuple[Journey, ...]:
    """Return the maps of the course; reading all of them takes a moment, so it is done once."""
    return tuple(load_journey(name, root) for name in journey_names(root))


def blank(name: str) -> Journey:
    """Return a map with three stages and one empty step in each.

    Examples
    --------
    >>> [stage.name for stage in blank("mine").stages]
    ['Stage 1', 'Stage 2', 'Stage 3']
    """
    stages = tuple(Stage(id=f"s{n}", name=f"Stage {n}") for n in (1, 2, 3))
    steps = tuple(Step(id=f"st{n}", stage=f"s{n}", action="") for n in (1, 2, 3))
    return Journey(id=name, stages=stages, steps=steps)
