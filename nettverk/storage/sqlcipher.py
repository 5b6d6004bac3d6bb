"""SQLCipher, an extra, behind the face of Python's own ``sqlite3``: the same faults, the same rows, the same calls.

Imported only for a file that is sealed, or is to be. Everything above catches ``sqlite3.Error`` and asks rows for
columns by name; so that all of it holds for sealed files too, faults come out of here as sqlite3's own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from nettverk.storage.passphrase import APPLICATION_ID, PLAIN_HEADER, Key, read_header

PAGE = 8192
"""Bytes of a page in the files that are made here, as in plain ones."""


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except dbapi2.Error as fault:
        raise _own(fault) from fault


def _own(fault: BaseException) -> sqlite3.Error:
    """The same fault as sqlite3 would have raised it."""
    kind = getattr(sqlite3, type(fault).__name__, sqlite3.DatabaseError)
    own: sqlite3.Error = kind(*fault.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(fault, name):
            setattr(own, name, getattr(fault, name))
    return own


class Cursor(dbapi2.Cursor):  # type: ignore[misc]
    """A cursor whose faults are sqlite3's."""

    def execute(self, *args: Any) -> Cursor:
        """Run one statement."""
        with _named():
            super().execute(*args)
        return self

    def executemany(self, *args: Any) -> Cursor:
        """Run one statement with each of several sets of values."""
        with _named():
            super().executemany(*args)
        return self

    def executescript(self, script: str) -> Cursor:
        """Run several statements."""
        with _named():
            super().executescript(script)
        return self

    def fetchone(self) -> Any:
        """The next row, or None."""
        with _named():
            return super().fetchone()

    def fetchmany(self, *args: Any, **named: Any) -> Any:
        """The next rows."""
        with _named():
            return super().fetchmany(*args, **named)

    def fetchall(self) -> Any:
        """All the rows that are left."""
        with _named():
            return super().fetchall()

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except dbapi2.Error as fault:
            raise _own(fault) from fault


class Connection(dbapi2.Connection):  # type: ignore[misc]
    """A connection whose faults and rows are sqlite3's.

    Attributes:
        key: what it was opened with; None for a plain file.
    """

    key: Key | None = None

    @property
    def row_factory(self) -> Any:
        """What rows are made by; ``sqlite3.Row`` is read as SQLCipher's own of that kind."""
        factory = dbapi2.Connection.row_factory.__get__(self, type(self))
        return sqlite3.Row if factory is dbapi2.Row else factory

    @row_factory.setter
    def row_factory(self, factory: Any) -> None:
        # Python's own kind of row takes none but Python's own kind of cursor.
        dbapi2.Connection.row_factory.__set__(self, dbapi2.Row if factory is sqlite3.Row else factory)

    def cursor(self, factory: Any = Cursor) -> Any:
        """One whose faults are sqlite3's."""
        with _named():
            return super().cursor(factory)

    def execute(self, *args: Any) -> Any:
        """Run one statement; its cursor."""
        return self.cursor().execute(*args)

    def executemany(self, *args: Any) -> Any:
        """Run one statement with each of several sets of values; its cursor."""
        return self.cursor().executemany(*args)

    def executescript(self, script: str) -> Any:
        """Run several statements; their cursor."""
        return self.cursor().executescript(script)

    def commit(self) -> None:
        """Store what the transaction has done."""
        with _named():
            super().commit()

    def rollback(self) -> None:
        """Take back what the transaction has done."""
        with _named():
            super().rollback()

    def close(self) -> None:
        """Let go of the file."""
        with _named():
            super().close()

    def create_function(self, *args: Any, **named: Any) -> None:
        """Let SQL call a function."""
        with _named():
            super().create_function(*args, **named)

    def backup(self, target: Any, **named: Any) -> None:
        """Copy everything to another connection."""
        with _named():
            super().backup(target, **named)


@cache
def _prepare() -> None:
    """What holds for the whole library: nothing is written on stderr, and new files are laid out as ours."""
    with closing(dbapi2.connect(":memory:")) as connection:
        # A damaged page is told of by a fault, in a sentence; the library would also say so on the terminal.
        for word in ("cipher_log_level = NONE", "cipher_log = off"):
            connection.execute(f"PRAGMA {word}").fetchall()
        connection.execute(f"PRAGMA cipher_default_plaintext_header_size = {PLAIN_HEADER}")
        connection.execute(f"PRAGMA cipher_default_page_size = {PAGE}")


def connect(database: str, key: Key | None, *, timeout: float = 5.0, page: int = PAGE) -> sqlite3.Connection:
    """A connection with a key, or to a plain file where there is none.

    Args:
        database: an address (``file:…``), or ``:memory:``.
        page: the file's pages in bytes.
    """
    _prepare()
    with _named():
        connection = dbapi2.connect(
            database, timeout=timeout, isolation_level=None, check_same_thread=False, factory=Connection, uri=True
        )
    connection.key = key
    if key is not None:
        connection.execute(f'PRAGMA key = "{key.spelled}"')
        connection.execute(f"PRAGMA cipher_plaintext_header_size = {PLAIN_HEADER}")
        connection.execute(f"PRAGMA cipher_page_size = {page}")
    return connection  # type: ignore[no-any-return]


def page_of(path: Path) -> int:
    """The size of a file's pages in bytes; ours where it has none yet."""
    size = int.from_bytes(read_header(path)[16:18], "big")
    return 65536 if size == 1 else size or PAGE


def export(source: sqlite3.Connection, target: Path, key: Key | None, tell: Callable[[int], bool]) -> None:
    """Write everything that a database holds to an empty file, with another key or none.

    Args:
        tell: asked often, given the bytes written so far; the work is given up when it says so.

    Raises:
        sqlite3.Error: it could not be done, or was given up (``SQLITE_INTERRUPT``).
    """
    source.execute("ATTACH ? AS new KEY ?", (str(target), key.spelled if key is not None else ""))
    source.set_progress_handler(lambda: int(tell(target.stat().st_size)), 200_000)
    try:
        _settings(source, ("page_size = 8192", "journal_mode = OFF", "synchronous = OFF"))
        source.execute("SELECT sqlcipher_export('new')").fetchall()
        own = source.execute("PRAGMA main.application_id").fetchone()[0]
        # A file from before ours said so in their headers is known by its tables, but only while it can be read.
        _settings(source, (f"application_id = {APPLICATION_ID if key is not None else own}",))
    finally:
        source.set_progress_handler(None, 0)
        source.execute("DETACH new")


def _settings(source: sqlite3.Connection, settings: Iterable[str]) -> None:
    for setting in settings:
        source.execute(f"PRAGMA new.{setting}").fetchall()
