"""The renderer: a chart as inline SVG with a name, a caption and its data, in a notebook or on a page."""

from __future__ import annotations

import hashlib
import html
import re
from typing import Any

import altair as alt
import vl_convert

from cxcourse.charts.look import INK, INK_2, LINE, SURFACE, WIDTH

_INKS = {
    INK: f"var(--jp-ui-font-color1, {INK})",
    INK_2: f"var(--cx-chart-ink-2, {INK_2})",
    LINE: f"var(--cx-chart-line, {LINE})",
    SURFACE: f"var(--jp-layout-color0, {SURFACE})",
}
# The second ink and the lines are mixed from the page's own ink, so that they keep their distance to it.
_STYLE = """
.cx-chart{--cx-chart-ink-2:color-mix(in srgb,var(--jp-ui-font-color1,#18212d) 78%,transparent);
--cx-chart-line:color-mix(in srgb,var(--jp-ui-font-color1,#18212d) 15%,transparent);
max-width:100%;padding:8px 0 4px;color:var(--jp-ui-font-color1,#18212d);
font:13px/1.5 var(--jp-content-font-family,system-ui,-apple-system,"Segoe UI",sans-serif)}
.cx-chart figure{margin:0}
.cx-chart svg{display:block;width:100%;height:auto;overflow:visible}
.cx-chart svg text{font-family:inherit}
.cx-chart p{margin:10px 0 0;color:var(--cx-chart-ink-2)}
.cx-chart details{margin:6px 0 0;overflow-x:auto}
.cx-chart summary{width:fit-content;padding:2px 8px 2px 4px;border-radius:6px;cursor:pointer}
.cx-chart summary:focus-visible{outline:2px solid currentColor;outline-offset:-2px}
.cx-chart .cx-data{color:inherit;margin:6px 0 0;border-collapse:collapse;font-size:13px}
.cx-chart .cx-data tr:nth-child(n){background:none}
.cx-chart .cx-data :is(th,td){padding:4px 24px 4px 4px;border:0;border-bottom:1px solid var(--cx-chart-line);
text-align:left;background:none}
.cx-chart .cx-data .cx-number{text-align:right;font-variant-numeric:tabular-nums}
"""
# JupyterLab takes plain keys from whatever has the focus (x cuts the cell). The attribute keeps them here; it
# steps aside while a modifier is held, so that Ctrl+S still saves.
_KEEP_KEYS = "this.toggleAttribute('data-lm-suppress-shortcuts',!(event.ctrlKey||event.metaKey||event.altKey))"
_SUMMARY = (
    f'<summary data-lm-suppress-shortcuts onkeydown="{_KEEP_KEYS}" onkeyup="{_KEEP_KEYS}">Data as a table</summary>'
)
_TABLE_ROWS = 200


def render(spec: dict[str, Any], **_: Any) -> dict[str, str]:
    """Turn a Vega-Lite specification into what a notebook shows: a named picture, its caption, its data.

    Parameters
    ----------
    spec : dict
        The specification, as Altair hands it to a renderer.

    Returns
    -------
    dict
        ``text/html`` with inline SVG, and ``text/plain`` with the description.

    Examples
    --------
    >>> from cxcourse import charts, load_dataset
    >>> chart = charts.form_effort(load_dataset("form_audit"))
    >>> sorted(charts.render(chart.to_dict()))
    ['text/html', 'text/plain']
    """
    words = _description(spec)
    meta = spec.get("usermeta", {}).get("cxcourse", {})
    # A chart of the course has a source line; a learner's own shows the description it was given.
    caption = meta.get("caption") or spec.get("description")
    below = f"<p>{html.escape(caption)}</p>" if caption else ""
    svg, width = _svg(spec)
    # To a screen reader the picture is one image; caption and table stand outside, or it would hide them.
    page = (
        f'<div class="cx-chart" style="width:{width}px"><style>{_STYLE}</style>'
        f'<figure role="img" aria-label="{html.escape(words)}">{svg}</figure>'
        f"{below}{_data_table(spec, meta.get('columns'))}</div>"
    )
    return {"text/html": page, "text/plain": words}


def _description(spec: dict[str, Any]) -> str:
    title = spec.get("title", "")
    text = title.get("text", "") if isinstance(title, dict) else title
    text = " ".join(text) if isinstance(text, list) else text
    return str(spec.get("description") or text or "A chart without a title")


def _svg(spec: dict[str, Any]) -> tuple[str, int]:
    """Return the drawing, in inks that follow the page, and its width in pixels."""
    # The picture has one name, on the figure; a label on every mark would only make the output heavier.
    quiet = {**spec, "config": {**spec.get("config", {}), "aria": False}}
    version = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    svg = vl_convert.vegalite_to_svg(quiet, vl_version=version)
    for ink, variable in _INKS.items():
        svg = re.sub(rf'\b(fill|stroke)="{ink}"', rf'\1="{variable}"', svg)
    # Ids are page-wide, and Vega numbers them from 0 in every drawing.
    mark = f"cx{hashlib.sha256(svg.encode()).hexdigest()[:8]}"
    svg = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{mark}-", svg)
    opening, rest = svg.split(">", 1)
    # A small chart keeps its scale on the usual width, so that its title has room.
    across, down = (float(n) for n in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', opening).groups())  # type: ignore[union-attr]
    width = max(WIDTH, round(across))
    opening = re.sub(r' (?:width|height|class|viewBox)="[^"]*"', "", opening)
    opening += f' viewBox="0 0 {width} {down:g}"'
    return f'{opening} aria-hidden="true" focusable="false">{rest}', width


def _data_table(spec: dict[str, Any], columns: list[str] | None) -> str:
    """Return the rows of the chart, folded away; nothing when the chart carries none."""
    data = spec.get("data") or {}
    rows = data.get("values") or spec.get("datasets", {}).get(data.get("name"), [])
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
        return ""
    columns = columns or list(rows[0])
    kinds = [' class="cx-number"' if all(_is_number(row.get(c)) for row in rows) else "" for c in columns]
    head = "".join(f'<th scope="col"{k}>{html.escape(str(c))}</th>' for c, k in zip(columns, kinds, strict=True))
    body = "".join(
        "<tr>"
        + "".join(f"<td{k}>{html.escape(str(row.get(c, '')))}</td>" for c, k in zip(columns, kinds, strict=True))
        + "</tr>"
        for row in rows[:_TABLE_ROWS]
    )
    more = f"<p>The first {_TABLE_ROWS} of {len(rows)} rows.</p>" if len(rows) > _TABLE_ROWS else ""
    table = f'<table class="cx-data"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
    return f"<details>{_SUMMARY}{table}{more}</details>"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
