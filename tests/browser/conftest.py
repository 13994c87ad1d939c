"""A stock JupyterLab on a learner's copy of module 1."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cxcourse.content import course_root
from tests.browser.driver import Lab, jupyter_server

NOTEBOOK = "m01_intro.ipynb"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A stock server; each test gets a folder of its own below its root."""
    root, home = tmp_path_factory.mktemp("work"), tmp_path_factory.mktemp("home")
    with jupyter_server(root, home) as base:
        yield base, root


@pytest.fixture
def lab(browser: Browser, server: tuple[str, Path]) -> Iterator[Lab]:
    started = Lab(browser, server[0])
    started.stop_kernels()
    yield started
    started.close()


@pytest.fixture
def still(browser: Browser, server: tuple[str, Path]) -> Iterator[Lab]:
    """A learner who has asked for less motion: the customer of a role play answers without a pause."""
    started = Lab(browser, server[0], reduced_motion="reduce")
    started.stop_kernels()
    yield started
    started.close()


@pytest.fixture
def module(server: tuple[str, Path], request: pytest.FixtureRequest) -> Path:
    """A folder with a fresh copy of module 1's notebook."""
    folder = server[1] / request.node.name.replace("[", "-").replace("]", "")
    folder.mkdir()
    shutil.copy(course_root() / "modules" / "m01_intro" / NOTEBOOK, folder / NOTEBOOK)
    return folder


@pytest.fixture
def folder(server: tuple[str, Path], request: pytest.FixtureRequest) -> Path:
    """An empty folder below the server's root."""
    made = server[1] / re.sub(r"\W+", "-", request.node.name).strip("-")
    made.mkdir()
    return made
