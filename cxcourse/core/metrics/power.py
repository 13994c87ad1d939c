"""Before the experiment: how many people it needs, and what a given number can show."""

from __future__ import annotations

from math import asin, ceil, inf, sqrt
from typing import Literal

from cxcourse.core.metrics.experiment import tail_chance
from cxcourse.core.metrics.intervals import SIDES, z_value
from cxcourse.core.metrics.quantities import choice, proportion, quantity
from cxcourse.core.metrics.result import Result, number
from cxcourse.errors import DataError

Formula = Literal["pooled", "unpooled", "arcsine", "rule-of-thumb"]
FORMULAS = ("pooled", "unpooled", "arcsine", "rule-of-thumb")
_THUMB = {0.8: 16, 0.9: 21}
_SOURCE = "Fleiss, Levin & Paik (2003), Statistical methods for rates and proportions, chapter 4"


def sample_size(
    p1: float,
    p2: float,
    *,
    power: float = 0.8,
    alpha: float = 0.05,
    sides: str = "two-sided",
    ratio: float = 1.0,
    formula: Formula = "pooled",
) -> Result:
    """Return how many people each group needs to detect the difference between two shares.

    Parameters
    ----------
    p1, p2 : float
        The two shares, 0 to 1: today's, and the smallest one that would be worth having.
    power : float
        Chance to detect that difference if it is real, above 0 and below 1. Default 0.8.
    alpha : float
        Chance of a false alarm if there is none, above 0 and below 1. Default 0.05.
    sides : {"two-sided", "one-sided"}
        Default two-sided.
    ratio : float
        Size of the second group as a multiple of the first, above 0. Default 1.
    formula : {"pooled", "unpooled", "arcsine", "rule-of-thumb"}
        ``"pooled"`` (default): pooled spread under no difference. ``"unpooled"``: the spread of the two shares
        throughout. ``"arcsine"``: through Cohen's h. ``"rule-of-thumb"``: 16·p₁(1-p₁)/d², or 21 for 90 % power.

    Returns
    -------
    Result
        People in the first group, rounded up; infinite when the shares are equal. ``details``: ``exact``, ``second``
        (people in the second group), ``total``.

    Raises
    ------
    DataError
        When a share or a setting is outside its range, or the rule of thumb is asked for another power than 0.8, 0.9.

    Notes
    -----
    n = (z_α·√(P(1-P)(1 + 1/k)) + z_β·√(p₁(1-p₁) + p₂(1-p₂)/k))² / d², with P = (p₁ + k·p₂)/(1 + k). Half the
    difference needs four times the people. Traps: the difference is absolute (5 % to 6 % is one point, not 20 %);
    an answer rate of 10 % means ten times as many invitations.

    References
    ----------
    Fleiss, J. L., Levin, B. & Paik, M. C. (2003). Statistical methods for rates and proportions, 3rd edition.
    van Belle, G. (2008). Statistical rules of thumb, 2nd edition (16 s²/d²).

    Examples
    --------
    >>> sample_size(0.05, 0.06).value
    8158.0
    """
    a, b = proportion(p1, "p1"), proportion(p2, "p2")
    how, k = choice(formula, "formula", FORMULAS), quantity(ratio, "ratio", above=0)
    strength = proportion(power, "power", open_low=True, open_high=True)
    z_alpha, z_beta = _z(alpha, sides), z_value(strength, "one-sided")
    about = {"name": "Sample size per group", "unit": "people", "range": (2, inf), "source": _SOURCE}
    if a == b:
        return Result(value=inf, method=how, steps=("no difference: no number of people can find one",), **about)
    exact = _thumb(a, b, strength, alpha, sides, k) if how == "rule-of-thumb" else _exact(a, b, z_alpha, z_beta, k, how)
    size, other = _up(exact), _up(k * exact)
    steps = (f"z for alpha {number(z_alpha)}, for power {number(z_beta)}; difference {number(b - a)}",
             f"{how}: n = {exact:.2f}, rounded up to {size}")  # fmt: skip
    details = {"exact": exact, "second": float(other), "total": float(size + other)}
    return Result(value=size, method=f"{how}, {sides}, power {number(strength)}, alpha {number(alpha)}", steps=steps,
                  details=details, **about)  # fmt: skip


