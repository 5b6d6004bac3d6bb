"""What sharing costs, and how long it takes to become one: ``python -m tests.bench.sharing``.

Beside it in the same run, a bare copy of the same file, and of as many bytes as ``pg_dump`` makes of the same share.
``--from-the-start`` besides with a journal that has all of the twenty years, as if they had been shared all along.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from nettverk.domain.errors import Cancelled
from nettverk.domain.journal import clock
from nettverk.services import participants, plan, reflections
from nettverk.services.groups import groupings
from nettverk.services.sharing import bringing_home, exchange, joining, lending
from nettverk.storage import journal, journal_text, journal_thin
from nettverk.storage.journal_shapes import shapes
from nettverk.storage.journal_state import rows_of
from nettverk.storage.sharing.server import set_up
from nettverk.storage.store import Store
from tests.bench import twenty_years
from tests.helpers import machines, postgres
from tests.helpers.ways import at_home

_WEEK = 40
"""Things done in a week: more than most do."""
_YEARS = timedelta(days=365 * 20)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from-the-start", action="store_true")
    parser.add_argument("--only", choices=("saves", "size", "week", "first"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if args.only in (None, "saves"):
            _saves(folder)
        if args.only in (None, "size"):
            _size(folder)
        if args.only in (None, "week"):
            _week(folder, "20 years")
            if args.from_the_start:
                _week(folder, "20 years, shared all along", _journalled)
        if args.only in (None, "first"):
            _first(folder)
    return 0


# --- what a save costs ---


def _saves(folder: Path) -> None:
    stores = [_opened(folder / "alone.db"), _opened(folder / "lent.db"), _opened(folder / "shared.db")]
    lending.start(stores[1])
    place = folder / "place"
    place.mkdir()
    with at_home(folder / "home"):
        joining.begin(lambda job: job(stores[2]), str(place))
    took: dict[str, list[list[float]]] = {}
    for number in range(150):
        for at, store in enumerate(stores):  # by turns, so that a slow moment of the disk is everybody's
            for what, seconds in _saved(store, number):
                took.setdefault(what, [[], [], []])[at].append(seconds)
    for what, times in took.items():
        alone, lent, shared = (statistics.median(each) * 1000 for each in times)
        print(f"save {what}: {alone:.2f} ms alone; lent {lent / alone:.2f} ×, over a folder {shared / alone:.2f} ×")
    for store in stores:
        store.close()


def _saved(store: Store, number: int) -> Iterator[tuple[str, float]]:
    """Save one thing of each kind; what it was, and how long it took."""
    row = store.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id")
    assert row is not None
    where = (row["gathering_id"], row["part_id"], number % 5 + 1, row["id"])
    person = str(store.value("SELECT min(id) FROM participants"))
    begun = time.perf_counter()
    reflections.write(store, *where, f"Svar {number}")
    yield "an answer", time.perf_counter() - begun
    begun = time.perf_counter()
    participants.edit(store, person, role=f"Rolle {number}")
    yield "a participant", time.perf_counter() - begun
    begun = time.perf_counter()
    plan.edit(store, row["part_id"], minutes=5 + number % 50)
    yield "a part", time.perf_counter() - begun


def _opened(path: Path) -> Store:
    made = machines.made()
    made.back_up(path)
    return Store.open(path)


def _size(folder: Path) -> None:
    """The same work in two files, one of them shared: random acts, and a plan whose groups are made anew a lot."""
    for what, work in {"400 acts": _acts, "groups made anew 40 times, 400 edits": _planning}.items():
        sizes = []
        for shared in (False, True):
            path = folder / "size.db"
            path.unlink(missing_ok=True)
            store = _opened(path)
            if shared:
                lending.start(store)
            work(store)
            sizes.append(_written_anew(store))
            if shared:
                with store.change():
                    journal_thin.thin(store.connection, store.now() + _YEARS)
                sizes.append(_written_anew(store))
            store.close()
        alone, before, after = sizes
        print(f"{what}: {alone / 1e6:.2f} MB alone; shared {before / alone:.2f} ×, thinned {after / alone:.2f} ×")


def _acts(store: Store) -> None:
    dice = random.Random("size")
    for _act in range(400):
        machines.act(store, dice)


def _planning(store: Store) -> None:
    part = str(store.value("SELECT id FROM parts WHERE organising = 'mixed' ORDER BY id LIMIT 1"))
    people = [row["id"] for row in store.rows("SELECT id FROM participants ORDER BY id")]
    parts = [row["id"] for row in store.rows("SELECT id FROM parts ORDER BY id")]
    for number in range(40):
        groupings.build(store, part, tables=2 + number % 3, seed=number, iterations=20)
        for place in range(5):
            participants.edit(store, people[(number + place) % len(people)], role=f"Rolle {number}")
            plan.edit(store, parts[(number + place) % len(parts)], notes=f"Husk {number}")


def _written_anew(store: Store) -> int:
    store.connection.execute("VACUUM")
    assert store.path is not None
    return store.path.stat().st_size


# --- a week away ---


def _week(folder: Path, what: str, prepare: Callable[[Store], None] = lambda _store: None) -> None:
    home = twenty_years.copy_to(folder / "home.db")
    bare = _copied(home, folder / "bare.db")
    store = Store.open(home)
    before = home.stat().st_size
    assert store.sums is not None
    with store.change():
        store.sums.count_anew(accept=True)  # it was not made by the program, as a file is that somebody has
    lending.start(store)
    prepare(store)
    (folder / "away.db").unlink(missing_ok=True)
    lending.lend_all(store, folder / "away.db")
    away = Store.open(folder / "away.db")
    for place, one in enumerate((store, away)):
        dice = random.Random(place)
        for _act in range(_WEEK):
            machines.act(one, dice)
    away.close()
    begun = time.perf_counter()
    stages: list[tuple[float, float]] = []
    brought = bringing_home.bring_home(
        store, folder / "away.db", progress=lambda done, _text: stages.append((done, time.perf_counter() - begun))
    )
    took = time.perf_counter() - begun
    rows = store.value("SELECT count(*) FROM _journal")
    print(
        f"{what} ({before / 1e6:.0f} MB), a week's {_WEEK} acts on each: {took:.2f} s,"
        f" {took / bare:.1f} × a bare copy ({bare:.2f} s)"
    )
    print(f"  came in: {brought.said} said, {brought.rows} rows; the journal has {rows} rows; "
          + ", ".join(f"{done:.0%} at {at:.2f}" for done, at in stages))  # fmt: skip
    begun = time.perf_counter()
    bringing_home.bring_home(store, folder / "away.db")
    print(f"  the same again: {time.perf_counter() - begun:.2f} s")
    store.close()


def _journalled(store: Store) -> None:
    """Let the journal have every row there is, as made one by one over the years."""
    connection = store.connection
    at, tx = datetime(2007, 1, 1, tzinfo=UTC), ""
    with store.change():
        for table, shape in shapes(connection).items():
            if table == "entries":
                continue
            rows = []
            for number, (key, row) in enumerate(rows_of(connection, table, shape)):
                if number % 20 == 0:
                    at += timedelta(minutes=5)
                    tx = clock.after(tx, at)
                rows.append((table, key, tx, store.machine_id, "made", journal_text.encoded(row)))
            connection.executemany(
                "INSERT INTO _journal (tbl, key, tx, writer, op, vals) VALUES (?, ?, ?, ?, ?, ?)", rows
            )
        store.ensure_writer()
        journal.put_fact(connection, journal.Fact.CLOCK, tx)


# --- the first full exchange ---


def _first(folder: Path) -> None:
    home = twenty_years.copy_to(folder / "first.db")
    bare = _copied(home, folder / "bare.db")
    print(f"a first full exchange of 20 years ({home.stat().st_size / 1e6:.0f} MB; a bare copy {bare:.2f} s)")
    place = folder / "OneDrive"
    place.mkdir()
    _exchanged(folder, home, str(place), bare)
    if postgres.missing():
        print(f"  no server: {postgres.missing()}")
        return
    with postgres.running() as server:
        set_up(server.address(), "Havnesund", [])
        _exchanged(folder, home, server.address(), bare)
        dump = folder / "dump.sql"
        programs = postgres.programs()
        assert programs is not None
        begun = time.perf_counter()
        with dump.open("wb") as out:
            asked = [str(programs / "pg_dump"), "-h", str(server.folder), "-U", "postgres", "nettverk"]
            subprocess.run(asked, stdout=out, check=True, env={**os.environ, "LC_ALL": "C"})
        dumped = time.perf_counter() - begun
        copied = _copied(dump, folder / "dump 2.sql")
        print(f"  pg_dump {dumped:.2f} s, {dump.stat().st_size / 1e6:.0f} MB; a bare copy of that {copied:.2f} s")


def _exchanged(folder: Path, home: Path, place: str, bare: float) -> None:
    name = "server" if "://" in place else "folder"
    own = folder / f"{name}.db"
    shutil.copyfile(home, own)
    with at_home(folder / f"{name} home"):
        store = Store.open(own)
        with _told(f"  to the {name}", bare) as tell:
            joining.begin(lambda job: job(store), place)
            exchange.sync(lambda job: job(store), tell)
        store.close()
    with at_home(folder / f"{name} other"):
        other = folder / f"{name} other.db"
        _cancelled(name, lambda tell: joining.fetch(place, other, tell))
        assert not other.exists()
        with _told(f"  from the {name}", bare) as tell:
            joining.fetch(place, other, tell)
            with closing(Store.open(other)) as store:
                exchange.sync(lambda job: job(store), tell)


@contextmanager
def _told(what: str, bare: float):  # type: ignore[no-untyped-def]  # of a function that is told how much is done
    """Say how long something took, and how long at most nothing was heard of it."""
    heard: list[float] = []
    begun = time.perf_counter()
    yield lambda _done, _text: heard.append(time.perf_counter())
    took = time.perf_counter() - begun
    moments = [begun, *heard, begun + took]
    still = max(after - before for before, after in itertools.pairwise(moments))
    silent = f"told {len(heard)} times, silent {still:.2f} s at most"
    print(f"{what}: {took:.2f} s, {took / bare:.1f} × a bare copy; {silent}")


def _cancelled(name: str, job: Callable[[Callable[[float, str], None]], object]) -> None:
    asked = 0.0

    def stop(done: float, _text: str) -> None:
        nonlocal asked
        if done >= 0.1:
            asked = asked or time.perf_counter()
            raise Cancelled

    try:
        job(stop)
    except Cancelled:
        print(f"  from the {name}, cancelled: stopped {time.perf_counter() - asked:.2f} s after it was asked to")


def _copied(source: Path, target: Path) -> float:
    begun = time.perf_counter()
    shutil.copyfile(source, target)
    took = time.perf_counter() - begun
    target.unlink()
    return took


if __name__ == "__main__":
    sys.exit(main())
