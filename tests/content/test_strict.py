"""Strict text: all faults of a file at once, each with its place, and sentences that help."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cxcourse.content import BankText, Glossary, Key
from cxcourse.content.strict import read_strict
from cxcourse.errors import ContentError

BAD = Path(__file__).parent / "bad_quiz.yaml"

FAULTS = [
    'bad_quiz.yaml:7 m01-i01 version — expected a whole number, found "1"',
    "bad_quiz.yaml:12 m01-i01 bloom — expected 'remember', 'understand', 'apply', 'analyse' or 'evaluate', "
    'found "understanding"',
    "bad_quiz.yaml:15 m01-i01 options[0].correct — expected this field, found nothing",
    'bad_quiz.yaml:15 m01-i01 options[0].corect — expected a field that is known here, found "corect"; '
    "did you mean 'correct'?",
    'bad_quiz.yaml:16 m01-i01 options[1].correct — expected true or false, found "yes"',
    "bad_quiz.yaml:16 m01-i01 options[1].feedback — expected this field, found nothing",
    "bad_quiz.yaml:18 m01-i01 hint — expected each field once, found it here and in line 17",
    'bad_quiz.yaml:21 M01_i02 id — expected lower-case letters, digits and dashes, at most 64, found "M01_i02"',
    "bad_quiz.yaml:26 M01_i02 type — expected 'single', 'multi', 'numeric', 'order', 'match', 'cardsort', "
    'found "essay"',
    "bad_quiz.yaml:42 m01-i03/right value — expected a number, found .inf",
    'bad_quiz.yaml:43 m01-i03/slipped value — expected a number, found "80"',
    'bad_quiz.yaml:44 m01-i03 options[2] — expected a mapping, found "just words"',
    'bad_quiz.yaml:48 items[3] — expected a mapping, found "seven"',
]
STANDING_THERE = [
    "version", "bloom", "this", "corect", "yes", "that", "Second", "M01", "essay", ".inf", "80", "just", "seven",
]  # fmt: skip


def faults(path: Path, shape: Any) -> list[str]:
    with pytest.raises(ContentError) as told:
        read_strict(path, shape)
    return list(told.value.faults)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "some.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_fault_of_a_bad_bank_is_told_at_once() -> None:
    assert faults(BAD, BankText) == FAULTS


def test_each_fault_points_at_the_line_where_it_stands() -> None:
    lines = BAD.read_text(encoding="utf-8").splitlines()
    for fault, word in zip(FAULTS, STANDING_THERE, strict=True):
        number = int(fault.split(":")[1].split(" ")[0])
        assert word in lines[number - 1], fault


def test_the_message_counts_the_faults_and_holds_them_all() -> None:
    with pytest.raises(ContentError) as told:
        read_strict(BAD, BankText)
    first, *rest = str(told.value).splitlines()
    assert first == "bad_quiz.yaml: 13 faults"
    assert [line.strip() for line in rest] == FAULTS


def test_one_fault_is_a_fault(tmp_path: Path) -> None:
    path = written(tmp_path, "module: 1\nterms: []\n")
    with pytest.raises(ContentError, match=r"^some\.yaml: 1 fault\n"):
        read_strict(path, Glossary)


def test_a_mended_copy_of_the_bad_bank_is_read(tmp_path: Path) -> None:
    """The file is bad for the faults named and for nothing else."""
    text = BAD.read_text(encoding="utf-8")
    for wrong, right in (
        ('version: "1"', "version: 1"), ("understanding", "understand"), ("corect", "correct"),
        ('"yes", misconception: slip', 'false, feedback: "No.", misconception: slip'), ('  hint: "Second hint."\n', ""),
        ("M01_i02", "m01-i02"), ("type: essay", "type: multi"), (".inf", "30"), ('"80"', "80"),
        ("  - just words\n", ""), ("- seven\n", ""),
    ):  # fmt: skip
        assert wrong in text
        text = text.replace(wrong, right)
    items = read_strict(written(tmp_path, text), BankText).items
    assert [item.id for item in items] == ["m01-i01", "m01-i02", "m01-i03"]


@pytest.mark.parametrize(
    ("value", "found"),
    [('"false"', '"false"'), ('"true"', '"true"'), ("0", "0"), ("1", "1"), ("null", "null"), ("[]", "[]")],
)
def test_only_true_and_false_are_truth_values(tmp_path: Path, value: str, found: str) -> None:
    text = BANK.replace("correct: true", f"correct: {value}")
    assert faults(written(tmp_path, text), BankText) == [
        f"some.yaml:13 x01-i01/o-one correct — expected true or false, found {found}"
    ]


BANK = """module: x01
quizzes: []
items:
- id: x01-i01
  version: 1
  module: x01
  outcome: x01.o1
  facts: []
  type: single
  bloom: apply
  stem: "Which?"
  options:
  - {id: o-one, text: "this", correct: true, feedback: "Yes."}
  hint: ""
  explanation: ""
  status: draft
