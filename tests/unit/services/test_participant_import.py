"""Participant lists as they really look, all the way into the database."""

from __future__ import annotations

from pathlib import Path

import pytest

from nettverk.domain.errors import BadInput, Cancelled
from nettverk.services import participant_import, participants
from nettverk.services.register import register
from nettverk.storage.store import Store

FORMS = (
    "ID;Starttidspunkt;Fullføringstidspunkt;E-postadresse;Navn;Tidspunkt for siste endring;"
    "Hvilken enhet/tjeneste kommer du fra?;Hva er stillingen din?\n"
    "1;1.11.26;1.11.26;kari@eksempel.no;Kari Nordmann;;Lund bhg;styrer\n"
    "2;1.11.26;1.11.26;ola@eksempel.no;Ola Vik;;LUND BARNEHAGE;pedagogisk leder\n"
    "3;1.11.26;1.11.26;maret@eksempel.no;Máret Eira;;lund barnehage ;lærer\n"
    "4;1.11.26;1.11.26;liv@eksempel.no;Liv Hagen;;PPT;rådgiver\n"
    "5;1.11.26;1.11.26;anna@eksempel.no;;;PPT;rådgiver\n"
)


def listed(tmp_path: Path, text: str = FORMS) -> Path:
    path = tmp_path / "liste.csv"
    path.write_bytes(text.encode("cp1252"))
    return path


def test_a_forms_list_becomes_people_units_and_participants(store: Store, gathering_id: str, tmp_path: Path) -> None:
    found = participant_import.read(store, listed(tmp_path))
    summary = participant_import.store_list(store, found, gathering_id)
    assert (summary.new, summary.updated, summary.same, summary.added) == (4, 0, 0, 4)
    assert [one.row for one in summary.skipped] == [6]
    assert {unit.name: unit.people for unit in register.units(store)} == {"Lund bhg": 3, "PPT": 1}
    roles = {one.name: one.role for one in participants.all_(store, gathering_id)}
    assert roles["Máret Eira"] == "lærer"


def test_the_same_list_again_changes_nobody(store: Store, gathering_id: str, tmp_path: Path) -> None:
    path = listed(tmp_path)
    participant_import.store_list(store, participant_import.read(store, path), gathering_id)
    again = participant_import.store_list(store, participant_import.read(store, path), gathering_id)
    assert (again.new, again.updated, again.same, again.added) == (0, 0, 4, 0)


def test_a_changed_role_updates_the_person(store: Store, gathering_id: str, tmp_path: Path) -> None:
    participant_import.store_list(store, participant_import.read(store, listed(tmp_path)), gathering_id)
    changed = FORMS.replace("pedagogisk leder", "styrer")
    summary = participant_import.store_list(
        store, participant_import.read(store, listed(tmp_path, changed)), gathering_id
    )
    assert (summary.new, summary.updated, summary.same) == (0, 1, 3)


def test_cancel_and_error_leave_the_file_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "n.db"
    Store.open(path).close()
    before = path.read_bytes()
    store = Store.open(path)
    found = participant_import.read(store, listed(tmp_path))
    with pytest.raises(Cancelled):
        participant_import.store_list(store, found, cancelled=lambda: True)
    with pytest.raises(BadInput):
        participant_import.store_list(store, found, "ukjent")
    store.close()
    assert path.read_bytes() == before


def test_an_import_is_taken_back_in_one_step(store: Store, gathering_id: str, tmp_path: Path) -> None:
    participant_import.store_list(store, participant_import.read(store, listed(tmp_path)), gathering_id)
    store.undo()
    assert register.people(store) == ()
    assert [unit.name for unit in register.units(store)] == []


def test_a_near_unit_is_offered_and_taken_when_the_user_says_so(
    store: Store, gathering_id: str, tmp_path: Path
) -> None:
    unit = register.add_unit(store, "Lunde barnehage").made
    found = participant_import.read(store, listed(tmp_path))
    offered = next(one for one in found.plan.suggestions if one.kind == "unit")
    assert [choice.text for choice in offered.candidates] == ["Lunde barnehage"]
    answers = participant_import.take_unit(found, offered.key, unit)
    found = participant_import.understand(store, found.workbook, found.reading, answers)
    participant_import.store_list(store, found, gathering_id)
    assert {one.name for one in register.units(store)} == {"Lunde barnehage", "PPT"}
    again = participant_import.read(store, listed(tmp_path))
    assert not [one for one in again.plan.suggestions if one.kind == "unit"]


def test_people_without_a_unit_are_kept_under_a_name_that_says_so(
    store: Store, gathering_id: str, tmp_path: Path
) -> None:
    path = listed(tmp_path, "Navn\nKari Nordmann\nOla Vik\nLiv Hagen\n")
    participant_import.store_list(store, participant_import.read(store, path), gathering_id)
    assert {one.unit_name for one in participants.all_(store, gathering_id)} == {"Uten enhet"}


def test_one_address_with_two_ways_of_writing_the_name_is_offered_as_one(
    store: Store, gathering_id: str, tmp_path: Path
) -> None:
    text = "Navn;Enhet;E-post\nAnna Larsen;Lund bhg;a@k.no\nA. Larsen;Lund bhg;a@k.no\n"
    found = participant_import.read(store, listed(tmp_path, text))
    offered = next(one for one in found.plan.suggestions if one.kind == "person")
    assert (offered.row, offered.candidates[0].rows) == (3, (2,))
    answers = participant_import.take_row(found, 3, 2)
    found = participant_import.understand(store, found.workbook, found.reading, answers)
    assert participant_import.store_list(store, found, gathering_id).new == 1


def test_a_formula_without_an_answer_is_skipped_with_the_reason(store: Store, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["Navn", "Enhet"], ["=A3", '="Vest"'], ["Kari Moen", "Lund bhg"]):
        sheet.append(row)
    book.save(tmp_path / "liste.xlsx")
    found = participant_import.read(store, tmp_path / "liste.xlsx")
    assert [one.row for one in found.skipped] == [2]
    assert "formel" in found.skipped[0].reason
