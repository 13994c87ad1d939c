"""How much work something is, counted and not timed: the same figure on every machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


def effort(call: Callable[[], Any]) -> int:
    """Return how many functions were called, Python's own built-in ones included."""
    counted = 0

    def count(_frame: Any, event: str, _about: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        call()
    finally:
        sys.setprofile(before)
    return counted


def grows_evenly(work: Callable[[int], Any], size: int) -> bool:
    """Whether twice the size is about twice the work; what grows with the square takes four times as much."""
    return effort(lambda: work(2 * size)) < 2.6 * effort(lambda: work(size))
