"""Sums over the contents, kept in step with every change: damage is noticed also where SQLite finds the file sound.

A row's hash is the first 62 bits of BLAKE2b over its values as text. Rows are gathered in buckets, by table and the
first eight letters of their key: the ids begin with the time they were made at, so a bucket is what was written down
within a minute, and writing touches the last bucket only. A bucket's sum does not depend on the order of its rows, so
a change costs its own rows and never a reading of the others; and a bucket that agrees with its sum is proved whole.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any, NamedTuple

MASK = (1 << 62) - 1
"""Sums are taken modulo this plus one: two of them still fit in one of SQLite's integers."""
LETTERS = 8
_DAYS = 5
"""So many letters of an id are three days."""
TABLES = ("_content_sums", "_file")
_COUNTER = 24  # https://sqlite.org/fileformat2.html: the file change counter, four bytes, most significant first
_YIELD_EVERY = 2000

Bucket = tuple[str, str]
"""A table, and the first letters of the key."""


class Sum(NamedTuple):
    """How many rows a bucket has, and the sum of their hashes."""

    rows: int
    sum: int


class Shape(NamedTuple):
    """What a table looks like: its columns in order, and the one that decides a row's bucket."""

    columns: tuple[str, ...]
    key: str


def row_hash(*values: object) -> int:
    """The hash of one row, given its values in the order of the columns."""
    text = "\x1f".join([value if value.__class__ is str else _as_text(value) for value in values])
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") & MASK


def _as_text(value: object) -> str:
    # Slides are megabytes: their own digest stands for them, instead of a text twice as long.
    return blake2b(value, digest_size=16).hexdigest() if isinstance(value, bytes) else str(value)


def bucket_of(key: object) -> str:
    """The bucket within its table of a row with this key."""
    return str(key)[:LETTERS]


def shapes(connection: sqlite3.Connection) -> dict[str, Shape]:
    """Every table whose contents are summed; those of SQLite, of the migrations and of the sums themselves are not."""
    rows = connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {row[0]: shape(connection, row[0]) for row in rows if not row[0].startswith(("sqlite_", "_"))}


def shape(connection: sqlite3.Connection, table: str) -> Shape:
    """The columns of one table, and its first key column."""
    info = connection.execute(f'PRAGMA main.table_info("{table}")').fetchall()
    columns = tuple(row[1] for row in info)
    return Shape(columns, key_of(columns, next((row[1] for row in info if row[5] == 1), columns[0])))


def key_of(columns: Sequence[str], first_key: str) -> str:
    """The column that decides a row's bucket: its id, which begins with the time, or else the first of its key."""
    return "id" if "id" in columns else first_key


# --- kept in step ---


