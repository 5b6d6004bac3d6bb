"""What is half typed in a sheet lies in the rescue file while it is not handed in: kill -9 does not take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from nettverk.domain.typed import TypedLoose
from nettverk.ui.common.sheet import DRAFT, HALF_TYPED, Sheet

if TYPE_CHECKING:
    from nettverk.ui.common.workspace import Workspace


class FormKeeper(QObject):
    """Hears from the sheets of a window, and holds what is typed in each until it is handed in or given up."""

    def __init__(self, workspace: Workspace, window: QWidget) -> None:
        super().__init__(window)
        self._workspace, self._window = workspace, window
        self._held: dict[str, str] = {}
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at all sheets when one of them tells."""
        if event.type() == HALF_TYPED and watched is self._window:
            self._look()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        unsaved, database = self._workspace.unsaved, self._workspace.database
        here, waiting = set(), set()
        for sheet in self._window.findChildren(Sheet):
            title = sheet.accessibleName()
            here.add(title)
            words = sheet.half_typed() if sheet.isVisible() else ()
            if words:
                unsaved.hold(("form", title), TypedLoose(title, "\n".join(words)), database, set_aside=True)
                self._held[title] = database
            if words or (sheet.isHidden() and sheet.property(DRAFT)):
                waiting.add(title)
        # A sheet that is gone without a word, as with its room, leaves what was typed in the file.
        for title in [title for title in self._held if title in here - waiting]:
            unsaved.drop(("form", title), self._held.pop(title))
