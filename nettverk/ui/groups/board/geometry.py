"""Where each row of the board's model stands, and which row is beside which."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractItemView

from nettverk.services.groups.board import NOBODY, Board
from nettverk.ui.groups.board import layout
from nettverk.ui.groups.board.layout import WAITING_GAP, BoardLayout, Detail, TableArea, TableSize
from nettverk.ui.groups.board.model import BoardModel, ItemKind

_NEARLY_LEVEL = 4
"""Pixels two things may differ and still count as standing on one line."""
_STRAIGHT_FIRST = 6
"""How much more a pixel to the side costs than one straight ahead, when the nearest neighbour is looked for."""

_NOWHERE = 1 << 30
"""A distance longer than any board: there is nothing in that direction."""


def scroll_offset(view: QAbstractItemView) -> QPoint:
    """What to add to a point of the viewport to get the point of the board that is seen there."""
    return QPoint(view.horizontalOffset(), view.verticalOffset())


class BoardGeometry:
    """The layout of a ``BoardModel``, asked by row instead of by table.

    All rectangles and points are in the board's own coordinates; see ``scroll_offset``.

    Attributes:
        layout: the tables laid out. zoom: 1.0 for cards of the usual size.
        on_floor: tables stand where they are in the room, instead of in columns.
    """

    def __init__(self, model: BoardModel) -> None:
        self._model = model
        self.layout = BoardLayout()
        self.zoom = 1.0
        self.on_floor = False

    # --- laying out ---

    def arrange(self, room: QSize, text_scale: float) -> None:
        """Place everything anew in so many pixels; what is too high is scrolled."""
        board = self._model.board
        if board is None or not board.tables:
            self.layout = BoardLayout()
        elif self.on_floor:
            positions = [table.place for table in board.tables]
            self.layout = layout.lay_out_floor(_sizes(board), positions, room, zoom=self.zoom, scale=text_scale)
        else:
            self.layout = layout.lay_out_columns(_sizes(board), room.width(), self.zoom, text_scale)
        self._model.has_tips = self.layout.detail != Detail.FULL

    def zoom_showing_all(self, room: QSize, text_scale: float, most: float) -> float:
        """The largest zoom, up to ``most``, at which every table is seen in so many pixels."""
        board = self._model.board
        if board is None or not board.tables:
            return self.zoom
        positions = [table.place for table in board.tables] if self.on_floor else None
        return layout.zoom_that_fits(_sizes(board), room, text_scale, most, positions)

    # --- where things stand ---

    def rect_of(self, row: int) -> QRect:
        """Where a row of the model stands; null for a row that is not there."""
        if not 0 <= row < len(self._model.items):
            return QRect()
        item = self._model.items[row]
        area = self.layout.by_table.get(item.table)
        if area is None:
            return QRect()
        if item.kind is ItemKind.TABLE:
            return area.head
        number = row - self._model.row_of_table(item.table) - 1
        return area.cards[number] if number < len(area.cards) else QRect()

    def row_at(self, point: QPoint) -> int:
        """The row under a point; −1 between the cards."""
        area = self.layout.area_at(point)
        if area is None:
            return -1
        table_row = self._model.row_of_table(area.table)
        for row, card in enumerate(area.cards, start=table_row + 1):
            if card.contains(point):
                return row
        return table_row if area.head.contains(point) else -1

    def cards_touching(self, rect: QRect) -> list[int]:
        """The rows of the cards that a rectangle touches."""
        return [
            row
            for area in self.layout.areas
            if area.rect.intersects(rect)
            for row, card in enumerate(area.cards, start=self._model.row_of_table(area.table) + 1)
            if card.intersects(rect)
        ]

    # --- what is beside what ---

    def row_beside(self, row: int, sideways: int, down: int) -> int:
        """The nearest row in a direction, straight ahead before near by; the same row where there is none."""
        here = self.rect_of(row).center()
        nearest, shortest = row, _NOWHERE
        for other in range(len(self._model.items)):
            distance = _distance(here, self.rect_of(other).center(), sideways, down)
            if distance < shortest:
                nearest, shortest = other, distance
        return nearest

    def table_beside(self, table: int, sideways: int, down: int) -> int | None:
        """The nearest table in a direction, or None where there is none."""
        area = self.layout.by_table.get(table)
        if area is None:
            return None
        here = area.rect.center()

        def distance(other: TableArea) -> int:
            return _distance(here, other.rect.center(), sideways, down)

        nearest = min(self.layout.areas, key=distance)
        return nearest.table if distance(nearest) < _NOWHERE else None

    def floor_position(self, point: QPoint) -> tuple[int, int]:
        """A point of the floor plan as thousandths of the room's width and height, as ``table_places`` stores it."""
        size, waiting = self.layout.size, self.layout.by_table.get(NOBODY)
        top = waiting.rect.height() + round(WAITING_GAP * self.layout.scale) if waiting is not None else 0
        x = round(1000 * point.x() / max(1, size.width()))
        y = round(1000 * (point.y() - top) / max(1, size.height() - top))
        return max(0, min(1000, x)), max(0, min(1000, y))


def _distance(here: QPoint, there: QPoint, sideways: int, down: int) -> int:
    """How far it is to somewhere in a direction (−1, 0 or 1 each way)."""
    offset = there - here
    along = offset.x() * sideways if sideways else offset.y() * down
    across = abs(offset.y() if sideways else offset.x())
    return along + _STRAIGHT_FIRST * across if along > _NEARLY_LEVEL else _NOWHERE


def _sizes(board: Board) -> list[TableSize]:
    """What each table asks for; the absent keep their card where they would have sat."""
    absent = [table for _participant, table in board.absent]
    tables = [
        TableSize(number, len(board.at[number]) + absent.count(number), table.seats)
        for number, table in enumerate(board.tables)
    ]
    return [TableSize(NOBODY, len(board.unseated), 0), *tables] if board.unseated else tables
