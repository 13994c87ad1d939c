"""The answer of every metric: a number together with what is needed to trust it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from math import inf, isnan, nan
from typing import TYPE_CHECKING

from cxcourse.errors import DataError

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, kw_only=True, repr=False)
class Result:
    """One figure with its interval, its sample, its method and its working.

    A figure that cannot be computed (no answers at all, one person where two are needed) is *undefined*: its
    ``value`` is ``nan``, never 0, and ``details["why"]`` says why.

    Attributes
    ----------
    name : str
        What was measured, as people write it: ``"NPS"``.
    value : float
        The figure, in ``unit``; ``nan`` when it is undefined.
    low, high : float
        Ends of the interval, in ``unit``; ``nan`` when there is none.
    confidence : float
        Level of the interval, between 0 and 1.
    n : int
        How many answers the figure rests on (0 or more).
    missing : int
        How many answers were left out because they were empty.
    unit : str
        ``"points"``, ``"%"``, ``"proportion"``, ``"s"`` ...
    range : tuple of float
        Smallest and largest value the figure can take at all.
    method : str
        How figure and interval were made, with the convention that was chosen.
    steps : tuple of str
        The working, one line a step, with these numbers in it.
    source : str
        Who defined it: author (year), title.
    details : mapping of str to float or str
        Further figures of this metric, such as the shares behind a score.

    Examples
    --------
    >>> r = Result(name="NPS", value=40, low=23.47, high=53.92, n=100, unit="points", range=(-100, 100),
    ...            method="adjusted Wald", steps=("60 % - 20 % = 40 points",), source="Reichheld (2003)")
    >>> r
    NPS 40 points (95 % interval 23.47 to 53.92, n = 100)
    >>> Result.undefined(name="NPS", why="there are no answers", range=(-100, 100), source="Reichheld (2003)")
    NPS is undefined: there are no answers (n = 0)
    """

    name: str
    value: float
    low: float = nan
    high: float = nan
    confidence: float = 0.95
    n: int = 0
    missing: int = 0
    unit: str = ""
    range: tuple[float, float]
    method: str
    steps: tuple[str, ...]
    source: str
    details: Mapping[str, float | str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        # numpy scalars leave here as plain numbers: a score that reaches a gradebook must be a plain float
        for key, kind in (("value", float), ("low", float), ("high", float), ("n", int), ("missing", int)):
            object.__setattr__(self, key, kind(getattr(self, key)))
        if not 0 < self.confidence < 1:
            raise DataError(
                f"{self.name}: confidence must lie between 0 and 1, found {self.confidence!r}. Write 0.95 for 95 %."
            )

    @classmethod
    def undefined(
        cls, *, name: str, why: str, range: tuple[float, float] = (-inf, inf), source: str = "", **known: object
    ) -> Result:
        """Return a figure that cannot be computed, with the reason; ``known`` takes other fields."""
        filled: dict = {"method": f"undefined: {why}", "steps": (f"undefined: {why}",)} | known
        filled["details"] = {**filled.get("details", {}), "why": why}
        return cls(name=name, value=nan, range=range, source=source, **filled)

    @property
    def defined(self) -> bool:
        """Whether there is a figure at all."""
        return not isnan(self.value)

    @property
    def has_interval(self) -> bool:
        """Whether the figure comes with an interval."""
        return not (isnan(self.low) or isnan(self.high))

    def __str__(self) -> str:
        sample = [f"n = {self.n}"] + [f"{self.missing} missing"] * bool(self.missing)
        if not self.defined:
            return f"{self.name} is undefined: {self.details.get('why', self.method)} ({', '.join(sample)})"
        if self.has_interval:
            sample.insert(0, f"{number(100 * self.confidence)} % interval {number(self.low)} to {number(self.high)}")
        if not self.n and not self.missing:
            sample.remove("n = 0")  # the result of a model, not of a sample
        return f"{self.name} {number(self.value)} {self.unit}".rstrip() + (f" ({', '.join(sample)})" if sample else "")

    __repr__ = __str__


def results_table(results: Mapping[Hashable, Result]) -> DataFrame:
    """Return the figures of several segments as a table, one row a segment.

    Parameters
    ----------
    results : mapping of segment to Result
        What a metric returns when it is called with ``by=``.

    Returns
    -------
    pandas.DataFrame
        Columns ``value, low, high, n, missing, unit``; the index holds the segments.

    See Also
    --------
    cxcourse.core.metrics.nps : one of the metrics that take ``by=``.

    Examples
    --------
    >>> from cxcourse.core.metrics import nps
    >>> results_table(nps([10, 9, 3, 8], by=["web", "web", "shop", "shop"]))[["value", "n"]]
          value  n
    shop  -50.0  2
    web   100.0  2
    """
    import pandas as pd

    shown = ("value", "low", "high", "n", "missing", "unit")
    rows = [{key: getattr(result, key) for key in shown} for result in results.values()]
    return pd.DataFrame(rows, index=pd.Index(list(results), dtype=object), columns=list(shown))


def number(x: float, digits: int = 4) -> str:
    """Write a number for people: four significant digits, no trailing zeros, whole thousands in full.

    Examples
    --------
    >>> number(40.0), number(1 / 3), number(-12.345), number(1234567.8), number(0.00002)
    ('40', '0.3333', '-12.35', '1,234,568', '0.00002')
    """
    if x != x or x in (inf, -inf):
        return {True: "undefined"}.get(x != x, "infinite" if x > 0 else "-infinite")
    if abs(x) >= 10**digits or float(x).is_integer():
        return f"{x + 0.0:,.0f}"  # + 0.0 turns -0.0 into 0
    text = f"{x:.{digits}g}"
    return text if "e" not in text else f"{x:.10f}".rstrip("0").rstrip(".")
