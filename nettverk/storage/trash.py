"""Rows that are about to be removed, packed so that they can be put back: also by a later program, piece by piece.

What a row hangs on may be gone by then, and columns may have come or gone. A row is put back where all that it needs is
there; one that cannot be is left out, and never stops the others.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nettverk.storage.store import Store

_NEVER = frozenset({"food_needs", "trash"})
"""What is not kept: what people cannot eat is gone when its day is."""
_MOST_BYTES = 200_000_000
"""Of what is unpacked: far more than any gathering, far less than what would stop the machine."""

Root = tuple[str, str]
"""A table and an id."""


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A column that points at another table's row."""

    table: str
    column: str
    at: str
    at_column: str
    on_delete: str


@dataclass(frozen=True, slots=True)
class _Shape:
    """Every table of ours with its columns, its key, and what points where."""

    columns: Mapping[str, tuple[str, ...]]
    keys: Mapping[str, tuple[str, ...]]
    needed: frozenset[tuple[str, str]]
    pointers: tuple[_Pointer, ...]


def pack(store: Store, roots: Iterable[Root]) -> bytes:
    """These rows with all that goes when they go, and what lets go of them; call it before they are removed."""
    connection, shape = store.connection, _shape(store.connection)
    rows: dict[tuple[str, tuple[Any, ...]], dict[str, Any]] = {}
    loose: list[list[Any]] = []
    waiting = [
        (table, dict(row))
        for table, id_ in roots
        for row in connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (id_,))
    ]
    while waiting:
        table, row = waiting.pop(0)
        key = (table, tuple(row[name] for name in shape.keys[table]))
        if key in rows:
            continue
        rows[key] = row
        for pointer in shape.pointers:
            if pointer.at != table or pointer.table in _NEVER or pointer.on_delete not in {"CASCADE", "SET NULL"}:
                continue
            sql = f'SELECT * FROM "{pointer.table}" WHERE "{pointer.column}" = ?'
            for row_ in connection.execute(sql, (row[pointer.at_column],)).fetchall():
                if pointer.on_delete == "CASCADE":
                    waiting.append((pointer.table, dict(row_)))
                else:
                    place = {name: row_[name] for name in shape.keys[pointer.table]}
                    loose.append([pointer.table, place, pointer.column, row[pointer.at_column]])
    content = {"rows": [[table, row] for (table, _key), row in rows.items()], "loose": loose}
    return zlib.compress(json.dumps(content, ensure_ascii=False, default=_told).encode(), 6)


def pack_hidden(roots: Iterable[Root]) -> bytes:
    """Which rows were hidden; they are still where they were."""
    content = {"rows": [], "loose": [], "hidden": [list(root) for root in roots]}
    return zlib.compress(json.dumps(content, ensure_ascii=False).encode(), 6)


def hidden(packed: bytes) -> list[Root]:
    """The rows that were hidden.

    Raises:
        ValueError: what is packed makes no sense.
    """
    return [(str(entry[0]), str(entry[1])) for entry in _content(packed)["hidden"] if len(entry) == 2]


def texts(packed: bytes) -> Iterator[str]:
    """What stands in the packed rows, a row at a time; nothing of what makes no sense."""
    try:
        content = _content(packed)
    except ValueError:
        return
    for _table, row in content["rows"]:
        # A name lies in two columns; whoever looks for it looks for both.
        yield f"{row.get('given_name') or ''} {row.get('family_name') or ''}".strip()
        yield "\n".join(str(value) for value in row.values() if isinstance(value, str))


def rows_of(packed: bytes, table: str) -> Iterator[dict[str, Any]]:
    """The packed rows of a table; nothing of what makes no sense."""
    try:
        content = _content(packed)
    except ValueError:
        return
    yield from (row for name, row in content["rows"] if name == table)


