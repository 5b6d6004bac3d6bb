"""Tables and boxes of choices: Home and End go by rows, and a list that opens shows the whole of every choice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QTableView

from nettverk.ui.common import tables
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.tables import quiet
from nettverk.ui.common.typed_moments import DayField
from nettverk.ui.common.workspace import Workspace
from tests.helpers.shells import open_shell, settle


def test_end_goes_to_the_last_row_and_home_to_the_first(qapp: QApplication) -> None:
    table = QTableView()
    model = QStandardItemModel(table)
    for name in ("Abdi", "Berg", "Carlsen"):
        model.appendRow([QStandardItem(name), QStandardItem("PPT")])
    table.setModel(model)
    quiet(table, "Deltakere")
    table.setCurrentIndex(model.index(1, 1))
    QTest.keyClick(table, Qt.Key.Key_End)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (2, 1)
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]
    table.deleteLater()


def test_a_cell_that_is_cut_says_all_its_words_when_one_rests_on_it(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(tables, "show_tip", lambda _where, text, _owner: told.append(text))
    table = QTableView()
    model = QStandardItemModel(table)
    model.appendRow([QStandardItem("Abdi"), QStandardItem("kommer senere · er der 10.15–12.00")])
    table.setModel(model)
    quiet(table, "Deltakere")
    table.resize(500, 200)
    table.setColumnWidth(1, 90)
    table.show()

    def rest(column: int) -> str:
        at = table.visualRect(model.index(0, column)).center()
        QApplication.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, at, table.viewport().mapToGlobal(at)))
        return told[-1]

    assert rest(1) == "kommer senere · er der 10.15–12.00"
    assert rest(0) == ""
    table.setColumnWidth(1, 390)
    assert rest(1) == ""
    table.deleteLater()


def test_the_list_of_a_box_shows_the_whole_of_its_last_choice(workspace: Workspace) -> None:
    with open_shell(workspace, rooms=False) as shell:
        box = ComboBox(shell)
        box.addItems(["Plenum", "Blanda grupper", "Egen enhet/tjeneste", "To og to", "Hver for seg"])
        box.show()
        box.showPopup()
        settle(workspace)
        view = box.view()
        last = view.visualRect(view.model().index(box.count() - 1, 0))
        assert 0 < last.height() <= view.viewport().height() - last.top()
        box.hidePopup()


def test_the_calendar_shows_the_whole_of_its_last_week(workspace: Workspace) -> None:
    with open_shell(workspace, rooms=False) as shell:
        field = DayField(parent=shell)
        field.show()
        field.open_calendar()
        settle(workspace)
        month = field.findChild(QCalendarWidget)
        view = month.findChild(QTableView)
        last = view.visualRect(view.model().index(view.model().rowCount() - 1, 1))
        assert 0 < last.height() <= view.viewport().height() - last.top()
        month.window().close()
