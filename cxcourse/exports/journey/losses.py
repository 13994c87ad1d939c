"""What each format cannot carry, said before anybody finds out."""

from __future__ import annotations

from cxcourse.errors import DataError
from cxcourse.exports.journey import mermaid

_PICTURE = ("everything but what can be seen: a picture cannot be read back into the editor",)
_LOSSES: dict[str, tuple[str, ...]] = {
    "json": (),
    "yaml": (),
    "csv": (),
    "mermaid": mermaid.LOSSES,
    "markdown": ("ids, facts and beats", "the way back: Markdown is for reading"),
    "svg": ("ids, facts, beats, owners and metrics of steps", *_PICTURE),
    "png": ("ids, facts, beats, owners and metrics of steps", *_PICTURE),
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
