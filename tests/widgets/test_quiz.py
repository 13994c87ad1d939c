"""The practice quiz without a browser: an event in, a view and a file out; the text twin does the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cxcourse import Quiz, answers
from cxcourse.content import load_bank
from cxcourse.core.practice import KEPT
from cxcourse.core.quiz import Item, prompt, solution
from cxcourse.errors import AnswerError, ContentError
from tests.child import in_child
from tests.widgets.written import by_letters, right, wrong

BANK = load_bank("m01")
KINDS = ["single", "multi", "numeric", "order", "match", "cardsort"]
ITEMS = {kind: next(item for item in BANK.items if item.type == kind) for kind in KINDS}
QUIZ_OF = {item: spec.id for spec in BANK.quizzes for item in spec.items}
each_kind = pytest.mark.parametrize("item", ITEMS.values(), ids=KINDS)


def send(quiz: Quiz, kind: str, item: Item, **more: Any) -> dict[str, Any]:
    """Do what a click does, and return what is then seen of the item."""
    quiz.handle({"kind": kind, "item": item.id, **more})
    return seen(quiz, item)


def seen(quiz: Quiz, item: Item) -> dict[str, Any]:
    return next(i for i in quiz.view["items"] if i["id"] == item.id)


def opened(item: Item) -> Quiz:
    return Quiz(QUIZ_OF[item.id])


# ---------------------------------------------------------------- choose, check, again


@each_kind
def test_before_the_first_try_nothing_gives_the_answer_away(item: Item) -> None:
    view = json.dumps(opened(item).view, ensure_ascii=False)
    hidden = [item.hint, item.explanation, *(o.feedback for o in item.options)]
    assert [text for text in hidden if text in view] == []
    assert seen(opened(item), item)["standing"] == "not-tried"
    assert "solution" not in seen(opened(item), item)


def test_looking_at_a_quiz_writes_nothing(folder: Path) -> None:
    quiz = Quiz("m01-before")
    quiz.as_text()
    assert not (folder / "answers").exists() and quiz.view["saved"]["state"] == "new"


@each_kind
def test_a_choice_is_saved_and_not_judged(item: Item, saved: Any) -> None:
    quiz = opened(item)
    view = send(quiz, "choose", item, response=wrong(item))
    assert (view["standing"], view["marks"], view["tried"], view["first"]) == ("chosen", {}, None, None)
    assert saved(QUIZ_OF[item.id])["items"][item.id]["response"] == view["response"] == wrong(item)
    assert quiz.view["saved"]["state"] == "saved" and item.explanation not in json.dumps(quiz.view)


@each_kind
def test_a_first_wrong_try_gets_the_hint_and_not_the_explanation(item: Item) -> None:
    quiz = opened(item)
    view = send(quiz, "check", item, response=wrong(item))
    assert (view["standing"], view["hint"], view["first"] < 1) == ("not-yet", item.hint, True)
    assert "explanation" not in view and "solution" not in view and "feedback" not in view
    assert set(view["marks"]) <= {"", *(o.id for o in item.options)}


def test_feedback_of_a_first_try_is_that_of_the_own_option_only() -> None:
    item = ITEMS["single"]
    quiz = opened(item)
    view = send(quiz, "check", item, response=wrong(item))
    option = next(o for o in item.options if o.id == wrong(item))
    assert view["marks"] == {option.id: {"right": False, "text": option.feedback}}
    assert [o.feedback for o in item.options if o.feedback in json.dumps(quiz.view, ensure_ascii=False)] == [
        option.feedback
    ]


@each_kind
def test_a_second_wrong_try_ends_in_the_explanation_and_the_solution(item: Item) -> None:
    quiz = opened(item)
    send(quiz, "check", item, response=wrong(item))
    view = send(quiz, "check", item, response=wrong(item))
    assert (view["standing"], view["explanation"]) == ("explained", item.explanation)
    assert view["solution"] == solution(item) and set(view["feedback"]) == {o.id for o in item.options}


@each_kind
def test_a_right_answer_closes_the_question(item: Item, saved: Any) -> None:
    quiz = opened(item)
    view = send(quiz, "check", item, response=right(item))
    assert (view["standing"], view["first"], view["explanation"]) == ("right", 1.0, item.explanation)
    view = send(quiz, "choose", item, response=wrong(item))
    assert "closed" in quiz.view["message"] and view["response"] == seen(opened(item), item)["response"]
    assert len(saved(QUIZ_OF[item.id])["items"][item.id]["attempts"]) == 1


def test_practising_again_starts_clean_and_keeps_the_first_attempt() -> None:
    item = ITEMS["single"]
    quiz = opened(item)
    for _ in range(2):
        send(quiz, "check", item, response=wrong(item))
    view = send(quiz, "again", item)
    assert (view["standing"], view["response"], view["first"]) == ("not-tried", None, 0.0)
    assert "explanation" not in view and "hint" not in view
    assert send(quiz, "check", item, response=right(item))["first"] == 0.0


def test_practising_without_end_stays_possible(saved: Any) -> None:
    item = ITEMS["single"]
    quiz = opened(item)
    quiz.answer(item.id, wrong(item))
    for _ in range(KEPT + 5):
        assert quiz.answer(item.id, right(item)).startswith("Right.")
        send(quiz, "again", item)
    attempts = saved(quiz.view["task"])["items"][item.id]["attempts"]
    assert len(attempts) == KEPT and attempts[0]["score"] == 0


@pytest.mark.parametrize(
    ("kind", "told"),
    [("single", "Answer first, then check."), ("numeric", "Answer first"), ("match", "still open. Place them all")],
)
def test_an_unanswered_check_says_what_to_do(kind: str, told: str, saved: Any) -> None:
    item = ITEMS[kind]
    quiz = opened(item)
    assert send(quiz, "check", item)["standing"] == "not-tried"
    assert told in quiz.view["message"] and saved(quiz.view["task"]) is None
    with pytest.raises(AnswerError, match=told):
        quiz.answer(item.id, None)


def test_an_event_without_a_response_leaves_the_standing_choice_and_checks_it() -> None:
    item = ITEMS["single"]
    quiz = opened(item)
    send(quiz, "choose", item, response=wrong(item))
    assert send(quiz, "choose", item)["response"] == wrong(item)
    assert send(quiz, "check", item)["standing"] == "not-yet"


def test_a_message_goes_away_with_the_next_event() -> None:
    item = ITEMS["single"]
    quiz = opened(item)
    send(quiz, "check", item)
    send(quiz, "choose", item, response=right(item))
    assert quiz.view["message"] == ""


def test_each_event_is_acknowledged() -> None:
    item = ITEMS["single"]
    quiz = opened(item)
    for number in (7, 8):
        quiz.handle({"kind": "choose", "item": item.id, "response": right(item), "id": number})
        assert quiz.view["ack"] == number


# ---------------------------------------------------------------- the twin in text


def timeless(data: Any) -> Any:
    if isinstance(data, dict):
        return {k: timeless(v) for k, v in data.items() if k not in ("at", "saved_at")}
    return [timeless(v) for v in data] if isinstance(data, list) else data


@each_kind
def test_text_and_clicks_leave_the_same_file_and_the_same_view(
    item: Item, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = []
    for name in ("clicks", "words"):
        monkeypatch.setenv("CXCOURSE_ANSWERS", str(folder / name))
        quiz = opened(item)
        for response in (wrong(item), right(item)):
            if name == "clicks":
                send(quiz, "choose", item, response=response)
                send(quiz, "check", item, response=response)
            else:
                quiz.answer(item.id, by_letters(prompt(item), response))
        file = json.loads((folder / name / f"{QUIZ_OF[item.id]}.json").read_text(encoding="utf-8"))
        left.append((timeless(file), timeless(quiz.view)))
        scores = [a["score"] for a in file["data"]["items"][item.id]["attempts"]]
        assert len(scores) == 2 and scores[0] < 1 and scores[1] == 1.0
    assert left[0] == left[1]


@each_kind
def test_the_twin_says_what_the_widget_shows(item: Item) -> None:
    quiz = opened(item)
    said = quiz.answer(item.id, by_letters(prompt(item), wrong(item)))
    view = seen(quiz, item)
    assert said.startswith("Not yet.") and f"Hint: {item.hint}" in said and item.explanation not in said
    assert all(mark["text"] in said for mark in view["marks"].values()) and view["general"] in said
    said = quiz.answer(item.id, by_letters(prompt(item), right(item)))
    assert said.startswith("Right.") and said.endswith(item.explanation)


def test_a_question_may_be_named_by_its_number() -> None:
    quiz = Quiz("m01-before")
    second = list(quiz.view["items"])[1]["id"]
    quiz.answer("2", solution(BANK.item(second)))
    assert [i["standing"] for i in quiz.view["items"]][1] == "right"


@pytest.mark.parametrize("name", ["m01-i99", "0", "9", "²", "", None, 1.5, [], True, "x" * 10_000])
def test_a_question_that_is_not_there_is_answered_with_those_that_are(name: Any) -> None:
    with pytest.raises(AnswerError, match=r"^m01-before has no question .{0,70}; it has m01-i07, m01-i08\.$"):
        Quiz("m01-before").answer(name, "a")


def test_the_text_shows_the_letters_that_the_twin_takes() -> None:
    item = ITEMS["single"]
    quiz = opened(item)
    line = next(s for s in quiz.as_text().splitlines() if s.endswith(next(o.text for o in item.options if o.correct)))
    quiz.answer(item.id, line.strip()[0])
    assert seen(quiz, item)["standing"] == "right"


def test_the_text_holds_answers_standing_and_feedback() -> None:
    item = ITEMS["single"]
    quiz = opened(item)
    assert quiz.as_text().count("Your answer: none (not tried yet)") == len(quiz.view["items"])
    quiz.answer(item.id, wrong(item))
    option = next(o for o in item.options if o.id == wrong(item))
    assert f"Your answer: {option.text} (not yet)\nNot yet. {option.feedback} Hint: {item.hint}" in quiz.as_text()


# ---------------------------------------------------------------- another day, another tab


@each_kind
def test_a_quiz_opened_later_shows_what_was_done(item: Item) -> None:
    quiz = opened(item)
    send(quiz, "check", item, response=wrong(item))
    assert seen(opened(item), item) == seen(quiz, item)
    assert opened(item).view["saved"]["state"] == "saved"


def test_letters_stay_where_they_were_unless_another_seed_is_asked_for() -> None:
    orders = {
        seed: tuple(tuple(o["id"] for o in i["options"]) for i in Quiz("m01-before", seed=seed).view["items"])
        for seed in range(6)
    }
    assert Quiz("m01-before").view["items"] == Quiz("m01-before", seed=0).view["items"]
    assert len(set(orders.values())) > 1


def test_two_notebooks_do_not_lose_each_others_answers(saved: Any) -> None:
    one, two, *_ = (BANK.item(i) for i in next(s for s in BANK.quizzes if s.id == "m01-before").items)
    here = Quiz("m01-before")
    send(here, "check", one, response=wrong(one))
    there = in_child(lambda: send(Quiz("m01-before"), "check", two, response=right(two))["standing"])
    assert there == "right"
    assert send(here, "check", one, response=right(one))["standing"] == "right"
    assert seen(here, two)["standing"] == "right", "what the other notebook saved is seen here, too"
    attempts = {i: len(kept["attempts"]) for i, kept in saved("m01-before")["items"].items()}
    assert attempts == {one.id: 2, two.id: 1}


def test_answers_to_questions_that_left_the_quiz_are_kept(saved: Any) -> None:
    old = {"m01-i99": {"response": "o1", "round": 1, "attempts": []}, "other": [1]}
    answers.save("m01-before", "quiz", {"items": old, "notes": "mine"})
    quiz = Quiz("m01-before")
    quiz.answer("1", "a")
    kept = saved("m01-before")
    assert kept["notes"] == "mine" and {k: kept["items"][k] for k in old} == old


# ---------------------------------------------------------------- when something is wrong


def test_a_damaged_file_is_told_on_opening_and_kept_with_the_next_answer(folder: Path) -> None:
    (folder / "answers").mkdir()
    (folder / "answers" / "m01-before.json").write_text("{broken")
    quiz = Quiz("m01-before")
    assert quiz.view["saved"]["state"] == "kept" and "is damaged" in quiz.view["saved"]["text"]
    assert "kept as m01-before.kept-1.json" in quiz.answer("1", "a")
    assert quiz.view["saved"]["state"] == "saved" and "kept-1" in quiz.view["saved"]["text"]
    assert (folder / "answers" / "m01-before.kept-1.json").read_text() == "{broken"


def test_an_answer_that_could_not_be_saved_stays_on_the_screen_and_is_saved_with_the_next(
    folder: Path, saved: Any
) -> None:
    (folder / "answers").write_text("in the way")
    quiz = Quiz("m01-before")
    one, two = (BANK.item(i["id"]) for i in quiz.view["items"])
    assert "\nNOT SAVED: " in quiz.answer("1", right(one))
    assert quiz.view["saved"]["state"] == "unsaved" and seen(quiz, one)["standing"] == "right"
    (folder / "answers").unlink()
    assert "NOT SAVED" not in quiz.answer("2", right(two))
    assert seen(quiz, one)["standing"] == "right" and sorted(saved("m01-before")["items"]) == [one.id, two.id]


def test_a_wrong_name_or_keyword_is_named() -> None:
    with pytest.raises(ContentError, match="Did you mean 'm01-before'"):
        Quiz("m01-befor")
    with pytest.raises(TypeError, match="sed"):
        Quiz("m01-before", sed=1)  # type: ignore[call-arg]
