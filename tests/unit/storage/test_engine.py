"""Sealed files are opened by the one engine that can, with the faults and rows of the other; nothing is left plain."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput, Expected, Locked
from nettverk.services import backups, gatherings, integrity
from nettverk.services.register import register
from nettverk.services.templates import templates
from nettverk.storage import backup, compact, engine, hot_journal, identity, passphrase, rescue
from nettverk.storage.engine import Sealed
from nettverk.storage.passphrase import Ring
from nettverk.storage.store import Store
from tests.helpers.sealed import WORDS, lying_in, ring, seal

__all__ = ["ring"]

HOUSE = Path(__file__).parents[3] / "nettverk"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain" / "n.db"
    store = Store.open(path)
    network = register.add_network(store, "0–6").made
    gatherings.make(store, templates()[0], network_id=network, title="Høstsamling på Bjørkheim")
    store.close()
    return path


@pytest.fixture
def sealed(plain: Path, ring: Ring, tmp_path: Path) -> Path:
    """The same content sealed, with its passphrase given."""
    path = tmp_path / "n.db"
    ring.add(seal(plain, path))
    shutil.rmtree(plain.parent)
    return path


def _title(store: Store) -> str:
    return gatherings.all_(store)[0].title


def test_a_sealed_file_is_worked_in_as_any_other(sealed: Path, tmp_path: Path) -> None:
    store = Store.open(sealed)
    held = gatherings.all_(store)[0]
    gatherings.edit(store, held.id, title="Vårsamling på Bjørkheim")
    store.undo()
    assert _title(store) == "Høstsamling på Bjørkheim"
    store.redo()
    assert integrity.check(store).well
    compact.write_anew(store)
    gatherings.edit(store, held.id, theme="Overganger")
    assert integrity.check(store).well
    store.close()
    assert engine.is_sealed(sealed)
    assert not lying_in([tmp_path], ["Bjørkheim", "Overganger", "gatherings"])
    again = Store.open(sealed)
    assert _title(again) == "Vårsamling på Bjørkheim"
    again.close()


def test_who_only_reads_sees_one_moment_and_touches_nothing(sealed: Path) -> None:
    before = sealed.read_bytes()
    reading = Store.open(sealed, read_only=True)
    assert _title(reading) == "Høstsamling på Bjørkheim"
    assert not reading.connection.execute("PRAGMA database_list").fetchone()["file"]
    reading.close()
    assert sealed.read_bytes() == before
    assert [path.name for path in sealed.parent.iterdir()] == ["n.db"]


def test_a_backup_is_sealed_too_and_says_what_it_holds(
    sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ring: Ring
) -> None:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    store = Store.open(sealed)
    gatherings.edit(store, gatherings.all_(store)[0].id, theme="Overganger")
    made = backups.make(sealed).backup
    store.close()
    assert made is not None
    assert engine.is_sealed(made.path)
    assert backups.contents(made).titles == ("Høstsamling på Bjørkheim",)
    assert not lying_in([tmp_path], ["Bjørkheim"])
    ring.forget()
    assert backups.contents(made).locked
    assert not backups.contents(made).damage


def test_without_its_passphrase_it_is_called_locked_and_is_not_touched(sealed: Path, ring: Ring) -> None:
    before = sealed.read_bytes()
    ring.forget()
    for read_only in (True, False):
        with pytest.raises(Locked, match="låst med et passord") as told:
            Store.open(sealed, read_only=read_only)
        assert told.value.can_open
    assert identity.look(sealed).kind is identity.Kind.LOCKED
    assert sealed.read_bytes() == before
    assert [path.name for path in sealed.parent.iterdir()] == ["n.db"]


def test_one_that_is_open_elsewhere_is_not_asked_about(sealed: Path, ring: Ring) -> None:
    """The window that has it comes forward instead (``ui/common/doorbell.py``)."""
    store = Store.open(sealed)
    ring.forget()
    with pytest.raises(Expected, match="åpen hos") as told:
        Store.open(sealed)
    store.close()
    assert not isinstance(told.value, Locked)


def test_without_the_extra_it_is_said_what_is_missing(
    sealed: Path, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nettverk.storage.engine.find_spec", lambda _name: None)
    engine.has_sqlcipher.cache_clear()
    before = sealed.read_bytes()
    try:
        with pytest.raises(Locked, match=r"nettverk\[encryption\]") as told:
            Store.open(sealed)
    finally:
        engine.has_sqlcipher.cache_clear()
    assert not told.value.can_open
    assert sealed.read_bytes() == before


def test_a_wrong_passphrase_is_known_without_opening(sealed: Path) -> None:
    found = passphrase.seal_in(sealed.read_bytes()[:100])
    assert found is not None
    assert passphrase.key_for(found, "bringebær og grøt") is None
    assert passphrase.key_for(found, WORDS) is not None


def test_a_mac_and_a_windows_machine_type_the_same_passphrase(sealed: Path) -> None:
    import unicodedata

    found = passphrase.seal_in(sealed.read_bytes()[:100])
    assert found is not None
    as_on_a_mac = unicodedata.normalize("NFD", WORDS)
    assert as_on_a_mac != WORDS
    assert passphrase.key_for(found, as_on_a_mac) == passphrase.key_for(found, WORDS)


def test_any_program_that_knows_sqlcipher_opens_it_with_the_passphrase(sealed: Path) -> None:
    from sqlcipher3 import dbapi2

    found = passphrase.seal_in(sealed.read_bytes()[:100])
    assert found is not None
    with closing(dbapi2.connect(str(sealed))) as connection:
        connection.execute(f"PRAGMA key = '{WORDS}'")
        for setting in (
            f"cipher_plaintext_header_size = {passphrase.PLAIN_HEADER}",
            f"""cipher_salt = "x'{found.salt.hex()}'" """,
            "cipher_page_size = 8192",
        ):
            connection.execute(f"PRAGMA {setting}").fetchall()
        assert connection.execute("SELECT title FROM gatherings").fetchone() == ("Høstsamling på Bjørkheim",)


def test_faults_and_rows_are_those_of_sqlite3(sealed: Path) -> None:
    with closing(engine.connect(sealed)) as connection:
        connection.row_factory = sqlite3.Row
        assert connection.row_factory is sqlite3.Row
        assert connection.execute("SELECT 1 AS one").fetchone()["one"] == 1
        with pytest.raises(sqlite3.OperationalError) as fault:
            connection.execute("SELECT nothing")
        assert fault.value.sqlite_errorname == "SQLITE_ERROR"
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO machines (id) VALUES (NULL)")
    with pytest.raises(sqlite3.OperationalError):
        engine.connect(sealed.with_name("none.db"), mode="ro")


def test_a_damaged_page_is_damage_and_not_a_wrong_passphrase(sealed: Path) -> None:
    content = bytearray(sealed.read_bytes())
    content[8192 + 100] ^= 1
    sealed.write_bytes(content)
    with pytest.raises(Exception, match="skadet"):
        Store.open(sealed)


def test_the_journal_of_a_write_that_was_cut_off_is_taken_back(sealed: Path, tmp_path: Path) -> None:
    kept = tmp_path / "aside"
    kept.mkdir()
    with closing(engine.connect(sealed)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE gatherings SET title = 'Halvveis'")
        hot_journal.sign(connection, since=0)
        connection.execute("PRAGMA cache_spill = ON")
        connection.execute("CREATE TABLE filler (text TEXT)")
        for number in range(200):
            connection.execute("INSERT INTO filler VALUES (?)", (f"{number}" * 500,))
        for path in (sealed, hot_journal.name_of(sealed)):
            shutil.copyfile(path, kept / path.name)
        connection.execute("ROLLBACK")
    half = kept / sealed.name
    assert half.read_bytes() != sealed.read_bytes()
    journal = hot_journal.beside(half)
    assert journal is not None
    assert hot_journal.belongs(journal, passphrase.read_header(half))
    before = half.read_bytes()
    reading = Store.open(half, read_only=True)
    assert _title(reading) == "Høstsamling på Bjørkheim"
    reading.close()
    assert half.read_bytes() == before
    store = Store.open(half)
    assert _title(store) == "Høstsamling på Bjørkheim"
    store.close()


def test_what_a_copy_by_the_user_holds_is_sealed(sealed: Path, tmp_path: Path) -> None:
    store = Store.open(sealed)
    store.back_up(tmp_path / "kopi.db")
    store.close()
    assert engine.is_sealed(tmp_path / "kopi.db")
    with backup.looking(tmp_path / "kopi.db") as copy:
        assert copy.execute("SELECT count(*) FROM gatherings").fetchone() == (1,)


def test_rescue_files_are_sealed_with_their_database(
    sealed: Path, ring: Ring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    Store.open(sealed).close()
    path = rescue.write(sealed, rescue.file_name(str(sealed), "1"), "det Kari sa")
    assert not lying_in([tmp_path], ["det Kari sa"])
    assert [found.text for found in rescue.found(sealed)] == ["det Kari sa"]
    rescue.rewrite(path, "det hun sa")
    assert rescue.text_of(path) == "det hun sa"
    ring.forget()
    assert list(rescue.found(sealed)) == []  # left for the one it belongs to
    assert path.exists()
    with pytest.raises(Sealed):
        rescue.text_of(path)


def test_keys_are_not_told_in_reports() -> None:
    key = passphrase.new_key(WORDS)
    assert key.raw.hex() not in repr(key)
    assert repr(key.raw)[2:10] not in f"{key}"


@pytest.mark.parametrize("words", ["", " ", "\t \n", "  "])
def test_spaces_are_no_passphrase(words: str) -> None:
    from nettverk.domain.passphrase import refuse_empty

    with pytest.raises(BadInput):
        refuse_empty(words)


def test_every_connection_to_a_file_begins_in_the_engine() -> None:
    """Opened by anything else, a sealed file would be called damaged, and a new one would be plain."""
    outside = []
    for path in HOUSE.rglob("*.py"):
        if path.name in {"engine.py", "sqlcipher.py"}:
            continue
        outside += [
            f"{path.name}: {call}" for call in re.findall(r"sqlite3\.connect\((?!\":memory:\").*", path.read_text())
        ]
    assert outside == []


def test_sqlcipher_is_not_read_for_a_plain_file(plain: Path) -> None:
    asked = (
        "import sys; from pathlib import Path; from nettverk.storage.store import Store;"
        f" Store.open(Path({str(plain)!r})).close(); print([name for name in sys.modules if 'sqlcipher' in name])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
