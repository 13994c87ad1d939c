"""Three hundred plays of a role-play scene: made-up players, the real scene, the course's own engine."""

from __future__ import annotations

from cxcourse.content.scenes import load_scene
from cxcourse.core.roleplay import Play, offered, start, step
from make.dice import Dice, rounded
from make.table import DAYS, Spot, Table, dates, fixed, ids, table

SCENE = "m05-third-promise"
PLAYS = 300
TURNS = 12  # more than any path has
# player: share, seconds for an answer (mean), how likely a line is by its score 0, 1, 2, 3
PLAYERS = {
    "careful": (0.40, 14.0, (1.0, 4.0, 12.0, 48.0)),
    "hasty": (0.30, 5.0, (1.5, 2.5, 1.2, 0.8)),
    "random": (0.30, 9.0, (1.0, 1.0, 1.0, 1.0)),
}


def roleplay_logs() -> Table:
    """Give one row a play."""
    dice, scene = Dice("roleplay_logs"), load_scene(SCENE)
    players = dice.pick("player", list(PLAYERS), PLAYS, [share for share, *_ in PLAYERS.values()]).tolist()
    chances = [dice.uniform(f"turn {turn}", PLAYS) for turn in range(TURNS)]
    ended = []
    for number, player in enumerate(players):
        play = start(scene, seed=number + 1)
        for chance in chances:
            play = play if play.ended else step(play, _said(play, PLAYERS[player][2], chance[number]))
        ended.append(play)
    pace = [PLAYERS[player][1] for player in players]
    think = [mean * len(play.steps) for mean, play in zip(pace, ended, strict=True)]
    columns = {
        "play_id": ids("P", PLAYS, 3), "date": dates(dice.integers("day", 0, DAYS - 1, PLAYS)), "player": players,
        "seed": [play.seed for play in ended],
        "path": [" ".join(":".join(pair) for pair in play.steps) for play in ended],
        "first_choice": [play.steps[0][1] for play in ended],
        "turns": [len(play.steps) for play in ended],
        "seconds": rounded(dice.gamma("seconds", 6, 1 / 6, PLAYS) * think, 5, 600),
        "ratio": fixed([play.ratio or 0.0 for play in ended], 3),
        "trust": [play.state["trust"] for play in ended], "end": [play.outcome for play in ended],
    }  # fmt: skip
    dirt = [
        Spot("missing word", "trust", 12),
        Spot("off scale", "trust", 10, ("-5", "140")),
        Spot("date format", "date", 30),
        Spot("trailing space", "first_choice", 15),
        Spot("letter case", "player", 12),
        Spot("number with unit", "seconds", 12),
        Spot("decimal comma", "ratio", 12),
        Spot("duplicate", None, 3),
    ]
    return table("roleplay_logs", columns, dirt)


def _said(play: Play, likely: tuple[float, ...], chance: float) -> str:
    """Let a player say something: lines in the order of their ids, each as likely as its score makes it."""
    choices = sorted(offered(play), key=lambda choice: choice.id)
    left = chance * sum(likely[choice.score] for choice in choices)
    for choice in choices:
        left -= likely[choice.score]
        if left < 0:
            return choice.id
    return choices[-1].id
