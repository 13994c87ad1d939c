"""Widgets on one bare page, as their own scripts and styles draw them: neither may reach into the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from cxcourse import Flashcards, JourneyMap, MetricLab, Quiz, ValueModel, task
from cxcourse.content import course_root
from cxcourse.core.quiz import prompt
from cxcourse.core.roleplay import offered
from cxcourse.widgets.role_play import RolePlay
from tests.core.items import ALL

pytestmark = pytest.mark.browser

PART = """<style>{css}</style><div id="{host}"></div><script type="module">{esm}
const view = {view}, model = {{ get: () => view, on() {{}}, off() {{}}, send() {{}} }};
render({{ model, el: document.getElementById("{host}") }}); document.body.dataset.{host} = "drawn";</script>"""

# Every line of the map begins and ends within a node as it is seen; where one does not, say which.
LOOSE = """() => {
  const boxes = [...document.querySelectorAll(".cx-graph .cx-node")].map((n) => n.getBoundingClientRect());
  const held = ({x, y}) => boxes.some((b) => x >= b.left && x <= b.right && y >= b.top && y <= b.bottom);
  return [...document.querySelectorAll(".cx-graph .cx-edge")].flatMap((path, i) => {
    const at = (length) => path.getPointAtLength(length).matrixTransform(path.getScreenCTM());
    return [at(0), at(path.getTotalLength())].filter((p) => !held(p)).map(() => i);
  });
}"""
OLD_RULE = ".cx .cx-node { position: absolute; transform: translate(-50%, -50%); width: 118px; }"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    made = browser.new_page(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    yield made
    made.close()


def shown(page: Page, *widgets: Any) -> None:
    """Put widgets on a page, one below the other; the style sheet of the last one comes last."""
    parts = [
        PART.format(
            css=w._css, host=f"host{n}", esm=str(w._esm).replace("export default { render };", ""),
            view=json.dumps(w.view).replace("</", "<\\/"),
        )
        for n, w in enumerate(widgets)
    ]  # fmt: skip
    page.set_content("<!doctype html><meta charset='utf-8'><body data-jp-theme-light='true'>" + "".join(parts))
    for n in range(len(widgets)):
        page.wait_for_selector(f"body[data-host{n}=drawn]")


def debriefed() -> RolePlay:
    play = RolePlay("m05-repair-replace-or-neither")
    play.say()
    while not play._now.ended:
        play.choose("abc"[[c.score for c in offered(play._now)].index(max(c.score for c in offered(play._now)))])
    play.handle({"kind": "debrief"})
    return play


@pytest.mark.parametrize("last", ["role", "value"])
def test_the_map_of_a_debrief_is_whole_beside_a_value_model(page: Page, last: str, folder: Path) -> None:
    both = [debriefed(), ValueModel()]
    shown(page, *(both if last == "value" else both[::-1]))
    assert page.locator(".cx-graph .cx-node").count() > 10
    assert page.locator(".cx-value-model button.cx-node").count() == 6
    assert page.evaluate(LOOSE) == []
    page.add_style_tag(content=OLD_RULE)
    assert page.evaluate(LOOSE) != [], "this test sees a node that is not at its line"


LOOK = """(root) => [root, ...root.querySelectorAll("*")].map((n) => {
  const s = getComputedStyle(n);
  return [n.tagName, n.getAttribute("class"), s.display, s.position, s.padding, s.border, s.background, s.color, s.font];
})"""


def test_a_widget_looks_alike_whatever_is_drawn_after_it(page: Page, folder: Path) -> None:
    call = RolePlay("m05-third-promise", mode="pair")
    call.say()
    drawn = JourneyMap("m03-amina", start="m03-amina")
    for widget in (call, drawn, MetricLab("nps"), Flashcards("m01"), Quiz("m01-before"), ValueModel()):
        shown(page, widget)
        alone = page.locator("section.cx").first.evaluate(LOOK)
        for other in (call, drawn, MetricLab("nps"), Flashcards("m01"), Quiz("m01-before"), ValueModel()):
            if type(other) is not type(widget):  # its sheet stands last, and brings the shared ones once more
                page.evaluate("t => document.body.insertAdjacentHTML('beforeend', `<style>${t}</style>`)", other._css)
        assert page.locator("section.cx").first.evaluate(LOOK) == alone, type(widget).__name__


CARDS = next(item for item in ALL if item.type == "cardsort")


@pytest.mark.parametrize(
    ("name", "open_", "told"),
    [
        ("m05-a2", 20, "not answered yet"),
        ("m05-a2", 19, "1 of 20 answered, 19 left"),
        ("m05-a2", 1, "19 of 20 answered, 1 left"),
        ("m05-a2", 0, "Answered"),
        (CARDS.id, 1, "1 card left"),
    ],
)
def test_what_counts_says_how_many_are_left(page: Page, folder: Path, name: str, open_: int, told: str) -> None:
    released = course_root() / "exercises" / "release" / "m05_service" / "tasks.json"
    sheet = json.loads(released.read_text(encoding="utf-8"))
    sheet["tasks"].append({"points": 1, "prompt": asdict(prompt(CARDS))})
    (folder / "tasks.json").write_text(json.dumps(sheet), encoding="utf-8")
    asked = task(name)
    item = asked.view["items"][0]
    parts, place = [o["id"] for o in item["options"]], item["answers"][0]
    if done := parts[open_:]:
        asked.answer({part: [place] if item["type"] == "cardsort" else place for part in done})
    shown(page, asked)
    assert page.locator(".cx-actions .cx-state").first.inner_text().endswith(told)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder: answers go there."""
    monkeypatch.setenv("CXCOURSE_ANSWERS", str(tmp_path / "answers"))
    monkeypatch.chdir(tmp_path)
    return tmp_path
