"""db/schema.sql is what the migrations make, and old files still open."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from nettverk.storage import migrate
from nettverk.storage.store import Store
from tests.helpers.schema import FILE, by_updates, schema

VERSIONS = sorted((FILE.parent / "versions").glob("*.db"))


def test_the_written_schema_is_the_one_the_migrations_make() -> None:
    assert FILE.read_text(encoding="utf-8") == schema()


def test_a_new_database_is_the_one_that_all_updates_make(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "n.db")
    with closing(by_updates()) as old:
        assert _objects(store.connection) == _objects(old)
        for _type, table, _sql in sorted(row for row in _objects(old) if row[0] == "table"):
            if not table.startswith(("_content_sums", "_file", "sqlite_")):
                read = f"SELECT * FROM {table}"
                assert [tuple(row) for row in store.connection.execute(read)] == old.execute(read).fetchall()
    assert migrate.pending(store.connection) == ()
    assert len(str(store.value("SELECT value FROM _file WHERE key = 'id'"))) == 32
    store.close()


def _objects(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    found = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name <> '_sqlite_migrations'"
    return {tuple(row) for row in connection.execute(found)}


def test_an_update_that_is_not_yet_in_the_written_schema_is_not_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = tmp_path / "9999_later.sql"
    later.write_text("CREATE TABLE later (id TEXT PRIMARY KEY) STRICT;\n", encoding="utf-8")
    known = (*migrate.known(), later)
    monkeypatch.setattr(migrate, "known", lambda: known)
    store = Store.in_memory()
    assert store.rows("SELECT 1 FROM sqlite_master WHERE name = 'later'")
    assert migrate.pending(store.connection) == ()
    store.close()


@pytest.mark.parametrize("old", VERSIONS, ids=lambda path: path.stem)
def test_every_released_schema_is_brought_up_to_date_with_its_rows(old: Path, tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    shutil.copy(old, path)
    store = Store.open(path)
    assert store.value("SELECT count(*) FROM gatherings") >= 1
    assert store.value("SELECT count(*) FROM people") >= 1
    assert not store.rows("PRAGMA foreign_key_check")
    store.close()


def test_there_is_a_file_of_a_released_schema_to_try() -> None:
    assert VERSIONS
