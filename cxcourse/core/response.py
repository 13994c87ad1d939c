"""Reading what somebody answered, in whatever way it was written.

A response is plain JSON, whoever made it: an option id (single), a list of ids (multi, order), a number (numeric),
or a mapping from option id to an answer text (match) or to a list of piles (card sort).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cxcourse.core.quiz import Prompt
from cxcourse.core.written import brief, read_number
from cxcourse.errors import AnswerError

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def read_response(prompt: Prompt, raw: Any) -> Any:
    """Turn what somebody wrote into a response in its stored shape.

    Parameters
    ----------
    prompt : Prompt
        The question as shown; its letters are what a person types.
    raw : str, float, list or dict
        Letters as shown, stored ids or full texts, in any mixture; numbers as people write them.

    Returns
    -------
    str, float, list of str or dict
        The stored shape. Empty answers come back as ``None``, ``[]`` or ``{}``.

    Raises
    ------
    AnswerError
        The answer does not fit the question; the message says what would.

    Examples
    --------
    >>> from cxcourse.core.quiz import Shown
    >>> p = Prompt(id="x-i01", type="single", stem="Which?",
    ...            options=(Shown(id="o2", text="that"), Shown(id="o1", text="this")))
    >>> read_response(p, "a"), read_response(p, "this"), read_response(p, "o1")
    ('o2', 'o1', 'o1')
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    readers: dict[str, Callable[[Prompt, Any], Any]] = {
        "single": _option, "multi": _read_multi, "numeric": _read_number,
        "order": _read_order, "match": _read_match, "cardsort": _read_cards,
    }  # fmt: skip
    return readers[prompt.type](prompt, raw)


def _option(prompt: Prompt, raw: Any) -> str:
    # A stored id wins over a text and a text over a letter: what lies on disk is never read as something else.
    letters = dict(zip(LETTERS, (shown.id for shown in prompt.options), strict=False))
    names = letters | {s.text.strip(): s.id for s in prompt.options} | {s.id: s.id for s in prompt.options}
    word = _word(raw)
    found = names.get(word) or letters.get(word.lower())
    if found is None:
        last = list(letters)[-1]
        raise AnswerError(f"{prompt.id}: found {brief(raw)}; answer with a letter from a to {last}, as shown.")
    return found


def _word(raw: Any) -> str:
    """Return what was written as one word, empty for anything that is none."""
    if isinstance(raw, str):
        return raw.strip()
    return str(raw) if isinstance(raw, int) and not isinstance(raw, bool) and abs(raw) < 10**9 else ""


def _read_multi(prompt: Prompt, raw: Any) -> list[str]:
    chosen = {_option(prompt, word) for word in _listed(prompt, raw)}
    return [shown.id for shown in prompt.options if shown.id in chosen]


def _read_order(prompt: Prompt, raw: Any) -> list[str]:
    order = [_option(prompt, word) for word in _listed(prompt, raw)]
    if order and sorted(order) != sorted(s.id for s in prompt.options):
        raise AnswerError(
            f"{prompt.id}: an order names each of the {len(prompt.options)} elements once; found {brief(raw)}. "
            f"Write for example {' '.join(LETTERS[: len(prompt.options)])}."
        )
    return order


def _listed(prompt: Prompt, raw: Any) -> list[Any]:
    if isinstance(raw, str):
        return [w for w in re.split(r"[\s,;>]+", raw.strip()) if w]
    if isinstance(raw, Iterable) and not isinstance(raw, Mapping):
        return list(raw)
    raise AnswerError(f"{prompt.id}: found {brief(raw)}; answer with a list of letters, such as 'a c'.")


def _read_number(prompt: Prompt, raw: Any) -> float | None:
    try:
        return read_number(raw, prompt.unit)
    except AnswerError as error:
        raise AnswerError(f"{prompt.id}: {error}") from None


def _read_match(prompt: Prompt, raw: Any) -> dict[str, str]:
    return {option: _answer(prompt, value) for option, value in _mapped(prompt, raw) if value not in (None, "", [])}


def _read_cards(prompt: Prompt, raw: Any) -> dict[str, list[str]]:
    sorted_cards: dict[str, list[str]] = {}
    for option, value in _mapped(prompt, raw):
        names = value if isinstance(value, list | tuple | set) else [value]
        chosen = {_answer(prompt, name) for name in names if name not in (None, "")}
        if len(chosen) > 1 and not prompt.many:
            raise AnswerError(f"{prompt.id}: a card goes on one pile here; found {brief(value)}.")
        if chosen:
            sorted_cards[option] = [pile for pile in prompt.answers if pile in chosen]
    return sorted_cards


def _mapped(prompt: Prompt, raw: Any) -> list[tuple[str, Any]]:
    if not isinstance(raw, Mapping):
        raise AnswerError(
            f"{prompt.id}: found {brief(raw)}; answer with pairs, such as "
            f"{{'a': {brief(prompt.answers[0] if prompt.answers else '…')}}}."
        )
    return [(_option(prompt, key), value) for key, value in raw.items()]


def _answer(prompt: Prompt, raw: Any) -> str:
    numbers = {str(place): text for place, text in enumerate(prompt.answers, start=1)}
    found = (numbers | {text.strip(): text for text in prompt.answers}).get(_word(raw))
    if found is not None:
        return found
    raise AnswerError(
        f"{prompt.id}: found {brief(raw)}; answer with a number from 1 to {len(prompt.answers)} or with the full text."
    )


def missing(prompt: Prompt, response: Any) -> int:
    """Return how many parts are still open: 0 when the response is complete.

    Examples
    --------
    >>> from cxcourse.core.quiz import Shown
    >>> p = Prompt(id="x-i01", type="match", stem="Which?", answers=("this", "that"),
    ...            options=(Shown(id="o1", text="one"), Shown(id="o2", text="two")))
    >>> missing(p, None), missing(p, {"o1": "this"})
    (2, 1)
    """
    if response is None or response == [] or response == {}:
        return max(1, len(prompt.options)) if prompt.type in ("match", "cardsort") else 1
    if prompt.type in ("match", "cardsort"):
        return sum(1 for shown in prompt.options if not response.get(shown.id))
    return 0
