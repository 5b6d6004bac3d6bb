"""Random whole numbers that are the same on every machine: SplitMix64, counted, no floats."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
# The golden ratio in 64 bits: numbers that far apart run through all of them before one comes again.
_STEP = 0x9E3779B97F4A7C15
# A block at a time, as a call of numpy for each number would take most of a step.
_BLOCK = 8192


class Dice:
    """A stream of random 64-bit words from one seed.

    Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014.
    """

    def __init__(self, seed: int) -> None:
        self._next = (seed * 0xD1342543DE82EF95 + 0x2545F4914F6CDD1D) & 0xFFFFFFFFFFFFFFFF
        self._words: Bits = np.empty(0, np.uint64)
        self._used = 0

    def words(self, count: int) -> Bits:
        """The next words of the stream, uint64; never the same ones again."""
        if self._used + count > len(self._words):
            self._refill(max(count, _BLOCK))
        out = self._words[self._used : self._used + count]
        self._used += count
        return out

    def below(self, bounds: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each bound (at least 1, under 2**32) a whole number from 0 up to it, int64."""
        high = self.words(len(bounds)) >> np.uint64(32)
        return ((high * bounds.astype(np.uint64)) >> np.uint64(32)).astype(np.int64)

    def one(self, bound: int) -> int:
        """A whole number from 0 up to bound."""
        return ((int(self.words(1)[0]) >> 32) * bound) >> 32

    def exponential(self, count: int, mean: int) -> NDArray[np.int64]:
        """Whole numbers spread like an exponential of that mean; by exact arithmetic alone, so alike everywhere."""
        # log2 of a random number, but for a straight line within each power of two: no logarithm, whose last bit
        # differs from one machine to another.
        part, power = np.frexp(self.words(count).astype(np.float64) + 1.0)
        spread: NDArray[np.float64] = (64 - power + 2 * (1 - part)) * (mean * 0.6875)
        return spread.astype(np.int64)

    def shuffled(self, count: int) -> NDArray[np.int64]:
        """The numbers 0 … count − 1 in random order, int64."""
        # The order of random words. Should two be equal, a stable sort still gives the same order everywhere.
        return np.argsort(self.words(count), kind="stable").astype(np.int64)

    def _refill(self, count: int) -> None:
        steps = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(_STEP)
        z = steps + np.uint64(self._next)
        self._next = (self._next + count * _STEP) & 0xFFFFFFFFFFFFFFFF
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        self._words = z ^ (z >> np.uint64(31))
        self._used = 0
