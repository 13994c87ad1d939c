"""Every ready module keeps what a learner relies on: its doors, its pace, its sources, its plain words."""

from __future__ import annotations

import csv
import re
import statistics
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import jupytext
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
COURSE = yaml.safe_load((ROOT / "modules" / "course.yaml").read_text(encoding="utf-8"))
READY = [m for m in COURSE["modules"] if m["status"] == "ready"]

# What module 1 must teach, by the ids of the course's ledger of facts: its own facts, then borrowed ones.
_M01_OWN = [*range(231, 268), 269, 271, 273, 275, 277, 279, 281, 282, 283, 284, 286, 288, 290, 293, 295]
_M01_OWN += [299, 300, 301, 302, 303, 305, 326]
_M01_BORROWED = [2, 62, 115, 159, 270, 278, 285, 287, 289, 291, 294, 296, 297, 298, 304]
_M03_OWN = [*range(13, 28), 29, 30, 31, 33, 34, *range(91, 96), *range(100, 110), 137, 272, 316, 319]
_M03_BORROWED = [6, 8, 36, 65, 66, 67, 68, 89, 129, 162, 182, 183, 212, 233, 256, 257, 271]
_M04_OWN = [11, 12, 32, 70, 71, 86, 98, 122, 123, 125, 127, 128, 164, 180, 181, *range(186, 192), 278, 280]
_M04_OWN += [311, 312, 320]
_M04_BORROWED = [17, 20, 27, 38, 51, 85, 91, 94, 95, 124, 126, 143, 155, 206, 207, 213, 214, 215, 224, 229, 230]
_M04_BORROWED += [277, 313]
_M05_OWN = [85, 113, 126, 168, 194, 195, 285, 287, 289, 291, 292, 294, 296, 297, 298]
_M05_BORROWED = [4, 9, 16, 21, 22, 31, 32, 33, 79, 84, 86, 88, *range(105, 109), 146, 160, 163, 166, 167, 200, 201, 219]
_M05_BORROWED += [243, 252, 253, *range(258, 262), 276, 281, 282, 283, 284, 286, 288, 290, 293, 295, 300, 309, 319]
FACTS = {
    "m01": {f"F{n:03d}" for n in _M01_OWN + _M01_BORROWED},
    "m03": {f"F{n:03d}" for n in _M03_OWN + _M03_BORROWED},
    "m04": {f"F{n:03d}" for n in _M04_OWN + _M04_BORROWED},
    "m05": {f"F{n:03d}" for n in _M05_OWN + _M05_BORROWED},
}

PAGE_HEADINGS = {
    "m01": {
        1: "Outcomes",
        2: "The Key Components of Customer Experience Philosophy",
        3: "CX Value Delivery Model",
        4: "Customer Service Techniques",
        5: "Module Resources",
        6: "What's Next",
        7: "Glossary",
    }
}
CLOSING = ["Practical activity", "Graded exercise", "Key points", *list(PAGE_HEADINGS["m01"].values())[-3:]]

BLOOM = """
identify order name explain define match classify state critique distinguish reconstruct compare analyse argue
predict construct separate locate show propose rank recognise apply rewrite sequence assess judge plan draft
sketch evaluate iterate map diagnose appraise recommend design derive segment specify compute
report choose detect visualise
"""
BANNED = re.compile(r"\b(simply|just|obviously|of course)\b", re.I)

# Minutes that reading speed cannot tell: in a widget, or away from the screen.
WORDS_A_MINUTE = 180
WIDGET_MINUTES = {"Flashcards": 8, "ValueModel": 5, "MetricLab": 3, "RolePlay": 5}
TAG_MINUTES = {"roleplay-place": 4, "pair": 3, "table": 2, "predict": 0.5, "reflect": 1, "try": 2, "write": 5}


def _load(entry: dict) -> SimpleNamespace:
    folder = ROOT / "modules" / entry["folder"]
    notebook = jupytext.read(folder / f"{entry['folder']}.py")
    cells = [cell for cell in notebook.cells if cell.cell_type != "raw"]  # the header block arrives raw
    bank = yaml.safe_load((folder / "quiz.yaml").read_text(encoding="utf-8"))
    quizzes = {quiz["id"]: quiz["items"] for quiz in bank["quizzes"]}
    return SimpleNamespace(entry=entry, id=entry["id"], folder=folder, cells=cells, quizzes=quizzes)


