"""The numbered SQL files of db/migrations, applied in order by sqlite-utils, each one whole or not at all.

An empty database need not be taken through all of them: ``db/schema.sql`` is what they come to, made from them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nettverk.assets import migrations, schema
from nettverk.domain.now import utc_now

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

TABLE = "_sqlite_migrations"
"""Where sqlite-utils keeps which updates a database has had."""
_SET = "nettverk"
HAS = "-- Has had: "
"""How schema.sql says, in a line of its own, which updates it is made from."""


def known() -> tuple[Path, ...]:
    """The migrations that ship with this program, in order."""
    return tuple(sorted(migrations().glob("[0-9]*.sql")))


def applied(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Names of the migrations that a database has had, in order; none for an empty file."""
    has = connection.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    if not has:
        return ()
    # The table is made by sqlite-utils, and is the only one that this program did not design.
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY name", (_SET,))
    return tuple(row[0] for row in rows)


def pending(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Names of the migrations that a database still needs, in order."""
    done = set(applied(connection))
    return tuple(path.stem for path in known() if path.stem not in done)


def newer(connection: sqlite3.Connection) -> bool:
    """Whether a later version of the program has had this file."""
    # A name we have never heard of means a newer program. It may have changed anything, so the file is left alone.
    return bool(set(applied(connection)) - {path.stem for path in known()})


def apply(database: Database) -> None:
    """Bring the database up to date; a failing file leaves it as it was."""
    connection = database.conn
    if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        _migrations().apply(database)
        return
    names = tuple(path.stem for path in known())
    with database.atomic():
        apply_to(connection, names)
        record(connection, names)


def apply_to(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """Give an empty database the tables it has after the named updates, and no others."""
    for statement in made_from(tuple(names)):
        connection.execute(statement)


def made_from(names: tuple[str, ...]) -> Iterator[str]:
    """Every statement that makes a database that has had the named updates, in order."""
    whole = schema().read_text(encoding="utf-8")
    has = next((line for line in whole.splitlines() if line.startswith(HAS)), "")
    # Most updates make a table anew, and SQLite then reads every view and trigger once more. The sum of them is made
    # in a fifth of the time, each start needs it to know its own files, and a new update goes before until it is in it.
    if names == tuple(has.removeprefix(HAS).split()):
        yield from _cut(whole)
        return
    for path in known():
        if path.stem in names:
            yield from statements(path.read_text(encoding="utf-8"))


@cache
def _cut(script: str) -> tuple[str, ...]:
    return tuple(statements(script))


def record(connection: sqlite3.Connection, names: Sequence[str]) -> None:
    """Write down that a database has had the named updates."""
    from sqlite_utils import Database

    _migrations().ensure_migrations_table(Database(connection, execute_plugins=False))
    connection.executemany(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
        [(_SET, name, utc_now().isoformat()) for name in names],
    )


def _migrations() -> Migrations:
    from sqlite_utils import Migrations

    steps = Migrations(_SET)
    for path in known():
        steps(name=path.stem)(_step(path))
    return steps


def _step(path: Path):  # type: ignore[no-untyped-def]  # sqlite-utils takes any function of a database
    def run(database: Database) -> None:
        # One statement at a time inside the migration's own transaction: executescript would commit before it begins.
        for statement in statements(path.read_text(encoding="utf-8")):
            database.conn.execute(statement)

    run.__name__ = f"migration_{path.stem}"
    return run


def statements(script: str) -> list[str]:
    """A script cut into statements, triggers kept whole (executescript would commit half-way)."""
    pieces: list[str] = []
    start = 0
    # SQLite's own parser says where a statement ends. Splitting at semicolons would cut triggers in half.
    for line_end in (i for i, letter in enumerate(script) if letter == "\n"):
        piece = script[start : line_end + 1]
        if sqlite3.complete_statement(piece):
            pieces.append(piece.strip())
            start = line_end + 1
    if (rest := script[start:].strip()) and not all(row.startswith("--") for row in rest.splitlines() if row):
        pieces.append(rest)
    return pieces
