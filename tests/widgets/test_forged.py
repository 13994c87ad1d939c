"""Journey maps, role plays and the metric lab under events and files that nearly fit: nothing raises, no view grows, all can be shown."""

from __future__ import annotations

import json
from inspect import signature
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cxcourse import JourneyMap, MetricLab, RolePlay
from cxcourse.core.journey import edits
from cxcourse.widgets.base import CourseWidget
from cxcourse.widgets.journey_map import GradedJourneyMap
from cxcourse.widgets.journey_request import KINDS
from tests.core.test_properties import ANY_JSON
from tests.widgets.calls import TASTER, graded

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

STRANGE = [None, True, -1, 2**70, 10**5000, float("nan"), "", " ", "\ud83d", "x" * 5000, [[]], {"a": {}}]
ODD = some.sampled_from(STRANGE)
PLACES = some.integers(-1, 4) | some.none()
TEXTS = some.sampled_from(
    ["asks", "", "id: m", "2026-13-45", "a: &a [*a]", "journey\n #55296;: 3: me", "stage,action\nA,b"]
)
IDS = some.sampled_from(["s1", "s2", "st1", "st2", "c1", "pains", "opportunities", "backstage", "UX"])


def filled(**fields: Any) -> some.SearchStrategy[dict[str, Any]]:
    """A mapping in which each field is there or not, and now and then holds anything at all."""
    return some.fixed_dictionaries(
        {}, optional={name: kind | kind | kind | ODD | ANY_JSON for name, kind in fields.items()}
    )


FIELDS: dict[str, some.SearchStrategy[Any]] = {
    "stage": some.sampled_from(["s1", "s2"]), "step": some.sampled_from(["st1", "st2"]), "card": some.just("c1"),
    "lane": some.sampled_from(["pains", "opportunities", "backstage"]), "at": some.sampled_from([0, None]),
    "name": some.just("A"), "text": TEXTS, "title": TEXTS, "about": TEXTS, "action": TEXTS,
}  # fmt: skip
MORE = {
    "emotion": PLACES, "lens": some.lists(IDS, max_size=3), "pains": some.lists(IDS, max_size=2), "effort": PLACES,
    "goal": TEXTS, "beat": TEXTS, "taken": ODD, "x" * 3000: TEXTS,
}  # fmt: skip


@some.composite
def edit(draw: some.DrawFn) -> dict[str, Any]:
    """An edit with all that it takes, one part of it now and then anything at all, and now and then one more."""
    what = draw(some.sampled_from(KINDS))
    given = {name: draw(FIELDS[name]) for name in signature(getattr(edits, what)).parameters if name in FIELDS}
    if given and draw(some.integers(0, 2)) == 0:
        given[draw(some.sampled_from(sorted(given)))] = draw(ODD | ANY_JSON)
    if draw(some.integers(0, 2)) == 0:
        name = draw(some.sampled_from(list(MORE)))
        given[name] = draw(MORE[name])
    return {"kind": "edit", "do": what, "with": given, "id": draw(TEXTS)}


LOOK = filled(view=some.sampled_from(["map", "table"]), hidden=filled(map=some.lists(IDS)), to_be=some.booleans())
OTHER = some.tuples(
    some.sampled_from(["edit", "undo", "redo", "start", "import", "export", "look", "explode"]), LOOK,
    filled(do=some.sampled_from(KINDS), template=some.just("m03-case-a"), text=TEXTS, format=IDS),
).map(lambda parts: {**parts[1], **parts[2], "kind": parts[0]})  # fmt: skip
EDIT = edit() | edit() | edit() | OTHER
SAY = some.tuples(
    some.sampled_from(["choose"] * 6 + ["begin", "typing", "write", "coach", "set", "sheet", "rewind", "restart", "new", "debrief", "show", "answer"]),
    filled(
        place=some.integers(0, 2), turn=PLACES, run=PLACES, text=TEXTS, mode=some.sampled_from(["solo", "free", "pair"]),
        pressure=some.booleans(), technique=some.just("empathy"), seen=some.booleans(), quote=TEXTS,
        runs=some.lists(ANY_JSON, max_size=2),
    ),
).map(lambda parts: {**parts[1], "kind": parts[0]})  # fmt: skip
RUN = filled(
    seed=some.integers(0, 2), version=some.just(1), mode=some.sampled_from(["solo", "free", "pair"]), begun=some.booleans(),
    steps=some.sampled_from([[], [["n1", "name-it"]], [["n1", "name-it"], ["n2", "esim"]]]), draft=TEXTS, rewound=PLACES,
    own=some.dictionaries(some.sampled_from(["1", "2", "x"]), TEXTS), sheet=some.dictionaries(some.just("empathy"), ANY_JSON),
)  # fmt: skip
MAP = filled(
    id=some.just("m"), title=TEXTS, stages=some.just([{"id": "s1", "name": "Asking"}]),
    steps=some.lists(filled(id=IDS, stage=some.just("s1"), action=TEXTS, emotion=PLACES), max_size=2),
)  # fmt: skip


