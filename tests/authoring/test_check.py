"""The check: silent on a fresh build, and exact about the first line that differs."""

from __future__ import annotations

import shutil

import pytest

from cxcourse.authoring.check import check

RELEASE = "exercises/release/t01_kinds"


def test_a_fresh_build_has_no_faults(built):
    assert check(built) == []


def test_source_is_kept_by_nobody_and_may_be_missing(built):
    shutil.rmtree(built / "exercises" / "source")
    assert check(built) == []


@pytest.mark.parametrize(
    "name",
    ["README.md", "modules/t01_small/t01_small.ipynb", f"{RELEASE}/t01_kinds.ipynb", f"{RELEASE}/tasks.json",
     "exercises/source/t01_kinds/tasks.json", "cxcourse/content/schema/quiz.schema.json"],
)  # fmt: skip
def test_one_differing_byte_is_found_and_its_line_named(built, name):
    path = built / name
    lines = path.read_bytes().splitlines(keepends=True)
    lines[4] = lines[4].rstrip(b"\n") + b" \n"
    path.write_bytes(b"".join(lines))
    (fault,) = check(built)
    assert fault.startswith(f"{name}:5: differs from its source")


def test_a_file_that_was_cut_or_grew_is_found(built):
    path = built / RELEASE / "tasks.json"
    whole = path.read_bytes()
    path.write_bytes(whole + b"\n")
    assert "found ''" in check(built)[0]
    path.write_bytes(whole[:-2])
    assert check(built)[0].startswith(f"{RELEASE}/tasks.json:")


def test_missing_and_stray_files_are_named(built):
    (built / RELEASE / "tasks.json").unlink()
    (built / RELEASE / "helper.py").write_text("x = 1\n")
    (built / "modules" / "t01_small" / "copy.ipynb").write_text("{}")
    faults = "\n".join(check(built))
    assert f"{RELEASE}/tasks.json: is missing" in faults
    assert f"{RELEASE}/helper.py: nothing is generated under this name" in faults
    assert f"{RELEASE}/helper.py: Python files are not released" in faults
    assert "modules/t01_small/copy.ipynb: nothing is generated" in faults


def test_a_key_in_the_release_is_found(built):
    path = built / RELEASE / "tasks.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"stem"', '"hint": "Say the sound aloud to yourself.", "stem"')
    )
    assert [f for f in check(built) if "tasks.json: t01-a5 hint: the key is given away" in f]


def test_faults_of_every_kind_are_told_together(built):
    (built / "exercises" / "source" / "t01_kinds" / "answers").mkdir()
    (built / "modules" / "t01_small" / "quiz.yaml").write_text("module: t01\nquizes: []\n")
    faults = "\n".join(check(built))
    assert "would be published" in faults
    assert "quiz.yaml" in faults
    assert "quizes" in faults


def test_house_rules_hold_for_the_items_of_a_key_too(built):
    course = built / "modules" / "course.yaml"
    text = course.read_text(encoding="utf-8")
    course.write_text(text.replace("graded_minutes: 10,", "graded_minutes: 10, exercise: t01_kinds,"))
    assert [f for f in check(built) if f.startswith("t01-a1: O7")]
