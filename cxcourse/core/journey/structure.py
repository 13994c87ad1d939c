"""The parts of a comparison that look at what a map tells: schema, coverage, order, lens and links."""

from __future__ import annotations

from graphlib import TopologicalSorter

from cxcourse.core.journey.beats import Beat
from cxcourse.core.journey.finding import told_pains
from cxcourse.core.journey.matching import steps_needed
from cxcourse.core.journey.model import LENSES, Lens, Step
from cxcourse.core.journey.pairing import seated
from cxcourse.core.journey.reading import ENOUGH
from cxcourse.core.journey.telling import IN_ORDER, LENSES_FIT, Case, Told, counted, names, slip
from cxcourse.core.journey.words import words_of

MOST_HINTS = 3  # told at once; who lacks more reads the story again anyway


# ---------------------------------------------------------------- schema


def schema(case: Case) -> Told:
    """Every step has words, a channel and a lens, and there are enough steps to tell the story."""
    steps = case.journey.steps
    if not steps:
        return Told(0.0, "The map holds no step yet. Read the story once more and write down what happens first.")
    lacks = {
        "words": [s for s in steps if not words_of(s.action)],
        "a channel": [s for s in steps if not s.channel.strip()],
        "a lens": [s for s in steps if not s.lens],
    }
    share = 1 - sum(map(len, lacks.values())) / (3 * len(steps))
    told = {words for s in steps if (words := words_of(s.action))}
    size = min(1.0, len(told) / steps_needed(case.key.beats))
    reason = " ".join(f"{counted(len(s), 'step lacks', 'steps lack')} {what}." for what, s in lacks.items() if s)
    if size < 1:
        reason += f" With {counted(len(told), 'different step')} the map is too short for this story."
    return Told(share * size, reason.strip() or "Every step has its words, a channel and a lens.")


# ---------------------------------------------------------------- coverage


def coverage(case: Case) -> Told:
    """The required beats that the map tells, less the steps that tell another story."""
    required, found = case.key.required, case.found
    told = len(case.covered)
    beside = f", and {counted(len(found.foreign), 'step')} beside it" if found.foreign else ""
    reason, slips = [f"Your map shows {told} of {len(required)} moments that make this story{beside}."], []
    missing = [b for b in required if b.id not in found.place] if told else []  # who told nothing has not misread
    reason += [b.hint for b in missing if b.hint][:MOST_HINTS]
    slips += [(b.misconception, b.hint) for b in missing if b.misconception]
    if found.foreign:
        reason.append(
            f"{names(found.foreign, within=case.journey)}: this is not in the story, and each such step costs a moment."
        )
        slips.append(slip("not-in-the-story"))
    if found.crowded:
        reason.append(
            f"{names(found.crowded, within=case.journey)}: too much at once to count. Give each moment a step of its own."
        )
        slips.append(slip("many-moments-in-one-step"))
    if found.copied:
        reason.append(
            f"{names(found.copied, within=case.journey)}: the same words as an earlier step, so it adds nothing."
        )
        slips.append(slip("copied-step"))
    if told < len(required):
        reason.append("Go through the text sentence by sentence and ask of each what the person lives through.")
    slips += _out_of_lane(case)
    return Told((told - len(found.foreign)) / len(required), " ".join(dict.fromkeys(reason)), tuple(slips))


def _out_of_lane(case: Case) -> list[tuple[str, str]]:
    placed = [(b, case.step(b.id)) for b in case.key.beats]
    return [slip("backstage-on-stage")] * any(s is not None and b.lanes and s.lane not in b.lanes for b, s in placed)


# ---------------------------------------------------------------- order


def order(case: Case) -> Told:
    """The longest run of required beats that stands in an accepted order, over all required beats."""
    place, known = case.found.place, [b.id for b in case.covered]
    earlier = _earlier(case.key.beats)
    swapped = [(x, y) for y in known for x in known if x in earlier[y] and place[x] > place[y]]
    run = len(known) - _chained(swapped)
    share = run / len(case.key.required)
    if not known:
        return Told(0.0, "The map tells no moment of the story yet, so there is no order to look at.")
    if not swapped:
        return Told(share, IN_ORDER + _rest(case))
    later, first = min(swapped, key=lambda pair: (place[pair[1]], place[pair[0]]))
    steps = case.journey.steps
    reason = (
        f"{names([steps[place[first]]], within=case.journey)} stands before {names([steps[place[later]]], within=case.journey)}. "
        "Read again which of the two happens first." + _rest(case)
    )
    return Told(share, reason, (slip("order-of-events"),))


def _earlier(beats: tuple[Beat, ...]) -> dict[str, set[str]]:
    """Return for each beat all that come before it, also through others."""
    after = {b.id: b.after for b in beats}
    earlier: dict[str, set[str]] = {}
    for beat in TopologicalSorter(after).static_order():
        earlier[beat] = set(after[beat]).union(*(earlier[other] for other in after[beat]))
    return earlier


