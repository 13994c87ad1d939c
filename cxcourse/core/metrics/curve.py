"""A survival curve: steps over time with their interval, read at any moment."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from cxcourse.core.metrics.intervals import proportion_interval, z_value
from cxcourse.core.metrics.quantities import choice, quantity
from cxcourse.core.metrics.result import Result, number

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True, eq=False)
class Curve:
    """The share still there after each time.

    Attributes
    ----------
    time : array of float, shape (k,)
        Moments of the steps, from 0 upward.
    share, low, high, se : array of float, shape (k,)
        Share still there (0 to 1), the ends of its interval and Greenwood's standard error; nan where undefined.
    at_risk, lost : array of float, shape (k,)
        Customers still watched just before each moment, and how many left at it.
    n, missing : int
        Customers used and left out.
    confidence : float
        Level of the interval.
    method, source : str
        How it was made, and who defined it.

    Examples
    --------
    >>> from cxcourse.core.metrics.survival import kaplan_meier
    >>> kaplan_meier([3, 5, 8], [1, 1, 0]).median().value
    5.0
    """

    time: np.ndarray
    share: np.ndarray
    low: np.ndarray
    high: np.ndarray
    se: np.ndarray
    at_risk: np.ndarray
    lost: np.ndarray
    n: int
    missing: int
    confidence: float
    method: str
    source: str

    def at(self, t: float) -> Result:
        """Return the share still there after time ``t``, in percent; undefined beyond the last time watched."""
        moment = quantity(t, "t")
        about = {"name": f"Still there after {number(moment)}", "unit": "%", "range": (0, 100), "n": self.n,
                 "missing": self.missing, "confidence": self.confidence, "source": self.source}  # fmt: skip
        if not self.n:
            return Result.undefined(why="there are no customers", **about)
        if moment > self.time[-1] and self.share[-1] > 0:
            return Result.undefined(why=f"nobody was watched longer than {number(self.time[-1])}", **about)
        i = int(np.searchsorted(self.time, moment, side="right")) - 1
        gone = f"{number(self.lost[i])} of {number(self.at_risk[i])} at risk left"
        steps = (f"last step at {number(self.time[i])}: {gone}",
                 f"share still there {number(100 * self.share[i])} %")  # fmt: skip
        details = {"at_risk": float(self.at_risk[i]), "se": float(self.se[i])}
        return Result(value=100 * self.share[i], low=100 * self.low[i], high=100 * self.high[i], method=self.method,
                      steps=steps, details=details, **about)  # fmt: skip

    def median(self) -> Result:
        """Return the time after which half are gone; undefined while more than half are still there."""
        about = {"name": "Median time until leaving", "unit": "time", "range": (0, inf), "n": self.n,
                 "missing": self.missing, "confidence": self.confidence, "source": self.source}  # fmt: skip
        half = self._first(self.share)
        if np.isnan(half):
            why = "more than half are still there" if self.n else "there are no customers"
            return Result.undefined(why=why, **about)
        step = f"the curve reaches one half at {number(half)}"
        return Result(value=half, low=self._first(self.low), high=self._first(self.high), steps=(step,),
                      method=f"{self.method}; interval where the ends of the curve's interval reach one half",
                      **about)  # fmt: skip

    def table(self) -> pd.DataFrame:
        """Return the steps as a table, one row a moment; shares from 0 to 1."""
        import pandas as pd

        names = ("time", "at_risk", "lost", "share", "low", "high")
        return pd.DataFrame({name: getattr(self, name) for name in names})

    def _first(self, values: np.ndarray) -> float:
        with np.errstate(invalid="ignore"):
            below = np.flatnonzero(values <= 0.5 + 1e-12)
        return float(self.time[below[0]]) if len(below) else float("nan")


def stepped(
    time: np.ndarray,
    at_risk: np.ndarray,
    lost: np.ndarray,
    *,
    n: int,
    interval: str,
    confidence: float,
    method: str,
    source: str,
    missing: int = 0,
) -> Curve:
    """Return the curve of these steps: product of (1 - lost / at risk), with Greenwood's interval.

    Where nobody has left yet, Greenwood's spread is 0 and would promise certainty; there the Wilson interval of the
    customers at risk is used.
    """
    how = choice(interval, "interval", ("log-log", "log", "plain"))
    z = z_value(confidence)
    safe = np.maximum(at_risk, 1)
    share = np.cumprod(1 - lost / safe) if n else np.full(len(time), np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(np.cumsum(lost / (safe * (safe - lost))))
        low, high = _ends(share, spread, z, how)
        se = share * spread  # where all have left it is 0 × infinity: undefined
    for i in np.flatnonzero((share == 1) & (at_risk > 0)):
        low[i], high[i] = proportion_interval(at_risk[i], at_risk[i], confidence=confidence)
    return Curve(time=time, share=share, low=low, high=high, se=se, at_risk=at_risk, lost=lost, n=n,
                 missing=missing, confidence=confidence, source=source,
                 method=f"{method}, Greenwood interval ({how})")  # fmt: skip


def _ends(share: np.ndarray, spread: np.ndarray, z: float, how: str) -> tuple[np.ndarray, np.ndarray]:
    inside = (share > 0) & (share < 1)
    s = np.where(inside, share, np.nan)
    if how == "plain":
        low, high = s - z * s * spread, s + z * s * spread
    elif how == "log":
        low, high = s * np.exp(-z * spread), s * np.exp(z * spread)
    else:
        reach = np.exp(z * spread / -np.log(s))
        low, high = s**reach, s ** (1 / reach)
    return np.clip(low, 0, 1), np.clip(high, 0, 1)
