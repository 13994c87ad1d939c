"""What we write for Mermaid, read and drawn by Mermaid itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings

from cxcourse.content.journeys import journey_names, load_journey
from cxcourse.core.journey import Actor, Journey, Stage, Step
from cxcourse.exports.journey import from_mermaid, to_mermaid
from cxcourse.exports.journey.mermaid import NOTHING
from cxcourse.exports.journey.names import LANE_NAMES
from tests.exports.conftest import Mermaid
from tests.exports.maps import journeys

pytestmark = pytest.mark.browser

# Control characters from 128 to 159 are other characters in HTML, and nobody types them.
_OTHER_IN_HTML = re.compile(r"#(12[89]|1[345]\d);")


def expected(journey: Journey) -> dict[str, object]:
    names = {stage.id: stage.name or NOTHING for stage in journey.stages}
    tasks = [
        [
            names[s.stage],
            s.action or NOTHING,
            3 + (s.emotion or 0),
            [w for w in [LANE_NAMES.get(s.lane, journey.actor.name)] if w],
        ]
        for s in journey.steps
    ]
    return {"title": journey.title, "about": journey.about, "tasks": tasks}


def understood(mermaid: Mermaid, journey: Journey) -> dict[str, object]:
    read = mermaid.read(to_mermaid(journey))
    return {name: read[name] for name in ("title", "about", "tasks")}


HAZARDS = {
    "comment": "call # 3", "end": "wait; then call", "score": "ask: 5: me", "split": "a, b", "directive": "%%{init: {}}%%",
    "percent": "100%% sure", "percent first": "% of calls", "keyword": "Section two of the form", "capitals": "TITLE deed",
    "journey": "journey", "describe": "accDescr: x", "entity": "#59; &amp; &#59;", "mark-up": "<b>bold</b><script>alert(1)</script>",
    "lines": "one\ntwo\r\nthree", "ends": "  spaced  ", "front matter": "---", "style": "style: a:b#c;", "own code": "ﬂ°°59¶ß",
    "quotes": "\"it's\"", "other scripts": "שלום 日本 😀", "brace": "accDescr { a }", "back": "a\\b", "fence": "```",
}  # fmt: skip


@pytest.mark.parametrize("words", HAZARDS.values(), ids=HAZARDS)
def test_each_hazard_in_each_field(mermaid: Mermaid, words: str) -> None:
    step = Step(id="st1", stage="s1", action=words, emotion=-2)
    journey = Journey(
        id="a", title=words, about=words, actor=Actor(name=words), stages=(Stage(id="s1", name=words),), steps=(step,)
    )  # fmt: skip
    assert understood(mermaid, journey) == expected(journey)


def test_the_hazards_are_real(mermaid: Mermaid) -> None:
    """Without entities Mermaid refuses, or loses words in silence: what the tests above guard against."""
    silent = "journey\n section S\n  ask: is it: 3: me"
    assert mermaid.read(silent)["tasks"] != [["S", "ask: is it", 3, ["me"]]]
    assert mermaid.read("journey\n section S\n  go: 3: me, you")["tasks"][0][3] == ["me", "you"]
    for refused in ("journey\n section S\n  wait; call: 3", "journey\n section S\n  journey ends: 3"):
        with pytest.raises(Exception, match=r"Parse error|Lexical error"):
            mermaid.read(refused)


@given(journey=journeys())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_mermaid_understands_any_map(mermaid: Mermaid, journey: Journey) -> None:
    text = to_mermaid(journey)
    assume(not _OTHER_IN_HTML.search(text))
    assert understood(mermaid, journey) == expected(journey), text


@pytest.mark.parametrize("name", journey_names())
def test_maps_of_the_course_are_drawn_with_every_word(mermaid: Mermaid, name: str) -> None:
    journey = load_journey(name)
    drawn = mermaid.draw(to_mermaid(journey))
    shown = {" ".join(label.split()) for label in drawn["labels"]}
    assert {step.action for step in journey.steps} <= shown
    if journey.steps:
        assert journey.title in drawn["all"]


def test_mark_up_is_drawn_as_text(mermaid: Mermaid) -> None:
    step = Step(id="st1", stage="s1", action=HAZARDS["mark-up"])
    drawn = mermaid.draw(to_mermaid(Journey(id="a", stages=(Stage(id="s1", name="A"),), steps=(step,))))
    assert HAZARDS["mark-up"] in drawn["labels"]
    assert drawn["scripts"] == 0


def test_we_read_what_mermaid_reads(mermaid: Mermaid) -> None:
    text = "journey\n  title My day\n  section Work #40;day#41;\n    Make tea: 5: Me\n    Sit #quot;down#quot;: 1: Me, Cat\n"
    read, ours = mermaid.read(text), from_mermaid(text)
    assert ours.title == read["title"]
    assert [stage.name for stage in ours.stages] == read["sections"]
    assert [(s.action, (s.emotion or 0) + 3) for s in ours.steps] == [(t[1], t[2]) for t in read["tasks"]]
