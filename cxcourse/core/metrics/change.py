"""Change from one period to the next: absolute (in the unit) and relative (in percent of the start)."""

from __future__ import annotations

from math import inf

from cxcourse.core.metrics.quantities import quantity
from cxcourse.core.metrics.result import Result, number

_SOURCE = "Tornqvist, Vartia & Vartia (1985), How should relative changes be measured?"


def absolute_change(before: float, after: float, *, unit: str = "") -> Result:
    """Return how much a figure moved, in its own unit: after minus before.

    Parameters
    ----------
    before, after : float
        The figure at the start and at the end, finite, in the same unit.
    unit : str
        That unit. A change between two percentages is in percentage points: write ``"points"``.

    Returns
    -------
    Result
        The change in ``unit``; no interval (two bare figures do not tell their noise).

    Raises
    ------
    DataError
        When a figure is not a finite number.

    Notes
    -----
    Trap: 20 % to 25 % is 5 points and also 25 %. Say which. For two shares with their counts use
    :func:`~cxcourse.core.metrics.ratios.difference`, which has an interval.

    References
    ----------
    Tornqvist, L., Vartia, P. & Vartia, Y. O. (1985). How should relative changes be measured?

    Examples
    --------
    >>> absolute_change(20, 25, unit="points").value
    5.0
    """
    start, end = quantity(before, "before", low=-inf), quantity(after, "after", low=-inf)
    step = f"{number(end)} - {number(start)} = {number(end - start)} {unit}".rstrip()
    return Result(name="Absolute change", value=end - start, unit=unit, range=(-inf, inf), method="after - before",
                  steps=(step,), source=_SOURCE)  # fmt: skip


def relative_change(before: float, after: float) -> Result:
    """Return how much a figure moved in percent of where it started.

    Parameters
    ----------
    before, after : float
        The figure at the start and at the end, finite, in the same unit.

    Returns
    -------
    Result
        Percent; undefined when the start is 0 or below. ``details["absolute"]`` is the change in the unit.

    Raises
    ------
    DataError
        When a figure is not a finite number.

    Notes
    -----
    100 × (after - before) / before. It needs a scale with a true zero: for NPS (-100 to 100), a temperature or a
    profit that may be negative it means nothing, so a start at or below 0 is undefined here. Up 50 % and down 50 %
    do not cancel: 100, 150, 75.

    References
    ----------
    Tornqvist, L., Vartia, P. & Vartia, Y. O. (1985). How should relative changes be measured?

    Examples
    --------
    >>> relative_change(20, 25).value
    25.0
    >>> relative_change(-10, 5).defined
    False
    """
    start, end = quantity(before, "before", low=-inf), quantity(after, "after", low=-inf)
    about = {"name": "Relative change", "unit": "%", "range": (-inf, inf), "source": _SOURCE}
    if start <= 0:
        return Result.undefined(why=f"the start is {number(start)}, and a percentage needs a start above 0", **about)
    value = 100 * (end - start) / start
    step = f"100 × ({number(end)} - {number(start)}) / {number(start)} = {number(value)} %"
    return Result(value=value, method="(after - before) / before", steps=(step,), details={"absolute": end - start},
                  **about)  # fmt: skip
