"""Whether a file is one of our databases: looked at before anything is locked or written, so that no other is touched.

Our files say so in their header (``APPLICATION_ID``). Files from before that was written are recognised by the list of
updates they have had and by their tables; they are given it the next time they are opened to work in. A file that
claims to be ours must also have every table, column, view, trigger and index that its updates made, and none that the
waiting ones are to make: one that has lost some, or stopped half-way through an update, is not worked in.
"""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from threading import Event

from nettverk.domain.errors import BadInput, Expected, exit_code, reason
from nettverk.i18n import _
from nettverk.storage import engine, hot_journal, migrate
from nettverk.storage.faults import locked
from nettverk.storage.passphrase import APPLICATION_ID, MAGIC, RING, read_header, seal_in

__all__ = [
    "APPLICATION_ID",
    "HEADER",
    "MAGIC",
    "Kind",
    "Sighting",
    "as_it_was",
    "look",
    "read_header",
    "schema",
    "short",
    "verify",
]

HEADER = 100
"""Bytes of a database's header (https://sqlite.org/fileformat2.html#the_database_header)."""

_SMALLEST = 512
_TRIES, _BETWEEN_S = 20, 0.01
_WORLD = ("SQLITE_IOERR", "SQLITE_NOMEM", "SQLITE_CANTOPEN", "SQLITE_PERM")
_MEMORY = 256 * 2**20
"""Bytes of a database that may be held in memory to be looked at."""

Schema = frozenset[tuple[str, ...]]


