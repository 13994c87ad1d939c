"""Answering any kind of question in the browser, by mouse or by keyboard only, as a person does."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from cxcourse.core.quiz import Item, Numeric, Prompt, prompt, solution


def find_quiz(page: Page, title: str) -> Locator:
    """Return the widget with this title, scrolled into view."""
    quiz = page.get_by_role("region", name=title, exact=True)
    quiz.scroll_into_view_if_needed()
    return quiz


def show(quiz: Locator, number: int) -> None:
    """Go to a question of a quiz by its pip."""
    quiz.get_by_role("button", name=f"Question {number}:").first.click()


# ---------------------------------------------------------------- mouse


def answer_by_mouse(quiz: Locator, item: Item) -> None:
    """Give the right answer to the question that is shown, with clicks and drags, and check it."""
    right, question = solution(item), prompt(item)
    if item.type in ("single", "multi"):
        for option in item.options:
            if option.correct:
                quiz.locator(".cx-opt", has=quiz.page.locator(f'input[value="{option.id}"]')).click()
    elif isinstance(item, Numeric):
        quiz.get_by_role("textbox").fill(f"{right:g}")
    elif item.type == "order":
        _drag_order(quiz, item, right)
    else:
        _put_all(quiz, item, question, right)
    quiz.get_by_role("button", name="Check", exact=True).click()
    expect(quiz.locator(".cx-notice.cx-good").first).to_be_visible()


def _drag_order(quiz: Locator, item: Item, right: list[str]) -> None:
    texts = {o.id: o.text for o in item.options}
    for place, element in enumerate(right):
        row = quiz.locator(".cx-order li", has_text=texts[element])
        while _rows(quiz).index(texts[element]) > place:
            row.get_by_role("button", name=f"Move up: {texts[element]}").click()


def _rows(quiz: Locator) -> list[str]:
    return quiz.locator(".cx-order .cx-opttext > span:first-child").all_inner_texts()


def _put_all(quiz: Locator, item: Item, question: Prompt, right: dict[str, Any]) -> None:
    """The first card is dragged, the others are clicked to their places."""
    texts = {o.id: o.text for o in item.options}
    for number, (option, where) in enumerate(right.items()):
        card, place = (where, option) if item.type == "match" else (texts[option], where[0])
        source = quiz.locator(".cx-tray").get_by_role("button", name=card, exact=True)
        if number == 0:
            source.drag_to(quiz.locator(f'[data-place="{place}"]'))
        else:
            source.click()
            quiz.locator(f'[data-k="to {place}"]').click()
    assert question.id == item.id


# ---------------------------------------------------------------- keyboard


def tab_to(page: Page, key: str, limit: int = 90) -> None:
    """Press Tab until the control with this ``data-k`` has the focus."""
    for _ in range(limit):
        if focus_key(page) == key:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {key!r}; the focus is on {focus_key(page)!r}")


def focus_key(page: Page) -> str | None:
    """Return the ``data-k`` of the focused element."""
    return page.evaluate("document.activeElement?.dataset?.k ?? null")


def answer_by_keyboard(quiz: Locator, item: Item) -> None:
    """Give the right answer and check it, with keys only, starting from the quiz's first control."""
    page, right = quiz.page, solution(item)
    if item.type == "single":
        _radio(quiz, right)
    elif item.type == "multi":
        for option in prompt(item).options:
            if option.id in right:
                tab_to(page, f"opt {option.id}")
                page.keyboard.press("Space")
    elif item.type == "numeric":
        tab_to(page, "number")
        page.keyboard.type(f"{right:g}")
    elif item.type == "order":
        for place, element in enumerate(right):
            texts = {o.id: o.text for o in item.options}
            while _rows(quiz).index(texts[element]) > place:
                _from_top(quiz)
                tab_to(page, f"up {element}")
                page.keyboard.press("Enter")
    else:
        _carry_all(quiz, item, right)
    _from_top(quiz)
    tab_to(page, "check")
    page.keyboard.press("Enter")
    expect(quiz.locator(".cx-notice.cx-good").first).to_be_visible()


def _from_top(quiz: Locator) -> None:
    quiz.locator("button, input").first.focus()


def _radio(quiz: Locator, right: str) -> None:
    page = quiz.page
    first = quiz.locator("input[type=radio]").first.get_attribute("value")
    tab_to(page, f"opt {first}")
    page.keyboard.press("Space")
    for _ in range(6):
        if focus_key(page) == f"opt {right}":
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("the arrow keys never reached the option")


def _carry_all(quiz: Locator, item: Item, right: dict[str, Any]) -> None:
    page = quiz.page
    for option, where in right.items():
        card, place = (where, option) if item.type == "match" else (option, where[0])
        _from_top(quiz)
        tab_to(page, f"card {card}")
        page.keyboard.press("Enter")
        for _ in range(20):
            if focus_key(page) == f"to {place}":
                break
            page.keyboard.press("ArrowDown")
        assert focus_key(page) == f"to {place}", f"the arrow keys never reached {place!r}"
        page.keyboard.press("Enter")
