"""What every test may use."""

from __future__ import annotations

import os

import pytest


def need(found: object, what: str) -> None:
    """Skip visibly where something is not installed; on CI that is a failure."""
    if found:
        return
    if os.environ.get("CXCOURSE_NO_SKIP"):
        pytest.fail(f"{what} is needed here and was not found")
    pytest.skip(f"{what} was not found")
