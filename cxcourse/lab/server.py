"""The server of ``cxcourse lab``: JupyterLab and the start page, and nothing that is for authors.

Settings of JupyterLab that belong to the learner (colours, open tabs) live in the workspace, those that
belong to the course in ``config/``. The user's own Jupyter configuration is neither read nor written.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxcourse.errors import CourseError
from cxcourse.lab.disk import clear_words, is_file

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

HOST = "127.0.0.1"
FIRST_PORT = 8888
OTHERS = 50  # while JupyterLab is being loaded somebody else may take the port that was free
_LOG_BYTES = 1_000_000
_HERE = Path(__file__).parent


def free_port(first: int = FIRST_PORT) -> int:
    """Return the first free port from ``first`` on."""
    for port in range(first, min(first + 200, 65536)):
        if is_free(port):
            return port
    raise CourseError(f"No port from {first} to {first + 199} is free. Close a program that listens, then run again.")


def is_free(port: int) -> bool:
    """Whether a server can listen on a port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As the server itself does: a port that was just given back counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def choose_port(wanted: int | None) -> int:
    """Return the wanted port, or the first free one.

    Raises
    ------
    CourseError
        The wanted port is taken; the message names a free one.
    """
    if wanted is None:
        return free_port()
    if not is_free(wanted):
        near = free_port(max(FIRST_PORT, wanted + 1 if wanted < 65535 else FIRST_PORT))
        raise CourseError(f"Port {wanted} is taken by another program. A free one: cxcourse lab --port {near}")
    return wanted


def private_folder(workspace: Path) -> Path:
    """Return the folder where JupyterLab keeps this learner's settings."""
    return workspace / ".cxcourse" / "jupyter"


def isolate(workspace: Path) -> None:
    """Point Jupyter at the workspace for settings; call this before Jupyter is imported."""
    os.environ["JUPYTER_CONFIG_DIR"] = str(private_folder(workspace))
    os.environ["JUPYTER_CONFIG_PATH"] = str(_HERE / "config")
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    # Python's own note about frozen modules would be the first thing a learner sees of each kernel.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")


def settings(workspace: Path, port: int, others: int = 0) -> dict[str, dict[str, Any]]:
    """Return the traits of the server and of JupyterLab, by class name; ``others`` ports may stand in for the first."""
    return {
        "ServerApp": {
            "ip": HOST,
            "port": port,
            "port_retries": others,
            "root_dir": str(workspace),
            "default_url": "/cxcourse",
            # We open the address ourselves: a browser from a snap or flatpak cannot read the redirect file in
            # a hidden folder that Jupyter would hand it, and a text browser would take over the terminal.
            "open_browser": False,
            "allow_root": getattr(os, "geteuid", lambda: 1)() == 0,
            "terminals_enabled": False,
            "jpserver_extensions": {"jupyterlab": True, "cxcourse.lab.startpage": True},
            "log_level": logging.WARNING,
        },
        "IdentityProvider": {"token": secrets.token_urlsafe(16)},
        "KernelSpecManager": {"allowed_kernelspecs": {"python3"}},
        "LabApp": {
            "extra_labextensions_path": [str(_HERE / "labextension")],
            "extension_manager": "readonly",
            "news_url": None,
            "log_level": logging.WARNING,
        },
    }


def log_path(workspace: Path) -> Path:
    """Return where the server and the kernels write what is not for the learner."""
    return workspace / ".cxcourse" / "lab.log"


@contextmanager
def diverted(workspace: Path) -> Iterator[None]:
    """Send the error stream of this process and of its kernels to the log; the terminal is the learner's."""
    path = log_path(workspace)
    with clear_words(path):
        too_large = is_file(path) and path.stat().st_size > _LOG_BYTES
        log = path.open("wb" if too_large else "ab")
    sys.stderr.flush()
    before = os.dup(2)
    with log:
        os.dup2(log.fileno(), 2)
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(before, 2)
        os.close(before)


def make_server(workspace: Path, port: int, wanted: bool = True) -> ServerApp:
    """Return a server that is ready to :func:`run`; nobody having ``wanted`` this port, another one will do as well."""
    isolate(workspace)
    from jupyter_server.serverapp import ServerApp
    from traitlets.config import Config

    app = ServerApp.instance(config=Config(settings(workspace, port, 0 if wanted else OTHERS)))
    with _exit_in_words(workspace, port):
        app.initialize(argv=[], find_extensions=False)
    app.no_browser_open_file = True
    app.web_app.settings["cxcourse_settings_dir"] = str(private_folder(workspace) / "lab" / "user-settings")
    return app


@contextmanager
def _exit_in_words(workspace: Path, port: int) -> Iterator[None]:
    """Jupyter leaves the process when it cannot start; a learner gets a sentence instead."""
    try:
        yield
    except SystemExit as leaving:
        if leaving.code:
            raise CourseError(
                f"JupyterLab could not start on port {port}; {log_path(workspace)} ends with the reason."
            ) from None


def run(app: ServerApp, opened: Callable[[], None], stopping: Callable[[], None]) -> None:
    """Answer requests until Ctrl+C, a stop from the browser, or SIGTERM; then stop every kernel.

    Parameters
    ----------
    app : ServerApp
    opened : callable
        Called once when the server answers.
    stopping : callable
        Called once when it was asked to stop.

    Raises
    ------
    CourseError
        The port was taken by another program in the meantime.
    """
    asked = False

    def stop(_signal: int, _frame: Any) -> None:
        nonlocal asked
        if not asked:
            stopping()
        asked = True
        app.stop(from_signal=True)

    # Jupyter would ask y/n at a terminal. All work is saved as it is made, so there is nothing to ask.
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    app.io_loop.add_callback(opened)  # after Jupyter's own callback, which binds the port
    with _exit_in_words(Path(app.root_dir), app.port):
        app.start()
