"""What a run is worth: a ratio, a mean a technique, how it ended, and a review of every turn.

Points are not added up, since a detour would collect more of them than the straight way: they are set against the best
that was offered at the turns played.
"""

from __future__ import annotations

from dataclasses import dataclass

from cxcourse.core.roleplay.model import TECHNIQUES, Choice, Log, Scene
from cxcourse.core.roleplay.play import Play, offered, replay, start, step

FULL = 3  # the score of the best there is to say


@dataclass(frozen=True, kw_only=True)
class TurnReview:
    """One turn, looked at afterwards: what was said and what would have been best.

    Attributes
    ----------
    node, customer, mood : str, str, int
        Where it was, what the customer had said, and how the customer looked, from -2 (upset) to 2 (glad).
    choice, said, score : str, str, int
        Id and words of the reply, and what it is worth, from 0 (harmful) to 3 (the best).
    best_score, best_choice, best_say : int, str, str
        The best that was offered then; the reply itself when it was among the best.
    coach : str
        What the coach says about the reply.
    techniques, lacks : tuple of str
        What the reply uses, and what it should have used.
    trust_before, trust_after : int or None
        From 0 to 100; ``None`` in a scene without trust.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> taster = load_scene("m01-taster")
    >>> (turn,) = score(taster, Log(scene=taster.id, version=1, seed=0, steps=(("n1", "name-it"),))).turns
    >>> turn.score, turn.best_score, turn.trust_before, turn.trust_after
    (3, 3, 40, 52)
    """

    node: str
    customer: str
    mood: int
    choice: str
    said: str
    score: int
    best_score: int
    best_choice: str
    best_say: str
    coach: str
    techniques: tuple[str, ...]
    lacks: tuple[str, ...]
    trust_before: int | None
    trust_after: int | None


@dataclass(frozen=True, kw_only=True)
class Debrief:
    """A run, looked at afterwards.

    Attributes
    ----------
    ratio : float or None
        ``points`` / ``best_points``, from 0 to 1; ``None`` when nothing was scored.
    points, best_points : int
        What the replies are worth together, and the most at the turns played.
    techniques : dict of str to (float or None)
        The mean of score/3 over the replies that used a technique, from 0 to 1; ``None`` where none did, which is not 0.
    end : {"resolved", "partial", "lost"} or None
        How it ended; ``None`` while the run is unfinished.
    coach : str
        What the coach says about the whole; empty while the run is unfinished.
    state : dict of str to int
        The variables as they stand at the end.
    turns : tuple of TurnReview
        One for each reply, in order.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> taster = load_scene("m01-taster")
    >>> run = score(taster, Log(scene=taster.id, version=1, seed=0, steps=(("n1", "calm"),)))
    >>> run.end, run.points, run.best_points, run.used, len(run.turns)
    (None, 0, 3, (), 1)
    """

    ratio: float | None
    points: int
    best_points: int
    techniques: dict[str, float | None]
    end: str | None
    coach: str
    state: dict[str, int]
    turns: tuple[TurnReview, ...]

    @property
    def used(self) -> tuple[str, ...]:
        """The techniques that were used, in the order of the course."""
        return tuple(name for name, mean in self.techniques.items() if mean is not None)

    @property
    def missed(self) -> tuple[str, ...]:
        """The techniques that a choice lacked, once each, in order of appearance."""
        return tuple(dict.fromkeys(name for turn in self.turns for name in turn.lacks))


def score(scene: Scene, log: Log) -> Debrief:
    """Replay a log and review it.

    Parameters
    ----------
    scene : Scene
        The scene with its scores.
    log : Log
        A finished or unfinished run.

    Returns
    -------
    Debrief
        ``ratio`` = points / best points at the turns played. A technique's value is the mean of score/3 over the
        choices that carry it.

    Raises
    ------
    AnswerError
        That is no scene or no log (plain data is read by :func:`~cxcourse.core.roleplay.reading.read_log` first), or
        the log cannot have been played.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> taster = load_scene("m01-taster")
    >>> run = score(taster, Log(scene=taster.id, version=1, seed=0, steps=(("n1", "name-it"),)))
    >>> run.ratio, run.techniques["empathy"], run.techniques["product_knowledge"]
    (1.0, 1.0, None)
    """
    replay(scene, log)  # an impossible log is refused as a whole, with the number of the step
    play, turns, made = start(scene, log.seed), [], []
    for _, choice_id in log.steps:
        now, chosen = step(play, choice_id), next(c for c in offered(play) if c.id == choice_id)
        turns.append(_review(play, chosen, now))
        made.append(chosen)
        play = now
    return Debrief(
        ratio=play.ratio, points=play.points, best_points=play.best_points, techniques=_means(made),
        end=play.outcome, coach=getattr(play.node, "coach", ""), state=dict(play.state), turns=tuple(turns),
    )  # fmt: skip


def _review(play: Play, chosen: Choice, now: Play) -> TurnReview:
    top = max(choice.score for choice in offered(play))
    in_file = [c for c in getattr(play.node, "choices", ()) if c in offered(play)]
    best = chosen if chosen.score == top else next(c for c in in_file if c.score == top)
    return TurnReview(
        node=play.node.id, customer=play.line, mood=play.mood, choice=chosen.id, said=chosen.say, score=chosen.score,
        best_score=top, best_choice=best.id, best_say=best.say, coach=chosen.coach, techniques=chosen.techniques,
        lacks=chosen.lacks, trust_before=play.state.get("trust"), trust_after=now.state.get("trust"),
    )  # fmt: skip


def _means(made: list[Choice]) -> dict[str, float | None]:
    means: dict[str, float | None] = {}
    for name in TECHNIQUES:
        shares = [choice.score / FULL for choice in made if name in choice.techniques]
        means[name] = sum(shares) / len(shares) if shares else None
    return means
