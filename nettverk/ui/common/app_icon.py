"""The program's own icon: the four parts of a gathering, in their shapes and hues, on paper."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from nettverk.ui.common import shapes
from nettverk.ui.common.theme import Theme

SIZES = (16, 24, 32, 48, 64, 128, 256)


def app_icon() -> QIcon:
    """The icon at every size a system asks for."""
    paper = Theme.load("light")
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(_drawn(size, paper))
    return icon


def _drawn(size: int, paper: Theme) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(paper.colour("card")))
    edge = size * 0.03
    painter.drawRoundedRect(QRectF(edge, edge, size - 2 * edge, size - 2 * edge), size * 0.2, size * 0.2)
    side, gap = size * 0.32, size * 0.08
    first = (size - 2 * side - gap) / 2
    for number in range(1, 5):
        column, line = (number - 1) % 2, (number - 1) // 2
        place = QRectF(first + column * (side + gap), first + line * (side + gap), side, side)
        shapes.paint(painter, place, shapes.part_shape(number), paper.part(number))
    painter.end()
    return picture


def name_process() -> None:
    """On Windows the task bar groups windows by this name; without it they stand under Python's icon."""
    if sys.platform == "win32":
        from ctypes import windll

        windll.shell32.SetCurrentProcessExplicitAppUserModelID("Nettverk")
