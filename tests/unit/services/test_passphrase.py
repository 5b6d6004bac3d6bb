"""A passphrase set, changed and taken off: the file and all its copies, and not a plain byte left anywhere."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput, Cancelled, Expected, Locked
from nettverk.domain.passphrase import Strength, strength
from nettverk.domain.rescue import Kept
from nettverk.domain.typed import Owner, TypedField
from nettverk.services import backups, database, integrity, parting, passphrase, rescue
from nettverk.services.places import address
from nettverk.services.privacy import statement
from nettverk.storage import engine, guard
from nettverk.storage.passphrase import Ring
from nettverk.storage.store import Store
from tests.helpers import every_write
from tests.helpers.sealed import lying_in, quick_keys, ring

__all__ = ["quick_keys", "ring"]

pytestmark = pytest.mark.usefixtures("quick_keys")

OLD, NEW = "grønne epler om høsten", "snø på tunet"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ring: Ring) -> Path:
    """Settings, data and the system's temporary folder in one place, to be searched."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return tmp_path


@pytest.fixture
def path(home: Path) -> Path:
    """A file that has been worked in, with everything beside it that a working life leaves."""
    path = home / "her" / "n.db"
    path.parent.mkdir()
    every_write.prepare(path)
    store = database.open_file(path)
    backups.make(path, _second(home))
    database.back_up(store, path.with_name("n kopi.db"))
    watched = guard.Guard(path, store.connection)
    watched.copy()
    assert watched.safe
    kept = Kept(TypedField(Owner.SETTING, "municipality", "municipality", "Kari Nordmann kommune"), "2026-11-29")
    keeper = rescue.Keeper()
    keeper.keep(address(path), rescue.identity(store), [kept])
    assert keeper.wait(10)
    store.close()
    watched.close()
    (path.parent / "n 2026-11-01 10.00.journal").write_bytes(path.read_bytes()[-8192:])
    return path


def _second(home: Path) -> Path:
    folder = home / "minnepinne"
    folder.mkdir(exist_ok=True)
    return folder


def _names(path: Path) -> list[str]:
    store = Store.open(path, read_only=True)
    people = store.rows("SELECT given_name, family_name, email FROM people")
    names = {str(value) for row in people for value in row if value}
    store.close()
    return sorted(names)


def test_no_plain_copy_is_left_anywhere(path: Path, home: Path, ring: Ring) -> None:
    names = [*_names(path), "Kari Nordmann"]
    assert len(lying_in([home], names)) > 20
    expected = _contents(path)
    outcome = passphrase.change(path, passphrase.new_key(OLD), _second(home))
    assert outcome.troubles == ()
    assert outcome.copies == 3  # one made by itself, the same in the second folder, one made by hand
    assert lying_in([home], names) == []
    assert [found.name for found in home.rglob(".nettverk-*")] == []
    store = database.open_file(path)
    assert every_write.contents(store.connection) == expected
    assert integrity.check(store).well
    assert store.sums is not None
    assert store.sums.is_ours()
    came = rescue.come_back(store)
    assert [str(row.kept.typed.value) for row in came.returned if isinstance(row.kept.typed, TypedField)] == [
        "Kari Nordmann kommune"
    ]
    store.close()
    assert lying_in([home], [*names, "Kari Nordmann"]) == []


def _contents(path: Path) -> str:
    store = Store.open(path, read_only=True)
    try:
        return every_write.contents(store.connection)
    finally:
        store.close()


def test_a_changed_passphrase_opens_the_backups_too(path: Path, home: Path, ring: Ring) -> None:
    passphrase.change(path, passphrase.new_key(OLD), _second(home))
    outcome = passphrase.change(path, passphrase.new_key(NEW), _second(home))
    assert (outcome.copies, outcome.older) == (3, 0)
    ring.forget()
    with pytest.raises(passphrase.WrongPassphrase):
        passphrase.unlock(path, OLD)
    passphrase.unlock(path, NEW)
    for made in backups.all_(path, _second(home)):
        assert backups.contents(made).gatherings
    database.open_file(path).close()


