"""The database as files: ``python -m tests.helpers.schema`` writes db/schema.sql anew; a test compares it.

``python -m tests.helpers.schema --release 0.1.0`` writes db/versions/0.1.0.db: a small database of the schema as it is
now, that every later version must be able to open. Do it once for each released version, and never again.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from nettverk.services import follow_up, gatherings, participants, plan, reflections
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage import migrate
from nettverk.storage.store import Store

FILE = Path(__file__).resolve().parents[2] / "db" / "schema.sql"
HEAD = """-- Made from db/migrations by «python -m tests.helpers.schema». Read this to know the database.
-- A new database is made from it, and an older one by the updates it has not had.
"""
_ANEW = {("_file", "id"): "lower(hex(randomblob(16)))"}
"""What is another in each database: by table and key, how it is made."""


def by_updates() -> sqlite3.Connection:
    """An empty database in memory that has been through every update there is."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for path in migrate.known():
        for statement in migrate.statements(path.read_text(encoding="utf-8")):
            connection.execute(statement)
    return connection


def schema() -> str:
    """The whole schema as SQL: tables, then indexes, triggers and views, each in the order it was made, then rows."""
    order = {"table": 0, "index": 1, "trigger": 2, "view": 3}
    with closing(by_updates()) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        wanted = sorted(made, key=lambda row: order[row[0]])
        rows = [row for kind, name, _sql in wanted if kind == "table" for row in _rows(connection, name)]
    had = migrate.HAS + " ".join(path.stem for path in migrate.known())
    return f"{HEAD}{had}\n\n" + "\n\n".join([*(f"{sql};" for _kind, _name, sql in wanted), *rows]) + "\n"


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    for row in connection.execute(f"SELECT * FROM {table}").fetchall():
        values = [_literal(connection, value) for value in row]
        if anew := _ANEW.get((table, row[0])):
            values[1] = anew
        yield f"INSERT INTO {table} VALUES ({', '.join(values)});"


def _literal(connection: sqlite3.Connection, value: object) -> str:
    return str(connection.execute("SELECT quote(?)", (value,)).fetchone()[0])


def release(version: str) -> Path:
    """A small database of this version: one gathering with people, a reflection and a promise."""
    path = FILE.parent / "versions" / f"{version}.db"
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    unit = register.add_unit(store, "Furulia barnehage").made
    here = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    for given, family in (("Máret", "Eira"), ("Øyvind", "Åsen"), ("Kari", "Moen")):
        participants.add_new(store, here, given, family, unit)
    part = next(part for part in plan.parts(store, here) if part.questions)
    reflections.write(store, here, part.id, 1, part.questions[0].id, "Vi spør barnet selv.")
    follow_up.promise(store, here, unit, what="Faste lekegrupper ute")
    store.connection.execute("PRAGMA page_size = 512")
    store.connection.execute("VACUUM")
    store.close()
    path.with_name(f"{path.name}.lock").unlink(missing_ok=True)
    return path


if __name__ == "__main__":
    if "--release" in sys.argv:
        print(release(sys.argv[-1]))
    else:
        FILE.write_text(schema(), encoding="utf-8")
        print(FILE)
