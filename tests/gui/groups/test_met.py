"""Møtt før with very many units: all of them at once, names that stay, zoom, search and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nettverk.services.groups import groupings
from nettverk.storage.store import Store
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.header import GroupsView
from nettverk.ui.groups.room import GroupsRoom
from tests.gui.groups.conftest import Settle
from tests.helpers.hall import hall


@pytest.fixture
def many(workspace: Workspace, store: Store, qtbot: QtBot, settle: Settle) -> GroupsRoom:
    """The room with 85 units, showing who has met whom."""
    made = hall(320, store=store)
    groupings.build(store, made.part_id, size=6, iterations=20)
    workspace.open_gathering(made.gathering_id)
    settle()
    room = GroupsRoom(workspace)
    qtbot.addWidget(room)
    room.resize(1178, 711)
    room.show()
    settle()
    room.header.view.choose(GroupsView.MET)
    room.choose_view(GroupsView.MET)
    settle()
    return room


def _gutter(room: GroupsRoom, area: str) -> QImage:
    matrix = room.met.matrix
    view = matrix.viewport()
    left = QRect(0, matrix.grid.top, matrix.grid.left, view.height() - matrix.grid.top)
    top = QRect(matrix.grid.left, 0, view.width() - matrix.grid.left, matrix.grid.top)
    return view.grab(left if area == "left" else top).toImage()


def test_eighty_units_are_seen_at_once(many: GroupsRoom) -> None:
    matrix = many.met.matrix
    assert matrix.grid.count >= 84
    assert matrix.horizontalScrollBar().maximum() == matrix.verticalScrollBar().maximum() == 0
    assert matrix.viewport().rect().contains(matrix.grid.square(matrix.grid.count - 1, matrix.grid.count - 1))


def test_the_slider_zooms_names_stay_in_sight_and_one_press_shows_all_again(many: GroupsRoom, settle: Settle) -> None:
    matrix = many.met.matrix
    small = matrix.grid.cell
    many.header.zoom.setValue(110)
    settle()
    assert matrix.grid.cell > 2 * small
    across, down = matrix.horizontalScrollBar(), matrix.verticalScrollBar()
    names, heads = _gutter(many, "left"), _gutter(many, "top")
    across.setValue(across.maximum())
    assert _gutter(many, "left") == names
    assert _gutter(many, "top") != heads
    heads = _gutter(many, "top")
    down.setValue(down.maximum())
    assert _gutter(many, "top") == heads
    assert _gutter(many, "left") != names
    many.header.all.click()
    settle()
    assert matrix.grid.cell == small
    assert many.header.zoom.value() == round(100 * matrix.zoom)


def test_search_lights_up_a_unit_and_whom_it_has_never_met(many: GroupsRoom, settle: Settle) -> None:
    matrix, meetings = many.met.matrix, many.met.matrix.meetings
    assert meetings is not None
    many.header.search.setText("tveit bhg 2")
    settle()
    unit = meetings.units.index("Tveit bhg 2")
    assert matrix.lit == {unit}
    said = [label.accessibleName() for label in many.met.strangers if label.isVisible()]
    assert said
    assert all("Tveit bhg 2" in pair for pair in said)
    person = many.view.board.people[7]  # type: ignore[union-attr]
    many.header.search.setText(person.name)
    settle()
    assert meetings.units.index(person.unit_name) in (matrix.lit or ())
    many.header.search.setText("finnes ikke")
    settle()
    assert many.header.search.no_match.isVisible()
    many.header.search.clear()
    settle()
    assert matrix.lit is None


def test_one_walks_from_square_to_square_and_hears_what_it_says(many: GroupsRoom, settle: Settle) -> None:
    matrix, meetings = many.met.matrix, many.met.matrix.meetings
    assert meetings is not None
    many.header.search.setText("tveit bhg 2")
    QTest.keyClick(many.header.search, Qt.Key.Key_Return)
    settle()
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    row = meetings.units.index("Tveit bhg 2")
    assert matrix.pointed == (row, 1)
    assert many.met.caption.text().startswith(f"Tveit bhg 2 og {meetings.units[1]}: ")
    assert "par har møttes" in many.met.caption.text()
    QTest.mouseMove(matrix.viewport(), matrix.grid.square(3, 9).center())
    assert many.met.caption.text().startswith(f"{meetings.units[3]} og {meetings.units[9]}: ")
    QTest.mouseMove(matrix.viewport(), QPoint(2, 2))
    assert many.met.caption.text() == ""


def test_the_board_keeps_its_own_zoom(many: GroupsRoom, settle: Settle) -> None:
    board = many.view.zoom
    many.header.zoom.setValue(150)
    many.header.view.choose("columns")
    many.choose_view("columns")
    settle()
    assert many.view.zoom == board
    assert many.header.zoom.value() == round(100 * board)
