"""Machines far apart: each with settings and a program of its own, and files between them that lie about.

What they do is at random, by a seed. What comes from another comes as it does in the program: as a file that was
written once, and is brought home sooner or later, once more, or by somebody else than it was meant for.
"""

from __future__ import annotations

import random
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from nettverk.domain.entries import EntryKind
from nettverk.domain.errors import Expected
from nettverk.services import gatherings, reflections
from nettverk.services.privacy import removal
from nettverk.services.privacy.removal import Reason
from nettverk.services.sharing import bringing_home, contests, lending
from nettverk.storage import entries, journal_thin, migrate
from nettverk.storage.store import Store
from tests.helpers import machines
from tests.helpers.machines import Machine
from tests.helpers.ways import at_home

LATER = tuple(sorted((Path(__file__).parent / "later").glob("*.sql")))
"""Updates that no released version has: what the next ones may be like."""
_UPDATES = migrate.known
_DONE = timedelta(days=365 * 200)


@contextmanager
def repeatable(seed: str) -> Iterator[None]:
    """Let chance be the same chance again, as far as anything in the program asks for it."""
    dice = random.Random(seed)

    def some(count: int | None = None) -> str:
        return dice.getrandbits(8 * (count or 32)).to_bytes(count or 32, "big").hex()

    with (
        patch.object(secrets, "randbits", dice.getrandbits),
        patch.object(secrets, "token_hex", some),
        patch.object(secrets, "token_urlsafe", some),
    ):
        yield


@contextmanager
def program(updates: int) -> Iterator[None]:
    """Be a program that knows of so many later updates."""
    with patch.object(migrate, "known", lambda: (*_UPDATES(), *LATER[:updates])):
        yield


class Far(Machine):
    """One machine.

    Args:
        stick: a folder that all of them can reach.
        updates: how many of the later updates its program has.
    """

    def __init__(self, source: sqlite3.Connection, number: int, seed: str, stick: Path, updates: int = 0) -> None:
        with program(updates):
            super().__init__(source, number, seed)
        self.number, self.stick, self.updates = number, stick, updates
        self.home = stick.parent / f"hjemme {number}"
        self.path = self.home / "n.db"
        self.home.mkdir()
        with closing(sqlite3.connect(self.path)) as file:
            source.backup(file)
        self._open(f"maskin {number}")

    def _open(self, installation: str) -> None:
        self.store.close()
        with self.there():
            self.store = Store.open(self.path, now=self._now, installation=installation)

    @contextmanager
    def there(self) -> Iterator[None]:
        """Be there."""
        with at_home(self.home), program(self.updates):
            yield

    def act(self) -> str:
        with self.there():
            doing = self.dice.choice((*machines.ACTS, *ACTS))
            with suppress(Expected, IndexError):
                doing(self.store, self.dice)
            return doing.__name__

    # --- files ---

    def lend_all(self, name: str) -> Path:
        """Write a file with everything."""
        path = self.stick / f"{name}.db"
        with self.there():
            lending.lend_all(self.store, path)
        return path

    def lend_sheets(self, name: str) -> Path | None:
        """Write a file with the sheets of a gathering; None where there is no gathering any more."""
        path = self.stick / f"{name}.db"
        with self.there(), suppress(Expected, IndexError):
            lending.lend(self.store, machines._some(self.store, self.dice, "gatherings"), path)
            return path
        return None

    def bring(self, path: Path) -> bool:
        """Bring a file home; whether it could be."""
        with self.there():
            (tried,) = bringing_home.bring_all_home(self.store, [path]).tried
        assert tried.fault is None or "nyere versjon" in tried.fault.sentence
        return tried.fault is None

    def update(self, updates: int = len(LATER)) -> None:
        """Get a later version of the program, and open the file with it."""
        self.updates = max(self.updates, updates)
        self._open(self.store.installation)

    def copy(self, number: int) -> Far:
        """Another machine that has all of this: as the one it is restored to from a backup."""
        twin = Far(self.store.connection, number, f"twin {number}", self.stick, self.updates)
        twin.at = self.at
        with suppress(FileNotFoundError):
            shutil.copy(self.home / "fjernet.json", twin.home)
        return twin


def fill_in(path: Path, text: str, dice: random.Random, now: Callable[[], datetime], home: Path) -> None:
    """Write at a table in a file that has been lent; by somebody with a program that is at least as new."""
    with at_home(home), program(len(LATER)):
        there = Store.open(path, now=now)
        try:
            row = there.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id")
            if row is not None:
                where = (row["gathering_id"], row["part_id"], dice.randrange(1, 3), row["id"])
                reflections.write(there, *where, text)
        finally:
            there.close()


# --- what they do besides ---


def forget(store: Store, dice: random.Random) -> None:
    """Take a person's name away, as somebody asked."""
    removal.remove(store, [machines._some(store, dice, "people")])


