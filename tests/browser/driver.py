"""Driving a real JupyterLab in a real Chromium, with every request that leaves this machine refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHROMIUM_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-default-apps",
]  # fmt: skip
LOOPBACK = re.compile(r"^(https?|wss?)://(?!127\.0\.0\.1|localhost)")


def chromium() -> str | None:
    """Return the path of an installed Chromium or Chrome, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    return next((p for p in map(shutil.which, names) if p), mac if Path(mac).exists() else None)


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def jupyter_server(folder: Path, home: Path, *, app: str = "lab", extra: tuple[str, ...] = ()) -> Any:
    """Run a stock Jupyter server on ``folder`` with a home of its own; yields its base address."""
    port = free_port()
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "NBGRADER", "CXCOURSE", "IPYTHON"))}
    environment = clean | {
        "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / "config"), "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"), "IPYTHONDIR": str(home / "ipython"),
    }  # fmt: skip
    command = [
        sys.executable, "-m", "jupyter", app, "--no-browser", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=tok", "--allow-root", *extra,
    ]  # fmt: skip
    log = (home / "server.log").open("w")
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{base}/api/status?token=tok", process, home / "server.log")
        yield base
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        log.close()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped:\n{log.read_text()[-2000:]}")
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer:\n{log.read_text()[-2000:]}")


class Lab:
    """One browser context on one server, offline but for loopback."""

    def __init__(self, browser: Browser, base: str, token: str = "tok", **context: Any) -> None:
        self.base, self.token = base, token
        self.context = browser.new_context(viewport={"width": 1280, "height": 1100}, **context)
        self.refused: list[str] = []
        self.context.route(LOOPBACK, self._refuse)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(60_000)  # a busy machine is slow, not wrong
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _refuse(self, route: Any) -> None:
        self.refused.append(route.request.url)
        route.abort()

    def _api(self, path: str, method: str = "GET") -> Any:
        request = urllib.request.Request(
            self.base + path, method=method, headers={"Authorization": f"token {self.token}"}
        )
        for attempt in range(5):
            try:
                body = urllib.request.urlopen(request).read()
                return json.loads(body) if body else None
            except urllib.error.HTTPError as error:
                # a file that is being replaced by a save cannot be read for a moment
                if method != "GET" or attempt == 4:
                    raise RuntimeError(f"{method} {path}: {error.code} {error.read()[:300]!r}") from error
                time.sleep(0.3)
        return None

    def stop_kernels(self) -> None:
        """End every session: a kernel outlives its page, and the next test would meet it."""
        for session in self._api("/api/sessions"):
            self._api(f"/api/sessions/{session['id']}", "DELETE")

    def open(self, notebook: str) -> None:
        """Open a notebook in Lab with no remembered tabs, and wait until its kernel is idle."""
        self.page.goto(f"{self.base}/lab/tree/{notebook}?token={self.token}&reset")
        self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook").first.wait_for(timeout=60_000)
        self.idle()

    def show(self, path: Path, *cells: str) -> None:
        """Open a notebook of these code cells and run them; one that stands there already keeps what is in it."""
        if not path.exists():
            notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
            notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
            nbformat.write(notebook, path)
        self.open(f"{path.parent.name}/{path.name}")
        self.run_all()

    def idle(self) -> None:
        """Wait for an idle kernel. The indicator alone says idle while there is no kernel yet."""
        bar = self.page.locator("#jp-main-statusbar")
        bar.get_by_text(re.compile(r"\| Idle$")).first.wait_for(timeout=60_000)
        self.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first.wait_for(timeout=60_000)

    def menu(self, name: str, entry: str) -> None:
        """Choose a menu entry whose name starts with ``entry``."""
        self.page.get_by_role("menuitem", name=name, exact=True).click()
        self.page.get_by_role("menuitem", name=re.compile(f"^{re.escape(entry)}")).first.click()

    def run_all(self) -> None:
        """Run all cells through the menu and wait for the kernel."""
        self.idle()
        self.menu("Run", "Run All Cells")
        time.sleep(0.3)
        self.idle()

    def restart_kernel(self) -> None:
        """Restart the kernel through the menu, confirming the dialog."""
        self.menu("Kernel", "Restart Kernel…")
        self.page.get_by_role("button", name="Confirm Kernel Restart").or_(
            self.page.get_by_role("button", name="Restart", exact=True)
        ).first.click()
        time.sleep(0.5)
        self.idle()

    def theme(self, dark: bool) -> None:
        """Choose the light or dark theme in the learner's settings; the next page shows it."""
        raw = json.dumps({"theme": f"JupyterLab {'Dark' if dark else 'Light'}"})
        request = urllib.request.Request(
            f"{self.base}/lab/api/settings/@jupyterlab/apputils-extension:themes",
            data=json.dumps({"raw": raw}).encode(), method="PUT",
            headers={"Authorization": f"token {self.token}", "Content-Type": "application/json"},
        )  # fmt: skip
        urllib.request.urlopen(request).close()

    def cells(self) -> int:
        """Return the number of cells of the open notebook."""
        return len(self.sources())

    def save(self) -> dict[str, Any]:
        """Save the open notebook and return it as the server then has it."""
        path = self.page.url.split("/lab/tree/")[1].split("?")[0]
        address = f"/api/contents/{path}?content=1"
        before = self._api(address)["last_modified"]
        self.page.keyboard.press("Control+s")
        for _ in range(40):
            found = self._api(address)
            if found["last_modified"] != before:
                return found["content"]
            time.sleep(0.1)
        return found["content"]  # nothing had changed

    def sources(self) -> list[str]:
        """Return the source of each cell as the server has it after a save."""
        return [cell["source"] for cell in self.save()["cells"]]

    def close(self) -> None:
        """Close the browser context."""
        self.context.close()


def axe_faults(page: Page, selector: str) -> list[str]:
    """Return what axe finds wrong inside ``selector``, one line a violation; colours are read when they have settled."""
    moving = "s => document.querySelector(s).getAnimations({subtree: true})"
    page.evaluate(f"async s => {{ await Promise.all(({moving})(s).map(a => a.finished.catch(() => 0))) }}", selector)
    found = (
        Axe()
        .run(page, context={"include": [[selector]]}, options={"runOnly": {"type": "tag", "values": AXE_RULES}})
        .response["violations"]
    )
    return [f"{v['id']} ({v['impact']}) ×{len(v['nodes'])}: {v['nodes'][0]['html'][:160]}" for v in found]
