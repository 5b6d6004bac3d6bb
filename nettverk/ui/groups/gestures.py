"""The mouse on the board: choosing, dragging, resting on somebody; keys and what is carried are beneath it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from nettverk.services.groups.board import NOBODY
from nettverk.ui.common.theme import Theme
from nettverk.ui.groups.keyed_board import KeyedBoard

_Mod, _Select = Qt.KeyboardModifier, QItemSelectionModel.SelectionFlag
REST_MS = 160
"""How long the mouse rests on somebody before the board speaks of them."""


class Board(KeyedBoard):
    """The board with its gestures.

    Mouse: click to choose (Ctrl adds, Shift takes the row between), drag to a table to move, onto a person to swap.

    Signals:
        menu_wanted: a context menu at a point of the screen.
    """

    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._band: QRect | None = None
        self._hovered, self._rests_on = -1, -1
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._rested)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose, and be ready to drag."""
        self.forget_hover()
        point = event.position().toPoint()
        index = self.indexAt(point)
        person = self.person_at(index)
        if event.button() == Qt.MouseButton.RightButton:
            if person >= 0 and person not in self.chosen():
                self.choose([person])
            elif index.isValid():
                self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed, self._waits = point, False
        self._table = NOBODY
        if person >= 0 and self.lit is not None:
            self.search_over.emit(person)
        if person < 0:
            self._press_elsewhere(point, event.modifiers())
            return
        if event.modifiers() & _Mod.ControlModifier:
            self.selectionModel().setCurrentIndex(index, _Select.Toggle)
        elif event.modifiers() & _Mod.ShiftModifier:
            self._choose_between(index.row())
        elif person in self.chosen():
            self._waits = True  # it may be a drag of them all; a plain click chooses this one on release
            self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
        else:
            self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)

    def _press_elsewhere(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        index = self.indexAt(point)
        if not modifiers & _Mod.ControlModifier:
            self.selectionModel().clearSelection()
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, _Select.NoUpdate)
            item = self.people.items[index.row()]
            if self.floor and item.kind == "table" and item.table != NOBODY:
                self._table = item.table
                return
        self._band = QRect(point, point)

    def _choose_between(self, row: int) -> None:
        start = self.currentIndex().row() if self.currentIndex().isValid() else row
        rows = range(min(start, row), max(start, row) + 1)
        people = [self.people.items[n].who for n in rows if self.people.items[n].kind == "person"]
        self.choose(people, focus=self.people.items[row].who)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry on."""
        point = event.position().toPoint()
        if not event.buttons():
            self._hover(self.person_at(self.indexAt(point)))
        if self.carry is not None:
            self.carry_to(point)
        elif self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        elif self._table != NOBODY:
            self._drag_table(point)
        elif self._band is not None:
            self._stretch(point)
        elif (point - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self.take_up(self._pressed)
            self.carry_to(point)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse has left: whoever is in focus counts again."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, person: int) -> None:
        """The mouse is on somebody, or on nobody; told once it rests there."""
        if person == self._hovered:
            return
        self._hovered = person
        if person >= 0 or self._rests_on >= 0:
            self._rest.start()

    def _rested(self) -> None:
        if self._rests_on != self._hovered:
            self._rests_on = self._hovered
            self.person_hovered.emit(self._hovered)

    def forget_hover(self) -> None:
        """A key or a click: whoever is in focus counts, not whom the mouse happens to be on."""
        self._rest.stop()
        if self._rests_on >= 0:
            self._rests_on = -1
            self.person_hovered.emit(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key: whoever is in focus counts, not whom the mouse happens to be on."""
        self.forget_hover()
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down, or finish choosing."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        if self.carry is not None:
            self.put_down()
        elif self._table != NOBODY:
            self._drop_table(point)
        elif self._waits:
            person = self.person_at(self.indexAt(point))
            if person >= 0:
                self.choose([person])
        self._pressed, self._band, self._waits, self._table = None, None, False, NOBODY
        self.ghost = None
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is two clicks here."""
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done here."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_wanted.emit(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & _Mod.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
        else:
            QListView.wheelEvent(self, event)

    def _stretch(self, point: QPoint) -> None:
        if self._pressed is not None:
            self._band = QRect(self._pressed, point).normalized()
            self.ghost = self._band.translated(self.offset())
            self.setSelection(self._band, _Select.ClearAndSelect)
