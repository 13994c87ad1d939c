"""The metric lab: a figure is made before one's eyes, with its interval, its working and its warnings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cxcourse import answers
from cxcourse.core.lab.bench import Bench, change
from cxcourse.core.lab.given import metric as metric_of
from cxcourse.core.lab.memory import from_json, to_json
from cxcourse.core.lab.outcome import Outcome, outcome
from cxcourse.core.lab.table import Table
from cxcourse.core.lab.takeaway import as_code, as_csv, as_text
from cxcourse.core.lab.view import view
from cxcourse.core.metrics.result import Result
from cxcourse.errors import AnswerError, DataError
from cxcourse.widgets.base import CourseWidget

if TYPE_CHECKING:
    from pandas import DataFrame

KEPT = 60
"""Steps that can be undone."""
ROOM = 150_000
"""Characters one answers file may hold for all labs of its name."""


class MetricLab(
    CourseWidget,
    stem="metric_lab",
    scripts=("lab_picture", "lab_sending", "lab_figures", "lab_choices", "lab_fields"),
    styles=("lab_fields", "lab_figures"),
):
    """A bench for metrics: counts, pasted values or a table go in; figure, interval, working and reading come out.

    Parameters
    ----------
    metric : str
        Where to begin, such as ``"nps"``; see :data:`cxcourse.core.lab.METRICS`.
    data : pandas.DataFrame, optional
        A table to take a column from.
    column, by : str, optional
        The column with the values, and the column that splits them into groups. For SUS ``column`` may list ten.
    where : mapping of column to value, optional
        Which rows count.
    name : str
        Names the answers file; two labs with different tasks want different names.

    Examples
    --------
    In a notebook, ``MetricLab("nps")`` alone shows the widget. The same as text:

    >>> lab = MetricLab("nps")                                           # doctest: +SKIP
    >>> lab.set(promoters=38, passives=34, detractors=28)                # doctest: +SKIP
    'NPS +10, 95 % interval −6 to +25, n = 100'
    """

    def __init__(
        self,
        metric: str = "nps",
        *,
        data: DataFrame | None = None,
        column: str | Sequence[str] | None = None,
        by: str | None = None,
        where: Mapping[str, Any] | None = None,
        name: str = "metric-lab",
    ) -> None:
        if data is None and (column or by or where):
            raise DataError(
                'column, by and where need a table: MetricLab("nps", data=load_dataset(\u2026), column=\u2026).'
            )
        self._table = None if data is None else Table(data)
        self._start = _start(metric, self._table, column, by, where)
        self._bench, self._past = self._start, []
        self._held: Bench | None = None  # the bench before a drag began
        self._echo: Any = None
        self._quick = False
        answers.path_of(name)  # an impossible name is told before anything is drawn
        super().__init__(name, "metric-lab")

    # ------------------------------------------------------------ text twin

    def set(self, group: str = "A", **counts: float) -> str:
        """Set counts, such as ``lab.set(promoters=38)``; returns the figure in one line.

        Parameters
        ----------
        group : str
            Which of two groups, when two are compared.
        **counts : float
            Numbers of the metric by name; those left out stay as they are.
        """
        return self._do({"kind": "count", "side": self._side(group), "values": counts})

    def paste(self, text: str, group: str = "A") -> str:
        """Give single values as text, such as ``lab.paste("9 10 7 -")``; ``-`` is a missing answer."""
        return self._do({"kind": "paste", "side": self._side(group), "text": text})

    def compare(self, first: str | None = "A", second: str | None = "B") -> str:
        """Put two groups side by side; of a table the groups named, else two of your own with these names.

        ``lab.compare(None)`` goes back to one figure.
        """
        if first is None or second is None:
            return self._do({"kind": "compare", "on": False})
        return self._do({"kind": "compare", "on": True, "names": [first, second]})

    def choose(self, metric: str | None = None, *, confidence: float | None = None, **conventions: str) -> str:
        """Choose another metric, a level of confidence, or a convention, such as ``formula="answered-only"``."""
        told = ""
        if metric is not None:
            told = self._do({"kind": "metric", "metric": metric})
        if confidence is not None:
            told = self._do({"kind": "confidence", "value": confidence})
        for name, value in conventions.items():
            told = self._do({"kind": "choice", "name": name, "value": value})
        return told

    def what_if(self, *, times: int = 1, shift: float = 0, silent: float = 0) -> str:
        """Ask what the figure would be: so many times the answers, so many % won over, so many % silent."""
        told = ""
        for name, value in (("times", times), ("shift", shift), ("silent", silent)):
            told = self._do({"kind": "what", "name": name, "value": value})
        return told

    def undo(self) -> str:
        """Take the last step back."""
        return self._do({"kind": "undo"})

    @property
    def result(self) -> Result:
        """The figure on the bench; the difference (second minus first) when two are compared.

        Raises
        ------
        DataError
            The numbers on the bench cannot be used; the message says why.
        """
        found = self._found()
        if found.result is None:
            raise DataError(found.problem)
        return found.result

    def as_text(self) -> str:
        return as_text(self._bench, self._found())

    def as_code(self) -> str:
        """Return code that makes the same figures."""
        return as_code(self._bench, self._found())

    def as_csv(self) -> str:
        """Return the figures as CSV."""
        return as_csv(self._bench, self._found())

    def _side(self, group: str) -> str:
        try:
            return self._bench.side(group)
        except DataError as error:
            raise AnswerError(str(error)) from None

    def _do(self, event: dict[str, Any]) -> str:
        self.handle(event)
        if self._message:
            raise AnswerError(self._message)
        found = self._found()
        if found.problem:
            raise AnswerError(found.problem)
        return self._told(self.view["said"])

    # ------------------------------------------------------------ state

    def handle(self, event: dict[str, Any]) -> None:
        """Take one event. While something is dragged the view follows, and only the end of it is saved."""
        event = dict(event) if isinstance(event, dict) else event
        if isinstance(event, dict) and event.get("preview") is True:
            self._follow(event)
            return
        if isinstance(event, dict):
            self._echo = _stamp(event.pop("echo", None))
        super().handle(event)

    def _follow(self, event: dict[str, Any]) -> None:
        before = self._bench
        echo = _stamp(event.get("echo"))
        try:
            self._bench = change(self._bench, {k: v for k, v in event.items() if k != "echo"}, self._table)
        except DataError:
            return  # the end of the drag will be told
        self._held = self._held or before
        self._echo, self._quick = echo, True
        self.view = self._whole_view()
        self._quick = False

    def happened(self, event: dict[str, Any]) -> None:
        held, self._held = self._held, None
        if event["kind"] == "undo":
            if not self._past:
                raise AnswerError("There is nothing to undo.")
            self._bench = self._past.pop()
            return
        before = held or self._bench
        after = change(self._bench, {k: v for k, v in event.items() if k != "id"}, self._table)
        if after != before:
            self._past = [*self._past[-KEPT:], before]
        self._bench = after

    def kept(self) -> dict[str, Any]:
        known = self._data.get("labs")
        labs = dict(known) if isinstance(known, dict) else {}
        labs.pop(self._key, None)
        labs[self._key] = to_json(self._bench)
        while len(labs) > 1 and len(json.dumps(labs)) > ROOM:
            labs.pop(next(iter(labs)))  # of several labs in one file the oldest gives way
        return {"labs": labs}

    def restore(self, data: dict[str, Any]) -> None:
        labs = data.get("labs") if isinstance(data.get("labs"), dict) else {}
        self._bench = from_json(self._start, labs[self._key], self._table) if self._key in labs else self._start

    @property
    def _key(self) -> str:
        """How this lab began: two labs of one name do not take each other's numbers."""
        start = self._start
        where = ",".join(f"{k}={v}" for k, v in start.where.items())
        return "|".join((start.metric, start.column, start.by, where))[:200]

    # ------------------------------------------------------------ view

    def _found(self) -> Outcome:
        return outcome(self._bench, self._table, quick=self._quick)

    def drawn(self) -> dict[str, Any]:
        found = self._found()
        return view(self._bench, self._table, found, quick=self._quick) | {"undo": bool(self._past), "echo": self._echo}


