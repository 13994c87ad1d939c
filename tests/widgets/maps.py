"""Maps that tests begin with, and edits as a browser sends them."""

from __future__ import annotations

from typing import Any

from cxcourse import JourneyMap

AMINA = "m03-amina"
DEEP: Any = []
for _ in range(3000):
    DEEP = [DEEP]


def begun(name: str = "mine") -> JourneyMap:
    """A map with one stage, one step, a pain and an opportunity that answers it."""
    m = JourneyMap(name)
    m.edit("add_stage", "Asking")
    m.edit("add_step", "s1", "calls the line", channel="phone", emotion=-1)
    m.edit("add_card", "st1", "pains", "nobody says how long")
    m.edit("add_card", "st1", "opportunities", "tell the time", pains=["c1"], effort=2)
    return m


def did(m: JourneyMap, what: str, **given: Any) -> JourneyMap:
    """Send an edit as a browser does."""
    m._received(m, {"kind": "edit", "do": what, "with": given, "id": "b.1"}, [])
    assert m.view["ack"] == "b.1"
    return m
