"""A customer who differs from seed to seed and never for the same seed.

No generator of a library is used: what is drawn is an integer of a hash over names, so that a log is replayed years
later, on another machine, with the very same customer. Every draw has a name of its own; adding one moves no other.
"""

from __future__ import annotations

from hashlib import sha256
from numbers import Integral
from typing import Any

from cxcourse.core.written import brief
from cxcourse.errors import AnswerError

AS_WRITTEN = 0  # the seed that leaves a scene as its author wrote it
LAST_SEED = 2**31 - 1


def draw(below: int, *names: object) -> int:
    """Return a whole number from 0 to ``below`` − 1 that belongs to the names.

    Parameters
    ----------
    below : int
        How many numbers there are to draw from, at least 1.
    *names : object
        What the draw is for, such as the scene, the seed and the node.

    Examples
    --------
    >>> [draw(6, "m01-taster", seed, "wording") for seed in (1, 2, 3, 1)]
    [0, 1, 1, 0]
    """
    bits = sha256("\x1f".join(map(str, names)).encode()).digest()[:8]
    return int.from_bytes(bits, "big") % below


def legal_seed(seed: Any) -> int:
    """Return a seed as Python's own whole number, also out of an array; refuse anything else.

    Raises
    ------
    AnswerError
        It is no whole number from 0 to 2147483647.

    Examples
    --------
    >>> legal_seed(3)
    3
    """
    if isinstance(seed, bool) or not isinstance(seed, Integral) or not AS_WRITTEN <= seed <= LAST_SEED:
        raise AnswerError(f"a seed is a whole number from 0 to {LAST_SEED}; found {brief(seed)}.")
    return int(seed)
