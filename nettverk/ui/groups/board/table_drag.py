"""Tables dragged about on the floor plan."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView, QApplication

from nettverk.services.groups.board import NOBODY
from nettverk.ui.groups.board.commands import BoardCommands
from nettverk.ui.groups.board.geometry import BoardGeometry, scroll_offset


class TableDrag:
    """Takes hold of one table, shows an outline where it would stand, and leaves it there.

    Points are in the viewport's coordinates.

    Attributes:
        outline: where the table would stand, in the board's own coordinates; None while it has not been moved.
    """

    def __init__(self, view: QAbstractItemView, geometry: BoardGeometry, commands: BoardCommands) -> None:
        self._view, self._geometry, self._commands = view, geometry, commands
        self._table, self._start = NOBODY, QPoint()
        self.outline: QRect | None = None

    @property
    def active(self) -> bool:
        """Whether a table is held, moved or not."""
        return self._table != NOBODY

    def begin(self, table: int, point: QPoint) -> bool:
        """Take hold of a table; False where tables stand in columns, which is no place to move them about."""
        if not self._geometry.on_floor or table == NOBODY:
            return False
        self._table, self._start = table, point
        return True

    def move_to(self, point: QPoint) -> None:
        """Follow the hand to a point with the outline."""
        area = self._geometry.layout.by_table.get(self._table)
        if area is not None:
            self.outline = area.rect.translated(point + scroll_offset(self._view) - area.head.center())
            self._view.viewport().update()

    def drop(self, point: QPoint) -> None:
        """Leave the table here; a plain click leaves it where it was."""
        table = self._table
        self.cancel()
        if (point - self._start).manhattanLength() >= QApplication.startDragDistance():
            position = self._geometry.floor_position(point + scroll_offset(self._view))
            self._commands.place_table(table, *position)

    def cancel(self) -> None:
        """Let go of the table: it stays where it was."""
        self._table, self.outline = NOBODY, None
