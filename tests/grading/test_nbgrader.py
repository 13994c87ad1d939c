"""The graded path with stock nbgrader as real processes: points, repairs and files, one task of each kind."""

from __future__ import annotations

import pytest

from tests.grading.handed_in import EXERCISE, PART_POINTS, TASKS, TEXT, cell

pytestmark = pytest.mark.nbgrader

# ------------------------------------------------------------ points


@pytest.mark.parametrize("student", ["right", "duplicated", "deleted", "altered", "noisy", "stops", "script"])
def test_right_answers_get_every_point_whatever_happened_to_the_notebook(course, student):
    scores = course.scores(student)
    assert {t: scores[t] for t in TASKS} == TASKS


@pytest.mark.parametrize("student", ["wrong", "untouched", "skips", "patches", "fakes", "numbers"])
def test_a_patched_kernel_gains_nothing(course, student):
    scores = course.scores(student)
    assert {t: scores[t] for t in TASKS} == dict.fromkeys(TASKS, 0)


def test_part_marks_are_those_worked_out_by_hand(course):
    scores = course.scores("parts")
    assert {t: scores[t] for t in TASKS} == pytest.approx(PART_POINTS, abs=0.01)


def test_a_kernel_may_choose_its_own_answer_and_no_more(course):
    scores = course.scores("own")
    assert scores["t01-a1"] == 2, "the response that the task's own cell hands over is the learner's answer"
    assert sum(scores.values()) == 2


def test_answers_given_in_code_count_without_any_file(course):
    scores = course.scores("twin")
    assert (scores["t01-a1"], scores["t01-a3"]) == (2, 3)


def test_written_answers_wait_for_a_person_and_untouched_ones_do_not(course):
    waiting = {s: course.grades(s)["t01-m1"]["open"] for s in ("right", "parts", "untouched", "wrong")}
    assert waiting == {"right": True, "parts": True, "untouched": False, "wrong": False}
    assert course.grades("untouched")["t01-m1"]["score"] == 0


def test_marking_by_hand_completes_the_score(course):
    course.mark("right", {"t01-m1": 5})
    assert sum(course.scores("right").values()) == 25


def test_a_second_run_gives_the_same_points(course):
    before = course.scores("parts")
    course.nbgrader("autograde", EXERCISE, "--student", "parts", "--force")
    assert course.scores("parts") == before


# ------------------------------------------------------------ repairs


def test_no_word_of_a_copied_or_split_answer_is_lost(course):
    text = cell(course.autograded("duplicated"), "t01-m1").source
    assert TEXT["t01-m1"] in text
    assert "The second half." in text


def test_text_beside_a_deleted_answer_cell_is_marked(course):
    assert course.grades("deleted")["t01-m1"]["open"]
    assert any("Written into a cell of my own." in c.source for c in course.autograded("deleted").cells)


@pytest.mark.parametrize(
    ("student", "words"),
    [
        ("duplicated", ["in the notebook 2 times", "spread over 2 cells"]),
        ("deleted", ["was missing; it was put back", "was taken as its answer"]),
        ("altered", ["settings of", "released code was put back", "had become a raw cell"]),
    ],
)
def test_the_learner_reads_what_was_repaired(course, student, words):
    page = course.feedback(student)
    assert [w for w in words if w not in page] == []


def test_nobody_else_reads_of_repairs(course):
    assert "were put right" not in course.feedback("right")


# ------------------------------------------------------------ files


def test_linked_answers_are_refused_and_the_learner_is_told(course):
    assert course.scores("linked")["t01-a1"] == 0
    assert "is a link to another" in course.feedback("linked")
    assert not (course.folder / "autograded" / "linked" / EXERCISE / "answers" / "t01-a1.json").exists()
    assert sum(course.scores("linked-folder").values()) == 0


def test_damaged_files_cost_their_own_task_only(course):
    scores = course.scores("damaged")
    assert {t: scores[t] for t in TASKS} == TASKS | dict.fromkeys(["t01-a1", "t01-a2", "t01-a3", "t01-a4"], 0)
    assert "is damaged" in course.feedback("damaged")


def test_a_grading_run_writes_no_answers(course):
    for student in ("right", "untouched", "twin"):
        handed_in = course.folder / "submitted" / student / EXERCISE / "answers"
        graded = course.folder / "autograded" / student / EXERCISE / "answers"
        assert _files(graded) == _files(handed_in)


def _files(folder):
    return {p.name: p.read_bytes() for p in folder.glob("*")} if folder.is_dir() else {}
