"""Journeys as text: strict, every fault with line and field, nothing lost on the way out and in again."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from cxcourse.content import course_root
from cxcourse.content.journeys import (
    MOST_TEXT,
    journey_data,
    journey_names,
    load_journey,
    read_journey,
    read_journey_data,
)
from cxcourse.core.journey.checks import checks
from cxcourse.core.journey.model import Journey
from cxcourse.errors import ContentError
from tests.core.journey_cases import A, B
from tests.core.journey_drawing import edited
from tests.effort import effort

quick = settings(max_examples=60, deadline=None)

BAD = """\
id: mine
titel: My map
stages:
- {id: s1, name: Asking}
- {id: S2, name: Choosing}
steps:
- id: st1
  stage: s1
  emotion: -1.5
  lens: [UX, UI]
- id: st2
  stage: s1
  action: waits
  lane: floor
  moment_of_truth: yes please
  pains:
  - no answer
"""
FAULTS = [
    "journey:2 titel — expected a field that is known here, found \"titel\"; did you mean 'title'?",
    'journey:5 S2 id — expected lower-case letters, digits and dashes, at most 64, found "S2"',
    "journey:7 st1 action — expected this field, found nothing",
    "journey:9 st1 emotion — expected a whole number, found -1.5",
    "journey:10 st1 lens[1] — expected 'UX', 'CS' or 'CX', found \"UI\"",
    "journey:14 st2 lane — expected 'customer', 'frontstage', 'backstage' or 'support', found \"floor\"",
    'journey:15 st2 moment_of_truth — expected true or false, found "yes please"',
    'journey:17 st2 pains[0] — expected a mapping, found "no answer"',
]


def faults(text: str) -> list[str]:
    with pytest.raises(ContentError) as told:
        read_journey(text)
    return list(told.value.faults)


def test_every_fault_is_told_at_once() -> None:
    assert faults(BAD) == FAULTS


@pytest.mark.parametrize("text, fault", [
    ("id: m\nstages:\n- {id: s1, name: a}\n- {id: s1-b, name: b}\n- {id: s1, name: c}",
     "journey:5 — expected each id once in a map, found twice: s1"),
    ("id: m\nstages: [{id: s1, name: a}]\nsteps:\n- {id: st1, stage: s1, action: a}\n- {id: st2, stage: s2, action: b}",
     "journey:5 — expected every step in a stage of the map, found elsewhere: st2 (s2)"),
    ("id: m\nstages: [{id: s1, name: a}]\nsteps:\n- id: st1\n  stage: s1\n  action: a\n  emotion: 7",
     "journey:7 st1 — expected emotion from -2 (very bad) to 2 (very good), found 7"),
    ('id: m\nstages: [{id: s1, name: a}]\nsteps:\n- {id: st1, stage: s1, action: "x, found {y}", lens: [UX, UX]}',
     "journey:4 st1 — expected each lens once, found UX, UX"),
    ('{"id": "m",\n "title": 3}', "journey:2 title — expected text in quotes, found 3"),
    ('{"id": "m",\n "title": "a"\n "about": "b"}',
     "journey:3 — expected YAML, found: did not find expected ',' or '}'"),
    ("id: m\ntitle: a\ntitle: b", "journey:3 title — expected each field once, found it here and in line 2"),
    ("", "journey:1 — expected a mapping, found null"),
    ("just words", 'journey:1 — expected a mapping, found "just words"'),
    ("a: &x [1]\nb: *x", "journey:2 — expected a map written out in full, found the reference *x"),
    ("[" * 40, "journey:1 — expected a journey map, found lists nested too deeply"),
    ("{" * 100_000, "journey:1 — expected a journey map, found lists nested too deeply"),
    ("x" * (MOST_TEXT + 1), "journey:1 — expected at most 1,000,000 characters, found 1,000,001"),
    ("!!python/object/apply:os.system [ls]", "journey:1 — expected YAML, found: could not determine a constructor "
     "for the tag 'tag:yaml.org,2002:python/object/apply:os.system'"),
])  # fmt: skip
def test_one_fault_stands_in_its_line(text: str, fault: str) -> None:
    assert faults(text) == [fault]


def test_a_text_built_from_references_is_refused_before_it_grows() -> None:
    def bomb(depth: int) -> str:
        names = "abcdefghijklmnop"[:depth]
        return "a: &a [x, x]\n" + "".join(f"{n}: &{n} [*{m}, *{m}]\n" for m, n in pairwise(names))

    assert "written out in full" in faults(bomb(16))[0]
    assert effort(lambda: faults(bomb(16))) < 2 * effort(lambda: faults(bomb(8))), "it did not grow"


@pytest.mark.parametrize("data", [None, 3, "text", [], {"id": 3}, {"id": "m", "steps": {"a": 1}}, {"id": float("nan")},
                                  {"id": {1, 2}}, {"id": "m", 3: "x"}, {"id": "m", "actor": {"name": b"x"}}])  # fmt: skip
def test_data_that_is_no_map_is_refused_in_words(data: Any) -> None:
    with pytest.raises(ContentError, match="expected"):
        read_journey_data(data)


# ---------------------------------------------------------------- out and in


@quick
@given(j=edited())
def test_nothing_is_lost(j: Journey) -> None:
    data = journey_data(j)
    assert read_journey_data(data) == j
    for text in (json.dumps(data), json.dumps(data, ensure_ascii=False), json.dumps(data, indent="\t")):
        assert read_journey(text) == j
    assert read_journey(yaml.safe_dump(data, sort_keys=False)) == j


@pytest.mark.parametrize("j", [A, B], ids=["A", "B"])
def test_the_worked_cases_go_out_and_in(j: Journey) -> None:
    assert read_journey_data(journey_data(j)) == j


@pytest.mark.parametrize("title", ["a/b", "😀", "\u2028line\u2029", "\x85\x7f\ufeff", "\x00\x1f\t", "'\"\\", "é", "no"])
def test_json_means_what_json_means(title: str) -> None:
    """YAML reads most of JSON alike; where it does not, JSON counts."""
    for ascii_only in (True, False):
        text = json.dumps({"id": "m", "title": title}, ensure_ascii=ascii_only).replace("/", "\\/")
        assert read_journey(text).title == json.loads(text)["title"] == title


def test_half_a_character_is_no_reason_to_lose_a_map() -> None:
    assert read_journey_data({"id": "m", "title": "a\ud83d"}).title == "a?"


def test_defaults_are_left_out() -> None:
    assert journey_data(Journey(id="m")) == {"id": "m"}
    assert journey_data(A)["steps"][3] == {
        "id": "listen", "stage": "s3", "action": "the agent hears him out", "touchpoint": "agent call",
        "channel": "phone", "lens": ["CS", "CX"], "emotion": 1, "evidence": "stated", "beat": "listen",
        "opportunities": [
            {"id": "listen-o", "text": "listening as a scored call behaviour", "pains": ["contact-p"]}
        ],
    }  # fmt: skip


def test_a_map_of_neutral_feelings_keeps_them() -> None:
    """0 is said, nothing is not said: leaving defaults out must not mix the two up."""
    j = read_journey("{id: m, stages: [{id: s1, name: a}], steps: [{id: x, stage: s1, action: a, emotion: 0}]}")
    assert journey_data(j)["steps"][0]["emotion"] == 0


# ---------------------------------------------------------------- the course's own maps


def course(folder: Path, **texts: str) -> Path:
    (folder / "modules" / "m01_one" / "journeys").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "modules" / "m01_one" / "journeys" / f"{name.replace('_', '-')}.yaml").write_text(text)
    return folder


def test_maps_are_found_by_their_id(tmp_path: Path) -> None:
    root = course(tmp_path, m01_b="id: m01-b\ntitle: Second", m01_a="id: m01-a\ntitle: First")
    assert journey_names(root) == {"m01-a": "First", "m01-b": "Second"}
    assert load_journey("m01-b", root).title == "Second"
    with pytest.raises(ContentError, match=r"no journey 'm01-c'\. Did you mean .*The maps are m01-a, m01-b\."):
        load_journey("m01-c", root)


def test_a_map_is_called_as_its_file_is(tmp_path: Path) -> None:
    root = course(tmp_path, m01_a="id: m01-b\ntitle: First")
    with pytest.raises(ContentError, match="expected 'm01-a', as the file is called, found 'm01-b'"):
        load_journey("m01-a", root)


def test_a_name_cannot_leave_the_folder(tmp_path: Path) -> None:
    root = course(tmp_path, m01_a="id: m01-a")
    (tmp_path / "secret.yaml").write_text("id: secret")
    with pytest.raises(ContentError, match="no journey"):
        load_journey("../../../secret", root)


def test_a_course_without_maps_says_so(tmp_path: Path) -> None:
    assert journey_names(course(tmp_path)) == {}
    with pytest.raises(ContentError, match="No module has a map yet"):
        load_journey("m01-a", tmp_path)


@pytest.mark.parametrize("name", journey_names())
def test_the_maps_of_the_course_hold_no_fault(name: str) -> None:
    j = load_journey(name)
    assert j.title
    assert read_journey_data(journey_data(j)) == j
    assert [found for found in checks(j) if found.level == "fault"] == []


def test_the_course_has_a_root() -> None:
    assert (course_root() / "modules").is_dir()
