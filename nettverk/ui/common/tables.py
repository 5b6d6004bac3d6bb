"""One look for every table: rows to choose from, no grid, a quiet heading, Tab that goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSortFilterProxyModel, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from nettverk.i18n import _
from nettverk.ui.common.basics import Label
from nettverk.ui.common.literal import show_tip


def quiet(table: QTableView, name: str) -> None:
    """Dress a table and give it its accessible name; whole rows are chosen and nothing is edited in place."""
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.installEventFilter(_Ends(table))
    table.viewport().installEventFilter(_WholeText(table))
    head = table.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class _Ends(QObject):
    """Home and End go to the first and the last row; Qt's own go to the first and the last column."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
        plain = isinstance(event, QKeyEvent) and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.type() != QEvent.Type.KeyPress or not plain or event.key() not in ends:  # type: ignore[attr-defined]
            return super().eventFilter(watched, event)
        model = self._table.model()
        if model is not None and (rows := model.rowCount()):
            row = ends[Qt.Key(event.key())] % rows  # type: ignore[attr-defined]
            column = max(0, self._table.currentIndex().column())
            self._table.setCurrentIndex(model.index(row, column))
        return True


class _WholeText(QObject):
    """A cell whose words are cut says all of them when one rests on it, where its model has no tip of its own."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().eventFilter(watched, event)
        index = self._table.indexAt(event.pos())
        if not index.isValid() or index.data(Qt.ItemDataRole.ToolTipRole):
            return super().eventFilter(watched, event)
        text = str(index.data() or "")
        show_tip(event.globalPos(), text if is_cut(self._table, index) else "", self._table.viewport())
        return True


def is_cut(table: QTableView, index: QModelIndex) -> bool:
    """Whether a cell has more words than its column has room for."""
    return table.sizeHintForIndex(index).width() > table.visualRect(index).width()


class NothingFound(Label):
    """Says in an empty table that nothing was found; shown when what one searches for has taken every row away."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(_("Ingen treff"), table.viewport())
        self._table = table
        self.setProperty("kind", "note")
        self.setContentsMargins(12, 12, 12, 12)
        self.hide()
        model = table.model()
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.layoutChanged):
            signal.connect(self._look)

    def _look(self) -> None:
        model = self._table.model()
        source = model.sourceModel() if isinstance(model, QSortFilterProxyModel) else model
        self.setVisible(model.rowCount() == 0 and source.rowCount() > 0)
        self.adjustSize()


def ask_for_menu(table: QTableView, show: Callable[[QPoint], object]) -> None:
    """Let a right click or the menu key ask for the menu of the chosen rows; ``show`` gets the place on the screen."""
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def asked(at: QPoint) -> None:
        # By keyboard Qt gives the middle of the table; below the row in focus is where one looks.
        if not table.indexAt(at).isValid() and table.currentIndex().isValid():
            at = table.visualRect(table.currentIndex()).bottomLeft()
        if table.selectionModel() is not None and table.selectionModel().hasSelection():
            show(table.viewport().mapToGlobal(at))

    table.customContextMenuRequested.connect(asked)
