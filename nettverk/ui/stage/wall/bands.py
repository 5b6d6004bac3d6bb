"""A message in a band below the picture, with the clock where the picture has none of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from nettverk.domain.wall.walls import Face, Mood, Wall
from nettverk.ui.stage.wall import chrome
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.text_layout import block, width_of

_LOW, _HIGH, _LONG = 0.15, 0.27, 90
"""A band's share of the screen's height, for a short message and for one of more letters than this."""


def share(wall: Wall) -> float:
    """How much of the screen's height the band takes."""
    return _HIGH if len(wall.band) > _LONG else _LOW


def _area(c: Canvas, wall: Wall) -> QRectF:
    high = c.h * share(wall)
    return QRectF(0, c.h - high, c.w, high)


def clock_area(c: Canvas, wall: Wall) -> QRectF:
    """Where the clock stands in the band, in the canvas's coordinates: always the same, so that only it is drawn."""
    area = _area(c, wall)
    wide = width_of("000.00", c.h * 0.085 + 1, "semibold") + c.h * 0.06
    return QRectF(c.right - wide, area.top() + area.height() * 0.06, wide, area.height() * 0.9)


def draw(c: Canvas, wall: Wall) -> None:
    """Draw the band's ground, an edge in the accent, and the message."""
    area = _area(c, wall)
    c.painter.fillRect(area, c.colour("ground"))
    thick = max(3.0, c.h * 0.006)
    c.painter.fillRect(QRectF(area.left(), area.top(), area.width(), thick), c.colour("accent"))
    width = c.inner - clock_area(c, wall).width() - c.h * 0.03
    pixels = c.h * 0.07
    words = block(wall.band, width, pixels, "semibold", leading=1.14)
    while words.height > area.height() - thick - c.h * 0.02 and pixels > c.small:
        pixels = max(c.small, pixels * 0.94)
        words = block(wall.band, width, pixels, "semibold", leading=1.14)
    c.put(words, c.left, area.top() + thick + (area.height() - thick - words.height) / 2)


def clock(c: Canvas, wall: Wall, face: Face) -> None:
    """Draw the clock in the band: figures, and the shape of its step."""
    area = clock_area(c, wall)
    figures = c.one(face.text, c.h * 0.085, "semibold")
    middle = area.center().y()
    c.put(
        figures, area.left(), middle - figures.height / 2, chrome.figures_token(face.mood), align="right",
        width=area.width(),
    )  # fmt: skip
    if face.mood != Mood.CALM:
        side = c.h * 0.034
        chrome.mood(c, face.mood, area.right() - figures.width - side * 1.4, middle - side / 2, side)
