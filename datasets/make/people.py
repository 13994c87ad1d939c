"""The customers of Lumen Mobile, whom all other tables draw from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from make.dice import Dice, by_name
from make.table import Spot, Table, fixed, ids, table

N = 4000
FEE = {"Everyday": 22.0, "Value": 12.0, "Family": 41.0, "Pro": 55.0}
SHARES = {"Everyday": 0.45, "Value": 0.30, "Family": 0.15, "Pro": 0.10}


@dataclass(frozen=True)
class People:
    """What is known of each customer; ``patience`` never leaves the generator."""

    ids: np.ndarray
    segment: np.ndarray
    tenure: np.ndarray
    fee: np.ndarray
    patience: np.ndarray


@lru_cache(maxsize=1)
def people() -> People:
    """Draw the customers, once."""
    dice = Dice("customers")
    segment = dice.pick("segment", list(SHARES), N, list(SHARES.values()))
    tenure = np.minimum(120, dice.gamma("tenure", 2, 18.0, N).astype(int))
    fee = by_name(segment, FEE) * np.exp(dice.normal("fee", N, 0.12))
    return People(np.array(ids("C", N, 4)), segment, tenure, fee, dice.normal("patience", N))


def customers() -> Table:
    """Give the customer table."""
    who, dice = people(), Dice("customers/choices")
    columns = {
        "customer_id": who.ids,
        "segment": who.segment,
        "tenure_months": who.tenure,
        "monthly_fee": fixed(who.fee, 2),
        "region": dice.pick("region", ["North", "East", "South", "West", "Centre"], N, [0.24, 0.2, 0.22, 0.18, 0.16]),
        "channel_pref": dice.pick("channel", ["phone", "app", "chat", "shop"], N, [0.33, 0.34, 0.19, 0.14]),
    }
    dirt = [
        Spot("missing word", "tenure_months", 120),
        Spot("missing word", "channel_pref", 150),
        Spot("off scale", "tenure_months", 10, ("-1", "999", "-6", "480")),
        Spot("decimal comma", "monthly_fee", 300),
        Spot("trailing space", "segment", 240),
        Spot("letter case", "region", 200),
        Spot("duplicate", None, 3),
    ]
    return table("customers", columns, dirt)
