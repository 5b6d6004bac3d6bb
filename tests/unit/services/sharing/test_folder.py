"""Sharing over a folder: begun, joined, exchanged, taken back, cleaned of names, and what is refused or waited for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput, Expected
from nettverk.services import database, gatherings, participants, reflections
from nettverk.services.privacy import removal
from nettverk.services.register import register
from nettverk.services.sharing import exchange, joining
from nettverk.services.sharing.exchange import Synced
from nettverk.services.sharing.place import Standing
from nettverk.services.templates import templates
from nettverk.storage import ledger
from nettverk.storage.sharing import here
from nettverk.storage.sharing.folder import FOLDER
from nettverk.storage.store import Store
from tests.helpers import stores
from tests.helpers.stores import opened

Machine = Callable[[str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder that all machines reach."""
    made = tmp_path / "OneDrive"
    made.mkdir()
    return made


def sync(store: Store, *, resume: bool = False) -> Synced:
    return exchange.sync(lambda job: job(store), resume=resume)


@pytest.fixture
def first(tmp_path: Path, folder: Path, at: Machine) -> Path:
    """The file of the first machine, that shares over the folder."""
    at("kontoret")
    path = tmp_path / "kontoret" / "n.db"
    with opened(path) as store:
        network = register.add_network(store, "0–6").made
        gathering = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 11, 24)).made
        unit = register.add_unit(store, "Furulia barnehage").made
        for given, family in (("Kari", "Nordmann"), ("Ola", "Vik")):
            participants.add_new(store, gathering, given, family, unit)
        joining.begin(stores.on(store), str(folder))
        sync(store)
    return path


@pytest.fixture
def second(first: Path, tmp_path: Path, folder: Path, at: Machine) -> Path:
    """The file of a second machine, that has joined; one is on that machine."""
    del first
    at("skolen")
    path = tmp_path / "skolen" / "n.db"
    joining.fetch(str(folder), path)
    with opened(path) as store:
        sync(store)
    return path


def _asked(store: Store) -> tuple[str, str, str]:
    row = store.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    return row["gathering_id"], row["part_id"], row["id"]


def _write(store: Store, text: str, table: int = 1) -> None:
    gathering, part, question = _asked(store)
    reflections.write(store, gathering, part, table, question, text)


def _write_as_step(store: Store, text: str) -> None:
    with store.change(text):  # typing is no step of its own; what is said in one can be taken back with it
        _write(store, text)


def _texts(store: Store) -> dict[int, str]:
    return {said.table: said.text for said in reflections.all_(store, _asked(store)[0])}


def test_one_writes_and_the_other_reads_and_is_told_from_whom(first: Path, second: Path, at: Machine) -> None:
    with opened(second) as store:
        _write(store, "Fra skolen")
        gatherings.edit(store, _asked(store)[0], title="Overganger")
        assert sync(store).sent == 2
    at("kontoret")
    with opened(first) as store:
        synced = sync(store)
        assert _texts(store) == {1: "Fra skolen"}
        assert gatherings.get(store, _asked(store)[0]).title == "Overganger"
        (sentence,) = exchange.words(synced)
        assert "skolen" in sentence
        assert sync(store).brought == []


def test_the_database_itself_never_lies_in_the_folder(first: Path, second: Path, folder: Path) -> None:
    with opened(second) as store:
        _write(store, "Fra skolen")
        sync(store)
    del first
    assert not [path for path in folder.rglob("*") if path.is_file() and path.read_bytes()[:6] == b"SQLite"]


def test_taken_back_it_stays_out_until_somebody_asks(first: Path, second: Path, at: Machine) -> None:
    with opened(second) as store:
        _write(store, "Fra skolen")
        sync(store)
    at("kontoret")
    with opened(first) as store:
        sync(store)
        assert store.undoable().undo == exchange.label()
        store.undo()
        assert _texts(store) == {}
        assert sync(store).paused
        assert _texts(store) == {}
        _write(store, "Herfra", 2)
        assert sync(store).sent  # what is written here goes out all the same
        assert not sync(store, resume=True).paused
        assert _texts(store) == {1: "Fra skolen", 2: "Herfra"}


def test_what_is_typed_back_reads_so_everywhere(first: Path, second: Path, at: Machine) -> None:
    with opened(second) as store:
        _write_as_step(store, "Først")
        store.seal()
        _write_as_step(store, "Så")
        sync(store)
        store.undo()
        sync(store)
    at("kontoret")
    with opened(first) as store:
        sync(store)
        assert _texts(store) == {1: "Først"}
    at("skolen")
    with opened(second) as store:
        sync(store)
        assert _texts(store) == {1: "Først"}


def test_what_was_said_and_is_taken_back_is_gone_everywhere_and_comes_again(
    first: Path, second: Path, at: Machine
) -> None:
    with opened(second) as store:
        _write_as_step(store, "Sagt")
        sync(store)
        at("kontoret")
        with opened(first) as other:
            sync(other)
            assert _texts(other) == {1: "Sagt"}
            at("skolen")
            store.undo()
            sync(store)
            at("kontoret")
            sync(other)
            assert _texts(other) == {}
            at("skolen")
            store.redo()
            sync(store)
            at("kontoret")
            sync(other)
            assert _texts(other) == {1: "Sagt"}


