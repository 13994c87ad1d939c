"""The cards: words written by hand above a line, numbers written by the generator below it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence

from make.dirt import ABOUT
from make.insight import Insight
from make.table import Table

LINE = "# Written by make_datasets.py from here on."


class CardFault(Exception):
    """A card has no place for what must be written into it."""


def filled(card: str, clean: Table, messy: Table | None, insights: Sequence[Insight]) -> str:
    """Give the text of a card with the numbers of its table."""
    text = clean.text()
    words = _set(card.split(LINE)[0], "rows", str(len(clean.rows)))
    words = _set(words, "sha256", f'"{checksum(text)}"')
    below = [*_insight_lines(insights), *(_messy_lines(clean, messy) if messy else [])]
    return words.rstrip("\n") + "\n" + ("\n".join([LINE, *below, ""]) if below else "")


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _set(card: str, key: str, value: str) -> str:
    card, found = re.subn(rf"^{key}:.*$", f"{key}: {value}", card, flags=re.MULTILINE)
    if found != 1:
        raise CardFault(f"expected one line '{key}: …' at the left margin, found {found}. Add it.")
    return card


def _insight_lines(insights: Sequence[Insight]) -> list[str]:
    lines = ["insights:"] if insights else []
    for insight in insights:
        numbers = ", ".join(f"{key}: {value}" for key, value in insight.numbers.items())
        lines += [
            f"- name: {insight.name}",
            f"  text: {json.dumps(insight.text, ensure_ascii=False)}",
            f"  numbers: {{{numbers}}}",
        ]
    return lines


def _messy_lines(clean: Table, messy: Table) -> list[str]:
    lines = ["messy:", f"  rows: {len(messy.rows)}", f'  sha256: "{checksum(messy.text())}"', "  dirt:"]
    for spot in clean.dirt:
        column, about = spot.column or "null", json.dumps(ABOUT[spot.kind], ensure_ascii=False)
        lines.append(f"  - {{kind: {spot.kind}, column: {column}, count: {spot.count}, about: {about}}}")
    return lines
