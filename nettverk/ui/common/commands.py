"""What one can do, by name: the list behind the command palette and the list of shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the user can do, the same for menus, keys, the palette and the list of shortcuts.

    Attributes:
        key: unique, and begins with where it belongs: ``groups.build`` for a room, ``shell.undo`` for the window.
        text: what it is called, in the user's language.
        run: does it.
        shortcut: shown beside it, as Qt writes it (``Ctrl+Shift+G``); whoever adds the command binds the key itself.
        keywords: other words one may search for.
        other_shortcuts: keys that do the same, but are not shown.
    """

    key: str
    text: str
    run: Callable[[], object]
    shortcut: str = ""
    keywords: str = ""
    other_shortcuts: tuple[str, ...] = ()

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """Every key that does it, the one shown first."""
        return (self.shortcut, *self.other_shortcuts) if self.shortcut else self.other_shortcuts


class Commands(QObject):
    """Every command there is now.

    Signals:
        changed: something was added or taken away.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, Command] = {}

    def add(self, *commands: Command) -> None:
        """Add commands, or replace those with the same key."""
        for command in commands:
            self._all[command.key] = command
        self.changed.emit()

    def remove(self, prefix: str) -> None:
        """Take away every command whose key starts so."""
        self._all = {key: command for key, command in self._all.items() if not key.startswith(prefix)}
        self.changed.emit()

    def all_(self) -> tuple[Command, ...]:
        """All of them, in the order they came."""
        return tuple(self._all.values())
