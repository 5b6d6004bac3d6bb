"""Whether anything has been written in a database since it was marked as finished.

SQLite counts every transaction in the file's header; a mark is that count kept in the same header, where opening,
looking and copying leave it alone.
"""

from __future__ import annotations

from pathlib import Path

from nettverk.storage import identity
from nettverk.storage.store import Store

# https://sqlite.org/fileformat2.html: change counter, user version, application id
_COUNT, _MARK, _OURS = slice(24, 28), slice(60, 64), slice(68, 72)


def mark(store: Store) -> None:
    """Call a database finished as it stands now."""
    if store.path is not None:
        # A time stamp would not do: copying the file, or a backup program, changes it without anything being written.
        count = int.from_bytes(identity.read_header(store.path)[_COUNT], "big") + 1  # the mark is itself a transaction
        clean = store.sums is not None and store.sums.is_ours()
        with store.db.atomic():
            store.connection.execute(f"PRAGMA user_version = {count}")
            if clean and store.sums is not None:
                store.sums.note_own()


def is_untouched(path: Path) -> bool:
    """Whether the file is as it was when it was marked; one that never was marked is not.

    Raises:
        OSError: the file cannot be read.
    """
    header = identity.read_header(path)
    # Another program's file may have the same number in both places by chance, and is not ours to call finished.
    return (
        header.startswith(identity.MAGIC)
        and int.from_bytes(header[_OURS], "big") == identity.APPLICATION_ID
        and header[_COUNT] == header[_MARK]
    )
