"""Refleksjoner: sheets from the library, typed in table by table from the keyboard, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from nettverk.domain.changes import Changes
from nettverk.domain.sheet_papers import unit_code
from nettverk.domain.sheets.answers import Respondent, SheetAnswer
from nettverk.domain.sheets.definition import Who
from nettverk.services import gatherings, participants, plan
from nettverk.services.groups import groupings
from nettverk.services.register import register
from nettverk.services.returned_sheets import RETURN_SHEET
from nettverk.services.sheets import answers, uses
from nettverk.services.templates import template
from nettverk.services.themes.board import board
from nettverk.storage.store import Store
from nettverk.ui.common.sheet_entry.lines import PointsEntry
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.reflect.room import ReflectRoom
from tests.helpers.access import nameless, unreachable
from tests.helpers.typing import press, type_text
from tests.helpers.waiting import until
from tests.unit.services.test_returned_files import SAID, filled, sheet_of

SHEET = "fremmer-hemmer-pavirke"


@pytest.fixture
def held(store: Store) -> str:
    """A gathering with twelve people in three groups, and a sheet of columns beside its questions."""
    network = register.add_network(store, "0–6").made
    unit = register.add_unit(store, "Lund barnehage").made
    made = gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made
    for number in range(12):
        participants.add_new(store, made, f"Navn{number}", "Etternavn", unit)
    part = next(part.id for part in plan.parts(store, made) if part.kind == "across")
    groupings.build(store, part, tables=3, iterations=10)
    uses.use_in_part(store, SHEET, part)
    return made


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, held: str) -> Iterator[ReflectRoom]:
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = ReflectRoom(workspace)
    shown.resize(1100, 760)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    settled(shown)
    yield shown
    shown.autosave.flush()
    settled(shown)
    shown.close()
    shown.deleteLater()


def settled(room: ReflectRoom) -> None:
    for _turn in range(4):
        room.workspace.lane.wait()
        QApplication.processEvents()


def said(room: ReflectRoom) -> dict[tuple[str, str], str]:
    """What the database has, by table and point."""
    found: dict[tuple[str, str], str] = {}
    use_id = room.known.uses[0].use.id

    def keep(every: tuple[SheetAnswer, ...]) -> None:
        found.update({(one.respondent.key, one.point): one.text for one in every})

    room.autosave.flush()
    room.workspace.lane.ask(lambda store: answers.of_use(store, use_id), keep)
    settled(room)
    return found


def code(room: ReflectRoom, table: int) -> str:
    return f"G{table}-{room.known.uses[0].use.number}"


def test_the_code_on_the_paper_leads_to_the_tables_sheet(room: ReflectRoom) -> None:
    room.go_to(code(room, 2))
    settled(room)
    assert room.on_sheets
    assert room.from_library.who == Respondent(Who.TABLE, 2)
    type_text("Tid\n")
    type_text("Ro")
    press("Tab")
    type_text("Ferie")
    assert said(room) == {
        ("table-2", "fremmer-1"): "Tid", ("table-2", "fremmer-2"): "Ro", ("table-2", "hemmer-1"): "Ferie",
    }  # fmt: skip


def test_the_code_on_a_units_return_sheet_leads_to_its_copy(room: ReflectRoom, store: Store) -> None:
    unit = register.units(store)[0]
    press("Ctrl+L", room)
    type_text(f"{unit_code(unit.id).lower()}\n", room.code)
    until(lambda: room.from_library.who == Respondent(Who.UNIT, unit_id=unit.id))
    settled(room)
    assert room.on_sheets
    type_text("Elleve av tolv var der")
    room.autosave.flush()
    settled(room)
    (use,) = (use.use for use in room.known.uses if use.use.sheet.id == "hjemmepakke-svarark")
    assert [one.text for one in answers.of_use(store, use.id)] == ["Elleve av tolv var der"]
    room.go_to("E-ZZZZZ")
    settled(room)
    assert room.from_library.who == Respondent(Who.UNIT, unit_id=unit.id), "nobody has that code"


def test_quote_and_role_are_set_by_key_on_a_sheet_too(room: ReflectRoom, store: Store, held: str) -> None:
    room.go_to(code(room, 2))
    settled(room)
    type_text("Tid\n")
    type_text("Jeg ble sett")
    press("Ctrl+Shift+S")
    entry = next(entry for entry in room.from_library._form.entries.values() if isinstance(entry, PointsEntry))
    until(lambda: entry.columns[0].marks.text() == "2: sitat")
    assert [point.text for point in board(store, held).points if point.mark.quote] == ["Jeg ble sett"]
    press("Ctrl+Shift+R")
    until(room.marks.role.isVisible)
    room.marks.role.role.setEditText("lærer")
    room.marks.role.hand_in()
    until(lambda: entry.columns[0].marks.text() == "2: sitat og lærer")
    press("Ctrl+Down")  # the next table has marked nothing
    settled(room)
    assert all(column.marks.isHidden() for one in room.from_library._form.entries.values() for column in one.columns)
    press("Ctrl+Shift+S")  # and a line that says nothing is no point
    settled(room)
    assert len([point for point in board(store, held).points if point.mark.quote]) == 1


def test_ctrl_down_is_the_next_table_and_what_was_typed_is_kept(room: ReflectRoom) -> None:
    room.go_to(code(room, 1))
    settled(room)
    type_text("Ett")
    press("Ctrl+Down")
    settled(room)
    type_text("To")
    press("Ctrl+Up")
    settled(room)
    assert room.from_library.who == Respondent(Who.TABLE, 1)
    assert said(room) == {("table-1", "fremmer-1"): "Ett", ("table-2", "fremmer-1"): "To"}


def test_the_next_that_is_missing_skips_those_that_are_in(room: ReflectRoom) -> None:
    room.go_to(code(room, 1))
    settled(room)
    type_text("Ett")
    room.autosave.flush()
    settled(room)
    press("Ctrl+Return")
    settled(room)
    assert room.from_library.who == Respondent(Who.TABLE, 2)
    assert "1 av 3" in room.from_library.state.text()


def test_a_table_that_is_in_no_group_gets_its_sheet_too(room: ReflectRoom) -> None:
    room.go_to(code(room, 9))
    settled(room)
    type_text("Innom")
    assert said(room) == {("table-9", "fremmer-1"): "Innom"}
    settled(room)
    names = [room.from_library.fillings.item(n).text() for n in range(room.from_library.fillings.count())]
    assert "Bord 9" in names


def test_typing_on_while_it_is_stored_keeps_the_cursor(room: ReflectRoom) -> None:
    room.go_to(code(room, 1))
    settled(room)
    for word in ("Faste ", "møtetider ", "hver ", "måned"):
        type_text(word)
        room.autosave.flush()
        settled(room)
    assert said(room) == {("table-1", "fremmer-1"): "Faste møtetider hver måned"}


def test_questions_are_still_there_beside(room: ReflectRoom) -> None:
    assert room.mode.isVisible()
    assert not room.on_sheets
    question = room.known.parts[0].questions[0]
    room.go_to(f"G1-{question.number}")
    settled(room)
    assert not room.on_sheets


def test_only_sheets_and_no_questions_is_enough_to_type_in(room: ReflectRoom) -> None:
    held = room.known.gathering_id

    def job(store: Store):  # type: ignore[no-untyped-def]
        changes = Changes()
        for part in plan.parts(store, held):
            changes |= plan.set_questions(store, part.id, [])
        return changes

    room.workspace.lane.change(job)
    settled(room)
    assert room.on_sheets
    assert [button.text() for button in room.mode.findChildren(QPushButton) if button.isVisible()] == ["Ark", "Temaer"]


def test_every_stop_has_a_name_and_is_reached(room: ReflectRoom) -> None:
    room.go_to(code(room, 1))
    settled(room)
    assert nameless(room) == []
    assert unreachable(room) == []


def test_a_filled_in_return_sheet_is_dropped_and_stands_on_its_units_copy(
    room: ReflectRoom, store: Store, held: str, tmp_path: Path
) -> None:
    unit = register.units(store)[0].id
    path = tmp_path / "Svarark.pdf"
    path.write_bytes(filled(sheet_of(store, unit), SAID))
    urls = QMimeData()
    urls.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, urls, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter, drop = QDragEnterEvent(QPoint(20, 20), *how), QDropEvent(QPointF(20, 20), *how)
    QApplication.sendEvent(room, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(room, drop)
    assert drop.isAccepted()
    until(lambda: room.returned.sheet is not None and room.returned.sheet.isVisible(), "what was read is shown")
    asked = room.returned.sheet
    assert asked is not None
    assert not any(use.sheet.id == RETURN_SHEET for use in uses.of_gathering(store, held)), "nothing is stored yet"
    assert "Faste voksne i garderoben" in " ".join(label.text() for label in asked.findChildren(QLabel))
    assert asked.take_button.hasFocus()
    QTest.keyClick(asked.take_button, Qt.Key.Key_Space)
    until(
        lambda: (
            "prove" in {one.point for use in uses.of_gathering(store, held) for one in answers.of_use(store, use.id)}
        )
    )
    until(lambda: room.on_sheets and room.from_library.who == Respondent(Who.UNIT, unit_id=unit), "its copy is shown")
    settled(room)


def test_the_sheet_behind_the_questions_is_made_when_the_questions_have_been_drawn(room: ReflectRoom) -> None:
    """Its many fields are half of what coming to the room costs; whoever comes for the questions waits for those."""
    fresh = ReflectRoom(room.workspace)
    questions_first: list[bool] = []
    fresh.show()
    fresh.reader.when_read(lambda: questions_first.append(bool(fresh.known.uses) and not fresh.from_library._form))
    until(lambda: bool(questions_first))
    assert questions_first == [True], "no form was made in the same breath as the questions"
    until(lambda: fresh.from_library._form is not None, "it is made when there is time")
    fresh.close()
    fresh.deleteLater()


def test_whoever_turns_to_the_sheets_at_once_finds_them(room: ReflectRoom) -> None:
    fresh = ReflectRoom(room.workspace)
    fresh.show()
    fresh.reader.when_read(lambda: fresh._show_mode("sheets"))
    until(lambda: fresh.on_sheets)
    form = fresh.from_library._form
    assert form is not None
    assert fresh.from_library.title.text() == fresh.known.uses[0].use.sheet.title
    type_text("Ro", next(iter(form.entries.values())).begin())
    assert said(fresh) == {("table-1", "fremmer-1"): "Ro"}
    fresh.close()
    fresh.deleteLater()
