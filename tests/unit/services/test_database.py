"""The database as a file: copied, restored beside the backup, and put out of the way of a new one."""

from __future__ import annotations

from pathlib import Path

import pytest

from nettverk.domain.errors import Expected
from nettverk.services import database
from nettverk.services.register import register


def _made(path: Path, district: str) -> None:
    store = database.open_file(path)
    register.add_district(store, district)
    store.close()


def _district(path: Path) -> list[str]:
    store = database.open_for_reading(path)
    names = [district.name for district in register.districts(store)]
    store.close()
    return names


def test_a_copy_holds_what_the_database_holds_and_restoring_touches_neither(tmp_path: Path) -> None:
    path, backup = tmp_path / "n.db", tmp_path / "kopi.db"
    _made(path, "Lund")
    store = database.open_file(path)
    database.back_up(store, backup)
    register.add_district(store, "Vågsbygd")
    store.close()
    before = backup.read_bytes()
    first, second = database.restore(backup), database.restore(backup)
    assert (first.name, second.name) == ("kopi gjenopprettet.db", "kopi gjenopprettet 2.db")
    assert _district(first) == ["Lund"]
    assert _district(path) == ["Lund", "Vågsbygd"]
    assert backup.read_bytes() == before


def test_a_backup_that_cannot_be_read_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Expected):
        database.restore(tmp_path / "borte.db")


def test_a_finished_database_makes_way_and_one_that_was_worked_in_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "mappe" / "eksempel.db"
    assert database.put_aside(path, "nettverk demo") is None
    _made(path, "Lund")
    store = database.open_file(path)
    database.mark_finished(store)
    store.close()
    assert database.put_aside(path, "nettverk demo") is None
    assert list(path.parent.iterdir()) == []
    _made(path, "Lund")
    kept = database.put_aside(path, "nettverk demo")
    assert kept is not None
    assert _district(kept) == ["Lund"]
    assert not path.exists()


def test_an_open_database_does_not_make_way(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    store = database.open_file(path)
    with pytest.raises(Expected, match="åpen hos"):
        database.put_aside(path, "nettverk demo")
    store.close()
    assert path.exists()
