"""What the tables of a database look like to the journal, read from the database itself."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from nettverk.domain.journal.model import SAID, OnGone, Reference, Shape, Shapes, Unique, Value

# Who writes is a fact about the file; what is in the trash is each machine's own.
_LEFT_OUT = frozenset({"machines", "trash"})
_ON_GONE = {"CASCADE": OnGone.GOES, "SET NULL": OnGone.LETS_GO}


def shapes(connection: sqlite3.Connection) -> Shapes:
    """Every table that the journal is about."""
    rows = connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return _shapes(tuple((str(row[0]), str(row[1])) for row in rows))


@lru_cache(maxsize=4)
def _shapes(tables: tuple[tuple[str, str], ...]) -> Shapes:
    """The same for databases with the same tables, asked of an empty one."""
    ours = [name for name, _sql in tables if not name.startswith(("sqlite_", "_")) and name not in _LEFT_OUT]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for name, sql in tables:
            if name in ours or name == "machines":
                connection.execute(sql)
        sqls = dict(tables)
        return {name: _shape(connection, name, sqls[name], frozenset(ours)) for name in ours}
    finally:
        connection.close()


def _shape(connection: sqlite3.Connection, table: str, sql: str, ours: frozenset[str]) -> Shape:
    info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    columns = tuple(row[1] for row in info)
    references = tuple(
        Reference(row[3], row[2], _ON_GONE.get(row[6], OnGone.HOLDS))
        for row in reversed(connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall())
        if row[2] in ours
    )
    if table == SAID:  # its key has where and about what in it; the id alone says which
        return Shape(columns, ("id",), (), references)
    keys = tuple(row[1] for row in sorted(info, key=lambda row: row[5]) if row[5])
    uniques = tuple(
        _unique(connection, row[1])
        for row in connection.execute(f'PRAGMA index_list("{table}")').fetchall()
        if row[3] == "u"
    )
    ordered = tuple(sorted(uniques, key=lambda each: each.columns))
    return Shape(columns, keys, ordered, references, _ties(sql, columns), _defaults(connection, info))


def _defaults(connection: sqlite3.Connection, info: list[tuple[Any, ...]]) -> dict[str, Value]:
    """What stands in each column of a new row of which nothing is said."""
    may = {row[1]: row[4] or "NULL" for row in info if row[4] is not None or not row[3]}
    return {name: connection.execute(f"SELECT {literal}").fetchone()[0] for name, literal in may.items()}


def _unique(connection: sqlite3.Connection, index: str) -> Unique:
    parts = [row for row in connection.execute(f'PRAGMA index_xinfo("{index}")') if row[5]]
    return Unique(tuple(row[2] for row in parts), frozenset(row[2] for row in parts if row[4] == "NOCASE"))


def _ties(sql: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The columns that a rule of the table names together."""
    ties = []
    for rule in _checks(sql):
        words = set(re.findall(r"\w+", re.sub(r"'[^']*'", "", rule)))
        named = tuple(column for column in columns if column in words)
        if len(named) > 1:
            ties.append(named)
    return tuple(dict.fromkeys(ties))


def _checks(sql: str) -> Iterator[str]:
    """What stands in each CHECK of a table."""
    for match in re.finditer(r"CHECK \(", sql):
        depth, at = 1, match.end()
        while depth and at < len(sql):
            depth += {"(": 1, ")": -1}.get(sql[at], 0)
            at += 1
        yield sql[match.end() : at - 1]