def unpack_into(store: Store, packed: bytes) -> int:
    """Put rows back where they can be, inside ``store.change()``; returns how many were.

    Raises:
        ValueError: what is packed makes no sense.
    """
    content = _content(packed)
    shape = _shape(store.connection)
    waiting = [(table, row) for table, row in content["rows"] if table in shape.columns and table not in _NEVER]
    put = 0
    # What hangs on other rows of the same heap comes after them, whatever order they were packed in.
    while waiting:
        left = [(table, row) for table, row in waiting if not _put(store, shape, table, row)]
        put += len(waiting) - len(left)
        if len(left) == len(waiting):
            break
        waiting = left
    for table, place, column, value in content["loose"]:
        _point_again(store, shape, table, place, column, value)
    return put


def _content(packed: bytes) -> dict[str, Any]:
    machine = zlib.decompressobj()
    try:
        text = machine.decompress(packed, _MOST_BYTES)
        content = json.loads(text, object_hook=_untold)
        rows, loose = content["rows"], content["loose"]
        rows = [(str(table), dict(row)) for table, row in rows]
    except (zlib.error, UnicodeDecodeError, KeyError, TypeError, RecursionError) as fault:
        raise ValueError(str(fault)) from fault
    return {
        "rows": rows,
        "loose": [entry for entry in loose if len(entry) == 4],
        "hidden": content.get("hidden", []),
    }


def _put(store: Store, shape: _Shape, table: str, row: Mapping[str, Any]) -> bool:
    """Put one row back; False where what it hangs on is not there (yet)."""
    values = {name: row[name] for name in shape.columns[table] if name in row}
    for pointer in shape.pointers:
        if pointer.table != table or values.get(pointer.column) is None:
            continue
        sql = f'SELECT 1 FROM "{pointer.at}" WHERE "{pointer.at_column}" = ?'
        if store.connection.execute(sql, (values[pointer.column],)).fetchone():
            continue
        if (table, pointer.column) in shape.needed or pointer.on_delete == "CASCADE":
            return False
        values[pointer.column] = None
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    store.connection.execute("SAVEPOINT put_back")
    try:
        store.connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values()))
    except sqlite3.IntegrityError:
        # There is one already: somebody was put on the list again meanwhile, or the name is taken.
        store.connection.execute("ROLLBACK TO put_back")
        store.connection.execute("RELEASE put_back")
        return False
    store.connection.execute("RELEASE put_back")
    return True


def _point_again(store: Store, shape: _Shape, table: object, place: object, column: object, value: object) -> None:
    """Let a row that was let go of point at what is back, where it points at nothing else."""
    known = next((pointer for pointer in shape.pointers if (pointer.table, pointer.column) == (table, column)), None)
    if known is None or not isinstance(place, dict) or set(place) != set(shape.keys[known.table]):
        return
    sql = f'SELECT 1 FROM "{known.at}" WHERE "{known.at_column}" = ?'
    if store.connection.execute(sql, (value,)).fetchone() is None:
        return
    where = " AND ".join(f'"{name}" = ?' for name in place)
    store.connection.execute(
        f'UPDATE "{known.table}" SET "{known.column}" = ? WHERE {where} AND "{known.column}" IS NULL',
        (value, *place.values()),
    )


def _shape(connection: sqlite3.Connection) -> _Shape:
    sql = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    tables = [row[0] for row in connection.execute(sql) if not row[0].startswith("_")]
    columns: dict[str, tuple[str, ...]] = {}
    keys: dict[str, tuple[str, ...]] = {}
    needed: set[tuple[str, str]] = set()
    pointers: list[_Pointer] = []
    for table in tables:
        info = list(connection.execute(f'PRAGMA table_info("{table}")'))
        columns[table] = tuple(row[1] for row in info)
        keys[table] = tuple(row[1] for row in sorted(info, key=lambda row: row[5]) if row[5])
        needed |= {(table, row[1]) for row in info if row[3]}
        pointers += [
            _Pointer(table, row[3], row[2], row[4] or "id", row[6])
            for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')
        ]
    return _Shape(columns, keys, frozenset(needed), tuple(pointers))


def _told(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode("ascii")}
    raise TypeError(type(value).__name__)


def _untold(value: dict[str, Any]) -> Any:
    """Bytes where they stand as text; everything else as it is."""
    if list(value) == ["bytes"] and isinstance(value["bytes"], str):
        return base64.b64decode(value["bytes"])
    return value
