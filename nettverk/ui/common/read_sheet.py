"""A panel that shows what is stored, and reads it again when somebody changes it while it is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from nettverk.domain.changes import Changes
from nettverk.services.database import Store
from nettverk.ui.common.widgets import Sheet
from nettverk.ui.common.workspace import Workspace

_AGAIN_MS = 100


class ReadSheet(Sheet):
    """Says what it reads and how it is shown; when, stands here. It closes when one goes to another gathering.

    Args:
        tables: what it is read again for.
    """

    def __init__(
        self, title: str, workspace: Workspace, tables: frozenset[str], host: QWidget, *, width: int = 540
    ) -> None:  # fmt: skip
        super().__init__(title, host, width=width)
        self._workspace, self._tables = workspace, tables
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._ask_again)
        workspace.lane.changed.connect(self._changed)
        workspace.gathering_changed.connect(self.close_sheet)

    def reader(self) -> Callable[[Store], Any]:
        """What reads it, on the database's own thread; it holds whatever it needs to know."""
        raise NotImplementedError

    def show_read(self, read: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def ask(self, then: Callable[[], object] | None = None) -> None:
        """Read and show, and then do this."""

        def arrived(read: object) -> None:
            self.show_read(read)
            if then is not None:
                then()

        self._workspace.lane.ask(self.reader(), arrived, self)

    def _changed(self, changes: Changes) -> None:
        if not self.isHidden() and changes.tables & self._tables:
            self._again.start()

    def _ask_again(self) -> None:
        if self.isVisible():  # a sheet that was put away with its window has nobody to read for
            self.ask()
