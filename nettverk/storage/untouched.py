"""Whether anything has been written in a database since it was marked as finished.

SQLite counts every transaction in the file's header; a mark is that count kept in the same header, where opening,
looking and copying leave it alone.
"""

from __future__ import annotations

from pathlib import Path

from nettverk.storage.store import Store

_COUNT, _MARK = slice(24, 28), slice(60, 64)  # https://sqlite.org/fileformat2.html: change counter, user version


def mark(store: Store) -> None:
    """Call a database finished as it stands now."""
    if store.path is not None:
        # A time stamp would not do: copying the file, or a backup program, changes it without anything being written.
        count = int.from_bytes(_header(store.path)[_COUNT], "big") + 1  # the mark is itself a transaction
        store.connection.execute(f"PRAGMA user_version = {count}")


def is_untouched(path: Path) -> bool:
    """Whether the file is as it was when it was marked; one that never was marked is not.

    Raises:
        OSError: the file cannot be read.
    """
    header = _header(path)
    return len(header) == 100 and header[_COUNT] == header[_MARK]


def _header(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)
