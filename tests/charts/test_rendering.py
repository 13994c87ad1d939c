"""Every chart as people meet it: in a notebook's page, light and dark, with its name, its words and its numbers."""

from __future__ import annotations

import re
from html import unescape

import nbformat
import numpy as np
import pandas as pd
import pytest

from cxcourse import charts
from cxcourse.core.metrics import csat, nps
from cxcourse.core.metrics.survival import kaplan_meier
from tests.charts.test_colours import contrast
from tests.test_charts import OUTSIDE, shown

RANDOM = np.random.default_rng(7)
SURVEY = pd.DataFrame(
    {
        "nps": RANDOM.integers(0, 11, 240),
        "csat": RANDOM.integers(1, 6, 240),
        "touchpoint": RANDOM.choice(["billing menu of the phone line", "shop", "app"], 240),
    }
)
COHORTS = pd.DataFrame(
    [
        {"cohort": f"2025-{c:02d}", "month": m, "cohort_size": 200, "active": round(200 * 0.93**m)}
        for c in range(1, 8)
        for m in range(9 - c)
    ]
)
IDEAS = pd.DataFrame(
    {
        "name": [f"Improve the step no. {i}" for i in range(12)],
        "effort": [1, 5, 3, 2] * 3,
        "impact": [5, 4, 3, 1, 2, 5] * 2,
    }
)
DURATION, LEFT = RANDOM.exponential(9, 90), RANDOM.random(90) < 0.6
MAKE = {
    "nps_breakdown": lambda: charts.nps_breakdown(nps(SURVEY["nps"], by=SURVEY["touchpoint"])),
    "likert": lambda: charts.likert(SURVEY, "csat", by="touchpoint", ends=("not satisfied", "satisfied")),
    "intervals": lambda: charts.intervals(
        {**csat(SURVEY["csat"], by=SURVEY["touchpoint"]), "fax": csat([])}, reference=40, reference_name="goal"
    ),
    "funnel": lambda: charts.funnel({"Visit the web shop": 9000, "Compare": 4000, "Cart": 900, "Pay": 700}),
    "cohort_heatmap": lambda: charts.cohort_heatmap(COHORTS),
    "survival_curve": lambda: charts.survival_curve(
        {"web": kaplan_meier(DURATION[:50], LEFT[:50]), "shop": kaplan_meier(DURATION[50:], LEFT[50:])}
    ),
    "control_chart": lambda: charts.control_chart([9, 8, 9, 10, 8, 9, 19, 9, 8, 10], of=[90] * 10, period="week"),
    "effort_impact": lambda: charts.effort_impact(IDEAS),
}


@pytest.fixture(scope="module")
def drawn():
    """Return every chart, drawn once: name -> (chart, bundle, page)."""
    made = {name: make() for name, make in MAKE.items()}
    return {name: (chart, *shown(chart)) for name, chart in made.items()}


def test_every_chart_of_the_package_is_looked_at_here():
    drawing = {name for name in charts.__all__ if name.islower()} - {"numbers_table", "render", "theme"}
    of_logs = {"variants", "flow", "dwell", "emotion_paths"}  # test_journeylog_charts.py looks at these
    assert drawing == {*MAKE, "form_contrast", "form_effort", *of_logs}


@pytest.mark.parametrize("name", MAKE)
def test_a_chart_is_named_says_its_finding_and_lists_its_numbers(drawn, name):
    chart, bundle, page = drawn[name]
    (figure,) = page.named("figure")
    assert figure["aria-label"] == bundle["text/plain"] == chart.description
    assert len(chart.description) > 60
    told = chart.title.text if isinstance(chart.title.text, list) else [chart.title.text]
    picture = unescape(bundle["text/html"].split("<figure", 1)[1])
    assert all(line in picture.split("</figure>")[0] for line in told)
    head, *body = page.rows
    assert head == list(chart.data.columns) and len(body) == len(chart.data)
    assert not {"nan", "None", "inf"} & {cell for row in body for cell in row}


@pytest.mark.parametrize("name", MAKE)
def test_inks_turn_with_the_page_and_colours_are_those_of_the_palette(drawn, name):
    html = drawn[name][1]["text/html"]
    picture = html.split("<figure", 1)[1].split("</figure>")[0]
    inks = set(re.findall(r'(?:fill|stroke)="([^"]+)"', picture))
    assert {ink for ink in inks if ink.startswith("#")} <= set(charts.PALETTE)
    assert "white" not in inks
    assert not re.findall(r"https?://(?!www\.w3\.org/)", html)
    assert 680 <= float(drawn[name][2].named("svg")[0]["viewbox"].split()[2]) <= 700