@pytest.fixture(params=READY, ids=lambda entry: entry["id"], scope="module")
def module(request: pytest.FixtureRequest) -> SimpleNamespace:
    return _load(request.param)


def _markdown(module: SimpleNamespace) -> list[str]:
    return [cell.source for cell in module.cells if cell.cell_type == "markdown"]


def _code(module: SimpleNamespace) -> list[str]:
    return [cell.source for cell in module.cells if cell.cell_type == "code"]


def _headings(module: SimpleNamespace) -> list[tuple[int, str]]:
    found = re.findall(r"^(#{1,6}) +(.+?) *$", "\n\n".join(_markdown(module)), re.M)
    return [(len(marks), text) for marks, text in found]


def _prose(source: str) -> str:
    """Return the running text of a cell: no headings, tables, link targets or marks of emphasis."""
    lines = [line for line in source.splitlines() if not line.lstrip().startswith(("#", "|"))]
    text = re.sub(r"^\s*(?:[-*>]|\d+\.)\s+", "\n", "\n".join(lines), flags=re.M)
    return re.sub(r"[*_`\\]", "", re.sub(r"\]\([^)]*\)", "]", text))


def _sentences(module: SimpleNamespace) -> Iterator[list[str]]:
    for source in _markdown(module):
        for part in re.split(r"(?<=[.!?…])[\"')\]]*\s+|\n\s*\n|:\s*\n", _prose(source)):
            words = re.findall(r"[A-Za-z][A-Za-z'’-]*", part)
            if words:
                yield words


def _estimate(cell: SimpleNamespace, module: SimpleNamespace) -> float:
    """Return the minutes a cell is likely to take, from its words, its widget and its tags."""
    away = max((TAG_MINUTES.get(tag, 0) for tag in cell.metadata.get("tags", [])), default=0)
    if cell.cell_type == "markdown":
        text = re.sub(r"\]\([^)]*\)", "]", cell.source)
        return len(re.findall(r"[\w'’]+", text)) / WORDS_A_MINUTE + away
    quiz = re.search(r'Quiz\("([^"]+)"\)', cell.source)
    if quiz:
        return float(len(module.quizzes[quiz[1]]))
    return next((m for name, m in WIDGET_MINUTES.items() if f"{name}(" in cell.source), 1) + away


# doors


def test_one_title_and_no_skipped_level(module: SimpleNamespace) -> None:
    assert _headings(module)[0] == (1, module.entry["title"])
    levels = [level for level, _ in _headings(module)]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_door_is_there_and_the_closing_ones_are_in_order(module: SimpleNamespace) -> None:
    doors = [text for level, text in _headings(module) if level == 2]
    assert set(doors) >= {"Before you start", "Outcomes"}
    assert [door for door in doors if door in CLOSING] == CLOSING
    assert len(doors) == len(set(doors))


def test_the_headings_of_the_source_page_come_in_its_order(module: SimpleNamespace) -> None:
    wanted = list(PAGE_HEADINGS.get(module.id, {}).values())
    doors = [text for level, text in _headings(module) if level == 2]
    assert [door for door in doors if door in wanted] == wanted


def test_the_first_cell_tells_minutes_and_links_to_every_door(module: SimpleNamespace) -> None:
    first = module.cells[0].source
    for said in (f"{module.entry['minutes']} minutes", "Prerequisites:", "Data:", "CC BY 4.0"):
        assert said in first
    doors = {text.replace(" ", "-") for level, text in _headings(module) if level == 2}
    targets = {unquote(target) for target in re.findall(r"\]\(#([^)]+)\)", first)}
    assert targets == doors


def test_a_question_comes_right_after_the_title_and_the_exercise_is_linked(module: SimpleNamespace) -> None:
    assert module.cells[1].metadata.get("widget") is True
    assert f'Quiz("{module.id}-before")' in module.cells[1].source
    exercise = module.entry["exercise"]
    assert f"(../../exercises/{exercise}/{exercise}.ipynb)" in "\n".join(_markdown(module))


# sources


def test_every_fact_of_the_module_is_cited_and_no_other(module: SimpleNamespace) -> None:
    cited = {fact for cell in module.cells for fact in cell.metadata.get("facts", [])}
    assert FACTS[module.id] - cited == set(), "never taught"
    assert cited - FACTS[module.id] == set(), "cited, and not a fact of this module"


