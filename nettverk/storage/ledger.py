"""What a file knows of what it has sent and taken in; only in a file that is shared over a folder or a server.

What is new waits in ``_share_waiting`` until it lies in a parcel that the place has. Temporary triggers put it there in
the same transaction: a row of the journal, or something that was said, by where it stands. Nothing of what it says is
in there twice.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from nettverk.domain.journal.model import SAID
from nettverk.storage import content_sums, journal
from nettverk.storage.journal_shapes import shapes

if TYPE_CHECKING:
    from nettverk.domain.journal.parcels import Label
    from nettverk.storage.typed_back import Writer

TABLES = ("_share_waiting", "_share_streams", "_share_taken")
TAKEN_BACK = ("_share_streams", "_share_taken")
"""What is as it was when what came in is taken back."""
_MAKE = """
CREATE TABLE IF NOT EXISTS _share_waiting (
  tbl TEXT NOT NULL,
  key TEXT NOT NULL, -- of what was said: gathering, kind, object and id, as a JSON array
  tx TEXT NOT NULL, -- empty for what was said
  number INTEGER, -- the parcel it goes with, from when that is made until it has been laid out
  redacted INTEGER NOT NULL DEFAULT 0, -- whether it stands there already, with a name in it that is to go
  PRIMARY KEY (tbl, key, tx)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _share_streams ( -- up to where everything is taken in; one's own up to where it is sent
  stream TEXT PRIMARY KEY,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS _share_taken (
  stream TEXT NOT NULL,
  number INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (stream, number, digest)
) STRICT, WITHOUT ROWID;
"""


class Fact(StrEnum):
    """What a file that is shared over a place says of itself, in ``_file``."""

    STREAM = "stream"  # what its own parcels are called
    OWNER = "stream_of"  # the installation that writes in that stream
    SECRET = "secret"  # what parcels are sealed with, where the file has a passphrase
    PAUSED = "paused"  # what came in has been taken back: nothing comes in before somebody asks for it
    CLEANED = "cleaned"  # how many people had been removed when what it has laid out was last written anew
    LAID_OUT = "laid_out"  # whether what it has laid out is sealed
    REPORTED = "reported"  # up to where a server's report tools have been told
    WHOLE = "whole"  # the number of the last whole file it has laid out
    ANNOUNCE = "announce"  # what it has that no parcel has: a whole file is to be laid out


def fact(connection: sqlite3.Connection, name: Fact) -> str:
    """A fact; empty where the file has none."""
    return content_sums.fact(connection, name)


def put_fact(connection: sqlite3.Connection, name: Fact, value: str) -> None:
    """Write one down; inside a transaction."""
    connection.execute("INSERT OR REPLACE INTO _file (key, value) VALUES (?, ?)", (name, value))


def is_on(connection: sqlite3.Connection) -> bool:
    """Whether a file is shared over a place, by any machine."""
    if not fact(connection, Fact.STREAM):
        return False
    sql = "SELECT count(*) FROM main.sqlite_master WHERE type = 'table' AND name IN (?, ?, ?)"
    return bool(connection.execute(sql, TABLES).fetchone()[0] == len(TABLES))


def make(connection: sqlite3.Connection, installation: str, *, announce: bool = True) -> str:
    """Begin a stream of one's own in a file with a journal; inside a transaction. Returns its name.

    What waited to be sent in another stream waits still: to send it twice does no harm.

    Args:
        announce: lay out everything once, as it is not known what of it others have.
    """
    for statement in _MAKE.split(";\n"):
        connection.execute(statement)
    stream = secrets.token_hex(8)
    put_fact(connection, Fact.STREAM, stream)
    put_fact(connection, Fact.OWNER, installation)
    put_fact(connection, Fact.WHOLE, "")
    if not fact(connection, Fact.SECRET):
        put_fact(connection, Fact.SECRET, secrets.token_hex(48))
    put_fact(connection, Fact.ANNOUNCE, "1" if announce else "")
    connection.execute("UPDATE _share_waiting SET number = NULL")
    return stream


def watch(connection: sqlite3.Connection) -> None:
    """Let what is written from now on wait to be sent, and know what is typed back; for this connection."""
    shape = shapes(connection)[SAID]
    old = journal.as_json(SAID, shape, "OLD", frozenset({(SAID, "earlier")}))
    wait = "INSERT OR REPLACE INTO _share_waiting (tbl, key, tx, number, redacted) VALUES"
    place = "json_array(NEW.gathering_id, NEW.kind, NEW.object, NEW.id)"
    other = (
        "OLD.id IS NOT NEW.id OR OLD.gathering_id IS NOT NEW.gathering_id"
        " OR OLD.kind IS NOT NEW.kind OR OLD.object IS NOT NEW.object"
    )
    reworded = f"NOT ({other}) AND OLD.data IS NOT NEW.data"
    back = (
        f"INSERT INTO share_back (old_place, old, new_place) VALUES"
        f" (json_array(OLD.gathering_id, OLD.kind, OLD.object, OLD.id), {old},"
    )
    travels = "(SELECT travels FROM share_state)"
    connection.execute("CREATE TEMP TABLE share_state (travels INTEGER)")
    connection.execute("INSERT INTO share_state VALUES (0)")
    connection.execute(
        "CREATE TEMP TABLE share_back (seq INTEGER PRIMARY KEY, old_place TEXT, old TEXT, new_place TEXT)"
    )
    for name, event, when, then in (
        ("journal", "INSERT ON main._journal", "1", f"{wait} (NEW.tbl, NEW.key, NEW.tx, NULL, 0)"),
        ("cleaned", "UPDATE ON main._journal", "OLD.vals <> NEW.vals", f"{wait} (NEW.tbl, NEW.key, NEW.tx, NULL, 1)"),
        ("said", f"INSERT ON main.{SAID}", "1", f"{wait} ('{SAID}', {place}, '', NULL, 0)"),
        ("typed", f"UPDATE ON main.{SAID}", other, f"{wait} ('{SAID}', {place}, '', NULL, 0)"),
        ("reworded", f"UPDATE ON main.{SAID}", reworded, f"{wait} ('{SAID}', {place}, '', NULL, 1)"),
        ("back", f"UPDATE ON main.{SAID}", f"{travels} AND OLD.id IS NOT NEW.id", f"{back} {place})"),
        ("gone", f"DELETE ON main.{SAID}", travels, f"{back} NULL)"),
    ):
        connection.execute(f"CREATE TEMP TRIGGER share_{name} AFTER {event} WHEN {when} BEGIN {then}; END")


def is_watched(connection: sqlite3.Connection) -> bool:
    """Whether it does."""
    return connection.execute("SELECT 1 FROM temp.sqlite_master WHERE name = 'share_state'").fetchone() is not None


# --- steps taken back ---


@contextmanager
def travelling(connection: sqlite3.Connection) -> Iterator[None]:
    """Know what is typed back while a step is taken back, or done again."""
    connection.execute("DELETE FROM share_back")
    connection.execute("UPDATE share_state SET travels = 1")
    try:
        yield
    finally:
        connection.execute("UPDATE share_state SET travels = 0")


@contextmanager
def typing_back(writer: Writer, statements: Iterable[str], taken_in: bool, *, back: bool) -> Iterator[None]:
    """Let a step that is taken back, or done again, be heard of by those who have heard of it.

    Args:
        statements: what the step does. taken_in: whether it took in what others had.
    """
    if not is_watched(writer.connection):
        yield
        return
    with travelling(writer.connection):
        yield
    if not taken_in:
        from nettverk.storage import typed_back as told  # only where something is shared: not for every start

        told.say_again(writer, typed_back(writer.connection))
    elif is_step(statements):
        put_fact(writer.connection, Fact.PAUSED, "1" if back else "")


def typed_back(connection: sqlite3.Connection) -> list[tuple[str, str | None]]:
    """What read otherwise before the step: the row as it was, as JSON, and the place it has now (None: it is gone)."""
    rows = connection.execute("SELECT old_place, old, new_place FROM share_back ORDER BY seq").fetchall()
    first: dict[str, tuple[str, str | None]] = {}  # by where it is now
    gone: list[tuple[str, str | None]] = []
    for old_place, old, new_place in rows:
        begun = first.pop(old_place, (old, None))[0]
        if new_place is None:
            gone.append((begun, None))
        else:
            first[new_place] = begun, new_place
    return [*gone, *((begun, place) for begun, place in first.values())]


def is_step(statements: Iterable[str]) -> bool:
    """Whether a step took in what came over a place: then it is also what one knows to have taken in."""
    begins = tuple(f"{word} {table} " for word in ("INSERT INTO", "DELETE FROM", "UPDATE") for table in TAKEN_BACK)
    return any(statement.startswith(begins) for statement in statements)


# --- sent ---


def waiting(connection: sqlite3.Connection) -> int:
    """How many things wait to be sent."""
    return int(connection.execute("SELECT count(*) FROM _share_waiting").fetchone()[0])


def under_way(connection: sqlite3.Connection) -> int:
    """The number of a parcel that was made and may or may not have been laid out; 0 where there is none."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM _share_waiting").fetchone()[0])


