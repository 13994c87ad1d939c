"""A role play opened in a real JupyterLab, what can be said in it, and what of it has been kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import Turn
from tests.browser.driver import Lab
from tests.browser.maps import wait_for

CALL = 'from cxcourse.widgets.role_play import RolePlay\nRolePlay("m05-third-promise")'
CHAT = 'from cxcourse.widgets.role_play import RolePlay\nRolePlay("m01-taster")'
HASTY = """from dataclasses import replace
from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import Turn
from cxcourse.widgets.role_play import RolePlay
scene = load_scene("m01-taster")
RolePlay(replace(scene, nodes=tuple(replace(n, seconds=3) if isinstance(n, Turn) else n for n in scene.nodes)))"""
GRADED = """from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import release
from cxcourse.widgets.role_graded import GradedRolePlay
GradedRolePlay("m05-a1", 12, "A call that counts", "Take the call.", release(load_scene("m01-taster")), 2)"""


def opened(lab: Lab, folder: Path, cell: str) -> Locator:
    lab.show(folder / "play.ipynb", cell)
    return shown(lab)


def shown(lab: Lab) -> Locator:
    widget = lab.page.locator("section.cx-role")
    widget.wait_for(timeout=60_000)
    widget.scroll_into_view_if_needed()
    return widget


def scores(scene: str) -> dict[str, int]:
    return {c.say: c.score for n in load_scene(scene).nodes if isinstance(n, Turn) for c in n.choices}


def options(widget: Locator) -> Locator:
    return widget.locator(".cx-say:enabled")


def place(widget: Locator, scene: str, best: bool = True) -> int:
    """Wait for the replies and return the place of the best or the worst one."""
    expect(options(widget).first).to_be_visible()
    known = scores(scene)
    worth = [known[text] for text in options(widget).locator(".cx-opttext").all_inner_texts()]
    return worth.index(max(worth) if best else min(worth))


def kept(folder: Path, name: str) -> dict[str, Any]:
    path = folder / "answers" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))["data"] if path.exists() else {}


def step_taken(widget: Locator, folder: Path, name: str, count: int) -> None:
    """A reply has arrived on disk and the customer has answered to it."""
    wait_for(lambda: len(kept(folder, name).get("current", {}).get("steps", [])) == count)
    expect(widget.locator(".cx-theirs:not(.cx-beat, .cx-prod)")).to_have_count(count + 1)


def play_out(widget: Locator, folder: Path, name: str, scene: str, done: int = 0) -> int:
    """Click the best replies to the end; return how many there were."""
    while True:
        options(widget).nth(place(widget, scene)).click()
        done += 1
        step_taken(widget, folder, name, done)
        if kept(folder, name).get("runs"):
            return done


def left_only_after_a_question(lab: Lab, widget: Locator, way: str) -> None:
    widget.get_by_role("button", name=way).click()
    expect(widget.get_by_role("button", name="Stay here")).to_be_focused()
    lab.page.keyboard.press("Escape")
    expect(widget.get_by_role("button", name=way)).to_be_focused()


def end_in_sight(lab: Lab) -> None:
    """In a narrow column the picture of the way shows the end that was reached."""
    lab.page.locator(".cx-graph .cx-end.cx-taken").wait_for()
    inside = """() => {
        const box = document.querySelector('.cx-graph .cx-scroll').getBoundingClientRect();
        const end = document.querySelector('.cx-graph .cx-end.cx-taken').getBoundingClientRect();
        return end.left >= box.left && end.right <= box.right;
    }"""
    wait_for(lambda: lab.page.evaluate(inside))
