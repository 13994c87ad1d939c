"""The simulated plays: every row can be played again, and insight I17 is there, large enough, to be found."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from cxcourse.content.datasets import dataset_card, load_dataset
from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import Log, replay, score

ROUNDS = 20  # resamples; one of them may miss a fact by bad luck
LEAST = {"share": 0.5, "solved": 0.5, "lot": 12.0}  # how large each effect must be in the sample that ships


@cache
def _plays() -> pd.DataFrame:
    return load_dataset("roleplay_logs")


def _numbers(plays: pd.DataFrame) -> dict[str, float]:
    """Count I17 in another way than the card's writer: the share as one minus what is left inside the groups."""
    trust, first = plays["trust"].to_numpy(float), plays["first_choice"].to_numpy(str)
    inside = sum(((trust[first == name] - trust[first == name].mean()) ** 2).sum() for name in set(first))
    well, lot = first == "name-facts", plays["player"].to_numpy(str) == "random"
    solved = plays["end"].to_numpy(str) == "resolved"
    return {
        "share": 1 - inside / ((trust - trust.mean()) ** 2).sum(),
        "solved_named": solved[well].mean(), "solved_other": solved[~well].mean(),
        "lot_named": trust[well & lot].mean(), "lot_other": trust[~well & lot].mean(),
    }  # fmt: skip


def _effects(plays: pd.DataFrame) -> dict[str, float]:
    n = _numbers(plays)
    return {
        "share": n["share"],
        "solved": n["solved_named"] - n["solved_other"],
        "lot": n["lot_named"] - n["lot_other"],
    }


def _log(row: dict) -> Log:
    steps = tuple((node, said) for node, said in (pair.split(":") for pair in row["path"].split()))
    return Log(
        scene="m05-third-promise", version=load_scene("m05-third-promise").version, seed=row["seed"], steps=steps
    )


def test_every_row_can_be_played_again_and_ends_as_it_says() -> None:
    scene = load_scene("m05-third-promise")
    for row in _plays().to_dict("records"):
        play, debrief = replay(scene, _log(row)), score(scene, _log(row))
        assert (play.outcome, play.state["trust"]) == (row["end"], row["trust"]), row["play_id"]
        assert debrief.ratio == pytest.approx(row["ratio"], abs=5e-4)
        assert (len(play.steps), play.steps[0][1]) == (row["turns"], row["first_choice"])


def test_the_mix_of_players_is_as_planned() -> None:
    plays = _plays()
    assert len(plays) == 300
    assert plays["player"].value_counts(normalize=True).to_dict() == pytest.approx(
        {"careful": 0.4, "hasty": 0.3, "random": 0.3}, abs=0.05
    )
    ratio = plays.groupby("player")["ratio"].mean()
    assert ratio["careful"] > ratio["random"] > ratio["hasty"]


def test_random_players_begin_as_if_by_lot() -> None:
    lot = _plays().query("player == 'random'")["first_choice"].value_counts(normalize=True)
    assert lot.min() > 0.2 and lot.max() < 0.5


def test_the_card_gives_the_numbers_of_the_sample_that_ships() -> None:
    (insight,) = dataset_card("roleplay_logs").insights
    assert insight.name == "I17"
    counted = _numbers(_plays())
    assert set(insight.numbers) == set(counted)
    for key, number in insight.numbers.items():
        assert number == pytest.approx(counted[key], abs=0.05 if abs(number) >= 10 else 5e-4)


@pytest.mark.parametrize("what", LEAST)
def test_each_fact_points_the_right_way_and_is_large_enough(what: str) -> None:
    assert _effects(_plays())[what] >= LEAST[what]


def test_a_learner_with_another_sample_of_this_size_would_find_it_too() -> None:
    plays, chance = _plays(), np.random.default_rng(1)
    found = dict.fromkeys(LEAST, 0)
    for _ in range(ROUNDS):
        effects = _effects(plays.iloc[chance.integers(0, len(plays), len(plays))])
        for what, effect in effects.items():
            found[what] += effect > (LEAST[what] if what == "share" else 0)  # a share is above 0 by its nature
    assert min(found.values()) >= ROUNDS - 1, found


def test_no_later_turn_of_all_plays_explains_as_much() -> None:
    """'Most' is meant: what is said at n5 or later, by those who come there, tells less about the end."""
    plays, first = _plays(), _numbers(_plays())["share"]
    for node in ("n5", "n6", "n7", "n8", "n10"):
        said = plays["path"].str.extract(rf"\b{node}:(\S+)")[0]
        here = plays.assign(first_choice=said)[said.notna()]
        assert _numbers_share(here) < first, node


def _numbers_share(plays: pd.DataFrame) -> float:
    trust = plays["trust"].astype(float)
    middle = trust.groupby(plays["first_choice"]).transform("mean")
    return float(((middle - trust.mean()) ** 2).sum() / ((trust - trust.mean()) ** 2).sum())
