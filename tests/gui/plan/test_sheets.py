"""Planlegg: sheets from the library in a part, beside its questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nettverk.domain.plan import Part
from nettverk.services import gatherings, plan
from nettverk.services.register import register
from nettverk.services.sheets import uses
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.room import PlanRoom
from nettverk.ui.plan.sheet_picker import SheetPicker
from tests.helpers.typing import type_text

SHEET = "fremmer-hemmer-pavirke"


@pytest.fixture
def held(store: Store) -> str:
    network = register.add_network(store, "0–6").made
    return gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, held: str) -> Iterator[PlanRoom]:
    workspace.open_gathering(held)
    workspace.lane.wait()
    shown = PlanRoom(workspace)
    shown.resize(1150, 760)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    settled(shown)
    across = next(part.id for part in shown.model.parts if part.kind == "across")
    shown.table.choose(across)
    settled(shown)
    yield shown
    shown.close()
    shown.deleteLater()


def settled(room: PlanRoom) -> None:
    for _turn in range(4):
        room.workspace.lane.wait()
        QApplication.processEvents()


def here(room: PlanRoom) -> Part:
    part = room.model.part(room.table.current_id())
    assert part is not None
    return part


def from_library(room: PlanRoom) -> list[str]:
    return [use.sheet.id for use in here(room).sheets if not use.simple]


def add(room: PlanRoom, words: str) -> None:
    room.side.part_fields.sheets.add_button.click()
    settled(room)
    picker = room.findChild(SheetPicker)
    assert picker is not None
    type_text(words, picker.search)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    settled(room)


def test_a_sheet_is_found_by_a_word_and_used_in_the_part(room: PlanRoom) -> None:
    add(room, "hemmer kan påvirke")
    assert from_library(room) == [SHEET]
    sheets = room.side.part_fields.sheets
    assert "kan påvirke" in sheets.list.item(0).text()
    assert not sheets.nothing.isVisible()
    room.workspace.lane.undo()
    settled(room)
    assert from_library(room) == []
    assert sheets.nothing.isVisibleTo(room)


def test_sheets_are_moved_with_alt_and_taken_out_with_delete(room: PlanRoom) -> None:
    questions = [question.text for question in here(room).questions]
    add(room, "hemmer kan påvirke")
    add(room, "start stopp fortsett")
    before = from_library(room)
    sheets = room.side.part_fields.sheets
    sheets.list.setCurrentRow(1)
    QTest.keyClick(sheets.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settled(room)
    assert from_library(room) == before[::-1]
    QTest.keyClick(sheets.list, Qt.Key.Key_Delete)
    settled(room)
    assert len(from_library(room)) == 1
    assert [question.text for question in here(room).questions] == questions


def test_questions_typed_over_leave_the_sheets_where_they_are(room: PlanRoom) -> None:
    add(room, "hemmer kan påvirke")
    field = room.side.part_fields.input("questions")
    field.setPlainText("Hva ser dere?")  # type: ignore[attr-defined]
    room.side.part_fields.flush()
    settled(room)
    assert [use.sheet.title for use in here(room).sheets if use.simple] == ["Hva ser dere?"]
    assert from_library(room) == [SHEET]


def test_a_new_version_is_offered_until_something_is_answered(room: PlanRoom, held: str) -> None:
    from dataclasses import replace

    from nettverk.services.sheets import library, own

    def job(store: Store):  # type: ignore[no-untyped-def]
        made = own.duplicate(store, SHEET, title="Vår").made
        part = next(part.id for part in plan.parts(store, held) if part.kind == "across")
        uses.use_in_part(store, made, part)
        sheet = library.sheet(store, made)
        assert sheet is not None
        return own.save(store, replace(sheet, title="Vår, ny"))

    room.workspace.lane.change(job)
    settled(room)
    link = room.side.part_fields.sheets.newer
    assert "versjon 2" in link.text()
    link.click()
    settled(room)
    assert [use.sheet.title for use in here(room).sheets if not use.simple] == ["Vår, ny"]
    assert not room.side.part_fields.sheets.newer.isVisibleTo(room)
