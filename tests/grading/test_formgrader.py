"""Formgrader, as an instructor uses it: a real Jupyter server in the course folder, driven over HTTP."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

from cxcourse.grading.config import scripts_path
from tests.grading.course import FIXTURE, Course

pytestmark = pytest.mark.nbgrader

EXERCISE, TOKEN = "t01_kinds", "only-for-this-test"


class Formgrader:
    def __init__(self, course):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{free.getsockname()[1]}/formgrader"
        port = self.url.split(":")[2].split("/")[0]
        environment = os.environ | {"PATH": scripts_path(), "JUPYTER_CONFIG_DIR": str(course.folder / ".jupyter")}
        command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root", f"--port={port}"]
        command += [f"--ServerApp.root_dir={course.folder}", f"--IdentityProvider.token={TOKEN}"]
        self.log = (course.folder / "server.log").open("w")
        self.process = subprocess.Popen(
            command, cwd=course.folder, env=environment, stdout=self.log, stderr=subprocess.STDOUT
        )

    def ask(self, path, method="GET", data=None):
        request = urllib.request.Request(self.url + path, method=method, headers={"Authorization": f"token {TOKEN}"})
        if data is not None:
            request.data = json.dumps(data).encode()
        elif method == "POST":
            request.data = b"{}"
        with urllib.request.urlopen(request, timeout=120) as reply:
            text = reply.read().decode()
        return json.loads(text) if "/api/" in path else text

    def wait(self):
        for _ in range(120):
            try:
                return self.ask("/api/assignments")
            except OSError:
                assert self.process.poll() is None, "the server stopped"
                time.sleep(0.5)
        raise AssertionError("the server did not start")

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = Course(tmp_path_factory.mktemp("formgrader"), FIXTURE, EXERCISE)
    course.submit("ada", {"t01-a1": "o1", "t01-a5": {"dog": "Barks at night"}}, {"t01-m1": "My answer."})
    return course


@pytest.fixture(scope="module")
def formgrader(course):
    running = Formgrader(course)
    running.wait()
    yield running
    running.close()


def test_an_instructor_grades_in_formgrader(formgrader, course):
    (listed,) = formgrader.ask("/api/assignments")
    assert (listed["name"], listed["max_score"]) == (EXERCISE, 25)
    assert formgrader.ask(f"/api/assignment/{EXERCISE}/assign", "POST")["success"]
    assert formgrader.ask(f"/api/submission/{EXERCISE}/ada/autograde", "POST")["success"]
    submission = formgrader.ask(f"/api/submission/{EXERCISE}/ada")
    assert (submission["score"], submission["needs_manual_grade"]) == (1, True)

    (notebook,) = formgrader.ask(f"/api/submitted_notebooks/{EXERCISE}/{EXERCISE}")
    page = formgrader.ask(f"/submissions/{notebook['id']}")
    assert 'class="cx-verdict"' in page
    assert "Drivers have the way then." in page and "red means go" not in page
    assert "My answer." in page

    grades = {g["name"]: g for g in formgrader.ask(f"/api/grades?submission_id={notebook['id']}")}
    formgrader.ask(f"/api/grade/{grades['t01-m1']['id']}", "PUT", {"manual_score": 4, "extra_credit": 0})
    assert course.scores("ada")["t01-m1"] == 4

    assert formgrader.ask(f"/api/assignment/{EXERCISE}/generate_feedback", "POST")["success"]
    assert "Drivers have the way then." in course.feedback("ada")
