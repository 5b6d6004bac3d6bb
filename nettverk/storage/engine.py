"""Which SQLite a file is opened with: Python's own, or SQLCipher for one that is sealed. Every connection begins here.

Whether a file is sealed stands in its header, so whoever opens one need not know. SQLCipher is not imported before
there is a sealed file, and a plain one is never opened by anything but Python's own.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from nettverk.storage import passphrase, whole_files
from nettverk.storage.connected import file_of
from nettverk.storage.passphrase import RING, Key, read_header, seal_in

_COUNTERS = (slice(24, 28), slice(92, 96))
"""In a header: how many transactions there have been, and which of them last said how long the file is."""


class Sealed(sqlite3.DatabaseError):
    """A file is sealed, and nobody has given its passphrase, or SQLCipher is not installed; nothing is wrong with it.

    Attributes:
        path: the file.
    """

    sqlite_errorname = "SQLITE_AUTH"

    def __init__(self, path: Path) -> None:
        super().__init__("sealed")
        self.path = path


@cache
def has_sqlcipher() -> bool:
    """Whether sealed files can be opened in this installation at all."""
    return find_spec("sqlcipher3") is not None


def connect(path: Path, *, mode: str = "rwc", still: bool = False, timeout: float = 5.0) -> sqlite3.Connection:
    """A connection to a file; transactions are begun and ended by hand, and it may change threads.

    Args:
        mode: «ro», «rw», or «rwc», which makes the file where there is none.
        still: nobody writes in it and nobody will: it is not locked, and lies perhaps where nothing can be.

    Raises:
        Sealed: its passphrase has not been given.
        sqlite3.Error: it cannot be opened.
    """
    key = key_to(path)
    address = _address(path, mode, still=still)
    if key is None:
        return sqlite3.connect(address, timeout=timeout, uri=True, isolation_level=None, check_same_thread=False)
    from nettverk.storage import sqlcipher

    return sqlcipher.connect(address, key, timeout=timeout, page=sqlcipher.page_of(path))


def _address(path: Path, mode: str, *, still: bool) -> str:
    address = path.absolute().as_uri()
    if not address.startswith("file:///"):  # on a server, \\\\name\\folder: to SQLite that is a path as any other
        address = address.replace("file://", "file:////", 1)
    return f"{address}?mode={mode}{'&immutable=1' if still else ''}"


def key_to(path: Path) -> Key | None:
    """The key that a file is opened with; None for a plain one, or where there is no file.

    Raises:
        Sealed: its passphrase has not been given.
    """
    try:
        seal = seal_in(read_header(path))
    except OSError:  # SQLite has its own word for what is not there
        return None
    if seal is None:
        return None
    key = RING.key(seal)
    if key is None or not has_sqlcipher():
        raise Sealed(path)
    return key


def is_sealed(path: Path) -> bool:
    """Whether the file at a path is sealed, as far as that can be read."""
    with suppress(OSError):
        return seal_in(read_header(path)) is not None
    return False


def key_in(connection: sqlite3.Connection) -> Key | None:
    """The key that a connection was opened with; None for a plain file."""
    return getattr(connection, "key", None)


def in_memory(key: Key | None = None) -> sqlite3.Connection:
    """An empty database in memory; with the same key as a file's, that file can be copied to it."""
    if key is None:
        return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    from nettverk.storage import sqlcipher

    return sqlcipher.connect(":memory:", key)


def without_name() -> sqlite3.Connection:
    """An empty database that goes when it is closed: in memory while it is small, else in a file nobody else can open.

    It is never sealed, so nothing of a sealed file belongs in it.
    """
    return sqlite3.connect("", isolation_level=None, check_same_thread=False)


def for_copy(original: sqlite3.Connection, target: Path) -> sqlite3.Connection:
    """A connection to an empty file that the original can be copied to with SQLite's backup, sealed as it is."""
    key = key_in(original)
    if key is None:
        return sqlite3.connect(target, isolation_level=None, check_same_thread=False)
    from nettverk.storage import sqlcipher

    return sqlcipher.connect(str(target.absolute()), key)


@contextmanager
def new_file(target: Path, key: Key | None) -> Iterator[sqlite3.Connection]:
    """A connection to an empty file, for the length of the block; sealed with the key, if there is one."""
    if key is None:
        with closing(sqlite3.connect(target, isolation_level=None)) as connection:
            yield connection
        return
    from nettverk.storage import sqlcipher

    with closing(sqlcipher.connect(str(target.absolute()), key)) as connection:
        yield connection
        connection.execute(f"PRAGMA application_id = {passphrase.APPLICATION_ID}")
    passphrase.stamp(target, key)


def from_bytes(content: bytes, path: Path) -> sqlite3.Connection:
    """A database in memory that is what these bytes say.

    Args:
        path: the file that they were read from, which says what it is sealed with.

    Raises:
        sqlite3.DatabaseError: they cannot be read.
    """
    seal = seal_in(content[:100])
    if seal is None:
        connection = in_memory()
        connection.deserialize(content)
        return connection
    key = RING.key(seal)
    if key is None or not has_sqlcipher():
        raise Sealed(path)
    # SQLCipher reads from files only. They are the same sealed bytes, so no more is seen of them there.
    with tempfile.TemporaryDirectory(prefix="nettverk-") as folder:
        copy = Path(folder) / "n.db"
        copy.write_bytes(content)
        RING.add(key)
        connection = in_memory(key)
        try:
            with closing(connect(copy, mode="ro", still=True)) as original:
                original.backup(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def write_anew(connection: sqlite3.Connection) -> None:
    """Let a file give back what it does not use (``VACUUM``); interrupted or failed, it stays as it is."""
    key = key_in(connection)
    if key is None:
        connection.execute("VACUUM")
        return
    # SQLite's own way would leave the salt behind, as it makes a new header. The new file is made aside instead, and
    # its pages are laid over the old ones in one transaction, the header with the salt among them.
    path = Path(file_of(connection))
    with whole_files.scratch(path.parent) as aside:
        connection.execute("VACUUM INTO ?", (str(aside),))
        header = bytearray(aside.read_bytes()[:100])
        old = read_header(path)
        for place in _COUNTERS:  # whoever has the old pages in mind must see that they are others now
            header[place] = old[place]
        with aside.open("r+b") as file:
            file.write(header[: passphrase.PLAIN_HEADER])
        passphrase.stamp(aside, key)
        with closing(connect(aside, mode="ro", still=True)) as fresh:
            fresh.backup(connection)


def overwrite(path: Path) -> None:
    """Write zeros over a file and remove it; one that has another name as well is only removed.

    Raises:
        OSError: it cannot be written.
    """
    with path.open("r+b") as file:
        if os.fstat(file.fileno()).st_nlink <= 1:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(bytes(min(left, 1 << 20)))
            file.flush()
            os.fsync(file.fileno())
    path.unlink()
