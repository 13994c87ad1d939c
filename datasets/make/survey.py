"""The relationship survey: who was asked, who answered, and what the silent would have said."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from make.dice import Dice, by_name, logistic, rounded
from make.people import people
from make.table import DAYS, Spot, Table, dates, ids, only, table

N = 4400
TOUCHPOINTS = {"shop": 0.14, "website": 0.22, "app": 0.20, "ivr_billing": 0.16, "phone_agent": 0.18, "delivery": 0.10}
EASE_AT = {"shop": 0.40, "website": 0.0, "app": 0.10, "ivr_billing": -1.35, "phone_agent": 0.60, "delivery": 0.05}
EASE_OF = {"Everyday": 0.0, "Value": -0.80, "Family": 0.10, "Pro": 0.35}
NEW_BILL = 0.30  # how much easier the new bill is for anyone who gets it
SECOND_QUARTER = 91


@lru_cache(maxsize=1)
def _answers() -> dict[str, np.ndarray]:
    """Draw what each of the invited thinks, whether they say it, and whether they leave."""
    dice, who = Dice("survey_responses", take=4), people()
    k = dice.integers("customer", 0, len(who.ids) - 1, N)
    segment, day = who.segment[k], dice.integers("day", 0, DAYS - 1, N)
    touchpoint = dice.pick("touchpoint", list(TOUCHPOINTS), N, list(TOUCHPOINTS.values()))
    # The new bill went to Value customers first: the mix shift of insight I2.
    reach = np.where(day < SECOND_QUARTER, 0.10, np.where(segment == "Value", 0.95, 0.30))
    new = dice.below("new bill", reach, N)
    plan = by_name(segment, EASE_OF)
    ease = by_name(touchpoint, EASE_AT) + plan + NEW_BILL * new + 0.15 * who.patience[k] + dice.normal("ease", N, 0.95)
    csat = rounded(3.6 + 0.55 * ease + 0.9 * plan + 0.18 * new + dice.normal("csat", N, 0.75), 1, 5)
    weight = np.where(np.isin(touchpoint, ["ivr_billing", "phone_agent"]), 1.6, 0.8)
    nps = rounded(7.1 + weight * ease + dice.normal("nps", N, 1.9), 0, 10)
    said = dice.below("answer", logistic(0.1 + 0.04 * (nps - 7) ** 2 - 0.85 * (ease < -1.2)), N)
    return {
        "customer_id": who.ids[k], "segment": segment, "day": day, "touchpoint": touchpoint, "new": new,
        "nps": nps, "csat": csat, "ces": rounded(4.7 + 1.15 * ease, 1, 7), "said": said,
        "left": dice.below("churn", logistic(-2.35 - 0.75 * ease), N),
    }  # fmt: skip


def survey_responses() -> Table:
    """Give every invitation; the answers stand only where someone answered."""
    a = _answers()
    columns = {
        "response_id": ids("R", N, 4),
        "customer_id": a["customer_id"],
        "segment": a["segment"],
        "date": dates(a["day"]),
        "quarter": np.where(a["day"] < SECOND_QUARTER, "Q1", "Q2"),
        "touchpoint": a["touchpoint"],
        "bill_design": np.where(a["new"], "new", "old"),
        "responded": a["said"],
        "nps": only(a["said"], a["nps"]),
        "csat": only(a["said"], a["csat"]),
        "ces": only(a["said"], a["ces"]),
        "churn_90d": a["left"],
    }
    dirt = [
        Spot("missing word", "nps", 90),
        Spot("missing word", "csat", 90),
        Spot("off scale", "nps", 4, ("11", "99")),
        Spot("off scale", "csat", 3, ("0", "6")),
        Spot("off scale", "ces", 3, ("0", "8")),
        Spot("date format", "date", 500),
        Spot("trailing space", "touchpoint", 200),
        Spot("letter case", "segment", 150),
        Spot("number word", "ces", 60),
        Spot("duplicate", None, 3),
    ]
    return table("survey_responses", columns, dirt)


def survey_silent() -> Table:
    """Give what those who did not answer would have said; only an invented world can know it."""
    a = _answers()
    silent = ~a["said"]
    columns = {
        "response_id": np.array(ids("R", N, 4))[silent],
        "nps": a["nps"][silent],
        "csat": a["csat"][silent],
        "ces": a["ces"][silent],
    }
    return table("survey_silent", columns)
