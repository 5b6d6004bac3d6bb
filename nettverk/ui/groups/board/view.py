"""The board: people at tables, to look at, choose from, drag and move with the keyboard.

It is a list view to Qt and to screen readers (tables and people in one list), with a layout and painting of its own.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from nettverk.i18n import _
from nettverk.services.groups.board import Board
from nettverk.ui.common.theme import Theme
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.groups.board.commands import BoardCommands
from nettverk.ui.groups.board.geometry import BoardGeometry, scroll_offset
from nettverk.ui.groups.board.highlights import BoardHighlights
from nettverk.ui.groups.board.hover import HoverTracker
from nettverk.ui.groups.board.keys import BoardKeys
from nettverk.ui.groups.board.layout import LEAST_ZOOM, MOST_ZOOM
from nettverk.ui.groups.board.model import BoardModel, ModelIndex
from nettverk.ui.groups.board.mouse import BoardMouse
from nettverk.ui.groups.board.painter import BoardPainter, Gestures
from nettverk.ui.groups.board.people_drag import PeopleDrag
from nettverk.ui.groups.board.selection import BoardSelection
from nettverk.ui.groups.board.table_drag import TableDrag

_Action = QAbstractItemView.CursorAction
_SIDEWAYS = {_Action.MoveLeft: -1, _Action.MoveRight: 1}
_DOWN = {_Action.MoveUp: -1, _Action.MoveDown: 1, _Action.MovePageUp: -1, _Action.MovePageDown: 1}
_EDGE = 6
"""Pixels of air round the board, so that rings at its edge are whole."""
_SCROLL_BAR = 14
"""Pixels kept free for the scroll bar also where there is none, so that cards do not change width when it comes."""


class BoardView(QListView):
    """Puts the parts of the board together and answers what Qt asks of a list view.

    Attributes:
        board_model: the rows. geometry: where they stand. painter: how they look.
        selection: who is chosen. highlights: who stands out. commands: what becomes of moves.
        keys, drag, hover: what the hands do.

    Signals:
        zoomed: the zoom has changed. menu_wanted: a context menu at a point of the screen.
    """

    zoomed = Signal(float)
    menu_wanted = Signal(QPoint)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        model = self.board_model = BoardModel(self)
        geometry = self.board_geometry = BoardGeometry(model)
        highlights = self.highlights = BoardHighlights(self, model)
        painter = self.painter = BoardPainter(model, geometry, highlights, workspace.theme)
        self.setModel(model)
        selection = self.selection = BoardSelection(self, model)
        commands = self.commands = BoardCommands(self, model, workspace)
        drag = self.drag = PeopleDrag(self, model, geometry, selection, painter, commands)
        hover = self.hover = HoverTracker(self)
        table_drag = TableDrag(self, geometry, commands)
        self.keys = BoardKeys(self, model, geometry, selection, highlights, drag, commands)
        self._mouse = BoardMouse(self, model, geometry, selection, highlights, hover, drag, table_drag)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # The application's style frames lists; the board lies on the page itself.
        self.setStyleSheet("QListView, QListView:focus { border: none; background: transparent; }")
        self.setMouseTracking(True)
        self.setMinimumSize(240, 120)
        self.setAccessibleName(_("Bord og deltakere"))

    # --- what is shown ---

    @property
    def board(self) -> Board | None:
        """The board that is shown; None while there are no groups."""
        return self.board_model.board

    @property
    def zoom(self) -> float:
        """1.0 where cards have their usual size."""
        return self.board_geometry.zoom

    def show_board(self, board: Board | None) -> None:
        """Show a board; who was chosen and in focus stays so, wherever they sit now."""
        with self.selection.preserved():
            self.board_model.show(board)
            self.doItemsLayout()
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look or text size."""
        self.painter.set_theme(theme)
        self.doItemsLayout()

    def set_floor(self, on_floor: bool) -> None:
        """Show tables where they stand in the room, or in columns."""
        self.board_geometry.on_floor = on_floor
        self.painter.set_floor(on_floor)
        self.doItemsLayout()

    def set_zoom(self, zoom: float) -> None:
        """Zoom in or out; below 0.8 cards say less, below 0.5 they are shapes."""
        zoom = max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
        if zoom != self.zoom:
            self.board_geometry.zoom = zoom
            self.doItemsLayout()
            self.zoomed.emit(zoom)
            self.scrollTo(self.currentIndex())

    def zoom_to_all(self, most: float = 1.0) -> None:
        """The largest zoom at which every table is seen."""
        if self.board is not None and self.board.tables:
            self.set_zoom(self.board_geometry.zoom_showing_all(self._room(), self.painter.theme.scale, most))

    # --- layout and scrolling: Qt asks, the geometry answers ---

    def _room(self) -> QSize:
        return QSize(max(120, self.width() - _SCROLL_BAR - 2 * _EDGE), max(80, self.height() - 2 * _EDGE))

    def doItemsLayout(self) -> None:
        """Place everything anew. Qt calls this when the model or the style changes."""
        self.board_geometry.arrange(self._room(), self.painter.theme.scale)
        self.updateGeometries()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: more or fewer tables side by side."""
        QAbstractItemView.resizeEvent(self, event)  # QListView's own would lay out its rows one below the other
        self.doItemsLayout()

    def updateGeometries(self) -> None:
        """Let the scroll bars reach as far as the board does."""
        size, view = self.board_geometry.layout.size, self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), size.height(), view.height()),
            (self.horizontalScrollBar(), size.width(), view.width()),
        ):
            bar.setRange(0, max(0, whole + 2 * _EDGE - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(24)

    def horizontalOffset(self) -> int:
        """How far it is scrolled to the right; negative at the left end, where the air round the board is."""
        return self.horizontalScrollBar().value() - _EDGE

    def verticalOffset(self) -> int:
        """How far it is scrolled down; negative at the top, where the air round the board is."""
        return self.verticalScrollBar().value() - _EDGE

    def visualRect(self, index: ModelIndex) -> QRect:
        """Where an item is seen, in the viewport's coordinates."""
        return self.board_geometry.rect_of(index.row()).translated(-scroll_offset(self))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """What is under a point of the viewport."""
        return self.board_model.index(self.board_geometry.row_at(point + scroll_offset(self)), 0)

    def scrollTo(
        self, index: ModelIndex, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring an item into view, with a little of what is round it."""
        rect = self.board_geometry.rect_of(index.row())
        if rect.isNull():
            return
        for bar, start, length, seen in (
            (self.verticalScrollBar(), rect.top(), rect.height(), self.viewport().height()),
            (self.horizontalScrollBar(), rect.left(), rect.width(), self.viewport().width()),
        ):
            if start - 8 < bar.value() - _EDGE:
                bar.setValue(start + _EDGE - 8)
            elif start + length + 8 > bar.value() - _EDGE + seen:
                bar.setValue(start + length + 8 + _EDGE - seen)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose the people in a rectangle of the viewport; Qt asks this when Shift and an arrow are pressed."""
        touched = self.board_geometry.cards_touching(rect.normalized().translated(scroll_offset(self)))
        self.selection.choose_rows(touched, command)

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Up and down inside a table and on to the next; left and right to the same place at the neighbour's."""
        last, row = len(self.board_model.items) - 1, self.currentIndex().row()
        if last < 0:
            return QModelIndex()
        if row < 0:
            return self.board_model.index(0, 0)
        match action:
            case _Action.MoveHome:
                row = 0
            case _Action.MoveEnd:
                row = last
            case _Action.MoveNext:
                row = min(last, row + 1)
            case _Action.MovePrevious:
                row = max(0, row - 1)
            case _:
                row = self.board_geometry.row_beside(row, _SIDEWAYS.get(action, 0), _DOWN.get(action, 0))
        return self.board_model.index(row, 0)

    # --- events: each is handed to the part it is about ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the board as far as it is seen."""
        current = self.currentIndex()
        gestures = Gestures(
            chosen=[index.row() for index in self.selectionModel().selectedIndexes()],
            focused=current.row() if self.hasFocus() else -1,
            taken=self.keys.taken,
            dragged=self.drag.dragged,
            outline=self._mouse.outline,
        )
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        offset = scroll_offset(self)
        # Everything is painted in the board's own coordinates; only here it matters how far it is scrolled.
        painter.translate(-offset)
        self.painter.paint(painter, event.rect().translated(offset), gestures)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Mouse events go to ``BoardMouse``; what it does not want is Qt's."""
        return self._mouse.handle(event) or super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys go to ``BoardKeys``; the rest moves the focus or finds a name that is typed."""
        self.hover.forget()
        if not self.keys.handle(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here by keyboard, somebody is in focus at once."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selection.focus_somebody()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu: at the mouse, or below the card in focus."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_wanted.emit(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom; the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
        else:
            super().wheelEvent(event)