def test_disagreements_are_debated_and_promises_carry_an_evidence_note(module: SimpleNamespace) -> None:
    tensions = {"F326", "F309", "F311", "F312", "F316", "F319", "F320"} & FACTS[module.id]
    promises = {"F234", "F239", "F279", "F298"}
    for cell in module.cells:
        facts = set(cell.metadata.get("facts", []))
        if "debate" in cell.metadata.get("tags", []):
            tensions -= facts
        if promises & facts:
            assert re.search(r"Evidence:[^*]*opinion", cell.source), cell.source[:60]
    assert tensions == set()


# pace


def test_stated_minutes_agree_with_the_work(module: SimpleNamespace) -> None:
    stated = sum(cell.metadata.get("minutes", 0) for cell in module.cells)
    assert stated == module.entry["minutes"]
    assert sum(_estimate(cell, module) for cell in module.cells) == pytest.approx(stated, rel=0.25)


def test_each_section_is_timed_honestly(module: SimpleNamespace) -> None:
    stated: dict[str, float] = {}
    work: dict[str, float] = {}
    door = "title"
    for cell in module.cells:
        found = re.findall(r"^## (.+)$", cell.source, re.M) if cell.cell_type == "markdown" else []
        door = found[-1] if found else door
        stated[door] = stated.get(door, 0) + cell.metadata.get("minutes", 0)
        work[door] = work.get(door, 0) + _estimate(cell, module)
    off = {d: (stated[d], work[d]) for d in work if abs(stated[d] - work[d]) > max(1, 0.25 * work[d])}
    assert off == {}, "section: (minutes stated, minutes of work)"


def test_a_checkpoint_comes_at_least_every_fifteen_minutes(module: SimpleNamespace) -> None:
    stated = work = 0.0
    for cell in module.cells:
        if cell.metadata.get("checkpoint"):
            stated = work = 0.0
            continue
        stated += cell.metadata.get("minutes", 0)
        work += _estimate(cell, module)
        assert stated <= 15 and work <= 15, cell.source[:60]


def test_code_cells_stay_small(module: SimpleNamespace) -> None:
    lines = [len(source.splitlines()) for source in _code(module)]
    assert max(lines) <= 12
    assert statistics.median(lines) <= 4
    kinds = [cell.cell_type for cell in module.cells]
    assert ("code", "code") not in set(pairwise(kinds)), "two code cells with no words between"


# practice


def test_every_quiz_placed_exists_and_every_quiz_is_placed(module: SimpleNamespace) -> None:
    placed = re.findall(r'Quiz\("([^"]+)"\)', "\n".join(_code(module)))
    assert sorted(placed) == sorted(module.quizzes)


def test_outcomes_begin_with_something_observable(module: SimpleNamespace) -> None:
    outcomes = module.entry["outcomes"]
    assert 4 <= len(outcomes) <= 6
    for outcome in outcomes:
        assert outcome["text"].split()[0].lower() in BLOOM.split(), outcome["text"]
        assert outcome["from"] in FACTS[module.id]
        assert not re.search(r"\b(learn|know|understand|appreciate)\b", outcome["text"], re.I)


def test_the_learner_reads_the_outcomes_of_the_course_list(module: SimpleNamespace) -> None:
    text = " ".join("\n".join(_markdown(module)).replace("*", "").split())
    assert [o["text"] for o in module.entry["outcomes"] if o["text"] not in text] == []


def test_every_chart_is_followed_by_its_summary(module: SimpleNamespace) -> None:
    for cell, after in pairwise(module.cells):
        if cell.cell_type == "code" and re.search(r"\bcharts\.\w+\(", cell.source):
            assert "summary" in after.metadata.get("tags", []), cell.source


