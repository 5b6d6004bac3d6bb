"""The shapes that tell parts and services apart without colour."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

PART_SHAPES = ("circle", "diamond", "hexagon", "arrow")
_CORNERS = {"triangle": 3, "diamond": 4, "pentagon": 5}


def part_shape(number: int) -> str:
    """The shape of main part 1–4; empty for the rest."""
    return PART_SHAPES[number - 1] if 1 <= number <= 4 else ""


def path(shape: str, rect: QRectF) -> QPainterPath:
    """The outline of a shape inside a rectangle; an unknown or empty shape is an empty path."""
    side = min(rect.width(), rect.height())
    box = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
    outline = QPainterPath()
    if shape in {"circle", "ring"}:
        outline.addEllipse(_inset(box, 0.04))
        if shape == "ring":
            outline.addEllipse(_inset(box, 0.28))
    elif shape == "square":
        outline.addRect(_inset(box, 0.08))
    elif shape == "drop":
        _drop(outline, box)
    else:
        points = _points(shape, box)
        if points:
            outline.addPolygon(QPolygonF(points))
            outline.closeSubpath()
    return outline


def paint(painter: QPainter, rect: QRectF, shape: str, colour: QColor, filled: bool = True) -> None:
    """Draw a shape, filled or as an outline whose stroke keeps inside the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    if filled and shape != "ring":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(path(shape, rect))
    elif filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        ring = path(shape, rect)
        ring.setFillRule(Qt.FillRule.OddEvenFill)
        painter.drawPath(ring)
    else:
        stroke = max(1.5, side / 8)
        pen = QPen(colour, stroke)
        sharp = shape in {"star", "triangle", "drop", "arrow", "hourglass"}  # a mitre would run far over the edge
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if sharp else Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path(shape, rect.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)))
    painter.restore()


def icon(shape: str, colour: QColor, size: int = 16, filled: bool = True) -> QIcon:
    """A shape as an icon, for lists and combo boxes."""
    both = QIcon()
    # Drawn twice, so that the edges are sharp on fine screens too.
    for ratio in (1, 2):
        pixmap = QPixmap(QSize(size * ratio, size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint(painter, QRectF(0, 0, size * ratio, size * ratio), shape, colour, filled)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        both.addPixmap(pixmap)
    return both


def _inset(box: QRectF, part: float) -> QRectF:
    by = box.width() * part
    return box.adjusted(by, by, -by, -by)


def _points(shape: str, box: QRectF) -> list[QPointF]:
    # The shapes are drawn to look equally heavy, not equally wide: what is pointed is larger and sits a little lower.
    cx, cy, r = box.center().x(), box.center().y(), box.width() / 2
    if shape in _CORNERS:
        lift = {"triangle": 0.12, "pentagon": 0.03}.get(shape, 0.0) * box.height()
        grow = 1.08 if shape == "triangle" else 1.0
        return [QPointF(x, y + lift) for x, y in _regular(_CORNERS[shape], cx, cy, r * grow, -90)]
    if shape == "hexagon":
        return [QPointF(x, y) for x, y in _regular(6, cx, cy, r, 0)]
    if shape == "star":
        outer = _regular(5, cx, cy + r * 0.06, r * 1.04, -90)
        inner = _regular(5, cx, cy + r * 0.06, r * 0.48, -54)
        return [QPointF(*point) for pair in zip(outer, inner, strict=True) for point in pair]
    if shape == "plus":
        a, b = r * 0.96, r * 0.3
        xs = (-b, b, b, a, a, b, b, -b, -b, -a, -a, -b)
        ys = (-a, -a, -b, -b, b, b, a, a, b, b, -b, -b)
        return [QPointF(cx + x, cy + y) for x, y in zip(xs, ys, strict=True)]
    if shape == "hourglass":
        wide, tall = r * 0.84, r * 0.92
        return [QPointF(cx + x, cy + y) for x, y in ((-wide, -tall), (wide, -tall), (-wide, tall), (wide, tall))]
    if shape == "arrow":
        top, left, right = r * 0.66, cx - r * 0.98, cx + r * 0.98
        neck, bite = cx + r * 0.34, cx - r * 0.44
        return [
            QPointF(left, cy - top), QPointF(neck, cy - top), QPointF(right, cy),
            QPointF(neck, cy + top), QPointF(left, cy + top), QPointF(bite, cy),
        ]  # fmt: skip
    return []


def _regular(corners: int, cx: float, cy: float, r: float, start: float) -> list[tuple[float, float]]:
    turns = (math.radians(start + 360 * i / corners) for i in range(corners))
    return [(cx + r * math.cos(turn), cy + r * math.sin(turn)) for turn in turns]


def _drop(outline: QPainterPath, box: QRectF) -> None:
    x, top, bottom = box.center().x(), box.top() + box.height() * 0.02, box.bottom() - box.height() * 0.02
    wide, height = box.width() * 0.40, box.height()
    outline.moveTo(x, top)
    outline.cubicTo(x + wide * 0.35, top + height * 0.24, x + wide, top + height * 0.40, x + wide, top + height * 0.60)
    outline.cubicTo(x + wide, bottom - height * 0.12, x + wide * 0.55, bottom, x, bottom)
    outline.cubicTo(x - wide * 0.55, bottom, x - wide, bottom - height * 0.12, x - wide, top + height * 0.60)
    outline.cubicTo(x - wide, top + height * 0.40, x - wide * 0.35, top + height * 0.24, x, top)
