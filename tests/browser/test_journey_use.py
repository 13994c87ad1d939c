"""A journey map in a real JupyterLab: by touch, out and in, as a table, graded, in both themes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from cxcourse.content.journeys import load_journey
from tests.browser.driver import Lab, axe_faults
from tests.browser.maps import AT_REST, MAP, SHOWN, kept, opened, wait_for

pytestmark = pytest.mark.browser

GRADED = """from cxcourse.widgets.journey_map import GradedJourneyMap
GradedJourneyMap("m03-a1", 12, "Graded task A1", "Draw the journey of `Mark`.", [{"id": "ivr", "text": "menus"}, {"id": "contact", "text": "first call"}])"""


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
    widget.get_by_role("button", name="Add the emotion to be").click()
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
    importing = widget.get_by_role("button", name="Import", exact=True)
    importing.click()
    expect(importing).to_have_attribute("aria-expanded", "true")
    assert axe_faults(page, ".cx-journey") == [], "table and import"
    page.keyboard.press("Escape")
    expect(widget.locator(".jm-import")).to_be_hidden()
    expect(importing).to_be_focused()
    for elsewhere in ("Map", "Templates"):
        importing.click()
        widget.get_by_role("button", name=elsewhere, exact=True).click()
        expect(widget.locator(".jm-import")).to_be_hidden()
        expect(importing).to_have_attribute("aria-expanded", "false")
    lab.theme(False)


# ---------------------------------------------------------------- signs


def test_a_hint_goes_when_it_is_answered_and_only_what_is_felt_has_a_face(lab: Lab, folder: Path) -> None:
    widget, page = opened(lab, folder, SHOWN), lab.page
    expect(widget.get_by_role("button", name=re.compile("^Add an opportunity to")).first).to_be_attached()
    steps = len(load_journey("m03-amina").steps)
    widget.get_by_role("button", name=re.compile("^Add a step after Sees that")).click()
    wait_for(lambda: len(kept(folder, "m03-look").get("journey", {}).get("steps", [])) == steps + 1)
    page.wait_for_timeout(500)  # what the checks say of the empty step has come to the page
    page.keyboard.type("Asks a colleague")
    page.keyboard.press("Enter")
    card = widget.locator(".jm-step", has_text="Asks a colleague")
    expect(card).to_be_focused()
    wait_for(lambda: "Asks a colleague" in json.dumps(kept(folder, "m03-look")))
    tip = widget.locator(".jm-tipbox")
    expect(tip).to_be_visible()  # there is more to say of it
    expect(tip).not_to_contain_text("Say what happens")
    felt = widget.locator(".jm-points .jm-point:not([hidden])").count()
    card.click()
    details = widget.locator(".jm-panel")
    expect(details.locator(".jm-kind")).to_have_text("Step 2")
    expect(details).to_contain_text("numbers of facts or sources")
    details.get_by_label("Who acts").select_option("backstage")
    expect(widget.locator(".jm-points .jm-point:not([hidden])")).to_have_count(felt - 1)


SIDEWAYS = """() => [...document.querySelectorAll(".jp-WindowedPanel-outer, .jm-scroll")]
    .filter((n) => n.scrollWidth > n.clientWidth).map((n) => n.className)"""


def test_a_map_that_is_fitted_and_a_menu_that_is_open_leave_nothing_to_scroll_sideways(lab: Lab, folder: Path) -> None:
    widget, page = opened(lab, folder, SHOWN), lab.page
    for width in (1370, 1280, 1100):
        page.set_viewport_size({"width": width, "height": 900})
        wait_for(lambda: page.evaluate(SIDEWAYS) == ["jm-scroll"])
        widget.get_by_role("button", name="Fit the whole map").click()
        wait_for(lambda: page.evaluate(SIDEWAYS) == [])
        widget.get_by_role("button", name="Export").click()
        expect(widget.get_by_text("one row a step; Import takes it too")).to_be_visible()
        page.wait_for_timeout(400)  # the menu comes in with a short movement
        assert page.evaluate(SIDEWAYS) == [], f"the menu at {width}"
        page.keyboard.press("Escape")


def test_two_cells_of_one_map_a_gallery_left_and_a_file_of_an_old_program(lab: Lab, folder: Path) -> None:
    lab.show(folder / "two.ipynb", SHOWN, SHOWN)
    page = lab.page
    one, two = page.locator(".cx-journey").nth(0), page.locator(".cx-journey").nth(1)
    title = "Größe"
    with page.expect_file_chooser() as chooser:
        one.get_by_role("button", name="Import").click()
        one.locator(".jm-filepick").click()
    old = f"stage,action\n{title},Fällt ihr auf\n".encode("windows-1252")
    chooser.value.set_files({"name": "alt.csv", "mimeType": "text/csv", "buffer": old})
    expect(one.get_by_role("button", name=re.compile(title)).first).to_be_visible()

    two.locator(".jm-step").first.focus()
    page.keyboard.press("Insert")
    page.keyboard.type("lands nowhere", delay=120)  # the answer comes while it is being written
    page.keyboard.press("Enter")
    expect(two.locator(".cx-message")).to_contain_text("changed in another cell or tab")
    expect(two.get_by_role("button", name=re.compile("Fällt ihr auf")).first).to_be_visible()
    assert [s["action"] for s in kept(folder, "m03-look")["journey"]["steps"]] == ["Fällt ihr auf"]

    two.get_by_role("button", name="Templates").click()
    page.keyboard.press("Control+z")
    expect(two.get_by_role("button", name=re.compile("Fällt ihr auf")).first).to_be_visible()
    two.get_by_role("button", name="Templates").click()
    page.keyboard.press("Escape")
    expect(two.get_by_role("button", name="Templates")).to_be_focused()
    two.get_by_role("button", name="Undo").click()
    expect(two.locator(".cx-said")).to_have_text("Undone.")
    assert kept(folder, "m03-look")["journey"]["steps"][0]["action"] != "Fällt ihr auf"
