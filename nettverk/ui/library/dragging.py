"""Moving something among others by its handle: a line shows where it will stand, and the keys do the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QWidget

from nettverk.i18n import _
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force

_EDGE, _SCROLL = 36, 18
"""Pixels from the edge of what scrolls at which it begins to, and how far for each move of the mouse."""


class Grip(QWidget):
    """Six dots to take hold of. Up and Down do with the keyboard what the mouse does.

    Signals:
        moved: so many places down, or up where negative.

    Args:
        name: what is moved, for screen readers and as a tip.
        line: the things it is moved among, in order, and which of them is its own.
    """

    moved = Signal(int)

    def __init__(self, name: str, line: Callable[[], tuple[Sequence[QWidget], int]], parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        self._from: QPointF | None = None
        self._mark: QFrame | None = None
        self._there = 0
        self.setAccessibleName(name)
        set_tip(self, _("{what}: dra, eller bruk pil opp og ned").format(what=name))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = round(20 * in_force().growth)
        return QSize(side, round(side * 1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = in_force()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink" if self._from is not None or self.underMouse() else "mute"))
        dot, gap = 1.5 * theme.growth, 5.5 * theme.growth
        middle = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        for row in (-1, 0, 1):
            for column in (-0.5, 0.5):
                painter.drawEllipse(middle + QPointF(column * gap, row * gap), dot, dot)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.moved.emit(step)
        elif event.key() == Qt.Key.Key_Escape and self._from is not None:
            self._let_go()
        else:
            super().keyPressEvent(event)

    # --- the mouse ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition()
            self.setFocus(Qt.FocusReason.MouseFocusReason)  # so that Esc is heard

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is None:
            return
        at = event.globalPosition()
        if self._mark is None and (at - self._from).manhattanLength() < QApplication.startDragDistance():
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._scroll(at.toPoint())
        self._show_where(at.toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, there = self._mark is not None, self._there
        self._let_go()
        if dragged:
            _things, here = self._line()
            step = there - here - (1 if there > here else 0)
            if step:
                self.moved.emit(step)

    def _let_go(self) -> None:
        self._from = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if self._mark is not None:
            self._mark.hide()
            self._mark.deleteLater()
            self._mark = None
        self.update()

    def _show_where(self, at: QPoint) -> None:
        things, _here = self._line()
        page = things[0].parentWidget()
        if page is None:
            return
        y = page.mapFromGlobal(at).y()
        self._there = sum(thing.geometry().center().y() < y for thing in things)
        if self._mark is None:
            self._mark = QFrame(page)
            self._mark.setStyleSheet(f"background: {in_force().colour('accent').name()};")
        last = self._there == len(things)
        beside = things[min(self._there, len(things) - 1)].geometry()
        line = beside.bottom() + 3 if last else beside.top() - 4
        self._mark.setGeometry(beside.left(), line, beside.width(), 3)
        self._mark.raise_()
        self._mark.show()

    def _scroll(self, at: QPoint) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is None:
            return
        y, bar = above.viewport().mapFromGlobal(at).y(), above.verticalScrollBar()
        if y < _EDGE:
            bar.setValue(bar.value() - _SCROLL)
        elif y > above.viewport().height() - _EDGE:
            bar.setValue(bar.value() + _SCROLL)