class Kind(Enum):
    """What lies at a path."""

    MISSING = auto()
    OURS = auto()
    LOCKED = auto()  # ours, and sealed with a passphrase that has not been given
    FOLDER = auto()
    SPECIAL = auto()  # a pipe, a device, a socket: never opened, as that may wait for ever
    EMPTY = auto()
    CUT = auto()
    NOT_A_DATABASE = auto()
    FOREIGN = auto()
    INCOMPLETE = auto()
    NEWER = auto()


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was seen at a path.

    Attributes:
        kind: what it is.
        path: where.
        journal: the journal of a write that was cut off, if one lies beside it.
    """

    kind: Kind
    path: Path
    journal: hot_journal.Journal | None = None

    def refuse(self) -> None:
        """Go on with what is ours, and with nothing at all; anything else is refused.

        Raises:
            Locked: it is ours, and its passphrase has not been given.
            BadInput: a sentence on what the file is and what to do; the file is as it was.
        """
        if self.kind is Kind.LOCKED:
            raise locked(self.path)
        if self.kind not in {Kind.OURS, Kind.MISSING}:
            raise BadInput(_sentence(self.kind, self.path.name or str(self.path)))


def look(path: Path) -> Sighting:
    """See what lies at a path. Nothing is written, locked or made, and nothing but a plain file is opened.

    Raises:
        Expected: it cannot be read.
    """
    # Somebody may be writing in it right now: what is seen half-way through a write is not what it is.
    sighting = Sighting(Kind.MISSING, path)
    for _try in range(_TRIES):
        before = _mark(path)
        with suppress(FileNotFoundError):  # the journal was there, and a moment later the write was over
            sighting = _look(path)
            if sighting.kind in {Kind.OURS, Kind.LOCKED, Kind.MISSING} or (
                _mark(path) == before and sighting.journal is None
            ):
                break
        Event().wait(_BETWEEN_S)
    return sighting


def _mark(path: Path) -> tuple[int, int] | None:
    """What is other when somebody has written."""
    with suppress(OSError):
        status = path.stat()
        return status.st_size, status.st_mtime_ns
    return None


def _look(path: Path) -> Sighting:
    try:
        status = path.stat()
    except FileNotFoundError:
        return Sighting(Kind.MISSING, path)
    except OSError as fault:
        raise _unreadable(path, fault) from fault
    if stat.S_ISDIR(status.st_mode):
        return Sighting(Kind.FOLDER, path)
    if not stat.S_ISREG(status.st_mode):
        return Sighting(Kind.SPECIAL, path)
    if not status.st_size:
        return Sighting(Kind.EMPTY, path)
    try:
        header = read_header(path)
        journal = hot_journal.beside(path)
    except FileNotFoundError:
        raise
    except OSError as fault:
        raise _unreadable(path, fault) from fault
    return Sighting(_kind(path, header, status.st_size, journal), path, journal)


def verify(connection: sqlite3.Connection) -> Kind:
    """What an open database is, by its tables and the updates it has had.

    Raises:
        sqlite3.DatabaseError: it cannot be read.
    """
    actual = schema(connection, _our_tables() | {migrate.TABLE})
    tables = _tables(actual)
    columns = {each[2] for each in actual if each[0] == "column" and each[1] == migrate.TABLE}
    done = migrate.applied(connection) if {"migration_set", "name"} <= columns else ()
    if not done:
        first = _tables(_expected(_known()[:1]))
        # Half of our oldest tables are more than another program has by chance.
        return Kind.INCOMPLETE if len(first & tables) * 2 > len(first) else Kind.FOREIGN
    if set(done) - set(_known()):
        return Kind.NEWER
    try:
        has = _expected(done)
    except sqlite3.Error:  # the updates it says it has had cannot be had without those it lacks
        return Kind.INCOMPLETE
    half_done = (_all() - has) & actual if len(done) < len(_known()) else frozenset()
    return Kind.INCOMPLETE if has - actual or half_done else Kind.OURS


def schema(connection: sqlite3.Connection, tables: frozenset[str] | None = None) -> Schema:
    """Every table, view, trigger and index of a database by kind and name, and the columns of its tables.

    Args:
        tables: those whose columns are of interest; all where left out. (Another program's may be of a kind that
            cannot be asked.)
    """
    rows = connection.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^'")
    objects = {(str(kind), str(name)) for kind, name in rows.fetchall()}
    asked = [name for kind, name in objects if kind == "table" and (tables is None or name in tables)]
    columns = {
        ("column", name, str(column[0]))
        for name in asked
        for column in connection.execute("SELECT name FROM pragma_table_xinfo(?)", (name,))
    }
    return frozenset(objects | columns)


@contextmanager
def as_it_was(path: Path, journal: hot_journal.Journal | None) -> Iterator[sqlite3.Connection]:
    """A look into a file without touching it or anything beside it; what a cut-off write changed is taken back first.

    Raises:
        sqlite3.DatabaseError: it cannot be read.
    """
    image = None
    if journal is not None and path.stat().st_size <= _MEMORY:
        image = hot_journal.rolled_back(path, journal)
    if image is None:
        # Immutable: no lock, and no files beside it for one that another program has put in another mode.
        with closing(engine.connect(path, mode="ro", still=True)) as connection:
            yield connection
        return
    with closing(engine.from_bytes(image, path)) as connection:
        yield connection


def _kind(path: Path, header: bytes, size: int, journal: hot_journal.Journal | None) -> Kind:
    if not header.startswith(MAGIC[: len(header)]) or (size < len(MAGIC)):
        return Kind.NOT_A_DATABASE
    if size < _SMALLEST:
        return Kind.CUT
    if int.from_bytes(header[68:72], "big") not in {0, APPLICATION_ID}:
        return Kind.FOREIGN
    if journal is None and size < _told_size(header):
        return Kind.CUT
    ours = int.from_bytes(header[68:72], "big") == APPLICATION_ID
    seal = seal_in(header)
    if seal is not None and (RING.key(seal) is None or not engine.has_sqlcipher()):
        return Kind.LOCKED
    try:
        with as_it_was(path, journal) as connection:
            kind = verify(connection)
    except sqlite3.DatabaseError as fault:
        if str(getattr(fault, "sqlite_errorname", "")).startswith(_WORLD):
            raise
        # It says that it is a database, and cannot be read as one. SQLite has many words for that.
        return Kind.CUT
    return Kind.INCOMPLETE if ours and kind is Kind.FOREIGN else kind


def _told_size(header: bytes) -> int:
    """How many bytes a database says that it has; 0 where a program from before SQLite said so has written in it."""
    if header[24:28] != header[92:96]:
        return 0
    page = int.from_bytes(header[16:18], "big")
    return int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)


def _tables(objects: Schema) -> frozenset[str]:
    return frozenset(each[1] for each in objects if each[0] == "table")


def _our_tables() -> frozenset[str]:
    return _tables(_all()) | _tables(_expected(_known()[:1]))


def _all() -> Schema:
    """What a database has that is up to date; an update that fails is told of when it is to be made, not here."""
    names = _known()
    for count in range(len(names), 0, -1):
        with suppress(sqlite3.Error):
            return _expected(names[:count])
    return frozenset()


def _known() -> tuple[str, ...]:
    return tuple(path.stem for path in migrate.known())


def _expected(names: tuple[str, ...]) -> Schema:
    """What a database has that has had these updates."""
    return _made_by(migrate.known(), names)


@lru_cache(maxsize=8)
def _made_by(files: tuple[Path, ...], names: tuple[str, ...]) -> Schema:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate.apply_to(connection, names)
        return schema(connection)


def _unreadable(path: Path, fault: OSError) -> Expected:
    return Expected(
        _("Får ikke åpnet {file}: {reason}. Velg en annen fil.").format(
            file=short(path.name or str(path)), reason=reason(fault)
        ),
        code=exit_code(fault),
    )


def short(name: str) -> str:
    """A name as it can stand in a sentence."""
    return name if len(name) <= 100 else f"{name[:60]} … {name[-30:]}"


def _sentence(kind: Kind, file: str) -> str:
    words = {
        Kind.FOLDER: _("{file} er en mappe. Skriv også navnet på Nettverk-fila som ligger i den."),
        Kind.SPECIAL: _("{file} er ikke en vanlig fil. Velg en Nettverk-fil (.db)."),
        Kind.EMPTY: _(
            "{file} er tom: det som lå der, er kuttet bort. Fila er ikke endret. Hent tilbake en "
            "sikkerhetskopi, eller velg en annen fil."
        ),
        Kind.CUT: _(
            "{file} er skadet eller kuttet av, og kan ikke leses. Fila er ikke endret. Hent tilbake en sikkerhetskopi."
        ),
        Kind.NOT_A_DATABASE: _(
            "{file} er ikke en Nettverk-fil, eller den er skadet. Fila er ikke endret. Prøv en sikkerhetskopi."
        ),
        Kind.FOREIGN: _("{file} er laget av et annet program enn Nettverk. Fila er ikke endret. Velg en annen fil."),
        Kind.INCOMPLETE: _(
            "{file} er en Nettverk-fil som det mangler noe i, kanskje etter en avbrutt oppdatering. Fila er "
            "ikke endret. Hent tilbake en sikkerhetskopi."
        ),
        Kind.NEWER: _("{file} er laget med en nyere versjon av Nettverk. Oppdater programmet. Fila er ikke endret."),
    }
    return words[kind].format(file=short(file))
