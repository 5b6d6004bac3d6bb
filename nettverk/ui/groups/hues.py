"""Signs on the cards: a quiet, readable hue for each service beside its shape, an icon for each task."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor

from nettverk.domain.registry import SHAPES

# Hue in degrees for each shape; kindergartens, who are most, in the ink's own blue-green.
_HUES = dict(zip(SHAPES, (190, 285, 28, 222, 342, 150, 52, 262, 205, 0), strict=True))
TASK_ICONS = {"leader": "mic", "timekeeper": "clock", "secretary": "notebook-pen", "cafe_host": "coffee"}
_READABLE = 4.5


@cache
def service_colour(shape: str, ground: str) -> QColor:
    """The colour of a service's shape on a ground (``#rrggbb``), at least 4.5:1."""
    back = QColor(ground)
    dark = _luminance(back) < 0.2
    saturation = 0.0 if shape == "ring" else (0.5 if dark else 0.62)
    lightness = 0.62 if dark else 0.42
    colour = QColor.fromHslF(_HUES.get(shape, 0) / 360, saturation, lightness)
    while _contrast(colour, back) < _READABLE and 0.05 < lightness < 0.95:
        lightness += 0.02 if dark else -0.02
        colour = QColor.fromHslF(_HUES.get(shape, 0) / 360, saturation, lightness)
    return colour


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(colour: QColor, other: QColor) -> float:
    a, b = sorted((_luminance(colour), _luminance(other)))
    return (b + 0.05) / (a + 0.05)
