"""The wheel, built and installed for real: the course works far from any checkout, and no key travels in it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
BUILD_FROM = ("cxcourse", "modules", "datasets", "exercises", "pyproject.toml", "README.md", "LICENSE", ".gitignore")
LONG = 25  # a shorter text may stand elsewhere by chance


def run(*words: str, cwd: Path, code: int = 0) -> str:
    done = subprocess.run([sys.executable, *words], cwd=cwd, capture_output=True, text=True, timeout=120)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def build(source: Path, into: Path) -> Path:
    run("-m", "hatchling", "build", "-t", "wheel", "-d", str(into), cwd=source)
    (wheel,) = into.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    return build(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def hidden(node: Any, field: str = "") -> Iterator[str]:
    """Every text of a key file that explains, hints, marks or was handed in; read raw, without our own code."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from hidden(value, "level" if field == "levels" and key == "text" else str(key))
    elif isinstance(node, list):
        for value in node:
            yield from hidden(value, field)
    elif isinstance(node, str) and field in ("feedback", "hint", "explanation", "level", "m01-m1"):
        yield node


# ---------------------------------------------------------------- what is in it


def test_no_file_of_authors_is_in_it(names: list[str]) -> None:
    wrong = ("authored", "/keys/", "submissions.yaml", "/source/", "gradebook", "/answers/", "/tests/", "facts.yaml")
    assert [name for name in names if any(word in f"/{name}" for word in wrong)] == []


def test_no_text_of_a_key_is_in_it(wheel: Path) -> None:
    texts = [t for path in (ROOT / "exercises" / "keys").glob("*.yaml")
             for t in hidden(yaml.safe_load(path.read_text(encoding="utf-8"))) if len(t) >= LONG]  # fmt: skip
    assert len(texts) > 80, "the search knows what to look for"
    forms = {form for t in texts for form in (t, json.dumps(t)[1:-1], json.dumps(t, ensure_ascii=False)[1:-1])}
    with zipfile.ZipFile(wheel) as archive:
        content = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert [(name, form) for name, text in content.items() for form in forms if form in text] == []


def test_what_widgets_and_the_course_need_is_in_it(names: list[str]) -> None:
    static = [p.relative_to(ROOT).as_posix() for p in (ROOT / "cxcourse" / "widgets" / "static").iterdir()]
    course = [f"cxcourse/course/{name}" for name in ("modules/course.yaml", "modules/m01_intro/quiz.yaml",
              "datasets/form_audit.csv", "exercises/release/m01_intro/tasks.json")]  # fmt: skip
    assert [name for name in [*static, *course] if name not in names] == []


def test_what_an_author_answered_stays_at_home(tmp_path: Path) -> None:
    """An author who tries the released exercise leaves right answers beside it; git ignores them, so must the wheel."""
    pytest.importorskip("hatchling")
    ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "answers")
    for name in BUILD_FROM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / "copy" / name, ignore=ignore)
        else:
            shutil.copy(source, tmp_path / "copy" / name)
    left = tmp_path / "copy" / "exercises" / "release" / "m01_intro" / "answers" / "m01-a1.json"
    left.parent.mkdir()
    left.write_text("{}")
    with zipfile.ZipFile(build(tmp_path / "copy", tmp_path / "wheel")) as archive:
        assert "cxcourse/course/exercises/release/m01_intro/tasks.json" in archive.namelist()
        assert [name for name in archive.namelist() if "answers/" in name] == []


# ---------------------------------------------------------------- installed, far away

LOOK = """
import json, sys
sys.path[:] = [{target!r}, *(p for p in sys.path if p not in ({root!r}, ""))]
import cxcourse
from cxcourse import Quiz, load_dataset
from cxcourse.content import course_root, load_quiz, load_tasks
audit = load_dataset("form_audit")
spec, bank = load_quiz("m01-before")
quiz = Quiz("m01-before")
print(json.dumps({{
    "package": cxcourse.__file__, "root": str(course_root()), "quiz": spec.title, "items": len(bank.items),
    "rows": len(audit), "licence": audit.attrs["licence"], "view": len(quiz.view["items"]), "css": len(Quiz._css),
    "tasks": [t.prompt.id for t in load_tasks(course_root() / "exercises" / "release" / "m01_intro").tasks],
}}))
"""


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the installed package says, asked from another folder with the checkout out of reach."""
    target, elsewhere = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("elsewhere")
    quiet = ["--quiet", "--no-index", "--no-deps", "--no-compile"]
    run("-m", "pip", "install", *quiet, "--target", str(target), str(wheel), cwd=elsewhere)
    found = json.loads(run("-c", LOOK.format(target=str(target), root=str(ROOT)), cwd=elsewhere))
    return found | {"target": str(target)}


def test_installed_the_package_is_its_own_and_brings_its_course(installed: dict[str, Any]) -> None:
    assert installed["package"].startswith(installed["target"])
    assert installed["root"] == str(Path(installed["target"], "cxcourse", "course"))


def test_installed_quizzes_tables_and_tasks_are_found(installed: dict[str, Any]) -> None:
    assert (installed["quiz"], installed["view"], installed["rows"]) == ("Before you start", 2, 24)
    assert installed["items"] >= 18 and installed["licence"] == "CC0-1.0" and installed["css"] > 1000
    assert installed["tasks"] == ["m01-a1", "m01-a2", "m01-a3"]