def power_of(
    p1: float, p2: float, n: float, *, alpha: float = 0.05, sides: str = "two-sided", ratio: float = 1.0
) -> Result:
    """Return the chance to detect the difference between two shares with ``n`` people in the first group.

    Parameters
    ----------
    p1, p2 : float
        The two shares, 0 to 1.
    n : float
        People in the first group, above 0.
    alpha : float
        Chance of a false alarm, above 0 and below 1. Default 0.05.
    sides : {"two-sided", "one-sided"}
        Default two-sided; one-sided looks in the direction of ``p1 - p2``.
    ratio : float
        Size of the second group as a multiple of the first, above 0. Default 1.

    Returns
    -------
    Result
        Probability, 0 to 1; alpha when the shares are equal.

    Raises
    ------
    DataError
        When a number is outside its range, or both shares are 0 or both 1.

    Notes
    -----
    Pooled spread under no difference, the two shares' own spread under the difference. Trap: power worked out
    afterwards from the observed difference only repeats the p-value.

    References
    ----------
    Fleiss, J. L., Levin, B. & Paik, M. C. (2003). Statistical methods for rates and proportions, 3rd edition.

    Examples
    --------
    >>> round(power_of(0.001, 0.015, 550).value, 4)
    0.7416
    """
    a, b, k = proportion(p1, "p1"), proportion(p2, "p2"), quantity(ratio, "ratio", above=0)
    people, z = quantity(n, "n", above=0), _z(alpha, sides)
    if a == b and a in (0, 1):
        raise DataError(f"p1 and p2: found {a:g} for both, so nothing can vary. Give shares between 0 and 1.")
    null, real = _spreads(a, b, k)
    gap = abs(a - b) * sqrt(people)
    # no spread at all under the difference (0 against 1): the outcome is certain
    value = float(gap > z * null) if real == 0 else tail_chance((z * null - gap) / real, "larger")
    if sides == "two-sided" and real:
        value += tail_chance((-z * null - gap) / real, "smaller")
    step = f"|d|·√n = {number(gap)} against z·spread = {number(z * null)}: power {number(value)}"
    return Result(name="Power", value=value, unit="probability", range=(0, 1), steps=(step,), source=_SOURCE,
                  method=f"normal approximation, {sides}, alpha {number(alpha)}")  # fmt: skip


def _z(alpha: float, sides: str) -> float:
    level = proportion(alpha, "alpha", open_low=True, open_high=True)
    return z_value(1 - level, choice(sides, "sides", SIDES))


def _spreads(a: float, b: float, k: float) -> tuple[float, float]:
    """Return the spread of the difference, times √n, with and without a difference."""
    both = (a + k * b) / (1 + k)
    return sqrt(both * (1 - both) * (1 + 1 / k)), sqrt(a * (1 - a) + b * (1 - b) / k)


def _exact(a: float, b: float, z_alpha: float, z_beta: float, k: float, how: str) -> float:
    null, real = _spreads(a, b, k)
    if how == "arcsine":
        return (z_alpha + z_beta) ** 2 * (1 + 1 / k) / (2 * asin(sqrt(a)) - 2 * asin(sqrt(b))) ** 2
    if how == "unpooled":
        null = real
    return ((z_alpha * null + z_beta * real) / (a - b)) ** 2


def _thumb(a: float, b: float, power: float, alpha: float, sides: str, k: float) -> float:
    if power not in _THUMB or (alpha, sides, k) != (0.05, "two-sided", 1):
        raise DataError(
            f"formula: the rule of thumb holds for power 0.8 or 0.9, alpha 0.05, two-sided, equal groups; found power "
            f"{power:g}, alpha {alpha:g}, {sides}, ratio {k:g}. Use formula='pooled'."
        )
    return _THUMB[power] * a * (1 - a) / (a - b) ** 2


def _up(x: float) -> int:
    # 16 × 0.0475 / 0.0001 is 7600.000000000002 in floating point and must not become 7601
    return max(1, ceil(x - 1e-6))
