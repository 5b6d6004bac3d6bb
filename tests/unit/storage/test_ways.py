"""One suite for every way that machines tell each other what they have written: whatever happens on the way, each has
what all have, once, and all have one database."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.helpers import machines, postgres
from tests.helpers.machines import Machine
from tests.helpers.postgres import Postgres
from tests.helpers.ways import OverServer, Stick, Synchronised, Way

WAYS: dict[str, Callable[[Path, str], Way]] = {"file": Stick, "folder": Synchronised}


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A real server; the tests that need it are skipped where there is none."""
    with postgres.running() as running:
        yield running


@cache
def _start() -> machines.Store:
    return machines.shared()


def _at_rest(way: Way, here: list[Machine]) -> None:
    """Let everybody hear of everything."""
    for _round in range(3):
        way.settle()
        for machine in here:
            way.exchange(machine)
    way.settle()
    for machine in here:
        way.exchange(machine)


def _work(way: Way, here: list[Machine], acts: int, dice: random.Random) -> None:
    for _turn in range(acts):
        machine = dice.choice(here)
        chance = dice.random()
        if chance < 0.15:
            way.exchange(machine)
        elif chance < 0.25:
            way.mischief()
        else:
            machine.act()


def _run(make: Callable[[Path, str], Way], folder: Path, seed: int, count: int, acts: int) -> None:
    dice = random.Random(f"ways {seed}")
    way = make(folder, str(seed))
    here = [Machine(_start().connection, number, f"ways {seed}") for number in range(count)]
    for machine in here:
        way.join(machine)
    _work(way, here, acts, dice)
    _at_rest(way, here)
    first, *others = (machine.rows() for machine in here)
    for machine in here:
        assert not machines.differing(machine.store)
        assert machine.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for other in others:
        assert other == first
    for machine in here:
        machine.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(2))
def test_all_come_to_one_database(way: str, seed: int, tmp_path: Path) -> None:
    _run(WAYS[way], tmp_path, seed, 3, 40)


def test_so_over_a_server(server: Postgres, tmp_path: Path) -> None:
    _run(lambda folder, seed: OverServer(folder, seed, server), tmp_path, 1, 3, 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 130))
def test_so_over_a_server_for_five_that_do_much(seed: int, server: Postgres, tmp_path: Path) -> None:
    _run(lambda folder, seed: OverServer(folder, seed, server), tmp_path, seed, 5, 150)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(100, 130))
def test_so_for_five_that_do_much(way: str, seed: int, tmp_path: Path) -> None:
    _run(WAYS[way], tmp_path, seed, 5, 150)
