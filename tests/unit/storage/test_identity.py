"""Which files are ours: looked at without a trace, and told of in a sentence."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from nettverk.domain.errors import Expected
from nettverk.storage import identity
from nettverk.storage.identity import Kind
from nettverk.storage.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "n.db"
    Store.open(where).close()
    return where


def _run(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def _kind(path: Path) -> Kind:
    """What it is taken for; nothing is touched by looking, and opening does as the look says."""
    before = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    kind = identity.look(path).kind
    if kind is not Kind.OURS:
        for read_only in (True, False):
            with pytest.raises(Expected) as told:
                Store.open(path, read_only=read_only)
            assert len(told.value.sentence.splitlines()) == 1
            assert told.value.code == 2
    assert {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()} == before
    return kind


def test_a_new_file_says_whose_it_is(path: Path) -> None:
    assert identity.read_header(path)[68:72] == b"NETV"
    assert _kind(path) is Kind.OURS


def test_a_file_from_before_we_said_so_is_known_by_its_tables_and_then_says_so(path: Path) -> None:
    _run(path, "PRAGMA application_id = 0")
    assert _kind(path) is Kind.OURS
    Store.open(path, read_only=True).close()
    assert identity.read_header(path)[68:72] == bytes(4)
    Store.open(path).close()
    assert identity.read_header(path)[68:72] == b"NETV"


def test_another_programs_number_is_another_program_whatever_the_tables_are(path: Path) -> None:
    _run(path, "PRAGMA application_id = 252006674")
    assert _kind(path) is Kind.FOREIGN


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE t (a)",
        "CREATE TABLE gatherings (id TEXT PRIMARY KEY, title TEXT)",
        "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)",
        "CREATE TABLE _sqlite_migrations (something_else)",
        "CREATE VIEW _sqlite_migrations AS SELECT 'nettverk' AS migration_set, '0001_start' AS name",
        "CREATE VIRTUAL TABLE words USING fts5(text)",
        "PRAGMA user_version = 7",
    ],
)
def test_another_programs_database_is_not_ours(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "annet.db"
    _run(path, statement)
    assert _kind(path) is Kind.FOREIGN


def test_a_write_ahead_log_is_not_begun_beside_another_programs_file(tmp_path: Path) -> None:
    path = tmp_path / "annet.db"
    _run(path, "PRAGMA journal_mode = WAL", "CREATE TABLE t (a)")
    assert _kind(path) is Kind.FOREIGN
    assert [file.name for file in tmp_path.iterdir()] == ["annet.db"]


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE _sqlite_migrations",
        "DELETE FROM _sqlite_migrations",
        "DELETE FROM _sqlite_migrations WHERE name = '0031_installations'",
        "DELETE FROM _sqlite_migrations WHERE name = '0001_start'",
        "DELETE FROM _sqlite_migrations WHERE name > '0001_start'",
        "DROP TABLE seats",
        "DROP VIEW reflections",
        "ALTER TABLE people RENAME TO folk",
        "ALTER TABLE _sqlite_migrations RENAME COLUMN name TO navn",
    ],
)
@pytest.mark.parametrize("stamped", [True, False])
def test_one_of_ours_that_has_lost_something_is_not_whole(path: Path, statement: str, stamped: bool) -> None:
    _run(path, "PRAGMA legacy_alter_table = ON", "PRAGMA foreign_keys = OFF", statement)
    if not stamped:
        _run(path, "PRAGMA application_id = 0")
    assert _kind(path) is Kind.INCOMPLETE


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"S", Kind.NOT_A_DATABASE),
        (b"\0" * 4096, Kind.NOT_A_DATABASE),
        (b"PK\x03\x04" + b"x" * 900, Kind.NOT_A_DATABASE),
        (identity.MAGIC, Kind.CUT),
        (identity.MAGIC + b"\0" * 84, Kind.CUT),
        (identity.MAGIC + b"\xff" * 5000, Kind.FOREIGN),
    ],
)
def test_a_file_without_a_database_in_it_is_left_alone(tmp_path: Path, content: bytes, kind: Kind) -> None:
    path = tmp_path / "n.db"
    path.write_bytes(content)
    assert _kind(path) is kind


@pytest.mark.parametrize("keep", [99, 511, 512, 4096, 8192])
def test_one_of_ours_that_was_cut_is_told_of_as_cut(path: Path, keep: int) -> None:
    path.write_bytes(path.read_bytes()[:keep])
    assert _kind(path) is Kind.CUT


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names there")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    import os

    path = tmp_path / "rør.db"
    os.mkfifo(path)
    assert _kind(path) is Kind.SPECIAL


@pytest.mark.parametrize(
    "name", ["", ".", "/", ":memory:", ":memory:x", "file:x.db", "file:x.db?mode=ro", "FILE:/x.db", "a\0b", "x" * 4000]
)
def test_what_is_no_name_of_a_file_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    for read_only in (True, False):
        for path in (Path(name), Path(name).absolute()):
            with pytest.raises(Expected) as told:
                Store.open(path, read_only=read_only)
            assert told.value.code == 2
            assert 0 < len(told.value.sentence) < 400
    assert list(tmp_path.iterdir()) == []
