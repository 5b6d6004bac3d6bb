"""Walls that may come are laid out and drawn once where nobody sees it: letters and columns are measured before the key
is pressed, not after."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from nettverk.domain.wall.walls import Slides, Wall
from nettverk.ui.common.theme import Theme
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.painting import paint, paint_face

BETWEEN_MS = 30
"""Room for keys between one wall and the next."""


class Prerender:
    """Draws what is expected, one wall at a time, when nothing else is to be done."""

    def __init__(self, owner: QWidget) -> None:
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BETWEEN_MS)
        self._timer.timeout.connect(self._next)
        self._left: list[Wall] = []
        self._size, self._theme = QSize(), Theme.load("dark")

    def expect(self, walls: Iterable[Wall], size: QSize, theme: Theme) -> None:
        """These may come, at this size; what was expected before is let go."""
        self._left = [wall for wall in walls if not isinstance(wall, Slides)]
        self._size, self._theme = size, theme
        self._timer.start()

    def stop(self) -> None:
        """Nothing is expected any more."""
        self._left = []
        self._timer.stop()

    @property
    def left(self) -> int:
        """How many are still to be drawn."""
        return len(self._left)

    def _next(self) -> None:
        if not self._left:
            return
        wall = self._left.pop(0)
        picture = QPixmap(self._size)
        painter = QPainter(picture)
        canvas = Canvas(painter, self._size.width(), self._size.height(), self._theme)
        paint(canvas, wall)
        paint_face(canvas, wall)
        painter.end()
        if self._left:
            self._timer.start()