def test_a_backup_that_was_away_still_opens_with_the_old_one(path: Path, home: Path, ring: Ring) -> None:
    passphrase.change(path, passphrase.new_key(OLD), _second(home))
    away = _second(home).rename(home / "i skuffen")
    assert passphrase.change(path, passphrase.new_key(NEW), home / "minnepinne").copies == 2
    away.rename(home / "minnepinne")
    ring.forget()
    passphrase.unlock(path, NEW)
    outcome = passphrase.change(path, passphrase.new_key("noe tredje"), home / "minnepinne")
    assert outcome.older == 1
    assert "forrige passordet" in " ".join(passphrase.told(outcome, sealed=True))
    old = next(made for made in backups.all_(path, home / "minnepinne") if made.path.is_relative_to(home / "hjem"))
    left = next((home / "minnepinne").rglob(old.path.name))
    passphrase.unlock(left, OLD)
    with closing(engine.connect(left, mode="ro")) as connection:
        assert connection.execute("SELECT count(*) FROM gatherings").fetchone()[0]


def test_taken_off_it_is_as_before(path: Path, home: Path) -> None:
    expected = _contents(path)
    passphrase.change(path, passphrase.new_key(OLD))
    assert passphrase.is_sealed(path)
    passphrase.change(path, None)
    assert not passphrase.is_sealed(path)
    assert _contents(path) == expected
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert all(not passphrase.is_sealed(made.path) for made in backups.all_(path))
    store = database.open_file(path)
    assert integrity.check(store).well
    store.close()


def test_a_wrong_passphrase_touches_nothing_and_may_be_tried_again(path: Path, ring: Ring) -> None:
    passphrase.change(path, passphrase.new_key(OLD))
    ring.forget()
    before = {found: found.read_bytes() for found in path.parent.rglob("*")}
    for wrong in ("feil", OLD.upper(), f"{OLD} "):
        with pytest.raises(passphrase.WrongPassphrase, match=r"åpner ikke n\.db"):
            passphrase.unlock(path, wrong)
    with pytest.raises(BadInput):
        passphrase.unlock(path, "  ")
    assert {found: found.read_bytes() for found in path.parent.rglob("*")} == before
    with pytest.raises(Locked):
        database.open_file(path)
    passphrase.unlock(path, OLD)
    database.open_file(path).close()


def test_stopped_it_is_as_it_was(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Cancelled):
        passphrase.change(path, passphrase.new_key(OLD), stop=lambda: True)
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".nettverk-*"))


def test_what_is_open_is_left_alone(path: Path) -> None:
    store = database.open_file(path)
    with pytest.raises(Expected, match="åpen hos"):
        passphrase.change(path, passphrase.new_key(OLD))
    store.close()
    assert not passphrase.is_sealed(path)


def test_a_plain_backup_put_back_in_a_sealed_file_is_sealed(path: Path, home: Path) -> None:
    plain = backups.all_(path)[0]
    aside = home / "plain.db"
    aside.write_bytes(plain.path.read_bytes())
    passphrase.change(path, passphrase.new_key(OLD))
    plain.path.write_bytes(aside.read_bytes())
    aside.unlink()
    backups.take_back(path, plain)
    assert passphrase.is_sealed(path)
    database.open_file(path).close()


def test_a_locked_file_is_never_replaced_by_an_older_edition(path: Path, ring: Ring) -> None:
    safety = guard.safety_path(path)
    kept = safety.read_bytes()
    passphrase.change(path, passphrase.new_key(OLD))
    assert not safety.exists()
    safety.write_bytes(kept)
    ring.forget()
    sealed = path.read_bytes()
    assert parting.resume(path, database.in_memory().now()).note == ""
    assert path.read_bytes() == sealed


def test_what_the_statement_says(path: Path) -> None:
    assert "ikke låst med passord" in _statement(path)
    passphrase.change(path, passphrase.new_key(OLD))
    assert "låst med passord" in _statement(path)
    assert "ikke låst med passord" not in _statement(path)


def _statement(path: Path) -> str:
    store = database.open_file(path)
    try:
        return statement.text(statement.facts(store), "nb")
    finally:
        store.close()


def test_the_hint_goes_by_length() -> None:
    assert [strength(words) for words in ("", "kort", "åtte tegn", "epler i august", "fem helt vanlige små ord")] == [
        Strength.NONE,
        Strength.WEAK,
        Strength.FAIR,
        Strength.GOOD,
        Strength.STRONG,
    ]
    assert strength("aaaaaaaaaaaaaaaaaaaaaaaa") is Strength.WEAK
