"""A trouble that shows later: what a relation of kind carried takes for a pain point."""

from __future__ import annotations

import pytest

from cxcourse.core.journey.model import Card, Journey, Stage, Step
from cxcourse.core.journey.reference import Beat, Reference, Relation, compare


@pytest.mark.parametrize("text, share", [(None, 0.0), (" ", 0.0), ("no human answers", 1.0)])
def test_what_is_carried_on_needs_a_pain_that_says_something(text: str | None, share: float) -> None:
    pains = () if text is None else (Card(id="c2", text=text),)
    sore = Step(id="st1", stage="s1", action="menu", lens=("UX",), pains=(Card(id="c1", text="dead end"),))
    later = Step(id="st2", stage="s1", action="call", lens=("CS",), pains=pains)
    j = Journey(id="mine", stages=(Stage(id="s1", name="Asking"),), steps=(sore, later))
    carried = Relation(kind="carried", beats=("menu",), text="where the trouble shows later")
    beats = tuple(Beat(id=name, name=name, synonyms=(name,)) for name in ("menu", "call"))
    (emotion,) = compare(j, Reference(beats=beats, relations=(carried,), weights={"emotion": 2})).parts
    assert emotion.share == share
