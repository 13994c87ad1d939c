"""Undo and redo: journeys never change, so a history is a list of those that were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any

from cxcourse.core.journey.model import Journey

MOST = 200  # steps back that are kept


@dataclass(frozen=True, kw_only=True)
class History:
    """The journey as it is now, what it was before, and what undo took back.

    Attributes
    ----------
    past : tuple of Journey
        Earlier journeys, the oldest first; at most 200.
    now : Journey
        The journey as it is.
    future : tuple of Journey
        What redo brings back, the next first.
    seen : frozenset of str
        Every id that was ever in use, or that an opportunity linked to; :meth:`do` gives none of them again.

    Examples
    --------
    >>> from cxcourse.core.journey import edits
    >>> h = History(now=Journey(id="mine")).do(edits.add_stage, "Asking").do(edits.add_stage, "Looking")
    >>> [s.name for s in h.undo().now.stages], [s.name for s in h.undo().redo().now.stages]
    (['Asking'], ['Asking', 'Looking'])
    """

    now: Journey
    past: tuple[Journey, ...] = ()
    future: tuple[Journey, ...] = ()
    seen: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "seen", self.seen.union(self.now.spoken_for))

    def edit(self, new: Journey) -> History:
        """Make ``new`` the journey of now; what could be redone is gone. No change leaves the history as it is."""
        if new == self.now:
            return self
        return History(now=new, past=(*self.past, self.now)[-MOST:], seen=self.seen)

    def do(self, change: Callable[..., Journey], *args: Any, **fields: Any) -> History:
        """Edit with a function of :mod:`~cxcourse.core.journey.edits`; new ids are ones never used here before."""
        if "taken" in signature(change).parameters:
            fields["taken"] = self.seen
        return self.edit(change(self.now, *args, **fields))

    def undo(self) -> History:
        """Go one edit back, or stay where there is none."""
        if not self.past:
            return self
        return History(now=self.past[-1], past=self.past[:-1], future=(self.now, *self.future), seen=self.seen)

    def redo(self) -> History:
        """Take back one undo, or stay where there is none."""
        if not self.future:
            return self
        return History(now=self.future[0], past=(*self.past, self.now), future=self.future[1:], seen=self.seen)
