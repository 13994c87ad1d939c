"""``cxcourse lab`` as a process: it answers, keeps strangers out, leaves the user's setup alone and stops cleanly."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxcourse.lab import server
from tests.lab.learner_server import CourseServer, command

PROC = Path("/proc")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CourseServer]:
    home = tmp_path_factory.mktemp("home")
    (home / ".jupyter").mkdir()
    # What a user may have in their own setup; none of it may reach the learner's server.
    own = {"ServerApp": {"base_url": "/mine/", "jpserver_extensions": {"nbgrader.server_extensions.formgrader": True}}}
    (home / ".jupyter/jupyter_server_config.json").write_text(json.dumps(own))
    started = CourseServer(tmp_path_factory.mktemp("place") / "work", home)
    yield started
    started.close()


def test_start_page_and_its_parts_are_served(running: CourseServer) -> None:
    status, _, html = running.get("/cxcourse")
    assert status == 200
    assert "Start module 1" in html
    for part in ("tokens.css", "start.css", "start_modules.css", "start.js", "icon.svg"):
        assert running.get(f"/cxcourse/static/{part}")[0] == 200, part
    assert running.get("/")[1].endswith("/cxcourse"), "the start page is the server's first page"


def test_without_the_token_there_is_only_the_login(running: CourseServer) -> None:
    _, address, html = running.get("/cxcourse", token="wrong")
    assert "/login" in address
    assert "Start module 1" not in html


def test_lab_has_the_course_extension_and_nothing_for_authors(running: CourseServer) -> None:
    html = running.get("/lab")[2]
    config = json.loads(
        html.split('<script id="jupyter-config-data" type="application/json">')[1].split("</script>")[0]
    )
    assert "cxcourse" in [extension["name"] for extension in config["federated_extensions"]]
    off = set(config["disabledExtensions"])
    assert {"@jupyter/nbgrader", "jupyterlab-jupytext", "@jupyterlab/apputils-extension:announcements"} <= off
    assert config["terminalsAvailable"] is False
    assert running.get("/formgrader")[0] == 404


def test_the_users_own_jupyter_is_neither_read_nor_written(running: CourseServer) -> None:
    home = Path(running.environment["HOME"])
    assert [p.name for p in (home / ".jupyter").iterdir()] == ["jupyter_server_config.json"]
    assert running.get("/mine/cxcourse")[0] == 404


def test_a_second_start_opens_the_first(running: CourseServer) -> None:
    second = subprocess.run(
        [*command(), "lab", str(running.workspace), "--no-browser"],
        env=running.environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert second.returncode == 0, second.stderr
    assert "open already" in second.stdout
    assert running.start_page in second.stdout


def test_ctrl_c_stops_server_and_kernels_without_a_question(tmp_path: Path) -> None:
    started = CourseServer(tmp_path / "work", tmp_path / "home")
    try:
        kernel = json.loads(_post(started, "/api/kernels", {"name": "python3"}))
        _wait_until(lambda: _processes_of(started.process.pid))
        kernels = _processes_of(started.process.pid)
        code, out, err, seconds = started.interrupt()
    finally:
        started.close()
    assert kernel["id"]
    assert (code, err) == (0, "")
    assert "Stopped. Your work is kept" in out
    assert "Traceback" not in out
    assert "y/[n]" not in out
    assert seconds < 15
    _wait_until(lambda: not any(PROC.joinpath(str(pid), "exe").exists() for pid in kernels))


def test_the_stop_button_ends_the_process(tmp_path: Path) -> None:
    started = CourseServer(tmp_path / "work", tmp_path / "home")
    try:
        _post(started, "/api/shutdown", {})
        out, err = started.process.communicate(timeout=30)
    finally:
        started.close()
    assert (started.process.returncode, err) == (0, "")
    assert "Stopped. Your work is kept" in out


def test_a_busy_port_is_named_with_a_free_one(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((server.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        tried = subprocess.run(
            [*command(), "lab", str(tmp_path / "work"), "--no-browser", "--port", str(port)],
            capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    assert tried.returncode == 1
    assert f"Port {port} is taken" in tried.stderr
    assert "--port " in tried.stderr
    assert "Traceback" not in tried.stderr


def test_first_free_port_is_taken_when_none_is_named() -> None:
    with socket.socket() as taken:
        taken.bind((server.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert not server.is_free(port)
        assert server.free_port(port) > port


def _post(started: CourseServer, path: str, body: dict) -> str:
    request = urllib.request.Request(
        started.base + path,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"token {started.token}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as reply:
        return reply.read().decode()


def _processes_of(parent: int) -> list[int]:
    """Return the children of a process (Linux), or nothing where /proc is not there."""
    found = []
    for entry in PROC.glob("[0-9]*") if PROC.is_dir() else ():
        try:
            if entry.joinpath("stat").read_text().rsplit(")", 1)[1].split()[1] == str(parent):
                found.append(int(entry.name))
        except (OSError, IndexError):
            continue
    return found


def _wait_until(claim: object, seconds: float = 10) -> None:
    if not PROC.is_dir():
        return
    for _ in range(int(seconds * 10)):
        if claim():  # type: ignore[operator]
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain")
