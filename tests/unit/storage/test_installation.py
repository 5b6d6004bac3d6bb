"""Who writes: an installation of the program, never a host name or a copy of a file."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from pathlib import Path
from uuid import UUID

import pytest

from nettverk.domain.entries import EntryKind
from nettverk.storage import entries
from nettverk.storage.installation import installation_id
from nettverk.storage.places import installation_file
from nettverk.storage.store import Store
from tests.helpers.schema import FILE


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, on a machine of a name that others have too."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    monkeypatch.setattr(platform, "node", lambda: "LAPTOP")
    return tmp_path / "hjem"


def _old_file(path: Path) -> str:
    """A file of the first released schema at ``path``; the id of the gathering in it."""
    shutil.copy(FILE.parent / "versions" / "0.1.0.db", path)
    store = Store.open(path)
    gathering = str(store.value("SELECT id FROM gatherings"))
    store.close()
    return gathering


def _write(path: Path, gathering_id: str, text: str, installation: str | None = None) -> str:
    """Write a text in a file as an installation; the id of who wrote it."""
    store = Store.open(path, installation=installation)
    with store.change():
        entries.append(store, EntryKind.REFLECTION, gathering_id, "p:1:q", {"text": text})
    writer = store.machine_id
    store.close()
    return writer


def test_it_is_random_and_kept_beside_the_settings(home: Path) -> None:
    first = installation_id()
    assert UUID(first)
    assert installation_id() == first
    assert installation_file() == home / "installation"
    assert [file.name for file in home.iterdir()] == ["installation"]


def test_two_installations_on_machines_of_one_name_are_two_writers(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    gathering = _old_file(path)
    writers = {_write(path, gathering, name, name) for name in ("en", "to")}
    assert len(writers) == 2
    assert _write(path, gathering, "en igjen", "en") in writers
    store = Store.open(path)
    assert store.value("SELECT count(*) FROM machines WHERE name = 'LAPTOP'") == 2
    store.close()


def test_copies_of_a_file_never_number_their_entries_alike(tmp_path: Path) -> None:
    path, copy = tmp_path / "n.db", tmp_path / "kopi.db"
    gathering = _old_file(path)
    _write(path, gathering, "før", "en")
    shutil.copy(path, copy)
    for number in range(3):
        _write(path, gathering, f"her {number}", "en")
        _write(copy, gathering, f"der {number}", "to")
    numbers = []
    for file in (path, copy):
        store = Store.open(file)
        numbers.append({(row[0], row[1], row[2]) for row in store.rows("SELECT id, machine_id, number FROM entries")})
        store.close()
    both = numbers[0] | numbers[1]
    assert len({(writer, number) for _id, writer, number in both}) == len(both), "the union of both keeps every entry"


def test_machines_from_before_keep_their_names_and_write_no_more(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    gathering = _old_file(path)
    store = Store.open(path)
    before = [tuple(row) for row in store.rows("SELECT id, name, installation FROM machines")]
    store.close()
    assert before
    assert {installation for _id, _name, installation in before} == {""}
    writer = _write(path, gathering, "nå")
    assert writer not in {id_ for id_, _name, _installation in before}
    store = Store.open(path)
    after = {tuple(row) for row in store.rows("SELECT id, name, installation FROM machines")}
    assert after == {*before, (writer, "LAPTOP", installation_id())}
    store.close()


def test_looking_leaves_no_name_behind(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    _old_file(path)
    before = path.read_bytes()
    store = Store.open(path, installation="en")
    assert store.machine_id
    store.close()
    assert path.read_bytes() == before


def test_lost_settings_make_a_new_writer(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    gathering = _old_file(path)
    first = _write(path, gathering, "før")
    installation_file().unlink()
    assert _write(path, gathering, "etter") != first


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"01999c1e", b"en to tre " * 1000])
def test_a_damaged_id_is_replaced(content: bytes) -> None:
    installation_file().parent.mkdir()
    installation_file().write_bytes(content)
    fresh = installation_id()
    assert UUID(fresh)
    assert installation_id() == fresh


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everybody may write there")
def test_a_home_that_can_only_be_read_writes_all_the_same(tmp_path: Path, home: Path) -> None:
    home.mkdir()
    home.chmod(0o500)
    path = tmp_path / "n.db"
    gathering = _old_file(path)
    assert _write(path, gathering, "en") != _write(path, gathering, "to")
    home.chmod(0o700)


def test_a_home_that_cannot_be_made_writes_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fil").write_text("no folder can be made in a file")
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "fil" / "hjem"))
    path = tmp_path / "n.db"
    gathering = _old_file(path)
    assert _write(path, gathering, "en") != _write(path, gathering, "to")


def test_a_machine_that_is_called_something_else_is_another_row_and_what_was_said_keeps_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "n.db"
    gathering = _old_file(path)
    _write(path, gathering, "før")
    monkeypatch.setattr(platform, "node", lambda: "NY")
    _write(path, gathering, "etter")
    store = Store.open(path)
    names = [row["machine"] for row in entries.history(store, EntryKind.REFLECTION, gathering, "p:1:q")]
    store.close()
    assert names == ["NY", "LAPTOP"]


def test_a_database_in_memory_asks_nobody(home: Path) -> None:
    Store.in_memory().close()
    store = Store.in_memory(installation="en")
    assert store.machine_id
    store.close()
    assert not home.exists()
