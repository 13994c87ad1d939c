"""Who stays: twelve monthly cohorts, two sources, thirteen months each."""

from __future__ import annotations

import numpy as np

from make.dice import Dice
from make.table import Spot, Table, fixed, table

SOURCES = {"organic": (0.6, 21.0), "discount": (0.4, 15.0)}  # share of a cohort of about 420; monthly fee
MONTHS = 13


def cohort_retention() -> Table:
    """Give one row a cohort, source and month of age."""
    dice, rows = Dice("cohort_retention"), []
    for start in range(1, 13):
        for source, (share, fee) in SOURCES.items():
            name = f"2023-{start:02d}"
            size = int(420 * share + dice.normal(f"size {name} {source}", 1, 12.0)[0])
            active = size
            for month in range(MONTHS):
                rows.append((name, source, month, size, active, fee))
                stays = np.array([1 - _hazard(start, source, month)])
                active = int(dice.binomial(f"stay {name} {source} {month}", np.array([active]), stays)[0])
    cohort, source, month, size, active, fee = zip(*rows, strict=True)
    columns = {
        "cohort": cohort, "source": source, "month": month,
        "cohort_size": size, "active": active, "fee": fixed(fee, 2),
    }  # fmt: skip
    dirt = [
        Spot("missing word", "active", 12),
        Spot("off scale", "active", 10, ("-1", "9999")),
        Spot("month format", "cohort", 40),
        Spot("decimal comma", "fee", 25),
        Spot("letter case", "source", 20),
        Spot("duplicate", None, 3),
    ]
    return table("cohort_retention", columns, dirt)


def _hazard(start: int, source: str, month: int) -> float:
    """Give the chance to leave after this month of age."""
    discount = source == "discount"
    old_onboarding = 0.055 if month == 2 and start < 7 else 0.0
    contract_end = 0.21 if month == 11 and discount else 0.0
    return 0.020 + 0.012 * discount + old_onboarding + contract_end
