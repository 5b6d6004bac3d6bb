"""What shows where a page of a PDF cannot: a sentence, so that nobody thinks the projector is broken."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from nettverk.ui.common.theme import Theme


def placeholder(size: QSize, sentence: str) -> QImage:
    """A sentence on a quiet ground, in device pixels."""
    return _drawn(max(1, size.width()), max(1, size.height()), sentence)


@lru_cache(maxsize=4)
def _drawn(width: int, height: int, sentence: str) -> QImage:
    theme = Theme.load("dark")
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(theme.colour("ground"))
    painter = QPainter(image)
    font = theme.font(0)
    font.setPixelSize(max(10, min(width, height) // 18))
    painter.setFont(font)
    painter.setPen(theme.colour("mute"))
    margin = width / 10
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(QRectF(margin, 0, width - 2 * margin, height), flags, sentence)
    painter.end()
    return image
