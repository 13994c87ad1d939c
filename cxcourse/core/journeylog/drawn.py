"""An observed journey as a map that the editor opens: what the log knows is filled in, the rest is left open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from cxcourse.core.journey.model import LENSES, Card, Journey, Lens, Stage, Step
from cxcourse.core.journeylog.moves import usual_order
from cxcourse.core.journeylog.needs import known_steps, need_log
from cxcourse.core.journeylog.shares import means
from cxcourse.core.metrics.quantities import choice, whole
from cxcourse.core.written import ID, brief
from cxcourse.errors import DataError

if TYPE_CHECKING:
    from cxcourse.core.journeylog.log import ObservedLog

_TELLING = 0.1  # a hint is written where this share of those who reach a step comes back, or stops


def as_journey(
    log: ObservedLog,
    *,
    path: str = "modal",
    variant: int | None = None,
    top: int | None = None,
    id: str = "observed",
    title: str = "",
    hints: bool = True,
    ends: str | Sequence[str] | None = None,
) -> Journey:
    """Return the observed journey as a map, with evidence "researched" on every step.

    Stage, channel and lens are those that the log names most often for a step. The emotion is the mean of all
    journeys in the log, rounded to a whole number on the scale of a map, halves away from zero (0.5 becomes 1, −0.5
    becomes −1); it is left open where nobody was asked. Thoughts, causes and opportunities are not in a log: they are
    left to whoever reads it.

    Parameters
    ----------
    log : ObservedLog
        Choose the journeys first, with ``log.by()`` or ``log.only()``: a map of two stories at once is no map.
    path : {"modal", "top"}
        Draw a path that journeys really took (default), or the steps that most journeys reach, in their usual order.
    variant : int, optional
        With "modal": which path; 1, the default, is the most common.
    top : int, optional
        With "top": how many steps, 8 by default.
    id : str
        Id of the map: lower-case letters, digits and dashes, at most 64.
    title : str
        Its title.
    hints : bool
        Whether to add pain points that the log suggests, such as "30 % of those who reach this step come back to it".
    ends : str or list of str, optional
        Steps at which a journey is meant to end; that many stop there is no pain. By default the last step of the
        path that is drawn, with "top" that of the most common path; ``[]`` means none.

    Returns
    -------
    Journey
        Opens in the journey map editor.

    Raises
    ------
    DataError
        When ``log`` is no observed log or has no such path or step, when two arguments contradict each other
        (``variant`` goes with "modal", ``top`` with "top", ``ends`` with hints), or when a value is none of its kind.

    Examples
    --------
    >>> from cxcourse import load_dataset
    >>> from cxcourse.core.journeylog import observe
    >>> billing = observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
    >>> made = as_journey(billing)
    >>> [(step.action, step.emotion) for step in made.steps][:3]
    [('need', 0), ('dial', 0), ('ivr menu', 0)]
    >>> made.steps[2].pains[0].text
    '30 % of those who reach this step come back to it, up to 4 visits in all'
    """
    need_log(log, "A map is drawn from")
    _checked(id, title, hints, ends)
    codes, about = _chosen(log, path, variant, top)
    goals = _goals(log, codes if path == "modal" else log.traced.steps[0], ends)
    stages, homes = _stages([_usual(log, "stage", code) for code in codes])
    steps = _steps(log, codes, homes, _hints(log, codes, goals) if hints else [()] * len(codes))
    return Journey(id=id, title=title or "The observed journey", about=about, stages=stages, steps=steps)


def _checked(id: object, title: object, hints: object, ends: object) -> None:
    if not (isinstance(id, str) and ID.fullmatch(id)):
        raise DataError(f"id: found {brief(id)}; write lower-case letters, digits and dashes, such as 'billing-2024'.")
    if not isinstance(title, str):
        raise DataError(f"title: expected text, found {brief(title)}. Put it in quotes, or leave it out.")
    if not isinstance(hints, bool):
        raise DataError(f"hints: expected True or False, found {brief(hints)}. Write hints=False for a map without.")
    if ends is not None and not hints:
        raise DataError("ends= says which steps get no hint, and hints=False leaves out all. Give one of them.")


def _chosen(log: ObservedLog, path: str, variant: int | None, top: int | None) -> tuple[list[int], str]:
    """Return the steps of the map, and where they come from in words."""
    if choice(path, "path", ("modal", "top")) == "top":
        if variant is not None:
            raise DataError('variant= counts paths and path="top" draws none. Leave variant= out, or path="top".')
        return _most_reached(log, whole(8 if top is None else top, "top", low=1))
    if top is not None:
        raise DataError('top= counts steps and goes with path="top". Add that, or leave top= out to draw a whole path.')
    return _taken(log, whole(1 if variant is None else variant, "variant", low=1))


def _most_reached(log: ObservedLog, many: int) -> tuple[list[int], str]:
    ranked = np.argsort(-log.visits.cases, kind="stable")[:many]
    kept = [code for code in usual_order(log).tolist() if code in ranked]
    return kept, f"Observed: the {len(kept)} steps that most of {len(log):,} journeys reach, in their usual order."


def _taken(log: ObservedLog, place: int) -> tuple[list[int], str]:
    steps, counts, _ = log.traced
    if place > len(steps):
        raise DataError(f"The log has {len(steps)} paths, so none of number {place}. log.variants() lists them.")
    cases = int(counts[place - 1])
    common = "most common path" if place == 1 else f"path number {place} by frequency"
    return steps[place - 1], (
        f"Observed: the {common}, taken by {cases:,} of {len(log):,} journeys ({100 * cases / len(log):.0f} %); "
        "emotions are means of all journeys in the log."
    )


def _goals(log: ObservedLog, path: list[int], ends: str | Sequence[str] | None) -> set[int]:
    """Return the steps at which a journey is meant to end: those that were named, else the last of the path."""
    return {path[-1]} if ends is None else {log.steps.index(name) for name in known_steps(log, ends)}


def _steps(log: ObservedLog, codes: list[int], homes: list[str], hints: list[tuple[str, ...]]) -> tuple[Step, ...]:
    felt = _emotions(log)
    card = count(1)
    return tuple(
        Step(
            id=f"st{place}",
            stage=home,
            action=_action(log, code),
            touchpoint=str(log.steps[code]),
            channel=_usual(log, "channel", code),
            lens=_lenses(_usual(log, "lens", code)),
            emotion=felt[code],
            evidence="researched",
            pains=tuple(Card(id=f"c{next(card)}", text=text) for text in texts),
        )
        for place, (code, home, texts) in enumerate(zip(codes, homes, hints, strict=True), 1)
    )


def _action(log: ObservedLog, code: int) -> str:
    """Return the name of a step in plain words, unless these are the name of another step of the log."""
    name = str(log.steps[code])
    words = name.replace("_", " ")
    return name if words in log.steps else words


def _usual(log: ObservedLog, column: str, code: int) -> str:
    """Return the word that a column names most often at a step; empty where it names none."""
    if column not in log.words:
        return ""
    words = log.words[column]
    codes = words.codes[(log.step == code) & (words.codes >= 0)]
    return str(words.names[np.bincount(codes).argmax()]) if len(codes) else ""


def _lenses(text: str) -> tuple[Lens, ...]:
    """Return the lenses that a word of the log names; a table of a map writes several as "UX CS"."""
    found = re.split(r"[\s,;/+]+", text.upper())
    return tuple(lens for lens in LENSES if lens in found)


def _stages(names: list[str]) -> tuple[tuple[Stage, ...], list[str]]:
    """Return the stages in the order of time, and the stage of each step.

    A stage that the path comes back to after another stands twice, as a map runs in one direction.
    """
    stages: list[Stage] = []
    homes, seen, before = [], Counter(), None
    for name in names:
        name = name or "Journey"
        if name != before:
            seen[name] += 1
            again = "" if seen[name] == 1 else " again" if seen[name] == 2 else f" ({seen[name]})"
            stages.append(Stage(id=f"s{len(stages) + 1}", name=name + again))
            before = name
        homes.append(stages[-1].id)
    return tuple(stages), homes


def _emotions(log: ObservedLog) -> list[int | None]:
    """Return the mean emotion of each step on the scale of a map, rounded, halves away from zero."""
    if log.emotion is None:
        return [None] * len(log.steps)
    found = means(log.step, log.emotion, len(log.steps), log.scale)["mean"]
    low, high = log.scale
    on_map = np.round(-2 + 4 * (found - low) / (high - low), 9)  # another scale leaves 0.4999999… of a half
    # Python's round() would turn 0.5 to 0 and 1.5 to 2: the nearest even number, which nobody expects of a mood.
    rounded = np.copysign(np.floor(np.abs(on_map) + 0.5), on_map)
    return [None if np.isnan(mean) else int(mean) for mean in rounded]


def _hints(log: ObservedLog, codes: list[int], goals: set[int]) -> list[tuple[str, ...]]:
    """Return what the log says against each step, once a step; the cause is for the reader to find."""
    stops = np.bincount(log.step[log.offsets[1:] - 1], minlength=len(log.steps)).tolist()
    return [
        () if code in codes[:place] else _against(log, code, 0 if code in goals else stops[code])
        for place, code in enumerate(codes)
    ]


def _against(log: ObservedLog, code: int, stop: int) -> tuple[str, ...]:
    """Return the hints of a step. The base is always those who reach it, and every sentence says so."""
    seen = log.visits
    cases, back = int(seen.cases[code]), int(seen.back[code])
    texts = []
    if back >= _TELLING * cases:
        many = f"{100 * back / cases:.0f} % of those who reach this step come back to it"
        texts.append(f"{many}, up to {seen.most[code]} visits in all")
    if _TELLING * cases <= stop < cases:  # where all stop, the step is an end
        texts.append(f"{100 * stop / cases:.0f} % of those who reach this step stop here")
    return tuple(texts)
