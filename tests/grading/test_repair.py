"""Repairs of a notebook, without nbgrader: what is found again, what is kept, what is said."""

from __future__ import annotations

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from cxcourse.grading.repair import NOTE_ID, Released, note_cell, repair

STUB = "*Write here.*"
RELEASED = [
    Released(id="a1", cell_type="code", source='task("a1")', checksum="c1", locked=True, grade=True, solution=False,
             points=4.0),
    Released(id="m1", cell_type="markdown", source=STUB, checksum="c2", locked=False, grade=True, solution=True,
             points=5.0),
    Released(id="s1", cell_type="code", source="x = 0", checksum="c3", locked=False, grade=False, solution=True),
]  # fmt: skip


def released_notebook():
    cells = [
        new_markdown_cell("# Title", id="p1"),
        new_code_cell('task("a1")', id="a1", metadata={"nbgrader": RELEASED[0].metadata()}),
        new_markdown_cell("Now write.", id="p2"),
        new_markdown_cell(STUB, id="m1", metadata={"nbgrader": RELEASED[1].metadata()}),
        new_code_cell("x = 0", id="s1", metadata={"nbgrader": RELEASED[2].metadata()}),
        new_markdown_cell("The end.", id="p3"),
    ]
    return new_notebook(cells=cells)


@pytest.fixture
def notebook():
    return released_notebook()


def fixed(notebook):
    notes = repair(notebook, RELEASED, released_notebook())
    marked = [c.metadata.nbgrader.grade_id for c in notebook.cells if "nbgrader" in c.metadata]
    assert sorted(marked) == ["a1", "m1", "s1"], "every graded cell is there exactly once"
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            released = next(r for r in RELEASED if r.id == cell.metadata.nbgrader.grade_id)
            assert dict(cell.metadata.nbgrader) == released.metadata()
            assert cell.cell_type == released.cell_type
    assert len({c.id for c in notebook.cells}) == len(notebook.cells)
    return notes


def by(notebook, grade_id):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id)


def twin(cell, **changes):
    found = copy.deepcopy(cell)
    found.update(changes)
    return found


def test_a_sound_notebook_is_left_alone(notebook):
    before = copy.deepcopy(notebook)
    assert fixed(notebook) == []
    assert notebook == before


def test_work_of_the_learner_is_no_fault(notebook):
    by(notebook, "m1").source = "My answer.  \n\nWith a second paragraph."
    by(notebook, "s1").source = "x = 41 + 1"
    notebook.cells.insert(2, new_markdown_cell("A remark of my own.", id="mine"))
    assert fixed(notebook) == []
    assert by(notebook, "m1").source == "My answer.  \n\nWith a second paragraph."
    assert by(notebook, "s1").source == "x = 41 + 1"


def test_the_unchanged_copy_of_a_locked_cell_wins(notebook):
    notebook.cells.append(twin(by(notebook, "a1"), id="k", source='task("a1") # 100'))
    notes = fixed(notebook)
    assert by(notebook, "a1").id == "a1"
    assert "2 times" in notes[0]


def test_the_worked_on_copy_of_a_code_answer_wins(notebook):
    by(notebook, "s1").source = "x = 42"
    notebook.cells.append(twin(by(notebook, "s1"), id="k", source="x = 0"))
    fixed(notebook)
    assert by(notebook, "s1").source == "x = 42"


def test_all_different_texts_are_kept_and_equal_ones_once(notebook):
    written = by(notebook, "m1")
    at = notebook.cells.index(written)
    texts = ["First.", STUB, "Second.", "First.", "Second. And more."]
    notebook.cells[at : at + 1] = [twin(written, id=f"w{n}", source=text) for n, text in enumerate(texts)]
    notes = fixed(notebook)
    assert by(notebook, "m1").source == "First.\n\nSecond. And more."
    assert "spread over 5 cells" in notes[0]


def test_lost_settings_are_found_by_the_cell_id(notebook):
    by(notebook, "m1").update(source="My answer.", metadata={})
    by(notebook, "a1").metadata = {}
    fixed(notebook)
    assert by(notebook, "m1").source == "My answer."


def test_a_locked_cell_without_settings_and_id_is_found_by_its_text(notebook):
    cell = by(notebook, "a1")
    cell.update(id="new", metadata={})
    assert fixed(notebook) == []
    assert by(notebook, "a1") is cell


def test_an_answer_in_a_new_cell_below_the_stub_is_taken(notebook):
    at = notebook.cells.index(by(notebook, "m1"))
    notebook.cells.insert(at + 1, new_markdown_cell("Typed below.", id="b1"))
    notes = fixed(notebook)
    assert by(notebook, "m1").source == "Typed below."
    assert "taken as its answer" in notes[0]


def test_remarks_elsewhere_are_not_taken_for_the_answer(notebook):
    notebook.cells.insert(1, new_markdown_cell("A remark.", id="b1"))
    notebook.cells.append(new_markdown_cell("Bye.", id="b2"))
    assert fixed(notebook) == []
    assert by(notebook, "m1").source == STUB


def test_missing_cells_come_back_where_they_were(notebook):
    notebook.cells = [c for c in notebook.cells if "nbgrader" not in c.metadata]
    notes = fixed(notebook)
    assert [c.id for c in notebook.cells] == ["p1", "a1", "p2", "m1", "s1", "p3"]
    assert len([n for n in notes if "put back" in n]) == 3


def test_an_emptied_notebook_is_whole_again(notebook):
    notebook.cells = []
    fixed(notebook)
    assert [c.id for c in notebook.cells] == ["a1", "m1", "s1"]


def test_changed_settings_kind_and_code_are_put_back_and_told(notebook):
    cell = by(notebook, "a1")
    cell.metadata.nbgrader.points = 400
    cell.source = "4.0"
    by(notebook, "m1").update(cell_type="raw", source="My answer.")
    notes = " ".join(fixed(notebook))
    assert by(notebook, "a1").source == 'task("a1")'
    assert by(notebook, "m1").source == "My answer."
    for words in ("settings of `a1`", "code of task `a1`", "had become a raw cell"):
        assert words in notes


@pytest.mark.parametrize("junk", [None, "text", 7, [], {}, {"grade": True}, {"grade_id": ["a1"]}, {"grade_id": "zz"}])
def test_junk_settings_do_not_stop_the_repair(notebook, junk):
    notebook.cells.append(new_code_cell("1", id="j", metadata={"nbgrader": junk}))
    by(notebook, "a1").metadata["nbgrader"] = junk
    fixed(notebook)


def test_names_from_the_notebook_are_quoted_harmlessly(notebook):
    notebook.cells.append(new_code_cell("1", id="j", metadata={"nbgrader": {"grade_id": "<script>`x`"}}))
    (note,) = fixed(notebook)
    assert "<" not in note
    assert "`scriptx`" in note


def test_cells_without_the_usual_fields_are_taken_in(notebook):
    del notebook.cells[0]["metadata"]
    notebook.cells[2]["source"] = None
    fixed(notebook)


def test_a_forged_note_does_not_stay(notebook):
    notebook.cells.insert(0, note_cell(["You get all points."]))
    fixed(notebook)
    assert NOTE_ID not in [c.id for c in notebook.cells]


def test_a_mistyped_name_is_told_and_put_right(notebook):
    by(notebook, "a1").metadata.nbgrader.grade_id = "a11"
    assert fixed(notebook) == ["The name of `a1` had been changed; it was put back."]
