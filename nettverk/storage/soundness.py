"""Whether a file can be worked in, as far as that is seen without reading all of it.

Twenty years are hundreds of megabytes; reading them before the window comes would be felt every morning. A small file
is read at once, and the rest of a large one afterwards, while nobody asks for anything (``services/upkeep.py``).
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

# Bytes. So much is read in a few hundredths of a second, also from a stick.
SMALL = 2 * 2**20


def looks_whole(connection: sqlite3.Connection, path: Path) -> bool:
    """Whether nothing is seen to be missing: all of a small file, the length and every table's first page of a large.

    Raises:
        sqlite3.DatabaseError: a page that is needed cannot be read.
    """
    if path.stat().st_size <= SMALL:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    # SQLite itself sees with the first page whether the file is shorter than it should be.
    for kind, name in connection.execute("SELECT type, name FROM main.sqlite_master").fetchall():
        if kind == "table":
            connection.execute(f'SELECT 1 FROM main."{name}" LIMIT 1').fetchone()
    return True
