"""The house rules of item writing that a machine can check.

Codes (C1, F1, S2 …) name the rules. A person may overrule one, in writing, in the item itself:
``overruled: {F1: "four options: each is a real reply from the log"}``. Faults of structure stay faults.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from typing import Any

from cxcourse.core.quiz import Bank, CardSort, Item, Match, Multi, Numeric, Order, Single

_ID = re.compile(r"m\d\d-[a-z0-9]+(-[a-z0-9]+)*")
_OPTION_ID = re.compile(r"[a-z][a-z0-9]+(-[a-z0-9]+)*")
_TASKS = (
    "put",
    "match",
    "sort",
    "select",
    "order",
    "choose",
    "use",
    "place",
    "name",
    "read",
    "arrange",
    "for each",
)
_HTML = re.compile(r"<\s*/?\s*[a-z][^>]*>", re.I)


def lint_bank(bank: Bank) -> list[str]:
    """Return every fault of a practice bank: structure, house rules, and what only the whole bank can show.

    Returns
    -------
    list of str
        One line a fault: item, rule, what was found, what to do.
    """
    faults = lint_items(bank.items)
    known = {item.id for item in bank.items}
    used = Counter(item_id for spec in bank.quizzes for item_id in spec.items)
    faults += [
        f"{s.id}: names item {i}, which is not in the bank." for s in bank.quizzes for i in s.items if i not in known
    ]
    faults += [f"{i}: is in no quiz. Add it to one, or retire it." for i in sorted(known - set(used))]
    faults += [f"{i}: is in {n} places of the quizzes; use it once." for i, n in used.items() if n > 1]
    faults += [
        f"{i.id}: belongs to module {i.module}, but this is the bank of {bank.module}."
        for i in bank.items
        if i.module != bank.module
    ]
    return faults + _whole_bank([i for i in bank.items if isinstance(i, Single)])


def lint_items(items: Iterable[Item]) -> list[str]:
    """Return the faults of single items; practice and graded ones alike."""
    items = list(items)
    faults = [
        f"{i}: this id stands {n} times; ids are never reused."
        for i, n in Counter(x.id for x in items).items()
        if n > 1
    ]
    for item in items:
        faults += [f"{item.id}: {fault}" for fault in _structure(item)]
        overruled = item.overruled or {}
        faults += [f"{item.id}: {code} {fault}" for code, fault in _rules(item) if code not in overruled]
    return faults


# ---------------------------------------------------------------- structure: cannot be overruled


def _structure(item: Item) -> Iterator[str]:
    if not _ID.fullmatch(item.id):
        yield f"expected an id such as m01-i07, found {item.id!r}."
    ids = [o.id for o in item.options]
    if len(set(ids)) < len(ids):
        yield f"two options share an id: {', '.join(i for i, n in Counter(ids).items() if n > 1)}."
    yield from (f"option id {i!r} could be taken for a letter; use a word." for i in ids if not _OPTION_ID.fullmatch(i))
    kinds: dict[type[Item], Callable[[Any], Iterator[str]]] = {
        Single: _one_key, Multi: _multi_keys, Numeric: _numbers,
        Order: _ranks, Match: _partners, CardSort: _piles,
    }  # fmt: skip
    yield from kinds[type(item)](item)
    if _HTML.search(" ".join(_texts(item))):
        yield "holds HTML; write plain text, with `code` in backticks."


def _one_key(item: Single | Numeric) -> Iterator[str]:
    right = sum(o.correct for o in item.options)
    if right != 1:
        yield f"expected exactly one right option, found {right}."


def _multi_keys(item: Multi) -> Iterator[str]:
    right = sum(o.correct for o in item.options)
    if not 0 < right < len(item.options):
        yield f"expected right and wrong options, found {right} right of {len(item.options)}."


def _numbers(item: Numeric) -> Iterator[str]:
    yield from _one_key(item)
    for a, b in combinations(item.options, 2):
        if abs(a.value - b.value) <= a.tol + b.tol:
            yield f"the values {a.value:g} and {b.value:g} overlap within their tolerances."


def _ranks(item: Order) -> Iterator[str]:
    ranks, ids = sorted(o.correct for o in item.options), sorted(o.id for o in item.options)
    if ranks != list(range(1, len(ranks) + 1)):
        yield f"expected the ranks 1 to {len(ranks)}, found {ranks}."
    yield from (f"accept: {list(a)} does not name each option once." for a in item.accept if sorted(a) != ids)


def _partners(item: Match) -> Iterator[str]:
    partners = [o.correct for o in item.options]
    if len(set(partners)) < len(partners) and not item.reuse:
        yield "an answer serves two premises; say reuse: true, or change one."
    yield from (f"the left-over answer {e!r} is also a partner." for e in item.extra if e in partners)
    answers = {*partners, *item.extra}
    yield from _slips(item, answers)


def _piles(item: CardSort) -> Iterator[str]:
    for option in item.options:
        for accepted in option.correct:
            yield from (f"{option.id}: {p!r} is no pile." for p in accepted if p not in item.piles)
            if len(accepted) > 1 and not item.many:
                yield f"{option.id}: accepts two piles; say many: true."
        if not option.correct or not all(option.correct):
            yield f"{option.id}: has no accepted pile."
    yield from _slips(item, set(item.piles))


def _slips(item: Match | CardSort, answers: set[str]) -> Iterator[str]:
    for option in item.options:
        for slip in option.slips:
            if slip.chosen not in answers:
                yield f"{option.id}: the slip {slip.chosen!r} is none of the answers."
    yield from (f"otherwise: {answer!r} is none of the answers." for answer in item.otherwise if answer not in answers)


# ---------------------------------------------------------------- house rules: may be overruled in writing


def _rules(item: Item) -> Iterator[tuple[str, str]]:
    if not item.facts or not item.outcome.startswith(f"{item.module}.o"):
        yield (
            "C1",
            f"needs a fact and an outcome of {item.module}; found {list(item.facts)}, {item.outcome!r}.",
        )
    yield from _stem(item)
    yield from _options(item)
    yield from _feedback(item)
    if item.image and (len(item.image.alt) < 20 or item.image.alt.endswith((".svg", ".png", ".jpg"))):
        yield (
            "A1",
            f"alt text says what a picture shows, in 20 characters or more; found {item.image.alt!r}.",
        )


def _stem(item: Item) -> Iterator[tuple[str, str]]:
    words = len(item.stem.split())
    last = re.split(r"(?<=[.!?:])\s+", item.stem.strip())
    if not (item.stem.rstrip().endswith("?") or any(s.lower().startswith(_TASKS) for s in last)):
        yield "S1", "the stem should ask a question or begin with what to do."
    if words > 60:
        yield "S2", f"the stem has {words} words; at most 60."
    if re.search(r"\b(not|except)\b", re.sub(r"\b(NOT|EXCEPT)\b", "", item.stem.split(".")[-1])) and item.stem.endswith(
        "?"
    ):
        yield "S3", "the question is negative; turn it round, or write NOT in capitals."
    if isinstance(item, Multi) and "every" not in item.stem.lower():
        yield "F2", "a multi item says “select every one that applies”."


def _options(item: Item) -> Iterator[tuple[str, str]]:
    count = len(item.options)
    if isinstance(item, Single) and not 3 <= count <= 4:
        yield "F1", f"a single item has 3 or 4 options; found {count}."
    if isinstance(item, Order) and not 4 <= count <= 7:
        yield "F3", f"an order has 4 to 7 elements; found {count}."
    if isinstance(item, Match) and not item.reuse and len(item.extra) < 2 and count < 9:
        yield "F4", "a match has two answers over, or lets answers be used again."
    if isinstance(item, CardSort) and (len(item.piles) > 5 or not 6 <= count <= 16):
        yield "F5", f"a card sort has up to 5 piles and 6 to 16 cards; found {len(item.piles)} and {count}."
    if not isinstance(item, Single | Multi):
        return
    lengths = [len(o.text) for o in item.options]
    if max(lengths) / min(lengths) > 2.2:
        yield (
            "O3",
            f"the longest option has {max(lengths)} characters, the shortest {min(lengths)}: above 2.2 to 1.",
        )
    for option in item.options:
        if re.search(r"\b(all|none) of the (above|below)\b", option.text, re.I):
            yield "O4", f"{option.id}: no “all of the above”."
        if re.search(r"\b(always|never)\b", option.text, re.I):
            yield "O5", f"{option.id}: “always” and “never” give wrong options away."


def _feedback(item: Item) -> Iterator[tuple[str, str]]:
    if not item.hint.strip() or not item.explanation.strip():
        yield "O7", "needs a hint and an explanation."
    for option in item.options:
        words = len(option.feedback.split())
        wrong = isinstance(item, Single | Multi | Numeric) and not option.correct
        if words > 30 or (wrong and words < 8):
            yield "O7", f"{option.id}: feedback has {words} words; 8 to 30 that name the error."
        if isinstance(item, Single | Multi) and wrong and not option.misconception:
            yield "O7", f"{option.id}: a wrong option names its misconception."
    if isinstance(item, Match | CardSort):
        for answer, options in _unexplained(item).items():
            yield (
                "O7",
                f"{', '.join(options)}: no words for the wrong choice {answer!r}; add a slip or a line to otherwise.",
            )


def _unexplained(item: Match | CardSort) -> dict[str, list[str]]:
    """Return the wrong choices that nothing explains: answer to the options under which it would stand bare."""
    if isinstance(item, Match):
        answers = dict.fromkeys([*(o.correct for o in item.options), *item.extra])
        accepted = {o.id: ((o.correct,),) for o in item.options}
    else:
        answers, accepted = dict.fromkeys(item.piles), {o.id: o.correct for o in item.options}
    bare: dict[str, list[str]] = {}
    for option, answer in product(item.options, answers):
        sets = accepted[option.id]
        # of a pile that is right with another one only, words about a wrong choice would not be true
        told = item.otherwise.get(answer) and all(answer not in some for some in sets)
        if (answer,) not in sets and not told and answer not in {s.chosen for s in option.slips}:
            bare.setdefault(answer, []).append(option.id)
    return bare


def _whole_bank(singles: list[Single]) -> list[str]:
    if len(singles) < 6:
        return []
    faults = []
    longest = sum(max(i.options, key=lambda o: len(o.text)).correct for i in singles) / len(singles)
    if longest > 0.4:
        faults.append(f"O3 the key is the longest option in {longest:.0%} of the single items; at most 40 %.")
    places = Counter(next(n for n, o in enumerate(i.options) if o.correct) for i in singles)
    place, count = places.most_common(1)[0]
    if count / len(singles) > 0.6:
        faults.append(f"O6 the key stands in place {place + 1} in {count / len(singles):.0%} of the single items.")
    return faults


def _texts(item: Item) -> Iterator[str]:
    yield from (item.stem, item.hint, item.explanation)
    for option in item.options:
        yield from (getattr(option, "text", ""), option.feedback)
        yield from (slip.feedback for slip in getattr(option, "slips", ()))
    yield from getattr(item, "otherwise", {}).values()
