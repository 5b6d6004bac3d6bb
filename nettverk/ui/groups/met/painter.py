"""Unit × unit as it is seen: squares, and names at the left and on top that stay in sight.

The darker a square, the larger the share of pairs that have met; a dot where they meet today. Where squares are too
small for names, each service is named instead; whoever is pointed at or searched for is named still.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPixmap

from nettverk.ui.common import shapes
from nettverk.ui.groups.hues import service_colour
from nettverk.ui.groups.met.matrix import NAMED, MatrixView

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
FAINT = 0.22
"""How much is left of what was not searched for."""


class MetMatrix(MatrixView):
    """The matrix, painted."""

    _picture: QPixmap | None = None
    _drawn: object = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Squares, then the names over whatever has scrolled under them."""
        if self.meetings is None or not self.count:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(self.left, self.top, self.viewport().width(), self.viewport().height())
        self._paint_squares(painter)
        painter.restore()
        painter.save()
        painter.setClipRect(0, self.top, self.left, self.viewport().height())
        if self.cell >= NAMED * self.theme.scale:
            self._paint_rows(painter)
        else:
            self._paint_row_bands(painter)
        painter.restore()
        painter.setClipRect(self.left, 0, self.viewport().width(), self.top)
        if self.slanting:
            self._paint_slanting(painter)
        else:
            self._paint_column_bands(painter)
        painter.end()

    # --- squares ---

    def _paint_squares(self, painter: QPainter) -> None:
        key = (self.meetings, self.theme, self.cell, self.lit, self._corner(), self.viewport().size())
        if self._picture is None or self._drawn != key:  # pointing must not wait for thousands of squares
            self._picture, self._drawn = self._drawing(), key
        painter.drawPixmap(0, 0, self._picture)
        if self.at is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.theme.colour("ink"))
            painter.drawRect(QRectF(self.square(*self.at)).adjusted(0.5, 0.5, -1.5, -1.5))

    def _drawing(self) -> QPixmap:
        """All squares in sight."""
        theme, room, ratio = self.theme, self.viewport().size(), self.devicePixelRatioF()
        picture = QPixmap(room * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows, columns = self._seen()
        gap = 1 if self.cell >= 6 else 0
        whole = self.square(0, 0).united(self.square(self.count - 1, self.count - 1))
        painter.fillRect(whole, theme.colour("panel"))
        for row in rows:
            for column in columns:
                self._square(painter, row, column, gap)
        edges = set(range(self.count)) if gap else {start for start, _end, _number in self._bands()}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(theme.colour("ground"))
        for edge in edges & {*rows, *columns}:
            corner = self.square(edge, edge).topLeft()
            painter.drawLine(corner.x() - gap, whole.top(), corner.x() - gap, whole.bottom())
            painter.drawLine(whole.left(), corner.y() - gap, whole.right(), corner.y() - gap)
        painter.end()
        return picture

    def _square(self, painter: QPainter, row: int, column: int, gap: int) -> None:
        meetings, theme = self.meetings, self.theme
        if meetings is None:
            return
        pair = (row, column) if row <= column else (column, row)
        met, today = meetings.counts.get(pair, 0), meetings.today.get(pair, 0)
        if not met and not today and row != column:
            return
        possible = meetings.possible.get(pair, 0)
        rect = self.square(row, column).adjusted(0, 0, -gap, -gap)
        strength = 1.0 if self.lit is None or {row, column} & self.lit else FAINT
        if possible and met:
            painter.fillRect(rect, theme.colour("accent", strength * (0.2 + 0.8 * min(1.0, met / possible))))
        elif row == column:
            painter.fillRect(rect, theme.colour("line", strength))
        if today and row != column:
            side = max(2.0, rect.width() * 0.36)
            dot = QRectF(rect.center().x() + 0.5 - side / 2, rect.center().y() + 0.5 - side / 2, side, side)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("warn" if met and met >= possible else "part3", strength))
            if side < 4:
                painter.drawRect(dot)
            else:
                painter.drawEllipse(dot)

    # --- names ---

    def _strength(self, unit: int) -> tuple[str, bool]:
        """The colour's token of a unit's name, and whether it is a strong one."""
        pointed = self.at is not None and unit in self.at
        found = self.lit is not None and unit in self.lit
        return ("ink" if pointed or found else "mute"), found or pointed

    def _paint_rows(self, painter: QPainter) -> None:
        for row in self._seen()[0]:
            self._name(painter, row, self.square(row, 0).center().y())

    def _name(self, painter: QPainter, row: int, y: float) -> None:
        """A unit's name at the left, with its service's shape."""
        meetings, scale = self.meetings, self.theme.scale
        if meetings is None:
            return
        token, strong = self._strength(row)
        font, side = self._font(strong=strong), 10 * scale
        metrics = QFontMetricsF(font)
        painter.setOpacity(1.0 if self.lit is None or strong else 0.45)
        self._shape(painter, meetings.shapes[row], QRectF(self.left - 8 - side, y - side / 2, side, side))
        painter.setFont(font)
        painter.setPen(self.theme.colour(token))
        room = QRectF(0, y - metrics.height() / 2, self.left - 14 - side, metrics.height())
        painter.drawText(
            room, _RIGHT, metrics.elidedText(meetings.units[row], Qt.TextElideMode.ElideRight, room.width())
        )
        painter.setOpacity(1.0)

    def _shape(self, painter: QPainter, shape: str, box: QRectF) -> None:
        colour = service_colour(shape, self.theme.tokens["ground"])
        shapes.paint(painter, box, shape, colour, filled=shape == "ring")

    def _bands(self) -> Iterator[tuple[int, int, int]]:
        """Each service as (its first unit, one past its last, the first again for its name and shape)."""
        services = self.meetings.services if self.meetings else ()
        for _name, units in groupby(range(len(services)), key=lambda unit: services[unit]):
            those = list(units)
            yield those[0], those[-1] + 1, those[0]

    def _paint_row_bands(self, painter: QPainter) -> None:
        """Services at the left, and over them the names of those who are pointed at or searched for."""
        meetings, theme = self.meetings, self.theme
        if meetings is None:
            return
        named = [row for row in range(self.count) if self._strength(row)[1]]
        line, bottom = QFontMetricsF(self._font()).height(), float(self.viewport().height())
        if named:
            for row, y in zip(
                named, _spread([self.square(row, 0).center().y() for row in named], line, self.top, bottom), strict=True
            ):
                self._name(painter, row, y)
            return
        bands = list(self._bands())
        middles = [(self.square(start, 0).top() + self.square(end, 0).top()) / 2 for start, end, _first in bands]
        metrics, side = QFontMetricsF(self._font()), 10 * theme.scale
        painter.setFont(self._font())
        for (_start, _end, first), y in zip(bands, _spread(middles, line, self.top, bottom), strict=True):
            self._shape(painter, meetings.shapes[first], QRectF(self.left - 8 - side, y - side / 2, side, side))
            painter.setPen(theme.colour("mute"))
            room = QRectF(0, y - line / 2, self.left - 14 - side, line)
            words = metrics.elidedText(meetings.services[first], Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _RIGHT, words)

    def _paint_column_bands(self, painter: QPainter) -> None:
        """Services on top, each as far as its name fits, else its shape."""
        meetings, theme = self.meetings, self.theme
        if meetings is None:
            return
        metrics, side = QFontMetricsF(self._font()), 10 * theme.scale
        painter.setFont(self._font())
        for start, end, first in self._bands():
            left, right = self.square(0, start).left(), self.square(0, end).left()
            if right - left < side:
                continue
            self._shape(painter, meetings.shapes[first], QRectF(left + 1, (self.top - side) / 2, side, side))
            room = QRectF(left + side + 6, 0, right - left - side - 8, self.top)
            if metrics.horizontalAdvance(meetings.services[first]) <= room.width():
                painter.setPen(theme.colour("mute"))
                painter.drawText(room, _LEFT, meetings.services[first])

    def _paint_slanting(self, painter: QPainter) -> None:
        meetings, theme = self.meetings, self.theme
        if meetings is None:
            return
        for column in self._seen()[1]:
            token, strong = self._strength(column)
            font = self._font(strong=strong)
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            painter.setOpacity(1.0 if self.lit is None or strong else 0.45)
            painter.save()
            painter.translate(QPointF(self.square(0, column).center().x() + 4, self.top - 5))
            painter.rotate(-50)
            words = QFontMetricsF(font).elidedText(meetings.units[column], Qt.TextElideMode.ElideRight, self._longest())
            painter.drawText(QPointF(0, 0), words)
            painter.restore()
        painter.setOpacity(1.0)


def _spread(middles: Sequence[float], line: float, top: float, bottom: float) -> list[float]:
    """Lines of text as near their places as they can be without covering each other."""
    found: list[float] = []
    for middle in middles:
        found.append(max(middle, found[-1] + line if found else top + line / 2))
    low = bottom - line / 2
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], low)
        low = found[place] - line
    return found
