"""Write db/schema.sql anew: ``python -m tests.helpers.schema``. A test compares it with what the migrations make."""

from __future__ import annotations

from pathlib import Path

from nettverk.storage.store import Store

FILE = Path(__file__).resolve().parents[2] / "db" / "schema.sql"
HEAD = "-- Made from db/migrations by «python -m tests.helpers.schema». Read this to know the database; change it there.\n\n"


def schema() -> str:
    """The whole schema as SQL: tables, then indexes, triggers and views, each in the order it was made."""
    store = Store.in_memory()
    order = {"table": 0, "index": 1, "trigger": 2, "view": 3}
    rows = store.rows(
        "SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
    )
    store.close()
    wanted = sorted(rows, key=lambda row: order[row["type"]])
    return HEAD + "\n\n".join(f"{row['sql']};" for row in wanted) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema(), encoding="utf-8")
    print(FILE)
