"""Module 5 in a real JupyterLab in a real browser, offline: every quiz, every call and the chart are there."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cxcourse.content import course_root, load_bank
from cxcourse.content.scenes import load_scene
from tests.browser.driver import Lab, axe_faults
from tests.browser.learner import find_quiz

pytestmark = pytest.mark.browser

NOTEBOOK = "m05_service.ipynb"
SCENES = ("m05-repair-replace-or-neither", "m05-paying-should-be-easy", "m05-third-promise")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_widget_and_the_chart_are_seen_offline(lab: Lab, server: tuple[str, Path], dark: bool) -> None:
    folder = server[1] / f"m05-{dark}"
    folder.mkdir()
    shutil.copy(course_root() / "modules" / "m05_service" / NOTEBOOK, folder / NOTEBOOK)
    lab.theme(dark)
    lab.open(f"{folder.name}/{NOTEBOOK}")
    lab.run_all()
    page = lab.page
    for spec in load_bank("m05").quizzes:
        page.get_by_role("region", name=spec.title, exact=True).wait_for(timeout=90_000)
        find_quiz(page, spec.title)
    for name in SCENES:
        scene = load_scene(name)
        expect(page.get_by_role("region", name=re.compile(re.escape(scene.title))).first).to_be_attached()
    figure = page.locator('figure[role="img"]:has(svg)').first
    figure.scroll_into_view_if_needed()
    assert figure.bounding_box()["height"] > 80
    assert "name-facts mostly 90 or more" in figure.get_attribute("aria-label")
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts() == []
    widgets = page.locator(".cx")
    for number in range(widgets.count()):
        widgets.nth(number).scroll_into_view_if_needed()
        if pictures := os.environ.get("CXCOURSE_PICTURES"):  # to be looked at, not compared
            page.screenshot(path=f"{pictures}/m05-{'dark' if dark else 'light'}-{number}.png")
        widgets.nth(number).evaluate("(node, n) => node.dataset.axe = n", number)
        assert axe_faults(page, f'.cx[data-axe="{number}"]') == []
    assert lab.refused == []
    assert lab.errors == []
