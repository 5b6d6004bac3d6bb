"""Let everything that pointed at one row point at another, by what the schema itself says of its foreign keys."""

from __future__ import annotations

from nettverk.storage.store import Store


def repoint(store: Store, table: str, keep: str, drop: str) -> None:
    """Move every reference from one row of a table to another; call inside ``store.change()``.

    A reference that would stand twice stays with the row that goes, and goes with it.

    Args:
        table: the table both rows are in.
        keep, drop: their ids.
    """
    # The schema is asked instead of a list kept here: a table that is added later is moved along without anybody
    # remembering to.
    names = [row["name"] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        for key in store.rows(f"PRAGMA foreign_key_list({name})"):
            if key["table"] == table:
                column = key["from"]
                store.connection.execute(f"UPDATE OR IGNORE {name} SET {column} = ? WHERE {column} = ?", (keep, drop))
