"""Databases in memory for tests: each one's own, copied from one that was made once for the whole run.

To make every table by every update there has been takes longer than most tests do; a copy takes a millisecond.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path

from nettverk.domain.ids import new_id
from nettverk.domain.now import utc_now
from nettverk.services import database
from nettverk.services.sample import sample
from nettverk.services.sharing.place import OnLane
from nettverk.storage import identity, undo
from nettverk.storage.store import Store, prepared

_SAMPLE = "sample"
_MADE = "NETTVERK_TESTS_SAMPLES"
"""Where the process that hands out the tests has laid the sample for those that run them."""


def empty(now: Callable[[], datetime] | None = None, *, installation: str | None = None) -> Store:
    """An empty database, as ``Store.in_memory`` makes it; written in by somebody new unless ``installation`` says."""
    return copied(_empty(), now, installation=installation)


def on(store: Store) -> OnLane:
    """Where an open file is worked with: here, and nobody else does."""
    return lambda job: job(store)


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """A file as the program opens it, closed again at the end."""
    store = database.open_file(path)
    try:
        yield store
    finally:
        store.close()


def copied(
    source: sqlite3.Connection, now: Callable[[], datetime] | None = None, *, installation: str | None = None
) -> Store:
    """A copy of a database; written in by somebody new where ``installation`` is left out."""
    fresh = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    source.backup(fresh)
    store = Store(prepared(fresh), None, now or utc_now)
    store.bring_up_to_date()
    store.sign_as(installation or new_id())
    return store


def fill_with_sample(store: Store, today: date) -> str:
    """Put the sample as it is on a day into an empty database, with whoever wrote it as its writer.

    Returns: the id of its coming gathering, as ``sample.build`` tells it.
    """
    connection, coming = _sample(today)
    connection.backup(store.connection)
    if store.path is not None and store.sums is not None:
        with store.change():
            store.sums.count_anew(accept=True)  # a file says which of its changes were the program's own
    store.sign_as(_SAMPLE)
    return coming


def make_for_all(folder: Path, today: date) -> None:
    """Make the sample once for every worker that is started after this."""
    connection, coming = _sample(today)
    (folder / f"{today}.db").write_bytes(connection.serialize())
    (folder / f"{today}.id").write_text(coming, "utf-8")
    os.environ[_MADE] = str(folder)


def watch_sooner(connection: sqlite3.Connection) -> None:
    """Install the triggers of ``undo.watch``, the same ones, in four tenths of the time.

    SQLite reads a trigger and looks through the others for each that is made. Here they are written down as others
    have made them, and read once. Where SQLite does not let that be done, they are made one by one.
    """
    tables = tuple(connection.execute("SELECT sql FROM main.sqlite_master WHERE type = 'table'"))
    key = tuple(row[0] for row in tables)
    if key not in _TRIGGERS:
        _WATCH(connection)
        of_undo = "SELECT type, name, tbl_name, rootpage, sql FROM temp.sqlite_master WHERE type = 'trigger'"
        _TRIGGERS[key] = [tuple(row) for row in connection.execute(of_undo)]
        return
    connection.execute("PRAGMA writable_schema = ON")
    try:
        connection.execute("BEGIN")
        connection.execute(undo._LOG)
        connection.executemany("INSERT INTO temp.sqlite_master VALUES (?, ?, ?, ?, ?)", _TRIGGERS[key])
        version = connection.execute("PRAGMA temp.schema_version").fetchone()[0]
        connection.execute(f"PRAGMA temp.schema_version = {version + 1}")
        connection.execute("COMMIT")
    except sqlite3.OperationalError:
        connection.execute("ROLLBACK")
        _WATCH(connection)
    finally:
        connection.execute("PRAGMA writable_schema = OFF")
    connection.execute("SELECT 1 FROM temp.change_log")  # whoever writes in a table does not look for new triggers


_WATCH = undo.watch
_TRIGGERS: dict[tuple[str, ...], list[tuple[object, ...]]] = {}


@cache
def _sample(today: date) -> tuple[sqlite3.Connection, str]:
    made = Path(os.environ.get(_MADE, os.devnull)) / f"{today}.db"
    if made.exists():
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.deserialize(made.read_bytes())
        return connection, made.with_suffix(".id").read_text("utf-8")
    store = empty(installation=_SAMPLE)
    coming = sample.build(store, today=today).made
    store.connection.execute(f"PRAGMA application_id = {identity.APPLICATION_ID}")  # as in a file
    return store.connection, coming


@cache
def _empty() -> sqlite3.Connection:
    return Store.in_memory().connection
