"""Whether this computer can run the course: each finding with its cure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cxcourse.errors import CourseError

OLDEST_PYTHON = (3, 11)
_INSTALL = "Install again: make lab in the checkout, or pip install --force-reinstall cxcourse"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one check saw."""

    about: str
    level: Literal["ok", "warning", "error"]
    found: str
    cure: str = ""


def examine(workspace: Path) -> Iterator[Finding]:
    """Run every check, in the order in which a fault would matter; none of them raises.

    Parameters
    ----------
    workspace : Path
        The folder that ``cxcourse lab`` would use.
    """
    checks: dict[str, Callable[[], Finding]] = {
        "Python": python,
        "Packages": packages,
        "Kernel": kernel,
        "Workspace": lambda: writable(workspace),
        "Port": lambda: port(workspace),
        "Browser": browser,
        "nbgrader": grader,
        "Charts": charts,
        "Course": course,
    }
    for about, check in checks.items():
        try:
            yield check()
        except Exception as error:  # a check that breaks is a finding too
            yield Finding(about=about, level="error", found=f"{type(error).__name__}: {error}", cure=_INSTALL)


def python() -> Finding:
    """Is Python new enough?"""
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < OLDEST_PYTHON:
        oldest = ".".join(map(str, OLDEST_PYTHON))
        return Finding(
            about="Python",
            level="error",
            found=found,
            cure=f"Install Python {oldest} or newer, delete .venv, then run make lab",
        )
    return Finding(about="Python", level="ok", found=f"{found} in {sys.prefix}")


def packages() -> Finding:
    """Is every declared dependency here, in a version that will do?"""
    from importlib import metadata

    from packaging.requirements import Requirement

    wrong = []
    declared = [Requirement(line) for line in metadata.requires("cxcourse") or []]
    needed = [need for need in declared if not need.marker or need.marker.evaluate({"extra": ""})]
    for need in needed:
        try:
            version = metadata.version(need.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{need.name} is missing")
            continue
        if not need.specifier.contains(version, prereleases=True):
            wrong.append(f"{need.name} is {version}, needed is {need.specifier}")
    if wrong:
        return Finding(about="Packages", level="error", found="; ".join(wrong), cure=_INSTALL)
    return Finding(about="Packages", level="ok", found=f"{len(needed)} needed, all here")


def kernel() -> Finding:
    """Does a kernel start and compute? This really starts one."""
    import os
    import time

    from jupyter_client.manager import KernelManager

    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    began = time.monotonic()
    manager = KernelManager(kernel_name="python3")
    with Path(os.devnull).open("w") as nowhere:
        manager.start_kernel(stdout=nowhere, stderr=nowhere)
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        reply = client.execute_interactive(
            "import cxcourse, ipywidgets, anywidget", timeout=60, output_hook=lambda _: None
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    content = reply["content"]
    if content["status"] != "ok":
        return Finding(about="Kernel", level="error", found=f"{content['ename']}: {content['evalue']}", cure=_INSTALL)
    return Finding(about="Kernel", level="ok", found=f"starts and computes ({time.monotonic() - began:.1f} s)")


def writable(workspace: Path) -> Finding:
    """Can answers be written where the workspace is or would be?"""
    import tempfile

    place = workspace
    while not place.exists():
        place = place.parent
    cure = "Name a folder of your own: cxcourse lab some/folder"
    if not place.is_dir():
        return Finding(about="Workspace", level="error", found=f"{place} is a file, not a folder", cure=cure)
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"x" * 4096)
            file.flush()
    except OSError as error:
        found = f"{place} cannot be written ({error.strerror})"
        return Finding(about="Workspace", level="error", found=found, cure=cure)
    found = f"{workspace} can be written" if place == workspace else f"{workspace} will be made"
    return Finding(about="Workspace", level="ok", found=found)


def port(workspace: Path) -> Finding:
    """Is a port free, or the course open already?"""
    from cxcourse.lab import running, server

    open_one = running.find(workspace)
    if open_one:
        return Finding(about="Port", level="ok", found=f"the course is open at {open_one.split('?')[0]}")
    try:
        return Finding(about="Port", level="ok", found=f"{server.free_port()} is free")
    except CourseError as error:
        return Finding(about="Port", level="error", found=str(error), cure="Close programs that listen, or restart")


def browser() -> Finding:
    """Can a browser be opened?"""
    from cxcourse.lab.running import has_browser

    if has_browser():
        return Finding(about="Browser", level="ok", found="found")
    cure = "Open the address that cxcourse lab prints in any browser (BROWSER=/path/to/browser names one)"
    return Finding(about="Browser", level="warning", found="none that opens by itself", cure=cure)


def grader() -> Finding:
    """Is nbgrader here, with the part of it that instructors use in JupyterLab?"""
    from jupyter_core.paths import jupyter_path

    places = [Path(folder) / "@jupyter" / "nbgrader" / "package.json" for folder in jupyter_path("labextensions")]
    if any(place.is_file() for place in places):
        return Finding(about="nbgrader", level="ok", found="installed, with its JupyterLab extension")
    cure = "Only instructors need it. " + _INSTALL
    return Finding(about="nbgrader", level="warning", found="its JupyterLab extension is missing", cure=cure)


def charts() -> Finding:
    """Can a chart be drawn without a network?"""
    import vl_convert

    svg = vl_convert.vegalite_to_svg(
        {
            "data": {"values": [{"a": 1, "b": 2}]},
            "mark": "bar",
            "encoding": {"x": {"field": "a", "type": "ordinal"}, "y": {"field": "b", "type": "quantitative"}},
        }
    )
    if "<svg" not in svg:
        return Finding(about="Charts", level="error", found="the renderer drew nothing", cure=_INSTALL)
    return Finding(about="Charts", level="ok", found="drawn on this computer, without a network")


def course() -> Finding:
    """Are the texts of the course here and sound?"""
    from cxcourse.content import course_root, load_course

    root = course_root()
    modules = load_course(root).modules
    ready = [m for m in modules if m.status == "ready"]
    missing = [m.folder for m in ready if not (root / "modules" / m.folder / f"{m.folder}.ipynb").is_file()]
    if missing:
        found = f"no notebook for {', '.join(missing)}"
        return Finding(
            about="Course",
            level="error",
            found=found,
            cure="In a checkout: cxcourse build. Else: " + _INSTALL,
        )
    return Finding(about="Course", level="ok", found=f"{len(ready)} of {len(modules)} modules ready")
