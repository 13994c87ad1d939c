"""Journeys in files, and Markdown as a real reader of Markdown takes it."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from cxcourse.content.journeys import load_journey
from cxcourse.core.journey import Journey
from cxcourse.errors import ContentError, DataError
from cxcourse.exports.files import export_journey, losses_of, read_journey_file, save_journey
from cxcourse.exports.journey import to_markdown
from tests.exports.cases import ALL, CASE_A
from tests.exports.maps import journeys


@pytest.mark.parametrize("ending", ["json", "yaml", "yml", "csv", "JSON"])
def test_a_saved_map_is_read_back(tmp_path: Path, ending: str) -> None:
    path = save_journey(CASE_A, tmp_path / f"mine.{ending}")
    assert read_journey_file(path) == CASE_A
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("svg", b"<svg"), ("png", b"\x89PNG"), ("md", b"# Mark's"), ("mmd", b"journey\n"), ("csv", b"\xef\xbb\xbfstage,")],
)
def test_the_ending_tells_the_format(tmp_path: Path, ending: str, begins: bytes) -> None:
    assert save_journey(CASE_A, tmp_path / f"mine.{ending}").read_bytes().startswith(begins)


def test_lines_of_a_csv_file_end_as_spreadsheets_want(tmp_path: Path) -> None:
    content = save_journey(CASE_A, tmp_path / "mine.csv").read_bytes()
    assert content.count(b"\r\n") == len(CASE_A.steps) + 1
    assert b"\r\r" not in content


def test_what_cannot_be_saved_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(DataError, match=r"journeys can be written as .*found \.docx"):
        save_journey(CASE_A, tmp_path / "mine.docx")
    with pytest.raises(DataError, match="cannot be written"):
        save_journey(CASE_A, tmp_path / "nowhere" / "mine.svg")
    with pytest.raises(DataError, match="it is a folder"):
        save_journey(CASE_A, tmp_path / "folder.svg")
    with pytest.raises(DataError, match="expected light or dark"):
        save_journey(CASE_A, tmp_path / "mine.svg", theme="pink")
    assert [p.name for p in tmp_path.iterdir()] == ["folder.svg"]


@pytest.mark.parametrize("ending", ["json", "yaml", "csv", "mmd", "md", "svg"])
def test_half_a_character_is_no_reason_to_lose_a_map(tmp_path: Path, ending: str) -> None:
    assert save_journey(Journey(id="a", title="a\ud83d"), tmp_path / f"mine.{ending}").read_text(encoding="utf-8")


def test_a_file_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    save_journey(CASE_A, path)
    assert read_journey_file(path) == CASE_A
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes("stage,action\nA,Größe".encode("latin-1"))
    with pytest.raises(ContentError, match="CSV UTF-8"):
        read_journey_file(tmp_path / "latin.csv")
    with pytest.raises(ContentError, match="cannot be read"):
        read_journey_file(tmp_path / "missing.yaml")
    with pytest.raises(DataError, match="journeys can be read as"):
        read_journey_file(tmp_path / "map.svg")


def test_export_by_id_by_file_and_by_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert export_journey("m03-amina", "csv") == Path("m03-amina.csv")
    assert export_journey("m03-amina.csv", tmp_path / "again.yaml").is_file()
    assert read_journey_file("again.yaml") == load_journey("m03-amina")
    with pytest.raises(ContentError, match=r"no such file, and no such journey\. The journeys are .*m03-amina"):
        export_journey("m03-nobody", "svg")
    with pytest.raises(DataError, match="would replace the file it is made from"):
        export_journey("again.yaml", "yaml")
    assert export_journey(Path("again.yaml"), "SVG") == export_journey("again.yaml", ".svg") == Path("again.svg")


@pytest.mark.parametrize("given", ["m03-amina", {"id": "mine"}, None])
def test_only_a_map_is_saved_as_one(tmp_path: Path, given: object) -> None:
    path = save_journey(CASE_A, tmp_path / "mine.json")
    with pytest.raises(DataError, match=r"journey: expected a Journey, found") as error:
        save_journey(given, path)  # type: ignore[arg-type]
    assert ("export_journey('m03-amina', …)" in str(error.value)) == isinstance(given, str)
    assert read_journey_file(path) == CASE_A


@pytest.mark.parametrize("ending", ["yaml", "csv", "md", "png", "svg"])
def test_a_file_that_nobody_named_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    source = save_journey(CASE_A, tmp_path / "sub" / "x.json")
    mine = tmp_path / f"x.{ending}"
    mine.write_text("<svg>my own</svg>", encoding="utf-8")
    with pytest.raises(
        DataError, match=rf"x\.{ending}: is there already and was not touched.*Name the file: 'x\.{ending}'"
    ):
        export_journey(source, ending)
    assert mine.read_text(encoding="utf-8") == "<svg>my own</svg>"
    export_journey(source, f"x.{ending}")
    assert "my own" not in mine.read_bytes().decode("latin-1"), "who names a file means it"
    assert export_journey(source, ending) == Path(f"x.{ending}"), "the very same again"


def test_a_picture_that_was_drawn_here_gives_way_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    save_journey(CASE_A, tmp_path / "x.json")
    before = export_journey("x.json", "svg").read_text(encoding="utf-8")
    save_journey(Journey(id="a", title="Another"), tmp_path / "x.json")
    assert export_journey("x.json", "svg").read_text(encoding="utf-8") != before


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = save_journey(Journey(id="a"), tmp_path / "real" / "mine.json"), tmp_path / "mine.json"
    link.symlink_to(os.path.relpath(real, tmp_path))
    save_journey(CASE_A, link)
    assert link.is_symlink() and read_journey_file(real) == CASE_A
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["mine.json", "mine.json", "real"]


@pytest.mark.parametrize("call", [
    lambda: save_journey(CASE_A, 3), lambda: read_journey_file(None), lambda: export_journey(3, "svg"),
    lambda: export_journey("m03-amina", None), lambda: losses_of(3),
])  # fmt: skip
def test_what_is_no_path_is_refused_in_words(call: Callable[[], object]) -> None:
    with pytest.raises(DataError, match=r"expected the name of a file or folder, found (3|None)\. Give a text"):
        call()


def test_what_is_lost_is_told_of_a_name_too() -> None:
    assert losses_of("map.yml") == () and losses_of("map.MMD") == losses_of(Path("map.mmd")) != ()


# ---------------------------------------------------------------- Markdown

READER = MarkdownIt("commonmark").enable("table")


def plain(page: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


@pytest.mark.parametrize("name", ALL)
def test_markdown_shows_every_word_as_it_was_written(name: str) -> None:
    journey, page = ALL[name], READER.render(to_markdown(ALL[name]))
    texts = [journey.title, journey.actor.goal, *(s.action for s in journey.steps), *(s.name for s in journey.stages)]
    texts += [card.text for step in journey.steps for card in step.cards]
    assert [text for text in texts if "".join(text.split()) not in plain(page)] == []


@given(journey=journeys())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_word_becomes_mark_up(journey: Journey) -> None:
    page = READER.render(to_markdown(journey))
    assert set(re.findall(r"<(\w+)", page)) <= {
        "h1",
        "h2",
        "p",
        "ol",
        "ul",
        "li",
        "strong",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    rows = [row.count("<t") for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)]
    assert len(rows) == (len(journey.steps) + 1 if journey.steps else 0)
    assert len(set(rows)) <= 1
    assert page.count("<h1") == 1
