"""What every widget of the course shares: one view out, one event in, answers on disk, a record without a kernel."""

from __future__ import annotations

import html
import os
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from cxcourse import answers
from cxcourse.errors import AnswerError, CourseError

STATIC = Path(__file__).parent / "static"


class CourseWidget(anywidget.AnyWidget):
    """A widget whose state lives in Python and on disk; the browser draws ``view`` and sends events.

    A subclass names its files (``class Quiz(CourseWidget, stem="quiz")`` takes ``static/quiz.js`` and ``quiz.css``)
    and has four things to say: :meth:`drawn`, :meth:`happened`, :meth:`kept` and :meth:`restore`.
    """

    view = traitlets.Dict().tag(sync=True)

    def __init_subclass__(
        cls, stem: str = "", scripts: tuple[str, ...] = (), styles: tuple[str, ...] = (), **more: Any
    ) -> None:
        if stem:
            # A module made from text cannot import its neighbours, so shared code is put in front of it.
            cls._esm = "\n".join(_text(f"{name}.js") for name in ("base", *scripts, stem))
            cls._css = "\n".join(_text(f"{name}.css") for name in ("tokens", "base", stem, *styles))
        super().__init_subclass__(**more)

    def __init__(self, task: str, kind: str) -> None:
        self._task, self._kind = task, kind
        self._seen: Any = None
        self._ack: Any = None
        self._message = ""
        self._data: dict[str, Any] = {}
        self._saved = {"state": "new", "at": "", "text": ""}
        self._record: Any = None
        self._reload()
        super().__init__()
        self.view = self._whole_view()
        self.on_msg(self._received)

    # ------------------------------------------------------------ for subclasses

    def drawn(self) -> dict[str, Any]:
        """Return what may be seen now, as plain JSON."""
        raise NotImplementedError

    def happened(self, event: dict[str, Any]) -> None:
        """Take one event of the learner into the state; raise ``AnswerError`` to say what does not fit."""
        raise NotImplementedError

    def kept(self) -> dict[str, Any]:
        """Return the state as it goes to disk."""
        raise NotImplementedError

    def restore(self, data: dict[str, Any]) -> None:
        """Take the state from disk; whatever does not fit is left out, nothing raises."""
        raise NotImplementedError

    def as_text(self) -> str:
        """Return the whole task as numbered plain text, with the recorded answers."""
        raise NotImplementedError

    # ------------------------------------------------------------ events and saving

    def handle(self, event: dict[str, Any]) -> None:
        """Take one event: state, disk, view. This is all that a click in the browser does."""
        if not (isinstance(event, dict) and isinstance(event.get("kind"), str)):
            return
        self._reload()
        self._ack = _stamp(event.get("id"))
        self._message = ""
        try:
            self.happened(event)
        except CourseError as error:
            self._message = str(error)
        else:
            self._save()
        self.view = self._whole_view()
        if self._record is not None:
            self._record.update(self._static(), raw=True)

    def _received(self, _widget: Any, content: Any, _buffers: Any) -> None:
        self.handle(content)

    def _whole_view(self) -> dict[str, Any]:
        return {
            "task": self._task, "saved": self._saved, "message": self._message, "ack": self._ack, **self.drawn(),
        }  # fmt: skip

    def _reload(self) -> None:
        """Read the file again if somebody else changed it: another tab, another notebook, an editor."""
        signature = _signature(answers.path_of(self._task))
        if self._seen == ("read", signature):
            return
        found = answers.load(self._task)
        self._seen = ("read", signature)
        self._data = found.data
        self.restore(found.data)
        if found.trouble:
            self._saved = {"state": "kept", "at": "", "text": found.trouble}
        elif found.data:
            self._saved = {"state": "saved", "at": found.saved_at, "text": ""}

    def _save(self) -> None:
        self._data = {**self._data, **self.kept()}
        try:
            told = answers.save(self._task, self._kind, self._data)
        except AnswerError as error:
            self._saved = {"state": "unsaved", "at": "", "text": str(error)}
            return
        self._seen = ("read", _signature(answers.path_of(self._task)))
        self._saved = {"state": "saved", "at": answers.now(), "text": told}

    def _told(self, text: str) -> str:
        """Return what a text twin answers: the text, and what became of saving where that is not as it should be."""
        return "\n".join(filter(None, (text, self._saved["text"])))

    # ------------------------------------------------------------ display

    def _ipython_display_(self) -> None:
        """Show the live widget and, as a second output, the record that stays when there is no kernel.

        One output with both does not work: every viewer that knows the widget's type prefers it, even when the
        widget cannot live there. The live widget hides the record.
        """
        from IPython.display import display

        if not (answers.grading() or os.environ.get("CXCOURSE_STATIC")):
            bundle = self._repr_mimebundle_()
            data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
            display(data, metadata=metadata, raw=True)
            self._record = display(self._static(), raw=True, display_id=True)
        else:
            display(self._static(), raw=True)

    def _static(self) -> dict[str, str]:
        return {"text/html": static_record(self._task, self.as_text()), "text/plain": self.as_text()}


def static_record(task: str, text: str) -> str:
    """Return a task as HTML for GitHub, print and feedback; everything a person typed is escaped."""
    blocks = [block.split("\n") for block in text.split("\n\n")]
    inner = "".join("<p>" + "<br>".join(html.escape(line) for line in block) + "</p>" for block in blocks)
    return f'<section class="cx-static" data-cx-task="{html.escape(task)}">{inner}</section>'


def _text(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _stamp(raw: Any) -> str | int | None:
    """Return what a browser calls its event, to be sent back; anything longer is none of ours."""
    short = isinstance(raw, str) and len(raw) <= 64
    return raw if short or (isinstance(raw, int) and abs(raw) < 2**53) else None


def _signature(path: Path) -> Any:
    try:
        info = path.lstat()
    except OSError:
        return None
    return info.st_mtime_ns, info.st_size, info.st_ino
