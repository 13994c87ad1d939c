"""Journeys in files: the format follows the name, and a file is either the old or the new one, never half of either."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from cxcourse.content.journeys import journey_names, load_journey
from cxcourse.core.journey.model import Journey
from cxcourse.core.written import brief
from cxcourse.disk import path_of, replace_file
from cxcourse.errors import ContentError, DataError, did_you_mean
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
        The map itself. A map of the course is written by its id with :func:`export_journey`.
    path : str or Path
        Where to write. The ending tells the format, in small or capital letters: ``.json``, ``.yaml`` or ``.yml``,
        ``.csv``, ``.mmd`` or ``.mermaid`` (these can be read again), ``.md``, ``.svg`` or ``.png`` (to show). A file
        of this name is replaced; :func:`losses_of` says what a format leaves out.
    theme : {"light", "dark"}
        The ground of a picture; the other formats have none.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    DataError
        What was given is no map, no format goes by that ending, there is no such theme, or the file cannot be
        written. A file that was there is then as it was.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from cxcourse.core.journey.edits import add_stage
    >>> mine = add_stage(Journey(id="mine"), "Asking")
    >>> with TemporaryDirectory() as folder:
    ...     read_journey_file(save_journey(mine, Path(folder, "mine.yaml"))) == mine
    True
    """
    if not isinstance(journey, Journey):
        raise DataError(_no_journey(journey))
    path = path_of("path", path)
    writer = _by_ending(path, _WRITERS, "written")
    _write(path, _made(writer, journey, path, theme))
    return path


def _no_journey(found: object) -> str:
    told = f"journey: expected a Journey, found {brief(found)}."
    if isinstance(found, str):
        return f"{told} A map of the course, or one in a file, is written by export_journey({brief(found)}, …)."
    return f"{told} Give the map itself, such as the `journey` of a JourneyMap."


def _made(writer: Callable[..., str | bytes], journey: Journey, path: Path, theme: str) -> bytes:
    made = writer(journey, theme) if path.suffix.lower() in (".svg", ".png") else writer(journey)
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")  # half a character: "?"


def _write(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content)
    except OSError as error:
        raise DataError(
            f"{path}: cannot be written ({error.strerror or type(error).__name__}). Choose a folder that exists and "
            "that you may write to."
        ) from None


def read_journey_file(path: str | Path) -> Journey:
    """Read a journey from a JSON, YAML, CSV or Mermaid file.

    Parameters
    ----------
    path : str or Path
        The file, whose ending tells the format: ``.json``, ``.yaml`` or ``.yml``, ``.csv``, ``.mmd`` or ``.mermaid``.

    Returns
    -------
    Journey
        The map.

    Raises
    ------
    ContentError
        The file cannot be read, or what it holds does not fit; ``faults`` holds one line each, with line and field.
    DataError
        No format that can be read goes by that ending.
    """
    path = path_of("path", path)
    reader = _by_ending(path, _READERS, "read")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ContentError(f"{path}: cannot be read ({error.strerror}). Check the name and the permissions.") from None
    except UnicodeDecodeError:
        raise ContentError(f"{path}: is not UTF-8 text. In Excel, save it as 'CSV UTF-8'.") from None
    return reader(text, path.name)


def export_journey(source: str | Path, target: str | Path, theme: str = "light") -> Path:
    """Write a journey of the course, or one in a file, in another format.

    Parameters
    ----------
    source : str or Path
        The id of a journey of the course, such as ``m03-amina``, or a file.
    target : str or Path
        Where to write, as for :func:`save_journey`: a file that you name is replaced. Or only an ending such as
        ``svg``, for a file that is called like the source, in the current folder; as nobody has named that file, one
        that is there already is replaced only where it is an SVG picture of a map, drawn here earlier.
    theme : {"light", "dark"}
        The ground of a picture.

    Returns
    -------
    Path
        The file that was written.

    Raises
    ------
    ContentError
        There is no such file and no such journey, or what the file holds does not fit.
    DataError
        The target is the source, is there already though nobody named it, has an ending of no format, or cannot be
        written; or there is no such theme.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     export_journey("m03-amina", Path(folder, "amina.csv")).name
    'amina.csv'
    """
    named = path_of("source", source)
    journey = _found(named, str(source))
    ending = "." + str(path_of("target", target)).lower().removeprefix(".")
    derived = ending in _WRITERS
    path = Path(f"{named.stem}{ending}") if derived else Path(target)
    if path.resolve() == named.resolve():
        raise DataError(f"{path}: would replace the file it is made from. Give it another name.")
    content = _made(_by_ending(path, _WRITERS, "written"), journey, path, theme)
    if derived and path.exists() and not _may_give_way(path, content):
        raise DataError(
            f"{path}: is there already and was not touched, as only an ending was given. Name the file: {str(path)!r} "
            "replaces this one, any other name leaves it."
        )
    _write(path, content)
    return path


def _found(named: Path, source: str) -> Journey:
    if named.suffix.lower() in _READERS or named.is_file():
        return read_journey_file(named)
    names = journey_names()
    if source in names:
        return load_journey(source)
    near = did_you_mean(source, names)
    raise ContentError(
        f"{source!r}: there is no such file, and no such journey. {near}The journeys are {', '.join(names)}."
    )


def _may_give_way(path: Path, content: bytes) -> bool:
    """Whether nothing is lost with a file: it holds the very same, or a picture that can be drawn from its map again."""
    try:
        held = path.read_bytes()
    except OSError:  # a folder, or a file that may not be read
        return False
    return held == content or (path.suffix == ".svg" and _DRAWN.match(held) is not None)


_DRAWN = re.compile(rb'<svg xmlns="[^"]*" width="[^"]*" height="[^"]*" viewBox="[^"]*" role="img" aria-labelledby="cx')


def losses_of(path: str | Path) -> tuple[str, ...]:
    """Return what the format of a written file leaves out.

    Parameters
    ----------
    path : str or Path
        The file, or only its name: its ending is looked at.

    Returns
    -------
    tuple of str
        One line for each thing that is left out; none where the format holds the whole map.

    Examples
    --------
    >>> losses_of("map.yml"), len(losses_of(Path("map.MMD"))) > 0
    ((), True)
    """
    names = {"yml": "yaml", "mmd": "mermaid", "md": "markdown"}
    ending = path_of("path", path).suffix.lower().removeprefix(".")
    return formats.losses(names.get(ending, ending))


def _by_ending(path: Path, known: dict[str, Callable[..., object]], done: str) -> Callable[..., object]:  # type: ignore[type-arg]
    if path.suffix.lower() not in known:
        raise DataError(
            f"{path.name}: the ending tells the format; journeys can be {done} as {', '.join(known)}, "
            f"found {path.suffix or 'no ending'}"
        )
    return known[path.suffix.lower()]
