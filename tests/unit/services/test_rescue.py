"""What could not be stored is put back where it belongs; what stands there meanwhile is never overwritten unseen."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from nettverk.domain.follow_up import CommitmentStatus
from nettverk.domain.rescue import Fate, Kept
from nettverk.domain.typed import (
    Owner,
    Typed,
    TypedAnswer,
    TypedCommitment,
    TypedField,
    TypedLoose,
    TypedNewcomer,
    TypedSheet,
    plain,
    read,
)
from nettverk.services import follow_up, gatherings, participants, plan, reflections, rescue, settings
from nettverk.services.places import address
from nettverk.services.register import register
from nettverk.services.standing import standing
from nettverk.services.typed import field_name, owner_name, place_of, store_typed
from nettverk.storage import rescue as files
from nettverk.storage.store import Store

NAME = TypedField(Owner.SETTING, "municipality", "municipality", "X")
AT = "2026-11-29T10:00:00.000+00:00"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETTVERK_HOME", str(tmp_path / "hjem"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "midlertidig"))
    (tmp_path / "midlertidig").mkdir()
    return tmp_path


@pytest.fixture
def file(home: Path, sample_file: Path) -> Path:
    path = home / "n.db"
    path.write_bytes(sample_file.read_bytes())
    return path


def keep(path: Path, *kept: Kept, identity: str = "") -> rescue.Keeper:
    keeper = rescue.Keeper()
    keeper.keep(address(path), identity, kept)
    assert keeper.wait(60)
    return keeper


def one_of_each(store: Store) -> list[Typed]:
    """Something typed in every kind of place the program has."""
    here = next(g for g in gatherings.all_(store) if reflections.all_(store, g.id))
    sheet = reflections.sheets(store, here.id)[0]
    later = next(g for g in gatherings.all_(store) if follow_up.earlier(store, g.id))
    promised = follow_up.earlier(store, later.id)[0]
    other = next(g for g in reversed(gatherings.all_(store)) if g.id not in {here.id, later.id})
    part, person, unit = plan.parts(store, other.id)[0], register.people(store)[0], register.units(store)[0]
    network, district = register.networks(store)[0], register.districts(store)[0]
    contribution = store.value("SELECT id FROM contributions LIMIT 1")
    table = store.value("SELECT id FROM group_tables LIMIT 1")
    came = participants.all_(store, here.id)[0]
    return [
        TypedSheet(here.id, sheet.part_id, sheet.table, sheet.question_id, "Nytt svar æøå 🙂\nto linjer"),
        TypedCommitment(here.id, unit.id, "01900000-0000-7000-8000-0000000001", "Ringe", "Kari", date(2027, 1, 5), "P"),
        TypedAnswer(promised.id, later.id, CommitmentStatus.TRIED, "Det tok tid"),
        TypedField(Owner.PART, part.id, "notes", "Husk kaffe"),
        TypedField(Owner.PART, part.id, "questions", "Ett?\nTo?"),
        TypedField(Owner.PART, part.id, "minutes", 33),
        TypedField(Owner.PART, part.id, "fixed_start", time(9, 15)),
        TypedField(Owner.GATHERING, other.id, "notes", "Nøkkel i resepsjonen"),
        TypedField(Owner.GATHERING, other.id, "goals", "Ett mål"),
        TypedField(Owner.GATHERING, other.id, "held_on", date(2027, 2, 1)),
        TypedField(Owner.PERSON, person.id, "role", "Pedagog"),
        TypedField(Owner.UNIT, unit.id, "name", "Nytt navn", known_as=unit.name),
        TypedField(Owner.NETWORK, network.id, "purpose", "Bedre overganger"),
        TypedField(Owner.DISTRICT, district.id, "name", "Nordbyen"),
        TypedField(Owner.CONTRIBUTION, str(contribution), "title", "Vår måte"),
        TypedField(Owner.PARTICIPANT, came.id, "attendance", "late"),
        TypedField(Owner.PARTICIPANT, came.id, "there", "10:15-13:00"),
        TypedField(Owner.TABLE, str(table), "name", "Vindusbordet"),
        TypedField(Owner.PICTURE, f"{here.id} welcome", "notes", "Vent til alle sitter."),
        TypedField(Owner.SETTING, "municipality", "municipality", "Fjordvik"),
        TypedNewcomer(here.id, "Ny", "Person", unit_id=unit.id),
        TypedNewcomer(here.id, "Enda", "Nyere", new_unit="Helt ny enhet"),
    ]


def test_everything_typed_can_be_kept_in_a_file_and_comes_back_once(file: Path) -> None:
    store = Store.open(file)
    typed = one_of_each(store)
    kept = [Kept(one, AT, standing(store, one)) for one in typed]
    store.close()
    keep(file, *kept)
    store = Store.open(file)
    home = rescue.come_back(store)
    assert [(one.kept.typed, one.fate) for one in home.returned] == [(one, Fate.BACK) for one in typed]
    assert home.changes.tables
    for one in typed:
        assert place_of(store, one)
    assert not list(files.found(file)), "the file has done its work"
    assert rescue.come_back(store).returned == ()
    # Killed after it was stored and before the file went: nothing comes twice.
    keep(file, *kept)
    before = store.value("SELECT count(*) FROM people")
    again = rescue.come_back(store)
    assert {one.fate for one in again.returned} == {Fate.SAME}
    assert store.value("SELECT count(*) FROM people") == before
    store.close()


def test_what_is_written_reads_back_whatever_it_is() -> None:
    kinds: list[Typed] = [
        TypedSheet("g", "p", 3, "q", "a\ud800b\x00"),
        TypedCommitment("g", "u", "c", "", "", None, ""),
        TypedAnswer("c", "g", CommitmentStatus.DONE, ""),
        TypedField(Owner.PART, "p", "fixed_start", None),
        TypedLoose("Ny deltaker", "Kari"),
    ]
    for one in kinds:
        assert read(plain(one)) == one
    assert read({"is": "hologram"}) is None
    assert read({**plain(kinds[0]), "table": "tre"}) is None
    assert read({**plain(kinds[3]), "owner": "moon"}) is None
    assert read([1]) is None
    assert all(owner_name(owner) for owner in Owner)
    assert field_name("title") != "title"


def sheet_of(store: Store) -> TypedSheet:
    here = next(g for g in gatherings.all_(store) if reflections.all_(store, g.id))
    answer = reflections.all_(store, here.id)[0]
    return TypedSheet(here.id, answer.part_id, answer.table, answer.question_id, answer.text)


def with_text(sheet: TypedSheet, text: str) -> TypedSheet:
    return TypedSheet(sheet.gathering_id, sheet.part_id, sheet.table, sheet.question_id, text)


@pytest.mark.parametrize("known", [True, False])
def test_where_somebody_has_written_meanwhile_both_stand(file: Path, known: bool) -> None:
    store = Store.open(file)
    sheet = sheet_of(store)
    mine = Kept(with_text(sheet, "Det jeg skrev"), AT, {"text": sheet.text} if known else None)
    store_typed(store, with_text(sheet, "Det en annen skrev"))
    keep(file, mine)
    home = rescue.come_back(store)
    assert [one.fate for one in home.returned] == [Fate.BOTH]
    assert standing(store, sheet) == {"text": "Det en annen skrev\n\nDet jeg skrev"}
    assert rescue.come_back(store).returned == ()
    store.close()


def test_a_text_that_goes_on_where_the_other_ends_is_one_text(file: Path) -> None:
    store = Store.open(file)
    sheet = sheet_of(store)
    store_typed(store, with_text(sheet, "Vi ringer"))
    keep(file, Kept(with_text(sheet, "Vi ringer hverandre"), AT))
    rescue.come_back(store)
    assert standing(store, sheet) == {"text": "Vi ringer hverandre"}
    store.close()


def test_what_was_deleted_stays_deleted(file: Path) -> None:
    store = Store.open(file)
    sheet = sheet_of(store)
    keep(file, Kept(with_text(sheet, ""), AT, {"text": sheet.text}))
    rescue.come_back(store)
    assert standing(store, sheet) == {"text": ""}
    store.close()


def test_two_names_cannot_both_stand_so_one_is_asked(file: Path) -> None:
    store = Store.open(file)
    settings.put(store, "municipality", "Den ene")
    typed = TypedField(Owner.SETTING, "municipality", "municipality", "Den andre")
    keep(file, Kept(typed, AT, {"municipality": ""}))
    (one,) = rescue.come_back(store).returned
    assert (one.fate, one.now) == (Fate.OTHER, "Den ene")
    assert settings.get(store, "municipality") == "Den ene"
    (again,) = rescue.come_back(store).returned
    assert again.fate is Fate.OTHER, "it is told of until somebody has chosen"
    rescue.choose(store, again.kept)
    assert settings.get(store, "municipality") == "Den andre"
    assert not list(files.found(file))
    store.close()


def test_what_has_no_place_is_shown_until_somebody_needs_it_no_more(file: Path) -> None:
    store = Store.open(file)
    gone = TypedSheet("borte", "borte", 1, "borte", "Viktig")
    keep(file, Kept(gone, AT), Kept(TypedLoose("Ny deltaker", "Kari"), AT))
    returned = rescue.come_back(store).returned
    assert [one.fate for one in returned] == [Fate.HOMELESS, Fate.HOMELESS]
    rescue.dismiss(store, returned[0].kept)
    (left,) = rescue.come_back(store).returned
    assert left.kept.typed == TypedLoose("Ny deltaker", "Kari")
    store.close()


def test_what_still_cannot_be_stored_stays(file: Path) -> None:
    store = Store.open(file)
    keep(file, Kept(NAME, AT, standing(store, NAME)))
    store.connection.execute("PRAGMA query_only = 1")
    home = rescue.come_back(store)
    assert [one.fate for one in home.returned] == [Fate.WAITING]
    assert "kan bare leses" in home.fault
    store.connection.execute("PRAGMA query_only = 0")
    assert [one.fate for one in rescue.come_back(store).returned] == [Fate.BACK]
    store.close()


def test_files_of_other_databases_wait_for_them(file: Path, home: Path) -> None:
    typed = Kept(TypedField(Owner.SETTING, "municipality", "municipality", "X"), AT)
    keep(home / "annen.db", typed)
    keep(file, typed)
    keep(file, Kept(TypedLoose("a", "b"), AT))  # another run of the program, for the same file
    store = Store.open(file)
    assert len(rescue.come_back(store).returned) == 2
    store.close()
    other = Store.open(home / "annen.db")
    assert [one.fate for one in rescue.come_back(other).returned] == [Fate.BACK]
    other.close()


def test_a_database_that_has_been_moved_gets_what_is_its_own(file: Path, home: Path) -> None:
    store = Store.open(file)
    who = rescue.identity(store)
    keep(file, Kept(NAME, AT, standing(store, NAME)), identity=who)
    store.close()
    assert who
    moved = home / "flyttet.db"
    file.rename(moved)
    store = Store.open(moved)
    assert [one.fate for one in rescue.come_back(store).returned] == [Fate.BACK]
    store.close()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 1}', '{"format": 99, "kept": []}', "\x00" * 40, "[" * 9000]
)
def test_a_damaged_file_is_told_of_once_and_kept(file: Path, home: Path, text: str) -> None:
    keeper = keep(file, Kept(TypedLoose("a", "b"), AT))
    assert keeper.path is not None
    keeper.path.write_text(text, encoding="utf-8")
    store = Store.open(file)
    (aside,) = rescue.come_back(store).damaged
    assert Path(aside).read_text(encoding="utf-8") == text
    assert rescue.come_back(store).damaged == ()
    store.close()


def test_where_the_settings_cannot_be_written_it_lies_beside_the_database_or_in_the_temporary_folder(
    file: Path, home: Path
) -> None:
    (home / "hjem").write_text("a file where the folder should be", encoding="utf-8")
    typed = Kept(TypedField(Owner.SETTING, "municipality", "municipality", "X"), AT)
    keeper = keep(file, typed)
    assert keeper.path is not None
    assert keeper.path.parent == file.parent
    assert keeper.path.stat().st_mode & 0o077 == 0
    keeper.path.unlink()
    gone = home / "borte" / "n.db"
    (home / "borte").write_text("no folder", encoding="utf-8")
    keeper = keep(gone, typed)
    assert keeper.path is not None
    assert keeper.path.is_relative_to(home / "midlertidig")


def test_where_no_place_takes_it_the_reason_is_known(file: Path, home: Path) -> None:
    (home / "hjem").write_text("", encoding="utf-8")
    (home / "borte").write_text("", encoding="utf-8")
    (home / "midlertidig").rmdir()
    (home / "midlertidig").write_text("", encoding="utf-8")
    keeper = rescue.Keeper()
    keeper.keep(address(home / "borte" / "n.db"), "", (Kept(TypedLoose("a", "b"), AT),))
    assert not keeper.wait(60)
    assert keeper.fault
    assert keeper.path is None


def test_nothing_left_to_keep_leaves_no_file(file: Path) -> None:
    keeper = keep(file, Kept(TypedLoose("a", "b"), AT))
    assert len(list(files.found(file))) == 1
    keeper.keep(address(file), "", ())
    assert keeper.wait(60)
    assert not list(files.found(file))
