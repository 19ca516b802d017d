"""Figures with what they rest on: shares of a count, and precision and recall, each with its interval."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import sqrt

_Z = 1.959964
"""The normal distribution's quantile for 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a number of cases: a proportion with its count."""

    hits: int
    n: int

    @property
    def value(self) -> float:
        """The share, 0 of no cases."""
        return self.hits / self.n if self.n else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval: unlike the textbook's, sound for few cases and for shares near 0 and 1.

        Examples
        --------
        >>> low, high = Share(19, 20).interval
        >>> round(low, 3), round(high, 3)
        (0.764, 0.991)

        """
        if not self.n:
            return 0.0, 1.0
        centre = self.value + _Z**2 / (2 * self.n)
        spread = _Z * sqrt(self.value * (1 - self.value) / self.n + _Z**2 / (4 * self.n**2))
        scale = 1 + _Z**2 / self.n
        return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


@dataclass(frozen=True, slots=True)
class Score:
    """How much of the gold was told, and how much of what was told is in the gold."""

    hits: int = 0
    told: int = 0
    gold: int = 0

    @property
    def precision(self) -> Share:
        """The hits among what was told."""
        return Share(self.hits, self.told)

    @property
    def recall(self) -> Share:
        """The hits among the gold."""
        return Share(self.hits, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; no proportion of anything, so without an interval."""
        return 2 * self.hits / (self.told + self.gold) if self.hits else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.hits + other.hits, self.told + other.told, self.gold + other.gold)


def score_sets[T: Hashable](gold: Mapping[str, AbstractSet[T]], told: Mapping[str, AbstractSet[T]]) -> Score:
    """Score a set per text against the gold's set of the same text."""
    nothing: AbstractSet[T] = frozenset()
    hits = sum(len(expected & told.get(text, nothing)) for text, expected in gold.items())
    return Score(hits, sum(len(told.get(text, nothing)) for text in gold), sum(map(len, gold.values())))


def total(scores: Iterable[Score]) -> Score:
    """Add scores up: each case counts alike (micro)."""
    return sum(scores, Score())


def macro_f1(scores: Mapping[str, Score]) -> float:
    """Give the mean F1 of what the gold has: each kind counts alike, however rare."""
    present = [score.f1 for score in scores.values() if score.gold]
    return sum(present) / len(present) if present else 0.0
