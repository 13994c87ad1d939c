"""Journeys of any shape, for properties: hypothesis strategies that make valid maps full of awkward words."""

from __future__ import annotations

from itertools import count

from hypothesis import strategies as st

from cxcourse.core.journey import LANES, LENSES, Actor, Card, Journey, Opportunity, Stage, Step

# Half of all texts are made of what formats trip over.
_AWKWARD = st.lists(
    st.sampled_from(
        ["#", ";", ":", ",", "%%", "%%{", "}%%", "\n", "\r\n", "\t", '"', "'", "\\", "\\n", "{", "}", "[c1]", "]", "|", "-",
         "=", "+", "@", "＝", "<b>", "&amp;", "#59;", "#quot;", "title ", "Section ", "journey", "accDescr:", "---", "```",
         "style a:b#c;", "ﬂ°°59¶ß", "\u200b", "\ufeff", "\u2028", "\x85", " ", "  ", "yes", "null", "~", "1e3", "é", "日本",
         "שלום", "😀", "e\u0301", "word"]
    ),
    max_size=6,
).map("".join)  # fmt: skip
_ANY = st.text(st.characters(exclude_categories=("Cs", "Cn"), exclude_characters="\x00"), max_size=12)
WORDS = _AWKWARD | _ANY
_EMOTIONS = st.none() | st.integers(-2, 2)
_OF_FIVE = st.none() | st.integers(1, 5)
_FEW = {"max_size": 2}


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Return any valid map; its stages may recur, stay empty, and share a name."""
    ids = (f"{'x-' * (n % 3)}{n}" for n in count(1))
    stages = tuple(Stage(id=next(ids), name=draw(WORDS)) for _ in range(draw(st.integers(0, 4))))
    pains: list[str] = []
    steps = []
    for _ in range(draw(st.integers(0, 4)) if stages else 0):
        steps.append(_step(draw, ids, draw(st.sampled_from(stages)).id, pains))
    actor = Actor(name=draw(WORDS), who=draw(WORDS), goal=draw(WORDS), expectation=draw(WORDS))
    return Journey(
        id=next(ids), title=draw(WORDS), about=draw(WORDS), actor=actor, stages=stages, steps=tuple(steps)
    )  # fmt: skip


def _step(draw: st.DrawFn, ids: object, stage: str, pains: list[str]) -> Step:
    def cards() -> tuple[Card, ...]:
        return tuple(Card(id=next(ids), text=text) for text in draw(st.lists(WORDS, **_FEW)))

    own = cards()
    pains += [card.id for card in own]
    opportunities = tuple(
        Opportunity(
            id=next(ids), text=draw(WORDS), effort=draw(_OF_FIVE), impact=draw(_OF_FIVE), owner=draw(WORDS),
            metric=draw(WORDS), pains=tuple(draw(st.lists(st.sampled_from(pains), unique=True, **_FEW))) if pains else (),
        )
        for _ in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    return Step(
        id=next(ids), stage=stage, action=draw(WORDS), touchpoint=draw(WORDS), channel=draw(WORDS),
        lens=tuple(draw(st.lists(st.sampled_from(LENSES), unique=True))), lane=draw(st.sampled_from(LANES)),
        emotion=draw(_EMOTIONS), emotion_to_be=draw(_EMOTIONS), moment_of_truth=draw(st.booleans()),
        evidence=draw(st.sampled_from([None, "stated", "inferred", "researched"])), owner=draw(WORDS), metric=draw(WORDS),
        facts=tuple(draw(st.lists(WORDS.filter(bool), **_FEW))), beat=draw(WORDS), thoughts=cards(), pains=own,
        opportunities=opportunities, frontstage=cards()[:1], backstage=cards()[:1], support=cards()[:1],
    )  # fmt: skip
