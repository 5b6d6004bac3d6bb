"""Unit × unit: where the squares of who has met whom stand, and how one zooms, searches and walks through them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nettverk.i18n import _, _n
from nettverk.services.groups.history import UnitMeetings
from nettverk.ui.common.theme import Theme
from nettverk.ui.groups.board.layout import LEAST_ZOOM, MOST_ZOOM

LEAST, MOST, USUAL = 3, 34, 26
"""Pixels a square may have (the larger ones at the usual text size); USUAL is the most when all are to be seen."""
NAMED, SLANTING = 13, 18
"""From these sizes on, every row has its name, and every column too."""
_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


def pair_words(meetings: UnitMeetings, a: int, b: int) -> str:
    """«Lund bhg og PPT: 4 av 12 par har møttes, 2 møtes i dag»."""
    pair = (min(a, b), max(a, b))
    met, possible, today = meetings.counts.get(pair, 0), meetings.possible.get(pair, 0), meetings.today.get(pair, 0)
    who = meetings.units[a] if a == b else _("{a} og {b}").format(a=meetings.units[a], b=meetings.units[b])
    words = _("{who}: {met} av {possible} par har møttes").format(who=who, met=met, possible=possible)
    return words + (", " + _n("{n} møtes i dag", "{n} møtes i dag", today) if today else "")


class MatrixView(QAbstractScrollArea):
    """The squares of a ``UnitMeetings``, without their painting.

    Signals:
        pointed: another square is pointed at or walked to: what there is to say of it, empty for none.
        zoomed: the zoom has changed, on the board's scale.
    """

    pointed = Signal(str)
    zoomed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.meetings: UnitMeetings | None = None
        self.lit: frozenset[int] | None = None
        self.at: tuple[int, int] | None = None
        self.cell, self.all_seen, self.slanting = USUAL, True, True
        self.left, self.top = 0, 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QAbstractScrollArea { border: none; background: transparent; }")
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(260, 140)

    # --- what is shown ---

    @property
    def count(self) -> int:
        """How many units."""
        return len(self.meetings.units) if self.meetings else 0

    @property
    def zoom(self) -> float:
        """How large the squares are, on the board's scale."""
        share = (self.cell - LEAST) / (MOST * self.theme.scale - LEAST)
        return LEAST_ZOOM + share * (MOST_ZOOM - LEAST_ZOOM)

    def show_meetings(self, meetings: UnitMeetings) -> None:
        """Show who has met whom; the zoom stays where somebody has chosen one."""
        self.meetings = meetings
        if self.at is not None and max(self.at) >= self.count:
            self.at = None
        self.setAccessibleName(
            _("{count} enheter, {share} % av alle par fra ulike enheter har møttes").format(
                count=self.count, share=round(100 * meetings.share)
            )
        )
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Another look or text size."""
        self.theme = theme
        self._lay_out()

    def set_zoom(self, zoom: float) -> None:
        """Larger or smaller squares, on the board's scale."""
        share = (max(LEAST_ZOOM, min(MOST_ZOOM, zoom)) - LEAST_ZOOM) / (MOST_ZOOM - LEAST_ZOOM)
        self.all_seen, self.cell = False, round(LEAST + share * (MOST * self.theme.scale - LEAST))
        self._lay_out()

    def zoom_to_all(self) -> None:
        """The largest squares at which all are seen."""
        self.all_seen = True
        self._lay_out()
        self.zoomed.emit(self.zoom)

    def light(self, units: Collection[int] | None) -> None:
        """Light up some units, the first of them in sight; None for none in particular."""
        self.lit = None if units is None else frozenset(units)
        if self.lit:
            self._bring_in(min(self.lit), None)
        self.viewport().update()

    def point_at(self, row: int, column: int) -> None:
        """Point at a square."""
        self._point((row, column))
        self._bring_in(row, column)

    # --- layout ---

    def _font(self, *, strong: bool = False) -> QFont:
        return self.theme.font(-1, "semibold" if strong else "regular")

    def _longest(self) -> float:
        metrics = QFontMetricsF(self._font(strong=True))
        known, scale = self.meetings, self.theme.scale
        units = max((metrics.horizontalAdvance(name) for name in known.units), default=0.0) if known else 0.0
        services = max((metrics.horizontalAdvance(name) for name in known.services), default=0.0) if known else 0.0
        return min(230 * scale, max(units, min(services, 130 * scale)))

    def _lay_out(self) -> None:
        scale, longest, room = self.theme.scale, self._longest(), self.viewport().size()
        line = QFontMetricsF(self._font()).height()
        self.left = round(min(longest + 30 * scale, 0.45 * room.width()))
        slant, band = round(0.77 * longest + 14), round(line + 8)
        if self.all_seen and self.count:
            wide, high = room.width() - self.left, room.height()
            named = min((wide - round(0.65 * longest)) // self.count, (high - slant) // self.count)
            self.slanting = named >= SLANTING * scale
            cell = named if self.slanting else min((wide - 2) // self.count, (high - band - 2) // self.count)
            self.cell = round(max(LEAST, min(USUAL * scale, cell)))
        else:
            self.slanting = self.cell >= SLANTING * scale
        self.top = slant if self.slanting else band
        over = round(0.65 * longest) if self.slanting else 2
        for bar, whole, seen in (
            (self.horizontalScrollBar(), self.count * self.cell + over, room.width() - self.left),
            (self.verticalScrollBar(), self.count * self.cell + 2, room.height() - self.top),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(max(1, seen))
            bar.setSingleStep(self.cell)
        self.viewport().update()

    def _corner(self) -> QPoint:
        """Where the first square begins."""
        return QPoint(self.left - self.horizontalScrollBar().value(), self.top - self.verticalScrollBar().value())

    def square(self, row: int, column: int) -> QRect:
        """Where a square is seen."""
        corner, side = self._corner(), self.cell
        return QRect(corner.x() + column * side, corner.y() + row * side, side, side)

    def _seen(self) -> tuple[range, range]:
        """Rows and columns in sight."""
        corner, room = self._corner(), self.viewport().size()
        rows = range(max(0, (self.top - corner.y()) // self.cell), self.count)
        columns = range(max(0, (self.left - corner.x()) // self.cell), self.count)
        return (
            range(rows.start, min(self.count, (room.height() - corner.y()) // self.cell + 1)),
            range(columns.start, min(self.count, (room.width() - corner.x()) // self.cell + 1)),
        )

    def _bring_in(self, row: int, column: int | None) -> None:
        for bar, place, seen in (
            (self.verticalScrollBar(), row, self.viewport().height() - self.top),
            (self.horizontalScrollBar(), column, self.viewport().width() - self.left),
        ):
            if place is not None:
                start = place * self.cell
                if start < bar.value():
                    bar.setValue(start)
                elif start + self.cell > bar.value() + seen:
                    bar.setValue(start + self.cell - seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: other squares where all are to be seen."""
        super().resizeEvent(event)
        self._lay_out()

    # --- pointing and walking ---

    def square_at(self, point: QPoint) -> tuple[int, int] | None:
        """The row and column under a point; None beside the squares."""
        at = point - self._corner()
        row, column = at.y() // self.cell, at.x() // self.cell
        inside = point.x() >= self.left and point.y() >= self.top and max(row, column) < self.count
        return (row, column) if inside and min(row, column) >= 0 else None

    def _point(self, at: tuple[int, int] | None) -> None:
        if at != self.at:
            self.at = at
            self.pointed.emit(pair_words(self.meetings, *at) if self.meetings is not None and at is not None else "")
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is under the mouse is spoken of."""
        self._point(self.square_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at any more."""
        super().leaveEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from square to square."""
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or not self.count:
            super().keyPressEvent(event)
            return
        row, column = self.at or (min(self.lit or {0}), -step[1])
        last = self.count - 1
        self.point_at(max(0, min(last, row + step[0])), max(0, min(last, column + step[1])))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            self.zoomed.emit(self.zoom)
        else:
            super().wheelEvent(event)
