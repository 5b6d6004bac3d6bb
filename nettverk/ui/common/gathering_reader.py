"""Reads what a room shows of the gathering one works on, and reads it again when it has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.services.database import Store
from nettverk.ui.common.workspace import Workspace

Known = TypeVar("Known")


class GatheringReader(QObject, Generic[Known]):
    """Held by a room, which says how to read and what to do with the answer.

    A room that is not seen reads nothing: what changes meanwhile is read when somebody comes.

    Args:
        read: runs on the lane with the gathering's id.
        show: gets the answer, unless another gathering was chosen while it was being read.
        show_none: there is no gathering.
        tables: a change in one of these may show in the room.
        room: the reader goes away with it.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        read: Callable[[Store, str], Known],
        show: Callable[[Known], None],
        show_none: Callable[[], None],
        tables: Sequence[str],
        room: QWidget,
    ) -> None:
        super().__init__(room)
        self._workspace, self._room, self.tables = workspace, room, tuple(tables)
        self._read, self._show, self._show_none = read, show, show_none
        self._stale = False
        workspace.lane.changed.connect(self._changed)
        room.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody comes: read what has changed since the room was last seen."""
        if self._stale and watched is self._room and event.type() == QEvent.Type.Show:
            self.refresh()
        return False

    def refresh(self) -> None:
        """Read it as it is stored now, or when the room is next seen."""
        self._stale = not self._room.isVisible()
        if self._stale:
            return
        gathering = self._workspace.gathering
        if gathering is None:
            self._show_none()
            return
        # Kept by name: when the answer comes, the workspace may be at another gathering.
        asked, read = gathering.id, self._read
        self._workspace.lane.ask(lambda store: read(store, asked), partial(self._arrived, asked), self)

    def when_read(self, act: Callable[[], None]) -> None:
        """Do something once everything asked for so far has been shown, as whoever comes to a new room must wait."""
        self._workspace.lane.ask(lambda _store: None, lambda _nothing: act(), self)

    def _arrived(self, asked: str, known: Known) -> None:
        gathering = self._workspace.gathering
        if gathering is not None and gathering.id == asked:
            self._show(known)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*self.tables):
            self.refresh()
