"""What a newcomer does without meaning to: pressing twice, typing beside a field, double-clicking, leaving midway."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.driver import Lab
from tests.browser.learner import find_quiz, show
from tests.browser.test_module_1 import TITLES, open_module, saved_items, wait_saved
from tests.browser.test_start_page import MODULE, VISIBLE_NOTEBOOK, all_widgets
from tests.lab.learner_server import CourseServer

pytestmark = pytest.mark.browser

CONTRAST = """node => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const style = getComputedStyle(node), pair = [light(style.color), light(style.backgroundColor)].sort((a, b) => b - a);
  return (pair[0] + 0.05) / (pair[1] + 0.05);
}"""


def check(quiz: Locator) -> Locator:
    return quiz.get_by_role("button", name="Check", exact=True)


def press_slowly(button: Locator) -> None:
    """Press as a hand does: the button is down for a while, and whatever arrives meanwhile may move it."""
    page = button.page
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 6)
    page.mouse.down()
    page.wait_for_timeout(400)
    page.mouse.up()


def test_check_can_be_read_under_the_pointer_and_pressed_twice(lab: Lab, module: Path) -> None:
    page = open_module(lab, module)
    quiz = find_quiz(page, TITLES["m01-before"])
    quiz.locator(".cx-opt", has=page.locator('input[value="o1"]')).click()
    check(quiz).hover()
    page.wait_for_timeout(400)  # the colours change in steps
    assert check(quiz).evaluate(CONTRAST) > 4.5
    check(quiz).dblclick()
    wait_saved(module, "m01-i07")
    expect(quiz.get_by_text("Change your answer, then check again.").first).to_be_visible()
    page.keyboard.press("Enter")  # the focus has stayed on the button
    page.wait_for_timeout(500)
    assert len(saved_items(module)["m01-i07"]["attempts"]) == 1, "the same answer again costs no try"
    quiz.locator(".cx-opt", has=page.locator('input[value="o2"]')).click()
    check(quiz).click()
    expect(quiz.locator(".cx-notice.cx-good")).to_be_visible()

    order = find_quiz(page, TITLES["m01-model"])
    up = order.get_by_role("button", name="Move up: Customer insight")
    up.focus()
    for _ in range(8):  # more often than there are places above
        page.keyboard.press("Enter")
    expect(order.locator(".cx-order li").first).to_contain_text("Customer insight")
    expect(up).to_be_focused()


def test_a_number_after_nonsense_and_with_enter(lab: Lab, module: Path) -> None:
    page = open_module(lab, module)
    quiz = find_quiz(page, TITLES["m01-form"])
    show(quiz, 2)
    quiz.get_by_role("textbox").press_sequentially("many")
    press_slowly(check(quiz))
    expect(quiz.get_by_role("alert")).to_have_text("Found 'many'; answer with a number, such as 12.5.")
    quiz.get_by_role("textbox").fill("")
    quiz.get_by_role("textbox").press_sequentially("3,5")
    press_slowly(check(quiz))
    assert wait_saved(module, "m01-i21")["attempts"][0]["response"] == 3.5
    expect(quiz.locator(".cx-said")).to_contain_text("Hint: For each product")
    quiz.get_by_role("textbox").fill("")
    quiz.get_by_role("textbox").press_sequentially("2,3")
    page.keyboard.press("Enter")
    expect(quiz.locator(".cx-notice.cx-good").first).to_be_visible()
    expect(quiz.get_by_role("button", name="Next question")).to_be_focused()
    page.wait_for_timeout(500)
    expect(quiz.locator(".cx-message")).to_have_text("")

    cards = page.get_by_role("region", name="Glossary cards", exact=True)
    cards.get_by_role("textbox").press_sequentially("all dealings with a firm")
    page.keyboard.press("Control+Enter")
    expect(cards.get_by_text("Ours", exact=True)).to_be_visible()
    cards.get_by_role("button", name="Knew it").click()
    cards.get_by_role("button", name="I don't know").click()
    expect(cards.get_by_text("Say it once aloud").first).to_be_visible()
    cards.get_by_role("button", name="My glossary").click()
    entry = cards.locator(".cx-glossary > div").first
    lefts = {round(part.bounding_box()["x"]) for part in entry.locator("dt, dd").all()}  # type: ignore[index]
    assert len(lefts) == 1, "term, own words and ours stand below each other"


def test_cards_are_dragged_moved_and_stay_in_sight(lab: Lab, module: Path) -> None:
    page = open_module(lab, module)
    quiz = find_quiz(page, TITLES["m01-components-a"])
    card = quiz.get_by_role("button", name="A letter states which price rises, why, and from when", exact=True)
    pile = quiz.get_by_role("group", name="Pile Consistency")
    card.drag_to(pile)
    assert page.evaluate("getSelection().toString()") == "", "a drag selects no text"
    card.click()
    quiz.get_by_role("button", name="Move here: Communication").click()
    expect(card).to_have_count(1)
    card.click()
    quiz.get_by_role("button", name="Also here: Consistency").click()
    expect(card).to_have_count(2)

    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_timeout(500)
    assert quiz.evaluate("node => node.scrollWidth - node.clientWidth") <= 1, "nothing is cut off in a narrow column"
    page.set_viewport_size({"width": 1280, "height": 700})
    match = find_quiz(page, TITLES["m01-techniques"])
    last = match.locator(".cx-premise").last
    before = scroll_to_end(last)
    expect(match.locator(".cx-tray .cx-card").first).to_be_in_viewport()
    match.locator(".cx-tray .cx-card").first.click()
    last.get_by_role("button", name="Put here").click()
    expect(match.locator(".cx-saved")).to_contain_text("Saved")  # drawn with Python's answer, and not about to be
    assert abs(top_of(last) - before) < 60, "the page stays where the pointer is"


def scroll_to_end(node: Locator) -> float:
    """Scroll until something stays at the lower edge: what stands above it may still be drawn for a new width."""
    before = float("nan")
    for _ in range(60):
        node.evaluate("node => node.scrollIntoView({block: 'end'})")
        if top_of(node) == before:
            return before
        before = top_of(node)
        time.sleep(0.5)
    raise AssertionError("the page does not come to rest")


def top_of(node: Locator) -> float:
    """Where something begins on the screen, once it stands there: what is just being drawn anew has no place."""
    for _ in range(100):
        if box := node.bounding_box():
            return box["y"]
        time.sleep(0.1)
    raise AssertionError("it is not on the page")


# ---------------------------------------------------------------- in the learner's own Lab


@pytest.fixture
def course(tmp_path: Path) -> Iterator[CourseServer]:
    started = CourseServer(tmp_path / "work", tmp_path / "home")
    yield started
    started.close()


@pytest.fixture
def page(browser: Browser, course: CourseServer) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(course.start_page)
    yield opened
    context.close()


def cell(page: Page, text: str) -> Locator:
    return page.locator(f"{VISIBLE_NOTEBOOK} .jp-MarkdownCell", has_text=text).last


def on_disk(course: CourseServer, path: str) -> list[dict]:
    return json.loads((course.workspace / path).read_text())["cells"]


def test_stray_keys_and_double_clicks_change_nothing_and_writing_works(page: Page, course: CourseServer) -> None:
    exercise = "exercises/m01_intro/m01_intro.ipynb"
    before = on_disk(course, exercise)
    page.goto(f"{course.base}/lab/tree/{exercise}")
    all_widgets(page)
    words = cell(page, "How answers are saved").locator(".jp-RenderedMarkdown")
    words.get_by_text("How answers are saved").dblclick()
    for key in ("a", "b", "d", "d", "x", "r", "y", "1", "Shift+M"):
        page.keyboard.press(key)
    expect(words).to_be_visible()

    cell(page, "Write your 120").locator(".jp-RenderedMarkdown").dblclick()
    page.keyboard.type("An agent reads both bills aloud.")
    page.keyboard.press("Shift+Enter")
    page.get_by_role("button", name="Course page").click()
    page.wait_for_url("**/cxcourse")
    after = on_disk(course, exercise)
    assert [c["cell_type"] for c in after] == [c["cell_type"] for c in before]
    changed = ["".join(a["source"]) for a, b in zip(after, before, strict=True) if a["source"] != b["source"]]
    assert changed == ["An agent reads both bills aloud."]


def test_another_visit_begins_where_the_last_one_ended(page: Page, course: CourseServer) -> None:
    page.goto(f"{course.base}/lab/tree/{MODULE}")
    all_widgets(page)
    heading = page.locator(f"{VISIBLE_NOTEBOOK} h2", has_text="Customer Service Techniques")
    page.mouse.move(800, 500)
    page.mouse.wheel(0, 10)
    heading.evaluate("node => node.scrollIntoView({block: 'start'})")
    time.sleep(2)
    page.get_by_role("button", name="Course page").click()
    page.wait_for_url("**/cxcourse")
    page.get_by_role("link", name="Start module 1").first.click()
    all_widgets(page)
    expect(heading).to_be_in_viewport()


def test_a_cell_that_needs_the_cells_above_offers_to_run_them(page: Page, course: CourseServer) -> None:
    page.goto(f"{course.base}/lab/tree/{MODULE}")
    all_widgets(page)
    chart = page.locator(f"{VISIBLE_NOTEBOOK} .jp-CodeCell", has_text="charts.form_effort")
    chart.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    expect(chart.get_by_text("NameError").first).to_be_visible()
    page.get_by_role("button", name="Run them now").first.click()
    expect(chart.get_by_text("38 fields").first).to_be_visible(timeout=60_000)
    expect(chart.get_by_text("NameError")).to_have_count(0)
