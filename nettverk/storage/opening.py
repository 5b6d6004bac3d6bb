"""The steps of opening a database file, each on its own; ``Store.open`` takes them in order."""

from __future__ import annotations

import filecmp
import getpass
import itertools
import os
import platform
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Event

from nettverk.domain.errors import BadInput, Expected
from nettverk.domain.now import steady
from nettverk.i18n import _
from nettverk.storage import engine, hot_journal, identity, soundness, whole_files
from nettverk.storage.faults import damaged
from nettverk.storage.identity import Kind, Sighting

SNAPSHOT_MOST = 256 * 2**20
"""Bytes of a database that a reading job takes a copy of into memory, so that it keeps nobody from writing."""


BUSY_S, PATIENCE_S = 0.2, 10.0
"""How long a reading job waits for its turn, and then for a moment between two writes."""


class _Twin(Exception):
    """A copy that is there already is the same."""


def usable(path: Path) -> Path:
    """The file that a path means, links followed.

    Raises:
        BadInput: it is no name of a file, though SQLite or the system would make something of it.
    """
    text = str(path)
    # SQLite would keep the first in memory only, and read the second as an address with choices in it.
    if "\0" in text or any(part.casefold().startswith((":memory:", "file:")) for part in path.parts):
        name = identity.short(text.replace("\0", "?"))
        raise BadInput(
            _("{name} er ikke navnet på en fil. Skriv det som står i mappa, for eksempel nettverk.db.").format(
                name=name
            )
        )
    if sys.platform == "win32" and not path.is_symlink():
        return path.absolute()  # a mapped drive keeps its letter
    return Path(os.path.realpath(path))


def holder() -> str:
    """Who has a database open, as another is told who wants it."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        user = "?"
    return f"{user} · {platform.node()}"


def to_read(sighting: Sighting) -> sqlite3.Connection:
    """The database as it is at this moment, whatever the program writes meanwhile; nothing beside it is touched.

    It is copied into memory, and a write that was cut off is taken back in the copy alone. A very large one is read
    where it lies, in one long read.

    Raises:
        sqlite3.DatabaseError: it cannot be read.
    """
    path = sighting.path
    connection = engine.connect(path, mode="ro", timeout=BUSY_S)
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as fault:
        connection.close()
        # Only a journal to be put back makes SQLite ask for leave to write. One who writes without a pause lets nobody
        # in between.
        if not str(getattr(fault, "sqlite_errorname", "")).startswith(("SQLITE_READONLY", "SQLITE_BUSY")):
            raise
        image = _between_writes(path)
        if image is None:
            raise
        return engine.from_bytes(image, path)
    if path.stat().st_size > SNAPSHOT_MOST:
        return connection
    memory = engine.in_memory(engine.key_in(connection))
    try:
        connection.backup(memory)
    except sqlite3.DatabaseError:  # damaged: whoever looks for damage sees more in the file itself
        memory.close()
        return connection
    connection.close()
    return memory


def _between_writes(path: Path) -> bytes | None:
    until = steady() + PATIENCE_S
    while path.stat().st_size <= SNAPSHOT_MOST and steady() < until:
        image = hot_journal.at_one_moment(path)
        if image is not None:
            return image
        Event().wait(0.001)
    return None


Fill = Callable[[sqlite3.Connection], None]
"""Gives an empty database what it begins with."""


def make(path: Path, fill: Fill) -> None:
    """Make a new database, whole or not at all; one that somebody else has made there meanwhile stays.

    Args:
        fill: gives an empty one its tables.
    """
    try:
        with whole_files.aside(path, replace=False) as beside, closing(engine.connect(beside)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # brought to the disk as a whole, when it is whole
            connection.execute("PRAGMA journal_mode = MEMORY")
            fill(connection)
            if connection.execute("PRAGMA application_id").fetchone()[0] != identity.APPLICATION_ID:
                connection.execute(f"PRAGMA application_id = {identity.APPLICATION_ID}")
    except FileExistsError:
        identity.look(path).refuse()


def settle_journal(path: Path, now: datetime) -> str:
    """Put aside a journal that belongs to another database than the one it lies beside; a sentence about it, or none.

    Raises:
        Expected: the file is damaged too, so that nothing is certain; both are left as they are.
    """
    journal = hot_journal.beside(path)
    if journal is None or hot_journal.belongs(journal, identity.read_header(path)):
        return ""
    # A copy that was laid here is whole by itself. What is not may be the journal's own database after all.
    with closing(engine.connect(path, mode="ro", still=True)) as connection:
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise Expected(damaged(path.name))
    kept = hot_journal.put_aside(journal, path, now)
    return _(
        "{file} er en annen kopi enn den som sist var åpen her, og er brukt som den er."
        " En lagring som ble avbrutt i den forrige, ligger i {kept}."
    ).format(file=path.name, kept=kept.name)


def refuse_damaged(connection: sqlite3.Connection, sighting: Sighting) -> None:
    """Let nobody work on in a file that has lost something: it would look empty, or forget what is written next.

    Raises:
        Expected: it is damaged.
    """
    if sighting.journal is not None and identity.verify(connection) is not Kind.OURS:
        raise Expected(damaged(sighting.path.name))
    if not soundness.looks_whole(connection, sighting.path):
        raise Expected(damaged(sighting.path.name))


def copy_before(path: Path, step: str, copy: Callable[[Path], None], folder: Path | None = None) -> Path:
    """Keep the database as it is before it is changed by an update; returns where.

    A copy never takes another's place. One that is the same, as when an update is cut off and begun again, is enough.

    Args:
        step: the update, which the copy is named after.
        copy: writes a copy to a path.
        folder: where it is kept; beside the database where left out.
    """
    if folder is not None:
        whole_files.make_folder(folder)
    for number in itertools.count(1):
        name = f"{path.stem} før {step}{f' {number}' if number > 1 else ''}{path.suffix}"
        target = (folder or path.parent) / name
        try:
            with whole_files.aside(target, replace=False) as beside:
                copy(beside)
                _stop_at_twin(beside, target)
        except FileExistsError:
            continue
        except _Twin:
            pass
        break
    return target


def _stop_at_twin(beside: Path, target: Path) -> None:
    if target.is_file() and filecmp.cmp(beside, target, shallow=False):
        raise _Twin


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copy an open database to a path with SQLite's own backup, and read the copy to see that it is whole.

    Raises:
        Expected: the copy is not whole.
    """
    with closing(engine.for_copy(connection, target)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # whoever puts it in place brings it to the disk
        copy.execute("PRAGMA journal_mode = MEMORY")
        connection.backup(copy)
    with closing(engine.connect(target, mode="ro")) as copy:
        whole = copy.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok" and identity.verify(copy) is Kind.OURS
    if not whole:
        raise Expected(_("Kopien ble ikke hel, og er fjernet. Prøv igjen, gjerne på en annen disk."))
