"""The command line: commands are found, imported when used, and faults are sentences with an exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cxcourse import __version__
from cxcourse.cli import COMMANDS, app
from cxcourse.errors import ContentError, CourseError

runner = CliRunner()


def test_help_lists_every_command() -> None:
    shown = runner.invoke(app, ["--help"])
    assert shown.exit_code == 0
    assert [name for name in COMMANDS if name not in shown.output] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    shown = runner.invoke(app, [name, "--help"])
    assert shown.exit_code == 0
    assert "Usage" in shown.output


def test_export_of_a_journey_says_what_is_left_out(tmp_path: Path) -> None:
    picture, text = tmp_path / "a.svg", tmp_path / "a.mmd"
    shown = runner.invoke(app, ["export", "journey", "m03-amina", "--to", str(picture), "--dark"])
    assert shown.exit_code == 0, shown.output
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    shown = runner.invoke(app, ["export", "journey", "m03-amina", "--to", str(text)])
    assert "left out: thoughts" in shown.output
    again = runner.invoke(app, ["export", "journey", str(text), "--to", str(tmp_path / "back.yaml")])
    assert again.exit_code == 0
    assert "left out" not in again.output
    refused = runner.invoke(app, ["export", "journey", "m03-amnia", "--to", "svg"])
    assert refused.exit_code == 1
    assert "m03-amina" in refused.output


def test_version_and_unknown_command() -> None:
    assert runner.invoke(app, ["--version"]).output.strip() == f"cxcourse {__version__}"
    assert runner.invoke(app, ["laab"]).exit_code == 2


def test_version_loads_nothing_heavy() -> None:
    code = (
        "import sys; from cxcourse.cli import app; app(['--version'], standalone_mode=False); "
        "heavy = {'pandas', 'altair', 'ipywidgets', 'jupyter_server', 'nbgrader', 'pydantic'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.splitlines()[-1] == "[]"


def test_a_fault_is_a_sentence_and_exit_code_1(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise ContentError("quiz.yaml has 2 faults [bold]", ("quiz.yaml:3 one", "quiz.yaml:9 two"))

    monkeypatch.setattr("cxcourse.cli.demo", fails)
    shown = runner.invoke(app, ["demo"])
    assert shown.exit_code == 1
    assert not isinstance(shown.exception, CourseError)
    assert "quiz.yaml has 2 faults [bold]" in shown.output
    assert "quiz.yaml:9 two" in shown.output


def test_the_course_itself_is_no_workspace() -> None:
    from cxcourse.content import course_root

    shown = runner.invoke(app, ["lab", str(course_root()), "--no-browser"])
    assert shown.exit_code == 1
    assert "is the course itself" in shown.output


def test_authors_commands_want_a_checkout(tmp_path: Path) -> None:
    shown = runner.invoke(app, ["check", str(tmp_path)])
    assert shown.exit_code == 1
    assert "not a checkout" in shown.output


def test_check_lists_faults_and_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxcourse.authoring.check.check", lambda _root: ["m01_intro.ipynb: differs"])
    shown = runner.invoke(app, ["check"])
    assert shown.exit_code == 1
    assert "m01_intro.ipynb: differs" in shown.output
    monkeypatch.setattr("cxcourse.authoring.check.check", lambda _root: [])
    assert runner.invoke(app, ["check"]).exit_code == 0


def test_doctor_speaks_json(tmp_path: Path) -> None:
    shown = runner.invoke(app, ["doctor", str(tmp_path / "work"), "--json"])
    findings = json.loads(shown.stdout)
    assert shown.exit_code == (1 if any(finding["level"] == "error" for finding in findings) else 0)
    assert {"about", "level", "found", "cure"} == set(findings[0])


def test_doctor_fails_on_an_error(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("a file")
    shown = runner.invoke(app, ["doctor", str(tmp_path / "work")])
    assert shown.exit_code == 1
    assert "→ Name a folder of your own" in shown.output
