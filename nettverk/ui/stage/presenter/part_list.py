"""The list of parts at the left of the presenter: what was, what is, what comes, with their times."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from nettverk.domain.rundown.state import PartStatus
from nettverk.i18n import _
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force
from nettverk.ui.stage.presenter.part_row import ROW, Index, PartDelegate, PartRow, TimesPlace, lay_out_row, step_boxes

_AHEAD = 2
"""So many parts after the one that runs are kept in sight."""
_OWN_KEYS = frozenset(
    (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter)
)


def _height_key(row: PartRow) -> tuple[str, bool, bool, bool]:
    """What decides how high a row is."""
    return row.title, row.status == PartStatus.NOW, bool(row.note), bool(row.planned)


class PartModel(QAbstractListModel):
    """The parts of the day as ``PartRow``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: tuple[PartRow, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One row for each part of the day."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = 0) -> object:
        """The ``PartRow`` itself, or what a screen reader says of it."""
        row = self.shown[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.spoken
        return None

    def show(self, rows: tuple[PartRow, ...]) -> None:
        """Show other rows; where as many stand there, only those that changed are drawn again."""
        if len(rows) != len(self.shown):
            self.beginResetModel()
            self.shown = rows
            self.endResetModel()
            return
        before, self.shown = self.shown, rows
        for i, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(i), self.index(i))


class PartList(QListView):
    """The parts; Enter or a double click goes to one. It is reached with Tab and never takes the focus by itself.

    Signals:
        chosen: id of a part to go to.
        adjusted: id of a part, and minutes more or fewer.
    """

    chosen = Signal(str)
    adjusted = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PartModel(self)
        self.setModel(self.rows)
        self._delegate = PartDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Delene i dag"))
        set_tip(self, _("Dobbeltklikk for å gå til en del. Trykk + eller − for å endre hvor lenge den varer."))
        self.setMouseTracking(True)
        self._laid_out_for: object = None
        self._measured_for: object = None
        self.activated.connect(self._activated)

    def show_rows(self, rows: tuple[PartRow, ...]) -> None:
        """Other rows; the part we are in is kept in sight."""
        before = self._now(self.rows.shown)
        higher = [_height_key(row) for row in self.rows.shown] != [_height_key(row) for row in rows]
        self.rows.show(rows)
        if higher or self._laid_out_for != self._measure():
            self._lay_out()
        if self._now(rows) not in {before, -1}:
            self._see(self._now(rows))

    def _see(self, place: int) -> None:
        """Bring a part into sight, and what comes after it."""
        for row in (min(place + _AHEAD, len(self.rows.shown) - 1), place):
            self.scrollTo(self.rows.index(row), QListView.ScrollHint.EnsureVisible)

    def _lay_out(self) -> None:
        self._laid_out_for = self._measure()
        self.doItemsLayout()  # Qt keeps the heights it knew until it is asked to forget them

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width the times may stand elsewhere."""
        super().resizeEvent(event)
        if self._laid_out_for != self._measure():
            self._lay_out()
        place = self.currentIndex().row() if self.hasFocus() else self._now(self.rows.shown)
        if place >= 0:
            self._see(place)

    def _measure(self) -> object:
        """Decide where the times stand, and tell the delegate; returns what the heights of rows depend on.

        The width is the same whether or not the scroll bar is there: it must not decide how high the rows become.
        """
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        key = (tuple(row.title for row in self.rows.shown), width, self.height(), in_force().scale)
        if self._measured_for != key:
            self._measured_for = key
            times = self._times_place(width)
            dense = self._roomiest(width, times) > self.height()
            self._delegate.measure(width, min(times, TimesPlace.START_BESIDE) if dense else times, dense=dense)
        return key

    def _roomiest(self, width: int, times: TimesPlace) -> float:
        """How high the rows would be with a line under each title, as they may come to have in the course of a day."""
        theme = in_force()
        lines = sum(min(3, lay_out_row(row, width, times, bold=True).lines) for row in self.rows.shown)
        return lines * theme.px(0) * 1.36 + len(self.rows.shown) * (theme.px(0) * 0.7 + theme.px(-1) * 1.7)

    def _times_place(self, width: int) -> TimesPlace:
        """Beside the titles while none needs more than two lines; three lines cost no more than two and times below."""
        for times, most_lines in ((TimesPlace.BESIDE, 2), (TimesPlace.START_BESIDE, 3)):
            if all(lay_out_row(row, width, times, bold=True).lines <= most_lines for row in self.rows.shown):
                return times
        return TimesPlace.BELOW

    @staticmethod
    def _now(rows: tuple[PartRow, ...]) -> int:
        return next((i for i, row in enumerate(rows) if row.status == PartStatus.NOW), -1)

    def _activated(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.shown[index.row()].part_id)

    # --- minutes ---

    def _adjust(self, place: int, minutes: int) -> None:
        if 0 <= place < len(self.rows.shown) and self.rows.shown[place].ahead:
            self.adjusted.emit(self.rows.shown[place].part_id, minutes)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by Tab one stands in the part that runs, so that + and − have something to change."""
        if not self.currentIndex().isValid() and self.rows.shown:
            self.setCurrentIndex(self.rows.index(max(0, self._now(self.rows.shown))))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """+ and − change the row in focus, arrows and Enter are the list's; all else is the window's."""
        # The list is reached by Tab; whatever it does not use is the day's, wherever the focus is.
        key, control = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        signs = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1} | ({Qt.Key.Key_Equal: 1} if control else {})
        if key in signs and event.text() != "?":
            self._adjust(self.currentIndex().row(), signs[key] * (5 if control else 1))
        elif key in _OWN_KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _pressed_step(self, point: QPoint) -> tuple[int, int] | None:
        """Row and direction of the − or + at a point."""
        index = self.indexAt(point)
        if not index.isValid() or not self.rows.shown[index.row()].ahead:
            return None
        for box, sign in zip(step_boxes(QRectF(self.visualRect(index))), (-1, 1), strict=True):
            if box.contains(point):
                return index.row(), sign
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on − or + is a minute, with Ctrl five."""
        pressed = self._pressed_step(event.position().toPoint())
        if pressed is None:
            super().mousePressEvent(event)
        else:
            row, sign = pressed
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._adjust(row, sign * (5 if control else 1))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on + are two minutes; elsewhere they go to the part."""
        if self._pressed_step(event.position().toPoint()) is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)