def _chained(swapped: list[tuple[str, str]]) -> int:
    """Return how many beats must go until no two are swapped.

    Swapped pairs are themselves an order (what is swapped with a swapped one is swapped), so by Dilworth's theorem
    this is the size of a largest matching between them.
    """
    partners: dict[str, list[str]] = {}
    for one, other in swapped:
        partners.setdefault(one, []).append(other)
    return len(seated(partners))


def _rest(case: Case) -> str:
    missing = len(case.key.required) - len(case.covered)
    return f" {counted(missing, 'moment is', 'moments are')} missing and cannot count here." if missing else ""


# ---------------------------------------------------------------- lens


def lens(case: Case) -> Told:
    """How near the lenses of each step come to a set that the key accepts, mean over the required beats."""
    steps = case.journey.steps
    judged = [b for b in case.key.required if b.lens]
    sets = {frozenset(s.lens) for s in steps if s.lens}
    if sets == {frozenset(LENSES)} and len(steps) >= ENOUGH:
        return Told(0.0, slip("every-lens-everywhere")[1], (slip("every-lens-everywhere"),))
    near = {b.id: _nearness(case, b) for b in judged if b.id in case.found.place}
    share = sum(near.values()) / len(judged) if judged else float(bool(case.covered))
    off = [step for b in judged if near.get(b.id, 1) < 1 and (step := case.step(b.id))]
    slips = (slip("one-lens-for-all"),) if len(sets) == 1 and len(steps) >= ENOUGH and off else ()
    if not off:
        fit = LENSES_FIT if near else "No lens could be looked at yet."
        return Told(share, fit + _rest(case))
    ask = "Ask what happens there: using something (UX), being helped (CS), or the relation with the company (CX)?"
    return Told(share, f"Look again at the lens of {names(off, within=case.journey)}. {ask}{_rest(case)}", slips)


def _nearness(case: Case, beat: Beat) -> float:
    """Return the best Jaccard similarity; a step that tells several beats may carry the lens of any of them."""
    by_id = {b.id: b for b in case.key.beats}
    place = case.found.place[beat.id]
    accepted = [set(some) for name in case.found.held[place] for some in by_id[name].lens]
    given: set[Lens] = set(case.journey.steps[place].lens)
    return max(len(given & some) / len(given | some) if given | some else 1.0 for some in accepted)


# ---------------------------------------------------------------- links


def links(case: Case) -> Told:
    """Half for opportunities that answer a pain point, half for marking what is inferred and only that."""
    cards = [card for s in case.journey.steps for card in s.opportunities if card.text.strip()]
    pains = {pain.id for s in case.journey.steps for pain in told_pains(s)}
    linked = [card for card in cards if pains & set(card.pains)]
    answer = len(linked) / len(cards) if cards else 0.0
    marks, why, slips = _marks(case)
    reason = [why]
    if not cards:
        reason.insert(
            0, "The map proposes no opportunity yet. Take its worst pain point and ask what would relieve it."
        )
    elif len(linked) < len(cards):
        open_ones = counted(len(cards) - len(linked), "opportunity answers", "opportunities answer")
        reason.insert(0, f"{open_ones} no pain point of the map. Link each to the one that it relieves.")
        slips = (slip("opportunity-without-pain"), *slips)
    size = min(1.0, len(case.found.held) / steps_needed(case.key.beats))
    return Told(size * (answer + marks) / 2, " ".join(reason), slips)


def _marks(case: Case) -> tuple[float, str, tuple[tuple[str, str], ...]]:
    """Return how well inferred and stated steps are told apart, each kind weighing the same."""
    by_id = {b.id: b for b in case.key.beats}
    guessed: list[Step] = []
    stated: list[Step] = []
    for i, held in case.found.held.items():
        (guessed if all(by_id[b].inferred for b in held) else stated).append(case.journey.steps[i])
    bare = [s for s in guessed if s.evidence != "inferred"]
    wrong = [s for s in stated if s.evidence == "inferred"]
    shares = [1 - len(bad) / len(of) for bad, of in ((bare, guessed), (wrong, stated)) if of]
    reason, slips = [], []
    if bare:
        reason.append(
            f"{names(bare, within=case.journey)}: can you point to the sentence that says so? If not, mark it as inferred."
        )
        slips.append(slip("unmarked-inference"))
    if wrong:
        reason.append(f"{names(wrong, within=case.journey)}: the text says so, therefore it is no inference.")
        slips.append(slip("stated-taken-for-inferred"))
    nothing = "The map tells no moment of the story yet, so there is nothing to mark as stated or inferred."
    why = " ".join(reason) or ("What is inferred is marked, and nothing else." if shares else nothing)
    return (sum(shares) / len(shares) if shares else 0.0), why, tuple(slips)
