"""A journey as a picture: SVG for documents and the web, PNG for slides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from cxcourse.core.journey.model import Journey
from cxcourse.errors import DataError
from cxcourse.exports.journey.picture.drawing import draw
from cxcourse.exports.journey.picture.inks import inks

Theme = Literal["light", "dark"]


def to_svg(journey: Journey, theme: Theme = "light", lanes: Iterable[str] | None = None) -> str:
    """Return a picture of a journey in the shape of a slide, as a whole SVG document.

    Stages, steps, the emotion curve and every lane that holds something are drawn; a blueprint's three lines stand
    above its lanes. Evidence shows as a pattern, emotion as a face, lens as a shape: colour only repeats them.

    Parameters
    ----------
    journey : Journey
        The map.
    theme : {"light", "dark"}
        Which ground it is drawn for.
    lanes : iterable of str, optional
        The lanes below the steps: ``emotion``, ``thoughts``, ``pains``, ``opportunities``, ``frontstage``,
        ``backstage``, ``support``. Those that hold something when left out.

    Raises
    ------
    DataError
        There is no such theme or lane.

    Examples
    --------
    >>> to_svg(Journey(id="a", title="Mark's phone")).count("Mark's phone")
    2
    """
    return draw(journey, inks(theme), lanes)


def to_png(
    journey: Journey, theme: Theme = "light", scale: float = 2.0, lanes: Iterable[str] | None = None
) -> bytes:  # fmt: skip
    """Return the picture of ``to_svg`` as PNG; ``scale`` times as many pixels as the SVG has units.

    Latin, Greek and Cyrillic letters are always there; other scripts and emoji need a font on this machine.

    Raises
    ------
    DataError
        There is no such theme or lane, or the scale is not between 0.1 and 8.
    """
    import vl_convert

    if not 0.1 <= scale <= 8:
        raise DataError(f"scale: expected a number from 0.1 to 8, found {scale}")
    return vl_convert.svg_to_png(to_svg(journey, theme, lanes), scale=scale)
