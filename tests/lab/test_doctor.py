"""``cxcourse doctor``: what it finds is true of this machine, and each fault names its cure."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from cxcourse.lab import doctor, server


def test_a_sound_installation_has_no_errors(tmp_path: Path) -> None:
    findings = {finding.about: finding for finding in doctor.examine(tmp_path / "work")}
    assert list(findings) == [
        "Python", "Packages", "Kernel", "Workspace", "Port", "Browser", "nbgrader", "Charts", "Course",
    ]  # fmt: skip
    assert {about for about, finding in findings.items() if finding.level == "error"} == set()
    assert not (tmp_path / "work").exists(), "looking changes nothing"
    assert all(finding.cure for finding in findings.values() if finding.level != "ok")


def test_a_workspace_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("mine")
    found = doctor.writable(tmp_path / "work")
    assert (found.level, found.cure) == ("error", "Name a folder of your own: cxcourse lab some/folder")


def test_a_kernel_without_the_course_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cxcourse.py").write_text("raise ImportError('no course here')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = doctor.kernel()
    assert found.level == "error"
    assert "no course here" in found.found


def test_old_python_and_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib import metadata

    monkeypatch.setattr(doctor, "OLDEST_PYTHON", (99, 0))
    assert doctor.python().level == "error"
    wanted = ["no-such-package-of-ours>=1", "typer>=9999", "rich>=1", "pytest>=9999; extra == 'test'"]
    monkeypatch.setattr(metadata, "requires", lambda _name: wanted)
    found = doctor.packages()
    assert found.level == "error"
    assert "no-such-package-of-ours is missing" in found.found
    assert "needed is >=9999" in found.found
    assert "rich" not in found.found and "pytest" not in found.found


def test_no_free_port(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((server.HOST, 0))
        taken.listen()
        monkeypatch.setattr(server, "is_free", lambda _port: False)
        found = doctor.port(tmp_path)
    assert found.level == "error"
    assert found.cure


def test_a_machine_without_a_display_gets_a_warning_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert doctor.browser().level == "warning"


def test_a_check_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken() -> doctor.Finding:
        raise RuntimeError("no luck")

    for name in ("python", "packages", "kernel", "browser", "grader", "charts", "course"):
        monkeypatch.setattr(doctor, name, broken)
    findings = list(doctor.examine(tmp_path))
    assert [finding.level for finding in findings].count("error") == 7
    assert findings[0].found == "RuntimeError: no luck"
