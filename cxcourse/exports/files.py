"""Journeys in files: the format follows the name, and a file is either the old or the new one, never half of either."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from cxcourse.content.journeys import journey_names, load_journey
from cxcourse.core.journey.model import Journey
from cxcourse.errors import ContentError, DataError
from cxcourse.exports import journey as formats

Writer = Callable[[Journey], str | bytes]
_WRITERS: dict[str, Writer] = {
    ".json": formats.to_json, ".yaml": formats.to_yaml, ".yml": formats.to_yaml, ".csv": formats.to_csv,
    ".mmd": formats.to_mermaid, ".mermaid": formats.to_mermaid, ".md": formats.to_markdown, ".svg": formats.to_svg,
    ".png": formats.to_png,
}  # fmt: skip
_READERS: dict[str, Callable[[str, str], Journey]] = {
    ".json": formats.from_json, ".yaml": formats.from_yaml, ".yml": formats.from_yaml, ".csv": formats.from_csv,
    ".mmd": formats.from_mermaid, ".mermaid": formats.from_mermaid,
}  # fmt: skip


def save_journey(journey: Journey, path: str | Path, theme: str = "light") -> Path:
    """Write a journey in the format that the file's name ends in.

    Parameters
    ----------
    journey : Journey
        The map.
    path : str or Path
        Ends in ``.json``, ``.yaml``, ``.csv``, ``.mmd``, ``.md``, ``.svg`` or ``.png``. A file of this name is replaced.
    theme : {"light", "dark"}
        The ground of a picture.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    DataError
        No format goes by that ending, or the file cannot be written.
    """
    path = Path(path)
    writer = _by_ending(path, _WRITERS, "written")
    made = writer(journey, theme) if path.suffix.lower() in (".svg", ".png") else writer(journey)  # type: ignore[call-arg]
    try:
        _replace(path, made if isinstance(made, bytes) else made.encode("utf-8", "replace"))  # half a character: "?"
    except OSError as error:
        raise DataError(
            f"{path}: cannot be written ({error.strerror or type(error).__name__}). Choose a folder that exists and "
            "that you may write to."
        ) from None
    return path


def read_journey_file(path: str | Path) -> Journey:
    """Read a journey from a JSON, YAML, CSV or Mermaid file.

    Raises
    ------
    ContentError
        The file cannot be read, or what it holds does not fit; ``faults`` holds one line each, with line and field.
    DataError
        No format that can be read goes by that ending.
    """
    path = Path(path)
    reader = _by_ending(path, _READERS, "read")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ContentError(f"{path}: cannot be read ({error.strerror}). Check the name and the permissions.") from None
    except UnicodeDecodeError:
        raise ContentError(f"{path}: is not UTF-8 text. In Excel, save it as 'CSV UTF-8'.") from None
    return reader(text, path.name)


def export_journey(source: str, target: str | Path, theme: str = "light") -> Path:
    """Write a journey of the course, or one in a file, in another format.

    Parameters
    ----------
    source : str
        The id of a journey of the course, such as ``m03-amina``, or a file.
    target : str or Path
        Where to write, as for :func:`save_journey`; or only an ending such as ``svg``, for a file that is called like
        the source, in the current folder.

    Returns
    -------
    Path
        The file that was written.
    """
    named = Path(source)
    if named.suffix.lower() in _READERS or named.is_file():
        journey = read_journey_file(named)
    elif source in journey_names():
        journey = load_journey(source)
    else:
        known = ", ".join(journey_names())
        raise ContentError(f"{source!r}: there is no such file, and no such journey. The journeys are {known}.")
    if f".{target}" in _WRITERS:
        target = Path(f"{named.stem}.{target}")
    if Path(target).resolve() == named.resolve():
        raise DataError(f"{target}: would replace the file it is made from. Give it another name.")
    return save_journey(journey, target, theme)


def losses_of(path: Path) -> tuple[str, ...]:
    """Return what the format of a written file leaves out.

    Examples
    --------
    >>> losses_of(Path("map.yml"))
    ()
    """
    names = {"yml": "yaml", "mmd": "mermaid", "md": "markdown"}
    ending = path.suffix.lower().removeprefix(".")
    return formats.losses(names.get(ending, ending))


def _by_ending(path: Path, known: dict[str, Callable[..., object]], done: str) -> Callable[..., object]:  # type: ignore[type-arg]
    if path.suffix.lower() not in known:
        raise DataError(
            f"{path.name}: the ending tells the format; journeys can be {done} as {', '.join(known)}, "
            f"found {path.suffix or 'no ending'}"
        )
    return known[path.suffix.lower()]


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside the old one, flush it, and let it take the name."""
    if path.is_dir():
        raise IsADirectoryError(21, "it is a folder", str(path))
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
