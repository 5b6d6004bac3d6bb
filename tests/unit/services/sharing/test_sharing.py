"""A file is lent, somebody writes in it, and it is brought home: what goes along, comes in, and is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput, Cancelled, Expected
from nettverk.services import database, gatherings, participants, plan, reflections
from nettverk.services.privacy import removal
from nettverk.services.register import register
from nettverk.services.sharing import bringing_home, lending
from nettverk.services.templates import templates
from nettverk.storage import journal, removals
from nettverk.storage.store import Store
from tests.helpers import machines
from tests.helpers.clock import TestClock


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The municipality's own file, on its own machine."""
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjemme"))
    store = database.open_file(tmp_path / "n.db")
    network = register.add_network(store, "0–6", coordinator="Tone Berg").made
    gathering = gatherings.make(store, templates()[0], network_id=network, held_on=date(2026, 11, 24)).made
    unit = register.add_unit(store, "Furulia barnehage").made
    for given, family in (("Kari", "Nordmann"), ("Ola", "Vik")):
        participants.add_new(store, gathering, given, family, unit, role="styrer", email=f"{given}@eksempel.no")
    where = _asked(store)
    reflections.write(store, *where[:2], 1, where[2], "Fra bord 1")
    reflections.write(store, *where[:2], 2, where[2], "Fra bord 2")
    yield store
    store.close()


def _asked(store: Store) -> tuple[str, str, str]:
    """A gathering, a part of it and what is asked there."""
    row = store.one("SELECT id, gathering_id, part_id FROM sheet_uses WHERE part_id IS NOT NULL ORDER BY id LIMIT 1")
    assert row is not None
    return row["gathering_id"], row["part_id"], row["id"]