class ContentSums:
    """Keeps the sums of one open database; the triggers of ``undo.watch`` write down what it needs.

    Args:
        path: the file, or None for a database in memory.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        self._connection = connection
        # Kept open until the end: with POSIX locks, closing any handle of a file lets go of SQLite's own locks on it.
        self._header = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)) if path is not None else -1
        connection.create_function("row_hash", -1, row_hash, deterministic=True)
        connection.execute("CREATE TEMP TABLE content_log (tbl TEXT, bucket TEXT, rows INTEGER, hash INTEGER)")

    def close(self) -> None:
        """Let go of the file; after the connection is closed."""
        if self._header >= 0:
            with suppress(OSError):
                os.close(self._header)
            self._header = -1

    def add_up(self, since: int = -1) -> None:
        """Bring the sums in step with what the transaction under way has changed so far.

        Args:
            since: how many rows had been changed before it (``total_changes``).
        """
        log = self._connection.execute("SELECT tbl, bucket, rows, hash FROM content_log").fetchall()
        if not log:
            if since >= 0 and self._connection.total_changes != since and fact(self._connection, "counter"):
                self._count()  # the file's own bookkeeping is ours too
            return
        self._connection.execute("DELETE FROM content_log")
        changed: dict[Bucket, tuple[int, int]] = {}
        for tbl, bucket, rows, hash_ in log:
            before = changed.get((tbl, bucket), (0, 0))
            changed[tbl, bucket] = (before[0] + rows, before[1] + rows * hash_)
        self._connection.executemany(
            "INSERT INTO _content_sums (tbl, bucket, rows, sum) VALUES (?, ?, ?, ?) ON CONFLICT (tbl, bucket)"
            f" DO UPDATE SET rows = rows + excluded.rows, sum = (sum + excluded.sum) & {MASK}",
            [(*bucket, rows, sum_ & MASK) for bucket, (rows, sum_) in changed.items()],
        )
        # Also where a row was made and removed again in one step: a bucket without rows is none.
        fewer = [bucket for bucket, (rows, _sum) in changed.items() if rows <= 0]
        self._connection.executemany("DELETE FROM _content_sums WHERE tbl = ? AND bucket = ? AND rows = 0", fewer)
        self._count()

    def is_ours(self) -> bool:
        """Whether nobody else's program has written in the file since our own last change."""
        return fact(self._connection, "counter") in {"", str(self._counter())}

    def note_own(self) -> None:
        """Say that the transaction just done was ours, though no row changed by it: the file was written anew."""
        last = self._connection.execute("SELECT value FROM _file WHERE key = 'counter'").fetchone()
        if last is not None and self._counter() >= 0:
            self._connection.execute(
                "UPDATE _file SET value = ? WHERE key = 'counter'", (str((self._counter() + 1) & 0xFFFFFFFF),)
            )

    def count_anew(self, *, accept: bool = False) -> None:
        """Take every sum from what stands there now: after a migration, or when somebody accepts another's changes."""
        write(self._connection, dict(counted(self._connection)))
        self._connection.execute("DELETE FROM content_log")
        if accept:
            self._connection.execute("DELETE FROM _file WHERE key IN ('other_writer', 'counter')")
        self._count()

    def _count(self) -> None:
        """Note which of SQLite's transactions this is, and whether somebody else's came in between."""
        now = self._counter()
        if now < 0:
            return
        last = self._connection.execute("SELECT value FROM _file WHERE key = 'counter'").fetchone()
        if last is not None and last[0] not in {str(now), str((now + 1) & 0xFFFFFFFF)}:  # or counted in this one
            self._connection.execute("INSERT OR IGNORE INTO _file (key, value) VALUES ('other_writer', '1')")
        self._connection.execute(
            "INSERT INTO _file (key, value) VALUES ('counter', ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            # The file has the number of the transaction before this one until this one is stored.
            (str((now + 1) & 0xFFFFFFFF),),
        )

    def _counter(self) -> int:
        """The number of the last transaction as the file has it; -1 in memory, or where the header is not SQLite's."""
        if self._header < 0:
            return -1
        try:
            os.lseek(self._header, 0, os.SEEK_SET)
            head = os.read(self._header, 100)
        except OSError:
            return -1
        return counter_in(head)


def add_up(sums: ContentSums | None, since: int) -> None:
    """Bring the sums of an open database in step; one opened read-only has none. ``since`` as in ``ContentSums``."""
    if sums is not None:
        sums.add_up(since)


def counter_in(header: bytes) -> int:
    """The change counter in the first hundred bytes of a file; -1 where they are not SQLite's (as when encrypted)."""
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        return -1
    return int.from_bytes(header[_COUNTER : _COUNTER + 4], "big")


def counter_of(path: Path) -> int:
    """The change counter of a file that this process has not open to write in; -1 where there is none."""
    try:
        with path.open("rb") as file:
            return counter_in(file.read(100))
    except OSError:
        return -1


def noting(table: str, shape: Shape) -> Mapping[str, str]:
    """What the triggers of a table do so that ``add_up`` knows: statements by event (INSERT, UPDATE, DELETE)."""

    def note(side: str, sign: str) -> str:
        values = ", ".join(f"{side}.{column}" for column in shape.columns)
        key = f"substr({side}.{shape.key}, 1, {LETTERS})"
        return f"INSERT INTO content_log VALUES ('{table}', {key}, {sign}, row_hash({values}));"

    gone, come = note("OLD", "-1"), note("NEW", "1")
    return {"INSERT": come, "UPDATE": f"{gone} {come}", "DELETE": gone}


# --- counted ---


