"""What opens below the clock when asked for: notes, a message, when we started. Never a dialog."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QStackedWidget, QWidget

from nettverk.i18n import _, clock
from nettverk.ui.common.flow import FlowLayout
from nettverk.ui.common.theme import in_force
from nettverk.ui.common.widgets import Note, PrimaryButton
from nettverk.ui.stage.presenter.drawer_page import DrawerPage
from nettverk.ui.stage.presenter.look_page import LookPage
from nettverk.ui.stage.presenter.message_page import MessagePage
from nettverk.ui.stage.presenter.notes import Notes

# After midnight, a start on the day before is believed up to this long ago.
_PAST_MIDNIGHT = timedelta(hours=4)


class StartedAt(DrawerPage):
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
        line = FlowLayout(gap=8)  # with large text the button takes a second line
        line.addWidget(self.field)
        line.addWidget(self.set_button)
        self.column.addLayout(line)
        self.note = Note(_("Starttidspunktet endres, og delen før slutter samtidig. Trykk Ctrl+Z for å angre."), self)
        self.column.addWidget(self.note)
        self.column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What one writes in comes first, then the button, and then what there is room for."""
        super().resizeEvent(event)
        line = in_force().px(0)
        for widget, least in ((self.heading, 6), (self.note, 11)):
            widget.setVisible(self.height() >= least * line)

    def propose(self, moment: datetime) -> None:
        """Put the start that the log has into the field, ready to be written over."""
        self.field.setText(clock(moment))
        self.field.selectAll()

    def _tell(self) -> None:
        self.told.emit(self.field.text())


class Drawer(QStackedWidget):
    """One page at a time; Escape goes back to the notes. A page is made when it is first opened.

    Signals:
        rearranged: notes have come before what is around them, or given way again.
        sent, kept: as of the message's page. told: as of the true start's. chosen: as of the look's.
    """

    rearranged = Signal()
    sent = Signal(str, bool)
    kept = Signal(object)
    told = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.notes = Notes()
        self.addWidget(self.notes)

    @cached_property
    def message(self) -> MessagePage:
        """The line for a message to the hall."""
        page = MessagePage()
        page.sent.connect(self.sent)
        page.kept.connect(self.kept)
        self.addWidget(page)
        return page

    @cached_property
    def started(self) -> StartedAt:
        """The line for when the part really began."""
        page = StartedAt()
        page.told.connect(self.told)
        self.addWidget(page)
        return page

    @cached_property
    def look(self) -> LookPage:
        """The choices of how the wall looks."""
        page = LookPage()
        page.chosen.connect(self.chosen)
        self.addWidget(page)
        return page

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
        self.notes.finish()
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
