"""The charts: drawn for real, named, tabled, and safe with strange data; tests/charts/test_colours.py looks at inks."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

import altair as alt
import pandas as pd
import pytest

from cxcourse import charts, load_dataset
from cxcourse.errors import DataError

CHARTS = {"effort": charts.form_effort, "contrast": charts.form_contrast}


class Page(HTMLParser):
    """What a reader of the HTML gets: the figure's name, the words in the picture, the rows of the table."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self.inside = ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag
        if tag == "tr":
            self.rows.append([])

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside in ("th", "td"):
            self.rows[-1].append(data)
        elif self.inside == "text":
            self.words.append(data)

    def named(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def shown(chart) -> tuple[dict[str, str], Page]:
    bundle = charts.render(chart.to_dict())
    return bundle, Page(bundle["text/html"])


@pytest.fixture(scope="module")
def audit():
    return load_dataset("form_audit")


@pytest.fixture(scope="module")
def drawn(audit):
    """Return both charts of the audit, drawn once: name -> (chart, bundle, page)."""
    made = {name: draw(audit) for name, draw in CHARTS.items()}
    return {name: (chart, *shown(chart)) for name, chart in made.items()}


@pytest.mark.parametrize("name", CHARTS)
def test_the_picture_has_one_name_and_it_is_the_description(drawn, name):
    chart, bundle, page = drawn[name]
    (figure,) = page.named("figure")
    assert figure == {"role": "img", "aria-label": chart.description}
    assert bundle["text/plain"] == chart.description
    (svg,) = page.named("svg")
    assert svg["aria-hidden"] == "true" and "width" not in svg and svg["viewbox"]


@pytest.mark.parametrize(
    ("name", "axes", "labels"),
    [
        ("effort", {"Step of the sign-up", "Fields on the screen"}, {"Address with fax", "38 fields on 10 screens"}),
        (
            "contrast",
            {"Screen, in order", "Weakest text contrast on the screen, to 1"},
            {"Prove you are human", "1.9", "13.1", "4.5", "10", "6 of 10 too pale"},
        ),
    ],
)
def test_axes_are_titled_and_marks_labelled_in_the_picture(drawn, name, axes, labels):
    chart, _, page = drawn[name]
    drawn = set(page.words)
    assert axes <= drawn
    assert labels | {"Parcello", "Threadly", "MazeForm"} <= drawn
    assert {chart.title.text, chart.title.subtitle} <= drawn


def test_every_field_is_one_mark(drawn):
    bundle = drawn["effort"][1]
    for colour, fields in zip(charts.PALETTE, (9, 17, 38), strict=True):
        # One more: the mark beside the product's name.
        assert len(re.findall(rf'<path [^>]*fill="{colour}"', bundle["text/html"])) == fields + 1


def test_every_screen_is_a_mark_full_when_too_pale_and_hollow_otherwise(drawn):
    bundle = drawn["contrast"][1]
    for colour, pale, screens in zip(charts.PALETTE, (0, 1, 6), (6, 8, 10), strict=True):
        marks = re.findall(rf'<path [^>]*fill="([^"]+)" stroke="{colour}" stroke-width="2"', bundle["text/html"])
        assert len(marks) == screens
        assert marks.count(colour) == pale


def test_descriptions_are_computed_from_the_data(audit, drawn):
    effort, contrast = (drawn[name][0].description for name in CHARTS)
    assert "MazeForm: 38 fields on 10 screens, at most 9 on one (Address with fax)" in effort
    assert "Threadly: 1 of 8 screens below (News and offers 3.1)" in contrast
    other = audit.assign(fields=audit["fields"] + 1, contrast_ratio=audit["contrast_ratio"] + 3)
    assert "MazeForm: 48 fields on 10 screens, at most 10 on one" in charts.form_effort(other).description
    assert charts.form_effort(other).title.text == "MazeForm asks for 48 fields, Parcello for 15"
    assert charts.form_contrast(other).title.text == "0 of 24 screens are too pale"


@pytest.mark.parametrize(
    ("ratios", "title"),
    [
        ([3.0, 9.0], "1 of 2 screens is too pale, in A"),
        ([3.0, 2.0], "2 of 2 screens are too pale, 1 of them in A"),
        ([9.0, 9.0], "0 of 2 screens are too pale"),
        ([4.5, 4.4999], "1 of 2 screens is too pale, in B"),
    ],
)
def test_the_title_counts_in_good_english_and_4_5_is_enough(ratios, title):
    table = pd.DataFrame({"product": ["A", "B"], "step": 1, "screen": "Start", "contrast_ratio": ratios})
    assert charts.form_contrast(table).title.text == title


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_has_the_rows_and_columns_that_are_drawn(audit, drawn, name):
    page = drawn[name][2]
    head, *body = page.rows
    measure = {"effort": "fields", "contrast": "contrast_ratio"}[name]
    assert head == ["product", "step", "screen", measure]
    assert body == [[str(value) for value in row] for row in audit[head].itertuples(index=False)]
    assert len(body) == 24
    assert all(cell["scope"] == "col" for cell in page.named("th"))


def test_inks_follow_the_page_and_the_ground_is_clear(drawn):
    for _, bundle, _ in drawn.values():
        picture = bundle["text/html"].split("<figure", 1)[1].split("</figure>")[0]
        inks = set(re.findall(r'(?:fill|stroke)="([^"]+)"', picture))
        fixed = {ink for ink in inks if ink.startswith("#")}
        assert fixed == set(charts.PALETTE)
        assert "white" not in inks
        assert "var(--jp-ui-font-color1, #18212d)" in inks


def test_nothing_in_the_output_points_outside(drawn):
    for _, bundle, _ in drawn.values():
        addresses = re.findall(r"https?://[^\s\"'<)]+", bundle["text/html"])
        assert {a for a in addresses if not a.startswith("http://www.w3.org/")} == set()
        assert "<script" not in bundle["text/html"]


def test_two_charts_on_a_page_share_no_id(drawn):
    pages = [bundle["text/html"] for _, bundle, _ in drawn.values()]
    first, second = (set(re.findall(r'\bid="([^"]+)"', page)) for page in pages)
    assert not first & second
    for page, ids in zip(pages, (first, second), strict=True):
        assert set(re.findall(r"url\(#([^)]+)\)", page)) <= ids


def test_the_same_chart_is_the_same_text(audit, drawn):
    assert shown(charts.form_effort(audit))[0] == drawn["effort"][1]


def test_words_from_the_data_are_escaped_everywhere(audit):
    nasty = '<img src=x onerror="alert(1)">\'s & co'
    changed = audit.replace({"product": {"Parcello": nasty}, "screen": {"Cookie wall": nasty}})
    for draw in CHARTS.values():
        chart = draw(changed)
        bundle, page = shown(chart)
        assert not page.named("img")
        assert page.named("figure")[0]["aria-label"] == chart.description
        assert nasty in chart.description or draw is charts.form_effort
        assert "<img" not in bundle["text/html"]


VARIANTS = {
    "one product": lambda t: t[t["product"] == "Threadly"],
    "one screen": lambda t: t.head(1),
    "shuffled": lambda t: t.sample(frac=1, random_state=3),
    "no fields": lambda t: t.assign(fields=0),
    "long form": lambda t: t.assign(fields=t["fields"] * 12),
    "numbered products": lambda t: t.assign(product=t["step"] % 4),
    "categories": lambda t: t.astype({"product": "category"}).query("product != 'MazeForm'"),
    "floats": lambda t: t.astype({"fields": float, "step": float}),
    "lowest and highest contrast": lambda t: t.assign(contrast_ratio=[1.0, 21.0] * 12),
}


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", CHARTS)
def test_other_tables_are_drawn_too(audit, name, variant):
    table = VARIANTS[variant](audit)
    _, page = shown(CHARTS[name](table))
    assert len(page.rows) == len(table) + 1
    assert {str(product) for product in table["product"]} <= set(page.words)
    assert not [word for word in page.words if re.fullmatch(r".*\de\+\d", word)]
    box = [float(n) for n in page.named("svg")[0]["viewbox"].split()]
    assert 680 <= box[2] <= 760, f"the drawing is {box[2]} wide"


def test_the_order_of_rows_does_not_change_what_is_said(audit, drawn):
    for name, draw in CHARTS.items():
        chart, again = drawn[name][0], draw(audit.iloc[::-1])
        said = [sorted(re.split(r"(?<=\.) ", c.description)) for c in (chart, again)]
        assert said[0] == said[1]
        assert chart.title.text == again.title.text


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda t: t.drop(columns=["step"]), "the table has no step"),
        (lambda t: t.head(0), "no rows"),
        (lambda t: t.assign(step=None), "'step' has 24 empty cells"),
        (lambda t: t.assign(step="first"), "'step' must hold numbers, found 'first'"),
    ],
)
def test_a_table_that_cannot_be_drawn_is_refused_with_a_reason(audit, spoil, says):
    for draw in CHARTS.values():
        with pytest.raises(DataError, match=says):
            draw(spoil(audit))


