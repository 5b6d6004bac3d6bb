"""Unit × unit: the squares of who has met whom, and how one zooms, searches and walks through them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from nettverk.i18n import _, _n
from nettverk.services.groups.history import UnitMeetings
from nettverk.ui.common.theme import Theme
from nettverk.ui.groups.board.layout import LEAST_ZOOM, MOST_ZOOM
from nettverk.ui.groups.met import grid as layout
from nettverk.ui.groups.met.grid import LEAST, MOST, MatrixGrid
from nettverk.ui.groups.met.painter import MatrixContent, MatrixPainter

_ARROWS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}


def pair_words(meetings: UnitMeetings, a: int, b: int) -> str:
    """«Lund bhg og PPT: 4 av 12 par har møttes, 2 møtes i dag»."""
    pair = (min(a, b), max(a, b))
    met, possible, today = meetings.counts.get(pair, 0), meetings.possible.get(pair, 0), meetings.today.get(pair, 0)
    who = meetings.units[a] if a == b else _("{a} og {b}").format(a=meetings.units[a], b=meetings.units[b])
    words = _("{who}: {met} av {possible} par har møttes").format(who=who, met=met, possible=possible)
    return words + (", " + _n("{n} par møtes i dag", "{n} par møtes i dag", today) if today else "")


class MetMatrix(QAbstractScrollArea):
    """The squares of a ``UnitMeetings``.

    Attributes:
        meetings: what is shown. lit: units that are searched for; None while nothing is.
        pointed: the square pointed at or walked to, as (row, column).

    Signals:
        pointed_at: another square is pointed at: what there is to say of it, empty for none.
        zoomed: the zoom has changed, on the board's scale.
    """

    pointed_at = Signal(str)
    zoomed = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = MatrixPainter(theme)
        self.meetings: UnitMeetings | None = None
        self.lit: frozenset[int] | None = None
        self.pointed: tuple[int, int] | None = None
        self._grid = MatrixGrid()
        self._chosen_cell: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QAbstractScrollArea { border: none; background: transparent; }")
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(260, 140)

    # --- what is shown ---

    @property
    def grid(self) -> MatrixGrid:
        """Where the squares are now, scrolled as they are."""
        scrolled = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return replace(self._grid, scrolled=scrolled)

    @property
    def zoom(self) -> float:
        """How large the squares are, on the board's scale."""
        # The same slider zooms the board and the squares, so both count on the board's scale.
        share = (self._grid.cell - LEAST) / (MOST * self._painter.theme.scale - LEAST)
        return LEAST_ZOOM + share * (MOST_ZOOM - LEAST_ZOOM)

    def show_meetings(self, meetings: UnitMeetings) -> None:
        """Show who has met whom; the zoom stays where somebody has chosen one."""
        self.meetings = meetings
        count = len(meetings.units)
        if self.pointed is not None and max(self.pointed) >= count:
            self.pointed = None
        self.setAccessibleName(
            _("{count} enheter, {share} % av alle par fra ulike enheter har møttes").format(
                count=count, share=round(100 * meetings.share)
            )
        )
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        """Take on another look or text size."""
        self._painter.theme = theme
        self._lay_out()

    def set_zoom(self, zoom: float) -> None:
        """Larger or smaller squares, on the board's scale."""
        share = (max(LEAST_ZOOM, min(MOST_ZOOM, zoom)) - LEAST_ZOOM) / (MOST_ZOOM - LEAST_ZOOM)
        self._chosen_cell = round(LEAST + share * (MOST * self._painter.theme.scale - LEAST))
        self._lay_out()

    def zoom_to_all(self) -> None:
        """The largest squares at which all are seen."""
        self._chosen_cell = None
        self._lay_out()
        self.zoomed.emit(self.zoom)

    def light(self, units: Collection[int] | None) -> None:
        """Light up some units, the first of them in sight; None for none in particular."""
        self.lit = None if units is None else frozenset(units)
        if self.lit:
            self._scroll_to(min(self.lit), None)
        self.viewport().update()

    def point_at(self, row: int, column: int) -> None:
        """Point at a square, and scroll it into sight."""
        self._point((row, column))
        self._scroll_to(row, column)

    # --- layout ---

    def _lay_out(self) -> None:
        theme, room = self._painter.theme, self.viewport().size()
        grid = self._grid = layout.lay_out(self.meetings, theme, room, self._chosen_cell)
        overhang = layout.overhang(grid, self.meetings, theme)
        for bar, whole, seen in (
            (self.horizontalScrollBar(), grid.count * grid.cell + overhang, room.width() - grid.left),
            (self.verticalScrollBar(), grid.count * grid.cell + 2, room.height() - grid.top),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(max(1, seen))
            bar.setSingleStep(grid.cell)
        self.viewport().update()

    def _scroll_to(self, row: int, column: int | None) -> None:
        room, cell = self.viewport().size(), self._grid.cell
        for bar, number, seen in (
            (self.verticalScrollBar(), row, room.height() - self._grid.top),
            (self.horizontalScrollBar(), column, room.width() - self._grid.left),
        ):
            if number is not None:
                start = number * cell
                if start < bar.value():
                    bar.setValue(start)
                elif start + cell > bar.value() + seen:
                    bar.setValue(start + cell - seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size: other squares where all are to be seen."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares and names in sight; nothing before there are units."""
        if self.meetings is None or not self.meetings.units:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.paint(painter, MatrixContent(self.meetings, self.grid, self.lit, self.pointed))
        painter.end()

    # --- pointing and walking ---

    def _point(self, square: tuple[int, int] | None) -> None:
        if square != self.pointed:
            self.pointed = square
            self.pointed_at.emit(pair_words(self.meetings, *square) if self.meetings and square else "")
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What is under the mouse is spoken of."""
        self._point(self.grid.square_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse has left, so nothing is pointed at any more."""
        super().leaveEvent(event)
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk from square to square; other keys are Qt's."""
        step, last = _ARROWS.get(Qt.Key(event.key())), self._grid.count - 1
        if step is None or last < 0:
            super().keyPressEvent(event)
            return
        # The first arrow goes to the first square of the unit that is lit, else to the corner.
        row, column = self.pointed or (min(self.lit or {0}), -step[1])
        self.point_at(max(0, min(last, row + step[0])), max(0, min(last, column + step[1])))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom; the wheel alone scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            self.zoomed.emit(self.zoom)
        else:
            super().wheelEvent(event)
