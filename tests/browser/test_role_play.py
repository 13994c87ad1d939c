"""The role play in a real JupyterLab, offline: by mouse to a good end, by keyboard to a bad one, and everything between."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cxcourse.widgets.role_run import OWN_WORDS
from tests.browser.driver import Lab, axe_faults
from tests.browser.maps import wait_for
from tests.browser.plays import (
    CALL,
    CHAT,
    GRADED,
    HASTY,
    end_in_sight,
    kept,
    left_only_after_a_question,
    opened,
    options,
    place,
    play_out,
    shown,
    step_taken,
)

pytestmark = pytest.mark.browser


def test_by_mouse_to_a_resolved_end_the_debrief_and_back_into_it(still: Lab, folder: Path, tmp_path: Path) -> None:
    name, page = "m05-third-promise", still.page
    widget = opened(still, folder, CALL)
    expect(widget).to_contain_text("Rosa Okaforis calling")
    widget.get_by_role("button", name="Answer the call").click()
    expect(widget.locator(".cx-callbar")).to_contain_text("upset")
    for count in (1, 2):
        options(widget).nth(place(widget, name)).click()
        step_taken(widget, folder, name, count)
    left_only_after_a_question(still, widget, "Start again")
    assert len(kept(folder, name)["current"]["steps"]) == 2
    room = widget.locator(".cx-reply").bounding_box()["height"]  # type: ignore[index]
    done = play_out(widget, folder, name, name, done=2)
    assert widget.locator(".cx-reply").bounding_box()["height"] >= room, "what lies below jumped"  # type: ignore[index]
    expect(widget.get_by_role("meter", name="Trust")).to_have_attribute("aria-valuetext", re.compile("^(7|8|9)|100"))
    page.set_viewport_size({"width": 760, "height": 1100})
    widget.get_by_role("button", name="See the debrief").click()
    end_in_sight(still)
    page.set_viewport_size({"width": 1280, "height": 1100})
    expect(widget.locator(".cx-result")).to_contain_text("Resolved")
    expect(widget.locator(".cx-result")).to_contain_text("100 %")
    graph = widget.get_by_role("img", name=re.compile("^Your way has"))
    assert graph.locator(".cx-node.cx-turn.cx-taken").count() == done
    expect(graph).to_have_attribute("aria-label", re.compile("follows the best road"))
    with page.expect_download() as download:
        widget.get_by_role("button", name="Save the transcript as Markdown").click()
    download.value.save_as(tmp_path / "transcript.md")
    assert (tmp_path / "transcript.md").read_text(encoding="utf-8").startswith("# The third promise")
    widget.get_by_role("button", name="Go back to turn 3").click()
    expect(widget.locator(".cx-mine")).to_have_count(2)
    # the long debrief has gone: what comes in its place is in sight
    wait_for(lambda: widget.bounding_box()["y"] > 0)  # type: ignore[index]
    options(widget).nth(place(widget, name, best=False)).click()
    step_taken(widget, folder, name, 3)
    expect(widget.locator(".cx-coach")).to_be_visible()
    widget.get_by_role("button", name="Go back to turn 3").click()
    expect(widget.locator(".cx-mine")).to_have_count(2)
    assert kept(folder, name)["current"]["rewound"] == 2 and len(kept(folder, name)["runs"]) == 1

    left_only_after_a_question(still, widget, "New customer")
    assert len(kept(folder, name)["current"]["steps"]) == 2, "an open contact is not left without a word"
    widget.get_by_role("button", name="New customer").click()
    widget.get_by_role("button", name="Leave it").click()
    expect(widget.get_by_role("button", name="Answer the call")).to_be_focused()
    assert kept(folder, name)["current"].get("steps", []) == []
    assert still.refused == [] and still.errors == []


def test_by_keyboard_to_a_lost_end_and_no_key_reaches_the_notebook(still: Lab, folder: Path) -> None:
    name, page = "m01-taster", still.page
    widget = opened(still, folder, CHAT)
    before = still.sources()
    widget.get_by_role("button", name="Open the chat").focus()
    page.keyboard.press("Enter")
    expect(widget.locator(".cx-said")).to_have_text(re.compile("Ines Duarte, wary: I changed my address.*Trust 40"))
    page.keyboard.press("abc"[place(widget, name, best=False)])
    step_taken(widget, folder, name, 1)
    expect(widget.locator(".cx-said")).to_have_text(re.compile("upset: .*Trust 28, −12. Coach: That cost you."))
    for _ in range(place(widget, name, best=False) + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    step_taken(widget, folder, name, 2)
    expect(widget.get_by_role("button", name="See the debrief")).to_be_focused()
    for key in ("x", "a", "b", "d", "d"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(widget.locator(".cx-result")).to_contain_text("Lost")
    expect(widget.locator(".cx-result")).to_be_focused()
    widget.get_by_role("button", name="Play again").press("Enter")
    expect(widget.get_by_role("button", name="Open the chat")).to_be_focused()
    assert still.sources() == before


def test_a_kernel_restart_in_mid_call_and_on(lab: Lab, folder: Path) -> None:
    name = "m05-third-promise"
    widget = opened(lab, folder, CALL)
    widget.get_by_role("button", name="Answer the call").click()
    expect(widget.locator(".cx-beat")).to_contain_text("Rosa is speaking")
    for turn in (1, 2):
        options(widget).nth(place(widget, name)).click()
        expect(widget.locator(".cx-beat")).to_be_visible()
        step_taken(widget, folder, name, turn)
    lines = widget.locator(".cx-bubble").all_inner_texts()
    lab.restart_kernel()
    lab.run_all()
    widget = shown(lab)
    expect(widget.locator(".cx-mine")).to_have_count(2)
    assert widget.locator(".cx-bubble").all_inner_texts() == lines
    options(widget).nth(place(widget, name)).click()
    step_taken(widget, folder, name, 3)


def test_own_words_first_then_both_and_the_coach(still: Lab, folder: Path) -> None:
    name, page = "m01-taster", still.page
    widget = opened(still, folder, CHAT)
    widget.get_by_role("button", name="In my own words").click()
    expect(widget.get_by_role("button", name="In my own words")).to_have_attribute("aria-pressed", "true")
    widget.get_by_role("button", name="Open the chat").click()
    area = widget.get_by_role("textbox", name="What would you say?")
    area.press_sequentially("x")
    page.evaluate("document.activeElement.value = 'x'.repeat(599)")
    area.press_sequentially("yz")
    expect(widget.get_by_text("That is 600 characters, and no more fit in")).to_be_visible()
    assert len(area.input_value()) == OWN_WORDS, "the browser's limit is Python's"
    expect(area).to_be_visible()
    assert options(widget).count() == 0
    area.fill("Oh no, th")
    wait_for(lambda: kept(folder, name)["current"].get("typed") == "Oh no, th")  # half written is kept as well
    area.fill("Oh no, that was us. b x a")
    page.keyboard.press("Enter")
    expect(widget.locator(".cx-pending")).to_contain_text("that was us")
    options(widget).nth(place(widget, name)).click()
    step_taken(widget, folder, name, 1)
    expect(widget.locator(".cx-mine .cx-bubble")).to_have_count(2)
    expect(widget.locator(".cx-coach")).to_contain_text("Well said.")
    assert kept(folder, name)["current"]["own"] == {"1": "Oh no, that was us. b x a"}


TICKED_AT_ONCE = """(row) => new Promise((done) => {
  const [, quote] = row.querySelectorAll("input"), [tick] = row.nextElementSibling.querySelectorAll("input");
  quote.value = "that was us";
  quote.dispatchEvent(new Event("change"));
  tick.click();
  Object.defineProperty(tick, "checked", { set: done });  // the first value an answer of Python gives it
})"""


def test_a_tick_stays_while_an_earlier_event_is_answered(still: Lab, folder: Path) -> None:
    widget = opened(still, folder, CHAT)
    widget.get_by_role("button", name="In pairs").click()
    widget.get_by_role("button", name="Open the chat").click()
    widget.get_by_text("Observer’s sheet").click()
    row = widget.locator(".cx-sheetrow").first
    assert row.evaluate(TICKED_AT_ONCE), "the second row's tick was taken back by the answer to the first row's words"
    expect(row.get_by_role("checkbox")).to_be_checked()


def test_a_button_stays_under_the_pointer_while_an_earlier_event_is_answered(still: Lab, folder: Path) -> None:
    widget = opened(still, folder, CHAT)
    widget.get_by_role("button", name="In pairs").click()
    begin = widget.get_by_role("button", name="Open the chat")
    begin.hover()
    still.page.mouse.down()
    wait_for(lambda: kept(folder, "m01-taster").get("current", {}).get("mode") == "pair")
    still.page.wait_for_timeout(300)  # the answer has come to the page as well
    still.page.mouse.up()
    expect(widget.get_by_role("button", name="hold to read your card")).to_be_visible()


def test_in_pairs_with_a_hidden_card_and_an_observer(still: Lab, folder: Path) -> None:
    name, page = "m01-taster", still.page
    widget = opened(still, folder, CHAT)
    widget.get_by_role("button", name="In pairs").click()
    expect(widget.get_by_role("button", name="In pairs")).to_have_attribute("aria-pressed", "true")
    widget.get_by_role("button", name="Open the chat").click()
    card, need = widget.get_by_role("button", name="hold to read your card"), widget.get_by_text("confirm the rent")
    expect(need).to_be_hidden()
    card.hover()
    page.mouse.down()
    expect(need).to_be_visible()
    page.mouse.up()
    expect(need).to_be_hidden()
    card.press("Enter")
    expect(need).to_be_visible()
    widget.get_by_role("button", name="We have spoken").click()
    expect(need).to_be_hidden()
    options(widget).nth(place(widget, name)).click()
    step_taken(widget, folder, name, 1)
    widget.get_by_text("Observer’s sheet").click()
    widget.get_by_role("textbox", name="Empathy and understanding: the words").fill("that was us")
    widget.get_by_role("checkbox", name="Problem solving").check()
    seen = {"empathy": {"seen": True, "quote": "that was us"}, "problem_solving": {"seen": True, "quote": ""}}
    wait_for(lambda: kept(folder, name)["current"].get("sheet") == seen)


def test_the_clock_asks_once_takes_nothing_and_goes_off(still: Lab, folder: Path) -> None:
    widget, page = opened(still, folder, HASTY), still.page
    widget.get_by_role("switch", name="Time pressure").check()
    widget.get_by_role("button", name="Open the chat").click()
    left = widget.locator(".cx-countdown .cx-sub")
    expect(left).to_contain_text("to answer")
    page.evaluate("Object.defineProperty(document, 'hidden', {configurable: true, get: () => true})")
    time.sleep(0.6)
    held = left.inner_text()
    time.sleep(3.2)
    assert left.inner_text() == held and "to answer" in held, "nobody is looking, so nothing runs"
    page.evaluate("delete document.hidden")
    expect(widget.locator(".cx-prod")).to_contain_text("Are you still there?")
    expect(left).to_contain_text("Time is up")
    expect(widget.get_by_role("meter", name="Trust")).to_have_attribute("aria-valuenow", "40")
    expect(options(widget)).to_have_count(3)
    widget.get_by_role("button", name="Switch the clock off").press("Enter")
    expect(widget.locator(".cx-countdown")).to_have_count(0)
    expect(options(widget).first).to_be_focused()
    expect(widget.get_by_role("switch", name="Time pressure")).not_to_be_checked()
    options(widget).first.click()
    step_taken(widget, folder, "m01-taster", 1)
    assert kept(folder, "m01-taster")["settings"]["pressure"] is False


def test_a_run_that_counts_shows_no_judgement(still: Lab, folder: Path) -> None:
    widget = opened(still, folder, GRADED)
    widget.get_by_role("button", name="Open the chat").click()
    for turn in (1, 2):
        expect(options(widget).first).to_be_visible()
        options(widget).nth(place(widget, "m01-taster")).click()
        wait_for(lambda n=turn: len(kept(folder, "m05-a1").get("current", {}).get("steps", [])) == n)
    expect(widget.get_by_role("button", name="Another run (1 left)")).to_be_visible()
    expect(widget).to_contain_text("Kept: run 1 of 2")
    words = widget.inner_text()
    assert not re.search("coach|empathy|listening|debrief|best reply|well said|resolved", words, re.IGNORECASE)
    assert [len(run["steps"]) for run in kept(folder, "m05-a1")["response"]["runs"]] == [2]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_call_and_debrief(still: Lab, folder: Path, dark: bool) -> None:
    name = "m01-taster"
    still.theme(dark)
    widget = opened(still, folder, CHAT)
    assert still.page.evaluate("document.body.dataset.jpThemeLight") == ("false" if dark else "true")
    found = {"before": axe_faults(still.page, "section.cx-role")}
    widget.get_by_role("switch", name="Time pressure").check()
    widget.get_by_role("button", name="In pairs").click()
    widget.get_by_role("button", name="Open the chat").click()
    widget.get_by_role("button", name="hold to read your card").press("Enter")
    widget.get_by_text("Observer’s sheet").click()
    widget.get_by_role("button", name="We have spoken").click()
    options(widget).nth(place(widget, name, best=False)).click()
    step_taken(widget, folder, name, 1)
    found["call"] = axe_faults(still.page, "section.cx-role")
    for turn in (2, 3):
        if not kept(folder, name).get("runs"):
            widget.get_by_role("button", name="We have spoken").click()
            options(widget).nth(place(widget, name)).click()
            step_taken(widget, folder, name, turn)
    widget.get_by_role("button", name="See the debrief").click()
    expect(widget.locator(".cx-debrief")).to_be_visible()
    found["debrief"] = axe_faults(still.page, "section.cx-role")
    assert found == {"before": [], "call": [], "debrief": []}
    still.theme(False)
