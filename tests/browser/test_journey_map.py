"""Case A is drawn in a real JupyterLab, offline: by keyboard alone, and again by mouse."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import Lab
from tests.browser.maps import focused, kept, opened, shown, tab_to, wait_for

pytestmark = pytest.mark.browser

# Mark's phone, case A of the scenarios, in words short enough to be typed: stage, action, touchpoint, channel, lens,
# evidence, emotion, pain, opportunity (which answers the pain, where there is one).
CASE: list[tuple[str, str, str, str, str, str, int, str, str]] = [
    ("Trouble", "His phone fails him", "own device", "device", "UX", "inferred", -1, "cause unknown", "self-check page"),
    ("Getting through", "He calls the carrier", "service line", "phone", "CS CX", "stated", -1, "no person at once", "callback with a time"),
    ("Getting through", "Menus lead him on", "IVR", "phone", "UX CS", "stated", -1, "several menus", "one-step route"),
    ("Being helped", "The agent hears him out", "agent call", "phone", "CS CX", "stated", 1, "", "score listening"),
    ("Being helped", "The agent proposes solutions", "agent call", "phone", "CS CX", "stated", 1, "advice as a pitch", "needs checklist"),
    ("Looking", "He looks through models", "web shop", "website", "UX", "stated", 0, "many models", "compare by use"),
    ("Looking", "The carrier records it", "analytics", "backstage", "UX", "stated", 0, "privacy", "clear consent"),
    ("Choosing", "The agent tells of her own", "agent call", "phone", "CX", "stated", 1, "one taste", "say it is personal"),
    ("Choosing", "They narrow it down", "agent call", "phone", "CS CX", "stated", 2, "stock differs", "shared basket"),
    ("Choosing", "He settles on a model", "checkout", "any", "CX", "inferred", 2, "", "repeat why it fits"),
    ("Afterwards", "He stays, and tells others", "brand", "any", "CX", "inferred", 2, "", "ask after two weeks"),
]  # fmt: skip
STAGES = list(dict.fromkeys(row[0] for row in CASE))
MOODS = [None, -2, -1, 0, 1, 2]


def plain(journey: dict[str, Any]) -> list[tuple[Any, ...]]:
    """A journey as the rows of CASE: what was typed, without ids."""
    names = {s["id"]: s["name"] for s in journey["stages"]}
    rows = []
    for s in journey["steps"]:
        pains, ideas = s.get("pains", []), s.get("opportunities", [])
        linked = [o.get("pains", []) for o in ideas] == [[p["id"] for p in pains]]
        rows.append((names[s["stage"]], s["action"], s.get("touchpoint"), s.get("channel"), " ".join(s.get("lens", [])),
                     s.get("evidence"), s.get("emotion"), pains[0]["text"] if pains else "",
                     ideas[0]["text"] if linked else "not linked"))  # fmt: skip
    return rows


def is_case_a(folder: Path) -> bool:
    journey = kept(folder).get("journey", {})
    return len(journey.get("steps", [])) == len(CASE) and journey["steps"][-1].get("opportunities") is not None


# ---------------------------------------------------------------- by keyboard


def test_case_a_is_built_from_blank_by_keyboard_alone(lab: Lab, folder: Path) -> None:
    widget, page = opened(lab, folder), lab.page
    before, keys = lab.sources(), page.keyboard
    widget.get_by_role("button", name="Blank map").focus()
    keys.press("Enter")
    expect(widget.get_by_role("button", name="Stage: Stage 1")).to_be_focused()
    tab_to(page, "actor", back=True)
    keys.press("Enter")
    for text in ("Mark's phone", "Mark", "customer of a carrier", "a working phone again"):
        keys.type(text)
        keys.press("Tab")
    keys.press("Escape")
    expect(widget.locator('[data-k="actor"]')).to_be_focused()
    tab_to(page, "stage s1")
    for number, name in enumerate(STAGES):
        keys.press("Enter" if number < 3 else "Insert")
        keys.type(name)
        keys.press("Enter")
        expect(widget.get_by_role("button", name=f"Stage: {name}")).to_be_focused()
        if number < 2:
            keys.press("ArrowRight")
    keys.press("Home")
    for _ in STAGES:
        keys.press("ArrowLeft")
    _type_steps(page)
    for nth, row in enumerate(CASE):
        _type_details(page, nth, row)
    wait_for(lambda: is_case_a(folder) and plain(kept(folder)["journey"]) == CASE, str(kept(folder))[:3000])
    assert kept(folder)["journey"]["title"] == "Mark's phone"
    expect(widget.locator(".cx-title")).to_have_text("Mark's phone")
    _move_by_keyboard(lab, widget, folder)
    assert lab.sources() == before, "no key reaches the notebook"
    assert lab.refused == [] and lab.errors == []


def _type_steps(page: Page) -> None:
    """From the first stage's header: an action for each step, stage after stage."""
    keys, last = page.keyboard, ""
    keys.press("ArrowDown")
    for nth, row in enumerate(CASE):
        if row[0] == last:
            keys.press("Insert")
        else:
            if nth:
                keys.press("ArrowRight")
            keys.press("Enter")  # the empty step of the stage, or the place where a first step is added
        keys.type(row[1])
        keys.press("Enter")
        last = row[0]
    for _ in CASE:
        keys.press("ArrowLeft")