def test_drawing_leaves_the_table_alone(audit):
    before = audit.copy(deep=True)
    for draw in CHARTS.values():
        draw(audit)
    assert audit.equals(before)


def test_a_learners_own_chart_gets_a_name_and_a_table(audit):
    own = alt.Chart(audit, title=["Errors", "by style"]).mark_bar().encode(x="count()", y="error_style")
    bundle, page = shown(own)
    assert bundle["text/plain"] == page.named("figure")[0]["aria-label"] == "Errors by style"
    assert len(page.rows) == 25
    _, bare = shown(alt.Chart(alt.Data(url="missing.csv")).mark_point())
    assert bare.named("figure")[0]["aria-label"] == "A chart without a title"
    assert not bare.named("table")


def test_a_long_table_is_cut_and_says_so():
    rows = alt.Data(values=[{"x": n} for n in range(450)])
    bundle, page = shown(alt.Chart(rows, title="Long").mark_tick().encode(x="x:Q"))
    assert len(page.rows) == 201
    assert "The first 200 of 450 rows." in bundle["text/html"]


def test_a_notebook_shows_our_rendering(audit):
    assert (alt.renderers.active, alt.theme.active) == ("cxcourse", "cxcourse")
    bundle = charts.form_effort(audit)._repr_mimebundle_()
    bundle = bundle[0] if isinstance(bundle, tuple) else bundle
    assert set(bundle) == {"text/html", "text/plain"}