@pytest.fixture
def away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Lets what follows be done on another machine."""
    monkeypatch.setattr("platform.node", lambda: "bord-pc")
    return monkeypatch


def _write_there(path: Path, text: str, table: int = 2) -> None:
    store = database.open_file(path)
    gathering, part, question = _asked(store)
    reflections.write(store, gathering, part, table, question, text)
    store.close()


def _texts(store: Store) -> dict[int, str]:
    return {said.table: said.text for said in reflections.all_(store, _asked(store)[0])}


def test_what_goes_along_has_the_sheets_and_nobodys_name(home: Store, tmp_path: Path) -> None:
    lent = lending.lend(home, _asked(home)[0], tmp_path / "bord.db", tables=[2])
    assert (lent.answers, lent.tables) == (1, (2,))
    raw = lent.path.read_bytes()
    for name in ("Kari", "Nordmann", "Vik", "eksempel.no", "Tone Berg", "styrer", "Fra bord 1"):
        assert name.encode() not in raw
    there = database.open_file(lent.path)
    assert _texts(there) == {2: "Fra bord 2"}
    assert plan.parts(there, _asked(home)[0]) != ()
    there.close()


def test_what_is_written_comes_home_with_who_and_once(home: Store, tmp_path: Path, away: pytest.MonkeyPatch) -> None:
    path = lending.lend(home, _asked(home)[0], tmp_path / "bord.db").path
    _write_there(path, "Fra bord 2\nOg mer", 2)
    _write_there(path, "Fra bord 3", 3)
    brought = bringing_home.bring_home(home, path)
    assert (brought.said, brought.writers) == (2, ("bord-pc",))
    assert _texts(home) == {1: "Fra bord 1", 2: "Fra bord 2\nOg mer", 3: "Fra bord 3"}
    assert "bord-pc" in bringing_home.summary(brought)[0]
    again = bringing_home.bring_home(home, path)
    assert not again.is_new
    assert bringing_home.summary(again) == ("Alt i bord.db var her fra før.",)


def test_taken_back_it_is_as_before_and_can_come_in_again(home: Store, tmp_path: Path) -> None:
    path = lending.lend(home, _asked(home)[0], tmp_path / "bord.db").path
    _write_there(path, "Fra bord 3", 3)
    before = _texts(home)
    bringing_home.bring_home(home, path)
    assert home.undoable().undo == "Hent hjem bord.db"
    home.undo()
    assert _texts(home) == before
    assert bringing_home.bring_home(home, path).said == 1


def test_what_two_have_corrected_is_kept_from_both_and_shown(
    home: Store, tmp_path: Path, away: pytest.MonkeyPatch
) -> None:
    path = lending.lend(home, _asked(home)[0], tmp_path / "bord.db").path
    _write_there(path, "Skrevet ved bordet", 2)
    gathering, part, question = _asked(home)
    away.undo()
    reflections.write(home, gathering, part, 2, question, "Skrevet hjemme", at=home.now().replace(year=2030))
    (competing,) = bringing_home.bring_home(home, path).competing
    assert competing.shown[0] == "Skrevet hjemme"
    assert competing.others == (("Skrevet ved bordet", "bord-pc"),)


def test_a_file_with_everything_brings_the_plan_home_too(home: Store, tmp_path: Path) -> None:
    path = lending.lend_all(home, tmp_path / "alt.db").path
    there = database.open_file(path)
    gatherings.edit(there, _asked(home)[0], title="Overganger")
    register.add_person(there, "Siv", "Moen", register.units(there)[0].id)
    there.close()
    gatherings.edit(home, _asked(home)[0], place="Samfunnshuset")
    assert bringing_home.bring_home(home, path).rows == 2
    found = gatherings.get(home, _asked(home)[0])
    assert (found.title, found.place) == ("Overganger", "Samfunnshuset")
    assert "Siv Moen" in {person.name for person in register.people(home)}


def test_somebody_removed_here_does_not_come_back_with_an_old_file(home: Store, tmp_path: Path) -> None:
    path = lending.lend_all(home, tmp_path / "alt.db").path
    there = database.open_file(path)
    kari = next(person for person in register.people(there) if person.given_name == "Kari")
    register.edit_person(there, kari.id, email="kari.nordmann@eksempel.no")
    there.close()
    register.edit_person(home, kari.id, role="leder")
    removal.remove(home, [kari.id])
    bringing_home.bring_home(home, path)
    home.close()
    for file in (tmp_path / "n.db", path):
        assert b"Nordmann" not in file.read_bytes()
        assert b"kari.nordmann" not in file.read_bytes()


def test_somebody_removed_there_is_removed_here(home: Store, tmp_path: Path, away: pytest.MonkeyPatch) -> None:
    path = lending.lend_all(home, tmp_path / "alt.db").path
    kari = next(person for person in register.people(home) if person.given_name == "Kari")
    gathering, part, question = _asked(home)
    reflections.write(home, gathering, part, 4, question, "Kari Nordmann sa det")
    away.setenv("NETTVERK_HOME", str(tmp_path / "borte"))
    there = database.open_file(path)
    removal.remove(there, [kari.id])
    there.close()
    away.setenv("NETTVERK_HOME", str(tmp_path / "hjemme"))
    brought = bringing_home.bring_home(home, path)
    assert brought.names_gone == 1
    assert set(removals.all_()) == {kari.id}
    assert next(person for person in register.people(home) if person.id == kari.id).name == "Deltaker 1"
    assert _texts(home)[4] == "[fjernet] sa det"
    home.close()
    assert b"Nordmann" not in (tmp_path / "n.db").read_bytes()


def test_what_is_refused_is_a_sentence_and_changes_nothing(home: Store, tmp_path: Path) -> None:
    gathering = _asked(home)[0]
    path = lending.lend(home, gathering, tmp_path / "bord.db").path
    before = list(home.connection.iterdump())
    strange = database.open_file(tmp_path / "annen.db")
    register.add_network(strange, "1–10")
    strange.close()
    with pytest.raises(BadInput, match="ikke lånt ut herfra"):
        bringing_home.bring_home(home, tmp_path / "annen.db")
    strange = database.open_file(tmp_path / "annen.db")
    lending.start(strange)
    with pytest.raises(BadInput, match="annen kommune"):
        bringing_home.bring_home(strange, path)
    strange.close()
    with pytest.raises(BadInput, match="annen kommune"):
        bringing_home.bring_home(home, tmp_path / "annen.db")
    with pytest.raises(BadInput, match="annen samling"):
        bringing_home.bring_home(home, path, gathering_id="en annen")
    with pytest.raises(BadInput, match="arbeider i"):
        bringing_home.bring_home(home, tmp_path / "n.db")
    with pytest.raises(BadInput, match="Fant ingen"):
        bringing_home.bring_home(home, tmp_path / "nei.db")
    (tmp_path / "tekst.db").write_text("ikke en base" * 100)
    with pytest.raises(Expected, match="ikke en Nettverk-fil"):
        bringing_home.bring_home(home, tmp_path / "tekst.db")
    with pytest.raises(BadInput, match="finnes allerede"):
        lending.lend(home, gathering, path)
    there = database.open_file(path)
    with pytest.raises(BadInput, match="selv lånt ut"):
        lending.lend(there, gathering, tmp_path / "to.db")
    there.close()
    assert list(home.connection.iterdump()) == before


def test_a_newer_and_a_damaged_file_are_sentences(home: Store, tmp_path: Path) -> None:
    path = lending.lend(home, _asked(home)[0], tmp_path / "bord.db").path
    newer = tmp_path / "ny.db"
    newer.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute("INSERT INTO _sqlite_migrations VALUES (999, 'nettverk', '9999_til', '')")
        connection.commit()
    with pytest.raises(BadInput, match="nyere versjon"):
        bringing_home.bring_home(home, newer)
    broken = tmp_path / "skadet.db"
    _write_there(path, "Til bords", 5)
    broken.write_bytes(path.read_bytes().replace(b"Til bords", b"Til_bords"))
    with pytest.raises(Expected, match="skadet"):
        bringing_home.bring_home(home, broken)
    assert 5 not in _texts(home)


def test_it_can_be_stopped_and_nothing_has_come_in(home: Store, tmp_path: Path) -> None:
    path = lending.lend(home, _asked(home)[0], tmp_path / "bord.db").path
    _write_there(path, "Fra bord 3", 3)

    def stop(done: float, _text: str) -> None:
        if done > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        bringing_home.bring_home(home, path, progress=stop)
    assert 3 not in _texts(home)
    assert bringing_home.bring_home(home, path).said == 1


def test_of_several_those_that_have_come_in_stay_when_it_is_stopped(home: Store, tmp_path: Path) -> None:
    paths = [lending.lend(home, _asked(home)[0], tmp_path / name).path for name in ("a.db", "b.db", "c.db")]
    _write_there(paths[0], "Fra bord 3", 3)
    _write_there(paths[2], "Fra bord 4", 4)

    def stop(done: float, text: str) -> None:
        if text == "b.db" and done > 0.4:
            raise Cancelled

    came = bringing_home.bring_all_home(home, [paths[0], tmp_path / "nei.db", *paths[1:]], stop)
    assert came.stopped
    assert [(each.path.name, each.fault is None) for each in came.tried] == [("a.db", True), ("nei.db", False)]
    assert came.changes.tables
    assert _texts(home) == {1: "Fra bord 1", 2: "Fra bord 2", 3: "Fra bord 3"}
    rest = bringing_home.bring_all_home(home, [*paths, paths[0]])
    assert [each.brought is not None and each.brought.is_new for each in rest.tried] == [False, False, True]
    assert not rest.stopped


def test_nothing_is_shared_before_something_is_lent(home: Store, tmp_path: Path) -> None:
    assert not journal.is_on(home.connection)
    assert home.journal is None
    lending.lend(home, _asked(home)[0], tmp_path / "bord.db")
    assert journal.is_on(home.connection)
    assert home.journal is not None


def test_what_had_to_be_put_in_order_is_told(home: Store, tmp_path: Path) -> None:
    path = lending.lend_all(home, tmp_path / "alt.db").path
    there = database.open_file(path)
    register.add_network(there, "Skole")
    gathering = _asked(there)[0]
    plan.edit(there, plan.parts(there, gathering)[0].id, notes="Husk kaffe")
    there.close()
    register.add_network(home, "Skole")
    brought = bringing_home.bring_home(home, path)
    assert "Skole var laget på to maskiner, og er blitt én." in brought.told
    assert replace(brought, said=0).is_new


def test_a_name_that_somebody_had_before_goes_there_too_and_all_read_the_same(
    home: Store, tmp_path: Path, away: pytest.MonkeyPatch
) -> None:
    gathering, part, question = _asked(home)
    reflections.write(home, gathering, part, 4, question, "Kari Nordmann sa det")
    path = lending.lend_all(home, tmp_path / "alt.db").path
    kari = next(person for person in register.people(home) if person.given_name == "Kari")
    away.setenv("NETTVERK_HOME", str(tmp_path / "borte"))
    there = database.open_file(path)
    register.edit_person(there, kari.id, given_name="Kaja", family_name="Hansen")
    reflections.write(there, gathering, part, 5, question, "Kaja Hansen var der")
    there.close()
    away.setenv("NETTVERK_HOME", str(tmp_path / "hjemme"))
    removal.remove(home, [kari.id])
    bringing_home.bring_home(home, path)
    there = database.open_file(path)
    assert _texts(there)[4] == _texts(home)[4] == "[fjernet] sa det"
    assert _texts(there)[5] == _texts(home)[5] == "[fjernet] var der"
    assert machines.rows(there)["people"] == machines.rows(home)["people"]
    there.close()
    home.close()
    for file in (tmp_path / "n.db", path):
        assert not [name for name in (b"Nordmann", b"Hansen") if name in file.read_bytes()]


def test_one_who_is_removed_on_two_machines_is_called_the_same_on_both(
    home: Store, tmp_path: Path, away: pytest.MonkeyPatch
) -> None:
    kari, ola = (person.id for person in sorted(register.people(home), key=lambda person: person.given_name))
    path = lending.lend_all(home, tmp_path / "alt.db").path
    removal.remove(home, [ola])
    removal.remove(home, [kari])
    away.setenv("NETTVERK_HOME", str(tmp_path / "borte"))
    there = database.open_file(path)
    removal.remove(there, [kari])
    lending.lend_all(home, tmp_path / "hjemmefra.db")
    bringing_home.bring_home(there, tmp_path / "hjemmefra.db")
    there.close()
    away.setenv("NETTVERK_HOME", str(tmp_path / "hjemme"))
    bringing_home.bring_home(home, path)
    there = database.open_file(path)
    for table in ("people", "removed_people"):
        assert machines.rows(there)[table] == machines.rows(home)[table]
    there.close()


def test_damage_in_a_file_with_everything_does_not_come_in(home: Store, tmp_path: Path, clock: TestClock) -> None:
    clock.forward(timedelta(hours=1))
    path = lending.lend_all(home, tmp_path / "alt.db").path
    _write_there(path, "Fra bord 3", 3)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"Fra bord 3", b"Fra bord_3"))
    with pytest.raises(Expected, match="skadet"):
        bringing_home.bring_home(home, path)
    path.write_bytes(whole.replace(b"Fra bord 1", b"Fra bord_1"))  # what is here already does not come in
    assert bringing_home.bring_home(home, path).said == 1
    assert _texts(home) == {1: "Fra bord 1", 2: "Fra bord 2", 3: "Fra bord 3"}
