"""Reading a chart back: its marks as they are drawn, its words, its figures."""

from __future__ import annotations

from typing import Any


def marks(chart: Any, kind: str, **look: Any) -> list[dict[str, Any]]:
    """Return the rows of all marks of a kind whose look holds the given values."""
    found = []
    for layer in chart.to_dict(validate=False)["layer"]:
        mark = layer["mark"]
        if mark["type"] == kind and all(mark.get(key) == value for key, value in look.items()):
            found += layer["data"]["values"]
    return found


def words(chart: Any) -> list[str]:
    """Return every text of the drawing, lines joined."""
    texts = [row["text"] for row in marks(chart, "text")]
    return [" ".join(text) if isinstance(text, list) else text for text in texts]


def title(chart: Any) -> str:
    text = chart.title.text
    return " ".join(text) if isinstance(text, list) else text


def table(chart: Any) -> list[dict[str, Any]]:
    """Return the rows that are listed under the chart."""
    return chart.data.to_dict("records")


def axis(chart: Any, unit: str = "") -> Any:
    """Return a function from a value to its pixel, read off the labels under the plot."""
    lowest = max(row["y"] for row in marks(chart, "text") if _number(row["text"], unit) is not None)
    ticks = {
        _number(row["text"], unit): row["x"]
        for row in marks(chart, "text")
        if row["y"] == lowest and _number(row["text"], unit) is not None
    }
    (a, x), (b, y) = min(ticks.items()), max(ticks.items())
    return lambda value: x + (value - a) / (b - a) * (y - x)


def _number(text: Any, unit: str) -> float | None:
    try:
        return float(str(text).removesuffix(unit).replace("−", "-").replace("+", "").replace(",", ""))
    except ValueError:
        return None
