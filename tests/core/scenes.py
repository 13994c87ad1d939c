"""Scenes for the tests: those of the course, and a small one with everything a scene can hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cxcourse.content import course_root
from cxcourse.content.scenes import read_scene, scene_files
from cxcourse.core.roleplay import Choice, Condition, End, Gate, Scene, Turn

GRADED = Path(course_root(), "exercises", "keys", "scenes")
PRACTICE = [read_scene(path) for path in scene_files()]
SCENES = {scene.id: scene for scene in [*PRACTICE, *map(read_scene, sorted(GRADED.glob("*.yaml")))]}


def said(name: str, to: str, score: int = 3, **more: Any) -> Choice:
    return Choice(id=name, say=f"I say {name}.", score=score, to=to, coach=f"About {name}.", **more)


def turn(name: str, *choices: Choice, lines: tuple[str, ...] = ("One.", "Two."), mood: int = 0) -> Turn:
    return Turn(id=name, mood=mood, customer=tuple(f"{name}: {line}" for line in lines), choices=choices)


def end(name: str, outcome: str = "resolved") -> End:
    return End(id=name, end=outcome, customer=(f"{name}.",), coach="Over.")


def scene(*nodes: Turn | Gate | End, **more: Any) -> Scene:
    fields = {
        "id": "x01-scene", "version": 1, "module": "x01", "title": "A scene", "learner_role": "agent",
        "customer": "Somebody.", "customer_name": "Some Body", "channel": "chat", "goal": "end it",
        "state": {"trust": 50}, "start": nodes[0].id, "nodes": nodes,
    }  # fmt: skip
    return Scene(**(fields | more))


def circling(*choices: Choice) -> Scene:
    """A scene whose only loop goes through a gate: whoever shows no empathy hears the first turn again."""
    back = Gate(id="g", gate=Condition(used="empathy"), yes="won", no="a")
    return scene(turn("a", said("kind", "g", techniques=("empathy",)), *choices), back, end("won"))


# A loop (a to b and back), choices on state, history, technique and ratio, a chain of two gates, four ends.
RICH = scene(
    turn(
        "a",
        said("up", "b", 3, effects={"trust": 30}, techniques=("empathy",)),
        said("down", "b", 0, effects={"trust": -40}, lacks=("empathy",)),
    ),
    turn(
        "b",
        said("again", "a", 1, effects={"tries": 1}),
        said("seen", "g1", 3, when=Condition(visited="b")),
        said("kind", "g1", 2, when=Condition(used="empathy"), effects={"trust": 5}),
        said("low", "lost", 1, when=Condition(state="trust", lt=20)),
        said("on", "g1", 1),
    ),
    Gate(id="g1", gate=Condition(state="ratio", ge=0.6), yes="g2", no="mid"),
    Gate(id="g2", gate=Condition(state="trust", ge=60, used="empathy"), yes="good", no="mid"),
    end("good"), end("mid", "partial"), end("lost", "lost"),
    state={"trust": 50, "tries": 0}, spread={"trust": 10},
)  # fmt: skip
