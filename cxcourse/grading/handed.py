"""What learners hand over, made plain: JSON values, and sentences about their form."""

from __future__ import annotations

import html
import math
from typing import Any

from cxcourse.core.codetask import FigurePrompt, is_number

_MOST_ITEMS, _MOST_TEXT, _DEEPEST = 400, 4000, 6
_SIDE_MARKS = {"text", "rule"}  # labels and reference lines beside what is drawn


def plain(value: Any, room: int = _DEEPEST) -> Any:
    """Return a value as plain JSON; what is none becomes ``{"object": name of its type}``.

    Numbers of numpy and pandas become numbers, pandas' missing values ``None``, ``nan`` and infinite numbers
    ``{"float": "nan"}``, an Altair chart what :func:`chart_facts` says of it.

    Examples
    --------
    >>> plain({"n": 3, "x": float("nan"), "who": object()})
    {'n': 3, 'x': {'float': 'nan'}, 'who': {'object': 'object'}}
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)[:_MOST_TEXT]
    if isinstance(value, int):
        return int(value) if abs(value) < 2**62 else {"float": "inf"}  # longer ones are no figures
    if isinstance(value, float):
        number = float(value)
        return number if math.isfinite(number) else {"float": str(number)}
    if room and isinstance(value, dict):
        return {str(k)[:100]: plain(v, room - 1) for k, v in list(value.items())[:_MOST_ITEMS]}
    if room and isinstance(value, list | tuple):
        return [plain(v, room - 1) for v in value[:_MOST_ITEMS]]
    home = type(value).__module__.partition(".")[0]
    if home == "altair" and hasattr(value, "to_dict"):
        return chart_facts(value)
    if home == "pandas" and type(value).__name__ in ("NAType", "NaTType"):
        return None
    if home == "numpy" and hasattr(value, "item") and getattr(value, "shape", None) == ():
        return plain(value.item(), room - 1) if room else None
    return {"object": type(value).__name__[:60]}


def chart_facts(chart: Any) -> dict[str, Any]:
    """Return what an Altair chart says, without its data: marks, fields, titles, description.

    Parameters
    ----------
    chart : altair chart
        Plain, layered, faceted or concatenated.

    Returns
    -------
    dict
        ``mark``, ``fields``, ``title``, ``x_title``, ``y_title``, ``description``; a part that is not there, or is
        left to Altair's default, is ``None``. A chart that cannot be drawn has only ``trouble``.
    """
    import altair as alt

    try:
        with alt.data_transformers.enable("default", max_rows=None):
            spec = chart.to_dict()
    except Exception as error:  # Altair checks a chart when it is asked for its text, and says what is wrong
        return {"trouble": str(error).splitlines()[0][:200] if str(error) else type(error).__name__}
    units = list(_units(spec))
    marks = [_named(unit["mark"], "type") for unit in units if "mark" in unit]
    channels = [c for unit in units for c in unit.get("encoding", {}).items() if isinstance(c[1], dict)]
    return {
        "mark": next((m for m in marks if m not in _SIDE_MARKS), marks[0] if marks else None),
        "fields": sorted({str(c["field"]) for _, c in channels if "field" in c}),
        "title": _text(_named(spec.get("title"), "text")),
        "x_title": _axis_title(channels, "x"),
        "y_title": _axis_title(channels, "y"),
        "description": _text(spec.get("description")),
    }


def _units(spec: Any) -> Any:
    """Yield every part of a specification that draws marks; what a whole says of its axes holds for its parts."""
    if not isinstance(spec, dict):
        return
    yield spec
    for name in ("layer", "hconcat", "vconcat", "concat"):
        for part in spec.get(name, ()):
            yield from _units(part)
    yield from _units(spec.get("spec"))


def _axis_title(channels: list[tuple[str, Any]], axis: str) -> str | None:
    for name, channel in channels:
        if name == axis:
            inner = channel.get("axis")
            title = channel.get("title") or (inner.get("title") if isinstance(inner, dict) else None)
            if title:
                return _text(title)
    return None


def _named(value: Any, inside: str) -> Any:
    return value.get(inside) if isinstance(value, dict) else value


def _text(value: Any) -> str | None:
    lines = value if isinstance(value, list) else [value]
    text = " ".join(str(line) for line in lines if line)
    return text[:_MOST_TEXT] or None


def figure_sentence(figure: FigurePrompt, value: Any) -> str:
    """Return a sentence about the form of a handed-over value; it knows what is possible and not what is right.

    Examples
    --------
    >>> figure_sentence(FigurePrompt(name="share", label="A share", type="number", unit="%", low=0, high=100), 120)
    'share: 120 % is out of bounds, possible is 0 to 100 %. Look at the unit and the formula.'
    """
    if value is None:
        return f"{figure.name}: nothing yet."
    if figure.type != "number":
        return f"{figure.name}: {value_text(value)}."
    if not is_number(value):
        return f"{figure.name}: expected a number, found {value_text(value)}."
    told = f"{value:.6g} {figure.unit}".strip()
    low, high = figure.low, figure.high
    if (low is not None and value < low) or (high is not None and value > high):
        bounds = (
            f"{low:g} to {high:g}"
            if None not in (low, high)
            else f"{low:g} or more"
            if high is None
            else f"up to {high:g}"
        )
        return f"{figure.name}: {told} is out of bounds, possible is {bounds} {figure.unit}".rstrip() + (
            ". Look at the unit and the formula."
        )
    return f"{figure.name}: {told}."


def value_text(value: Any) -> str:
    """Return a plain value as a learner would write it, in short."""
    if isinstance(value, dict) and set(value) == {"object"}:
        return f"an object of type {value['object']}"
    if isinstance(value, dict) and set(value) == {"float"}:
        return str(value["float"])
    if isinstance(value, float):
        return f"{value:.6g}"
    text = repr(value)
    return text if len(text) <= 160 else text[:159] + "…"


def record_html(text: str) -> str:
    """Return a record as HTML, its first line as the heading."""
    head, *lines = text.splitlines()
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return (
        f'<section class="cx-record" style="max-width:60em"><strong>{html.escape(head)}</strong>'
        f'<ul style="margin:4px 0 0;padding-left:1.4em">{items}</ul></section>'
    )
