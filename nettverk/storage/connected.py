"""Which file a connection has open, as SQLite itself names it."""

from __future__ import annotations

import os
import sqlite3


def file_of(connection: sqlite3.Connection) -> str:
    """The path of the main database; empty where it is in memory.

    It is asked for as bytes: a file's name need not be text in any encoding.
    """
    cursor = connection.cursor()
    cursor.row_factory = None
    (name,) = cursor.execute("SELECT CAST(file AS BLOB) FROM pragma_database_list WHERE name = 'main'").fetchone()
    return os.fsdecode(name or b"")
