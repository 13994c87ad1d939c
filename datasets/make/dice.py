"""Chance that is the same on every machine: named draws from one seed.

Every draw has a name, and the name is part of its seed. So a new column moves no other column, a new table no other
table, and the order of the code does not matter. Only the raw bits of PCG64 are taken from numpy, which it promises
to keep; what turns them into shapes stands here, since numpy may change its own shapes between versions.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

SEED = 20240516
_TAIL = 2.0**-54  # keeps a draw off 0, where logarithms and normal quantiles have no value


class Dice:
    """The chance of one table.

    ``take`` picks one of many equally fair worlds. Where one draw of chance would have hidden what a lesson is to show,
    another take was chosen, once; the cards give the numbers of the world that ships.
    """

    def __init__(self, table: str, take: int = 0) -> None:
        self._table = f"{table}/{take}" if take else table
        self._used: set[str] = set()

    def uniform(self, what: str, n: int) -> np.ndarray:
        """Give n numbers in (0, 1)."""
        if what in self._used:
            raise ValueError(f"{self._table}: the draw {what!r} is used twice; name each draw once")
        self._used.add(what)
        words = zlib.crc32(f"{self._table}/{what}".encode())
        raw = np.random.PCG64(np.random.SeedSequence([SEED, words])).random_raw(n)
        return (raw >> np.uint64(11)).astype(float) * 2.0**-53 + _TAIL

    def below(self, what: str, chance: np.ndarray | float, n: int) -> np.ndarray:
        """Give n yes/no, yes with the chance given for all or for each."""
        return self.uniform(what, n) < chance

    def normal(self, what: str, n: int, spread: float = 1.0) -> np.ndarray:
        """Give n normal numbers around 0."""
        quantile = NormalDist().inv_cdf
        return spread * np.array([quantile(u) for u in self.uniform(what, n)])

    def integers(self, what: str, low: int, high: int, n: int) -> np.ndarray:
        """Give n whole numbers from low to high, both included."""
        return low + np.floor(self.uniform(what, n) * (high - low + 1)).astype(int)

    def pick(self, what: str, values: Sequence, n: int, shares: Sequence[float] | None = None) -> np.ndarray:
        """Give n of the values, in the shares given or all alike."""
        weights = np.ones(len(values)) if shares is None else np.asarray(shares, float)
        edges = np.cumsum(weights)[:-1] / weights.sum()
        return np.asarray(values)[np.searchsorted(edges, self.uniform(what, n), side="right")]

    def gamma(self, what: str, shape: int, scale: float, n: int) -> np.ndarray:
        """Give n waiting times made of ``shape`` steps, each ``scale`` long on average."""
        return -scale * np.log(self.uniform(what, n * shape)).reshape(n, shape).sum(axis=1)

    def binomial(self, what: str, tries: np.ndarray, chance: np.ndarray | float) -> np.ndarray:
        """Give the hits of each row in its number of tries."""
        tries = np.asarray(tries)
        most = int(tries.max(initial=0))
        draws = self.uniform(what, len(tries) * most).reshape(len(tries), most)
        hit = draws < np.broadcast_to(np.asarray(chance, float), tries.shape)[:, None]
        return (hit & (np.arange(most) < tries[:, None])).sum(axis=1)

    def poisson(self, what: str, mean: np.ndarray | float, n: int) -> np.ndarray:
        """Give n counts of rare events."""
        left, mean = self.uniform(what, n), np.broadcast_to(np.asarray(mean, float), (n,))
        counts, chance = np.zeros(n, int), np.exp(-mean)
        for count in range(60):
            more = left > chance
            left = np.where(more, left - chance, -1.0)
            counts += more
            chance = chance * mean / (count + 1)
        return counts

    def order(self, what: str, n: int) -> np.ndarray:
        """Give the numbers 0 to n−1, shuffled."""
        return np.argsort(self.uniform(what, n), kind="stable")


def logistic(x: np.ndarray | float) -> np.ndarray:
    """Turn log-odds into a chance."""
    return 1 / (1 + np.exp(-np.asarray(x, float)))


def rounded(values: np.ndarray, low: int, high: int) -> np.ndarray:
    """Round to whole answers and hold them on their scale."""
    return np.clip(np.floor(np.asarray(values) + 0.5), low, high).astype(int)


def by_name(names: np.ndarray, effects: dict[str, float]) -> np.ndarray:
    """Look up the effect of each name."""
    return np.array([effects[name] for name in names.tolist()], float)
