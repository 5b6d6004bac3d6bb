"""The municipality's logo on the first and the last wall of the day."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from nettverk.ui.stage.wall.canvas import Canvas

_HEIGHT, _WIDTH = 0.1, 0.34
"""Of the screen's height; a wide logo is as wide as it may be, a tall one as tall."""


@lru_cache(maxsize=2)
def _picture(data: bytes) -> QImage:
    return QImage.fromData(data)


def draw(c: Canvas, logo: bytes, right: float, bottom: float, least: float) -> None:
    """Draw a logo with its lower right corner there, on white: it was made for paper, and is seen on any wall.

    Args:
        least: what stands to the left reaches to here; a logo is smaller rather than over it.
    """
    picture = _picture(logo) if logo else QImage()
    room = min(c.h * _WIDTH, right - least - c.h * 0.03)
    if picture.isNull() or room < c.h * 0.05:
        return
    scale = min(c.h * _HEIGHT / picture.height(), room / picture.width())
    w, h, pad = picture.width() * scale, picture.height() * scale, c.h * 0.014
    place = QRectF(right - w - pad, bottom - h - pad, w, h)
    c.painter.setPen(Qt.PenStyle.NoPen)
    c.painter.setBrush(Qt.GlobalColor.white)
    c.painter.drawRoundedRect(place.adjusted(-pad, -pad, pad, pad), pad * 0.6, pad * 0.6)
    c.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    c.painter.drawImage(place, picture)
