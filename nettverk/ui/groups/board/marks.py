"""What is drawn over tables and cards: rings, badges, bands and the light of a search."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from nettverk.ui.groups.board.layout import BoardLayout
from nettverk.ui.groups.board.style import MIDDLE, BoardStyle

SHADE = 0.14
"""How far those who are not searched for step back; more would take their words under 4.5:1."""


class MarkPainter:
    """Draws marks in the colours of a board's style."""

    def __init__(self, style: BoardStyle) -> None:
        self._style = style

    def ring(self, painter: QPainter, rect: QRect, token: str, layout: BoardLayout, *, dashed: bool = False) -> None:
        """A ring round a card or a table: chosen, in focus, or a good place."""
        pen = QPen(self._style.theme.colour(token), 2.0 if dashed else 2.4)
        if dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = (10 if dashed else 7) * layout.scale
        painter.drawRoundedRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5), radius, radius)

    def badge(self, painter: QPainter, corner: QPoint, text: str, token: str) -> None:
        """A small filled label whose top right corner is at a point."""
        font = self._style.theme.font(-1, "semibold")
        metrics = QFontMetricsF(font)
        high = metrics.height() + 4
        wide = max(metrics.horizontalAdvance(text) + 14, high)
        box = QRectF(corner.x() - wide, corner.y(), wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.theme.colour(token))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setPen(self._style.theme.colour("ground"))
        painter.setFont(font)
        painter.drawText(box, MIDDLE, text)

    def met_band(self, painter: QPainter, rect: QRect, layout: BoardLayout) -> None:
        """A band on the edge of a card: has met the person in focus before."""
        wide = max(3.0, 4 * layout.scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.theme.colour("part2"))
        band = QRectF(rect.left() + 0.5, rect.top() + rect.height() * 0.18, wide, rect.height() * 0.64)
        painter.drawRoundedRect(band, wide / 2, wide / 2)

    def light(self, painter: QPainter, rect: QRect, layout: BoardLayout) -> None:
        """Light up a card that is searched for."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._style.theme.colour("accent", 0.16))
        painter.drawRoundedRect(QRectF(rect), 6 * layout.scale, 6 * layout.scale)
        self.ring(painter, rect, "accent", layout)

    def shade(self, painter: QPainter, rect: QRect) -> None:
        """Let a card step back while others are lit up; its words stay readable (4.5:1)."""
        painter.fillRect(rect.adjusted(-1, -1, 1, 1), self._style.theme.colour("panel", SHADE))

    def shadow(self, painter: QPainter, rect: QRect) -> None:
        """The soft shadow of a card that is lifted."""
        painter.setPen(Qt.PenStyle.NoPen)
        for grow, strength in ((5, 0.05), (3, 0.07), (1, 0.09)):
            painter.setBrush(self._style.theme.colour("shadow", strength))
            painter.drawRoundedRect(QRectF(rect.adjusted(-grow + 4, -grow + 6, grow + 4, grow + 6)), 9, 9)
