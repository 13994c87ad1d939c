"""The parts of a comparison that look at the emotion curve: signs, relations between moments, the lowest point."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cxcourse.core.journey.beats import Beat, Relation
from cxcourse.core.journey.finding import told_pains
from cxcourse.core.journey.matching import Matching, steps_needed
from cxcourse.core.journey.model import Journey, Step
from cxcourse.core.journey.reading import is_flat
from cxcourse.core.journey.reading import lowest as lowest_of
from cxcourse.core.journey.telling import Case, Told, names, slip

_HOLDS: dict[str, Callable[[int], bool]] = {
    "neg": lambda felt: felt < 0, "nonpos": lambda felt: felt <= 0, "any": lambda felt: True,
    "nonneg": lambda felt: felt >= 0, "pos": lambda felt: felt > 0,
}  # fmt: skip


def emotion(case: Case) -> Told:
    """The share of signs and relations that hold; a curve that never moves holds none."""
    if is_flat(case.journey):
        return Told(0.0, f"{slip('flat-curve')[1]} Ask of each step: better or worse than the one before?",
                    (slip("flat-curve"),))  # fmt: skip
    judged = [b for b in case.key.required if b.sign != "any"]
    good = [b for b in judged if _fits(case, b)]
    relations = [(r, holds) for r in case.key.relations if (holds := _holds(case, r)) is not None]
    low = [_lowest_fits(case)] if case.key.lowest and not case.key.weights.get("lowest") else []
    checked = len(judged) + len(relations) + len(low)
    right = len(good) + sum(holds for _, holds in relations) + sum(low)
    share = right / checked if checked else float(bool(case.covered))
    return Told(share, *_why(case, judged, good, relations, low))


def _why(
    case: Case, judged: list[Beat], good: list[Beat], relations: list[tuple[Relation, bool]], low: list[bool]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    placed = [(b, s) for b in judged if b not in good and (s := case.step(b.id))]
    harsh = [s for b, s in placed if _sign_fits(b, s)]
    off = [s for b, s in placed if s not in harsh]
    reason, slips = [], []
    if off:
        reason.append(
            f"Look again at the feeling at {names(off, within=case.journey)}: what does the text let the person feel there?"
        )
    if harsh:
        reason.append(
            f"{names(harsh, within=case.journey)}: so low a feeling needs a reason. Write the pain point under the step."
        )
        slips.append(slip("feeling-without-reason"))
    reason += [f"Look again at {r.text}." for r, holds in relations if not holds]
    if low and not low[0]:
        reason.append("The lowest point of your curve stands where the story is not at its worst.")
        slips.append(slip("lowest-point-misplaced"))
    if missing := len([b for b in judged if case.step(b.id) is None]):
        reason.append(f"{missing} of the moments whose feeling counts {'is' if missing == 1 else 'are'} missing.")
    return " ".join(reason) or "The curve goes up and down where the text does.", tuple(slips)


def _fits(case: Case, beat: Beat) -> bool:
    step = case.step(beat.id)
    return step is not None and _sign_fits(beat, step) and _explained(beat, step)


def _sign_fits(beat: Beat, step: Step) -> bool:
    return step.emotion is not None and _HOLDS[beat.sign](step.emotion)


def _explained(beat: Beat, step: Step) -> bool:
    return bool(told_pains(step)) or step.emotion is None or step.emotion >= beat.unexplained


# ---------------------------------------------------------------- relations


def _holds(case: Case, relation: Relation) -> bool | None:
    """Return whether a relation holds, ``None`` where it cannot be looked at."""
    return _carried(case, relation) if relation.kind == "carried" else _lower(case, relation)


def _lower(case: Case, relation: Relation) -> bool | None:
    here = _mean(case.journey, case.found, relation.beats)
    if not relation.elsewhere:
        there = _mean(case.journey, case.found, relation.than)
    elif case.other is None or case.elsewhere is None:
        return None
    else:
        there = _mean(case.other, case.elsewhere, relation.than)
        if there is None:
            return None  # the other map has its own marks; what it lacks is not taken off twice
    return here is not None and there is not None and here < there


def _mean(j: Journey, found: Matching, beats: Iterable[str]) -> float | None:
    felt = [e for i in sorted(found.about(beats)) if (e := j.steps[i].emotion) is not None]
    return sum(felt) / len(felt) if felt else None


def _carried(case: Case, relation: Relation) -> bool:
    steps = case.journey.steps
    sore = [i for i in sorted(case.found.about(relation.beats)) if told_pains(steps[i])]
    if not sore or any(relation.lens not in steps[i].lens for i in sore):
        return False
    return any(relation.into in s.lens and (told_pains(s) or (s.emotion or 0) < 0) for s in steps[sore[0] + 1 :])


# ---------------------------------------------------------------- the lowest point


def lowest(case: Case) -> Told:
    """Whether a step with the lowest feeling is where the key accepts it, beside moments to be lower than."""
    if is_flat(case.journey):
        return Told(0.0, "Every step feels the same, so the curve has no lowest point.", (slip("flat-curve"),))
    if _lowest_fits(case):
        size = _company(case)
        few = " A lowest point shows only beside other moments, and your map tells few." if size < 1 else ""
        return Told(size, "The lowest point of your curve stands where the story is at its worst." + few)
    if not lowest_of(case.journey):
        return Told(0.0, "No step has a feeling yet, so the curve has no lowest point.")
    low = names(lowest_of(case.journey), within=case.journey)
    return Told(
        0.0, f"Your curve is lowest at {low}. Ask where the person would give up, and why there.",
        (slip("lowest-point-misplaced"),),
    )  # fmt: skip


def _company(case: Case) -> float:
    """Return how far the map tells other moments to be lower than: half of those that the story has are enough."""
    enough = (steps_needed(case.key.beats) - 1) / 2
    return min(1.0, (len(case.found.held) - 1) / enough) if enough else 1.0


def _lowest_fits(case: Case) -> bool:
    steps = case.journey.steps
    low = {s.id for s in lowest_of(case.journey) if (s.emotion or 0) < 0}
    return not is_flat(case.journey) and any(steps[i].id in low for i in case.found.about(case.key.lowest))
