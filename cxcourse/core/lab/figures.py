"""From counts or values to a figure, and what it would be with more answers, other answers or the silent ones.

Every figure comes from :mod:`cxcourse.core.metrics`; this module only prepares what is given, repeats and shifts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import floor, inf
from typing import Any

from cxcourse.core.lab.catalogue import Call, Metric
from cxcourse.core.lab.given import read_counts
from cxcourse.core.metrics.result import Result
from cxcourse.core.metrics.tally import tally
from cxcourse.core.metrics.values import column
from cxcourse.core.written import brief
from cxcourse.errors import DataError


@dataclass(frozen=True, kw_only=True)
class Case:
    """One group's figure, and what it was made from.

    Attributes
    ----------
    metric : Metric
        Which metric.
    call : Call
        The call that made the figure, so that it can be shown as code.
    result : Result
        The figure.
    counts : mapping, optional
        The counts behind it, where the metric has counts.
    values : list, optional
        The values behind it, when it was made from values.
    """

    metric: Metric
    call: Call
    result: Result
    counts: Mapping[str, float] | None = None
    values: list | None = None


def count_case(
    of: Metric, given: Mapping[str, Any], choices: Mapping[str, str] | None = None, confidence: float = 0.95
) -> Case:
    """Return the figure from counts; see :func:`read_counts` for what may be wrong with them.

    Examples
    --------
    >>> from cxcourse.core.lab import metric
    >>> count_case(metric("nps"), {"promoters": 60, "passives": 20, "detractors": 20}).result
    NPS 40 points (95 % interval 23.38 to 54.29, n = 100)
    """
    counts = read_counts(of, given)
    if of.counted is None:
        raise DataError(f"{of.name} needs single values ({of.column}), not counts. Choose \u201cPaste values\u201d.")
    call = _chosen(of, of.counted(_whole(of, counts)), choices, confidence)
    return Case(metric=of, call=call, result=call.run(), counts=counts)


def value_case(
    of: Metric,
    values: Iterable,
    choices: Mapping[str, str] | None = None,
    confidence: float = 0.95,
    invalid: str = "error",
) -> Case:
    """Return the figure from values, such as a list or a column.

    Examples
    --------
    >>> from cxcourse.core.lab import metric
    >>> value_case(metric("seq"), [6, 7, 5, 6]).result
    SEQ 6 points (95 % interval 4.701 to 7, n = 4)
    """
    if of.valued is None:
        raise DataError(f"{of.name} is made from counts, not from single values. Choose \u201cCounts\u201d.")
    listed = list(values)
    call = of.valued(_usable(of, listed, invalid))
    if invalid == "count" and not of.yes_no and of.id != "aht":
        call = replace(call, named={**call.named, "invalid": "count"})
    call = _chosen(of, call, choices, confidence)
    counts = _counted(of, listed, invalid) if of.fields and of.fields[0].band else None
    return Case(metric=of, call=call, result=call.run(), counts=counts, values=listed)


def _usable(of: Metric, values: list, invalid: str) -> list:
    """Yes-or-no functions and handle times know no policy for what cannot be used, so it becomes missing here."""
    if invalid != "count" or not (of.yes_no or of.id == "aht"):
        return values
    read = column(values, of.column, truth=of.yes_no).parts
    return [x if (x in (0, 1) if of.yes_no else 0 <= x < inf) else None for x in read.tolist()]


def _counted(of: Metric, values: list, invalid: str) -> dict[str, float]:
    found = tally(values, of.scale or (0, 1), of.column, invalid=invalid, truth=of.yes_no)
    return {f.name: float(found.within(*f.band)) for f in of.fields if f.band}


def _whole(of: Metric, counts: Mapping[str, float]) -> dict[str, float]:
    return {f.name: int(counts[f.name]) if f.whole else counts[f.name] for f in of.fields}


def _chosen(of: Metric, call: Call, choices: Mapping[str, str] | None, confidence: float) -> Call:
    """Return the call with the conventions a learner chose; what is the default anyway is not written."""
    named = dict(call.named)
    for choice in of.choices:
        value = (choices or {}).get(choice.name, choice.values[0][0])
        if value not in dict(choice.values):
            known = ", ".join(dict(choice.values))
            raise DataError(f"{choice.label}: there is no {brief(value)}; choose {known}.")
        if value != choice.values[0][0]:
            named[choice.name] = value
    if of.sample and confidence != 0.95:
        named["confidence"] = confidence
    return replace(call, named=named)


# ---------------------------------------------------------------- what if


def what_if(case: Case, times: int = 1, shift: float = 0, choices: Any = None, confidence: float = 0.95) -> Case:
    """Return the figure if there were ``times`` as many answers, and ``shift`` % of some people were won over.

    Missing answers grow along, so that their share stays.

    Examples
    --------
    >>> from cxcourse.core.lab import metric
    >>> small = count_case(metric("nps"), {"promoters": 38, "passives": 34, "detractors": 28})
    >>> what_if(small, times=4).result
    NPS 10 points (95 % interval 2.06 to 17.79, n = 400)
    """
    of, fields = case.metric, case.counts
    if (times == 1 and not shift) or not of.sample:
        return case
    if fields is None or of.id == "sus":
        values = (case.values or [[fields[f.name] for f in of.fields]] if fields else case.values) or []
        return value_case(of, values * times, choices, confidence, "count" if _lenient(case) else "error")
    moved = dict(fields)
    for source in of.shift[0] if of.shift else ():
        people = floor(moved[source] * shift / 100 + 0.5)
        moved[source] -= people
        moved[of.shift[1]] += people
    grown = count_case(of, {name: n * times for name, n in moved.items()}, choices, confidence)
    return replace(grown, result=replace(grown.result, missing=case.result.missing * times))


def _lenient(case: Case) -> bool:
    return case.call.named.get("invalid") == "count"


def silent_bounds(case: Case, share: float = 0, choices: Any = None, confidence: float = 0.95) -> tuple | None:
    """Return what the silent could make of a figure: (how many, the worst figure, the best figure).

    Parameters
    ----------
    case : Case
        A metric for which people were asked, with counts.
    share : float
        How many of all who were asked stayed silent, in %; missing answers count as silent as well.

    Returns
    -------
    tuple or None
        None where nobody was asked, or nobody stayed silent. "Worst" is lowest for a metric where high is good.

    Examples
    --------
    >>> from cxcourse.core.lab import metric
    >>> silent_bounds(count_case(metric("csat"), {"satisfied": 60, "others": 40}), share=50)
    (100, 30.0, 80.0)
    """
    counts, of = case.counts, case.metric
    if not of.asked or counts is None or not case.result.defined:
        return None
    silent = case.result.missing + round(case.result.n * min(share, 95) / (100 - min(share, 95)))
    if not silent:
        return None
    ends = []
    for tone in ("bad", "good"):
        fields = [f.name for f in of.fields if f.tone == tone]
        end = fields[-1] if tone == "bad" else fields[0]
        ends.append(count_case(of, {**counts, end: counts[end] + silent}, choices, confidence).result.value)
    return silent, *ends
