"""The journey as it was drawn beside the journeys as they were made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cxcourse.core.journey.model import BEHIND, Journey, Step
from cxcourse.core.journeylog.moves import cases_of_moves, kinds, usual_order
from cxcourse.core.journeylog.needs import need_log
from cxcourse.core.journeylog.shares import shares
from cxcourse.core.journeylog.words import several
from cxcourse.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

    from cxcourse.core.journeylog.log import ObservedLog

TAKEN, UNTAKEN, UNDRAWN, MOVE, DETOUR = "taken", "nobody takes it", "no one drew it", "planned move", "detour"


class _Row(NamedTuple):
    finding: str
    planned: str
    step: str
    next_step: str
    cases: int
    words: str


def planned_vs_actual(
    journey: Journey, log: ObservedLog, names: Mapping[str, str | Iterable[str]] | None = None
) -> pd.DataFrame:
    """Return where a drawn journey and an observed log agree, and where they do not.

    A move is planned where it leads from a planned step to the very next one in the plan. Where nobody takes the step
    between, the move over it is a detour that skips ahead.

    Parameters
    ----------
    journey : Journey
        The map. Steps in the lanes backstage and support are passed over, unless ``names`` has them.
    log : ObservedLog
        What customers did; choose the journeys that the map is about first, with ``log.by()`` or ``log.only()``.
    names : mapping of str to str or list of str, optional
        Which steps of the log a planned step stands for, by the planned step's id, its beat or its action. Without an
        entry, a planned step stands for the log's step that has the name of its beat, id, action or touchpoint, the
        first of these that fits: the exact name if the log has it, else all names of the same words, whatever their
        case, blanks and signs.

    Returns
    -------
    pandas.DataFrame
        ``finding``: "taken" or "nobody takes it" (planned steps), "no one drew it" (steps of the log), "planned move"
        or "detour" (moves of the log); ``planned`` (the drawn step), ``step`` and ``next_step`` (names in the log),
        ``cases`` with ``share`` of all journeys and its Wilson interval ``low`` to ``high``, and ``words``.

    Raises
    ------
    DataError
        When ``journey`` is no journey or ``log`` no observed log, or when ``names`` is no mapping, or holds a planned
        step or a step of the log that does not exist.

    Examples
    --------
    >>> import pandas as pd
    >>> from cxcourse.core.journey.model import Journey, Stage, Step
    >>> from cxcourse.core.journeylog import observe
    >>> plan = Journey(id="bill", stages=(Stage(id="s1", name="Pay"),), steps=(
    ...     Step(id="st1", stage="s1", action="menu"), Step(id="st2", stage="s1", action="agent"),
    ...     Step(id="st3", stage="s1", action="survey")))
    >>> calls = pd.DataFrame({"case_id": [1, 1, 2, 2, 2], "step": ["menu", "agent", "menu", "queue", "agent"],
    ...                       "timestamp": pd.Timestamp("2024-05-16 10:00")})
    >>> found = planned_vs_actual(plan, observe(calls))
    >>> found[found["finding"] != "taken"][["finding", "step", "next_step", "cases"]].to_dict("split")["data"]
    ... # doctest: +NORMALIZE_WHITESPACE
    [['nobody takes it', '', '', 0], ['no one drew it', 'queue', '', 1], ['planned move', 'menu', 'agent', 1],
     ['detour', 'menu', 'queue', 1], ['detour', 'queue', 'agent', 1]]
    """
    import pandas as pd

    if not isinstance(journey, Journey):
        raise DataError(
            f"journey: expected a Journey, found {type(journey).__name__}. "
            "The plan comes first, then the log: planned_vs_actual(journey, log)."
        )
    plan = _plan(journey, need_log(log, "A plan is laid beside"), _entries(names))
    rows = [*_steps(plan, log), *_moves([known for _, known in plan], log)]
    table = pd.DataFrame(rows, columns=list(_Row._fields))
    for place, (name, column) in enumerate(shares(table["cases"].to_numpy(), len(log)).items()):
        table.insert(5 + place, name, column)
    return table


def _entries(names: Mapping | None) -> dict[object, tuple]:
    """Return the steps of the log that ``names`` gives, by the planned step."""
    if names is not None and not isinstance(names, Mapping):
        raise DataError(
            f"names: expected a mapping from planned steps to steps of the log, found {type(names).__name__}. "
            'Write it as {"st1": "menu"}.'
        )
    return {key: several(given) for key, given in (names or {}).items()}


def _plan(journey: Journey, log: ObservedLog, names: dict[object, tuple]) -> list[tuple[Step, tuple]]:
    """Return the planned steps, each with the steps of the log that it stands for."""
    exact, plain = _by_name(log, str), _by_name(log, _plain)
    made, used = [], set()
    for step in journey.steps:
        # An entry stays after its first use: an action or a beat may come again in the plan.
        keys = [key for key in (step.id, step.beat, step.action) if key and key in names]
        used.update(keys)
        if keys:
            known = names[keys[0]]
            if unknown := [name for name in known if name not in log.steps]:
                raise DataError(
                    f"names says {unknown[0]!r} for the planned step {step.id!r}; the log has no such step. "
                    f"It has {', '.join(map(str, log.steps))}."
                )
            known = tuple(dict.fromkeys(known))
        elif step.lane in BEHIND:
            continue
        else:
            words = (step.beat, step.id, step.action, step.touchpoint)
            found = (exact.get(word) or plain.get(_plain(word)) for word in words if word)
            known = next(filter(None, found), ())
        made.append((step, known))
    if unused := [key for key in names if key not in used]:
        planned = ", ".join(step.id for step in journey.steps)
        raise DataError(f"The plan has no step {unused[0]!r}; it has {planned}. Use ids, beats or actions.")
    return made


def _by_name(log: ObservedLog, form: Callable[[object], str]) -> dict[str, tuple]:
    """Return the steps of the log by a form of their names; several may share one."""
    found: dict[str, tuple] = {}
    for name in log.steps:
        found[form(name)] = (*found.get(form(name), ()), name)
    return found


def _plain(text: object) -> str:
    """Return the words of a name in small letters; a name without any, such as a sign, stays as it is."""
    return " ".join(re.findall(r"\w+", str(text).casefold().replace("_", " "))) or str(text).strip()


def _steps(plan: list[tuple[Step, tuple]], log: ObservedLog) -> list[_Row]:
    rows, drawn = [], set()
    for step, known in plan:
        drawn |= set(known)
        cases = _reached(log, known)
        words = step.action or step.touchpoint or step.id
        told = (
            f"{_percent(cases, log)} of journeys come through it" if cases else "no journey in the log comes through it"
        )
        rows.append(_Row(TAKEN if cases else UNTAKEN, words, ", ".join(map(str, known)), "", cases, f"{words}: {told}"))
    rows.sort(key=lambda row: row.finding != TAKEN)  # keeps the order of the plan within each
    for code in usual_order(log):
        if (name := log.steps[code]) not in drawn:
            cases = int(log.visits.cases[code])
            told = f"{_percent(cases, log)} of journeys come through {name}, which the plan does not show"
            rows.append(_Row(UNDRAWN, "", str(name), "", cases, told))
    return rows


def _reached(log: ObservedLog, known: tuple) -> int:
    there = np.isin(log.step, [log.steps.index(name) for name in known])
    return len(np.unique(log.case[there]))


def _moves(plan: list[tuple], log: ObservedLog) -> list[_Row]:
    # A planned step that nobody takes keeps its place, empty: without it, its neighbours would look like a planned move.
    wanted = {(a, b) for before, after in pairwise(plan) for a in before for b in after}
    wanted |= {(a, b) for group in plan if len(group) > 1 for a in group for b in group}
    places: dict[object, list[int]] = {}
    for place, group in enumerate(plan):
        for name in group:
            places.setdefault(name, []).append(place)
    made = kinds(log)
    cases = cases_of_moves(log, made)
    rows = []
    for kind in np.argsort(-cases, kind="stable"):
        pair = (log.steps[made.before[kind]], log.steps[made.after[kind]])
        finding = MOVE if pair in wanted else DETOUR
        told = f"{_percent(int(cases[kind]), log)} of journeys go from {pair[0]} to {pair[1]}"
        if finding == DETOUR:
            told += f", which {_why(places.get(pair[0]), places.get(pair[1]))}"
        rows.append(_Row(finding, "", *map(str, pair), int(cases[kind]), told))
    return sorted(rows, key=lambda row: row.finding != MOVE)


def _why(before: list[int] | None, after: list[int] | None) -> str:
    if before is None:
        return "comes back to the plan" if after else "lies outside the plan"
    if after is None:
        return "leaves the plan"
    return "skips ahead in the plan" if max(after) > min(before) else "goes back in the plan"


def _percent(cases: int, log: ObservedLog) -> str:
    share = 100 * cases / len(log)
    return "under 1 %" if 0 < share < 0.5 else f"{share:.0f} %"
