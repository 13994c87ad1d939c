"""The picture: valid, complete, in the shape of a slide, and never with a word beyond its card."""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import vl_convert
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cxcourse
from cxcourse.content.journeys import journey_names, load_journey
from cxcourse.core.journey import Actor, Journey
from cxcourse.errors import DataError
from cxcourse.exports.journey import to_png, to_svg
from cxcourse.exports.journey.picture.curve import smooth
from cxcourse.exports.journey.picture.inks import DARK, LIGHT, Inks
from cxcourse.exports.journey.picture.measure import FONT, width, wrap
from tests.exports.cases import ALL, CASE_A, CASE_B, EMPTY, HARD_WORDS, monster
from tests.exports.maps import WORDS, journeys

SVG = "{http://www.w3.org/2000/svg}"
MAPS = {**ALL, **{name: load_journey(name) for name in journey_names()}}


def size(svg: str) -> tuple[float, float]:
    wide, high = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())  # type: ignore[union-attr]
    return wide, high


def words_in(svg: str) -> str:
    """Everything written in the picture, without blanks, since lines break where they like."""
    return squeezed("".join(t.text or "" for t in ET.fromstring(svg).iter(f"{SVG}text")))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u2066-\u2069\x00-\x1f]", "", text)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", MAPS)
def test_every_word_of_a_map_is_in_its_picture(name: str, theme: str) -> None:
    journey, svg = MAPS[name], to_svg(MAPS[name], theme)  # type: ignore[arg-type]
    shown = words_in(svg)
    texts = [s.action for s in journey.steps] + [s.name for s in journey.stages if s.name]
    texts += [c.text for s in journey.steps for c in s.cards if len(c.text) < 200]
    texts += [journey.title, journey.actor.name, journey.actor.goal, journey.actor.expectation]
    assert [text for text in texts if squeezed(text) not in shown] == []


@given(journey=journeys())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_map_is_drawn_as_valid_xml(journey: Journey) -> None:
    root = ET.fromstring(to_svg(journey))
    assert root[0].tag == f"{SVG}title"
    assert root[1].tag == f"{SVG}desc"
    assert root.get("aria-labelledby") == f"{root[0].get('id')} {root[1].get('id')}"
    assert not root.findall(f".//{SVG}script")


@pytest.mark.parametrize("name", ["a", "b", "monster", "m03-amina", "m03-blueprint", "m03-before-after"])
def test_full_maps_fill_a_slide(name: str) -> None:
    wide, high = size(to_svg(MAPS[name]))
    assert 1.5 < wide / high < 1.95


def test_a_long_journey_is_broken_between_stages() -> None:
    svg = to_svg(monster())
    names = {s.name for s in monster().stages}
    assert svg.count("<clipPath") == 4  # two bands, a frame and a curve each
    assert all(
        sum(squeezed(name) == squeezed(text.text or "") for text in ET.fromstring(svg).iter(f"{SVG}text")) == 1
        for name in names
    )


def test_a_stage_that_comes_back_or_goes_on_says_so() -> None:
    long = to_svg(monster(1, 40))
    assert "Stage1:Ask(continued)" in words_in(long)
    there, back = CASE_B.steps[0], CASE_B.steps[1]
    returning = replace(CASE_B, steps=(there, back, replace(there, id="x", opportunities=())))
    assert "Need(again)" in words_in(to_svg(returning))
    assert "(again)" not in words_in(to_svg(CASE_B)) + words_in(to_svg(monster()))


def test_two_pictures_on_a_page_share_no_id() -> None:
    ids = [
        re.findall(r'\bid="([^"]+)"', to_svg(journey, theme))
        for journey in (CASE_A, CASE_B)
        for theme in ("light", "dark")
    ]
    together = [name for some in ids for name in some]
    assert len(together) == len(set(together))
    assert len(together) > 12


def test_lanes_can_be_chosen() -> None:
    blueprint = load_journey("m03-blueprint")
    assert "lineofvisibility" in words_in(to_svg(blueprint))
    only = to_svg(blueprint, lanes=["emotion", "pains"])
    assert "lineofvisibility" not in words_in(only)
    assert "Pains" in words_in(only)
    assert size(only)[1] < size(to_svg(blueprint))[1]


def test_wrong_wishes_are_refused_in_words() -> None:
    with pytest.raises(DataError, match=r"expected some of emotion.*found 'pain'"):
        to_svg(EMPTY, lanes=["pain"])
    with pytest.raises(DataError, match="expected light or dark, found 'blue'"):
        to_svg(EMPTY, theme="blue")  # type: ignore[arg-type]
    with pytest.raises(DataError, match=r"0\.1 to 8"):
        to_png(EMPTY, scale=100)


# ---------------------------------------------------------------- words and their width


