"""The shell's own commands: their keys, the menus and the palette all come from one list."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu, QPlainTextEdit, QTextEdit, QWidget

from nettverk.domain.changes import Undoable
from nettverk.i18n import _
from nettverk.ui.common.workspace import Command, Workspace


@dataclass(frozen=True, slots=True)
class Deed:
    """One command of the shell; ``keys`` are all its keys, the first is the one shown."""

    key: str
    text: str
    run: Callable[[], object]
    keys: tuple[str, ...] = ()
    keywords: str = ""


class Actions(QObject):
    """Binds the shell's commands to keys on the window, and builds the menus.

    Attributes:
        by_key: the QActions, as ``undo`` or ``room.plan``.
    """

    def __init__(
        self, window: QMainWindow, workspace: Workspace, menus: Sequence[tuple[str, Sequence[Deed | None]]]
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self.menus = menus
        self.by_key: dict[str, QAction] = {}
        for deed in self._deeds():
            self._bind(window, deed)
        self.menu = self._menu(window)
        self.show_undoable(Undoable())

    def _bind(self, window: QMainWindow, deed: Deed) -> None:
        action = QAction(deed.text, self)
        action.setShortcuts([QKeySequence(keys) for keys in deed.keys])
        action.setMenuRole(_ROLES.get(deed.key, QAction.MenuRole.NoRole))
        action.triggered.connect(lambda _checked=False: deed.run())
        window.addAction(action)
        self.by_key[deed.key] = action
        self._tell(deed, deed.keys[0] if deed.keys else "")

    def _menu(self, window: QMainWindow) -> QMenu:
        whole = QMenu(window)
        bar = window.menuBar() if sys.platform == "darwin" else None
        for title, deeds in self.menus:
            menu = bar.addMenu(title) if bar is not None else whole.addMenu(title)
            for deed in deeds:
                if deed is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self.by_key[deed.key])
        return whole

    def yield_to(self, room: QWidget | None) -> None:
        """Let the room one is in have its own meaning of a key; two at once would mean that neither is heard."""
        theirs = set()
        if room is not None:
            theirs = {shortcut.key().toString() for shortcut in room.findChildren(QShortcut)}
            theirs |= {key.toString() for action in room.findChildren(QAction) for key in action.shortcuts()}
        for deed in self._deeds():
            keys = [QKeySequence(key) for key in deed.keys]
            kept = [key for key in keys if key.toString() not in theirs]
            self.by_key[deed.key].setShortcuts(kept)
            shown = deed.keys[0] if kept and kept[0] == keys[0] else ""
            self._tell(deed, shown)

    def _deeds(self) -> Iterator[Deed]:
        return (deed for _title, deeds in self.menus for deed in deeds if deed is not None)

    def _tell(self, deed: Deed, shown: str) -> None:
        run = self.by_key[deed.key].trigger
        self._workspace.commands.add(Command(f"shell.{deed.key}", deed.text, run, shown, deed.keywords))

    def show_undoable(self, state: Undoable) -> None:
        """Name what undo and redo would do."""
        for key, word, step in (("undo", _("Angre"), state.undo), ("redo", _("Gjør om"), state.redo)):
            action = self.by_key[key]
            action.setText(f"{word}: {step}" if step else word)
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


_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "settings": QAction.MenuRole.PreferencesRole,
    "help": QAction.MenuRole.NoRole,
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
        self._field = now if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit) else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the field's claim on the key away when it has no use for it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo, redo = event.matches(QKeySequence.StandardKey.Undo), _is_redo(event)
            if (undo and not _can(watched, "Undo")) or (redo and not _can(watched, "Redo")):
                event.ignore()
                return True
        return super().eventFilter(watched, event)


def _is_redo(event: QKeyEvent) -> bool:
    wanted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    return event.matches(QKeySequence.StandardKey.Redo) or (event.key() == Qt.Key.Key_Z and event.modifiers() == wanted)


def _can(field: QObject, what: str) -> bool:
    target = field if isinstance(field, QLineEdit) else field.document()  # type: ignore[attr-defined]
    return bool(getattr(target, f"is{what}Available")())