def _stamp(echo: Any) -> list | None:
    """Return which message of which browser this is, if it says so in our way."""
    fits = isinstance(echo, list) and len(echo) == 2 and isinstance(echo[0], str) and isinstance(echo[1], int)
    return [echo[0][:60], echo[1]] if fits and abs(echo[1]) < 2**53 else None


def _start(
    name: str, table: Table | None, column: str | Sequence[str] | None, by: str | None, where: Mapping[str, Any] | None
) -> Bench:
    """Return the bench a lab begins with.

    Raises
    ------
    DataError
        A name is not there: the metric, or a column of the table.
    """
    bench = replace(Bench(), metric=metric_of(name).id)
    if table is None:
        return bench if bench.of.counted else replace(bench, source="paste")
    if column is not None and not isinstance(column, str):
        first = str(next(iter(column), ""))
        column = f"{first.removesuffix('1')}1 to {first.removesuffix('1')}10"
    bench = replace(bench, column=column or table.guess(bench.of))
    if column:
        bench = change(bench, {"kind": "column", "value": column}, table)
    if by:
        bench = change(bench, {"kind": "by", "value": by}, table)
    for key, value in (where or {}).items():
        bench = change(bench, {"kind": "where", "column": key, "value": str(value)}, table)
    return change(bench, {"kind": "source", "source": "table"}, table)
