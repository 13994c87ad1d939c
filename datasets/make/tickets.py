"""Support tickets with the design fault behind each, and comments built from hand-written sentences."""

from __future__ import annotations

import numpy as np

from make.comments import SLOTS, TEMPLATES
from make.dice import Dice
from make.people import people
from make.table import DAYS, Spot, Table, dates, fixed, ids, table

TICKETS, A_TEMPLATE = 1200, 5
# cause: share of tickets, product area, median minutes, share that come back
CAUSES = {
    "bill layout hides the total": (0.25, "bill", 14, 0.16),
    "password reset goes in circles": (0.20, "app", 18, 0.28),
    "form drops what was typed": (0.16, "website", 16, 0.20),
    "plan names say too little": (0.09, "website", 12, 0.10),
    "error without a reason": (0.08, "app", 21, 0.24),
    "cancel path cannot be found": (0.07, "app", 15, 0.18),
    "search misses common words": (0.06, "website", 9, 0.08),
    "address field refuses new streets": (0.05, "delivery", 13, 0.14),
    "activation steps in the wrong order": (0.04, "delivery", 24, 0.22),
}


def support_tickets() -> Table:
    """Give the tickets."""
    dice, n = Dice("support_tickets"), TICKETS
    causes = list(CAUSES)
    cause = dice.pick("cause", causes, n, [CAUSES[c][0] for c in causes])
    about = [CAUSES[c] for c in cause.tolist()]
    minutes = np.array([a[2] for a in about]) * np.exp(dice.normal("minutes", n, 0.45))
    columns = {
        "ticket_id": ids("T", n, 4),
        "date": dates(np.sort(dice.integers("day", 0, DAYS - 1, n))),
        "customer_id": people().ids[dice.integers("customer", 0, 3999, n)],
        "product_area": [a[1] for a in about],
        "root_cause": cause,
        "minutes": fixed(np.maximum(2, minutes), 1),
        "repeat": dice.below("repeat", np.array([a[3] for a in about]), n),
    }
    dirt = [
        Spot("missing word", "minutes", 48),
        Spot("off scale", "minutes", 10, ("-5.0", "0.0", "6000.0")),
        Spot("decimal comma", "minutes", 70),
        Spot("date format", "date", 140),
        Spot("trailing space", "root_cause", 60),
        Spot("letter case", "product_area", 55),
        Spot("duplicate", None, 3),
    ]
    return table("support_tickets", columns, dirt)


def feedback_comments() -> Table:
    """Give every template five times, with other words in its gaps each time."""
    dice, rows = Dice("feedback_comments"), []
    for number, (touchpoint, lens, sentiment, sentence) in enumerate(TEMPLATES):
        gaps = [gap for gap in SLOTS if f"{{{gap}}}" in sentence]
        orders = {gap: dice.order(f"{gap} {number}", len(SLOTS[gap])) for gap in gaps}
        for turn in range(A_TEMPLATE):
            words = {gap: SLOTS[gap][orders[gap][turn % len(SLOTS[gap])]] for gap in gaps}
            said = sentence.format(**words)
            rows.append((touchpoint, said[0].upper() + said[1:], lens, sentiment))
    rows = [rows[i] for i in dice.order("order", len(rows))]
    touchpoint, comment, lens, sentiment = zip(*rows, strict=True)
    columns = {
        "comment_id": ids("F", len(rows), 3), "touchpoint": touchpoint, "comment": comment,
        "lens": lens, "sentiment": sentiment,
    }  # fmt: skip
    dirt = [
        Spot("missing word", "sentiment", 16),
        Spot("off scale", "sentiment", 10, ("5", "good")),
        Spot("letter case", "touchpoint", 30),
        Spot("trailing space", "comment", 25),
        Spot("duplicate", None, 3),
    ]
    return table("feedback_comments", columns, dirt)
