"""One suite for every way that machines tell each other what they have written: whatever happens on the way, each has
what all have, once, and all have one database."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from nettverk.domain.errors import Expected
from nettverk.services import gatherings, reflections
from nettverk.services.sharing import contests
from tests.helpers import machines, postgres
from tests.helpers.far_apart import ACTS as FAR_ACTS
from tests.helpers.far_apart import heads, lost
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
        elif chance < 0.32:
            with way.home(machine), suppress(Expected, IndexError):
                dice.choice(FAR_ACTS)(machine.store, machine.dice)
        else:
            machine.act()


def _run(make: Callable[[Path, str], Way], folder: Path, seed: int, count: int, acts: int) -> None:
    dice = random.Random(f"ways {seed}")
    way = make(folder, str(seed))
    here = [Machine(_start().connection, number, f"ways {seed}") for number in range(count)]
    for machine in here:
        way.join(machine)
    _work(way, here, acts, dice)
    said = set().union(*(heads(machine.store) for machine in here))
    _at_rest(way, here)
    assert [lost(machine.store, said) for machine in here] == [[] for _machine in here]
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
@pytest.mark.parametrize("seed", range(100, 108))
def test_so_over_a_server_for_five_that_do_much(seed: int, server: Postgres, tmp_path: Path) -> None:
    _run(lambda folder, seed: OverServer(folder, seed, server), tmp_path, seed, 5, 150)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(100, 108))
def test_so_for_five_that_do_much(way: str, seed: int, tmp_path: Path) -> None:
    _run(WAYS[way], tmp_path, seed, 5, 150)


# --- what two wrote differently ---


def _differently(machine: Machine, word: str) -> None:
    store = machine.store
    row = store.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    gatherings.edit(store, row["gathering_id"], title=f"Tittel {word}")
    reflections.write(store, row["gathering_id"], row["part_id"], 1, row["id"], f"Sagt {word}")


def _told(machine: Machine) -> list[tuple[str, frozenset[str]]]:
    """What is open, and how it reads on any of them."""
    return sorted(
        (contest.about, frozenset(side.text for side in (contest.shown, *contest.others)))
        for contest in contests.all_(machine.store)
    )


def _choices(make: Callable[[Path, str], Way], folder: Path) -> None:
    way = make(folder, "choices")
    here = [Machine(_start().connection, number, "choices") for number in range(3)]
    for machine in here:
        way.join(machine)
    _at_rest(way, here)
    _differently(here[0], "her")
    _differently(here[1], "der")
    _at_rest(way, here)
    told = [_told(machine) for machine in here]
    assert [texts for _about, texts in told[0]] == [{"Tittel her", "Tittel der"}, {"Sagt her", "Sagt der"}]
    assert told[1] == told[2] == told[0]
    for contest in contests.all_(here[2].store):  # somebody who wrote neither
        if contest.can_join:
            contests.join(here[2].store, contest.about)
        else:
            contests.choose(here[2].store, contest.about, contest.others[0].id)
    _at_rest(way, here)
    assert [_told(machine) for machine in here] == [[], [], []]
    first, *others = (machine.rows() for machine in here)
    assert all(other == first for other in others)
    for machine in here:
        machine.close()


@pytest.mark.parametrize("way", WAYS)
def test_what_two_wrote_differently_is_offered_everywhere_and_chosen_once(way: str, tmp_path: Path) -> None:
    _choices(WAYS[way], tmp_path)


def test_so_it_is_over_a_server(server: Postgres, tmp_path: Path) -> None:
    _choices(lambda folder, seed: OverServer(folder, seed, server), tmp_path)
