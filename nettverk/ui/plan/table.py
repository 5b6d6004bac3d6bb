"""The table of parts: typed in, dragged, moved by keyboard."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QAbstractItemModel, QLocale, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nettverk.domain.dates import read_clock
from nettverk.domain.plan import Organising, organising_name
from nettverk.i18n import _, clock
from nettverk.ui.common.tables import quiet
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan import model as plan_model
from nettverk.ui.plan.model import FIXED, FLOOR, MINUTES, TIME, TITLE, PlanModel

Index = QModelIndex | QPersistentModelIndex


class PlanTable(QTableView):
    """Parts in order.

    Signals:
        chosen: id of the part the cursor is on (empty for none).
        add_below: Insert or Enter on the last row: a part is wanted at this position.
        remove: Delete: this part should go.
        step: Alt+arrow: this part should move by so much.
    """

    chosen = Signal(str)
    add_below = Signal(int)
    remove = Signal(str)
    step = Signal(str, int)

    def __init__(self, workspace: Workspace, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._model = workspace, model
        self._wide: dict[int, int] = {}
        self.setModel(model)
        quiet(self, _("Delene i samlingen"))
        self.setItemDelegate(_Delegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.dress()

    def dress(self) -> None:
        """Row height and column widths for the text size in force."""
        theme = self._workspace.theme
        self.verticalHeader().setDefaultSectionSize(theme.px(0) + theme.space(3))
        self.setIconSize(QSize(theme.px(0) + 1, theme.px(0) + 1))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        body, small = QFontMetrics(theme.font(0)), QFontMetrics(theme.font(-1, "semibold"))
        longest = max((organising_name(key) for key in Organising), key=body.horizontalAdvance)
        samples = ((TIME, "00.00–00.00"), (MINUTES, "000"), (FLOOR, "000"), (FIXED, "00.00"))
        for column, text in (*samples, (plan_model.ORGANISING, longest)):
            title = str(self._model.headerData(column, Qt.Orientation.Horizontal))
            wide = max(body.horizontalAdvance(text), small.horizontalAdvance(title))
            self._wide[column] = wide + theme.space(3)
            self.setColumnWidth(column, self._wide[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the table is about keeps its room: the least important columns give way first."""
        # Columns are hidden before Qt lays the rest out, or the title would be stretched to the old width first.
        room_for = event.size().width() - self._workspace.theme.px(0) * 14  # what a title needs
        wide = {column: self._wide.get(column, 0) for column in range(self._model.columnCount()) if column != TITLE}
        for column in (FLOOR, FIXED, plan_model.ORGANISING, TIME):
            hide = sum(wide.values()) > room_for
            self.setColumnHidden(column, hide)
            if hide:
                wide.pop(column)
        super().resizeEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which part the cursor is on."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(self.current_id())

    def current_id(self) -> str:
        """The part the cursor is on, or empty."""
        row = self.currentIndex().row()
        return self._model.parts[row].id if 0 <= row < len(self._model.parts) else ""

    def choose(self, part_id: str) -> None:
        """Put the cursor on a part, in the column it is in already."""
        row = self._model.row_of(part_id)
        if row >= 0:
            # Never in the column of times, which cannot be edited.
            column = max(TITLE, self.currentIndex().column())
            self.setCurrentIndex(self._model.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+arrows move, Insert adds, Delete removes, Enter edits."""
        if self.state() == QAbstractItemView.State.EditingState:  # what a field lets through is not for the table
            super().keyPressEvent(event)
            return
        key, part_id = event.key(), self.current_id()
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and part_id:
            self.step.emit(part_id, 1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Insert:
            self.add_below.emit(self.currentIndex().row() + 1)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and part_id:
            self.remove.emit(part_id)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Editors: minutes recalculate the day for each key, times and choices by their own kind."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = index.column()
        if column in (MINUTES, FLOOR):
            box = QSpinBox(parent)
            box.setRange(0, 1440)
            box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
            box.setSingleStep(5)
            # Committed for each key, so that the times of the whole day follow while one types.
            box.valueChanged.connect(lambda: self.commitData.emit(box))
            editor: QWidget = box
        elif column == plan_model.ORGANISING:
            choice = QComboBox(parent)
            for key in Organising:
                choice.addItem(organising_name(key), key)
            choice.activated.connect(lambda: self.commitData.emit(choice))
            choice.activated.connect(lambda: self.closeEditor.emit(choice))
            editor = choice
        else:
            editor = QLineEdit(parent)
            if column == FIXED:
                editor.setPlaceholderText(clock(time(11, 30)))
        editor.setAccessibleName(str(index.model().headerData(column, Qt.Orientation.Horizontal)))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QSpinBox):
            # The day is shown anew for each key; a field that says the same already keeps its cursor.
            if not editor.hasFocus() or editor.value() != value:
                editor.blockSignals(True)
                editor.setValue(int(value))
                editor.blockSignals(False)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText((clock(value) if value else "") if index.column() == FIXED else str(value))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QSpinBox):
            model.setData(index, editor.value())
        elif isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            text = editor.text().strip()
            value = read_clock(text) if index.column() == FIXED else text
            if index.column() != FIXED or value is not None or not text:
                model.setData(index, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        return str(value)
