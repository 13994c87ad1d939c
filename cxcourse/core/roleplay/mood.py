"""What a customer looks like: the mood that is written at the node, unless the last reply has just cost too much."""

from __future__ import annotations

from cxcourse.core.roleplay.model import End, Turn

MOODS = {-2: "upset", -1: "wary", 0: "calm", 1: "at ease", 2: "glad"}  # in the browser: static/role_face.js
COSTLY = 6  # who has lost so much trust in one reply does not look calm the next moment
CALM, WARY = 0, -1


def shown_mood(node: Turn | End, change: int = 0) -> int:
    """Return the mood to show at a node.

    Parameters
    ----------
    node : Turn or End
        Where the run has arrived.
    change : int
        What the last reply did to trust, by its effects.

    Returns
    -------
    int
        The mood of the node. After a reply that cost 6 trust or more nobody is calm or better: wary then, and at a
        resolved end, where the matter itself is mended, one step lower than written. A lost end is never better than
        wary.

    Examples
    --------
    >>> turn = Turn(id="n1", mood=1, customer=("Well?",), choices=())
    >>> shown_mood(turn, 4), shown_mood(turn, -6)
    (1, -1)
    """
    outcome = node.end if isinstance(node, End) else None
    mood = min(node.mood, WARY) if outcome == "lost" else node.mood
    if change > -COSTLY or mood < CALM:
        return mood
    return mood - 1 if outcome == "resolved" else WARY
