"""The board: tables down, questions across, a dot for each sheet; what is missing is seen at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from nettverk.domain.sheets.written import Sheet
from nettverk.i18n import _
from nettverk.ui.common.literal import as_typed
from nettverk.ui.common.theme import in_force
from nettverk.ui.reflect.sheet_field import dot

_Index = QModelIndex | QPersistentModelIndex
NAME = 0


class BoardModel(QAbstractTableModel):
    """One part's sheets; column 0 is the table's name, then a column for each question."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[int] = []
        self.questions: list[int] = []
        self.names: dict[int, str] = {}
        self.sheets: dict[tuple[int, int], Sheet] = {}

    def show(self, sheets: Sequence[Sheet]) -> None:
        """Show these sheets; where the tables and questions are the same only the dots change."""
        by_place = {(sheet.table, sheet.number): sheet for sheet in sheets}
        tables = sorted({sheet.table for sheet in sheets})
        questions = sorted({sheet.number for sheet in sheets})
        names = {sheet.table: sheet.table_name for sheet in sheets}
        # While somebody types only the dots change; a reset would take the cursor away with every answer stored.
        if (tables, questions, names) == (self.tables, self.questions, self.names):
            self.sheets = by_place
            if tables and questions:
                self.dataChanged.emit(self.index(0, 0), self.index(len(tables) - 1, len(questions)))
            return
        self.beginResetModel()
        self.tables, self.questions, self.names, self.sheets = tables, questions, names, by_place
        self.endResetModel()

    def sheet(self, index: _Index) -> Sheet | None:
        """The sheet of a cell; the first of the row for the name."""
        if not index.isValid() or not self.questions:
            return None
        number = self.questions[max(0, index.column() - 1)]
        return self.sheets.get((self.tables[index.row()], number))

    def place(self, sheet: Sheet) -> QModelIndex:
        """The cell of a sheet; an invalid index where it is not on this board."""
        if sheet.table in self.tables and sheet.number in self.questions:
            return self.index(self.tables.index(sheet.table), self.questions.index(sheet.number) + 1)
        return QModelIndex()

    # --- what Qt asks ---

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.tables)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.questions) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for the name; a word for screen readers and the code as a tip for a dot."""
        sheet = self.sheet(index)
        if sheet is None:
            return None
        if index.column() == NAME:
            if role == Qt.ItemDataRole.ToolTipRole:
                return as_typed(table_name(sheet))
            return table_name(sheet) if role == Qt.ItemDataRole.DisplayRole else None
        state = _("skrevet inn") if sheet.written else _("mangler")
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{sheet.code}: {state}"
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way != Qt.Orientation.Horizontal or section == NAME:
            return None
        number = self.questions[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(number)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_typed(next((sheet.question for sheet in self.sheets.values() if sheet.number == number), ""))
        return None


def table_name(sheet: Sheet) -> str:
    """«Bord 3», or the unit's name where the group is a unit of its own."""
    return sheet.table_name or _("Bord {number}").format(number=sheet.table)


class _Dots(QStyledItemDelegate):
    """Paints a cell of the board as a dot or a ring."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """A filled dot for a sheet that is typed in, a ring for one that is missing."""
        model = index.model()
        sheet = model.sheet(index) if isinstance(model, BoardModel) else None
        if sheet is None:
            return
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(in_force().colour("selection"))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        radius = in_force().px(0) * 0.36
        middle = QPointF(rect.center().x() + 0.5, rect.center().y() + 0.5)
        dot(painter, middle, radius, "ok" if sheet.written else "edge", filled=sheet.written)
        painter.restore()


class Board(QTableView):
    """The board as one sees it; arrows move, Enter goes to the sheet.

    Signals:
        picked: the sheet that was clicked, or gone to with Enter.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = BoardModel()
        self.setModel(self.board)
        self.setAccessibleName(_("Arkene: bord nedover, spørsmål bortover"))
        self._dots = _Dots(self)
        self.setItemDelegate(self._dots)
        self.setItemDelegateForColumn(NAME, QStyledItemDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setMinimumSectionSize(24)
        self.clicked.connect(self._pick)
        self.dress()

    def dress(self) -> None:
        """Set row height and columns for the text size in force."""
        theme = in_force()
        self.verticalHeader().setDefaultSectionSize(theme.px(0) + theme.space(1.5))
        self._columns()

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show one part's sheets."""
        self.board.show(sheets)
        self._columns()

    def point_out(self, sheet: Sheet) -> None:
        """Show where one is, without going there."""
        place = self.board.place(sheet)
        if place.isValid() and place != self.currentIndex():
            self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What was pointed out before there was room to show it stands as if the room had been there."""
        super().resizeEvent(event)
        if event.oldSize().height() < 3 * self.rowHeight(0) < event.size().height():
            self.scrollToTop()
            self.scrollTo(self.currentIndex())

    def _columns(self) -> None:
        head = self.horizontalHeader()
        if not self.board.columnCount():
            return
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in range(1, self.board.columnCount()):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, round(in_force().px(0) * 2.3))

    def _pick(self, index: QModelIndex) -> None:
        sheet = self.board.sheet(index)
        if sheet is not None:
            self.picked.emit(sheet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._pick(self.currentIndex())
        else:
            super().keyPressEvent(event)
