"""What a customer looks like: the mood that is written at the node, unless the agent has lost the trust for it."""

from __future__ import annotations

from cxcourse.core.roleplay.model import End, Turn

MOODS = {-2: "upset", -1: "wary", 0: "calm", 1: "at ease", 2: "glad"}  # in the browser: static/role_face.js
COSTLY = 6  # who has lost so much trust in one reply does not look calm the next moment
FALLEN = 15  # nor who trusts so much less than at the beginning
CALM, WARY = 0, -1


def shown_mood(node: Turn | End, change: int = 0, gained: int = 0) -> int:
    """Return the mood to show at a node.

    Parameters
    ----------
    node : Turn or End
        Where the run has arrived.
    change : int
        What the last reply did to trust, by its effects.
    gained : int
        By how much trust stands above where it began; negative when it has fallen.

    Returns
    -------
    int
        The mood of the node, but after a reply that cost 6 trust or more, or with 15 less than at the beginning, wary
        at most, and with any less than at the beginning calm at most. At a resolved end the matter itself is mended: a
        costly last reply makes it one step lower than written, and nothing else does. A lost end is never better than
        wary.

    Examples
    --------
    >>> turn = Turn(id="n1", mood=1, customer=("Well?",), choices=())
    >>> shown_mood(turn, 4), shown_mood(turn, -6), shown_mood(turn, 4, gained=-3), shown_mood(turn, 4, gained=-21)
    (1, -1, 0, -1)
    """
    outcome = node.end if isinstance(node, End) else None
    costly = change <= -COSTLY
    if outcome == "resolved":
        return node.mood - 1 if costly and node.mood >= CALM else node.mood
    if outcome == "lost" or costly or gained <= -FALLEN:
        return min(node.mood, WARY)
    return min(node.mood, CALM) if gained < 0 else node.mood
