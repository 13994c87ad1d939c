"""Questions: the six kinds of item, and what of each may be seen before it is answered.

An :class:`Item` knows its key; a :class:`Prompt` is the same question without it. Everything that leaves the
author's side for a graded task is a ``Prompt``.

Letters (a, b, c …) belong to what is shown, ids (o1, o2 …) to what is stored: a reworded or reshuffled question
keeps its old answers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Literal

Bloom = Literal["remember", "understand", "apply", "analyse", "evaluate"]
Status = Literal["draft", "reviewed", "piloted", "retired"]
ItemType = Literal["single", "multi", "numeric", "order", "match", "cardsort"]

_DRAWS = 64  # shuffles until an order is not right by chance; more is needed only if nearly every order is right


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture in a question; ``alt`` is the same information in words."""

    src: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A typical wrong choice, the misconception it shows, and the words that help."""

    chosen: str
    misconception: str
    feedback: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An option of a ``single`` or ``multi`` item."""

    text: str
    correct: bool
    feedback: str
    misconception: str | None = None
    id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Number:
    """A value of a ``numeric`` item: the right one, or a slip that can be diagnosed."""

    value: float
    correct: bool
    feedback: str
    tol: float = 0.0
    misconception: str | None = None
    id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rank:
    """An element of an ``order`` item; ``correct`` is its place, counted from 1."""

    text: str
    correct: int
    feedback: str
    id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A premise of a ``match`` item; ``correct`` is the text of its partner."""

    text: str
    correct: str
    feedback: str
    slips: tuple[Slip, ...] = ()
    id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card of a ``cardsort`` item; ``correct`` lists every accepted set of piles."""

    text: str
    correct: tuple[tuple[str, ...], ...]
    feedback: str
    slips: tuple[Slip, ...] = ()
    id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """What all items share. ``facts`` and ``outcome`` say what it tests and where that comes from."""

    id: str
    version: int
    module: str
    outcome: str
    facts: tuple[str, ...]
    bloom: Bloom
    stem: str
    hint: str
    explanation: str
    status: Status
    options: tuple[Any, ...]
    image: Image | None = None
    stats: dict[str, Any] | None = None
    overruled: dict[str, str] | None = None

    def __post_init__(self) -> None:
        named = tuple(
            option if option.id else replace(option, id=f"o{place}")
            for place, option in enumerate(self.options, start=1)
        )
        object.__setattr__(self, "options", named)


@dataclass(frozen=True, kw_only=True)
class Single(Item):
    """One right option."""

    type: Literal["single"]
    options: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Multi(Item):
    """Every right option and no other."""

    type: Literal["multi"]
    options: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class Numeric(Item):
    """A number within a stated tolerance; known slips are told apart."""

    type: Literal["numeric"]
    options: tuple[Number, ...]
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Order(Item):
    """Elements to put in order; ``accept`` lists further right orders by option id."""

    type: Literal["order"]
    options: tuple[Rank, ...]
    accept: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Match(Item):
    """Premises to pair with answers; ``extra`` answers stay over, with ``reuse`` one may serve twice.

    ``otherwise`` knows for each answer the words that help when it was chosen wrongly and no slip of the premise says why.
    """

    type: Literal["match"]
    options: tuple[Pair, ...]
    extra: tuple[str, ...] = ()
    reuse: bool = False
    otherwise: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CardSort(Item):
    """Cards to put on named piles; with ``many`` a card may go on more than one. ``otherwise`` as with a :class:`Match`."""

    type: Literal["cardsort"]
    options: tuple[Card, ...]
    piles: tuple[str, ...]
    many: bool = False
    otherwise: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One option as it is shown: its stored id and its text."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """A question as a learner may see it: no key, no feedback, options in the order shown.

    ``answers`` holds what premises or cards are put to: the partner texts of a match, the piles of a card sort.
    """

    id: str
    type: ItemType
    stem: str
    options: tuple[Shown, ...] = ()
    answers: tuple[str, ...] = ()
    reuse: bool = False
    many: bool = False
    unit: str = ""
    image: Image | None = None


@dataclass(frozen=True, kw_only=True)
class QuizSpec:
    """A named run of items, as it is shown in one widget."""

    id: str
    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Bank:
    """The practice items of one module and the quizzes made of them."""

    module: str
    quizzes: tuple[QuizSpec, ...]
    items: tuple[Any, ...] = ()

    def item(self, item_id: str) -> Any:
        """Return the item with this id, or raise ``KeyError``."""
        return {item.id: item for item in self.items}[item_id]


def prompt(item: Item, seed: int = 0) -> Prompt:
    """Return what may be seen of an item, in an order that depends on its id and the seed only.

    Parameters
    ----------
    item : Item
        Any of the six kinds.
    seed : int
        Another seed, another order of options. The same seed gives the same order on every machine.

    Returns
    -------
    Prompt
        Options shuffled (numbers have none); an ``order`` item never starts in an accepted order.

    Examples
    --------
    >>> item = Single(id="x-i01", version=1, module="x", outcome="x.o1", facts=(), bloom="apply", type="single",
    ...     stem="Which?", hint="", explanation="", status="draft",
    ...     options=(Choice(text="this", correct=True, feedback=""), Choice(text="that", correct=False, feedback="")))
    >>> sorted(o.id for o in prompt(item).options)
    ['o1', 'o2']
    """
    random = Random(f"{item.id}/{seed}")
    shown = [] if isinstance(item, Numeric) else [Shown(id=o.id, text=o.text) for o in item.options]
    random.shuffle(shown)
    if isinstance(item, Order):
        accepted = right_orders(item)
        for _ in range(_DRAWS):
            if [s.id for s in shown] not in accepted:
                break
            random.shuffle(shown)
    return Prompt(
        id=item.id, type=item.type, stem=item.stem, options=tuple(shown), answers=_answers(item),
        reuse=getattr(item, "reuse", False), many=getattr(item, "many", False),
        unit=getattr(item, "unit", ""), image=item.image,
    )  # fmt: skip


def _answers(item: Item) -> tuple[str, ...]:
    if isinstance(item, CardSort):
        return item.piles
    if isinstance(item, Match):
        # By the alphabet: from the order of the file, shuffled with a known seed, anybody could work back to the key.
        return tuple(sorted({*(o.correct for o in item.options), *item.extra}, key=str.casefold))
    return ()


def right_orders(item: Order) -> list[list[str]]:
    """Return every accepted order, the item's own first."""
    return [[o.id for o in sorted(item.options, key=lambda o: o.correct)], *map(list, item.accept)]


def solution(item: Item) -> Any:
    """Return a fully right response, in the shape in which responses are stored."""
    if isinstance(item, Single):
        return next(o.id for o in item.options if o.correct)
    if isinstance(item, Multi):
        return [o.id for o in item.options if o.correct]
    if isinstance(item, Numeric):
        return next(o.value for o in item.options if o.correct)
    if isinstance(item, Order):
        return right_orders(item)[0]
    if isinstance(item, Match):
        return {o.id: o.correct for o in item.options}
    return {o.id: list(o.correct[0]) for o in item.options}


ITEM_KINDS = (Single, Multi, Numeric, Order, Match, CardSort)
