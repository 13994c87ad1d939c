"""Giving each of many a seat that it accepts, so that as many as can be sit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Seat = TypeVar("Seat")


def seated(wishes: Mapping[str, Iterable[Seat]]) -> dict[Seat, str]:
    """Return who sits where: one a seat, as many as can be, and whoever comes first sits for sure.

    A largest matching by augmenting paths: whoever finds every wished seat taken asks those who sit there to move.

    Examples
    --------
    >>> seated({"one": [1, 2], "two": [1]})
    {1: 'two', 2: 'one'}
    """
    taken: dict[Seat, str] = {}

    def seat(name: str, tried: set[Seat]) -> bool:
        for wish in wishes[name]:
            if wish not in tried:
                tried.add(wish)
                if wish not in taken or seat(taken[wish], tried):
                    taken[wish] = name
                    return True
        return False

    for name in wishes:
        seat(name, set())
    return taken
