"""What the window opens where several machines write: files taken along and brought home, and whose work it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nettverk.i18n import _
from nettverk.ui.common.home_sheet import BringingHome

if TYPE_CHECKING:
    from nettverk.ui.common.files import Files
    from nettverk.ui.common.lend_sheet import LendSheet
    from nettverk.ui.common.workspace import Workspace


class SharingSheets(QObject):
    """Makes each sheet the first time it is opened.

    Args:
        host: what the sheets lie over, and where files are dropped.

    Attributes:
        bring_home: takes files in.
    """

    def __init__(self, workspace: Workspace, host: QWidget, files: Files) -> None:
        super().__init__(host)
        self._workspace, self._host = workspace, host
        self.lend: LendSheet | None = None
        self.bring_home = BringingHome(workspace, host, files.open)
        workspace.contests_wanted.connect(self.open_contests)

    def open_lend(self) -> None:
        """Show the tables that a colleague may type for, to be taken along in a file."""
        from nettverk.ui.common.lend_sheet import LendSheet

        gathering = self._workspace.gathering
        if gathering is None:
            self._workspace.say(_("Velg en samling først (Ctrl+G)."))
            return
        if self.lend is None:
            self.lend = LendSheet(self._workspace, self._host)
        self.lend.open_for(gathering.id)

    def open_contests(self) -> None:
        """Show what two machines wrote differently, with the choice."""
        from nettverk.ui.common.contests_sheet import ContestsSheet

        ContestsSheet(self._workspace, self._host).open_fresh()

    def open_who(self) -> None:
        """Show who has changed what in the gathering that is open."""
        from nettverk.ui.common.who_sheet import WhoSheet

        if self._workspace.gathering is None:
            self._workspace.say(_("Velg en samling først (Ctrl+G)."))
        else:
            WhoSheet(self._workspace, self._host).open_fresh()
