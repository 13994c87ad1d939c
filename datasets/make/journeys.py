"""What the systems logged of 900 journeys: the billing call and the broken phone."""

from __future__ import annotations

import numpy as np

from make.dice import Dice, rounded
from make.people import people
from make.table import DAYS, Spot, Table, ids, moments, only, table

CASES = 900
# step: stage, channel, main lens, minutes until the next step (mean)
BILLING = {
    "need": ("Need", "bill", "CX", 30),
    "dial": ("Need", "phone", "CX", 1),
    "ivr_menu": ("Automated line", "phone", "UX", 2),
    "ivr_repeat": ("Automated line", "phone", "UX", 1),
    "human_refused": ("Automated line", "phone", "UX", 1),
    "queue": ("Human contact", "phone", "CS", 4),
    "abandon": ("Fallout", "phone", "CX", 1),
    "agent_explain": ("Human contact", "phone", "CS", 7),
    "misunderstanding": ("Human contact", "phone", "CS", 3),
    "complaint": ("Fallout", "any", "CX", 1),
    "bill_paid": ("Fallout", "any", "CX", 1),
}
PHONE = {
    "fault": ("Trouble", "device", "UX", 600),
    "ivr_menu": ("Getting through", "phone", "UX", 2),
    "agent_listen": ("Being helped", "phone", "CS", 9),
    "shortlist": ("Choosing", "phone", "CS", 12),
    "website_browse": ("Looking", "website", "UX", 25),
    "decide": ("Choosing", "any", "CX", 1),
}

Path = list[tuple[str, float]]  # steps, each with the feeling it tends to leave


def journey_events() -> Table:
    """Give one row an event."""
    dice = Dice("journey_events")
    paths, billing = _paths(dice)
    case = np.repeat(np.arange(CASES), [len(path) for path in paths])
    seq = np.concatenate([np.arange(len(path)) for path in paths]) + 1
    steps = [step for path in paths for step, _ in path]
    n = len(steps)
    about = [(BILLING if billing[c] else PHONE)[step] for c, step in zip(case.tolist(), steps, strict=True)]
    feeling = np.array([feel for path in paths for _, feel in path]) + dice.normal("feeling", n, 0.6)
    columns = {
        "case_id": np.array(ids("J", CASES, 3))[case],
        "customer_id": people().ids[dice.integers("customer", 0, 3999, CASES)][case],
        "scenario": np.where(billing, "billing", "phone")[case],
        "seq": seq,
        "timestamp": _times(dice, case, [minutes for *_, minutes in about]),
        "stage": [stage for stage, *_ in about],
        "step": steps,
        "channel": [channel for _, channel, *_ in about],
        "lens": [lens for _, _, lens, _ in about],
        "emotion": only(dice.below("asked", 0.4, n), rounded(feeling, -2, 2)),
    }
    dirt = [
        Spot("missing word", "emotion", 90),
        Spot("missing word", "channel", 120),
        Spot("off scale", "emotion", 10, ("3", "-5", "9")),
        Spot("date format", "timestamp", 600),
        Spot("trailing space", "step", 200),
        Spot("letter case", "lens", 150),
        Spot("duplicate", None, 3),
    ]
    return table("journey_events", columns, dirt)


def _paths(dice: Dice) -> tuple[list[Path], np.ndarray]:
    billing = dice.below("scenario", 0.5, CASES)
    luck = dice.uniform("turns", CASES * 6).reshape(CASES, 6).tolist()
    return [_billing(u) if b else _phone(u) for b, u in zip(billing.tolist(), luck, strict=True)], billing


def _billing(u: list[float]) -> Path:
    """Walk one billing call; a loop in the menu is carried along to the agent."""
    loop = u[0] < 0.31
    refused = loop and u[1] < 0.5
    rounds = 1 + (u[2] < 0.45) + (u[2] < 0.15) if loop else 0
    path: Path = [("need", 0.0), ("dial", 0.0), ("ivr_menu", -0.3)]
    for again in range(rounds):
        path += [("ivr_repeat", -1.1 - 0.2 * again), ("ivr_menu", -0.8)]
    if refused:
        path.append(("human_refused", -1.6))
    path.append(("queue", -0.4 - 0.3 * loop))
    if u[3] < 0.05 + 0.22 * loop:
        return [*path, ("abandon", -1.7)]
    path.append(("agent_explain", 0.35 - 1.2 * loop - 0.4 * refused))
    if u[4] < 0.10 + 0.42 * loop:
        return [*path, ("misunderstanding", -1.3), ("complaint", -1.5)]
    return [*path, ("bill_paid", 0.9 - 0.4 * loop)]


def _phone(u: list[float]) -> Path:
    """Walk one search for a new phone; a shortlist made with a person lifts the end."""
    human = u[1] < 0.6
    path: Path = [("fault", -1.2)]
    if u[0] < 0.22:
        path.append(("website_browse", -0.1))
    path += [("ivr_menu", -0.5), ("agent_listen", 0.6)]
    if human:
        path.append(("shortlist", 1.1))
    return [*path, ("website_browse", 0.3 + 0.2 * human), ("decide", 0.5 + 0.6 * human)]


def _times(dice: Dice, case: np.ndarray, minutes: list[float]) -> list[str]:
    """Write when each step came: a start by day, then waits of about the usual length."""
    day = np.sort(dice.integers("day", 0, DAYS - 8, CASES))
    start = dice.integers("start", 8 * 3600, 19 * 3600, CASES)
    waits = 10 + 60 * np.array(minutes) * dice.gamma("wait", 2, 0.5, len(case))
    before = np.cumsum(waits) - waits
    first = before[np.r_[True, case[1:] != case[:-1]]]
    return moments(day[case], np.floor(start[case] + before - first[case]))
