"""Module 3 in a real JupyterLab in a real browser, offline: every map, quiz and chart is there, in both themes."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cxcourse.content import course_root, load_bank
from tests.browser.driver import Lab, axe_faults
from tests.browser.learner import find_quiz

pytestmark = pytest.mark.browser

NOTEBOOK = "m03_journeys.ipynb"
MAPS = ["Amina changes her plan", "Mark's phone", "The billing call", "Farid returns a headset",
        "Jonas moves flat, before and after", "417 billing calls"]  # fmt: skip


def code_cells() -> list[str]:
    cells = json.loads((course_root() / "modules" / "m03_journeys" / NOTEBOOK).read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_map_and_quiz_is_seen_offline(lab: Lab, server: tuple[str, Path], dark: bool) -> None:
    folder = server[1] / f"m03-{dark}"
    folder.mkdir()
    shutil.copy(course_root() / "modules" / "m03_journeys" / NOTEBOOK, folder / NOTEBOOK)
    lab.theme(dark)
    lab.open(f"{folder.name}/{NOTEBOOK}")
    lab.run_all()
    page = lab.page
    for spec in load_bank("m03").quizzes:
        page.get_by_role("region", name=spec.title, exact=True).wait_for(timeout=90_000)
        find_quiz(page, spec.title)
    widgets = page.locator(".cx")
    for title in MAPS:
        expect(widgets.filter(has_text=title).or_(widgets.filter(has=page.locator(f'input[value="{title}"]'))).first
               ).to_be_attached(timeout=60_000)  # fmt: skip
    charts = sum(cell.count("charts.") for cell in code_cells())
    figures = page.locator('.cx-chart figure[role="img"]:has(svg)')
    expect(figures.nth(charts - 1)).to_be_attached(timeout=60_000)
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').all_inner_texts() == []
    shots = os.environ.get("CXCOURSE_SHOTS")
    for number in range(widgets.count()):
        widget = widgets.nth(number)
        widget.scroll_into_view_if_needed()
        widget.evaluate("(node, n) => node.dataset.axe = n", number)
        if shots:
            widget.screenshot(path=f"{shots}/m03-{dark}-{number:02d}.png")
        assert axe_faults(page, f'.cx[data-axe="{number}"]') == []
    assert lab.refused == []
    assert lab.errors == []
