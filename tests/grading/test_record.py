"""What a learner reads on the card of a task: its name, whole sentences, and nothing twice."""

from __future__ import annotations

import re

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from cxcourse.grading.feedback import without_scores
from cxcourse.grading.judge import Criterion, Verdict
from cxcourse.grading.record import verdict_html, verdict_text, words
from cxcourse.grading.verdicts import judge_task, task_prompt
from tests.exercises.running import handed_over, key_of, made_up_of

EXERCISES = ("m01_intro", "m03_journeys", "m04_measure", "m05_service")
CARDS = [(exercise, made_up) for exercise in EXERCISES for made_up in made_up_of(exercise)]
FLAT = "A curve that never moves cannot show where the journey turns."


def cards(exercise, made_up):
    responses = handed_over(exercise, made_up)
    for task in key_of(exercise).tasks:
        verdict = judge_task(task, task.points, responses.get(task.id), responses)
        yield task_prompt(task), verdict


def verdict(*ideas, reason="Look again."):
    line = Criterion(label="Emotion curve", points=0.0, max_points=2.0, reason=reason)
    return Verdict(task="m03-a1", points=0, max_points=2, criteria=(line,), misconceptions=("flat-curve",), ideas=ideas)


PROMPT = task_prompt(key_of("m03_journeys").tasks[0])


def test_a_card_bears_the_name_and_the_title_of_its_task():
    page = verdict_html(PROMPT, verdict())
    assert "<strong>Graded task A1: Mark&#x27;s journey</strong>" in page
    assert "0 of 2 points" in page and 'data-task="m03-a1"' in page
    assert verdict_text(PROMPT, verdict()).startswith("Graded task A1: Mark's journey: 0 of 2 points\n")


def test_parts_of_a_task_are_told_apart_by_their_titles():
    names = [
        re.findall(r"<strong>(Graded task[^<]*)", verdict_html(p, v))[0] for p, v in cards("m03_journeys", "blank")
    ]
    assert names[2:] == ["Graded task A3: All parts at once", "Graded task A3: The weakest link"]


def test_an_idea_is_a_sentence_and_a_bare_name_is_left_out():
    for shown in (verdict_html(PROMPT, verdict(FLAT)), verdict_text(PROMPT, verdict(FLAT))):
        assert FLAT in shown and "flat curve" not in shown
    for shown in (verdict_html(PROMPT, verdict()), verdict_text(PROMPT, verdict())):
        assert "Ideas" not in shown and "flat curve" not in shown


def test_an_idea_that_a_reason_tells_is_not_told_again():
    told = verdict(FLAT, reason=f"{FLAT} Ask of each step: better or worse?")
    for shown in (verdict_html(PROMPT, told), verdict_text(PROMPT, told)):
        assert shown.count(FLAT) == 1 and "Ideas" not in shown


@pytest.mark.parametrize(("exercise", "made_up"), CARDS, ids=[f"{e}-{m}" for e, m in CARDS])
def test_every_idea_is_told_once_and_in_a_sentence(exercise, made_up):
    for prompt, found in cards(exercise, made_up):
        said = verdict_text(prompt, found)
        assert [idea for idea in found.ideas if said.count(idea) == 0] == []
        box = said.partition("Ideas to look at again:\n")[2].splitlines()
        assert len(box) == len(set(box))
        assert [line for line in box if not line.endswith((".", "?")) or said.count(line[2:]) != 1] == []
        assert not {f"- {words(slug)}" for slug in found.misconceptions} & set(box)


def test_a_role_play_names_no_lack_as_an_idea():
    shown = [(v.misconceptions, verdict_html(p, v)) for p, v in cards("m05_service", "lost-run")]
    assert any(slug.startswith("lacks-") for slugs, _ in shown for slug in slugs), "the report keeps them"
    assert not any("lacks" in page for _, page in shown)


def test_what_was_answered_in_two_lines_is_shown_in_two_lines():
    line = Criterion(label="Reply 1", points=0.0, max_points=0.0, reason="Hm.", answer="Ann: “<b>”\nYou: “No.”")
    found = Verdict(task="m05-a1", points=0, max_points=2, criteria=(line,))
    assert re.search(r"Ann: “&lt;b&gt;”<div[^>]*>You: “No.”</div>", verdict_html(PROMPT, found))
    assert "[Ann: “<b>” You: “No.”]" in verdict_text(PROMPT, found)


# ---------------------------------------------------------------- the bare score below a card


def page(html, grade=True):
    outputs = [
        new_output("display_data", data={"text/html": html}),
        new_output("execute_result", data={"text/plain": "8.211904"}, execution_count=2),
    ]
    return new_notebook(cells=[new_code_cell(outputs=outputs, metadata={"nbgrader": {"grade": grade}})])


def test_the_score_that_nbgrader_reads_is_not_on_the_page_and_stays_in_the_notebook():
    graded = page(verdict_html(PROMPT, verdict()))
    (shown,) = without_scores(graded).cells[0].outputs
    assert shown.output_type == "display_data"
    assert graded.cells[0].outputs[1].data["text/plain"] == "8.211904"


def test_what_a_cell_gives_without_a_verdict_is_shown():
    for other in (page("<p>A chart</p>"), page(verdict_html(PROMPT, verdict()), grade=False)):
        assert without_scores(other) == other
