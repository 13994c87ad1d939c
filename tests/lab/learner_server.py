"""``cxcourse lab`` as a learner starts it: a real process, a home of its own, stopped as Ctrl+C stops it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/cxcourse\?token=([\w-]+)")


class CourseServer:
    """A running ``cxcourse lab --no-browser``."""

    def __init__(self, workspace: Path, home: Path, *arguments: str) -> None:
        home.mkdir(exist_ok=True)
        hidden = ("JUPYTER", "NBGRADER", "CXCOURSE", "IPYTHON")
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(hidden)} | {
            "HOME": str(home),
            "COLUMNS": "200",
            "PYTHONUNBUFFERED": "1",
        }
        self.workspace = workspace
        self.process = subprocess.Popen(
            [*command(), "lab", str(workspace), "--no-browser", *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = ""
        self.base, self.token = self._address()

    def _address(self) -> tuple[str, str]:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if found := ADDRESS.search(line):
                return found[1], found[2]
        raise RuntimeError(f"no address was printed: {self.said} {self.process.communicate()[1]}")

    @property
    def start_page(self) -> str:
        """The address that a learner opens."""
        return f"{self.base}/cxcourse?token={self.token}"

    def get(self, path: str, token: str | None = None) -> tuple[int, str, str]:
        """Return status, final address and text of a page."""
        headers = {"Authorization": f"token {self.token if token is None else token}"}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.base + path, headers=headers), timeout=20) as reply:
                return reply.status, reply.url, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.url, error.read().decode(errors="replace")

    def interrupt(self) -> tuple[int, str, str, float]:
        """Press Ctrl+C; return exit code, all that was said, what went to stderr, and the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, self.said + out, err, time.monotonic() - began

    def close(self) -> None:
        """Stop, whatever happened in the test."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()


def command() -> list[str]:
    """Return how to start the command line with the Python of the tests."""
    return [sys.executable, "-m", "cxcourse.cli"]
