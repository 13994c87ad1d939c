"""The wheel carries the course and not one word of its keys."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile

import pytest

from cxcourse.authoring.leaks import KEY_FIELDS, answer_lines, key_strings, leaks_in
from cxcourse.content import course_root
from cxcourse.content.keys import load_key
from tests.grading.course import ROOT

KEYS = [p for p in sorted((ROOT / "exercises" / "keys").glob("*.yaml")) if ".submissions" not in p.suffixes]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pytest.importorskip("hatchling", reason="building a wheel needs hatchling: pip install cxcourse[build]")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "files")
    return folder / "files"


def test_the_wheel_carries_the_course(unpacked):
    course = unpacked / "cxcourse" / "course"
    assert (course / "modules" / "course.yaml").is_file()
    assert list((course / "exercises" / "release").glob("*/tasks.json"))


def test_no_file_of_authors_is_in_the_wheel(unpacked):
    names = [p.relative_to(unpacked).as_posix() for p in unpacked.rglob("*")]
    assert [n for n in names if "/authored" in n or "/keys/" in n or "submissions.yaml" in n] == []
    course = unpacked / "cxcourse" / "course" / "exercises"
    assert {p.name for p in course.iterdir()} == {"release"}


@pytest.mark.parametrize("path", KEYS, ids=lambda p: p.stem)
def test_no_text_of_a_key_is_in_the_wheel(unpacked, path):
    key = load_key(path)
    secrets = key_strings(key) | answer_lines(key)
    release = unpacked / "cxcourse" / "course" / "exercises"
    assert leaks_in(release, secrets | KEY_FIELDS) == []
    # Misconceptions have names that practice shares with the exercise; elsewhere a name gives nothing away.
    practice = "".join(p.read_text(encoding="utf-8") for p in (course_root() / "modules").glob("*/quiz.yaml"))
    named = {s for s in secrets if re.fullmatch(r"[a-z0-9-]+", s) and s in practice}
    assert len(secrets) - len(named) > 40
    # A short label ("Nobody answered") may stand anywhere by chance.
    telling = {
        s: p for s, p in secrets.items() if s not in named and (len(s) >= 20 or not re.fullmatch(r"[A-Z][a-z ]+", s))
    }
    assert leaks_in(unpacked, telling) == []


def test_the_demo_without_keys_says_what_to_do(unpacked):
    """As on a learner's machine: the package as it was installed, without a checkout around it."""
    code = (
        "from cxcourse.errors import CourseError\nfrom cxcourse.grading.demo import run\n"
        "try:\n    run()\nexcept CourseError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=unpacked, capture_output=True, text=True)
    assert "answer keys" in done.stdout, done.stderr
    assert "Clone the repository" in done.stdout


@pytest.mark.parametrize("path", KEYS, ids=lambda p: p.stem)
def test_a_learners_kernel_holds_no_text_of_a_key(unpacked, path):
    """Every task of an exercise is opened as a learner does; then every text in the memory of Python is looked at."""
    key = load_key(path)
    release = unpacked / "cxcourse" / "course" / "exercises" / "release" / key.exercise
    opened = [task.id for task in key.tasks if not task.code]
    if not opened:
        pytest.skip("this exercise has no task that a widget shows")
    practice = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "modules").glob("*/quiz.yaml"))
    secrets = [s for s in key_strings(key) if len(s) >= 20 and " " in s and s not in practice]
    assert len(secrets) > 30
    question = next(task.question for task in key.tasks if task.id == opened[0])
    code = (
        "import gc, json, sys\nsys.path.insert(0, sys.argv[1])\nfrom cxcourse import task\nimport cxcourse\n"
        "assert cxcourse.__file__.startswith(sys.argv[1])\n"
        "kept = [(w := task(name), w.as_text(), w._repr_mimebundle_()) for name in json.loads(sys.argv[2])]\n"
        "seen = {s for o in gc.get_objects() for s in gc.get_referents(o) if isinstance(s, str)}\n"
        "looked_for = json.load(sys.stdin)\n"
        "print(json.dumps([x for x in looked_for if any(x in s for s in seen)]))\n"
    )
    command = [sys.executable, "-c", code, str(unpacked), json.dumps(opened)]
    done = subprocess.run(
        command, cwd=release, input=json.dumps([*secrets, question.stem]), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [question.stem], "what is shown is found, and nothing of the key"
