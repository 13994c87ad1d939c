"""What a SUS score means beside other products: grade, percentile, acceptability, likelihood to recommend."""

from __future__ import annotations

from math import floor
from typing import Any

import numpy as np

from cxcourse.core.metrics.quantities import choice, quantity

# Lower bound of each grade, best first; read as "at least"
GRADES = (
    (84.1, "A+"), (80.8, "A"), (78.9, "A-"), (77.2, "B+"), (74.1, "B"), (72.6, "B-"),
    (71.1, "C+"), (65.0, "C"), (62.7, "C-"), (51.7, "D"), (0.0, "F"),
)  # fmt: skip

# Score and share of products that score lower
PERCENTILES = (
    (0, 0), (5, 0.003), (10, 0.004), (15, 0.007), (20, 0.01), (25, 0.015), (30, 0.02), (35, 0.04), (40, 0.06),
    (45, 0.08), (50, 0.13), (55, 0.19), (60, 0.29), (65, 0.41), (66, 0.44), (67, 0.47), (68, 0.5), (69, 0.53),
    (70, 0.56), (71, 0.6), (72, 0.63), (73, 0.67), (74, 0.7), (75, 0.73), (76, 0.77), (77, 0.8), (78, 0.83),
    (79, 0.86), (80, 0.88), (85, 0.97), (90, 0.998), (95, 0.99999), (100, 1),
)  # fmt: skip


def sus_grade(score: float, *, decide: str = "exact") -> str:
    """Return the grade of a SUS score on the curve of Sauro and Lewis, from A+ to F.

    Parameters
    ----------
    score : float
        0 to 100.
    decide : {"exact", "one-decimal"}
        The printed bands leave gaps (… 71.0, 71.1 …). ``"exact"`` compares the score as it is with the lower
        bounds; ``"one-decimal"`` rounds it first, half up.

    Raises
    ------
    DataError
        When the score lies outside 0 to 100.

    Notes
    -----
    Lower bounds: A+ 84.1, A 80.8, A- 78.9, B+ 77.2, B 74.1, B- 72.6, C+ 71.1, C 65, C- 62.7, D 51.7. The often
    quoted "80.3 is an A" comes from an older cut; on this curve it is an A-.

    References
    ----------
    J. Sauro and J. R. Lewis (2016), *Quantifying the User Experience*, ch. 8, curved grading scale.

    Examples
    --------
    >>> sus_grade(68), sus_grade(80.3), sus_grade(71.05), sus_grade(71.05, decide="one-decimal")
    ('C', 'A-', 'C', 'C+')
    """
    exact = choice(decide, "decide", ("exact", "one-decimal")) == "exact"
    value = quantity(score, "score", high=100)
    value = value if exact else floor(value * 10 + 0.5 + 1e-9) / 10
    return next(grade for least, grade in GRADES if value >= least)


def sus_percentile(score: Any) -> Any:
    """Return the share of products with a lower SUS score, 0 to 1, read from a table.

    Parameters
    ----------
    score : float or array, shape (n,)
        0 to 100.

    Returns
    -------
    float or array
        In the shape of ``score``. Between the lines of the table a smooth curve that never turns back (PCHIP).

    Raises
    ------
    DataError
        When a score lies outside 0 to 100.

    Notes
    -----
    A normal curve with mean 68 and standard deviation 12.5 does not give these figures (68 % for a score of 74
    instead of 70 %), so the table is used. Percentile is not score: 68 points are the 50th percentile.

    References
    ----------
    J. Sauro (2011), *A Practical Guide to the System Usability Scale*, table of percentile ranks.

    Examples
    --------
    >>> sus_percentile(68), sus_percentile([74, 80]).tolist()
    (0.5, [0.7, 0.88])
    """
    from scipy.interpolate import PchipInterpolator

    if np.ndim(score) == 0:
        return float(PchipInterpolator(*zip(*PERCENTILES, strict=True))(quantity(score, "score", high=100)))
    checked = [quantity(one, f"score {place}", high=100) for place, one in enumerate(score)]
    return np.asarray(PchipInterpolator(*zip(*PERCENTILES, strict=True))(checked))


def acceptability(score: float) -> str:
    """Return whether people would call it acceptable: from 71.1, not below 51.7, between them marginal.

    Parameters
    ----------
    score : float
        SUS score, 0 to 100.

    References
    ----------
    A. Bangor, P. Kortum and J. Miller (2008), An empirical evaluation of the System Usability Scale; bounds as in the
    curved grading of Sauro and Lewis (2016).

    Examples
    --------
    >>> acceptability(68)
    'marginal'
    """
    value = quantity(score, "score", high=100)
    return "acceptable" if value >= 71.1 else "marginal" if value >= 51.7 else "not acceptable"


def recommend_from_sus(score: float) -> float:
    """Return the likelihood to recommend (0 to 10) to expect at a SUS score: 1.33 + 0.08 · SUS.

    A regression over products: it predicts an average, not a person, and leaves more than half of the spread open.

    Parameters
    ----------
    score : float
        0 to 100.

    Raises
    ------
    DataError
        When the score lies outside 0 to 100.

    References
    ----------
    J. Sauro (2010), Does better usability increase customer loyalty?

    Examples
    --------
    >>> round(recommend_from_sus(68), 2)
    6.77
    """
    return 1.33 + 0.08 * quantity(score, "score", high=100)
