"""A QR code beside a message that has a link in it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from nettverk.services import qr
from nettverk.ui.stage.wall.canvas import Canvas

_QUIET = 4
"""Squares of white around a code, as its standard asks for."""


def draw(c: Canvas, text: str) -> float:
    """Draw the code of the first link in a text, at the right; returns the width it takes, 0 where there is none."""
    link = qr.link_in(text)
    squares = qr.modules(link) if link else ()
    if not squares:
        return 0.0
    count = len(squares) + 2 * _QUIET
    # Whole pixels for each square: a camera at the back of the hall finds edges that are sharp.
    side = max(1, int(min(c.h * 0.66, c.inner * 0.42) / count))
    whole = side * count
    x, y = round(c.right - whole), round((c.h - whole) / 2)
    painter = c.painter
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    # Always dark on white, whatever the wall's look: not every phone reads it the other way.
    painter.fillRect(QRectF(x, y, whole, whole), Qt.GlobalColor.white)
    for row, line in enumerate(squares):
        for column, dark in enumerate(line):
            if dark:
                place = (x + (column + _QUIET) * side, y + (row + _QUIET) * side)
                painter.fillRect(*place, side, side, Qt.GlobalColor.black)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    return whole + c.h * 0.05
