"""The map of the house, held by reading the imports: who may know whom, what stays out of the core, sizes."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import cxcourse

PACKAGE = Path(cxcourse.__file__).parent

# errors <- core <- content <- answers <- widgets;  core <- charts <- widgets;  core <- grading.judge
# core <- disk <- whoever writes files
# content, answers, judge <- grading.*;  content <- authoring;  content, charts <- exports <- widgets (their menus)
# everything <- cli
CHAIN = {"errors", "core", "disk", "content", "answers"}
MAY_KNOW = {
    "errors": set(),
    "core": {"errors"},
    "disk": {"errors", "core"},
    "content": {"errors", "core"},
    "answers": {"errors", "core", "disk", "content"},
    "charts": {"errors", "core"},
    "widgets": CHAIN | {"charts", "exports"},
    "grading.judge": {"errors", "core"},
    "grading": CHAIN | {"grading.judge"},
    "authoring": {"errors", "core", "disk", "content"},
    "exports": {"errors", "core", "disk", "content", "charts"},
    "lab": {"errors", "disk", "content", "answers"},
}
# Steps across that are known and should not become more. The demo plays the whole path, so it builds before it grades;
# building runs stock nbgrader, which needs the same search path as grading does.
ACROSS = {
    ("cxcourse.grading.demo", "cxcourse.authoring.build"),
    ("cxcourse.authoring.release", "cxcourse.grading.config"),
}

NOT_IN_CORE = {
    "IPython", "ipywidgets", "anywidget", "traitlets", "yaml", "pathlib", "pydantic", "altair", "nbformat", "nbclient",
    "jupyterlab", "os", "io", "shutil", "tempfile", "requests", "urllib",
}  # fmt: skip
MOST_LINES = 350


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@cache
def imports(module: str) -> tuple[str, ...]:
    """Every module that a file imports, wherever in it; what only a type checker sees is left out."""
    return tuple(_imports(module))


def _imports(module: str) -> Iterator[str]:
    found = tree(module)
    unseen = {id(n) for block in ast.walk(found) if _for_types(block) for n in ast.walk(block)}
    for node in ast.walk(found):
        if id(node) in unseen:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written in full"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                public = cxcourse._PUBLIC.get(alias.name) if node.module == "cxcourse" else None
                yield public or (inner if inner in MODULES else str(node.module))


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def ours(module: str) -> list[str]:
    return [name for name in imports(module) if name.split(".")[0] == "cxcourse"]


def room(module: str) -> str:
    parts = module.split(".")[1:]
    return "grading.judge" if parts[:2] == ["grading", "judge"] else (parts[0] if parts else "")


def may_know(module: str) -> set[str]:
    return MAY_KNOW[room(module)] | {room(module)} if room(module) else set()


# ---------------------------------------------------------------- arrows


def test_imports_follow_the_arrows() -> None:
    against = [
        f"{module} imports {name}; {room(module) or 'the package'} may know {', '.join(sorted(may_know(module)))}"
        for module in MODULES
        if room(module) != "cli"
        for name in ours(module)
        if room(name) not in may_know(module) and (module, name) not in ACROSS
    ]
    assert against == []


def test_steps_across_that_are_no_longer_taken_are_struck_off() -> None:
    assert [step for step in ACROSS if step[1] not in ours(step[0])] == []


def test_every_room_is_on_the_map() -> None:
    assert {room(module) for module in MODULES} <= {*MAY_KNOW, "", "cli"}


def test_nobody_imports_the_command_line() -> None:
    assert [module for module in MODULES if "cxcourse.cli" in ours(module)] == []


def test_no_circle() -> None:
    graph = {module: set(ours(module)) - {module, "cxcourse"} for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_the_reading_of_imports_sees_them_all() -> None:
    """The tests above are worth what this reading is worth."""
    assert {"cxcourse.core.quiz", "cxcourse.errors"} <= set(ours("cxcourse.core.response"))
    assert "cxcourse.answers" in ours("cxcourse.widgets.base")  # from cxcourse import answers
    assert "IPython.display" in imports("cxcourse.widgets.base")  # inside a function
    assert "pandas" in imports("cxcourse.content.datasets")  # inside a function, and for types


# ---------------------------------------------------------------- what stays out


CORE = [module for module in MODULES if room(module) == "core"]


def test_core_imports_no_notebook_and_no_file() -> None:
    found = [f"{m} imports {name}" for m in CORE for name in imports(m) if name.split(".")[0] in NOT_IN_CORE]
    assert found == []


def test_core_opens_no_file_and_reads_no_clock() -> None:
    effects = {"open", "print", "input", "now", "today", "utcnow", "perf_counter"}
    assert [f"{module} calls {name}()" for module in CORE for name in sorted(called(module) & effects)] == []


def called(module: str) -> set[str]:
    calls = [n.func for n in ast.walk(tree(module)) if isinstance(n, ast.Call)]
    return {f.id for f in calls if isinstance(f, ast.Name)} | {f.attr for f in calls if isinstance(f, ast.Attribute)}


@pytest.mark.parametrize("package", ["nbgrader", "jupytext"])
def test_author_and_grader_packages_stay_in_their_rooms(package: str) -> None:
    users = {room(m).split(".")[0] for m in MODULES if package in {name.split(".")[0] for name in imports(m)}}
    assert users <= {"grading", "authoring"}


def loaded_by(code: str) -> set[str]:
    """Return the modules that a fresh Python loads, by its own account and by what is there in the end."""
    command = [sys.executable, "-X", "importtime", "-c", f"{code}\nimport sys\nprint(*sys.modules)"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    told = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {*told, *done.stdout.split()}


def test_importing_the_course_is_free() -> None:
    loaded = loaded_by("import cxcourse")
    assert "cxcourse" in loaded
    heavy = {"pandas", "numpy", "altair", "ipywidgets", "anywidget", "yaml", "pydantic", "IPython", "nbgrader"}
    assert loaded & heavy == set()


def test_a_quiz_needs_no_tables_and_no_charts() -> None:
    loaded = loaded_by("from cxcourse import Quiz, Flashcards, ValueModel, task")
    assert "cxcourse.widgets.quiz" in loaded
    assert loaded & {"pandas", "numpy", "altair", "scipy", "nbgrader", "jupytext"} == set()


# ---------------------------------------------------------------- sizes


def test_a_file_fits_in_a_head() -> None:
    lines = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: count for module, count in lines.items() if count > MOST_LINES} == {}


def test_a_file_begins_by_saying_what_it_is() -> None:
    assert [module for module in MODULES if tree(module).body and not ast.get_docstring(tree(module))] == []
