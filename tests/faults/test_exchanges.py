"""kill -9, and connections that are cut, in the middle of an exchange: nothing lost, nothing twice, on any machine."""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import Expected
from nettverk.services import database
from nettverk.services.sharing import exchange, joining
from nettverk.storage import entries
from nettverk.storage.sharing.server import set_up
from tests.helpers import machines, postgres, stores
from tests.helpers.faults import Battery, Row
from tests.helpers.postgres import Postgres
from tests.helpers.waiting import pause
from tests.helpers.ways import at_home

_ACTS = (
    machines.edit_person, machines.new_person, machines.edit_gathering, machines.add_part, machines.edit_part,
    machines.make_groups, machines.move_someone, machines.say, machines.mark, machines.promise,
)  # fmt: skip
"""What takes nothing away that somebody has said: then all of it must be there in the end."""
_EVERY = 10
"""Exchanges that are cut off between two looks at what all have."""


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A real server; the test that needs it is skipped where there is none."""
    with postgres.running() as running:
        yield running


class Pair:
    """Two machines' files that share over one place, and what has been said on them."""

    def __init__(self, folder: Path, *places: str) -> None:
        self.homes = [folder / name for name in ("kontoret", "skolen")]
        self.said: set[int] = set()
        machines.shared().back_up(self._file(0))
        for machine in range(2):
            with at_home(self.homes[machine]):
                if machine:
                    joining.fetch(places[-1], self._file(1))
                store = database.open_file(self._file(machine))
                if not machine:
                    joining.begin(stores.on(store), places[0])
                exchange.sync(lambda job, store=store: job(store))
                store.close()

    def _file(self, machine: int) -> Path:
        self.homes[machine].mkdir(exist_ok=True)
        return self.homes[machine] / "n.db"

    def work(self, machine: int, dice: random.Random) -> None:
        """Do something on a machine, and say something that nobody has said."""
        with at_home(self.homes[machine]):
            store = database.open_file(self._file(machine))
            with suppress(Expected, IndexError):
                dice.choice(_ACTS)(store, dice)
            gathering = store.value("SELECT min(id) FROM gatherings")
            if gathering is not None:
                number = len(self.said)
                with store.change():
                    entries.append(store, EntryKind.RUNDOWN, gathering, "", {"kill": number})
                self.said.add(number)
            store.close()

    def exchange(self, machine: int) -> None:
        """Exchange what there is, if the place lets one."""
        with at_home(self.homes[machine]):
            store = database.open_file(self._file(machine))
            try:
                with suppress(Expected):
                    exchange.sync(lambda job: job(store), resume=True)
            finally:
                store.close()

    def at_rest(self) -> tuple[Counter[int], bool]:
        """How often each thing that was said is on the first machine, and whether both have the same."""
        for _round in range(2):
            for machine in range(2):
                self.exchange(machine)
        found = []
        for machine in range(2):
            with at_home(self.homes[machine]):
                store = database.open_file(self._file(machine))
                found.append(machines.rows(store))
                if not machine:
                    sql = "SELECT data ->> 'kill' AS n FROM entries WHERE kind = 'rundown'"
                    count = Counter(int(row["n"]) for row in store.rows(sql))
                store.close()
        return count, found[0] == found[1]


def _cut_off(pair: Pair, machine: int, seconds: float, cut: Callable[[], object] | None) -> None:
    """Let a machine exchange in a process of its own, and kill it, or cut its connection, after a moment."""
    child = os.fork()
    if not child:
        try:
            pair.exchange(machine)
        finally:
            os._exit(0)  # nothing of the tests' own is to be put away twice
    pause(seconds)
    if cut is None:
        os.kill(child, signal.SIGKILL)
    else:
        cut()
    os.waitpid(child, 0)


def _battery(pair: Pair, row: Row, count: int, cut: Callable[[], object] | None) -> None:
    dice = random.Random(16)
    for number in range(count):
        machine = dice.randrange(2)
        pair.work(machine, dice)
        _cut_off(pair, machine, dice.uniform(0, 0.25), cut if number % 2 else None)
        if number % _EVERY == _EVERY - 1 or number == count - 1:
            said, alike = pair.at_rest()
            row.once(lost=not alike or said != Counter(pair.said))
        else:
            row.once()


@pytest.mark.timeout(3600)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs many processes soon: forks")
def test_killed_while_exchanging_over_a_folder(
    tmp_path: Path, battery: Battery, scale: Callable[[int, int], int]
) -> None:
    (tmp_path / "OneDrive").mkdir()
    pair = Pair(tmp_path, str(tmp_path / "OneDrive"))
    with battery("kill -9 in the middle of an exchange over a folder") as row:
        _battery(pair, row, scale(4, 200), None)


@pytest.mark.timeout(3600)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs many processes soon: forks")
def test_killed_and_cut_off_while_exchanging_over_a_server(
    server: Postgres, tmp_path: Path, battery: Battery, scale: Callable[[int, int], int]
) -> None:
    set_up(server.address(), "Havnesund", [])
    for role in ("kari", "ola"):
        server.new_member(role, "Havnesund")
    pair = Pair(tmp_path, server.address("kari"), server.address("ola"))
    with battery("kill -9, or the connection cut, in the middle of an exchange over PostgreSQL") as row:
        _battery(pair, row, scale(4, 200), server.cut)
