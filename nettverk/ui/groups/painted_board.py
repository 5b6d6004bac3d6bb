"""The board as it is seen: tables from their pictures, and over them who is chosen, lit up, met before and carried."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPaintEvent

from nettverk.i18n import _
from nettverk.services.groups import effects
from nettverk.ui.groups.board_view import BoardView


class PaintedBoard(BoardView):
    """A board view that paints itself."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tables from their pictures, then the rings, then what is carried."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.offset())
        area = event.rect().translated(self.offset())
        lifted: Collection[int] = self.carry.people if self.carry else self.cut
        shown = [bay for bay in self.plan.bays if bay.rect.adjusted(-4, -4, 4, 4).intersects(area)]
        for bay in shown:
            self.painting.table(painter, bay, self.plan, lifted)
            if self.lit is not None:
                self._shade(painter, bay.table)
        for person in self.known:
            rect = self.place_of(self.index_of(person))
            if rect.intersects(area):
                self.painting.met(painter, rect, self.plan)
        self._paint_places(painter)
        self._paint_rings(painter, area)
        self._paint_carry(painter)
        if self.ghost is not None:
            self.painting.ring(painter, self.ghost, "accent", self.plan, dashed=True)
        painter.end()

    def _shade(self, painter: QPainter, table: int) -> None:
        bay, first = self.plan.by_table[table], self.people.row_of["table", table] + 1
        for number, rect in enumerate(bay.cards):
            item = self.people.items[first + number]
            if item.kind == "person" and item.who in (self.lit or ()):
                self.painting.light(painter, rect, self.plan)
            elif self.lit and self.searching:
                self.painting.shade(painter, rect)

    def _paint_rings(self, painter: QPainter, area: QRect) -> None:
        for index in self.selectionModel().selectedIndexes():
            rect = self.place_of(index)
            if rect.intersects(area):
                self.painting.ring(painter, rect, "accent", self.plan)
        current = self.currentIndex()
        if current.isValid() and self.hasFocus():
            self.painting.ring(painter, self.place_of(current).adjusted(-1, -1, 1, 1), "focus", self.plan)

    def _paint_places(self, painter: QPainter) -> None:
        if self.carry is not None:
            target = self.carry.target
            bay = self.plan.by_table.get(target.table) if target else None
            if bay is not None and target is not None:
                swap = self.index_of(target.swap_with) if target.swap_with is not None else None
                rect = self.place_of(swap) if swap is not None else bay.rect.adjusted(1, 1, -1, -1)
                self.painting.ring(painter, rect, "accent", self.plan, dashed=swap is None)
            return
        for number, place in enumerate(self.places, start=1):
            bay = self.plan.by_table.get(place.table)
            if bay is not None:
                self.painting.ring(painter, bay.rect.adjusted(1, 1, -1, -1), "ok", self.plan, dashed=True)
                self.painting.badge(painter, bay.rect.topRight() + QPoint(4, -4), str(number), "ok")

    def _paint_carry(self, painter: QPainter) -> None:
        carry = self.carry
        if carry is None:
            return
        corner = carry.at - carry.grip
        painter.setOpacity(0.96)
        painter.drawPixmap(corner, carry.picture)
        painter.setOpacity(1.0)
        text, token = self.carry_words()
        if text:
            size = carry.picture.size() / carry.picture.devicePixelRatioF()
            self.painting.badge(painter, corner + QPoint(size.width() + 40, size.height() + 2), text, token)

    def carry_words(self) -> tuple[str, str]:
        """What dropping here would do, and the colour to say it in."""
        carry, board = self.carry, self.board
        if carry is None or carry.target is None or board is None or not carry.moves(carry.target):
            return "", "mute"
        change = carry.effect(carry.target)
        words = (
            effects.words(change, effects.overfull(board, carry.moves(carry.target))) if board.kind == "mixed" else ""
        )
        if carry.target.swap_with is not None:
            name = board.people[carry.target.swap_with].name
            swap = _("Bytt med {name}").format(name=name)
            words = f"{swap}: {words}" if words else swap
        tone = effects.tone(change, board.problem.order) if board.kind == "mixed" else ""
        return words or self.people.table_title(carry.target.table), tone or "mute"