def _type_details(page: Page, nth: int, row: tuple[Any, ...]) -> None:
    _, _, touchpoint, channel, lens, evidence, emotion, pain, idea = row
    keys = page.keyboard
    if nth:
        keys.press("ArrowRight")
    step = focused(page)
    assert step.startswith("step "), step
    keys.press("d")
    tab_to(page, "panel emotion null")
    for _ in range(MOODS.index(emotion)):
        keys.press("ArrowRight")
    tab_to(page, "panel evidence")
    keys.type(evidence[:2])
    for name in lens.split():
        tab_to(page, f"panel lens {name}")
        keys.press("Space")
    for field, text in (("touchpoint", touchpoint), ("channel", channel)):
        tab_to(page, f"panel {field}")
        keys.type(text)
    keys.press("Tab")
    keys.press("Escape")
    assert focused(page) == step
    place = step.split(" ")[1]
    if pain:
        tab_to(page, f"add pains|{place}")
        keys.press("Enter")
        keys.type(pain)
        keys.press("Enter")
    tab_to(page, f"add opportunities|{place}")
    keys.press("Enter")
    keys.type(idea)
    keys.press("Enter")
    if pain:
        keys.press("d")
        boxes = page.locator(".jm-panel [data-k^='panel pains ']")
        tab_to(page, boxes.last.get_attribute("data-k"))
        keys.press("Space")
        keys.press("Escape")
    tab_to(page, step, back=True)


def _move_by_keyboard(lab: Lab, widget: Locator, folder: Path) -> None:
    """Pick up, move with announcements, put down; Escape leaves all as it was; undo and redo."""
    keys, steps = lab.page.keyboard, lambda: [s["action"] for s in kept(folder)["journey"]["steps"]]
    card = widget.get_by_role("button", name=re.compile("pain P1 cause unknown"))
    card.focus()
    keys.press("Space")
    expect(widget.locator(".cx-said")).to_contain_text("picked up. Arrow keys move it")
    keys.press("ArrowRight")
    expect(widget.locator(".cx-said")).to_have_text("Pains, under He calls the carrier, place 1")
    keys.press("Escape")
    expect(widget.locator(".cx-said")).to_have_text("Put back where it was.")
    expect(card).to_be_focused()
    step = widget.get_by_role("button", name=re.compile("Step 2: He calls the carrier"))
    step.focus()
    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("Space")
    wait_for(lambda: steps()[1] == CASE[2][1])
    expect(widget.get_by_role("button", name=re.compile("Step 3: He calls the carrier"))).to_be_focused()
    keys.press("Control+z")
    wait_for(lambda: steps()[1] == CASE[1][1])
    keys.press("Control+y")
    wait_for(lambda: steps()[1] == CASE[2][1])
    face = widget.get_by_role("slider", name="Emotion: Menus lead him on")
    face.focus()
    keys.press("ArrowUp")
    expect(face).to_have_attribute("aria-valuetext", "0, neutral")
    wait_for(lambda: kept(folder)["journey"]["steps"][1].get("emotion") == 0)


# ---------------------------------------------------------------- by mouse


def drag(page: Page, source: Locator, target: Locator, right: float, down: float) -> None:
    source.scroll_into_view_if_needed()
    target.scroll_into_view_if_needed()
    box, place = source.bounding_box(), target.bounding_box()
    x, y = place["x"] + right, place["y"] + down
    page.mouse.move(box["x"] + 24, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 34, box["y"] + box["height"] / 2 + 9, steps=2)
    page.mouse.move(x, y, steps=6)
    page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
    page.mouse.up()


def write(page: Page, text: str) -> None:
    page.locator(".jm-input").wait_for()
    page.locator(".jm-input").fill(text)
    page.keyboard.press("Enter")


def test_case_a_is_built_by_mouse_undone_to_blank_and_found_again(lab: Lab, folder: Path) -> None:
    widget, page = opened(lab, folder), lab.page
    widget.get_by_role("button", name="Blank map").click()
    for number, name in enumerate(STAGES):
        if number < 3:
            widget.get_by_role("button", name=f"Stage: Stage {number + 1}").dblclick()
        else:
            widget.get_by_role("button", name="Add a stage").click()
        write(page, name)
    last = before = ""
    for row in CASE:
        if row[0] == last:
            cell = widget.locator('[data-lane="steps"] .jm-cell').filter(has_text=before)
            cell.hover()
            cell.get_by_role("button", name=re.compile("Add a step after")).click()
        elif STAGES.index(row[0]) < 3:
            widget.get_by_role("button", name=re.compile(f"Step {CASE.index(row) + 1}: say what happens")).dblclick()
        else:
            widget.get_by_role("button", name=f"Add a step to {row[0]}", exact=True).click()
        write(page, row[1])
        last, before = row[0], row[1]
    for nth, row in enumerate(CASE):
        _click_details(page, widget, nth, row)
    wait_for(lambda: is_case_a(folder) and plain(kept(folder)["journey"]) == CASE, str(kept(folder))[:3000])
    _drag_by_mouse(page, widget, folder)
    _comes_back(lab, folder)
    assert lab.refused == [] and lab.errors == []


