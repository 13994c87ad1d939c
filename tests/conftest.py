"""What every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser.driver import CHROMIUM_ARGS, chromium


def need(found: object, what: str) -> None:
    """Skip visibly where something is not installed; with CXCOURSE_NO_SKIP set, as on CI, that is a failure."""
    if found:
        return
    if os.environ.get("CXCOURSE_NO_SKIP"):
        pytest.fail(f"{what} is needed here and was not found")
    pytest.skip(f"{what} was not found")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the browser's files, which wait a lot, evenly among the others."""
    files = dict.fromkeys(item.path for item in items)
    drives = [path for path in files if path.parent.name == "browser"]
    others = [path for path in files if path.parent.name != "browser"]
    place = {path: at / len(kind) for kind in (drives, others) for at, path in enumerate(kind)}
    items.sort(key=lambda item: place[item.path])


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One Chromium for all tests: Playwright's sync API can be started once in a process."""
    need(chromium(), "a Chromium or Chrome")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGS)
        yield started
        started.close()
