"""An observed journey as a map that the editor opens: what the log knows is filled in, the rest is left open."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from cxcourse.core.journey.model import LENSES, Card, Journey, Lens, Stage, Step
from cxcourse.core.journeylog.moves import usual_order
from cxcourse.core.journeylog.shares import means
from cxcourse.core.metrics.quantities import choice, whole
from cxcourse.core.written import ID, brief
from cxcourse.errors import DataError

if TYPE_CHECKING:
    from cxcourse.core.journeylog.log import ObservedLog

_TELLING = 0.1  # a hint is written where this share of journeys comes back, or stops


def as_journey(
    log: ObservedLog,
    *,
    path: str = "modal",
    variant: int = 1,
    top: int = 8,
    id: str = "observed",
    title: str = "",
    hints: bool = True,
) -> Journey:
    """Return the observed journey as a map, with evidence "researched" on every step.

    Stage, channel and lens are those that the log names most often for a step; the emotion is the rounded mean of all
    journeys in the log, left open where nobody was asked. Thoughts, causes and opportunities are not in a log: they
    are left to whoever reads it.

    Parameters
    ----------
    log : ObservedLog
        Choose the journeys first, with ``log.by()`` or ``log.only()``: a map of two stories at once is no map.
    path : {"modal", "top"}
        Draw a path that journeys really took (default), or the steps that most journeys reach, in their usual order.
    variant : int
        With "modal": which path, 1 being the most common.
    top : int
        With "top": how many steps.
    id : str
        Id of the map: lower-case letters, digits and dashes, at most 64.
    title : str
        Its title.
    hints : bool
        Whether to add pain points that the log suggests, such as "30 % come back here".

    Returns
    -------
    Journey
        Opens in the journey map editor.

    Raises
    ------
    DataError
        When the log has no such path, a policy is not known, or the id does not fit.

    Examples
    --------
    >>> from cxcourse import load_dataset
    >>> from cxcourse.core.journeylog import observe
    >>> billing = observe(load_dataset("journey_events"), segment="scenario").by()["billing"]
    >>> made = as_journey(billing)
    >>> [(step.action, step.emotion) for step in made.steps][:3]
    [('need', 0), ('dial', 0), ('ivr menu', 0)]
    >>> made.steps[2].pains[0].text
    '30 % of journeys come back here, up to 4 times in all'
    """
    if not (isinstance(id, str) and ID.fullmatch(id)):
        raise DataError(f"id: found {brief(id)}; write lower-case letters, digits and dashes, such as 'billing-2024'.")
    steps, about = _chosen(log, choice(path, "path", ("modal", "top")), variant, top)
    stages, homes = _stages([_usual(log, "stage", code) for code in steps])
    felt = _emotions(log)
    card = iter(range(1, 1 + 2 * len(steps)))
    made = []
    for place, (code, home) in enumerate(zip(steps, homes, strict=True), 1):
        # A step that the path comes to twice gets its hints once.
        texts = _hints(log, code) if hints and code not in steps[: place - 1] else []
        made.append(
            Step(
                id=f"st{place}",
                stage=home,
                action=str(log.steps[code]).replace("_", " "),
                touchpoint=str(log.steps[code]),
                channel=_usual(log, "channel", code),
                lens=_lenses(_usual(log, "lens", code)),
                emotion=felt[code],
                evidence="researched",
                pains=tuple(Card(id=f"c{next(card)}", text=text) for text in texts),
            )
        )
    return Journey(id=id, title=title or "The observed journey", about=about, stages=stages, steps=tuple(made))


def _chosen(log: ObservedLog, path: str, variant: int, top: int) -> tuple[list[int], str]:
    """Return the steps of the map, and where they come from in words."""
    if path == "top":
        many = whole(top, "top", low=1)
        ranked = np.argsort(-log.visits.cases, kind="stable")[:many]
        kept = [code for code in usual_order(log).tolist() if code in ranked]
        return kept, f"Observed: the {len(kept)} steps that most of {len(log):,} journeys reach, in their usual order."
    steps, counts, _ = log.traced
    place = whole(variant, "variant", low=1)
    if place > len(steps):
        raise DataError(f"The log has {len(steps)} paths, so none of number {place}. log.variants() lists them.")
    cases = int(counts[place - 1])
    common = "most common path" if place == 1 else f"path number {place} by frequency"
    return steps[place - 1], (
        f"Observed: the {common}, taken by {cases:,} of {len(log):,} journeys ({100 * cases / len(log):.0f} %); "
        "emotions are means of all journeys in the log."
    )


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
    """Return the rounded mean emotion of each step, on the scale of a map."""
    if log.emotion is None:
        return [None] * len(log.steps)
    found = means(log.step, log.emotion, len(log.steps), log.scale)["mean"]
    low, high = log.scale
    on_map = -2 + 4 * (found - low) / (high - low)
    return [None if np.isnan(mean) else round(float(mean)) for mean in on_map]


def _hints(log: ObservedLog, code: int) -> list[str]:
    """Return what the log says against a step; the cause is for the reader to find."""
    seen = log.visits
    cases, back = int(seen.cases[code]), int(seen.back[code])
    texts = []
    if back >= _TELLING * cases:
        texts.append(f"{100 * back / cases:.0f} % of journeys come back here, up to {seen.most[code]} times in all")
    stop = int(np.count_nonzero(log.step[log.offsets[1:] - 1] == code))
    if _TELLING * cases <= stop < cases:
        texts.append(f"{100 * stop / cases:.0f} % of journeys stop here")
    return texts
