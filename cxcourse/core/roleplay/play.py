"""Playing a scene: from the first line to an end, one choice at a time; every step returns a new :class:`Play`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from numbers import Integral

from cxcourse.core.roleplay.chance import AS_WRITTEN, draw, legal_seed
from cxcourse.core.roleplay.given import legal_log, legal_pair, legal_scene
from cxcourse.core.roleplay.model import Choice, Condition, End, Gate, Log, Scene, Turn
from cxcourse.core.roleplay.mood import shown_mood
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError, ContentError

VISITS = 3  # a loop leads back to a turn until it was played so often; then the way there is no longer offered, and
# nothing is said more often at one turn, since a gate may lead back to a turn without any choice that names it
_GATES = 50  # a chain of gates is shorter than this, or it runs in a circle


@dataclass(frozen=True, kw_only=True)
class Play:
    """A run as it stands: where it is, what the customer says now, what the state is, and how it came here.

    Attributes
    ----------
    scene, seed : Scene, int
        What is played, and which customer called.
    node : Turn or End
        Where the run stands.
    state : dict of str to int
        The variables now; ``trust`` stays within 0 and 100.
    mood, line : int, str
        How the customer looks, from -2 (upset) to 2 (glad), and says. Both belong to the node, the mood unless the last
        reply cost too much (:mod:`~cxcourse.core.roleplay.mood`).
    steps : tuple of (str, str)
        Node and choice of each reply so far.
    points, best_points : int
        What was and what could have been scored at the turns played.
    used : frozenset of str
        The techniques of the replies so far.
    gates : tuple of (str, bool)
        The gates that the last reply went through, and whether their condition held.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> play = step(start(load_scene("m01-taster")), "name-it")
    >>> play.node.id, play.state["trust"], play.ratio, play.outcome
    ('n2', 52, 1.0, None)
    """

    scene: Scene
    seed: int
    node: Turn | End
    state: dict[str, int]
    mood: int
    line: str
    steps: tuple[tuple[str, str], ...] = ()
    points: int = 0
    best_points: int = 0
    used: frozenset[str] = frozenset()
    gates: tuple[tuple[str, bool], ...] = ()

    @property
    def ended(self) -> bool:
        """Whether the contact is over."""
        return isinstance(self.node, End)

    @property
    def outcome(self) -> str | None:
        """How it ended: resolved, partial or lost; None while it goes on."""
        return self.node.end if isinstance(self.node, End) else None

    @property
    def ratio(self) -> float | None:
        """Points out of the best at the turns played; None when there was nothing to score."""
        return self.points / self.best_points if self.best_points else None


def start(scene: Scene, seed: int = AS_WRITTEN) -> Play:
    """Begin a run.

    Parameters
    ----------
    scene : Scene
        The scene.
    seed : int
        Which customer calls: the same seed always gives the same one. 0 is the scene as it was written; with any
        other, the wording of the customer and the starting values (within ``scene.spread``) differ.

    Returns
    -------
    Play
        Standing at the first turn.

    Raises
    ------
    AnswerError
        That is no scene, or no seed.
    ContentError
        The scene leads nowhere from its first line, or in a circle of gates.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> play = start(load_scene("m01-taster"))
    >>> play.ended, play.state["trust"], len(offered(play))
    (False, 40, 3)
    """
    scene, seed = legal_scene(scene), legal_seed(seed)
    state = _begun(scene, seed)
    return _arrive(Play(scene=scene, seed=seed, node=_NOWHERE, state=state, mood=0, line=""), scene.start)


def _begun(scene: Scene, seed: int) -> dict[str, int]:
    return {name: _kept(name, value + _moved(scene, seed, name)) for name, value in scene.state.items()}


def offered(play: Play) -> tuple[Choice, ...]:
    """Return what can be said now, in the order it is shown; nothing when the contact is over.

    The order hangs on seed and node only: it is the same after a restart. What has a condition that does not hold is
    left out, and so is what leads back to a turn that was played three times, or was itself said three times here.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> [choice.id for choice in offered(start(load_scene("m01-taster"), seed=2))] == [
    ...     choice.id for choice in offered(start(load_scene("m01-taster"), seed=2))]
    True
    """
    if not isinstance(play.node, Turn):
        return ()
    return tuple(c for c in _shuffled(play) if _holds(c.when, play) and not _worn_out(play, c))


def step(play: Play, choice_id: str) -> Play:
    """Say something, and hear what the customer answers.

    Parameters
    ----------
    play : Play
        The run as it stands.
    choice_id : str
        Id of one of the choices that are :func:`offered` now.

    Returns
    -------
    Play
        The run after it; the one before stays as it was.

    Raises
    ------
    AnswerError
        The contact is over, or nothing of that id is offered here.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> play = start(load_scene("m01-taster"))
    >>> step(play, "weather")
    Traceback (most recent call last):
    ...
    cxcourse.errors.AnswerError: at n1 nothing called 'weather' is offered; say one of account, calm, name-it.
    """
    if not isinstance(play.node, Turn):
        raise AnswerError(f"the contact is over ({play.node.end} at {play.node.id}); nothing can be said after it.")
    choices = {choice.id: choice for choice in offered(play)}
    if not isinstance(choice_id, str) or choice_id not in choices:
        known = ", ".join(sorted(choices)) or "nothing"
        raise AnswerError(f"at {play.node.id} nothing called {brief(choice_id)} is offered; say one of {known}.")
    chosen = choices[choice_id]
    said = replace(
        play, state=_after(play.state, chosen), steps=(*play.steps, (play.node.id, chosen.id)),
        points=play.points + chosen.score, best_points=play.best_points + max(c.score for c in choices.values()),
        used=play.used | set(chosen.techniques),
    )  # fmt: skip
    return _arrive(said, chosen.to, chosen.effects.get("trust", 0))


def replay(scene: Scene, log: Log) -> Play:
    """Play a log again from the first line; what state and score are is worked out, never read.

    Parameters
    ----------
    scene : Scene
        The scene that the log says it is of.
    log : Log
        Node and choice ids. It may stop before an end; the run is then unfinished.

    Returns
    -------
    Play
        The run where the log leaves it.

    Raises
    ------
    AnswerError
        That is no scene or no log (plain data is read by :func:`~cxcourse.core.roleplay.reading.read_log` first), the
        log is of another scene or version, or it holds a step that cannot be; the message gives its number.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> scene = load_scene("m01-taster")
    >>> replay(scene, Log(scene="m01-taster", version=1, seed=0, steps=(("n1", "name-it"), ("n3", "refund"))))
    Traceback (most recent call last):
    ...
    cxcourse.errors.AnswerError: step 2 of this run cannot be: it speaks at 'n3', but the conversation stands at n2.
    """
    scene, log = legal_scene(scene), legal_log(log)
    if (log.scene, log.version) != (scene.id, scene.version):
        raise AnswerError(
            f"this is a run of {brief(log.scene)}, version {brief(log.version)}; the scene here is {scene.id}, version "
            f"{scene.version}. Play the scene again."
        )
    play = start(scene, log.seed)
    for number, said in enumerate(log.steps, start=1):
        node, choice = legal_pair(number, said)
        if play.ended:
            raise AnswerError(f"step {number} of this run cannot be: the contact was over after step {number - 1}.")
        if node != play.node.id:
            raise AnswerError(
                f"step {number} of this run cannot be: it speaks at {brief(node)}, but the conversation stands at "
                f"{play.node.id}."
            )
        try:
            play = step(play, choice)
        except AnswerError as error:
            raise AnswerError(f"step {number} of this run cannot be: {error}") from None
    return play


def log_of(play: Play) -> Log:
    """Return what is kept of a run: ids only.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> log_of(step(start(load_scene("m01-taster")), "name-it")).steps
    (('n1', 'name-it'),)
    """
    return Log(scene=play.scene.id, version=play.scene.version, seed=play.seed, steps=play.steps)


def rewind(play: Play, turn: int) -> Play:
    """Go back to before the ``turn``-th thing was said, counted from 1, to say something else.

    Raises
    ------
    AnswerError
        There is no such turn in this run.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> first = start(load_scene("m01-taster"))
    >>> rewind(step(first, "name-it"), 1) == first
    True
    """
    if not play.steps:
        raise AnswerError("nothing was said in this run yet, so that there is no turn to go back to.")
    if isinstance(turn, bool) or not isinstance(turn, Integral) or not 1 <= turn <= len(play.steps):
        raise AnswerError(f"there is no turn {brief(turn)} in this run; turns are counted from 1 to {len(play.steps)}.")
    return replay(play.scene, replace(log_of(play), steps=play.steps[: turn - 1]))


# ---------------------------------------------------------------- inside


def _moved(scene: Scene, seed: int, name: str) -> int:
    spread = scene.spread.get(name, 0)
    return 0 if seed == AS_WRITTEN else draw(2 * spread + 1, scene.id, seed, "starts", name) - spread


def _kept(name: str, value: int) -> int:
    return max(0, min(100, value)) if name == "trust" else value


def _after(state: dict[str, int], choice: Choice) -> dict[str, int]:
    return {name: _kept(name, value + choice.effects.get(name, 0)) for name, value in state.items()}


@lru_cache(maxsize=256)
def _order(scene: str, seed: int, node: str, choices: tuple[str, ...]) -> tuple[int, ...]:
    places = range(len(choices))
    return tuple(sorted(places, key=lambda i: (draw(2**62, scene, seed, "order", node, choices[i]), i)))


def _shuffled(play: Play) -> tuple[Choice, ...]:
    choices = play.node.choices if isinstance(play.node, Turn) else ()
    order = _order(play.scene.id, play.seed, play.node.id, tuple(c.id for c in choices))
    return tuple(choices[i] for i in order)


def _worn_out(play: Play, choice: Choice) -> bool:
    if play.steps.count((play.node.id, choice.id)) >= VISITS:
        return True
    return sum(node == choice.to for node, _ in play.steps) + (choice.to == play.node.id) >= VISITS


def _holds(condition: Condition | None, play: Play) -> bool:
    if condition is None:
        return True
    value = play.ratio if condition.state == "ratio" else play.state.get(condition.state or "")
    told = [
        condition.ge is None or (value is not None and value >= condition.ge),
        condition.lt is None or (value is not None and value < condition.lt),
        condition.used is None or condition.used in play.used,
        condition.visited is None or any(node == condition.visited for node, _ in play.steps),
    ]
    return all(told)


def _arrive(play: Play, to: str, change: int = 0) -> Play:
    """Walk through gates to the next turn or end; ``change`` is what the last reply did to trust."""
    scene, gates = play.scene, []
    for _ in range(_GATES):
        node = scene.by_id.get(to)
        if node is None:
            raise ContentError(f"{scene.id}: {to!r} is no node of the scene. `cxcourse check` names every such fault.")
        if not isinstance(node, Gate):
            gained = play.state.get("trust", 0) - _begun(scene, play.seed).get("trust", 0)
            mood = shown_mood(node, change, gained)
            return replace(play, node=node, mood=mood, line=_line(play, node), gates=tuple(gates))
        held = _holds(node.gate, play)
        gates.append((node.id, held))
        to = node.yes if held else node.no
    raise ContentError(
        f"{scene.id}: the gates around {to!r} lead in a circle. `cxcourse check` names every such fault."
    )


def _line(play: Play, node: Turn | End) -> str:
    before = sum(name == node.id for name, _ in play.steps)  # who comes back to a turn hears other words
    wordings = len(node.customer)
    shift = 0 if play.seed == AS_WRITTEN else draw(wordings, play.scene.id, play.seed, "wording", node.id)
    return node.customer[(shift + before) % wordings]


_NOWHERE = End(id="nowhere", end="lost", customer=("",), coach="")  # where a run stands before its first line
