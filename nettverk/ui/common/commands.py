"""What one can do, by name: the list behind the command palette and the list of shortcuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal


class Command(NamedTuple):
    """One thing the user can do.

    Attributes:
        key: unique, room first: ``groups.build``.
        text: what it is called, in the user's language.
        run: does it.
        shortcut: shown beside it, as Qt writes it (``Ctrl+Shift+G``); whoever adds the command binds the key itself.
        keywords: other words one may search for.
    """

    key: str
    text: str
    run: Callable[[], object]
    shortcut: str = ""
    keywords: str = ""


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
