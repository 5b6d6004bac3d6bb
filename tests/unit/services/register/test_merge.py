"""Two that are one become one, with all that hung on either; and undo parts them again."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.domain.errors import BadInput
from nettverk.domain.plan import PartKind
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.services import follow_up, gatherings, participants, plan
from nettverk.services.register import merge, register
from nettverk.services.sheets import answers, uses
from nettverk.services.themes import marks, themes
from nettverk.services.themes.board import board
from nettverk.storage.store import Store


@pytest.fixture
def lund(store: Store) -> str:
    return register.add_unit(store, "Lund barnehage").made


def everything(store: Store) -> list[object]:
    tables = ("people", "participants", "seats", "units", "unit_spellings", "entries")
    return [sorted(tuple(row) for row in store.rows(f"SELECT * FROM {table}")) for table in tables]


def test_two_people_become_one_with_both_their_gatherings(store: Store, gathering_id: str, lund: str) -> None:
    other = gatherings.copy(store, gathering_id, held_on=date(2026, 5, 5)).made
    participants.add_new(store, gathering_id, "Kari", "Moen", lund)
    participants.add_new(store, other, "Kari", "Moen", lund, email="kari@eksempel.no")
    keep, drop = (one.id for one in sorted(register.people(store), key=lambda one: one.email))
    pair = merge.people_alike(register.people(store))[0]
    assert set(pair.ids) == {keep, drop}
    seen = merge.preview_people(store, keep, drop)
    assert (len(seen.moved), seen.fields) == (1, (("email", "kari@eksempel.no"),))
    before = everything(store)
    merge.merge_people(store, keep, drop)
    assert [(one.id, one.email) for one in register.people(store)] == [(keep, "kari@eksempel.no")]
    assert len(participants.all_(store, gathering_id)) == len(participants.all_(store, other)) == 1
    store.undo()
    assert everything(store) == before


def test_twice_on_one_list_becomes_one_who_keeps_the_attendance(store: Store, gathering_id: str, lund: str) -> None:
    participants.add_new(store, gathering_id, "Kari", "Moen", lund)
    late = participants.add_new(store, gathering_id, "Kari", "Moen", lund).made
    participants.mark(store, late, "present")
    drop = store.value("SELECT person_id FROM participants WHERE id = ?", late)
    keep = next(one.id for one in register.people(store) if one.id != drop)
    assert merge.preview_people(store, keep, drop).together
    merge.merge_people(store, keep, drop)
    assert [one.attendance for one in participants.all_(store, gathering_id)] == ["present"]


def test_a_merged_unit_keeps_people_promises_and_its_old_name_as_a_spelling(
    store: Store, gathering_id: str, lund: str
) -> None:
    district = register.add_district(store, "Lund").made
    other = register.add_unit(store, "Lund naturbarnehage", district_id=district).made
    participants.add_new(store, gathering_id, "Ola", "Vik", other)
    follow_up.promise(store, gathering_id, other, what="Faste lekegrupper ute")
    before = everything(store)
    merge.merge_units(store, lund, other)
    unit = register.units(store)[0]
    assert (unit.id, unit.people, unit.district_id) == (lund, 1, district)
    assert merge.written_as(store, lund) == ("lund naturbarnehage",)
    assert [one.unit_id for one in follow_up.commitments(store, gathering_id)] == [lund]
    assert not store.rows("PRAGMA foreign_key_check")
    store.undo()
    assert everything(store) == before


def test_near_units_are_offered_and_others_are_not(store: Store, lund: str) -> None:
    register.add_unit(store, "Lunde barnehage")
    register.add_unit(store, "Havnes skole")
    assert [pair.names for pair in merge.units_alike(register.units(store))] == [("Lund barnehage", "Lunde barnehage")]


def test_one_is_not_merged_with_itself(store: Store, lund: str) -> None:
    with pytest.raises(BadInput):
        merge.merge_units(store, lund, lund)


def test_what_a_merged_unit_answered_on_sheets_is_the_others_with_its_marks(
    store: Store, gathering_id: str, lund: str
) -> None:
    other = register.add_unit(store, "Lund naturbarnehage").made
    part = plan.add(store, gathering_id, PartKind.ACROSS, title="På tvers").made
    use = uses.use_in_part(store, "fremmer-hemmer-pavirke", part).made
    block = next(one for one in uses.get(store, use).sheet.blocks if one.items)
    first, second = (f"{item.id}-1" for item in block.items[:2])

    def says(unit: str, point: str, text: str) -> None:
        who = Respondent(Who.UNIT, unit_id=unit)
        answers.write(store, SheetAnswer(use, 1, who, block.id, point, text=text))

    says(other, first, "Ute hver dag")
    says(other, second, "For få voksne")
    says(lund, second, "Lite tid")
    told = {point.text: point for point in board(store, gathering_id).points}
    marks.set_quote(store, gathering_id, [told["Ute hver dag"].key])
    themes.make(store, gathering_id, "Voksne", [told["For få voksne"].key])
    before = everything(store)
    merge.merge_units(store, lund, other)
    said = {answer.point: answer for answer in answers.of_use(store, use)}
    assert {point: answer.text for point, answer in said.items()} == {
        first: "Ute hver dag",
        second: "Lite tid\nFor få voksne",
    }
    assert {answer.respondent.unit_id for answer in said.values()} == {lund}
    now = board(store, gathering_id)
    assert [point.text for point in now.points if point.mark.quote] == ["Ute hver dag"]
    assert [point.text for points in now.in_themes().values() for point in points] == ["For få voksne"]
    store.undo()
    assert everything(store) == before