def _python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_a_renderer_that_was_chosen_before_stays():
    code = (
        "import altair as alt; alt.renderers.enable('png'); alt.theme.enable('dark'); import cxcourse.charts; "
        "print(alt.renderers.active, alt.theme.active)"
    )
    assert _python(code) == "png dark"


def test_import_of_the_course_loads_neither_pandas_nor_altair():
    code = "import sys, cxcourse; print({'pandas', 'altair', 'vl_convert', 'yaml'} & set(sys.modules))"
    assert _python(code) == "set()"


# Words that stick out of their drawing would be cut off.
OUTSIDE = """() => [...document.querySelectorAll('svg')].flatMap(svg => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(t => { const b = t.getBoundingClientRect();
    return b.left < box.left - 1 || b.right > box.right + 1 || b.bottom > box.bottom + 1; }).map(t => t.textContent);
})"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("ground", "ink", "wide"),
    [("#fff", "rgba(0, 0, 0, 0.87)", 760), ("#111", "rgba(255, 255, 255, 0.87)", 360)],
    ids=["light", "dark phone"],
)
def test_in_a_browser_the_charts_are_whole_legible_and_accessible(browser, drawn, ground, ink, wide):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(viewport={"width": wide, "height": 900}, offline=True)
    page.set_content(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Charts</title>'
        f'<body style="color:{ink};background:{ground};--jp-layout-color0:{ground};--jp-ui-font-color1:{ink}">'
        f"<main><h1>Charts</h1>{''.join(bundle['text/html'] for _, bundle, _ in drawn.values())}</main>"
    )
    names = [figure.get_attribute("aria-label") for figure in page.get_by_role("img").all()]
    assert names == [chart.description for chart, _, _ in drawn.values()]
    assert page.evaluate(OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= wide
    title = page.locator("svg text", has_text="MazeForm asks for")
    assert title.evaluate("t => getComputedStyle(t).fill") == ink
    page.locator("summary").first.press("Enter")
    assert page.get_by_role("row").count() == 25
    assert [(v["id"], v["nodes"][0]["html"]) for v in Axe().run(page).response["violations"]] == []
    page.close()
