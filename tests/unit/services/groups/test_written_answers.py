"""Answers that tables have written stay where they were written, whatever becomes of the groups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nettverk.services import participants, reflections
from nettverk.services.groups import board as group_board
from nettverk.services.groups import groupings, quality, rules
from nettverk.services.groups.board import Board
from tests.helpers.hall import Hall, hall


@pytest.fixture
def made() -> Hall:
    """Thirty people at five tables, with a question for the mixed part and one for the own units."""
    there = hall(30, past=0)
    with there.store.change():
        for part in (there.part_id, there.own_part_id):
            there.insert(
                "sheet_uses", gathering_id=there.gathering_id, part_id=part, position=0, text="Hva tar dere med?"
            )
    groupings.build(there.store, there.part_id, size=6)
    return there


def _write(made: Hall, *tables: int, part_id: str = "", text: str = "Et felles språk") -> None:
    part = part_id or made.part_id
    question = made.store.value("SELECT id FROM sheet_uses WHERE part_id = ?", part)
    for table in tables:
        reflections.write(made.store, made.gathering_id, part, table, question, text)


def _board(made: Hall, part_id: str = "") -> Board:
    return group_board.load(made.store, part_id or made.part_id)


def _numbers(made: Hall, part_id: str = "") -> list[int]:
    return [table.number for table in _board(made, part_id).tables]


def _sheets(made: Hall) -> dict[int, str]:
    sheets = reflections.sheets(made.store, made.gathering_id)
    return {sheet.table: sheet.text for sheet in sheets if sheet.part_id == made.part_id and sheet.text}


def test_the_board_says_who_has_written(made: Hall) -> None:
    assert "har skrevet" not in quality.quality(_board(made)).sentence
    _write(made, 3, 5)
    assert "Bord 3 og 5 har skrevet svar, svarene følger bordnummeret." in quality.quality(_board(made)).sentence
    _write(made, 5, text="  \n")
    assert "Bord 3 har skrevet svar" in quality.quality(_board(made)).sentence


def test_made_again_the_answers_stay_on_the_number_and_one_is_told(made: Hall) -> None:
    was = _board(made)
    groupings.build(made.store, made.part_id, seed=2)
    assert groupings.written_after(made.store, was) == ""
    _write(made, 3, 5)
    was = _board(made)
    groupings.build(made.store, made.part_id, seed=3)
    said = groupings.written_after(made.store, was)
    assert said == "Bord 3 og 5 har skrevet svar. Svarene blir liggende på bordnummeret."
    assert _sheets(made) == {3: "Et felles språk", 5: "Et felles språk"}
    made.store.undo()
    assert _board(made).rows == was.rows


def test_fewer_tables_leave_answers_whose_table_is_gone_and_one_is_told(made: Hall) -> None:
    _write(made, 5)
    was = _board(made)
    groupings.build(made.store, made.part_id, tables=4)
    said = groupings.written_after(made.store, was)
    assert said == "Bord 5 har skrevet svar, men er ikke med lenger. Svarene ligger i Refleksjoner."
    assert _sheets(made) == {5: "Et felles språk"}


def test_a_table_taken_away_does_not_hand_answers_to_another_table(made: Hall) -> None:
    _write(made, 4)
    was = _board(made)
    groupings.remove_table(made.store, made.part_id, 2)
    assert _numbers(made) == [1, 3, 4, 5]
    after = _board(made)
    assert {after.people[p].id for p in after.at[2]} == {was.people[p].id for p in was.at[3]}
    assert groupings.written_after(made.store, was) == "Bord 4 har skrevet svar, så bordene beholder numrene sine."
    made.store.undo()
    assert _numbers(made) == [1, 2, 3, 4, 5]
    groupings.remove_table(made.store, made.part_id, 5)
    assert _numbers(made) == [1, 2, 3, 4]
    assert groupings.written_after(made.store, was) == ""


def test_with_a_number_missing_rules_locks_and_new_groups_go_by_the_numbers_there_are(made: Hall) -> None:
    _write(made, 4)
    groupings.remove_table(made.store, made.part_id, 2)
    at_five, locked = _board(made).people[0], _board(made).people[1]
    rules.add(made.store, made.gathering_id, "at_table", people=[at_five.person_id], table=5)
    board = _board(made)
    groupings.move(made.store, board.grouping_id, {locked.id: board.tables[1].id})
    groupings.lock(made.store, board.grouping_id, [locked.id], True)
    groupings.build(made.store, made.part_id, tables=4, seed=4)
    grouping = groupings.of_part(made.store, made.part_id)
    assert grouping is not None
    where = {seat.participant.id: table.number for table in grouping.tables for seat in table.sitting}
    assert [table.number for table in grouping.tables] == [1, 3, 4, 5]
    assert (where[at_five.id], where[locked.id]) == (5, 3)
    assert "brytes" not in quality.quality(_board(made)).sentence
    rules.add(made.store, made.gathering_id, "at_table", people=[locked.person_id], table=2)
    assert "Bord 2 er ikke med" in quality.quality(_board(made)).sentence


def test_a_unit_keeps_its_number_once_some_have_written(made: Hall) -> None:
    groupings.own_units(made.store, made.own_part_id)
    before = {table.title: table.number for table in _board(made, made.own_part_id).tables}
    _write(made, 3, part_id=made.own_part_id)
    first = min(before, key=lambda name: before[name])
    with made.store.change():
        for one in _board(made, made.own_part_id).people:
            if one.unit_name == first:
                participants.mark(made.store, one.id, "absent")
        unit = made.insert("units", name="Abildsø bhg", service_kind_id="kindergarten")
        person = made.insert("people", given_name="Ada", family_name="Å", unit_id=unit, made_at=made.store.stamp())
        made.insert("participants", gathering_id=made.gathering_id, person_id=person, unit_id=unit, role="")
    was = _board(made, made.own_part_id)
    groupings.own_units(made.store, made.own_part_id)
    after = {table.title: table.number for table in _board(made, made.own_part_id).tables}
    assert {name: number for name, number in after.items() if name in before} == {
        name: number for name, number in before.items() if name != first
    }
    assert after["Abildsø bhg"] == before[first]
    assert groupings.written_after(made.store, was) == ""


def test_many_tables_are_counted_instead_of_named(made: Hall) -> None:
    board = replace(_board(made), written=tuple(range(1, 10)))
    assert "9 bord har skrevet svar" in quality.quality(board).sentence
