"""What was typed and where the keyboard is are never lost, and a drag goes along when the page scrolls."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from cxcourse.widgets.journey_request import MOST_TEXT
from tests.browser.driver import Lab
from tests.browser.maps import SHOWN, kept, opened, wait_for

pytestmark = pytest.mark.browser

LONG = "many words " * (MOST_TEXT // 11 + 40) + "end"


def steps(folder: Path) -> list[dict[str, Any]]:
    return kept(folder, "m03-look").get("journey", {}).get("steps", [])


# ---------------------------------------------------------------- too long a text


def test_a_text_that_is_too_long_stays_where_it_is_to_be_shortened(lab: Lab, folder: Path) -> None:
    widget, page = opened(lab, folder, SHOWN), lab.page
    told = widget.get_by_role("alert").filter(has_text=f"at most {MOST_TEXT:,} characters, found {len(LONG):,}")
    widget.get_by_role("button", name=re.compile("pain P1 The box wants")).focus()
    page.keyboard.press("Insert")
    box = widget.locator(".jm-input")
    page.keyboard.insert_text(LONG)
    page.keyboard.press("Enter")
    expect(told).to_be_visible()
    expect(box).to_be_focused()
    widget.get_by_role("button", name="Lanes").click()  # leaving it loses nothing either
    page.keyboard.press("Escape")
    expect(box).to_have_value(LONG)
    box.fill("y" * (MOST_TEXT + 1))
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    box.fill("y" * MOST_TEXT)  # as much as Python takes, and no less
    expect(widget.locator(".jm-trouble:visible")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(box).to_have_count(0)
    wait_for(lambda: "y" * MOST_TEXT in [p["text"] for s in steps(folder) for p in s.get("pains", [])])

    widget.get_by_role("button", name="Step 1: Sees that").click()
    field = widget.get_by_role("complementary", name="Details").get_by_role("textbox", name="What happens")
    _stays(page, field, told)
    widget.get_by_role("button", name="Step 2: ").click()  # other details come in its place, and it comes back
    expect(field).not_to_have_value(LONG)
    expect(told).to_have_count(0)
    widget.get_by_role("button", name="Step 1: Sees that").click()
    expect(field).to_have_value(LONG)
    expect(told).to_be_visible()
    widget.get_by_role("button", name="Close the details").click()
    widget.get_by_role("button", name="Step 1: Sees that").click()
    expect(field).to_have_value(LONG)
    field.fill("Sees that it is there")
    page.keyboard.press("Tab")
    widget.get_by_role("button", name="Step 2: ").click()
    widget.get_by_role("button", name="Step 1: Sees that it is there").click()
    expect(field).to_have_value("Sees that it is there")  # what was sent does not come back long
    _stays(page, field, told)
    widget.get_by_role("button", name="Table", exact=True).click()
    field = widget.get_by_role("textbox", name="What happens, step 2", exact=True)
    _stays(page, field, told)
    widget.get_by_role("button", name="Add a pain to step 1", exact=True).click()  # the table is drawn anew
    expect(widget.get_by_role("textbox", name=re.compile("^pain P1, step 1"))).to_be_focused()
    expect(field).to_have_value(LONG)
    expect(told).to_be_visible()
    field.fill("Compares plans")
    page.keyboard.press("Tab")
    expect(told).to_have_count(0)
    wait_for(lambda: steps(folder)[1]["action"] == "Compares plans")
    expect(widget.locator(".cx-message")).to_be_empty()
    assert lab.errors == []


def _stays(page: Page, field: Locator, told: Locator) -> None:
    field.fill(LONG)
    page.keyboard.press("Tab")
    expect(told).to_be_visible()
    expect(field).to_have_value(LONG)


# ---------------------------------------------------------------- the place of the keyboard


def test_the_keyboard_keeps_its_place_when_things_are_renamed_moved_and_deleted(lab: Lab, folder: Path) -> None:
    widget = opened(lab, folder, SHOWN)
    widget.get_by_role("button", name="Table", exact=True).click()
    _renames(lab.page, widget, folder)
    _moves_and_deletes_in_the_table(lab.page, widget)
    widget.get_by_role("button", name="Map", exact=True).click()
    _deletes_in_the_details(lab.page, widget)
    widget.get_by_role("button", name="Table", exact=True).click()
    widget.get_by_role("button", name=re.compile("^Delete (Looking|Buying)$")).first.focus()
    for _ in range(widget.get_by_role("textbox", name=re.compile("^Name of stage")).count()):
        lab.page.keyboard.press("Enter")  # the × of the next stage has the focus each time
    expect(widget.locator(".jm-template").first).to_be_focused()
    assert lab.errors == []


def _renames(page: Page, widget: Locator, folder: Path) -> None:
    """A stage that gets another name leaves the next Tab, the next field and the next click alone."""
    name = widget.get_by_role("textbox", name="Name of stage 1", exact=True)
    name.fill("Searching")
    page.keyboard.press("Tab")
    expect(widget.get_by_role("button", name="Add a step to Searching", exact=True)).to_be_focused()
    stage = widget.get_by_role("combobox", name="Stage of step 1", exact=True)
    expect(stage.locator("option").first).to_have_text("Searching")
    name.fill("Looking")
    touchpoint = widget.get_by_role("textbox", name="Touchpoint, step 1", exact=True)
    touchpoint.click()
    page.keyboard.press("End")
    page.keyboard.type(" by bus")
    expect(touchpoint).to_have_value(re.compile(" by bus$"))
    name.fill("Looking round")
    widget.get_by_role("button", name="Delete step 2", exact=True).click()
    wait_for(lambda: [s["id"] for s in steps(folder)[:2]] == ["notice", "order"])
    expect(widget.get_by_role("button", name="Delete step 2", exact=True)).to_be_focused()
    name.fill("Looking")
    second = widget.get_by_role("textbox", name="Name of stage 2", exact=True)
    second.fill("")
    page.keyboard.press("Tab")
    expect(second).to_have_value("Buying")


def _moves_and_deletes_in_the_table(page: Page, widget: Locator) -> None:
    def press(name: str, then: Locator) -> None:
        widget.get_by_role("button", name=name, exact=True).focus()
        page.keyboard.press("Enter")
        expect(then).to_be_focused()

    button = lambda name: widget.get_by_role("button", name=name, exact=True)  # noqa: E731
    press("Delete step 9", button("Delete step 8"))
    press("Delete O2", button("Delete O2"))
    press("Delete P1", button("Add a pain to step 2"))
    press("Move step 4 earlier", button("Move step 3 later"))
    press("Move Buying earlier", widget.get_by_role("textbox", name="Name of stage 1", exact=True))
    press("Delete Starting", button("Delete First bill"))
    button("Duplicate step 1").click()
    button("Delete step 2").focus()
    page.keyboard.press("Control+z")  # what had the focus is gone, but not from the table
    expect(widget.get_by_role("region", name="The map as a table")).to_be_focused()


def _deletes_in_the_details(page: Page, widget: Locator) -> None:
    details = widget.get_by_role("complementary", name="Details")
    for key, then in (
        ("step bill", "step wait"),
        ("card wait-t1", "add thoughts|wait"),
        ("stage afterwards", "stage first-bill"),
    ):
        widget.locator(f'[data-k="{key}"]').click()
        details.get_by_role("button", name="Delete", exact=True).focus()
        page.keyboard.press("Enter")
        expect(widget.locator(f'[data-k="{then}"]')).to_be_focused()
    widget.locator('[data-k="stage looking"]').click()
    details.get_by_role("button", name="← Earlier").focus()
    page.keyboard.press("Enter")  # it is the first now
    expect(details.get_by_role("button", name="Later →")).to_be_focused()


# ---------------------------------------------------------------- a drag and the page


PANEL = ".jp-WindowedPanel-outer"
MIDDLE = "n => { const box = n.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }"


def test_what_is_dragged_goes_along_when_the_page_scrolls(lab: Lab, folder: Path) -> None:
    lab.page.set_viewport_size({"width": 1280, "height": 700})
    widget, page = opened(lab, folder, SHOWN), lab.page
    panel = page.locator(PANEL).first
    down = lambda: panel.evaluate("n => n.scrollTop")  # noqa: E731
    face = widget.get_by_role("slider", name=re.compile("Emotion: Compares three plans"))
    face.evaluate("n => n.scrollIntoView({block: 'center'})")
    start, (x, y) = down(), face.evaluate(MIDDLE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 8, steps=2)
    page.mouse.wheel(0, 100)
    wait_for(lambda: down() == start + 100)
    page.mouse.move(x, y - 72, steps=2)  # 28 pixels below where the face is now: one lower
    wait_for(lambda: abs(face.evaluate(MIDDLE)[1] - (y - 72)) < 4, "the face is not under the pointer")
    page.mouse.up()
    wait_for(lambda: steps(folder) and steps(folder)[1]["emotion"] == 0)

    card = widget.get_by_role("button", name=re.compile("^Step 1: Sees that"))
    thought = widget.locator('[data-k="card notice-t1"]')
    thought.evaluate("n => n.scrollIntoView({block: 'center'})")
    frame = panel.bounding_box()
    board = widget.locator(".jm-board")
    x, y = thought.evaluate(MIDDLE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, frame["y"] + 20, steps=4)
    wait_for(lambda: card.bounding_box()["y"] > frame["y"])  # held at the upper edge until the first lane is in sight
    low = frame["y"] + frame["height"]
    page.mouse.move(x, low - 20, steps=4)
    wait_for(lambda: (box := board.bounding_box())["y"] + box["height"] <= low + 1)
    page.mouse.up()
    wait_for(lambda: [o["text"] for o in steps(folder)[0].get("opportunities", [])] != [])
    assert lab.errors == []