def test_each_summary_says_what_the_table_says() -> None:
    with (ROOT / "datasets" / "form_audit.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text = " ".join(" ".join(_markdown(_load(next(m for m in READY if m["id"] == "m01")))).split())

    def screens(product: str) -> list[dict[str, str]]:
        return [row for row in rows if row["product"] == product]

    totals = {p: sum(int(row["fields"]) for row in screens(p)) for p in ("Parcello", "Threadly", "MazeForm")}
    assert f"Parcello asks for {totals['Parcello']} fields on {len(screens('Parcello'))} screens" in text
    assert f"Threadly asks for {totals['Threadly']} on {len(screens('Threadly'))} screens" in text
    assert f"MazeForm asks for {totals['MazeForm']} on {len(screens('MazeForm'))} screens" in text
    first, second = sorted(screens("MazeForm"), key=lambda row: -int(row["fields"]))[:2]
    assert f"Its peaks are {first['fields']} fields" in text and f"and {second['fields']} (interests" in text
    assert f"read well, at {first['contrast_ratio']} and {second['contrast_ratio']}" in text
    faint = [row for row in screens("Threadly") if float(row["contrast_ratio"]) < 4.5]
    assert [row["screen"] for row in faint] == ["News and offers"] and faint[0]["contrast_ratio"] == "3.1"
    assert [row for row in screens("Threadly") if row["defaults"] == "pre-ticked marketing"] == faint
    assert sum(float(row["contrast_ratio"]) < 4.5 for row in screens("MazeForm")) == 6
    assert sum(float(row["contrast_ratio"]) < 4.5 for row in screens("Parcello")) == 0


# plain words


def test_no_word_that_belittles_a_difficulty(module: SimpleNamespace) -> None:
    texts = {"notebook": "\n".join(_markdown(module))}
    for name in ("glossary.yaml", "value_model.yaml"):
        path = module.folder / name
        texts[name] = path.read_text(encoding="utf-8") if path.exists() else ""
    found = {name: BANNED.findall(text) for name, text in texts.items() if BANNED.search(text)}
    assert found == {}


def test_sentences_are_short_and_words_plain(module: SimpleNamespace) -> None:
    sentences = list(_sentences(module))
    words = [word for sentence in sentences for word in sentence]
    length = len(words) / len(sentences)
    vowels = [re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())) for word in words]
    syllables = sum(max(1, len(groups)) for groups in vowels) / len(words)
    grade = 0.39 * length + 11.8 * syllables - 15.59  # Flesch-Kincaid
    assert length <= 20
    assert grade <= 10


def test_links_speak_pictures_have_words_and_no_markup(module: SimpleNamespace) -> None:
    text = "\n".join(_markdown(module))
    for alt, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", text):
        assert len(alt) >= 20 and Path(target).name not in alt
    for label in re.findall(r"(?<!!)\[([^\]]+)\]\((?!#)", text):
        assert len(label) >= 8 and label.lower() not in {"this link", "click here", "read more"}, label
    assert re.findall(r"</?[a-zA-Z][^>]*>", text) == []


# the texts beside the notebook


def test_a_term_is_hit_by_its_own_definition(module: SimpleNamespace) -> None:
    terms = yaml.safe_load((module.folder / "glossary.yaml").read_text(encoding="utf-8"))["terms"]
    assert len({term["id"] for term in terms}) == len(terms) >= 10
    for term in terms:
        words = re.findall(r"[a-z]+", term["definition"].lower())
        for group in term["key_words"]:
            assert any(word.startswith(stem) for word in words for stem in group), (term["id"], group)


def test_value_model_texts_fit_their_cards() -> None:
    path = ROOT / "modules" / "m01_intro" / "value_model.yaml"
    elements = yaml.safe_load(path.read_text(encoding="utf-8"))["elements"]
    modules = {entry["id"] for entry in COURSE["modules"]}
    assert len(elements) == 6
    for element in elements:
        assert element["trained_in"] in modules
        for field in ("question", "input", "activity", "output", "example"):
            assert 3 <= len(element[field].split()) <= 30, (element["id"], field)


def test_the_graded_stories_are_not_given_away(module: SimpleNamespace) -> None:
    """No eight words in a row of a graded text stand in what is read beside the exercise."""
    path = ROOT / "exercises" / "keys" / f"{module.entry['exercise']}.yaml"
    key = yaml.safe_load(path.read_text(encoding="utf-8"))
    teaching = "\n".join([*_markdown(module), (module.folder / "instructor.md").read_text(encoding="utf-8")])
    known = re.findall(r"[a-z0-9]+", teaching.lower())
    grams = {tuple(known[i : i + 8]) for i in range(len(known) - 7)}
    for task in key["tasks"]:
        for option in task.get("item", {}).get("options", []):  # a task in code has inputs, and no stories
            words = re.findall(r"[a-z0-9]+", option["text"].lower())
            assert not any(tuple(words[i : i + 8]) in grams for i in range(len(words) - 7)), option["text"]


def test_every_prerequisite_comes_earlier() -> None:
    seen: set[str] = set()
    for entry in COURSE["modules"]:
        assert set(entry["prerequisites"]) <= seen, entry["id"]
        seen.add(entry["id"])
