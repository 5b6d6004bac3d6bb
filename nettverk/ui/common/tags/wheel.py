"""The theme wheel as something to click, hover and go about in with arrow keys; each sector is a button with a name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nettverk.domain.tag_wheel import Sector, Way, sectors, step
from nettverk.domain.tags import Wheel
from nettverk.i18n import _
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.tags.painting import LEAST_DIAMETER_EM, WheelState, outline, paint_wheel
from nettverk.ui.common.theme import in_force

_WAYS = {
    Qt.Key.Key_Right: Way.ROUND,
    Qt.Key.Key_Left: Way.BACK,
    Qt.Key.Key_Up: Way.OUT,
    Qt.Key.Key_Down: Way.IN,
}
_LETTERS = -1  # the step of the type scale that the names are set in


class SectorButton(QAbstractButton):
    """One sector: its name, its state and its keys. What it looks like is drawn with the rest of the wheel.

    Signals:
        moved: an arrow key; the Way.
        touched: the pointer or the keyboard came or went.
    """

    moved = Signal(object)
    touched = Signal()

    def __init__(self, sector: Sector, parent: QWidget) -> None:
        super().__init__(parent)
        self.sector = sector
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(sector.label)
        self.setAccessibleDescription(sector.group)
        set_tip(self, f"{sector.group}: {sector.label}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the wheel draws its sectors together."""

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.touched.emit()

    def leaveEvent(self, event: object) -> None:
        super().leaveEvent(event)  # type: ignore[arg-type]
        self.touched.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.touched.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.touched.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go round the ring, out and in; Enter presses as the space bar does."""
        key = Qt.Key(event.key())
        if key in _WAYS:
            self.moved.emit(_WAYS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class ThemeWheel(QWidget):
    """The wheel; Tab stops once in it, and arrow keys go between its sectors.

    Signals:
        toggled: id of a theme, and whether it is chosen now.
    """

    toggled = Signal(str, bool)

    def __init__(self, wheel: Wheel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sectors = sectors(wheel)
        self._state = WheelState()
        self.setAccessibleName(_("Temahjulet"))
        self.setAccessibleDescription(_("Bruk piltastene for å gå rundt, utover og innover, og mellomrom for å velge."))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.buttons: dict[str, SectorButton] = {}
        for sector in self._sectors:
            button = SectorButton(sector, self)
            button.clicked.connect(lambda on, tag=sector.tag_id: self._clicked(tag, on))
            button.moved.connect(lambda way, sector=sector: self._go(sector, way))
            button.touched.connect(self._tell)
            self.buttons[sector.tag_id] = button
        self._stop_at(self._sectors[1 if len(self._sectors) > 1 else 0].tag_id)

    # --- what is shown ---

    def show_chosen(self, chosen: Collection[str], counts: Mapping[str, int] | None = None) -> None:
        """Mark these themes; numbers stand after the names where there are any."""
        self._state = replace(self._state, chosen=frozenset(chosen), counts=counts)
        for tag, button in self.buttons.items():
            button.setChecked(tag in chosen)
            count = (counts or {}).get(tag)
            button.setAccessibleName(f"{button.sector.label}, {count}" if count else button.sector.label)
        self.update()

    @property
    def counts(self) -> Mapping[str, int] | None:
        """The numbers after the names, by id."""
        return self._state.counts

    @staticmethod
    def least_side() -> int:
        """How many pixels across it must have for its names to be read at the text size in force."""
        return round(LEAST_DIAMETER_EM * in_force().px(_LETTERS))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(width, round(self.least_side() * 1.45))

    def sizeHint(self) -> QSize:
        side = round(self.least_side() * 1.15)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        # Little, so that it never keeps what it stands in from shrinking: whoever holds it takes it away in time.
        return QSize(96, 96)

    # --- going about ---

    def take_focus(self) -> None:
        """Come to the sector one was at last."""
        next(button for button in self.buttons.values() if button.focusPolicy() & Qt.FocusPolicy.TabFocus).setFocus(
            Qt.FocusReason.TabFocusReason
        )

    def _go(self, here: Sector, way: Way) -> None:
        there = step(self._sectors, here, way).tag_id
        self._stop_at(there)
        self.buttons[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_at(self, tag: str) -> None:
        """Let Tab stop at one sector only."""
        for known, button in self.buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if known == tag else Qt.FocusPolicy.ClickFocus)

    def _clicked(self, tag: str, on: bool) -> None:
        self._stop_at(tag)
        self.toggled.emit(tag, on)

    def _tell(self) -> None:
        hovered = next((tag for tag, button in self.buttons.items() if button.underMouse()), "")
        focused = next((tag for tag, button in self.buttons.items() if button.hasFocus()), "")
        self._state = replace(self._state, hovered=hovered, focused=focused)
        self.update()

    # --- drawing ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each sector its place; the mask keeps clicks beside it for its neighbour."""
        super().resizeEvent(event)
        centre, radius = QPointF(self.rect().center()), min(self.width(), self.height()) / 2 - 2
        for button in self.buttons.values():
            path = outline(button.sector, centre, radius)
            box = path.boundingRect().toAlignedRect()
            button.setGeometry(box)
            shape = path.translated(-QPointF(box.topLeft())).toFillPolygon().toPolygon()
            button.setMask(QRegion(shape))

    def sector_point(self, tag: str) -> QPoint:
        """A place in the wheel that lies in a sector."""
        sector, radius = self.buttons[tag].sector, min(self.width(), self.height()) / 2 - 2
        x, y = sector.point(sector.middle, (sector.inner + sector.outer) / 2 * radius if sector.ring else 0.0)
        return QPoint(round(self.rect().center().x() + x), round(self.rect().center().y() + y))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = in_force()
        paint_wheel(painter, QRectF(self.rect()), self._sectors, theme, theme.px(_LETTERS) * 1.1, self._state)
        painter.end()