def sound(widget: CourseWidget) -> None:
    """What a widget shows can be sent, read and printed, and its message fits on a screen."""
    json.dumps(widget.view, allow_nan=False).encode("utf-8")
    widget.as_text().encode("utf-8")
    assert len(widget.view["message"]) < 2000


@pytest.mark.parametrize("what", KINDS)
def test_every_part_of_every_edit_may_be_anything_at_all(what: str) -> None:
    sample = {
        name: {"at": 0, "lane": "pains", "stage": "s1", "step": "st1", "card": "c1"}.get(name, "A") for name in FIELDS
    }
    given = {name: sample[name] for name in signature(getattr(edits, what)).parameters if name in FIELDS}
    widget = JourneyMap("mine")
    widget.handle({"kind": "start", "template": ""})
    widget.edit("add_card", "st1", "pains", "too long")
    for name in [*given, *MORE]:
        for odd in STRANGE:
            widget.handle({"kind": "edit", "do": what, "with": {**given, name: odd}})
            sound(widget)


@quick
@given(events=some.lists(EDIT, min_size=3, max_size=10))
def test_a_map_outlives_edits_that_nearly_fit(events: list[dict[str, Any]]) -> None:
    for widget in (JourneyMap("mine"), GradedJourneyMap("m03-a1", 3, "A map", "Draw it.")):
        widget.handle({"kind": "start", "template": ""})
        for event in events:
            widget.handle(event)
            sound(widget)


LAB = ["metric", "source", "side", "values", "text", "name", "value", "on", "names", "column", "group"]
LAB_KINDS = [
    "metric",
    "source",
    "count",
    "paste",
    "what",
    "choice",
    "confidence",
    "compare",
    "column",
    "by",
    "where",
    "group",
    "lenient",
    "plain",
    "explode",
]


@pytest.mark.parametrize("kind", LAB_KINDS)
def test_every_part_of_every_step_in_the_lab_may_be_anything_at_all(kind: str) -> None:
    lab = MetricLab("nps")
    given = {
        "kind": kind,
        "side": "a",
        "values": {"promoters": 3},
        "metric": "csat",
        "name": "times",
        "value": 2,
        "on": True,
    }
    for name in LAB:
        for odd in STRANGE:
            lab.handle({**given, name: odd})
            lab.handle({**given, "values": {"promoters": odd}})
            sound(lab)


@quick
@given(events=some.lists(SAY, min_size=3, max_size=12))
def test_a_call_outlives_replies_that_nearly_fit(events: list[dict[str, Any]]) -> None:
    for widget in (RolePlay(TASTER), RolePlay(TASTER, mode="free"), graded()):
        for event in events:
            widget.handle(event)
            sound(widget)


def reopened(widget: CourseWidget, data: dict[str, Any]) -> None:
    """Let a widget take what lies on disk, as far as JSON can hold it."""
    try:
        widget.restore(json.loads(json.dumps(data)))
    except ValueError:
        return  # a number of more digits than JSON is read with: no file can bring it here
    widget.view = widget._whole_view()
    sound(widget)
    json.dumps(widget.kept())


@quick
@given(data=filled(journey=MAP, response=MAP, look=LOOK, unreadable=ANY_JSON), event=EDIT)
def test_a_map_takes_what_fits_of_a_file(data: dict[str, Any], event: dict[str, Any]) -> None:
    for widget in (JourneyMap("mine"), GradedJourneyMap("m03-a1", 3, "A map", "Draw it.")):
        reopened(widget, data)
        widget.handle(event)
        sound(widget)


@quick
@given(
    data=filled(runs=some.lists(RUN, max_size=3), current=RUN, settings=filled(pressure=some.booleans()), shown=PLACES,
                response=filled(runs=some.lists(RUN, max_size=5)), left_out=some.lists(ANY_JSON, max_size=2)),
    event=SAY,
)  # fmt: skip
def test_a_call_takes_what_fits_of_a_file(data: dict[str, Any], event: dict[str, Any]) -> None:
    for widget in (RolePlay(TASTER), graded()):
        reopened(widget, data)
        widget.handle(event)
        sound(widget)
