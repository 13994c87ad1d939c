"""The journey map in a real JupyterLab, offline: case A built by keyboard, again by mouse, by touch, printed, exported."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.driver import Lab, axe_faults

pytestmark = pytest.mark.browser

MAP = 'from cxcourse import JourneyMap\nJourneyMap("m03-mark")'
SHOWN = 'from cxcourse import JourneyMap\nJourneyMap("m03-look", start="m03-amina")'
GRADED = """from cxcourse.widgets.journey_map import GradedJourneyMap
GradedJourneyMap("m03-a1", 12, "Graded task A1", "Draw the journey of `Mark`.", [{"id": "ivr", "text": "menus"}, {"id": "contact", "text": "first call"}])"""

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


@pytest.fixture
def folder(server: tuple[str, Path], request: pytest.FixtureRequest) -> Path:
    made = server[1] / re.sub(r"\W+", "-", request.node.name).strip("-")
    made.mkdir()
    return made


def opened(lab: Lab, folder: Path, cell: str = MAP) -> Locator:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    if not (folder / "map.ipynb").exists():
        nbformat.write(notebook, folder / "map.ipynb")
    lab.open(f"{folder.name}/map.ipynb")
    lab.run_all()
    return shown(lab)


def shown(lab: Lab) -> Locator:
    widget = lab.page.locator(".cx-journey")
    widget.wait_for()
    widget.evaluate("n => n.scrollIntoView({block: 'start'})")
    return widget


def kept(folder: Path, name: str = "m03-mark") -> dict[str, Any]:
    path = folder / "answers" / f"{name}.json"
    return json.loads(path.read_text())["data"] if path.exists() else {}


def wait_for(check: Any, what: str = "it never came to be") -> None:
    for _ in range(150):
        if check():
            return
        time.sleep(0.1)
    raise AssertionError(what)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement?.dataset?.k ?? ''")


def tab_to(page: Page, key: str, back: bool = False) -> None:
    for _ in range(40):
        if focused(page) == key:
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"no way by Tab to {key}, at {focused(page)}")


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


AT_REST = """async (scroller) => {
    for (let still = 0; still < 12; still += 1) {  // a swipe glides on for a while
        if (scroller.scrollLeft) { scroller.scrollTo({left: 0, behavior: 'instant'}); still = 0; }
        await new Promise((frame) => requestAnimationFrame(frame));
    }
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


# ---------------------------------------------------------------- by touch


def test_a_card_is_held_and_dragged_by_touch_and_a_swipe_only_scrolls(
    browser: Browser, server: tuple[str, Path], folder: Path
) -> None:
    lab = Lab(browser, server[0], has_touch=True)
    try:
        lab.stop_kernels()
        widget, page = opened(lab, folder, SHOWN), lab.page
        session = page.context.new_cdp_session(page)

        def touch(kind: str, *points: tuple[float, float]) -> None:
            session.send(
                "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
            )

        card = widget.get_by_role("button", name=re.compile("pain P1 The box wants"))
        card.scroll_into_view_if_needed()
        box = card.bounding_box()
        x, y, wide = box["x"] + 30, box["y"] + 14, box["width"] + 16
        touch("touchStart", (x, y))
        for n in range(6):  # a finger that moves at once does not lift the card
            touch("touchMove", (x - 12 * n, y))
        touch("touchEnd")
        assert kept(folder, "m03-look") == {}
        widget.locator(".jm-scroll").evaluate(AT_REST)
        box = card.bounding_box()
        x, y = box["x"] + 30, box["y"] + 14
        touch("touchStart", (x, y))
        widget.locator(".jm-ghost").wait_for(state="attached")
        for n in range(1, 9):
            touch("touchMove", (x + wide * n / 8, y))
        touch("touchEnd")
        wait_for(lambda: kept(folder, "m03-look"))
        steps = kept(folder, "m03-look")["journey"]["steps"]
        assert [p["id"] for p in steps[3]["pains"]] == ["order-p1"] and not steps[2].get("pains")
        face = widget.get_by_role("slider", name=re.compile("Emotion: Compares three plans"))
        face.scroll_into_view_if_needed()
        box = face.bounding_box()
        touch("touchStart", (box["x"] + 15, box["y"] + 15))
        for n in range(1, 9):
            touch("touchMove", (box["x"] + 15, box["y"] + 15 + 7 * n))
        touch("touchEnd")
        wait_for(lambda: kept(folder, "m03-look")["journey"]["steps"][1].get("emotion") == -1)
        assert lab.errors == []
    finally:
        lab.close()


# ---------------------------------------------------------------- out and in


def test_it_goes_out_in_every_format_and_prints_alone_on_one_page(lab: Lab, folder: Path) -> None:
    lab.theme(True)
    widget, page = opened(lab, folder, SHOWN), lab.page
    for name, begins in FILES:
        widget.get_by_role("button", name="Export", exact=True).click()
        with page.expect_download() as found:
            menu = widget.get_by_role("group", name="Export")
            menu.get_by_role("button", name=re.compile(f"^{name}")).click()
        content = Path(found.value.path()).read_bytes()
        assert begins in content[:200] and len(content) > 400, name
        assert found.value.suggested_filename.startswith("m03-amina.")
    _brings_in(widget, folder)
    _prints(page, widget, folder)
    lab.theme(False)
    assert lab.refused == [] and lab.errors == []


FILES = (
    ("Picture for slides", b"\x89PNG"),
    ("Picture .SVG", b"<svg"),
    ("File to open here again", b"id:"),
    ("CSV .spreadsheet", b""),
    ("Mermaid", b"journey"),
)


def _prints(page: Page, widget: Locator, folder: Path) -> None:
    """The map alone, on one landscape page, light though the theme is dark; then all is as before."""
    page.evaluate("() => { window.print = () => { window.asked = true; }; }")
    widget.get_by_role("button", name="Print the map").click()
    assert page.evaluate("window.asked")
    page.emulate_media(media="print")
    paper = page.locator(".jm-paper")
    expect(paper).to_be_visible()
    expect(page.locator(".jp-NotebookPanel").first).to_be_hidden()
    expect(paper.locator(".jm-step")).to_have_count(10)
    assert paper.evaluate("n => getComputedStyle(n).backgroundColor") == "rgb(255, 255, 255)", "paper is light"
    box = paper.locator(".jm-board").bounding_box()
    assert box["width"] < 990 and box["height"] < 670, "it fits on the page"
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    across, down = map(float, re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", pdf).groups())
    assert across > down, "landscape"
    page.emulate_media(media="screen")
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    expect(paper).to_have_count(0)
    expect(widget).to_be_visible()


def _brings_in(widget: Locator, folder: Path) -> None:
    """A file replaces the map at once, undo brings the old one back; wrong text that is pasted is told by line."""
    widget.get_by_role("button", name="Import", exact=True).click()
    file = {
        "name": "mine.yaml",
        "mimeType": "application/yaml",
        "buffer": b"id: mine\nstages:\n- {id: s1, name: Asking first}\n",
    }
    widget.locator("input[type=file]").set_input_files(file)  # brought in at once, without another press
    expect(widget.get_by_role("button", name="Stage: Asking first")).to_be_visible()
    widget.get_by_role("button", name="Undo").click()
    expect(widget.get_by_role("button", name="Stage: Looking")).to_be_visible()
    widget.get_by_role("button", name="Import", exact=True).click()
    widget.get_by_text("Paste text instead").click()
    area = widget.get_by_role("textbox", name="Text of a map")
    area.fill("id: mine\nstages:\n- {id: s1}\n")
    widget.get_by_role("button", name="Bring in").click()
    expect(widget.locator(".jm-trouble")).to_contain_text("3")
    expect(widget.locator(".jm-trouble")).to_contain_text("name")
    area.fill("journey\n  title My day\n  section Asking\n    Calls the line: 2: Me\n")
    widget.get_by_role("button", name="Bring in").click()
    expect(widget.get_by_role("button", name="Stage: Asking")).to_be_visible()
    widget.get_by_role("button", name="Undo").click()
    expect(widget.get_by_role("button", name="Stage: Looking")).to_be_visible()


# ---------------------------------------------------------------- table, lanes, graded, axe


def test_the_table_has_the_same_power_and_lanes_come_and_go(lab: Lab, folder: Path) -> None:
    widget, page = opened(lab, folder, SHOWN), lab.page
    widget.get_by_role("button", name="Lanes").click()
    widget.get_by_role("checkbox", name="Support").check()
    expect(widget.get_by_role("group", name="Support")).to_be_visible()
    widget.get_by_role("checkbox", name="Thoughts").uncheck()
    expect(widget.get_by_role("group", name="Thoughts")).to_be_hidden()
    widget.get_by_role("button", name="Blueprint", exact=True).click()
    for line in ("Line of interaction", "Line of visibility", "Line of internal interaction"):
        expect(widget.get_by_text(line, exact=True)).to_be_visible()
    widget.get_by_role("button", name="Table", exact=True).click()
    table = widget.get_by_role("table", name=re.compile(r"Amina changes her plan: \d+ steps"))
    table.get_by_role("textbox", name="What happens, step 2", exact=True).fill("Compares four plans")
    page.keyboard.press("Enter")
    table.get_by_role("combobox", name="Emotion, step 2", exact=True).select_option(label="−2 very bad")
    table.get_by_role("combobox", name="Stage of step 2", exact=True).select_option(label="Buying")
    table.get_by_role("button", name="Add a pain to step 1", exact=True).click()
    page.keyboard.type("paid for nothing")
    page.keyboard.press("Enter")
    table.get_by_role("button", name="Delete step 10", exact=True).click()
    table.get_by_role("button", name="Split step 1", exact=True).click()
    step = lambda n: kept(folder, "m03-look").get("journey", {}).get("steps", [{}] * 9)[n]  # noqa: E731
    wait_for(lambda: step(1).get("action") == "…")
    steps = kept(folder, "m03-look")["journey"]["steps"]
    assert [s["id"] for s in steps[:4]] == ["notice", "st1", "order", "compare"] and len(steps) == 10
    assert (steps[3]["action"], steps[3]["emotion"], steps[3]["stage"]) == ("Compares four plans", -2, "buying")
    assert steps[0]["pains"][0]["text"] == "paid for nothing"
    look = kept(folder, "m03-look")["look"]
    assert look["view"] == "table" and "thoughts" in look["hidden"]["map"]
    assert lab.errors == []


def test_a_graded_map_shows_its_task_and_offers_its_pick_list(lab: Lab, folder: Path) -> None:
    widget = opened(lab, folder, GRADED)
    expect(widget).to_contain_text("12 points")
    expect(widget).to_contain_text("Draw the journey of Mark.")
    expect(widget.locator(".jm-template")).to_have_count(1)
    expect(widget).to_contain_text("or bring in the map you began in the module")
    widget.get_by_role("button", name="Blank map").click()
    widget.get_by_role("button", name=re.compile("Step 1:")).click()
    expect(widget.locator(".jm-panel .jm-hint:visible")).to_have_count(1)  # a newborn step: say what happens, no more
    expect(widget.get_by_role("group", name="Emotion to be")).to_have_count(0)
    widget.get_by_role("button", name="How should it feel?").click()
    expect(widget.get_by_role("group", name="Emotion to be")).to_be_visible()
    widget.get_by_role("textbox", name="What happens").fill("Calls the line")
    widget.get_by_role("textbox", name="Touchpoint").focus()
    expect(widget.get_by_role("combobox", name="Evidence")).to_have_accessible_description(
        re.compile("^Mark it as stated")
    )
    widget.get_by_role("combobox", name="Evidence").select_option("stated")
    expect(widget.get_by_role("combobox", name="Evidence")).to_have_accessible_description("")
    widget.get_by_role("combobox", name="What is this step about?").select_option(label="first call")
    wait_for(lambda: (kept(folder, "m03-a1").get("response") or {}).get("steps", [{}])[0].get("beat") == "contact")
    expect(widget.get_by_role("button", name=re.compile("Step 1:"))).to_contain_text("first call")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_any_view(lab: Lab, folder: Path, dark: bool) -> None:
    lab.theme(dark)
    widget, page = opened(lab, folder, MAP), lab.page
    assert axe_faults(page, ".cx-journey") == [], "gallery"
    widget.get_by_role("button", name=re.compile("^Jonas")).click()
    widget.get_by_role("button", name=re.compile("opportunity O1")).click()
    widget.get_by_role("button", name="Lanes").click()
    assert axe_faults(page, ".cx-journey") == [], "card and lanes"
    page.keyboard.press("Escape")
    widget.get_by_role("button", name=re.compile("^Step 4")).click()
    widget.get_by_role("button", name="Export", exact=True).click()
    assert axe_faults(page, ".cx-journey") == [], "step and export"
    page.keyboard.press("Escape")
    widget.get_by_role("button", name="Blueprint", exact=True).click()
    widget.get_by_role("button", name=re.compile("^Step 4")).dblclick()
    widget.locator(".jm-input").wait_for()
    assert axe_faults(page, ".cx-journey") == [], "blueprint and a text being written"
    page.keyboard.press("Escape")
    widget.get_by_role("button", name="Table", exact=True).click()
    widget.get_by_role("button", name="Import", exact=True).click()
    assert axe_faults(page, ".cx-journey") == [], "table and import"
    lab.theme(False)
