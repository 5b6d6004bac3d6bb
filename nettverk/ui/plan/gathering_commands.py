"""What one does with a whole gathering: begin a new one, copy it, remove it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.i18n import _
from nettverk.services import gatherings
from nettverk.ui.common.workspace import Workspace
from nettverk.ui.plan.editor import PlanEditor
from nettverk.ui.plan.new_gathering import Choices, NewGatheringSheet, choices


class GatheringCommands(QObject):
    """Works on the gathering that is open in the workspace.

    Attributes:
        sheet: the sheet for a new gathering, once it has been opened.

    Signals:
        copied: the copy is open, and wants a day and a district of its own.
    """

    copied = Signal()

    def __init__(
        self, workspace: Workspace, editor: PlanEditor, host: QWidget, begin_typing: Callable[[], None]
    ) -> None:  # fmt: skip
        super().__init__(host)
        self._workspace, self._editor, self._host, self._begin_typing = workspace, editor, host, begin_typing
        self.sheet: NewGatheringSheet | None = None

    def new(self) -> None:
        """Open the sheet for a new gathering."""
        self._workspace.lane.ask(choices, self._open_sheet, self)

    def _open_sheet(self, offered: Choices) -> None:
        if self.sheet is not None and self.sheet.drafted():
            self.sheet.open(self.sheet.network)
            return
        if self.sheet is not None:
            self.sheet.deleteLater()
        self.sheet = NewGatheringSheet(self._workspace, self._host, offered, self._open_new)
        self.sheet.open(self.sheet.network)
        # The network is often the one offered; chosen text is replaced by the first letter typed.
        if line := self.sheet.network.lineEdit():
            line.selectAll()

    def _open_new(self, gathering_id: str) -> None:
        self._workspace.open_gathering(gathering_id, self._begin_typing)

    def copy(self) -> None:
        """Copy the plan, to be held another day or in another district."""
        gathering = self._workspace.gathering
        if gathering is None:
            return

        def done(changes: Changes) -> None:
            self._workspace.open_gathering(changes.made)
            self.copied.emit()
            self._workspace.say(_("Planen er kopiert. Velg bydel og dato."))

        self._editor.change(lambda store: gatherings.copy(store, gathering.id), done)

    def remove(self) -> None:
        """Remove the gathering; the line at the bottom offers to take it back."""
        gathering, workspace = self._workspace.gathering, self._workspace
        if gathering is None:
            return
        if gathering.id == workspace.staged:
            sentence = _("{title} er åpen i presentasjonsvinduet. Lukk det før du fjerner samlingen.")
            workspace.say(sentence.format(title=gathering.title))
            return

        def back() -> None:
            workspace.lane.undo()
            workspace.open_gathering(gathering.id)

        def done(_changes: Changes) -> None:
            workspace.open_gathering(None)
            workspace.say(_("{title} er fjernet.").format(title=gathering.title), _("Angre"), back)

        self._editor.change(lambda store: gatherings.remove(store, gathering.id), done)