def put_in_parcel(connection: sqlite3.Connection, number: int) -> None:
    """Let everything that waits go with a parcel; inside a transaction."""
    connection.execute("UPDATE _share_waiting SET number = ? WHERE number IS NULL", (number,))


def put_sent(connection: sqlite3.Connection, label: Label) -> None:
    """What went with a parcel is there now; inside a transaction."""
    connection.execute("DELETE FROM _share_waiting WHERE number = ?", (label.number,))
    put_taken(connection, [label])


# --- taken in ---


def numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """Of each stream, up to where everything is taken in."""
    return {row[0]: row[1] for row in connection.execute("SELECT stream, number FROM _share_streams")}


def is_taken(connection: sqlite3.Connection, label: Label) -> bool:
    """Whether that very parcel has been taken in, or sent."""
    sql = "SELECT 1 FROM _share_taken WHERE stream = ? AND number = ? AND digest = ?"
    return connection.execute(sql, (label.stream, label.number, label.digest)).fetchone() is not None


def taken(connection: sqlite3.Connection) -> frozenset[tuple[str, int, str]]:
    """Every parcel that has been taken in, or sent, as (stream, number, digest)."""
    return frozenset(tuple(row) for row in connection.execute("SELECT stream, number, digest FROM _share_taken"))