"""


def test_the_good_form_of_that_bank_is_read(tmp_path: Path) -> None:
    item = read_strict(written(tmp_path, BANK), BankText).items[0]
    assert item.options[0].correct is True and item.facts == ()


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ("stem: yes", "stem — expected text in quotes, found true"),  # YAML reads yes as a truth value
        ("stem: 12", "stem — expected text in quotes, found 12"),
        ("stem:", "stem — expected text in quotes, found null"),
        ("stem: {a: b}", 'stem — expected text in quotes, found {"a": "b"}'),
        ("stem: [one, two]", 'stem — expected text in quotes, found ["one", "two"]'),
    ],
)
def test_a_text_that_yaml_reads_as_something_else(tmp_path: Path, wrong: str, fault: str) -> None:
    path = written(tmp_path, BANK.replace('stem: "Which?"', wrong))
    assert faults(path, BankText) == [f"some.yaml:11 x01-i01 {fault}"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2026-13-45", "a date, or text in quotes, found 2026-13-45"),
        ("2026-02-30T25:61:61Z", "a date, or text in quotes, found 2026-02-30T25:61:61Z"),
        ("!!timestamp soon", "a date, or text in quotes, found soon"),
        ("9" * 5000, f"a number, found {'9' * 79}…"), ("0x" + "f" * 9000, f"a number, found 0x{'f' * 77}…"),
        ("1.0e+999", "a number, found 1.0e+999"), ("!!int two", "a number, found two"),
        ("!!int ''", "a number, found "), ("!!float x", "a number, found x"),
        ("!!bool maybe", "true or false, found maybe"),
    ],
    ids=lambda value: value[:12],
)  # fmt: skip
def test_what_looks_like_a_date_or_a_number_and_is_none_is_told_once(tmp_path: Path, value: str, told: str) -> None:
    """PyYAML raises for these whatever its own code raises; the learner who imports a map must not see that."""
    path = written(tmp_path, BANK.replace("version: 1", f"version: {value}"))
    assert faults(path, BankText) == [f"some.yaml:5 x01-i01 version — expected {told}"]


@pytest.mark.parametrize("name", ["2026-01-01", "yes", "1.5", "~", ".nan", "!!binary aGk="])
def test_a_field_may_be_called_what_yaml_takes_for_something_else(tmp_path: Path, name: str) -> None:
    word = name.split()[-1]
    found = faults(written(tmp_path, f"{name}: 3\n{BANK}"), BankText)
    assert found == [f'some.yaml:1 {word} — expected a field that is known here, found "{word}"']


def test_a_missing_type_is_named_as_such(tmp_path: Path) -> None:
    path = written(tmp_path, BANK.replace("  type: single\n", ""))
    assert faults(path, BankText) == ["some.yaml:4 x01-i01 type — expected the kind of item, found nothing"]


def test_long_finds_are_cut(tmp_path: Path) -> None:
    path = written(tmp_path, BANK.replace('"Which?"', f"[{'x' * 500}]"))
    assert len(faults(path, BankText)[0]) < 160 and faults(path, BankText)[0].endswith("…")


def test_outcomes_are_named_after_their_module_and_nothing_else_is(tmp_path: Path) -> None:
    assert faults(written(tmp_path, BANK.replace("id: o-one", "id: x01.o1")), BankText) == [
        'some.yaml:13 x01-i01/x01.o1 id — expected lower-case letters, digits and dashes, at most 64, found "x01.o1"'
    ]


def test_fields_may_stand_in_merged_yaml_once_each(tmp_path: Path) -> None:
    terms = "- &a {id: a, term: A, definition: D, key_words: []}\n- {<<: *a, id: b}\n"
    path = written(tmp_path, f"module: x01\nterms:\n{terms}")
    assert [(t.id, t.term) for t in read_strict(path, Glossary).terms] == [("a", "A"), ("b", "A")]


# ---------------------------------------------------------------- files that are no such text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("module: [a\nb: c", r"some\.yaml:2 — expected YAML, found: .*'\]'"),
        ("a: \x07", r"some\.yaml:1 — expected YAML, found: .*control characters|special characters"),
        ("? [a]\n: b", r"some\.yaml:1 — expected YAML, found: .*unhashable"),
        ("&a [*a]", r"some\.yaml:1 — expected YAML, found an anchor that holds itself"),
        ("!!python/object/apply:os.getcwd []", r"some\.yaml:1 — expected YAML, found: could not determine"),
        ("", r"some\.yaml:1 — expected a mapping, found null"),
        ("just words", r'some\.yaml:1 — expected a mapping, found "just words"'),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(ContentError) as error:
        read_strict(written(tmp_path, content), BankText)
    assert re.search(told, str(error.value)), str(error.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"is not UTF-8 text\. Save it again as UTF-8"):
        read_strict(written(tmp_path, b"module: \xff\xfe"), BankText)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"nowhere\.yaml: cannot be read \(No such file"):
        read_strict(tmp_path / "nowhere.yaml", Key)
