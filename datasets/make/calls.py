"""The phone line: menu, queue, agent, and the tests that found nothing wrong."""

from __future__ import annotations

import numpy as np

from make.dice import Dice, logistic
from make.people import people
from make.table import DAYS, Spot, Table, dates, fixed, ids, moments, only, table

N, AGENTS = 6000, 60
PATHS = {
    "unclear charge": "1>3", "pay bill": "1>1", "autopay": "1>2",
    "app login": "2>4", "no signal": "2>2", "device fault": "2>1", "upgrade": "3>1",
}  # fmt: skip
HOURS = [3, 5, 8, 9, 7, 6, 5, 5, 6, 8, 9, 6]  # calls by hour from 8 to 20: late morning and early evening are busy

Columns = dict[str, np.ndarray]


def contact_calls() -> Table:
    """Give the calls."""
    dice = Dice("contact_calls")
    c = _callers(dice)
    c |= _menu(dice, c)
    c |= _fates(dice, c)
    c |= _talks(dice, c)
    return _table(dice, c)


def _callers(dice: Dice) -> Columns:
    """Draw who calls, when and why."""
    who, k = people(), dice.integers("customer", 0, 3999, N)
    line = dice.pick("line", ["billing", "support", "sales"], N, [0.45, 0.40, 0.15])
    bill = dice.pick("bill reason", ["unclear charge", "pay bill", "autopay"], N, [0.4, 0.4, 0.2])
    fault = dice.pick("fault reason", ["app login", "no signal", "device fault"], N, [0.39, 0.26, 0.35])
    true = np.where(line == "billing", bill, np.where(line == "support", fault, "upgrade"))
    # The firm is closed on Sundays; 1 January 2024 was a Monday.
    weekday = np.array([d for d in range(DAYS) if d % 7 != 6])
    day = np.sort(dice.pick("day", weekday, N))
    hour = dice.pick("hour", np.arange(8, 20), N, HOURS)
    second = hour * 3600 + dice.integers("second", 0, 3599, N)
    order = np.lexsort((second, day))
    return {
        "id": who.ids[k], "patience": who.patience[k], "line": line, "true": true,
        "day": day[order], "second": second[order],
    }  # fmt: skip


def _menu(dice: Dice, c: Columns) -> Columns:
    """Draw the way through the automated menu."""
    billing = c["line"] == "billing"
    long = dice.pick("steps of billing", [6, 7, 8], N, [0.2, 0.3, 0.5])
    steps = np.where(billing, long, dice.pick("steps of others", [3, 4, 5], N))
    missed = dice.binomial("misheard", steps, np.where(billing, 0.05, 0.03))
    again = missed + dice.binomial("said again", missed, 0.45)
    asked = dice.below("asked", logistic(-1.6 + 1.1 * missed - 0.3 * c["patience"]), N)
    refused = asked & (missed >= 1) & dice.below("refused", 0.45, N)
    seconds = dice.gamma("menu time", 6, 3.0, N) * steps / 3 + 22 * again
    return {"steps": steps, "missed": missed, "again": again, "asked": asked, "refused": refused, "ivr_s": seconds}


def _fates(dice: Dice, c: Columns) -> Columns:
    """Draw who is lost in the menu, who on a transfer, and who gets help."""
    agent = dice.integers("agent", 0, AGENTS - 1, N)
    trained = dice.order("training", AGENTS)[agent] < AGENTS // 2
    gone = dice.below("hang up", logistic(-3.2 + 0.75 * c["missed"] + 0.9 * c["refused"] - 0.25 * c["patience"]), N)
    passed = ~gone & (c["line"] == "support") & dice.below("transfer", 0.55, N)
    dropped = passed & dice.below("drop", np.where(trained, 0.04, 0.13), N)
    # Untrained agents pass app-login callers on without a word, and many of these are never heard again.
    blind = ~gone & (c["true"] == "app login") & ~trained & dice.below("blind transfer", 0.5, N)
    end = np.where(gone, "abandoned_ivr", np.where(dropped | blind, "dropped_transfer", "handled"))
    return {"agent": agent, "trained": trained, "end": end, "transferred": passed | blind, "reached": ~gone}


