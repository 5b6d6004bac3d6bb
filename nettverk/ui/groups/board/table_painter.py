"""How tables look. A table is drawn once into a picture, and again only when something in it changes."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap

from nettverk.domain.groups import Tone
from nettverk.services.groups.board import NOBODY
from nettverk.ui.groups.board.card_painter import CardPainter
from nettverk.ui.groups.board.layout import BoardLayout, Detail, TableArea
from nettverk.ui.groups.board.model import BoardModel, Item, ItemKind
from nettverk.ui.groups.board.name_forms import fitted
from nettverk.ui.groups.board.style import LEFT, MIDDLE, RIGHT, BoardStyle


class TablePainter:
    """Draws the tables of a ``BoardModel`` with their people; keeps a picture of each.

    Attributes:
        on_floor: tables are round and stand on a floor plan, instead of in columns.
    """

    def __init__(self, model: BoardModel, style: BoardStyle, cards: CardPainter) -> None:
        self._model, self._style, self._cards = model, style, cards
        self._pictures: dict[int, tuple[object, QPixmap]] = {}
        self.on_floor = False

    def forget(self) -> None:
        """Throw away the kept pictures: the look has changed in a way their keys do not tell."""
        self._pictures.clear()

    def draw(self, painter: QPainter, area: TableArea, layout: BoardLayout, lifted: Collection[int]) -> None:
        """Draw a table where it stands; ``lifted`` people are being moved and leave a gap."""
        ratio = painter.device().devicePixelRatioF()
        key = self._key(area, layout, lifted, ratio)
        cached = self._pictures.get(area.table)
        if cached is None or cached[0] != key:
            picture = QPixmap(round(area.rect.width() * ratio), round(area.rect.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            inside = QPainter(picture)
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            inside.translate(-area.rect.topLeft())
            self._draw(inside, area, layout, lifted)
            inside.end()
            cached = (key, picture)
            self._pictures[area.table] = cached
        painter.drawPixmap(area.rect.topLeft(), cached[1])

    def _key(self, area: TableArea, layout: BoardLayout, lifted: Collection[int], ratio: float) -> object:
        """Everything the picture depends on: the same key means the same pixels."""
        board = self._model.board
        if board is None:
            return None
        people = tuple(
            (item.kind, self._model.participant(item),
             item.who in board.locked, board.roles.get(item.who, ""), item.who in lifted)
            for item in self._items(area)
        )  # fmt: skip
        note = self._model.notes[area.table] if area.table != NOBODY else None
        shape = (area.rect.size().toTuple(), area.head.size().toTuple(), len(area.cards), len(area.empty))
        words = (self._model.table_title(area.table), self._model.count_text(area.table))
        pairs = self._model.pairs_at(area.table)
        return people, pairs, note, shape, words, layout.detail, layout.scale, self.on_floor, ratio

    def _items(self, area: TableArea) -> list[Item]:
        start = self._model.row_of_table(area.table) + 1
        return self._model.items[start : start + len(area.cards)]

    def _draw(self, painter: QPainter, area: TableArea, layout: BoardLayout, lifted: Collection[int]) -> None:
        if self.on_floor and area.table != NOBODY:
            self._draw_round(painter, area, layout)
        else:
            self._draw_column(painter, area, layout)
        if layout.detail is not Detail.DOTS and not self.on_floor:
            self._draw_pair_lines(painter, area, layout)
        for rect in area.empty:
            self._draw_chair(painter, rect, layout)
        for rect, item in zip(area.cards, self._items(area), strict=True):
            if item.kind is ItemKind.PERSON and item.who in lifted:
                self._draw_chair(painter, rect, layout)
            else:
                self._cards.draw(painter, rect, item, layout)

    # --- columns ---

    def _draw_column(self, painter: QPainter, area: TableArea, layout: BoardLayout) -> None:
        theme, scale = self._style.theme, layout.scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("panel"))
        painter.drawRoundedRect(QRectF(area.rect), 10 * scale, 10 * scale)
        self._draw_head(painter, area, layout)
        if area.foot.height() and area.table != NOBODY:
            self._draw_foot(painter, area, layout)
        elif area.table != NOBODY and self._model.has_trouble(area.table):
            self._draw_warning(painter, QPointF(area.rect.right() - 9 * scale, area.rect.top() + 9 * scale), layout)

    def _draw_head(self, painter: QPainter, area: TableArea, layout: BoardLayout) -> None:
        theme, scale, fonts = self._style.theme, layout.scale, self._style.fonts(layout)
        head = area.head.adjusted(round(4 * scale), round(4 * scale), -round(4 * scale), 0)
        waiting, small = area.table == NOBODY, layout.detail is Detail.DOTS
        count = "" if small and not self._model.seats_differ(area.table) else self._model.count_text(area.table)
        painter.setFont(fonts.small)
        painter.setPen(theme.colour("warn" if waiting else "mute"))
        painter.drawText(head, RIGHT, count)
        painter.setPen(theme.colour("warn" if waiting else "ink"))
        room = head.width() - fonts.small_metrics.horizontalAdvance(count) - 8 * scale
        title = self._model.short_title(area.table) if small else self._model.table_title(area.table)
        font, words = fitted(title, fonts.head, room, person=False, steps=2)
        painter.setFont(font)
        painter.drawText(head, LEFT, words)

    def _draw_foot(self, painter: QPainter, area: TableArea, layout: BoardLayout) -> None:
        theme, scale, fonts = self._style.theme, layout.scale, self._style.fonts(layout)
        note = self._model.notes[area.table]
        warns = note.tone is Tone.WARN
        font = QFont(fonts.small)
        font.setWeight(QFont.Weight.DemiBold if warns and (note.same_unit or note.broken) else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(theme.colour("warn" if warns else "mute"))
        foot = area.foot.adjusted(round(4 * scale), 0, 0, -round(2 * scale))
        words = fonts.small_metrics.elidedText(note.text, Qt.TextElideMode.ElideRight, foot.width())
        painter.drawText(foot, LEFT, words)

    def _draw_pair_lines(self, painter: QPainter, area: TableArea, layout: BoardLayout) -> None:
        """A line along those who talk in pairs first."""
        start, scale = 0, layout.scale
        pen = QPen(self._style.theme.colour("accent", 0.6), max(2.0, 3 * scale))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for pair in self._model.pairs_at(area.table):
            cards = area.cards[start : start + len(pair)]
            start += len(pair)
            if len(cards) > 1:
                x = area.rect.left() + (cards[0].left() - area.rect.left()) / 2
                top, bottom = cards[0].top() + 8 * scale, cards[-1].bottom() - 8 * scale
                painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    # --- the floor plan ---

    def _draw_round(self, painter: QPainter, area: TableArea, layout: BoardLayout) -> None:
        theme, scale, board = self._style.theme, layout.scale, self._model.board
        painter.setPen(QPen(theme.colour("edge"), max(1.0, 1.2 * scale)))
        painter.setBrush(theme.colour("panel"))
        disc = QRectF(area.head).adjusted(4, 4, -4, -4)
        painter.drawEllipse(disc)
        painter.setFont(self._style.fonts(layout).head)
        painter.setPen(theme.colour("ink"))
        painter.drawText(disc, MIDDLE, str(board.tables[area.table].number) if board is not None else "")
        if self._model.has_trouble(area.table):
            self._draw_warning(painter, QPointF(disc.center().x(), disc.bottom() - 12 * scale), layout)

    # --- both ---

    def _draw_warning(self, painter: QPainter, centre: QPointF, layout: BoardLayout) -> None:
        """Something is wrong at this table, and there is no room to say what."""
        size = max(9.0, 14 * layout.scale)
        box = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        self._style.draw_icon(painter, "triangle-alert", box, "warn")

    def _draw_chair(self, painter: QPainter, rect: QRect, layout: BoardLayout) -> None:
        """An empty chair: a quiet dashed outline."""
        painter.setPen(QPen(self._style.theme.colour("edge", 0.55), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        if layout.detail is Detail.DOTS:
            side = min(box.width(), box.height()) * 0.62
            painter.drawEllipse(QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side))
        else:
            painter.drawRoundedRect(box, 6 * layout.scale, 6 * layout.scale)
