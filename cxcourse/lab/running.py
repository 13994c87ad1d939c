"""Servers that run already, and browsers to show them in."""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request
from pathlib import Path


def address(base_url: str, token: str) -> str:
    """Return the address of a server's start page, with the token that opens it."""
    return f"{base_url.rstrip('/')}/cxcourse?token={token}"


def find(workspace: Path) -> str | None:
    """Return the address of the course server that has this workspace open, or None."""
    if not workspace.is_dir():
        return None
    from jupyter_server.serverapp import list_running_servers

    for found in list_running_servers():
        link = address(found.get("url", ""), found.get("token", ""))
        if Path(found.get("root_dir", "")) == workspace and _answers(link):
            return link
    return None


def _answers(link: str) -> bool:
    """Whether a start page is there; a plain Jupyter in the same folder has none."""
    try:
        with urllib.request.urlopen(link, timeout=3) as reply:
            return reply.status == 200 and b"cxcourse" in reply.read(4000)
    except (OSError, ValueError, urllib.error.URLError):
        return False


def has_browser() -> bool:
    """Whether a browser with a window can be expected to open.

    On a machine without a display, Python would start a text browser in this very terminal.
    """
    import webbrowser

    displays = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in displays):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def show(link: str, *, wait: bool = False) -> None:
    """Open a browser on an address; without one the address in the terminal is enough.

    Parameters
    ----------
    link : str
    wait : bool
        Return when the browser was told. A server must not wait: some browsers return when they close.
    """
    import threading
    import webbrowser

    if has_browser():
        opening = threading.Thread(target=webbrowser.open, args=(link,), daemon=True)
        opening.start()
        if wait:
            opening.join(timeout=10)
