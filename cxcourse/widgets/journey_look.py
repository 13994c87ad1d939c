"""How a journey map is shown: which view, which lanes, whether the curve to be. Kept with the map, and no edit of it."""

from __future__ import annotations

from typing import Any

from cxcourse.core.journey import Journey
from cxcourse.widgets.journey_view import LANES

_VIEWS = ("map", "blueprint", "table")
_HIDDEN = {
    "map": ["frontstage", "backstage", "support"], "blueprint": ["thoughts", "pains", "opportunities"], "table": [],
}  # fmt: skip


def first_look() -> dict[str, Any]:
    """Return how a map is shown at first.

    Examples
    --------
    >>> first_look()["view"], first_look()["hidden"]["map"]
    ('map', ['frontstage', 'backstage', 'support'])
    """
    return {"view": "map", "hidden": {name: list(lanes) for name, lanes in _HIDDEN.items()}, "to_be": False}


def fitting(j: Journey, look: dict[str, Any]) -> dict[str, Any]:
    """Return the look that shows most of a map: a map of staff and systems opens as a blueprint.

    Examples
    --------
    >>> from cxcourse.content.journeys import load_journey
    >>> fitting(load_journey("m03-blueprint"), first_look())["view"]
    'blueprint'
    """
    felt = sum(len(s.thoughts) + len(s.pains) + len(s.opportunities) for s in j.steps)
    done = sum(len(s.frontstage) + len(s.backstage) + len(s.support) for s in j.steps)
    hoped = any(s.emotion_to_be is not None for s in j.steps)
    return {**look, "view": "blueprint" if done > felt else "map", "to_be": hoped}


def looked(look: dict[str, Any], wish: Any) -> dict[str, Any]:
    """Take over what fits of a wished look; the rest stays.

    Examples
    --------
    >>> looked(first_look(), {"view": "table", "to_be": "perhaps"}) | {"hidden": ...}
    {'view': 'table', 'hidden': Ellipsis, 'to_be': False}
    """
    if not isinstance(wish, dict):
        return look
    look = {**look, "hidden": {**look["hidden"]}}
    if isinstance(wish.get("view"), str) and wish["view"] in _VIEWS:
        look["view"] = wish["view"]
    if isinstance(wish.get("to_be"), bool):
        look["to_be"] = wish["to_be"]
    if isinstance(wish.get("hidden"), dict):
        for name in _VIEWS:
            lanes = wish["hidden"].get(name)
            if isinstance(lanes, list):
                look["hidden"][name] = [lane for lane in LANES if lane in lanes]
    return look
