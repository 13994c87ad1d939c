"""Graded tasks that are a piece of work: a journey map to draw, a role play to go through.

A :class:`JourneyTask` or :class:`RolePlayTask` is what the judge holds; its prompt is what is released of it. The
prompt of a role play holds the scene, since the customer must react, but no score, no technique and no coaching.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cxcourse.core.journey.reference import Reference
from cxcourse.core.roleplay.graph import release
from cxcourse.core.roleplay.model import Scene


@dataclass(frozen=True, kw_only=True)
class BeatChoice:
    """One entry of the pick-list from which a learner says what a step is about."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class JourneyTask:
    """A journey map to draw from a story, and the reference that it is compared with."""

    id: str
    outcome: str
    title: str
    stem: str
    reference: Reference
    beats: tuple[BeatChoice, ...] = ()
    beside: str = ""  # the task whose map relations of the reference look at
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RolePlayTask:
    """A scene to play; the best of the runs counts.

    ``weights`` share out the points: ``path`` for a finished run that can be replayed, ``resolved`` for its end,
    ``trust`` and ``techniques`` for reaching what is asked, ``ratio`` for the share of the best replies.
    """

    id: str
    outcome: str
    title: str
    stem: str
    scene: str  # names the file keys/scenes/<scene>.yaml
    script: Scene | None = None  # the scene itself, read from there
    runs: int = 3
    weights: dict[str, float] = field(default_factory=dict)
    trust_at_least: int = 60
    techniques_at_least: int = 4
    facts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        parts = ("path", "resolved", "trust", "techniques", "ratio")
        if sorted(self.weights) != sorted(parts):
            raise ValueError(f"weights for {', '.join(parts)}, found {', '.join(self.weights) or 'none'}")

    @property
    def played(self) -> Scene:
        """The scene as everybody plays it; a task without one cannot be released or judged.

        It starts from the same values whatever the seed: no learner may look for the customer who trusts most.
        """
        if self.script is None:
            raise ValueError(f"{self.id}: the scene {self.scene!r} has not been read")
        return replace(self.script, spread={})


@dataclass(frozen=True, kw_only=True)
class JourneyPrompt:
    """A journey task as it is released."""

    id: str
    points: float
    title: str
    stem: str
    beats: tuple[BeatChoice, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RolePlayPrompt:
    """A role-play task as it is released."""

    id: str
    points: float
    title: str
    stem: str
    runs: int
    scene: Scene


def work_prompt(task: JourneyTask | RolePlayTask, points: float) -> JourneyPrompt | RolePlayPrompt:
    """Return what is released of a task.

    Examples
    --------
    >>> from cxcourse.core.journey.reference import Beat
    >>> key = Reference(beats=(Beat(id="call", name="he calls for help"),))
    >>> task = JourneyTask(id="m03-a1", outcome="m03.o1", title="Mark", stem="Draw his way.", reference=key)
    >>> work_prompt(task, 12)
    JourneyPrompt(id='m03-a1', points=12, title='Mark', stem='Draw his way.', beats=())
    """
    if isinstance(task, JourneyTask):
        return JourneyPrompt(id=task.id, points=points, title=task.title, stem=task.stem, beats=task.beats)
    scene = release(task.played)
    return RolePlayPrompt(id=task.id, points=points, title=task.title, stem=task.stem, runs=task.runs, scene=scene)


def task_name(task_id: str) -> str:
    """Return what a learner calls a task.

    Examples
    --------
    >>> task_name("m01-a1"), task_name("m03-a3-whole")
    ('Graded task A1', 'Graded task A3 (whole)')
    """
    _, number, *part = task_id.split("-")
    return f"Graded task {number.upper()}" + (f" ({' '.join(part)})" if part else "")
