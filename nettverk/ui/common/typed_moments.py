"""Days and times that are typed as people write them, everywhere in the program alike.

What is understood is shown while one types, and is taken when one leaves the field, presses Enter or pauses. What
cannot be understood changes nothing: the words stay to be put right, and the field says why. A day far off is asked
about first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtCore import QDate, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, Qt, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nettverk.domain.dates import Doubt, Expected, clock_words, read_clock, understand_day
from nettverk.domain.now import today
from nettverk.i18n import _, clock, day_month, long_date, short_date
from nettverk.ui.common.announce import announce
from nettverk.ui.common.basics import FlatButton, LinkButton, Small, set_tone
from nettverk.ui.common.literal import set_tip
from nettverk.ui.common.theme import in_force

PAUSE_MS = 1200
HALF_A_YEAR = 200
Moment = date | time


@dataclass(frozen=True, slots=True)
class Understood:
    """What the typed text means: a value, what the field says about it, and whether it has to be asked about."""

    value: Moment | None
    words: str
    asks: bool = False


class _Line(QLineEdit):
    """The line itself; tells its field when it is left.

    Signals:
        left: the focus went elsewhere.
    """

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class TypedMoment(QWidget):
    """A line with what it was understood as below it.

    Attributes:
        line: what one types in.
        words: what was understood, or why nothing was.
        use: takes a value that was asked about.

    Signals:
        taken: the user gave it another value.
        left: the focus left it; what was typed has been taken where it could be.
        entered: Enter was pressed, and what stands here is taken.
    """

    taken = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None, *, optional: bool) -> None:
        super().__init__(parent)
        self._optional = optional
        self._value: Moment | None = None
        self._asked: Moment | None = None
        self.unsettled = False
        self.line = _Line(self)
        self.words = Small("", self, wrap=True)
        self.use = LinkButton(_("Bruk den"), parent=self)
        self._row = QHBoxLayout()
        self._row.setSpacing(4)
        self._row.addWidget(self.line, 1)
        below = QHBoxLayout()
        below.addWidget(self.words, 1)
        below.addWidget(self.use, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._row)
        column.addLayout(below)
        self.setFocusProxy(self.line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._paused)
        self.line.textEdited.connect(self._edited)
        self.line.left.connect(self._left)
        self.line.returnPressed.connect(self._enter)
        self.use.clicked.connect(self._confirm)
        self._explain("")

    # --- what the two kinds know ---

    def understand(self, text: str) -> Understood:
        """What a text means here."""
        raise NotImplementedError

    def say_value(self, value: Moment) -> str:
        """A value as it stands in the line."""
        raise NotImplementedError

    # --- from outside ---

    def value(self) -> Moment | None:
        """What was taken last; what is only being typed is not it."""
        return self._value

    def fill(self, value: Moment | None) -> None:
        """Show a value, as if it had been typed and taken."""
        self._pause.stop()
        self._value, self._asked, self.unsettled = value, None, False
        self.line.setText(self.say_value(value) if value is not None else "")
        self.line.setCursorPosition(0)
        self._explain("")

    def set_hint(self, text: str) -> None:
        """What stands there in grey while it is empty."""
        self.line.setPlaceholderText(text)

    def pending(self) -> str:
        """What is typed and could not be taken; empty where all is."""
        return self.line.text() if self.unsettled else ""

    def restore(self, text: str) -> None:
        """Let a text stand there that was typed before and could not be taken."""
        self.line.setText(text)
        self._edited(text)
        self.settle()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def settle(self) -> bool:
        """Take what is typed; False where it cannot be taken, and the field says why."""
        self._pause.stop()
        if not self.unsettled:
            return True
        text = self.line.text().strip()
        if not text:
            if self._optional:
                self._take(None)
                return True
            self.fill(self._value)
            return True
        understood = self.understand(text)
        if understood.value is not None and (not understood.asks or understood.value == self._value):
            self._take(understood.value)
            return True
        self._asked = understood.value if understood.asks else None
        kept = _("{value} gjelder fortsatt.").format(value=self.say_value(self._value)) if self._value else ""
        self._explain(f"{understood.words} {kept}".strip(), asks=understood.asks, wrong=True)
        return False

    # --- typing ---

    def _edited(self, text: str) -> None:
        self.unsettled, self._asked = True, None
        if not text.strip():
            self._pause.stop()
            self._explain("")
            return
        understood = self.understand(text)
        sure = understood.value is not None and not understood.asks
        # Half a date is no mistake yet, so nothing is said of what cannot be read before one leaves it.
        self._explain(understood.words if understood.value is not None else "", asks=understood.asks)
        if sure:
            self._pause.start()
        else:
            self._pause.stop()

    def _paused(self) -> None:
        """What was understood has stood there for a while: it is taken, and the text left alone."""
        understood = self.understand(self.line.text())
        if self.unsettled and understood.value is not None and not understood.asks:
            self._keep(understood.value)

    def _enter(self) -> None:
        asked = self._asked
        if asked is not None and self.unsettled and self.understand(self.line.text()).value == asked:
            self._take(asked)
        if self.settle():
            self.entered.emit()

    def _confirm(self) -> None:
        understood = self.understand(self.line.text())
        if understood.value is not None:
            self._take(understood.value)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self) -> None:
        self.settle()
        self.left.emit()

    def _take(self, value: Moment | None) -> None:
        before = self._value
        self.fill(value)
        if value != before:
            self.taken.emit()

    def _keep(self, value: Moment) -> None:
        if value != self._value:
            self._value = value
            self.taken.emit()

    def _explain(self, text: str, *, asks: bool = False, wrong: bool = False) -> None:
        self.words.setText(text)
        self.words.setVisible(bool(text))
        self.use.setVisible(asks)
        self.line.setAccessibleDescription(text)
        set_tone(self.words, "warn" if asks or wrong else "")
        if wrong:
            announce(self.line, text)


class DayField(TypedMoment):
    """A day, with a calendar to choose in.

    Args:
        near: the day that one without a year is near; today where left out.
        brief: the line says the day and the month, and the year only where it could be mistaken.
    """

    def __init__(
        self,
        near: Callable[[], date] = today,
        parent: QWidget | None = None,
        *,
        optional: bool = True,
        expected: Expected = Expected.COMING,
        brief: bool = False,
    ) -> None:
        super().__init__(parent, optional=optional)
        self._near, self._expected, self._brief = near, expected, brief
        self.set_hint(_("15.1 eller uke 6"))
        self.open_button = FlatButton("", "calendar-days", self, tip=_("Velg i kalenderen (F4)"))
        self.open_button.setVisible(not brief)
        self.open_button.clicked.connect(self.open_calendar)
        self._row.addWidget(self.open_button)
        self._calendar: _Calendar | None = None

    def set_near(self, near: date) -> None:
        """Let a day without a year be near this one."""
        self._near = lambda: near

    def day(self) -> date | None:
        """The day that was taken last."""
        return self._value if isinstance(self._value, date) else None

    def understand(self, text: str) -> Understood:
        read = understand_day(text, today(), self._expected, self._near())
        return Understood(
            read.day if read.doubt in {None, Doubt.FAR} else None, read.words, asks=read.doubt is Doubt.FAR
        )

    def say_value(self, value: Moment) -> str:
        if not isinstance(value, date):
            return ""
        if not self._brief:
            return long_date(value)
        close = abs((value - self._near()).days) < HALF_A_YEAR
        return day_month(value) if close else short_date(value)

    def fill(self, value: Moment | None) -> None:
        super().fill(value)
        set_tip(self.line, long_date(value) if isinstance(value, date) else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F4 and Alt+Down open the calendar, as in every field that has a list."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show a month to choose in, at the day that stands here."""
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.chosen.connect(self._take)
        self._calendar.open_at(self.day() or self._near())


