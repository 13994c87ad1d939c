"""Writing SVG: elements one after another, their texts made safe for XML."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from cxcourse.exports.journey.picture.measure import FONT, LEADING, right_to_left

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return a text as XML may hold it."""
    return escape(_NOT_XML.sub("", text))


class Pen:
    """Collects what is drawn; ``mark`` begins every id, since ids are shared by all pictures of a page."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.drawn: list[str] = []

    def put(self, tag: str, content: str | None = None, **attributes: object) -> None:
        """Draw one element; names of attributes may have ``_`` for a dash; ``content`` is XML already."""
        self.drawn.append(element(tag, content, **attributes))

    def open(self, tag: str, **attributes: object) -> None:
        """Begin a group."""
        self.drawn.append(element(tag, "", **attributes).removesuffix(f"</{tag}>"))

    def close(self, tag: str) -> None:
        """End it."""
        self.drawn.append(f"</{tag}>")

    def rect(self, x: float, y: float, wide: float, high: float, fill: str, **more: object) -> None:
        """Draw a rectangle."""
        self.put("rect", x=x, y=y, width=max(wide, 0), height=max(high, 0), fill=fill, **more)

    def line(self, x: float, y: float, to_x: float, to_y: float, stroke: str, **more: object) -> None:
        """Draw a straight line."""
        self.put("line", x1=x, y1=y, x2=to_x, y2=to_y, stroke=stroke, **more)

    def words(self, text: str, x: float, y: float, size: float, fill: str, **more: object) -> None:
        """Write one line of text on the baseline ``y``."""
        self.put("text", clean(text), x=x, y=y, font_size=size, fill=fill, **more)

    def block(
        self, lines: tuple[str, ...], x: float, top: float, size: float, fill: str, room: float, **more: object
    ) -> float:
        """Write lines below one another and return where the next block begins; what runs to the left begins right."""
        if leftward := right_to_left(" ".join(lines)):
            x, more = x + room, {**more, "text_anchor": "end"}
        for number, line in enumerate(lines):
            text = f"\u2067{line}\u2069" if leftward else line  # the isolate keeps full stops at the proper end
            self.words(text, x, top + size * (LEADING * number + 0.98), size, fill, **more)
        return top + size * LEADING * len(lines)


def element(tag: str, content: str | None = None, **attributes: object) -> str:
    """Return one element."""
    told = "".join(
        f" {name.rstrip('_').replace('_', '-')}={quoteattr(_short(value))}"
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{told}/>" if content is None else f"<{tag}{told}>{content}</{tag}>"


def _short(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else _NOT_XML.sub("", str(value))


def page(pen: Pen, wide: float, high: float, title: str, about: str) -> str:
    """Return a whole SVG document."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_short(wide)}" height="{_short(high)}" '
        f'viewBox="0 0 {_short(wide)} {_short(high)}" role="img" aria-labelledby="{pen.mark}-title {pen.mark}-desc" '
        f"font-family={quoteattr(FONT)}>"
    )
    told = f'<title id="{pen.mark}-title">{clean(title)}</title><desc id="{pen.mark}-desc">{clean(about)}</desc>'
    return "\n".join([head, told, *pen.drawn, "</svg>"]) + "\n"
