"""The window's own commands as Qt actions: keys and menus come from one list of commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from nettverk.domain.changes import Undoable
from nettverk.i18n import _
from nettverk.ui.common.commands import Command
from nettverk.ui.common.focus_seen import FocusSeen
from nettverk.ui.common.literal import add_menu, keyless, say_action
from nettverk.ui.common.table_copy import TableCopy
from nettverk.ui.common.workspace import Workspace


class Menu(NamedTuple):
    """One menu: its title and its commands; None is a line between two groups of them."""

    title: str
    commands: Sequence[Command | None]


class Actions(QObject):
    """Binds the window's commands to keys, builds the menus, and offers the commands to the palette.

    Attributes:
        by_key: the QActions by the keys of their commands, as ``shell.undo`` or ``shell.room.plan``.
        menu: everything in one menu, for the button in the top line; on a Mac the menus stand in the menu bar.
    """

    def __init__(self, window: QMainWindow, workspace: Workspace, menus: Sequence[Menu]) -> None:
        super().__init__(window)
        self._workspace = workspace
        self.menus = menus
        self.by_key: dict[str, QAction] = {}
        for command in self._commands():
            self._bind(window, command)
        self.menu = self._build_menu(window)
        TableCopy(self)
        FocusSeen(self)
        self.show_undoable(Undoable())

    def _bind(self, window: QMainWindow, command: Command) -> None:
        action = QAction(self)
        say_action(action, command.text)
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        action.setMenuRole(_ROLES.get(command.key, QAction.MenuRole.NoRole))
        action.triggered.connect(lambda _checked=False: command.run())
        window.addAction(action)
        self.by_key[command.key] = action
        self._offer(command, command.shortcut)

    def _offer(self, command: Command, shortcut: str) -> None:
        # The palette triggers the action and not the function behind it: what is switched off stays off there too.
        offered = replace(command, run=self.by_key[command.key].trigger, shortcut=shortcut)
        self._workspace.commands.add(offered)

    def _build_menu(self, window: QMainWindow) -> QMenu:
        # A Mac has one menu bar at the top of the screen; elsewhere one button saves the height of a bar.
        whole = QMenu(window)
        bar = window.menuBar() if sys.platform == "darwin" else None
        for title, commands in self.menus:
            menu = bar.addMenu(keyless(title)) if bar is not None else add_menu(whole, title)
            for command in commands:
                if command is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self.by_key[command.key])
        return whole

    def yield_to(self, room: QWidget | None) -> None:
        """Let the room one is in have its own meaning of a key.

        Qt calls a key that two shortcuts claim ambiguous and runs neither, so the window lets go of the room's keys.
        """
        taken = set()
        if room is not None:
            taken = {shortcut.key().toString() for shortcut in room.findChildren(QShortcut)}
            taken |= {key.toString() for action in room.findChildren(QAction) for key in action.shortcuts()}
        for command in self._commands():
            kept = [keys for keys in command.shortcuts if QKeySequence(keys).toString() not in taken]
            self.by_key[command.key].setShortcuts([QKeySequence(keys) for keys in kept])
            self._offer(command, command.shortcut if command.shortcut in kept else "")

    def _commands(self) -> Iterator[Command]:
        return (command for menu in self.menus for command in menu.commands if command is not None)

    def show_undoable(self, state: Undoable) -> None:
        """Name what undo and redo would do."""
        for key, word, step in (("shell.undo", _("Angre"), state.undo), ("shell.redo", _("Gjør om"), state.redo)):
            action = self.by_key[key]
            say_action(action, f"{word}: {step}" if step else word)
            action.setEnabled(bool(step))

    def remove(self, window: QMainWindow) -> None:
        """Let go of the keys and the menus, before other words take their place."""
        for action in self.by_key.values():
            window.removeAction(action)
        if sys.platform == "darwin":
            window.menuBar().clear()
        self._workspace.commands.remove("shell.")
        self.menu.deleteLater()
        self.deleteLater()


# Where a Mac puts these in the program's own menu, whatever menu we named them in.
_ROLES = {
    "shell.quit": QAction.MenuRole.QuitRole,
    "shell.settings": QAction.MenuRole.PreferencesRole,
    "shell.help": QAction.MenuRole.NoRole,
}


class FieldUndo(QObject):
    """Lets Ctrl+Z reach the program when the field that has the focus has nothing of its own to take back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._field: QWidget | None = None

    def follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Watch the field that has the focus now."""
        from shiboken6 import isValid

        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if isinstance(now, _TEXT) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the field's claim on the key away when it has no use for it."""
        # Qt first asks the field with the focus whether it wants a key before any shortcut hears of it.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), _is_redo(event)
            can_undo, can_redo = _own_steps(watched)
            if (undo and not can_undo) or (redo and not can_redo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _is_redo(event: QKeyEvent) -> bool:
    wanted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.matches(QKeySequence.StandardKey.Redo) or (event.key() == Qt.Key.Key_Z and event.modifiers() == wanted)


_TEXT = QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox | QComboBox


def _own_steps(field: QObject) -> tuple[bool, bool]:
    """Whether the field itself can undo, and redo."""
    if isinstance(field, QAbstractSpinBox | QComboBox):
        field = field.lineEdit() or field
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable(), field.isRedoAvailable()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        document = field.document()
        return document.isUndoAvailable(), document.isRedoAvailable()
    return False, False