def test_who_is_removed_on_one_machine_is_removed_on_the_other_and_in_the_folder(
    first: Path, second: Path, folder: Path, at: Machine
) -> None:
    with opened(second) as store:
        kari = next(person for person in register.people(store) if person.given_name == "Kari")
        register.edit_person(store, kari.id, email="kari.nordmann@eksempel.no")
        _write(store, "Kari Nordmann sa det")
        sync(store)
    at("kontoret")
    with opened(first) as store:
        sync(store)
        removal.remove(store, [kari.id])
        sync(store)
    at("skolen")
    with opened(second) as store:
        sync(store)
        sync(store)
        assert "Kari Nordmann" not in _texts(store)[1]
        assert "Nordmann" not in {person.family_name for person in register.people(store)}
    for name, path in (("kontoret", first), ("skolen", second)):
        at(name)
        with opened(path) as store:
            assert not sync(store).brought
        assert b"Nordmann" not in path.read_bytes()
    fresh = folder.parent / "tredje" / "n.db"
    at("tredje")
    joining.fetch(str(folder), fresh)
    with opened(fresh) as store:
        sync(store)
    assert b"Nordmann" not in fresh.read_bytes()
    assert b"kari.nordmann" not in fresh.read_bytes()


def test_an_older_copy_that_is_brought_back_goes_on_beside_what_it_had_written(
    first: Path, second: Path, at: Machine, tmp_path: Path
) -> None:
    kept = tmp_path / "kopi.db"
    with opened(second) as store:
        database.back_up(store, kept)
        _write(store, "Etter kopien")
        sync(store)
    second.write_bytes(kept.read_bytes())
    with opened(second) as store:
        _write(store, "På kopien", 2)
        sync(store)
        assert _texts(store) == {1: "Etter kopien", 2: "På kopien"}
    at("kontoret")
    with opened(first) as store:
        sync(store)
        assert _texts(store) == {1: "Etter kopien", 2: "På kopien"}


def test_a_copy_of_a_shared_file_on_another_machine_does_not_share_by_itself(
    second: Path, tmp_path: Path, at: Machine
) -> None:
    copy = tmp_path / "kopi.db"
    with opened(second) as store:
        database.back_up(store, copy)
    at("hjemme")
    with opened(copy) as store:
        assert joining.place_of(store) == ""
        with pytest.raises(BadInput):
            sync(store)


def test_another_file_is_not_mixed_with_the_one_that_is_shared(second: Path, tmp_path: Path, folder: Path) -> None:
    del second
    with opened(tmp_path / "annen.db") as store:
        assert not joining.may_begin(store, joining.look(str(folder)))
        with pytest.raises(BadInput, match="Nettverk-fil"):
            joining.begin(stores.on(store), str(folder))


def test_without_the_folder_work_goes_on_and_is_told(first: Path, folder: Path, at: Machine) -> None:
    at("kontoret")
    away = folder.with_name("borte")
    folder.rename(away)
    with opened(first) as store:
        _write(store, "Uten mappe")
        with pytest.raises(Expected, match="ikke her nå"):
            sync(store)
        assert joining.status(lambda job: job(store)).trouble
        away.rename(folder)
        assert sync(store).sent == 1


def test_status_says_who_shares_and_what_waits(second: Path) -> None:
    with opened(second) as store:
        _write(store, "Nytt")
        status = joining.status(lambda job: job(store))
        assert [other.machine for other in status.others] == ["kontoret"]
        assert status.waiting == 1


def test_what_a_newer_program_has_written_waits_for_an_update(
    first: Path, second: Path, at: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(second) as store:
        _write(store, "Fra en nyere")
        with monkeypatch.context() as newer:
            real = exchange.standing
            newer.setattr("nettverk.services.sharing.laying_out.standing", lambda store: _newer(real(store)))
            newer.setattr(
                "nettverk.services.sharing.exchange.standing", lambda store, **how: _newer(real(store, **how))
            )
            sync(store)
    at("kontoret")
    with opened(first) as store:
        synced = sync(store)
        assert _texts(store) == {}
        assert "skolen" in synced.troubles[0]


def _newer(state: Standing) -> Standing:
    from dataclasses import replace

    return replace(state, updates=state.updates + 1)


def test_stopped_it_shares_no_more_from_here(second: Path) -> None:
    with opened(second) as store:
        place = joining.stop(store)
        assert Path(place).name == FOLDER
        with pytest.raises(BadInput):
            sync(store)


def test_nothing_is_begun_for_a_file_that_nobody_shares(tmp_path: Path, at: Machine) -> None:
    at("alene")
    with opened(tmp_path / "alene.db") as store:
        _ = store.value("SELECT 1")
        assert not ledger.is_on(store.connection)
        assert not here.file().exists()
