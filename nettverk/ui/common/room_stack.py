"""The rooms beside the sidebar, one seen at a time, each made when it is first needed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from nettverk.domain.rooms import RoomKey
from nettverk.ui.common.commands import Command
from nettverk.ui.common.keys import native
from nettverk.ui.common.literal import add_action
from nettverk.ui.common.remembered import text
from nettverk.ui.common.rooms import Room, RoomEntry
from nettverk.ui.common.workspace import Workspace

WARM_MS = 120


class RoomStack(QStackedWidget):
    """Owns the rooms of the window.

    Attributes:
        made: the rooms that have been needed so far.
        blank: what is seen until there is a room or a first page to show.
    """

    def __init__(
        self, workspace: Workspace, entries: Mapping[RoomKey, RoomEntry], parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workspace, self._entries = workspace, entries
        self.made: dict[RoomKey, Room] = {}
        self.blank = QWidget()
        self.addWidget(self.blank)

    def room(self, key: RoomKey) -> Room:
        """The room, made the first time; its commands can be reached from then on."""
        if key not in self.made:
            room = self._entries[key].load()(self._workspace, parent=self)
            self.made[key] = room
            self.addWidget(room.widget)
            self._workspace.commands.add(*room.commands())
        return self.made[key]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done in the room, wherever in it a right click or the menu key has no menu of its own."""
        here = next((key for key, room in self.made.items() if room.widget is self.currentWidget()), None)
        if here is None:
            super().contextMenuEvent(event)
            return
        commands = {command.key: command for command in self._workspace.commands.all_()}
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, command in commands.items():
            if key.startswith(f"{here}."):
                self._offer(menu, command)
        menu.addSeparator()
        for key in ("shell.undo", "shell.trash", "shell.manual"):
            if key in commands:
                self._offer(menu, commands[key])
        menu.popup(event.globalPos())
        event.accept()

    @staticmethod
    def _offer(menu: QMenu, command: Command) -> None:
        action = add_action(menu, command.text, native(command.shortcut) if command.shortcut else "")
        action.triggered.connect(lambda _checked=False: command.run())

    def warm(self) -> None:
        """Make one room that is not made yet, and come back for the next: the first visit to it is then quick."""
        # One room for each turn of the event loop, imported off its thread, so that whoever types does not notice.
        waiting = next((key for key in self._entries if key not in self.made), None)
        if waiting is None or not self.isVisible():
            return

        def loaded(_room: object) -> None:
            self.room(waiting)
            QTimer.singleShot(WARM_MS, self, self.warm)

        load = self._entries[waiting].load
        self._workspace.lane.work(lambda _report: load(), loaded, self, "", quiet=True)

    def last_visited(self) -> RoomKey | None:
        """The room one was in when the program was last closed, else the first; None in a window without rooms."""
        last = text(self._workspace.settings, "room")
        return next((key for key in self._entries if key == last), next(iter(self._entries), None))

    def let_go(self) -> None:
        """Take down the rooms and their commands, before new ones take their place in another language."""
        for autosave in self._workspace.autosaves:
            autosave.flush()
        for key, room in self.made.items():
            self._workspace.commands.remove(f"{key}.")
            room.widget.deleteLater()
        self.made.clear()
