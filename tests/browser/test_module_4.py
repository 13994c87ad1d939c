"""Module 4 in a real JupyterLab in a real browser, offline: every widget and every chart is there, in both themes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cxcourse.content import course_root, load_bank
from tests.browser.driver import Lab, axe_faults
from tests.browser.learner import find_quiz

pytestmark = pytest.mark.browser

NOTEBOOK = "m04_measure.ipynb"


def code_cells() -> list[str]:
    cells = json.loads((course_root() / "modules" / "m04_measure" / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_widget_and_chart_is_seen_offline(lab: Lab, server: tuple[str, Path], dark: bool) -> None:
    folder = server[1] / f"m04-{dark}"
    folder.mkdir()
    shutil.copy(course_root() / "modules" / "m04_measure" / NOTEBOOK, folder / NOTEBOOK)
    lab.theme(dark)
    lab.open(f"{folder.name}/{NOTEBOOK}")
    lab.run_all()
    page = lab.page
    for spec in load_bank("m04").quizzes:
        page.get_by_role("region", name=spec.title, exact=True).wait_for(timeout=90_000)
        find_quiz(page, spec.title)
    charts = sum(cell.count("charts.") for cell in code_cells())
    assert charts >= 6
    figures = page.locator('.cx-chart figure[role="img"]:has(svg)')
    expect(figures.nth(charts - 1)).to_be_attached(timeout=60_000)
    for number in range(figures.count()):
        figures.nth(number).scroll_into_view_if_needed()
        assert figures.nth(number).bounding_box()["height"] > 80
        assert len(figures.nth(number).get_attribute("aria-label")) > 60
    assert page.get_by_role("region", name=re.compile("^Metric lab")).count() >= 2
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts() == []
    widgets = page.locator(".cx")
    for number in range(widgets.count()):
        widgets.nth(number).scroll_into_view_if_needed()
        widgets.nth(number).evaluate("(node, n) => node.dataset.axe = n", number)
        assert axe_faults(page, f'.cx[data-axe="{number}"]') == []
    assert lab.refused == []
    assert lab.errors == []