@given(WORDS, st.floats(30, 300))
@settings(deadline=None)
def test_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    lines = wrap(text, room, 12, most=1000)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 12) <= room for line in lines)


def test_too_much_text_ends_in_dots() -> None:
    lines = wrap("word " * 100, 80, 12, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert width(lines[-1], 12) <= 80


def ink_ends(png: bytes) -> int:
    """Return the column of the last pixel that is not white, of an 8-bit RGBA picture."""
    wide, high, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6)
    chunks = re.findall(rb"IDAT", png)
    assert chunks
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    raw, step = zlib.decompress(data), wide * 4
    before, last = bytearray(step), 0
    for y in range(high):
        filter_, line = raw[y * (step + 1)], bytearray(raw[y * (step + 1) + 1 : (y + 1) * (step + 1)])
        for x in range(step):
            left, up, corner = (line[x - 4] if x > 3 else 0), before[x], (before[x - 4] if x > 3 else 0)
            line[x] = (line[x] + (0, left, up, (left + up) // 2, _paeth(left, up, corner))[filter_]) % 256
        last = max([last, *(x // 4 for x in range(0, step, 4) if line[x] < 128)])
        before = line
    return last


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "text", ["Waits eleven minutes on the billing lineH", "WAVE “quoted”, 24/7 — 100 %H", "Größe, façade, ñandú, ŁódźH"]
)
def test_the_widths_are_those_of_the_font_that_is_drawn(text: str, bold: bool) -> None:
    weight = 700 if bold else 400
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="40"><rect width="600" height="40" fill="#fff"/>'
        f"<text x='10' y='28' font-size='20' font-family=\"{FONT}\" font-weight='{weight}'>{text}</text></svg>"
    )
    ends = ink_ends(vl_convert.svg_to_png(svg, scale=1))
    drawn = (ends - 10) / width(text, 20, bold)
    assert 0.94 < drawn < 1.01  # kerning draws letters together; nothing may be wider than it was measured


# ---------------------------------------------------------------- curve and colours


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(-2, 2)), min_size=2, max_size=12))
def test_the_curve_never_leaves_what_was_felt(steps: list[tuple[int, int]]) -> None:
    points, x = [], 0
    for gap, value in steps:
        x += gap
        points.append((float(x), value * 50.0))
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", smooth(points))]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    for n in range(len(points) - 1):
        (_, y0), (_, y1), (_, y2), (_, y3) = pairs[3 * n : 3 * n + 4]
        for t in (k / 20 for k in range(21)):
            y = (1 - t) ** 3 * y0 + 3 * (1 - t) ** 2 * t * y1 + 3 * (1 - t) * t**2 * y2 + t**3 * y3
            assert min(y0, y3) - 0.2 <= y <= max(y0, y3) + 0.2


def test_the_curve_ends_where_the_feelings_end() -> None:
    """Steps after the last feeling stay empty: a line through them would tell of a mood that nobody noted."""
    felt = CASE_A.steps[:4]
    j = replace(CASE_A, steps=(*felt, *(replace(s, emotion=None, emotion_to_be=None) for s in CASE_A.steps[4:])))
    (line,) = re.findall(r'<path d="([^"]+)"[^>]*stroke-width="3.5"', to_svg(j))
    ends = [float(x) for x in re.findall(r"(-?[\d.]+),-?[\d.]+", line)[::3]]
    assert len(ends) == len(felt) + 2
    assert ends[-1] - ends[-2] == pytest.approx((ends[2] - ends[1]) / 2, abs=0.2), "half a step after the last feeling"


@pytest.mark.parametrize(("inks", "block"), [(LIGHT, 0), (DARK, 1)])
def test_the_colours_are_those_of_the_widgets(inks: Inks, block: int) -> None:
    css = (Path(cxcourse.__file__).parent / "widgets" / "static" / "tokens.css").read_text(encoding="utf-8")
    rules = [r for r in re.findall(r"\{([^{}]*--cx-ink:[^{}]*)\}", css)]
    tokens = dict(re.findall(r"--cx-([\w-]+):\s*(#[0-9a-f]{6})", rules[block]))
    assert {name: tokens[name.replace("_", "-")] for name in vars(inks)} == vars(inks)


# ---------------------------------------------------------------- PNG


@pytest.mark.parametrize("scale", [1, 2])
def test_png_has_the_size_it_was_asked_for(scale: int) -> None:
    png = to_png(CASE_B, scale=scale)
    wide, high = size(to_svg(CASE_B))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", png[16:24]) == pytest.approx((wide * scale, high * scale), abs=2)


def test_letters_are_drawn_and_not_left_out() -> None:
    """A picture without fonts would be as light as one without words."""
    named = Journey(id="a", title="A title with a good many letters in it", actor=Actor())
    assert len(to_png(named)) > 1.3 * len(to_png(Journey(id="a", title=".")))
    assert to_png(HARD_WORDS, "dark")
