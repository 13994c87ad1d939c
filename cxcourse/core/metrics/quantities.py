"""Reading single numbers: a count, an amount, a share, a choice. Each refuses what makes no sense, and says why."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, isfinite
from numbers import Real

from cxcourse.errors import DataError


def quantity(value: object, what: str, *, above: float | None = None, low: float = 0.0, high: float = inf) -> float:
    """Return one finite number between ``low`` and ``high`` (and greater than ``above``) as a float.

    Raises
    ------
    DataError
        For text, true or false, a missing or infinite number, or one outside its range.

    Examples
    --------
    >>> quantity(3, "calls")
    3.0
    >>> quantity("3", "calls")
    Traceback (most recent call last):
    cxcourse.errors.DataError: calls: expected a number, found '3' (str). Give a plain number.
    """
    number = _plain(value, what)
    bound = f"greater than {above:g}" if above is not None else f"{low:g} or more"
    if high < inf:
        bound = f"between {low:g} and {high:g}" if above is None else f"{bound} and at most {high:g}"
    if not isfinite(number) or number < low or number > high or (above is not None and number <= above):
        raise DataError(f"{what}: expected a number {bound}, found {value!r}. Check the value and its unit.")
    return number


def whole(value: object, what: str, *, low: int = 0) -> int:
    """Return a whole number of at least ``low``; 3.0 counts as whole, 3.5 does not.

    Examples
    --------
    >>> whole(3.0, "agents")
    3
    """
    number = quantity(value, what, low=low)
    if not number.is_integer():
        raise DataError(
            f"{what}: expected a whole number, found {value!r}. Counts have no fractions; round it yourself."
        )
    return int(number)


def proportion(value: object, what: str, *, open_low: bool = False, open_high: bool = False) -> float:
    """Return a share from 0 to 1; 80 for 80 % is refused, with the hint to write 0.8.

    Examples
    --------
    >>> proportion(0.8, "level")
    0.8
    """
    number = _plain(value, what)
    inside = (
        isfinite(number) and 0 <= number <= 1 and not (open_low and number == 0) and not (open_high and number == 1)
    )
    if not inside:
        ends = f"{'above 0' if open_low else 'from 0'} {'and below' if open_high else 'to'} 1"
        hint = f"Write {number / 100:g} for {number:g} %." if 1 < number <= 100 else "Give a share, not a count."
        raise DataError(f"{what}: expected a share {ends}, found {value!r}. {hint}")
    return number


def choice(value: object, what: str, allowed: Iterable[str]) -> str:
    """Return ``value`` when it is one of the named conventions; else list them.

    Examples
    --------
    >>> choice("katz", "method", ["katz", "koopman"])
    'katz'
    """
    names = list(allowed)
    if not isinstance(value, str) or value not in names:
        raise DataError(f"{what}: expected one of {', '.join(names)}, found {value!r}. Choose one by its name.")
    return value


def part_of(part: object, total: object, part_name: str, total_name: str) -> tuple[int, int]:
    """Return two whole counts of which the first is a part of the second.

    Examples
    --------
    >>> part_of(9, 10, "resolved", "contacts")
    (9, 10)
    """
    hits, base = whole(part, part_name), whole(total, total_name)
    if hits > base:
        raise DataError(f"{part_name}: found {hits}, more than {total_name} ({base}). A part cannot exceed its whole.")
    return hits, base


def _plain(value: object, what: str) -> float:
    # bool is a Real in Python; true as a count of calls is a slip, not a number
    if hasattr(value, "item") and getattr(value, "ndim", 0) == 0:
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, Real):
        raise DataError(f"{what}: expected a number, found {value!r} ({type(value).__name__}). Give a plain number.")
    return float(value)
