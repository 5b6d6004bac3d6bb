"""Walls that may be shown soon are laid out and drawn once where nobody sees it.

Letters and columns are measured then, and the measures are kept, so that the key that shows the wall need not wait.
"""

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
"""Time for keys between one wall and the next."""


class Prerender:
    """Draws what is expected, one wall at a time, when nothing else is to be done."""

    def __init__(self, owner: QWidget) -> None:
        self._timer = QTimer(owner)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BETWEEN_MS)
        self._timer.timeout.connect(self._draw_next)
        self._walls: list[Wall] = []
        self._size, self._theme = QSize(), Theme.load("dark")

    def expect(self, walls: Iterable[Wall], size: QSize, theme: Theme) -> None:
        """Draw these walls at this size soon; what was expected before is dropped.

        Slides are left out: the shelf draws their pages ahead in a thread of its own.
        """
        self._walls = [wall for wall in walls if not isinstance(wall, Slides)]
        self._size, self._theme = size, theme
        self._timer.start()

    def stop(self) -> None:
        """Drop what is expected; no timer is left running."""
        self._walls = []
        self._timer.stop()

    @property
    def waiting(self) -> int:
        """How many walls are still to be drawn."""
        return len(self._walls)

    def _draw_next(self) -> None:
        if not self._walls:
            return
        wall = self._walls.pop(0)
        # The picture is thrown away. What stays is in the caches of the fonts and of the columns.
        picture = QPixmap(self._size)
        painter = QPainter(picture)
        canvas = Canvas(painter, self._size.width(), self._size.height(), self._theme)
        paint(canvas, wall)
        paint_face(canvas, wall)
        painter.end()
        if self._walls:
            self._timer.start()
