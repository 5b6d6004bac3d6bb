"""The tour for whoever is new: a line above the rooms that goes from room to room, and can be left at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nettverk.domain.manual import tour
from nettverk.domain.manual.pages import ManualPage
from nettverk.i18n import _
from nettverk.ui.common.flow import FlowLayout
from nettverk.ui.common.widgets import LinkButton, Note, PrimaryButton, QuietButton, Small

if TYPE_CHECKING:
    from nettverk.ui.common.workspace import Workspace

_SEEN = "tour/seen"


class TourLine(QFrame):
    """One step: how far one has come, what is told, and the ways on.

    Signals:
        back, next, more, left: the button was pressed; Escape leaves too.
    """

    back = Signal()
    next = Signal()
    more = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "top")
        self.setAccessibleName(_("Vis meg rundt"))
        self._place = Small("", self, strong=True)
        self._text = Note("", self)
        self.on = PrimaryButton(_("Neste"), parent=self)
        self.before = QuietButton(_("Tilbake"), parent=self)
        self.read = LinkButton(_("Les mer i håndboka"), parent=self)
        self.leave = QuietButton(_("Avslutt omvisningen"), parent=self)
        buttons = FlowLayout(gap=8, line_gap=8)
        for button, said in (
            (self.on, self.next), (self.before, self.back), (self.leave, self.left), (self.read, self.more),
        ):  # fmt: skip
            button.clicked.connect(said)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 10, 24, 12)
        column.setSpacing(6)
        column.addWidget(self._place)
        column.addWidget(self._text)
        column.addLayout(buttons)

    def show_step(self, number: int, count: int, text: str) -> None:
        """Tell a step, counted from 1; the button says it to who listens instead of reading."""
        place = _("Vis meg rundt: {number} av {count}").format(number=number, count=count)
        self._place.setText(place)
        self._text.setText(text)
        self.before.setEnabled(number > 1)
        self.on.setAccessibleDescription(f"{place}. {text}")
        self.on.setText(_("Ferdig") if number == count else _("Neste"))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the tour."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Tour(QObject):
    """Goes from step to step; it stores nothing but that it has been seen.

    Args:
        page: what has the line, right below its first row.
        more: opens a page of the manual.

    Attributes:
        line: None until the tour has been started once.
    """

    def __init__(self, workspace: Workspace, page: QWidget, more: Callable[[ManualPage], object]) -> None:
        super().__init__(page)
        self._workspace, self._page, self._more = workspace, page, more
        self._at = 0
        self._wanted = False
        self.line: TourLine | None = None

    def want(self) -> None:
        """Start when a gathering is there, unless it has been seen before."""
        self._wanted = self._workspace.settings.value(_SEEN) is None

    def ready(self, has_gathering: bool) -> None:
        """A file is open: start where the tour waits for it."""
        if self._wanted and has_gathering:
            self.start()

    def start(self) -> None:
        """Begin with the first step, also in the middle of a tour."""
        self._wanted = False
        if self.line is None:
            self.line = TourLine(self._page)
            self.line.next.connect(lambda: self._go(self._at + 1))
            self.line.back.connect(lambda: self._go(self._at - 1))
            self.line.left.connect(self.leave)
            self.line.more.connect(lambda: self._more(tour.steps()[self._at].page))
            rows = self._page.layout()
            assert isinstance(rows, QVBoxLayout)
            rows.insertWidget(1, self.line)
        self._go(0)

    def leave(self) -> None:
        """End it, wherever it has come to; it does not come back by itself."""
        self._workspace.settings.setValue(_SEEN, True)
        if self.line is not None:
            self.line.hide()

    def _go(self, step: int) -> None:
        steps = tour.steps()
        if self.line is None or step >= len(steps):
            self.leave()
            return
        self._at = max(0, step)
        self._workspace.go(steps[self._at].room)
        self.line.show_step(self._at + 1, len(steps), steps[self._at].text)
        # Given anew, the focus has the button read with what it now tells.
        self.line.on.clearFocus()
        self.line.on.setFocus(Qt.FocusReason.OtherFocusReason)