def _talks(dice: Dice, c: Columns) -> Columns:
    """Draw the talk with the agent and what came of it."""
    style = dice.normal("style of agents", AGENTS)[c["agent"]]  # high: slow and thorough
    heat = 0.55 * (c["missed"] >= 2) + 0.30 * (c["missed"] == 1) + 0.35 * c["refused"]
    talk = np.exp(5.55 + 0.11 * style + 0.42 * heat + dice.normal("talk", N, 0.38))
    helped = c["end"] == "handled"
    solved = helped & dice.below("solved", logistic(2.15 + 1.15 * style - 2.3 * heat), N)
    return {
        "talk": talk, "hold": dice.gamma("hold", 1, 34.0, N), "acw": 8 + dice.gamma("wrap-up", 3, 13.0, N),
        "queue": dice.gamma("queue", 2, 34.0, N), "solved": solved, "helped": helped,
        "again_7d": dice.below("repeat", np.where(solved, 0.06, 0.52), N),
    }  # fmt: skip


def _table(dice: Dice, c: Columns) -> Table:
    helped, reached = c["helped"], c["reached"]
    agents = np.array(ids("A", AGENTS, 2))[c["agent"]]
    columns = {
        "call_id": ids("K", N, 4), "customer_id": c["id"], "start": moments(c["day"], c["second"]), "line": c["line"],
        "ivr_path": [PATHS[reason] for reason in c["true"].tolist()], "ivr_steps": c["steps"],
        "ivr_misrecognitions": c["missed"], "repeat_prompts": c["again"], "asked_for_human": c["asked"],
        "refused_human": c["refused"], "ivr_s": fixed(c["ivr_s"], 0), "queue_s": only(reached, fixed(c["queue"], 0)),
        "end": c["end"], "transferred": c["transferred"], "agent_id": only(reached, agents),
        "agent_trained": only(reached, c["trained"]), "talk_s": only(helped, fixed(c["talk"], 0)),
        "hold_s": only(helped, fixed(c["hold"], 0)), "acw_s": only(helped, fixed(c["acw"], 0)),
        "resolved": c["solved"], "repeat_7d": c["again_7d"], "reason": only(helped, c["true"]),
    }  # fmt: skip
    dirt = [
        Spot("missing word", "queue_s", 220),
        Spot("missing word", "talk_s", 200),
        Spot("off scale", "talk_s", 6, ("-30", "99999")),
        Spot("off scale", "hold_s", 4, ("-1",)),
        Spot("number with unit", "acw_s", 180),
        Spot("date format", "start", 700),
        Spot("letter case", "line", 240),
        Spot("trailing space", "reason", 160),
        Spot("duplicate", None, 3),
    ]
    return table("contact_calls", columns, dirt)


def qa_tests() -> Table:
    """Give the tests of the parts: 80 of menu steps, 40 of agents, all by calm testers."""
    dice, parts = Dice("qa_tests"), ["ivr_step"] * 80 + ["agent_call"] * 40
    steps = ["greeting", "language", "main menu", "billing menu", "number entry", "identity", "amount", "confirm"]
    mocks = ["explain a charge", "take a payment", "set up autopay", "change address", "report a fault"]
    passed = np.ones(120, bool)
    # Exactly 3 of 80 steps and 3 of 40 calls fail, so that both parts clear their bar: 95 % and 90 %.
    passed[dice.order("failed steps", 80)[:3]] = False
    passed[80 + dice.order("failed calls", 40)[:3]] = False
    columns = {
        "test_id": ids("Q", 120, 3),
        "date": dates(np.sort(dice.integers("day", 0, 27, 120))),
        "part": parts,
        "item": [steps[i % 8] for i in range(80)] + [mocks[i % 5] for i in range(40)],
        "tester": dice.pick("tester", ["T1", "T2", "T3", "T4"], 120),
        "bar": ["0.95"] * 80 + ["0.90"] * 40,
        "passed": passed,
    }
    dirt = [
        Spot("missing word", "tester", 5),
        Spot("off scale", "passed", 4, ("2", "-1")),
        Spot("date format", "date", 20),
        Spot("trailing space", "part", 8),
        Spot("duplicate", None, 3),
    ]
    return table("qa_tests", columns, dirt)
