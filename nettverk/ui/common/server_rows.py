"""A server to share over, in Del med andre: its address, whether it answers, and what that means, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from nettverk.i18n import _, join
from nettverk.ui.common.announce import announce, tell_fault
from nettverk.ui.common.literal import set_caption
from nettverk.ui.common.widgets import Note, QuietButton, Small, column, row, set_tone
from nettverk.ui.common.workspace import Workspace

if TYPE_CHECKING:
    from nettverk.services.lane import Report
    from nettverk.services.sharing.joining import Tried


class ServerRows(QWidget):
    """One writes the address, tries it, and reads what it says.

    Signals:
        tried: a Tried, when the server has answered; None as soon as another address is written.
    """

    tried = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        caption = Small(_("Adressen til serveren"), self, strong=True)
        self.address = QLineEdit(self)
        self.address.setPlaceholderText("postgresql://kari@server/nettverk")
        self.address.setMaxLength(500)
        set_caption(caption, self.address)
        self.address.setAccessibleName(_("Adressen til serveren"))
        self.hint = Note(_("Du får den av IT. Passordet står aldri i adressen: det ligger i fila .pgpass."), self)
        self.ask = QuietButton(_("Prøv"), "refresh-cw", self)
        self.told = Note("", self)
        self.told.hide()
        box = column(caption, self.address, self.hint, gap=4)
        box.addSpacing(4)
        box.addLayout(row(self.ask, None))
        box.addSpacing(4)
        box.addWidget(self.told)
        self.setLayout(box)
        self.address.textEdited.connect(lambda _text: self.forget())
        self.ask.clicked.connect(lambda _checked=False: self.look())

    def where(self) -> str:
        """The address as it is written now."""
        return self.address.text().strip()

    def forget(self) -> None:
        """What was answered was about another address."""
        self.told.hide()
        self.tried.emit(None)

    def look(self) -> None:
        """Ask the server how it stands."""
        address = self.where()
        if not address:
            self._refused(_("Skriv adressen først."))
            return
        self.ask.setEnabled(False)
        self._say(_("Spør serveren …"))
        work = self._workspace.lane.work(
            lambda report: _tried(report, address), self._answered, self, "", quiet=True, failed=self._refused
        )
        work.ended.connect(lambda: self.ask.setEnabled(True))

    def _answered(self, tried: Tried) -> None:
        if tried.found.place != self.where():
            return  # another address has been written meanwhile
        machines = join(tried.found.machines)
        if not tried.ready:
            words = _("Serveren svarer, men er ikke gjort klar for denne versjonen av Nettverk. Eier rollen i adressen"
                      " basen, kan du gjøre det her. Ellers gjør IT det.")  # fmt: skip
        elif not tried.fits:
            words = _("Serveren svarer. Kommunen har en annen Nettverk-fil på den fra før.")
        elif machines:
            words = _("Serveren svarer. Denne fila deles der allerede, på {machines}.").format(machines=machines)
        else:
            words = _("Serveren svarer og er klar. Ingen bruker den ennå.")
        self._say(words)
        self.address.setModified(False)  # it is used now, and not half typed
        self.tried.emit(tried)

    def _say(self, words: str) -> None:
        set_tone(self.told, "")
        self.told.setText(words)
        self.told.show()
        announce(self.told, words)

    def _refused(self, sentence: str) -> None:
        self.told.setText(sentence)
        set_tone(self.told, "stop")
        self.told.show()
        self.address.setFocus()
        tell_fault(self.address, sentence)
        self.tried.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the address tries it."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.address.hasFocus():
            self.look()
        else:
            super().keyPressEvent(event)


def _tried(report: Report, address: str) -> Tried:
    from nettverk.services.sharing import joining

    return joining.try_server(report.on_lane, address)
