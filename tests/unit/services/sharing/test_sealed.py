"""Files with a passphrase that become one with others: on a stick, and over a folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.errors import Locked
from nettverk.domain.journal.parcels import Kind
from nettverk.services import gatherings, passphrase, reflections
from nettverk.services.register import register
from nettverk.services.sharing import bringing_home, exchange, joining, lending
from nettverk.services.templates import templates
from nettverk.storage import engine
from nettverk.storage.passphrase import Ring
from nettverk.storage.sharing.folder import Folder, place_in
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.sealed import WORDS, lying_in, quick_keys, ring
from tests.helpers.stores import opened

__all__ = ["quick_keys", "ring"]
pytestmark = pytest.mark.usefixtures("quick_keys")

Machine = Callable[[str], None]
_SAID = "Vi prøver dette hjemme"


@pytest.fixture
def home(tmp_path: Path, at: Machine, ring: Ring) -> Path:
    """The municipality's file, with a passphrase that has been given."""
    del ring
    at("kontoret")
    path = tmp_path / "kontoret" / "n.db"
    with opened(path) as store:
        network = register.add_network(store, "0–6").made
        gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 11, 24))
    passphrase.change(path, passphrase.new_key(WORDS))
    return path


def _asked(store: Store) -> tuple[str, str, str]:
    row = store.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    return row["gathering_id"], row["part_id"], row["id"]


def _write(path: Path, text: str, table: int) -> None:
    with opened(path) as store:
        gathering, part, question = _asked(store)
        reflections.write(store, gathering, part, table, question, text)


def _texts(store: Store) -> dict[int, str]:
    return {said.table: said.text for said in reflections.all_(store, _asked(store)[0])}


def _sync(store: Store) -> exchange.Synced:
    return exchange.sync(lambda job: job(store))


def test_what_is_written_in_a_copy_with_the_same_passphrase_comes_home(home: Path, tmp_path: Path, at: Machine) -> None:
    with opened(home) as store:
        path = lending.lend_all(store, tmp_path / "alt.db").path
    assert engine.is_sealed(path)
    at("skolen")
    _write(path, _SAID, 1)
    at("kontoret")
    with opened(home) as store:
        assert bringing_home.bring_home(store, path).said == 1
        assert not bringing_home.bring_home(store, path).is_new
        assert _texts(store) == {1: _SAID}
    assert lying_in([tmp_path], [_SAID]) == []


def test_sheets_for_a_table_are_open_to_all_and_come_home_to_a_file_with_a_passphrase(
    home: Path, tmp_path: Path, at: Machine
) -> None:
    with opened(home) as store:
        lent = lending.lend(store, _asked(store)[0], tmp_path / "bord.db")
    assert lent.open_to_all
    assert not engine.is_sealed(lent.path)
    at("bordet")
    _write(lent.path, _SAID, 2)
    at("kontoret")
    with opened(home) as store:
        assert bringing_home.bring_home(store, lent.path).said == 1
    assert lying_in([home.parent], [_SAID]) == []


def test_a_copy_that_got_a_passphrase_of_its_own_is_asked_for_it_and_comes_home(
    home: Path, tmp_path: Path, at: Machine, ring: Ring
) -> None:
    with opened(home) as store:
        path = lending.lend_all(store, tmp_path / "alt.db").path
    at("skolen")
    _write(path, _SAID, 1)
    passphrase.change(path, passphrase.new_key("en annen hemmelighet"))
    ring.forget()
    passphrase.unlock(home, WORDS)
    at("kontoret")
    with opened(home) as store:
        with pytest.raises(Locked, match="låst med et passord"):
            bringing_home.bring_home(store, path)
        assert _texts(store) == {}
        came = bringing_home.bring_all_home(store, [path])
        assert isinstance(came.tried[0].fault, Locked)
        passphrase.unlock(path, "en annen hemmelighet")
        assert bringing_home.bring_home(store, path).said == 1
        assert _texts(store) == {1: _SAID}


def _shared_with_school(home: Path, tmp_path: Path, at: Machine) -> tuple[Path, Path]:
    """The folder that it is shared over, and the file that the school has fetched; one is there afterwards."""
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    with opened(home) as store:
        joining.begin(stores.on(store), str(folder))
        _sync(store)
    at("skolen")
    other = tmp_path / "skolen" / "n.db"
    joining.fetch(str(folder), other)
    return folder, other


def test_over_a_folder_nothing_lies_open_and_all_read_it(home: Path, tmp_path: Path, at: Machine) -> None:
    folder, other = _shared_with_school(home, tmp_path, at)
    assert engine.is_sealed(other)
    with opened(other) as store:
        _sync(store)
    _write(other, _SAID, 1)
    with opened(other) as store:
        _sync(store)
    at("kontoret")
    _write(home, "Fra kontoret her", 2)
    with opened(home) as store:
        synced = _sync(store)
        assert synced.troubles == []
        assert _texts(store) == {1: _SAID, 2: "Fra kontoret her"}
    at("skolen")
    with opened(other) as store:
        _sync(store)
        assert _texts(store) == {1: _SAID, 2: "Fra kontoret her"}
    assert lying_in([folder, home.parent, other.parent], [_SAID, "Fra kontoret her"]) == []


def test_what_only_lies_in_a_file_with_another_passphrase_is_said_in_a_sentence(
    home: Path, tmp_path: Path, at: Machine, ring: Ring
) -> None:
    folder, other = _shared_with_school(home, tmp_path, at)
    with opened(other) as store:
        _sync(store)
    at("kontoret")
    _write(home, _SAID, 1)
    with opened(home) as store:
        _sync(store)
    passphrase.change(home, passphrase.new_key("en annen hemmelighet"))
    with opened(home) as store:
        _sync(store)
    with closing(Folder(place_in(folder))) as lying:  # what the first had laid out before is lost on the way
        lying.remove([label for label in lying.listing().labels if label.kind is Kind.PARCEL])
    with opened(home) as store:
        _sync(store)
        path = lending.lend_all(store, tmp_path / "alt.db").path
    ring.forget()
    passphrase.unlock(other, WORDS)
    at("skolen")
    with opened(other) as store:
        synced = _sync(store)
        assert _texts(store) == {}
        (sentence,) = synced.troubles
        assert sentence.startswith("kontoret har satt passord på fila si")
        # As the sentence says: on a stick.
        passphrase.unlock(path, "en annen hemmelighet")
        assert bringing_home.bring_home(store, path).said == 1
        assert _texts(store) == {1: _SAID}
