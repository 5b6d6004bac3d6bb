"""The table of parts: typed in, dragged, moved by keyboard."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QAbstractItemModel, QLocale, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIntValidator, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nettverk.domain.dates import read_clock
from nettverk.domain.plan import Organising, organising_name
from nettverk.i18n import _, clock
from nettverk.ui.common.inputs import ComboBox
from nettverk.ui.common.tables import ask_for_menu, quiet
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan import model as plan_model
from nettverk.ui.plan.model import FIXED, FLOOR, MINUTES, TIME, TITLE, PlanModel

Index = QModelIndex | QPersistentModelIndex
MOST_MINUTES = 1440
_UNREAD = object()


class PlanTable(QTableView):
    """Parts in order.

    Attributes:
        typed_in: part id and field of the cell that is being typed in.

    Signals:
        chosen: id of the part the cursor is on (empty for none).
        add_below: Insert or Enter on the last row: a part is wanted at this position.
        remove: Delete: this part should go.
        step: Alt+arrow: this part should move by so much.
        typing: part id, field, value and what stood there, for each letter typed in a cell: nothing of it is stored.
        typed_out: part id and field: the cell is left, and what was typed is on its way or taken back.
        menu_wanted: where on the screen the menu of the chosen part was asked for.
        unread: the row, and what was typed as a fixed start there and is no time of day.
    """

    chosen = Signal(str)
    add_below = Signal(int)
    remove = Signal(str)
    step = Signal(str, int)
    menu_wanted = Signal(object)
    unread = Signal(int, str)
    typing = Signal(str, str, object, object)
    typed_out = Signal(str, str)

    def __init__(self, workspace: Workspace, model: PlanModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._model = workspace, model
        self._wide: dict[int, int] = {}
        self.typed_in: tuple[str, str] | None = None
        self.setModel(model)
        quiet(self, _("Delene i samlingen"))
        ask_for_menu(self, self.menu_wanted.emit)
        self.setItemDelegate(_Delegate(self, model))
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

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on to the cell below, Tab to the next one that can be typed in; Escape shows what is stored."""
        hints = QAbstractItemDelegate.EndEditHint
        here = QPersistentModelIndex(self.currentIndex())
        if hint == hints.RevertModelCache and here.isValid() and here.column() in plan_model.FIELDS:
            self._model.forget_preview(self._model.parts[here.row()].id, plan_model.FIELDS[here.column()])
        stays = hint in {hints.RevertModelCache, hints.NoHint}
        super().closeEditor(editor, hint if stays else hints.NoHint)
        if self.typed_in is not None:
            (part_id, field), self.typed_in = self.typed_in, None
            self.typed_out.emit(part_id, field)
        if stays or not here.isValid():
            return
        if hint == hints.SubmitModelCache:
            below = self._model.index(min(here.row() + 1, self._model.rowCount() - 1), here.column())
            self.setCurrentIndex(below)
        elif (
            following := self._editable(here.row(), here.column(), 1 if hint == hints.EditNextItem else -1)
        ).isValid():
            self.setCurrentIndex(following)
            self.edit(following)

    def _editable(self, row: int, column: int, step: int) -> QModelIndex:
        """The next cell in reading order that can be typed in, or the one before; none at the ends of the table."""
        columns = [place for place in sorted(plan_model.FIELDS) if not self.isColumnHidden(place)]
        cells = [(r, c) for r in range(self._model.rowCount()) for c in columns]
        here = cells.index((row, column)) + step if (row, column) in cells else -1
        return self._model.index(*cells[here]) if 0 <= here < len(cells) else QModelIndex()


class _Delegate(QStyledItemDelegate):
    """Editors in the cells: each begins with what stands there, and nothing is stored before it is typed to its end."""

    def __init__(self, table: PlanTable, model: PlanModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column = index.column()
        if column == plan_model.ORGANISING:
            choice = ComboBox(parent)
            for key in Organising:
                choice.addItem(organising_name(key), key)
            choice.activated.connect(lambda: self.commitData.emit(choice))
            choice.activated.connect(lambda: self.closeEditor.emit(choice))
            editor: QWidget = choice
        else:
            line = QLineEdit(parent)
            line.setProperty("kind", "cell")
            if column in (MINUTES, FLOOR):
                line.setValidator(QIntValidator(0, MOST_MINUTES, line))
                line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            elif column == FIXED:
                line.setPlaceholderText(clock(time(11, 30)))
            row = QPersistentModelIndex(index)
            before = getattr(self._model.parts[index.row()], plan_model.FIELDS[column])
            line.textEdited.connect(lambda text: self._preview(row, text, before))
            editor = line
        editor.setAccessibleName(str(index.model().headerData(column, Qt.Orientation.Horizontal)))
        return editor

    def _preview(self, index: QPersistentModelIndex, text: str, before: object) -> None:
        """The times of the whole day follow while one types; what is no number and no time yet changes nothing."""
        if not index.isValid():
            return
        part_id, field = self._model.parts[index.row()].id, plan_model.FIELDS[index.column()]
        value = text if index.column() == TITLE else _value(index.column(), text)
        if value is not _UNREAD and str(value or "").strip():
            self._table.typed_in = (part_id, field)
            self._table.typing.emit(part_id, field, value, before)
        if index.column() == TITLE:
            return
        if value is _UNREAD:
            self._model.forget_preview(part_id, field)
        else:
            self._model.preview(part_id, field, value)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        # The day is shown anew for each key; what one has begun to type is left alone.
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            shown = (clock(value) if value else "") if index.column() == FIXED else str(value)
            if editor.text() != shown:
                editor.setText(shown)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            value = _value(index.column(), editor.text())
            if value is not _UNREAD:
                model.setData(index, value)
            elif editor.text().strip():
                self._table.unread.emit(index.row(), editor.text().strip())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        return str(value)


def _value(column: int, text: str) -> object:
    """What was typed in a cell; ``_UNREAD`` where it is nothing that can stand there."""
    text = text.strip()
    if column in (MINUTES, FLOOR):
        return int(text) if text.isdecimal() and int(text) <= MOST_MINUTES else _UNREAD
    if column == FIXED and text:
        return read_clock(text) or _UNREAD
    return text or (None if column == FIXED else _UNREAD)
