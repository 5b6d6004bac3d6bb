"""What is typed back, or taken back, in a file that is shared over a place: others have read it, and are told."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, Protocol

from nettverk.domain.journal.model import SAID, Value
from nettverk.domain.versions import Stored
from nettverk.storage.journal_text import decoded
from nettverk.storage.versions import continued, second


class Writer(Protocol):
    """Whoever writes in an open file."""

    connection: sqlite3.Connection
    machine_id: str
    new_id: Callable[[], str]

    def stamp(self) -> str:
        """Now, as it is stored."""

    def ensure_writer(self) -> None:
        """Let ``machine_id`` stand in the file."""


_OF_OBJECT = "gathering_id = ? AND kind = ? AND object = ?"


def say_again(writer: Writer, typed_back: Iterable[tuple[str, str | None]]) -> None:
    """Let what is typed back read so everywhere: as said anew, after what others have read already.

    Args:
        typed_back: as ``ledger.typed_back`` has it.
    """
    for text, place in typed_back:
        old, _whole = decoded(text)
        sql = f"SELECT * FROM entries WHERE {_OF_OBJECT} AND id = ?"
        now = None if place is None else writer.connection.execute(sql, tuple(json.loads(place))).fetchone()
        if now is None:
            # When others read it, it was said under another id: under that one it goes as well.
            sql = "INSERT INTO journal_log (tbl, key, old, new) VALUES (?, ?, ?, NULL)"
            writer.connection.execute(sql, (SAID, old["id"], text))
        elif now["number"] < int(str(old["number"])) and now["data"] != old["data"]:
            with suppress(ValueError):  # of damage in what it read before: then it stays as it is
                _type_back(writer, old, now)
        elif _has_gone(writer.connection, now["id"]):
            # Others have been told that it is gone: it comes back as another.
            sql = f"UPDATE entries SET id = ?, number = ? WHERE {_OF_OBJECT} AND id = ?"
            writer.connection.execute(sql, (writer.new_id(), _next_number(writer), *_at(now)))


def _type_back(writer: Writer, old: Mapping[str, Value], now: Mapping[str, Any]) -> None:
    stamp = writer.stamp()
    before, after = Stored(second(str(old["at"])), str(old["data"])), Stored(second(stamp), str(now["data"]))
    packed_before = old["earlier"]
    earlier = continued(packed_before if isinstance(packed_before, bytes) else None, before, after, now["kind"])
    writer.connection.execute(
        f"UPDATE entries SET id = ?, number = ?, replaces = ?, at = ?, earlier = ? WHERE {_OF_OBJECT} AND id = ?",
        (writer.new_id(), _next_number(writer), old["replaces"], stamp, earlier, *_at(now)),
    )


def _at(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return row["gathering_id"], row["kind"], row["object"], row["id"]


def _has_gone(connection: sqlite3.Connection, id_: str) -> bool:
    sql = "SELECT 1 FROM _journal WHERE tbl = ? AND key = ?"
    return connection.execute(sql, (SAID, id_)).fetchone() is not None


def _next_number(writer: Writer) -> int:
    writer.ensure_writer()
    sql = "UPDATE machines SET last_number = last_number + 1 WHERE id = ? RETURNING last_number"
    return int(writer.connection.execute(sql, (writer.machine_id,)).fetchone()[0])
