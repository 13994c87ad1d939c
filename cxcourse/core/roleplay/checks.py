"""Whether a scene is sound: every fault with its place and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cxcourse.core.roleplay.cues import cues
from cxcourse.core.roleplay.graph import LIMIT, LOOKED, card_of, conditions, too_many, walk
from cxcourse.core.roleplay.model import End, Scene
from cxcourse.core.roleplay.play import Play, log_of, offered, replay
from cxcourse.core.roleplay.structure import Fault, structure
from cxcourse.errors import AnswerError


def faults(scene: Scene, limit: int = LIMIT) -> tuple[Fault, ...]:
    """Return everything that is wrong with a scene.

    Parameters
    ----------
    scene : Scene
        The scene.
    limit : int
        The most paths it may have. No more than four times as many runs, finished or not, are looked at.

    Returns
    -------
    tuple of Fault
        Faults of the single fields and of the graph first; only when there are none are all paths played, and the
        faults that show there returned.

    Raises
    ------
    AnswerError
        That is no scene.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> scene = load_scene("m01-taster")
    >>> faults(scene)
    ()
    >>> print(*faults(replace(scene, start="n9")), sep="\\n")
    start — expected a node of the scene, found 'n9'. The nodes are n1, n2, n3, g1, end-good, end-mid, end-lost.
    """
    return structure(scene) or (*cues(scene), *_played(scene, limit))


# ---------------------------------------------------------------- by playing everything


def _played(scene: Scene, limit: int) -> Iterator[Fault]:
    ends: list[Play] = []
    gates: set[tuple[str, bool]] = set()
    asked: set[tuple[str, str, bool]] = set()
    stuck: set[str] = set()
    for looked, play in enumerate(walk(scene), start=1):
        gates.update(play.gates)
        said = {choice.id for choice in offered(play)}
        asked.update((play.node.id, c.id, c.id in said) for c in getattr(play.node, "choices", ()) if c.when)
        if play.ended:
            ends.append(play)
        elif not said:
            stuck.add(play.node.id)
        if len(ends) > limit or looked > LOOKED * limit:
            yield Fault(text=too_many(play, limit))
            return
    yield from (
        Fault(
            node=name,
            text="a run can come here and find nothing to say. Offer one choice without a condition, or a way out of the loop.",
        )
        for name in sorted(stuck)
    )
    yield from _one_sided(scene, gates, asked)
    yield from _ends(scene, tuple(ends))


def _one_sided(scene: Scene, gates: set[tuple[str, bool]], asked: set[tuple[str, str, bool]]) -> Iterator[Fault]:
    for node, choice, _ in conditions(scene):
        met = {held for *place, held in (asked if choice else gates) if place == ([node, choice] if choice else [node])}
        if len(met) == 2:
            continue
        if not met:
            text = "no run comes here, so that nothing is ever asked. Loosen what lies before it."
        else:
            text = f"this holds on {'every' if True in met else 'no'} path, so that it decides nothing. Move the bound, or drop it."
        yield Fault(node=node, choice=choice, field="when" if choice else "gate", text=text)


def _ends(scene: Scene, ends: tuple[Play, ...]) -> Iterator[Fault]:
    reached = {play.node.id for play in ends}
    for node in scene.nodes:
        if isinstance(node, End) and node.id not in reached:
            yield Fault(node=node.id, text="no path ends here. Loosen the gates before it, or take it out.")
    card = card_of(ends)
    if not card["resolved"]:
        yield Fault(text="no path is resolved; a scene must be winnable.")
    if not card["perfect"]:
        yield Fault(text="on no path can the best be said at every turn.")
    yield from _counts(scene, card)
    yield from _best_is_good(scene, ends)


def _counts(scene: Scene, card: dict[str, int]) -> Iterator[Fault]:
    wrong = [name for name, stated in scene.paths.items() if stated != card[name]]
    missing = [name for name in card if name not in scene.paths]
    if not scene.paths:
        yield Fault(field="paths", text=f"expected the counts of all paths, found nothing. Write {{{_line(card)}}}.")
    elif wrong or missing:
        told = [f"{', '.join(wrong)} differ"] if wrong else []
        told += [f"{', '.join(missing)} left out"] if missing else []
        text = f"counted {_line(card)}; {', '.join(told)}. Write the counts as they are."
        yield Fault(field="paths", text=text)


def _best_is_good(scene: Scene, ends: tuple[Play, ...]) -> Iterator[Fault]:
    """Whoever says the best at every turn must get there, with the easiest and with the hardest customer."""
    for sign in (0, -1, 1) if any(scene.spread.values()) else (0,):
        state = {name: value + sign * scene.spread.get(name, 0) for name, value in scene.state.items()}
        for play in ends:
            outcome = _again(replace(scene, state=state), play) if play.ratio == 1 else "resolved"
            if outcome != "resolved":
                said = ", ".join(choice for _, choice in play.steps)
                yield Fault(text=f"the best at every turn ({said}), begun with {state}, ends {outcome}, not resolved.")


def _again(scene: Scene, play: Play) -> str:
    try:
        return str(replay(scene, log_of(play)).outcome)
    except AnswerError:
        return "nowhere, since something is not offered"


def _line(card: dict[str, int]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in card.items())
