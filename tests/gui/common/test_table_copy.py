"""Ctrl+C in the tables and lists of the program."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QStringListModel, Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLineEdit, QListView, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nettverk.ui.common.table_copy import TableCopy, copy_focused
from nettverk.ui.common.tables import quiet


def copied() -> tuple[str, str]:
    data = QGuiApplication.clipboard().mimeData()
    return data.text(), data.html()


def test_what_is_chosen_goes_out_as_a_table(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    table, names, field = QTableView(window), QListView(window), QLineEdit("feltets tekst", window)
    lines = QVBoxLayout(window)
    for widget in (table, names, field):
        lines.addWidget(widget)
    model = QStandardItemModel(3, 4, window)
    model.setHorizontalHeaderLabels(["Navn", "Enhet", "Skjult", "Tegn"])
    for row, cells in enumerate((("Kari", "=1+1", "x", ""), ("Ola\nN", "Lia", "y", ""), ("Per", "PPT", "z", ""))):
        for column, text in enumerate(cells):
            model.setItem(row, column, QStandardItem(text))
        model.item(row, 3).setData("til stede", Qt.ItemDataRole.AccessibleTextRole)
    table.setModel(model)
    quiet(table, "Deltakere")
    table.setColumnHidden(2, True)
    table.horizontalHeader().moveSection(1, 0)
    names.setModel(QStringListModel(["En", "To"], window))
    TableCopy(window)
    with qtbot.waitActive(window):
        window.show()
    table.setFocus()
    choose = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (1, 0):
        table.selectionModel().select(model.index(row, 0), choose)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text, html = copied()
    assert text == 'Enhet\tNavn\tTegn\n\'=1+1\tKari\ttil stede\nLia\t"Ola\nN"\ttil stede'
    assert html.count("<tr>") == 3
    assert ">=1+1</td>" in html
    # A list has no header, and the row one is at is what is copied.
    names.setFocus()
    names.setCurrentIndex(names.model().index(1, 0))
    qtbot.keyClick(names, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied()[0] == "To"
    # In a field it is the field's own words; from the menu too.
    field.setFocus()
    field.selectAll()
    copy_focused()
    assert copied()[0] == "feltets tekst"
    table.setFocus()
    table.clearSelection()
    table.setCurrentIndex(model.index(2, 0))
    copy_focused()
    assert copied()[0].startswith("Enhet\tNavn\tTegn\nPPT\tPer")
