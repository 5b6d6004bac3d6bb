"""A file that somebody has borrowed: the window shows its sheets and nothing else, and says how it goes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.domain.manual.pages import ManualPage
from nettverk.domain.rooms import RoomKey
from nettverk.i18n import _, join
from nettverk.ui.common.actions import Menu
from nettverk.ui.common.editions import Banner
from nettverk.ui.common.manual_places import belongs_to

if TYPE_CHECKING:
    from nettverk.services.loans import Loan
    from nettverk.ui.common.files import Files
    from nettverk.ui.common.rooms import RoomEntry
    from nettverk.ui.common.workspace import Workspace

ROOMS = frozenset({RoomKey.REFLECT})
"""What is to be seen in a file that somebody has borrowed."""
_COMMANDS = frozenset({
    "shell.open", "shell.make", "shell.own", "shell.backup", "shell.settings", "shell.quit", "shell.undo",
    "shell.redo", "shell.undo_there", "shell.copy", "shell.search", "shell.room.reflect", "shell.larger",
    "shell.smaller", "shell.normal", "shell.look", "shell.manual", "shell.help", "shell.privacy", "shell.sources",
    "shell.new_version", "shell.menu",
})  # fmt: skip


class LendableWindow(Protocol):
    """What is asked of the window; the shell is the one there is."""

    workspace: Workspace
    entries: dict[RoomKey, RoomEntry]
    files: Files
    at: RoomKey | None


class Borrowed(QObject):
    """Gives the window only what a borrowed file is for, and everything again when another file is opened.

    Attributes:
        line: says above the sheets what the file is for; hidden in any other file.
    """

    def __init__(self, window: LendableWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._all = window, dict(window.entries)
        window.workspace.loan_changed.connect(self._changed)

    def show_line(self, page: QWidget) -> Banner:
        """The line, made for a page of the window."""
        self.line = Banner(page)
        belongs_to(self.line, ManualPage.TABLE_LAPTOP)
        self.line.button.setText(_("Lagre en kopi …"))
        self.line.button.clicked.connect(self._window.files.back_up)
        loan = self._window.workspace.loan
        self.line.tell(sentence(loan) if loan is not None else "")
        return self.line

    def _changed(self) -> None:
        window = self._window
        lent = window.workspace.loan is not None
        window.entries.clear()
        window.entries.update({key: entry for key, entry in self._all.items() if not lent or key in ROOMS})
        window.at = None  # the room one is in may be there no longer
        window.workspace.language_changed.emit()

    def allowed(self, menus: Sequence[Menu]) -> Sequence[Menu]:
        """The menus, without what a borrowed file has no use for."""
        if self._window.workspace.loan is None:
            return menus
        kept = []
        for menu in menus:
            commands = [
                command
                for command in menu.commands
                if command is None or command.key in _COMMANDS or command.key.startswith("shell.language.")
            ]
            kept.append(Menu(menu.title, commands))
        return kept


def sentence(loan: Loan) -> str:
    """What the file is for, why there is nothing else in it, and what to do in the end."""
    numbers = join([str(number) for number in loan.tables])
    what = _("Denne fila er lånt ut, og har bare arkene til bord {numbers}.").format(numbers=numbers)
    if not loan.tables:
        what = _("Denne fila er lånt ut, og har bare arkene.")
    return f"{what} " + _("Alt lagres i fila mens du skriver. Når dere er ferdige: lukk Nettverk og gi fila tilbake.")


def nothing_else() -> str:
    """What to say to whoever wants to go where a borrowed file does not lead."""
    return _("Denne fila er lånt ut, og har bare arkene. Resten ligger i fila den kom fra.")
