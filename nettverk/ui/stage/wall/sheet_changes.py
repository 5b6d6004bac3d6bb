"""What has changed since last time: each sign on a line from the last level to the best, where it was and where it is.

Where it is, is a filled mark with an arrow's way behind it; where it was, a ring. The word beside says the same.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from nettverk.domain.sheets.agreement import Direction
from nettverk.domain.wall.sheet_walls import ChangeRow, SheetChanges
from nettverk.ui.stage.wall.canvas import Canvas
from nettverk.ui.stage.wall.sheet_flow import sheet_foot
from nettverk.ui.stage.wall.sheet_prompts import level_token, paint_level
from nettverk.ui.stage.wall.sheet_results import LOW, result_head, shared
from nettverk.ui.stage.wall.text_layout import TextBlock, block

_AIR = 0.02
"""Above and below a sign, as a part of the height."""
_TOKENS = {Direction.BETTER: "part4", Direction.WORSE: "stop", Direction.STEADY: "ink", Direction.UNKNOWN: "mute"}


def changes_pages(c: Canvas, wall: SheetChanges) -> list[tuple[ChangeRow, ...]]:
    """As many signs on a page as go."""
    room = c.h * LOW - result_head(c, wall, wall.title, draw=False) - _legend_height(c)
    heights = [_height(c, row) for row in wall.rows]
    return [tuple(wall.rows[at] for at in page) for page in shared(heights, room)]


def changes(c: Canvas, wall: SheetChanges, page: int) -> None:
    """Draw each sign with its way since last time; no way is told by colour alone."""
    pages = changes_pages(c, wall)
    page %= len(pages)
    y = result_head(c, wall, wall.title, draw=True)
    _legend(c, wall, y)
    y += _legend_height(c)
    for place, row in enumerate(pages[page]):
        if place:
            c.line(y)
        _row(c, row, y)
        y += _height(c, row)
    sheet_foot(c, wall, wall.note, wall.mark, page, len(pages))


def _track(c: Canvas) -> tuple[float, float]:
    """Where the line of a sign begins and ends."""
    return c.left + c.inner * 0.47, c.left + c.inner * 0.77


def _px(c: Canvas) -> float:
    return max(c.small, c.h * 0.037)


def _legend_height(c: Canvas) -> float:
    return block("Å", 1_000, _px(c), "semibold").height * 2 + c.h * 0.03


def _legend(c: Canvas, wall: SheetChanges, y: float) -> None:
    """The ends of the line over it, and which mark is which time at the left."""
    px = _px(c)
    start, end = _track(c)
    last, best = c.one(wall.last.label, px, "semibold"), c.one(wall.best.label, px, "semibold")
    line = last.height
    # Each word begins or ends where its end of the line is, on a line of its own: they are longer than the line.
    paint_level(c, wall.best, end - px * 0.9, y + (line - px * 0.9) / 2, px * 0.9)
    c.put(best, end - px * 1.25 - best.width, y, level_token(wall.best))
    paint_level(c, wall.last, start, y + line + (line - px * 0.9) / 2, px * 0.9)
    c.put(last, start + px * 1.25, y + line, level_token(wall.last))
    side = px * 0.8
    ring = QRectF(c.left, y + (line - side) / 2, side, side)
    _mark(c, ring.center(), side / 2, "mute", filled=False)
    before = c.snug(wall.before_name, c.inner * 0.42, px)
    c.put(before, c.left + px * 1.25, y, "mute")
    _mark(c, QPointF(c.left + side / 2, y + line + line / 2), side / 2, "ink", filled=True)
    c.put(c.one(wall.now_name, px, "semibold"), c.left + px * 1.25, y + line)


def _words(c: Canvas, row: ChangeRow) -> tuple[TextBlock, TextBlock]:
    label = block(row.label, c.inner * 0.44, max(c.small, c.h * 0.04), "semibold", leading=1.16)
    return label, block(row.note, c.inner * 0.2 - c.small * 1.2, c.small, leading=1.16)


def _height(c: Canvas, row: ChangeRow) -> float:
    label, note = _words(c, row)
    return max(label.height, note.height, c.h * 0.045) + 2 * _AIR * c.h


def _row(c: Canvas, row: ChangeRow, y: float) -> None:
    label, note = _words(c, row)
    start, end = _track(c)
    middle = y + _height(c, row) / 2
    c.put(label, c.left, middle - label.height / 2)
    x, at = end + c.inner * 0.03, middle - note.height / 2
    token = _TOKENS[row.direction] if row.direction else "mute"
    indent = 0.0
    if row.direction in {Direction.BETTER, Direction.WORSE, Direction.STEADY}:
        indent = c.small * 1.2
        line = note.line_height
        _arrow(c, QRectF(x, at + (line - c.small * 0.8) / 2, c.small * 0.8, c.small * 0.8), row.direction, token)
    c.put(note, x + indent, at, token if indent else "mute")
    thick = max(2, round(c.h * 0.006))
    c.painter.fillRect(QRectF(start, middle - thick / 2, end - start, thick), c.colour("track"))
    if row.before is None or row.now is None:
        return
    radius = c.h * 0.019
    inner_start, inner_end = start + radius, end - radius
    before = inner_start + (inner_end - inner_start) * row.before
    now = inner_start + (inner_end - inner_start) * row.now
    way = thick * 1.6
    c.painter.fillRect(QRectF(min(before, now), middle - way / 2, abs(now - before), way), c.colour(token))
    if abs(now - before) > radius * 0.5:
        _mark(c, QPointF(before, middle), radius * 0.8, "mute", filled=False)
    _mark(c, QPointF(now, middle), radius, token, filled=True)


def _mark(c: Canvas, centre: QPointF, radius: float, token: str, *, filled: bool) -> None:
    c.painter.save()
    if filled:
        c.painter.setPen(Qt.PenStyle.NoPen)
        c.painter.setBrush(c.colour(token))
    else:
        c.painter.setPen(QPen(c.colour(token), max(2.0, radius * 0.35)))
        c.painter.setBrush(c.colour("ground"))
    c.painter.drawEllipse(centre, radius, radius)
    c.painter.restore()


def _arrow(c: Canvas, box: QRectF, direction: Direction, token: str) -> None:
    """Up for the better, down for the worse, two lines for as it was."""
    c.painter.save()
    c.painter.setPen(Qt.PenStyle.NoPen)
    c.painter.setBrush(c.colour(token))
    if direction is Direction.STEADY:
        thick = box.height() * 0.2
        for at in (0.28, 0.68):
            c.painter.fillRect(QRectF(box.left(), box.top() + box.height() * at, box.width(), thick), c.colour(token))
    else:
        tip, foot = (box.top(), box.bottom()) if direction is Direction.BETTER else (box.bottom(), box.top())
        shape = QPainterPath(QPointF(box.center().x(), tip))
        shape.lineTo(box.right(), foot)
        shape.lineTo(box.left(), foot)
        shape.closeSubpath()
        c.painter.drawPath(shape)
    c.painter.restore()
