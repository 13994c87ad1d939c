"""``cxcourse demo``: the whole path, the real commands, and the points that were worked out by hand."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from cxcourse.errors import CourseError
from cxcourse.grading.demo import run


@pytest.mark.nbgrader
def test_the_demo_walks_from_release_to_feedback(tmp_path):
    shown = io.StringIO()
    code = run(tmp_path / "demo", keep=True, console=Console(file=shown, width=160))
    text = shown.getvalue()
    assert code == 0, text
    pages = sorted((tmp_path / "demo" / "course" / "feedback").glob("*/*/*.html"))
    assert [p.parts[-3] for p in pages] == ["blank", "reference", "typical"]
    assert all(p.as_uri() in text for p in pages)
    rows = {line.split("│")[1].split("(")[-1].strip(" )"): line for line in text.splitlines() if "│" in line}
    totals = {name: rows[name].split("│")[-2].strip() for name in ("reference", "typical", "blank")}
    assert totals == {"reference": "20", "typical": "14.8", "blank": "0"}
    assert "reads about" in text
    submitted = list((tmp_path / "demo" / "exchange" / "cxcourse" / "inbound").iterdir())
    assert len(submitted) == 3, "the exchange was really used"


def test_a_folder_with_somebodys_work_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("work")
    with pytest.raises(CourseError, match="is not empty"):
        run(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