def write(connection: sqlite3.Connection, sums: Mapping[Bucket, Sum]) -> None:
    """Put these sums in place of the stored ones; inside a transaction."""
    connection.execute("DELETE FROM _content_sums")
    connection.executemany(
        "INSERT INTO _content_sums (tbl, bucket, rows, sum) VALUES (?, ?, ?, ?)",
        [(*bucket, sum_.rows, sum_.sum) for bucket, sum_ in sums.items()],
    )


def stored(connection: sqlite3.Connection, table: str = "") -> dict[Bucket, Sum]:
    """The sums as the file has them, of one table or of all; none in a file from before there were sums."""
    if connection.execute("SELECT 1 FROM main.sqlite_master WHERE name = '_content_sums'").fetchone() is None:
        return {}
    # A bucket of nothing, as earlier versions could leave one, says nothing.
    sql = "SELECT tbl, bucket, rows, sum FROM _content_sums WHERE (rows <> 0 OR sum <> 0)"
    rows = connection.execute(f"{sql} AND tbl = ?", (table,)) if table else connection.execute(sql)
    return {(row[0], row[1]): Sum(row[2], row[3]) for row in rows}


def counted(
    connection: sqlite3.Connection,
    tables: Iterable[str] | None = None,
    pause: Callable[[], object] = lambda: None,
) -> Iterator[tuple[Bucket, Sum]]:
    """The sums as the rows themselves give them; every table, or those named.

    Args:
        pause: called every few thousand rows, to let others get on, or to stop by raising something.

    Raises:
        sqlite3.DatabaseError: a table cannot be read.
    """
    known = shapes(connection) if tables is None else {table: shape(connection, table) for table in tables}
    factory, connection.row_factory = connection.row_factory, None
    try:
        for table, columns in known.items():
            for bucket, sum_ in _of_table(connection, table, columns, pause).items():
                yield (table, bucket), sum_
    finally:
        connection.row_factory = factory


def counted_anyhow(
    connection: sqlite3.Connection, table: str, pause: Callable[[], object] = lambda: None
) -> dict[Bucket, Sum]:
    """The sums of one table, also where a text in it is no text any more; only its own bucket is then wrong.

    Raises:
        sqlite3.DatabaseError: the table cannot be read.
    """
    try:
        return dict(counted(connection, (table,), pause))
    except (sqlite3.OperationalError, UnicodeDecodeError) as fault:
        if getattr(fault, "sqlite_errorname", ""):  # SQLite's own; that a text is none is said by Python
            raise
        factory, connection.text_factory = connection.text_factory, _any_text
        try:
            return dict(counted(connection, (table,), pause))
        finally:
            connection.text_factory = factory


def _any_text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def _of_table(connection: sqlite3.Connection, table: str, shape: Shape, pause: Callable[[], object]) -> dict[str, Sum]:
    named = ", ".join(f'"{column}"' for column in shape.columns)
    cursor = connection.execute(f'SELECT {named} FROM main."{table}"')
    key = shape.columns.index(shape.key)
    rows: dict[str, int] = {}
    sums: dict[str, int] = {}
    before = -1
    while sum(rows.values()) > before:
        before = sum(rows.values())
        add_rows(islice(cursor, _YIELD_EVERY), key, rows, sums)  # one row at a time: slides are megabytes each
        pause()
    return {bucket: Sum(count, sums[bucket] & MASK) for bucket, count in rows.items()}


def add_rows(batch: Iterable[Sequence[object]], key: int, rows: dict[str, int], sums: dict[str, int]) -> None:
    """Add some rows to the counts and sums of their buckets; ``key`` is the place of the key among the columns."""
    for values in batch:
        bucket = str(values[key])[:LETTERS]
        rows[bucket] = rows.get(bucket, 0) + 1
        sums[bucket] = sums.get(bucket, 0) + row_hash(*values)


def differs(connection: sqlite3.Connection, table: str) -> bool:
    """Whether a table's rows are not what the program wrote, in a file that nobody else's program has written in."""
    if fact(connection, "other_writer"):
        return False
    sums = stored(connection, table)
    return bool(sums) and counted_anyhow(connection, table) != sums


