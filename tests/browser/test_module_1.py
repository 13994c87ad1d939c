"""Module 1 in a real JupyterLab in a real browser, offline: answer, reload, restart, find everything again."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cxcourse.content import load_bank
from tests.browser.conftest import NOTEBOOK
from tests.browser.driver import Lab, axe_faults
from tests.browser.learner import answer_by_keyboard, answer_by_mouse, find_quiz, show, tab_to

pytestmark = pytest.mark.browser

# One question of each kind: title of the quiz, number in it, item.
QUESTIONS = [
    ("m01-before", 1), ("m01-components-a", 1), ("m01-model", 1), ("m01-techniques", 1),
    ("m01-form", 1), ("m01-form", 2),
]  # fmt: skip
BANK = load_bank("m01")
TITLES = {spec.id: spec.title for spec in BANK.quizzes}
ITEMS = {(q, n): BANK.item(next(s for s in BANK.quizzes if s.id == q).items[n - 1]) for q, n in QUESTIONS}


def open_module(lab: Lab, module: Path) -> Page:
    lab.open(f"{module.name}/{NOTEBOOK}")
    lab.run_all()
    for title in TITLES.values():
        lab.page.get_by_role("region", name=title, exact=True).wait_for(timeout=60_000)
    return lab.page


def saved_items(module: Path) -> dict[str, dict]:
    found = {}
    for path in sorted((module / "answers").glob("m01-*.json")):
        found |= json.loads(path.read_text())["data"].get("items", {})
    return found


def wait_saved(module: Path, item: str) -> dict:
    for _ in range(100):
        if saved_items(module).get(item, {}).get("attempts"):
            return saved_items(module)[item]
        time.sleep(0.1)
    raise AssertionError(f"{item} was never saved")


def test_the_questions_cover_every_kind() -> None:
    assert {item.type for item in ITEMS.values()} == {"single", "multi", "numeric", "order", "match", "cardsort"}


@pytest.mark.parametrize("hand", [answer_by_mouse, answer_by_keyboard], ids=["mouse", "keyboard"])
def test_every_kind_is_answered_and_found_again(lab: Lab, module: Path, hand) -> None:
    page = open_module(lab, module)
    for (quiz_id, number), item in ITEMS.items():
        quiz = find_quiz(page, TITLES[quiz_id])
        if number > 1:
            show(quiz, number)
        quiz.locator("button, input").first.focus()
        hand(quiz, item)
        assert wait_saved(module, item.id)["attempts"][0]["score"] == 1

    def all_there() -> None:
        for (quiz_id, number), item in ITEMS.items():
            pip = find_quiz(page, TITLES[quiz_id]).get_by_role("button", name=f"Question {number}:").first
            expect(pip).to_have_accessible_name(f"Question {number}: right at the first try")
            assert saved_items(module)[item.id]["attempts"][0]["score"] == 1

    all_there()
    lab.save()
    page.reload()
    lab.idle()
    all_there()  # the kernel is still there: the page finds its widgets
    lab.restart_kernel()
    lab.run_all()
    all_there()  # a new kernel: the answers come from disk
    assert lab.refused == []
    assert lab.errors == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_any_widget(lab: Lab, module: Path, dark: bool) -> None:
    lab.theme(dark)
    page = open_module(lab, module)
    light = page.evaluate("document.body.dataset.jpThemeLight")
    assert light == ("false" if dark else "true")
    _answer_wrongly(page)
    widgets = page.locator(".cx")
    assert widgets.count() == len(TITLES) + 3  # the value model, the taste of a role play and the glossary cards
    for number in range(widgets.count()):
        widgets.nth(number).scroll_into_view_if_needed()
        widgets.nth(number).evaluate("(node, n) => node.dataset.axe = n", number)
        assert axe_faults(page, f'.cx[data-axe="{number}"]') == []


def _answer_wrongly(page: Page) -> None:
    """Bring feedback, hints and warnings on the screen, so that their colours are looked at too."""
    quiz = find_quiz(page, TITLES["m01-before"])
    item = ITEMS["m01-before", 1]
    wrong = next(o.id for o in item.options if not o.correct)
    quiz.locator(".cx-opt", has=page.locator(f'input[value="{wrong}"]')).click()
    quiz.get_by_role("button", name="Check", exact=True).click()
    expect(quiz.get_by_text("Not yet.").first).to_be_visible()
    order = find_quiz(page, TITLES["m01-model"])
    order.get_by_role("button", name="Check", exact=True).click()
    expect(order.locator(".cx-not").first).to_be_visible()
    order.locator(".cx-order button:not([aria-disabled])").first.click()
    order.get_by_role("button", name="Check", exact=True).click()
    expect(order.get_by_text("Explanation.")).to_be_visible()


def test_the_accessibility_tree_names_every_group_and_control(lab: Lab, module: Path) -> None:
    page = open_module(lab, module)
    for title in (*TITLES.values(), "Glossary cards"):
        find_quiz(page, title)
    for (quiz_id, number), item in ITEMS.items():
        quiz = find_quiz(page, TITLES[quiz_id])
        show(quiz, number)
        expect(quiz.get_by_role("group", name=item.stem.replace("`", ""), exact=True)).to_be_visible()
        if item.type in ("single", "multi"):
            role = "radio" if item.type == "single" else "checkbox"
            assert all(quiz.get_by_role(role, name=o.text, exact=True).count() == 1 for o in item.options)
    unnamed = page.evaluate("""() => [...document.querySelectorAll('.cx button, .cx input, .cx textarea')]
        .filter(n => !(n.getAttribute('aria-label') || n.labels?.length || n.textContent.trim() || n.title))
        .map(n => n.outerHTML.slice(0, 120))""")
    assert unnamed == []


def test_keys_inside_a_widget_never_change_the_notebook(lab: Lab, module: Path) -> None:
    page = open_module(lab, module)
    before = lab.sources()
    roles = {"m01-before": "radio", "m01-form": "checkbox", "m01-model": "button", "m01-components-a": "button"}
    for quiz_id, role in roles.items():
        quiz = find_quiz(page, TITLES[quiz_id])
        control = quiz.get_by_role(role, disabled=False).last
        for key in ("a", "b", "x", "d", "d", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Escape", "Enter"):
            control.focus()
            page.keyboard.press(key)
    assert lab.sources() == before
    path = module / NOTEBOOK
    stamp = path.stat().st_mtime_ns
    find_quiz(page, TITLES["m01-form"]).get_by_role("checkbox").first.click()
    find_quiz(page, TITLES["m01-form"]).get_by_role("checkbox").first.focus()
    page.keyboard.press("Control+s")
    for _ in range(50):
        if path.stat().st_mtime_ns != stamp:
            break
        time.sleep(0.1)
    assert path.stat().st_mtime_ns != stamp, "Ctrl+S inside a widget did not save the notebook"


@pytest.mark.parametrize("known", [False, True], ids=["still unnoticed", "already noticed"])
def test_a_dead_kernel_is_told_and_what_was_saved_stays(lab: Lab, module: Path, known: bool) -> None:
    page = open_module(lab, module)
    quiz = find_quiz(page, TITLES["m01-before"])
    tab_from = quiz.locator("input").first
    tab_from.focus()
    tab_to(page, f"opt {tab_from.get_attribute('value')}")
    page.keyboard.press("Space")
    expect(quiz.get_by_text("✓ Saved")).to_be_visible()
    before = (module / "answers" / "m01-before.json").read_bytes()
    lab.stop_kernels()
    if known:  # a page that knows its kernel is gone refuses to send, where another one sends and waits
        page.get_by_role("button", name="No Kernel").wait_for(timeout=60_000)
    quiz.locator(".cx-opt").nth(1).click()
    expect(quiz.get_by_text("Not saved yet")).to_be_visible(timeout=15_000)
    assert (module / "answers" / "m01-before.json").read_bytes() == before
