"""What the model of a map refuses: one check for each kind of field, and the sentence around what it says.

A check says what was expected and found, such as ``emotion from -2 (very bad) to 2 (very good), found 9``. Strict
reading of a file puts "expected", line and item around it; :func:`in_sentences` does so for what is made in Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps
from typing import Any, TypeVar

from cxcourse.core.written import brief

Made = TypeVar("Made", bound=type)


def texts(held: Any, *names: str) -> None:
    """Refuse a field that is no text.

    Raises
    ------
    ValueError
        One of these fields holds something else.
    """
    for name in names:
        if not isinstance(value := getattr(held, name), str):
            raise ValueError(f"{name} as text, found {brief(value)}")


def flags(held: Any, *names: str) -> None:
    """Refuse a field that is neither True nor False.

    Raises
    ------
    ValueError
        One of these fields holds something else.
    """
    for name in names:
        if not isinstance(value := getattr(held, name), bool):
            raise ValueError(f"{name} as True or False, found {brief(value)}")


def whole(name: str, value: Any, low: int, high: int, scale: str) -> None:
    """Refuse what is no whole number from ``low`` to ``high``; None is "not said".

    Raises
    ------
    ValueError
        It is none; the message tells the ``scale`` where it is too small or too large.

    Examples
    --------
    >>> whole("effort", 9, 1, 5, "from 1 (small) to 5 (large)")
    Traceback (most recent call last):
    ...
    ValueError: effort from 1 (small) to 5 (large), found 9
    """
    if value is None:
        return
    if type(value) is not int:
        raise ValueError(f"{name} as a whole number (int), found {brief(value)}")
    if not low <= value <= high:
        raise ValueError(f"{name} {scale}, found {value}")


def word(name: str, value: Any, known: tuple[str, ...]) -> None:
    """Refuse what is none of the known words.

    Raises
    ------
    ValueError
        It is none of them.

    Examples
    --------
    >>> word("sign", "negative", ("neg", "pos"))
    Traceback (most recent call last):
    ...
    ValueError: sign as one of neg, pos, found 'negative'
    """
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{name} as one of {', '.join(known)}, found {brief(value)}")


def parts(name: str, value: Any, kind: type, called: str) -> None:
    """Refuse what is no tuple of one kind of thing; a text alone is a tuple whose brackets lack their comma.

    Raises
    ------
    ValueError
        It is no tuple, or something else is among its parts.

    Examples
    --------
    >>> parts("pains", ("c1"), str, "ids")
    Traceback (most recent call last):
    ...
    ValueError: pains as a tuple of ids, found 'c1'
    """
    if not isinstance(value, tuple):
        raise ValueError(f"{name} as a tuple of {called}, found {brief(value)}")
    for part in value:
        if not isinstance(part, kind):
            raise ValueError(f"{name} as a tuple of {called}, found {brief(part)} among them")


def words(name: str, value: Any, known: tuple[str, ...], one: str = "") -> None:
    """Refuse what is no tuple of known words, or holds one of them twice.

    Raises
    ------
    ValueError
        It is no tuple, or a part of it is unknown or there twice; ``one`` is what a part is called.

    Examples
    --------
    >>> words("lanes", ("customer", "front"), ("customer", "support"), "lane")
    Traceback (most recent call last):
    ...
    ValueError: each lane as one of customer, support, found 'front'
    """
    if not isinstance(value, tuple):
        raise ValueError(f"{name} as a tuple of {', '.join(known)}, found {brief(value)}")
    for part in value:
        word(f"each {one or name}", part, known)
    if len(set(value)) != len(value):
        raise ValueError(f"each {one or name} once, found {', '.join(value)}")


def names(given: Iterable[Any]) -> str:
    """Return names in one line, whatever they are.

    Examples
    --------
    >>> names(["schema", 3])
    'schema, 3'
    """
    return ", ".join(name if isinstance(name, str) else brief(name) for name in given)


def in_sentences(cls: Made) -> Made:
    """Let a class say in a whole sentence what it refuses: what was expected, what was found, and in which object.

    Only what is made in Python comes by here, as pydantic fills an object without calling ``__init__``.

    Examples
    --------
    >>> from cxcourse.core.journey.model import Step
    >>> Step(id="st1", stage="s1", action="calls", emotion=9)
    Traceback (most recent call last):
    ...
    ValueError: expected emotion from -2 (very bad) to 2 (very good), found 9, in Step 'st1'
    """
    made = cls.__init__  # type: ignore[misc]

    @wraps(made)
    def init(self: Any, *args: Any, **fields: Any) -> None:
        try:
            made(self, *args, **fields)
        except ValueError as error:
            place = f"{cls.__name__} {brief(fields['id'])}" if "id" in fields else cls.__name__
            raise ValueError(f"expected {error}, in {place}") from None

    cls.__init__ = init  # type: ignore[misc]
    return cls