def test_a_title_of_ones_own_takes_the_place_of_the_finding():
    chart = charts.funnel({"a": 5, "b": 3}, title="What we saw")
    assert chart.title.text == "What we saw"


def test_drawing_leaves_the_tables_alone():
    for table, draw in ((SURVEY, MAKE["likert"]), (COHORTS, MAKE["cohort_heatmap"]), (IDEAS, MAKE["effort_impact"])):
        before = table.copy(deep=True)
        draw()
        assert table.equals(before)


def test_words_of_the_data_are_only_words():
    nasty = '<img src=x onerror="alert(1)"> {{x}} & co'
    for chart in (charts.funnel({nasty: 5, "b": 3}), charts.control_chart(range(8), labels=[nasty, *"bcdefgh"])):
        _, page = shown(chart)
        assert not page.named("img")
        assert page.named("figure")[0]["aria-label"] == chart.description


@pytest.mark.parametrize(("ground", "ink"), [(255, 0), (17, 255)], ids=["light", "dark"])
def test_numbers_in_cells_are_legible_on_every_shade(drawn, ground, ink):
    """Cells let the page shine through and numbers take its ink, 87 % strong as JupyterLab has it."""
    blue = [int(charts.PALETTE[0][i : i + 2], 16) for i in (1, 3, 5)]
    shades = [
        row["opacity"]
        for layer in drawn["cohort_heatmap"][0].to_dict()["layer"]
        for row in layer["data"]["values"]
        if layer["mark"].get("color") == charts.PALETTE[0] and "opacity" in row
    ]
    for depth in {min(shades), max(shades), 0.6}:
        cell = [depth * part + (1 - depth) * ground for part in blue]
        number = [0.87 * ink + 0.13 * part for part in cell]
        assert contrast(*("#" + "".join(f"{round(part):02x}" for part in colour) for colour in (cell, number))) >= 4.5


# Words on words: two texts whose boxes share more than a hair. A number with a halo is the same text twice.
COLLIDING = """() => [...document.querySelectorAll('.cx-chart svg')].flatMap(svg => {
  const texts = [...svg.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => [t.textContent,
    t.getBoundingClientRect()]);
  return texts.flatMap(([one, a], i) => texts.slice(i + 1).filter(([other, b]) => one !== other &&
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3).map(([other]) => `${one} / ${other}`));
})"""


def exported(drawn, theme: str) -> str:
    """Return the page that nbconvert makes of a notebook with all charts."""
    from nbconvert import HTMLExporter

    cells = []
    for name, (_, bundle, _) in drawn.items():
        output = nbformat.v4.new_output("execute_result", data=bundle, execution_count=1)
        cells.append(nbformat.v4.new_code_cell(f"charts.{name}(…)", outputs=[output], execution_count=1))
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"title": "Charts"})
    return HTMLExporter(theme=theme).from_notebook_node(notebook)[0]


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_exported_notebook_shows_the_charts_offline(browser, drawn, theme):
    page = browser.new_page(viewport={"width": 1000, "height": 900}, offline=True)
    # Scripts of the exporter wait for addresses that an offline page never reaches; the charts need none.
    page.set_content(re.sub(r"<script.*?</script>", "", exported(drawn, theme), flags=re.S))
    figures = page.get_by_role("img").all()
    assert [f.get_attribute("aria-label") for f in figures] == [chart.description for chart, _, _ in drawn.values()]
    assert all(figure.bounding_box()["height"] > 120 for figure in figures)
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate(COLLIDING) == []
    ink = page.locator(".cx-chart svg text").first.evaluate("t => getComputedStyle(t).fill")
    assert ("255" in ink) == (theme == "dark")
    page.locator("summary").first.press("Enter")
    assert page.get_by_role("row").count() == 1 + len(drawn["nps_breakdown"][0].data)
    page.close()


@pytest.mark.browser
def test_charts_are_accessible_and_fit_a_phone(browser, drawn):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": 360, "height": 800}, offline=True)
    body = "".join(bundle["text/html"] for _, bundle, _ in drawn.values())
    page.set_content(f'<!doctype html><html lang="en"><title>Charts</title><main><h1>Charts</h1>{body}</main></html>')
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"]] == []
    page.close()
