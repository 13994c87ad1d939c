"""One small item of each kind. Every text that must stay hidden says HIDDEN, so that a test can look for it."""

from __future__ import annotations

from typing import Any

from cxcourse.core.quiz import Card, CardSort, Choice, Match, Multi, Number, Numeric, Order, Pair, Rank, Single, Slip

ABOUT: dict[str, Any] = {
    "version": 1, "module": "x01", "outcome": "x01.o1", "facts": ("F001",), "bloom": "apply", "status": "draft",
    "hint": "HIDDEN hint", "explanation": "HIDDEN explanation",
}  # fmt: skip


def _choice(text: str, correct: bool) -> Choice:
    slip = None if correct else f"hidden-{text.split()[0]}"
    return Choice(text=text, correct=correct, feedback=f"HIDDEN about {text}", misconception=slip)


SINGLE = Single(
    id="x01-i01", type="single", stem="Which?", **ABOUT,
    options=(_choice("first door", False), _choice("second door", True), _choice("third door", False)),
)  # fmt: skip

# three right, two wrong
MULTI = Multi(
    id="x01-i02", type="multi", stem="Select every one that applies.", **ABOUT,
    options=tuple(_choice(f"{word} factor", word in ("ease", "speed", "memory"))
                  for word in ("ease", "taste", "speed", "rumour", "memory")),
)  # fmt: skip

# 50 promoters, 30 passives, 20 detractors of 100: NPS = 50 - 20 = 30; with passives counted in: 80 - 20 = 60
NUMERIC = Numeric(
    id="x01-i03", type="numeric", stem="What is the NPS?", unit="points", **ABOUT,
    options=(
        Number(value=30, tol=0.5, correct=True, feedback="HIDDEN right"),
        Number(value=60, tol=2, correct=False, feedback="HIDDEN passives", misconception="hidden-passives"),
        Number(value=63, tol=2, correct=False, feedback="HIDDEN other", misconception="hidden-other"),
    ),
)  # fmt: skip

# stands in the file in another order than the right one: o2 o4 o1 o6 o3 o5
ORDER = Order(
    id="x01-i04", type="order", stem="Put in order.", **ABOUT,
    options=tuple(Rank(text=f"step {word}", correct=rank, feedback=f"HIDDEN {word}")
                  for word, rank in zip("pqrstu", (3, 1, 5, 2, 6, 4), strict=True)),
)  # fmt: skip
RIGHT_ORDER = ["o2", "o4", "o1", "o6", "o3", "o5"]

MATCH = Match(
    id="x01-i05", type="match", stem="Match.", reuse=True, extra=("Nothing fits",), **ABOUT,
    otherwise={"Design": "HIDDEN of Design", "Nothing fits": "HIDDEN of nothing"},
    options=(
        Pair(text="call", correct="Service", feedback="HIDDEN call",
             slips=(Slip(chosen="Design", misconception="hidden-call", feedback="HIDDEN slip"),)),
        Pair(text="letter", correct="Service", feedback="HIDDEN letter"),
        Pair(text="screen", correct="Design", feedback="HIDDEN screen"),
        Pair(text="button", correct="Design", feedback="HIDDEN button"),
    ),
)  # fmt: skip

CARDS = CardSort(
    id="x01-i06", type="cardsort", stem="Sort.", piles=("CX", "CS", "UX"), many=True, **ABOUT,
    otherwise={"CS": "HIDDEN of CS", "UX": "HIDDEN of UX"},
    options=(
        Card(text="NPS", correct=(("CX",),), feedback="HIDDEN nps",
             slips=(Slip(chosen="UX", misconception="hidden-nps", feedback="HIDDEN slip"),)),
        Card(text="retention", correct=(("CX",), ("CX", "CS")), feedback="HIDDEN retention"),
    ),
)  # fmt: skip

ALL = (SINGLE, MULTI, NUMERIC, ORDER, MATCH, CARDS)
