"""Glossary cards: your own words first, then ours, and the missed ones come back."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from cxcourse.content import load_glossary
from cxcourse.core.flashcards import REST_DAYS, CardState, due_terms, ideas, own_words, rate, state_from_json
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError
from cxcourse.widgets.base import CourseWidget

_RATINGS = ("missed", "nearly", "known")


class Flashcards(CourseWidget, stem="flashcards"):
    """The glossary of a module as cards.

    Parameters
    ----------
    module : str
        Module id, such as ``"m01"``.

    Examples
    --------
    ``Flashcards("m01")`` alone shows the widget. The same as text:

    >>> cards = Flashcards("m01")                                    # doctest: +SKIP
    >>> cards.define("touchpoint", "A moment when …")                # doctest: +SKIP
    >>> cards.rate("touchpoint", "nearly")                           # doctest: +SKIP
    """

    def __init__(self, module: str) -> None:
        self._glossary = load_glossary(module)
        self._terms = {term.id: term for term in self._glossary.terms}
        self._states: dict[str, CardState] = {}
        self._shown: str | None = None
        self._compared = False
        super().__init__(f"{module}-glossary", "flashcards")

    def define(self, term: str, own: str) -> str:
        """Write your own definition of a term and read ours.

        Returns
        -------
        str
            Our definition, and which of its ideas yours touches.

        Raises
        ------
        AnswerError
            There is no such term, or nothing was written.
        """
        self._card(term)
        self.handle({"kind": "compare", "term": term, "own": own})
        if self._message:
            raise AnswerError(self._message)
        ours = self._terms[term]
        missed = [word for word, hit in ideas(ours.definition, own, ours.key_words) if not hit]
        tail = f"Ideas to look at again: {', '.join(missed)}." if missed else "You touched every idea."
        return self._told(f"{ours.term}: {ours.definition} {tail}")

    def rate(self, term: str, rating: str) -> str:
        """Say how well you knew a term: ``"missed"``, ``"nearly"`` or ``"known"``; returns when it comes back."""
        self._card(term)
        self.handle({"kind": "rate", "term": term, "rating": rating})
        if self._message:
            raise AnswerError(self._message)
        return self._told(f"{self._terms[term].term} comes back on {self._states[term].due}.")

    def _card(self, term: Any) -> CardState:
        if not isinstance(term, str) or term not in self._terms:
            raise AnswerError(f"there is no term {brief(term)}; the terms are {', '.join(self._terms)}.")
        return self._states.get(term, CardState())

    # ------------------------------------------------------------ state

    def happened(self, event: dict[str, Any]) -> None:
        term = event.get("term")
        state = self._card(term)
        if event["kind"] in ("write", "compare"):
            own = own_words(event.get("own"))
            if event["kind"] == "compare" and not own and not event.get("blank"):
                raise AnswerError("Write a few words of your own first, or choose “I don't know”.")
            self._states[term] = replace(state, own=own or state.own)
            # words that arrive late do not close a card that is open
            open_already = self._compared and self._shown == term
            self._shown, self._compared = term, event["kind"] == "compare" or open_already
        elif event["kind"] == "rate":
            if event.get("rating") not in _RATINGS:
                raise AnswerError(f"found {brief(event.get('rating'))}; rate with one of {', '.join(_RATINGS)}.")
            turn = 1 + max((s.turn for s in self._states.values()), default=0)
            self._states[term] = rate(state, event["rating"], date.today(), turn)
            self._shown, self._compared = None, False
        elif event["kind"] == "open":
            self._shown, self._compared = term, False

    def kept(self) -> dict[str, Any]:
        known = self._data.get("terms")
        ours = {t: asdict(s) for t, s in self._states.items() if s != CardState()}
        return {"terms": {**(known if isinstance(known, dict) else {}), **ours}}

    def restore(self, data: dict[str, Any]) -> None:
        found = data.get("terms") if isinstance(data.get("terms"), dict) else {}
        self._states = {t: state_from_json(found[t]) for t in self._terms if t in found}

    # ------------------------------------------------------------ view

    def drawn(self) -> dict[str, Any]:
        due = due_terms(self._terms, self._states, date.today())
        shown = self._shown or (due[0] if due else None)
        rests = [s.due for s in self._states.values() if s.due > date.today().isoformat()]
        return {
            "title": "Glossary cards",
            "module": self._glossary.module,
            "due": len(due),
            "next": min(rests, default=""),
            "rest_days": list(REST_DAYS),
            "card": self._drawn_card(shown) if shown else None,
            "terms": [self._drawn_term(t) for t in self._terms],
        }

    def _drawn_card(self, term: str) -> dict[str, Any]:
        ours, state = self._terms[term], self._states.get(term, CardState())
        view: dict[str, Any] = {"id": term, "term": ours.term, "own": state.own, "box": state.box}
        if self._compared and term == self._shown:
            found = ideas(ours.definition, state.own, ours.key_words)
            view |= {"definition": ours.definition, "ideas": [{"word": word, "hit": hit} for word, hit in found]}
        return view

    def _drawn_term(self, term: str) -> dict[str, Any]:
        state = self._states.get(term, CardState())
        view: dict[str, Any] = {"id": term, "term": self._terms[term].term, "own": state.own, "box": state.box}
        if state.turn:
            view |= {"definition": self._terms[term].definition, "due": state.due}
        return view

    def as_text(self) -> str:
        blocks = [f"Glossary of {self._glossary.module}: write your own definition first, then compare."]
        for term, ours in self._terms.items():
            state = self._states.get(term, CardState())
            lines = [f"{ours.term} [{term}]", f"Yours: {state.own or 'nothing yet'}"]
            if state.turn:
                lines.append(f"Ours: {ours.definition} (comes back on {state.due})")
            blocks.append("\n".join(lines))
        return "\n\n".join(blocks)
