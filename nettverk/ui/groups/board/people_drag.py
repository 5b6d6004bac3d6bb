"""Taking people up from the board, following the hand, and putting them down at another table."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView

from nettverk.i18n import _
from nettverk.ui.groups.board.commands import BoardCommands
from nettverk.ui.groups.board.dragged import DraggedPeople, DropTarget
from nettverk.ui.groups.board.geometry import BoardGeometry, scroll_offset
from nettverk.ui.groups.board.model import BoardModel
from nettverk.ui.groups.board.painter import BoardPainter
from nettverk.ui.groups.board.selection import BoardSelection

_EDGE = 28
"""Pixels at the top and bottom of the view where the board scrolls under the hand."""
_SCROLL_MS, _FASTEST = 30, 40


class PeopleDrag(QObject):
    """Takes people up from a board view, follows the hand, and puts them down.

    Points are in the viewport's coordinates. Where the mouse is pressed and released is ``BoardMouse``'s.

    Attributes:
        dragged: who is being dragged, or None.
    """

    def __init__(
        self,
        view: QAbstractItemView,
        model: BoardModel,
        geometry: BoardGeometry,
        selection: BoardSelection,
        painter: BoardPainter,
        commands: BoardCommands,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._geometry = view, model, geometry
        self._selection, self._painter, self._commands = selection, painter, commands
        self.dragged: DraggedPeople | None = None
        self._hand = QPoint()
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)

    def begin(self, point: QPoint) -> bool:
        """Take hold of those who are chosen, by the one under the point; the locked stay.

        Returns whether anybody was taken up.
        """
        board, row = self._model.board, self._geometry.row_at(point + scroll_offset(self._view))
        person = self._model.person_at(self._model.index(row, 0))
        if board is None or person < 0:
            return False
        if person in board.locked:
            name = board.people[person].name
            self._commands.say(_("{name} er låst her. Lås opp først (Ctrl+L).").format(name=name))
            return False
        others = [other for other in self._selection.chosen() if other != person and other not in board.locked]
        people = (person, *others)
        rect = self._geometry.rect_of(row).translated(-scroll_offset(self._view))
        picture = self._painter.picture_of_dragged(row, rect.size(), len(people), self._view.devicePixelRatioF())
        self.dragged = DraggedPeople(board, people, picture, point - rect.topLeft(), point)
        self._view.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scrolling.start()
        return True

    def move_to(self, point: QPoint) -> None:
        """Follow the hand to a point, and find out what is under it."""
        dragged = self.dragged
        if dragged is None:
            return
        offset = scroll_offset(self._view)
        before, previous = dragged.rect(), dragged.target
        self._hand = point
        dragged.hand = point + offset
        dragged.target = self._target(dragged)
        # Only what changed is drawn anew: a board of 67 tables is too much to draw at every step of the mouse.
        self._view.viewport().update(before.united(dragged.rect()).translated(-offset))
        if dragged.target != previous:
            for target in (previous, dragged.target):
                area = self._geometry.layout.by_table.get(target.table) if target is not None else None
                if area is not None:
                    self._view.viewport().update(area.rect.adjusted(-4, -4, 4, 4).translated(-offset))

    def _target(self, dragged: DraggedPeople) -> DropTarget | None:
        area = self._geometry.layout.area_at(dragged.hand)
        if area is None:
            return None
        board = dragged.board
        person = self._model.person_at(self._model.index(self._geometry.row_at(dragged.hand), 0))
        # Several cannot change places with one, and a locked person goes nowhere.
        can_swap = len(dragged.people) == 1 and person >= 0 and person not in board.locked
        if can_swap and board.seat[person] != board.seat[dragged.people[0]]:
            return DropTarget(area.table, person)
        return DropTarget(area.table)

    def drop(self) -> None:
        """Put those who are dragged down where the hand is."""
        dragged = self.dragged
        self.cancel()
        if dragged is None or dragged.target is None:
            return
        if dragged.target.swap_with is not None:
            self._commands.swap(dragged.people[0], dragged.target.swap_with)
        else:
            self._commands.move(dragged.moves(dragged.target))

    def cancel(self) -> None:
        """Let go: everyone stays where they were."""
        self.dragged = None
        self._scrolling.stop()
        self._view.unsetCursor()
        self._view.viewport().update()

    def _scroll(self) -> None:
        """Near the edge the board scrolls under the hand, faster the nearer the edge is."""
        bar, height = self._view.verticalScrollBar(), self._view.viewport().height()
        step = 0
        if self._hand.y() < _EDGE:
            step = self._hand.y() - _EDGE
        elif self._hand.y() > height - _EDGE:
            step = self._hand.y() - height + _EDGE
        if step and self.dragged is not None:
            bar.setValue(bar.value() + max(-_FASTEST, min(_FASTEST, step)))
            self.move_to(self._hand)
            self._view.viewport().update()
