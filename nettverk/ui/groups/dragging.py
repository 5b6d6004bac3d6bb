"""Carrying people from table to table, and tables about on the floor plan."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from nettverk.i18n import _
from nettverk.services.groups.board import NOBODY
from nettverk.ui.common.theme import Theme
from nettverk.ui.groups.board_layout import Bay
from nettverk.ui.groups.carry import Carry, Target
from nettverk.ui.groups.painted_board import PaintedBoard


class DraggedBoard(PaintedBoard):
    """A board whose people and tables can be taken up, carried and put down; what the hand does comes from outside."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed: QPoint | None = None
        self._waits = False
        self._table = NOBODY
        self._hand = QPoint()
        self._scroll = QTimer(self)
        self._scroll.setInterval(30)
        self._scroll.timeout.connect(self._scroll_on)

    # --- people ---

    def take_up(self, point: QPoint) -> None:
        """Take hold of those who are chosen, by the one under the point; the locked stay."""
        board, index = self.board, self.indexAt(point)
        person = self.person_at(index)
        if board is None or person < 0:
            return
        if person in board.locked:
            self.said.emit(_("{name} er låst her. Lås opp først (Ctrl+L).").format(name=board.people[person].name))
            self._pressed = None
            return
        people = [person, *(one for one in self.chosen() if one != person and one not in board.locked)]
        rect = self.visualRect(index)
        self._waits = False
        self.carry = Carry(
            board, tuple(people), self._picture(rect, index.row(), len(people)), point - rect.topLeft(), point
        )
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scroll.start()

    def _picture(self, rect: QRect, row: int, count: int) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round((rect.width() + 12) * ratio), round((rect.height() + 12) * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRect(0, 0, rect.width(), rect.height())
        painter.setPen(Qt.PenStyle.NoPen)
        for grow, strength in ((5, 0.05), (3, 0.07), (1, 0.09)):
            painter.setBrush(self.theme.colour("shadow", strength))
            painter.drawRoundedRect(QRectF(card.adjusted(-grow + 4, -grow + 6, grow + 4, grow + 6)), 9, 9)
        self.painting.card(painter, card, self.people.items[row], self.plan, ghost=True)
        self.painting.ring(painter, card.adjusted(1, 1, -1, -1), "accent", self.plan)
        if count > 1:
            self.painting.badge(painter, QPoint(card.right() + 4, 0), str(count), "accent")
        painter.end()
        return picture

    def carry_to(self, point: QPoint) -> None:
        """One step of a drag: the hand is here now."""
        carry = self.carry
        if carry is None:
            return
        before, old = carry.rect(), carry.target
        self._hand = point
        carry.at = point + self.offset()
        carry.target = self._target(carry)
        dirty = before.united(carry.rect())
        self.viewport().update(dirty.translated(-self.offset()))
        if carry.target != old:
            for target in (old, carry.target):
                if target is not None and target.table in self.plan.by_table:
                    rect = self.plan.by_table[target.table].rect.adjusted(-4, -4, 4, 4)
                    self.viewport().update(rect.translated(-self.offset()))

    def _target(self, carry: Carry) -> Target | None:
        bay = self.plan.bay_at(carry.at)
        if bay is None:
            return None
        person = self.person_at(self.indexAt(carry.at - self.offset()))
        can_swap = len(carry.people) == 1 and person >= 0 and person not in carry.board.locked
        if can_swap and carry.board.seat[person] != carry.board.seat[carry.people[0]]:
            return Target(bay.table, person)
        return Target(bay.table)

    def put_down(self) -> None:
        """Drop what is carried where the hand is."""
        carry = self._let_go()
        if carry is None or carry.target is None:
            return
        if carry.target.swap_with is not None:
            self.swap_wanted.emit(carry.people[0], carry.target.swap_with)
        elif carry.moves(carry.target):
            self.moves_wanted.emit(dict(carry.moves(carry.target)))

    def _let_go(self) -> Carry | None:
        carry, self.carry = self.carry, None
        self._scroll.stop()
        self.unsetCursor()
        self._pressed = None
        self.viewport().update()
        return carry

    def _scroll_on(self) -> None:
        """Near the edge the board scrolls under the hand."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        step = 0
        if self._hand.y() < 28:
            step = -(28 - self._hand.y())
        elif self._hand.y() > height - 28:
            step = self._hand.y() - height + 28
        if step and self.carry is not None:
            bar.setValue(bar.value() + max(-40, min(40, step)))
            self.carry_to(self._hand)
            self.viewport().update()

    # --- tables ---

    def _where(self, point: QPoint) -> tuple[int, int]:
        size, at = self.plan.size, QPointF(point + self.offset())
        top = (
            self.plan.by_table[NOBODY].rect.height() + round(12 * self.plan.unit) if NOBODY in self.plan.by_table else 0
        )
        x = round(1000 * at.x() / max(1, size.width()))
        return max(0, min(1000, x)), max(0, min(1000, round(1000 * (at.y() - top) / max(1, size.height() - top))))

    def _drag_table(self, point: QPoint) -> None:
        bay: Bay | None = self.plan.by_table.get(self._table)
        if bay is not None:
            self._hand = point
            self.ghost = bay.rect.translated(point + self.offset() - bay.head.center())
            self.viewport().update()

    def _drop_table(self, point: QPoint) -> None:
        pressed = self._pressed or point
        if (point - pressed).manhattanLength() >= QApplication.startDragDistance():
            self.table_dragged.emit(self._table, *self._where(point))
