"""What gives the best line away, or makes a scene thin: found by looking at the texts, not at the graph."""

from __future__ import annotations

from collections.abc import Iterator

from cxcourse.core.roleplay.model import TECHNIQUES, Scene, Turn
from cxcourse.core.roleplay.structure import Fault

TRUST = "trust"  # the one variable that every learner knows by its name

LEAST_TECHNIQUES = 4  # a contact that trains fewer is an exercise, not a scene


def cues(scene: Scene) -> Iterator[Fault]:
    """Give a fault for the length cue, thin technique coverage, a variable without words, a turn with one wording.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> from dataclasses import replace
    >>> scene = load_scene("m05-third-promise")
    >>> [str(fault)[:32] for fault in cues(replace(scene, words={}, state={"trust": 30, "needs": 0}))]
    ['words — needs has no words; with']
    """
    turns = [node for node in scene.nodes if isinstance(node, Turn)]
    longest = longest_is_best(scene)
    if 2 * len(longest) > len(turns):
        text = (
            f"the longest line is the best at {len(longest)} of {len(turns)} turns ({', '.join(longest)}), so that it can "
            "be picked by its length. Let weak lines say more, or strong ones less, at half of the turns."
        )
        yield Fault(text=text)
    trained = techniques_of(scene)
    if len(trained) < LEAST_TECHNIQUES:
        missing = ", ".join(name for name in TECHNIQUES if name not in trained)
        text = f"only {len(trained)} of six techniques can be used; expected {LEAST_TECHNIQUES}. Not used: {missing}."
        yield Fault(text=text)
    for name in scene.state:
        if name != TRUST and name not in scene.words:
            text = f'{name} has no words; without them a debrief does not tell it. Write for example {{{name}: "…"}}.'
            yield Fault(field="words", text=text)
    for turn in turns:
        if len(turn.customer) < 2:
            text = "only one wording; with two or more, another seed is another customer."
            yield Fault(node=turn.id, field="customer", text=text)


def longest_is_best(scene: Scene) -> tuple[str, ...]:
    """Return the turns at which no line is longer than the best one.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from cxcourse.content.scenes import load_scene
    >>> from cxcourse.core.roleplay import Choice
    >>> lines = (("best", "I will look into it and call you by noon.", 3), ("weak", "We will see.", 1))
    >>> choices = tuple(Choice(id=name, say=say, score=n, to="end", coach="…") for name, say, n in lines)
    >>> turn = Turn(id="n1", mood=0, customer=("Well?",), choices=choices)
    >>> longest_is_best(replace(load_scene("m01-taster"), nodes=(turn,)))
    ('n1',)
    """
    told = []
    for turn in scene.nodes:
        if isinstance(turn, Turn):
            best = max(choice.score for choice in turn.choices)
            length = max(len(choice.say) for choice in turn.choices)
            if any(len(choice.say) == length and choice.score == best for choice in turn.choices):
                told.append(turn.id)
    return tuple(told)


def techniques_of(scene: Scene) -> tuple[str, ...]:
    """Return the techniques that a choice of the scene uses, in the order of the course.

    Examples
    --------
    >>> from cxcourse.content.scenes import load_scene
    >>> techniques_of(load_scene("m01-taster"))[:2]
    ('active_listening', 'empathy')
    """
    used = {name for node in scene.nodes if isinstance(node, Turn) for c in node.choices for name in c.techniques}
    return tuple(name for name in TECHNIQUES if name in used)
