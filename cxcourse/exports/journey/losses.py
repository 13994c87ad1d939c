"""What each format cannot carry, said before anybody finds out."""

from __future__ import annotations

from cxcourse.errors import DataError
from cxcourse.exports.journey import mermaid

_PICTURE = (
    "ids, facts, beats and metrics; owners of steps",
    "what is longer than nine lines on a card",
    "the way back: a picture cannot be opened in the editor",
)
_LOSSES: dict[str, tuple[str, ...]] = {
    "json": (),
    "yaml": (),
    "csv": (),
    "mermaid": mermaid.LOSSES,
    "markdown": ("ids, facts and beats", "the way back: Markdown is for reading"),
    "svg": _PICTURE,
    "png": (*_PICTURE, "scripts that no font of this machine holds"),
}
FORMATS = tuple(_LOSSES)


def losses(format: str) -> tuple[str, ...]:
    """Return what a format leaves out; nothing for those that carry a whole journey.

    Parameters
    ----------
    format : str
        ``json``, ``yaml``, ``csv``, ``mermaid``, ``markdown``, ``svg`` or ``png``.

    Raises
    ------
    DataError
        There is no such format.

    Examples
    --------
    >>> losses("csv")
    ()
    >>> losses("mermaid")[0]
    'thoughts, pain points and opportunities'
    """
    if format not in _LOSSES:
        raise DataError(f"there is no format {format!r}; there are {', '.join(FORMATS)}")
    return _LOSSES[format]
