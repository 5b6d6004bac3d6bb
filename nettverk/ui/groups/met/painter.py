"""How who has met whom is drawn: squares, and names at the left and on top that stay in sight.

The darker a square, the larger the share of pairs that have met; a dot where they meet today. Where squares are too
small for names, each service is named instead; whoever is pointed at or searched for is named still.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap

from nettverk.services.groups.history import UnitMeetings
from nettverk.ui.common import shapes
from nettverk.ui.common.theme import Theme
from nettverk.ui.groups.hues import service_colour
from nettverk.ui.groups.met.grid import NAMED, MatrixGrid, longest_name, name_font, service_bands

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FAINT, _FAINT_NAME = 0.22, 0.45
"""How much is left of squares and of names that were not searched for."""


@dataclass(frozen=True, slots=True)
class MatrixContent:
    """What is to be seen.

    Attributes:
        lit: units that are searched for; None while nothing is. pointed: the square pointed at, as (row, column).
    """

    meetings: UnitMeetings
    grid: MatrixGrid
    lit: frozenset[int] | None
    pointed: tuple[int, int] | None

    def is_named(self, unit: int) -> bool:
        """Whether a unit stands out: pointed at or searched for."""
        return (self.pointed is not None and unit in self.pointed) or (self.lit is not None and unit in self.lit)


class MatrixPainter:
    """Draws a matrix in a theme; keeps a picture of the squares, since pointing must not wait for thousands of them.

    Attributes:
        theme: the look in force.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._picture: tuple[object, QPixmap] | None = None

    def paint(self, painter: QPainter, content: MatrixContent) -> None:
        """Squares, then the names over whatever has scrolled under them."""
        grid = content.grid
        painter.save()
        painter.setClipRect(grid.left, grid.top, grid.room.width(), grid.room.height())
        self._paint_squares(painter, content)
        painter.restore()
        painter.save()
        painter.setClipRect(0, grid.top, grid.left, grid.room.height())
        if grid.cell >= NAMED * self.theme.scale:
            for row in grid.rows_in_sight():
                self._paint_row_name(painter, content, row, grid.square(row, 0).center().y())
        else:
            self._paint_row_bands(painter, content)
        painter.restore()
        painter.setClipRect(grid.left, 0, grid.room.width(), grid.top)
        if grid.slanting:
            self._paint_slanting_names(painter, content)
        else:
            self._paint_column_bands(painter, content)

    # --- squares ---

    def _paint_squares(self, painter: QPainter, content: MatrixContent) -> None:
        ratio = painter.device().devicePixelRatioF()
        # The square pointed at is not in the key: it is drawn over the picture.
        key = (content.meetings, self.theme, content.grid, content.lit, ratio)
        if self._picture is None or self._picture[0] != key:
            self._picture = key, self._picture_of_squares(content, ratio)
        painter.drawPixmap(0, 0, self._picture[1])
        if content.pointed is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self.theme.colour("ink"))
            painter.drawRect(QRectF(content.grid.square(*content.pointed)).adjusted(0.5, 0.5, -1.5, -1.5))

    def _picture_of_squares(self, content: MatrixContent, ratio: float) -> QPixmap:
        """Draw all squares in sight into a picture of the viewport."""
        grid, theme = content.grid, self.theme
        picture = QPixmap(grid.room * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows, columns = grid.rows_in_sight(), grid.columns_in_sight()
        gap = 1 if grid.cell >= 6 else 0
        whole = grid.square(0, 0).united(grid.square(grid.count - 1, grid.count - 1))
        painter.fillRect(whole, theme.colour("panel"))
        for row in rows:
            for column in columns:
                self._paint_square(painter, content, row, column, gap)
        # Squares too small for a gap of their own are parted service by service.
        edges = set(range(grid.count)) if gap else {band.start for band in service_bands(content.meetings)}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(theme.colour("ground"))
        for edge in edges & {*rows, *columns}:
            corner = grid.square(edge, edge).topLeft()
            painter.drawLine(corner.x() - gap, whole.top(), corner.x() - gap, whole.bottom())
            painter.drawLine(whole.left(), corner.y() - gap, whole.right(), corner.y() - gap)
        painter.end()
        return picture

    def _paint_square(self, painter: QPainter, content: MatrixContent, row: int, column: int, gap: int) -> None:
        meetings, theme = content.meetings, self.theme
        pair = (row, column) if row <= column else (column, row)
        met, today = meetings.counts.get(pair, 0), meetings.today.get(pair, 0)
        if not met and not today and row != column:
            return
        possible = meetings.possible.get(pair, 0)
        rect = content.grid.square(row, column).adjusted(0, 0, -gap, -gap)
        strength = 1.0 if content.lit is None or {row, column} & content.lit else _FAINT
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

    def _paint_row_name(self, painter: QPainter, content: MatrixContent, row: int, y: float) -> None:
        """A unit's name at the left, with its service's shape."""
        meetings, left, side, named = content.meetings, content.grid.left, self._shape_side(), content.is_named(row)
        font = name_font(self.theme, strong=named)
        metrics = QFontMetricsF(font)
        painter.setOpacity(1.0 if content.lit is None or named else _FAINT_NAME)
        self._paint_shape(painter, meetings.shapes[row], QRectF(left - 8 - side, y - side / 2, side, side))
        painter.setFont(font)
        painter.setPen(self.theme.colour("ink" if named else "mute"))
        room = QRectF(0, y - metrics.height() / 2, left - 14 - side, metrics.height())
        words = metrics.elidedText(meetings.units[row], Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _RIGHT, words)
        painter.setOpacity(1.0)

    def _paint_row_bands(self, painter: QPainter, content: MatrixContent) -> None:
        """Services at the left, or instead of them the names of those who are pointed at or searched for."""
        meetings, grid, side = content.meetings, content.grid, self._shape_side()
        metrics = QFontMetricsF(name_font(self.theme))
        line, bottom = metrics.height(), float(grid.room.height())
        named = [row for row in range(grid.count) if content.is_named(row)]
        if named:
            middles = [float(grid.square(row, 0).center().y()) for row in named]
            for row, y in zip(named, _spread(middles, line, grid.top, bottom), strict=True):
                self._paint_row_name(painter, content, row, y)
            return
        bands = service_bands(meetings)
        middles = [(grid.square(band.start, 0).top() + grid.square(band.end, 0).top()) / 2 for band in bands]
        painter.setFont(name_font(self.theme))
        for band, y in zip(bands, _spread(middles, line, grid.top, bottom), strict=True):
            shape = QRectF(grid.left - 8 - side, y - side / 2, side, side)
            self._paint_shape(painter, meetings.shapes[band.start], shape)
            painter.setPen(self.theme.colour("mute"))
            room = QRectF(0, y - line / 2, grid.left - 14 - side, line)
            words = metrics.elidedText(meetings.services[band.start], Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, _RIGHT, words)

    def _paint_column_bands(self, painter: QPainter, content: MatrixContent) -> None:
        """Services on top, each with its name where that fits, else only its shape."""
        meetings, grid, side = content.meetings, content.grid, self._shape_side()
        metrics = QFontMetricsF(name_font(self.theme))
        painter.setFont(name_font(self.theme))
        for band in service_bands(meetings):
            left, right = grid.square(0, band.start).left(), grid.square(0, band.end).left()
            if right - left < side:
                continue
            shape = QRectF(left + 1, (grid.top - side) / 2, side, side)
            self._paint_shape(painter, meetings.shapes[band.start], shape)
            room = QRectF(left + side + 6, 0, right - left - side - 8, grid.top)
            if metrics.horizontalAdvance(meetings.services[band.start]) <= room.width():
                painter.setPen(self.theme.colour("mute"))
                painter.drawText(room, _LEFT, meetings.services[band.start])

    def _paint_slanting_names(self, painter: QPainter, content: MatrixContent) -> None:
        meetings, grid, longest = content.meetings, content.grid, longest_name(content.meetings, self.theme)
        for column in grid.columns_in_sight():
            named = content.is_named(column)
            font = name_font(self.theme, strong=named)
            painter.setFont(font)
            painter.setPen(self.theme.colour("ink" if named else "mute"))
            painter.setOpacity(1.0 if content.lit is None or named else _FAINT_NAME)
            painter.save()
            painter.translate(QPointF(grid.square(0, column).center().x() + 4, grid.top - 5))
            painter.rotate(-50)
            words = QFontMetricsF(font).elidedText(meetings.units[column], Qt.TextElideMode.ElideRight, longest)
            painter.drawText(QPointF(0, 0), words)
            painter.restore()
        painter.setOpacity(1.0)

    def _shape_side(self) -> float:
        return 10 * self.theme.scale

    def _paint_shape(self, painter: QPainter, shape: str, box: QRectF) -> None:
        colour = service_colour(shape, self.theme.tokens["ground"])
        shapes.paint(painter, box, shape, colour, filled=shape == "ring")


def _spread(middles: Sequence[float], line: float, top: float, bottom: float) -> list[float]:
    """Lines of text as near their places as they can be without covering each other."""
    places: list[float] = []
    for middle in middles:
        places.append(max(middle, places[-1] + line if places else top + line / 2))
    low = bottom - line / 2
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], low)
        low = places[number] - line
    return places
