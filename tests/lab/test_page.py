"""The start page: progress from real answers files, the one next step, honest words about what is not there."""

from __future__ import annotations

import json
from pathlib import Path

from cxcourse import answers
from cxcourse.lab import page
from cxcourse.lab.progress import Count
from cxcourse.lab.startpage import theme_of
from cxcourse.lab.workspace import sync
from tests.lab.conftest import EXERCISE, NOTEBOOK, SmallCourse, notebook

ATTEMPT = {"attempts": [{"response": "o1", "score": 1.0, "at": "2026-11-22T10:00:00+00:00", "round": 1}]}


def answered(workspace: Path, quiz: str, *items: str) -> None:
    """Write an answers file as the widget does."""
    data = {"items": {item: ATTEMPT for item in items}}
    answers.save(quiz, "quiz", data, workspace / "modules/m01_intro/answers")


def test_a_new_learner_is_sent_to_module_1(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    found = page.gather(workspace, small.root)
    assert found.practice == Count(done=0, total=3)
    assert found.step and found.step.words == "Start module 1"
    assert found.step.link == f"lab/tree/{NOTEBOOK}"
    assert [card.ready for card in found.cards] == [True, False]
    assert found.cards[0].title == "Intro"


def test_progress_counts_attempts_and_leads_on(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    answered(workspace, "m01-before", "m01-i01")
    found = page.gather(workspace, small.root)
    assert found.practice == Count(done=1, total=3)
    assert found.step and found.step.words == "Continue module 1"
    answered(workspace, "m01-before", "m01-i01", "m01-i02")
    answered(workspace, "m01-after", "m01-i03")
    found = page.gather(workspace, small.root)
    assert found.practice.complete
    assert found.step and found.step.words == "Start the graded exercise"
    assert found.step.link == f"lab/tree/{EXERCISE}"


def test_chosen_but_unchecked_and_unknown_items_do_not_count(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    where = workspace / "modules/m01_intro/answers"
    data = {"items": {"m01-i01": {"response": "o1", "attempts": []}, "m99-i99": ATTEMPT, "m01-i02": "odd"}}
    answers.save("m01-before", "quiz", data, where)
    (where / "m01-after.json").write_text("{ damaged")
    assert page.gather(workspace, small.root).practice == Count(done=0, total=3)


def test_a_module_without_its_notebook_is_not_called_ready(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    (workspace / NOTEBOOK).unlink()
    found = page.gather(workspace, small.root)
    assert found.ready == 0
    assert found.step is None
    assert "missing" in page.render(found, "/", "auto")


def test_a_fault_in_the_questions_does_not_close_the_page(small: SmallCourse, workspace: Path) -> None:
    sync(workspace, small.root)
    small.write("modules/m01_intro/quiz.yaml", b"module: m01\nquizzes: oops\n")
    found = page.gather(workspace, small.root)
    assert found.step and found.step.words == "Start module 1"
    assert "cannot be counted" in page.render(found, "/", "auto")


def test_the_page_escapes_and_stays_on_this_machine(small: SmallCourse, tmp_path: Path) -> None:
    workspace = tmp_path / "<b>work & play</b>"
    sync(workspace, small.root)
    (workspace / NOTEBOOK).write_bytes(notebook("mine"))
    small.publish(2)
    sync(workspace, small.root)
    html = page.render(page.gather(workspace, small.root), "/base/", "dark")
    assert "<b>work" not in html
    assert "http://" not in html and "https://" not in html and "//" not in html.replace("<!doctype", "")
    assert 'href="/base/lab/tree/modules/m01_intro/m01_intro.new-1.ipynb"' in html
    assert html.count("<h1") == 1


def test_colours_follow_the_setting_that_jupyterlab_keeps(tmp_path: Path) -> None:
    assert theme_of(str(tmp_path)) == "auto"
    path = tmp_path / "@jupyterlab/apputils-extension/themes.jupyterlab-settings"
    path.parent.mkdir(parents=True)
    path.write_text('{ // a comment, as JupyterLab writes it\n "adaptive-theme": false, "theme": "JupyterLab Dark"}')
    assert theme_of(str(tmp_path)) == "dark"
    path.write_text(json.dumps({"adaptive-theme": True, "theme": "JupyterLab Dark"}))
    assert theme_of(str(tmp_path)) == "auto"
    path.write_text("{ damaged")
    assert theme_of(str(tmp_path)) == "auto"
