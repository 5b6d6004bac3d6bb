"""The shapes of parts and services on paper, drawn as on the screen (``ui/common/shapes.py``)."""

from __future__ import annotations

import math
from functools import lru_cache

from nettverk.printing.paths import Path

PART_SHAPES = ("circle", "diamond", "hexagon", "arrow")

Point = tuple[float, float]


def part_shape(number: int) -> str:
    """The shape of main part 1–4; empty for the rest."""
    return PART_SHAPES[number - 1] if 1 <= number <= 4 else ""


@lru_cache(maxsize=256)
def traced(shape: str, side: float) -> str:
    """The outline of a shape around zero, as PDF's operators; empty for a shape there is none of."""
    path = Path()
    return " ".join(path.code) if trace(path, shape, 0.0, 0.0, side) else ""


def trace(path: Path, shape: str, x: float, y: float, side: float) -> bool:
    """Trace a shape centred on (x, y) (y upwards); False for a shape there is none of."""
    r = side / 2
    if shape in {"circle", "ring"}:
        path.circle(x, y, r * 0.92)
        if shape == "ring":
            path.circle(x, y, r * 0.44)
        return True
    if shape == "square":
        path.rect(x - r * 0.84, y - r * 0.84, r * 1.68, r * 1.68)
        return True
    if shape == "drop":
        _drop(path, x, y, side)
        return True
    points = _points(shape, r)
    if not points:
        return False
    path.moveTo(x + points[0][0], y - points[0][1])
    for px, py in points[1:]:
        path.lineTo(x + px, y - py)
    path.close()
    return True


def _points(shape: str, r: float) -> list[Point]:
    """Corners around (0, 0), y downwards as on the screen."""
    if shape == "triangle":
        return [(px, py + 0.24 * r) for px, py in _regular(3, r * 1.08, -90)]
    if shape == "diamond":
        return _regular(4, r, -90)
    if shape == "pentagon":
        return [(px, py + 0.06 * r) for px, py in _regular(5, r, -90)]
    if shape == "hexagon":
        return _regular(6, r, 0)
    if shape == "star":
        pairs = zip(_regular(5, r * 1.04, -90), _regular(5, r * 0.48, -54), strict=True)
        return [(px, py + 0.06 * r) for pair in pairs for px, py in pair]
    if shape == "plus":
        a, b = r * 0.96, r * 0.3
        return [
            (-b, -a),
            (b, -a),
            (b, -b),
            (a, -b),
            (a, b),
            (b, b),
            (b, a),
            (-b, a),
            (-b, b),
            (-a, b),
            (-a, -b),
            (-b, -b),
        ]
    if shape == "hourglass":
        wide, tall = r * 0.84, r * 0.92
        return [(-wide, -tall), (wide, -tall), (-wide, tall), (wide, tall)]
    if shape == "arrow":
        top, left, right, neck, bite = r * 0.66, -r * 0.98, r * 0.98, r * 0.34, -r * 0.44
        return [(left, -top), (neck, -top), (right, 0), (neck, top), (left, top), (bite, 0)]
    return []


def _regular(corners: int, r: float, start: float) -> list[Point]:
    turns = (math.radians(start + 360 * number / corners) for number in range(corners))
    return [(r * math.cos(turn), r * math.sin(turn)) for turn in turns]


def _drop(path: Path, x: float, y: float, side: float) -> None:
    top, bottom, wide = y + side * 0.48, y - side * 0.48, side * 0.40
    path.moveTo(x, top)
    path.curveTo(x + wide * 0.35, top - side * 0.24, x + wide, top - side * 0.40, x + wide, top - side * 0.60)
    path.curveTo(x + wide, bottom + side * 0.12, x + wide * 0.55, bottom, x, bottom)
    path.curveTo(x - wide * 0.55, bottom, x - wide, bottom + side * 0.12, x - wide, top - side * 0.60)
    path.curveTo(x - wide, top - side * 0.40, x - wide * 0.35, top - side * 0.24, x, top)
    path.close()
