"""Role plays that tests play: the best or the worst reply at every turn, and files as somebody else may have left them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cxcourse.content.scenes import load_scene
from cxcourse.core.response import LETTERS
from cxcourse.core.roleplay import Turn, offered, release
from cxcourse.widgets.role_graded import GradedRolePlay
from cxcourse.widgets.role_play import RolePlay

TASTER, LONG = "m01-taster", "m05-third-promise"


def graded(runs: int = 3) -> GradedRolePlay:
    return GradedRolePlay("m05-a1", 12, "A call that counts", "Take the call.", release(load_scene(LONG)), runs)


def letter(play: RolePlay, best: bool) -> str:
    """The letter of the best or the worst reply that is offered now, by the scene with its scores."""
    scene = load_scene(LONG) if isinstance(play, GradedRolePlay) else play._scene
    scored = {c.id: c.score for n in scene.nodes if isinstance(n, Turn) for c in n.choices}
    worth = [scored[c.id] for c in offered(play._now)]
    return LETTERS[worth.index(max(worth) if best else min(worth))]


def play_out(play: RolePlay, best: bool = True) -> RolePlay:
    play.say()
    while not play._now.ended:
        play.choose(letter(play, best))
    return play


def write_file(folder: Path, name: str, data: dict[str, Any]) -> Path:
    (folder / "answers").mkdir(exist_ok=True)
    path = folder / "answers" / f"{name}.json"
    path.write_text(json.dumps({"schema": 1, "id": name, "kind": "role-play", "data": data}), encoding="utf-8")
    return path
