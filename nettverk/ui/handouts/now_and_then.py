"""What one needs now and then in Utskrifter: labels, only what has changed, words for an e-mail, the printer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from nettverk.i18n import _
from nettverk.services.handouts.handouts import ON_A_DOOR
from nettverk.ui.common.literal import add_action
from nettverk.ui.common.workspace import Command, Workspace
from nettverk.ui.handouts.actions import HandoutActions
from nettverk.ui.handouts.labels_sheet import LabelsSheet
from nettverk.ui.handouts.printer_sheet import PrinterSheet


class NowAndThen(QObject):
    """The menu over *Mer*, and the sheets it opens over the room."""

    def __init__(
        self, workspace: Workspace, room: QWidget, actions: HandoutActions, button: QWidget
    ) -> None:  # fmt: skip
        super().__init__(room)
        self._workspace, self._room, self._actions, self._button = workspace, room, actions, button

    def choose_labels(self) -> None:
        """Choose what badges are printed on."""
        LabelsSheet(self._workspace, self._room).begin()

    def fit_printer(self) -> None:
        """Set a printer right."""
        PrinterSheet(self._workspace, self._room).begin()

    def commands(self) -> list[Command]:
        """All of it by name."""
        large = Command("handouts.a3", _("Lagre på A3, til døra …"), self._actions.save_on_a3)
        return [
            *([large] if self._actions.looks_at in ON_A_DOOR else ()),
            Command("handouts.changed", _("Bare det som er endret …"), self._actions.show_changed),
            Command("handouts.email", _("Kopier e-posttekst"), self._actions.copy_email_text),
            Command("handouts.printer", _("Tilpass skriveren …"), self.fit_printer),
        ]

    def show_menu(self) -> None:
        """Show it below its button."""
        menu = QMenu(self._room)
        for command in self.commands():
            add_action(menu, command.text).triggered.connect(command.run)
        # The button stands at the foot of the pages, so the menu goes upwards.
        corner = self._button.mapToGlobal(self._button.rect().topLeft())
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))
