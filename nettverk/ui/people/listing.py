"""A plain list that can be sorted and searched: rows of text with an id, for the register's pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from nettverk.domain.sorting import fold, sort_key
from nettverk.ui.common.tables import NothingFound, ask_for_menu, quiet
from nettverk.ui.common.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its id, what each column says, and an icon for the first."""

    id: str
    cells: tuple[str, ...]
    icon: QIcon | None = None

    def all_words(self) -> str:
        """What a search looks through."""
        return " ".join(self.cells)


class _Model(QAbstractTableModel):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.headers: tuple[str, ...] = ()
        self.lines: tuple[Line, ...] = ()
        self._sorted = (0, Qt.SortOrder.AscendingOrder)

    def show(self, headers: Sequence[str], lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.headers, self.lines = tuple(headers), self._ordered(lines)
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """The Norwegian way, once for the whole list; what is chosen stays chosen."""
        if (column, order) == self._sorted or column < 0:
            return
        self._sorted = (column, order)
        self.layoutAboutToBeChanged.emit()
        before, kept = self.lines, self.persistentIndexList()
        self.lines = self._ordered(before)
        places = {line.id: row for row, line in enumerate(self.lines)}
        self.changePersistentIndexList(
            kept, [self.index(places[before[index.row()].id], index.column()) for index in kept]
        )
        self.layoutChanged.emit()

    def _ordered(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        # Qt would ask for two texts at each comparison, tens of thousands of times in a register of twenty years.
        column, order = self._sorted
        return tuple(
            sorted(
                lines,
                key=lambda line: sort_key(line.cells[column])[0] if column < len(line.cells) else "",
                reverse=order == Qt.SortOrder.DescendingOrder,
            )
        )

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        theme = self._workspace.theme
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.cells[column]
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return line.icon
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(0, "regular" if column else "semibold")
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("mute" if column else "ink")
        return None


class _Proxy(QSortFilterProxyModel):
    def __init__(self, source: _Model) -> None:
        super().__init__()
        self._lines, self._words = source, tuple[str, ...]()
        self.setSourceModel(source)

    def search(self, text: str) -> None:
        self.beginFilterChange()
        self._words = tuple(fold(word) for word in text.split())
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if not self._words:
            return True
        words = fold(self._lines.lines[row].all_words())
        return all(word in words for word in self._words)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """The list itself is sorted; the proxy only narrows it."""
        self._lines.sort(column, order)


_FIRST_LETTERS = 22
"""So many of a name can be read at least."""


class Listing(QTableView):
    """The list as one sees it.

    Signals:
        opened: id of a row: Enter or a double click.
        removed: ids of the chosen rows: Delete.
        menu_wanted: where on the screen the context menu was asked for.
    """

    opened = Signal(str)
    removed = Signal(list)
    menu_wanted = Signal(object)

    def __init__(self, workspace: Workspace, name: str, widths: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._widths = workspace, tuple(widths)
        self._model = _Model(workspace)
        self._proxy = _Proxy(self._model)
        self.setModel(self._proxy)
        quiet(self, name)
        NothingFound(self)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._id(index)))
        ask_for_menu(self, self.menu_wanted.emit)

    def show_lines(self, headers: Sequence[str], lines: Sequence[Line]) -> None:
        """Show these rows; what was chosen stays chosen."""
        chosen = self.chosen()
        self._model.show(headers, lines)
        self.dress()
        self.choose(chosen)

    def dress(self) -> None:
        """Widths and heights for the text size in force; the first column takes what is left."""
        theme = self._workspace.theme
        self.verticalHeader().setDefaultSectionSize(theme.px(0) + theme.space(2.5))
        if self._model.columnCount():
            self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._fit()

    def _fit(self) -> None:
        """The other columns are as wide as they need, and narrower where the first one would not be read."""
        letter = self._workspace.theme.px(0) * 0.54
        wanted = sum(self._widths) * letter
        room = self.viewport().width() - _FIRST_LETTERS * letter
        share = max(0.5, min(1.0, room / wanted)) if wanted else 1.0
        for column, letters in enumerate(self._widths, start=1):
            self.setColumnWidth(column, round(letters * letter * share))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for more of the other columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._model.columnCount():
            self._fit()

    def search(self, text: str) -> None:
        """Show only rows where every word is found."""
        self._proxy.search(text)

    def shown(self) -> list[tuple[str, ...]]:
        """What the rows say, from the top."""
        rows = (self._proxy.mapToSource(self._proxy.index(row, 0)).row() for row in range(self._proxy.rowCount()))
        return [self._model.lines[row].cells for row in rows]

    def chosen(self) -> list[str]:
        """Ids of the chosen rows, from the top."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self._id(index) for index in rows]

    def choose(self, ids: Sequence[str]) -> None:
        """Choose the rows with these ids; those that are not there are passed over."""
        selection = self.selectionModel()
        for number, line in enumerate(self._model.lines):
            if line.id in ids:
                index = self._proxy.mapFromSource(self._model.index(number, 0))
                flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
                selection.setCurrentIndex(index, flags)

    def _id(self, index: Index) -> str:
        source = self._proxy.mapToSource(QModelIndex(index))  # type: ignore[arg-type]
        return self._model.lines[source.row()].id

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self.chosen()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self._id(self.currentIndex()))
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and chosen:
            self.removed.emit(chosen)
        else:
            super().keyPressEvent(event)
