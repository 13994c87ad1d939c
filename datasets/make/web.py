"""The web shop: one A/B test over all visitors, from the first page to the purchase."""

from __future__ import annotations

import numpy as np

from make.dice import Dice, logistic
from make.table import Spot, Table, dates, fixed, ids, table

N, VISITORS = 12_000, 9_000
DAYS = 56  # the test ran eight whole weeks, from Monday 1 April
FIRST_DAY = 91

Columns = dict[str, np.ndarray]


def web_sessions() -> Table:
    """Give the sessions."""
    dice = Dice("web_sessions", take=24)
    c = _visits(dice)
    c |= _steps(dice, c)
    columns = {
        "session_id": ids("S", N, 5),
        "visitor_id": np.array(ids("V", VISITORS, 4))[c["visitor"]],
        "date": dates(FIRST_DAY + c["day"]),
        "device": c["device"],
        "source": c["source"],
        "variant": c["variant"],
        "returning": c["returning"],
        "agent_code": c["code"],
        "load_s": fixed(c["load"], 2),
        "errors": c["errors"],
        **{step: c[step] for step in ("viewed", "compared", "cart", "checkout", "purchased")},
    }
    dirt = [
        Spot("missing word", "load_s", 480),
        Spot("missing word", "source", 400),
        Spot("off scale", "load_s", 7, ("-1.00", "9999.00")),
        Spot("off scale", "errors", 3, ("-1",)),
        Spot("decimal comma", "load_s", 600),
        Spot("date format", "date", 1200),
        Spot("letter case", "device", 500),
        Spot("trailing space", "variant", 300),
        Spot("duplicate", None, 3),
    ]
    return table("web_sessions", columns, dirt)


def _visits(dice: Dice) -> Columns:
    """Draw who comes, when, on what; a visitor keeps the device and the variant for the whole test."""
    visitor = np.concatenate([np.arange(VISITORS), dice.integers("second visits", 0, VISITORS - 1, N - VISITORS)])
    day = dice.integers("day", 0, DAYS - 1, N)
    turn = dice.uniform("order in a day", N)
    order = np.lexsort((turn, day, visitor))
    first = np.zeros(N, bool)
    first[order[np.r_[True, visitor[order][1:] != visitor[order][:-1]]]] = True
    known = dice.below("known before", 0.12, VISITORS)
    returning = ~first | known[visitor]
    in_time = np.lexsort((turn, day))
    device = dice.pick("device", ["mobile", "desktop", "tablet"], VISITORS, [0.62, 0.32, 0.06])
    variant = dice.pick("variant", ["A", "B"], VISITORS)
    columns = {
        "visitor": visitor, "day": day, "returning": returning, "device": device[visitor], "variant": variant[visitor],
        "source": dice.pick("source", ["search", "direct", "ad", "email"], N, [0.42, 0.30, 0.18, 0.10]),
    }  # fmt: skip
    return {name: values[in_time] for name, values in columns.items()}


def _steps(dice: Dice, c: Columns) -> Columns:
    """Draw the loading time and how far the visitor gets."""
    back, mobile = c["returning"], c["device"] == "mobile"
    code = dice.below("agent code", np.where(back, 0.16, 0.03), N)
    pace = np.where(mobile, 1.32, 0.72) - 0.40 * (mobile & (c["variant"] == "B"))
    load = np.maximum(0.2, np.exp(pace + dice.normal("load", N, 0.38)))
    viewed = dice.below("viewed", 0.62, N)
    compared = viewed & dice.below("compared", logistic(0.15 + 0.5 * back), N)
    pull = -0.35 - 0.75 * (load > 4) - 0.12 * (load - 2.5) + 0.55 * back + 0.55 * code
    cart = compared & dice.below("cart", logistic(pull), N)
    checkout = cart & dice.below("checkout", 0.66, N)
    bought = checkout & dice.below("bought", logistic(0.75 + 0.45 * back + 0.45 * code), N)
    errors = dice.poisson("errors", 0.10 + 0.05 * mobile, N)
    return {
        "code": code, "load": load, "errors": errors,
        "viewed": viewed, "compared": compared, "cart": cart, "checkout": checkout, "purchased": bought,
    }  # fmt: skip
