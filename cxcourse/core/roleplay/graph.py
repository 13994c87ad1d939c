"""A scene as a graph: its ways, every path through it, and the form of it that may leave the author's side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from cxcourse.core.roleplay.given import legal_scene
from cxcourse.core.roleplay.model import Choice, Condition, End, Gate, Scene, Turn
from cxcourse.core.roleplay.play import Play, offered, start, step
from cxcourse.errors import ContentError

LIMIT = 20_000  # a scene of more paths than this cannot be judged as a whole, by its author least of all
LOOKED = 4  # plays looked at for each of these paths: where nothing loops there are fewer than two
CARD = ("paths", "resolved", "partial", "lost", "perfect")


def ways(node: Turn | Gate | End) -> tuple[tuple[str, str], ...]:
    """Return the ways out of a node: what they are called (a choice, yes, no), and where they lead.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> ways(load_scene("m01-taster").by_id["g1"])
    (('yes', 'end-good'), ('no', 'end-mid'))
    """
    if isinstance(node, Turn):
        return tuple((choice.id, choice.to) for choice in node.choices)
    return (("yes", node.yes), ("no", node.no)) if isinstance(node, Gate) else ()


def conditions(scene: Scene) -> Iterator[tuple[str, str, Condition]]:
    """Give every condition of a scene with the node and the choice (empty for a gate) it stands at.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> [(node, choice, condition.state) for node, choice, condition in conditions(load_scene("m01-taster"))]
    [('g1', '', 'trust')]
    """
    for node in scene.nodes:
        if isinstance(node, Gate):
            yield node.id, "", node.gate
        elif isinstance(node, Turn):
            yield from ((node.id, choice.id, choice.when) for choice in node.choices if choice.when)


def walk(scene: Scene) -> Iterator[Play]:
    """Give every run as far as it can have come, the scene as written: the first line, each answer, each end.

    The scene must be whole (see :func:`cxcourse.core.roleplay.checks.faults`). Loops end, since what leads back to a
    turn is no longer offered in the end (see :func:`cxcourse.core.roleplay.play.offered`); with a loop through a gate
    that can be after more runs than anybody wants to wait for.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from itertools import islice
    >>> [len(play.steps) for play in islice(walk(load_scene("m01-taster")), 3)]
    [0, 1, 2]
    """
    standing = [start(scene)]
    while standing:
        play = standing.pop()
        yield play
        standing += [step(play, choice.id) for choice in reversed(offered(play))]


def all_paths(scene: Scene, limit: int = LIMIT) -> tuple[Play, ...]:
    """Play everything that can be played, the scene as written.

    Parameters
    ----------
    scene : Scene
        The scene.
    limit : int
        The most paths there may be.

    Returns
    -------
    tuple of Play
        Every run that reached an end.

    Raises
    ------
    ContentError
        There are more, or runs go round a loop too often to count them.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> paths = all_paths(load_scene("m01-taster"))
    >>> len(paths), [play.outcome for play in paths if play.ratio == 1]
    (10, ['resolved'])
    """
    found: list[Play] = []
    for looked, play in enumerate(walk(scene), start=1):
        found += [play] if play.ended else []
        if len(found) > limit or looked > LOOKED * limit:
            raise ContentError(f"{scene.id}: {too_many(play, limit)}")
    return tuple(found)


def too_many(play: Play, limit: int) -> str:
    """Say that a scene has more paths than can be counted; ``play`` is the run at which the counting was given up.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> too_many(start(load_scene("m01-taster")), 100)
    'there are more than 100 paths. Let more choices meet again at one node.'
    """
    visits = Counter(node for node, _ in play.steps)
    often = max(visits, key=visits.__getitem__, default="")
    if visits[often] < 2:
        return f"there are more than {limit:,} paths. Let more choices meet again at one node."
    return (
        f"there are more than {limit:,} paths, or no end to them: runs come back to {often} again and again. Let fewer "
        "choices or gates lead back there."
    )


def path_card(scene: Scene, limit: int = LIMIT) -> dict[str, int]:
    """Count the paths: in all, by end, and those on which everything said was the best (``perfect``).

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> path_card(load_scene("m05-third-promise"))
    {'paths': 770, 'resolved': 161, 'partial': 607, 'lost': 2, 'perfect': 2}
    """
    return card_of(all_paths(scene, limit))


def card_of(paths: tuple[Play, ...]) -> dict[str, int]:
    """Return the card of paths that were enumerated already.

    Examples
    --------
    >>> card_of(())
    {'paths': 0, 'resolved': 0, 'partial': 0, 'lost': 0, 'perfect': 0}
    """
    ends = Counter(play.outcome for play in paths)
    card = {"paths": len(paths)} | {name: ends[name] for name in ("resolved", "partial", "lost")}
    return card | {"perfect": sum(play.ratio == 1 for play in paths)}


def release(scene: Scene) -> Scene:
    """Return the scene as a graded task hands it out: what is said and how the customer reacts, without any judgement.

    Scores are 0; techniques, gaps, coaching and the hidden need are empty; choices stand in the order of their ids.
    Effects stay, since the customer must react; whoever judges replays the log in the whole scene.

    Raises
    ------
    AnswerError
        That is no scene.
    ContentError
        A condition looks at the ratio or at a technique, which the released scene does not hold: there it would lead
        somewhere else.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> first = release(load_scene("m01-taster")).nodes[0]
    >>> [(choice.id, choice.score, choice.coach) for choice in first.choices]
    [('account', 0, ''), ('calm', 0, ''), ('name-it', 0, '')]
    """
    for node, choice, condition in conditions(legal_scene(scene)):
        if condition.state == "ratio" or condition.used:
            where = f"{node}/{choice}" if choice else node
            raise ContentError(
                f"{scene.id} {where}: a scene that counts may not ask for the ratio or for a technique, since it is "
                "handed out without them. Ask for a state or for a visited turn."
            )
    return replace(scene, nodes=tuple(_bare(node) for node in scene.nodes), paths={}, hidden_need="")


def _bare(node: Turn | Gate | End) -> Turn | Gate | End:
    if isinstance(node, Turn):
        return replace(node, choices=tuple(map(_unjudged, sorted(node.choices, key=lambda choice: choice.id))))
    return replace(node, coach="") if isinstance(node, End) else node


def _unjudged(choice: Choice) -> Choice:
    return replace(choice, score=0, techniques=(), lacks=(), coach="")
