"""Machines far apart become one: whatever they did, with files that are old, names that go, and newer programs."""

from __future__ import annotations

import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from hypothesis import Phase, given
from hypothesis import settings as how
from hypothesis import strategies as st

from tests.helpers import far_apart, machines
from tests.helpers.far_apart import Far

# Each makes a morning's work on several machines, and brings home every file that lies about, in several orders.
# A seed that is smaller is no simpler: nothing is gained by looking for one.
quick = how(max_examples=1 if how().max_examples < 50 else 12, phases=(Phase.generate,))


@cache
def _start() -> sqlite3.Connection:
    return machines.shared().connection


@contextmanager
def _far_apart(count: int, seed: str) -> Iterator[list[Far]]:
    with tempfile.TemporaryDirectory(prefix="nettverk-") as name, far_apart.repeatable(seed):
        stick = Path(name) / "pinne"
        stick.mkdir()
        here = [Far(_start(), number, seed, stick) for number in range(count)]
        try:
            yield here
        finally:
            for machine in here:
                machine.close()


def _all_is_one(count: int, acts: int, seed: str, orders: int) -> None:
    dice = random.Random(seed)
    with _far_apart(count, seed) as here:
        files = far_apart.worked(here, acts, dice)
        said = set().union(*(far_apart.heads(machine.store) for machine in here))
        last = [machine.lend_all(f"sist {machine.number}") for machine in here]
        ends = [_end(here, order, [*files, *last], dice, said) for order in range(orders)]
    for rows, contests in ends[1:]:
        assert far_apart.different(rows, ends[0][0]) == []
        assert contests == ends[0][1]


def _end(
    here: list[Far], number: int, files: list[Path], dice: random.Random, said: set[far_apart.Said]
) -> tuple[machines.Rows, list[object]]:
    """What a copy of one of them has when every file has come home twice, in some order."""
    one = dice.choice(here).copy(100 + number)
    coming = dice.sample(files * 2, len(files) * 2)
    for path in coming[: dice.randrange(3)]:
        one.bring(path)  # one that is newer does not come in yet
    one.update()
    for path in coming:
        assert one.bring(path)
        if dice.random() < 0.2:
            far_apart.make_smaller(one.store, dice)
    assert not machines.differing(one.store)
    far_apart.check(one)
    assert far_apart.lost(one.store, said) == []
    found = one.rows(), list[object](far_apart.open_contests(one.store))
    one.close()
    return found


@quick
@given(st.integers(2, 3), st.integers(0, 10**9))
def test_whatever_they_did_in_whatever_order_it_comes_home_it_is_one_database(count: int, seed: int) -> None:
    _all_is_one(count, 14, str(seed), 2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_so_for_five_that_did_much(seed: int) -> None:
    _all_is_one(5, 80, f"long {seed}", 4)
