"""db/schema.sql is what the migrations make, and old files still open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from nettverk.storage.store import Store
from tests.helpers.schema import FILE, schema

VERSIONS = sorted((FILE.parent / "versions").glob("*.db"))


def test_the_written_schema_is_the_one_the_migrations_make() -> None:
    assert FILE.read_text(encoding="utf-8") == schema()


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
