"""What a caller may pass: an observed log, names of its steps, plain names of columns. The rest is refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxcourse.core.journeylog.events import Events
from cxcourse.core.journeylog.words import several
from cxcourse.core.written import brief
from cxcourse.errors import DataError

if TYPE_CHECKING:
    from cxcourse.core.journeylog.log import ObservedLog


def need_log(given: Any, who: str) -> ObservedLog:
    """Return the log, or say what else was passed.

    Parameters
    ----------
    given : object
        What the caller passed as a log.
    who : str
        Who needs one, as the beginning of a sentence: ``"This chart draws"``.

    Raises
    ------
    DataError
        When it is no observed log.

    Examples
    --------
    >>> need_log([1, 2], "This chart draws")
    Traceback (most recent call last):
    cxcourse.errors.DataError: This chart draws an observed log, found list. Pass what journeylog.observe(table) returns.
    """
    if not isinstance(given, Events):  # what every observed log is; the log itself asks here for names
        raise DataError(
            f"{who} an observed log, found {type(given).__name__}. Pass what journeylog.observe(table) returns."
        )
    return given


def known_step(log: ObservedLog, name: object) -> object:
    """Return the name of a step of the log; raise DataError that lists them where it is none."""
    if name not in log.steps:
        raise DataError(f"No step is called {brief(name)}; the log has {', '.join(map(str, log.steps))}.")
    return name


def known_steps(log: ObservedLog, names: object) -> tuple:
    """Return one name or several as a tuple, all of them steps of the log."""
    return tuple(known_step(log, name) for name in several(names))


def plain_name(name: object, what: str) -> object:
    """Return the name of a column, or say that something was passed that can name none, such as a list.

    Examples
    --------
    >>> plain_name("case_id", "case"), plain_name(3, "case")
    ('case_id', 3)
    >>> plain_name(["case_id", "seq"], "case")
    Traceback (most recent call last):
    cxcourse.errors.DataError: case: expected the name of one column, found ['case_id', 'seq']. Write it as in case="column".
    """
    if not hashes(name):
        raise DataError(
            f'{what}: expected the name of one column, found {brief(name)}. Write it as in {what}="column".'
        )
    return name


def hashes(value: object) -> bool:
    """Return whether a value can be looked up as a name can; a list cannot, nor can a tuple that holds one."""
    try:
        hash(value)
    except TypeError:
        return False
    return True