def _click_details(page: Page, widget: Locator, nth: int, row: tuple[Any, ...]) -> None:
    _, action, touchpoint, channel, lens, evidence, emotion, pain, idea = row
    panel = widget.get_by_role("complementary", name="Details")
    widget.get_by_role("button", name=re.compile(f"Step {nth + 1}: {action}")).click()
    panel.get_by_role("combobox", name="Evidence").select_option(evidence)
    for name in lens.split():
        panel.get_by_role("checkbox", name=name, exact=False).first.check()
    panel.get_by_role("textbox", name="Touchpoint").fill(touchpoint)
    panel.get_by_label("Channel").fill(channel)
    words = f"{emotion:+d}".replace("-", "−") if emotion else "0"
    panel.get_by_role("group", name="Emotion", exact=True).get_by_text(words, exact=True).click()
    for lane, text in (("pains", pain), ("opportunities", idea)):
        if text:
            cell = widget.locator(f'[data-lane="{lane}"] .jm-cell').nth(nth)
            cell.hover()
            cell.locator(".jm-add").click()
            write(page, text)
    if pain:
        widget.get_by_role("button", name=re.compile(re.escape(idea))).click()
        panel.get_by_role("checkbox", name=re.compile(re.escape(pain))).check()
    panel.get_by_role("button", name="Close the details").click()


def _drag_by_mouse(page: Page, widget: Locator, folder: Path) -> None:
    """A card goes to another lane and step, a step to another stage, a face up; each is one edit."""
    step = lambda i: kept(folder)["journey"]["steps"][i]  # noqa: E731
    lane = lambda name, nth: widget.locator(f'[data-lane="{name}"] .jm-cell').nth(nth)  # noqa: E731
    drag(page, widget.get_by_role("button", name=re.compile("pain P1 cause unknown")), lane("thoughts", 1), 60, 14)
    wait_for(lambda: [t["text"] for t in step(1).get("thoughts", [])] == ["cause unknown"])
    drag(page, widget.get_by_role("button", name=re.compile("Step 1: His phone")), lane("steps", 1), 8, 20)
    wait_for(lambda: step(0)["stage"] == step(1)["stage"] and step(0)["action"] == CASE[0][1])
    face = widget.get_by_role("slider", name="Emotion: Menus lead him on")
    face.scroll_into_view_if_needed()
    box = face.bounding_box()
    page.mouse.move(box["x"] + 15, box["y"] + 15)
    page.mouse.down()
    page.mouse.move(box["x"] + 15, box["y"] + 15 - 56, steps=5)  # two steps of the scale
    page.mouse.up()
    wait_for(lambda: step(2)["emotion"] == 1)
    for _ in range(3):
        widget.get_by_role("button", name="Undo").click()
    wait_for(lambda: plain(kept(folder)["journey"]) == CASE)


AS_FAR_AS_IT_GOES = """async (widget, name) => {
    const button = widget.querySelector(`button[aria-label="${name}"]`);
    while (!button.disabled) { button.click(); await new Promise((done) => setTimeout(done, 40)); }
}"""


def _comes_back(lab: Lab, folder: Path) -> None:
    """The map is there after a restart of the kernel and after the page is loaded anew; then it is undone to blank."""
    widget, page = shown(lab), lab.page
    widget.get_by_role("button", name="Undo").click()
    widget.get_by_role("button", name="Redo").click()
    wait_for(lambda: plain(kept(folder)["journey"]) == CASE)
    widget.evaluate(AS_FAR_AS_IT_GOES, "Undo")
    expect(widget.get_by_role("button", name="Blank map")).to_be_visible()
    wait_for(lambda: not kept(folder)["journey"].get("stages"))
    widget.evaluate(AS_FAR_AS_IT_GOES, "Redo")
    wait_for(lambda: is_case_a(folder))
    lab.save()
    lab.restart_kernel()
    lab.run_all()
    expect(shown(lab).locator(".jm-step")).to_have_count(len(CASE))
    page.reload()
    lab.idle()
    lab.run_all()
    expect(shown(lab).locator(".jm-step")).to_have_count(len(CASE))
    expect(shown(lab).get_by_role("slider", name="Emotion: They narrow it down")).to_have_attribute(
        "aria-valuetext", re.compile(r"^\+2")
    )
