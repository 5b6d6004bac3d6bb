"""A deadline typed as people write it; it reads back as the day that was meant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.domain.dates import read_day
from nettverk.i18n import _, day_month, long_date, short_date

HALF_A_YEAR = 200


class DayField(QLineEdit):
    """A line for a day.

    Signals:
        typed: the user changed the day.
        unclear: what is typed is no day (True), or is one again (False).
    """

    typed = Signal()
    unclear = Signal(bool)

    def __init__(self, near: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._near = near
        self._day: date | None = None
        self.setPlaceholderText(_("15.1 eller uke 6"))
        self.textEdited.connect(self._read)

    def day(self) -> date | None:
        """The day that stands here, or None."""
        return self._day

    def fill(self, day: date | None) -> None:
        """Show a day, as if it had been typed; None empties the field."""
        self._day = day
        self._say()

    def _read(self, text: str) -> None:
        day = read_day(text, self._near()) if text.strip() else None
        self.unclear.emit(bool(text.strip()) and day is None)
        if day != self._day:
            self._day = day
            self.typed.emit()

    def _say(self) -> None:
        day = self._day
        if day is None:
            self.setText("")
            self.setToolTip("")
            return
        # The year is only told where it could be mistaken.
        close = abs((day - self._near()).days) < HALF_A_YEAR
        self.setText(day_month(day) if close else short_date(day))
        self.setToolTip(long_date(day))
        self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Left: show the day that was meant; what is no day stays, so that it can be put right."""
        super().focusOutEvent(event)
        if self._day is not None:
            self._say()
            self.unclear.emit(False)
