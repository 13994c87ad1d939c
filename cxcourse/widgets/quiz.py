"""The practice quiz: one question at a time, explained feedback at once, progress that stays."""

from __future__ import annotations

from typing import Any

from cxcourse import answers
from cxcourse.content import load_quiz
from cxcourse.core import practice as steps
from cxcourse.core.marking import Mark
from cxcourse.core.practice import Practice
from cxcourse.core.quiz import Item, Prompt, prompt, solution
from cxcourse.core.response import LETTERS
from cxcourse.core.written import brief
from cxcourse.errors import AnswerError
from cxcourse.widgets.base import CourseWidget

_STANDINGS = {
    "not-tried": "not tried yet", "chosen": "answered, not checked", "not-yet": "not yet", "right": "right",
    "explained": "explained",
}  # fmt: skip


class Quiz(CourseWidget, stem="quiz", scripts=("board", "quiz_kinds"), styles=("board",)):
    """A practice quiz of the course.

    Parameters
    ----------
    quiz : str
        Its id, such as ``"m01-before"``.
    seed : int, optional
        Another seed shows the options in another order; the same seed shows the same order everywhere.

    Examples
    --------
    In a notebook, ``Quiz("m01-before")`` alone shows the widget. The same task as text:

    >>> quiz = Quiz("m01-before")                            # doctest: +SKIP
    >>> print(quiz.as_text())                                # doctest: +SKIP
    >>> quiz.answer("m01-i07", "b")                          # doctest: +SKIP
    """

    def __init__(self, quiz: str, *, seed: int = 0) -> None:
        spec, bank = load_quiz(quiz)
        self._spec, self._module = spec, bank.module
        self._items: dict[str, Item] = {item_id: bank.item(item_id) for item_id in spec.items}
        self._prompts: dict[str, Prompt] = {i: prompt(item, seed) for i, item in self._items.items()}
        self._practice: dict[str, Practice] = {}
        super().__init__(spec.id, "quiz")

    def answer(self, item: str, raw: Any) -> str:
        """Answer and check one question in text; counts exactly as in the widget.

        Parameters
        ----------
        item : str
            Item id, such as ``"m01-i07"``, or its number in this quiz, such as ``"1"``.
        raw : str, float, list or dict
            Letters as shown by :meth:`as_text`, or full texts, or a number.

        Returns
        -------
        str
            What the widget would say: feedback for your answer, a hint or the explanation.

        Raises
        ------
        AnswerError
            The answer does not fit the question.
        """
        item_id = self._item_id(item)
        self.handle({"kind": "check", "item": item_id, "response": raw})
        if self._message:
            raise AnswerError(self._message)
        return self._told(self._said(item_id))

    def _item_id(self, item: Any) -> str:
        names = {str(number): name for number, name in enumerate(self._items, start=1)}
        names |= {name: name for name in self._items}
        found = names.get(str(item)) if isinstance(item, str | int) else None
        if found is None:
            raise AnswerError(f"{self._spec.id} has no question {brief(item)}; it has {', '.join(self._items)}.")
        return found

    # ------------------------------------------------------------ state

    def happened(self, event: dict[str, Any]) -> None:
        item_id = self._item_id(event.get("item"))
        item, now, question = self._items[item_id], self._practice[item_id], self._prompts[item_id]
        if event["kind"] in ("choose", "check") and "response" in event:
            now = steps.choose(question, now, event["response"])
        if event["kind"] == "check":
            now = steps.check(item, now, answers.now())
        if event["kind"] == "again":
            now = steps.again(now)
        self._practice[item_id] = now

    def kept(self) -> dict[str, Any]:
        tried = {i: steps.to_json(p) for i, p in self._practice.items() if p != Practice()}
        # items that have left the quiz keep what was answered
        known = self._data.get("items")
        return {"items": {**(known if isinstance(known, dict) else {}), **tried}}

    def restore(self, data: dict[str, Any]) -> None:
        found = data.get("items") if isinstance(data.get("items"), dict) else {}
        self._practice = {i: steps.from_json(item, found.get(i)) for i, item in self._items.items()}

    # ------------------------------------------------------------ view

    def drawn(self) -> dict[str, Any]:
        return {
            "mode": "practice",
            "title": self._spec.title,
            "module": self._module,
            "items": [self._drawn_item(i) for i in self._items],
        }

    def _drawn_item(self, item_id: str) -> dict[str, Any]:
        item, now = self._items[item_id], self._practice[item_id]
        mark = steps.last_mark(item, now)
        view = {
            **drawn_prompt(self._prompts[item_id]),
            "response": now.response, "standing": now.standing,
            "tried": now.tries[-1].response if now.tries else None,
            "marks": drawn_mark(mark), "general": _general(item, mark) if mark else "",
            "first": now.attempts[0].score if now.attempts else None,
        }  # fmt: skip
        if now.tries:
            view["hint"] = item.hint
        if now.closed:
            view |= {
                "explanation": item.explanation,
                "solution": solution(item),
                "feedback": {o.id: o.feedback for o in item.options},
            }
        return view

    def _said(self, item_id: str) -> str:
        item, now = self._items[item_id], self._practice[item_id]
        mark = steps.last_mark(item, now)
        if mark is None:
            return ""
        notes = [n.text for n in mark.notes if n.text]
        head = {"right": "Right.", "not-yet": "Not yet.", "explained": "Not yet."}[now.standing]
        tail = item.explanation if now.closed else f"Hint: {item.hint}"
        return " ".join(filter(None, [head, _general(item, mark), *notes, tail]))

    def as_text(self) -> str:
        blocks = [f"{self._spec.title} ({self._spec.id})"]
        for number, item_id in enumerate(self._items, start=1):
            now = self._practice[item_id]
            blocks.append(
                prompt_text(self._prompts[item_id], number)
                + f"\nYour answer: {response_text(self._prompts[item_id], now.response)}"
                + f" ({_STANDINGS[now.standing]})"
                + (f"\n{self._said(item_id)}" if now.tries else "")
            )
        return "\n\n".join(blocks)


