"""The mouse on the board: choosing, taking hold of people or a table, resting on somebody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from nettverk.ui.groups.board.geometry import BoardGeometry, scroll_offset
from nettverk.ui.groups.board.highlights import BoardHighlights
from nettverk.ui.groups.board.hover import HoverTracker
from nettverk.ui.groups.board.model import BoardModel, ItemKind
from nettverk.ui.groups.board.people_drag import PeopleDrag
from nettverk.ui.groups.board.selection import BoardSelection
from nettverk.ui.groups.board.table_drag import TableDrag

_Mod, _Select, _Left = Qt.KeyboardModifier, QItemSelectionModel.SelectionFlag, Qt.MouseButton.LeftButton


class BoardMouse:
    """Works a board with the mouse.

    Click to choose (Ctrl adds, Shift takes the row between), drag to a table to move, onto a person to swap; drag from
    between the cards to choose those in a rectangle. Qt's own list would drag rows as text, so nothing is left to it.
    """

    def __init__(
        self,
        view: QAbstractItemView,
        model: BoardModel,
        geometry: BoardGeometry,
        selection: BoardSelection,
        highlights: BoardHighlights,
        hover: HoverTracker,
        people: PeopleDrag,
        table: TableDrag,
    ) -> None:
        self._view, self._model, self._geometry = view, model, geometry
        self._selection, self._highlights, self._hover = selection, highlights, hover
        self._people, self._table = people, table
        self._pressed_at: QPoint | None = None
        self._chooses_on_release = False
        self._draws_rectangle = False
        self._rectangle: QRect | None = None

    @property
    def outline(self) -> QRect | None:
        """The rectangle whose people are being chosen, or where a held table would stand (board coordinates)."""
        return self._table.outline if self._table.active else self._rectangle

    def handle(self, event: QEvent) -> bool:
        """Do what an event of the viewport means here; False for those Qt may have."""
        if event.type() == QEvent.Type.Leave:
            self._hover.move_over(-1)  # whoever is in focus counts again
            return False
        if not isinstance(event, QMouseEvent):
            return False
        point = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress | QEvent.Type.MouseButtonDblClick:  # a double click is two clicks here
                self._press(event, point)
            case QEvent.Type.MouseMove:
                self._move(event, point)
            case QEvent.Type.MouseButtonRelease:
                self._release(event, point)
            case _:
                return False
        return True

    # --- pressing ---

    def _press(self, event: QMouseEvent, point: QPoint) -> None:
        self._hover.forget()
        index = self._view.indexAt(point)
        person = self._model.person_at(index)
        if event.button() == Qt.MouseButton.RightButton:
            # The menu that follows is about whom is pressed, or about all who are chosen if they are one of them.
            if person >= 0 and person not in self._selection.chosen():
                self._selection.choose([person])
            elif index.isValid():
                self._selection.focus(index)
            return
        if event.button() != _Left:
            return
        self._pressed_at, self._chooses_on_release, self._draws_rectangle = point, False, False
        self._table.cancel()
        if person < 0:
            self._press_beside_people(point, event.modifiers())
            return
        self._highlights.dismiss_search(person)
        if event.modifiers() & _Mod.ControlModifier:
            self._selection.focus(index, _Select.Toggle)
        elif event.modifiers() & _Mod.ShiftModifier:
            self._selection.choose_through(index.row())
        elif person in self._selection.chosen():
            # It may become a drag of all who are chosen; if it was a plain click, the release chooses this one.
            self._chooses_on_release = True
            self._selection.focus(index)
        else:
            self._selection.focus(index, _Select.ClearAndSelect)

    def _press_beside_people(self, point: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        index = self._view.indexAt(point)
        if not modifiers & _Mod.ControlModifier:
            self._selection.clear()
        if index.isValid():
            self._selection.focus(index)
            item = self._model.items[index.row()]
            if item.kind is ItemKind.TABLE and self._table.begin(item.table, point):
                return
        self._draws_rectangle = True

    # --- moving and releasing ---

    def _move(self, event: QMouseEvent, point: QPoint) -> None:
        if not event.buttons():
            self._hover.move_over(self._model.person_at(self._view.indexAt(point)))
        if self._people.dragged is not None:
            self._people.move_to(point)
        elif self._pressed_at is None or not event.buttons() & _Left:
            return
        elif self._table.active:
            self._table.move_to(point)
        elif self._draws_rectangle:
            rectangle = QRect(self._pressed_at, point).normalized()
            self._rectangle = rectangle.translated(scroll_offset(self._view))
            self._selection.choose_rows(self._geometry.cards_touching(self._rectangle), _Select.ClearAndSelect)
            self._view.viewport().update()
        elif (point - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            # The press is used up either way: after Escape the same press must not take people up again.
            pressed_at, self._pressed_at = self._pressed_at, None
            if self._people.begin(pressed_at):
                self._chooses_on_release = False
                self._people.move_to(point)

    def _release(self, event: QMouseEvent, point: QPoint) -> None:
        if event.button() != _Left:
            return
        if self._people.dragged is not None:
            self._people.drop()
        elif self._table.active:
            self._table.drop(point)
        elif self._chooses_on_release:
            person = self._model.person_at(self._view.indexAt(point))
            if person >= 0:
                self._selection.choose([person])
        self._pressed_at, self._rectangle = None, None
        self._chooses_on_release, self._draws_rectangle = False, False
        self._table.cancel()
        self._view.viewport().update()