def put_taken(connection: sqlite3.Connection, labels: Iterable[Label]) -> None:
    """Write down what has been taken in; inside a transaction."""
    for label in labels:
        connection.execute(
            "INSERT OR IGNORE INTO _share_taken (stream, number, digest) VALUES (?, ?, ?)",
            (label.stream, label.number, label.digest),
        )
        put_numbers(connection, {label.stream: label.number})


def put_numbers(connection: sqlite3.Connection, reached: Mapping[str, int]) -> None:
    """Write down up to where streams are taken in; inside a transaction."""
    for stream, number in reached.items():
        connection.execute(
            "INSERT INTO _share_streams (stream, number) VALUES (?, ?)"
            " ON CONFLICT (stream) DO UPDATE SET number = excluded.number WHERE excluded.number > number",
            (stream, number),
        )


def is_in_place(connection: sqlite3.Connection, said: Iterable[str], rows: Iterable[tuple[str, str, str]]) -> None:
    """What came in need not be sent again; inside a transaction.

    Args:
        said: where what was said stands, as JSON arrays.
        rows: of the journal, as (table, key, transaction).
    """
    sql = "DELETE FROM _share_waiting WHERE tbl = ? AND key = ? AND tx = ?"
    connection.executemany(sql, [(SAID, place, "") for place in said])
    connection.executemany(sql, list(rows))


def place_of(row: Mapping[str, object]) -> str:
    """Where something that was said stands, as ``_share_waiting`` has it."""
    names = ("gathering_id", "kind", "object", "id")
    return json.dumps([row[name] for name in names], ensure_ascii=False, separators=(",", ":"))
