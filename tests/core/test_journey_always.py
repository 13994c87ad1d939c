"""What holds for the comparison of any map the model allows with either key."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as some

from cxcourse.core.journey.checks import checks
from cxcourse.core.journey.matching import match
from cxcourse.core.journey.model import Journey, Stage, Step
from cxcourse.core.journey.reading import before_after, lowest, moments_of_truth, peak, peak_end, ranking
from cxcourse.core.journey.reference import Beat, Reference, compare
from tests.core.journey_cases import A_KEY, B_KEY, A
from tests.core.journey_drawing import allowed
from tests.effort import grows_evenly

quick = settings(max_examples=60, deadline=None)
KEYS = some.sampled_from([A_KEY, B_KEY])
BEATS = tuple(b.id for b in (*A_KEY.beats, *B_KEY.beats))


@quick
@given(j=allowed(BEATS), other=some.none() | allowed(BEATS), key=KEYS)
def test_any_map_is_compared(j: Journey, other: Journey | None, key: Reference) -> None:
    found = compare(j, key, other)
    assert found == compare(j, key, other)
    assert 0 <= found.points <= found.max_points == key.max_points
    for part in found.parts:
        assert 0 <= part.share <= 1
        assert part.points <= part.max_points
        assert part.reason
    assert len({beat for beat, _ in found.matched}) == len(found.matched)


@quick
@given(j=allowed(BEATS), key=KEYS)
def test_a_step_tells_one_beat_or_what_may_be_merged(j: Journey, key: Reference) -> None:
    mates = {frozenset((b.id, other)) for b in key.beats for other in b.merges}
    for held in match(j, key.beats).held.values():
        assert all(frozenset(pair) in mates for pair in combinations(held, 2))


@quick
@given(j=allowed(BEATS), key=KEYS, again=some.integers(1, 3))
def test_a_map_drawn_twice_covers_no_more(j: Journey, key: Reference, again: int) -> None:
    copies = tuple(
        replace(s, id=f"{s.id}-{n}", pains=(), opportunities=()) for n in range(again) for s in reversed(j.steps)
    )
    more = compare(replace(j, steps=j.steps + copies), key)
    once = {p.name: p.share for p in compare(j, key).parts}
    assert all(p.share <= once[p.name] + 1e-9 for p in more.parts if p.name in ("coverage", "order", "lens"))


@quick
@given(j=allowed(BEATS))
def test_any_map_is_checked_and_read(j: Journey) -> None:
    places = {"", *(s.id for s in j.stages), *(i for s in j.steps for i in (s.id, *(c.id for c in s.cards)))}
    for found in checks(j):
        assert found.place in places
        assert found.text.strip()
        assert found.advice.endswith((".", "?"))
    assert bool(lowest(j)) == bool(peak(j)) == (peak_end(j) is not None)
    assert len(ranking(j)) == sum(len(s.opportunities) for s in j.steps)
    assert set(moments_of_truth(j)) <= set(j.steps)
    assert all(change.difference in (0, None) for change in before_after(j, j))


def naive(order: list[str], after: dict[str, set[str]]) -> int:
    """Return the longest run without two swapped, by trying every selection."""
    for size in range(len(order), 0, -1):
        for chosen in combinations(range(len(order)), size):
            if not any(order[b] in after[order[a]] for a, b in combinations(chosen, 2)):
                return size
    return 0


@quick
@given(data=some.data())
def test_the_longest_run_is_the_longest(data: some.DataObject) -> None:
    """Against trying out every selection of steps, on random orders of random strictness."""
    names = "abcdefg"
    direct = {n: set(data.draw(some.lists(some.sampled_from(names[:i]), max_size=2))) if i else set[str]()
              for i, n in enumerate(names)}  # fmt: skip
    earlier: dict[str, set[str]] = {}
    for n in names:
        earlier[n] = direct[n].union(*(earlier[m] for m in direct[n]))
    order = data.draw(some.permutations(names))
    key = Reference(
        beats=tuple(Beat(id=n, name=n, after=tuple(sorted(direct[n]))) for n in names), weights={"order": 7}
    )
    steps = tuple(Step(id=f"st-{n}", stage="s1", action=f"tells {n}", beat=n) for n in order)
    j = Journey(id="x", stages=(Stage(id="s1", name="All"),), steps=steps)
    assert compare(j, key).points == naive(list(order), earlier)


def test_a_hostile_map_wins_nothing_and_costs_no_more_than_its_length() -> None:
    """The largest map that is read at all has a million characters; here they are key words, hyphens and accents."""
    words = " ".join(word for beat in A_KEY.beats for word in beat.synonyms).replace(" ", "-").replace("e", "é")

    def hostile(count: int) -> Journey:
        one = replace(A.steps[0], beat="", pains=(), opportunities=())
        return replace(A, steps=tuple(replace(one, id=f"x{n}", action=f"{n} {words}") for n in range(count)))

    assert sum(len(s.action) for s in hostile(1800).steps) > 900_000
    assert compare(hostile(1800), A_KEY).points <= 3
    assert grows_evenly(lambda n: compare(hostile(n), A_KEY), 100)
