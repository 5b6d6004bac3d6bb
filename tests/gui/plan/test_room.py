"""Planlegg as the organiser meets it: type, move, drag, undo, see whether the day holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QSpinBox
from pytestqt.qtbot import QtBot

from nettverk.domain.dates import read_clock
from nettverk.services import gatherings
from nettverk.services.register import register
from nettverk.services.templates import template
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.model import FIXED, MINUTES, TIME, TITLE
from nettverk.ui.plan.room import PlanRoom
from nettverk.ui.plan.side_panel import Form
from tests.helpers.typing import type_text


@pytest.fixture
def gathering_id(store: Store) -> str:
    network = register.add_network(store, "0–6").made
    return gatherings.make(store, template("kristiansand"), network_id=network, held_on=date(2026, 11, 24)).made


@pytest.fixture
def room(qtbot: QtBot, workspace: Workspace, gathering_id: str) -> Iterator[PlanRoom]:
    workspace.open_gathering(gathering_id)
    workspace.lane.wait()
    made = PlanRoom(workspace)
    made.resize(1180, 720)
    made.show()
    workspace.lane.wait()
    yield made
    made.side.part_fields.flush()
    workspace.lane.wait()
    made.close()
    made.deleteLater()


def titles(room: PlanRoom) -> list[str]:
    return [room.model.index(row, TITLE).data() for row in range(room.model.rowCount())]


def settled(room: PlanRoom) -> None:
    room.workspace.lane.wait()
    room.workspace.lane.wait()


def test_the_plan_shows_times_and_that_it_fits(room: PlanRoom) -> None:
    assert "Teori" in titles(room)
    assert room.model.index(0, TIME).data() == "08.30–09.00"
    assert "Planen går opp" in room.verdict.text()


def test_typing_minutes_recalculates_the_day_for_every_key(qtbot: QtBot, room: PlanRoom) -> None:
    row = titles(room).index("Teori")
    after = room.model.index(row + 1, TIME).data()
    room.table.setCurrentIndex(room.model.index(row, MINUTES))
    room.table.edit(room.table.currentIndex())
    editor = room.table.findChild(QSpinBox)
    assert editor is not None
    editor.selectAll()
    type_text("9", editor)
    assert room.model.index(row, MINUTES).data() == "9"
    type_text("0", editor)
    settled(room)
    assert room.model.index(row, MINUTES).data() == "90"
    assert room.model.index(row + 1, TIME).data() != after
    assert room.table.findChild(QSpinBox) is editor  # the field one types in stays
    assert "for lang" in room.verdict.text()
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_alt_arrow_moves_a_part_and_undo_brings_it_back(qtbot: QtBot, room: PlanRoom) -> None:
    before = titles(room)
    room.table.setCurrentIndex(room.model.index(2, TITLE))
    qtbot.keyClick(room.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settled(room)
    assert titles(room)[3] == before[2]
    assert room.table.currentIndex().row() == 3  # the cursor follows the part
    room.workspace.lane.undo()
    settled(room)
    assert titles(room) == before


def test_a_part_is_dragged_to_another_place(room: PlanRoom) -> None:
    before = titles(room)
    data: QMimeData = room.model.mimeData([room.model.index(4, TITLE)])
    room.model.dropMimeData(data, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    settled(room)
    assert titles(room) == [before[0], before[4], *before[1:4], *before[5:]]


def test_delete_removes_and_the_line_offers_to_take_it_back(qtbot: QtBot, room: PlanRoom) -> None:
    before = titles(room)
    said: list[tuple[str, object]] = []
    room.workspace.said.connect(lambda text, _action, run: said.append((text, run)))
    room.table.setCurrentIndex(room.model.index(3, TITLE))
    qtbot.keyClick(room.table, Qt.Key.Key_Delete)
    settled(room)
    assert len(titles(room)) == len(before) - 1
    assert before[3] in said[-1][0]
    said[-1][1]()  # type: ignore[operator]
    settled(room)
    assert titles(room) == before


def test_a_new_part_is_chosen_and_named_in_the_side_panel(room: PlanRoom, store: Store) -> None:
    room.table.setCurrentIndex(room.model.index(1, TITLE))
    room.add_part("break")
    settled(room)
    assert room.table.currentIndex().row() == 2
    title = room.side.part_fields.input("title")
    title.setFocus()
    title.selectAll()  # type: ignore[attr-defined]
    type_text("Strekk på beina, Čáhput", title)
    room.side.part_fields.flush()
    settled(room)
    assert titles(room)[2] == "Strekk på beina, Čáhput"


def test_questions_typed_one_on_each_line_are_stored(room: PlanRoom, workspace: Workspace, gathering_id: str) -> None:
    row = next(i for i, part in enumerate(room.model.parts) if part.kind == "across")
    room.table.setCurrentIndex(room.model.index(row, TITLE))
    room.side.part_fields.input("questions").setPlainText("Hva ser dere?\nHva gjør dere?\n")  # type: ignore[attr-defined]
    room.side.part_fields.flush()
    settled(room)
    assert [q.text for q in room.model.parts[row].questions] == ["Hva ser dere?", "Hva gjør dere?"]


@pytest.mark.parametrize(("typed", "shown"), [("1130", "11.30"), ("kl. 11:30", "11.30"), ("9", "09.00"), ("", "")])
def test_a_fixed_start_is_typed_as_people_write_it(room: PlanRoom, typed: str, shown: str) -> None:
    index = room.model.index(5, FIXED)
    room.table.setCurrentIndex(index)
    room.table.edit(index)
    editor = QApplication.focusWidget() or room.table.viewport().findChildren(object)[-1]
    room.table.commitData(editor)  # type: ignore[arg-type]
    room.model.setData(index, read_clock(typed) if typed else None)
    settled(room)
    assert room.model.index(5, FIXED).data() == shown


def test_a_fixed_start_begins_as_the_time_the_plan_says(room: PlanRoom) -> None:
    row = titles(room).index("Teori")
    room.table.setCurrentIndex(room.model.index(row, TITLE))
    settled(room)
    moment = room.side.part_fields.input("fixed_start")
    assert not moment.isVisible()  # a time that does not count is not shown
    tick = next(one for one in room.side.part_fields.findChildren(QCheckBox) if one.text() == "Fast start")
    tick.click()
    room.side.part_fields.flush()
    settled(room)
    assert moment.isVisible()
    assert room.model.index(row, FIXED).data() == room.model.index(row, TIME).data()[:5]
    tick.click()
    room.side.part_fields.flush()
    settled(room)
    assert not moment.isVisible()
    assert room.model.index(row, FIXED).data() == ""


def test_times_that_are_none_are_not_taken() -> None:
    assert [read_clock(text) for text in ("25", "9.75", "lunsj", "1.2.3")] == [None] * 4


def test_without_a_gathering_the_room_says_the_first_step(qtbot: QtBot, workspace: Workspace) -> None:
    made = PlanRoom(workspace)
    made.show()
    workspace.lane.wait()
    button = made.findChildren(type(made._add_button))
    assert any("Ny samling" in one.text() for one in button if one.isVisible())
    made.close()
    made.deleteLater()


def test_a_new_gathering_is_made_with_keyboard_alone(qtbot: QtBot, workspace: Workspace, store: Store) -> None:
    made = PlanRoom(workspace)
    made.resize(1180, 720)
    made.show()
    made.gatherings.new()
    workspace.lane.wait()
    sheet = made.gatherings.sheet
    assert sheet is not None
    assert sheet.isVisible()
    sheet.network.setEditText("6–16")
    sheet.district.setEditText("Vågsbygd")
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    workspace.lane.wait()
    workspace.lane.wait()
    assert workspace.gathering is not None
    assert workspace.gathering.headline == "6–16 · Vågsbygd"
    assert workspace.gathering.parts > 5
    workspace.lane.undo()  # network, district and gathering were one step
    workspace.lane.wait()
    made.close()
    made.deleteLater()


def test_the_gathering_itself_is_changed_in_the_side_panel(room: PlanRoom, workspace: Workspace) -> None:
    room.side.show_form(Form.GATHERING)
    assert room.side.gathering_fields is not None
    room.side.gathering_fields.input("theme").setText("Inkluderende lek")  # type: ignore[attr-defined]
    room.side.gathering_fields.flush()
    settled(room)
    assert "Inkluderende lek" in room.about.text()
