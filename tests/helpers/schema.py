"""The database as files: ``python -m tests.helpers.schema`` writes db/schema.sql anew; a test compares it.

``python -m tests.helpers.schema --release 0.1.0`` writes db/versions/0.1.0.db: a small database of the schema as it is
now, that every later version must be able to open. Do it once for each released version, and never again.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from nettverk.services import follow_up, gatherings, participants, plan, reflections
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store

FILE = Path(__file__).resolve().parents[2] / "db" / "schema.sql"
HEAD = "-- Made from db/migrations by «python -m tests.helpers.schema». Read this to know the database.\n\n"


def schema() -> str:
    """The whole schema as SQL: tables, then indexes, triggers and views, each in the order it was made."""
    store = Store.in_memory()
    order = {"table": 0, "index": 1, "trigger": 2, "view": 3}
    named = "sql IS NOT NULL AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
    rows = store.rows(f"SELECT type, sql FROM sqlite_master WHERE {named}")
    store.close()
    wanted = sorted(rows, key=lambda row: order[row["type"]])
    return HEAD + "\n\n".join(f"{row['sql']};" for row in wanted) + "\n"


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
