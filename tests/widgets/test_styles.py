"""The style sheets of the widgets: what one of them says must not reach into another one on the same page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cxcourse
from cxcourse import Flashcards, JourneyMap, MetricLab, Quiz, RolePlay, ValueModel

STATIC = Path(cxcourse.__file__).parent / "widgets" / "static"
SHARED = {"tokens", "base"}  # on purpose for every widget
WIDGETS = {
    "journey": "journey_map",
    "role": "role_play",
    "lab": "metric_lab",
    "board": "quiz",
}  # by a sheet's first word
OWN_NAMES = (".jm-paper", ".cx.jm-paper")  # the map on paper stands beside the widget; only it has this prefix
SHEETS = sorted(path.stem for path in STATIC.glob("*.css") if path.stem not in SHARED)


def root_of(sheet: str) -> str:
    """Return the name that the sheet's widget gives to its outermost element."""
    script = WIDGETS.get(sheet.split("_")[0], sheet)
    found = re.search(r'frame\(model, host, "([a-z-]+)"\)', (STATIC / f"{script}.js").read_text(encoding="utf-8"))
    assert found, f"{script}.js makes no frame"
    return found[1]


def selectors(text: str) -> list[str]:
    """Return every selector, those inside of @media and @container too; steps of @keyframes are none."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", text)
    heads = re.findall(r"([^{}]+)\{", text)
    return [part.strip() for head in heads if not head.strip().startswith("@") for part in split(head)]


def split(head: str) -> list[str]:
    """Split at the commas that are in no bracket."""
    parts, depth = [""], 0
    for sign in head:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def test_selectors_are_found_wherever_they_stand() -> None:
    text = "/* .x {} */ .a, .b:is(.c, .d) { } @media print { .e { } } @keyframes k { from { } to { } } .f { }"
    assert selectors(text) == [".a", ".b:is(.c, .d)", ".e", ".f"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_rule_of_a_widget_stands_under_its_root(sheet: str) -> None:
    found = selectors((STATIC / f"{sheet}.css").read_text(encoding="utf-8"))
    own = re.compile(rf"(\.cx)?\.cx-{root_of(sheet)}(?![\w-])")
    assert len(found) > 5
    assert [s for s in found if not own.match(s) and not s.startswith(OWN_NAMES)] == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_reaches_the_page_of_a_widget(sheet: str) -> None:
    text = (STATIC / f"{sheet}.css").read_text(encoding="utf-8")
    assert any(text in widget._css for widget in (Flashcards, JourneyMap, MetricLab, Quiz, RolePlay, ValueModel))