def _general(item: Item, mark: Mark) -> str:
    """Return the sentence about the whole answer, where notes on single options do not say it."""
    if mark.right or item.type == "single":
        return ""
    if item.type == "numeric":
        return "" if mark.notes and mark.notes[0].text else "That is not the value. Go through the steps once more."
    if item.type == "multi":
        extra = any(not n.right for n in mark.notes)
        return "Something does not belong." if extra else "So far so good, but not all of them are there."
    count = sum(n.right for n in mark.notes)
    # one element out of line moves all others: the places alone would say less than is right
    close = " Close: most of them follow each other rightly." if item.type == "order" and mark.score >= 0.7 else ""
    return f"{count} of {len(item.options)} {'is where it belongs' if count == 1 else 'are where they belong'}.{close}"


def drawn_mark(mark: Mark | None) -> dict[str, Any]:
    """Return the notes of a mark as JSON, by option id."""
    return {n.option: {"right": n.right, "text": n.text} for n in mark.notes} if mark else {}


def drawn_prompt(question: Prompt) -> dict[str, Any]:
    """Return a prompt as JSON for the browser."""
    image = question.image
    return {
        "id": question.id, "type": question.type, "stem": question.stem, "unit": question.unit,
        "options": [{"id": o.id, "text": o.text} for o in question.options], "answers": list(question.answers),
        "reuse": question.reuse, "many": question.many,
        "image": {"src": image.src, "alt": image.alt} if image else None,
    }  # fmt: skip


def prompt_text(question: Prompt, number: int | None = None) -> str:
    """Return a question as plain text, with the letters and numbers that an answer may use."""
    lines = [(f"{number}. " if number else "") + f"[{question.id}] {question.stem}"]
    if question.image:
        lines.append(f"   Picture: {question.image.alt}")
    lines += [f"   {LETTERS[i]}) {o.text}" for i, o in enumerate(question.options)]
    if question.answers:
        lines.append("   Put each to one of:" if not question.many else "   Put each on one or more of:")
        lines += [f"   {i}: {text}" for i, text in enumerate(question.answers, start=1)]
    if question.unit:
        lines.append(f"   (in {question.unit})")
    return "\n".join(lines)


def response_text(question: Prompt, response: Any) -> str:
    """Return a stored response in words."""
    if response in (None, [], {}):
        return "none"
    texts = {o.id: o.text for o in question.options}
    if isinstance(response, str):
        return texts.get(response, response)
    if isinstance(response, dict):
        pairs = ((texts.get(k, k), v if isinstance(v, str) else " + ".join(v)) for k, v in response.items())
        return "; ".join(f"{left} → {right}" for left, right in pairs)
    if isinstance(response, list):
        return (" → " if question.type == "order" else "; ").join(texts.get(r, r) for r in response)
    return f"{response:g}"
