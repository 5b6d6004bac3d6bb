"""An open file is watched: every foreign hand is noticed, and our own never is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from nettverk.domain.parting import Verdict
from nettverk.storage.guard import Guard
from nettverk.storage.store import Store


@pytest.fixture
def open_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    store = Store.open(tmp_path / "n.db")
    store.guard = Guard(tmp_path / "n.db", store.connection)
    yield store
    store.close()
    store.guard.close()


def write(store: Store, name: str) -> None:
    with store.change("Kommune"):
        store.connection.execute("INSERT OR REPLACE INTO settings (key, value) VALUES ('municipality', ?)", (name,))


def guard_of(store: Store) -> Guard:
    assert store.guard is not None
    return store.guard


def touched(path: Path) -> None:
    """As if time had passed: a file system's clock is coarse."""
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1_000_000))


def test_our_own_writing_is_never_somebody_elses(open_store: Store) -> None:
    guard = guard_of(open_store)
    for number in range(50):
        write(open_store, f"navn {number}")
        guard.remember()
        assert guard.look() is None
        if number % 3 == 0:
            guard.copy()
            assert guard.safe
    assert not guard.typed


def test_a_file_that_is_packed_is_still_ours(open_store: Store) -> None:
    guard = guard_of(open_store)
    write(open_store, "x" * 200_000)
    guard.remember()
    guard.copy()
    write(open_store, "x")
    guard.remember()
    guard.copy()
    open_store.connection.execute("VACUUM")
    guard.remember()
    assert guard.look() is None


@pytest.mark.parametrize("copied", [True, False])
def test_a_new_time_alone_is_nothing(open_store: Store, tmp_path: Path, copied: bool) -> None:
    guard = guard_of(open_store)
    if copied:
        guard.copy()
    touched(tmp_path / "n.db")
    assert guard.look() is None


def test_a_file_that_is_gone_or_another_is_told_apart(open_store: Store, tmp_path: Path) -> None:
    guard, path = guard_of(open_store), tmp_path / "n.db"
    shutil.copyfile(path, tmp_path / "annen.db")
    path.rename(tmp_path / "flyttet.db")
    assert guard.look() is Verdict.MISSING
    (tmp_path / "annen.db").rename(path)
    assert guard.look() is Verdict.REPLACED


def cut(path: Path) -> None:
    os.truncate(path, 0)


def halve(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def rubbish(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(os.urandom(5000))


def first_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\0" * 100)


def foreign_row(path: Path) -> None:
    import sqlite3

    with closing(sqlite3.connect(path)) as other, other:
        other.execute("INSERT OR REPLACE INTO settings (key, value) VALUES ('a', 'b')")


@pytest.mark.parametrize("fault", [cut, halve, rubbish, first_page, foreign_row])
def test_writing_in_place_is_noticed(open_store: Store, tmp_path: Path, fault: object) -> None:
    guard = guard_of(open_store)
    write(open_store, "navn")
    guard.remember()
    guard.copy()
    assert callable(fault)
    fault(tmp_path / "n.db")
    touched(tmp_path / "n.db")
    assert guard.look() is Verdict.ALTERED


def test_the_copy_is_whole_and_is_brought_up_to_date_by_what_differs(open_store: Store, tmp_path: Path) -> None:
    guard = guard_of(open_store)
    write(open_store, "x" * 3_000_000)
    guard.remember()
    guard.copy()
    assert guard.copy_path is not None
    assert guard.copy_path.read_bytes() == (tmp_path / "n.db").read_bytes()
    assert guard.copy_path.stat().st_mode & 0o077 == 0
    write(open_store, "kort")
    open_store.connection.execute("VACUUM")
    guard.remember()
    assert guard.stale
    guard.copy()
    assert guard.copy_path.read_bytes() == (tmp_path / "n.db").read_bytes()
    guard.forget_copy()
    assert not (tmp_path / "hjem" / "trygg").exists() or not list((tmp_path / "hjem" / "trygg").iterdir())


def test_no_room_for_the_copy_is_no_harm(open_store: Store, tmp_path: Path) -> None:
    (tmp_path / "hjem" / "trygg").parent.mkdir(exist_ok=True)
    (tmp_path / "hjem" / "trygg").write_text("", encoding="utf-8")
    guard = guard_of(open_store)
    guard.copy()
    assert guard.copy_path is None
    assert not guard.stale, "it is not tried again and again"
