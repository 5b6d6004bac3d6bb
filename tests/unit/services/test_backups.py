"""Backups that make themselves: only when something has changed, whole or not there, one folder for each database."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from nettverk.domain.errors import Expected
from nettverk.services import backups, gatherings, settings
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage import backup as copying
from nettverk.storage import untouched
from nettverk.storage.store import Store
from tests.helpers.clock import TestClock
from tests.helpers.waiting import pause


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a database is to lie, with a data folder of the test's own."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    return tmp_path / "n.db"


@pytest.fixture
def open_store(path: Path) -> Iterator[Store]:
    """The database, open to work in, with one gathering."""
    made = Store.open(path)
    network = register.add_network(made, "0–6").made
    gatherings.make(made, templates()[0], network_id=network, title="Høstsamling")
    yield made
    made.close()


def _rename(store: Store, name: str) -> None:
    settings.put(store, "municipality", name)


def test_one_is_made_only_when_something_has_changed(open_store: Store, path: Path) -> None:
    assert backups.make(path).backup is not None
    assert backups.make(path) == backups.Made()
    _rename(open_store, "Lund")
    assert backups.make(path).backup is not None
    assert len(backups.all_(path)) == 2


def test_it_holds_what_was_stored_and_is_the_owners_alone(open_store: Store, path: Path) -> None:
    _rename(open_store, "Lund")
    made = backups.make(path).backup
    assert made is not None
    assert not made.doubtful
    held = backups.contents(made)
    assert (held.gatherings, held.titles, held.damage) == (1, ("Høstsamling",), "")
    if sys.platform != "win32":
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert made.path.parent == backups.folder_for(open_store) == backups.folder_of(path)
    assert {entry.name for entry in made.path.parent.iterdir()} == {made.path.name, "kilde.json"}


def test_two_databases_do_not_mix_and_a_copy_is_another_one(open_store: Store, path: Path, tmp_path: Path) -> None:
    first = backups.make(path).backup
    assert first is not None
    twin = tmp_path / "kopi" / "n.db"
    twin.parent.mkdir()
    shutil.copyfile(path, twin)
    second = backups.make(twin).backup
    assert second is not None
    assert first.path.parent != second.path.parent
    assert [one.path for one in backups.all_(path)] == [first.path]


def test_a_database_that_is_moved_takes_its_backups_along(open_store: Store, path: Path, tmp_path: Path) -> None:
    first = backups.make(path).backup
    open_store.close()
    moved = tmp_path / "flyttet.db"
    path.rename(moved)
    again = Store.open(moved)
    _rename(again, "Lund")
    backups.make(moved)
    again.close()
    assert first is not None
    assert first.path in [one.path for one in backups.all_(moved)]
    assert len(backups.all_(moved)) == 2


def test_a_sample_nobody_has_worked_in_needs_none(open_store: Store, path: Path) -> None:
    untouched.mark(open_store)
    assert backups.make(path) == backups.Made()
    _rename(open_store, "Lund")
    assert backups.make(path).backup is not None


def test_a_second_folder_gets_the_same_and_may_come_and_go(open_store: Store, path: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    told = backups.make(path, stick)
    assert told.backup is not None
    assert "ikke her nå" in told.trouble
    stick.mkdir()
    assert backups.make(path, stick) == backups.Made()
    shutil.rmtree(tmp_path / "hjem")
    there = backups.all_(path, stick)
    assert len(there) == 1
    assert backups.contents(there[0]).gatherings == 1


def test_somebody_who_writes_all_the_time_is_neither_held_up_nor_left_out(open_store: Store, path: Path) -> None:
    made: list[backups.Made] = []
    worker = threading.Thread(target=lambda: made.append(backups.make(path)))
    worker.start()
    writes = 0
    while worker.is_alive():
        _rename(open_store, f"Lund {writes}")
        writes += 1
        pause(0.02)
    worker.join()
    assert made[0].trouble == ""
    assert made[0].backup is not None
    assert not made[0].backup.doubtful
    assert backups.contents(made[0].backup).damage == ""


def test_stopped_half_way_there_is_nothing_that_looks_like_one(open_store: Store, path: Path) -> None:
    asked = iter([False] * 1 + [True] * 10_000)
    assert backups.make(path, stop=lambda: next(asked)) == backups.Made()
    folder = backups.home()
    assert [entry.name for entry in folder.rglob("*") if entry.is_file()] == []


def test_what_a_killed_one_left_is_no_backup_and_is_removed(open_store: Store, path: Path) -> None:
    first = backups.make(path).backup
    assert first is not None
    left = first.path.with_name(f".2026-11-20T080000Z.db.77{copying.UNFINISHED}")
    left.write_bytes(first.path.read_bytes()[:5000])
    assert len(backups.all_(path)) == 1
    _rename(open_store, "Lund")
    backups.make(path)
    assert not left.exists()


def test_a_full_disk_is_said_calmly(open_store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(path.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1000))
    told = backups.make(path)
    assert told.backup is None
    assert "nesten full" in told.trouble


def test_a_damaged_database_makes_no_backup_and_the_good_ones_stay(open_store: Store, path: Path) -> None:
    with open_store.change():
        for number in range(400):
            open_store.insert("districts", name=f"Bydel {number} med et langt navn som fyller opp sida")
    backups.make(path)
    open_store.close()
    hurt = bytearray(path.read_bytes())
    hurt[-8192:-4096] = b"\x07" * 4096
    path.write_bytes(hurt)
    folder = backups.folder_of(path)
    assert folder is not None
    about = json.loads((folder / "kilde.json").read_text(encoding="utf-8"))
    (folder / "kilde.json").write_text(json.dumps({**about, "mark": ""}), encoding="utf-8")
    assert "skadet" in backups.make(path).trouble
    assert len(backups.all_(path)) == 1


def test_one_whose_words_were_changed_by_others_is_kept_apart(open_store: Store, path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("UPDATE gatherings SET title = 'Annet'")
    other.close()
    made = backups.make(path).backup
    assert made is not None
    assert made.doubtful
    assert "gatherings" in backups.contents(made).damage


def test_many_are_thinned(open_store: Store, path: Path, clock: TestClock) -> None:
    for number in range(12):
        _rename(open_store, f"Lund {number}")
        assert backups.make(path).backup is not None
        clock.forward(timedelta(minutes=7))
    assert 3 <= len(backups.all_(path)) <= 5


def test_taking_one_back_keeps_the_file_of_today(open_store: Store, path: Path, clock: TestClock) -> None:
    _rename(open_store, "Flytt opp")
    backups.make(path)
    _rename(open_store, "Etter")
    open_store.close()
    kept = backups.take_back(path, backups.all_(path)[0])
    assert kept is not None
    assert kept.name.startswith("n til 20.11.2026 kl. ")
    for file, name in ((path, "Flytt opp"), (kept, "Etter")):
        store = Store.open(file)
        assert settings.get(store, "municipality") == name
        store.close()


def test_a_journal_goes_with_the_file_it_belongs_to(open_store: Store, path: Path) -> None:
    backups.make(path)
    open_store.close()
    path.with_name("n.db-journal").write_bytes(b"en gammel journal")
    kept = backups.take_back(path, backups.all_(path)[0])
    assert kept is not None
    assert not path.with_name("n.db-journal").exists()
    assert kept.with_name(f"{kept.name}-journal").read_bytes() == b"en gammel journal"


def test_nothing_is_touched_while_somebody_has_the_file_open(open_store: Store, path: Path) -> None:
    made = backups.make(path).backup
    assert made is not None
    before = path.read_bytes()
    with pytest.raises(Expected, match="åpen hos"):
        backups.take_back(path, made)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"", b"noe helt annet"])
def test_it_comes_back_where_the_file_is_gone_cut_or_replaced(
    open_store: Store, path: Path, content: bytes | None
) -> None:
    backups.make(path)
    open_store.close()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    kept = backups.take_back(path, backups.all_(path)[0])
    assert (kept is None) == (content is None)
    store = Store.open(path)
    assert len(gatherings.all_(store)) == 1
    store.close()
