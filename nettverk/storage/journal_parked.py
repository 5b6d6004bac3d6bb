"""What was said under something that had come in and was taken back: it waits until that is there again.

A clock that is pressed is no step that can be taken back. If the gathering it was pressed at goes, because taking in
another file is taken back, what was pressed must not be lost with it: others may have heard of it, or are to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from nettverk.domain.journal.model import SAID, Value
from nettverk.storage import journal_text

TABLE = "_journal_parked"
_MAKE = f"""
CREATE TABLE IF NOT EXISTS {TABLE} (
  tbl TEXT NOT NULL,
  key TEXT NOT NULL,
  vals TEXT NOT NULL CHECK (json_valid(vals)),
  PRIMARY KEY (tbl, key)
) STRICT, WITHOUT ROWID
"""


def park(connection: sqlite3.Connection, rows: Iterable[Mapping[str, Value]]) -> None:
    """Let entries wait; inside a transaction. Only then is there a table for it."""
    texts = [(SAID, row["id"], journal_text.encoded(row)) for row in rows]
    if texts:
        connection.execute(_MAKE)
        connection.executemany(f"INSERT OR REPLACE INTO {TABLE} (tbl, key, vals) VALUES (?, ?, ?)", texts)


def take_in(connection: sqlite3.Connection, other: sqlite3.Connection) -> None:
    """Let what waits in another file wait here too; inside a transaction."""
    park(connection, _all(other))


def waiting(connection: sqlite3.Connection) -> list[dict[str, Value]]:
    """The entries that wait and do not stand: not those that have been taken away, or stand somewhere, since.

    Raises:
        ValueError: one is damaged.
    """
    sql = "SELECT key FROM _journal WHERE tbl = ?1 UNION SELECT id FROM entries"
    rows = _all(connection)
    known = {row[0] for row in connection.execute(sql, (SAID,))} if rows else set()
    return [row for row in rows if row["id"] not in known]


def _all(connection: sqlite3.Connection) -> list[dict[str, Value]]:
    if connection.execute("SELECT 1 FROM main.sqlite_master WHERE name = ?", (TABLE,)).fetchone() is None:
        return []
    return [
        dict(journal_text.decoded(row[0])[0]) for row in connection.execute(f"SELECT vals FROM {TABLE} ORDER BY key")
    ]
