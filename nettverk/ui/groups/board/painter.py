"""The board as it is seen: tables from their pictures, and over them who is chosen, lit up, met before and dragged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from nettverk.ui.common.theme import Theme
from nettverk.ui.groups.board.card_painter import CardPainter
from nettverk.ui.groups.board.dragged import DraggedPeople
from nettverk.ui.groups.board.geometry import BoardGeometry
from nettverk.ui.groups.board.highlights import BoardHighlights
from nettverk.ui.groups.board.layout import TableArea
from nettverk.ui.groups.board.marks import MarkPainter
from nettverk.ui.groups.board.model import BoardModel, ItemKind
from nettverk.ui.groups.board.style import BoardStyle
from nettverk.ui.groups.board.table_painter import TablePainter

_RING = 4
"""Pixels that a ring reaches beyond the table or card it is round."""


@dataclass(frozen=True, slots=True)
class Gestures:
    """What the user is doing on the board while it is painted.

    Attributes:
        chosen: rows of those who are chosen. focused: the row that shows the keyboard's focus, or −1.
        taken: people taken out with Ctrl+X. dragged: people who follow the hand, or None.
        outline: a rectangle that is being drawn, or where a held table would stand.
    """

    chosen: Sequence[int] = ()
    focused: int = -1
    taken: Collection[int] = ()
    dragged: DraggedPeople | None = None
    outline: QRect | None = None


class BoardPainter:
    """Draws a board in its own coordinates."""

    def __init__(self, model: BoardModel, geometry: BoardGeometry, highlights: BoardHighlights, theme: Theme) -> None:
        self._model, self._geometry, self._highlights = model, geometry, highlights
        self._style = BoardStyle(theme)
        self._cards = CardPainter(model, self._style)
        self._tables = TablePainter(model, self._style, self._cards)
        self._marks = MarkPainter(self._style)

    @property
    def theme(self) -> Theme:
        """The look it draws in, at the user's text size."""
        return self._style.theme

    def set_theme(self, theme: Theme) -> None:
        """Draw in another look or text size from now on."""
        self._style.set_theme(theme)
        self._tables.forget()

    def set_floor(self, on_floor: bool) -> None:
        """Draw round tables on a floor plan, or columns."""
        self._tables.on_floor = on_floor
        self._cards.shows_roles = not on_floor
        self.forget()

    def forget(self) -> None:
        """Throw away every kept picture, font and icon, so that the next paint makes them anew."""
        self._style.forget()
        self._tables.forget()

    def paint(self, painter: QPainter, exposed: QRect, gestures: Gestures) -> None:
        """Draw the part of the board that is exposed: tables, then rings, then what is dragged."""
        layout, highlights = self._geometry.layout, self._highlights
        lifted = gestures.dragged.people if gestures.dragged is not None else gestures.taken
        for area in layout.areas:
            if area.rect.adjusted(-_RING, -_RING, _RING, _RING).intersects(exposed):
                self._tables.draw(painter, area, layout, lifted)
                if highlights.lit is not None:
                    self._paint_search(painter, area, highlights.lit)
        for person in highlights.met:
            rect = self._geometry.rect_of(self._model.row_of_person(person))
            if rect.intersects(exposed):
                self._marks.met_band(painter, rect, layout)
        if gestures.dragged is not None:
            self._paint_target(painter, gestures.dragged)
        else:
            self._paint_places(painter)
        # Rings come after every table: a ring is wider than its card and would be cut by the next table.
        self._paint_rings(painter, exposed, gestures)
        if gestures.dragged is not None:
            self._paint_dragged(painter, gestures.dragged)
        if gestures.outline is not None:
            self._marks.ring(painter, gestures.outline, "accent", layout, dashed=True)

    def _paint_search(self, painter: QPainter, area: TableArea, lit: Collection[int]) -> None:
        first = self._model.row_of_table(area.table) + 1
        for rect, item in zip(area.cards, self._model.items[first : first + len(area.cards)], strict=True):
            if item.kind is ItemKind.PERSON and item.who in lit:
                self._marks.light(painter, rect, self._geometry.layout)
            elif lit and self._highlights.searching:
                self._marks.shade(painter, rect)

    def _paint_rings(self, painter: QPainter, exposed: QRect, gestures: Gestures) -> None:
        for row in gestures.chosen:
            rect = self._geometry.rect_of(row)
            if rect.intersects(exposed):
                self._marks.ring(painter, rect, "accent", self._geometry.layout)
        if gestures.focused >= 0:
            rect = self._geometry.rect_of(gestures.focused).adjusted(-1, -1, 1, 1)
            self._marks.ring(painter, rect, "focus", self._geometry.layout)

    def _paint_places(self, painter: QPainter) -> None:
        """The best places for the person in focus, numbered as the keys that take them."""
        for number, place in enumerate(self._highlights.places, start=1):
            area = self._geometry.layout.by_table.get(place.table)
            if area is not None:
                rect = area.rect.adjusted(1, 1, -1, -1)
                self._marks.ring(painter, rect, "ok", self._geometry.layout, dashed=True)
                self._marks.badge(painter, area.rect.topRight() + QPoint(4, -4), str(number), "ok")

    # --- dragging ---

    def _paint_target(self, painter: QPainter, dragged: DraggedPeople) -> None:
        """Where they would land: a table, or the person they would change places with."""
        target = dragged.target
        area = self._geometry.layout.by_table.get(target.table) if target is not None else None
        if target is None or area is None:
            return
        if target.swap_with is None:
            rect, dashed = area.rect.adjusted(1, 1, -1, -1), True
        else:
            rect, dashed = self._geometry.rect_of(self._model.row_of_person(target.swap_with)), False
        self._marks.ring(painter, rect, "accent", self._geometry.layout, dashed=dashed)

    def _paint_dragged(self, painter: QPainter, dragged: DraggedPeople) -> None:
        corner = dragged.hand - dragged.grip
        painter.setOpacity(0.96)
        painter.drawPixmap(corner, dragged.picture)
        painter.setOpacity(1.0)
        label = dragged.label()
        if label.text:
            size = dragged.picture.size() / dragged.picture.devicePixelRatioF()
            badge = corner + QPoint(size.width() + 40, size.height() + 2)
            self._marks.badge(painter, badge, label.text, label.tone or "mute")

    def picture_of_dragged(self, row: int, size: QSize, count: int, ratio: float) -> QPixmap:
        """A card lifted from the board, with how many come along; ``ratio`` is the screen's device pixel ratio."""
        layout = self._geometry.layout
        picture = QPixmap(round((size.width() + 12) * ratio), round((size.height() + 12) * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRect(QPoint(0, 0), size)
        self._marks.shadow(painter, card)
        self._cards.draw(painter, card, self._model.items[row], layout, dragged=True)
        self._marks.ring(painter, card.adjusted(1, 1, -1, -1), "accent", layout)
        if count > 1:
            self._marks.badge(painter, QPoint(card.right() + 4, 0), str(count), "accent")
        painter.end()
        return picture
