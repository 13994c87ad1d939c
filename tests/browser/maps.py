"""A journey map opened in a real JupyterLab, and what of it has been kept."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser.driver import Lab

MAP = 'from cxcourse import JourneyMap\nJourneyMap("m03-mark")'
SHOWN = 'from cxcourse import JourneyMap\nJourneyMap("m03-look", start="m03-amina")'


AT_REST = """async (scroller) => {
    for (let still = 0; still < 12; still += 1) {  // a swipe glides on for a while
        if (scroller.scrollLeft) { scroller.scrollTo({left: 0, behavior: 'instant'}); still = 0; }
        await new Promise((frame) => requestAnimationFrame(frame));
    }
}"""


def opened(lab: Lab, folder: Path, cell: str = MAP) -> Locator:
    lab.show(folder / "map.ipynb", cell)
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
    for _ in range(200):
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
