"""The metric lab in a real JupyterLab, offline: dragged, typed, compared, copied, by mouse and by keyboard."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.driver import Lab, axe_faults

pytestmark = pytest.mark.browser

TABLE = """import pandas as pd
from cxcourse import MetricLab
rows = [(n, t, m) for m in ("2026-02", "2026-03") for t, ns in
        (("web", [9, 10, 8, 9, 7, 10, 3, 9]), ("phone", [2, 5, 9, 6, 7, 3, 8, 1, 10, 4])) for n in ns]
df = pd.DataFrame(rows, columns=["nps", "touchpoint", "month"])
MetricLab("nps", data=df, column="nps", by="touchpoint", where={"month": "2026-03"}, name="m04-table")"""
CELLS = ['from cxcourse import MetricLab\nMetricLab("nps", name="m04-lab")', TABLE]


@pytest.fixture
def folder(server: tuple[str, Path], request: pytest.FixtureRequest) -> Path:
    made = server[1] / re.sub(r"\W+", "-", request.node.name).strip("-")
    made.mkdir()
    return made


def opened(lab: Lab, folder: Path, number: int = 0) -> Locator:
    lab.show(folder / "lab.ipynb", *CELLS)
    widget = lab.page.get_by_role("region", name=re.compile("^Metric lab")).nth(number)
    widget.wait_for(timeout=60_000)
    widget.scroll_into_view_if_needed()
    return widget


def figure(widget: Locator) -> Locator:
    return widget.locator(".cx-figure")


def span(widget: Locator) -> float:
    """Return how wide the interval is drawn, in pixels."""
    return widget.locator(".cx-picture .cx-span").first.bounding_box()["width"]


def kept(folder: Path, name: str = "m04-lab") -> dict:
    path = folder / "answers" / f"{name}.json"
    return next(iter(json.loads(path.read_text())["data"]["labs"].values())) if path.exists() else {}


def wait_for(check) -> None:
    for _ in range(100):
        if check():
            return
        time.sleep(0.1)
    raise AssertionError("it never came to be")


def test_dragging_moves_the_bar_at_once_and_the_figure_soon_with_few_messages(lab: Lab, folder: Path) -> None:
    widget = opened(lab, folder)
    expect(figure(widget)).to_contain_text("+1095 % interval −6 to +25 · n = 100")
    page = lab.page
    page.evaluate("""() => { window.sent = 0; const real = WebSocket.prototype.send;
        WebSocket.prototype.send = function (data) { window.sent += 1; return real.call(this, data); }; }""")
    slider = widget.get_by_role("slider", name="Promoters, slider")
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.38 * box["width"], y)
    page.mouse.down()
    began, shares = time.monotonic(), set()
    for step in range(60):
        page.mouse.move(box["x"] + (0.38 + step / 120) * box["width"], y)
        shares.add(widget.locator(".cx-part").first.evaluate("n => n.style.flexGrow"))
    took = time.monotonic() - began
    assert len(shares) > 20, "the bar follows the hand"
    page.mouse.up()
    at = int(slider.input_value())
    assert at > 75
    wait_for(lambda: kept(folder).get("counts", {}).get("nps", {}).get("a", {}).get("promoters") == at)
    assert page.evaluate("window.sent") <= 8 * took + 6, "a drag does not flood the kernel"
    expect(widget.get_by_role("textbox", name="Promoters", exact=True)).to_have_value(str(at))
    expect(widget.locator(".cx-steps")).to_contain_text(f"promoters (9, 10): {at} of {at + 62}")
    expect(widget.locator(".cx-said")).to_contain_text(f"n = {at + 62}")
    widget.get_by_role("button", name="Undo").click()
    expect(figure(widget)).to_contain_text("+10")
    assert lab.refused == [] and lab.errors == []


def test_more_answers_shrink_the_interval_by_keyboard(lab: Lab, folder: Path) -> None:
    widget = opened(lab, folder)
    before, width = lab.sources(), span(widget)
    slider = widget.get_by_role("slider", name="More answers like these")
    slider.focus()
    for _ in range(15):
        slider.press("ArrowRight")
    expect(figure(widget)).to_contain_text("n = 1,600")
    wait_for(lambda: span(widget) < 0.3 * width)
    field = widget.get_by_role("textbox", name="Passives", exact=True)
    slider.press("ArrowRight")
    field.fill("lots")
    # the slider's last step is answered while the field is written in
    wait_for(lambda: kept(folder).get("times") == 17)
    expect(figure(widget)).to_contain_text("n = 1,700")
    expect(field).to_have_value("lots")
    field.press("Enter")
    expect(widget.locator(".cx-problem")).to_contain_text("Passives: a number up to 10,000,000 is needed, found 'lots'")
    field.fill("34")
    field.press("Enter")
    expect(widget.locator(".cx-problem")).to_be_hidden()
    for key in ("x", "a", "b", "d", "d"):
        slider.press(key)
    assert lab.sources() == before, "no key reaches the notebook"


def test_tabs_pills_and_paste_by_keyboard(lab: Lab, folder: Path) -> None:
    widget = opened(lab, folder)
    widget.get_by_role("tab", name="Survey").focus()
    lab.page.keyboard.press("ArrowRight")
    expect(widget.get_by_role("tab", name="Usability")).to_be_focused()
    expect(widget.get_by_role("tab", name="Usability")).to_have_attribute("aria-selected", "true")
    widget.get_by_role("button", name="Time", exact=True).press("Enter")
    expect(figure(widget)).to_contain_text("68.2 s")
    area = widget.get_by_role("textbox", name="Values")
    area.fill("30 40 fast")
    expect(widget.locator(".cx-problem")).to_contain_text("Value 3, “fast”, does not fit")
    widget.get_by_role("checkbox").press("Space")
    expect(figure(widget)).to_contain_text("n = 2")
    expect(area).to_have_value("30 40 fast")


def test_two_are_compared_renamed_and_found_again_after_a_restart(lab: Lab, folder: Path) -> None:
    widget = opened(lab, folder)
    widget.get_by_role("button", name="Compare two").click()
    name = widget.get_by_role("textbox", name="Name of the second")
    name.fill("June")
    name.press("Tab")
    expect(widget.locator(".cx-reading")).to_contain_text("June is 9 points higher than A")
    number = widget.get_by_role("textbox", name="Promoters, June")
    number.fill("90")
    number.press("Tab")
    expect(widget.locator(".cx-reading")).to_contain_text("leaves 0 out")
    expect(widget.get_by_role("img")).to_have_count(2)
    said = widget.locator(".cx-reading").inner_text()
    expect(widget.get_by_text("✓ Saved")).to_be_visible()
    lab.save()
    lab.restart_kernel()
    lab.run_all()
    again = lab.page.get_by_role("region", name=re.compile("^Metric lab")).first
    expect(again.locator(".cx-reading")).to_have_text(said)


def test_a_table_is_filtered_and_split(lab: Lab, folder: Path) -> None:
    widget = opened(lab, folder, 1)
    expect(widget.locator(".cx-rowname").filter(has_text=re.compile("."))).to_have_text(["All", "phone", "web"])
    expect(figure(widget)).to_contain_text("n = 18")
    widget.get_by_role("combobox", name="Only month").select_option(label="every one")
    expect(figure(widget)).to_contain_text("n = 36")
    widget.get_by_role("button", name="Compare two").click()
    expect(widget.locator(".cx-reading")).to_contain_text("web is 90 points higher than phone")
    widget.get_by_role("combobox", name="Split by").or_(widget.get_by_role("combobox", name="Compare by")).focus()
    assert axe_faults(lab.page, ".cx-lab") == []


def test_copying_uses_the_clipboard_or_shows_the_text_selected(lab: Lab, folder: Path) -> None:
    lab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    widget = opened(lab, folder)
    widget.get_by_role("button", name="Copy as code").click()
    expect(widget.get_by_text("✓ Copied")).to_be_visible()
    code = lab.page.evaluate("navigator.clipboard.readText()")
    assert "metrics.nps_from_counts(promoters=38, passives=34, detractors=28)" in code
    lab.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    widget.get_by_role("button", name="Copy as CSV").press("Enter")
    area = widget.get_by_role("textbox", name="As CSV: press Ctrl+C to copy")
    expect(area).to_be_focused()
    assert area.evaluate("n => n.value.slice(n.selectionStart, n.selectionEnd)").startswith("metric,group,value")
    widget.get_by_role("button", name="Close").press("Enter")
    expect(widget.get_by_role("button", name="Copy as CSV")).to_be_focused()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_any_state(lab: Lab, folder: Path, dark: bool) -> None:
    lab.theme(dark)
    widget = opened(lab, folder)
    assert lab.page.evaluate("document.body.dataset.jpThemeLight") == ("false" if dark else "true")
    widget.evaluate("n => n.dataset.axe = 'one'")
    slider = widget.get_by_role("slider", name="Asked, but silent")
    slider.focus()
    slider.press("PageUp")
    expect(widget.locator(".cx-silent")).to_have_count(1)
    for group in ("Survey", "Usability", "Service", "Loyalty"):
        widget.get_by_role("tab", name=group).click()
        expect(widget.get_by_role("tab", name=group)).to_have_attribute("aria-selected", "true")
        assert axe_faults(lab.page, '[data-axe="one"]') == []
    widget.get_by_role("tab", name="Survey").click()
    widget.get_by_role("button", name="Compare two").click()
    expect(widget.get_by_role("textbox", name="Promoters, B")).to_be_visible()
    widget.get_by_role("textbox", name="Promoters, B").fill("?")
    lab.page.keyboard.press("Tab")
    expect(widget.locator(".cx-problem")).to_be_visible()
    assert axe_faults(lab.page, '[data-axe="one"]') == []
    lab.theme(False)
