"""Every graded exercise of the course, end to end with stock nbgrader: its made-up submissions get their points."""

from __future__ import annotations

import html
import re

import pytest

from cxcourse.authoring.leaks import KEY_FIELDS, answer_lines, find_leaks, key_strings, leaks_in
from cxcourse.grading.record import words
from cxcourse.grading.submissions import sources
from cxcourse.grading.verdicts import judge_task
from tests.exercises.running import authored, handed_over, key_of, made_up_of
from tests.grading.course import ROOT, Course

EXERCISES = sorted(p.stem for p in (ROOT / "exercises" / "authored").glob("*.py"))
CASES = [(e, s) for e in EXERCISES for s in made_up_of(e).values()]
STYLES = re.compile(r"<style.*?</style>", re.S)  # widths of columns look like shares: 44.444444 %
EACH = pytest.mark.parametrize(("exercise", "made_up"), CASES, ids=[f"{e}-{s.name}" for e, s in CASES])
EACH_EXERCISE = pytest.mark.parametrize("exercise", EXERCISES)


def verdicts(exercise, made_up):
    responses = handed_over(exercise, made_up.name)
    return [judge_task(task, task.points, responses.get(task.id), responses) for task in key_of(exercise).tasks]


# ------------------------------------------------------------ the judge alone, without nbgrader


@EACH
def test_the_judge_gives_the_points_worked_out_by_hand(exercise, made_up):
    found = verdicts(exercise, made_up)
    assert {v.task: v.points for v in found} == pytest.approx(made_up.expect, abs=0.01)
    assert set(made_up.misconceptions) <= {m for v in found for m in v.misconceptions}


@EACH_EXERCISE
def test_reference_blank_and_three_known_bad_ones_are_there(exercise):
    key, made_up = key_of(exercise), made_up_of(exercise)
    whole = {t.id: t.points for t in key.tasks}
    assert made_up["reference"].expect == whole
    assert made_up["reference"].manual == {w.id: w.points for w in key.written}
    assert set(made_up["blank"].expect.values()) == {0}
    partly = [s for s in made_up.values() if 0 < sum(s.expect.values()) < sum(whole.values())]
    assert len(partly) >= 3
    assert any(s.misconceptions for s in partly)


@EACH_EXERCISE
def test_rubrics_add_up(exercise):
    for written in key_of(exercise).written:
        assert sum(max(level.points for level in line.levels) for line in written.rubric) == written.points
        assert all(min(level.points for level in line.levels) == 0 for line in written.rubric)


# ------------------------------------------------------------ the whole path


@pytest.fixture(scope="module")
def courses(tmp_path_factory):
    made = {}

    def graded(exercise):
        if exercise not in made:
            made[exercise] = course = Course(tmp_path_factory.mktemp(exercise), ROOT, exercise)
            for submission in made_up_of(exercise).values():
                course.submit(submission.name, submission.responses, sources(submission, authored(exercise)))
            course.grade()
            course.before_marking = {s.name: course.grades(s.name) for e, s in CASES if e == exercise}
            for submission in made_up_of(exercise).values():
                course.mark(submission.name, submission.manual)
            course.nbgrader("generate_feedback", exercise)
        return made[exercise]

    return graded


@pytest.mark.nbgrader
@EACH
def test_the_gradebook_holds_the_points_worked_out_by_hand(courses, exercise, made_up):
    scores = courses(exercise).scores(made_up.name)
    wanted = made_up.expect | made_up.manual
    assert {t: scores[t] for t in wanted} == pytest.approx(wanted, abs=0.01)


@pytest.mark.nbgrader
@EACH
def test_the_feedback_tells_every_idea_in_a_sentence(courses, exercise, made_up):
    page = html.unescape(re.sub(r"</?code>", "", courses(exercise).feedback(made_up.name)))
    told = {idea.replace("`", "") for verdict in verdicts(exercise, made_up) for idea in verdict.ideas}
    assert [idea for idea in told if idea not in page] == []
    assert [m for m in made_up.misconceptions if f"<li>{words(m)}</li>" in page] == []
    shown = re.findall(r"Out\s*\[.*?<pre>(.*?)</pre>", page, re.DOTALL)
    assert [text for text in shown if re.fullmatch(r"\s*\d+(\.\d+)?\s*", text)] == [], "a bare score"


@pytest.mark.nbgrader
@EACH_EXERCISE
def test_reference_is_full_and_untouched_is_empty(courses, exercise):
    course, key = courses(exercise), key_of(exercise)
    whole = sum(t.points for t in key.tasks) + sum(w.points for w in key.written)
    assert sum(course.scores("reference").values()) == whole
    untouched = course.before_marking["blank"]
    assert {g["score"] for g in untouched.values()} == {0.0}
    assert not any(g["open"] for g in untouched.values()), "nobody has to mark an untouched answer"


@pytest.mark.nbgrader
@EACH
def test_no_key_reaches_the_learner(courses, exercise, made_up):
    """Everything that a learner gets back, searched for every text of the key except what judges their own choices."""
    course, key = courses(exercise), key_of(exercise)
    own = "\n".join(_own_words(verdict) for verdict in verdicts(exercise, made_up))
    secrets = {s: p for s, p in key_strings(key).items() if not find_leaks(own, {s: p})}
    # A learner's own right answer may look like the key; hidden inputs are nobody's own.
    nothing_right = made_up.name in ("blank", "reversed")
    secrets |= {s: p for s, p in answer_lines(key).items() if nothing_right or p.endswith(" input")}
    found = [
        f"{path.name}: {leak}"
        for step in ("autograded", "feedback")
        for path in (course.folder / step / made_up.name).rglob("*")
        if path.is_file() and path.parent.name != "answers"
        for leak in find_leaks(STYLES.sub("", path.read_text("utf-8", "replace")), secrets)
    ]
    allowed = _own_pairs(key, made_up)
    assert [f for f in found if f.split(": ", 1)[1] not in allowed] == []
    assert len(secrets) > 20


def _own_words(verdict):
    return "\n".join([*(f"{c.label} {c.answer} {c.reason}" for c in verdict.criteria), *verdict.misconceptions])


def _own_pairs(key, made_up):
    matches = [t.item for t in key.tasks if t.item and t.item.type == "match"]
    return {f"{item.id} {option}" for item in matches for option in made_up.responses.get(item.id, ())}


@pytest.mark.nbgrader
@EACH_EXERCISE
def test_no_key_is_released(courses, exercise):
    key = key_of(exercise)
    secrets = key_strings(key) | answer_lines(key) | KEY_FIELDS
    assert len(secrets) > 40
    assert leaks_in(courses(exercise).folder / "release", secrets) == []
    assert leaks_in(ROOT / "exercises" / "release", secrets) == []


@pytest.mark.nbgrader
@EACH_EXERCISE
def test_feedback_asks_no_other_server_for_a_script(courses, exercise):
    page = courses(exercise).feedback("reference")
    assert "<script" in page  # the page is the whole one, not an error
    assert re.findall(r"""<(?:script|link|img)[^>]+(?:src|href)=["'](?:https?:)?//[^"']+""", page) == []