class ClockField(TypedMoment):
    """A time of day."""

    def __init__(self, parent: QWidget | None = None, *, optional: bool = False) -> None:
        super().__init__(parent, optional=optional)
        self.set_hint(clock(time(8, 30)))

    def time_of_day(self) -> time | None:
        """The time that was taken last."""
        return self._value if isinstance(self._value, time) else None

    def understand(self, text: str) -> Understood:
        moment = read_clock(text)
        words = _("kl. {time}").format(time=clock(moment)) if moment is not None else clock_words()
        return Understood(moment, words)

    def say_value(self, value: Moment) -> str:
        return clock(value) if isinstance(value, time) else ""


class _Calendar(QFrame):
    """A month in a popup.

    Signals:
        chosen: the day.
    """

    chosen = Signal(object)

    def __init__(self, field: DayField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.setProperty("kind", "popup")
        self.month = QCalendarWidget(self)
        self.month.setAccessibleName(_("Kalender"))
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self.month.clicked.connect(self._choose)
        self.month.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.month)

    def open_at(self, day: date) -> None:
        """Show the month of a day below the field."""
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        # Qt counts neither the frame nor the ring of the focus, and would cut the last week.
        hint = self.month.sizeHint()
        self.month.setMinimumSize(hint.width(), hint.height() + 24)
        weekend = QTextCharFormat()
        weekend.setForeground(in_force().colour("stop"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(weekday, weekend)
        self.adjustSize()
        self.move(self._field.mapToGlobal(self._field.line.geometry().bottomLeft()))
        self.show()
        self.month.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, day: QDate) -> None:
        self.close()
        self.chosen.emit(date(day.year(), day.month(), day.day()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the calendar, and not the sheet that the field stands in."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._field.line.setFocus(Qt.FocusReason.PopupFocusReason)
