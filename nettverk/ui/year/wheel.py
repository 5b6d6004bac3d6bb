"""The school year as a wheel one can go about in with arrow keys; each mark is a button with a name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from nettverk.domain.registry import Network
from nettverk.domain.tags import school_year
from nettverk.domain.year.items import Entry, EntryOf, Phase, phase_begins, phase_name, phase_of
from nettverk.domain.year.wheel import Spot, angle_of, month_starts, spots
from nettverk.i18n import _, day_month, long_date, short_month
from nettverk.services.year.year import Year
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force
from nettverk.ui.year.marks import kind_words, paint_entry

_OUTER, _BAND, _GAP, _INNER = 0.82, 0.155, 0.02, 0.30
"""Parts of half the wheel's width: the outer edge of the bands, a band, the room between them, the middle."""
_MOST_BANDS = 3
_LEAST = 300


class SpotButton(QAbstractButton):
    """One mark of the wheel.

    Signals:
        moved: an arrow key: 1 for later, -1 for earlier.
        opened: Enter or a double click.
        touched: it has the focus now.
    """

    moved = Signal(int)
    opened = Signal()
    touched = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entry: Entry | None = None
        self._place, self._due = 0, False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_entry(self, entry: Entry, place: int, *, due: bool) -> None:
        """Be the mark of an entry; ``place`` is that of its network."""
        self.entry, self._place, self._due = entry, place, due
        said = " · ".join(
            word for word in (entry.title, long_date(entry.day), kind_words(entry), entry.owner) if word
        )  # fmt: skip
        self.setAccessibleName(said)
        set_tip(self, said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.entry is None:
            return
        theme, box = in_force(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._due:
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.setBrush(theme.colour("selection"))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        side = box.width() * (0.2 if self.entry.kind is not None else 0.12)
        paint_entry(painter, box.adjusted(side, side, -side, -side), self.entry, self._place, theme)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.touched.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Right and down go on in time, left and up back; Enter opens."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        self.opened.emit()


def _stops(button: SpotButton) -> bool:
    return bool(button.focusPolicy() & Qt.FocusPolicy.TabFocus)


class YearWheel(QWidget):
    """Bands for the networks, a ring inside them for all else; August begins at the top, and today is a line.

    Signals:
        chosen: the key of the entry one came to.
        opened: the key of the entry one wants to see whole.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._year: Year | None = None
        self._spots: tuple[Spot, ...] = ()
        self._today = date.min
        self._done = ""
        self.buttons: list[SpotButton] = []
        self.setProperty("arrows", True)  # one stop for all its marks, and arrow keys between them
        self.setAccessibleName(_("Årshjulet"))
        self.setAccessibleDescription(_("Bruk piltastene for å gå fram og tilbake i året, og Enter for å åpne."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # --- what is shown ---

    def show_year(self, year: Year, entries: Sequence[Entry], due: Entry | None, today: date) -> None:
        """Draw these entries of a year; ``due`` comes next."""
        self._year, self._today = year, today
        networks = [network.id for network in self._networks()]
        self._spots = spots(entries, networks, year.year)
        ticked = [entry for entry in entries if not entry.cancelled]
        self._done = _("{done} av {all} er gjort").format(
            done=sum(entry.done for entry in ticked), all=len(ticked)
        )  # fmt: skip
        while len(self.buttons) < len(self._spots):
            self._add_button()
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(self._spots))
        for spot, button in zip(self._spots, self.buttons, strict=False):
            place = networks.index(spot.entry.network_id) if spot.entry.network_id in networks else 0
            button.show_entry(spot.entry, place, due=due is not None and spot.entry.key == due.key)
        stop = next((n for n, spot in enumerate(self._spots) if due is not None and spot.entry.key == due.key), 0)
        self._stop_at(stop)
        self._place()
        self.update()

    def _networks(self) -> tuple[Network, ...]:
        return self._year.networks if self._year else ()

    def _add_button(self) -> None:
        number = len(self.buttons)
        button = SpotButton(self)
        button.moved.connect(lambda way, number=number: self._go(number + way))
        button.touched.connect(lambda button=button: self._came(button))
        button.clicked.connect(lambda _on=False, button=button: button.setFocus(Qt.FocusReason.MouseFocusReason))
        button.opened.connect(lambda button=button: self.opened.emit(button.entry.key) if button.entry else None)
        self.buttons.append(button)

    def _go(self, number: int) -> None:
        if 0 <= number < len(self._spots):
            self.buttons[number].setFocus(Qt.FocusReason.TabFocusReason)

    def _came(self, button: SpotButton) -> None:
        self._stop_at(self.buttons.index(button))
        if button.entry is not None:
            self.chosen.emit(button.entry.key)

    def _stop_at(self, number: int) -> None:
        """Let Tab stop at one mark only."""
        for place, button in enumerate(self.buttons):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if place == number else Qt.FocusPolicy.ClickFocus)

    def come_between(self, before: QWidget, after: Sequence[QWidget]) -> None:
        """Let Tab go from ``before`` to the marks, and from them to what comes ``after``."""
        stop = next((place for place, button in enumerate(self.buttons) if _stops(button)), 0)
        policy = before.focusPolicy()
        # Qt puts nothing in order where Tab does not stop now, as at the views that are not chosen.
        for widget in (before, *self.buttons):
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for button_, following in pairwise((before, *self.buttons, *after)):
            QWidget.setTabOrder(button_, following)
        before.setFocusPolicy(policy)
        self._stop_at(stop)

    def button_of(self, key: tuple[EntryOf, str]) -> SpotButton | None:
        """The mark of an entry."""
        shown = (button for button in self.buttons if button.isVisibleTo(self))
        return next((button for button in shown if button.entry and button.entry.key == key), None)

    # --- measures ---

    def sizeHint(self) -> QSize:
        return QSize(460, 460)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, _LEAST)

    def _radius(self) -> float:
        return min(self.width(), self.height()) / 2

    def _centre(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _bands(self) -> int:
        return max(1, min(_MOST_BANDS, len(self._networks())))

    def _band(self, number: int) -> tuple[float, float]:
        """The outer and inner edge of a network's band, in parts of the radius; a fourth network shares the last."""
        width = _BAND if self._bands() < _MOST_BANDS else _BAND * 0.72
        outer = _OUTER - min(number, self._bands() - 1) * (width + _GAP)
        return outer, outer - width

    def _at(self, angle: float, part: float) -> QPointF:
        turned = math.radians(angle - 90)
        radius = self._radius() * part
        return self._centre() + QPointF(math.cos(turned) * radius, math.sin(turned) * radius)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        count = len(self._networks())
        inside = self._band(self._bands() - 1)[1] - _GAP * 2
        for spot, button in zip(self._spots, self.buttons, strict=False):
            if spot.ring < count:
                outer, inner = self._band(spot.ring)
                middle, side = (outer + inner) / 2 - spot.step * 0.06, 0.145
            else:
                middle, side = inside - 0.05 - spot.step % 3 * 0.07, 0.115
            pixels = max(18, round(self._radius() * side))
            at = self._at(spot.angle, max(_INNER, middle))
            button.setGeometry(round(at.x() - pixels / 2), round(at.y() - pixels / 2), pixels, pixels)

    # --- drawing ---

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._year is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bands(painter, self._year)
        self._paint_phases(painter, self._year)
        self._paint_months(painter, self._year)
        self._paint_holidays(painter, self._year)
        self._paint_today(painter, self._year)
        painter.end()

    def _arc(self, outer: float, inner: float, begin: float, end: float) -> QPainterPath:
        """A piece of a ring between two angles from the top, with the clock."""
        path = QPainterPath()
        for part, start, sweep in ((outer, 90 - begin, -(end - begin)), (inner, 90 - end, end - begin)):
            radius = self._radius() * part
            box = QRectF(self._centre().x() - radius, self._centre().y() - radius, radius * 2, radius * 2)
            if path.isEmpty():
                path.arcMoveTo(box, start)
            path.arcTo(box, start, sweep)
        path.closeSubpath()
        return path

    def _paint_bands(self, painter: QPainter, year: Year) -> None:
        theme = in_force()
        now = angle_of(self._today, year.year)
        past = self._today > date(year.year, 8, 1)
        painter.setPen(QPen(theme.colour("ground"), 2))
        for number in range(self._bands()):
            outer, inner = self._band(number)
            for _day, begin, end in month_starts(year.year):
                painter.setBrush(theme.colour("panel"))
                painter.drawPath(self._arc(outer, inner, begin, end))
                if past and begin < now:
                    painter.setBrush(theme.colour("selection"))
                    painter.drawPath(self._arc(outer, inner, begin, min(end, now)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("line"), 1))
        inside = self._band(self._bands() - 1)[1] - _GAP * 2 - 0.05
        for step in range(2):
            radius = self._radius() * (inside - step * 0.07)
            painter.drawEllipse(self._centre(), radius, radius)

    def _paint_phases(self, painter: QPainter, year: Year) -> None:
        """The six phases of the partnership, innermost; the one today falls in has the colour of what is in use."""
        theme = in_force()
        begins = [angle_of(phase_begins(phase, year.year), year.year) for phase in Phase]
        ends = [*begins[1:], angle_of(date(year.year + 1, 6, 30), year.year)]
        now = phase_of(self._today) if school_year(self._today) == year.year else None
        painter.setPen(QPen(theme.colour("ground"), 2))
        for phase, begin, end in zip(Phase, begins, ends, strict=True):
            painter.setBrush(theme.colour("accent" if phase is now else "rim"))
            painter.drawPath(self._arc(_INNER + 0.035, _INNER + 0.005, begin, end))

    def _paint_months(self, painter: QPainter, year: Year) -> None:
        theme = in_force()
        for day, begin, end in month_starts(year.year):
            here = (self._today.year, self._today.month) == (day.year, day.month)
            painter.setFont(theme.font(-1, "bold" if here else "regular"))
            painter.setPen(theme.colour("ink" if here else "mute"))
            at = self._at((begin + end) / 2, 0.935)
            box = QRectF(at.x() - 40, at.y() - 14, 80, 28)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, short_month(day))

    def _paint_holidays(self, painter: QPainter, year: Year) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(in_force().colour("edge"))
        for holiday in year.holidays:
            begin, end = angle_of(holiday.first_day, year.year), angle_of(holiday.last_day, year.year)
            painter.drawPath(self._arc(_OUTER + 0.03, _OUTER + 0.012, begin - 0.4, max(end, begin) + 0.4))

    def _paint_today(self, painter: QPainter, year: Year) -> None:
        theme = in_force()
        inside = date(year.year, 8, 1) <= self._today <= date(year.year + 1, 6, 30)
        if inside:
            angle = angle_of(self._today, year.year)
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawLine(self._at(angle, _INNER + 0.06), self._at(angle, _OUTER + 0.01))
        lines = [
            (day_month(self._today), theme.font(0, "bold"), "ink"),
            (_("Fase: {phase}").format(phase=phase_name(phase_of(self._today))), theme.font(-1), "accent"),
        ]
        lines = [*(lines if inside else []), (self._done, theme.font(-1), "mute")]
        heights = [theme.px(0) * 1.5 for _line in lines]
        top = self._centre().y() - sum(heights) / 2
        wide = self._radius() * _INNER * 2.1
        for (words, font, token), height in zip(lines, heights, strict=True):
            painter.setFont(font)
            painter.setPen(theme.colour(token))
            box = QRectF(self._centre().x() - wide / 2, top, wide, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            top += height