def forget_some(store: Store, dice: random.Random) -> None:
    """Take names away that nobody has seen for long."""
    people = [machines._some(store, dice, "people") for _each in range(2)]
    removal.remove(store, people, reason=Reason.TIME)


def set_place(store: Store, dice: random.Random) -> None:
    gatherings.edit(store, machines._some(store, dice, "gatherings"), place=dice.choice(("Hallen", "Salen", "")))


def say_of(store: Store, dice: random.Random) -> None:
    """Say something of somebody."""
    sql = "SELECT id, given_name || ' ' || family_name AS name FROM people WHERE family_name <> '' ORDER BY id"
    person = dice.choice(store.rows(sql))
    row = store.one("SELECT id, gathering_id, part_id FROM sheet_uses ORDER BY id LIMIT 1 OFFSET ?", dice.randrange(4))
    if row is not None and row["part_id"]:
        where = (row["gathering_id"], row["part_id"], dice.randrange(1, 3), row["id"])
        reflections.write(store, *where, f"{person['name']} sa {dice.randrange(999)}")


def make_smaller(store: Store, dice: random.Random) -> None:
    """Let the journal be thinned of all that can be, however new."""
    del dice
    with store.change():
        journal_thin.thin(store.connection, store.now() + _DONE)


ACTS: Sequence[Callable[[Store, random.Random], None]] = (
    forget, forget_some, set_place, set_place, say_of, make_smaller, machines.merge_people, machines.merge_units,
    machines.undo,
)  # fmt: skip


# --- what is said ---

Said = tuple[str, str, str, str, str, int, str]
"""Gathering, kind, object, id, machine, number and data of an entry."""
_TYPED = {EntryKind.REFLECTION, EntryKind.COMMITMENT, EntryKind.SHEET_ANSWER}


def heads(store: Store) -> set[Said]:
    """What has been said on a machine, of whatever kind, and nobody has said anything else after it."""
    sql = "SELECT gathering_id, kind, object, id, machine_id, number, data FROM unreplaced_entries"
    return {tuple(row) for row in store.rows(sql)}


def lost(store: Store, said: set[Said]) -> list[object]:
    """Of what was said somewhere what is nowhere in a file, though nobody took it away or typed over it."""
    missing: list[object] = []
    gone = {row[0] for row in store.connection.execute("SELECT key FROM _journal WHERE tbl = 'entries'")}
    ids = {row[0] for row in store.connection.execute("SELECT id FROM entries")}
    for gathering, kind, object_, id_, machine, number, data in sorted(said):
        if id_ in ids or id_ in gone or not store.value("SELECT 1 FROM gatherings WHERE id = ?", gathering):
            continue
        lines = [line for line in entries.lines(store, gathering, kind, object_) if line.machine_id == machine]
        told = {version.data for line in lines for version in line.versions}
        if kind in _TYPED and (data in told or any(line.number > number for line in lines)):
            continue  # it was typed on: the row that says so now has another id
        missing.append((gathering, kind, object_, machine, number, data))
    return missing


def open_contests(store: Store) -> list[tuple[str, str, frozenset[str]]]:
    """What is offered to choose between, as (about, shown, others)."""
    return sorted(
        (contest.about, contest.shown.text, frozenset(side.text for side in contest.others))
        for contest in contests.all_(store)
    )


def different(
    some: machines.Rows, others: machines.Rows
) -> list[tuple[str, set[tuple[object, ...]], set[tuple[object, ...]]]]:
    """Of each table that is not the same, the rows that only one of them has."""
    return [
        (table, set(some[table]) - set(others[table]), set(others[table]) - set(some[table]))
        for table in some
        if some[table] != others[table]
    ]


def worked(here: list[Far], acts: int, dice: random.Random) -> list[Path]:
    """Let machines work, and now and then bring home what lies on the stick, also what is old; returns what lies there.

    After each step every machine's tables are what its journal comes to, and nothing points at nothing.
    """
    files: list[Path] = []
    for turn in range(acts):
        machine = dice.choice(here)
        chance = dice.random()
        if chance < 0.08:
            files.append(machine.lend_all(f"alt {turn}"))
        elif chance < 0.14:
            path = machine.lend_sheets(f"ark {turn}")
            if path is not None:
                files.append(path)
        elif chance < 0.2 and files:
            path = dice.choice(files)
            fill_in(path, f"Ved bordet {turn}", dice, machine._now, machine.stick.parent / "bordet")
        elif chance < 0.36 and files:
            machine.bring(dice.choice(files))
            assert not machines.differing(machine.store)
        elif chance < 0.4:
            machine.update(dice.randrange(1, len(LATER) + 1))
        else:
            machine.act()
        check(machine)
    return files


def check(machine: Far) -> None:
    """Nothing points at nothing, and the tables are what the journal comes to."""
    assert machine.store.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    if not machine.store.value("SELECT 1 FROM _journal_dropped LIMIT 1"):
        assert not machines.differing(machine.store)
