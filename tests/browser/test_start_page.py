"""From the start page to the first answer in a real Chromium, as a learner goes, with the network refused."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.driver import AXE_RULES, LOOPBACK
from tests.lab.learner_server import CourseServer

pytestmark = pytest.mark.browser

MODULE = "modules/m01_intro/m01_intro.ipynb"
VISIBLE_NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"


@pytest.fixture
def course(tmp_path: Path) -> Iterator[CourseServer]:
    started = CourseServer(tmp_path / "work", tmp_path / "home")
    yield started
    started.close()


@pytest.fixture
def refused() -> list[str]:
    """Addresses outside this machine that a page asked for."""
    return []


@pytest.fixture
def context(browser: Browser, refused: list[str]) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 1000}, color_scheme="light")
    made.route(LOOPBACK, lambda route: (refused.append(route.request.url), route.abort()))
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, course: CourseServer) -> Page:
    opened = context.new_page()
    opened.goto(course.start_page)
    return opened


def violations(page: Page) -> list[str]:
    """Return what axe finds on a page, by rule and place, once its colours have settled."""
    page.evaluate("async () => { await Promise.all(document.getAnimations().map(a => a.finished.catch(() => 0))) }")
    found = Axe().run(page, options={"runOnly": AXE_RULES}).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def all_widgets(page: Page) -> None:
    """Wait until every cell that places a widget shows one."""
    page.wait_for_function(
        """panel => {
          const cells = [...document.querySelectorAll(`${panel} .cx-widget-cell`)];
          return cells.length > 0 && cells.every((cell) => cell.querySelector(".jp-OutputArea .cx"));
        }""",
        arg=VISIBLE_NOTEBOOK,
        timeout=90_000,
    )


def test_two_clicks_from_the_start_page_to_an_answer(page: Page, course: CourseServer, refused: list[str]) -> None:
    expect(page.get_by_role("link", name="Start module 1").first).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^0 of"))).to_be_visible()
    assert "token" not in page.url, "the token leaves the address bar"
    page.get_by_role("link", name="Start module 1").first.click()
    first = page.locator(f"{VISIBLE_NOTEBOOK} .cx-quiz").first
    first.wait_for(timeout=60_000)
    first.get_by_role("radio").first.click()
    first.get_by_role("button", name="Check", exact=True).click()
    answers = course.workspace / "modules/m01_intro/answers"
    _until(lambda: any('"attempts": [\n' in path.read_text() for path in answers.glob("*.json")))
    all_widgets(page)

    # Nothing for authors, no news, and the code that only places a widget takes no room.
    expect(page.get_by_text("Would you like to get notified")).to_have_count(0)
    for words in ("Create Assignment", "Formgrader", "Validate", "Jupytext", "Nbgrader"):
        expect(page.get_by_text(words, exact=False)).to_have_count(0)
    inputs = page.locator(f"{VISIBLE_NOTEBOOK} .cx-widget-cell .jp-Cell-inputWrapper")
    assert {box["height"] for box in (inputs.nth(n).bounding_box() for n in range(inputs.count())) if box} <= {0}

    page.get_by_role("button", name="Course page").click()
    page.wait_for_url("**/cxcourse")
    expect(page.get_by_role("link", name="Continue module 1").first).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^1 of"))).to_be_visible()
    assert refused == []


def test_widgets_come_back_after_a_reload_and_after_a_kernel_restart(page: Page, course: CourseServer) -> None:
    page.goto(f"{course.base}/lab/tree/{MODULE}")
    all_widgets(page)
    before = _kernel(course)
    page.reload()
    all_widgets(page)
    assert _kernel(course) == before, "a reload finds the kernel and its widgets"
    counts = _counts(page)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Restart Kernel(…|\\.\\.\\.)")).click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    page.wait_for_function(
        """([panel, many]) => document.querySelectorAll(`${panel} .cx-widget-cell .cx`).length >= many
           && !document.querySelector(`${panel} .jp-mod-noOutputs .cx`)""",
        arg=[VISIBLE_NOTEBOOK, counts],
        timeout=60_000,
    )
    radio = page.locator(f"{VISIBLE_NOTEBOOK} .cx-quiz").first.get_by_role("radio").first
    _until(lambda: (radio.click(), _saved(course))[1], seconds=30)


def test_a_plain_code_cell_is_never_run_by_itself(context: BrowserContext, course: CourseServer) -> None:
    notebook = json.loads((course.workspace / MODULE).read_text())
    marker = course.workspace / "ran.txt"
    plain = {"cell_type": "code", "id": "plain", "metadata": {}, "outputs": [], "execution_count": None,
             "source": f"open({str(marker)!r}, 'w')"}  # fmt: skip
    notebook["cells"].insert(1, plain)
    (course.workspace / MODULE).write_text(json.dumps(notebook))
    del notebook["metadata"]["cxcourse"]
    (course.workspace / "own.ipynb").write_text(json.dumps(notebook))
    page = context.new_page()
    page.goto(f"{course.base}/lab/tree/{MODULE}?token={course.token}")
    all_widgets(page)
    assert not marker.exists()
    page.goto(f"{course.base}/lab/tree/own.ipynb")
    page.locator("#jp-main-statusbar").get_by_text(re.compile(r"\| Idle$")).first.wait_for(timeout=60_000)
    time.sleep(2)
    expect(page.locator(f"{VISIBLE_NOTEBOOK} .cx")).to_have_count(0)
    expect(page.locator(f"{VISIBLE_NOTEBOOK}").get_by_role("button", name="Course page")).to_have_count(0)


@pytest.mark.parametrize(
    ("module", "widgets"),
    [(1, {".cx-quiz": 3}), (3, {".cx-journey": 2}), (5, {".cx-role": 1, ".cx-quiz": 2})],
    ids=["m01", "m03", "m05"],
)
def test_the_exercise_places_its_tasks(page: Page, module: int, widgets: dict[str, int]) -> None:
    page.get_by_role("link", name=f"Graded exercise of module {module}").click()
    for kind, count in widgets.items():
        expect(page.locator(f"{VISIBLE_NOTEBOOK} {kind}")).to_have_count(count, timeout=60_000)
    expect(page.locator(f"{VISIBLE_NOTEBOOK} [data-mime-type='application/vnd.jupyter.stderr']")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_start_page_has_no_accessibility_faults(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    expect(page.locator("html")).to_have_class(re.compile("cx-dark") if scheme == "dark" else re.compile("cx(?!-dark)"))
    assert violations(page) == []
    assert page.get_by_role("heading", level=1).count() == 1
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1, landmark
    shown = page.locator("body").aria_snapshot()
    assert 'link "Start module 1"' in shown
    assert 'button "Dark colours"' in shown


def test_start_page_by_keyboard_only(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the modules")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Dark colours")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Start module 1").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lab/tree/**", timeout=30_000)


def test_choice_of_colours_holds_for_the_lab_and_another_day(
    page: Page, course: CourseServer, browser: Browser, tmp_path: Path
) -> None:
    toggle = page.get_by_role("button", name="Dark colours")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    setting = course.workspace / ".cxcourse/jupyter/lab/user-settings/@jupyterlab/apputils-extension"
    _until(lambda: any("JupyterLab Dark" in path.read_text() for path in setting.glob("themes*")))
    page.goto(f"{course.base}/lab")
    page.wait_for_selector('body[data-jp-theme-light="false"]', state="attached", timeout=30_000)
    course.interrupt()
    another_day = CourseServer(course.workspace, tmp_path / "home")
    try:
        fresh = browser.new_page(color_scheme="light")
        fresh.goto(another_day.start_page)
        expect(fresh.locator("html")).to_have_class(re.compile("cx-dark"))
        fresh.close()
    finally:
        another_day.close()


def test_stop_button_stops_and_says_so(page: Page, course: CourseServer) -> None:
    page.get_by_role("button", name="Stop the course").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("has stopped and your work is kept"))
    out, err = course.process.communicate(timeout=30)
    assert (course.process.returncode, err) == (0, "")
    assert "Stopped." in out


def test_a_new_version_beside_a_changed_notebook_is_announced(page: Page, course: CourseServer, tmp_path: Path) -> None:
    course.interrupt()
    mine = json.loads((course.workspace / MODULE).read_text())
    mine["cells"][0]["source"] = "# My own title"
    (course.workspace / MODULE).write_text(json.dumps(mine))
    manifest = course.workspace / ".cxcourse/manifest.json"
    known = json.loads(manifest.read_text())
    known["files"][MODULE].update(sha256="of an older version", substance="of an older version")
    manifest.write_text(json.dumps(known))
    again = CourseServer(course.workspace, tmp_path / "home")
    try:
        assert "m01_intro.new-1.ipynb" in again.said
        page.goto(again.start_page)
        expect(page.get_by_role("heading", name="There is a newer version beside your own file")).to_be_visible()
        assert violations(page) == []
        page.get_by_role("link", name=re.compile("^Open the new version")).click()
        page.wait_for_url("**/m01_intro.new-1.ipynb", timeout=30_000)
    finally:
        again.close()
    assert "My own title" in (course.workspace / MODULE).read_text()


def _until(claim: object, seconds: float = 15) -> None:
    for _ in range(int(seconds * 5)):
        if claim():  # type: ignore[operator]
            return
        time.sleep(0.2)
    raise AssertionError("waited in vain")


def _kernel(course: CourseServer) -> list[str]:
    return [session["kernel"]["id"] for session in json.loads(course.get("/api/sessions")[2])]


def _counts(page: Page) -> int:
    return page.locator(f"{VISIBLE_NOTEBOOK} .cx-widget-cell .cx").count()


def _saved(course: CourseServer) -> bool:
    return any((course.workspace / "modules/m01_intro/answers").glob("*.json"))
