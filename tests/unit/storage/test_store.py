"""The database file: opened with care, written whole, taken back exactly."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from nettverk.domain.errors import Expected
from nettverk.storage import entries, journal, migrate
from nettverk.storage.places import loans_folder
from nettverk.storage.store import Store


def test_a_new_file_has_every_table_strict_and_every_view_readable(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "n.db")
    tables = store.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'")
    assert len(tables) >= 15
    assert all(row["sql"].rstrip().endswith("STRICT") for row in tables)
    for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'view'"):
        store.rows(f"SELECT * FROM {row['name']}")
    store.close()


def test_two_programs_cannot_write_the_same_file_and_the_holder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    first = Store.open(path)
    with pytest.raises(Expected, match="åpen hos"):
        Store.open(path)
    reader = Store.open(path, read_only=True)
    assert reader.value("SELECT count(*) FROM service_kinds") == 11
    reader.close()
    first.close()
    Store.open(path).close()


def test_the_lock_is_free_after_kill_nine(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    program = textwrap.dedent(
        f"""
        from pathlib import Path
        from nettverk.storage.store import Store
        store = Store.open(Path({str(path)!r}))
        with store.change() as step:
            store.insert("districts", name="Vågsbygd")
        print("saved", flush=True)
        input()
        """
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == "saved\n"
    child.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
    child.wait()
    child.stdin.close()
    child.stdout.close()
    store = Store.open(path)
    assert store.value("SELECT name FROM districts") == "Vågsbygd"
    store.close()


def test_a_file_with_a_lost_page_is_not_worked_in(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    store = Store.open(path)
    with store.change() as step:
        for number in range(400):
            store.insert("districts", name=f"Bydel {number} med et langt navn som fyller opp sida")
    assert step.changes
    store.close()
    hurt = bytearray(path.read_bytes())
    hurt[-8192:-4096] = b"\x07" * 4096
    path.write_bytes(hurt)
    with pytest.raises(Expected, match=r"n\.db er skadet"):
        Store.open(path)
    assert path.read_bytes() == hurt
    assert [one.name for one in tmp_path.iterdir()] == ["n.db"]


def test_a_newer_database_is_refused_in_words_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    Store.open(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('nettverk', '9999_later', '')"
        )
    raw.close()
    before = path.read_bytes()
    with pytest.raises(Expected, match="nyere versjon"):
        Store.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"dette er en tekst " * 500, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_gets_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "n.db"
    path.write_bytes(content)
    with pytest.raises(Expected):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_full_disk_gets_a_sentence_and_nothing_half_done(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "n.db")
    pages = store.value("PRAGMA page_count")
    store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(Expected, match="Disken er full"), store.change("Mye"):
        for number in range(5000):
            store.insert("districts", name=f"{number} {'x' * 50}")
    assert store.value("SELECT count(*) FROM districts") == 0
    assert store.undoable().undo == ""
    with store.change("Lite"):
        store.insert("districts", name="Lund")
    store.close()


def test_a_database_of_an_earlier_schema_is_backed_up_before_it_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "n.db"
    Store.open(path).close()
    more = tmp_path / "migrations"
    more.mkdir()
    for file in migrate.known():
        (more / file.name).write_bytes(file.read_bytes())
    (more / "9000_more.sql").write_text(
        "CREATE TABLE more (id TEXT PRIMARY KEY) STRICT;\nCREATE INDEX i ON more (id);\n"
    )
    monkeypatch.setattr(migrate, "migrations", lambda: more)
    store = Store.open(path)
    assert store.rows("SELECT * FROM more") == []
    store.close()
    assert (tmp_path / "n før 9000_more.db").exists()


def test_of_a_borrowed_file_the_copy_lies_on_ones_own_machine_and_not_on_the_stick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    stick = tmp_path / "pinne"
    store = Store.open(stick / "bord.db")
    with store.change():
        journal.make(store.connection)
        journal.put_fact(store.connection, journal.Fact.LENT, "g1")
    store.close()
    more = tmp_path / "migrations"
    shutil.copytree(migrate.migrations(), more)
    (more / "9000_more.sql").write_text("CREATE TABLE more (id TEXT PRIMARY KEY) STRICT;\n")
    monkeypatch.setattr(migrate, "migrations", lambda: more)
    Store.open(stick / "bord.db").close()
    assert [path.name for path in stick.iterdir()] == ["bord.db"]
    assert (loans_folder() / "bord før 9000_more.db").exists()


def test_a_failing_migration_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "n.db"
    Store.open(path).close()
    more = tmp_path / "migrations"
    more.mkdir()
    for file in migrate.known():
        (more / file.name).write_bytes(file.read_bytes())
    (more / "9000_bad.sql").write_text("CREATE TABLE half (id TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n")
    monkeypatch.setattr(migrate, "migrations", lambda: more)
    with pytest.raises(sqlite3.OperationalError):
        Store.open(path)
    monkeypatch.undo()
    store = Store.open(path)
    assert store.value("SELECT count(*) FROM sqlite_master WHERE name = 'half'") == 0
    store.close()


def test_an_entry_replaces_the_one_before_and_both_are_kept(store: Store, gathering_id: str) -> None:
    for text in ("Først", "Så", "Til slutt"):
        with store.change():
            entries.append(
                store, "reflection", gathering_id, "p:1:q", {"part": "p", "table": 1, "question": "q", "text": text}
            )
    assert [row["text"] for row in store.rows("SELECT text FROM reflections")] == ["Til slutt"]
    assert len(entries.history(store, "reflection", gathering_id, "p:1:q")) == 3
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.connection.execute("UPDATE entries SET data = '{}'")


def test_the_settings_that_keep_data_safe_are_on(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "n.db")
    assert store.value("PRAGMA journal_mode") == "delete"
    assert store.value("PRAGMA synchronous") == 3
    assert store.value("PRAGMA foreign_keys") == 1
    store.close()
