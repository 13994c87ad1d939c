"""Maps that nobody would think of, drawn by Hypothesis: some through random edits, some as the model allows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as some

from cxcourse.core.journey import edits
from cxcourse.core.journey.finding import CARD_LANES
from cxcourse.core.journey.model import LANES, LENSES, Actor, Card, Journey, Opportunity, Stage, Step

TEXTS = some.text(max_size=12) | some.sampled_from(["calls the carrier", "phone-trees", "…", "a\nb", "\ud800", "<b>"])
NAMES = TEXTS.filter(lambda text: bool(text.strip()))
FEELINGS = some.none() | some.integers(-2, 2)
SIZES = some.none() | some.integers(1, 5)
LENS_SETS = some.lists(some.sampled_from(LENSES), unique=True).map(tuple)
EVIDENCE = some.sampled_from([None, "stated", "inferred", "researched"])

STEP_FIELDS = some.fixed_dictionaries({}, optional={
    "action": TEXTS, "touchpoint": TEXTS, "channel": TEXTS, "lens": LENS_SETS, "lane": some.sampled_from(LANES),
    "emotion": FEELINGS, "emotion_to_be": FEELINGS, "moment_of_truth": some.booleans(), "evidence": EVIDENCE,
    "owner": TEXTS, "metric": TEXTS, "facts": some.lists(TEXTS, max_size=2), "beat": TEXTS,
})  # fmt: skip

Edit = tuple[Callable[..., Journey], tuple[Any, ...], dict[str, Any]]


@some.composite
def edit_of(draw: some.DrawFn, j: Journey) -> Edit:
    """Return one edit that the map allows, with its arguments."""
    stages, steps = [s.id for s in j.stages], [s.id for s in j.steps]
    cards = [c.id for s in j.steps for c in s.cards]
    kinds = ["add_stage", "words"]
    kinds += ["add_step", "add_step", "rename_stage", "move_stage", "delete_stage"] if stages else []
    kinds += (
        ["add_card"] * 3 + ["change_step", "move_step", "duplicate_step", "split_step", "delete_step"] if steps else []
    )
    kinds += ["change_card", "move_card", "delete_card"] if cards else []
    kind = draw(some.sampled_from(kinds))
    if kind in ("add_stage", "words"):
        return draw(_whole(kind))
    if kind.endswith("card"):
        return draw(_card_edit(j, kind, steps, cards))
    return draw(_part_edit(j, kind, stages, steps))


@some.composite
def _whole(draw: some.DrawFn, kind: str) -> Edit:
    if kind == "add_stage":
        return edits.add_stage, (draw(NAMES),), {}
    change = draw(some.sampled_from([edits.change_title, edits.change_about]))
    return draw(some.sampled_from([(change, (draw(TEXTS),), {}), (edits.change_actor, (), {"goal": draw(TEXTS)})]))


@some.composite
def _part_edit(draw: some.DrawFn, j: Journey, kind: str, stages: list[str], steps: list[str]) -> Edit:
    function = getattr(edits, kind)
    if kind == "add_step":
        stage, fields = draw(some.sampled_from(stages)), draw(STEP_FIELDS)
        at = draw(some.none() | some.integers(0, len(edits.steps_of(j, stage))))
        return function, (stage,), {**fields, "at": at}
    if kind.endswith("stage"):
        stage = draw(some.sampled_from(stages))
        last = {"rename_stage": (draw(NAMES),), "move_stage": (draw(some.integers(0, len(stages) - 1)),)}
        return function, (stage, *last.get(kind, ())), {}
    step = draw(some.sampled_from(steps))
    if kind == "change_step":
        return function, (step,), draw(STEP_FIELDS)
    if kind == "move_step":
        stage = draw(some.sampled_from(stages))
        most = sum(s.id != step for s in edits.steps_of(j, stage))
        return function, (step, stage, draw(some.none() | some.integers(0, most))), {}
    return function, (step,), {}


@some.composite
def _card_edit(draw: some.DrawFn, j: Journey, kind: str, steps: list[str], cards: list[str]) -> Edit:
    function = getattr(edits, kind)
    step, lane = draw(some.sampled_from(steps)), draw(some.sampled_from(CARD_LANES))
    pains = [p.id for s in j.steps for p in s.pains]
    rated = some.fixed_dictionaries({}, optional={
        "effort": SIZES, "impact": SIZES, "pains": some.lists(some.sampled_from(pains), max_size=3) if pains
        else some.just([]),
    })  # fmt: skip
    if kind == "add_card":
        return function, (step, lane, draw(TEXTS)), draw(rated) if lane == "opportunities" else {}
    card = draw(some.sampled_from(cards))
    if kind == "change_card":
        home = edits.find_card(j, card)[1]
        return function, (card,), {"text": draw(TEXTS), **(draw(rated) if home == "opportunities" else {})}
    return function, (card, step, lane) if kind == "move_card" else (card,), {}


@some.composite
def edited(draw: some.DrawFn, most: int = 12) -> Journey:
    """Return a map that grew by random edits."""
    j = edits.add_step(edits.add_stage(Journey(id="drawn"), "One"), "s1", "calls the carrier")
    for _ in range(draw(some.integers(0, most))):
        function, given, fields = draw(edit_of(j))
        j = function(j, *given, **fields)
    return j


@some.composite
def allowed(draw: some.DrawFn, beats: tuple[str, ...] = ()) -> Journey:
    """Return any map that the model allows, steps of stages mixed, links that lead nowhere included."""
    stages = [f"s{n}" for n in range(draw(some.integers(1, 3)))]
    numbers = iter(range(1000))
    words = TEXTS | some.sampled_from(["voice menu", "hears him out and narrows it down", "own good experience"])

    def cards(kind: type[Card] | type[Opportunity]) -> tuple[Any, ...]:
        texts = draw(some.lists(TEXTS, max_size=1))
        more = {"pains": (draw(some.sampled_from(["c0", "c1", "gone"])),)} if kind is Opportunity else {}
        return tuple(kind(id=f"c{next(numbers)}", text=text, **more) for text in texts)

    steps = tuple(
        Step(
            id=f"x{n}", stage=draw(some.sampled_from(stages)), action=draw(words), touchpoint=draw(words),
            channel=draw(TEXTS), lens=draw(LENS_SETS), lane=draw(some.sampled_from(LANES)), emotion=draw(FEELINGS),
            emotion_to_be=draw(FEELINGS), evidence=draw(EVIDENCE), moment_of_truth=draw(some.booleans()),
            beat=draw(some.just("") | some.sampled_from(["", "refund", *beats])),
            pains=cards(Card), opportunities=cards(Opportunity),
        )
        for n in range(draw(some.integers(0, 7)))
    )  # fmt: skip
    named = tuple(Stage(id=s, name=draw(TEXTS)) for s in stages)
    return Journey(id="drawn", actor=Actor(goal=draw(TEXTS)), stages=named, steps=steps)
