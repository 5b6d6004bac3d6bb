"""Signs on the cards: a quiet, readable hue for each service beside its shape, an icon for each task."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QColor

from nettverk.domain.registry import SHAPES
from nettverk.ui.common.contrast import contrast, luminance

# Hue in degrees for each shape; kindergartens, who are most, in the ink's own blue-green.
_HUES = dict(zip(SHAPES, (190, 285, 28, 222, 342, 150, 52, 262, 205, 0, 95), strict=True))
TASK_ICONS = {"leader": "mic", "timekeeper": "clock", "secretary": "notebook-pen", "cafe_host": "coffee"}
_READABLE = 4.5


@cache
def service_colour(shape: str, ground: str) -> QColor:
    """The colour of a service's shape on a ground (``#rrggbb``), at least 4.5:1."""
    back = QColor(ground)
    dark = luminance(back) < 0.2
    saturation = 0.0 if shape == "ring" else (0.5 if dark else 0.62)
    lightness = 0.62 if dark else 0.42
    colour = QColor.fromHslF(_HUES.get(shape, 0) / 360, saturation, lightness)
    while contrast(colour, back) < _READABLE and 0.05 < lightness < 0.95:
        lightness += 0.02 if dark else -0.02
        colour = QColor.fromHslF(_HUES.get(shape, 0) / 360, saturation, lightness)
    return colour
