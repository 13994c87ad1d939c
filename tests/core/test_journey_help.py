"""help() as a lesson: every field of what maps and role plays are made of, every argument, result and refusal of an edit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields
from inspect import getdoc, signature

import pytest

from cxcourse.authoring.scene import draw_scene, new_scene
from cxcourse.core.journey import edits
from cxcourse.core.journey.comparing import Comparison, Part
from cxcourse.core.journey.model import Actor, Card, Journey, Opportunity, Stage, Step
from cxcourse.core.journey.reading import Change, PeakEnd, Ranked, curve, end, lowest, peak, peak_end
from cxcourse.core.roleplay import Choice, Condition, Debrief, End, Gate, Log, Play, Scene, Turn, TurnReview
from cxcourse.exports.files import export_journey, save_journey

SHAPES = [Actor, Card, Journey, Opportunity, Stage, Step, Choice, Condition, Debrief, End, Gate, Log, Play, Scene,
          Turn, TurnReview]  # fmt: skip
READ = [Change, Comparison, Part, PeakEnd, Ranked]  # made by functions, which show them in use
FOUND = {"find_card", "find_step", "steps_of"}
EDITS = [getattr(edits, name) for name in edits.__all__ if name not in FOUND]
READING = [curve, end, lowest, peak, peak_end]
FILES = [draw_scene, export_journey, new_scene, save_journey]


def section(thing: object, name: str) -> str:
    found = re.search(rf"(?m)^{name}\n-+\n((?:(?!^\w[\w ]*\n-+$).*\n?)*)", getdoc(thing) or "")
    return found[1] if found else ""


def named(text: str) -> set[str]:
    """The names at the beginning of the lines of a section, several to a line parted by commas."""
    heads = [line.partition(" : ")[0] for line in text.splitlines() if line and not line.startswith(" ")]
    return {name.strip("* ") for head in heads for name in head.split(",")}


@pytest.mark.parametrize("shape", [*SHAPES, *READ], ids=lambda s: s.__name__)
def test_every_field_is_explained_with_an_example(shape: type) -> None:
    assert named(section(shape, "Attributes")) == {field.name for field in fields(shape)}  # type: ignore[arg-type]
    assert ">>>" in section(shape, "Examples") or shape in READ


@pytest.mark.parametrize("function", [*EDITS, *READING, *FILES], ids=lambda f: f.__name__)
def test_every_function_tells_what_it_takes_gives_and_refuses(function: Callable[..., object]) -> None:
    assert named(section(function, "Parameters")) == set(signature(function).parameters)
    for name in ("Returns", "Raises", "Examples"):
        assert section(function, name).strip(), name
