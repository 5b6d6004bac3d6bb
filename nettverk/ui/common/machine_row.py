"""What this machine is called where several write in one file: typed here, in force at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nettverk.i18n import _
from nettverk.ui.common.widgets import Note

if TYPE_CHECKING:
    from nettverk.services.database import Store
    from nettverk.ui.common.workspace import Workspace


class MachineRow(QWidget):
    """A field for the name, and where it is seen."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.field = QLineEdit(self)
        self.field.setMaxLength(60)
        self.field.setAccessibleName(_("Navn på denne maskinen"))
        self.field.setProperty("keeps", True)  # it stores itself
        self.field.textEdited.connect(
            lambda _text: self.field.setProperty("keeps", False)
        )  # but not before it is stored
        self.field.editingFinished.connect(self._store)
        self._was = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.field)
        box.addWidget(Note(_("Står ved det som er skrevet her, når flere maskiner skriver i samme fil."), self))

    def read(self) -> None:
        """Show what it is called now."""
        self._workspace.lane.ask(_name, self._show, self)

    def _show(self, name: str) -> None:
        self._was = name
        if not self.field.hasFocus():
            self.field.setText(name)

    def _store(self) -> None:
        new = self.field.text().strip()
        if new != self._was:
            self._workspace.lane.ask(partial(_rename, new=new), self._shown_anew, self, failed=self._workspace.say)
        else:
            self.field.setProperty("keeps", True)

    def _shown_anew(self, name: str) -> None:
        self._was = name
        self.field.setText(name)
        self.field.setProperty("keeps", True)


def _name(store: Store) -> str:
    from nettverk.services.sharing import machine

    return machine.name(store)


def _rename(store: Store, *, new: str) -> str:
    from nettverk.services.sharing import machine

    return machine.rename(store, new)
