"""Every text in a database, whatever table it stands in: read one by one, or rewritten through a function.

Nothing here knows what the texts mean. It works on any version of the schema, so that copies from before an update can
be gone through too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from nettverk.storage import journal, journal_parked, ledger, versions


class Spot(NamedTuple):
    """Where a text stands.

    Attributes:
        table, id: the row; for an entry the object it is about, so that all its versions are one place.
        field: the column, or the key inside an entry's content.
    """

    table: str
    id: str
    field: str


Change = Callable[[Spot, str], str]
"""Gets every text and gives what it is to read instead; the same text where nothing is to change."""

# Facts about the file, and the names in the register: those are rows of their own, not texts about somebody.
# What the journal says is gone through beside the rows that it is about (``journal_purge``).
_SKIPPED = frozenset(
    {"_sqlite_migrations", "people", "removed_people", *journal.TABLES, *ledger.TABLES, journal_parked.TABLE}
)


def read(connection: sqlite3.Connection) -> Iterator[tuple[Spot, str]]:
    """Every text there is; an entry's content comes apart in its texts, every version of it, the newest last."""
    for _id, object_, data, earlier in _with_versions(connection):
        for version in versions.readable(earlier, 0, data)[:-1]:
            yield from _pieces(Spot("entries", object_, "data"), version.data)
    for table, columns, keys in _tables(connection):
        names = ", ".join(f'"{name}"' for name in (*columns, *keys))
        for row in connection.execute(f'SELECT {names} FROM "{table}"'):
            place = tuple(row)[len(columns) :]
            for column, text in zip(columns, tuple(row), strict=False):
                if isinstance(text, str) and text:
                    yield from _pieces(_spot(table, keys, place, column), text)


def _with_versions(connection: sqlite3.Connection) -> list[tuple[str, str, str, bytes]]:
    """Entries with earlier versions in their row, as (id, object, data, earlier)."""
    if not any(row[1] == "earlier" for row in connection.execute("PRAGMA table_info(entries)")):
        return []
    sql = "SELECT id, object, data, earlier FROM entries WHERE earlier IS NOT NULL"
    return [tuple(row) for row in connection.execute(sql)]


def _pieces(spot: Spot, text: str) -> Iterator[tuple[Spot, str]]:
    content = _content(text)
    if content is None:
        yield spot, text
        return
    pieces: list[tuple[Spot, str]] = []

    def tell(where: Spot, piece: str) -> str:
        pieces.append((where, piece))
        return piece

    _changed(content, spot, tell)
    yield from pieces


def rewrite(connection: sqlite3.Connection, change: Change) -> int:
    """Let every text read as the function says; inside a transaction of the caller's. Returns how many were changed."""
    count = 0
    with _guards_down(connection):
        # First: the versions before are told as what is different in them from how the entry now reads.
        for id_, object_, data, earlier in _with_versions(connection):
            spot = Spot("entries", object_, "data")
            new, before = versions.reworded(earlier, data, partial(rewritten, spot, change=change))
            if (new, before) != (data, earlier):
                count += 1
                sql = "UPDATE entries SET data = ?, earlier = ? WHERE object = ? AND id = ?"
                connection.execute(sql, (new, before, object_, id_))
        for table, columns, keys in _tables(connection):
            names = ", ".join(f'"{name}"' for name in (*columns, *keys))
            # Read to the end first: a row that is updated while one walks along could come by twice.
            where = " AND ".join(f'"{key}" IS ?' for key in keys)
            for row in connection.execute(f'SELECT {names} FROM "{table}"').fetchall():
                values, place = tuple(row)[: len(columns)], tuple(row)[len(columns) :]
                for column, text in zip(columns, values, strict=True):
                    if isinstance(text, str) and text:
                        new = rewritten(_spot(table, keys, place, column), text, change)
                        if new != text:
                            count += 1
                            _store(connection, f'UPDATE "{table}" SET "{column}" = ? WHERE {where}', new, place, count)
    return count


def _store(connection: sqlite3.Connection, statement: str, text: str, place: tuple[object, ...], number: int) -> None:
    try:
        connection.execute(statement, (text, *place))
    except sqlite3.IntegrityError:
        # Two names that now read the same, where each must be different: a number tells them apart.
        connection.execute(statement, (f"{text} {number}", *place))


def _spot(table: str, keys: list[str], place: tuple[object, ...], field: str) -> Spot:
    # All that is said about one thing is one place, whoever said it and however often it was corrected.
    ids = [value for key, value in zip(keys, place, strict=True) if table != "entries" or key == "object"]
    return Spot(table, " ".join(str(value) for value in ids), field)


def rewritten(spot: Spot, text: str, change: Change) -> str:
    """What one text is to read instead; of one that is JSON, each text in it."""
    content = _content(text)
    if content is None:
        return change(spot, text)
    new = _changed(content, spot, change)
    return text if new == content else json.dumps(new, ensure_ascii=False, separators=(",", ":"))


def _content(text: str) -> object:
    """What a text holds that is JSON; None for ordinary text (also when somebody typed it in brackets)."""
    if text[:1] not in {"{", "["}:
        return None
    try:
        content = json.loads(text)
    except ValueError:
        return None
    return content if isinstance(content, dict | list) else None


def _changed(content: object, spot: Spot, change: Change) -> object:
    if isinstance(content, str):
        return change(spot, content)
    if isinstance(content, dict):
        return {key: _changed(value, spot._replace(field=str(key)), change) for key, value in content.items()}
    if isinstance(content, list):
        return [_changed(value, spot, change) for value in content]
    return content


def _tables(connection: sqlite3.Connection) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each table with the columns that hold texts of people's, and those that say which row it is."""
    names = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for table in names:
        if table in _SKIPPED or table.startswith("sqlite_"):
            continue
        info = [
            (str(row[1]), str(row[2]).upper(), int(row[5]))
            for row in connection.execute(f'PRAGMA table_info("{table}")')
        ]
        texts = [
            name for name, kind, _key in info if kind == "TEXT" and name not in {"id", "object", "at", "replaces"}
            and not name.endswith(("_id", "_at", "_on"))
        ]  # fmt: skip
        if texts:
            keys = [name for name, _kind, key in info if key]
            if table == "entries":
                keys = [*(key for key in keys if key != "object"), "object"]
            yield table, texts, keys or ["rowid"]


@contextmanager
def _guards_down(connection: sqlite3.Connection) -> Iterator[None]:
    """The triggers that refuse changes (entries are append-only) let this one through; they are back right after it."""
    guards = connection.execute(
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE%ABORT%'"
    ).fetchall()
    for name, _sql in guards:
        connection.execute(f'DROP TRIGGER main."{name}"')
    yield
    for _name, sql in guards:
        connection.execute(sql)
