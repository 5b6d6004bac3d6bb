"""What opens below the clock when asked for: notes, a message, when we started. Never a dialog."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nettverk.i18n import _, clock
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Note, PrimaryButton, QuietButton, Small, row, set_tone

# After midnight, a start on the day before is believed up to this long ago.
_PAST_MIDNIGHT = timedelta(hours=4)


class _Page(QFrame):
    """A page of the drawer with a heading."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self.heading = Small(title, self, strong=True)
        self.column.addWidget(self.heading)


class Notes(_Page):
    """The facilitator's own notes for the part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Notater"), parent)
        self.text = Note("", self)
        self.text.setProperty("kind", "")
        self.text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.text)
        scroll.setAccessibleName(_("Notater"))
        self.column.addWidget(scroll, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With one line left it is the notes', not the heading's."""
        super().resizeEvent(event)
        theme = in_force()
        self.heading.setVisible(self.height() >= theme.px(0) * 4)
        # Where there is plenty of room they are read from a step away.
        large = self.height() >= theme.px(0) * 14 and self.width() >= theme.px(0) * 44
        wanted = f"font-size: {theme.px(1)}px" if large else ""
        if wanted != self.text.styleSheet():
            self.text.setStyleSheet(wanted)

    def show_text(self, text: str) -> None:
        """Show the notes of a part, or say where notes are written."""
        words = text or _("Ingen notater for denne delen. Du skriver dem under Planlegg.")
        if words != self.text.text():
            self.text.setText(words)


LONGEST = 400
"""Letters in a message: more cannot be read from the back row."""


class MessageLine(_Page):
    """A message to everyone, sent with Enter and taken away with an empty one.

    Signals:
        sent: the text.
    """

    sent = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Melding på lerretet"), parent)
        self.field = QLineEdit(self)
        self.field.setMaxLength(LONGEST)
        self.field.setPlaceholderText(_("Skriv meldingen og trykk Enter"))
        self.field.setAccessibleName(_("Melding på lerretet"))
        self.field.returnPressed.connect(lambda: self.sent.emit(self.field.text().strip()))
        self.send = PrimaryButton(_("Vis"), parent=self)
        self.send.clicked.connect(lambda: self.sent.emit(self.field.text().strip()))
        self.remove = QuietButton(_("Fjern"), parent=self)
        self.remove.clicked.connect(lambda: self.sent.emit(""))
        self.column.addLayout(row(self.field, self.send, self.remove))
        self.told = Note("", self)
        self.column.addWidget(self.told)
        self.column.addStretch(1)
        self.field.textChanged.connect(lambda _text: self._tell_room())
        self._tell_room()

    def _tell_room(self) -> None:
        """A message that was pasted too long is not cut in silence."""
        # The field has cut the text already, silently.
        full = len(self.field.text()) >= LONGEST
        too_long = _("Meldingen kan ha høyst {count} tegn.").format(count=LONGEST)
        self.told.setText(too_long if full else _("Alle i rommet ser den. Klokka går."))
        set_tone(self.told, "warn" if full else "")


class StartedAt(_Page):
    """We forgot to press: when did this part begin?

    Signals:
        told: the time of day as it was written.
    """

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Delen startet kl."), parent)
        self.field = QLineEdit(self)
        self.field.setMaxLength(12)
        self.field.setFixedWidth(round(130 * in_force().growth))
        self.field.setAccessibleName(_("Delen startet kl."))
        self.field.returnPressed.connect(self._tell)
        self.set_button = PrimaryButton(_("Endre starttidspunktet"), parent=self)
        self.set_button.clicked.connect(self._tell)
        self.column.addLayout(row(self.field, self.set_button, None))
        self.column.addWidget(
            Note(_("Starttidspunktet endres, og delen før slutter samtidig. Trykk Ctrl+Z for å angre."), self)
        )
        self.column.addStretch(1)

    def propose(self, moment: datetime) -> None:
        """Put the start that the log has into the field, ready to be written over."""
        self.field.setText(clock(moment))
        self.field.selectAll()

    def _tell(self) -> None:
        self.told.emit(self.field.text())


class Drawer(QStackedWidget):
    """One page at a time; Escape goes back to the notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.notes, self.message, self.started = Notes(), MessageLine(), StartedAt()
        for page in (self.notes, self.message, self.started):
            self.addWidget(page)

    def hasHeightForWidth(self) -> bool:
        """It takes what is left under the clock, and never room from it."""
        return False

    @property
    def is_open(self) -> bool:
        """Whether something else than the notes is shown."""
        return self.currentWidget() is not self.notes

    def open(self, page: QWidget, focus: QWidget | None = None) -> None:
        """Show a page, and let one type in it."""
        self.setCurrentWidget(page)
        if focus is not None:
            focus.setFocus()

    def leave(self) -> None:
        """Show the notes again; what was being written stays in its line."""
        self.setCurrentWidget(self.notes)


def local_start(now: datetime, time_of_day: time) -> datetime | None:
    """When the clock last showed so before ``now`` (local, aware); None for a time still to come.

    Yesterday counts only where midnight has just passed: a part does not last all night.
    """
    moment = now.replace(hour=time_of_day.hour, minute=time_of_day.minute, second=0, microsecond=0)
    if moment <= now:
        return moment
    before = moment - timedelta(days=1)
    return before if now - before <= _PAST_MIDNIGHT else None
