"""What holds for every response and every file, tried on many that nobody would think of."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from cxcourse.core.flashcards import REST_DAYS, state_from_json
from cxcourse.core.marking import discordant, mark
from cxcourse.core.practice import from_json, to_json
from cxcourse.core.quiz import prompt
from cxcourse.core.response import missing, read_response
from cxcourse.errors import AnswerError
from tests.core.items import ALL, CARDS, MATCH, MULTI, ORDER

quick = settings(max_examples=40, deadline=None)

IDS = some.sampled_from(["o1", "o2", "o3", "o4", "o5", "o6", "o9", "a", "b", "²", "CX", "Service", ""])
LEAVES = some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=8) | IDS
ANY_JSON = some.recursive(
    LEAVES,
    lambda inner: some.lists(inner, max_size=5) | some.dictionaries(IDS | some.text(max_size=6), inner, max_size=5),
)
ITEMS = some.sampled_from(ALL)
# a file that nearly fits: the right fields, anything in them
NEARLY = some.fixed_dictionaries(
    {},
    optional={
        "response": ANY_JSON,
        "round": ANY_JSON | some.integers(-2, 4),
        "attempts": some.lists(
            some.fixed_dictionaries({"response": ANY_JSON}, optional={"at": ANY_JSON, "round": ANY_JSON}) | ANY_JSON,
            max_size=4,
        )
        | ANY_JSON,
    },
)


@quick
@given(item=ITEMS, raw=ANY_JSON)
def test_any_response_is_read_and_marked_or_refused_in_words(item: Any, raw: Any) -> None:
    try:
        response = read_response(prompt(item), raw)
    except AnswerError as error:
        assert str(error).startswith(item.id)
        return
    marked = mark(item, response)
    assert 0.0 <= marked.score <= 1.0
    assert missing(prompt(item), response) >= 0
    assert read_response(prompt(item), response) == response  # the stored shape reads as itself
    json.dumps(response, allow_nan=False)


@quick
@given(chosen=some.sets(some.sampled_from([o.id for o in MULTI.options])))
def test_multi_score_stays_in_range(chosen: set[str]) -> None:
    assert 0.0 <= mark(MULTI, sorted(chosen)).score <= 1.0


@quick
@given(placed=some.dictionaries(some.sampled_from(["o1", "o2", "o3", "o4"]), some.sampled_from(prompt(MATCH).answers)))
def test_match_score_stays_in_range(placed: dict[str, str]) -> None:
    assert 0.0 <= mark(MATCH, placed).score <= 1.0


@quick
@given(some.dictionaries(some.sampled_from(["o1", "o2"]), some.sets(some.sampled_from(CARDS.piles), min_size=1)))
def test_card_score_is_full_only_for_an_accepted_set(placed: dict[str, set[str]]) -> None:
    right = {o.id: [set(accepted) for accepted in o.correct] for o in CARDS.options}
    score = mark(CARDS, {card: sorted(piles) for card, piles in placed.items()}).score
    assert 0.0 <= score <= 1.0
    assert (score == 1.0) is all(placed.get(card) in accepted for card, accepted in right.items())


@quick
@given(some.permutations([o.id for o in ORDER.options]), some.permutations([o.id for o in ORDER.options]))
def test_kendall_is_a_distance(one: list[str], other: list[str]) -> None:
    d = discordant(one, other)
    assert d == discordant(other, one)
    assert (d == 0) is (one == other)
    assert d + discordant(one[::-1], other) == 15  # every one of the 15 pairs stands one way or the other


@quick
@given(item=ITEMS, data=NEARLY | ANY_JSON)
def test_any_file_is_read_and_reads_the_same_when_written_again(item: Any, data: Any) -> None:
    practice = from_json(item, data)
    written = json.loads(json.dumps(to_json(practice), allow_nan=False))
    assert from_json(item, written) == practice


@quick
@given(ANY_JSON | some.fixed_dictionaries({"own": ANY_JSON, "box": ANY_JSON, "due": ANY_JSON, "turn": ANY_JSON}))
def test_any_card_is_read(data: Any) -> None:
    state = state_from_json(data)
    assert 0 <= state.box < len(REST_DAYS) and state.turn >= 0 and isinstance(state.own, str)
    state.own.encode("utf-8")