def forget(connection: sqlite3.Connection) -> None:
    """Let the sums say nothing until they are counted anew: an update of the tables is about to change what they sum.

    An update that is cut off in the middle must not look like damage when it is begun again.
    """
    if fact(connection, "counter"):
        connection.execute("DELETE FROM _file WHERE key = 'counter'")


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl+C is Ctrl+C, also where it falls while SQLite is asking for a hash and hears only that none came."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        # SQLite tells nobody why a function failed. Ours fails for no other reason in the thread that hears Ctrl+C.
        if "user-defined function" in str(fault) and current_thread() is main_thread():
            raise KeyboardInterrupt from fault
        raise


def differing(connection: sqlite3.Connection, other: sqlite3.Connection, table: str) -> frozenset[str] | None:
    """The buckets of a table that are not the same in two files, by what each of them says of itself.

    Returns:
        None where one of them says nothing of it that can be relied on.
    """
    for each in (connection, other):
        if not fact(each, "counter") or fact(each, "other_writer"):
            return None
    # A few days at a time first: there are tens of thousands of buckets, and few of them are not the same.
    near = (
        f"SELECT substr(bucket, 1, {_DAYS}), sum(rows), sum(sum & 4294967295), sum(sum >> 32) FROM _content_sums"
        " WHERE tbl = ? GROUP BY 1"
    )
    days = {buckets[0] for buckets in _plain(connection, near, (table,)) ^ _plain(other, near, (table,))}
    if not days:
        return frozenset()
    some, which = within("bucket", days, _DAYS)
    exact = f"SELECT bucket, rows, sum FROM _content_sums WHERE tbl = ? AND {some}"
    both = _plain(connection, exact, (table, *which)) ^ _plain(other, exact, (table, *which))
    return frozenset(buckets[0] for buckets in both)


def _plain(connection: sqlite3.Connection, sql: str, values: Sequence[str]) -> set[tuple[Any, ...]]:
    cursor = connection.cursor()
    cursor.row_factory = None
    return set(cursor.execute(sql, values))


def within(column: str, buckets: Iterable[str], letters: int = LETTERS) -> tuple[str, tuple[str, str]]:
    """SQL for the rows of some buckets, by the column that decides a row's, and its values.

    Args:
        letters: how many of the column's first ones say which bucket.
    """
    which = sorted(buckets)
    # Ids begin with the time: most of a table is older than what is new in it, and is passed by without a closer look.
    sql = f'"{column}" >= ? AND substr("{column}", 1, {letters}) IN (SELECT value FROM json_each(?))'
    return sql, (which[0] if which else "", json.dumps(which))


def are_whole(connection: sqlite3.Connection, table: str, buckets: Iterable[str]) -> bool:
    """Whether some buckets of a table hold what the file says that they do."""
    columns = shape(connection, table)
    names = ", ".join(f'"{column}"' for column in columns.columns)
    some, which = within(columns.key, buckets)
    rows: dict[str, int] = {}
    sums: dict[str, int] = {}
    try:
        cursor = connection.execute(f'SELECT {names} FROM main."{table}" WHERE {some}', which)
        add_rows(map(tuple, cursor), columns.columns.index(columns.key), rows, sums)
    except (UnicodeDecodeError, sqlite3.OperationalError):
        return False
    sql = "SELECT bucket, rows, sum FROM _content_sums WHERE tbl = ? AND bucket IN (SELECT value FROM json_each(?))"
    said = {row[0]: (row[1], row[2]) for row in connection.execute(sql, (table, which[1])) if row[1] or row[2]}
    return said == {bucket: (count, sums[bucket] & MASK) for bucket, count in rows.items()}


def believable(connection: sqlite3.Connection) -> bool:
    """Whether the contents are what the program wrote, or what somebody else's program made of them; not damage."""
    if not fact(connection, "counter") or fact(connection, "other_writer"):
        return True
    try:
        return dict(counted(connection)) == stored(connection)
    except (UnicodeDecodeError, sqlite3.OperationalError):
        return False


def fact(connection: sqlite3.Connection, key: str) -> str:
    """A fact on the file («id», «counter», «other_writer»); empty where it has none."""
    if connection.execute("SELECT 1 FROM main.sqlite_master WHERE name = '_file'").fetchone() is None:
        return ""
    row = connection.execute("SELECT value FROM _file WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row is not None else ""
