"""The list of all tables and columns, datasets/README.md, read off the cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TOP = """\
# The tables

Made by `python datasets/make_datasets.py` from the cards beside it; edit those.

```python
from cxcourse import load_dataset

calls = load_dataset("contact_calls")  # clean and typed
dirty = load_dataset("contact_calls", clean=False)  # the messy version, all of it as text
```

Truths stand in the files as 0 and 1, days as 2024-05-16, empty cells only where a column says what they mean.
What was planted in a table, in numbers, and the dirt of its messy version are in its card.

| Table | Rows | What it is | Licence | Messy version |
|---|---|---|---|---|
"""


def readme(cards: Mapping[str, Mapping[str, Any]]) -> str:
    """Give the text of the page."""
    return TOP + "\n".join(_line(card) for card in cards.values()) + "\n\n" + "\n".join(map(_words, cards.values()))


def _line(card: Mapping[str, Any]) -> str:
    messy = f"{sum(dirt['count'] for dirt in card['messy']['dirt'])} faults" if card.get("messy") else "none"
    name = card["name"]
    return f"| [{name}](#{name}) | {card['rows']:,} | {card['title']} | {card['licence']} | {messy} |"


def _words(card: Mapping[str, Any]) -> str:
    lines = [f"## {card['name']}", "", card["about"].strip(), ""]
    if card.get("attribution"):
        lines += [f"{card['attribution'].strip()} {card['changes'].strip()}", ""]
    lines += ["| Column | Type | Meaning | Unit | Values | Empty means |", "|---|---|---|---|---|---|"]
    return "\n".join([*lines, *map(_column, card["columns"]), ""])


def _column(column: Mapping[str, Any]) -> str:
    span = column.get("range")
    values = f"{span[0]} to {span[1]}" if span else ", ".join(map(str, column.get("values", ())))
    cells = [column["name"], column["type"], column["meaning"].strip(), column["unit"] or "", values]
    return "| " + " | ".join([*cells, column.get("missing", "")]) + " |"
